//! Invented settings: windows, targets, opening hours, currencies, models; and conditions.

use super::clock::Hours;
use super::condition::Condition;
use super::groups::CALENDAR;
use super::random::Random;
use super::settings::*;
use super::*;
use chrono::DateTime;
use std::collections::BTreeSet;

pub fn settings(data: &Data, random: &mut Random) -> Settings {
    let mut settings = Settings::default();
    if random.chance(75) {
        settings.windows = windows(random);
    }
    // The invented data are too short for months.
    if random.chance(85) {
        settings.windows.retention = random.one(&[6 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 10 * DAY]);
        settings.windows.churn = random.one(&[6 * HOUR, DAY, 3 * DAY, 6 * DAY, 10 * DAY]);
    }
    if random.chance(60) {
        let mut target = || random.one(&[None, Some(MINUTE), Some(HOUR), Some(DAY), Some(3 * DAY)]);
        settings.sla = Targets { first_response: target(), response: target(), resolution: target() };
    }
    settings.model = random.text(&["", "last-touch", "first-touch", "linear", "position", "time-decay"]);
    if random.chance(40) {
        settings.final_steps = vec!["paid".to_string(), " Address".to_string()];
    }
    if random.chance(50) {
        settings.currency = random.text(&["EUR", "USD"]);
        if random.chance(75) {
            settings.rates = match settings.currency.as_str() {
                "EUR" => vec![("USD".to_string(), 920_000), ("JPY".to_string(), 6_130)],
                _ => vec![("EUR".to_string(), 1_087_300)],
            };
        }
    }
    if random.chance(40) {
        settings.margin = Some(random.one(&[400_000, 1_000_000, 255_000]));
    }
    if random.chance(30) {
        settings.spend = spend(data, random);
    }
    if random.chance(40) {
        settings.rate_card = rate_card(data, random);
    }
    settings
}

fn windows(random: &mut Random) -> Windows {
    let mut windows = Windows::default();
    let short = [HOUR, 24 * HOUR, 72 * HOUR, 30 * HOUR + 30 * MINUTE];
    if random.chance(30) {
        windows.reply = random.one(&short);
    }
    if random.chance(30) {
        windows.click = random.one(&short);
    }
    if random.chance(40) {
        windows.conversion = random.one(&[DAY, 2 * DAY, 30 * DAY]);
    }
    if random.chance(30) {
        windows.session_gap = random.one(&[HOUR, 12 * HOUR, 48 * HOUR]);
    }
    if random.chance(20) {
        windows.late_answer = random.one(&[DAY, 14 * DAY]);
    }
    if random.chance(30) {
        windows.reopen = random.one(&[HOUR, DAY, 30 * DAY]);
    }
    if random.chance(20) {
        windows.opt_out = random.one(&[HOUR, 7 * DAY]);
    }
    windows
}

fn first_day(data: &Data) -> i64 {
    let times = data.messages.iter().flatten().flat_map(|row| row.times());
    times.min().unwrap().div_euclid(DAY) * DAY
}

fn spend(data: &Data, random: &mut Random) -> Vec<SpendRow> {
    let since = first_day(data) + random.below(3) as i64 * DAY;
    let row = SpendRow {
        since: Some(since),
        until: Some(since + random.one(&[DAY, 10 * DAY])),
        as_dates: true,
        amount: 199_000_000,
        currency: random.text(&["EUR", "EUR", "USD"]),
        campaign: random.text(&["", "spring"]),
        kind: random.text(&["platform", "message"]),
        ..SpendRow::default()
    };
    vec![row]
}

fn rate_card(data: &Data, random: &mut Random) -> Vec<Rate> {
    let mut card: Vec<Rate> = vec![];
    for country in ["DE", "*", "BR"] {
        for category in ["marketing", "utility"] {
            for from in [None, Some(first_day(data) + DAY)] {
                if random.chance(55) {
                    card.push(Rate {
                        country: country.to_string(),
                        category: category.to_string(),
                        price: random.one(&[113_100, 45_600, 0, 70_000]),
                        currency: "EUR".to_string(),
                        valid_from: from,
                    });
                }
            }
        }
    }
    card
}

/// Opening hours: split shifts, whole days, a holiday, a special day.
pub fn hours(data: &Data, random: &mut Random) -> Hours {
    let shifts = |random: &mut Random| {
        random.one(&[
            vec![],
            vec![(540, 1020)],
            vec![(540, 780), (840, 1080)],
            vec![(0, 1440)],
            vec![(0, 125), (1320, 1440)],
        ])
    };
    let day = |offset: i64| DateTime::from_timestamp_millis(first_day(data) + offset * DAY).unwrap().date_naive();
    let mut week: [clock::Shifts; 7] = std::array::from_fn(|_| shifts(random));
    week[0] = vec![(540, 780), (840, 1080)];
    let holidays = if random.chance(50) { vec![day(1), day(2)] } else { vec![] };
    let special = if random.chance(50) { vec![(day(2), vec![(600, 720)]), (day(4), vec![])] } else { vec![] };
    let zone = random.text(&["UTC", "Europe/Berlin", "America/Sao_Paulo"]).parse().unwrap();
    Hours { zone, week, holidays, special }
}

/// A condition over the values that the messages have.
pub fn condition(data: &Data, random: &mut Random) -> Condition {
    let first = simple(data, random);
    let both = |random: &mut Random| (Box::new(simple(data, random)), Box::new(simple(data, random)));
    match random.below(6) {
        0 => {
            let (one, other) = both(random);
            Condition::And(one, other)
        }
        1 => {
            let (one, other) = both(random);
            Condition::Or(one, other)
        }
        2 => Condition::Not(Box::new(first)),
        3 => {
            let (one, other) = both(random);
            Condition::And(Box::new(Condition::Not(one)), Box::new(Condition::Or(other, Box::new(first))))
        }
        _ => first,
    }
}

fn simple(data: &Data, random: &mut Random) -> Condition {
    let often = ["segment", "country", "language", "campaign", "agent", "business"];
    let rarely = ["template", "variant", "category", "type", "author", "team", "hour", "weekday"];
    let dimension = if random.chance(70) { random.text(&often) } else { random.text(&rarely) };
    let values = values(data, &dimension);
    match random.below(3) {
        0 => Condition::Is(dimension, random.one(&values)),
        1 => Condition::IsNot(dimension, random.one(&values)),
        _ => Condition::In(dimension, vec![random.one(&values), random.one(&values)]),
    }
}

fn values(data: &Data, dimension: &str) -> Vec<String> {
    if CALENDAR.contains(&dimension) {
        let hours = (0..24).map(|hour| format!("{hour:02}"));
        return if dimension == "hour" { hours.collect() } else { (1..8).map(|day| day.to_string()).collect() };
    }
    let of = |row: &MessageRow| match dimension {
        "segment" => row.segment.clone(),
        "language" => row.language.clone(),
        "campaign" => row.campaign.clone(),
        "agent" => row.agent.clone(),
        "business" => row.business.clone(),
        "template" => row.template.clone(),
        "variant" => row.variant.clone(),
        "category" => row.category.clone(),
        "type" => row.kind.clone(),
        "author" => row.author.clone(),
        "team" => row.team.clone(),
        _ => "DE".to_string(),
    };
    let mut values: BTreeSet<String> = data.messages.iter().flatten().map(of).filter(|v| !v.is_empty()).collect();
    values.extend(["(none)", "vip", "O'Brien"].map(String::from));
    values.into_iter().collect()
}
