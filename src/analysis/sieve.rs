//! The sieve: which units the report's filter lets through.
//!
//! The filter is asked once for every combination of values that occurs, not once a unit. Not responsible for what the
//! filter says (`request::filter`).

use hashbrown::HashMap;

use super::groups::{ZoneClock, label};
use crate::dimensions::{Axis, Column, Dimension, Family};
use crate::facts::bits::Bits;
use crate::facts::frame::Frame;
use crate::request::Request;
use crate::request::filter::Filter;
use crate::tables::message::Millis;
use crate::tables::texts::{Text, TextTable};

/// A filter that remembers what it said.
pub struct Sieve<'a> {
    filter: &'a Filter,
    /// The dimensions that it reads.
    read: Vec<&'static Dimension>,
    texts: &'a TextTable,
    clock: ZoneClock,
    /// What was said of values of these dimensions.
    known: HashMap<Vec<u32>, bool>,
    /// The values asked about last, and what was said of them.
    last: (Vec<u32>, Option<bool>),
}

impl<'a> Sieve<'a> {
    /// The sieve of a report; none where it is about all units.
    pub fn new(request: &'a Request, texts: &'a TextTable) -> Option<Sieve<'a>> {
        request.filter.as_ref().map(|filter| Sieve::of(filter, request, texts))
    }

    /// The sieve of a filter.
    pub fn of(filter: &'a Filter, request: &Request, texts: &'a TextTable) -> Sieve<'a> {
        let read = filter.dimensions();
        let last = (vec![0; read.len()], None);
        Sieve { filter, read, texts, clock: ZoneClock::new(request.timezone), known: HashMap::new(), last }
    }

    /// Whether units of a family have all dimensions that are read; customers have no date.
    pub fn suits(&self, family: Family) -> bool {
        let has = |dimension: &Dimension| match dimension.is_calendar() {
            true => family != Family::Customer,
            false => dimension.families.contains(&family),
        };
        self.read.iter().all(|dimension| has(dimension))
    }

    /// Whether a unit is let through, by its date and the values of its columns.
    pub fn takes(&mut self, at: Millis, value: impl Fn(Column) -> Text) -> bool {
        self.judge(at, |_, column| value(column))
    }

    /// Whether each row of a frame is let through; `built` are the dimensions that it was built for.
    pub fn mask(&mut self, frame: &Frame, built: &[&'static Dimension]) -> Bits {
        let place = |read: &&Dimension| built.iter().position(|known| known == read).unwrap_or_default();
        let places: Vec<usize> = self.read.iter().map(place).collect();
        let value = |row: usize, read: usize| frame.dimensions[places[read]][row];
        Bits::of(frame.len(), |row| self.judge(frame.keys[row].at, |read, _| value(row, read)))
    }

    /// Whether a unit is let through; `value` gives the value of a column by its place among those that are read.
    fn judge(&mut self, at: Millis, value: impl Fn(usize, Column) -> Text) -> bool {
        let (key, said) = &mut self.last;
        for (place, dimension) in self.read.iter().enumerate() {
            let value = match dimension.axis {
                Axis::Column(column) => value(place, column).0,
                Axis::Calendar(calendar) => self.clock.key(calendar, at),
            };
            if key[place] != value {
                (key[place], *said) = (value, None);
            }
        }
        if let Some(said) = *said {
            return said;
        }
        let now = self.known.get(key).copied().unwrap_or_else(|| {
            let labels = self.read.iter().zip(&*key).map(|(read, &value)| (*read, label(read, value, self.texts)));
            let labels: Vec<(&Dimension, String)> = labels.collect();
            let label = |wanted: &Dimension| labels.iter().find(|(read, _)| *read == wanted);
            let holds = self.filter.matches(|wanted| label(wanted).map_or("", |(_, label)| label.as_str()));
            self.known.insert(key.clone(), holds);
            holds
        });
        *said = Some(now);
        now
    }
}
