//! Profiles: everything about a message that is no key, no time and no person.
//!
//! Millions of messages share a few thousand profiles (campaign, template, agent, country, price …), so a message
//! carries the number of its profile only, and whatever is looked up per profile is looked up once.

use std::sync::{Mutex, PoisonError};

use hashbrown::HashTable;
use xxhash_rust::xxh3::Xxh3Default;

use super::texts::{Mark, Text};
use super::values::{Author, Category, Direction, MessageType, Sentiment};

/// The shared description of messages. Every field may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Profile {
    /// The business number or channel.
    pub business: Text,
    /// Who wrote it, by name.
    pub agent: Text,
    /// The writer's team.
    pub team: Text,
    /// The template it was made from.
    pub template: Text,
    /// The campaign it belongs to.
    pub campaign: Text,
    /// The arm of an experiment.
    pub variant: Text,
    /// The customer's segment as the message's row tells it.
    pub segment: Text,
    /// The country as the message's row tells it.
    pub country: Text,
    /// The language as the message's row tells it.
    pub language: Text,
    /// Payload or title of the tapped button.
    pub button: Text,
    /// The step of a bot flow.
    pub step: Text,
    /// Currency of `cost`.
    pub currency: Text,
    /// What it cost, in millionths of the major unit.
    pub cost: Option<i64>,
    /// Why it failed.
    pub error_code: Option<u32>,
    /// Inbound or outbound.
    pub direction: Option<Direction>,
    /// Who wrote it, by kind.
    pub author: Option<Author>,
    /// What it is made of.
    pub kind: Option<MessageType>,
    /// What it is for.
    pub category: Option<Category>,
    /// Whether it is billed.
    pub billable: Option<bool>,
    /// Whether its step finishes the flow.
    pub final_step: Option<bool>,
    /// Whether the bot said that it did not understand.
    pub fallback: Option<bool>,
    /// Whether it is an automated follow-up.
    pub followup: Option<bool>,
    /// Its mood as somebody classed it, else as its words sound.
    pub sentiment: Option<Sentiment>,
    /// Whether its mood is only what its words sound like.
    pub sentiment_estimated: bool,
    /// Whether its text or button is an opt-out word of the list.
    pub opt_out_word: bool,
    /// Whether its text is nothing but closing words ("thanks", "ok").
    pub closing_word: bool,
}

/// Collects `a`, else `b`, where a later record fills what earlier ones left open.
macro_rules! fill {
    ($into:expr, $from:expr; $($text:ident)+; $($option:ident)+) => {
        $( $into.$text = $into.$text.or($from.$text); )+
        $( $into.$option = $into.$option.or($from.$option); )+
    };
}

impl Profile {
    /// Whether the row is an event (reaction, edit, system line …) and no message.
    pub fn is_event(&self) -> bool {
        self.author == Some(Author::System) || self.kind.is_some_and(MessageType::is_event)
    }

    /// Whether the customer sent it.
    pub fn is_inbound(&self) -> bool {
        self.direction == Some(Direction::Inbound)
    }

    /// Takes from `other` what is missing here.
    pub fn fill_from(&mut self, other: &Profile) {
        fill!(self, other;
            business agent team template campaign variant segment country language button step;
            error_code direction author kind category);
        if self.cost.is_none() {
            self.cost = other.cost;
            self.currency = self.currency.or(other.currency);
        }
        if self.sentiment.is_none() || self.sentiment_estimated && other.is_classed() {
            (self.sentiment, self.sentiment_estimated) = (other.sentiment, other.sentiment_estimated);
        }
        self.any_of(other);
    }

    /// Whether somebody classed its mood.
    pub(super) fn is_classed(&self) -> bool {
        self.sentiment.is_some() && !self.sentiment_estimated
    }

    /// Booleans of one message are true if any of its records says so.
    pub(super) fn any_of(&mut self, other: &Profile) {
        let any = |a: Option<bool>, b: Option<bool>| match (a, b) {
            (Some(a), Some(b)) => Some(a || b),
            (a, b) => a.or(b),
        };
        self.billable = any(self.billable, other.billable);
        self.final_step = any(self.final_step, other.final_step);
        self.fallback = any(self.fallback, other.fallback);
        self.followup = any(self.followup, other.followup);
        self.opt_out_word |= other.opt_out_word;
        self.closing_word |= other.closing_word;
    }

    /// The mark that stands for it among what was met lately.
    pub(super) fn mark(&self) -> Mark {
        // Every field is named, so that a new one cannot be forgotten.
        let Profile {
            business,
            agent,
            team,
            template,
            campaign,
            variant,
            segment,
            country,
            language,
            button,
            step,
            currency,
            cost,
            error_code,
            direction,
            author,
            kind,
            category,
            billable,
            final_step,
            fallback,
            followup,
            sentiment,
            sentiment_estimated,
            opt_out_word,
            closing_word,
        } = *self;
        let texts =
            [business, agent, team, template, campaign, variant, segment, country, language, button, step, currency];
        let boolean = |value: Option<bool>| value.map_or(0, |value| 1 + u8::from(value));
        let small = [
            direction.map_or(0, |value| 1 + value as u8),
            author.map_or(0, |value| 1 + value as u8),
            kind.map_or(0, |value| 1 + value as u8),
            category.map_or(0, |value| 1 + value as u8),
            sentiment.map_or(0, |value| 1 + value as u8),
            boolean(billable),
            boolean(final_step),
            boolean(fallback),
            boolean(followup),
            u8::from(opt_out_word),
            u8::from(closing_word),
            u8::from(cost.is_some()),
            u8::from(sentiment_estimated),
        ];
        let mut bytes = [0; 80];
        for (place, text) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(texts) {
            *place = text.0.to_le_bytes();
        }
        bytes[48..61].copy_from_slice(&small);
        bytes[61..69].copy_from_slice(&cost.unwrap_or(0).to_le_bytes());
        bytes[69..77].copy_from_slice(&error_code.map_or(u64::MAX, u64::from).to_le_bytes());
        Mark::of(&bytes)
    }

    fn hash(&self) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = Xxh3Default::new();
        Hash::hash(self, &mut hasher);
        hasher.finish()
    }
}

/// The profiles being collected, shared by all threads.
#[derive(Default)]
pub struct Profiles {
    inner: Mutex<ProfileTable>,
}

/// All profiles of a run.
#[derive(Default)]
pub struct ProfileTable {
    numbers: HashTable<u32>,
    /// The profiles by number.
    pub profiles: Vec<Profile>,
}

impl Profiles {
    /// The number of a profile.
    pub fn intern(&self, profile: &Profile) -> u32 {
        let hash = profile.hash();
        let mut table = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let ProfileTable { numbers, profiles } = &mut *table;
        if let Some(&number) = numbers.find(hash, |&number| profiles[number as usize] == *profile) {
            return number;
        }
        let number = profiles.len() as u32;
        numbers.insert_unique(hash, number, |&number| profiles[number as usize].hash());
        profiles.push(*profile);
        number
    }

    /// A copy of the profile behind a number.
    pub fn get(&self, number: u32) -> Profile {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).profiles[number as usize]
    }

    /// What is asked of every profile, by number.
    pub fn each<T>(&self, ask: impl FnMut(&Profile) -> T) -> Vec<T> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).profiles.iter().map(ask).collect()
    }

    /// Ends the collecting: takes all profiles out.
    pub fn freeze(&self) -> Vec<Profile> {
        std::mem::take(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner).profiles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_profiles_share_a_number() {
        let profiles = Profiles::default();
        let spring = Profile { campaign: Text(5), cost: Some(52_900), ..Profile::default() };
        let number = profiles.intern(&spring);
        assert_ne!(profiles.intern(&Profile::default()), number);
        assert_eq!(profiles.intern(&spring), number);
        assert_eq!(profiles.get(number), spring);
    }

    #[test]
    fn filling_keeps_what_is_there_and_booleans_are_true_if_any_is() {
        let mut first = Profile { campaign: Text(1), billable: Some(false), ..Profile::default() };
        first.fill_from(&Profile { campaign: Text(2), agent: Text(3), billable: Some(true), ..Profile::default() });
        assert_eq!((first.campaign, first.agent, first.billable), (Text(1), Text(3), Some(true)));
    }

    #[test]
    fn a_mood_that_somebody_classed_wins_over_one_that_words_sound_like() {
        let guessed = Profile { sentiment: Some(Sentiment::Negative), sentiment_estimated: true, ..Profile::default() };
        let classed = Profile { sentiment: Some(Sentiment::Neutral), ..Profile::default() };
        for (mut first, second) in [(guessed, classed), (classed, guessed)] {
            first.fill_from(&second);
            assert_eq!((first.sentiment, first.sentiment_estimated), (Some(Sentiment::Neutral), false));
        }
        assert_ne!(guessed.mark(), Profile { sentiment_estimated: false, ..guessed }.mark());
    }
}
