//! Masks: which rows of a frame the report's filter lets through.
//!
//! The filter is asked once for every combination of values that occurs, not once a row. Not responsible for what the
//! filter says (`request::filter`).

use chrono_tz::Tz;
use hashbrown::HashMap;

use super::groups::{Reader, label};
use super::plan::Plan;
use super::prepare::Prepared;
use crate::dimensions::Dimension;
use crate::facts::frame::Frame;
use crate::request::Request;
use crate::request::filter::Filter;
use crate::tables::texts::TextTable;

/// What rows are judged by.
pub struct Mask<'a> {
    filter: &'a Filter,
    /// The dimensions that the filter reads, each with its place among those that frames are built for.
    read: Vec<(usize, &'static Dimension)>,
    timezone: Tz,
    texts: &'a TextTable,
}

impl<'a> Mask<'a> {
    /// The mask of a report; none where it is about all units.
    pub fn new(request: &'a Request, plan: &Plan, prepared: &'a Prepared) -> Option<Mask<'a>> {
        let filter = request.filter.as_ref()?;
        let dimensions = filter.dimensions();
        let wanted = plan.wanted.dimensions.iter().copied().enumerate();
        let read = wanted.filter(|(_, dimension)| dimensions.contains(dimension)).collect();
        Some(Mask { filter, read, timezone: request.timezone, texts: &prepared.world.texts })
    }

    /// Whether each row of a frame is let through.
    pub fn rows(&self, frame: &Frame) -> Vec<bool> {
        let mut reader = Reader::new(frame, self.timezone);
        let mut known: HashMap<Vec<u32>, bool> = HashMap::new();
        let (mut key, mut last) = (vec![0; self.read.len()], None);
        let mut rows = Vec::with_capacity(frame.len());
        for row in 0..frame.len() {
            let mut same = true;
            for (part, &(place, dimension)) in key.iter_mut().zip(&self.read) {
                let value = reader.value(dimension, place, row);
                same &= *part == value;
                *part = value;
            }
            let holds = last.filter(|_| same).or_else(|| known.get(&key).copied()).unwrap_or_else(|| {
                let holds = self.holds(&key);
                known.insert(key.clone(), holds);
                holds
            });
            last = Some(holds);
            rows.push(holds);
        }
        rows
    }

    /// Whether the filter holds for these values of its dimensions.
    fn holds(&self, key: &[u32]) -> bool {
        let labels: Vec<(&Dimension, String)> =
            self.read.iter().zip(key).map(|(&(_, read), &value)| (read, label(read, value, self.texts))).collect();
        self.filter.matches(|dimension| {
            labels.iter().find(|(read, _)| *read == dimension).map_or("", |(_, label)| label.as_str())
        })
    }
}
