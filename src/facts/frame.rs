//! Fact frames: a shard's facts of one grain, column by column, beside the keys that measuring needs.
//!
//! Columns are built block by block, so that rows are looked at while they are near. Not responsible for what a fact
//! means: the file of its grain says so.

use anyhow::{Context, Result};

use super::{Fact, Grain, Kind};
use crate::dimensions::{Axis, Column, Dimension};
use crate::settings::Span;
use crate::tables::message::Millis;
use crate::tables::texts::Text;

/// A number or duration that is null.
pub const NULL: i64 = i64::MIN;

/// How many rows are looked at before the next fact.
const BLOCK: usize = 1024;

/// The values of one fact, row by row.
pub enum Values {
    /// Of a flag: 0 no, 1 yes, 2 null.
    Flags(Vec<u8>),
    /// Of a number, duration or weight; null is [`NULL`].
    Numbers(Vec<i64>),
    /// Of money and scores: numbers beside what they are measured in, a currency or a scale.
    Tagged(Vec<i64>, Vec<Text>),
}

/// The tag of an amount that is already a mixture.
pub const MIXTURE: Text = Text(u32::MAX);

impl Values {
    fn of_kind(kind: Kind, len: usize) -> Values {
        match kind {
            Kind::Flag => Values::Flags(Vec::with_capacity(len)),
            Kind::Number | Kind::Duration | Kind::Weight => Values::Numbers(Vec::with_capacity(len)),
            Kind::Money | Kind::Score => Values::Tagged(Vec::with_capacity(len), Vec::with_capacity(len)),
        }
    }

    /// Puts more flags behind these.
    pub fn push_flags(&mut self, flags: impl Iterator<Item = Option<bool>>) {
        if let Values::Flags(values) = self {
            values.extend(flags.map(|flag| flag.map_or(2, u8::from)));
        }
    }

    /// Puts more numbers behind these.
    pub fn push_numbers(&mut self, numbers: impl Iterator<Item = Option<i64>>) {
        if let Values::Numbers(values) = self {
            values.extend(numbers.map(|number| number.unwrap_or(NULL)));
        }
    }

    /// Puts more amounts behind these, each with what it is measured in.
    pub fn push_tagged(&mut self, amounts: impl Iterator<Item = Option<(i64, Text)>>) {
        if let Values::Tagged(values, tags) = self {
            for amount in amounts {
                let (value, tag) = amount.unwrap_or((NULL, Text::NONE));
                values.push(value);
                tags.push(tag);
            }
        }
    }
}

/// Whose a row is and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The customer, as a number inside the shard.
    pub life: u32,
    /// The date that the row belongs to.
    pub at: Millis,
    /// The campaign, where recipients are counted.
    pub campaign: Text,
    /// The conversation as a number inside the shard, where conversations are counted.
    pub conversation: u32,
    /// How long after its date the unit went on: windows begin then.
    pub lasted: Span,
    /// Whether the row may still change for another reason than its age (an open wait).
    pub open: bool,
}

/// The rows of a grain, from which its frame is built. Rows of one customer stand together.
pub trait Rows {
    /// What a row is.
    const GRAIN: Grain;
    /// The facts of the grain.
    const FACTS: &'static [&'static Fact];
    /// Whether rows are parts of things that are told apart by the number of the conversation.
    const IN_PARTS: bool = false;
    /// One row with everything that is known of it.
    type Row<'a>
    where
        Self: 'a;

    /// How many rows there are.
    fn count(&self) -> usize;
    /// A row.
    fn row(&self, number: usize) -> Self::Row<'_>;
    /// Whose a row is and when.
    fn keys(row: &Self::Row<'_>) -> Keys;
    /// The value of a dimension of a row.
    fn dimension(row: &Self::Row<'_>, column: Column) -> Text;
    /// Puts a fact's values for some rows behind those before them.
    fn build(fact: &Fact, rows: &[Self::Row<'_>], into: &mut Values);
}

/// What frames are built for: the facts and dimensions that are asked for.
pub struct Wanted {
    /// The facts of all grains.
    pub facts: Vec<&'static Fact>,
    /// The dimensions, in order.
    pub dimensions: Vec<&'static Dimension>,
}

/// The rows of one grain: keys, dimensions and facts.
pub struct Frame {
    /// What a row is.
    pub grain: Grain,
    /// Whether rows are parts of things that are told apart by the number of the conversation.
    pub in_parts: bool,
    /// Whose each row is and when.
    pub keys: Vec<Keys>,
    /// The values of the dimensions that are asked for, in their order; of calendar dimensions empty.
    pub dimensions: Vec<Vec<Text>>,
    facts: Vec<(&'static Fact, Values)>,
}

impl Frame {
    /// Builds the frame of some rows.
    pub fn of<R: Rows>(rows: &R, wanted: &Wanted) -> Frame {
        let len = rows.count();
        let facts = R::FACTS.iter().copied().filter(|fact| wanted.facts.contains(fact));
        let mut facts: Vec<_> = facts.map(|fact| (fact, Values::of_kind(fact.kind, len))).collect();
        let mut keys = Vec::with_capacity(len);
        let mut dimensions: Vec<Vec<Text>> = wanted.dimensions.iter().map(|_| Vec::new()).collect();
        let mut block: Vec<R::Row<'_>> = Vec::with_capacity(BLOCK);
        for start in (0..len).step_by(BLOCK) {
            block.clear();
            block.extend((start..len.min(start + BLOCK)).map(|number| rows.row(number)));
            keys.extend(block.iter().map(R::keys));
            for (values, dimension) in dimensions.iter_mut().zip(&wanted.dimensions) {
                if let Axis::Column(column) = dimension.axis {
                    values.extend(block.iter().map(|row| R::dimension(row, column)));
                }
            }
            for (fact, values) in &mut facts {
                R::build(fact, &block, values);
            }
        }
        Frame { grain: R::GRAIN, in_parts: R::IN_PARTS, keys, dimensions, facts }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The column of a flag: 0 no, 1 yes, 2 null.
    pub fn flags(&self, fact: &Fact) -> Result<&[u8]> {
        match self.values(fact)? {
            Values::Flags(flags) => Ok(flags),
            _ => anyhow::bail!("fact `{}` is no flag", fact.id),
        }
    }

    /// What a fact adds in a row: its number, 1 for a flag that holds; null adds nothing.
    pub fn amounts(&self, fact: &Fact) -> Result<Amounts<'_>> {
        Ok(match self.values(fact)? {
            Values::Flags(flags) => Amounts::Flags(flags),
            Values::Numbers(numbers) => Amounts::Numbers(numbers),
            Values::Tagged(numbers, tags) => Amounts::Tagged(numbers, tags),
        })
    }

    fn values(&self, fact: &Fact) -> Result<&Values> {
        let found = self.facts.iter().find(|(known, _)| known.id == fact.id);
        found.map(|(_, values)| values).with_context(|| format!("fact `{}` was not built", fact.id))
    }
}

/// What rows add to a sum.
#[derive(Clone, Copy)]
pub enum Amounts<'a> {
    /// Flags add 1 where they hold.
    Flags(&'a [u8]),
    /// Numbers add themselves.
    Numbers(&'a [i64]),
    /// Numbers that are measured in something.
    Tagged(&'a [i64], &'a [Text]),
}

impl Amounts<'_> {
    /// What a row adds.
    pub fn of(self, row: usize) -> i64 {
        match self {
            Amounts::Flags(flags) => i64::from(flags[row] == 1),
            Amounts::Numbers(numbers) | Amounts::Tagged(numbers, _) if numbers[row] == NULL => 0,
            Amounts::Numbers(numbers) | Amounts::Tagged(numbers, _) => numbers[row],
        }
    }

    /// Whether a row has a value; a flag has one where it holds.
    pub fn is_known(self, row: usize) -> bool {
        match self {
            Amounts::Flags(flags) => flags[row] == 1,
            Amounts::Numbers(numbers) | Amounts::Tagged(numbers, _) => numbers[row] != NULL,
        }
    }

    /// What a row's value is measured in; none for plain numbers.
    pub fn tag(self, row: usize) -> Text {
        match self {
            Amounts::Tagged(_, tags) => tags[row],
            _ => Text::NONE,
        }
    }
}

/// Declares the facts of a grain: each a name, an id, a kind, what it needs, what it means and how it is found.
#[macro_export]
macro_rules! facts {
    ($grain:expr; $( $name:ident = $id:literal $kind:ident [$($need:ident)*] $doc:literal, $find:expr; )+) => {
        $(
            #[doc = $doc]
            pub static $name: $crate::facts::Fact = $crate::facts::Fact {
                id: $id,
                grain: $grain,
                kind: $crate::facts::Kind::$kind,
                needs: &[$($crate::facts::Needs::$need),*],
                doc: $doc,
            };
        )+

        /// The facts of this grain.
        pub static FACTS: &[&$crate::facts::Fact] = &[$(&$name),+];

        /// Finds a fact's values for some rows.
        fn find(fact: &$crate::facts::Fact, rows: &[Row<'_>], into: &mut $crate::facts::frame::Values) {
            $( if fact.id == $id { return $crate::facts!(@ $kind into, rows.iter().copied(), $find); } )+
        }
    };
    (@ Flag $into:expr, $rows:expr, $find:expr) => { $into.push_flags($rows.map($find)) };
    (@ Number $into:expr, $rows:expr, $find:expr) => { $into.push_numbers($rows.map($find)) };
    (@ Duration $into:expr, $rows:expr, $find:expr) => { $into.push_numbers($rows.map($find)) };
    (@ Weight $into:expr, $rows:expr, $find:expr) => { $into.push_numbers($rows.map($find)) };
    (@ Money $into:expr, $rows:expr, $find:expr) => { $into.push_tagged($rows.map($find)) };
    (@ Score $into:expr, $rows:expr, $find:expr) => { $into.push_tagged($rows.map($find)) };
}
