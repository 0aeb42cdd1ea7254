//! What the conversations table adds after the walk, and the outcome and dimensions of
//! conversations and waits.

use super::rows::ConversationRow;
use super::story::{Message, World, or_none};
use super::walk::{Conversation, Outcome, Wait, is_answer};
use super::*;

/// A conversation of which only the conversations table tells.
pub fn from_row_alone(
    world: &World,
    row: &ConversationRow,
    resolves: &BTreeMap<String, i64>,
    responses_known: bool,
) -> Option<Conversation> {
    let customer = world.customer_named(&row.customer)?;
    let start = row.started_at.or(row.times().into_iter().min())?;
    let mut waits = vec![];
    if let Some(begin) = row.started_at
        && (row.first_response_at.is_some() || responses_known)
    {
        let mut wait = Wait::new(begin, false);
        if row.is_resolved() || resolves.contains_key(&row.conversation_id) {
            wait.outcome = Outcome::Unanswered;
        }
        waits.push(wait);
    }
    Some(Conversation {
        id: Some(row.conversation_id.clone()),
        customer,
        business: row.business.clone(),
        waits,
        row: Some(row.clone()),
        start,
        ..Conversation::default()
    })
}

/// Start, first response, outcome of open waits and dimensions.
pub fn finish(world: &World, c: &mut Conversation) {
    let row = c.row.clone().unwrap_or_default();
    if let Some(first) = c.members.first() {
        c.start = row.started_at.unwrap_or(world.messages[*first].at);
    }
    if let Some(time) = row.first_response_at
        && let Some(wait) = c.waits.first_mut()
    {
        let same_second = c
            .members
            .iter()
            .map(|i| &world.messages[*i])
            .find(|m| is_answer(m) && m.at.div_euclid(SECOND) == time.div_euclid(SECOND));
        wait.outcome = Outcome::Answered;
        wait.end = Some(time);
        (wait.author, wait.agent) = match same_second {
            Some(m) => (m.author.clone(), m.row.agent.clone()),
            None if !row.agent.is_empty() => ("agent".to_string(), row.agent.clone()),
            None => (String::new(), String::new()),
        };
    }
    for wait in &mut c.waits {
        let over = world.tick(c.customer, wait.begin) + world.windows.late_answer;
        if wait.outcome == Outcome::Open && world.tick(c.customer, world.as_of) > over {
            wait.outcome = Outcome::Unanswered;
        }
    }

    let members: Vec<&Message> = c.members.iter().map(|i| &world.messages[*i]).collect();
    let first_inbound = c.members.iter().find(|i| world.messages[**i].inbound);
    let outreach = first_inbound.and_then(|inbound| {
        world.links.iter().find(|link| {
            link.inbound == *inbound
                && link.reply
                && world.messages[link.target].outreach
                && world.link_within(link, world.windows.reply)
        })
    });
    c.by_business = outreach.is_some() || members.first().is_some_and(|m| m.is_outbound() && m.author == "agent");

    let first = |values: [&str; 3]| or_none(values.into_iter().find(|value| !value.is_empty()).unwrap_or(""));
    let by_agents: Vec<&&Message> = members.iter().filter(|m| m.is_outbound() && m.author == "agent").collect();
    let last_agent = by_agents.iter().rev().find(|m| !m.row.agent.is_empty());
    let last_team = by_agents.iter().rev().find(|m| !m.row.team.is_empty());
    let customer = &world.customers[c.customer];
    let contact = customer.contact.clone().unwrap_or_default();
    let campaign = outreach.map(|link| world.messages[link.target].row.campaign.clone());
    c.dimensions = BTreeMap::from([
        ("campaign", first([&row.campaign, &campaign.unwrap_or_default(), ""])),
        ("agent", first([&row.agent, last_agent.map_or("", |m| m.row.agent.as_str()), ""])),
        ("team", first([&row.team, last_team.map_or("", |m| m.row.team.as_str()), ""])),
        ("segment", first([&contact.segment, &row.segment, &customer.segment])),
        ("country", or_none(&customer.country)),
        ("language", or_none(&customer.language)),
        ("business", or_none(&c.business)),
    ]);
    for wait in &mut c.waits {
        wait.dimensions = c.dimensions.clone();
        wait.dimensions.insert("agent", or_none(&wait.agent));
        wait.dimensions.insert("author", or_none(&wait.author));
    }
}
