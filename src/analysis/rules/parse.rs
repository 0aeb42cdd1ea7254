//! Reading a rule: its words become a [`Rule`], or one sentence about what is wrong, with the place of the rule and the
//! letter there.

use anyhow::{Error, Result, anyhow, ensure};

use super::bound::{bound, factor};
use super::quality::{self, Quality};
use super::words::{Word, words};
use super::{By, Comparison, Place, Rule, Subject};
use crate::analysis::baseline::recurs;
use crate::analysis::groups::MOST;
use crate::dimensions::{DIMENSIONS, Dimension, dimension};
use crate::facts::Grain;
use crate::kpis::{Catalogue, Dated, Kpi};
use crate::request::compare::Compare;
use crate::suggest;
use crate::units::Unit;

const COMPARISON: &str = "a comparison: >=, <=, >, < or =";

const CLAUSES: &str = "of, by, with, surely, if or the end";

/// Reads a rule. `by` is what stands beside it in the settings, `currency` what bare numbers of money are in.
pub fn parse(text: &str, by: Option<&str>, place: Place, catalogue: Catalogue, currency: Option<&str>) -> Result<Rule> {
    let shown: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let at = place.to_string();
    let parser = Parser { words: words(text), next: 0, catalogue, currency };
    let mut rule = parser.rule(shown.trim(), place).map_err(|Fault { place, what }| match place {
        Some(letter) => anyhow!("{at}: at character {letter} of \"{shown}\": {what}"),
        None if shown.trim().is_empty() => anyhow!("{at}: {what}"),
        None => anyhow!("{at}: \"{shown}\" {what}"),
    })?;
    if let Some(by) = by {
        let error = |what: Error| anyhow!("{at}: check.by: {what}");
        let is_asked = rule.by != By::Dimensions(Vec::new());
        ensure!(!is_asked, error(anyhow!("the rule \"{shown}\" has a by of its own: drop one of them")));
        rule.by =
            by_of(rule.subject, &by.split(',').map(str::trim).collect::<Vec<_>>()).map_err(|(_, what)| error(what))?;
        rule.text = format!("{} by {}", rule.text, by.trim());
        agree(&rule).map_err(|what| anyhow!("{at}: \"{shown}\": {what}"))?;
    }
    Ok(rule)
}

/// What is wrong, and which letter it begins with; none = something is missing at the end.
struct Fault {
    place: Option<usize>,
    what: String,
}

/// Something is wrong with a word.
fn at(word: Word) -> impl FnOnce(Error) -> Fault {
    move |what| Fault { place: Some(word.place), what: what.to_string() }
}

struct Parser<'t> {
    words: Vec<Word<'t>>,
    next: usize,
    catalogue: Catalogue,
    currency: Option<&'t str>,
}

/// The clauses of a rule, with the word that each begins with.
#[derive(Default)]
struct Clauses<'t> {
    of: Option<(Word<'t>, Compare)>,
    by: Option<(Word<'t>, By)>,
    least: Option<(Word<'t>, u64)>,
    surely: Option<Word<'t>>,
    if_present: Option<Word<'t>>,
}

impl<'t> Parser<'t> {
    fn rule(mut self, text: &str, place: Place) -> Result<Rule, Fault> {
        let word = self.word("a KPI, or one of the matters of data quality")?;
        let subject = self.subject(word.written).map_err(at(word))?;
        let comparison = self.comparison()?;
        let (bounding, written) = self.bound_words(subject.unit())?;
        let clauses = self.clauses(subject)?;
        let bound = match clauses.of {
            Some(_) => factor(&written, subject.unit()),
            None => bound(&written, subject, self.currency),
        };
        let rule = Rule {
            text: text.to_owned(),
            place,
            subject,
            comparison,
            bound: bound.map_err(at(bounding))?,
            of: clauses.of.map(|(_, of)| of),
            by: clauses.by.as_ref().map_or(By::Dimensions(Vec::new()), |(_, by)| by.clone()),
            least: clauses.least.map(|(_, least)| least),
            surely: clauses.surely.is_some(),
            if_present: clauses.if_present.is_some(),
        };
        // What clauses have to do with each other and with the subject is told at the clause.
        let of = clauses.of.map(|(word, _)| word);
        let least = clauses.least.map(|(word, _)| word);
        let faults = [(clauses.surely, surely as Agreement), (least, resting), (of, comparable), (of, agree)];
        for (word, agreement) in faults {
            if let Some(word) = word {
                agreement(&rule).map_err(at(word))?;
            }
        }
        Ok(rule)
    }

    fn peek(&self) -> Option<Word<'t>> {
        self.words.get(self.next).copied()
    }

    fn word(&mut self, expected: &str) -> Result<Word<'t>, Fault> {
        let word = self.peek().ok_or_else(|| match self.words.is_empty() {
            true => Fault { place: None, what: "is empty: expected a rule such as delivery_rate >= 95%".to_owned() },
            false => Fault { place: None, what: format!("ends too early: expected {expected}") },
        })?;
        self.next += 1;
        Ok(word)
    }

    fn subject(&self, id: &str) -> Result<Subject> {
        if let Some(quality) = quality::quality(id) {
            return Ok(Subject::Quality(quality));
        }
        let known = || self.catalogue.iter().map(|kpi| kpi.id).chain(quality::ALL.iter().map(|quality| quality.id));
        let unknown = || anyhow!(suggest::unknown("KPI", id, known(), "`wa-kpi kpis` lists them"));
        self.catalogue.get(id).map(Subject::Kpi).ok_or_else(unknown)
    }

    fn comparison(&mut self) -> Result<Comparison, Fault> {
        let word = self.word(COMPARISON)?;
        Ok(match word.written {
            ">=" | "≥" => Comparison::AtLeast,
            "<=" | "≤" => Comparison::AtMost,
            ">" => Comparison::Above,
            "<" => Comparison::Below,
            "=" | "==" => Comparison::Equal,
            found => return Err(at(word)(anyhow!("found {found}, expected {COMPARISON}"))),
        })
    }

    /// The bound, which may have a blank in it: `95 %`, `1h 30m`, `2.50 EUR`.
    fn bound_words(&mut self, unit: Unit) -> Result<(Word<'t>, String), Fault> {
        let first = self.word("a bound such as 95%, 15m or 100")?;
        let mut text = first.written.to_owned();
        while let Some(word) = self.peek() {
            // In capitals it was meant as a currency also where none belongs.
            let fits = |byte: u8| byte.is_ascii_uppercase() || unit == Unit::Money && byte.is_ascii_lowercase();
            let is_code = word.written.len() == 3 && word.written.bytes().all(fits);
            match word.written {
                "%" => text.push('%'),
                "," => {
                    let what = "found a comma: decimals are written with a point, thousands without a mark";
                    return Err(at(word)(anyhow!(what)));
                }
                written if written.starts_with(|letter: char| letter.is_ascii_digit()) || is_code => {
                    text.push(' ');
                    text.push_str(written);
                }
                _ => break,
            }
            self.next += 1;
        }
        Ok((first, text))
    }

    fn clauses(&mut self, subject: Subject) -> Result<Clauses<'t>, Fault> {
        let mut clauses = Clauses::default();
        while let Some(word) = self.peek() {
            self.next += 1;
            let known = match word.written.to_ascii_lowercase().as_str() {
                "of" => clauses.of.replace((word, self.period()?)).is_some(),
                "by" => clauses.by.replace((word, self.by(subject)?)).is_some(),
                "with" => clauses.least.replace((word, self.least()?)).is_some(),
                "surely" => clauses.surely.replace(word).is_some(),
                "if" => {
                    self.keyword("present")?;
                    clauses.if_present.replace(word).is_some()
                }
                _ => return Err(at(word)(anyhow!("found {}, expected {CLAUSES}", word.written))),
            };
            if known {
                return Err(at(word)(anyhow!("found a second {}, expected each clause once", word.written)));
            }
        }
        Ok(clauses)
    }

    fn keyword(&mut self, keyword: &str) -> Result<(), Fault> {
        let word = self.word(keyword)?;
        match word.is(keyword) {
            true => Ok(()),
            false => Err(at(word)(anyhow!("found {}, expected {keyword}", word.written))),
        }
    }

    fn period(&mut self) -> Result<Compare, Fault> {
        let word = self.word("previous or year")?;
        match word {
            word if word.is("previous") => Ok(Compare::Previous),
            word if word.is("year") => Ok(Compare::YearBefore),
            _ => Err(at(word)(anyhow!("found {}, expected previous or year", word.written))),
        }
    }

    fn by(&mut self, subject: Subject) -> Result<By, Fault> {
        let mut named = vec![self.word("a dimension")?];
        while self.peek().is_some_and(|word| word.written == ",") {
            self.next += 1;
            named.push(self.word("another dimension")?);
        }
        let ids: Vec<&str> = named.iter().map(|word| word.written).collect();
        by_of(subject, &ids).map_err(|(wrong, what)| at(named[wrong])(what))
    }

    fn least(&mut self) -> Result<u64, Fault> {
        self.keyword("n")?;
        let sign = self.word(">=")?;
        if ![">=", "≥"].contains(&sign.written) {
            return Err(at(sign)(anyhow!("found {}, expected >=", sign.written)));
        }
        let word = self.word("a number of units such as 100")?;
        let number = word.written.parse().map_err(|_| anyhow!("found {}, expected a number of units", word.written));
        number.map_err(at(word))
    }
}

/// The dimensions of these names, where the subject knows them; else which of them is wrong, and why.
fn by_of(subject: Subject, ids: &[&str]) -> Result<By, (usize, Error)> {
    let kpi = match subject {
        Subject::Kpi(kpi) => kpi,
        Subject::Quality(Quality { by_input: true, .. }) if ids == ["input"] => return Ok(By::Input),
        Subject::Quality(Quality { id, by_input, .. }) => {
            return Err((
                0,
                match by_input {
                    true => anyhow!("{id} is about records: it can be asked by input only"),
                    false => anyhow!("{id} is about all inputs together: drop the by"),
                },
            ));
        }
    };
    let mut by: Vec<&'static Dimension> = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let dimension = known(kpi, id).map_err(|what| (place, what))?;
        if by.contains(&dimension) {
            return Err((place, anyhow!("{id} stands there twice")));
        }
        by.push(dimension);
    }
    match by.len() <= MOST {
        true => Ok(By::Dimensions(by)),
        false => Err((MOST, anyhow!("found {} dimensions, expected up to {MOST}", by.len()))),
    }
}

/// A dimension that a KPI knows.
fn known(kpi: &Kpi, id: &str) -> Result<&'static Dimension> {
    let ids = || DIMENSIONS.iter().map(|dimension| dimension.id);
    let all = || format!("expected one of {}", ids().collect::<Vec<_>>().join(", "));
    let dimension = dimension(id).ok_or_else(|| anyhow!(suggest::unknown("dimension", id, ids(), &all())))?;
    ensure!(kpi.knows(dimension), foreign(kpi, dimension));
    Ok(dimension)
}

fn foreign(kpi: &Kpi, dimension: &Dimension) -> String {
    let known = DIMENSIONS.iter().filter(|dimension| kpi.knows(dimension)).map(|dimension| dimension.id);
    match known.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => format!("{} knows no dimension: drop the by", kpi.id),
        known => format!("{} does not know {}: it knows {known}", kpi.id, dimension.id),
    }
}

/// Something that parts of a rule must agree on.
type Agreement = fn(&Rule) -> Result<()>;

/// `surely` needs an interval, and a side to test.
fn surely(rule: &Rule) -> Result<()> {
    let has_interval = matches!(rule.subject, Subject::Kpi(kpi) if kpi.formula.has_interval());
    ensure!(has_interval, "{} has no interval: drop surely", rule.subject.id());
    ensure!(rule.comparison != Comparison::Equal, "surely goes with >=, <=, > or <: = has no harder side");
    Ok(())
}

/// `with n` needs units.
fn resting(rule: &Rule) -> Result<()> {
    let rests = !matches!(rule.subject, Subject::Quality(Quality { by_input: false, .. }));
    ensure!(rests, "{} rests on no records: drop with n", rule.subject.id());
    Ok(())
}

/// `of` needs a subject that has other periods.
fn comparable(rule: &Rule) -> Result<()> {
    let Subject::Kpi(kpi) = rule.subject else {
        return Err(anyhow!("{} has no other period: drop the of", rule.subject.id()));
    };
    let has_period = kpi.dated == Dated::ByUnit || kpi.formula.grain() == Grain::Customer;
    ensure!(has_period, "{} stands as at the moment of looking and has no other period: drop the of", kpi.id);
    Ok(())
}

/// `of` needs groups that occur in both periods.
fn agree(rule: &Rule) -> Result<()> {
    let By::Dimensions(by) = &rule.by else { return Ok(()) };
    match by.iter().find(|dimension| rule.of.is_some() && !recurs(dimension)) {
        Some(dimension) => Err(anyhow!("no {} occurs in both periods: ask without of, or without by", dimension.id)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
