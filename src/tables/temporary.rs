//! Temporary files with a name: removed when nobody holds them any more, and where a signal ends the program.
//!
//! Not responsible for files without a name (`spill`): the system removes those, whatever happens.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

use tempfile::{Builder, NamedTempFile};

/// The names of all files that were made.
static MADE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A new file in a folder.
pub fn file(builder: &Builder, folder: &Path) -> io::Result<NamedTempFile> {
    noted(|| builder.tempfile_in(folder))
}

/// A name in a folder that something is put under.
pub fn made<T>(
    builder: &Builder,
    folder: &Path,
    make: impl FnMut(&Path) -> io::Result<T>,
) -> io::Result<NamedTempFile<T>> {
    noted(|| builder.make_in(folder, make))
}

fn noted<T>(make: impl FnOnce() -> io::Result<NamedTempFile<T>>) -> io::Result<NamedTempFile<T>> {
    static WATCH: Once = Once::new();
    WATCH.call_once(watch);
    // Nobody must be told to end between the making and the noting.
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let file = make()?;
    made.push(file.path().to_owned());
    Ok(file)
}

/// Waits for a signal that ends the program, removes the files, and lets it end as it would have.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Without a watch files may stay behind, figures are right all the same.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for signal in &mut signals {
            let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
            made.iter().for_each(|path| drop(std::fs::remove_file(path)));
            let _ = emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
fn watch() {}
