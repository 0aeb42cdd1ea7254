//! Message ids as text: kept as hashes while computing, read again from their files for the rare moment when the text
//! itself decides or is shown.
//!
//! Not responsible for ids that a source derives from a record's place: those have no text.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, anyhow};

use super::message::{Message, Origin, id_hash};

/// No id is longer than this.
const LONGEST: u64 = 4096;

/// A file whose bytes can be read again. A temporary file stays as long as its place is held.
pub type Place = Arc<dyn AsRef<Path> + Send + Sync>;

/// So many bytes of a file are read at once where all of its ids are.
const BUFFER: usize = 1 << 18;

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
        if let Some(kept) = self.kept_text(origin) {
            return Ok(kept.to_owned());
        }
        let place = self.place(origin)?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let read = read_at(place, &mut files[origin.input() as usize], origin.position());
        let bytes = read.with_context(|| format!("`{}`: cannot be read again", place.display()))?;
        let end = bytes.iter().position(|&byte| ends_id(byte)).unwrap_or(bytes.len());
        Ok(String::from_utf8_lossy(&bytes[..end]).into_owned())
    }

    /// The message ids of many records, which stand in order: every file is read once, from its beginning to its end.
    pub fn texts(&self, origins: &[Origin]) -> Result<Vec<String>> {
        let mut texts = Vec::with_capacity(origins.len());
        for of_file in origins.chunk_by(|one, other| one.input() == other.input()) {
            let mut file: Option<Forward> = None;
            for &origin in of_file {
                if let Some(kept) = self.kept_text(origin) {
                    texts.push(kept.to_owned());
                    continue;
                }
                let place = self.place(origin)?;
                let again = || format!("`{}`: cannot be read again", place.display());
                let file = match &mut file {
                    Some(file) => file,
                    None => file.insert(Forward::open(place).with_context(again)?),
                };
                texts.push(file.read_id(origin.position()).with_context(again)?);
            }
        }
        Ok(texts)
    }

    fn kept_text(&self, origin: Origin) -> Option<&str> {
        let found = self.kept.binary_search_by_key(&origin, |(origin, _)| *origin).ok()?;
        Some(&self.kept[found].1)
    }

    fn place(&self, origin: Origin) -> Result<&Path> {
        let number = origin.input();
        let place = self.places.get(number as usize).and_then(Option::as_deref).map(AsRef::as_ref);
        place.ok_or_else(|| anyhow!("input {number} cannot be read again: please report this as a bug"))
    }
}

/// Whether a message's id is derived from its place, the source having none.
pub fn is_derived(message: &Message) -> bool {
    message.id() == derived_id(message.origin())
}

/// The hash that stands for the id of a message whose source has none.
pub fn derived_id(origin: Origin) -> u64 {
    id_hash(&format!("\0{}", origin.0))
}

/// A file of which ids are read one after the other.
struct Forward {
    file: BufReader<File>,
    at: u64,
}

impl Forward {
    fn open(place: &Path) -> std::io::Result<Forward> {
        Ok(Forward { file: BufReader::with_capacity(BUFFER, File::open(place)?), at: 0 })
    }

    fn read_id(&mut self, position: u64) -> std::io::Result<String> {
        // What is in the buffer stays there; `seek` would throw it away.
        self.file.seek_relative(position as i64 - self.at as i64)?;
        self.at = position;
        let mut id = Vec::new();
        loop {
            let bytes = self.file.fill_buf()?;
            let end = bytes.iter().position(|&byte| ends_id(byte));
            let taken = end.unwrap_or(bytes.len());
            id.extend_from_slice(&bytes[..taken]);
            self.file.consume(taken);
            self.at += taken as u64;
            if end.is_some() || taken == 0 || id.len() as u64 >= LONGEST {
                return Ok(String::from_utf8_lossy(&id).into_owned());
            }
        }
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
        let origins = [(0, 2), (0, 7), (0, 20), (0, 33), (1, 9)].map(|(input, place)| Origin::new(input, place));
        let texts: Vec<String> = origins.iter().map(|&origin| ids.text(origin).unwrap()).collect();
        assert_eq!(ids.texts(&origins).unwrap(), texts);
        assert!(ids.texts(&[Origin::new(1, 10)]).is_err());
    }

    #[test]
    fn many_ids_of_a_long_file_are_each_read_at_their_place() {
        let place = tempfile::NamedTempFile::new().unwrap();
        let line = |number: usize| format!("{number:0width$},rest", width = 1 + number % 97);
        let lines: Vec<String> = (0..20_000).map(line).collect();
        std::fs::write(place.path(), lines.join("\n")).unwrap();
        let ids = IdTexts::new(vec![Some(Arc::new(place.path().to_owned()))], Vec::new());
        let starts = lines.iter().scan(0, |at, line| Some(std::mem::replace(at, *at + line.len() as u64 + 1)));
        let (origins, expected): (Vec<Origin>, Vec<&str>) = starts
            .zip(&lines)
            .step_by(3)
            .map(|(at, line)| (Origin::new(0, at), line.trim_end_matches(",rest")))
            .unzip();
        assert_eq!(ids.texts(&origins).unwrap(), expected);
    }

    #[test]
    fn a_temporary_file_stays_as_long_as_ids_may_be_read_from_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "wamid.ONE=,x\n").unwrap();
        let ids = IdTexts::new(vec![Some(Arc::new(file.into_temp_path()))], Vec::new());
        assert_eq!(ids.text(Origin::new(0, 0)).unwrap(), "wamid.ONE=");
    }
}
