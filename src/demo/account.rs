//! The shop's side: its teams, what happened to its templates and its number, and what every export calls them.

use super::clock::moment;

/// The shop's teams and who is in them.
pub const SALES: Team = Team { name: "Sales", agents: &["Ada", "Bo"] };
pub const SUPPORT: Team = Team { name: "Support", agents: &["Cem", "Dora", "Eva"] };

pub struct Team {
    pub name: &'static str,
    pub agents: &'static [&'static str],
}

/// The team of an agent; of nobody none.
pub fn team_of(agent: &str) -> &'static str {
    let team = [SALES, SUPPORT].into_iter().find(|team| team.agents.contains(&agent));
    team.map_or("", |team| team.name)
}

pub const BUSINESS: &str = "4915550001111";
pub const PHONE_NUMBER_ID: &str = "77001";
pub const ACCOUNT: &str = "1009";

pub enum News {
    /// Approved, paused, reinstated.
    Status(&'static str),
    /// From one rating to another.
    Quality(&'static str, &'static str),
}

pub struct TemplateEvent {
    pub at: i64,
    pub template: &'static str,
    pub category: &'static str,
    pub language: &'static str,
    pub news: News,
}

/// The template whose buttons Meta tells of, and when.
pub const WITH_BUTTONS: &str = "sampler_offer";

pub fn template_events() -> Vec<TemplateEvent> {
    use News::{Quality, Status};
    let event = |(day, hour, minute), template, category, news| TemplateEvent {
        at: moment(day, hour, minute),
        template,
        category,
        language: "de",
        news,
    };
    vec![
        event((0, 0, 3), "autumn_harvest", "marketing", Status("APPROVED")),
        event((0, 0, 4), "order_confirmed", "utility", Status("APPROVED")),
        event((0, 0, 5), "parcel_shipped", "utility", Status("APPROVED")),
        event((0, 0, 6), "sign_in_code", "authentication", Status("APPROVED")),
        event((0, 0, 7), "finder_reminder", "utility", Status("APPROVED")),
        event((0, 0, 8), "we_are_back", "utility", Status("APPROVED")),
        event((0, 9, 30), "order_confirmed", "utility", Quality("UNKNOWN", "GREEN")),
        event((0, 9, 31), "parcel_shipped", "utility", Quality("UNKNOWN", "GREEN")),
        event((2, 6, 20), "autumn_harvest", "marketing", Quality("UNKNOWN", "GREEN")),
        event((5, 11, 8), "parcel_shipped", "utility", Quality("GREEN", "YELLOW")),
        event((7, 12, 45), "sampler_offer", "marketing", Status("APPROVED")),
        event((8, 14, 0), "loyalty_points", "marketing", Status("REJECTED")),
        event((9, 10, 30), "sampler_offer", "marketing", Quality("UNKNOWN", "GREEN")),
        event((9, 15, 2), "sampler_offer", "marketing", Quality("GREEN", "YELLOW")),
        event((10, 9, 12), "sampler_offer", "marketing", Status("PAUSED")),
        event((11, 9, 12), "sampler_offer", "marketing", Status("REINSTATED")),
        event((12, 13, 25), "loyalty_points", "marketing", Status("APPROVED")),
        event((13, 6, 55), "parcel_shipped", "utility", Quality("YELLOW", "GREEN")),
        event((16, 8, 0), "loyalty_points", "marketing", Quality("UNKNOWN", "GREEN")),
        event((18, 7, 48), "sampler_offer", "marketing", Quality("YELLOW", "GREEN")),
    ]
}
