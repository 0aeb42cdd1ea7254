//! Source `app-chat`: the text file that WhatsApp's own app writes when somebody exports a chat.
//!
//! Not responsible for what such a file does not tell: states, costs, templates, the zone of its times.

mod content;
mod dates;
mod entries;
mod header;
mod marks;
mod parties;
mod read;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use entries::{Entry, Parts, entries};
use marks::bare;

use super::input::Sample;
use super::json::text_of;
use super::{Block, ColumnUse, Read, Recognised, Recogniser, Rules, Shape, Source};
use crate::lists::chat_phrase;
use crate::tables::intake::Intake;

/// The declaration.
pub static SOURCE: Source = Source {
    id: "app-chat",
    name: "Chats exported from the app",
    doc: "The text file of `Export chat` in WhatsApp and the WhatsApp Business app, on Android and iOS, in any language \
          and date format. One file is one chat with one customer, who is whom the file's title names. The file tells no \
          time zone (give --input-tz), and Android tells times to the minute only. Groups are left out.",
    how_to_export: &[
        "Open the chat, then Export chat: on Android under the three dots, More; on iOS at the end of the contact's \
         page. Without media is enough.",
        "Keep the file's name: it tells who the customer is. The newest 40,000 messages are exported, 10,000 with media.",
        "Say in which zone the phone was: --input-tz Europe/Berlin. Where the dates could be read two ways the run \
         stops and asks for --date-order.",
        "If the title tells nobody (`_chat.txt`), name your side: --business \"Acme Support\", or `senders` in the \
         settings.",
        "The same chat exported twice counts once; exported with another phone, language or name, it counts again.",
    ],
    tells: &["messages of both sides", "agents, by the names that they send with", "media, without their content"],
    lacks: &[
        "delivery states and reads",
        "templates and campaigns",
        "costs and categories",
        "bots and automatic greetings as such",
        "seconds, where Android wrote the file",
    ],
    recogniser: Recogniser::Code { look: recognise, most_certain: 97 },
};

/// Where the parts of a line go, for `inspect`.
const PARTS: &[(&str, Option<&str>)] = &[
    ("date and time", Some("messages.at")),
    ("the customer's name or number", Some("messages.customer")),
    ("other senders", Some("messages.agent")),
    ("text", Some("messages.type")),
];

/// Words that programs write where a chat has its senders.
const LEVELS: [&str; 11] =
    ["TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "ALERT", "EMERGENCY"];

fn recognise(sample: &Sample, rules: &Rules) -> Option<Recognised> {
    let text = text_of(&sample.head);
    let Parts { before, entries, .. } = entries(&text);
    let title = parties::title(&sample.path);
    let file = Path::new(&sample.path).file_name().unwrap_or_default();
    let titled = title.is_some() || file.to_string_lossy().starts_with("_chat");
    let spoken: Vec<&Entry> = entries.iter().filter(|entry| entry.sender.is_some()).collect();
    let lines = text.lines().skip_while(|_| before == text.len()).filter(|line| !line.trim().is_empty()).count();
    let (certainty, because) = if !entries.is_empty() && (titled || entries.iter().any(is_notice)) {
        (97, if titled { "the title of a chat, and " } else { "the app's own lines, and " })
    } else if spoken.len() >= 3 && entries.len() * 4 >= lines && !is_log(&spoken) {
        (45, "")
    } else {
        return None;
    };
    let part = |(part, becomes): &(&str, Option<&str>)| ColumnUse {
        column: (*part).to_owned(),
        becomes: becomes.map(str::to_owned),
    };
    Some(Recognised {
        certainty,
        why: format!("{because}lines with a time and a sender, {} in its beginning", spoken.len()),
        columns: PARTS.iter().map(part).collect(),
        reader: Arc::new(Chat { title, rules: rules.clone() }),
    })
}

/// Whether the app itself speaks.
fn is_notice(entry: &Entry) -> bool {
    chat_phrase(&bare(entry.text), &["notice"]).is_some_and(|found| !found.open)
}

/// Whether most lines are a program's: a level, or JSON, stands where a chat has a name and a text.
fn is_log(spoken: &[&Entry]) -> bool {
    let by_program = |entry: &&&Entry| {
        let sender = entry.sender.as_deref().unwrap_or_default();
        let mut words = sender.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| LEVELS.contains(&word)) || entry.text.starts_with(['{', '['])
    };
    spoken.iter().filter(by_program).count() * 2 > spoken.len()
}

/// Reads one exported chat.
struct Chat {
    title: Option<String>,
    rules: Rules,
}

impl Read for Chat {
    fn shape(&self) -> Shape {
        Shape::Whole
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        read::read(block, self.title.as_deref(), &self.rules, intake)
    }
}
