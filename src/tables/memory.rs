//! How much memory a run may take, and how much of it rows may fill before they are spilled.
//!
//! Not responsible for spilling (`spill`, `bag`). What anything takes is estimated, with some room to spare.

use std::path::PathBuf;
use std::sync::Arc;

use sysinfo::System;

use super::bag::PARTS;
use super::spill::Spill;

/// The memory that a run may take, and the folder of what does not fit.
#[derive(Clone, Debug)]
pub struct Memory {
    /// How many bytes; none = whatever is needed.
    pub limit: Option<u64>,
    /// The folder of temporary files.
    pub folder: PathBuf,
    /// How many threads work.
    pub threads: usize,
}

/// How many messages, orders and surveys make a shard of their own worthwhile.
pub const SHARD_ROWS: usize = 20_000;

/// There are never more shards.
pub const SHARDS: usize = 2048;

/// The program, and what reading takes whatever is read.
const PROGRAM: usize = 40 << 20;

/// The blocks of a thread, and what it does not give back.
const THREAD: usize = 24 << 20;

/// What a message takes while its part is merged: plain, and in a table by its id.
const MERGED_ROW: usize = 100;

/// What a message takes while its shard is walked: plain, sorted, in the story and in frames of facts.
const WALKED_ROW: usize = 900;

impl Memory {
    /// A spill in its folder.
    pub fn spill(&self) -> Arc<Spill> {
        Spill::new(&self.folder)
    }

    /// How many bytes packed rows may take, where there are so many rows and `others` bytes are taken by what is no
    /// packed row.
    pub fn for_rows(&self, rows: usize, others: usize) -> usize {
        let Some(limit) = self.limit else { return usize::MAX };
        let at_work = (rows / PARTS * MERGED_ROW).max(rows / shards(rows) * WALKED_ROW);
        let fixed = PROGRAM + self.threads * (THREAD + at_work);
        usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(fixed).saturating_sub(others)
    }
}

/// Half of the memory that this machine, or the container that it is, has.
pub fn half_of_the_machine() -> Option<u64> {
    let mut system = System::new();
    system.refresh_memory();
    let container = system.cgroup_limits().map(|limits| limits.total_memory);
    let memory = container.into_iter().chain([system.total_memory()]).filter(|&bytes| bytes > 0).min()?;
    Some(memory / 2)
}

/// How many shards so many rows deserve.
pub fn shards(rows: usize) -> usize {
    (rows / SHARD_ROWS).clamp(1, SHARDS)
}
