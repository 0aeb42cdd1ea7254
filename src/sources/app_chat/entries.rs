//! The entries of an exported chat: a head, who speaks, and all that follows up to the next head.
//!
//! Not responsible for what an entry says (`content`).

use std::ops::Range;

use super::header::{Form, Header};
use super::marks::bare;

/// One message, or one line of the app.
#[derive(Clone, Debug)]
pub(super) struct Entry<'t> {
    /// Where it stands in the text.
    pub place: Range<usize>,
    /// Its head.
    pub header: Header<'t>,
    /// Who speaks; nobody where the app does.
    pub sender: Option<String>,
    /// What is said, over all its lines.
    pub text: &'t str,
}

/// A chat taken apart.
pub(super) struct Parts<'t> {
    /// How much of the text stands before the first entry.
    pub before: usize,
    /// All entries, in order.
    pub entries: Vec<Entry<'t>>,
    /// How many lines have a head of another form.
    pub strangers: usize,
}

/// The entries of a text. The first head decides how heads are written: a line with another kind of head was pasted
/// into a message.
pub(super) fn entries<'t>(text: &'t str) -> Parts<'t> {
    // Where the line begins, where the rest of it does, the head between them.
    let mut heads: Vec<(usize, usize, Header)> = Vec::new();
    let mut form: Option<Form> = None;
    let (mut start, mut strangers) = (0, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        match Header::parse(bare) {
            Some(header) if *form.get_or_insert(header.form) == header.form => {
                heads.push((start, start + bare.len() - header.rest.len(), header));
            }
            Some(_) => strangers += 1,
            None => {}
        }
        start += line.len();
    }
    let before = heads.first().map_or(text.len(), |(start, ..)| *start);
    let ends = heads.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let all = heads.iter().zip(ends);
    let entry = |(&(start, said, header), end): (&(usize, usize, Header<'t>), usize)| {
        Entry::new(start..end, header, text.get(said..end).unwrap_or_default())
    };
    Parts { before, entries: all.map(entry).collect(), strangers }
}

impl<'t> Entry<'t> {
    fn new(place: Range<usize>, header: Header<'t>, said: &'t str) -> Entry<'t> {
        let line = said.lines().next().unwrap_or_default();
        let colon = line.match_indices(':').map(|(place, _)| place).find(|place| {
            let after = line.get(place + 1..).unwrap_or_default();
            after.is_empty() || after.starts_with(char::is_whitespace)
        });
        let sender = colon.and_then(|colon| line.get(..colon)).map(name_of).filter(|name| is_name(name));
        match (sender, colon) {
            (Some(sender), Some(colon)) => {
                let text = said.get(colon + 1..).unwrap_or_default().trim_end();
                Entry { place, header, sender: Some(sender), text: text.trim_start_matches([' ', '\u{A0}']) }
            }
            _ => Entry { place, header, sender: None, text: said.trim_end() },
        }
    }
}

/// A name as people know it: without marks, and without the `~` before names that are not saved.
fn name_of(name: &str) -> String {
    let name = bare(name);
    name.strip_prefix('~').unwrap_or(&name).trim().to_owned()
}

/// Whether what stands before the first colon can be a name. Lines of the app quote texts with colons in them.
fn is_name(name: &str) -> bool {
    let closed =
        |opening: char, closing: &[char]| name.rsplit_once(opening).is_none_or(|(_, quoted)| quoted.contains(closing));
    let whole = if name.contains('„') { closed('„', &['“', '”']) } else { closed('“', &['”']) };
    !name.is_empty() && name.chars().count() <= 100 && whole && name.matches('"').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Option<String>, String)> {
        entries(text).entries.into_iter().map(|entry| (entry.sender, entry.text.to_owned())).collect()
    }

    fn by(sender: &str, text: &str) -> (Option<String>, String) {
        (Some(sender.to_owned()), text.to_owned())
    }

    #[test]
    fn lines_without_a_head_belong_to_the_message_before() {
        let text = "1/2/26, 10:00 - Zoë: one\r\n2016-04-29 10:30:00\r\n\r\n[1/2/26, 10:00:01] Bo: pasted\r\n\u{FEFF}1/2/26, 10:01 - Bo: two\r\n";
        assert_eq!(
            told(text),
            [by("Zoë", "one\r\n2016-04-29 10:30:00\r\n\r\n[1/2/26, 10:00:01] Bo: pasted"), by("Bo", "two")]
        );
        let Parts { before, entries, strangers } = entries(text);
        assert_eq!(
            (before, strangers, text.get(entries[1].place.clone())),
            (0, 1, Some("\u{FEFF}1/2/26, 10:01 - Bo: two\r\n"))
        );
    }

    #[test]
    fn names_may_hold_nearly_anything_and_bodies_may_be_empty() {
        assert_eq!(told("1/2/26, 10:00 - Bo - Tea: Ltd.: hi"), [by("Bo - Tea", "Ltd.: hi")]);
        assert_eq!(told("1/2/26, 10:00 - 9:5 🍵: hi"), [by("9:5 🍵", "hi")]);
        assert_eq!(told("1/2/26, 10:00 - Zoë: "), [by("Zoë", "")]);
        assert_eq!(told("1/2/26, 10:00 - Zoë:"), [by("Zoë", "")]);
        assert_eq!(told("1/2/26, 10:00 - Zoë: \nnext"), [by("Zoë", "\nnext")]);
        assert_eq!(told("[1/2/26, 10:00:00] ~\u{202F}Zoë: \u{200E}hi"), [by("Zoë", "\u{200E}hi")]);
        assert_eq!(
            told("1/2/26, 10:00 - \u{202A}+1 555 000\u{2011}2222\u{202C}: hi"),
            [by("+1 555 000\u{2011}2222", "hi")]
        );
    }

    #[test]
    fn lines_of_the_app_have_no_sender() {
        for line in [
            "You blocked this contact. Tap to unblock.",
            "Bo changed the subject to \"tea: green\"",
            "Bo changed “a” to “b: c”",
        ] {
            assert_eq!(told(&format!("1/2/26, 10:00 - {line}")), [(None, line.to_owned())]);
        }
    }

    #[test]
    fn what_stands_before_the_first_head_is_told_apart() {
        assert_eq!(entries("Chat history\n\n1/2/26, 10:00 - Zoë: hi").before, 14);
        assert_eq!(entries("nothing\n").before, 8);
    }
}
