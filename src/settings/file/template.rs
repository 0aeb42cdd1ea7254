//! A settings file to start from: every key with its default, commented out but for what is known. Keys, explanations
//! and defaults are those of the JSON Schema.
//!
//! Not responsible for finding out what is known.

use serde_json::{Map, Value};

use super::schema;

/// Lines are not longer where they need not be.
const WIDTH: usize = 100;

/// What is known: it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The zone of reports.
    pub timezone: Option<String>,
    /// Own numbers.
    pub business: Vec<String>,
    /// Own names in chats.
    pub senders: Vec<String>,
    /// Currencies, the most frequent first: one is the report's, others need rates that nobody knows.
    pub currencies: Vec<String>,
    /// `[[source]]` tables.
    pub sources: Vec<KnownSource>,
}

/// A `[[source]]` table to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSource {
    /// Which files it is for.
    pub about: String,
    /// The table.
    pub text: String,
    /// Whether it can be used as it is; else it is commented out.
    pub is_ready: bool,
}

/// Examples of keys that have no default and whose kind has none, in TOML.
const EXAMPLES: [(&str, &str); 18] = [
    ("currency", "\"EUR\""),
    ("business", "[\"15550001111\"]"),
    ("senders", "[\"Acme Support\"]"),
    ("hours.special", "{ \"2026-12-24\" = [\"09:00-12:00\"] }"),
    ("rate_card.file", "\"rates.csv\""),
    ("spend.campaign", "\"spring\""),
    ("check.rule", "\"delivery_rate >= 95%\""),
    ("check.by", "\"campaign\""),
    ("kpi.name", "\"VIP open rate\""),
    ("kpi.formula", "\"share of read among delivered\""),
    ("kpi.where", "\"segment = 'vip'\""),
    ("source.format", "\"csv\""),
    ("source.table", "\"messages\""),
    ("source.recognise", "[\"Msg Ref\", \"Cust Phone\"]"),
    (
        "source.columns",
        "{ message_id = \"Msg Ref\", customer = \"Cust Phone\", status = \"Result\", sent_at = \"Sent\" }",
    ),
    ("source.values", "{ status = { \"OK\" = \"delivered\", \"NOK\" = \"failed\" } }"),
    ("source.constants", "{ direction = \"outbound\" }"),
    ("source.date_order", "\"dmy\""),
];

/// The text of a settings file.
pub fn template(known: &Known) -> String {
    let schema = Value::from(schema());
    let mut lines: Vec<String> = [
        "# Settings of wa-kpi. Every key may be left out: what begins with #key or #[table] is not set.",
        "# The value shown is the default, or an example where there is none.",
    ]
    .map(str::to_owned)
    .to_vec();
    for (key, about) in fields(&schema) {
        lines.push(String::new());
        match (table_of(about, &schema), key == "rates") {
            (_, true) => lines.extend(rates(about, known)),
            (Some((table, is_list)), _) => {
                let name = if is_list { format!("[[{key}]]") } else { format!("[{key}]") };
                lines.extend(comment(&both(text(about, "description"), text(table, "description"), is_list)));
                lines.push(format!("#{name}"));
                lines.extend(fields(table).into_iter().filter_map(|(inner, about)| entry(key, inner, about)));
            }
            (None, _) => {
                lines.extend(comment(&described(about)));
                let set = set(key, known);
                let value = || value(key, about).unwrap_or_else(|| "\"\"".to_owned());
                lines.push(set.unwrap_or_else(|| format!("#{key} = {}", value())));
            }
        }
    }
    for source in &known.sources {
        lines.push(String::new());
        lines.extend(comment(&source.about));
        let hidden =
            |line: &str| if source.is_ready || line.starts_with('#') { line.to_owned() } else { format!("#{line}") };
        lines.extend(source.text.lines().map(hidden));
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The line of a key that is known.
fn set(key: &str, known: &Known) -> Option<String> {
    let quoted = |text: &String| toml::Value::String(text.clone()).to_string();
    let list = |texts: &Vec<String>| {
        let all = texts.iter().map(quoted).collect::<Vec<_>>().join(", ");
        (!texts.is_empty()).then(|| format!("[{all}]"))
    };
    let value = match (key, known.currencies.as_slice()) {
        ("timezone", _) => known.timezone.as_ref().map(quoted),
        ("business", _) => list(&known.business),
        ("senders", _) => list(&known.senders),
        ("currency", [only]) => Some(quoted(only)),
        // Money of other currencies would have no value until somebody names the rates.
        ("currency", [first, ..]) => return Some(format!("#currency = {}", quoted(first))),
        _ => None,
    };
    value.map(|value| format!("{key} = {value}"))
}

/// The table of rates: nobody but the user knows them.
fn rates(about: &Value, known: &Known) -> Vec<String> {
    let mut lines = comment(&described(about));
    lines.push("#[rates]".to_owned());
    match known.currencies.split_first() {
        Some((first, others)) if !others.is_empty() => {
            lines.extend(others.iter().map(|other| format!("#{other} = ?  # how many {first} one {other} is")));
        }
        _ => lines.push("#USD = 0.92".to_owned()),
    }
    lines
}

/// A key inside a table; none for one that holds tables itself.
fn entry(table: &str, key: &str, about: &Value) -> Option<String> {
    let line = format!("#{key} = {}", value(&format!("{table}.{key}"), about)?);
    let told = described(about);
    let whole = format!("{line}  # {told}");
    Some(match told.is_empty() || whole.chars().count() > WIDTH {
        true => comment(&told).into_iter().chain([line]).collect::<Vec<_>>().join("\n"),
        false => whole,
    })
}

/// The default of a key, or an example.
fn value(path: &str, about: &Value) -> Option<String> {
    if let Some((_, example)) = EXAMPLES.iter().find(|(known, _)| *known == path) {
        return Some((*example).to_owned());
    }
    let example = |about: &Value| about.get("examples").and_then(|examples| examples.get(0)).and_then(toml_of);
    let first = |about: &Value| about.get("enum").and_then(|words| words.get(0)).and_then(toml_of);
    let of_items = || about.get("items").and_then(example).map(|item| format!("[{item}]"));
    let default = about.get("default").and_then(toml_of);
    default.or_else(|| example(about)).or_else(|| first(about)).or_else(of_items)
}

/// A plain value in TOML.
fn toml_of(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) | Value::Null => None,
        Value::Array(items) => Some(format!("[{}]", items.iter().map(toml_of).collect::<Option<Vec<_>>>()?.join(", "))),
        Value::String(text) => Some(toml::Value::String(text.clone()).to_string()),
        plain => Some(plain.to_string()),
    }
}

/// What a key means, and its words.
fn described(about: &Value) -> String {
    let words = about.get("enum").and_then(Value::as_array);
    let words: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
    let told = text(about, "description");
    match words.is_empty() {
        true => told.to_owned(),
        false => format!("{} ({})", told.trim_end_matches('.'), words.join(", ")),
    }
}

/// What a key is, and what its table is. Of a list the one says what the other does.
fn both(one: &str, other: &str, is_list: bool) -> String {
    if is_list || one.contains(other) { one.to_owned() } else { format!("{one} {other}") }
}

/// The table that a key holds, and whether it is a list of them.
fn table_of<'s>(about: &'s Value, schema: &'s Value) -> Option<(&'s Value, bool)> {
    let definition = |about: &Value| {
        let name = about.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
        schema.get("$defs")?.get(name).filter(|definition| definition.get("properties").is_some())
    };
    let of_items = || definition(about.get("items")?).map(|table| (table, true));
    definition(about).map(|table| (table, false)).or_else(of_items)
}

/// The keys of a table, in their order.
fn fields(schema: &Value) -> Vec<(&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(Map::iter).map(|(key, about)| (key.as_str(), about)).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Lines of a comment.
fn comment(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => *line += &format!(" {word}"),
            _ => lines.push(format!("# {word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::settings::Settings;
    use crate::settings::file::parse;

    fn read(text: &str) -> Settings {
        parse(text, "wa-kpi.toml", Path::new("testdata/settings")).unwrap_or_else(|error| panic!("{error:#}\n{text}"))
    }

    #[test]
    fn the_plain_template_sets_nothing() {
        let text = template(&Known::default());
        assert_eq!(read(&text), Settings { path: "wa-kpi.toml".to_owned(), ..Settings::default() });
    }

    #[test]
    fn every_line_that_is_commented_out_may_be_used() {
        let text = template(&Known::default());
        let used = text.lines().map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with([' ', '#']) => format!("{setting}\n"),
            _ => format!("{line}\n"),
        });
        let settings = read(&used.collect::<String>());
        let defaults = Settings::default();
        assert_eq!((settings.windows, settings.attribution), (defaults.windows, defaults.attribution));
        assert_eq!((settings.kpis.len(), settings.sources.len(), settings.checks.len()), (1, 1, 1));
        assert!(settings.hours.is_some() && !settings.rate_card.is_empty());
    }

    #[test]
    fn every_key_is_explained() {
        let text = template(&Known::default());
        let schema = Value::from(schema());
        for (key, about) in fields(&schema) {
            let set = [format!("\n#{key} = "), format!("\n#[{key}]\n"), format!("\n#[[{key}]]\n")];
            assert!(set.iter().any(|line| text.contains(line)), "{key}");
            for (inner, _) in table_of(about, &schema).iter().flat_map(|(table, _)| fields(table)) {
                // Kinds of rows and conditions need more words than a line has.
                let is_told = ["rows", "when"].contains(&inner) || text.contains(&format!("\n#{inner} = "));
                assert!(is_told, "{key}.{inner}");
            }
        }
    }

    #[test]
    fn what_is_known_is_set_and_a_source_that_is_not_ready_is_not() {
        let text =
            "[[source]]\nid = \"crm\"\ntable = \"messages\"\nrecognise = [\"Ref\"]\ncolumns.customer = \"Tel\"\n# x\n";
        let source = |is_ready| KnownSource { about: "crm.csv".to_owned(), text: text.to_owned(), is_ready };
        let known = Known {
            timezone: Some("Asia/Tokyo".to_owned()),
            business: vec!["15550001111".to_owned()],
            senders: vec!["Acme \"Support\"".to_owned()],
            currencies: vec!["EUR".to_owned()],
            sources: vec![source(true)],
        };
        let settings = read(&template(&known));
        assert_eq!(settings.timezone, Some(chrono_tz::Asia::Tokyo));
        assert_eq!((settings.business, settings.senders), (known.business.clone(), known.senders.clone()));
        assert_eq!((settings.money.currency.as_deref(), settings.sources.len()), (Some("EUR"), 1));
        let currencies = vec!["EUR".to_owned(), "USD".to_owned()];
        let text = template(&Known { currencies, sources: vec![source(false)], ..Known::default() });
        assert_eq!((read(&text).sources.len(), read(&text).money.currency), (0, None));
        assert!(
            text.contains("\n#USD = ?  # how many EUR one USD is\n") && text.contains("\n#id = \"crm\"\n"),
            "{text}"
        );
    }
}
