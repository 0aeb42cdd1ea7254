//! What conditions mean, what is said of broken ones, and a second evaluator that must agree.

use proptest::prelude::*;

use super::{Comparison, Condition, Filter, Value};
use crate::dimensions::{DIMENSIONS, Dimension, dimension};

/// Labels of one unit: two campaigns of Germany, at half past nine.
fn label(dimension: &Dimension) -> &'static str {
    match dimension.id {
        "country" => "DE",
        "campaign" => "spring_sale",
        "template" => "it's on",
        "business" => "15550001111",
        "variant" => "2",
        "hour" => "09",
        "weekday" => "5",
        "day" => "2026-10-02",
        "week" => "2026-W40",
        "year" => "2026",
        _ => "(none)",
    }
}

fn holds(text: &str) -> bool {
    Filter::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).matches(label)
}

fn refused(text: &str) -> String {
    Filter::parse(text).map(|filter| filter.to_string()).unwrap_err().to_string()
}

#[test]
fn conditions_that_hold() {
    for text in [
        "country = 'DE'",
        "Country='DE' AND NOT campaign <> 'spring_sale'",
        "\"country\" in ('FR', 'DE')",
        "country not in ('FR', 'AT')",
        "campaign like 'spring%' and campaign like '%sale' and campaign like 'spring_sale' and campaign like '%_%a%e'",
        "campaign not like 'summer%'",
        "template = 'it''s on'",
        "agent is null and agent = '(none)' and agent <> 'Ana'",
        "country is not null",
        "hour >= 9 and hour < 10 and hour = 9 and hour in (8, 9) and hour between 9 and 17",
        "hour <> 10 and not hour not between 9 and 17",
        "hour = '09' and hour <> '9'",
        "weekday <= 5 and year = 2026 and year > 999",
        "day >= '2026-10-01' and day < '2026-11-01' and week > '2026-W39'",
        "business = 15550001111.0 and business <> 15550001112",
        "variant = 02 and variant > -3 and variant < 2.5",
        "country = 'FR' or country = 'AT' or country = 'DE'",
        // `and` binds more than `or`.
        "country = 'DE' or country = 'FR' and hour = 3",
        "not (country = 'FR' or hour = 3)",
    ] {
        assert!(holds(text), "{text}");
        assert!(!holds(&format!("not ({text})")), "{text}");
    }
}

#[test]
fn conditions_that_do_not_hold() {
    for text in [
        "country = 'de'",
        "country = 'DE' and country = 'FR'",
        "(country = 'DE' or country = 'FR') and hour = 3",
        "agent is not null",
        "campaign like 'spring'",
        "campaign like '_pring' or campaign like 'spring_sale_'",
        "country in ('FR')",
        "not country = 'DE'",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn long_numbers_are_compared_exactly() {
    let of = |label: &'static str, text: &str| Filter::parse(text).map(|filter| filter.matches(|_| label)).ok();
    assert_eq!(of("120210000000000001", "campaign = 120210000000000002"), Some(false));
    assert_eq!(of("120210000000000001", "campaign < 120210000000000002"), Some(true));
    assert_eq!(of("-0.50", "campaign = -0.5 and campaign < 0 and campaign > -1"), Some(true));
    assert_eq!(of("00", "campaign = -0"), Some(true));
}

#[test]
fn the_dimensions_read_are_named_once_and_in_the_order_of_help() {
    let filter = Filter::parse("hour > 3 and (country = 'DE' or not country is null) and campaign like 'a%'");
    let ids: Vec<&str> = filter.unwrap().dimensions().iter().map(|dimension| dimension.id).collect();
    assert_eq!(ids, ["campaign", "country", "hour"]);
}

#[test]
fn one_spelling_is_printed() {
    for (text, printed) in [
        ("COUNTRY  =  'DE'AND(hour>=9)", "country = 'DE' and hour >= 9"),
        ("country != 'it''s' or not (hour < 3 and hour > 1)", "country <> 'it''s' or not (hour < 3 and hour > 1)"),
        ("agent is not null and team not in ('a',2)", "agent is not null and not team in ('a', 2)"),
        ("hour not between 1 and 2", "not (hour >= 1 and hour <= 2)"),
    ] {
        assert_eq!(Filter::parse(text).unwrap().to_string(), printed);
    }
}

#[test]
fn what_is_wrong_is_said_in_one_sentence() {
    for (text, said) in [
        ("", "it ends too early: expected a dimension, as in country = 'DE'"),
        ("contry = 'DE'", "at character 1: there is no dimension \"contry\": did you mean \"country\"?"),
        (
            "country = 'DE' and planet = 'Mars'",
            "at character 20: there is no dimension \"planet\": expected one of campaign, template, variant, category, \
             type, author, agent, team, segment, country, language, business, hour, weekday, day, week, month, \
             quarter, year",
        ),
        ("country = DE", "at character 11: found DE, expected a value: a text stands in single quotes, 'DE'"),
        ("country = \"DE\"", "at character 11: found \"DE\", expected a value: a text stands in single quotes, 'DE'"),
        ("country = null", "at character 11: found null, expected a value; what is unknown is found by \"is null\""),
        ("day = 2026-10-01", "at character 7: found 2026-10-01, expected a number, or a text: '2026-10-01'"),
        ("country = 'DE", "at character 11: the text that begins here has no closing quote"),
        ("\"country = 'DE'", "at character 1: the name that begins here has no closing quote"),
        ("country = ‘DE’", "at character 11: found ‘, expected a straight single quote: '"),
        ("country == 'DE'", "at character 10: found =, expected a text in single quotes or a number"),
        (
            "country 'DE'",
            "at character 9: found 'DE', expected a comparison: =, <>, <, <=, >, >=, in, like, between or is null",
        ),
        ("country", "it ends too early: expected a comparison: =, <>, <, <=, >, >=, in, like, between or is null"),
        ("country not = 'DE'", "at character 13: found =, expected in, like or between"),
        ("country is 'DE'", "at character 12: found 'DE', expected \"null\" or \"not null\""),
        ("country in 'DE'", "at character 12: found 'DE', expected ( and a list of values"),
        ("country in ()", "at character 13: found ), expected a text in single quotes or a number"),
        ("country in ('DE'", "it ends too early: expected , or )"),
        ("(country = 'DE'", "it ends too early: expected \"and\", \"or\" or )"),
        ("country = 'DE')", "at character 15: found ), expected \"and\", \"or\" or the end"),
        ("country = 'DE' hour = 3", "at character 16: found hour, expected \"and\", \"or\" or the end"),
        ("'DE' = country", "at character 1: found 'DE', expected a dimension, as in country = 'DE'"),
        ("country = 'DE' and and", "at character 20: found and, expected a dimension, as in country = 'DE'"),
        ("hour between 9 or 17", "at character 16: found or, expected \"and\" and the upper end"),
        ("campaign like 5", "like compares with a text, found 5: expected '5%'"),
        ("country = 'DE'; drop", "at character 15: found ;, which has no meaning here"),
    ] {
        assert_eq!(refused(text), said, "{text}");
    }
}

#[test]
fn brackets_without_end_are_refused_not_followed() {
    let deep = |times: usize| format!("{}hour = 1{}", "(".repeat(times), ")".repeat(times));
    assert!(Filter::parse(&deep(99)).is_ok());
    assert_eq!(refused(&deep(100_000)), "it holds more than 100 brackets inside each other");
    assert_eq!(
        refused(&format!("{} hour = 1", "not ".repeat(200))),
        "it holds more than 100 brackets inside each other"
    );
}

const LABELS: [&str; 8] = ["(none)", "DE", "de", "a_b", "7", "07", "-1.5", "it's"];

fn values() -> impl Strategy<Value = Value> {
    let text = prop_oneof![prop::sample::select(&LABELS[..]).prop_map(str::to_owned), any::<String>()];
    let number = prop_oneof![(-20..20_i64).prop_map(|n| n.to_string()), (0..99_u8).prop_map(|n| format!("0{n}.50"))];
    prop_oneof![text.prop_map(Value::Text), number.prop_map(Value::Number)]
}

fn conditions() -> impl Strategy<Value = Condition> {
    let dimension = || prop::sample::select(DIMENSIONS.iter().collect::<Vec<&'static Dimension>>());
    let comparison = prop::sample::select(vec![
        Comparison::Equal,
        Comparison::Unequal,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Greater,
        Comparison::AtLeast,
    ]);
    let leaf = prop_oneof![
        (dimension(), comparison, values()).prop_map(|(d, c, v)| Condition::Compare(d, c, v)),
        (dimension(), prop::collection::vec(values(), 1..4)).prop_map(|(d, v)| Condition::In(d, v)),
        (dimension(), "[%_a-cDE7(]{0,6}").prop_map(|(d, pattern)| Condition::Like(d, pattern)),
        dimension().prop_map(Condition::Unknown),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(Condition::All),
            several().prop_map(Condition::Any),
            inner.clone().prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    })
}

/// The same judgement, by other means: numbers as floats, patterns by trying every way.
fn naive(condition: &Condition, labels: &[&'static str]) -> bool {
    let label = |dimension: &Dimension| {
        let place = DIMENSIONS.iter().position(|known| known == dimension).unwrap_or(0);
        labels[place % labels.len()]
    };
    let order = |text: &str, value: &Value| match value {
        Value::Text(other) => text.cmp(other),
        Value::Number(digits) => match (text.parse::<f64>(), digits.parse::<f64>()) {
            (Ok(one), Ok(other)) => one.total_cmp(&(other + 0.0)),
            _ => text.cmp(digits),
        },
    };
    fn like(text: &[char], pattern: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => (0..=text.len()).any(|skipped| like(&text[skipped..], rest)),
            ['_', rest @ ..] => !text.is_empty() && like(&text[1..], rest),
            [letter, rest @ ..] => text.first() == Some(letter) && like(&text[1..], rest),
        }
    }
    match condition {
        Condition::All(parts) => parts.iter().filter(|part| !naive(part, labels)).count() == 0,
        Condition::Any(parts) => parts.iter().filter(|part| naive(part, labels)).count() > 0,
        Condition::Not(inner) => !naive(inner, labels),
        Condition::Compare(dimension, comparison, value) => {
            let order = order(label(dimension), value);
            match comparison {
                Comparison::Equal => order.is_eq(),
                Comparison::Unequal => !order.is_eq(),
                Comparison::Less => order.is_lt(),
                Comparison::AtMost => !order.is_gt(),
                Comparison::Greater => order.is_gt(),
                Comparison::AtLeast => !order.is_lt(),
            }
        }
        Condition::In(dimension, values) => values.iter().any(|value| order(label(dimension), value).is_eq()),
        Condition::Like(dimension, pattern) => {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            like(&letters(label(dimension)), &letters(pattern))
        }
        Condition::Unknown(dimension) => label(dimension) == "(none)",
    }
}

proptest! {
    #[test]
    fn what_was_printed_reads_back_the_same(condition in conditions()) {
        let filter = Filter { condition };
        prop_assert_eq!(Filter::parse(&filter.to_string()).map_err(|error| error.to_string()), Ok(filter));
    }

    #[test]
    fn a_naive_evaluator_agrees(
        condition in conditions(),
        labels in prop::collection::vec(prop::sample::select(&LABELS[..]), 1..8),
    ) {
        let expected = naive(&condition, &labels);
        let label = |dimension: &Dimension| {
            let place = DIMENSIONS.iter().position(|known| known == dimension).unwrap_or(0);
            labels[place % labels.len()]
        };
        prop_assert_eq!(Filter { condition }.matches(label), expected);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), words in prop::collection::vec(prop::sample::select(vec![
        "country", "hour", "\"day\"", "and", "or", "not", "in", "like", "is", "null", "between", "(", ")", ",", "=",
        "<>", "'x'", "'", "\"", "7", "-", "é",
    ]), 0..12)) {
        drop(Filter::parse(&text));
        drop(Filter::parse(&words.join(" ")));
    }
}

#[test]
fn every_dimension_can_be_named() {
    for known in DIMENSIONS {
        let filter = Filter::parse(&format!("{} = 'x'", known.id)).unwrap();
        assert_eq!(filter.dimensions(), [dimension(known.id).unwrap()]);
    }
}
