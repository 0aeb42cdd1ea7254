//! The walk over one customer: who the customer is, what proves delivery, then every message in order.
//!
//! The order of the steps is the order of dependence: quotes that name a message settle its state before anything
//! else looks at it; replies and conversations are found message by message; clicks and opt-outs need both.

use std::borrow::Cow;

use hashbrown::HashMap;
use smallvec::SmallVec;

use super::clock::Clock;
use super::conversations::{Conversations, Used};
use super::order::clock_of;
use super::shard::{CustomerRows, Sorted};
use super::story::{Life, MessageFinding, NOWHERE, Story};
use super::world::World;
use super::{consent, engagement, outcome, surveys};
use crate::lists::{FailureClass, failure_class};
use crate::tables::message::{Message, Millis};
use crate::tables::profile::Profile;
use crate::tables::rows::Conversation;
use crate::tables::texts::Text;
use crate::tables::values::{Author, Category, ConsentEvent, MessageType, Status};

/// WhatsApp's service window: a business may answer freely for this long after the customer wrote.
const SERVICE_WINDOW: Millis = 24 * 3_600_000;

/// Up to so many messages are looked through rather than indexed.
const FEW: usize = 32;

/// Walks every customer of a sorted shard.
pub fn walk(shard: &Sorted, world: &World) -> Story {
    let mut story = Story { messages: Vec::with_capacity(shard.messages.len()), ..Story::default() };
    let mut spare = Spare::default();
    for customer in shard.customers() {
        spare = Walk::new(customer, world, &mut story, spare).run();
    }
    story
}

/// Walks one customer alone.
pub fn walk_customer(customer: CustomerRows, world: &World) -> Story {
    let mut story = Story::default();
    Walk::new(customer, world, &mut story, Spare::default()).run();
    story
}

/// Memory that the walk over one customer leaves to the next one.
#[derive(Default)]
struct Spare {
    found: Vec<MessageFinding>,
    used: Used,
}

/// The walk over one customer.
pub struct Walk<'a> {
    /// The customer's rows.
    pub rows: CustomerRows<'a>,
    /// What the whole input knows.
    pub world: &'a World,
    /// How the customer's times are compared.
    pub clock: Clock,
    /// The customer's number in the story.
    pub life: u32,
    /// Findings about the customer's messages, beside `rows.messages`.
    pub found: Vec<MessageFinding>,
    by_id: HashMap<u64, usize>,
    used: Used,
    story: &'a mut Story,
}

impl<'a> Walk<'a> {
    /// The findings go into memory that other customers have used.
    fn new(rows: CustomerRows<'a>, world: &'a World, story: &'a mut Story, spare: Spare) -> Walk<'a> {
        let clock = clock_of(rows.messages.iter(), world);
        let life = story.lives.len() as u32;
        let Spare { mut found, used } = spare;
        found.clear();
        found.extend(rows.messages.iter().map(|message| beginning(message, world, life)));
        let by_id = match rows.messages.len() <= FEW {
            true => HashMap::new(),
            false => rows.messages.iter().enumerate().map(|(row, message)| (message.id(), row)).collect(),
        };
        Walk { rows, world, clock, life, found, by_id, used, story }
    }

    fn run(mut self) -> Spare {
        let life = self.describe();
        self.story.lives.push(life);
        engagement::prove_named(&mut self);
        let conversations = self.story.conversations.len();
        self.walk_in_order();
        engagement::find_clicks(&mut self);
        consent::find_opt_outs(&mut self, life);
        outcome::attribute_orders(&mut self, conversations);
        surveys::find_answers(&mut self, conversations);
        self.look_back();
        self.story.messages.extend_from_slice(&self.found);
        Spare { found: self.found, used: self.used }
    }

    /// The profile of a message.
    pub fn profile(&self, row: usize) -> &'a Profile {
        &self.world.profiles[self.rows.messages[row].profile as usize]
    }

    /// The customer's message of an id.
    pub fn find(&self, id: u64) -> Option<usize> {
        match self.rows.messages.len() <= FEW {
            true => self.rows.messages.iter().position(|message| message.id() == id),
            false => self.by_id.get(&id).copied(),
        }
    }

    /// What is found goes here.
    pub fn story(&mut self) -> &mut Story {
        self.story
    }

    /// Raises a message's state where something proves it; what is unknown stays unknown.
    pub fn prove(&mut self, row: usize, proven: Status) {
        let state = &mut self.found[row].state;
        if *state != Status::Unknown {
            *state = (*state).max(proven);
        }
    }

    fn describe(&self) -> Life {
        let contact = self.rows.contact.copied();
        let told = |column: fn(&Profile) -> Text| {
            let mut values = self.rows.messages.iter().map(|m| column(&self.world.profiles[m.profile as usize]));
            values.find(|value| !value.is_none()).unwrap_or_default()
        };
        let block = self.rows.preferences.iter().rev().map(|(_, preference)| preference.event);
        let last = block.into_iter().find(|event| matches!(event, ConsentEvent::Block | ConsentEvent::Unblock));
        Life {
            contact_segment: contact.map_or(Text::NONE, |contact| contact.segment),
            told_segment: told(|profile| profile.segment),
            country: contact.map_or(Text::NONE, |contact| contact.country).or(self
                .world
                .countries
                .get(self.rows.customer as usize)
                .copied()
                .unwrap_or_default()),
            language: contact.map_or(Text::NONE, |contact| contact.language),
            is_contact: contact.is_some(),
            consent_at: contact.and_then(|contact| contact.consent_at),
            blocked: last == Some(ConsentEvent::Block),
        }
    }

    /// Every message in order: outreach, replies, conversations and waits.
    fn walk_in_order(&mut self) {
        let told = self.rows.conversations;
        let rows = Cow::Borrowed(told);
        if !told.iter().any(|(_, row)| row.resolved && row.resolved_at.or(row.closed_at).is_none()) {
            self.used = self.take_in_order(rows).finish(self);
            return;
        }
        // A resolve without any time is dated to the conversation's last message, which a first walk finds.
        let before = (self.found.clone(), self.story.answers_by_unknown, self.story.marketing_by_campaign);
        let first = self.take_in_order(rows);
        let mut dated = told.to_vec();
        first.date_resolves(self, &mut dated);
        (self.found, self.story.answers_by_unknown, self.story.marketing_by_campaign) = before;
        self.used = self.take_in_order(Cow::Owned(dated)).finish(self);
    }

    fn take_in_order(&mut self, rows: Cow<'a, [(u32, Conversation)]>) -> Conversations<'a> {
        let mut conversations = Conversations::new(rows, self.clock, self.world, std::mem::take(&mut self.used));
        let mut lines: SmallVec<[Line; 2]> = SmallVec::new();
        for row in 0..self.found.len() {
            let profile = self.profile(row);
            let at = self.found[row].at;
            let line = line_of(&mut lines, profile.business);
            if !self.found[row].is_message {
                if self.found[row].inbound && profile.kind == Some(MessageType::Reaction) {
                    engagement::attribute_reaction(self, row, line.last_outbound);
                }
                continue;
            }
            if self.found[row].inbound {
                line.last_inbound = Some(at);
                let target = line.last_outbound;
                let answered = engagement::attribute_reply(self, row, target);
                conversations.take_inbound(self, row, answered);
            } else {
                let waiting = conversations.is_waiting(profile.business, at);
                let wrote = line.last_inbound.is_some_and(|wrote| self.clock.within(wrote, at, SERVICE_WINDOW));
                let failed = self.found[row].state == Status::Failed;
                let outreach = is_outreach(profile, waiting, wrote);
                self.found[row].outreach = outreach;
                self.found[row].marketing = outreach && self.is_marketing(profile);
                if !failed {
                    line.last_outbound = Some(row);
                }
                if !failed && !outreach {
                    conversations.take_outbound(self, row);
                }
            }
        }
        conversations
    }

    fn is_marketing(&mut self, profile: &Profile) -> bool {
        let by_campaign = profile.category.is_none() && !profile.campaign.is_none();
        self.story.marketing_by_campaign += u64::from(by_campaign);
        by_campaign || profile.category == Some(Category::Marketing)
    }

    /// What needs the whole life: other reads, earlier deliveries, latencies.
    fn look_back(&mut self) {
        let is_read = |row: &MessageFinding, message: &Message| {
            row.is_message && !row.inbound && message.reads_known && row.state == Status::Read
        };
        let reads = self.found.iter().zip(self.rows.messages).filter(|(row, message)| is_read(row, message)).count();
        let mut delivered_before = false;
        for (row, message) in self.found.iter_mut().zip(self.rows.messages) {
            if row.inbound || !row.is_message {
                continue;
            }
            row.observable = reads > usize::from(is_read(row, message));
            row.after_delivery = delivered_before;
            let delivered = row.state >= Status::Delivered;
            delivered_before |= delivered;
            let times = &message.times;
            if !delivered {
                continue;
            }
            let mut span = |from: Option<Millis>, to: Option<Millis>| {
                let (from, to) = (from?, to?);
                let span = self.clock.span(from, to);
                self.story.negative_spans += u64::from(span.is_none());
                span
            };
            row.delivery_latency = span(times.sending(), times.delivered.get());
            row.time_to_open = span(times.delivered.get(), times.read.get());
        }
    }
}

/// One business number as the customer sees it.
struct Line {
    business: Text,
    last_outbound: Option<usize>,
    last_inbound: Option<Millis>,
}

fn line_of(lines: &mut SmallVec<[Line; 2]>, business: Text) -> &mut Line {
    let known = lines.iter().position(|line| line.business == business);
    let place = known.unwrap_or_else(|| {
        lines.push(Line { business, last_outbound: None, last_inbound: None });
        lines.len() - 1
    });
    &mut lines[place]
}

/// Whether the business started an outbound message.
fn is_outreach(profile: &Profile, waiting: bool, wrote_lately: bool) -> bool {
    let Profile { author, category, .. } = *profile;
    if !profile.campaign.is_none() || author == Some(Author::Campaign) {
        return true;
    }
    match category {
        Some(Category::Service) => false,
        Some(Category::Marketing | Category::Authentication) => true,
        _ if category == Some(Category::Utility) || !profile.template.is_none() => {
            !(waiting && matches!(author, Some(Author::Agent | Author::Bot)))
        }
        _ => author.is_none() && !waiting && !wrote_lately,
    }
}

/// What a row tells by itself.
fn beginning(message: &Message, world: &World, life: u32) -> MessageFinding {
    let profile = &world.profiles[message.profile as usize];
    let inbound = profile.is_inbound();
    let at = message.times.own().unwrap_or_default();
    MessageFinding {
        life,
        conversation: NOWHERE,
        at,
        is_message: !profile.is_event(),
        inbound,
        state: if inbound { Status::Unknown } else { message.status },
        outreach: false,
        marketing: false,
        opt_out_word: inbound && profile.opt_out_word,
        replies: 0,
        first_reply: None,
        replied_in_click_window: false,
        taps: 0,
        tapped: NOWHERE,
        clicks: 0,
        reacted: false,
        opted_out: false,
        converted: false,
        ordered: false,
        after_opt_out: false,
        without_consent: false,
        unreachable: failure_class(profile.error_code) == FailureClass::Unreachable,
        after_delivery: false,
        observable: false,
        rating: if inbound { None } else { world.ratings.at(profile.template, profile.business, at) },
        delivery_latency: None,
        time_to_open: None,
    }
}
