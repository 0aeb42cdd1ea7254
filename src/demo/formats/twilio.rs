//! The campaign and its replies as Twilio has them: pages of the Messages resource, a day of Bulk Export, the console's
//! CSV, and callbacks as a workflow tool logs them.

use super::super::canonical::Line;
use super::super::chapter;
use super::super::json::{array, object, text};
use super::super::story::Story;
use super::super::tables::table;
use super::events::{Event, after, moment, of_messages, reply_text};

const SENDER: &str = "whatsapp:+15550001111";

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let (campaign, replies) = (chapter::campaign(story), chapter::replies(story));
    let mut both: Vec<&Line> = campaign.iter().chain(replies.iter().filter(|line| is_told(line))).collect();
    both.sort_by_key(|line| (sent(line).to_owned(), line.get("message_id").to_owned()));
    let (first, second) = both.split_at(both.len() / 2);
    let (sends, answers) = chapter::events(story);
    vec![
        ("twilio/messages.json".to_owned(), page(first)),
        ("twilio/2026-10-07.json.gz".to_owned(), second.iter().map(|line| message(line, true) + "\n").collect()),
        ("twilio/sms-log.csv".to_owned(), console(&both)),
        ("twilio/callbacks.json".to_owned(), callbacks(&sends, &answers)),
    ]
}

/// Twilio tells neither reactions nor changes of numbers.
fn is_told(line: &Line) -> bool {
    !["reaction", "system"].contains(&line.get("type"))
}

fn sent(line: &Line) -> &str {
    if line.get("at").is_empty() { line.get("sent_at") } else { line.get("at") }
}

fn sid(id: &str) -> String {
    format!("SM{}", id.trim_start_matches("wamid.").trim_end_matches('='))
}

fn address(line: &Line) -> String {
    format!("whatsapp:+{}", line.get("customer"))
}

/// The present state in Twilio's words.
fn state(line: &Line) -> &str {
    match line.get("status") {
        "" => "received",
        "failed" if line.get("error_code") == "131026" => "undelivered",
        "pending" => "accepted",
        known => known,
    }
}

/// Meta's codes as Twilio passes them on.
fn code(line: &Line) -> &'static str {
    match line.get("error_code") {
        "" => "",
        "131026" => "63024",
        "130472" => "63032",
        "131049" => "63049",
        _ => "63013",
    }
}

/// A page of the API.
fn page(lines: &[&Line]) -> String {
    let messages: Vec<String> = lines.iter().map(|line| message(line, false)).collect();
    let fields = [
        ("first_page_uri", text("/2010-04-01/Accounts/AC1/Messages.json?PageSize=500&Page=0")),
        ("page", "0".to_owned()),
        ("messages", format!("[\n{}\n]", messages.join(",\n"))),
    ];
    object(&fields)
}

/// A message of the API, or of Bulk Export, which has no currency and other times.
fn message(line: &Line, bulk: bool) -> String {
    let is_inbound = line.get("direction") == "inbound";
    let time = |seconds: i64| {
        if bulk { after(seconds, "%Y-%m-%dT%H:%M:%SZ") } else { after(seconds, "%a, %d %b %Y %H:%M:%S +0000") }
    };
    let (from, to) = if is_inbound { (address(line), SENDER.to_owned()) } else { (SENDER.to_owned(), address(line)) };
    let price = line.get("cost");
    let is_sent = line.get("status") != "pending";
    let mut fields = vec![
        ("sid", text(&sid(line.get("message_id")))),
        ("account_sid", text("AC1")),
        ("from", text(&from)),
        ("to", text(&to)),
        ("direction", text(if is_inbound { "inbound" } else { "outbound-api" })),
        ("status", text(state(line))),
        ("body", text(reply_text(line))),
        ("num_segments", text("1")),
        ("num_media", text("0")),
        ("date_created", text(&time(moment(sent(line))))),
        ("date_sent", if is_sent { text(&time(moment(sent(line)))) } else { "null".to_owned() }),
        ("date_updated", text(&time(moment(sent(line)) + 60))),
        ("price", if price.is_empty() { "null".to_owned() } else { text(&format!("-{price}")) }),
        ("error_code", if code(line).is_empty() { "null".to_owned() } else { code(line).to_owned() }),
    ];
    if !bulk {
        fields.push(("price_unit", text("EUR")));
        fields.push(("api_version", text("2010-04-01")));
    }
    object(&fields)
}

/// The console's CSV.
fn console(lines: &[&Line]) -> String {
    let header =
        "From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit";
    let row = |line: &&Line| {
        let is_inbound = line.get("direction") == "inbound";
        let (from, to) =
            if is_inbound { (address(line), SENDER.to_owned()) } else { (SENDER.to_owned(), address(line)) };
        let price = line.get("cost");
        let cells: [&str; 13] = [
            &from,
            &to,
            reply_text(line),
            state(line),
            sent(line),
            "2010-04-01",
            "1",
            code(line),
            "AC1",
            &sid(line.get("message_id")),
            if is_inbound { "inbound" } else { "outbound-api" },
            &if price.is_empty() { String::new() } else { format!("-{price}") },
            "EUR",
        ];
        cells.map(str::to_owned).to_vec()
    };
    table(header, lines.iter().map(row))
}

/// Callbacks as a workflow tool keeps them: a list of what came, each with its headers, some written as text.
fn callbacks(sends: &[Line], answers: &[Line]) -> String {
    let item = |(number, event): (usize, Event)| {
        let body = object(&callback(&event));
        let body = if number % 3 == 0 { text(&body) } else { body };
        object(&[
            ("headers", object(&[("content-type", text("application/x-www-form-urlencoded"))])),
            ("timestamp", text(&after(event.at, "%Y-%m-%dT%H:%M:%S.000Z"))),
            ("body", body),
        ])
    };
    let items: Vec<String> = of_messages(sends, answers).into_iter().enumerate().map(item).collect();
    array(&items).replace("},{\"headers", "},\n{\"headers")
}

fn callback(event: &Event) -> Vec<(&'static str, String)> {
    let line = event.line;
    let mut fields = vec![("MessageSid", text(&sid(line.get("message_id"))))];
    if event.state == "received" {
        fields.extend([("SmsStatus", text("received")), ("From", text(&address(line))), ("To", text(SENDER))]);
        fields.extend([
            ("WaId", text(line.get("customer"))),
            ("NumMedia", text("0")),
            ("Body", text(reply_text(line))),
        ]);
        if !line.get("reply_to").is_empty() {
            fields.push(("OriginalRepliedMessageSid", text(&sid(line.get("reply_to")))));
        }
        if !line.get("button").is_empty() {
            fields.push(("ButtonText", text(line.get("button"))));
        }
        return fields;
    }
    let state = if event.state == "failed" { state(line) } else { event.state };
    fields.extend([("MessageStatus", text(state)), ("SmsStatus", text(state))]);
    fields.extend([("From", text(SENDER)), ("To", text(&address(line))), ("ChannelPrefix", text("whatsapp"))]);
    if event.state == "failed" {
        fields.push(("ErrorCode", text(code(line))));
    }
    fields
}
