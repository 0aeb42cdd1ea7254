//! Spilling: bytes that memory has no room for go to a temporary file, and come back as they were or not at all.
//!
//! Not responsible for what is spilled nor when (`bag`, `memory`).

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, bail};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A temporary file. It has no name where the system knows such files, else the system removes it when it is closed:
/// whatever ends the program, nothing of it stays.
pub struct Spill {
    folder: PathBuf,
    state: Mutex<State>,
}

/// The file, made when it is first needed, and its length.
#[derive(Default)]
struct State {
    file: Option<File>,
    end: u64,
}

/// Chunks that stand one behind the other in a spill.
pub struct Run {
    spill: Arc<Spill>,
    start: u64,
    length: u64,
}

/// Before each chunk stand its length and its checksum.
const HEAD: usize = 4 + 8;

/// So much is written at once.
const BUFFER: usize = 1 << 16;

impl Spill {
    /// A spill in a folder; nothing is written yet.
    pub fn new(folder: &Path) -> Arc<Spill> {
        Arc::new(Spill { folder: folder.to_owned(), state: Mutex::default() })
    }

    /// Writes chunks to the end of the file.
    pub fn write(self: &Arc<Spill>, chunks: &[Box<[u8]>]) -> Result<Run> {
        let written = self.append(chunks).with_context(|| {
            let folder = self.folder.display();
            format!("cannot write to the temporary folder {folder}: free space there, or name another with --temp")
        })?;
        log::debug!(bytes = written.1; "{} bytes wait in {}", written.1, self.folder.display());
        Ok(Run { spill: self.clone(), start: written.0, length: written.1 })
    }

    fn append(&self, chunks: &[Box<[u8]>]) -> io::Result<(u64, u64)> {
        let State { file, end } = &mut *self.lock();
        let file = match file {
            Some(file) => file,
            None => file.insert(tempfile::tempfile_in(&self.folder)?),
        };
        let start = *end;
        let mut place = start;
        file.seek(SeekFrom::Start(start))?;
        let mut buffer = BufWriter::with_capacity(BUFFER, file);
        for chunk in chunks {
            let length = u32::try_from(chunk.len()).map_err(io::Error::other)?;
            buffer.write_all(&length.to_le_bytes())?;
            buffer.write_all(&checksum(chunk, place).to_le_bytes())?;
            buffer.write_all(chunk)?;
            place += (HEAD + chunk.len()) as u64;
        }
        buffer.flush()?;
        *end = place;
        Ok((start, place - start))
    }

    fn read(&self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut state = self.lock();
        let file = state.file.as_mut().ok_or(io::ErrorKind::UnexpectedEof)?;
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells damage, and a chunk that comes back from another place.
fn checksum(chunk: &[u8], place: u64) -> u64 {
    xxh3_64_with_seed(chunk, place)
}

impl Run {
    /// Shows every chunk; one that is not what was written is an error.
    pub fn for_each(&self, mut see: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let folder = self.spill.folder.display();
        let bytes = self.spill.read(self.start, self.length).with_context(|| {
            format!("cannot read again what was written to the temporary folder {folder}: name another with --temp")
        })?;
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let place = self.start + (bytes.len() - rest.len()) as u64;
            let Some((chunk, behind)) = split(rest, place) else {
                bail!(
                    "what was written to the temporary folder {folder} came back damaged: check the disk, or name \
                     another folder with --temp"
                );
            };
            see(chunk)?;
            rest = behind;
        }
        Ok(())
    }
}

/// The first chunk, and the bytes behind it.
fn split(bytes: &[u8], place: u64) -> Option<(&[u8], &[u8])> {
    let (length, bytes) = bytes.split_first_chunk()?;
    let (expected, bytes) = bytes.split_first_chunk()?;
    let (chunk, rest) = bytes.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    (checksum(chunk, place) == u64::from_le_bytes(*expected)).then_some((chunk, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(texts: &[&str]) -> Vec<Box<[u8]>> {
        texts.iter().map(|text| text.as_bytes().into()).collect()
    }

    fn read(run: &Run) -> Result<Vec<Box<[u8]>>> {
        let mut read = Vec::new();
        run.for_each(|chunk| {
            read.push(chunk.into());
            Ok(())
        })?;
        Ok(read)
    }

    fn change(spill: &Spill, change: impl FnOnce(&mut File)) {
        change(spill.lock().file.as_mut().unwrap());
    }

    #[test]
    fn runs_come_back_in_any_order_and_the_folder_stays_empty() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(folder.path());
        let (one, other) = (chunks(&["first", "", "second"]), chunks(&["third"]));
        let runs = [spill.write(&one).unwrap(), spill.write(&other).unwrap()];
        assert_eq!(read(&runs[1]).unwrap(), other);
        assert_eq!(read(&runs[0]).unwrap(), one);
        if cfg!(unix) {
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn a_damaged_chunk_and_a_short_file_are_errors_that_name_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(folder.path());
        let run = spill.write(&chunks(&["first", "second"])).unwrap();
        change(&spill, |file| {
            file.seek(SeekFrom::Start(HEAD as u64 + 2)).unwrap();
            file.write_all(b"!").unwrap();
        });
        let told = format!("{:#}", read(&run).unwrap_err());
        assert!(told.contains("damaged") && told.contains(&*folder.path().to_string_lossy()), "{told}");
        change(&spill, |file| file.set_len(20).unwrap());
        let told = format!("{:#}", read(&run).unwrap_err());
        assert!(told.contains("cannot read again") && told.contains("--temp"), "{told}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_that_names_it() {
        let spill = Spill::new(Path::new("no/such/folder"));
        let told = format!("{:#}", spill.write(&chunks(&["x"])).err().unwrap());
        assert!(told.contains("no/such/folder") && told.contains("--temp"), "{told}");
    }
}
