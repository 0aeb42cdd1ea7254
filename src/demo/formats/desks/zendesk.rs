//! The desk's conversations as tickets of Zendesk.

use super::super::super::canonical::Line;
use super::super::super::json::{array, object, pretty, text};
use super::super::super::tables::table;
use super::{Desk, agent_number, epoch, number, plain, row};

/// Minutes between two times, rounded down.
fn minutes(from: &str, to: &str) -> String {
    if to.is_empty() { String::new() } else { ((epoch(to) - epoch(from)) / 60).to_string() }
}

fn reopens(talk: &Line) -> &'static str {
    if talk.get("resolutions") == "2" { "1" } else { "0" }
}

impl Desk {
    /// What the customer thinks, in the product's words.
    fn satisfaction(&self, talk: &Line) -> [&'static str; 2] {
        match self.survey_of(talk).map(|survey| survey.get("score")) {
            None => ["Not Offered", "unoffered"],
            Some("") => ["Offered", "offered"],
            Some("4" | "5") => ["Good", "good"],
            Some(_) => ["Bad", "bad"],
        }
    }

    pub fn zendesk_csv(&self) -> String {
        let header = "ID,Requester,Requester external id,Requester email,Submitter,Assignee,Group,Subject,Tags,Status,\
                      Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,\
                      Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,\
                      Assignee stations,Reopens,Replies,First reply time in minutes,\
                      First reply time in minutes within business hours,Full resolution time in minutes,\
                      Order number [txt]";
        let rows = self.conversations.iter().map(|talk| {
            let is_solved = talk.get("status") == "resolved";
            let (begun, solved) = (talk.get("started_at"), talk.get("resolved_at"));
            let first = self.first_answer(talk).map(|at| minutes(begun, at)).unwrap_or_default();
            let whole = minutes(begun, solved);
            row(&[
                &number(talk.get("conversation_id")),
                "Customer",
                &format!("+{}", talk.get("customer")),
                "",
                "Customer",
                talk.get("agent"),
                talk.get("team"),
                "Conversation with a customer",
                "whatsapp",
                if is_solved { "Solved" } else { "Open" },
                "Normal",
                "WhatsApp",
                "-",
                &plain(begun),
                &plain(if is_solved { solved } else { begun }),
                "",
                "",
                "",
                "",
                &plain(solved),
                "",
                self.satisfaction(talk)[0],
                "1",
                talk.get("agents"),
                reopens(talk),
                "1",
                &first,
                &first,
                &whole,
                "",
            ])
        });
        let mut mail = vec![String::new(); header.split(',').count()];
        for (place, cell) in [(0, "3999"), (1, "Supplier"), (9, "Open"), (11, "Mail"), (13, "2026-09-29 08:00:00")] {
            mail[place] = cell.to_owned();
        }
        table(header, rows.chain([mail]))
    }

    pub fn zendesk_api(&self) -> String {
        let (mut tickets, mut metrics, mut users) = (Vec::new(), Vec::new(), Vec::new());
        let maybe = |value: &str| if value.is_empty() { "null".to_owned() } else { text(value) };
        for talk in &self.conversations {
            let number = number(talk.get("conversation_id"));
            let is_solved = talk.get("status") == "resolved";
            let (begun, solved) = (talk.get("started_at"), talk.get("resolved_at"));
            let agent = Some(agent_number(talk.get("agent"))).filter(|agent| !agent.is_empty());
            tickets.push(object(&[
                ("id", number.clone()),
                ("requester_id", format!("7{number}")),
                ("assignee_id", agent.unwrap_or("null".to_owned())),
                ("via", object(&[("channel", text("whatsapp"))])),
                ("status", text(if is_solved { "solved" } else { "open" })),
                ("created_at", text(begun)),
                ("updated_at", text(if is_solved { solved } else { begun })),
                ("satisfaction_rating", object(&[("score", text(self.satisfaction(talk)[1]))])),
            ]));
            let first = self.first_answer(talk).map(|at| minutes(begun, at)).unwrap_or("null".to_owned());
            metrics.push(object(&[
                ("ticket_id", number.clone()),
                ("created_at", text(begun)),
                ("solved_at", maybe(solved)),
                ("reopens", reopens(talk).to_owned()),
                ("assignee_stations", Some(talk.get("agents")).filter(|it| !it.is_empty()).unwrap_or("0").to_owned()),
                ("reply_time_in_minutes", object(&[("calendar", first.clone()), ("business", first)])),
            ]));
            users.push(object(&[
                ("id", format!("7{number}")),
                ("role", text("end-user")),
                ("email", "null".to_owned()),
                ("phone", text(&format!("+{}", talk.get("customer")))),
                ("shared_agent", "false".to_owned()),
            ]));
        }
        let all = [("tickets", array(&tickets)), ("ticket_metrics", array(&metrics)), ("users", array(&users))];
        pretty(&object(&all)) + "\n"
    }
}
