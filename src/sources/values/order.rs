//! Which of day and month comes first, where the dates themselves prove it.
//!
//! Not responsible for reading dates (`written`), nor for asking where nothing is proven.

use super::times::DateOrder;

/// The order that dates prove: one has a number above twelve in a place where only a day can stand. None where none
/// does, or where they contradict each other.
pub fn proven_order<'t>(texts: impl Iterator<Item = &'t str>) -> Option<DateOrder> {
    let mut proven = None;
    for order in texts.filter_map(told) {
        if proven.is_some_and(|known| known != order) {
            return None;
        }
        proven = Some(order);
    }
    proven
}

/// Whether a date could be read two ways.
pub fn is_ambiguous(text: &str) -> bool {
    numbers(text).is_some_and(|(first, second)| first <= 12 && second <= 12 && first != second)
}

/// The order that one date tells by itself.
fn told(text: &str) -> Option<DateOrder> {
    match numbers(text)? {
        (13..=31, 1..=12) => Some(DateOrder::DayMonthYear),
        (1..=12, 13..=31) => Some(DateOrder::MonthDayYear),
        _ => None,
    }
}

/// The first two numbers of a date whose year stands last.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().trim_start_matches('\'');
    let date = text.split([' ', ',', 'T']).next()?;
    let separator = date.chars().find(|letter| matches!(letter, '/' | '.' | '-'))?;
    let mut pieces = date.split(separator).map(|piece| match piece.len() {
        1..=2 => piece.parse::<u32>().ok(),
        _ => None,
    });
    Some((pieces.next()??, pieces.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_above_twelve_proves_the_order_of_all_dates() {
        let order = |texts: &[&str]| proven_order(texts.iter().copied());
        assert_eq!(order(&["01/02/2026", "31/01/2026 10:00"]), Some(DateOrder::DayMonthYear));
        assert_eq!(order(&["1/31/2026, 4:05 PM"]), Some(DateOrder::MonthDayYear));
        assert_eq!(order(&["01/02/2026", "2026-01-31", "", "Jan 31, 2026"]), None);
        assert_eq!(order(&["31/01/2026", "1/31/2026"]), None);
    }
}
