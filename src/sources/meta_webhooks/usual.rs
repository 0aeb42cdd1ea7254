//! Bodies written the way Meta writes them: what stands in every body is compared, only the records are parsed.
//!
//! Not responsible for bodies written in any other way, nor for what records mean.

use super::loose::{Slots, Word, fields};
use super::model::Traffic;
use crate::sources::json::parser::Parser;

/// What stands around the account's id, the business number and its id, and behind the records.
const BEFORE_ACCOUNT: &str = r#"{"object":"whatsapp_business_account","entry":[{"id":""#;
const BEFORE_NUMBER: &str =
    r#"","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":""#;
const BEFORE_NUMBER_ID: &str = r#"","phone_number_id":""#;
const BEFORE_RECORDS: &str = r#""}"#;
const BEHIND_RECORDS: &str = r#"},"field":"messages"}]}]}"#;

/// How deep the records stand in the body.
const DEPTH: u8 = 6;

/// A body with news of one number.
#[derive(Default)]
pub(super) struct Usual<'t> {
    /// The account's id.
    pub(super) account: Word<'t>,
    /// The news.
    pub(super) traffic: Traffic<'t>,
}

impl<'t> Usual<'t> {
    /// Reads the body at the start of a text: its length. `None` = it is written in another way.
    pub(super) fn read(&mut self, text: &'t str) -> Option<usize> {
        let (account, rest) = digits(text.strip_prefix(BEFORE_ACCOUNT)?);
        let (number, rest) = digits(rest.strip_prefix(BEFORE_NUMBER)?);
        let (number_id, rest) = digits(rest.strip_prefix(BEFORE_NUMBER_ID)?);
        let records = rest.strip_prefix(BEFORE_RECORDS)?;

        self.account = Word::from(account);
        self.traffic.messaging_product = Word::from("whatsapp");
        let metadata = self.traffic.metadata.next();
        metadata.display_phone_number = Word::from(number);
        metadata.phone_number_id = Word::from(number_id);
        let mut parser = Parser::within(text, text.len() - records.len(), DEPTH);
        fields(&mut self.traffic, parser.members()).ok()?;
        text[parser.at()..].starts_with(BEHIND_RECORDS).then(|| parser.at() + BEHIND_RECORDS.len())
    }
}

/// The digits that a text begins with, and what is behind them.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::super::loose::{Fill, Loose};
    use super::super::model::Envelope;
    use super::*;

    /// The length of a body that is taken, and whether it is understood as the parser understands it.
    fn taken(text: &str) -> Option<usize> {
        let mut usual = Usual::default();
        let length = usual.read(text)?;
        let mut envelope = Loose::<Envelope>::default();
        let mut parser = Parser::new(text);
        envelope.fill(&mut parser).unwrap();
        let entry = envelope.get().unwrap().entry.only().unwrap();
        let change = entry.changes.only().unwrap();
        assert_eq!((length, usual.account.get(), change.field.get()), (parser.at(), entry.id.get(), "messages"));
        assert_eq!(format!("{:?}", usual.traffic), format!("{:?}", change.value.get().unwrap()), "{text}");
        Some(length)
    }

    const BODY: &str = concat!(
        r#"{"object":"whatsapp_business_account","entry":[{"id":"17","changes":[{"value":{"messaging_product":"whatsapp","#,
        r#""metadata":{"display_phone_number":"15550001111","phone_number_id":"19"},"contacts":[{"profile":{"name":"A"},"#,
        r#""wa_id":"15550002222"}],"messages":[{"from":"15550002222","id":"wamid.A=","timestamp":"1790000000","#,
        r#""type":"text","text":{"body":"ol\u00e1 \"M\""}}]},"field":"messages"}]}]}"#,
    );

    #[test]
    fn a_body_as_meta_writes_it_is_understood_as_the_parser_understands_it() {
        assert_eq!(taken(BODY), Some(BODY.len()));
        assert_eq!(taken(&format!("{BODY}\n{BODY}")), Some(BODY.len()));
        let others = [
            BODY.replace("\"17\"", "\"\""),
            BODY.replace("[{\"profile\"", "[\"oops\",{\"profile\""),
            BODY.replace("\"contacts\"", "\"metadata\":{\"phone_number_id\":\"x\"},\"contacts\""),
        ];
        assert!(others.iter().all(|text| taken(text) == Some(text.len())));
    }

    #[test]
    fn a_body_written_in_any_other_way_is_left_to_the_parser() {
        for (from, to) in [
            ("whatsapp_business_account", "page"),
            ("{\"object\"", "{ \"object\""),
            ("\"17\"", "17"),
            ("\"17\"", "\"1\\u0037\""),
            ("\"15550001111\"", "\"+1 555 000 1111\""),
            ("\"19\"}", "\"19\",\"more\":1}"),
            ("\"contacts\"", "\"further\":1,\"contacts\""),
            ("\"field\":\"messages\"", "\"field\":\"calls\""),
            ("}]}]}", "},{\"value\":{}}]}]}"),
            ("}]}]}", "}],\"time\":1}]}"),
            ("}]}]}", "}]}]"),
            ("\\u00e1", "\\u00"),
        ] {
            assert_eq!(taken(&BODY.replacen(from, to, 1)), None, "{to}");
        }
        for length in 0..BODY.len() {
            assert_eq!(taken(&BODY[..length]), None);
        }
    }
}
