//! Fact frames: a shard's facts of one grain as a polars DataFrame, beside the keys that measuring needs.
//!
//! Not responsible for what a fact means: the file of its grain says so.

use anyhow::{Context, Result};
use polars::prelude::{
    BooleanChunked, Column, DataFrame, Int64Chunked, IntoColumn, NewChunkedArray, PlSmallStr,
};

use super::{Fact, Grain, Kind};
use crate::dimensions;
use crate::tables::message::Millis;
use crate::tables::texts::Text;

/// Values of one fact, row by row.
pub enum Values {
    /// Of a flag.
    Flags(Vec<Option<bool>>),
    /// Of a number or duration.
    Numbers(Vec<Option<i64>>),
}

/// The rows of one grain: facts as a DataFrame, keys beside them. Rows of one customer stand together.
pub struct Frame {
    /// What a row is.
    pub grain: Grain,
    /// The customer, as a number inside the shard.
    pub life: Vec<u32>,
    /// The date that the row belongs to.
    pub at: Vec<Millis>,
    /// The campaign, where recipients are counted.
    pub campaign: Vec<Text>,
    /// The conversation as a number inside the shard, where conversations are counted.
    pub conversation: Vec<u32>,
    /// Whether the row may still change for another reason than its age (an open wait).
    pub open: Vec<bool>,
    /// The values of the dimensions that are asked for, in their order; of calendar dimensions empty.
    pub dimensions: Vec<Vec<Text>>,
    /// The facts, one column each.
    pub facts: DataFrame,
}

impl Frame {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.life.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.life.is_empty()
    }

    /// The column of a flag: true where it is known and holds.
    pub fn flag(&self, fact: &Fact) -> Result<Vec<bool>> {
        let column = self.column(fact)?.bool().with_context(|| format!("fact `{}` is no flag", fact.id))?;
        let mut flags = Vec::with_capacity(self.len());
        for chunk in column.downcast_iter() {
            match chunk.validity() {
                None => flags.extend(chunk.values().iter()),
                Some(valid) => flags.extend(chunk.values().iter().zip(valid.iter()).map(|(value, known)| value && known)),
            }
        }
        Ok(flags)
    }

    /// The rows for which a flag is known, whatever its value.
    pub fn known(&self, fact: &Fact) -> Result<Vec<bool>> {
        let column = self.column(fact)?;
        let known = column.is_not_null();
        Ok(known.downcast_iter().flat_map(|chunk| chunk.values().iter()).collect())
    }

    /// The column of a number or duration; a flag counts 1 or 0.
    pub fn numbers(&self, fact: &Fact) -> Result<Vec<Option<i64>>> {
        if fact.kind == Kind::Flag {
            return Ok(self.flag(fact)?.into_iter().map(|flag| Some(i64::from(flag))).collect());
        }
        let column = self.column(fact)?.i64().with_context(|| format!("fact `{}` is no number", fact.id))?;
        Ok(column.iter().collect())
    }

    fn column(&self, fact: &Fact) -> Result<&Column> {
        self.facts.column(fact.id).with_context(|| format!("fact `{}` was not built", fact.id))
    }
}

/// The rows of a grain, from which the columns of its facts are built.
pub trait Build {
    /// The values of a fact of this grain, row by row.
    fn build(&self, fact: &Fact) -> Values;
}

/// Builds the columns of the facts that are asked for, among those of a grain.
pub fn build_facts(of_grain: &[&'static Fact], rows: &dyn Build, len: usize, wanted: &[&'static Fact]) -> Result<DataFrame> {
    let chosen = of_grain.iter().filter(|fact| wanted.contains(fact));
    let columns = chosen.map(|fact| {
        let name = PlSmallStr::from_static(fact.id);
        match rows.build(fact) {
            Values::Flags(flags) => BooleanChunked::from_iter_options(name, flags.into_iter()).into_column(),
            Values::Numbers(numbers) => Int64Chunked::from_iter_options(name, numbers.into_iter()).into_column(),
        }
    });
    DataFrame::new(len, columns.collect()).context("facts of different length")
}

/// Declares the facts of a grain: each a name, an id, a kind, what it needs, what it means and how it is found.
#[macro_export]
macro_rules! facts {
    ($grain:expr, $rows:ident; $( $name:ident = $id:literal $kind:ident [$($need:ident)*] $doc:literal, $find:expr; )+) => {
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

        impl $crate::facts::frame::Build for $rows<'_> {
            fn build(&self, fact: &$crate::facts::Fact) -> $crate::facts::frame::Values {
                $( if fact == &$name { return $crate::facts!(@ $kind self, $find); } )+
                $crate::facts::frame::Values::Numbers(Vec::new())
            }
        }
    };
    (@ Flag $row_set:expr, $find:expr) => { $crate::facts::frame::Values::Flags($row_set.find_each($find)) };
    (@ Number $row_set:expr, $find:expr) => { $crate::facts::frame::Values::Numbers($row_set.find_each($find)) };
    (@ Duration $row_set:expr, $find:expr) => { $crate::facts::frame::Values::Numbers($row_set.find_each($find)) };
}

/// What frames are built for: the facts and dimensions that are asked for.
pub struct Wanted {
    /// The facts of all grains.
    pub facts: Vec<&'static Fact>,
    /// The dimensions, in order.
    pub dimensions: Vec<&'static dimensions::Dimension>,
}
