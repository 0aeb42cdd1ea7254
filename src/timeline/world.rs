//! What only the whole input knows, gathered before the walk and handed to every shard.

use std::collections::{HashMap, HashSet};

use super::clock::Clock;
use super::money::Exchange;
use crate::settings::hours::Hours;
use crate::settings::{Attribution, Span, Targets, Windows};
use crate::tables::ids::IdTexts;
use crate::tables::message::Millis;
use crate::tables::profile::Profile;
use crate::tables::rows::TemplateEvent;
use crate::tables::texts::{Text, TextTable};
use crate::tables::values::{Category, Rating};

/// Everything a walk may look at besides its own customer.
pub struct World {
    /// All texts.
    pub texts: TextTable,
    /// Ids of conversations.
    pub conversations: TextTable,
    /// Profiles by number; categories completed from the templates table, business numbers under one name.
    pub profiles: Vec<Profile>,
    /// How long things may take.
    pub windows: Windows,
    /// Service levels.
    pub targets: Targets,
    /// The opening hours, where only they count while somebody waits.
    pub hours: Option<Hours>,
    /// The moment of looking.
    pub as_of: Millis,
    /// Ratings of templates and numbers.
    pub ratings: Ratings,
    /// Whether the conversations table tells of first responses at all.
    pub tells_first_responses: bool,
    /// Countries of the customers' phone numbers.
    pub countries: Vec<Text>,
    /// How to get message ids back as text, for ties.
    pub ids: IdTexts,
    /// Rates, prices and the words of orders.
    pub money: Exchange,
    /// How the credit for an order is shared.
    pub attribution: Attribution,
    /// Steps that finish a flow.
    pub final_steps: HashSet<Text>,
    /// The first instant after the period, else after as_of.
    pub end: Millis,
}

impl World {
    /// How old something is at as_of, by the clock of the report.
    pub fn age(&self, at: Millis) -> Span {
        self.working_span(Clock::default(), at, self.as_of).unwrap_or(0)
    }
}

/// Ratings over time.
#[derive(Clone, Debug, Default)]
pub struct Ratings {
    templates: HashMap<Text, Vec<(Millis, Rating, Text)>>,
    numbers: HashMap<Text, Vec<(Millis, Rating)>>,
}

impl Ratings {
    /// Collects the ratings among the events. One without a time holds from the beginning.
    pub fn new(events: &[TemplateEvent]) -> Ratings {
        let mut ratings = Ratings::default();
        for event in events {
            let Some(rating) = event.rating else { continue };
            let at = event.at.unwrap_or(Millis::MIN);
            match event.template.is_none() {
                true => ratings.numbers.entry(event.business).or_default().push((at, rating)),
                false => ratings.templates.entry(event.template).or_default().push((at, rating, event.business)),
            }
        }
        ratings.templates.values_mut().for_each(|list| list.sort_by_key(|row| (row.0, row.1.word())));
        ratings.numbers.values_mut().for_each(|list| list.sort_by_key(|row| (row.0, row.1.word())));
        ratings
    }

    /// Whether there is any rating.
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.numbers.is_empty()
    }

    /// The rating under which a message was sent: its template's, where that is unknown its number's.
    pub fn at(&self, template: Text, business: Text, at: Millis) -> Option<Rating> {
        let of_template = self.templates.get(&template).and_then(|list| {
            let before = list.iter().rev().skip_while(|row| row.0 > at);
            before.into_iter().find(|row| row.2.is_none() || row.2 == business).map(|row| row.1)
        });
        let of_number = || {
            let list = self.numbers.get(&business)?;
            list.iter().rev().find(|row| row.0 <= at).map(|row| row.1)
        };
        let known = |rating: &Rating| *rating != Rating::Unknown;
        of_template.filter(known).or_else(|| of_number().filter(known))
    }
}

/// What the templates table says of a template, whatever the time.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// Its category, by the latest row that names one.
    pub categories: HashMap<Text, Category>,
    /// Those that have buttons.
    pub buttons: HashSet<Text>,
}

impl Templates {
    /// Collects the descriptions among the events.
    pub fn new(events: &[TemplateEvent]) -> Templates {
        let mut rows: Vec<&TemplateEvent> = events.iter().filter(|event| !event.template.is_none()).collect();
        rows.sort_by_key(|event| (event.at, event.category));
        let mut templates = Templates::default();
        for row in rows {
            if let Some(category) = row.category {
                templates.categories.insert(row.template, category);
            }
            if row.buttons == Some(true) {
                templates.buttons.insert(row.template);
            }
        }
        templates
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(template: u32, business: u32, at: Millis, rating: Rating) -> TemplateEvent {
        TemplateEvent {
            at: Some(at),
            template: Text(template),
            business: Text(business),
            event: Text::NONE,
            rating: Some(rating),
            category: None,
            language: Text::NONE,
            buttons: None,
        }
    }

    #[test]
    fn a_rating_holds_from_its_event_on_and_an_unknown_one_yields_to_the_number() {
        let ratings = Ratings::new(&[
            rating(1, 0, 100, Rating::Green),
            rating(1, 0, 200, Rating::Unknown),
            rating(0, 9, 50, Rating::Red),
        ]);
        assert_eq!(ratings.at(Text(1), Text(8), 99), None);
        assert_eq!(ratings.at(Text(1), Text(9), 99), Some(Rating::Red));
        assert_eq!(ratings.at(Text(1), Text(9), 100), Some(Rating::Green));
        assert_eq!(ratings.at(Text(1), Text(9), 200), Some(Rating::Red));
    }
}
