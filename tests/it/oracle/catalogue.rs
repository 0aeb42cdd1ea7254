//! Every id that the oracle answers, with the family of its dimensions.

use super::groups::Family;
use super::*;

pub struct Entry {
    pub kpi: String,
    pub family: Family,
}

fn sections() -> Vec<(&'static str, &'static [&'static str], Family)> {
    vec![
        ("delivery", delivery::IDS, Family::Message),
        ("engagement", engagement::IDS, Family::Message),
        ("consent", consent::IDS, Family::Message),
        ("conversations", conversations::IDS, Family::Conversation),
        ("response", response::IDS, Family::Wait),
        ("resolution", resolution::IDS, Family::Conversation),
        ("bot", bot::IDS, Family::Conversation),
        ("journey", journey::IDS, Family::Conversation),
        ("outcome", outcome::IDS, Family::Message),
        ("cost", cost::IDS, Family::Message),
        ("satisfaction", satisfaction::IDS, Family::Conversation),
        ("loyalty", loyalty::IDS, Family::Customer),
    ]
}

/// Where a KPI is of another family than its section.
fn own_family(kpi: &str) -> Option<Family> {
    match kpi {
        "opt_in_rate" => Some(Family::Customer),
        "open_waits" => Some(Family::OpenWait),
        "open_conversations" => Some(Family::OpenConversation),
        "bot_fallback_rate" | "followup_recovery_rate" => Some(Family::Message),
        "conversation_conversion_rate" => Some(Family::Conversation),
        "cost_per_conversation" | "cost_per_resolution" => Some(Family::MessageAndConversation),
        "active_customers" | "new_customers" | "repeat_purchase_rate" => Some(Family::DatedCustomer),
        _ => None,
    }
}

/// The ids that are asked for.
pub fn catalogue(ask: &Ask) -> Vec<Entry> {
    let mut entries = vec![];
    for (section, ids, usual) in sections() {
        if !ask.wants(section) {
            continue;
        }
        for id in ids {
            let (stem, tails): (&str, &[&str]) = match id.strip_suffix('*') {
                Some(stem) => (stem, &["", "_p50", "_p90"]),
                None => (id, &[""]),
            };
            let family = own_family(stem).unwrap_or(usual);
            let entry = |tail: &&str| Entry { kpi: format!("{stem}{tail}"), family };
            entries.extend(tails.iter().map(entry).filter(|entry| !ask.without.contains(&entry.kpi)));
        }
    }
    entries
}

impl Ask {
    pub fn wants(&self, section: &str) -> bool {
        !self.without.iter().any(|other| other == section)
    }

    /// Whether a family knows every dimension that is asked for, in groups and in the condition.
    pub fn known_to(&self, family: Family) -> bool {
        self.groups_known_to(family) && self.condition_known_to(family)
    }

    pub fn groups_known_to(&self, family: Family) -> bool {
        self.by.iter().all(|dimension| family.knows(dimension))
    }

    pub fn condition_known_to(&self, family: Family) -> bool {
        let named = self.condition.iter().flat_map(|condition| condition.dimensions());
        named.into_iter().all(|dimension| family.knows(dimension))
    }
}
