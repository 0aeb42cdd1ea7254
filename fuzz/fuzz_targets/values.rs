//! Any text as a value: no panic, and what is read is within what the tables hold.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wa_kpi::sources::values::{self, DateOrder, DecimalMark, TimeRules};
use wa_kpi::sources::{callback, category, headers, json, words};
use wa_kpi::tables::identity;

/// Year 1 to year 10889: whatever is outside is no time.
const TIMES: std::ops::Range<i64> = -62_135_596_800_000..1 << 48;

fuzz_target!(|data: &[u8]| {
    let lossy = json::text_of(data);
    assert_eq!(lossy.len(), data.len(), "positions in the text are positions in the file");
    let text = &*lossy;
    times(text);
    numbers_as_times(data);
    numbers(text);
    names(text);
    pieces_of_json(text);
});

fn times(text: &str) {
    for zone in [chrono_tz::UTC, chrono_tz::Europe::Berlin, chrono_tz::Pacific::Apia] {
        for date_order in [None, Some(DateOrder::DayMonthYear), Some(DateOrder::MonthDayYear)] {
            let rules = TimeRules { input_tz: Some(zone), date_order, ..TimeRules::default() };
            for time in [values::time(text, &rules), values::end(text, &rules)].into_iter().flatten().flatten() {
                assert!(TIMES.contains(&time), "{time}");
            }
            if let (Ok(Some(time)), Ok(Some(end))) = (values::time(text, &rules), values::end(text, &rules)) {
                assert!(time <= end, "{time} ends at {end}");
            }
        }
    }
    let dates = || text.split(',');
    let _ = (values::proven_order(dates()), dates().any(values::is_ambiguous));
    let _ = headers::span_of_name(text);
}

/// Times that stand in a file as numbers: whatever they are, they are not added up beyond their bounds.
fn numbers_as_times(data: &[u8]) {
    let Some((first, _)) = data.split_first_chunk() else { return };
    let number = i64::from_le_bytes(*first);
    for zone in [chrono_tz::UTC, chrono_tz::America::New_York, chrono_tz::Pacific::Kiritimati] {
        let rules = TimeRules { input_tz: Some(zone), ..TimeRules::default() };
        let _ = (values::epoch(number), values::local_time(number, &rules));
    }
}

fn numbers(text: &str) {
    let dot = values::amount(text, DecimalMark::Dot);
    let comma = values::amount(text, DecimalMark::Comma);
    if let (Some(dot), Some(comma)) = (dot, comma) {
        assert!(dot.signum() * comma.signum() >= 0, "the decimal mark does not change the sign: {dot}, {comma}");
    }
    if let (Some(plain), Some(amount)) = (values::decimal_millionths(text), dot) {
        assert_eq!(plain, amount, "a plain number is an amount");
    }
    // A program writes `60.000` for sixty, people write it for sixty thousand.
    if let (Some(integer), Some(count)) = (values::integer(text), values::count(text)) {
        assert!(integer == count || text.contains(".000"), "a whole number is a count: {integer}, {count}");
    }
    let _ = (values::proven_mark(text.split(';')), values::boolean(text), values::is_null(text));
    for unit in [1, 1000, 60_000] {
        if let Some(duration) = values::duration(text, unit) {
            assert!((0..=36_525 * values::DAY).contains(&duration), "{duration}");
        }
    }
}

fn names(text: &str) {
    let _ = (words::status(text), words::direction(text), words::message_type(text), category::category(text));
    let normal = headers::normalise(text);
    assert_eq!(headers::normalise(&normal), normal);
    let _ = (headers::clean(text.as_bytes()), callback::Callback::parse(text));
    if identity::check(text).is_ok() {
        let _ = identity::normalise(text);
    }
}

fn pieces_of_json(text: &str) {
    let mut from = 0;
    while let Some(start) = json::next_start(text, from) {
        assert!(start >= from, "the search goes forward");
        let rest = &text[start..];
        let length = match json::parse(rest) {
            Some((_, length)) => length,
            None => json::broken_length(rest),
        };
        assert!((1..=rest.len()).contains(&length), "a piece of {length} bytes out of {}", rest.len());
        from = start + length;
    }
    let _ = (json::nested(text), json::unescape(text), json::shown(text));
}
