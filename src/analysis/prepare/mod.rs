//! Preparing: what was read becomes merged messages, resolved customers and sorted shards.
//!
//! Not responsible for reading (`sources`) nor for walking (`timeline`), only for the steps between.

mod places;
mod scatter;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use rayon::prelude::*;

use crate::facts::Vocabulary;
use crate::settings::Settings;
use crate::sources::load::Loaded;
use crate::tables::account::Accounts;
use crate::tables::bag::PARTS;
use crate::tables::identity::Customers;
use crate::tables::ids::IdTexts;
use crate::tables::intake::{Intake, Names};
use crate::tables::merge::{InputTraits, Merged, Traits, merge_part};
use crate::tables::merge_rows::{Outcomes, distinct};
use crate::tables::message::Message;
use crate::tables::rows::{Aggregate, Spend, TemplateEvent};
use crate::tables::tells::Tells;
use crate::tables::texts::Text;
use crate::timeline::scout::{Tapped, is_tap};
use crate::timeline::shard::{Shard, shard_of};
use crate::timeline::world::{Ratings, Templates, World};
use places::{Named, Places};
use scatter::{place_conversations, scatter};

/// What the input as a whole can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Messages.
    pub messages: bool,
    /// Messages or rows of the conversations table.
    pub conversations: bool,
    /// States of messages.
    pub states: bool,
    /// Reads of messages.
    pub reads: bool,
    /// Contacts with consent recorded.
    pub contacts: bool,
    /// Consent events, or contacts with consent recorded.
    pub opt_ins: bool,
    /// Ratings of templates or numbers.
    pub ratings: bool,
}

/// Everything that is ready to be walked.
pub struct Prepared {
    /// What only the whole input knows.
    pub world: World,
    /// The words of dimensions, and which templates have buttons.
    pub words: Vocabulary,
    /// The customers' rows.
    pub shards: Vec<Shard>,
    /// Costs that are not in a message, each once, in the order of time.
    pub spends: Vec<Spend>,
    /// Counts that somebody else made, each once, in the order of time.
    pub aggregates: Vec<Aggregate>,
    /// What was met at all, whatever as_of.
    pub tells: Tells,
    /// What became of the records.
    pub accounts: Accounts,
    /// What the input can tell.
    pub present: Present,
    /// Whether there is any dated row: then `world.as_of` means something.
    pub dated: bool,
}

/// How many messages, orders and surveys make a shard of their own worthwhile.
const SHARD_ROWS: usize = 20_000;

/// Merges, resolves and shards what was read. `shards` is only for tests: 0 = as many as the input deserves.
pub fn prepare(
    loaded: Loaded,
    names: &Names,
    settings: &Settings,
    as_of: Option<i64>,
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
    let outcomes = Outcomes::merge(orders, surveys, spends, aggregates, names, &mut accounts);
    let Outcomes { orders, surveys, spends, aggregates } = outcomes;
    let consent_recorded = contacts.iter().any(|contact| contact.consent_at.is_some());
    let present = Present {
        messages: tells.messages,
        conversations: tells.messages || !conversations.is_empty(),
        states: traits.any_states,
        reads: !reports_reads.is_empty(),
        contacts: consent_recorded,
        opt_ins: tells.opt_ins,
        ratings: templates.iter().any(|event| event.rating.is_some()),
    };
    let written = names.customers.freeze();
    let customers = Customers::resolve(&written, &aliases, &names.texts);
    let words = Vocabulary::new(&names.texts);
    let described = Templates::new(&templates);
    let displays: HashMap<Text, Text> = business_names.into_iter().collect();
    let display = |business: Text| displays.get(&business).copied().unwrap_or(business);
    let mut profiles = names.profiles.freeze();
    for profile in &mut profiles {
        profile.business = display(profile.business);
        profile.category = profile.category.or_else(|| described.categories.get(&profile.template).copied());
    }
    let named = |event: &TemplateEvent| TemplateEvent { business: display(event.business), ..*event };
    let world = World {
        texts: names.texts.freeze(),
        profiles,
        windows: settings.windows,
        targets: settings.targets,
        as_of: as_of.or(latest).unwrap_or_default(),
        ratings: Ratings::new(&templates.iter().map(named).collect::<Vec<_>>()),
        tells_first_responses: conversations.iter().any(|row| row.first_response_at.is_some()),
        countries: customers.countries.clone(),
        ids,
    };
    let mut buttons = described.buttons;
    let tapped = if taps_matter { tapped_ids(&parts, &world) } else { HashSet::new() };
    let rows = total + orders.len() + surveys.len();
    let count = if shards > 0 { shards.min(PARTS) } else { (rows / SHARD_ROWS).clamp(1, PARTS) };
    let named = Named::by(&customers, &conversations, &clicks, &orders, &surveys);
    let scattered = scatter(parts, &customers, &world, &tapped, count, &named);
    buttons.extend(scattered.buttons);
    let next = (customers.len() + total) as u32;
    let places = Places::new(&customers, next, scattered.owners, &named, &conversations, &orders, &surveys);
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
    let (words, dated) = (words.with_buttons(buttons), latest.is_some());
    Ok(Prepared { world, words, shards, spends, aggregates, tells, accounts, present, dated })
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

/// The ids that taps name.
fn tapped_ids(parts: &[Vec<Vec<Message>>], world: &World) -> HashSet<u64> {
    let taps = parts
        .iter()
        .flatten()
        .flatten()
        .filter(|message| message.reply_to() != 0 && is_tap(&world.profiles[message.profile as usize]));
    taps.map(Message::reply_to).collect()
}
