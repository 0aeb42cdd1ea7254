//! What WhatsApp's app itself writes into exported chats, in several languages: "media omitted", "message deleted".
//!
//! Not responsible for what a phrase makes of a message: that is the source's.

use std::sync::LazyLock;

use super::{CHAT_PHRASES, entries};

struct Phrase {
    meaning: &'static str,
    /// What stands around the `*`.
    pieces: Vec<&'static str>,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let parse = |line: &'static str| {
        let (meaning, phrase) = line.split_once('\t')?;
        Some(Phrase { meaning, pieces: phrase.split('*').collect() })
    };
    entries(CHAT_PHRASES).filter_map(parse).collect()
});

/// A phrase that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'t> {
    /// What it means, as the list says.
    pub meaning: &'static str,
    /// What stands for its first `*`.
    pub inside: &'t str,
    /// Whether it begins with `*`: a person's text may be like that by chance.
    pub open: bool,
}

/// The first phrase of these meanings that a text is as a whole.
pub fn chat_phrase<'t>(text: &'t str, meanings: &[&str]) -> Option<Found<'t>> {
    let of_meaning = PHRASES.iter().filter(|phrase| meanings.contains(&phrase.meaning));
    of_meaning
        .filter_map(|phrase| {
            let inside = inside(&phrase.pieces, text)?;
            Some(Found { meaning: phrase.meaning, inside, open: phrase.pieces.first() == Some(&"") })
        })
        .next()
}

/// What stands for the first `*`, where a text is made of these pieces.
fn inside<'t>(pieces: &[&str], text: &'t str) -> Option<&'t str> {
    let [first, middle @ .., last] = pieces else {
        let [whole] = pieces else { return None };
        return text.strip_suffix('.').unwrap_or(text).eq_ignore_ascii_case(whole).then_some("");
    };
    let rest =
        text.get(first.len()..).filter(|_| text.as_bytes()[..first.len()].eq_ignore_ascii_case(first.as_bytes()))?;
    let end = rest.len().checked_sub(last.len())?;
    let rest = rest.get(..end).filter(|_| rest.as_bytes()[end..].eq_ignore_ascii_case(last.as_bytes()))?;
    let mut found = None;
    let mut after = rest;
    for piece in middle {
        let at = after.find(piece)?;
        found = found.or(after.get(..at));
        after = after.get(at + piece.len()..)?;
    }
    Some(found.unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_whole_whatever_its_case() {
        let meaning = |text: &str| chat_phrase(text, &["deleted", "call", "attached"]).map(|found| found.meaning);
        assert_eq!(meaning("This message was deleted."), Some("deleted"));
        assert_eq!(meaning("message Deleted"), Some("deleted"));
        assert_eq!(meaning("Voice call. 3 min"), Some("call"));
        assert_eq!(meaning("I think this message was deleted."), None);
        assert_eq!(meaning("Vo"), None);
    }

    #[test]
    fn what_stands_for_the_star_is_told() {
        let inside = |text| chat_phrase(text, &["attached", "title", "number"]).map(|found| found.inside);
        assert_eq!(inside("IMG-1.jpg (file attached)"), Some("IMG-1.jpg"));
        assert_eq!(inside("<Anhang: 7-PHOTO.jpg>"), Some("7-PHOTO.jpg"));
        assert_eq!(inside("WhatsApp Chat with Zoë"), Some("Zoë"));
        assert_eq!(inside("Zoë changed to +1 555 000 2222"), Some("Zoë"));
        assert_eq!(inside("é"), None);
    }

    #[test]
    fn every_line_of_the_list_is_a_phrase_of_its_own() {
        let mut seen = std::collections::HashSet::new();
        for line in entries(CHAT_PHRASES) {
            let (_, phrase) = line.split_once('\t').expect("a meaning and a phrase");
            assert!(seen.insert(phrase.to_lowercase()), "{phrase}");
        }
    }
}
