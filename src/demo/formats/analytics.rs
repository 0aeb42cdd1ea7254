//! The campaign as Meta counts it: per template and day, per account, per country and category; and as the ad account's
//! insights.

use std::collections::BTreeMap;

use super::super::canonical::Line;
use super::super::chapter;
use super::super::clock::DAY;
use super::super::json::{array, object, pretty, text};
use super::super::story::Story;
use super::events::{after, moment};

/// The template's and its group's number.
const TEMPLATE: &str = "1026400017";
const GROUP: &str = "7700012";

/// What is counted of a day.
#[derive(Default)]
struct Day {
    sent: u64,
    delivered: u64,
    read: u64,
    /// Millionths.
    cost: i64,
}

impl Day {
    fn add(&mut self, line: &Line) {
        let state = line.get("status");
        self.sent += 1;
        self.delivered += u64::from(["delivered", "read"].contains(&state));
        self.read += u64::from(state == "read");
        self.cost += millionths(line.get("cost"));
    }

    fn cost(&self) -> String {
        format!("{}.{:06}", self.cost / 1_000_000, self.cost % 1_000_000)
    }
}

fn millionths(amount: &str) -> i64 {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{whole}{fraction:0<6}").parse().unwrap_or(0)
}

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let campaign = chapter::campaign(story);
    let days = counted(&campaign, |_| String::new());
    let countries = counted(&campaign, |line| country(line.get("customer")).to_owned());
    let list = |points: Vec<String>| object(&[("data", array(&[object(&[("data_points", array(&points))])]))]);
    let analytics = object(&[
        ("phone_numbers", "[]".to_owned()),
        ("country_codes", "[]".to_owned()),
        ("granularity", text("DAY")),
        ("data_points", array(&points(&days, |_, day| count(&[("sent", day.sent), ("delivered", day.delivered)])))),
    ]);
    let pricing = points(&countries, |country, day| {
        let mut fields = vec![("country", text(country)), ("pricing_type", text("REGULAR"))];
        fields.extend([("pricing_category", text("MARKETING")), ("volume", day.delivered.to_string())]);
        fields.push(("cost", day.cost()));
        fields
    });
    let conversations = points(&days, |_, day| {
        vec![
            ("conversation", day.delivered.to_string()),
            ("conversation_type", text("REGULAR")),
            ("conversation_category", text("MARKETING")),
            ("cost", day.cost()),
        ]
    });
    let account = object(&[
        ("analytics", analytics),
        ("pricing_analytics", list(pricing)),
        ("conversation_analytics", list(conversations)),
        ("id", text("1009")),
    ]);
    let json = |name: &str, body: String| (format!("meta-analytics/{name}.json"), pretty(&body) + "\n");
    vec![
        json("template-analytics", templates(&days, "template_id", TEMPLATE)),
        json("template-group-analytics", templates(&days, "template_group_id", GROUP)),
        json("account", account),
        json("insights", insights(&days)),
    ]
}

/// The counts of each day and kind.
fn counted(campaign: &[Line], kind: impl Fn(&Line) -> String) -> BTreeMap<(i64, String), Day> {
    let mut days: BTreeMap<(i64, String), Day> = BTreeMap::new();
    for line in campaign {
        let start = moment(line.get("sent_at")) / DAY * DAY;
        days.entry((start, kind(line))).or_default().add(line);
    }
    days
}

fn country(customer: &str) -> &'static str {
    match customer.get(..2) {
        Some("49") => "DE",
        Some("34") => "ES",
        Some("55") => "BR",
        _ => "US",
    }
}

type Fields = Vec<(&'static str, String)>;

fn count(counts: &[(&'static str, u64)]) -> Fields {
    counts.iter().map(|(key, count)| (*key, count.to_string())).collect()
}

fn points(days: &BTreeMap<(i64, String), Day>, more: impl Fn(&str, &Day) -> Fields) -> Vec<String> {
    let point = |((start, kind), day): (&(i64, String), &Day)| {
        let mut fields = vec![("start", start.to_string()), ("end", (start + DAY).to_string())];
        fields.extend(more(kind, day));
        object(&fields)
    };
    days.iter().map(point).collect()
}

/// Nobody tapped a button on a day whose rows do not say so.
fn templates(days: &BTreeMap<(i64, String), Day>, key: &'static str, id: &str) -> String {
    let points = points(days, |_, day| {
        let mut fields = vec![(key, text(id))];
        fields.extend(count(&[("sent", day.sent), ("delivered", day.delivered), ("read", day.read)]));
        let each = if day.delivered > 0 { day.cost / day.delivered as i64 } else { 0 };
        let each = format!("0.{each:06}");
        let cost = |kind: &str, value: String| object(&[("type", text(kind)), ("value", value)]);
        fields.push(("cost", array(&[cost("amount_spent", day.cost()), cost("cost_per_delivered", each)])));
        fields
    });
    let group = [("granularity", text("DAILY")), ("product_type", text("cloud_api")), ("data_points", array(&points))];
    let cursors = object(&[("before", text("MAZDZD")), ("after", text("MjQZD"))]);
    object(&[("data", array(&[object(&group)])), ("paging", object(&[("cursors", cursors)]))])
}

/// Every number is a text.
fn insights(days: &BTreeMap<(i64, String), Day>) -> String {
    let row = |((start, _), day): (&(i64, String), &Day)| {
        let date = text(&after(*start, "%Y-%m-%d"));
        object(&[
            ("campaign_name", text("sampler-week")),
            ("account_currency", text("EUR")),
            ("marketing_messages_sent", text(&day.sent.to_string())),
            ("marketing_messages_delivered", text(&day.delivered.to_string())),
            ("marketing_messages_read", text(&day.read.to_string())),
            ("marketing_messages_read_rate", text("57.2")),
            ("marketing_messages_spend", text(&day.cost())),
            ("date_start", date.clone()),
            ("date_stop", date),
        ])
    };
    object(&[("data", array(&days.iter().map(row).collect::<Vec<_>>()))])
}
