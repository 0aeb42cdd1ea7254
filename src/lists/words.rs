//! Opt-out and closing words: whether a whole text is one of them.
//!
//! Every inbound text comes through here, so nearly all are told by their first and last letter or their first word,
//! without a copy. Not responsible for words inside a text (`sentiment`).

use std::sync::LazyLock;

use hashbrown::HashSet;

use super::sentiment::{self, Mood};
use super::{CLOSING, OPT_OUT, entries, is_emoji, is_mark};

/// The words to look for in texts: the built-in lists and what the settings add.
#[derive(Clone, Debug)]
pub struct Words {
    own: Lists,
}

/// Opt-out words and closing phrases, as they are compared.
#[derive(Clone, Debug, Default)]
struct Lists {
    opt_out: HashSet<String>,
    /// The first and last letters of opt-out words: most texts are told by theirs.
    ends: HashSet<(char, char)>,
    closing: HashSet<String>,
    /// How closing phrases begin: most texts are told by their first word.
    beginnings: HashSet<String>,
    longest: usize,
    /// Of so many words is the longest closing phrase.
    most_words: usize,
}

/// The built-in lists: put in order when the first text asks.
static BUILT_IN: LazyLock<Lists> = LazyLock::new(|| Lists::of(entries(OPT_OUT), entries(CLOSING)));

impl Lists {
    fn of<'a>(opt_out: impl Iterator<Item = &'a str>, closing: impl Iterator<Item = &'a str>) -> Lists {
        let (opt_out, closing): (HashSet<_>, HashSet<_>) = (opt_out.map(fold).collect(), closing.map(bare).collect());
        let longest = opt_out.iter().chain(&closing).map(String::len).max().unwrap_or(0);
        let ends = opt_out.iter().filter_map(|word| ends(word)).collect();
        let beginnings = closing.iter().map(|phrase| with_beginning(phrase, str::to_owned)).collect();
        let most_words = closing.iter().map(|phrase| phrase.split(' ').count()).max().unwrap_or(0);
        Lists { opt_out, ends, closing, beginnings, longest, most_words }
    }

    fn is_opt_out(&self, text: &str) -> bool {
        text.len() <= self.longest * 2
            && ends(text).is_some_and(|ends| self.ends.contains(&ends))
            && self.opt_out.contains(&fold(text))
    }
}

impl Default for Words {
    fn default() -> Self {
        Words::with(&[], &[])
    }
}

impl Words {
    /// The built-in words and those given.
    pub fn with(opt_out: &[String], closing: &[String]) -> Words {
        Words { own: Lists::of(opt_out.iter().map(String::as_str), closing.iter().map(String::as_str)) }
    }

    fn lists(&self) -> [&Lists; 2] {
        [&BUILT_IN, &self.own]
    }

    /// Whether a text or button is, trimmed and case-folded, an opt-out word.
    pub fn is_opt_out(&self, text: &str) -> bool {
        let text = text.trim();
        self.lists().iter().any(|lists| lists.is_opt_out(text))
    }

    /// Whether a text is nothing but closing words: several in one message count as one.
    pub fn is_closing(&self, text: &str) -> bool {
        let begins = |beginning: &str| self.lists().iter().any(|lists| lists.beginnings.contains(beginning));
        if text.len() > 200 || !with_beginning(text, begins) {
            return false;
        }
        let bare = bare(text);
        let words: Vec<&str> = bare.split_whitespace().collect();
        !words.is_empty() && self.covers(&words)
    }

    /// How a text sounds; nothing where no word of the list tells. An estimate.
    pub fn sentiment(&self, text: &str) -> Option<Mood> {
        sentiment::mood(text)
    }

    /// Whether a run of words can be cut into closing phrases.
    fn covers(&self, words: &[&str]) -> bool {
        let is_phrase = |phrase: String| self.lists().iter().any(|lists| lists.closing.contains(&phrase));
        let most_words = self.lists().iter().map(|lists| lists.most_words).max().unwrap_or(0);
        let mut reached = vec![false; words.len() + 1];
        reached[0] = true;
        for end in 1..=words.len() {
            let first = end.saturating_sub(most_words);
            reached[end] = (first..end).any(|start| reached[start] && is_phrase(words[start..end].join(" ")));
        }
        reached[words.len()]
    }
}

/// Trimmed and case-folded.
fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Whether a letter is part of a word. Nearly all are plain.
fn is_counted(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || !letter.is_ascii() && (letter.is_alphanumeric() || is_mark(letter))
}

/// The first and the last letter, case-folded.
fn ends(text: &str) -> Option<(char, char)> {
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    // A small sigma is written otherwise at the end of a word.
    let plain = |letter: char| if letter == 'ς' { 'σ' } else { letter };
    Some((first.to_lowercase().next()?, plain(last.to_lowercase().last()?)))
}

/// Shows the first word of a text, bare; of one that begins with an emoji the emoji. A word longer than any in a list
/// is cut.
fn with_beginning<T>(text: &str, look: impl FnOnce(&str) -> T) -> T {
    let (mut word, mut length) = ([0; 64], 0);
    for letter in text.chars() {
        let counts = is_counted(letter);
        if length == 0 && is_emoji(letter) {
            return look(letter.encode_utf8(&mut [0; 4]));
        }
        if matches!(letter, '\'' | '\u{2019}') || length == 0 && !counts {
            continue;
        }
        if !counts {
            break;
        }
        for letter in letter.to_lowercase() {
            let Some(room) = word.get_mut(length..length + letter.len_utf8()) else { break };
            length += letter.encode_utf8(room).len();
        }
    }
    look(std::str::from_utf8(&word[..length]).unwrap_or_default())
}

/// Case-folded, without punctuation, skin tones and variation selectors; emoji stand as words of their own.
fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{1F3FB}'..='\u{1F3FF}' | '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\'' | '\u{2019}' => {}
            letter if is_counted(letter) => bare.push(letter),
            letter if is_emoji(letter) => {
                bare.push(' ');
                bare.push(letter);
                bare.push(' ');
            }
            _ => bare.push(' '),
        }
    }
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn opt_out_words_match_trimmed_and_case_folded_and_only_whole() {
        let words = Words::default();
        assert!(words.is_opt_out(" Stop "));
        assert!(words.is_opt_out("ABMELDEN"));
        assert!(!words.is_opt_out("stop sending the red ones"));
        assert!(Words::with(&["Keine Werbung".into()], &[]).is_opt_out("keine werbung"));
    }

    #[test]
    fn closing_words_match_alone_and_in_a_row_whatever_the_skin_tone() {
        let words = Words::default();
        assert!(words.is_closing("Thanks!"));
        assert!(words.is_closing("ok, thank you 👍🏽"));
        assert!(words.is_closing("👍👍"));
        assert!(!words.is_closing("ok but when?"));
        assert!(!words.is_closing("  "));
    }

    #[test]
    fn every_word_of_the_lists_is_found_in_capitals_too() {
        let words = Words::default();
        for word in entries(OPT_OUT) {
            assert!(words.is_opt_out(word) && words.is_opt_out(&format!(" {word}\n")), "{word}");
        }
        for word in entries(CLOSING) {
            assert!(words.is_closing(word) && words.is_closing(&format!("«{word}»!")), "{word}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_looking_at_the_beginning_and_the_ends_first(text in "[a-zA-ZİΣςß'\u{2019} !👍é]{1,12}") {
            let listed = std::slice::from_ref(&text);
            let words = Words::with(listed, listed);
            let capitals = text.to_uppercase();
            prop_assert_eq!(words.is_opt_out(&capitals), !fold(&text).is_empty() && words.lists().iter().any(|lists| lists.opt_out.contains(&fold(&capitals))));
            prop_assert!(words.is_opt_out(&text) || fold(&text).is_empty());
            prop_assert!(words.is_closing(&text) || bare(&text).is_empty());
        }
    }
}
