//! What settings files say, and what is told of their mistakes.

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::*;
use crate::settings::hours::Shift;
use crate::settings::money::{Decimal, Spending};
use crate::settings::{Attribution, Language};
use crate::units::{Better, Unit};

const DAY: i64 = 86_400_000;

fn samples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/settings"))
}

fn refused(text: &str) -> String {
    parse(text, "wa-kpi.toml", Path::new("")).err().map(|error| format!("{error:#}")).unwrap_or_default()
}

#[test]
fn an_empty_file_sets_nothing() {
    assert_eq!(parse("", "", Path::new("")).unwrap(), Settings::default());
}

#[test]
fn every_key_is_understood() {
    let settings = read(&samples().join("full.toml")).unwrap();
    assert!(settings.path.ends_with("testdata/settings/full.toml"));
    assert_eq!(settings.timezone, Some(Tz::Europe__Madrid));
    assert_eq!((settings.business.len(), &settings.senders[..]), (2, &["Rueda Support".to_owned()][..]));
    assert_eq!(settings.language, Language::Spanish);
    let windows = settings.windows;
    let days = [windows.reply, windows.click, windows.conversion, windows.late_answer, windows.reopen];
    assert_eq!(days.map(|span| span / DAY), [2, 3, 14, 5, 3]);
    assert_eq!([windows.session_gap, windows.opt_out].map(|span| span * 2 / DAY), [1, 3]);
    assert_eq!([windows.retention, windows.churn].map(|span| span / DAY), [28, 60]);
    let targets = settings.targets;
    assert_eq!([targets.first_response, targets.response], [Some(DAY / 96), Some(DAY / 24)]);
    assert_eq!((targets.resolution, settings.attribution), (Some(2 * DAY), Attribution::TimeDecay));
    assert_eq!((settings.final_steps.len(), settings.rate_card.len()), (2, 4));
    assert_eq!((&settings.opt_out_words[0][..], &settings.closing_words[0][..]), ("no más correo", "gracias crack"));
}

#[test]
fn money_is_read_exactly() {
    let settings = read(&samples().join("full.toml")).unwrap();
    let money = &settings.money;
    assert_eq!((money.currency.as_deref(), money.margin_is_set), (Some("EUR"), true));
    assert_eq!(money.margin, Decimal { digits: 35, places: 2 });
    assert_eq!(money.rates["USD"], Decimal { digits: 92, places: 2 });
    assert_eq!(money.rates["GBP"], Decimal { digits: 117, places: 2 });
    assert_eq!(money.rates["JPY"], Decimal { digits: 61, places: 4 });
    let october = Spending {
        since: Some(1_790_812_800_000),
        until: Some(1_790_812_800_000 + 31 * DAY),
        amount: 199_000_000,
        currency: "USD".to_owned(),
        campaign: String::new(),
        kind: "platform".to_owned(),
    };
    let sale = Spending {
        since: Some(1_790_812_800_000 + 4 * DAY),
        until: Some(1_790_812_800_000 + 5 * DAY + 10 * DAY / 24),
        amount: 12_345_678,
        currency: "EUR".to_owned(),
        campaign: "autumn-sale".to_owned(),
        kind: String::new(),
    };
    assert_eq!(settings.spending, [october, sale]);
}

#[test]
fn hours_are_read_with_their_zone_holidays_and_special_days() {
    let hours = read(&samples().join("full.toml")).unwrap().hours.unwrap();
    let schedule = hours.schedule();
    assert_eq!((schedule.zone, schedule.week[6].len()), (Tz::Atlantic__Canary, 0));
    assert_eq!(schedule.week[4], [Shift { from: 540, to: 780 }, Shift { from: 960, to: 1_440 }]);
    assert_eq!((schedule.holidays.len(), schedule.special.len()), (2, 3));
    let inherited = parse("timezone = \"Asia/Tokyo\"\n[hours]\nmon = [\"09:00-17:00\"]\n", "", Path::new("")).unwrap();
    assert_eq!(inherited.hours.unwrap().schedule().zone, Tz::Asia__Tokyo);
}

#[test]
fn what_is_ones_own_keeps_its_line() {
    let settings = read(&samples().join("full.toml")).unwrap();
    let lines: Vec<usize> = settings.checks.iter().map(|check| check.line).collect();
    assert_eq!(lines, [72, 76]);
    let [vip, sends] = &settings.kpis[..] else { panic!("{:?}", settings.kpis) };
    assert_eq!(
        (vip.id.as_str(), vip.unit, vip.better, vip.line),
        ("vip_open_rate", Unit::Share, Some(Better::Higher), 79)
    );
    assert_eq!((vip.filter.as_deref(), sends.better, sends.line), (Some("segment = 'vip'"), None, 87));
    let [source] = &settings.sources[..] else { panic!("{:?}", settings.sources) };
    assert_eq!(
        (source.line, source.delimiter, source.rows[0].values["status"]["NOK"].as_str()),
        (93, Some(b';'), "failed")
    );
}

#[test]
fn mistakes_are_told_with_line_and_nearest_key() {
    for (text, said) in [
        ("[windows]\nreplly = '2h'", "2: windows: there is no key \"replly\": did you mean \"reply\"?"),
        (
            "tz = 'UTC'\n[hours]",
            "1: there is no key \"tz\": expected one of timezone, currency, margin, business, senders, language, rates, windows, hours, sla, attribution, flow, lists, rate_card, spend, check, kpi, source",
        ),
        ("[flow]\nsteps = []", "2: flow: there is no key \"steps\": did you mean \"final_steps\"?"),
        ("[sla]\ncurrency = 'EUR'", "2: sla: there is no key \"currency\" in a table: move it to the top of the file"),
        ("[[spend]]\namount = 1.0\n\n[[spend]]\ncurrency = 'EUR'", "4: spend: the key \"amount\" is missing: add it"),
        ("margin = 1\n\nmargin = 1", "3: the key \"margin\" stands in the file already: drop one of them"),
        ("[windows\nreply = '1h'", "1: unclosed table, expected `]`"),
        ("[[windows]]\nreply = '1h'", "1: windows: found a list, expected a table"),
        ("[kpi]\nid = 'a'", "1: kpi: found a table, expected a list: write [[kpi]]"),
        ("\nwindows = ['1h']", "2: windows: found a list, expected a table"),
        ("business = [15550001111]", "1: business: found integer `15550001111`, expected a text in quotes"),
        ("[windows]\nreply = 24", "2: windows.reply: found integer `24`, expected a span such as \"24h\""),
        ("[hours]\nmon = '9-17'", "2: hours.mon: found string \"9-17\", expected a list in brackets"),
        ("timezone = { name = 'UTC' }", "1: timezone: found a table, expected a time zone such as \"Europe/Berlin\""),
        (
            "margin = 99999999999999999999",
            "1: margin: found integer `99999999999999999999`, expected a number such as 0.92",
        ),
    ] {
        assert_eq!(refused(text), format!("wa-kpi.toml:{said}"), "{text}");
    }
}

#[test]
fn values_that_do_not_fit_together_are_told() {
    for (text, said) in [
        (
            "[rates]\nUSD = 1.2",
            "1: rates: the key \"currency\" is missing: expected the currency of reports, such as \"EUR\"",
        ),
        ("currency = 'EUR'\n[rates]\nEUR = 1.2", "3: rates.EUR: is the currency of reports: expected other currencies"),
        ("currency = 'EUR'\n[rates]\nUSD = 0", "3: rates.USD: expected a number above zero"),
        ("margin = 1.5", "1: margin: expected a part above 0 and up to 1, such as 0.35 for 35 %"),
        ("\n[hours]\nmon = []", "2: hours: no day is open: expected shifts such as mon = [\"09:00-17:00\"]"),
        (
            "[rate_card]\nfile = 'no.csv'",
            "2: rate_card.file: there is no file no.csv: expected a CSV beside the settings",
        ),
        ("[[spend]]\namount = 1", "1: spend: the key \"currency\" is missing: expected one such as \"EUR\""),
        (
            "currency = 'EUR'\n[[spend]]\namount = 0.0000001",
            "2: spend.amount: expected no more than six decimals and thirteen digits",
        ),
        (
            "currency = 'EUR'\n[[spend]]\namount = 1\nsince = '2026-10-02'\nuntil = '2026-10-01'",
            "2: spend: ends before it begins: expected `since` before `until`",
        ),
        ("[[check]]\nrule = ' '", "1: check.rule: is empty: expected a rule such as \"delivery_rate >= 95%\""),
        (
            "[[source]]\nid = 'a'\ntable = 'orders'\nrecognise = ['x']\ncolumns = {}",
            "1: source.columns: is empty: expected columns such as { customer = \"Phone\" }",
        ),
    ] {
        assert_eq!(refused(text), format!("wa-kpi.toml:{said}"), "{text}");
    }
    let kpi = "[[kpi]]\nid = 'a'\nname = 'A'\nunit = 'share'\nformula = 'x'\n";
    assert_eq!(refused(&kpi.repeat(2)), "wa-kpi.toml:6: kpi.id: \"a\" stands in line 1 already: choose another");
}

/// A value that a schema allows: its default or example, or one made of its parts.
fn example(schema: &Value, root: &Value) -> toml::Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return example(&root["$defs"][name], root);
    }
    let given = [&schema["examples"][0], &schema["enum"][0], &schema["oneOf"][0]["const"]];
    let given = given.into_iter().find(|value| !value.is_null());
    if let Some(given) = given {
        return toml::Value::try_from(given).unwrap();
    }
    if let Some(one) = schema["anyOf"].get(0) {
        return example(one, root);
    }
    let keys = |properties: &Map<String, Value>| {
        properties.iter().map(|(key, schema)| (key.clone(), example(schema, root))).collect::<toml::Table>()
    };
    match (schema["type"].as_str(), schema["properties"].as_object()) {
        (Some("object"), Some(properties)) => toml::Value::Table(keys(properties)),
        (Some("object"), None) => {
            let of = schema["patternProperties"].as_object().and_then(|patterns| patterns.values().next());
            let key = if of.is_some() { "USD" } else { "2026-12-24" };
            let value = example(of.unwrap_or(&schema["additionalProperties"]), root);
            toml::Value::Table([(key.to_owned(), value)].into_iter().collect())
        }
        (Some("array"), _) => toml::Value::Array(vec![example(&schema["items"], root)]),
        (Some("boolean"), _) => toml::Value::Boolean(true),
        (Some("string"), _) => toml::Value::String("rates.csv".to_owned()),
        other => panic!("no example for {other:?}: {schema}"),
    }
}

#[test]
fn every_key_of_the_schema_is_accepted() {
    let schema = schema().to_value();
    let mut file = example(&schema, &schema);
    // The report's own currency needs no rate.
    file["currency"] = toml::Value::String("EUR".to_owned());
    let text = toml::to_string(&file).unwrap();
    let settings = parse(&text, "wa-kpi.toml", samples()).unwrap_or_else(|error| panic!("{error:#}\n{text}"));
    assert!(settings.hours.is_some() && settings.kpis.len() == 1 && settings.sources.len() == 1);
}

#[test]
fn the_schemas_defaults_are_the_defaults() {
    fn defaults(schema: &Value, root: &Value) -> toml::Table {
        let mut table = toml::Table::new();
        for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
            let name = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
            let inner = name.map(|name| defaults(&root["$defs"][name], root)).filter(|inner| !inner.is_empty());
            // Hours without a shift are a mistake.
            if let Some(inner) = inner.filter(|_| key != "hours") {
                table.insert(key.clone(), toml::Value::Table(inner));
            } else if !schema["default"].is_null() {
                table.insert(key.clone(), toml::Value::try_from(&schema["default"]).unwrap());
            }
        }
        table
    }
    let schema = schema().to_value();
    let table = defaults(&schema, &schema);
    assert!(table["windows"].as_table().unwrap().len() == 9);
    let mut read = parse(&toml::to_string(&table).unwrap(), "", Path::new("")).unwrap();
    assert_eq!((read.timezone.take(), std::mem::take(&mut read.money.margin_is_set)), (Some(Tz::UTC), true));
    assert_eq!(read, Settings::default());
}
