//! What was interned lately: repeated values skip the tables that threads share.
//!
//! Not responsible for which column a value belongs to (`intake`).

use super::profile::{Profile, Profiles};
use super::texts::{Recent, Text, Texts};

/// How many columns share the memo.
const COLUMNS: usize = 14;
/// How many values a column remembers.
const SLOTS: usize = 64;

/// What was interned lately: repeated values skip the shared tables.
pub(super) struct Memo {
    /// Customers as written.
    pub(super) customers: Recent,
    /// Conversation ids.
    pub(super) conversations: Recent,
    texts: Vec<(String, Text)>,
    profiles: Recent,
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
            texts: vec![(String::new(), Text::NONE); COLUMNS * SLOTS],
            profiles: Recent::default(),
            last_alias: Default::default(),
            last_business: Default::default(),
        }
    }
}

impl Memo {
    /// A value of a column.
    pub(super) fn text(&mut self, column: usize, value: &str, texts: &Texts) -> Text {
        let bytes = value.as_bytes();
        let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return Text::NONE };
        // Names in a column differ in their ends or lengths more often than anywhere else.
        let before_last = bytes[bytes.len().saturating_sub(2)];
        let mixed = usize::from(last) + usize::from(before_last) * 7 + usize::from(first) * 3 + bytes.len() * 31;
        let slot = &mut self.texts[column * SLOTS + mixed % SLOTS];
        if slot.0 != value {
            *slot = (value.to_owned(), texts.intern(value));
        }
        slot.1
    }

    /// The number of a profile.
    pub(super) fn profile(&mut self, profile: &Profile, profiles: &Profiles) -> u32 {
        self.profiles.number(profile.mark(), || profiles.intern(profile))
    }
}
