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

/// One part in so many of the memory stays free: what is given back is not always used again.
const SPARE: u64 = 12;

impl Memory {
    /// A spill in its folder.
    pub fn spill(&self) -> Arc<Spill> {
        Spill::new(&self.folder)
    }

    /// How many bytes packed rows may take, where there are so many rows and `others` bytes are taken by what is no
    /// packed row.
    pub fn for_rows(&self, rows: usize, others: usize) -> usize {
        let Some(limit) = self.limit else { return usize::MAX };
        let used = usize::try_from(limit - limit / SPARE).unwrap_or(usize::MAX);
        used.saturating_sub(self.beside_rows(rows, others))
    }

    /// How many bytes a run takes without any packed row, where that is more than it may take.
    pub fn excess(&self, rows: usize, others: usize) -> Option<u64> {
        let needed = self.beside_rows(rows, others) as u64;
        self.limit.filter(|&limit| limit < needed).map(|_| needed)
    }

    fn beside_rows(&self, rows: usize, others: usize) -> usize {
        let at_work = (rows / PARTS * MERGED_ROW).max(rows / shards(rows) * WALKED_ROW);
        PROGRAM + self.threads * (THREAD + at_work) + others
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_get_what_the_rest_leaves_and_what_cannot_be_kept_is_told() {
        let memory = |limit| Memory { limit, folder: PathBuf::new(), threads: 2 };
        assert_eq!((memory(None).for_rows(9, 9), memory(None).excess(9, 9)), (usize::MAX, None));
        let large = memory(Some(1 << 30));
        assert!(large.for_rows(1000, 1 << 20) < 1 << 30);
        assert_eq!(large.for_rows(1000, 0) - large.for_rows(1000, 1 << 20), 1 << 20);
        assert!(large.for_rows(100_000_000, 0) < large.for_rows(1_000_000, 0));
        assert_eq!(large.excess(1_000_000, 1 << 20), None);
        let tiny = memory(Some(1 << 20));
        assert_eq!(tiny.for_rows(1000, 0), 0);
        assert!(tiny.excess(1000, 5 << 20).is_some_and(|needed| needed > 5 << 20));
    }

    #[test]
    fn this_machine_has_memory() {
        assert!(half_of_the_machine().is_some_and(|bytes| bytes > 1 << 20));
    }

    #[test]
    fn shards_grow_with_the_input() {
        assert_eq!([0, 20_000, 1_000_000, usize::MAX].map(shards), [1, 1, 50, SHARDS]);
    }
}
