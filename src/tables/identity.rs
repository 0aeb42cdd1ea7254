//! Who is who: phone numbers in every written form, user ids and aliases become one customer each.
//!
//! Not responsible for guessing: a number that lost digits is refused, never joined.

/// Refuses a customer that spreadsheets have damaged: `1.555E+10` has lost its last digits for good.
pub fn check(customer: &str) -> Result<(), &'static str> {
    let damaged = customer.bytes().any(|byte| matches!(byte, b'E' | b'e')) && is_scientific(customer);
    if damaged {
        return Err("the customer is a number in scientific notation, its last digits are lost: export it as text");
    }
    Ok(())
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().trim_start_matches('\'').split_once(['E', 'e']) else { return false };
    let is_number = |part: &str, extra: &str| {
        part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || extra.as_bytes().contains(&byte))
    };
    is_number(mantissa, ".,+-") && is_number(exponent, "+-")
}

/// The one written form of a customer: international digits for a phone number, else the id as it stands.
pub fn normalise(written: &str) -> String {
    let bare = written.trim().trim_start_matches('\'');
    let bare = bare.strip_prefix("whatsapp:").unwrap_or(bare);
    let bare = bare.strip_suffix("@c.us").or_else(|| bare.strip_suffix("@s.whatsapp.net")).unwrap_or(bare);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    let mut digits = String::with_capacity(bare.len());
    for letter in bare.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' | '-' | '(' | ')' | '.' | '/' => {}
            '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            letter if letter.is_whitespace() => {}
            _ => return bare.trim().to_owned(),
        }
    }
    if digits.len() < 5 {
        return bare.trim().to_owned();
    }
    national_forms(digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits))
}

/// Countries whose mobile numbers are written in two ways: both become the one with all digits that matter.
fn national_forms(digits: String) -> String {
    let bytes = digits.as_bytes();
    match bytes.len() {
        // Brazil: mobile numbers got a ninth digit, old accounts keep eight.
        12 if digits.starts_with("55") && bytes[4] >= b'6' => format!("{}9{}", &digits[..4], &digits[4..]),
        // Mexico and Argentina: a digit for "mobile" after the country code.
        13 if digits.starts_with("521") => format!("52{}", &digits[3..]),
        13 if digits.starts_with("549") => format!("54{}", &digits[3..]),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_phone_number_has_one_form() {
        for written in [
            "+15550002222", "15550002222", "0015550002222", "whatsapp:+15550002222", "15550002222@c.us",
            "+1 (555) 000-2222", "'15550002222", "15550002222.0", "\u{202A}+1 555\u{A0}000 2222\u{202C}",
        ] {
            assert_eq!(normalise(written), "15550002222", "{written}");
        }
    }

    #[test]
    fn user_ids_stay_as_they_are() {
        assert_eq!(normalise("US.1349abc"), "US.1349abc");
        assert_eq!(normalise("c1"), "c1");
        assert_eq!(normalise("42"), "42");
    }

    #[test]
    fn countries_with_two_forms_of_mobile_numbers_have_one() {
        assert_eq!(normalise("551187654321"), normalise("5511987654321"));
        assert_eq!(normalise("5215512345678"), normalise("525512345678"));
        assert_eq!(normalise("5491123456789"), normalise("541123456789"));
    }

    #[test]
    fn numbers_in_scientific_notation_are_refused() {
        assert!(check("1.5550002222E+10").is_err());
        assert!(check("1,55E+10").is_err());
        assert!(check("US.1349E12").is_ok());
        assert!(check("+15550002222").is_ok());
    }
}
