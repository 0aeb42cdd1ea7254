//! Message ids as text: read again from their files, derived from the message's place where its source has none.

use std::collections::BTreeMap;

use anyhow::Result;
use hashbrown::{HashMap, HashSet};

use super::privacy::Privacy;
use super::sheet::Cell;
use crate::analysis::assemble::InputNames;
use crate::tables::ids::{IdTexts, is_derived};
use crate::tables::message::{Message, Origin};

/// The kinds of what ids belong to.
const MESSAGE: &str = "message";
const FILE: &str = "file";

/// The ids of all messages, by their hashes.
pub struct MessageIds {
    texts: HashMap<u64, String>,
}

impl MessageIds {
    /// Finds the ids of messages; `inputs` are the files that they were read from.
    pub fn new(messages: &[Message], ids: &IdTexts, inputs: &InputNames, privacy: &Privacy) -> Result<MessageIds> {
        let (derived, mut written): (Vec<&Message>, Vec<&Message>) =
            messages.iter().partition(|message| is_derived(message));
        written.sort_unstable_by_key(|message| message.origin());
        let origins: Vec<Origin> = written.iter().map(|message| message.origin()).collect();
        let mut texts: HashMap<u64, String> = HashMap::with_capacity(messages.len());
        let shown = ids.texts(&origins)?.into_iter().map(|id| privacy.id(MESSAGE, id).into_owned());
        texts.extend(written.iter().map(|message| message.id()).zip(shown));
        // Of equal length, so that ids are in the order of the file.
        let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
        for message in &derived {
            let width = widths.entry(message.origin().input()).or_default();
            *width = (*width).max(message.origin().position().to_string().len());
        }
        // A chat's file is named after the customer. Its place stays: it is the order of messages without ids.
        let files: Vec<_> = file_names(inputs).into_iter().map(|name| privacy.id(FILE, name)).collect();
        texts.extend(derived.iter().map(|message| {
            let (input, position) = (message.origin().input(), message.origin().position());
            let width = widths.get(&input).copied().unwrap_or_default();
            let file = files.get(input as usize).map_or("", |name| name);
            (message.id(), format!("{file}#{position:0width$}"))
        }));
        Ok(MessageIds { texts })
    }

    /// The id behind a hash; none for 0. An id that no message has is known by its hash only.
    pub fn text(&self, hash: u64, privacy: &Privacy) -> Cell<'_> {
        match self.texts.get(&hash) {
            Some(text) => Cell::text(text.as_str()),
            None if hash == 0 => Cell::Nothing,
            None => Cell::text(privacy.id(MESSAGE, format!("xxh3:{hash:016x}"))),
        }
    }
}

/// The names of the files, with their folders where the names alone do not tell them apart.
fn file_names(inputs: &InputNames) -> Vec<&str> {
    let short = |path: &'_ String| path.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let names: Vec<&str> = inputs.iter().map(|(path, _)| path.get(short(path)..).unwrap_or(path)).collect();
    let mut seen = HashSet::new();
    let repeated: HashSet<&str> = names.iter().copied().filter(|name| !seen.insert(*name)).collect();
    let whole = inputs.iter().map(|(path, _)| path.as_str());
    names.into_iter().zip(whole).map(|(name, path)| if repeated.contains(name) { path } else { name }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_their_folders_only_where_needed() {
        let inputs = ["a/bot.csv", "b/bot.csv", "b/inbox.csv", "-"].map(|path| (path.to_owned(), "canonical"));
        assert_eq!(file_names(&inputs.to_vec()), ["a/bot.csv", "b/bot.csv", "inbox.csv", "-"]);
    }
}
