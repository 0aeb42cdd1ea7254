//! Money as the walk sees it: amounts in the report's currency where a rate leads there, and the rate card.
//!
//! Not responsible for adding up.

use std::collections::HashMap;

use iso_currency::Currency;

use crate::settings::money::{Decimal, Money, NO_CURRENCY, RateCard};
use crate::tables::message::Millis;
use crate::tables::texts::{Text, Texts};
use crate::tables::values::Category;

/// An amount in millionths of the major unit, and its currency.
pub type Amount = (i64, Text);

/// Millionths in one.
const MILLION: i64 = 1_000_000;

/// A price that holds from a moment on.
type Dated = (Millis, Amount);

/// Rates, prices and words that money is told by.
#[derive(Debug, Default)]
pub struct Exchange {
    currency: Option<Text>,
    unknown: Text,
    rates: HashMap<Text, Decimal>,
    prices: HashMap<(Text, Category), Vec<Dated>>,
    anywhere: Text,
    /// Whether the settings name the margin.
    pub margin_is_set: bool,
    /// The kind of an order that is a purchase.
    pub purchase: Text,
    /// The kind of an order that is a lead.
    pub lead: Text,
    /// The kind of spend that is a bill for messages.
    pub message: Text,
}

impl Exchange {
    /// What the settings say, in the texts of the run.
    pub fn new(money: &Money, card: &RateCard, texts: &Texts) -> Exchange {
        let mut prices: HashMap<(Text, Category), Vec<Dated>> = HashMap::new();
        for price in card {
            let Some(category) = Category::from_word(&price.category) else { continue };
            let amount = (price.price, texts.intern(&price.currency));
            prices.entry((texts.intern(&price.country), category)).or_default().push((price.valid_from, amount));
        }
        prices.values_mut().for_each(|dated| dated.sort_by_key(|(from, _)| *from));
        Exchange {
            currency: money.currency.as_deref().map(|code| texts.intern(code)),
            unknown: texts.intern(NO_CURRENCY),
            rates: money.rates.iter().map(|(code, rate)| (texts.intern(code), *rate)).collect(),
            prices,
            anywhere: texts.intern("*"),
            margin_is_set: money.margin_is_set,
            purchase: texts.intern("purchase"),
            lead: texts.intern("lead"),
            message: texts.intern("message"),
        }
    }

    /// Whether there is a rate card.
    pub fn has_prices(&self) -> bool {
        !self.prices.is_empty()
    }

    /// An amount in the report's currency where a rate leads there, half-even; else as it is.
    pub fn convert(&self, amount: i64, currency: Text) -> Amount {
        // Nothing is nothing in any currency.
        if amount == 0 && currency.is_none() {
            return (0, Text::NONE);
        }
        let own = if currency.is_none() { self.unknown } else { currency };
        let Some(report) = self.currency else { return (amount, own) };
        if own == report || currency.is_none() {
            return (amount, report);
        }
        match self.rates.get(&own) {
            Some(rate) => (times(amount, *rate), report),
            None => (amount, own),
        }
    }

    /// The price of a message on the rate card: the country's own beats that of anywhere, the latest that holds wins.
    pub fn price(&self, country: Text, category: Option<Category>, at: Millis) -> Option<Amount> {
        let category = category?;
        let holding = |country: Text| {
            let dated = self.prices.get(&(country, category))?;
            dated.iter().rev().find(|(from, _)| *from <= at).map(|(_, amount)| *amount)
        };
        let (amount, currency) = holding(country).or_else(|| holding(self.anywhere))?;
        Some(self.convert(amount, currency))
    }
}

/// Millionths in the smallest coin of a currency (ISO 4217); a hundredth where the code is none.
pub fn minor_unit(code: &str) -> i64 {
    let places = Currency::from_code(code).and_then(Currency::exponent).unwrap_or(2);
    MILLION / 10_i64.pow(u32::from(places).min(6))
}

/// An amount times a rate, half to even.
fn times(amount: i64, rate: Decimal) -> i64 {
    let product = i128::from(amount) * i128::from(rate.digits);
    divide_half_even(product, 10_i128.saturating_pow(rate.places))
}

/// A quotient rounded to the nearest whole number, halves to the even one. The divisor is positive.
pub fn divide_half_even(dividend: i128, divisor: i128) -> i64 {
    let (quotient, rest) = (dividend.div_euclid(divisor), dividend.rem_euclid(divisor));
    let up = match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient % 2 != 0,
        std::cmp::Ordering::Less => false,
    };
    i64::try_from(quotient + i128::from(up)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_the_even_number() {
        let rounded = [5, 15, 25, -5, -15, 26].map(|number| divide_half_even(number, 10));
        assert_eq!(rounded, [0, 2, 2, 0, -2, 3]);
    }

    #[test]
    fn amounts_come_in_the_reports_currency_where_a_rate_leads_there() {
        let texts = Texts::default();
        let money = Money {
            currency: Some("EUR".to_owned()),
            rates: [("USD".to_owned(), Decimal { digits: 92, places: 2 })].into(),
            ..Money::default()
        };
        let exchange = Exchange::new(&money, &Vec::new(), &texts);
        let [eur, usd, inr] = ["EUR", "USD", "INR"].map(|code| texts.intern(code));
        assert_eq!(exchange.convert(1_000_000, usd), (920_000, eur));
        assert_eq!(exchange.convert(1_000_000, inr), (1_000_000, inr));
        assert_eq!(exchange.convert(1_000_000, Text::NONE), (1_000_000, eur));
        assert_eq!(minor_unit("EUR"), 10_000);
        assert_eq!(minor_unit("JPY"), 1_000_000);
    }
}
