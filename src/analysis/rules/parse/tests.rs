//! Rules as people write them, well and badly.

use proptest::prelude::*;

use super::*;

fn place() -> Place {
    Place { path: None, line: 2 }
}

fn read(text: &str, by: Option<&str>, currency: Option<&str>) -> Result<Rule> {
    parse(text, by, place(), Catalogue::default(), currency)
}

/// A rule in short: what was understood.
fn understood(text: &str) -> String {
    let rule = read(text, None, None).unwrap_or_else(|error| panic!("{error}"));
    let mut said = format!("{} {} {}", rule.subject.id(), rule.comparison.sign(), rule.bound.amount);
    if rule.bound.unit != rule.subject.unit() {
        said += &format!(" as {}", rule.bound.unit.id());
    }
    said.extend(rule.bound.currency.map(|currency| format!(" {currency}")));
    said.extend(rule.of.map(|of| format!(" of {of:?}")));
    said += &match &rule.by {
        By::Dimensions(by) => by.iter().map(|dimension| format!(" by {}", dimension.id)).collect::<String>(),
        By::Input => " by input".to_owned(),
    };
    said.extend(rule.least.map(|least| format!(" n {least}")));
    for (is_so, word) in [(rule.surely, " surely"), (rule.if_present, " if present")] {
        said += if is_so { word } else { "" };
    }
    said
}

#[test]
fn good_rules_are_understood() {
    for (text, meaning) in [
        ("delivery_rate >= 95%", "delivery_rate >= 0.95"),
        ("delivery_rate>=0.95", "delivery_rate >= 0.95"),
        ("  delivery_rate ≥ 95 %  ", "delivery_rate >= 0.95"),
        ("opt_out_rate ≤ 2%", "opt_out_rate <= 0.02"),
        ("failure_rate < 0.5%", "failure_rate < 0.005"),
        ("csat > 80% surely", "csat > 0.8 surely"),
        ("sends_after_opt_out = 0", "sends_after_opt_out = 0"),
        ("sends_after_opt_out == 0", "sends_after_opt_out = 0"),
        ("first_response_time_p90 <= 15m", "first_response_time_p90 <= 900"),
        ("first_response_time_p90 <= 1h30m", "first_response_time_p90 <= 5400"),
        ("first_response_time_p90 <= 1h 30m by agent", "first_response_time_p90 <= 5400 by agent"),
        ("delivery_latency <= 2.5s", "delivery_latency <= 2.5"),
        ("resolution_time <= 2d", "resolution_time <= 172800"),
        ("cost_per_conversion <= 2.50 EUR", "cost_per_conversion <= 2.5 EUR"),
        ("cost_per_conversion <= 2.50 usd", "cost_per_conversion <= 2.5 USD"),
        ("messages_per_conversation <= 6.5", "messages_per_conversation <= 6.5"),
        ("nps >= -10", "nps >= -10"),
        ("nps >= −10", "nps >= -10"),
        ("roi >= 250%", "roi >= 2.5"),
        ("roi >= -10%", "roi >= -0.1"),
        ("opt_out_rate <= 2% by campaign", "opt_out_rate <= 0.02 by campaign"),
        ("opt_out_rate <= 2% by campaign, country", "opt_out_rate <= 0.02 by campaign by country"),
        ("opt_out_rate <= 2% BY campaign With N >= 100", "opt_out_rate <= 0.02 by campaign n 100"),
        ("opt_out_rate <= 2% with n≥100 by campaign", "opt_out_rate <= 0.02 by campaign n 100"),
        ("reply_rate >= 90% of previous", "reply_rate >= 0.9 of Previous"),
        ("reply_rate >= 0.9 of previous by agent", "reply_rate >= 0.9 of Previous by agent"),
        ("messages_sent <= 150% of year", "messages_sent <= 1.5 of YearBefore"),
        ("first_response_time <= 110% of previous surely", "first_response_time <= 1.1 of Previous surely"),
        ("churn_rate <= 10% if present", "churn_rate <= 0.1 if present"),
        (
            "csat >= 80% if present surely with n >= 30 by agent of previous",
            "csat >= 0.8 of Previous by agent n 30 surely if present",
        ),
        ("rejected <= 1%", "rejected <= 0.01 as share"),
        ("rejected <= 10", "rejected <= 10"),
        ("duplicates <= 5% by input with n >= 50", "duplicates <= 0.05 as share by input n 50"),
        ("ignored = 0", "ignored = 0"),
        ("unknown <= 3 by input", "unknown <= 3 by input"),
        ("unrecognised = 0", "unrecognised = 0"),
        ("coverage_gap <= 6h", "coverage_gap <= 21600"),
    ] {
        assert_eq!(understood(text), meaning, "{text}");
    }
}

#[test]
fn bad_rules_are_told_what_is_wrong_and_where() {
    for (text, letter, what) in [
        ("delivry_rate >= 95%", 1, "there is no KPI \"delivry_rate\": did you mean \"delivery_rate\"?"),
        ("rejcted <= 1%", 1, "there is no KPI \"rejcted\": did you mean \"rejected\"?"),
        (">= 95%", 1, "there is no KPI \">=\": `wa-kpi kpis` lists them"),
        ("delivery_rate 95%", 15, "found 95%, expected a comparison: >=, <=, >, < or ="),
        ("delivery_rate != 95%", 15, "found !=, expected a comparison: >=, <=, >, < or ="),
        ("delivery_rate >= 95", 18, "found 95, expected a share between 0% and 100%: did you mean 95%?"),
        ("delivery_rate >= 120%", 18, "found 120%, expected a share between 0% and 100%: no more than all can have it"),
        ("delivery_rate >= 15m", 18, "found 15m, but delivery_rate is a share: expected one such as 95% or 0.95"),
        ("delivery_rate >= > 9%", 18, "found > 9%, but delivery_rate is a share: expected one such as 95% or 0.95"),
        (
            "response_time <= 15",
            18,
            "found 15, but response_time is a span: expected one such as 90s, 15m, 1h30m or 2d",
        ),
        (
            "response_time <= 30m 1h",
            18,
            "found 30m 1h, but response_time is a span: expected one such as 90s, 15m, 1h30m or 2d",
        ),
        (
            "spend <= 50",
            10,
            "found 50, but spend is an amount of money: expected one with its currency such as 2.50 EUR",
        ),
        ("spend <= 2.50 ZZZ", 10, "there is no currency ZZZ: expected one such as EUR"),
        ("spend <= 2,50 EUR", 11, "found a comma: decimals are written with a point, thousands without a mark"),
        ("messages_sent >= 95%", 18, "found 95%, but messages_sent is a count: expected a number such as 100"),
        ("messages_sent >= 100 EUR", 18, "found 100 EUR, but messages_sent is a count: expected a number such as 100"),
        ("nps >= 1e3", 8, "found 1e3, but nps is a score: expected a number such as 4.2"),
        ("rejected <= 0.01", 13, "found 0.01, but rejected counts records: expected a share such as 1%, or 10"),
        ("rejected <= 101%", 13, "found 101%, but rejected counts records: expected a share such as 1%, or 10"),
        ("unknown <= 1%", 12, "found 1%, but unknown is a count: expected a number such as 100"),
        ("coverage_gap <= 10", 17, "found 10, but coverage_gap is a span: expected one such as 6h or 2d"),
        ("coverage_gap <= 15m", 17, "found 15m, but coverage_gap is known to 15m only: expected a longer span"),
        ("csat >= 80% for agents", 13, "found for, expected of, by, with, surely, if or the end"),
        ("csat >= 80% by agnt", 16, "there is no dimension \"agnt\": did you mean \"agent\"?"),
        ("csat >= 80% by agent,agent", 22, "agent stands there twice"),
        ("csat >= 80% by agent day", 22, "found day, expected of, by, with, surely, if or the end"),
        ("csat >= 80% by agent,team,day,week", 31, "found 4 dimensions, expected up to 3"),
        (
            "csat >= 80% by template",
            16,
            "csat does not know template: it knows campaign, agent, team, segment, country, \
            language, business, hour, weekday, day, week, month, quarter, year",
        ),
        ("rejected <= 1% by campaign", 19, "rejected is about records: it can be asked by input only"),
        ("coverage_gap <= 1d by input", 23, "coverage_gap is about all inputs together: drop the by"),
        ("csat >= 80% with m >= 3", 18, "found m, expected n"),
        ("csat >= 80% with n > 3", 20, "found >, expected >="),
        ("csat >= 80% with n >= ten", 23, "found ten, expected a number of units"),
        ("csat >= 80% with n >= -1", 23, "found -1, expected a number of units"),
        ("csat >= 80% if there", 16, "found there, expected present"),
        ("csat >= 80% surely surely", 20, "found a second surely, expected each clause once"),
        ("csat >= 80% by agent by team", 22, "found a second by, expected each clause once"),
        ("csat = 80% surely", 12, "surely goes with >=, <=, > or <: = has no harder side"),
        ("messages_sent >= 100 surely", 22, "messages_sent has no interval: drop surely"),
        ("rejected <= 1% surely", 16, "rejected has no interval: drop surely"),
        ("coverage_gap <= 1d with n >= 3", 20, "coverage_gap rests on no records: drop with n"),
        ("reply_rate >= 90% of last", 22, "found last, expected previous or year"),
        ("reply_rate >= 5m of year", 15, "found 5m, expected a share of the other period's figure such as 90%"),
        ("reply_rate >= -5% of year", 15, "found -5%, expected a share of the other period's figure such as 90%"),
        ("rejected <= 90% of previous", 17, "rejected has no other period: drop the of"),
        (
            "open_waits <= 90% of previous",
            19,
            "open_waits stands as at the moment of looking and has no other period: drop the of",
        ),
        ("reply_rate >= 90% of previous by day", 19, "no day occurs in both periods: ask without of, or without by"),
    ] {
        let said = read(text, None, None).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(said, format!("--rule 2: at character {letter} of \"{text}\": {what}"));
    }
}

#[test]
fn rules_that_end_too_early_are_told_what_is_missing() {
    for (text, expected) in [
        ("delivery_rate", "a comparison: >=, <=, >, < or ="),
        ("delivery_rate >=", "a bound such as 95%, 15m or 100"),
        ("delivery_rate >= 95% by", "a dimension"),
        ("delivery_rate >= 95% by agent,", "another dimension"),
        ("delivery_rate >= 95% with", "n"),
        ("delivery_rate >= 95% with n", ">="),
        ("delivery_rate >= 95% with n >=", "a number of units such as 100"),
        ("delivery_rate >= 95% of", "previous or year"),
        ("delivery_rate >= 95% if", "present"),
    ] {
        let said = read(text, None, None).unwrap_err().to_string();
        assert_eq!(said, format!("--rule 2: \"{text}\" ends too early: expected {expected}"));
    }
    let said = read(" \n", None, None).unwrap_err().to_string();
    assert_eq!(said, "--rule 2: is empty: expected a rule such as delivery_rate >= 95%");
}

#[test]
fn a_bare_amount_is_in_the_currency_of_the_settings() {
    let rule = read("spend <= 50", None, Some("EUR")).unwrap();
    assert_eq!((rule.bound.unit, rule.bound.currency.as_deref()), (Unit::Money, Some("EUR")));
    assert_eq!(read("spend <= 50 USD", None, Some("EUR")).unwrap().bound.currency.as_deref(), Some("USD"));
}

#[test]
fn the_key_by_of_the_settings_says_the_same_as_the_clause() {
    let both = read("csat >= 80% with n >= 9", Some("agent, team"), None).unwrap();
    assert_eq!(both.text, "csat >= 80% with n >= 9 by agent, team");
    assert_eq!(both.by, read("csat >= 80% by agent,team", None, None).unwrap().by);
    assert_eq!(read("rejected <= 1%", Some("input"), None).unwrap().by, By::Input);
    for (rule, by, said) in [
        (
            "csat >= 80% by agent",
            "team",
            "check.by: the rule \"csat >= 80% by agent\" has a by of its own: drop one of them",
        ),
        ("csat >= 80%", "teem", "check.by: there is no dimension \"teem\": did you mean \"team\"?"),
        (
            "csat >= 80% of year",
            "day",
            "\"csat >= 80% of year\": no day occurs in both periods: ask without of, or without by",
        ),
    ] {
        assert_eq!(read(rule, Some(by), None).unwrap_err().to_string(), format!("--rule 2: {said}"));
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_every_error_is_one_line(text in "\\PC{0,40}|[a-z_ ]{0,9}(>=|<|,|by|of|with n|%|[0-9]{1,9}|surely|if| |\\n){0,9}") {
        for text in [text.clone(), format!("csat >= 80% {text}"), format!("response_time <= {text}")] {
            if let Err(error) = read(&text, None, None) {
                let said = error.to_string();
                prop_assert!(said.starts_with("--rule 2: ") && said.lines().count() == 1, "{}", said);
            }
        }
    }

    #[test]
    fn what_a_rule_says_it_says_again_when_read_again(percent in 0_u32..=1000, n in 0_u64..1_000_000) {
        let text = format!("csat >= {}.{}% with n >= {n}", percent / 10, percent % 10);
        let rule = read(&text, None, None).unwrap();
        prop_assert_eq!(rule.bound.amount, f64::from(percent) / 1_000.0);
        prop_assert_eq!((rule.text, rule.least), (text, Some(n)));
    }
}
