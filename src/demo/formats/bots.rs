//! Talks with the bot as chatbot platforms log them.

use super::super::canonical::Line;
use super::super::chapter;
use super::super::json::{array, object, text};
use super::super::story::Story;
use super::super::tables::table;

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let talks = Talks { messages: chapter::bot_days(story), handoffs: chapter::handoffs(story) };
    let (turns, events) = (talks.turns(), talks.events());
    let files = [
        ("dialogflow-cx/interactions.jsonl", cx_lines(&turns)),
        ("dialogflow-cx/interactions.csv", cx_csv(&turns)),
        ("dialogflow-es/log.json", es(&turns)),
        ("rasa/broker.jsonl", rasa_lines(&events)),
        ("rasa/events.csv", rasa_csv(&events)),
        ("botpress/messages.csv", talks.botpress()),
        ("botpress/messages.json", talks.botpress_api()),
        ("typebot/results.csv", typebot()),
        ("manychat/contacts.csv", talks.manychat()),
        ("chatfuel/users.csv", talks.chatfuel()),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

struct Talks {
    messages: Vec<Line>,
    handoffs: Vec<Line>,
}

/// What the customer said, if anything, and one answer of the bot, if any; whether it hands over.
struct Turn<'s> {
    /// Its first line.
    line: &'s Line,
    question: Option<&'s Line>,
    answer: Option<&'s Line>,
    hands_over: Option<&'s Line>,
}

/// What happened, in the order of time.
enum Event<'s> {
    Message(&'s Line),
    HandOff(&'s Line),
}

impl<'s> Turn<'s> {
    fn of(line: &'s Line) -> Turn<'s> {
        Turn { line, question: None, answer: None, hands_over: None }
    }

    /// When it was: of a hand-off alone, then.
    fn at(&self) -> &str {
        let line = self.line;
        if line.get("at").is_empty() { line.get("handoff_at") } else { line.get("at") }
    }
}

/// What stands for a tap: platforms log the words of the button.
fn said(line: &Line) -> &str {
    if line.get("text").is_empty() { "1" } else { line.get("text") }
}

fn epoch(time: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(time).map_or(0, |time| time.timestamp())
}

impl Talks {
    fn turns(&self) -> Vec<Turn<'_>> {
        let mut turns: Vec<Turn> = Vec::new();
        for message in &self.messages {
            let is_question = message.get("direction") == "inbound";
            let same = |turn: &&mut Turn| turn.line.get("conversation_id") == message.get("conversation_id");
            let open = turns.iter_mut().rev().find(same).filter(|turn| !is_question && turn.answer.is_none());
            match open {
                Some(turn) => turn.answer = Some(message),
                None if is_question => turns.push(Turn { question: Some(message), ..Turn::of(message) }),
                None => turns.push(Turn { answer: Some(message), ..Turn::of(message) }),
            }
        }
        let alone = |line| Turn { hands_over: Some(line), ..Turn::of(line) };
        turns.extend(self.handoffs.iter().map(alone));
        turns
    }

    fn events(&self) -> Vec<Event<'_>> {
        let messages = self.messages.iter().map(Event::Message);
        messages.chain(self.handoffs.iter().map(Event::HandOff)).collect()
    }

    fn botpress(&self) -> String {
        let rows = self.messages.iter().map(|message| {
            let direction = if message.get("direction") == "inbound" { "incoming" } else { "outgoing" };
            let user = if direction == "incoming" { message.get("customer") } else { "bot" };
            let payload = object(&[("text", text(said(message)))]);
            let talk = message.get("conversation_id");
            [message.get("message_id"), talk, user, direction, &payload, message.get("at")].map(str::to_owned).to_vec()
        });
        table("id,conversationId,userId,direction,payload,createdAt", rows)
    }

    fn botpress_api(&self) -> String {
        let items: Vec<String> = self
            .messages
            .iter()
            .map(|message| {
                let direction = if message.get("direction") == "inbound" { "incoming" } else { "outgoing" };
                let user = if direction == "incoming" { message.get("customer") } else { "bot" };
                object(&[
                    ("id", text(message.get("message_id"))),
                    ("createdAt", text(&message.get("at").replace('Z', ".000Z"))),
                    ("type", text("text")),
                    ("payload", object(&[("text", text(said(message)))])),
                    ("direction", text(direction)),
                    ("userId", text(user)),
                    ("conversationId", text(message.get("conversation_id"))),
                    ("tags", "{}".to_owned()),
                ])
            })
            .collect();
        object(&[("messages", array(&items)), ("meta", "{}".to_owned())]) + "\n"
    }

    /// The first customers.
    fn customers(&self) -> Vec<&str> {
        let mut customers: Vec<&str> = self.messages.iter().map(|message| message.get("customer")).collect();
        customers.sort_unstable();
        customers.dedup();
        customers.truncate(20);
        customers
    }

    fn manychat(&self) -> String {
        let header = "Contact ID,First Name,Last Name,Phone,Email,Language,Subscribed,Last Interaction,Tags";
        let rows = self.customers().into_iter().enumerate().map(|(place, customer)| {
            let (id, phone) = (format!("10{place:04}"), format!("+{customer}"));
            let since = "2026-03-02 10:00:00";
            [&id, "A", "Customer", &phone, "", "German", since, "2026-09-30 08:00:00", "tea"]
                .map(str::to_owned)
                .to_vec()
        });
        table(header, rows)
    }

    fn chatfuel(&self) -> String {
        let header = "chatfuel user id,first name,last name,locale,whatsapp phone,signed up,last seen,sessions";
        let rows = self.customers().into_iter().enumerate().map(|(place, customer)| {
            let (id, since) = (format!("u{place:04}"), "2026-03-02 10:00:00");
            [&id, "A", "Customer", "de_DE", customer, since, "2026-09-30 08:00:00", "3"].map(str::to_owned).to_vec()
        });
        table(header, rows)
    }
}

/// The columns that hold JSON: what was asked and what was answered.
fn cx_result(turn: &Turn) -> String {
    let mut result: Vec<(&str, String)> = Vec::new();
    if let Some(question) = turn.question {
        result.push(("text", text(said(question))));
    }
    let mut messages: Vec<String> = Vec::new();
    if let Some(answer) = turn.answer {
        messages.push(object(&[("text", object(&[("text", array(&[text("…")]))]))]));
        let missed = answer.get("fallback") == "true";
        result.push(("match", object(&[("matchType", text(if missed { "NO_MATCH" } else { "INTENT" }))])));
        let page = if answer.get("final") == "true" { "End Session" } else { answer.get("step") };
        if !page.is_empty() {
            result.push(("currentPage", object(&[("displayName", text(page))])));
        }
    }
    if turn.hands_over.is_some() {
        messages.push(object(&[("liveAgentHandoff", "{}".to_owned())]));
    }
    result.push(("responseMessages", array(&messages)));
    object(&[("queryResult", object(&result))])
}

fn cx_name(turn: &Turn) -> String {
    format!("projects/lumen/locations/eu/agents/a1/conversations/{}", turn.line.get("customer"))
}

fn cx_lines(turns: &[Turn]) -> String {
    let line = |(place, turn): (usize, &Turn)| {
        let fields = [
            ("project_id", text("lumen")),
            ("agent_id", text("a1")),
            ("conversation_name", text(&cx_name(turn))),
            ("turn_position", text(&(place + 1).to_string())),
            ("request_time", text(&turn.at().replace('T', " ").replace('Z', ".123000 UTC"))),
            ("language_code", text("de")),
            ("response", cx_result(turn)),
        ];
        object(&fields) + "\n"
    };
    turns.iter().enumerate().map(line).collect()
}

fn cx_csv(turns: &[Turn]) -> String {
    let header = "project_id,agent_id,conversation_name,turn_position,request_time,language_code,request,response,\
                  partial_responses,derived_data,conversation_signals,bot_answer_feedback";
    let row = |(place, turn): (usize, &Turn)| {
        let time = turn.at().replace('T', " ").replace('Z', " UTC");
        let (name, place, result) = (cx_name(turn), (place + 1).to_string(), cx_result(turn));
        ["lumen", "a1", &name, &place, &time, "de", "{}", &result, "", "", "", ""].map(str::to_owned).to_vec()
    };
    table(header, turns.iter().enumerate().map(row))
}

/// Entries of Cloud Logging: a message printed into a text.
fn es(turns: &[Turn]) -> String {
    let mut entries: Vec<String> = Vec::new();
    for (place, turn) in turns.iter().enumerate() {
        let mut payload = format!("Dialogflow Response : id: \"r{place}\" lang: \"de\" ");
        payload += &format!("session_id: \"{}\" ", turn.line.get("customer"));
        if let Some(question) = turn.question {
            payload += &format!("result {{ source: \"agent\" resolved_query: \"{}\" ", said(question));
        } else {
            payload += "result { source: \"agent\" ";
        }
        if turn.hands_over.is_some() {
            payload += "action: \"support.handoff\" ";
        }
        if let Some(answer) = turn.answer {
            let missed = answer.get("fallback") == "true";
            let fallback = if missed { "is_fallback_intent: \"true\" " } else { "" };
            payload += &format!("metadata {{ intent_name: \"x\" {fallback}}} fulfillment {{ speech: \"…\" }} ");
        }
        payload += "} status { code: 200 error_type: \"success\" }";
        let entry = |kind: &str, payload: &str| {
            object(&[
                ("insertId", text(&format!("{kind}{place}"))),
                ("textPayload", text(payload)),
                ("labels", object(&[("type", text(kind)), ("protocol", text("V2"))])),
                ("timestamp", text(&turn.at().replace('Z', ".5Z"))),
                ("trace", text(turn.line.get("customer"))),
                ("receiveTimestamp", text(turn.at())),
            ])
        };
        entries.push(entry("dialogflow_request", "Dialogflow Request : {}"));
        entries.push(entry("dialogflow_response", &payload));
    }
    array(&entries) + "\n"
}

/// Name of the event, its fields beside name, sender and time.
fn rasa_event(event: &Event) -> (&'static str, Vec<(&'static str, String)>) {
    match event {
        Event::HandOff(_) => ("action", vec![("name", text("action_human_handoff"))]),
        Event::Message(line) if line.get("direction") == "inbound" => {
            let intent = object(&[("name", text("faq")), ("confidence", "0.93".to_owned())]);
            let fields = vec![
                ("text", text(said(line))),
                ("parse_data", object(&[("intent", intent)])),
                ("message_id", text(line.get("message_id"))),
                ("input_channel", text("whatsapp")),
            ];
            ("user", fields)
        }
        Event::Message(line) => {
            let action = match (line.get("fallback"), line.get("step")) {
                ("true", _) => "utter_default".to_owned(),
                (_, "") => "utter_faq".to_owned(),
                (_, step) => format!("utter_ask_{step}"),
            };
            ("bot", vec![("text", text("…")), ("metadata", object(&[("utter_action", text(&action))]))])
        }
    }
}

fn rasa_place<'s>(event: &Event<'s>) -> (&'s str, String) {
    let (line, at) = match event {
        Event::Message(line) => (line, line.get("at")),
        Event::HandOff(line) => (line, line.get("handoff_at")),
    };
    (line.get("customer"), format!("{}.25", epoch(at)))
}

fn rasa_lines(events: &[Event]) -> String {
    let line = |event: &Event| {
        let ((name, fields), (sender, at)) = (rasa_event(event), rasa_place(event));
        let mut all = vec![("sender_id", text(sender)), ("event", text(name)), ("timestamp", at)];
        all.extend(fields);
        object(&all) + "\n"
    };
    events.iter().map(line).collect()
}

fn rasa_csv(events: &[Event]) -> String {
    let row = |(place, event): (usize, &Event)| {
        let ((name, fields), (sender, at)) = (rasa_event(event), rasa_place(event));
        let action = if name == "action" { "action_human_handoff" } else { "" };
        let intent = if name == "user" { "faq" } else { "" };
        let mut data = vec![("event", text(name)), ("timestamp", at.clone())];
        data.extend(fields);
        [&(place + 1).to_string(), sender, name, &at, intent, action, &object(&data)].map(str::to_owned).to_vec()
    };
    let started = ["0", "4915552000001", "session_started", "1790000000.5", "", "", "{}"].map(str::to_owned).to_vec();
    let rows = [started].into_iter().chain(events.iter().enumerate().map(row));
    table("id,sender_id,type_name,timestamp,intent_name,action_name,data", rows)
}

fn typebot() -> String {
    let row = |day: i64| {
        let phone = format!("+1555000{:04}", 2000 + day);
        let at = format!("2026-10-{:02} 09:15:00", day + 1);
        [&at, "A customer", &phone, "Green tea"].map(str::to_owned).to_vec()
    };
    table("Submitted at,What is your name?,WhatsApp number,Which tea do you like?", (0..12).map(row))
}
