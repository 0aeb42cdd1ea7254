//! Preparing: what was read becomes merged messages, resolved customers and sorted shards.
//!
//! Not responsible for reading (`sources`) nor for walking (`timeline`), only for the steps between.

mod merging;
mod places;
mod scatter;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use rayon::prelude::*;

use super::aggregates::tells_of;
use super::folding::Folds;
use super::present::Present;
use super::spending::span_of;
use crate::facts::Vocabulary;
use crate::kpis::Aggregated;
use crate::progress::Progress;
use crate::settings::Settings;
use crate::settings::money::Spending;
use crate::sources::load::{InputFile, Loaded};
use crate::tables::account::Accounts;
use crate::tables::bag::{Bag, Packed};
use crate::tables::identity::Customers;
use crate::tables::ids::IdTexts;
use crate::tables::intake::{Intake, Names};
use crate::tables::memory::{self, SHARDS};
use crate::tables::merge::{InputTraits, Traits, settle_state};
use crate::tables::merge_rows::{Outcomes, distinct};
use crate::tables::message::Millis;
use crate::tables::packed::PackedMessage;
use crate::tables::profile::Profile;
use crate::tables::rows::{Aggregate, Conversation, Spend, TemplateEvent};
use crate::tables::texts::{Text, TextTable, Texts};
use crate::timeline::money::Exchange;
use crate::timeline::scout::Tapped;
use crate::timeline::shard::{Shard, shard_of};
use crate::timeline::world::{Ratings, Templates, World};
use merging::{Merged, Merging};
use places::{Named, Places};
use scatter::{Room, place_conversations, scatter};

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
    /// Costs that are not in a message: those of the inputs, then those of the settings.
    pub spends: Vec<Spend>,
    /// How many of them the inputs tell of.
    pub told_spends: usize,
    /// Where some of them are bills for messages: the span of each spend; of others an empty one.
    pub bills: Option<Vec<(Millis, Millis)>>,
    /// Events of templates and numbers.
    pub templates: Vec<TemplateEvent>,
    /// Counts that somebody else made.
    pub aggregates: Vec<Aggregate>,
    /// From the first message to the moment of looking.
    pub data: (Millis, Millis),
    /// Whether there is any dated row: then `world.as_of` means something.
    pub dated: bool,
    /// How many bytes of memory the run takes at least, where that is more than it may take.
    pub excess: Option<u64>,
    /// Which groups are measured as one; decided before anything is measured.
    pub folds: Folds,
    /// Whom to tell how far the run has come.
    pub progress: Progress,
    /// The files that were read: ids are read again from them, and the copy of standard input goes with them.
    pub files: Vec<InputFile>,
}

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
    // Nobody needs the names while measuring: there may be millions.
    Ok(prepare_with_customers(loaded, names, settings, as_of, end, taps_matter, shards)?.0)
}

/// The same, and who the customers are.
pub fn prepare_with_customers(
    loaded: Loaded,
    names: &Names,
    settings: &Settings,
    as_of: Option<i64>,
    end: Option<i64>,
    taps_matter: bool,
    shards: usize,
) -> Result<(Prepared, Customers)> {
    let traits = traits_of(&loaded);
    let beside_rows = loaded.intake.held_beside_rows();
    let files = loaded.inputs.iter().map(|input| input.plain_place().cloned()).collect();
    let Intake {
        messages,
        conversations,
        clicks,
        preferences,
        contacts,
        aliases,
        orders,
        surveys,
        spends,
        aggregates,
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
    let (memory, progress) = (loaded.memory, loaded.progress);
    let merging = Merging { names, traits: &traits, memory: &memory, taps_matter };
    let Merged { parts, changed, aliases: found, accounts: corrections, tapped } = merging.merge(messages)?;
    let (mut accounts, mut aliases) = (accounts, aliases);
    accounts.merge(corrections);
    aliases.extend(found);
    let total: usize = parts.iter().map(Packed::len).sum();
    let templates = distinct(templates, &mut accounts);
    let outcomes = Outcomes::merge(orders, surveys, spends, aggregates, names, &mut accounts);
    let Outcomes { orders, surveys, spends, aggregates } = outcomes;
    let told_spends = spends.len();
    let spends = with_own(spends, &settings.spending, as_of, &names.texts);
    let consent_recorded = contacts.iter().any(|contact| contact.consent_at.is_some());
    let mut customers = Customers::resolve(names.customers.freeze(), &aliases, &names.texts);
    let words = Vocabulary::new(&names.texts);
    let described = Templates::new(&templates);
    let displays: HashMap<Text, Text> = business_names.into_iter().collect();
    let display = |business: Text| displays.get(&business).copied().unwrap_or(business);
    let mut profiles = names.profiles.freeze();
    let seen = Seen::of(&conversations)?;
    let mut present = Present::new(&tells, &conversations);
    present.states = traits.any_states;
    present.reads = !reports_reads.is_empty();
    present.contacts = consent_recorded;
    present.ratings = templates.iter().any(|event| event.rating.is_some());
    present.prices |= !settings.rate_card.is_empty();
    present.costs |= present.prices || !spends.is_empty();
    present.counts = Aggregated::ALL.iter().copied().filter(|&column| tells_of(&aggregates, column)).collect();
    present.reach_back(end.or(as_of.or(latest).map(|at| at + 1)), &tells, &settings.windows);
    let money = Exchange::new(&settings.money, &settings.rate_card, &names.texts);
    // Where nothing else is dated, contacts stand as they were last written down.
    let written_down = contacts.iter().filter_map(|contact| contact.consent_at).max();
    let as_of = as_of.or(latest).or(written_down).unwrap_or_default();
    for profile in &mut profiles {
        profile.business = display(profile.business);
        profile.category = profile.category.or_else(|| described.categories.get(&profile.template).copied());
    }
    let named = |event: &TemplateEvent| TemplateEvent { business: display(event.business), ..*event };
    let templates: Vec<TemplateEvent> = templates.iter().map(named).collect();
    let texts = names.texts.freeze();
    let final_steps = final_steps(&profiles, &settings.final_steps, &texts);
    present.final_steps |= !final_steps.is_empty();
    let world = World {
        final_steps,
        texts,
        conversations: names.conversations.freeze(),
        money,
        attribution: settings.attribution,
        end: end.unwrap_or(as_of + 1),
        profiles,
        windows: settings.windows,
        targets: settings.targets,
        hours: None,
        as_of,
        ratings: Ratings::new(&templates),
        tells_first_responses: seen.first_responses,
        countries: std::mem::take(&mut customers.countries),
        ids,
    };
    let mut buttons = described.buttons;
    let rows = total + orders.len() + surveys.len();
    let count = if shards > 0 { shards.min(SHARDS) } else { memory::shards(rows) };
    let named = Named::by(seen.of_nobody, &clicks, &orders, &surveys);
    // Rows beside messages and conversations are copied to their shards.
    let others = world.texts.held() + world.conversations.held() + customers.held() + 2 * beside_rows;
    let mut room = Room { shards: count, bytes: memory.for_rows(rows, others), memory: &memory };
    let excess = memory.excess(rows, others);
    log::info!(
        rows = rows as u64, shards = count as u64;
        "{rows} rows, {} customers with names, {count} shards; memory: {} in all, {} for rows",
        customers.len(), shown_bytes(memory.limit), shown_bytes((room.bytes < usize::MAX).then_some(room.bytes as u64))
    );
    room.bytes = room.bytes.saturating_sub(conversations.held());
    let settle = |part: usize, message: &mut PackedMessage| {
        if !changed[part] {
            settle_state(message, &traits);
        }
    };
    let scattered = scatter(parts, settle, &customers, &world, &tapped, &named, &room)?;
    buttons.extend(scattered.buttons);
    let next = (customers.len() + total) as u32;
    let places = Places::new(&customers, next, scattered.owners, &named, &conversations, &orders, &surveys)?;
    room.bytes = (room.bytes + conversations.held()).saturating_sub(scattered.messages.held());
    let placed = place_conversations(conversations, &places, &room, display)?;
    let mut shards: Vec<Shard> = Vec::with_capacity(count);
    for ((messages, has_taps), conversations) in
        scattered.messages.into_parts().into_iter().zip(scattered.taps).zip(placed.into_parts())
    {
        shards.push(Shard { messages, has_taps, conversations, ..Shard::default() });
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
    for row in orders {
        let customer = places.of_order(&row);
        shards[shard_of(customer, count)].orders.push((customer, row));
    }
    for row in surveys {
        let customer = places.of_survey(&row);
        shards[shard_of(customer, count)].surveys.push((customer, row));
    }
    if taps_matter {
        let outbound = world.profiles.iter().filter(|profile| !profile.is_inbound() && !profile.template.is_none());
        let in_doubt: HashSet<Text> = outbound.map(|profile| profile.template).collect();
        let tapped = Tapped::new(in_doubt, buttons);
        shards.par_iter().try_for_each(|shard| tapped.find(shard, &world))?;
        buttons = tapped.known();
    }
    buttons.remove(&Text::NONE);
    let data = (tells.first_message.unwrap_or(world.as_of), world.as_of);
    let spans = |spend: &Spend| if spend.kind == world.money.message { span_of(spend, data) } else { (0, 0) };
    let bills = spends.iter().any(|spend| spend.kind == world.money.message);
    let bills = bills.then(|| spends.iter().map(spans).collect());
    let words = words.with_buttons(buttons);
    log::info!(phase = "prepare"; "messages are merged, customers are resolved");
    let prepared = Prepared {
        world,
        words,
        shards,
        accounts,
        present,
        spends,
        told_spends,
        templates,
        aggregates,
        bills,
        data,
        dated: latest.is_some(),
        excess,
        folds: Folds::default(),
        progress,
        files: loaded.inputs,
    };
    Ok((prepared, customers))
}

/// A size as logs show it.
fn shown_bytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| "no limit".to_owned(), |bytes| format!("{}M", bytes >> 20))
}

/// What all rows of the conversations table together tell.
#[derive(Default)]
struct Seen {
    /// The conversations of rows without a customer.
    of_nobody: Vec<Text>,
    /// Whether any tells of a first response.
    first_responses: bool,
}

impl Seen {
    fn of(conversations: &Bag<Conversation>) -> Result<Seen> {
        let mut seen = Seen::default();
        conversations.for_each(|row| {
            seen.first_responses |= row.first_response_at.is_some();
            if row.customer.is_none() {
                seen.of_nobody.push(row.conversation);
            }
        })?;
        Ok(seen)
    }
}

/// The steps that finish a flow: those that some message marks, and those of the settings, whatever their case.
fn final_steps(profiles: &[Profile], named: &[String], texts: &TextTable) -> HashSet<Text> {
    let named: HashSet<String> = named.iter().map(|step| step.trim().to_lowercase()).collect();
    let is_final = |profile: &&Profile| {
        let is_named = || !named.is_empty() && named.contains(&texts.get(profile.step).trim().to_lowercase());
        !profile.step.is_none() && (profile.final_step == Some(true) || is_named())
    };
    profiles.iter().filter(is_final).map(|profile| profile.step).collect()
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

/// Costs that are not in a message: those of the inputs, and those of the settings that have begun by `as_of`.
fn with_own(rows: Vec<Spend>, own: &[Spending], as_of: Option<Millis>, texts: &Texts) -> Vec<Spend> {
    let begun = |spend: &&Spending| spend.since.or(spend.until).zip(as_of).is_none_or(|(at, as_of)| at <= as_of);
    let own = own.iter().filter(begun).map(|spend| Spend {
        spend: Text::NONE,
        since: spend.since,
        until: spend.until,
        amount: spend.amount,
        currency: texts.intern(&spend.currency),
        campaign: texts.intern(&spend.campaign),
        kind: texts.intern(&spend.kind),
        note: Text::NONE,
    });
    rows.into_iter().chain(own).collect()
}
