//! Kinds of values that are numbers, names and words.
//!
//! Not responsible for which key has which kind.

use anyhow::{Result, anyhow, bail, ensure};
use schemars::{Schema, json_schema};

use super::readable::Readable;
use crate::settings::money::Decimal;
use crate::settings::{Attribution, Language};
use crate::suggest;
use crate::units::{Better, Unit};

impl Readable for Decimal {
    const EXPECTED: &'static str = "a number such as 0.92";
    const NUMBERS: bool = true;

    fn read(text: &str) -> Result<Decimal> {
        let what = "expected plain digits such as 0.92, no more than 18";
        Decimal::parse(text).ok_or_else(|| anyhow!("\"{text}\" is no number: {what}"))
    }

    fn schema() -> Schema {
        json_schema!({"type": ["number", "string"], "examples": [0.92]})
    }
}

/// A currency's ISO 4217 code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency(pub String);

impl Readable for Currency {
    const EXPECTED: &'static str = "a currency such as \"EUR\"";

    fn read(text: &str) -> Result<Currency> {
        let shaped = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        ensure!(shaped, "\"{text}\" is no currency: expected three letters such as EUR");
        Ok(Currency(text.to_ascii_uppercase()))
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "pattern": "^[A-Za-z]{3}$", "examples": ["USD"]})
    }
}

/// The id of a figure of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiId(pub String);

impl Readable for KpiId {
    const EXPECTED: &'static str = "an id such as \"vip_open_rate\"";

    fn read(text: &str) -> Result<KpiId> {
        let shaped = is_id(text, b"_");
        ensure!(
            shaped,
            "\"{text}\" is no id: expected lower case letters, digits and underscores such as vip_open_rate"
        );
        Ok(KpiId(text.to_owned()))
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "examples": ["vip_open_rate"]})
    }
}

/// The id of a source of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceId(pub String);

impl Readable for SourceId {
    const EXPECTED: &'static str = "an id such as \"our-crm\"";

    fn read(text: &str) -> Result<SourceId> {
        let shaped = is_id(text, b"_-");
        ensure!(shaped, "\"{text}\" is no id: expected lower case letters, digits and hyphens such as our-crm");
        Ok(SourceId(text.to_owned()))
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "examples": ["our-crm"]})
    }
}

fn is_id(text: &str, others: &[u8]) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || others.contains(&byte);
    text.starts_with(|letter: char| letter.is_ascii_lowercase()) && text.bytes().all(fits)
}

/// What separates the fields of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter(pub u8);

impl Readable for Delimiter {
    const EXPECTED: &'static str = "a separator such as \";\"";

    fn read(text: &str) -> Result<Delimiter> {
        match text.as_bytes() {
            [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n".contains(byte) => {
                Ok(Delimiter(*byte))
            }
            _ => bail!("\"{text}\" separates no fields: expected one sign such as ; or , or \\t"),
        }
    }

    fn schema() -> Schema {
        json_schema!({"type": "string", "minLength": 1, "maxLength": 1, "examples": [";"]})
    }
}

/// What a cost is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostKind(pub &'static str);

impl CostKind {
    const ALL: [CostKind; 4] = [CostKind("message"), CostKind("platform"), CostKind("agents"), CostKind("other")];
}

/// Kinds that are one of some words.
macro_rules! words {
    ($($kind:ty: $what:literal, $expected:literal, $word:expr;)+) => { $(
        impl Readable for $kind {
            const EXPECTED: &'static str = $expected;

            fn read(text: &str) -> Result<$kind> {
                let word: fn(&$kind) -> &'static str = $word;
                let words: Vec<&str> = <$kind>::ALL.iter().map(word).collect();
                let found = <$kind>::ALL.into_iter().find(|known| word(known) == text);
                let otherwise = format!("expected one of {}", words.join(", "));
                found.ok_or_else(|| anyhow!(suggest::unknown($what, text, words.iter().copied(), &otherwise)))
            }

            fn schema() -> Schema {
                let word: fn(&$kind) -> &'static str = $word;
                json_schema!({"type": "string", "enum": <$kind>::ALL.iter().map(word).collect::<Vec<_>>()})
            }
        }
    )+ };
}

words! {
    Attribution: "model", "a model such as \"last-touch\"", |model| model.id();
    Language: "language", "a language such as \"en\"", |language| language.id();
    Unit: "unit", "a unit such as \"share\"", |unit| unit.id();
    Better: "direction", "a direction such as \"higher\"", |better| better.id();
    CostKind: "kind of cost", "a kind of cost such as \"platform\"", |kind| kind.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused<T: Readable>(text: &str) -> String {
        T::read(text).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn words_are_suggested() {
        assert_eq!(
            refused::<Attribution>("lasttouch"),
            "there is no model \"lasttouch\": did you mean \"last-touch\"?"
        );
        assert_eq!(refused::<Language>("fr"), "there is no language \"fr\": expected one of en, de, es, zh, ru");
        assert_eq!(refused::<CostKind>("agent"), "there is no kind of cost \"agent\": did you mean \"agents\"?");
    }

    #[test]
    fn names_and_signs_have_a_shape() {
        assert!(refused::<Currency>("Euro").starts_with("\"Euro\" is no currency"));
        assert!(refused::<KpiId>("vip-rate").starts_with("\"vip-rate\" is no id"));
        assert!(refused::<SourceId>("Our CRM").starts_with("\"Our CRM\" is no id"));
        assert!(refused::<Delimiter>("ab").starts_with("\"ab\" separates no fields"));
        assert!(refused::<Decimal>("1,5").starts_with("\"1,5\" is no number"));
        assert_eq!(Currency::read("eur").unwrap().0, "EUR");
        assert_eq!(Delimiter::read("\t").unwrap().0, 9);
    }
}
