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

/// Some messages of the campaign that WhatsApp took, and what their recipients wrote: short enough for formats that
/// need a record for every state.
pub fn events(story: &Story) -> (Vec<Line>, Vec<Line>) {
    let all = campaign(story).into_iter().filter(|line| line.get("status") != "pending");
    let is_rare = |line: &Line| !["delivered", "read"].contains(&line.get("status"));
    let chosen = all.enumerate().filter(|(number, line)| number % 4 == 0 || is_rare(line));
    let sends: Vec<Line> = chosen.map(|(_, line)| line).collect();
    let is_told = |line: &Line| !["reaction", "system"].contains(&line.get("type"));
    let to_one = |line: &Line| sends.iter().any(|send| send.get("customer") == line.get("customer"));
    let answers = replies(story).into_iter().filter(|line| is_told(line) && to_one(line)).collect();
    (sends, answers)
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

/// Talks with the bot that begin and end on one day, one a customer and day: what formats tell that have no ids of
/// conversations. What agents wrote after a hand-off is left out.
pub fn bot_days(story: &Story) -> Vec<Line> {
    let week = BEGIN..BEGIN + 7 * DAY;
    let is_of_week = |message: &Message| message.talk.is_some_and(|talk| week.contains(&story.talks[talk].started));
    let talks = read(&tables::conversations(story, &CANONICAL));
    let handoff = |id: &str| {
        let talk = talks.iter().find(|talk| talk.get("conversation_id") == id);
        talk.map_or(String::new(), |talk| talk.get("handoff_at").to_owned())
    };
    let is_of_bot = |line: &Line| {
        let end = handoff(line.get("conversation_id"));
        matches!(line.get("author"), "bot" | "customer") && (end.is_empty() || line.get("at") <= end.as_str())
    };
    let kept: Vec<Line> = lines(story, utc, is_of_week).into_iter().filter(is_of_bot).collect();
    let day = |line: &Line| line.get("at").get(..10).unwrap_or_default().to_owned();
    let is_alone = |line: &Line| {
        let is_same = |other: &&Line| other.get("conversation_id") == line.get("conversation_id");
        let is_of_day = |other: &Line| day(other) == day(line);
        let has_bot = kept.iter().filter(is_same).any(|other| other.get("author") == "bot");
        let others = kept.iter().filter(|other| !is_same(other) && other.get("customer") == line.get("customer"));
        has_bot && kept.iter().filter(is_same).all(is_of_day) && !others.into_iter().any(is_of_day)
    };
    let alone: Vec<bool> = kept.iter().map(is_alone).collect();
    kept.into_iter().zip(alone).filter(|(_, is_alone)| *is_alone).map(|(line, _)| line).collect()
}

/// When the bot handed over, of the talks of [`bot_days`].
pub fn handoffs(story: &Story) -> Vec<Line> {
    let told = bot_days(story);
    let is_told = |line: &Line| {
        let id = line.get("conversation_id");
        !line.get("handoff_at").is_empty() && told.iter().any(|message| message.get("conversation_id") == id)
    };
    read(&tables::conversations(story, &CANONICAL)).into_iter().filter(is_told).collect()
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
    let reply_columns = "message_id,customer,direction,author,type,at,reply_to,text,button";
    let (sends, answers) = events(story);
    let message_columns = "message_id,conversation_id,customer,direction,author,agent,team,type,at,text";
    let bot_columns = "message_id,conversation_id,customer,direction,author,type,at,text,step,final,fallback";
    let talk_columns = "conversation_id,customer,started_at,resolved_at,reopened_at,closed_at,resolutions,status,agent,\
                        team,bot,agents,csat";
    let order_columns = "order_id,customer,at,kind,value,currency,refunded,campaign";
    let survey_columns = "survey_id,customer,conversation_id,kind,sent_at,at,score,agent";
    [
        ("campaign/messages.csv", csv(&campaign(story), campaign_columns)),
        ("campaign/replies.csv", csv(&replies(story), reply_columns)),
        ("events/messages.csv", csv(&sends, campaign_columns)),
        ("events/replies.csv", csv(&answers, reply_columns)),
        ("desk/messages.csv", csv(&desk(story), message_columns)),
        ("desk/conversations.csv", csv(&conversations(story), talk_columns)),
        ("desk/surveys.csv", csv(&surveys(story), survey_columns)),
        ("bot/messages.csv", csv(&bot(story), bot_columns)),
        ("bot/days.csv", csv(&bot_days(story), bot_columns)),
        ("bot/handoffs.csv", csv(&handoffs(story), "conversation_id,customer,handoff_at")),
        ("orders/orders.csv", csv(&orders(story), order_columns)),
    ]
    .into_iter()
    .map(|(name, bytes)| (format!("formats/chapters/{name}"), bytes))
    .collect()
}
