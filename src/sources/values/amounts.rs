//! Numbers as people and spreadsheets write them: thousands marks, a decimal comma, currency signs, brackets for
//! negatives.
//!
//! Not responsible for plain numbers (`numbers`) nor for which currency is meant.

use super::numbers::decimal_millionths;

/// What separates whole units from their fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.56`
    #[default]
    Dot,
    /// `1.234,56`
    Comma,
}

/// A number in millionths. A single mark before exactly three digits is read by `mark`; any other tells itself.
pub fn amount(text: &str, mark: DecimalMark) -> Option<i64> {
    let Written { negative, digits, thousand } = Written::of(text)?;
    let plain = match told(&digits).unwrap_or(mark) {
        DecimalMark::Dot => digits.replace(',', ""),
        DecimalMark::Comma => digits.replace('.', "").replace(',', "."),
    };
    let value = decimal_millionths(&plain)?.checked_mul(if thousand { 1000 } else { 1 })?;
    Some(if negative { -value } else { value })
}

/// A whole number: any mark before three digits marks thousands. A share in brackets behind it is left out.
pub fn count(text: &str) -> Option<i64> {
    let text = text.split_once('(').filter(|(_, share)| share.ends_with("%)")).map_or(text, |(count, _)| count);
    let Written { negative, digits, .. } = Written::of(text).filter(|written| !written.thousand)?;
    let mut groups = digits.split([',', '.']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = first.len() <= 3
        && rest.iter().enumerate().all(|(place, group)| {
            // In India all groups but the last have two digits.
            group.len() == 3 || group.len() == 2 && place + 1 < rest.len() && digits.contains(',')
        });
    let whole = match rest.as_slice() {
        [] => first.to_owned(),
        [decimals] if !is_grouped && decimals.bytes().all(|byte| byte == b'0') => first.to_owned(),
        _ if is_grouped => format!("{first}{}", rest.concat()),
        _ => return None,
    };
    let value: i64 = whole.parse().ok()?;
    Some(if negative { -value } else { value })
}

/// The decimal mark that the numbers of a column prove.
pub fn proven_mark<'t>(texts: impl Iterator<Item = &'t str>) -> Option<DecimalMark> {
    texts.filter_map(|text| told(&Written::of(text)?.digits)).next()
}

/// The decimal mark that a number tells by itself.
fn told(digits: &str) -> Option<DecimalMark> {
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (dots, commas) {
        (0, 0) => None,
        (1, 0) if is_fraction(digits, '.') => Some(DecimalMark::Dot),
        (0, 1) if is_fraction(digits, ',') => Some(DecimalMark::Comma),
        (1, 0) | (0, 1) => None,
        (_, 0) => Some(DecimalMark::Comma),
        (0, _) => Some(DecimalMark::Dot),
        _ if digits.rfind('.') > digits.rfind(',') => Some(DecimalMark::Dot),
        _ => Some(DecimalMark::Comma),
    }
}

/// Whether what follows the only mark cannot be a group of thousands.
fn is_fraction(digits: &str, mark: char) -> bool {
    let Some((whole, rest)) = digits.split_once(mark) else { return false };
    rest.len() != 3 || whole.is_empty() || whole.len() > 3 || whole.starts_with('0')
}

/// A number without its signs.
struct Written {
    negative: bool,
    digits: String,
    /// Written with a `k`.
    thousand: bool,
}

impl Written {
    fn of(text: &str) -> Option<Written> {
        let text = text.trim().trim_start_matches('\'');
        let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let (mut negative, mut digits, mut thousand) = (inner.is_some(), String::new(), false);
        let (mut before, mut after) = (0, 0);
        for letter in inner.unwrap_or(text).chars() {
            match letter {
                '0'..='9' | '.' | ',' if after == 0 => digits.push(letter),
                // The dot of `Rs.` or `kr.`
                '.' => {}
                '-' | '\u{2212}' if !negative => negative = true,
                '+' => {}
                '\'' | '’' | '_' => {}
                letter if letter.is_whitespace() => {}
                'k' | 'K' if !digits.is_empty() && after == 0 => (thousand, after) = (true, 1),
                '%' => return None,
                letter if letter.is_alphabetic() || is_currency(letter) => match digits.is_empty() {
                    true => before += 1,
                    false => (after, thousand) = (after + 1, false),
                },
                _ => return None,
            }
        }
        let digits = digits.trim_start_matches(|letter| before > 0 && letter == '.').to_owned();
        let has_digit = digits.bytes().any(|byte| byte.is_ascii_digit());
        (has_digit && before <= 4 && after <= 4).then_some(Written { negative, digits, thousand })
    }
}

fn is_currency(letter: char) -> bool {
    matches!(letter, '$' | '¢' | '£' | '¤' | '¥' | '\u{20A0}'..='\u{20CF}' | '﷼')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_signs_and_currencies_are_read() {
        for (text, expected) in [
            ("1.234,56", 1_234_560_000),
            ("1,234.56", 1_234_560_000),
            ("1 234,56", 1_234_560_000),
            ("1\u{A0}234,5", 1_234_500_000),
            ("12,34,567.5", 1_234_567_500_000),
            ("399,00", 399_000_000),
            ("€ 5", 5_000_000),
            ("5,5 €", 5_500_000),
            ("£1001", 1_001_000_000),
            ("R$ 1.234,56", 1_234_560_000),
            ("Rs. 250", 250_000_000),
            ("250k", 250_000_000_000),
            ("250 kr", 250_000_000),
            ("(0.05)", -50_000),
            ("-0.0075", -7_500),
            ("USD 12.5", 12_500_000),
            ("1.234.567", 1_234_567_000_000),
            ("1'234.5", 1_234_500_000),
        ] {
            assert_eq!(amount(text, DecimalMark::Dot), Some(expected), "{text}");
        }
        for text in ["", "-", "62.5%", "1/2", "abc", "12 pieces of it", "1.5E+10"] {
            assert_eq!(amount(text, DecimalMark::Dot), None, "{text}");
        }
    }

    #[test]
    fn one_mark_before_three_digits_is_read_by_the_column() {
        assert_eq!(amount("1,234", DecimalMark::Dot), Some(1_234_000_000));
        assert_eq!(amount("1,234", DecimalMark::Comma), Some(1_234_000));
        assert_eq!(amount("1.234", DecimalMark::Comma), Some(1_234_000_000));
        assert_eq!(proven_mark(["", "1,234", "12,5"].into_iter()), Some(DecimalMark::Comma));
        assert_eq!(proven_mark(["7", "1.234"].into_iter()), None);
    }

    #[test]
    fn counts_may_have_thousands_and_no_fractions() {
        for (text, expected) in [
            ("1,234", 1234),
            ("1.234", 1234),
            ("12,34,567", 1_234_567),
            ("1 234", 1234),
            ("5.0", 5),
            ("7", 7),
            ("12345", 12_345),
            ("1245.000", 1245),
            ("5.0000", 5),
            ("95 (62.5%)", 95),
        ] {
            assert_eq!(count(text), Some(expected), "{text}");
        }
        for text in ["1.5", "1,23", "", "x", "1.2345", "1245.678", "1234,567", "5k"] {
            assert_eq!(count(text), None, "{text}");
        }
    }
}
