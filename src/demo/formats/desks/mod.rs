//! The desk's conversations as helpdesks export them.

mod chatwoot;
mod intercom;
mod rows;
mod twilio;
mod zendesk;

use super::super::canonical::Line;
use super::super::chapter;
use super::super::story::Story;

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let desk = Desk {
        messages: chapter::desk(story),
        conversations: chapter::conversations(story),
        surveys: chapter::surveys(story),
    };
    let files = [
        ("chatwoot/api-conversations.json", desk.chatwoot_api()),
        ("chatwoot/messages.csv", desk.chatwoot_messages()),
        ("chatwoot/conversations.csv", desk.chatwoot_conversations()),
        ("chatwoot/contacts.csv", desk.chatwoot_contacts()),
        ("chatwoot/reporting_events.csv", desk.chatwoot_events()),
        ("chatwoot/csat.csv", desk.chatwoot_csat()),
        ("chatwoot/agents-report.csv", chatwoot::report()),
        ("zendesk/tickets.csv", desk.zendesk_csv()),
        ("zendesk/tickets.json", desk.zendesk_api()),
        ("intercom/conversations.json", desk.intercom_api()),
        ("intercom/messages.csv", desk.intercom_csv()),
        ("gladly/conversation-export.csv", desk.gladly_conversations()),
        ("gladly/conversation-timestamps.csv", desk.gladly_events()),
        ("dixa/message_export.json", desk.dixa()),
        ("hootsuite/resolved-conversations.csv", desk.hootsuite()),
        ("respond-io/conversations.csv", desk.respond_io()),
        ("ultimate/import.tsv", desk.ultimate()),
        ("twilio-flex/conversations.json", desk.twilio_conversations()),
        ("twilio-flex/taskrouter.json", desk.twilio_tasks()),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

/// The chapters of the desk.
struct Desk {
    messages: Vec<Line>,
    conversations: Vec<Line>,
    surveys: Vec<Line>,
}

/// Who works at the desk; a product's ids are places in this list.
const AGENTS: [&str; 6] = ["", "Ada", "Bo", "Cem", "Dora", "Eva"];

/// The number that products give to a name of the shop: `LT-2227` is 2227.
fn number(id: &str) -> String {
    id.chars().filter(char::is_ascii_digit).collect()
}

fn agent_number(agent: &str) -> String {
    let place = AGENTS.iter().position(|known| *known == agent && !agent.is_empty());
    place.map(|place| place.to_string()).unwrap_or_default()
}

/// `2026-09-28 08:18:15` of a canonical time.
fn plain(time: &str) -> String {
    time.replace('T', " ").replace('Z', "")
}

/// Seconds since 1970.
fn epoch(time: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(time).map_or(0, |time| time.timestamp())
}

/// `2026-09-28T08:18:15Z` of seconds since 1970.
fn utc(seconds: i64) -> String {
    let time = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

impl Desk {
    fn of<'d>(&'d self, conversation: &Line) -> impl Iterator<Item = &'d Line> + use<'d> {
        let id = conversation.get("conversation_id").to_owned();
        self.messages.iter().filter(move |message| message.get("conversation_id") == id)
    }

    /// When an agent first wrote.
    fn first_answer<'d>(&'d self, conversation: &Line) -> Option<&'d str> {
        self.of(conversation).find(|message| message.get("author") == "agent").map(|message| message.get("at"))
    }

    /// What the customer was asked and answered.
    fn survey_of<'d>(&'d self, conversation: &Line) -> Option<&'d Line> {
        let id = conversation.get("conversation_id");
        self.surveys.iter().find(|survey| survey.get("conversation_id") == id)
    }
}

/// When a conversation was resolved; of an earlier resolve only that there was one is known, and when it was undone.
fn resolves(talk: &Line) -> Vec<i64> {
    let earlier = (talk.get("resolutions") == "2").then(|| epoch(talk.get("reopened_at")) - 3600);
    let last = Some(talk.get("resolved_at")).filter(|at| !at.is_empty()).map(epoch);
    earlier.into_iter().chain(last).collect()
}
