//! Currency, rates, margin and own spending as they stand in the file.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::TimeDelta;
use chrono_tz::Tz;

use super::readable::{As, At, Table};
use super::sentence::Told;
use super::shape;
use super::times::Point;
use super::words::Currency;
use crate::settings::money::{Decimal, Money, Spending};
use crate::settings::zoned;

/// In which currency a report speaks.
pub fn money(
    currency: Option<As<Currency>>,
    rates: Option<At<shape::Rates>>,
    margin: Option<At<As<Decimal>>>,
    told: &Told,
) -> Result<Money> {
    let currency = currency.map(|currency| currency.0.0);
    let mut read = BTreeMap::new();
    if let Some(rates) = rates {
        let Some(own) = &currency else {
            let what = "rates: the key \"currency\" is missing: expected the currency of reports, such as \"EUR\"";
            return Err(told.error(rates.place, what));
        };
        for (As(Currency(currency)), At { value: As(rate), place }) in rates.value {
            if rate.digits <= 0 {
                return Err(told.error(place, &format!("rates.{currency}: expected a number above zero")));
            }
            if currency == *own && rate != Decimal::ONE {
                let what = format!("rates.{currency}: is the currency of reports: expected other currencies");
                return Err(told.error(place, &what));
            }
            read.insert(currency, rate);
        }
    }
    if let Some(At { value: As(margin), place }) = &margin
        && !is_part(*margin)
    {
        return Err(told.error(*place, "margin: expected a part above 0 and up to 1, such as 0.35 for 35 %"));
    }
    let margin_is_set = margin.is_some();
    let margin = margin.map_or(Decimal::ONE, |margin| margin.value.0);
    Ok(Money { currency, rates: read, margin, margin_is_set })
}

/// Above zero and up to one.
fn is_part(number: Decimal) -> bool {
    number.digits > 0 && 10_i64.checked_pow(number.places).is_none_or(|one| number.digits <= one)
}

/// The costs of `[[spend]]`. Days are days in UTC.
pub fn spending(written: Vec<Table<shape::Spend>>, currency: Option<&str>, told: &Told) -> Result<Vec<Spending>> {
    let spending = |Table { value, place }: Table<shape::Spend>| {
        let error = |what: &str| told.error(place, what);
        let since = value.since.map(|point| start(point.0));
        let until = value.until.map(|point| end(point.0));
        if since.zip(until).is_some_and(|(since, until)| since >= until) {
            return Err(error("spend: ends before it begins: expected `since` before `until`"));
        }
        let Some(amount) = value.amount.0.millionths() else {
            return Err(error("spend.amount: expected no more than six decimals and thirteen digits"));
        };
        let own = value.currency.map(|currency| currency.0.0);
        let Some(currency) = own.or_else(|| currency.map(str::to_owned)) else {
            return Err(error("spend: the key \"currency\" is missing: expected one such as \"EUR\""));
        };
        let kind = value.kind.map_or("", |kind| kind.0.0).to_owned();
        Ok(Spending { since, until, amount, currency, campaign: value.campaign.unwrap_or_default(), kind })
    };
    written.into_iter().map(spending).collect()
}

/// The first instant of a point.
pub fn start(point: Point) -> i64 {
    match point {
        Point::Day(day) => zoned::midnight(Tz::UTC, day),
        Point::Instant(at) => at,
    }
}

/// The first instant after a day; of an instant itself.
fn end(point: Point) -> i64 {
    match point {
        Point::Day(day) => zoned::midnight(Tz::UTC, day + TimeDelta::days(1)),
        Point::Instant(at) => at,
    }
}
