//! Preparing: what was read becomes merged messages, resolved customers and sorted shards.
//!
//! Not responsible for reading (`sources`) nor for walking (`timeline`), only for the steps between.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Result;
use rayon::prelude::*;

use super::aggregates::tells_of;
use super::present::Present;
use super::spending::span_of;
use crate::facts::Vocabulary;
use crate::kpis::Aggregated;
use crate::settings::Settings;
use crate::settings::money::Spending;
use crate::sources::load::Loaded;
use crate::tables::account::Accounts;
use crate::tables::bag::{Bag, PARTS};
use crate::tables::identity::Customers;
use crate::tables::ids::IdTexts;
use crate::tables::intake::{Intake, Names};
use crate::tables::merge::{InputTraits, Merged, Traits, merge_part};
use crate::tables::message::{Message, Millis, Origin};
use crate::tables::profile::Profile;
use crate::tables::rows::{Aggregate, Click, Conversation, Spend, TemplateEvent};
use crate::tables::texts::{Text, Texts};
use crate::tables::values::Author;
use crate::timeline::money::Exchange;
use crate::timeline::scout::{Tapped, is_tap};
use crate::timeline::shard::{Shard, shard_of};
use crate::timeline::world::{Ratings, Templates, World};

/// Everything that is ready to be walked.
pub struct Prepared {
    /// What only the whole input knows.
    pub world: World,
    /// The words of dimensions, and which templates have buttons.
    pub words: Vocabulary,
    /// The customers' rows.
    pub shards: Vec<Shard>,
    /// What became of the records.
    pub accounts: Accounts,
    /// What the input can tell.
    pub present: Present,
    /// Costs that are not in a message.
    pub spends: Vec<Spend>,
    /// Where some of them are bills for messages: the span of each spend; of others an empty one.
    pub bills: Option<Vec<(Millis, Millis)>>,
    /// Events of templates and numbers.
    pub templates: Vec<TemplateEvent>,
    /// Counts that somebody else made.
    pub aggregates: Vec<Aggregate>,
    /// The first and last instant of the data.
    pub data: (Millis, Millis),
    /// Whether there is any dated row: then `world.as_of` means something.
    pub dated: bool,
}

/// How many messages make a shard of their own worthwhile.
const SHARD_MESSAGES: usize = 20_000;

/// Merges, resolves and shards what was read. `shards` is only for tests: 0 = as many as the input deserves.
pub fn prepare(
    loaded: Loaded,
    names: &Names,
    settings: &Settings,
    as_of: Option<i64>,
    end: Option<i64>,
    taps_matter: bool,
    shards: usize,
) -> Result<Prepared> {
    let traits = traits_of(&loaded);
    let files = loaded.inputs.iter().map(|input| input.plain_place().map(Into::into)).collect();
    let Intake {
        messages,
        conversations,
        clicks,
        preferences,
        contacts,
        orders,
        surveys,
        spends,
        aggregates,
        aliases,
        templates,
        business_names,
        kept_ids,
        accounts,
        latest,
        reports_reads,
        tells,
        ..
    } = loaded.intake;
    let ids = IdTexts::new(files, kept_ids);
    let merged: Vec<Merged> =
        messages.into_parts().into_par_iter().map(|part| merge_part(part, names, &traits)).collect();
    let mut accounts = accounts;
    let mut aliases = aliases;
    let mut parts: Vec<Vec<Vec<Message>>> = Vec::with_capacity(merged.len());
    for part in merged {
        accounts.merge(part.accounts);
        aliases.extend(part.aliases);
        parts.push(part.chunks);
    }
    let total: usize = parts.iter().flatten().map(Vec::len).sum();
    let templates = distinct(templates, &mut accounts);
    let consent_recorded = contacts.iter().any(|contact| contact.consent_at.is_some());
    let aggregates = distinct(aggregates, &mut accounts);
    let spends = all_spends(spends, &settings.spending, &names.texts, &mut accounts);
    let written = names.customers.freeze();
    let customers = Customers::resolve(&written, &aliases, &names.texts);
    let words = Vocabulary::new(&names.texts);
    let described = Templates::new(&templates);
    let displays: HashMap<Text, Text> = business_names.into_iter().collect();
    let display = |business: Text| displays.get(&business).copied().unwrap_or(business);
    let mut profiles = names.profiles.freeze();
    let mut present = Present::new(&tells, &conversations);
    present.states = traits.any_states;
    present.reads = !reports_reads.is_empty();
    present.contacts = consent_recorded;
    present.ratings = templates.iter().any(|event| event.rating.is_some());
    present.bots |= profiles.iter().any(|profile| profile.author == Some(Author::Bot));
    present.costs |= !spends.is_empty() || !settings.rate_card.is_empty();
    present.counts = Aggregated::ALL.iter().copied().filter(|&column| tells_of(&aggregates, column)).collect();
    present.final_steps |= !settings.final_steps.is_empty();
    present.reach_back(end.or(as_of.or(latest).map(|at| at + 1)), &tells, &settings.windows);
    let money = Exchange::new(&settings.money, &settings.rate_card, &names.texts);
    let as_of = as_of.or(latest).unwrap_or_default();
    for profile in &mut profiles {
        profile.business = display(profile.business);
        profile.category = profile.category.or_else(|| described.categories.get(&profile.template).copied());
    }
    let named = |event: &TemplateEvent| TemplateEvent { business: display(event.business), ..*event };
    let templates: Vec<TemplateEvent> = templates.iter().map(named).collect();
    let world = World {
        final_steps: final_steps(&profiles, &settings.final_steps, &names.texts),
        texts: names.texts.freeze(),
        money,
        attribution: settings.attribution,
        end: end.unwrap_or(as_of + 1),
        profiles,
        windows: settings.windows,
        targets: settings.targets,
        as_of,
        ratings: Ratings::new(&templates),
        tells_first_responses: conversations.iter().any(|row| row.first_response_at.is_some()),
        countries: customers.countries.clone(),
        ids,
    };
    let mut buttons = described.buttons;
    let tapped = if taps_matter { tapped_ids(&parts, &world) } else { HashSet::new() };
    let count = if shards > 0 { shards.min(PARTS) } else { (total / SHARD_MESSAGES).clamp(1, PARTS) };
    let mut places = Places::new(&customers, &conversations, &clicks);
    let scattered = scatter(parts, &customers, &world, &tapped, count, &places);
    buttons.extend(scattered.buttons);
    places.learn(scattered.learnt, total as u32);
    let mut shards: Vec<Shard> =
        scattered.messages.into_parts().into_iter().take(count).map(Shard::of_messages).collect();
    let placed = place_conversations(conversations, &places, count, display);
    for (shard, rows) in shards.iter_mut().zip(placed.into_parts()) {
        shard.conversations = rows;
    }
    for row in clicks {
        if let Some(customer) = places.of_click(&row) {
            shards[shard_of(customer, count)].clicks.push((customer, row));
        }
    }
    for row in preferences {
        let customer = places.of_name(row.customer);
        shards[shard_of(customer, count)].preferences.push((customer, row));
    }
    for row in contacts {
        let customer = places.of_name(row.customer);
        shards[shard_of(customer, count)].contacts.push((customer, row));
    }
    if taps_matter {
        let outbound = world.profiles.iter().filter(|profile| !profile.is_inbound() && !profile.template.is_none());
        let in_doubt: HashSet<Text> = outbound.map(|profile| profile.template).collect();
        let tapped = Tapped::new(in_doubt, buttons);
        shards.par_iter().try_for_each(|shard| tapped.find(shard, &world))?;
        buttons = tapped.known();
    }
    buttons.remove(&Text::NONE);
    let first = accounts.inputs.iter().filter_map(|account| account.first).min();
    let data = (first.unwrap_or(world.as_of), world.as_of);
    let spans = |spend: &Spend| if spend.kind == world.money.message { span_of(spend, data) } else { (0, 0) };
    let bills = spends.iter().any(|spend| spend.kind == world.money.message);
    let bills = bills.then(|| spends.iter().map(spans).collect());
    let words = words.with_buttons(buttons);
    Ok(Prepared {
        world,
        words,
        shards,
        accounts,
        present,
        spends,
        templates,
        aggregates,
        bills,
        data,
        dated: latest.is_some(),
    })
}

/// The steps that finish a flow: those that some message marks, and those of the settings, whatever their case.
fn final_steps(profiles: &[Profile], named: &[String], texts: &Texts) -> HashSet<Text> {
    let marked = profiles.iter().filter(|profile| profile.final_step == Some(true) && !profile.step.is_none());
    marked.map(|profile| profile.step).chain(named.iter().map(|step| texts.intern(step.trim()))).collect()
}

/// What is known of the inputs: a source reports reads where any of its inputs does.
fn traits_of(loaded: &Loaded) -> Traits {
    let intake = &loaded.intake;
    let source = |input: u32| loaded.inputs.get(input as usize).map(|input| input.source.id);
    let reading: HashSet<_> = intake.reports_reads.iter().map(|&input| source(input)).collect();
    let inputs = (0..loaded.inputs.len() as u32).map(|input| InputTraits {
        has_states: intake.has_states.contains(&input),
        reports_reads: reading.contains(&source(input)),
    });
    Traits { inputs: inputs.collect(), any_states: !intake.reports_states.is_empty() }
}

/// Costs that are not in a message: those of the inputs, equal rows once, and those of the settings.
fn all_spends(rows: Vec<(Origin, Spend)>, own: &[Spending], texts: &Texts, accounts: &mut Accounts) -> Vec<Spend> {
    let of_settings = own.iter().map(|spend| Spend {
        spend: Text::NONE,
        since: spend.since,
        until: spend.until,
        amount: spend.amount,
        currency: texts.intern(&spend.currency),
        campaign: texts.intern(&spend.campaign),
        kind: texts.intern(&spend.kind),
        note: Text::NONE,
    });
    distinct(rows, accounts).into_iter().chain(of_settings).collect()
}

/// Rows that are equal in every column are one.
fn distinct<T: Ord + Copy>(rows: Vec<(Origin, T)>, accounts: &mut Accounts) -> Vec<T> {
    let mut rows = rows;
    rows.sort_unstable_by_key(|(origin, row)| (*row, *origin));
    rows.dedup_by(|(origin, row), (_, kept)| {
        let same = row == kept;
        accounts.of(origin.input()).duplicates += u64::from(same);
        same
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The ids that taps name.
fn tapped_ids(parts: &[Vec<Vec<Message>>], world: &World) -> HashSet<u64> {
    let taps = parts
        .iter()
        .flatten()
        .flatten()
        .filter(|message| message.reply_to() != 0 && is_tap(&world.profiles[message.profile as usize]));
    taps.map(Message::reply_to).collect()
}

/// Which customer rows belong to that do not name one but a conversation or message.
struct Places<'a> {
    customers: &'a Customers,
    anonymous: AtomicU32,
    conversations: HashMap<Text, Option<u32>>,
    messages: HashMap<u64, Option<u32>>,
}

impl<'a> Places<'a> {
    fn new(customers: &'a Customers, conversations: &Bag<Conversation>, clicks: &[Click]) -> Places<'a> {
        let nameless = conversations.iter().filter(|row| row.customer.is_none());
        Places {
            customers,
            anonymous: AtomicU32::new(customers.len() as u32),
            conversations: nameless.map(|row| (row.conversation, None)).collect(),
            messages: clicks.iter().filter(|click| click.message != 0).map(|click| (click.message, None)).collect(),
        }
    }

    /// The customer of a name; a row without a name is a customer of its own.
    fn of_name(&self, name: Text) -> u32 {
        self.customers.number(name).unwrap_or_else(|| self.anonymous.fetch_add(1, Ordering::Relaxed))
    }

    /// Whether a message tells what some row looks for.
    fn wants(&self, message: &Message) -> bool {
        !self.conversations.is_empty() && self.conversations.contains_key(&message.conversation)
            || !self.messages.is_empty() && self.messages.contains_key(&message.id())
    }

    /// Learns from messages whose conversation and message id these are. `anonymous` numbers are taken.
    fn learn(&mut self, messages: Vec<Message>, anonymous: u32) {
        self.anonymous.fetch_add(anonymous, Ordering::Relaxed);
        for message in messages {
            if let Some(place) = self.conversations.get_mut(&message.conversation) {
                // The smallest number: no order of threads may show.
                *place = Some(place.map_or(message.customer.0, |known| known.min(message.customer.0)));
            }
            if let Some(place) = self.messages.get_mut(&message.id()) {
                *place = Some(message.customer.0);
            }
        }
    }

    fn of_conversation(&self, row: &Conversation) -> u32 {
        let learnt = || self.conversations.get(&row.conversation).copied().flatten();
        self.customers.number(row.customer).or_else(learnt).unwrap_or_else(|| self.of_name(Text::NONE))
    }

    /// A click belongs to the customer of the message it names; one that names neither tells nothing.
    fn of_click(&self, click: &Click) -> Option<u32> {
        let named = self.messages.get(&click.message).copied().flatten();
        named.or_else(|| self.customers.number(click.customer))
    }
}

/// Spreads the rows of the conversations table over the shards of their customers.
fn place_conversations(
    rows: Bag<Conversation>,
    places: &Places,
    count: usize,
    display: impl Fn(Text) -> Text + Sync,
) -> Bag<(u32, Conversation)> {
    let place = |mut placed: Bag<(u32, Conversation)>, chunks: Vec<Vec<Conversation>>| {
        for mut row in chunks.into_iter().flatten() {
            row.business = display(row.business);
            let customer = places.of_conversation(&row);
            placed.push(shard_of(customer, count), (customer, row));
        }
        placed
    };
    let merge = |mut one: Bag<_>, other: Bag<_>| {
        one.append(other);
        one
    };
    rows.into_parts().into_par_iter().fold(Bag::default, place).reduce(Bag::default, merge)
}

/// Messages by shard, and what was noted on the way.
#[derive(Default)]
struct Scattered {
    messages: Bag<Message>,
    learnt: Vec<Message>,
    buttons: HashSet<Text>,
}

/// Spreads the messages over the shards of their customers, and notes on the way what other rows look for. A message
/// without a customer is a customer of its own.
fn scatter(
    parts: Vec<Vec<Vec<Message>>>,
    customers: &Customers,
    world: &World,
    tapped: &HashSet<u64>,
    count: usize,
    places: &Places,
) -> Scattered {
    let starts: Vec<u32> = parts
        .iter()
        .scan(customers.len() as u32, |start, part| {
            let this = *start;
            *start += part.iter().map(Vec::len).sum::<usize>() as u32;
            Some(this)
        })
        .collect();
    let spread = |mut scattered: Scattered, (start, part): (u32, Vec<Vec<Message>>)| {
        for (row, mut message) in part.into_iter().flatten().enumerate() {
            let customer = customers.number(message.customer).unwrap_or(start + row as u32);
            message.customer = Text(customer);
            if places.wants(&message) {
                scattered.learnt.push(message);
            }
            if !tapped.is_empty() && tapped.contains(&message.id()) {
                scattered.buttons.insert(world.profiles[message.profile as usize].template);
            }
            scattered.messages.push(shard_of(customer, count), message);
        }
        scattered
    };
    let merge = |mut one: Scattered, other: Scattered| {
        one.messages.append(other.messages);
        one.learnt.extend(other.learnt);
        one.buttons.extend(other.buttons);
        one
    };
    starts.into_par_iter().zip(parts).fold(Scattered::default, spread).reduce(Scattered::default, merge)
}
