//! The built-in profiles: formats that are only a mapping. One file a profile and one word in the list below; the files
//! have the form of a `[[source]]` table in the settings.
//!
//! Not responsible for what the keys mean (`profile`).

mod signature;

use std::sync::OnceLock;

use anyhow::{Context, Result, ensure};

use super::input::Sample;
use super::profile::Profile;
use super::{Recogniser, Source};
use crate::settings::own::OwnSource;
use crate::settings::{Settings, file};

/// Names the files of profiles.
macro_rules! profiles {
    ($($name:literal),* $(,)?) => {
        /// Every profile, in the order of help and of ties between equally certain ones.
        static BUILT_IN: [BuiltIn; [$($name),*].len()] = [$(BuiltIn {
            name: $name,
            text: include_str!(concat!("profiles/", $name, ".toml")),
            source: OnceLock::new(),
        }),*];
    };
}

profiles![
    "connectly",
    "kaleyra",
    "wolkvox",
    "twilio",
    "twilio-flex",
    "gupshup",
    "infobip",
    "vonage",
    "ycloud",
    "interakt",
    "sinch",
    "wati",
    "alibaba",
    "meta-analytics",
    "chatwoot",
    "zendesk",
    "intercom",
    "gladly",
    "dixa",
    "hootsuite",
    "respond-io",
    "ultimate",
    "dialogflow-cx",
    "dialogflow-es",
    "rasa",
    "botpress",
    "typebot",
    "manychat",
    "chatfuel",
    "shopify",
    "stripe",
    "hubspot",
    "salesforce",
    "zoho",
    "ga4",
    "ga4-bigquery",
    "campaign-csv",
    "campaign-totals",
    "conversations-csv",
    "orders-csv",
];

/// A profile, read when somebody asks for it.
struct BuiltIn {
    name: &'static str,
    text: &'static str,
    source: OnceLock<Option<Source>>,
}

impl BuiltIn {
    fn read(&self) -> Result<Source> {
        source(file::source(self.text, &format!("{}.toml", self.name))?)
    }

    /// The profile as a source. A test reads them all: none is left out.
    fn source(&'static self) -> Option<&'static Source> {
        self.source.get_or_init(|| self.read().ok()).as_ref()
    }
}

/// The built-in profiles as sources.
pub fn all() -> impl Iterator<Item = &'static Source> + Clone {
    BUILT_IN.iter().filter_map(BuiltIn::source)
}

/// The built-in profiles that may know a file.
pub fn candidates(sample: &Sample) -> impl Iterator<Item = &'static Source> {
    let words = sample.words();
    BUILT_IN.iter().filter(move |built_in| signature::may_know(built_in.text, words)).filter_map(BuiltIn::source)
}

/// The built-in profile of an id.
pub fn find(id: &str) -> Option<&'static Source> {
    BUILT_IN.iter().find(|built_in| built_in.name == id)?.source()
}

/// The sources that settings add. They live as long as the program.
pub fn own(settings: &Settings) -> Result<Vec<&'static Source>> {
    let made = settings.sources.iter().map(|own| {
        let place = || format!("{}:{}: [[source]] `{}`", settings.path, own.line, own.id);
        let is_taken = super::source(&own.id).is_some();
        ensure!(!is_taken, "{}: there is a built-in source of this id; choose another", place());
        let source = source(own.clone()).with_context(place)?;
        Ok(&*Box::leak(Box::new(source)))
    });
    made.collect()
}

/// A profile as a source. It lives as long as the program: there are few, and they are read once.
pub fn source(own: OwnSource) -> Result<Source> {
    let kept = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let list = |texts: &[String]| -> &'static [&'static str] {
        Box::leak(texts.iter().map(|text| kept(text)).collect::<Vec<_>>().into_boxed_slice())
    };
    Ok(Source {
        id: kept(&own.id),
        name: kept(&own.name),
        doc: kept(&own.doc),
        how_to_export: list(&own.how_to_export),
        tells: list(&own.tells),
        lacks: list(&own.lacks),
        recogniser: Recogniser::Profile(Box::new(Profile::new(own)?)),
    })
}

#[cfg(test)]
mod odd_desks;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_is_read_and_named_like_its_file() {
        for built_in in &BUILT_IN {
            let source = built_in.read().unwrap_or_else(|error| panic!("{error:#}"));
            let name = built_in.name;
            assert_eq!(source.id, name);
            assert!(!source.doc.is_empty() && !source.how_to_export.is_empty() && !source.tells.is_empty(), "{name}");
        }
        assert_eq!(all().count(), BUILT_IN.len());
    }
}
