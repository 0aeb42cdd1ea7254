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

    /// Reads plain digits with or without a sign and a point; none where it is anything else or longer than 18 digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (sign, plain) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) =
            plain.split_once('.').map_or((plain, ""), |(whole, rest)| (whole, rest.trim_end_matches('0')));
        let is_plain = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        let digits = format!("{}{fraction}", whole.trim_start_matches('0'));
        if !is_plain || digits.len() > 18 || plain.ends_with('.') {
            return None;
        }
        let digits: i64 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        Some(Decimal { digits: sign * digits, places: u32::try_from(fraction.len()).ok()? })
    }

    /// The number in millionths; none where it has more decimals or is too large.
    pub fn millionths(self) -> Option<i64> {
        let missing = 6_u32.checked_sub(self.places)?;
        self.digits.checked_mul(10_i64.pow(missing))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_keeps_every_digit_that_is_written() {
        let read = |text: &str| Decimal::parse(text).map(|number| (number.digits, number.places));
        assert_eq!(read("0.92"), Some((92, 2)));
        assert_eq!(read("1.0"), Some((1, 0)));
        assert_eq!(read("-12.340"), Some((-1234, 2)));
        assert_eq!(read("0"), Some((0, 0)));
        assert_eq!(read("00.000001"), Some((1, 6)));
        assert_eq!(read("123456789.123456789"), Some((123_456_789_123_456_789, 9)));
        for text in ["", "-", ".5", "5.", "1,5", "1e3", "inf", "+1", "1.2.3", "12345678901.234567891"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn millionths_are_exact_or_nothing() {
        let millionths = |text: &str| Decimal::parse(text).and_then(Decimal::millionths);
        assert_eq!(millionths("199.00"), Some(199_000_000));
        assert_eq!(millionths("0.000001"), Some(1));
        assert_eq!(millionths("0.0000001"), None);
        assert_eq!(millionths("12345678901234.0"), None);
    }
}
