//! The progress bar: on standard error, where that is a terminal, for what takes longer than a second.
//!
//! Not responsible for how far a run has come (`progress`).

use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::progress::{Progress, Stage};

/// What is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn.
const BEAT: Duration = Duration::from_millis(100);

/// A bar that is drawn until it is dropped.
pub struct Bar {
    end: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// Shows how far a run has come, where `wanted` and anybody could see it.
    pub fn start(progress: &Progress, wanted: bool) -> Bar {
        if !wanted || !stderr().is_terminal() {
            return Bar { end: None };
        }
        let progress = progress.clone();
        let (sender, ended) = channel();
        let drawing = spawn(move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let mut before = None;
            loop {
                let stage = progress.stage();
                draw(&bar, stage, before.replace(stage));
                if ended.recv_timeout(BEAT) != Err(RecvTimeoutError::Timeout) {
                    return bar.finish_and_clear();
                }
            }
        });
        Bar { end: Some((sender, drawing)) }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((sender, drawing)) = self.end.take() {
            drop(sender);
            // A bar that cannot be drawn is no reason to fail.
            let _ = drawing.join();
        }
    }
}

fn draw(bar: &ProgressBar, stage: Stage, before: Option<Stage>) {
    let is_new = before.is_none_or(|before| std::mem::discriminant(&before) != std::mem::discriminant(&stage));
    if is_new {
        let (template, _) = look(stage);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.reset();
    }
    if let (_, Some((done, all))) = look(stage) {
        bar.set_length(all);
        bar.set_position(done);
    }
    bar.tick();
}

/// How a stage is drawn, and how far it has come.
fn look(stage: Stage) -> (&'static str, Option<(u64, u64)>) {
    match stage {
        Stage::Looking => ("{spinner} looking at the files", None),
        Stage::Reading(done, all) => (
            "reading {wide_bar} {binary_bytes} of {binary_total_bytes}, {binary_bytes_per_sec}, {eta} left",
            Some((done, all)),
        ),
        Stage::Ordering => ("{spinner} putting messages in order", None),
        Stage::Walking(done, all) => ("measuring {wide_bar} part {pos} of {len}, {eta} left", Some((done, all))),
    }
}
