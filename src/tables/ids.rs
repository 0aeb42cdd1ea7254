//! Message ids as text: kept as hashes while computing, read again from their files for the rare moment when the text
//! itself decides or is shown.
//!
//! Not responsible for ids that a source derives from a record's place: those have no text.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};

use super::message::Origin;

/// No id is longer than this.
const LONGEST: u64 = 4096;

/// A file whose bytes can be read again. A temporary file stays as long as its place is held.
pub type Place = Arc<dyn AsRef<Path> + Send + Sync>;

/// Where the texts of message ids can be found.
pub struct IdTexts {
    places: Vec<Option<Place>>,
    files: Mutex<Vec<Option<File>>>,
    kept: Vec<(Origin, String)>,
}

/// Whether a byte ends an id that stands in a file.
pub fn ends_id(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b'\t' | b'|' | b'"' | b'\n' | b'\r' | 0)
}

/// Whether reading an id in a file would end before its end. Looks at all bytes: that is faster than stopping.
pub fn breaks_id(id: &str) -> bool {
    id.bytes().fold(false, |breaks, byte| breaks | ends_id(byte))
}

impl IdTexts {
    /// From the place of every input whose bytes can be read again, by input number, and the ids that were kept.
    pub fn new(places: Vec<Option<Place>>, mut kept: Vec<(Origin, String)>) -> IdTexts {
        kept.sort_unstable();
        let files = Mutex::new(places.iter().map(|_| None).collect());
        IdTexts { places, files, kept }
    }

    /// The message id of the record that stands at `origin`.
    pub fn text(&self, origin: Origin) -> Result<String> {
        if let Ok(found) = self.kept.binary_search_by_key(&origin, |(origin, _)| *origin) {
            return Ok(self.kept[found].1.clone());
        }
        let number = origin.input() as usize;
        let place = self.places.get(number).and_then(Option::as_deref).map(AsRef::as_ref);
        let place = place.ok_or_else(|| anyhow!("input {number} cannot be read again: please report this as a bug"))?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let read = read_at(place, &mut files[number], origin.position());
        let bytes = read.with_context(|| format!("`{}`: cannot be read again", place.display()))?;
        let end = bytes.iter().position(|&byte| ends_id(byte)).unwrap_or(bytes.len());
        Ok(String::from_utf8_lossy(&bytes[..end]).into_owned())
    }
}

fn read_at(place: &Path, file: &mut Option<File>, position: u64) -> std::io::Result<Vec<u8>> {
    let file = match file {
        Some(file) => file,
        None => file.insert(File::open(place)?),
    };
    file.seek(SeekFrom::Start(position))?;
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_from_what_was_kept_or_from_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("log.jsonl");
        std::fs::write(&place, "{\"id\":\"wamid.ONE=\"}\nwamid.TWO=,x\nwamid.LAST").unwrap();
        let kept = vec![(Origin::new(1, 9), "kept".to_owned()), (Origin::new(0, 2), "also, kept".to_owned())];
        let ids = IdTexts::new(vec![Some(Arc::new(place)), None], kept);
        assert_eq!(ids.text(Origin::new(0, 7)).unwrap(), "wamid.ONE=");
        assert_eq!(ids.text(Origin::new(0, 20)).unwrap(), "wamid.TWO=");
        assert_eq!(ids.text(Origin::new(0, 33)).unwrap(), "wamid.LAST");
        assert_eq!(ids.text(Origin::new(0, 2)).unwrap(), "also, kept");
        assert_eq!(ids.text(Origin::new(1, 9)).unwrap(), "kept");
        assert!(ids.text(Origin::new(1, 10)).is_err());
    }
    #[test]
    fn a_temporary_file_stays_as_long_as_ids_may_be_read_from_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "wamid.ONE=,x\n").unwrap();
        let ids = IdTexts::new(vec![Some(Arc::new(file.into_temp_path()))], Vec::new());
        assert_eq!(ids.text(Origin::new(0, 0)).unwrap(), "wamid.ONE=");
    }
}
