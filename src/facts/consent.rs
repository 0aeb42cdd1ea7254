//! Facts of consent events. An opt-out has the dimensions of the message it belongs to, every event its customer's.

use super::frame::{Frame, Wanted, build_facts};
use super::{Grain, Vocabulary, message};
use crate::dimensions::{Axis, Column};
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConsentFinding, Life};

/// The consent events of a shard, found beside its messages.
pub struct Rows<'a> {
    /// The messages of the shard.
    pub messages: &'a message::Rows<'a>,
    /// The words of dimensions.
    pub words: &'a Vocabulary,
}

/// One consent event.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    found: &'a ConsentFinding,
    life: &'a Life,
    rows: &'a Rows<'a>,
}

impl Rows<'_> {
    fn find_each<T>(&self, find: impl Fn(Row) -> T) -> Vec<T> {
        let story = self.messages.story;
        let row = |found: &ConsentFinding| {
            let life = &story.lives[found.life as usize];
            find(Row { found, life, rows: self })
        };
        story.consents.iter().map(row).collect()
    }

    /// The frame of the consent events.
    pub fn frame(&self, wanted: &Wanted) -> anyhow::Result<Frame> {
        let dimensions = wanted.dimensions.iter().map(|dimension| match dimension.axis {
            Axis::Column(column) => self.find_each(|row| row.dimension(column)),
            Axis::Calendar(_) => Vec::new(),
        });
        Ok(Frame {
            grain: Grain::Consent,
            life: self.find_each(|row| row.found.life),
            at: self.find_each(|row| row.found.at),
            campaign: Vec::new(),
            conversation: Vec::new(),
            open: Vec::new(),
            dimensions: dimensions.collect(),
            facts: build_facts(FACTS, self, self.messages.story.consents.len(), &wanted.facts)?,
        })
    }
}

impl Row<'_> {
    fn dimension(&self, column: Column) -> Text {
        if let Some(message) = self.found.message {
            return self.rows.messages.row(message).dimension(column);
        }
        match column {
            Column::Segment => self.life.segment(Text::NONE),
            Column::Country => self.life.country,
            Column::Language => self.life.language,
            _ => Text::NONE,
        }
    }
}

facts! { Grain::Consent, Rows;
    OPTED_OUT = "opted_out" Flag [Messages] "Opt-outs that count.",
        |row| Some(row.found.opt_out);
    OPTED_IN = "opted_in" Flag [OptIns] "Opt-ins, resumes and recorded consents.",
        |row| Some(!row.found.opt_out);
}
