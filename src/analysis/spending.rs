//! Spend that is in no message: cut into parts of the period and of the calendar, so that it can be added up like
//! messages.
//!
//! Parts of one spend add up to it exactly, however it is cut. Not responsible for what a spend means.

use chrono_tz::Tz;

use super::groups::next_boundary;
use crate::dimensions::{Axis, Calendar, Dimension};
use crate::facts::expense::Part;
use crate::settings::Span;
use crate::tables::message::Millis;
use crate::tables::rows::Spend;
use crate::timeline::money::{Exchange, divide_half_even};

/// Where spend is cut.
pub struct Cuts<'a> {
    /// The dimensions of the report.
    pub dimensions: &'a [&'static Dimension],
    /// The report's zone.
    pub timezone: Tz,
    /// The beginnings and ends of the periods that are measured.
    pub bounds: Vec<Millis>,
    /// The span of the data: that of spend without one of its own.
    pub data: (Millis, Millis),
}

/// The parts of all spend but those numbered in `covered`, which messages account for.
pub fn parts(spends: &[Spend], covered: &[usize], cuts: &Cuts, money: &Exchange) -> Vec<Part> {
    let calendars = cuts.dimensions.iter().filter_map(|dimension| match dimension.axis {
        Axis::Calendar(calendar) => Some(calendar),
        Axis::Column(_) => None,
    });
    // Hours and days begin where no longer part of the calendar does.
    let finest =
        calendars.map(|calendar| if calendar == Calendar::Hour { Calendar::Hour } else { Calendar::Day }).min();
    let mut parts = Vec::new();
    for (number, spend) in spends.iter().enumerate().filter(|(number, _)| !covered.contains(number)) {
        let (since, until) = span_of(spend, cuts.data);
        let (amount, currency) = money.convert(spend.amount, spend.currency);
        let part = |at: Millis, amount: i64| Part {
            spend: number as u32,
            at,
            amount: (amount, currency),
            campaign: spend.campaign,
        };
        if until <= since {
            parts.push(part(since, amount));
            continue;
        }
        let share = |at: Millis| spread(amount, at - since, until - since);
        let mut at = since;
        while at < until {
            let bound = cuts.bounds.iter().copied().filter(|&bound| bound > at).min().unwrap_or(until);
            let calendar = finest.map_or(until, |calendar| next_boundary(calendar, at, cuts.timezone));
            let next = until.min(bound).min(calendar).max(at + 1);
            parts.push(part(at, share(next) - share(at)));
            at = next;
        }
    }
    parts
}

/// The part of an amount that falls on the first `elapsed` of a span.
fn spread(amount: i64, elapsed: Span, span: Span) -> i64 {
    divide_half_even(i128::from(amount) * i128::from(elapsed), i128::from(span))
}

/// The span of a spend; with one end known that instant, with none the span of the data.
pub fn span_of(spend: &Spend, data: (Millis, Millis)) -> (Millis, Millis) {
    match (spend.since, spend.until) {
        (Some(since), Some(until)) => (since, until),
        (Some(at), None) => (at, at),
        (None, Some(until)) => (until - 1, until - 1),
        (None, None) => data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dimensions::dimension;
    use crate::tables::texts::Text;

    const DAY: Millis = 86_400_000;

    fn october(amount: i64) -> Spend {
        Spend {
            spend: Text::NONE,
            since: Some(0),
            until: Some(31 * DAY),
            amount,
            currency: Text::NONE,
            campaign: Text::NONE,
            kind: Text::NONE,
            note: Text::NONE,
        }
    }

    fn cut(by: &[&str], bounds: Vec<Millis>) -> Vec<Part> {
        let dimensions: Vec<&'static Dimension> = by.iter().filter_map(|id| dimension(id)).collect();
        let cuts = Cuts { dimensions: &dimensions, timezone: Tz::UTC, bounds, data: (0, DAY) };
        parts(&[october(100_000_000)], &[], &cuts, &Exchange::default())
    }

    #[test]
    fn parts_add_up_to_the_spend_however_it_is_cut() {
        for (by, count) in [(vec![], 1), (vec!["month"], 31), (vec!["day", "campaign"], 31), (vec!["hour"], 744)] {
            let parts = cut(&by, vec![]);
            assert_eq!(parts.len(), count, "{by:?}");
            assert_eq!(parts.iter().map(|part| part.amount.0).sum::<i64>(), 100_000_000);
        }
    }

    #[test]
    fn a_period_cuts_its_part() {
        let parts = cut(&[], vec![DAY, 2 * DAY]);
        assert_eq!(parts.iter().map(|part| part.at).collect::<Vec<_>>(), [0, DAY, 2 * DAY]);
        // What two days cost less what one does, each rounded.
        assert_eq!(parts[1].amount.0, 6_451_613 - 3_225_806);
    }
}
