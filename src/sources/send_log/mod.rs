//! Source `send-log`: what a business writes down when it sends, by message id: campaign, template, variant, cost.
//!
//! Not responsible for what became of the messages unless the log tells it: that is the webhooks' to say.

mod columns;
mod entry;
mod place;
mod table;
#[cfg(test)]
mod tests;
mod text;

use std::sync::Arc;

use table::Table;
use text::Survey;

use super::input::Sample;
use super::json;
use super::values::TimeRules;
use super::{Block, ColumnUse, Read, Recognised, Recogniser, Rules, Shape, Source};
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};

/// The declaration.
pub static SOURCE: Source = Source {
    id: "send-log",
    name: "Send log",
    doc: "What your own system writes down when it sends a message: the message id that the API answered, and whatever \
          you know about it: campaign, template, variant, segment, agent, cost. As CSV with a message id column, as \
          JSON lines, or as answers of the API inside log text. Joined with webhooks by message id.",
    how_to_export: &[
        "Whenever you send, store the message id of the API's answer (`messages[0].id`) beside the campaign's name, \
         the template and, where you test, the variant.",
        "Export that table as CSV; a header such as `message_id,phone,campaign,template,variant,sent_at` is understood, \
         and many other names for these columns.",
        "Or log every answer of the API as one line, best with the request beside it: \
         {\"campaign\": …, \"request\": {…}, \"response\": {…}}.",
        "Write times with their zone (2026-10-01T10:00:01Z) or as epoch numbers.",
    ],
    tells: &[
        "messages that were sent",
        "campaigns, templates, variants, segments",
        "agents and teams",
        "costs",
        "delivery states where it has columns for them",
    ],
    lacks: &["what customers wrote", "delivery states where it has no columns for them", "opt-outs"],
    recogniser: Recogniser::Code { look: recognise, most_certain: 80 },
};

/// Where the fields of JSON go, for `inspect`.
const FIELDS: &[(&str, &str)] = &[
    ("messages[].id", "messages.message_id"),
    ("contacts[].wa_id", "messages.customer"),
    ("template.name", "messages.template"),
    ("template.language.code", "messages.language"),
    ("campaign, variant, segment, agent, cost …", "messages.campaign, variant, segment, agent, cost …"),
    ("time at the beginning of the line", "messages.sent_at"),
];

fn recognise(sample: &Sample, rules: &Rules) -> Option<Recognised> {
    let times = &rules.times;
    if let Some(table) = Table::find(sample, times) {
        let (why, columns) = (table.why(), table.columns());
        return Some(Recognised { certainty: 60, why, columns, reader: Arc::new(table) });
    }
    let Survey { sends, strangers, spans_lines } = survey(sample, times);
    if sends == 0 {
        return None;
    }
    let field = |(field, becomes): &(&str, &str)| ColumnUse {
        column: (*field).to_owned(),
        becomes: Some((*becomes).to_owned()),
    };
    let one_line = !sample.complete && !sample.head.ends_with(b"\n");
    let shape = if spans_lines || one_line { Shape::Whole } else { Shape::Lines };
    Some(Recognised {
        certainty: 50 + (30 * sends / (sends + strangers)) as u8,
        why: format!("sends with a message id, {sends} in its beginning"),
        columns: FIELDS.iter().map(field).collect(),
        reader: Arc::new(Text { shape, times: *times }),
    })
}

/// What the beginning of a file holds: read as the file itself will be, into an intake that is thrown away.
fn survey(sample: &Sample, times: &TimeRules) -> Survey {
    if json::next_start(&json::text_of(&sample.head), 0).is_none() {
        return Survey::default();
    }
    let (names, rules) = (Names::default(), IntakeRules::default());
    let block = Block { input: 0, offset: 0, bytes: sample.head.clone(), id_text: IdText::Keep, last: sample.complete };
    text::read(&block, times, &mut Intake::new(&names, &rules))
}

/// Reads sends that stand in JSON.
struct Text {
    shape: Shape,
    times: TimeRules,
}

impl Read for Text {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        text::read(block, &self.times, intake);
        Ok(())
    }
}
