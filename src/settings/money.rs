//! Money in the settings: the report's currency, rates into it, margin, the rate card, own spending.
//!
//! Amounts are whole millionths of the major unit. Not responsible for adding up.

use std::collections::BTreeMap;

/// The code of an amount whose currency nobody tells (ISO 4217: no currency).
pub const NO_CURRENCY: &str = "XXX";

/// A decimal number without rounding: `digits` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All digits as one whole number.
    pub digits: i64,
    /// How many of them stand after the point.
    pub places: u32,
}

impl Decimal {
    /// One.
    pub const ONE: Decimal = Decimal { digits: 1, places: 0 };
}

/// In which currency a report speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Report all money in this currency; none = each amount in its own.
    pub currency: Option<String>,
    /// By currency: 1 unit is that many of `currency`.
    pub rates: BTreeMap<String, Decimal>,
    /// The part of revenue that is left after the goods are paid.
    pub margin: Decimal,
    /// Whether the settings name the margin.
    pub margin_is_set: bool,
}

impl Default for Money {
    fn default() -> Self {
        Money { currency: None, rates: BTreeMap::new(), margin: Decimal::ONE, margin_is_set: false }
    }
}

/// A price on the rate card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// ISO 3166 country, upper case; `*` = any.
    pub country: String,
    /// Category, lower case: marketing, utility, authentication or service.
    pub category: String,
    /// Price of one message in millionths of the major unit.
    pub price: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// The first instant at which it holds, milliseconds.
    pub valid_from: i64,
}

/// What messages cost that do not say so themselves: every price, in no order.
pub type RateCard = Vec<Price>;

/// A cost of the settings that is not in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// The first instant, milliseconds.
    pub since: Option<i64>,
    /// The first instant after it, milliseconds.
    pub until: Option<i64>,
    /// Millionths of the major unit.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// The campaign; empty = none.
    pub campaign: String,
    /// `message`, `platform`, `agents` or `other`; empty = not said.
    pub kind: String,
}
