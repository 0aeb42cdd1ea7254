//! Chats as phones export them: what the customers who wrote most and the shop's people wrote to each other, in several
//! countries' forms, and the same messages as a canonical table.
//!
//! A chat has no ids and no states, and Android's has no seconds.

use std::collections::HashMap;

use super::clock::{MINUTE, server_time, utc};
use super::incoming::is_event;
use super::people::Customer;
use super::story::{Message, Story, Way};
use super::tables::table;
use super::texts::AGENT;

const CHATS: usize = 12;
const SHOP: &str = "Lumen Tea";

/// How a phone writes a chat.
struct Phone {
    /// Around the other side's name.
    title: [&'static str; 2],
    /// The head of a line, by year, month, day, hour, minute and second.
    head: fn([&str; 6]) -> String,
    seconds: bool,
    /// What stands for a picture, and what for any other file.
    left_out: [&'static str; 2],
    /// The app's own line at the beginning.
    notice: &'static str,
    line_end: &'static str,
}

const NOTICE: &str = "Messages and calls are end-to-end encrypted. No one outside of this chat can read them.";

const PHONES: [Phone; 6] = [
    Phone {
        title: ["WhatsApp Chat with ", ".txt"],
        head: |[year, month, day, hour, minute, _]| {
            format!("{}/{}/{}, {hour}:{minute} - ", plain(month), plain(day), &year[2..])
        },
        seconds: false,
        left_out: ["<Media omitted>"; 2],
        notice: NOTICE,
        line_end: "\n",
    },
    Phone {
        title: ["WhatsApp Chat mit ", ".txt"],
        head: |[year, month, day, hour, minute, _]| format!("{day}.{month}.{}, {hour}:{minute} - ", &year[2..]),
        seconds: false,
        left_out: ["<Medien ausgeschlossen>"; 2],
        notice: "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
        line_end: "\n",
    },
    Phone {
        title: ["WhatsApp Chat - ", "/_chat.txt"],
        head: |[year, month, day, hour, minute, second]| {
            let (hour, half) = twelve(hour, ["AM", "PM"]);
            format!("[{}/{}/{}, {hour}:{minute}:{second}\u{202F}{half}] ", plain(month), plain(day), &year[2..])
        },
        seconds: true,
        left_out: ["\u{200E}image omitted", "\u{200E}audio omitted"],
        notice: NOTICE,
        line_end: "\r\n",
    },
    Phone {
        title: ["WhatsApp Chat - ", "/_chat.txt"],
        head: |[year, month, day, hour, minute, second]| format!("[{day}/{month}/{year}, {hour}:{minute}:{second}] "),
        seconds: true,
        left_out: ["\u{200E}imagem ocultada", "\u{200E}áudio ocultado"],
        notice: "As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta.",
        line_end: "\n",
    },
    Phone {
        title: ["Chat de WhatsApp con ", ".txt"],
        head: |[year, month, day, hour, minute, _]| {
            let (hour, half) = twelve(hour, ["a.\u{A0}m.", "p.\u{A0}m."]);
            format!("{}/{}/{}, {hour}:{minute} {half} - ", plain(day), plain(month), &year[2..])
        },
        seconds: false,
        left_out: ["<Multimedia omitido>"; 2],
        notice: "Los mensajes y las llamadas están cifrados de extremo a extremo.",
        line_end: "\n",
    },
    Phone {
        title: ["WhatsApp Chat with ", ".txt"],
        head: |[year, month, day, hour, minute, _]| format!("{year}-{month}-{day}, {hour}.{minute} - "),
        seconds: false,
        left_out: ["<Media omitted>"; 2],
        notice: NOTICE,
        line_end: "\n",
    },
];

/// One message as a chat has it.
struct Line<'s> {
    message: &'s Message,
    sender: &'static str,
    text: String,
    /// The time as the chat tells it.
    at: i64,
    /// Which message of that time it is.
    number: i64,
}

/// Every chat, and the table of all of them.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut rows = Vec::new();
    for (place, customer) in most_talkative(story).into_iter().enumerate() {
        let phone = &PHONES[place % PHONES.len()];
        let name = name(&story.customers[customer], place);
        let lines = lines(story, customer, phone);
        files.push((format!("app-chat/{}{name}{}", phone.title[0], phone.title[1]), chat(phone, &name, &lines)));
        rows.extend(lines.iter().map(|line| row(line, phone, &name)));
    }
    let header = "message_id,customer,direction,author,agent,type,at,status,text";
    files.push(("chapters/chats/messages.csv".to_owned(), table(header, rows.into_iter())));
    files
}

/// The customers with the most messages of people.
fn most_talkative(story: &Story) -> Vec<usize> {
    let mut counts = vec![0; story.customers.len()];
    story.messages.iter().filter(|message| is_in_chat(message)).for_each(|message| counts[message.customer] += 1);
    let mut customers: Vec<usize> = (0..counts.len()).collect();
    customers.sort_by_key(|&customer| (std::cmp::Reverse(counts[customer]), customer));
    customers.truncate(CHATS);
    customers
}

fn is_in_chat(message: &Message) -> bool {
    match message.way {
        Way::Inbound => !is_event(message.kind) && message.kind != "unsupported",
        Way::Echo => true,
        Way::Sent => message.purpose.author == "agent",
    }
}

/// A saved contact's name, or the number of one that is not.
fn name(customer: &Customer, place: usize) -> String {
    let number = format!("+{} {}", &customer.phone[..2], &customer.phone[2..]);
    if place % 4 == 1 { number } else { format!("{} {}", customer.name, place + 1) }
}

fn lines<'s>(story: &'s Story, customer: usize, phone: &Phone) -> Vec<Line<'s>> {
    let of_chat = |message: &&Message| message.customer == customer && is_in_chat(message);
    let mut messages: Vec<&Message> = story.messages.iter().filter(of_chat).collect();
    messages.sort_by_key(|message| (message.at, &message.id));
    let answers = AGENT[story.customers[customer].language as usize];
    let mut numbers: HashMap<i64, i64> = HashMap::new();
    let line = |(place, message): (usize, &'s Message)| {
        let at = if phone.seconds { message.at } else { message.at / MINUTE * MINUTE };
        let number = numbers.entry(at).and_modify(|number| *number += 1).or_insert(1);
        let text = match message.way {
            Way::Sent => answers[place % answers.len()],
            _ => message.text,
        };
        // Some people press the return key where others set a comma.
        let text = if place % 3 == 0 { text.replace(", ", ",\n") } else { text.to_owned() };
        let sender = if message.purpose.agent.is_empty() { SHOP } else { message.purpose.agent };
        Line { message, sender, text, at, number: *number }
    };
    messages.into_iter().enumerate().map(line).collect()
}

fn chat(phone: &Phone, name: &str, lines: &[Line]) -> String {
    let mut chat = String::new();
    let head = |at: i64| {
        let time = server_time(at);
        (phone.head)([&time[..4], &time[5..7], &time[8..10], &time[11..13], &time[14..16], &time[17..]])
    };
    if let Some(first) = lines.first() {
        let speaker = if phone.seconds { format!("{SHOP}: \u{200E}") } else { String::new() };
        chat += &format!("{}{speaker}{}{}", head(first.at), phone.notice, phone.line_end);
    }
    for line in lines {
        let inbound = line.message.way == Way::Inbound;
        let sender = if inbound { name } else { line.sender };
        let text = match line.message.kind {
            "image" => phone.left_out[0],
            "audio" => phone.left_out[1],
            _ => &line.text,
        };
        let mark = if phone.seconds && text.starts_with('\u{200E}') { "\u{200E}" } else { "" };
        chat += &format!("{mark}{}{sender}: {text}{}", head(line.at), phone.line_end);
    }
    chat
}

/// The same message as a canonical row, a thousandth of a second after the one before it.
fn row(line: &Line, phone: &Phone, name: &str) -> Vec<String> {
    let inbound = line.message.way == Way::Inbound;
    let kind = match (line.message.kind, phone.seconds) {
        ("image" | "audio", false) => "unsupported",
        (kind @ ("image" | "audio"), true) => kind,
        _ => "text",
    };
    let cells = [
        format!("{}-{}", if phone.seconds { "seconds" } else { "minutes" }, line.message.id),
        name.to_owned(),
        if inbound { "inbound" } else { "outbound" }.to_owned(),
        if inbound { "customer" } else { "agent" }.to_owned(),
        if inbound { "" } else { line.sender }.to_owned(),
        kind.to_owned(),
        utc(line.at).replace('Z', &format!(".{:03}Z", line.number)),
        if inbound { "" } else { "unknown" }.to_owned(),
        if inbound { line.text.clone() } else { String::new() },
    ];
    cells.to_vec()
}

/// A number without the zero before it.
fn plain(number: &str) -> &str {
    number.trim_start_matches('0')
}

/// An hour of the clock with twelve hours, and its half of the day.
fn twelve<'h>(hour: &str, halves: [&'h str; 2]) -> (i64, &'h str) {
    let hour: i64 = hour.parse().unwrap_or_default();
    ((hour + 11) % 12 + 1, halves[usize::from(hour >= 12)])
}
