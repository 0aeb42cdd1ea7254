//! The same messages as the platform's webhooks, a line each: an inbound message, or one state of an outbound one.
//! Late by up to an hour, so that lines of different messages and states come out of order; one in a hundred twice.

use std::io::Result;
use std::path::Path;

use crate::calendar::Events;
use crate::lines::Lines;
use crate::random::Random;
use crate::shop::{Author, Message, message_id, phone};

const TWICE: f64 = 0.01;
const LATE: f64 = 0.2;

/// One webhook to come: when it arrives, of which message, and which state with its time.
struct Webhook<'a> {
    arrives: u32,
    message: &'a Message,
    state: Option<(&'static str, u32)>,
}

pub struct Webhooks {
    lines: Lines,
}

impl Webhooks {
    pub fn create(folder: &Path) -> Result<Webhooks> {
        Ok(Webhooks { lines: Lines::create(&folder.join("webhooks.jsonl"))? })
    }

    pub fn write(&mut self, events: &Events, random: &mut Random) -> Result<()> {
        let mut webhooks = Vec::new();
        for message in &events.messages {
            let states = match message.author {
                Author::Customer => vec![(None, message.sent)],
                _ => states(message).map(|(state, at)| (Some((state, at)), at)).collect(),
            };
            for (state, at) in states {
                let arrives = at + if random.happens(LATE) { random.delay(1, 3600) } else { 1 };
                webhooks.push(Webhook { arrives, message, state });
            }
        }
        webhooks.sort_by_key(|webhook| webhook.arrives);
        for webhook in webhooks {
            self.webhook(&webhook);
            if random.happens(TWICE) { self.lines.end_twice()? } else { self.lines.end()? }
        }
        Ok(())
    }

    pub fn finish(self) -> Result<()> {
        self.lines.finish()
    }

    fn webhook(&mut self, webhook: &Webhook<'_>) {
        let customer = phone(webhook.message.customer);
        self.lines.raw(
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200300400500600\",\"changes\":[{\"value\":{\
             \"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"15550001111\",\
             \"phone_number_id\":\"300400500600700\"},",
        );
        match webhook.state {
            Some((state, at)) => self.status(webhook.message, &customer, state, at),
            None => self.inbound(webhook.message, &customer),
        }
        self.lines.raw("}]},\"field\":\"messages\"}]}]}");
    }

    fn inbound(&mut self, message: &Message, customer: &str) {
        let lines = &mut self.lines;
        lines.raw("\"contacts\":[{\"profile\":{\"name\":\"Customer ").number(u64::from(message.customer));
        lines.raw("\"},\"wa_id\":\"").raw(customer).raw("\"}],\"messages\":[{\"from\":\"").raw(customer);
        lines.raw("\",\"id\":\"").raw(&message_id(message.number)).raw("\",\"timestamp\":\"");
        lines.number(u64::from(message.sent)).raw("\",");
        if message.reply_to > 0 {
            lines.raw("\"context\":{\"from\":\"15550001111\",\"id\":\"").raw(&message_id(message.reply_to)).raw("\"},");
        }
        lines.raw("\"type\":\"").raw(message.kind).raw("\",\"").raw(message.kind).raw("\":{");
        match message.kind {
            "text" => lines.raw("\"body\":").string(message.text),
            "button" => lines.raw("\"payload\":").string(message.text).raw(",\"text\":").string(message.text),
            _ => lines.raw("\"mime_type\":\"application/octet-stream\",\"id\":\"").number(message.number).raw("\""),
        };
        lines.raw("}");
    }

    fn status(&mut self, message: &Message, customer: &str, state: &str, at: u32) {
        let lines = &mut self.lines;
        lines.raw("\"statuses\":[{\"id\":\"").raw(&message_id(message.number)).raw("\",\"status\":\"").raw(state);
        lines.raw("\",\"timestamp\":\"").number(u64::from(at)).raw("\",\"recipient_id\":\"").raw(customer).raw("\"");
        if !message.author.campaign().is_empty() {
            lines.raw(",\"biz_opaque_callback_data\":").string(message.author.campaign());
        }
        if state == "failed" {
            lines.raw(",\"errors\":[{\"code\":").number(u64::from(message.error));
            lines.raw(",\"title\":\"Message undeliverable\",\"message\":\"Message undeliverable\"}]");
            return;
        }
        let (billable, kind) = if message.cost > 0 { ("true", "regular") } else { ("false", "free_customer_service") };
        lines.raw(",\"pricing\":{\"billable\":").raw(billable).raw(",\"pricing_model\":\"PMP\",\"category\":\"");
        lines.raw(message.author.category()).raw("\",\"type\":\"").raw(kind).raw("\"}");
    }
}

/// The states an outbound message went through, each with its time.
fn states(message: &Message) -> impl Iterator<Item = (&'static str, u32)> {
    let states =
        [("sent", message.sent), ("delivered", message.delivered), ("read", message.read), ("failed", message.failed)];
    states.into_iter().filter(|state| state.1 > 0)
}
