//! Source `meta-webhooks`: bodies that WhatsApp's Cloud API posted, in whatever way somebody stored them.
//!
//! Not responsible for what was sent and why: webhooks do not tell the template, the campaign or the price.

mod column;
mod events;
mod loose;
mod messages;
mod model;
mod scan;
mod sink;
mod statuses;
#[cfg(test)]
mod tests;
mod usual;
mod walk;

use std::sync::Arc;

use column::Column;
use scan::Survey;
use sink::Sink;

use super::input::Sample;
use super::json;
use super::{Block, ColumnUse, Read, Recognised, Recogniser, Rules, Shape, Source};
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};

/// The declaration.
pub static SOURCE: Source = Source {
    id: "meta-webhooks",
    name: "WhatsApp Cloud API webhooks",
    doc: "The JSON bodies that Meta posts to a webhook, also as passed through by providers such as 360dialog, Gupshup \
          v3, n8n or Make: a body a line, in arrays, concatenated, pretty-printed, inside log lines, wrapped in other \
          JSON, or in a column of a CSV file. They tell every state of every message with its time, what customers \
          wrote and tapped, who opted out, and how templates are rated.",
    how_to_export: &[
        "Store every POST body that Meta sends to your webhook, one a line, before any other processing.",
        "Kept in a database: export the table with its payload column as CSV, or that column alone as JSON Lines.",
        "Kept in a server's or container's log: copy the log as it is; text around the bodies does no harm.",
        "Through a provider: turn on the pass-through of raw webhooks and store what arrives.",
        "Name the campaign when you send, in biz_opaque_callback_data (`campaign=spring;template=offer;variant=A`), \
         or keep a send log (see `send-log`): webhooks alone do not tell campaigns and templates.",
    ],
    tells: &[
        "messages of both sides",
        "delivery states with times",
        "reads",
        "error codes",
        "categories and whether a message is billed",
        "taps on buttons and lists",
        "opt-outs",
        "quality of templates",
    ],
    lacks: &["templates and campaigns of messages", "costs", "agents and bots", "resolutions", "surveys and orders"],
    recogniser: Recogniser::Code { look: recognise, most_certain: 95 },
};

/// Where the fields go, for `inspect`.
const FIELDS: &[(&str, &str)] = &[
    ("statuses[].id", "messages.message_id"),
    ("statuses[].status", "messages.status"),
    ("statuses[].timestamp", "messages.sent_at, delivered_at, read_at, failed_at"),
    ("statuses[].recipient_id", "messages.customer"),
    ("statuses[].pricing", "messages.category, billable"),
    ("statuses[].errors[].code", "messages.error_code"),
    ("statuses[].biz_opaque_callback_data", "messages.campaign, template, variant, segment, agent, team"),
    ("messages[].id", "messages.message_id"),
    ("messages[].from", "messages.customer"),
    ("messages[].timestamp", "messages.at"),
    ("messages[].type", "messages.type"),
    ("messages[].context.id", "messages.reply_to"),
    ("messages[].button, interactive", "messages.button"),
    ("metadata.display_phone_number", "messages.business"),
    ("contacts[].user_id", "aliases.alias"),
    ("user_preferences[]", "preferences"),
    ("message_template_name …", "templates"),
];

fn recognise(sample: &Sample, _: &Rules) -> Option<Recognised> {
    if let Some(column) = Column::find(sample) {
        let becomes = Some("bodies of webhooks".to_owned());
        return Some(Recognised {
            certainty: 90,
            why: format!("the column {} holds webhook bodies", column.name),
            columns: vec![ColumnUse { column: column.name.clone(), becomes }],
            reader: Arc::new(column),
        });
    }
    let survey = survey(sample);
    let (certainty, why) = match survey {
        Survey { webhooks: 0, .. } if !sample.complete && looks_like_a_large_body(&sample.head) => {
            (70, "it begins like a webhook body that is larger than what was looked at".to_owned())
        }
        Survey { webhooks: 0, .. } => return None,
        Survey { webhooks, strangers: 0, .. } => (95, format!("webhook bodies, {webhooks} in its beginning")),
        Survey { webhooks, strangers, .. } => {
            let share = 30 * webhooks / (webhooks + strangers);
            (60 + share as u8, format!("webhook bodies, {webhooks} in its beginning, beside {strangers} of other JSON"))
        }
    };
    let one_line = !sample.complete && !sample.head.ends_with(b"\n");
    let shape = if survey.spans_lines || survey.webhooks == 0 || one_line { Shape::Whole } else { Shape::Lines };
    let columns = FIELDS
        .iter()
        .map(|(field, becomes)| ColumnUse { column: (*field).to_owned(), becomes: Some((*becomes).to_owned()) });
    Some(Recognised { certainty, why, columns: columns.collect(), reader: Arc::new(Bodies { shape }) })
}

/// What the beginning of a file holds: read as the file itself will be, into an intake that is thrown away.
fn survey(sample: &Sample) -> Survey {
    let text = json::text_of(&sample.head);
    if json::next_start(&text, 0).is_none() {
        return Survey::default();
    }
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &rules);
    scan::read(&text, 0, false, &mut Sink::new(&mut intake, 0))
}

fn looks_like_a_large_body(head: &[u8]) -> bool {
    let holds = |word: &str| memchr::memmem::find(head, word.as_bytes()).is_some();
    holds("whatsapp_business_account")
        || holds("\"messaging_product\"") && (holds("\"statuses\"") || holds("\"messages\"") && holds("\"metadata\""))
}

/// Reads bodies that stand in text.
struct Bodies {
    shape: Shape,
}

impl Read for Bodies {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let text = json::text_of(&block.bytes);
        scan::read(&text, block.offset, block.id_text == IdText::InFile, &mut Sink::new(intake, block.input));
        Ok(())
    }
}
