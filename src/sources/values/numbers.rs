//! Numbers and booleans as programs write them: plain digits, a dot for decimals.
//!
//! Not responsible for decimal commas, thousands separators, currency signs and percents.

/// True or false in any of its plain spellings, whatever the case.
pub fn boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match () {
        () if is_one_of(&["true", "1", "yes", "t", "1.0", "y"]) => Some(true),
        () if is_one_of(&["false", "0", "no", "f", "0.0", "n"]) => Some(false),
        () => None,
    }
}

/// A whole number; `5.0` is one too, as spreadsheets and data frames write it.
pub fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !decimals.bytes().all(|byte| byte == b'0') {
        return None;
    }
    whole.parse().ok()
}

/// Nobody sells, pays or answers more than this: a trillion, in millionths. It keeps sums inside their bounds.
const MOST: i64 = 1_000_000_000_000_000_000;

/// A decimal number in millionths, exactly; further decimals are rounded half to even. None beyond a trillion.
pub fn decimal_millionths(text: &str) -> Option<i64> {
    usual_decimal(text.as_bytes()).or_else(|| any_decimal(text).filter(|value| (-MOST..=MOST).contains(value)))
}

/// A short one without sign, exponent and blanks: nearly all of them.
fn usual_decimal(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || digits.len() > 12 {
        return None;
    }
    let (mut value, mut scale, mut step) = (0, 1_000_000, 1);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                scale /= step;
            }
            b'.' if step == 1 && digits.len() > 1 => step = 10,
            _ => return None,
        }
    }
    (scale > 0).then_some(value * scale)
}

#[cold]
fn any_decimal(text: &str) -> Option<i64> {
    let (mantissa, exponent) = match text.trim().split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text.trim(), 0),
    };
    let (negative, digits) = match mantissa.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let mut value: i128 = 0;
    let mut decimals: Option<i32> = None;
    let mut seen = false;
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                decimals = decimals.map(|count| count + 1);
                seen = true;
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    if !seen {
        return None;
    }
    let scaled = shift(value, 6 - decimals.unwrap_or(0) + exponent.clamp(-99, 99))?;
    i64::try_from(if negative { -scaled } else { scaled }).ok()
}

/// `value` × 10^`places`, rounded half to even. `value` is not negative.
fn shift(value: i128, places: i32) -> Option<i128> {
    if value == 0 {
        return Some(0);
    }
    let Some(power) = 10_i128.checked_pow(places.unsigned_abs()) else {
        return (places < 0).then_some(0);
    };
    if places >= 0 {
        return value.checked_mul(power);
    }
    let (whole, rest) = (value / power, value % power);
    let up = match (rest * 2).cmp(&power) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => whole % 2,
        std::cmp::Ordering::Greater => 1,
    };
    Some(whole + up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        for (text, millionths) in [
            ("0.0529", 52_900),
            ("-0.0075", -7_500),
            ("+12", 12_000_000),
            (" .5 ", 500_000),
            ("5.", 5_000_000),
            ("0.1234565", 123_456),
            ("0.1234575", 123_458),
            ("0.12345650001", 123_457),
            ("5e-05", 50),
            ("1.2E+3", 1_200_000_000),
            ("1000000000000", 1_000_000_000_000_000_000),
            ("0.00000000000000000000000000000000001", 0),
        ] {
            assert_eq!(decimal_millionths(text), Some(millionths), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "1,5",
            "1.234,56",
            "€5",
            "5 EUR",
            "1.2.3",
            "0x10",
            "1000000000000.000001",
            "NaN",
            "1e99",
            "e5",
        ] {
            assert_eq!(decimal_millionths(text), None, "{text}");
        }
    }

    #[test]
    fn integers_may_carry_empty_decimals_but_no_others() {
        assert_eq!(integer(" 131026 "), Some(131_026));
        assert_eq!(integer("131026.0"), Some(131_026));
        assert_eq!(integer("-7"), Some(-7));
        for text in ["", "5.5", "1e5", "1,000", "99999999999999999999", "."] {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn booleans_have_a_few_spellings_and_everything_else_is_none() {
        for text in ["true", "TRUE", "1", "yes", "T", " True "] {
            assert_eq!(boolean(text), Some(true), "{text}");
        }
        for text in ["false", "FALSE", "0", "No", "f"] {
            assert_eq!(boolean(text), Some(false), "{text}");
        }
        for text in ["", "2", "ja", "maybe"] {
            assert_eq!(boolean(text), None, "{text}");
        }
    }
}
