//! What was interned lately: repeated values skip the tables that threads share.
//!
//! Not responsible for which column a value belongs to (`intake`).

use super::likeness::Descriptions;
use super::profile::{Profile, Profiles};
use super::texts::{Asked, Mark, Recent, Text, Texts};
use super::values::Sentiment;
use crate::lists::{Mood, Words};

/// How many columns share the memo.
const COLUMNS: usize = 14;
/// The columns that conversations have, too.
pub(super) const BUSINESS: usize = 0;
/// See [`BUSINESS`].
pub(super) const AGENT: usize = 1;
/// See [`BUSINESS`].
pub(super) const TEAM: usize = 2;
/// See [`BUSINESS`].
pub(super) const CAMPAIGN: usize = 4;
/// See [`BUSINESS`].
pub(super) const SEGMENT: usize = 6;
/// The column whose values are currencies: one code, however it is written.
pub(super) const CURRENCY: usize = 11;
/// How many values a column remembers.
const SLOTS: usize = 64;

/// Longer texts are seldom said twice.
const REPEATED: usize = 40;

/// What the words of a customer's text say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// It is an opt-out word.
    pub(super) opt_out: bool,
    /// It is nothing but closing words.
    pub(super) closing: bool,
    /// How it sounds.
    pub(super) mood: Option<Sentiment>,
}

impl Said {
    fn of(text: &str, words: &Words) -> Said {
        let mood = words.sentiment(text).map(|mood| match mood {
            Mood::Positive => Sentiment::Positive,
            Mood::Negative => Sentiment::Negative,
            Mood::Mixed => Sentiment::Neutral,
        });
        Said { opt_out: words.is_opt_out(text), closing: words.is_closing(text), mood }
    }

    fn number(self) -> u32 {
        let mood = self.mood.map_or(0, |mood| 1 + mood as u32);
        mood << 2 | u32::from(self.closing) << 1 | u32::from(self.opt_out)
    }

    fn from_number(number: u32) -> Said {
        let mood = (number >> 2).checked_sub(1).and_then(|place| Sentiment::ALL.get(place as usize).copied());
        Said { opt_out: number & 1 == 1, closing: number & 2 == 2, mood }
    }
}

/// What was interned lately: repeated values skip the shared tables.
pub(super) struct Memo {
    /// Customers as written.
    pub(super) customers: Recent,
    /// Conversation ids.
    pub(super) conversations: Recent,
    /// Customers that were met since numbers were asked for.
    pub(super) new_customers: Asked,
    /// Conversations that were met since.
    pub(super) new_conversations: Asked,
    /// What rows meant.
    pub(super) descriptions: Descriptions,
    texts: Vec<(String, Text)>,
    profiles: Recent,
    said: Recent,
    /// The last two names of one customer.
    pub(super) last_alias: (Text, Text),
    /// The last two names of one business number.
    pub(super) last_business: (Text, Text),
}

impl Default for Memo {
    fn default() -> Self {
        Memo {
            customers: Recent::default(),
            conversations: Recent::default(),
            new_customers: Asked::default(),
            new_conversations: Asked::default(),
            descriptions: Descriptions::default(),
            texts: vec![(String::new(), Text::NONE); COLUMNS * SLOTS],
            profiles: Recent::default(),
            said: Recent::default(),
            last_alias: Default::default(),
            last_business: Default::default(),
        }
    }
}

impl Memo {
    /// The number of a customer, or one until all new ones get theirs.
    #[inline]
    pub(super) fn new_customer(&mut self, customer: &str) -> Text {
        self.new_customers.text(customer, &mut self.customers)
    }

    /// The number of a conversation, or one until all new ones get theirs.
    #[inline]
    pub(super) fn new_conversation(&mut self, conversation: &str) -> Text {
        self.new_conversations.text(conversation, &mut self.conversations)
    }

    /// A value of a column.
    pub(super) fn text(&mut self, column: usize, value: &str, texts: &Texts) -> Text {
        let bytes = value.as_bytes();
        let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return Text::NONE };
        // Names in a column differ in their ends or lengths more often than anywhere else.
        let before_last = bytes[bytes.len().saturating_sub(2)];
        let mixed = usize::from(last) + usize::from(before_last) * 7 + usize::from(first) * 3 + bytes.len() * 31;
        let slot = &mut self.texts[column * SLOTS + mixed % SLOTS];
        if slot.0 != value {
            let number = match column {
                CURRENCY => texts.intern(&value.trim().to_uppercase()),
                _ => texts.intern(value),
            };
            *slot = (value.to_owned(), number);
        }
        slot.1
    }

    /// What the words of a text say. Short texts come again and again.
    pub(super) fn said(&mut self, text: &str, words: &Words) -> Said {
        if text.is_empty() {
            return Said::default();
        }
        if text.len() > REPEATED {
            return Said::of(text, words);
        }
        Said::from_number(self.said.number(Mark::of(text.as_bytes()), || Said::of(text, words).number()))
    }

    /// The number of a profile.
    pub(super) fn profile(&mut self, profile: &Profile, profiles: &Profiles) -> u32 {
        self.profiles.number(profile.mark(), || profiles.intern(profile))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_says_comes_back_the_same() {
        let (mut memo, words) = (Memo::default(), Words::default());
        for text in ["", "stop", "thanks", "great", "awful", "great, awful", "hello", "👍"] {
            let said = memo.said(text, &words);
            assert_eq!(memo.said(text, &words), said);
            assert_eq!(Said::from_number(said.number()), said);
            assert_eq!(said, if text.is_empty() { Said::default() } else { Said::of(text, &words) });
        }
        assert_eq!(memo.said("great", &words).mood, Some(Sentiment::Positive));
        assert_eq!(memo.said("great, awful", &words).mood, Some(Sentiment::Neutral));
        assert!(memo.said("stop", &words).opt_out && memo.said("thanks", &words).closing);
    }
}
