//! Fact frames: a shard's facts of one grain, column by column, beside the keys that measuring needs.
//!
//! Columns are built a word of rows at a time, so that rows are looked at while they are near. Not responsible for what a fact
//! means: the file of its grain says so.

use anyhow::{Context, Result};

use super::bits::{Bits, WORD};
use super::{Fact, Grain, Kind};
use crate::dimensions::{self, Axis, Dimension};
use crate::settings::Span;
use crate::tables::message::Millis;
use crate::tables::texts::Text;

/// The values of one fact, row by row.
pub enum Values {
    /// Of a flag.
    Flags(Flags),
    /// Of a number, duration or weight: which rows have one, and the numbers; of other rows 0.
    Numbers(Bits, Vec<i64>),
    /// Of money and scores: numbers beside what they are measured in, a currency or a scale.
    Tagged(Bits, Vec<i64>, Vec<Text>),
}

/// The tag of an amount that is already a mixture.
pub const MIXTURE: Text = Text(u32::MAX);

/// A flag of every row: yes, no, or neither where it is null.
#[derive(Debug, Default)]
pub struct Flags {
    /// The rows that have it.
    pub yes: Bits,
    /// The rows that do not have it.
    pub no: Bits,
}

impl Flags {
    /// A row's flag.
    pub fn get(&self, row: usize) -> Option<bool> {
        (self.yes.has(row) || self.no.has(row)).then(|| self.yes.has(row))
    }
}

impl Values {
    fn of_kind(kind: Kind, len: usize) -> Values {
        match kind {
            Kind::Flag => Values::Flags(Flags::default()),
            Kind::Number | Kind::Duration | Kind::Weight => Values::Numbers(Bits::default(), Vec::with_capacity(len)),
            Kind::Money | Kind::Score => {
                Values::Tagged(Bits::default(), Vec::with_capacity(len), Vec::with_capacity(len))
            }
        }
    }

    /// Puts a word of flags behind these: which rows have it, of those for which it is known.
    pub fn push_signs(&mut self, (yes, known): (u64, u64), rows: usize) {
        let Values::Flags(values) = self else { return };
        let known = known & u64::MAX >> (WORD - rows);
        values.yes.push_word(yes & known, rows);
        values.no.push_word(!yes & known, rows);
    }

    /// Puts a word of flags behind these.
    #[inline]
    pub fn push_flags(&mut self, flags: impl ExactSizeIterator<Item = Option<bool>>) {
        let Values::Flags(values) = self else { return };
        let rows = flags.len();
        let (mut yes, mut no) = (0_u64, 0_u64);
        for (row, flag) in flags.enumerate() {
            yes |= u64::from(flag == Some(true)) << row;
            no |= u64::from(flag == Some(false)) << row;
        }
        values.yes.push_word(yes, rows);
        values.no.push_word(no, rows);
    }

    /// Puts a word of numbers behind these.
    #[inline]
    pub fn push_numbers(&mut self, numbers: impl ExactSizeIterator<Item = Option<i64>>) {
        let Values::Numbers(known, values) = self else { return };
        let rows = numbers.len();
        let mut word = 0_u64;
        values.extend(numbers.enumerate().map(|(row, number)| {
            word |= u64::from(number.is_some()) << row;
            number.unwrap_or(0)
        }));
        known.push_word(word, rows);
    }

    /// Puts a word of amounts behind these, each with what it is measured in.
    #[inline]
    pub fn push_tagged(&mut self, amounts: impl ExactSizeIterator<Item = Option<(i64, Text)>>) {
        let Values::Tagged(known, values, tags) = self else { return };
        let rows = amounts.len();
        let mut word = 0_u64;
        for (row, amount) in amounts.enumerate() {
            word |= u64::from(amount.is_some()) << row;
            let (value, tag) = amount.unwrap_or_default();
            values.push(value);
            tags.push(tag);
        }
        known.push_word(word, rows);
    }
}

/// A fact's column in the making.
pub struct Column {
    /// The fact.
    pub fact: &'static Fact,
    /// Its place in the list of its grain.
    pub place: usize,
    /// The values so far.
    pub values: Values,
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
    fn dimension(row: &Self::Row<'_>, column: dimensions::Column) -> Text;
    /// Puts the values of facts for a word of rows behind those before them.
    fn build(rows: &[Self::Row<'_>], facts: &mut [Column]);
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
    /// The last row of each customer.
    pub ends: Bits,
    /// The values of the dimensions that are asked for, in their order; of calendar dimensions empty.
    pub dimensions: Vec<Vec<Text>>,
    facts: Vec<Column>,
}

impl Frame {
    /// Builds the frame of some rows.
    pub fn of<R: Rows>(rows: &R, wanted: &Wanted) -> Frame {
        let len = rows.count();
        let facts = R::FACTS.iter().copied().enumerate().filter(|(_, fact)| wanted.facts.contains(fact));
        let column =
            |(place, fact): (usize, &'static Fact)| Column { fact, place, values: Values::of_kind(fact.kind, len) };
        let mut facts: Vec<Column> = facts.map(column).collect();
        let mut keys: Vec<Keys> = Vec::with_capacity(len);
        let mut dimensions: Vec<Vec<Text>> = wanted.dimensions.iter().map(|_| Vec::new()).collect();
        let mut word: Vec<R::Row<'_>> = Vec::with_capacity(WORD);
        for start in (0..len).step_by(WORD) {
            word.clear();
            word.extend((start..len.min(start + WORD)).map(|number| rows.row(number)));
            keys.extend(word.iter().map(R::keys));
            for (values, dimension) in dimensions.iter_mut().zip(&wanted.dimensions) {
                if let Axis::Column(column) = dimension.axis {
                    values.extend(word.iter().map(|row| R::dimension(row, column)));
                }
            }
            R::build(&word, &mut facts);
        }
        let ends = Bits::of(len, |row| keys.get(row + 1).is_none_or(|next| next.life != keys[row].life));
        Frame { grain: R::GRAIN, in_parts: R::IN_PARTS, keys, ends, dimensions, facts }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The column of a flag.
    pub fn flags(&self, fact: &Fact) -> Result<&Flags> {
        match self.values(fact)? {
            Values::Flags(flags) => Ok(flags),
            _ => anyhow::bail!("fact `{}` is no flag", fact.id),
        }
    }

    /// What a fact adds in a row: its number, 1 for a flag that holds; null adds nothing.
    pub fn amounts(&self, fact: &Fact) -> Result<Amounts<'_>> {
        Ok(match self.values(fact)? {
            Values::Flags(flags) => Amounts::Flags(flags),
            Values::Numbers(known, numbers) => Amounts::Numbers(known, numbers),
            Values::Tagged(known, numbers, tags) => Amounts::Tagged(known, numbers, tags),
        })
    }

    fn values(&self, fact: &Fact) -> Result<&Values> {
        let found = self.facts.iter().find(|column| column.fact.id == fact.id);
        found.map(|column| &column.values).with_context(|| format!("fact `{}` was not built", fact.id))
    }
}

/// What rows add to a sum.
#[derive(Clone, Copy)]
pub enum Amounts<'a> {
    /// Flags add 1 where they hold.
    Flags(&'a Flags),
    /// Numbers add themselves.
    Numbers(&'a Bits, &'a [i64]),
    /// Numbers that are measured in something.
    Tagged(&'a Bits, &'a [i64], &'a [Text]),
}

impl<'a> Amounts<'a> {
    /// The rows that have a value; a flag has one where it holds.
    pub fn known(self) -> &'a Bits {
        match self {
            Amounts::Flags(flags) => &flags.yes,
            Amounts::Numbers(known, _) | Amounts::Tagged(known, ..) => known,
        }
    }

    /// What a row adds.
    #[inline]
    pub fn of(self, row: usize) -> i64 {
        match self {
            Amounts::Flags(flags) => i64::from(flags.yes.has(row)),
            Amounts::Numbers(_, numbers) | Amounts::Tagged(_, numbers, _) => numbers[row],
        }
    }

    /// The number that a row has; a flag has 1 where it holds.
    pub fn get(self, row: usize) -> Option<i64> {
        self.known().has(row).then(|| self.of(row))
    }

    /// What a row's value is measured in; none for plain numbers.
    #[inline]
    pub fn tag(self, row: usize) -> Text {
        match self {
            Amounts::Tagged(_, _, tags) => tags[row],
            _ => Text::NONE,
        }
    }
}

/// Declares the facts of a grain: each a name, an id, a kind, what it needs, what it means and how it is found. A sign is
/// a flag that is found for a word of rows at once.
#[macro_export]
macro_rules! facts {
    ($grain:expr; $($rest:tt)+) => { $crate::facts! { $grain, $crate::facts::frame::NoSigns; $($rest)+ } };
    ($grain:expr, $signs:ty; $( $name:ident = $id:literal $kind:ident [$($need:ident)*] $doc:literal, $find:expr; )+) => {
        $(
            #[doc = $doc]
            pub static $name: $crate::facts::Fact = $crate::facts::Fact {
                id: $id,
                grain: $grain,
                kind: $crate::facts!(@kind $kind),
                needs: &[$($crate::facts::Needs::$need),*],
                doc: $doc,
            };
        )+

        /// The facts of this grain.
        pub static FACTS: &[&$crate::facts::Fact] = &[$(&$name),+];

        /// Finds the values of facts for a word of rows.
        fn find(rows: &[Row<'_>], columns: &mut [$crate::facts::frame::Column]) {
            type Find = fn(&[Row<'_>], &$signs, &mut $crate::facts::frame::Values);
            const FIND: &[Find] = &[$(|rows, signs, into| $crate::facts!(@ $kind into, rows, signs, $find)),+];
            let signs = <$signs>::of(rows);
            for column in columns {
                if let Some(find) = FIND.get(column.place) {
                    find(rows, &signs, &mut column.values);
                }
            }
        }
    };
    (@kind Sign) => { $crate::facts::Kind::Flag };
    (@kind $kind:ident) => { $crate::facts::Kind::$kind };
    (@ Sign $into:expr, $rows:expr, $signs:expr, $find:expr) => { $into.push_signs($crate::facts::frame::tell($signs, $find), $rows.len()) };
    (@ Flag $into:expr, $rows:expr, $signs:expr, $find:expr) => { { let _ = $signs; $into.push_flags($rows.iter().copied().map($find)) } };
    (@ Number $into:expr, $rows:expr, $signs:expr, $find:expr) => { { let _ = $signs; $into.push_numbers($rows.iter().copied().map($find)) } };
    (@ Duration $into:expr, $rows:expr, $signs:expr, $find:expr) => { { let _ = $signs; $into.push_numbers($rows.iter().copied().map($find)) } };
    (@ Weight $into:expr, $rows:expr, $signs:expr, $find:expr) => { { let _ = $signs; $into.push_numbers($rows.iter().copied().map($find)) } };
    (@ Money $into:expr, $rows:expr, $signs:expr, $find:expr) => { { let _ = $signs; $into.push_tagged($rows.iter().copied().map($find)) } };
    (@ Score $into:expr, $rows:expr, $signs:expr, $find:expr) => { { let _ = $signs; $into.push_tagged($rows.iter().copied().map($find)) } };
}

/// The signs of a grain whose flags are found row by row.
pub struct NoSigns;

impl NoSigns {
    /// None.
    pub fn of<R>(_: &[R]) -> NoSigns {
        NoSigns
    }
}

/// What signs say of a fact.
pub fn tell<S>(signs: &S, find: impl Fn(&S) -> (u64, u64)) -> (u64, u64) {
    find(signs)
}
