//! The desk as products tell it that export one kind of rows: Gladly, Dixa, Hootsuite, respond.io, ultimate.ai.

use super::super::super::json::{array, object, text};
use super::super::super::tables::table;
use super::{Desk, epoch, number, plain, resolves, row, utc};

impl Desk {
    pub fn gladly_conversations(&self) -> String {
        let header = "Created At,Conversation ID,Customer ID,Conversation Link,Status,Assigned Agent ID – Current,\
                      Assigned Agent Name – Current,Inbox ID – Current,Inbox Name – Current,First Closed At,\
                      Last Closed At,Initiator Type – Created";
        let rows = self.conversations.iter().map(|talk| {
            let id = number(talk.get("conversation_id"));
            let closings: Vec<String> = resolves(talk).into_iter().map(utc).collect();
            let closing = |place: Option<&String>| place.cloned().unwrap_or_default();
            let status = if talk.get("status") == "resolved" { "CLOSED" } else { "OPEN" };
            let agent = talk.get("agent");
            let key = if agent.is_empty() { String::new() } else { format!("agent-{}", agent.to_lowercase()) };
            row(&[
                talk.get("started_at"),
                &id,
                &format!("+{}", talk.get("customer")),
                &format!("https://desk.example.com/conversation/{id}"),
                status,
                &key,
                agent,
                "",
                talk.get("team"),
                &closing(closings.first()),
                &closing(closings.last()),
                "Customer",
            ])
        });
        table(header, rows)
    }

    pub fn gladly_events(&self) -> String {
        let header = "Timestamp,Event Type,Conversation ID,Customer ID,Initiator Type,Initiator ID";
        let mut rows: Vec<Vec<String>> = Vec::new();
        for talk in &self.conversations {
            let customer = format!("+{}", talk.get("customer"));
            let id = number(talk.get("conversation_id"));
            let mut event = |at: &str, kind: &str| rows.push(row(&[at, kind, &id, &customer, "AGENT", ""]));
            event(talk.get("started_at"), "CONVERSATION/CREATED");
            event(talk.get("started_at"), "CONVERSATION_ASSIGNEE/UPDATED");
            resolves(talk).into_iter().for_each(|at| event(&utc(at), "CONVERSATION/CLOSED"));
            if !talk.get("reopened_at").is_empty() {
                event(talk.get("reopened_at"), "CONVERSATION/REOPENED");
            }
        }
        table(header, rows.into_iter())
    }

    pub fn dixa(&self) -> String {
        let items: Vec<String> = self
            .messages
            .iter()
            .map(|message| {
                let is_inbound = message.get("direction") == "inbound";
                let (customer, shop) = (text(&format!("+{}", message.get("customer"))), text("+4930550100"));
                let (from, to) = if is_inbound { (customer, shop) } else { (shop, customer) };
                let is_automated = !is_inbound && message.get("author") != "agent";
                let name = if is_inbound { "Customer" } else { message.get("agent") };
                object(&[
                    ("id", text(message.get("message_id"))),
                    ("csid", number(message.get("conversation_id"))),
                    ("created_at", (epoch(message.get("at")) * 1000).to_string()),
                    ("initial_channel", text("whatsapp")),
                    ("author_name", text(name)),
                    ("author_email", "null".to_owned()),
                    ("direction", text(message.get("direction"))),
                    ("text", text(message.get("text"))),
                    ("from_phone_number", from),
                    ("to_phone_number", to),
                    ("is_automated_message", is_automated.to_string()),
                ])
            })
            .collect();
        array(&items) + "\n"
    }

    pub fn hootsuite(&self) -> String {
        let header = "Conversation ID,Medium,Channel,Channel Display Name,Contact Profile ID,\
                      Contact Primary Identifier,Contact Secondary Identifier,Created at,Last Status Change Agent ID";
        let resolved = self.conversations.iter().filter(|talk| talk.get("status") == "resolved");
        let rows = resolved.map(|talk| {
            let id = number(talk.get("conversation_id"));
            let customer = format!("+{}", talk.get("customer"));
            let begun = plain(talk.get("started_at"));
            row(&[&id, "WhatsApp", "4930550100", "Lumen Tea", "", &customer, "Customer", &begun, talk.get("agent")])
        });
        let other = row(&["9999", "Instagram", "lumen", "Lumen Tea", "p9", "fan", "", "2026-09-29 08:00:00", ""]);
        table(header, rows.chain([other]))
    }

    pub fn respond_io(&self) -> String {
        let header = "Conversation ID,Contact ID,Contact Phone Number,Conversation Opened Source,\
                      Conversation Opened Channel,Conversation Opened Time,First Assignee,Last Assignee,\
                      First Response By,Conversation Closed Source,Closed By User,Closed By Team,\
                      Conversation Closed Time,Resolution Time,Conversation Category";
        let rows = self.conversations.iter().map(|talk| {
            let id = number(talk.get("conversation_id"));
            let agent = talk.get("agent");
            let is_closed = talk.get("status") == "resolved";
            let (source, by) = if is_closed { ("User", agent) } else { ("", "") };
            row(&[
                &id,
                &format!("7{id}"),
                &format!("+{}", talk.get("customer")),
                "Contact",
                "WhatsApp Business Platform",
                &plain(talk.get("started_at")),
                agent,
                agent,
                agent,
                source,
                by,
                talk.get("team"),
                &plain(talk.get("resolved_at")),
                "",
                "",
            ])
        });
        table(header, rows)
    }

    pub fn ultimate(&self) -> String {
        let mut tsv = "conversationId\tsendTime\tsenderType\ttext\tagentId\n".to_owned();
        for message in &self.messages {
            let sender = if message.get("direction") == "inbound" { "visitor" } else { "agent" };
            let at = message.get("at").replace('Z', "+00:00");
            let id = number(message.get("conversation_id"));
            tsv += &format!("{id}\t{at}\t{sender}\t{}\t{}\n", message.get("text"), message.get("agent"));
        }
        tsv
    }
}
