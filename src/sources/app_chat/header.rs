//! The head of a message in an exported chat: `[31.12.26, 18:05:59] ` or `12/31/26, 6:05 PM - `, in all known forms.
//!
//! Not responsible for the order of day and month (`dates`), nor for what follows the head (`entries`).

use super::marks::is_mark;
use crate::tables::message::Millis;

/// The head of a line, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header<'l> {
    /// How it is written: one export has one form.
    pub form: Form,
    /// The three numbers of the date, as they stand.
    pub date: [Number; 3],
    /// Milliseconds since midnight.
    pub clock: Millis,
    /// The rest of the line.
    pub rest: &'l str,
}

/// How a head is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Whether it stands in brackets.
    pub bracketed: bool,
    /// Whether the clock shows seconds.
    pub seconds: bool,
    /// What stands between the numbers of the date.
    separator: char,
}

/// A number of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    pub digits: usize,
}

/// Words between date and clock.
const AT: [&str; 1] = ["klo"];
/// Halves of the day that stand before the clock, and whether it is the second.
const HALVES: [(&str, bool); 6] =
    [("上午", false), ("下午", true), ("오전", false), ("오후", true), ("午前", false), ("午後", true)];

impl Number {
    /// Whether it can only be a year.
    pub(super) fn is_year(self) -> bool {
        self.digits == 4
    }
}

impl<'l> Header<'l> {
    /// The head of a line that has one.
    pub(super) fn parse(line: &'l str) -> Option<Header<'l>> {
        let mut cursor = Cursor { rest: line };
        let bracketed = cursor.skip('[');
        let (date, separator) = cursor.date()?;
        let comma = cursor.skip(',');
        (cursor.spaces() || comma).then_some(())?;
        if AT.iter().any(|word| cursor.word(word)) {
            cursor.spaces();
        }
        let half = HALVES.iter().find(|(word, _)| cursor.word(word)).map(|(_, second)| *second);
        cursor.spaces();
        let (clock, seconds) = cursor.clock()?;
        let half = half.or_else(|| cursor.half());
        cursor.end(bracketed)?;
        let form = Form { bracketed, seconds, separator };
        Some(Header { form, date, clock: of_day(clock, half), rest: cursor.rest })
    }
}

/// A clock of twelve hours as one of twenty-four. Some exports write `23:59 PM`: then the half says nothing new.
fn of_day(clock: Millis, second_half: Option<bool>) -> Millis {
    const NOON: Millis = 12 * 3_600_000;
    match second_half {
        Some(true) if clock < NOON => clock + NOON,
        Some(false) if (NOON..NOON + 3_600_000).contains(&clock) => clock - NOON,
        _ => clock,
    }
}

/// Reads a line from its beginning, past the invisible marks between its letters.
struct Cursor<'l> {
    rest: &'l str,
}

impl Cursor<'_> {
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start_matches(is_mark);
        self.rest.chars().next()
    }

    fn skip(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        if found {
            self.rest = self.rest.get(letter.len_utf8()..).unwrap_or_default();
        }
        found
    }

    fn word(&mut self, word: &str) -> bool {
        self.peek();
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn spaces(&mut self) -> bool {
        let mut found = false;
        while let Some(letter) = self.peek().filter(|letter| letter.is_whitespace()) {
            found |= self.skip(letter);
        }
        found
    }

    fn number(&mut self) -> Option<Number> {
        let mut number = Number { value: 0, digits: 0 };
        while let Some((letter, digit)) = self.peek().and_then(|letter| Some((letter, letter.to_digit(10)?))) {
            number = Number { value: number.value * 10 + digit, digits: number.digits + 1 };
            if number.digits > 4 {
                return None;
            }
            self.skip(letter);
        }
        (number.digits > 0).then_some(number)
    }

    /// Three numbers with one separator, of which the first or the last can be a year and the others day and month.
    fn date(&mut self) -> Option<([Number; 3], char)> {
        let first = self.number()?;
        let separator = self.peek().filter(|letter| matches!(letter, '/' | '.' | '-'))?;
        self.skip(separator);
        self.spaces();
        let second = self.number()?;
        self.skip(separator).then_some(())?;
        self.spaces();
        let third = self.number()?;
        if separator == '.' {
            self.skip('.');
        }
        let (year, others) = if first.is_year() { (first, [second, third]) } else { (third, [first, second]) };
        let is_day = |number: &Number| number.digits <= 2 && (1..=31).contains(&number.value);
        let possible = matches!(year.digits, 2 | 4) && others.iter().all(is_day);
        possible.then_some(([first, second, third], separator))
    }

    /// Milliseconds since midnight, and whether seconds are shown.
    fn clock(&mut self) -> Option<(Millis, bool)> {
        let hour = self.number().filter(|hour| hour.digits <= 2 && hour.value < 24)?;
        let separator = self.peek().filter(|letter| matches!(letter, ':' | '.'))?;
        self.skip(separator);
        let sixtieth = |number: &Number| number.digits == 2 && number.value < 60;
        let minute = self.number().filter(sixtieth)?;
        // After the minutes a colon may also end the head.
        let before = self.rest;
        let second = if self.skip(separator) { self.number() } else { None };
        if second.is_none() {
            self.rest = before;
        }
        let (seconds, second) = (second.is_some(), second.unwrap_or(Number { value: 0, digits: 2 }));
        let whole = (hour.value * 60 + minute.value) * 60 + second.value;
        sixtieth(&second).then_some((Millis::from(whole) * 1000, seconds))
    }

    /// `AM`, `pm`, `a.m.`, `p. m.`: whether it is the second half of the day.
    fn half(&mut self) -> Option<bool> {
        let before = self.rest;
        self.spaces();
        let half = self.peek().filter(|letter| matches!(letter, 'a' | 'A' | 'p' | 'P'));
        let complete = half.is_some_and(|letter| {
            self.skip(letter);
            self.skip('.');
            self.spaces();
            let complete = self.skip('m') || self.skip('M');
            self.skip('.');
            complete
        });
        if !complete {
            self.rest = before;
            return None;
        }
        half.map(|letter| letter.eq_ignore_ascii_case(&'p'))
    }

    /// What separates the head from the rest. The rest keeps the marks that it begins with.
    fn end(&mut self, bracketed: bool) -> Option<()> {
        if bracketed {
            self.skip(']').then_some(())?;
        } else {
            let spaces = self.spaces();
            let dash = spaces && (self.skip('-') || self.skip('–'));
            (dash || !spaces && self.skip(':')).then_some(())?;
            (self.rest.is_empty() || self.rest.starts_with(char::is_whitespace)).then_some(())?;
        }
        self.rest = self.rest.trim_start_matches(|letter: char| letter.is_whitespace() && letter != '\n');
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Option<(String, String, &str)> {
        let Header { date, clock, rest, .. } = Header::parse(line)?;
        let clock = clock / 1000;
        let date = date.map(|number| number.value.to_string()).join(" ");
        Some((date, format!("{:02}:{:02}:{:02}", clock / 3600, clock / 60 % 60, clock % 60), rest))
    }

    #[test]
    fn every_known_form_is_read() {
        for line in [
            "6/13/18, 21:25 - X: hi",
            "06/13/2018, 21:25 - X: hi",
            "6/13/18 21:25 - X: hi",
            "6/13/18, 9:25 PM - X: hi",
            "6/13/18, 9:25 p.m. - X: hi",
            "6/13/18, 9:25\u{A0}p.\u{A0}m. - X: hi",
            "6/13/18, 9:25\u{202F}pm - X: hi",
            "[6/13/18, 9:25:00\u{2009}PM] X: hi",
            "\u{200E}[6/13/18, 21:25:00] X: hi",
            "[\u{FEFF}06.13.18, 21:25:00] X: hi",
            "\u{FEFF}\u{FEFF}[06.13.18 21:25:00] X: hi",
            "06-13-2018 21.25.00: X: hi",
            "6.13.2018 klo 21.25 - X: hi",
            "6. 13. 18. 21:25:00: X: hi",
            "6/13/18, 下午9:25 - X: hi",
        ] {
            let (date, clock, rest) = parsed(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (date.replace("2018", "18").as_str(), clock.as_str(), rest),
                ("6 13 18", "21:25:00", "X: hi"),
                "{line}"
            );
        }
        assert_eq!(
            parsed("[2018/06/13, 21:25:15] X: hi").map(|(date, clock, _)| date + " " + &clock),
            Some("2018 6 13 21:25:15".to_owned())
        );
        assert_eq!(parsed("2018-06-13, 21:25 - X:").map(|(_, _, rest)| rest), Some("X:"));
        assert_eq!(parsed("[1/2/26, 08:00:00] X: \u{200E}hi").map(|(_, _, rest)| rest), Some("X: \u{200E}hi"));
    }

    #[test]
    fn twelve_hours_begin_with_twelve() {
        let clock = |text: &str| parsed(&format!("1/30/18, {text} - X: hi")).map(|(_, clock, _)| clock);
        for (text, expected) in [
            ("12:05 AM", "00:05"),
            ("12:05 PM", "12:05"),
            ("1:05 pm", "13:05"),
            ("23:59 PM", "23:59"),
            ("00:04 AM", "00:04"),
        ] {
            assert_eq!(clock(text), Some(format!("{expected}:00")), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_head_is_none() {
        for line in [
            "",
            "[",
            "2016-04-29 10:30:00",
            "1/2/26",
            "13/14",
            "40/1/26, 10:00 - X: hi",
            "1/2/026, 10:00 - X: hi",
            "1/2/26, 25:00 - X: hi",
            "1/2/26, 10:61 - X: hi",
            "1/2/26, 10:00 X: hi",
            "10:00 - X: hi",
            "[1/2/26, 10:00:00 X: hi",
            "2026-10-01 10:00:00,123 - INFO - started",
            "99999999999/1/1, 10:00 - X: hi",
        ] {
            assert_eq!(parsed(line), None, "{line}");
        }
    }
}
