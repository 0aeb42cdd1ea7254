//! `wa-kpi init`: writes settings to start from, with what the files hold filled in.
//!
//! Not responsible for what stands in a settings file (`settings`) nor for suggesting sources (`sources::draft`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use anyhow::{Result, ensure};
use chrono_tz::Tz;

use super::output;
use crate::settings::file::{Known, KnownSource, template};
use crate::sources::app_chat;
use crate::sources::draft::Stranger;
use crate::sources::load::{LoadRequest, Loaded, load};
use crate::tables::identity;
use crate::tables::intake::{IntakeRules, Names};
use crate::tables::texts::Text;
use crate::tables::values::Direction;

/// What is asked of `init`.
#[derive(Debug)]
pub struct Options {
    /// What to read; without inputs the template is plain.
    pub load: LoadRequest,
    /// The zone of reports.
    pub timezone: Option<Tz>,
    /// Where the settings go; none = standard output.
    pub output: Option<PathBuf>,
    /// Whether a file that is there is replaced.
    pub force: bool,
}

/// Writes the settings.
pub fn run(options: &Options) -> Result<()> {
    if let Some(path) = &options.output {
        let is_free = options.force || !path.exists();
        ensure!(is_free, "{} is there already: write elsewhere with -o, or replace it with --force", path.display());
        output::spare_inputs(&options.load.inputs, [path])?;
    }
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut known = match options.load.inputs.is_empty() {
        true => Known::default(),
        false => known(&load(&options.load, &names, &rules)?, &names)?,
    };
    known.timezone = options.timezone.map(|zone| zone.name().to_owned());
    for name in &options.load.rules.senders {
        let number = Some(identity::normalise(name)).filter(|number| is_number(number));
        let own = if number.is_some() { &mut known.business } else { &mut known.senders };
        let name = number.unwrap_or_else(|| name.clone());
        if !own.contains(&name) {
            own.push(name);
        }
    }
    let text = template(&known);
    let Some(path) = &options.output else { return output::print(text.as_bytes()) };
    output::write(vec![(path.clone(), text.into_bytes())])?;
    let open = known.sources.iter().filter(|source| !source.is_ready).count();
    let hint = match open {
        0 => String::new(),
        1 => "; a [[source]] at its end is still to be filled in".to_owned(),
        open => format!("; {open} tables [[source]] at its end are still to be filled in"),
    };
    output::remark(&format!("wrote {}{hint}", path.display()));
    Ok(())
}

/// What the files tell of the business.
fn known(loaded: &Loaded, names: &Names) -> Result<Known> {
    let intake = &loaded.intake;
    let profiles = names.profiles.freeze();
    let displayed: HashMap<Text, Text> = intake.business_names.iter().copied().collect();
    let business = profiles.iter().map(|profile| displayed.get(&profile.business).copied().unwrap_or(profile.business));
    let business: BTreeSet<String> =
        texts(business, names).iter().map(|name| identity::normalise(name)).filter(|name| is_number(name)).collect();
    let is_chat = |input: u32| {
        let file = usize::try_from(input).ok().and_then(|input| loaded.inputs.get(input));
        file.is_some_and(|file| file.source.id == app_chat::SOURCE.id)
    };
    let mut of_chats = BTreeSet::new();
    intake.messages.for_each(|message| {
        if is_chat(message.origin().input()) {
            of_chats.insert(message.profile);
        }
    })?;
    let ours = of_chats.into_iter().filter_map(|profile| profiles.get(profile as usize));
    let ours = ours.filter(|profile| profile.direction == Some(Direction::Outbound)).map(|profile| profile.agent);
    let senders = texts(ours, names);
    Ok(Known {
        timezone: None,
        business: business.into_iter().collect(),
        senders: senders.into_iter().collect(),
        currencies: currencies(loaded, profiles.iter().map(|profile| profile.currency), names),
        sources: sources(&loaded.strangers),
    })
}

/// The words behind some numbers, each once.
fn texts(found: impl Iterator<Item = Text>, names: &Names) -> BTreeSet<String> {
    let found: BTreeSet<Text> = found.filter(|text| !text.is_none()).collect();
    found.into_iter().map(|text| names.texts.text(text)).collect()
}

fn is_number(text: &str) -> bool {
    (7..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The currencies of all money, the most frequent first.
fn currencies(loaded: &Loaded, of_messages: impl Iterator<Item = Text>, names: &Names) -> Vec<String> {
    let intake = &loaded.intake;
    let of_orders = intake.orders.iter().map(|order| order.currency);
    let of_spends = intake.spends.iter().map(|(_, spend)| spend.currency);
    let of_counts = intake.aggregates.iter().map(|(_, counts)| counts.currency);
    let mut counts: BTreeMap<Text, usize> = BTreeMap::new();
    for currency in of_messages.chain(of_orders).chain(of_spends).chain(of_counts).filter(|text| !text.is_none()) {
        *counts.entry(currency).or_default() += 1;
    }
    let named = counts.into_iter().map(|(currency, count)| (names.texts.text(currency).to_uppercase(), count));
    let mut named: Vec<(String, usize)> =
        named.filter(|(name, _)| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase())).collect();
    named.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let mut names: Vec<String> = named.into_iter().map(|(name, _)| name).collect();
    names.dedup();
    names
}

/// The sources that are suggested: one for all files of the same columns, each with an id of its own.
fn sources(strangers: &[Stranger]) -> Vec<KnownSource> {
    let mut sources: Vec<KnownSource> = Vec::new();
    let mut known: Vec<(String, String)> = Vec::new();
    for stranger in strangers {
        let Some(suggestion) = &stranger.suggestion else { continue };
        let line = |id: &str| format!("id = \"{id}\"\n");
        let body = suggestion.text.replacen(&line(&suggestion.id), "", 1);
        if known.iter().any(|(_, other)| *other == body) {
            continue;
        }
        let is_free = |id: &String| known.iter().all(|(other, _)| other != id);
        let numbered = (2..).map(|number| format!("{}-{number}", suggestion.id));
        let id = std::iter::once(suggestion.id.clone()).chain(numbered).find(is_free).unwrap_or_default();
        let nearest =
            stranger.nearest.as_ref().map(|nearest| format!("; nearest is {}, {}", nearest.source, nearest.needs()));
        let path = stranger.path.replace(char::is_control, " ");
        sources.push(KnownSource {
            about: format!("{path} is recognised by no source{}.", nearest.unwrap_or_default()),
            text: suggestion.text.replacen(&line(&suggestion.id), &line(&id), 1),
            is_ready: suggestion.lacks.is_none(),
        });
        known.push((id, body));
    }
    sources
}
