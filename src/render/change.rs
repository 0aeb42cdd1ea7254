//! How a figure's change since the period compared with reads, and how loudly it is said.
//!
//! Not responsible for finding it, nor for where it stands on the page.

use super::page::{Cell, Tone, faint, plain};
use crate::report::{Report, Row};
use crate::units::{Better, Unit, grouped};

/// Stands before an increase that is larger than chance explains.
pub const RISE: &str = "▲";
/// Stands before such a decrease.
pub const FALL: &str = "▼";

/// An adjusted p-value below this is hardly chance.
const SIGNIFICANT: f64 = 0.05;

/// The heading of changes.
pub const TITLE: &str = "change";

/// Whether a report compares its period with another.
pub fn is_compared(report: &Report) -> bool {
    report.rows.iter().any(|row| row.baseline.is_some())
}

/// Whether a figure's change is larger than chance explains.
pub fn is_significant(row: &Row) -> bool {
    let adjusted = row.baseline.as_ref().and_then(|baseline| baseline.p_adjusted);
    adjusted.is_some_and(|p| p < SIGNIFICANT)
}

/// The change of a figure: coloured where it is good or bad news rather than chance.
pub fn cell(row: &Row, better: Option<Better>) -> Cell {
    let Some(change) = row.baseline.as_ref().and_then(|baseline| baseline.change) else { return faint("") };
    let amount = amount(row, change);
    if !is_significant(row) || change == 0.0 {
        return faint(amount);
    }
    let (mark, rises) = if change > 0.0 { (RISE, true) } else { (FALL, false) };
    let tone = match better {
        Some(Better::Higher) => Some(rises),
        Some(Better::Lower) => Some(!rises),
        None => None,
    };
    let tone = tone.map_or(Tone::Plain, |good| if good { Tone::Good } else { Tone::Bad });
    Cell { tone, ..plain(format!("{mark} {amount}")) }
}

/// The change with its sign and unit: `+1.2 pp`, `-5m 2s`, `+120`.
pub fn amount(row: &Row, change: f64) -> String {
    let size = change.abs();
    let shown = match Unit::of(&row.unit) {
        Some(Unit::Share) => Unit::Share.show(size).replace('%', " pp"),
        Some(unit) => unit.show(size),
        None => grouped(size, 2),
    };
    let is_nothing = !shown.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
    match (is_nothing, change > 0.0) {
        (true, _) => shown,
        (false, true) => format!("+{shown}"),
        (false, false) => format!("-{shown}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::row;

    #[test]
    fn a_change_has_its_sign_and_unit() {
        for (unit, change, shown) in [
            ("share", 0.012, "+1.2 pp"),
            ("share", -0.0042, "-0.42 pp"),
            ("share", 0.0, "0.0 pp"),
            ("seconds", -302.0, "-5m 2s"),
            ("seconds", 2.5, "+2.5s"),
            ("count", 1_200.0, "+1,200"),
            ("ratio", -0.001, "0.00"),
            ("score", 3.5, "+3.50"),
        ] {
            assert_eq!(cell(&row("open_rate", unit, Some(1.0)).changed(change, None), None).text, shown);
        }
        assert_eq!(cell(&row("open_rate", "share", Some(1.0)), None), faint(""));
    }

    #[test]
    fn only_what_is_hardly_chance_is_marked_and_only_good_or_bad_news_are_coloured() {
        let of = |change, p, better| cell(&row("open_rate", "share", Some(0.5)).changed(change, Some(p)), better);
        let (more, less) = (Some(Better::Higher), Some(Better::Lower));
        assert_eq!(of(0.01, 0.05, more), faint("+1.0 pp"));
        assert_eq!((of(0.01, 0.04, more).tone, of(0.01, 0.04, less).tone), (Tone::Good, Tone::Bad));
        assert_eq!((of(-0.01, 0.04, more).tone, of(-0.01, 0.04, less).tone), (Tone::Bad, Tone::Good));
        assert_eq!(of(-0.01, 0.04, None), plain("▼ -1.0 pp"));
        assert_eq!(of(0.01, 0.0, None), plain("▲ +1.0 pp"));
    }
}
