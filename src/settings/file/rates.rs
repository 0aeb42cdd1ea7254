//! The rate card: a CSV of prices beside the settings file.
//!
//! Not responsible for which price a message has.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail, ensure};
use csv::{ReaderBuilder, StringRecord, Trim};

use super::money::start;
use super::readable::{At, Readable};
use super::sentence::Told;
use super::text_of;
use super::times::Point;
use super::words::Currency;
use crate::settings::money::{Decimal, Price, RateCard};
use crate::suggest;

const COLUMNS: [&str; 5] = ["country", "category", "price", "currency", "valid_from"];
const CATEGORIES: [&str; 4] = ["marketing", "utility", "authentication", "service"];

/// Reads the rate card that the settings name.
pub fn read(file: &At<String>, folder: &Path, told: &Told) -> Result<RateCard> {
    let path = folder.join(&file.value);
    if !path.is_file() {
        let what = format!("rate_card.file: there is no file {}: expected a CSV beside the settings", path.display());
        return Err(told.error(file.place, &what));
    }
    let shown = path.display().to_string();
    parse(&text_of(&path, &shown)?, &shown)
}

/// Reads the rows of a rate card.
fn parse(text: &str, path: &str) -> Result<RateCard> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().with_context(|| format!("{path}: cannot be read"))?.clone();
    let columns = Columns::of(&header).with_context(|| format!("{path}:1"))?;
    let mut prices: Vec<Price> = Vec::new();
    let mut lines: HashMap<(String, String, i64), u64> = HashMap::new();
    for row in reader.records() {
        let row = row.with_context(|| format!("{path}: cannot be read"))?;
        let line = row.position().map_or(0, csv::Position::line);
        let price = columns.price(&row, header.len()).with_context(|| format!("{path}:{line}"))?;
        let key = (price.country.clone(), price.category.clone(), price.valid_from);
        if let Some(other) = lines.insert(key, line) {
            bail!(
                "{path}:{line}: the price of this country, category and date stands in line {other} already: drop one"
            );
        }
        prices.push(price);
    }
    ensure!(!prices.is_empty(), "{path}: holds no price: expected rows such as DE,marketing,0.1131,EUR,2026-01-01");
    Ok(prices)
}

/// Where each column stands.
struct Columns {
    country: usize,
    category: usize,
    price: usize,
    currency: usize,
    valid_from: Option<usize>,
}

impl Columns {
    fn of(header: &StringRecord) -> Result<Columns> {
        let otherwise = format!("expected {}", COLUMNS.join(","));
        if let Some(stranger) = header.iter().find(|name| !COLUMNS.contains(name)) {
            bail!(suggest::unknown("column", stranger, COLUMNS, &otherwise));
        }
        let place = |column: &str| header.iter().position(|name| name == column);
        let needed = |column: &str| place(column).ok_or_else(|| anyhow!("the column {column} is missing: {otherwise}"));
        Ok(Columns {
            country: needed("country")?,
            category: needed("category")?,
            price: needed("price")?,
            currency: needed("currency")?,
            valid_from: place("valid_from"),
        })
    }

    fn price(&self, row: &StringRecord, fields: usize) -> Result<Price> {
        ensure!(row.len() == fields, "found {} fields, expected {fields} as in the header", row.len());
        let field = |place: usize| row.get(place).unwrap_or_default();
        let country = field(self.country).to_ascii_uppercase();
        let is_country = country == "*" || country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
        ensure!(is_country, "country: found \"{country}\", expected two letters such as DE, or * for any");
        let category = field(self.category).to_ascii_lowercase();
        let otherwise = format!("expected one of {}", CATEGORIES.join(", "));
        let is_known = CATEGORIES.contains(&category.as_str());
        ensure!(is_known, suggest::unknown("category", &category, CATEGORIES, &otherwise));
        let price = Decimal::parse(field(self.price)).filter(|price| price.digits >= 0);
        let price = price.and_then(Decimal::millionths).ok_or_else(|| {
            anyhow!("price: found \"{}\", expected a number such as 0.1131, up to six decimals", field(self.price))
        })?;
        let Currency(currency) = Currency::read(field(self.currency)).context("currency")?;
        let valid_from = match self.valid_from.map(field).filter(|text| !text.is_empty()) {
            Some(text) => start(Point::read(text).context("valid_from")?),
            None => i64::MIN,
        };
        Ok(Price { country, category, price, currency, valid_from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        parse(text, "rates.csv").err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    #[test]
    fn prices_are_read_row_by_row() {
        let text =
            "category,country,price,currency,valid_from\nMarketing,de, 0.1131 ,eur,2026-01-01\nutility,*,0,USD,\n";
        let card = parse(text, "rates.csv").unwrap();
        assert_eq!((card[0].country.as_str(), card[0].category.as_str(), card[0].price), ("DE", "marketing", 113_100));
        assert_eq!((card[0].currency.as_str(), card[0].valid_from), ("EUR", 1_767_225_600_000));
        assert_eq!((card[1].country.as_str(), card[1].price, card[1].valid_from), ("*", 0, i64::MIN));
        assert_eq!(parse("country,category,price,currency\nDE,service,0,EUR\n", "rates.csv").unwrap().len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let head = "country,category,price,currency,valid_from\n";
        for (rows, said) in [
            (
                "DEU,marketing,1,EUR,",
                "rates.csv:2: country: found \"DEU\", expected two letters such as DE, or * for any",
            ),
            ("DE,markting,1,EUR,", "rates.csv:2: there is no category \"markting\": did you mean \"marketing\"?"),
            (
                "DE,utility,-1,EUR,",
                "rates.csv:2: price: found \"-1\", expected a number such as 0.1131, up to six decimals",
            ),
            (
                "DE,utility,1,Euro,",
                "rates.csv:2: currency: \"Euro\" is no currency: expected three letters such as EUR",
            ),
            (
                "DE,utility,1,EUR,1.1.26",
                "rates.csv:2: valid_from: \"1.1.26\" is no date: expected one such as 2026-12-25",
            ),
            ("DE,utility,1,EUR", "rates.csv:2: found 4 fields, expected 5 as in the header"),
            (
                "DE,utility,1,EUR,\nde,utility,2,EUR,",
                "rates.csv:3: the price of this country, category and date stands in line 2 already: drop one",
            ),
            ("", "rates.csv: holds no price: expected rows such as DE,marketing,0.1131,EUR,2026-01-01"),
        ] {
            assert_eq!(refused(&format!("{head}{rows}\n")), said);
        }
        assert_eq!(
            refused("country,category,price\n"),
            "rates.csv:1: the column currency is missing: expected country,category,price,currency,valid_from"
        );
        assert!(refused("country;category\n").starts_with("rates.csv:1: there is no column \"country;category\""));
    }
}
