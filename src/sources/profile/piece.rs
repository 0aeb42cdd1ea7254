//! Pieces of a value that a profile may mean: the end of a link, a name before an address, a text without marks, a day.
//!
//! Not responsible for where values stand (`reference`).

use chrono::DateTime;

use crate::sources::json;
use crate::sources::values::{self, TimeRules};

/// A piece of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stands behind the last slash of a link or a resource name.
    Last,
    /// The name in `Name (address)`.
    Name,
    /// The text without the marks of HTML.
    Plain,
    /// The day of a time, in UTC.
    Day,
}

/// The words before a value of which a piece is meant.
const PIECES: [(&str, Piece); 4] =
    [("last of ", Piece::Last), ("name of ", Piece::Name), ("text of ", Piece::Plain), ("day of ", Piece::Day)];

impl Piece {
    /// What stands before a value of which a piece is meant: the value's name and the piece.
    pub fn named(text: &str) -> (&str, Option<Piece>) {
        let found = PIECES.iter().find_map(|(word, piece)| Some((text.strip_prefix(word)?, *piece)));
        found.map_or((text, None), |(rest, piece)| (rest, Some(piece)))
    }

    /// The piece of a value.
    pub fn of(self, value: &str) -> String {
        let value = value.trim();
        match self {
            Piece::Last => value.trim_end_matches('/').rsplit('/').next().unwrap_or(value).to_owned(),
            Piece::Name => match value.rsplit_once(" (") {
                Some((name, rest)) if rest.ends_with(')') => name.trim().to_owned(),
                _ => value.to_owned(),
            },
            Piece::Plain => without_marks(value),
            Piece::Day => {
                let rules = TimeRules { naive_utc: true, ..TimeRules::default() };
                let time = values::time(value, &rules).ok().flatten().and_then(DateTime::from_timestamp_millis);
                time.map(|time| time.date_naive().to_string()).unwrap_or_default()
            }
        }
    }
}

/// A text without the marks of HTML: `<p>Thank you</p>` says "Thank you".
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let mark = &rest[start + 1..];
        let is_mark = mark.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        match mark.find('>').filter(|_| is_mark) {
            Some(end) => {
                plain.push(' ');
                rest = &mark[end + 1..];
            }
            None => {
                plain.push('<');
                rest = mark;
            }
        }
    }
    plain.push_str(rest);
    json::unescape(&plain).replace("&nbsp;", " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::reference::Reference;

    #[test]
    fn a_piece_of_a_value_may_be_meant() {
        let piece = |name: &str, value: &'static str| {
            Reference::parse(name, false, &mut |_| 0).join(|_| Cow::Borrowed(value)).into_owned()
        };
        assert_eq!(piece("last of link", "https://desk.example.com/app/conversations/17/"), "17");
        assert_eq!(piece("last of link", "17"), "17");
        assert_eq!(piece("name of agent", "Ada (Sales) (ada@example.com)"), "Ada (Sales)");
        assert_eq!(piece("name of agent", "Ada"), "Ada");
        assert_eq!(piece("last of link", ""), "");
        assert_eq!(piece("day of at", "2026-10-01 23:59:59"), "2026-10-01");
        assert_eq!(piece("last of a + \"/\" + day of a", "x/1790000000"), "1790000000/");
        assert_eq!(piece("day of a", "1790000000.5"), "2026-09-21");
        assert_eq!(piece("text of body", "<p>1 < 2 &amp; <b>good</b></p>"), "1 < 2 &  good");
        assert_eq!(piece("text of body", "a <b"), "a <b");
    }
}
