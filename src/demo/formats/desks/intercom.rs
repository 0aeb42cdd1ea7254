//! The desk as Intercom tells it: its API, and the CSV of messages that ProdSight makes of it.

use super::super::super::canonical::Line;
use super::super::super::json::{array, object, text};
use super::super::super::tables::table;
use super::{Desk, agent_number, epoch, number, plain, row};

/// Who wrote a message, in the product's words: kind, id and name.
fn author(message: &Line) -> [String; 3] {
    match message.get("author") {
        "customer" => ["user".to_owned(), format!("c{}", message.get("customer")), "Customer".to_owned()],
        "agent" => ["admin".to_owned(), agent_number(message.get("agent")), message.get("agent").to_owned()],
        _ => ["bot".to_owned(), "99".to_owned(), "Operator".to_owned()],
    }
}

fn author_object(message: &Line) -> String {
    let [kind, id, name] = author(message).map(|value| text(&value));
    object(&[("type", kind), ("id", id), ("name", name)])
}

impl Desk {
    /// A conversation a line, then the contacts.
    pub fn intercom_api(&self) -> String {
        let time = |at: &str| if at.is_empty() { "null".to_owned() } else { epoch(at).to_string() };
        let mut lines: Vec<String> = Vec::new();
        for talk in &self.conversations {
            // A conversation that a bot began elsewhere has no first message here.
            let first = self.of(talk).next().filter(|first| first.get("at") == talk.get("started_at"));
            let messages = self.of(talk).skip(usize::from(first.is_some()));
            let mut parts: Vec<String> = messages
                .map(|message| {
                    object(&[
                        ("type", text("conversation_part")),
                        ("id", text(message.get("message_id"))),
                        ("part_type", text("comment")),
                        ("body", text(&format!("<p>{}</p>", message.get("text")))),
                        ("created_at", time(message.get("at"))),
                        ("author", author_object(message)),
                    ])
                })
                .collect();
            let is_closed = talk.get("status") == "resolved";
            if is_closed {
                parts.push(object(&[
                    ("type", text("conversation_part")),
                    ("id", text(&format!("close-{}", number(talk.get("conversation_id"))))),
                    ("part_type", text("close")),
                    ("body", "null".to_owned()),
                    ("created_at", time(talk.get("resolved_at"))),
                    ("author", object(&[("type", text("admin")), ("id", text("1"))])),
                ]));
            }
            let reopens = if talk.get("resolutions") == "2" { "1" } else { "0" };
            let source = first.map_or("null".to_owned(), |first| {
                object(&[
                    ("type", text("whatsapp")),
                    ("id", text(first.get("message_id"))),
                    ("delivered_as", text("customer_initiated")),
                    ("body", text(&format!("<p>{}</p>", first.get("text")))),
                    ("author", author_object(first)),
                ])
            });
            let contact = object(&[("type", text("contact")), ("id", text(&format!("c{}", talk.get("customer"))))]);
            lines.push(object(&[
                ("type", text("conversation")),
                ("id", text(&number(talk.get("conversation_id")))),
                ("created_at", time(talk.get("started_at"))),
                ("state", text(if is_closed { "closed" } else { "open" })),
                ("admin_assignee_id", "null".to_owned()),
                ("contacts", object(&[("contacts", array(&[contact]))])),
                (
                    "statistics",
                    object(&[("last_close_at", time(talk.get("resolved_at"))), ("count_reopens", reopens.to_owned())]),
                ),
                ("conversation_rating", self.intercom_rating(talk)),
                ("source", source),
                ("conversation_parts", object(&[("conversation_parts", array(&parts))])),
            ]));
            lines.push(object(&[
                ("type", text("contact")),
                ("id", text(&format!("c{}", talk.get("customer")))),
                ("role", text("user")),
                ("external_id", "null".to_owned()),
                ("workspace_id", text("w1")),
                ("phone", text(&format!("+{}", talk.get("customer")))),
            ]));
        }
        lines.join("\n") + "\n"
    }

    fn intercom_rating(&self, talk: &Line) -> String {
        let Some(survey) = self.survey_of(talk) else { return "null".to_owned() };
        let (asked, answered) = (epoch(survey.get("sent_at")), survey.get("at"));
        let rating = if answered.is_empty() { "null".to_owned() } else { survey.get("score").to_owned() };
        let replied = if answered.is_empty() { "null".to_owned() } else { epoch(answered).to_string() };
        object(&[("rating", rating), ("created_at", asked.to_string()), ("replied_at", replied)])
    }

    pub fn intercom_csv(&self) -> String {
        let header = "message_id,message_body,message_type,message_created_at,message_author_type,message_author_id,\
                      message_author_name,conversation_tags,conversation_id,conversation_state,\
                      conversation_created_at,conversation_first_response_at,conversation_closed_at";
        let mut rows: Vec<Vec<String>> = Vec::new();
        for talk in &self.conversations {
            let id = number(talk.get("conversation_id"));
            let state = if talk.get("status") == "resolved" { "closed" } else { "open" };
            let closed = plain(talk.get("resolved_at"));
            let begun = plain(talk.get("started_at"));
            let mut add = |message: &str, body: &str, kind: &str, at: &str, [author, number, name]: [String; 3]| {
                let cells = [message, body, kind, at, &author, &number, &name, "", &id, state, &begun, "", &closed];
                rows.push(row(&cells));
            };
            for (place, message) in self.of(talk).enumerate() {
                let kind = if place == 0 { "conversation_message" } else { "comment" };
                let (id, at) = (message.get("message_id"), plain(message.get("at")));
                add(id, message.get("text"), kind, &at, author(message));
            }
            let admin = || ["admin".to_owned(), "1".to_owned(), "Ada".to_owned()];
            add(&format!("note-{id}"), "Call back?", "note", &begun, admin());
            if state == "closed" {
                add(&format!("close-{id}"), "", "close", &closed, admin());
            }
        }
        table(header, rows.into_iter())
    }
}
