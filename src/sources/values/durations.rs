//! Durations as reports write them: `2 hours 5 minutes`, `12m 3s`, `01:02:03`, `PT5M`, plain numbers of a unit.
//!
//! Not responsible for spans in settings (`units`).

use crate::tables::message::Millis;

/// The words of each unit in milliseconds, in the languages of helpdesks: their beginnings, the longest of those that
/// fit counts.
const UNITS: &[(Millis, &[&str])] = &[
    (1, &["ms", "millisecond", "millisekunde", "milisegundo", "milliseconde"]),
    (1000, &["s", "sec", "second", "sek", "segundo", "seg", "seconde", "secondo", "secondi", "сек", "秒", "초"]),
    (60_000, &["m", "min", "minute", "minuto", "minuti", "minuut", "minuten", "мин", "分", "분"]),
    (
        3_600_000,
        &[
            "h", "hr", "hour", "std", "stunde", "hora", "heure", "ora", "ore", "uur", "uren", "час", "小时", "時間",
            "시간",
        ],
    ),
    (86_400_000, &["d", "day", "tag", "día", "dia", "jour", "giorn", "dag", "дн", "день", "дня", "天", "日", "일"]),
    (604_800_000, &["w", "week", "woche", "semana", "semaine", "settiman", "weken", "недел", "周", "週", "주"]),
];

/// Nobody waits longer than a century. It keeps sums inside their bounds.
const LONGEST: Millis = 36_525 * 86_400_000;

/// A duration in milliseconds; a plain number is of `unit` milliseconds. None where it is no duration.
pub fn duration(text: &str, unit: Millis) -> Option<Millis> {
    let text = text.trim().to_lowercase();
    if let Some(clock) = clock(&text) {
        return Some(clock).filter(|clock| *clock <= LONGEST);
    }
    let is_iso =
        text.starts_with('p') && text[1..].starts_with(|letter: char| letter == 't' || letter.is_ascii_digit());
    let mut rest = if is_iso { text[1..].to_owned() } else { text };
    rest.retain(|letter| !letter.is_whitespace() && letter != ',' || letter == ' ');
    let (mut total, mut any): (f64, bool) = (0.0, false);
    let mut rest = rest.as_str();
    let mut in_time = !is_iso;
    loop {
        rest = rest.trim_start_matches([' ', '+']);
        if let Some(time) = rest.strip_prefix('t').filter(|_| is_iso) {
            (rest, in_time) = (time, true);
        }
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let number: f64 = rest[..end].parse().ok()?;
        rest = rest[end..].trim_start();
        let end = rest.find(|letter: char| letter.is_ascii_digit() || letter == ' ' || is_iso && letter == 't');
        let word = &rest[..end.unwrap_or(rest.len())];
        rest = &rest[word.len()..];
        let length = match word {
            "" if !any && rest.is_empty() => unit,
            "m" if !in_time => return None,
            word => unit_of(word)?,
        };
        total += number * length as f64;
        any = true;
        rest = rest.trim_start().trim_start_matches("and ").trim_start_matches("und ").trim_start_matches("y ");
    }
    (any && total <= LONGEST as f64).then(|| total.round() as Millis)
}

/// `01:02:03`, hours or days first; two numbers alone could be hours or minutes and are not read.
fn clock(text: &str) -> Option<Millis> {
    let pieces: Vec<&str> = text.split(':').collect();
    let &[hours, minutes, seconds] = pieces.as_slice() else { return None };
    // Digits only: to the parser a sign is a part of the number.
    let is_number = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_digit());
    let number = |piece: &str| piece.parse::<u32>().ok().filter(|_| is_number(piece)).map(Millis::from);
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    let (minutes, seconds) = (number(minutes).filter(|&it| it < 60)?, number(whole).filter(|&it| it < 60)?);
    Some(((number(hours)? * 60 + minutes) * 60 + seconds) * 1000 + number(&fraction)?)
}

fn unit_of(word: &str) -> Option<Millis> {
    let word = word.trim_end_matches(['.', ',']);
    let fits = |name: &str| match name.chars().count() {
        1 if name.is_ascii() => word == name,
        _ => word.starts_with(name),
    };
    let named = UNITS.iter().flat_map(|(length, names)| names.iter().map(move |name| (name.len(), *length, *name)));
    named.filter(|(_, _, name)| fits(name)).max_by_key(|(letters, ..)| *letters).map(|(_, length, _)| length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_clocks_and_numbers_are_durations() {
        const MINUTE: Millis = 60_000;
        for (text, expected) in [
            ("2 hours 5 minutes", 125 * MINUTE),
            ("12m 3s", 12 * MINUTE + 3000),
            ("1d 2h", 26 * 60 * MINUTE),
            ("01:02:03", 62 * MINUTE + 3000),
            ("26:00:00.5", 26 * 60 * MINUTE + 500),
            ("PT5M", 5 * MINUTE),
            ("P1DT2H", 26 * 60 * MINUTE),
            ("2 Stunden 5 Minuten", 125 * MINUTE),
            ("3 horas y 1 minuto", 181 * MINUTE),
            ("1 day, 1 hour", 25 * 60 * MINUTE),
            ("7", 7 * MINUTE),
            ("7.5", 7 * MINUTE + 30_000),
            ("90 sec", 90_000),
            ("250 ms", 250),
        ] {
            assert_eq!(duration(text, MINUTE), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_durations_is_none() {
        for text in [
            "",
            "--",
            "05:10",
            "5 potatoes",
            "P1M",
            "1:70:00",
            "soon",
            "p",
            "5 5",
            "1:00:00.+5",
            "+1:00:00",
            "900000:00:00",
            "200 years",
            "99999999 days",
        ] {
            assert_eq!(duration(text, 60_000), None, "{text}");
        }
    }
}
