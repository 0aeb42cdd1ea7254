//! Which message a reply, tap, reaction or click belongs to, and what it proves.

use super::merge::State;
use super::rows::ClickRow;
use super::story::World;

/// An inbound row and the outbound message that it answers.
#[derive(Clone, Debug)]
pub struct Link {
    pub inbound: usize,
    pub target: usize,
    pub named: bool,
    /// An inbound message that is no opt-out.
    pub reply: bool,
    /// A tap that is no opt-out.
    pub tap: bool,
    pub reaction: bool,
}

/// A row of the clicks table and its message.
#[derive(Clone, Debug)]
pub struct Click {
    pub target: usize,
    pub at: i64,
}

impl World {
    /// Whether a link came within a window after its message.
    pub fn link_within(&self, link: &Link, window: i64) -> bool {
        let target = &self.messages[link.target];
        self.within(target.customer, target.at, self.messages[link.inbound].at, window)
    }

    pub fn replies(&self, target: usize, window: i64) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.target == target && link.reply && self.link_within(link, window))
    }

    pub fn taps(&self, target: usize) -> impl Iterator<Item = &Link> {
        self.links
            .iter()
            .filter(move |link| link.target == target && link.tap && self.link_within(link, self.windows.click))
    }

    /// Link clicks of the clicks table; `clicked_at` is one where nothing else tells of one.
    pub fn link_clicks(&self, target: usize) -> usize {
        let m = &self.messages[target];
        let rows = self
            .clicks
            .iter()
            .filter(|click| click.target == target)
            .filter(|click| self.within(m.customer, m.at, click.at, self.windows.click))
            .count();
        let told = m.row.clicked_at.is_some_and(|at| self.within(m.customer, m.at, at, self.windows.click));
        if rows == 0 && told && self.taps(target).next().is_none() { 1 } else { rows }
    }

    pub fn reactions(&self, target: usize) -> usize {
        self.links
            .iter()
            .filter(|link| link.target == target && link.reaction && self.link_within(link, self.windows.click))
            .count()
    }

    fn outbound_named(&self, id: &str, customer: Option<usize>) -> Option<usize> {
        self.messages
            .iter()
            .position(|m| m.is_outbound() && m.row.message_id == id && customer.is_none_or(|c| c == m.customer))
    }

    fn prove(&mut self, target: usize, state: State) {
        let message = &mut self.messages[target];
        if message.known() {
            message.state = message.state.max(state);
        }
    }
}

/// Whatever names a message proves it, also against a failure and whenever it came.
pub fn prove_by_name(world: &mut World, clicks: &[ClickRow]) {
    for inbound in 0..world.messages.len() {
        let m = &world.messages[inbound];
        if m.inbound && !m.row.reply_to.is_empty() {
            let state = if m.is_tap() { State::Read } else { State::Delivered };
            if let Some(target) = world.outbound_named(&m.row.reply_to, Some(m.customer)) {
                world.prove(target, state);
            }
        }
    }
    for click in clicks {
        if let Some(target) = named_by_click(world, click) {
            world.prove(target, State::Read);
        }
    }
    for target in 0..world.messages.len() {
        if world.messages[target].is_outbound() && world.messages[target].row.clicked_at.is_some() {
            world.prove(target, State::Read);
        }
    }
}

fn named_by_click(world: &World, click: &ClickRow) -> Option<usize> {
    if click.message_id.is_empty() {
        return None;
    }
    world.outbound_named(&click.message_id, None)
}

/// The message that each inbound message or reaction belongs to.
pub fn link_inbound(world: &mut World) {
    let mut links = vec![];
    for inbound in 0..world.messages.len() {
        let m = &world.messages[inbound];
        let reaction = m.row.kind == "reaction";
        if !m.inbound || (m.event && !reaction) {
            continue;
        }
        let named = match m.row.reply_to.as_str() {
            "" => None,
            id => world.outbound_named(id, Some(m.customer)),
        };
        let latest = (0..world.messages.len())
            .filter(|i| {
                let o = &world.messages[*i];
                o.is_outbound()
                    && !o.failed()
                    && o.customer == m.customer
                    && o.row.business == m.row.business
                    && world.order(*i) < world.order(inbound)
            })
            .max_by_key(|i| world.order(*i));
        if let Some(target) = named.or(latest) {
            let reply = !m.event && !m.opt_out_word;
            let tap = reply && m.is_tap();
            links.push(Link { inbound, target, named: named.is_some(), reply, tap, reaction });
        }
    }
    world.links = links;
}

/// A reply or tap that names nothing proves its message only within its window.
pub fn prove_unnamed(world: &mut World) {
    for link in world.links.clone() {
        if link.named {
            continue;
        }
        if link.reply && world.link_within(&link, world.windows.reply) {
            world.prove(link.target, State::Delivered);
        }
        if link.tap && world.link_within(&link, world.windows.click) {
            world.prove(link.target, State::Read);
        }
    }
}

/// The clicks table: the message named, else the latest delivered outreach in the window.
pub fn link_clicks(world: &mut World, clicks: &[ClickRow]) {
    for click in clicks {
        let at = click.at.unwrap();
        let latest = world.customer_named(&click.customer).and_then(|customer| {
            (0..world.messages.len())
                .filter(|i| {
                    let m = &world.messages[*i];
                    m.customer == customer
                        && m.outreach
                        && m.reached()
                        && (click.campaign.is_empty() || click.campaign == m.row.campaign)
                        && world.within(customer, m.at, at, world.windows.click)
                })
                .max_by_key(|i| world.order(*i))
        });
        if let Some(target) = named_by_click(world, click).or(latest) {
            world.prove(target, State::Read);
            world.clicks.push(Click { target, at });
        }
    }
}
