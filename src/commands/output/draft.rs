//! Drafts: files that nobody sees until they are complete.
//!
//! On Linux a draft has no name while it is written, so that nothing of it stays whatever ends the program; elsewhere,
//! and where the system of files knows no such files, it is a temporary file. Not responsible for what stands in it.

use std::fs::{File, Permissions};
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::tables::temporary;

/// A file in the making.
pub enum Draft {
    /// Without a name.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// With a temporary name in the folder.
    Named(NamedTempFile),
}

impl Draft {
    /// An empty draft in a folder. Others may read it as they may read any new file, or the one that it replaces.
    pub fn new(folder: &Path, known: Option<Permissions>) -> io::Result<Draft> {
        let draft = Draft::empty(folder)?;
        if let Some(known) = known {
            draft.file().set_permissions(known)?;
        }
        Ok(draft)
    }

    #[cfg(target_os = "linux")]
    fn empty(folder: &Path) -> io::Result<Draft> {
        match linux::unnamed(folder) {
            Some(file) => Ok(Draft::Unnamed(file)),
            None => named(folder).map(Draft::Named),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn empty(folder: &Path) -> io::Result<Draft> {
        named(folder).map(Draft::Named)
    }

    /// The file.
    pub fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Draft::Unnamed(file) => file,
            Draft::Named(file) => file.as_file(),
        }
    }

    /// Puts the file where it belongs, in the place of what is there: a reader sees the old one or the new one.
    pub fn publish(self, path: &Path) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Draft::Unnamed(file) => match linux::link(&file, path) {
                // Only a rename replaces a file: for that moment the draft needs a name.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                    let link = |name: &Path| linux::link(&file, name);
                    let named = temporary::made(&builder(), folder.unwrap_or(Path::new(".")), link)?;
                    named.persist(path).map_err(|error| error.error)
                }
                linked => linked,
            },
            Draft::Named(file) => file.persist(path).map(drop).map_err(|error| error.error),
        }
    }
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".wa-kpi-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn named(folder: &Path) -> io::Result<NamedTempFile> {
    // The name of the temporary file means nothing to the reader of an error.
    temporary::file(&builder(), folder).map_err(|error| io::Error::from(error.kind()))
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};

    /// A file without a name, where the system knows such files and can give them one later.
    pub fn unnamed(folder: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file = File::from(openat(CWD, folder, flags, Mode::from_raw_mode(0o666)).ok()?);
        place(&file).exists().then_some(file)
    }

    /// Gives it a name that is not taken.
    pub fn link(file: &File, name: &Path) -> io::Result<()> {
        Ok(linkat(CWD, place(file), CWD, name, AtFlags::SYMLINK_FOLLOW)?)
    }

    fn place(file: &File) -> PathBuf {
        format!("/proc/self/fd/{}", file.as_raw_fd()).into()
    }
}
