//! The desk as Chatwoot tells it: its API, its database, its survey, a report.

use super::super::super::canonical::Line;
use super::super::super::json::{array, object, pretty, text};
use super::super::super::tables::table;
use super::{Desk, agent_number, epoch, number, plain, resolves, row, utc};

impl Desk {
    /// What the API answers for the conversations, each with its messages.
    pub fn chatwoot_api(&self) -> String {
        let mut id = 90_000;
        let items: Vec<String> = self
            .conversations
            .iter()
            .map(|talk| {
                let number = number(talk.get("conversation_id"));
                let contact = object(&[
                    ("id", number.clone()),
                    ("name", text("Customer")),
                    ("phone_number", text(&format!("+{}", talk.get("customer")))),
                    ("type", text("contact")),
                ]);
                let mut messages: Vec<String> = Vec::new();
                for message in self.of(talk) {
                    id += 1;
                    messages.push(api_message(&id.to_string(), &number, &contact, message));
                }
                for resolved in resolves(talk) {
                    id += 1;
                    messages.push(object(&[
                        ("id", id.to_string()),
                        ("content", text(&format!("Conversation was marked resolved by {}", talk.get("agent")))),
                        ("conversation_id", number.clone()),
                        ("message_type", "2".to_owned()),
                        ("content_type", text("text")),
                        ("private", "false".to_owned()),
                        ("created_at", resolved.to_string()),
                    ]));
                }
                let assignee = match talk.get("agent") {
                    "" => "null".to_owned(),
                    agent => object(&[("id", agent_number(agent)), ("name", text(agent)), ("type", text("user"))]),
                };
                let team = match talk.get("team") {
                    "" => "null".to_owned(),
                    team => object(&[("id", "1".to_owned()), ("name", text(team))]),
                };
                let meta = object(&[
                    ("sender", contact),
                    ("channel", text("Channel::Whatsapp")),
                    ("assignee", assignee),
                    ("team", team),
                ]);
                object(&[
                    ("meta", meta),
                    ("id", number),
                    ("messages", array(&messages)),
                    ("inbox_id", "3".to_owned()),
                    ("labels", array(&[])),
                    ("status", text(talk.get("status"))),
                    ("created_at", epoch(talk.get("started_at")).to_string()),
                ])
            })
            .collect();
        pretty(&object(&[("data", object(&[("payload", array(&items))]))])) + "\n"
    }

    pub fn chatwoot_messages(&self) -> String {
        let header = "id,content,account_id,inbox_id,conversation_id,message_type,created_at,updated_at,private,status,\
                      source_id,content_type,content_attributes,sender_type,sender_id,additional_attributes";
        let rows = self.messages.iter().enumerate().map(|(place, message)| {
            let is_inbound = message.get("direction") == "inbound";
            let (kind, sender) = match message.get("author") {
                _ if is_inbound => ("0", "Contact"),
                "agent" => ("1", "User"),
                _ => ("3", ""),
            };
            let talk = number(message.get("conversation_id"));
            let sender_id = if is_inbound { talk.clone() } else { agent_number(message.get("agent")) };
            let at = format!("{}.000000", plain(message.get("at")));
            row(&[
                &(90_001 + place).to_string(),
                message.get("text"),
                "1",
                "3",
                &talk,
                kind,
                &at,
                &at,
                "f",
                "0",
                message.get("message_id"),
                "0",
                "{}",
                sender,
                &sender_id,
                "{}",
            ])
        });
        let note = row(&[
            "99999",
            "Please call back",
            "1",
            "3",
            "2227",
            "1",
            "2026-09-28 08:40:00",
            "2026-09-28 08:40:00",
            "t",
            "0",
            "",
            "0",
            "{}",
            "User",
            "5",
            "{}",
        ]);
        table(header, rows.chain([note]))
    }

    pub fn chatwoot_conversations(&self) -> String {
        let header = "id,account_id,inbox_id,status,assignee_id,created_at,updated_at,contact_id,display_id,\
                      team_id,campaign_id,snoozed_until,first_reply_created_at,cached_label_list";
        let rows = self.conversations.iter().map(|talk| {
            let number = number(talk.get("conversation_id"));
            let status = if talk.get("status") == "resolved" { "1" } else { "0" };
            let at = format!("{}.123456", plain(talk.get("started_at")));
            let agent = agent_number(talk.get("agent"));
            row(&[&number, "1", "3", status, &agent, &at[..19], &at, &number, &number, "", "", "", "", ""])
        });
        table(header, rows)
    }

    pub fn chatwoot_contacts(&self) -> String {
        let header = "id,name,email,phone_number,account_id,created_at,updated_at,additional_attributes,identifier,\
                      custom_attributes";
        let rows = self.conversations.iter().map(|talk| {
            let phone = format!("+{}", talk.get("customer"));
            let at = "2026-01-05 09:00:00";
            row(&[&number(talk.get("conversation_id")), "Customer", "", &phone, "1", at, at, "{}", "", "{}"])
        });
        table(header, rows)
    }

    pub fn chatwoot_events(&self) -> String {
        let header = "id,name,value,account_id,inbox_id,user_id,conversation_id,created_at,updated_at,\
                      value_in_business_hours,event_start_time,event_end_time";
        let mut rows: Vec<Vec<String>> = Vec::new();
        for talk in &self.conversations {
            let (id, begun) = (number(talk.get("conversation_id")), talk.get("started_at"));
            let mut event = |name: &str, from: &str, to: &str| {
                let seconds = format!("{}.0", epoch(to) - epoch(from));
                let (from, to) = (plain(from), plain(to));
                let number = (rows.len() + 1).to_string();
                rows.push(row(&[&number, name, &seconds, "1", "3", "", &id, &to, &to, "0", &from, &to]));
            };
            event("conversation_opened", begun, begun);
            for at in resolves(talk) {
                event("conversation_resolved", begun, &utc(at));
            }
            if !talk.get("reopened_at").is_empty() {
                event("conversation_opened", begun, talk.get("reopened_at"));
            }
        }
        table(header, rows.into_iter())
    }

    pub fn chatwoot_csat(&self) -> String {
        let header = "Agent Name,Rating,Feedback Comment,Contact Name,Contact Email Address,Contact Phone Number,\
                      Link to the conversation,Recorded date";
        let answered = self.surveys.iter().filter(|survey| !survey.get("score").is_empty());
        let rows = answered.map(|survey| {
            let agent = match survey.get("agent") {
                "" => String::new(),
                agent => format!("{agent} ({}@lumen-tea.example)", agent.to_lowercase()),
            };
            let id = number(survey.get("conversation_id"));
            let link = format!("https://desk.lumen-tea.example/app/accounts/1/conversations/{id}");
            let phone = format!("+{}", survey.get("customer"));
            let at = format!("{} UTC", plain(survey.get("at")));
            row(&[&agent, survey.get("score"), "", "Customer", "", &phone, &link, &at])
        });
        table(header, rows) + "\nReporting period 28/09/2026 to 05/10/2026\n"
    }
}

fn api_message(id: &str, talk: &str, contact: &str, message: &Line) -> String {
    let is_inbound = message.get("direction") == "inbound";
    let (kind, sender) = match message.get("author") {
        _ if is_inbound => ("0", contact.to_owned()),
        "agent" => {
            let agent = message.get("agent");
            ("1", object(&[("id", agent_number(agent)), ("name", text(agent)), ("type", text("user"))]))
        }
        _ => ("3", "null".to_owned()),
    };
    object(&[
        ("id", id.to_owned()),
        ("content", text(message.get("text"))),
        ("inbox_id", "3".to_owned()),
        ("conversation_id", talk.to_owned()),
        ("message_type", kind.to_owned()),
        ("content_type", text("text")),
        ("status", text("sent")),
        ("content_attributes", "{}".to_owned()),
        ("created_at", epoch(message.get("at")).to_string()),
        ("private", "false".to_owned()),
        ("source_id", text(message.get("message_id"))),
        ("sender", sender),
    ])
}

/// A report: averages that hold no conversation.
pub fn report() -> String {
    "Reporting period 28/09/2026 to 05/10/2026\n\n\
     Agent name,Assigned conversations,Avg first response time,Avg resolution time,Avg customer waiting time,\
     Resolution Count\n\
     Ada,14,22 minutes 5 seconds,2 hours 5 minutes,21 minutes,12\n\
     Bo,17,18 minutes,3 hours 1 minute,--,15\n"
        .to_owned()
}
