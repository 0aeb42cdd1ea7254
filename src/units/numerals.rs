//! How numbers, percentages and durations are written: the marks and words that differ from language to language.
//!
//! Not responsible for the languages (`render::language` has one of these for each) nor for machine output.

/// The marks and words of written numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numerals {
    /// Between the whole part and the decimals.
    pub decimal: &'static str,
    /// Between thousands.
    pub thousands: &'static str,
    /// After a percentage.
    pub percent: &'static str,
    /// After a difference of percentages.
    pub points: &'static str,
    /// After days, hours, minutes and seconds.
    pub spans: [&'static str; 4],
    /// Between the two parts of a duration.
    pub between: &'static str,
}

impl Numerals {
    /// As English writes them, and every text that no language is asked for.
    pub const ENGLISH: Numerals = Numerals {
        decimal: ".",
        thousands: ",",
        percent: "%",
        points: " pp",
        spans: ["d", "h", "m", "s"],
        between: " ",
    };

    /// A number with thousands separators and a fixed number of decimals.
    pub fn grouped(&self, value: f64, decimals: usize) -> String {
        let text = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let mut shown = String::with_capacity(text.len() + text.len() / 3 + 1);
        if value < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
            shown.push('-');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                shown.push_str(self.thousands);
            }
            shown.push(digit);
        }
        if let Some(fraction) = fraction {
            shown.push_str(self.decimal);
            shown.push_str(fraction);
        }
        shown
    }

    /// A share as a percentage with one decimal; two below 1 %, so that rare events stay visible.
    pub fn percent(&self, share: f64) -> String {
        format!("{}{}", self.hundredths(share), self.percent)
    }

    /// A difference of shares in points of a percentage.
    pub fn points(&self, share: f64) -> String {
        format!("{}{}", self.hundredths(share), self.points)
    }

    fn hundredths(&self, share: f64) -> String {
        let percentage = share * 100.0;
        let decimals = if percentage != 0.0 && percentage.abs() < 0.995 { 2 } else { 1 };
        format!("{percentage:.decimals$}").replace('.', self.decimal)
    }

    /// Seconds: the two largest units, short forms (`1d 2h`, `1m 2s`, `55s`); below ten seconds one decimal.
    pub fn duration(&self, seconds: f64) -> String {
        let [days, hours, minutes, second] = self.spans;
        let sign = if seconds < 0.0 { "-" } else { "" };
        let seconds = seconds.abs();
        if seconds < 10.0 && seconds.fract() != 0.0 {
            return format!("{sign}{}{second}", format!("{seconds:.1}").replace('.', self.decimal));
        }
        let whole = seconds.trunc() as u64;
        let parts =
            [(whole / 86_400, days), (whole / 3_600 % 24, hours), (whole / 60 % 60, minutes), (whole % 60, second)];
        let Some(first) = parts.iter().position(|(amount, _)| *amount > 0) else {
            return format!("{sign}0{second}");
        };
        let largest = parts[first];
        // The neighbour below is part of the reading; anything smaller would be noise: 86401 s is `1d 1s`.
        match parts[first + 1..].iter().find(|(amount, _)| *amount > 0) {
            Some(next) => format!("{sign}{}{}{}{}{}", largest.0, largest.1, self.between, next.0, next.1),
            None => format!("{sign}{}{}", largest.0, largest.1),
        }
    }
}
