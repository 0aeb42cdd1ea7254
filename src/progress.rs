//! How far a run has come: told by whoever works, asked by whoever shows it.
//!
//! Not responsible for showing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far a run has come. Clones tell of the same run.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicU64,
    all_bytes: AtomicU64,
    shards: AtomicU64,
    all_shards: AtomicU64,
}

/// What a run is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Looking at what there is to read.
    Looking,
    /// Reading: so many bytes of so many, as they are stored.
    Reading(u64, u64),
    /// Putting rows in order.
    Ordering,
    /// Walking customers: so many shards of so many.
    Walking(u64, u64),
}

impl Progress {
    /// So many bytes will be read.
    pub fn expect_bytes(&self, bytes: u64) {
        self.0.all_bytes.store(bytes, Ordering::Relaxed);
    }

    /// So many bytes more have been read.
    pub fn read(&self, bytes: u64) {
        self.0.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// So many shards will be walked.
    pub fn expect_shards(&self, shards: u64) {
        self.0.all_shards.store(shards, Ordering::Relaxed);
    }

    /// One shard more has been walked.
    pub fn walked(&self) {
        self.0.shards.fetch_add(1, Ordering::Relaxed);
    }

    /// What the run is at.
    pub fn stage(&self) -> Stage {
        let get = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let Counts { bytes, all_bytes, shards, all_shards } = &*self.0;
        match (get(bytes), get(all_bytes), get(shards), get(all_shards)) {
            (_, _, done, all) if all > 0 => Stage::Walking(done.min(all), all),
            (_, 0, ..) => Stage::Looking,
            (done, all, ..) if done < all => Stage::Reading(done, all),
            _ => Stage::Ordering,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_looks_reads_orders_and_walks() {
        let progress = Progress::default();
        assert_eq!(progress.stage(), Stage::Looking);
        progress.expect_bytes(100);
        progress.clone().read(40);
        assert_eq!(progress.stage(), Stage::Reading(40, 100));
        progress.read(70);
        assert_eq!(progress.stage(), Stage::Ordering, "a file that grew is no trouble");
        progress.expect_shards(2);
        progress.walked();
        assert_eq!(progress.stage(), Stage::Walking(1, 2));
    }
}
