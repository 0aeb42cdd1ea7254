//! The desk as Twilio's Conversations and TaskRouter tell it.

use super::super::super::json::{array, object, pretty, text};
use super::{Desk, number};

impl Desk {
    /// Conversations, each with its messages.
    pub fn twilio_conversations(&self) -> String {
        let (mut conversations, mut participants, mut messages) = (Vec::new(), Vec::new(), Vec::new());
        for talk in &self.conversations {
            let sid = format!("CH{}", number(talk.get("conversation_id")));
            let is_closed = talk.get("status") == "resolved";
            let begun = talk.get("started_at");
            conversations.push(object(&[
                ("sid", text(&sid)),
                ("chat_service_sid", text("IS1")),
                ("messaging_service_sid", text("MG1")),
                ("state", text(if is_closed { "closed" } else { "active" })),
                ("date_created", text(begun)),
                ("date_updated", text(if is_closed { talk.get("resolved_at") } else { begun })),
                ("attributes", text("{}")),
            ]));
            let address =
                [("type", text("whatsapp")), ("address", text(&format!("whatsapp:+{}", talk.get("customer"))))];
            for (place, binding) in [object(&address), "null".to_owned()].into_iter().enumerate() {
                participants.push(object(&[
                    ("sid", text(&format!("MB{place}{}", &sid[2..]))),
                    ("conversation_sid", text(&sid)),
                    ("messaging_binding", binding),
                ]));
            }
            for (index, message) in self.of(talk).enumerate() {
                let author = match message.get("author") {
                    "customer" => format!("whatsapp:+{}", message.get("customer")),
                    "agent" => message.get("agent").to_owned(),
                    _ => "system".to_owned(),
                };
                messages.push(object(&[
                    ("sid", text(message.get("message_id"))),
                    ("conversation_sid", text(&sid)),
                    ("index", index.to_string()),
                    ("author", text(&author)),
                    ("body", text(message.get("text"))),
                    ("attributes", text("{}")),
                    ("date_created", text(message.get("at"))),
                    ("date_updated", text(message.get("at"))),
                    ("delivery", "null".to_owned()),
                    ("content_sid", "null".to_owned()),
                ]));
            }
        }
        let all = [
            ("conversations", array(&conversations)),
            ("participants", array(&participants)),
            ("messages", array(&messages)),
        ];
        pretty(&object(&all)) + "\n"
    }

    /// Tasks, then who took them.
    pub fn twilio_tasks(&self) -> String {
        let (mut tasks, mut events) = (Vec::new(), Vec::new());
        for talk in &self.conversations {
            let id = number(talk.get("conversation_id"));
            let is_closed = talk.get("status") == "resolved";
            let begun = talk.get("started_at");
            let customer = format!("whatsapp:+{}", talk.get("customer"));
            let attributes = object(&[
                ("conversationSid", text(&format!("CH{id}"))),
                ("customerAddress", text(&customer)),
                ("channelType", text("whatsapp")),
            ]);
            tasks.push(object(&[
                ("sid", text(&format!("WT{id}"))),
                ("age", "60".to_owned()),
                ("assignment_status", text(if is_closed { "completed" } else { "assigned" })),
                ("attributes", text(&attributes)),
                ("date_created", text(begun)),
                ("date_updated", text(if is_closed { talk.get("resolved_at") } else { begun })),
                ("task_channel_unique_name", text("chat")),
                ("task_queue_friendly_name", text(talk.get("team"))),
            ]));
            if !talk.get("agent").is_empty() {
                let data = [
                    ("task_sid", text(&format!("WT{id}"))),
                    ("worker_name", text(talk.get("agent"))),
                    ("task_attributes", text(&attributes)),
                ];
                events.push(object(&[
                    ("event_type", text("reservation.accepted")),
                    ("event_date_ms", (super::epoch(begun) * 1000).to_string()),
                    ("event_data", object(&data)),
                ]));
            }
        }
        pretty(&object(&[("tasks", array(&tasks)), ("events", array(&events))])) + "\n"
    }
}
