//! Invisible characters of exported chats: marks of writing direction and byte order.
//!
//! Not responsible for the one that says that the app itself speaks (`content`).

use std::borrow::Cow;

/// The mark before what the app itself writes.
pub(super) const SPOKEN_BY_APP: char = '\u{200E}';

/// Whether a letter is invisible and means nothing for reading.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text without marks and without blanks around it.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    if text.contains(is_mark) {
        let bare: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
        Cow::Owned(bare.trim().to_owned())
    } else {
        Cow::Borrowed(text.trim())
    }
}
