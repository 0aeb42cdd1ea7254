//! The canonical tables: messages.csv, conversations.csv and orders.csv.

use std::io::Result;
use std::path::Path;

use crate::calendar::Events;
use crate::lines::Lines;
use crate::shop::{Author, Conversation, Message, Order, country, message_id, phone};

pub struct Tables {
    messages: Lines,
    conversations: Lines,
    orders: Lines,
}

impl Tables {
    pub fn create(folder: &Path) -> Result<Tables> {
        let table = |name: &str, columns: &str| -> Result<Lines> {
            let mut lines = Lines::create(&folder.join(name))?;
            lines.raw(columns).end()?;
            Ok(lines)
        };
        Ok(Tables {
            messages: table(
                "messages.csv",
                "message_id,conversation_id,customer,direction,author,agent,type,sent_at,delivered_at,read_at,\
                 failed_at,error_code,reply_to,template,category,campaign,country,billable,cost,currency,text,button,\
                 clicked_at",
            )?,
            conversations: table(
                "conversations.csv",
                "conversation_id,customer,started_at,resolved_at,reopened_at,status,agent,bot,handoff_at,csat,nps",
            )?,
            orders: table("orders.csv", "order_id,customer,at,kind,value,currency,refunded")?,
        })
    }

    pub fn write(&mut self, events: &Events) -> Result<()> {
        events.messages.iter().try_for_each(|message| self.message(message))?;
        events.conversations.iter().try_for_each(|conversation| self.conversation(conversation))?;
        events.orders.iter().try_for_each(|order| self.order(order))
    }

    pub fn finish(self) -> Result<()> {
        self.messages.finish()?;
        self.conversations.finish()?;
        self.orders.finish()
    }

    fn message(&mut self, message: &Message) -> Result<()> {
        let outbound = message.author != Author::Customer;
        let line = &mut self.messages;
        line.raw(&message_id(message.number)).comma();
        conversation_id(line, message.conversation).comma();
        line.raw(&phone(message.customer)).comma();
        line.raw(if outbound { "outbound" } else { "inbound" }).comma();
        line.raw(message.author.word()).comma().raw(message.author.agent()).comma();
        line.raw(message.kind).comma().time(message.sent).comma().time(message.delivered).comma();
        line.time(message.read).comma().time(message.failed).comma();
        line.some_number(u64::from(message.error)).comma();
        if message.reply_to > 0 {
            line.raw(&message_id(message.reply_to));
        }
        line.comma().raw(message.author.template()).comma().raw(message.author.category()).comma();
        line.field(message.author.campaign()).comma().raw(country(message.customer)).comma();
        match outbound {
            true => line.raw(if message.cost > 0 { "true," } else { "false," }).decimal(message.cost, 4).raw(",EUR,"),
            false => line.raw(",,,"),
        };
        line.field(message.text).comma();
        line.raw(if message.kind == "button" { message.text } else { "" }).comma();
        line.time(message.clicked).end()
    }

    fn conversation(&mut self, conversation: &Conversation) -> Result<()> {
        let line = &mut self.conversations;
        conversation_id(line, conversation.number).comma();
        line.raw(&phone(conversation.customer)).comma().time(conversation.started).comma();
        line.time(conversation.resolved).comma().time(conversation.reopened).comma();
        line.raw(if conversation.resolved > 0 { "resolved," } else { "open," });
        line.raw(conversation.agent).raw(if conversation.bot { ",true," } else { ",false," });
        line.time(conversation.handoff).comma();
        score(line, conversation.csat).comma();
        score(line, conversation.nps).end()
    }

    fn order(&mut self, order: &Order) -> Result<()> {
        let line = &mut self.orders;
        line.raw("o").number(order.number).comma().raw(&phone(order.customer)).comma().time(order.at);
        line.raw(",purchase,").decimal(order.value, 2).raw(",EUR,").decimal(order.refunded, 2).end()
    }
}

fn score(line: &mut Lines, score: Option<u64>) -> &mut Lines {
    match score {
        Some(score) => line.number(score),
        None => line,
    }
}

fn conversation_id(line: &mut Lines, number: u64) -> &mut Lines {
    if number > 0 { line.raw("c").raw(&format!("{number:08}")) } else { line }
}
