//! What leaves the program where nobody may be recognised: customers and ids as pseudonyms, links without their
//! parameters, no notes.
//!
//! Not responsible for how pseudonyms are made (`tables::pseudonym`).

use std::borrow::Cow;

use hashbrown::HashSet;

use super::sheet::Cell;
use crate::tables::identity::{Customers, is_phone, normalise};
use crate::tables::pseudonym::Pseudonyms;

/// A number of a customer has so many digits.
const SHORTEST_NUMBER: usize = 7;

/// Hides who is who; without pseudonyms everything is shown as it is.
#[derive(Default)]
pub struct Privacy {
    pseudonyms: Option<Pseudonyms>,
    /// The phone numbers of all customers.
    numbers: HashSet<String>,
}

impl Privacy {
    /// Hides customers behind pseudonyms, where there are any.
    pub fn new(pseudonyms: Option<&Pseudonyms>, customers: &Customers) -> Privacy {
        let Some(pseudonyms) = pseudonyms else { return Privacy::default() };
        let numbers = customers.all().map(|(name, _)| name).filter(|name| is_phone(name)).collect();
        Privacy { pseudonyms: Some(pseudonyms.clone()), numbers }
    }

    /// A customer's name.
    pub fn customer(&self, name: String) -> String {
        match &self.pseudonyms {
            Some(pseudonyms) if !name.is_empty() => pseudonyms.customer(&name),
            _ => name,
        }
    }

    /// The id of something.
    pub fn id<'a>(&self, kind: &str, id: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
        let id = id.into();
        match &self.pseudonyms {
            Some(pseudonyms) if !id.is_empty() => Cow::Owned(pseudonyms.id(kind, &id)),
            _ => id,
        }
    }

    /// A word about something: names of campaigns, segments, buttons. Where it is a customer's number it is hidden.
    pub fn word<'a>(&self, word: &'a str) -> Cell<'a> {
        self.number(word, |number| self.numbers.contains(number))
    }

    /// Who writes for the business: names stay, numbers do not.
    pub fn agent<'a>(&self, agent: &'a str) -> Cell<'a> {
        self.number(agent, is_phone)
    }

    fn number<'a>(&self, text: &'a str, is_hidden: impl Fn(&str) -> bool) -> Cell<'a> {
        let Some(pseudonyms) = &self.pseudonyms else { return Cell::text(text) };
        if text.bytes().filter(u8::is_ascii_digit).count() < SHORTEST_NUMBER || !is_hidden(&normalise(text)) {
            return Cell::text(text);
        }
        Cell::text(pseudonyms.customer(text))
    }

    /// Where a link leads to. Its parameters may say who followed it.
    pub fn link<'a>(&self, link: &'a str) -> Cell<'a> {
        let end = if self.pseudonyms.is_some() { link.find(['?', '#']).unwrap_or(link.len()) } else { link.len() };
        Cell::text(link.get(..end).unwrap_or(link))
    }

    /// A note in anybody's own words.
    pub fn note<'a>(&self, note: &'a str) -> Cell<'a> {
        if self.pseudonyms.is_some() { Cell::Nothing } else { Cell::text(note) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::texts::Texts;

    fn privacy() -> Privacy {
        let (written, texts) = (Texts::default(), Texts::default());
        written.intern("+49 151 23456789");
        let customers = Customers::resolve(written.freeze(), &[], &texts);
        Privacy::new(Some(&Pseudonyms::new(b"sixteen or more bytes").unwrap()), &customers)
    }

    fn shown(cell: Cell) -> String {
        match cell {
            Cell::Text(text) => text.into_owned(),
            _ => String::new(),
        }
    }

    #[test]
    fn a_customers_number_is_hidden_wherever_it_stands_and_other_numbers_stay() {
        let privacy = privacy();
        let hidden = privacy.customer("4915123456789".to_owned());
        assert!(hidden.starts_with("customer-DE-"));
        assert_eq!(shown(privacy.word("0049 151 23456789")), hidden);
        assert_eq!(shown(privacy.agent("+49 (151) 23456789")), hidden);
        assert_eq!(shown(privacy.word("120226543210")), "120226543210");
        assert!(shown(privacy.agent("+1 555 000 1111")).starts_with("customer-US-"));
        assert_eq!(shown(privacy.agent("Ana")), "Ana");
    }

    #[test]
    fn links_lose_their_parameters_and_notes_everything() {
        let privacy = privacy();
        assert_eq!(shown(privacy.link("https://shop.example/tea?customer=15550002222#x")), "https://shop.example/tea");
        assert_eq!(shown(privacy.note("for Ana")), "");
        assert_eq!(shown(Privacy::default().link("https://shop.example/tea?a=b")), "https://shop.example/tea?a=b");
    }
}
