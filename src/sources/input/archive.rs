//! The members of a zip archive: which of them are read, which are left alone, which are refused.
//!
//! Not responsible for reading them (`member`). Nothing is written to a member's own path.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use zip::{CompressionMethod, ZipArchive};

use super::expand::SETTINGS;
use super::member::Member;
use crate::tables::ids::Place;

/// An archive opened to look at what it holds.
pub(super) type Archive = ZipArchive<BufReader<File>>;

/// More members are no exports of messages.
const MEMBERS: usize = 10_000;
/// No member may become larger.
const LARGEST: u64 = 100 << 30;
/// No member larger than `SMALL` may be packed more tightly.
const RATIO: u64 = 1000;
const SMALL: u64 = 64 << 20;

/// What exported chats carry beside their text.
const MEDIA: &[&str] = &[
    "3gp", "aac", "amr", "apk", "avi", "bmp", "caf", "doc", "docx", "flac", "gif", "heic", "heif", "jpeg", "jpg",
    "m4a", "m4v", "mkv", "mov", "mp3", "mp4", "oga", "ogg", "opus", "pdf", "png", "ppt", "pptx", "svg", "thumb", "tif",
    "tiff", "vcf", "wav", "webm", "webp", "wma", "wmv",
];

/// What an archive holds.
#[derive(Default)]
pub(super) struct Listing {
    /// Members to read, by their paths inside.
    pub(super) members: Vec<(String, Member)>,
    /// Why others are left out: never a reason to stop.
    pub(super) left_out: Vec<String>,
    /// Why others cannot be read.
    pub(super) refused: Vec<String>,
}

/// Opens an archive that is shown as `path`.
pub(super) fn open(place: &Place, path: &str) -> Result<Archive> {
    let file = File::open((**place).as_ref()).with_context(|| format!("`{path}`: cannot be opened"))?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| {
        anyhow::anyhow!("`{path}`: is a damaged zip archive ({error}), expected a whole one: export or pack it again")
    })
}

/// Looks at every member of an archive.
pub(super) fn list(archive: &mut Archive, place: &Place, path: &str) -> Result<Listing> {
    let (count, mut listing) = (archive.len(), Listing::default());
    ensure!(count <= MEMBERS, "`{path}`: holds {count} files, expected at most {MEMBERS}: unpack what is to be read");
    // Files that share their bytes would multiply what is unpacked.
    let apart = archive.has_overlapping_files().is_ok_and(|overlap| !overlap);
    ensure!(apart, "`{path}`: is a damaged zip archive, its files overlap, expected a whole one: pack it again");
    for number in 0..count {
        let found = archive.by_index_raw(number);
        let found = found.with_context(|| format!("`{path}`: is a damaged zip archive: export or pack it again"))?;
        let name = found.name().map_or_else(|_| String::from_utf8_lossy(found.name_raw()).into_owned(), Into::into);
        // Some programs write the separators of their own system.
        let name = name.replace('\\', "/");
        if found.is_dir() || found.is_symlink() || is_left_alone(&name) {
            continue;
        }
        let shown = format!("`{path}/{}`", name.replace(char::is_control, "\u{FFFD}"));
        if leads_out(&name) {
            listing.left_out.push(format!("{shown}: leads out of its archive, expected a path inside: pack it again"));
        } else if has_extension(&name, &["zip"]) {
            listing.left_out.push(nested(shown.trim_matches('`')));
        } else if let Some(reason) =
            refusal(found.compression(), found.encrypted(), found.size(), found.compressed_size())
        {
            listing.refused.push(format!("{shown}: {reason}"));
        } else if let Some(start) = found.data_start() {
            let member = Member {
                archive: Arc::clone(place),
                start,
                compressed: found.compressed_size(),
                size: found.size(),
                checksum: found.crc32(),
                deflated: found.compression() == CompressionMethod::Deflated,
            };
            listing.members.push((name, member));
        }
    }
    Ok(listing)
}

/// What is said of an archive inside an archive.
pub(super) fn nested(path: &str) -> String {
    format!("`{path}`: is an archive inside an archive: unpack it first")
}

/// Why a member cannot be read.
fn refusal(method: CompressionMethod, encrypted: bool, size: u64, compressed: u64) -> Option<String> {
    if encrypted {
        return Some("is protected by a password, expected an archive without: unpack it first".to_owned());
    }
    if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Some(format!("is packed by the method {method}, expected deflate: unpack it first"));
    }
    if size > LARGEST {
        return Some(format!("would be unpacked to {size} bytes, expected at most {LARGEST}: unpack it first"));
    }
    let ratio = size / compressed.max(1);
    (size > SMALL && ratio > RATIO).then(|| {
        format!("would be unpacked to {ratio} times its size, expected at most {RATIO} times: unpack it first")
    })
}

/// Hidden files, settings and media: as little worth a word as in a folder.
fn is_left_alone(name: &str) -> bool {
    let mut parts = name.split('/').filter(|part| *part != "." && *part != "..");
    parts.clone().any(|part| part.starts_with('.') || part == "__MACOSX")
        || parts.next_back().is_none_or(|file| file == SETTINGS || has_extension(file, MEDIA))
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|found| extensions.iter().any(|known| found.eq_ignore_ascii_case(known)))
}

/// Whether a path is absolute or climbs.
fn leads_out(name: &str) -> bool {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || has_drive || name.split('/').any(|part| part == "..")
}
