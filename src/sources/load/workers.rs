//! The threads that read: they share the files' blocks to the last one, each fills an intake of its own.
//!
//! Cutting a file into blocks happens under that file's lock, parsing outside. Not responsible for order: everything
//! carries its origin.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};

use anyhow::{Context, Result, anyhow};
use rayon::prelude::*;

use super::InputFile;
use crate::progress::Progress;
use crate::sources::input::{Blocks, Piece};
use crate::sources::{Block, Shape};
use crate::tables::account::{EXAMPLES, Rejection};
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};
use crate::tables::memory::Memory;

/// Reads every block of every file.
pub(super) fn read<'run>(
    files: &[InputFile],
    memory: &Memory,
    progress: &Progress,
    names: &'run Names,
    rules: &'run IntakeRules,
) -> Result<Intake<'run>> {
    progress.expect_bytes(files.iter().map(|file| file.input.stored()).sum());
    let queue = Queue::new(files, progress);
    // In the caller's pool: rows are given back by the threads that took the memory for them.
    let parts: Vec<Part> =
        (0..memory.threads).into_par_iter().with_max_len(1).map(|_| work(&queue, names, rules, memory)).collect();
    let mut intake = Intake::new(names, rules);
    let mut rejections = Vec::new();
    let mut failures = Vec::new();
    for part in parts {
        intake.append(part.intake);
        rejections.extend(part.rejections);
        failures.extend(part.failure);
    }
    if let Some((_, failure)) = failures.into_iter().min_by_key(|(input, _)| *input) {
        return Err(failure);
    }
    keep_first(&mut rejections, rules);
    intake.accounts.rejections = rejections;
    put_in_order(&mut intake);
    Ok(intake)
}

/// What the threads happened to do first must not show.
fn put_in_order(intake: &mut Intake) {
    intake.contacts.sort_by_key(|row| row.origin);
    intake.templates.sort_by_key(|(origin, _)| *origin);
    intake.kept_ids.sort_unstable();
    for inputs in [&mut intake.has_states, &mut intake.reports_states, &mut intake.reports_reads] {
        inputs.sort_unstable();
        inputs.dedup();
    }
}

struct Part<'run> {
    intake: Intake<'run>,
    rejections: Vec<Rejection>,
    failure: Option<(usize, anyhow::Error)>,
}

impl<'run> Part<'run> {
    fn new(names: &'run Names, rules: &'run IntakeRules) -> Part<'run> {
        Part { intake: Intake::new(names, rules), rejections: Vec::new(), failure: None }
    }
}

fn work<'run>(queue: &Queue, names: &'run Names, rules: &'run IntakeRules, memory: &Memory) -> Part<'run> {
    let mut part = Part::new(names, rules);
    let mut spare = Vec::new();
    let spill = memory.spill();
    loop {
        let (number, block) = match queue.next(&mut spare) {
            Ok(Some(next)) => next,
            Ok(None) => return part,
            Err(failure) => {
                part.failure = Some(failure);
                return part;
            }
        };
        let file = &queue.files[number];
        // Hostile bytes may make a parser panic: that is an error of the file.
        let outcome = catch_unwind(AssertUnwindSafe(|| file.reader.read(&block, &mut part.intake)));
        let outcome = outcome.unwrap_or_else(|_| Err(anyhow!("its content breaks the reader of `{}`", file.source.id)));
        if let Err(error) = outcome.with_context(|| format!("`{}`: cannot be read", file.path)) {
            part.failure = Some((number, error));
            queue.stop.store(true, Ordering::Relaxed);
            return part;
        }
        part.rejections.append(&mut part.intake.accounts.rejections);
        if part.rejections.len() > 1000 {
            keep_first(&mut part.rejections, rules);
        }
        spare = block.bytes;
        if let Err(failure) = part.intake.make_room(memory, &spill) {
            part.failure = Some((number, failure));
            queue.stop.store(true, Ordering::Relaxed);
            return part;
        }
    }
}

/// Keeps the first rejections of each input, whoever found them; all of them where that is asked for.
fn keep_first(rejections: &mut Vec<Rejection>, rules: &IntakeRules) {
    rejections.sort();
    if !rules.keep_rejections {
        let mut kept: BTreeMap<u32, usize> = BTreeMap::new();
        rejections.retain(|rejection| {
            let kept = kept.entry(rejection.origin.input()).or_default();
            *kept += 1;
            *kept <= EXAMPLES
        });
    }
}

/// The blocks that nobody has taken yet.
struct Queue<'files> {
    files: &'files [InputFile],
    progress: &'files Progress,
    states: Vec<Mutex<State>>,
    /// All files before this one are used up.
    first: AtomicUsize,
    stop: AtomicBool,
}

enum State {
    Unopened,
    Open(Blocks),
    UsedUp,
}

impl<'files> Queue<'files> {
    fn new(files: &'files [InputFile], progress: &'files Progress) -> Queue<'files> {
        let states = files.iter().map(|_| Mutex::new(State::Unopened)).collect();
        Queue { files, progress, states, first: AtomicUsize::new(0), stop: AtomicBool::new(false) }
    }

    /// The next block of the first file that is free, else of the first one that is not.
    fn next(&self, spare: &mut Vec<u8>) -> Result<Option<(usize, Block)>, (usize, anyhow::Error)> {
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let mut busy = None;
            let first = self.first.load(Ordering::Relaxed);
            let mut all_before = true;
            for number in first..self.files.len() {
                let mut state = match self.states[number].try_lock() {
                    Ok(state) => state,
                    Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                    Err(TryLockError::WouldBlock) => {
                        busy = busy.or(Some(number));
                        all_before = false;
                        continue;
                    }
                };
                if let Some(block) = self.take(number, &mut state, spare)? {
                    return Ok(Some((number, block)));
                }
                if all_before {
                    self.first.fetch_max(number + 1, Ordering::Relaxed);
                }
            }
            let Some(number) = busy else { return Ok(None) };
            let mut state = self.states[number].lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(block) = self.take(number, &mut state, spare)? {
                return Ok(Some((number, block)));
            }
        }
    }

    fn take(
        &self,
        number: usize,
        state: &mut State,
        spare: &mut Vec<u8>,
    ) -> Result<Option<Block>, (usize, anyhow::Error)> {
        let file = &self.files[number];
        let taken =
            self.piece(file, state, spare).with_context(|| format!("`{}`: cannot be read to its end", file.path));
        match taken {
            Ok(Some(piece)) => {
                let cut = file.reader.shape() != Shape::Whole;
                let id_text = if cut && file.plain { IdText::InFile } else { IdText::Keep };
                let Piece { offset, bytes, last } = piece;
                Ok(Some(Block { input: number as u32, offset, bytes, id_text, last }))
            }
            Ok(None) => {
                *state = State::UsedUp;
                Ok(None)
            }
            Err(error) => {
                *state = State::UsedUp;
                self.stop.store(true, Ordering::Relaxed);
                Err((number, error))
            }
        }
    }

    fn piece(&self, file: &InputFile, state: &mut State, spare: &mut Vec<u8>) -> Result<Option<Piece>> {
        if let State::Unopened = state {
            *state = State::Open(Blocks::new(
                file.input.open_telling(self.progress)?,
                file.reader.shape(),
                file.reader.skip(),
            )?);
        }
        match state {
            State::Open(blocks) => {
                let piece = blocks.next(std::mem::take(spare))?;
                if let Some(piece) = piece.as_ref().filter(|_| !blocks.tells) {
                    self.progress.read(piece.bytes.len() as u64);
                }
                Ok(piece)
            }
            State::Unopened | State::UsedUp => Ok(None),
        }
    }
}
