//! Figures of one's own: `[[kpi]]` tables of the settings become the same struct as every other figure.
//!
//! Not responsible for reading the settings file (`settings`) nor for what a fact is (`facts`).

use anyhow::{Context, Result, anyhow, bail, ensure};

use super::{Dated, Example, Formula, Kpi, Per, Section, catalogue};
use crate::facts::{self, Fact, Kind};
use crate::request::filter::Filter;
use crate::settings::own::OwnKpi;
use crate::suggest;
use crate::units::Unit;

/// What a formula may look like.
const FORMS: &str = "count of F | sum of F | share of F among F | ratio of F to F | mean of F | p50 of F";

/// The figure that a table of the settings file at `path` describes. It lives as long as the program.
pub fn figure(path: &str, own: &OwnKpi) -> Result<Kpi> {
    let place = || format!("{path}:{}: [[kpi]] `{}`", own.line, own.id);
    let taken = catalogue().any(|kpi| kpi.id == own.id);
    ensure!(!taken, "{}: the catalogue has a figure of this id; choose another", place());
    let formula = formula(&own.formula).with_context(place)?;
    let fits = unit_of(&formula).is_none_or(|unit| unit == own.unit);
    ensure!(
        fits,
        "{}: the formula gives {}, but the unit says {}; change the unit",
        place(),
        unit_of(&formula).map_or("", Unit::id),
        own.unit.id()
    );
    let filter = own.filter.as_deref().map(|text| Filter::parse(text).with_context(place)).transpose()?;
    let kpi = Kpi {
        id: keep(&own.id),
        name: keep(&own.name),
        question: "A figure of one's own.",
        section: Section::Own,
        unit: own.unit,
        better: own.better,
        formula,
        window: None,
        dated: Dated::ByUnit,
        headline: true,
        doc: keep(&match &own.filter {
            Some(filter) => format!("{}, where {filter}.", own.formula),
            None => format!("{}.", own.formula),
        }),
        caveat: None,
        counted: None,
        filter: filter.map(|filter| &*Box::leak(Box::new(filter))),
        example: Example { given: &[], then: f64::NAN },
    };
    let foreign = kpi.filter.into_iter().flat_map(Filter::dimensions).find(|dimension| !kpi.knows(dimension));
    if let Some(dimension) = foreign {
        bail!("{}: {} does not know {}; choose another condition", place(), own.formula, dimension.id);
    }
    Ok(kpi)
}

fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Reads a formula in the words in which the catalogue shows its own.
fn formula(text: &str) -> Result<Formula> {
    let (text, per) = units_of(text.trim());
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        ["count", "of", of] => Ok(Formula::Count { of: flag(of)?, per }),
        ["sum", "of", of] => {
            let of = number(of)?;
            Ok(Formula::Sum { of, among: of })
        }
        ["share", "of", of, "among", among] => {
            let (of, among) = one_grain(flag(of)?, flag(among)?)?;
            Ok(Formula::Share { of, among, per })
        }
        ["ratio", "of", of, "to", to] => {
            let (of, to) = one_grain(fact(of)?, fact(to)?)?;
            Ok(Formula::Ratio { of, to, per })
        }
        ["mean", "of", of] => {
            let of = number(of)?;
            Ok(Formula::Mean { of, among: of, per })
        }
        [percentile, "of", of] if percentile.starts_with('p') => {
            let percent = percentile[1..].parse().ok().filter(|percent| (1..100).contains(percent));
            let percent = percent.with_context(|| format!("found \"{percentile}\", expected p1 to p99"))?;
            let of = number(of)?;
            Ok(Formula::Quantile { of, among: of, per, percent })
        }
        _ => bail!("the formula \"{text}\" cannot be read: expected {FORMS}; `wa-kpi kpis --facts` lists the facts"),
    }
}

/// What is counted, where the formula ends with it in brackets; else rows.
fn units_of(text: &str) -> (&str, Per) {
    let endings =
        [("(recipients)", Per::Recipient), ("(customers)", Per::Customer), ("(conversations)", Per::Conversation)];
    let found = endings.into_iter().find_map(|(ending, per)| Some((text.strip_suffix(ending)?.trim_end(), per)));
    found.unwrap_or((text, Per::Row))
}

fn fact(id: &str) -> Result<&'static Fact> {
    let all = || facts::all().map(|fact| fact.id);
    let found = facts::all().find(|fact| fact.id == id);
    found.ok_or_else(|| anyhow!(suggest::unknown("fact", id, all(), "`wa-kpi kpis --facts` lists them")))
}

fn flag(id: &str) -> Result<&'static Fact> {
    let fact = fact(id)?;
    ensure!(fact.kind == Kind::Flag, "`{id}` is a number, expected a fact that is true or false");
    Ok(fact)
}

fn number(id: &str) -> Result<&'static Fact> {
    let fact = fact(id)?;
    ensure!(fact.kind != Kind::Flag, "`{id}` is true or false, expected a fact that is a number or a span");
    Ok(fact)
}

fn one_grain(one: &'static Fact, other: &'static Fact) -> Result<(&'static Fact, &'static Fact)> {
    ensure!(
        one.grain == other.grain,
        "`{}` is told of a {}, `{}` of a {}: both must be told of the same",
        one.id,
        one.grain.id(),
        other.id,
        other.grain.id()
    );
    Ok((one, other))
}

/// The unit that a formula's value has; none where several fit.
fn unit_of(formula: &Formula) -> Option<Unit> {
    let of_kind = |kind: Kind| match kind {
        Kind::Duration => Some(Unit::Seconds),
        Kind::Money => Some(Unit::Money),
        Kind::Score => Some(Unit::Score),
        Kind::Flag | Kind::Number | Kind::Weight => None,
    };
    match formula {
        Formula::Share { .. } => Some(Unit::Share),
        Formula::Count { .. } => Some(Unit::Count),
        Formula::Sum { of, .. } | Formula::Mean { of, .. } | Formula::Quantile { of, .. } => of_kind(of.kind),
        Formula::Ratio { of, .. } => of_kind(of.kind).filter(|unit| *unit == Unit::Money),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(formula: &str, unit: Unit) -> OwnKpi {
        OwnKpi {
            id: "mine".to_owned(),
            name: "Mine".to_owned(),
            unit,
            better: None,
            formula: formula.to_owned(),
            filter: Some("segment = 'vip'".to_owned()),
            line: 7,
        }
    }

    fn problem(formula: &str, unit: Unit) -> String {
        figure("wa-kpi.toml", &own(formula, unit)).err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    #[test]
    fn formulas_read_as_the_catalogue_shows_them() {
        for (text, unit) in [
            ("share of read among delivered", Unit::Share),
            ("count of outreach (customers)", Unit::Count),
            ("p90 of response_time", Unit::Seconds),
            ("ratio of revenue to reached (recipients)", Unit::Money),
        ] {
            let figure = figure("wa-kpi.toml", &own(text, unit)).unwrap();
            assert!(figure.formula.words().contains(text.split(" (").next().unwrap()), "{}", figure.formula.words());
            assert!(figure.filter.is_some());
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_the_line_and_the_nearest_fact() {
        assert_eq!(
            problem("share of red among delivered", Unit::Share),
            "wa-kpi.toml:7: [[kpi]] `mine`: there is no fact \"red\": did you mean \"read\"?"
        );
        assert!(problem("share of read among waited", Unit::Share).ends_with("both must be told of the same"));
        assert!(problem("read / delivered", Unit::Share).contains("cannot be read: expected count of F"));
        assert!(problem("share of read among delivered", Unit::Money).contains("the formula gives share"));
        assert!(problem("mean of read", Unit::Share).contains("is true or false"));
        let taken = OwnKpi { id: "open_rate".to_owned(), ..own("count of read", Unit::Count) };
        assert!(figure("wa-kpi.toml", &taken).is_err_and(|error| error.to_string().contains("choose another")));
    }
}
