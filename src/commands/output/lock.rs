//! One writer at a time: a folder is locked while a run reads and replaces files in it.
//!
//! The folder itself is locked, so nothing is left in it, and the system lifts the lock when a run ends, however it
//! ends. Not responsible for other programs: the lock binds only those that ask for it.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Result, bail};

use super::remark;

/// So often another run is waited for, and so long each time: five seconds in all.
const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// Folders that nobody else writes to until this is dropped.
pub struct Locks(#[expect(dead_code, reason = "held, never read")] Vec<File>);

/// Locks folders; those of one run are always locked in the same order, so that two runs cannot wait for each other.
pub fn lock(folders: impl IntoIterator<Item = PathBuf>) -> Result<Locks> {
    let real = |folder: PathBuf| folder.canonicalize().unwrap_or(folder);
    let mut folders: Vec<PathBuf> = folders.into_iter().map(real).collect();
    folders.sort();
    folders.dedup();
    let mut held = Vec::new();
    for folder in folders {
        match wait_for(&folder) {
            Ok(file) => held.push(file),
            Err(TryLockError::WouldBlock) => {
                bail!("another run is writing to {}: nothing is written, run again when it is done", folder.display())
            }
            // Some systems of files know no locks.
            Err(TryLockError::Error(error)) => {
                remark(&format!("{} cannot be locked against another run: {error}", folder.display()));
            }
        }
    }
    Ok(Locks(held))
}

fn wait_for(folder: &Path) -> Result<File, TryLockError> {
    let file = open(folder).map_err(TryLockError::Error)?;
    for _ in 1..TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(error) => return Err(error),
            Ok(()) => return Ok(file),
        }
    }
    file.try_lock().map(|()| file)
}

#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Folders are no files everywhere: there an empty file in them is locked.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    File::options().create(true).append(true).open(folder.join(".wa-kpi.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_named_twice_is_locked_once_and_free_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let twice = || [folder.path().to_owned(), folder.path().join(".")];
        drop(lock(twice()).unwrap());
        let locks = lock(twice()).unwrap();
        assert!(matches!(open(folder.path()).unwrap().try_lock(), Err(TryLockError::WouldBlock)));
        drop(locks);
        assert!(open(folder.path()).unwrap().try_lock().is_ok());
    }
}
