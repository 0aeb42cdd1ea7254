//! Chapters of the story that are short enough to be told in every product's format: a campaign with its replies, some
//! conversations of the helpdesk, some talks with the bot, some orders. Each is written as canonical tables here, to
//! compare with.

use super::canonical::{Line, lines};
use super::clock::{BEGIN, DAY, utc};
use super::story::{Desk, Message, Story, Way};
use super::tables::{self, CANONICAL, table};

/// The campaign that is told.
const CAMPAIGN: &str = "sampler-week";

/// The messages of the campaign.
pub fn campaign(story: &Story) -> Vec<Line> {
    lines(story, utc, is_of_campaign)
}

/// What its recipients wrote afterwards.
pub fn replies(story: &Story) -> Vec<Line> {
    let sends: Vec<&Message> = story.messages.iter().filter(|message| is_of_campaign(message)).collect();
    let is_reply = |message: &Message| {
        let to_send = |send: &&&Message| send.customer == message.customer && send.at < message.at;
        message.way == Way::Inbound && sends.iter().find(to_send).is_some_and(|send| message.at < send.at + 2 * DAY)
    };
    lines(story, utc, is_reply)
}

/// Messages of the helpdesk's conversations.
pub fn desk(story: &Story) -> Vec<Line> {
    lines(story, utc, |message| is_at(message, story, Desk::Inbox))
}

/// The helpdesk's conversations.
pub fn conversations(story: &Story) -> Vec<Line> {
    let told = desk(story);
    let of_desk =
        |line: &Line| told.iter().any(|message| message.get("conversation_id") == line.get("conversation_id"));
    read(&tables::conversations(story, &CANONICAL)).into_iter().filter(of_desk).collect()
}

/// What the customers of these conversations answered.
pub fn surveys(story: &Story) -> Vec<Line> {
    let told = conversations(story);
    let of_desk = |line: &Line| told.iter().any(|talk| talk.get("conversation_id") == line.get("conversation_id"));
    read(&tables::surveys(story, &CANONICAL))
        .into_iter()
        .filter(|line| line.get("kind") == "csat" && of_desk(line))
        .collect()
}

/// Messages of talks with the bot.
pub fn bot(story: &Story) -> Vec<Line> {
    lines(story, utc, |message| is_at(message, story, Desk::Bot))
}

/// Purchases of customers: the first of them, and all that name a campaign.
pub fn orders(story: &Story) -> Vec<Line> {
    let is_purchase = |line: &Line| line.get("kind") == "purchase" && !line.get("value").is_empty();
    let purchases = read(&tables::orders(story, &CANONICAL)).into_iter().filter(is_purchase);
    let told = purchases.enumerate().filter(|(place, line)| *place < 72 || !line.get("campaign").is_empty());
    told.map(|(_, line)| line).collect()
}

fn is_of_campaign(message: &Message) -> bool {
    message.purpose.campaign == CAMPAIGN && message.way == Way::Sent
}

/// Whether a message belongs to the first week's talks at a desk.
fn is_at(message: &Message, story: &Story, desk: Desk) -> bool {
    let week = BEGIN..BEGIN + 7 * DAY;
    message.desk == Some(desk) && message.talk.is_some_and(|talk| week.contains(&story.talks[talk].started))
}

/// The rows of a table that this program wrote: no cell of these holds a comma.
fn read(text: &str) -> Vec<Line> {
    let mut rows = text.lines();
    let header: Vec<&'static str> =
        rows.next().unwrap_or_default().split(',').map(|name| &*Box::leak(name.to_owned().into_boxed_str())).collect();
    let line = |row: &str| Line(header.iter().copied().zip(row.split(',').map(str::to_owned)).collect());
    rows.map(line).collect()
}

fn csv(lines: &[Line], columns: &str) -> Vec<u8> {
    let row = |line: &Line| columns.split(',').map(|column| line.get(column).to_owned()).collect();
    table(columns, lines.iter().map(row)).into_bytes()
}

/// The chapters as canonical tables: path and bytes.
pub fn files(story: &Story) -> Vec<(String, Vec<u8>)> {
    let campaign_columns = "message_id,customer,direction,author,at,sent_at,delivered_at,read_at,failed_at,status,\
                            error_code,template,category,campaign,cost,currency";
    let message_columns = "message_id,conversation_id,customer,direction,author,agent,team,type,at,text";
    let bot_columns = "message_id,conversation_id,customer,direction,author,type,at,text,step,final,fallback";
    let talk_columns = "conversation_id,customer,started_at,resolved_at,reopened_at,closed_at,resolutions,status,agent,\
                        team,bot,agents,csat";
    let order_columns = "order_id,customer,at,kind,value,currency,refunded,campaign";
    let survey_columns = "survey_id,customer,conversation_id,kind,sent_at,at,score,agent";
    [
        ("campaign/messages.csv", csv(&campaign(story), campaign_columns)),
        (
            "campaign/replies.csv",
            csv(&replies(story), "message_id,customer,direction,author,type,at,reply_to,text,button"),
        ),
        ("desk/messages.csv", csv(&desk(story), message_columns)),
        ("desk/conversations.csv", csv(&conversations(story), talk_columns)),
        ("desk/surveys.csv", csv(&surveys(story), survey_columns)),
        ("bot/messages.csv", csv(&bot(story), bot_columns)),
        ("orders/orders.csv", csv(&orders(story), order_columns)),
    ]
    .into_iter()
    .map(|(name, bytes)| (format!("formats/chapters/{name}"), bytes))
    .collect()
}
