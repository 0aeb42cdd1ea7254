//! Messages of the campaign and their replies as providers post them: an object for every state.

use chrono::DateTime;

use super::super::canonical::Line;
use super::super::chapter;
use super::super::json::{array, object, pretty, text};
use super::super::story::Story;

/// The shop's number.
const SENDER: &str = "15550001111";

/// Something that a provider posts: a state of a message, or `received`.
pub struct Event<'a> {
    pub line: &'a Line,
    pub state: &'static str,
    pub at: i64,
}

/// Seconds since 1970.
pub fn moment(time: &str) -> i64 {
    DateTime::parse_from_rfc3339(time).map_or(0, |time| time.timestamp())
}

/// Seconds since 1970 in strftime's letters.
pub fn after(seconds: i64, form: &str) -> String {
    DateTime::from_timestamp(seconds, 0).map_or(String::new(), |time| time.format(form).to_string())
}

/// What a customer wrote, or the button's words.
pub fn reply_text(line: &Line) -> &str {
    if line.get("button").is_empty() { line.get("text") } else { line.get("button") }
}

/// Everything that happened, nearly in the order of time: every eleventh state overtakes its neighbour, every
/// thirteenth comes twice.
pub fn of_messages<'a>(sends: &'a [Line], answers: &'a [Line]) -> Vec<Event<'a>> {
    let states = [("sent", "sent_at"), ("delivered", "delivered_at"), ("read", "read_at"), ("failed", "failed_at")];
    let of_send = |line: &'a Line| {
        let told = states.into_iter().filter(|(_, column)| !line.get(column).is_empty());
        told.map(|(state, column)| Event { line, state, at: moment(line.get(column)) })
    };
    let mut events: Vec<Event> = sends.iter().flat_map(of_send).collect();
    events.extend(answers.iter().map(|line| Event { line, state: "received", at: moment(line.get("at")) }));
    events.sort_by_key(|event| event.at);
    for number in (0..events.len().saturating_sub(1)).step_by(11) {
        events.swap(number, number + 1);
    }
    let again = |(number, event): (usize, Event<'a>)| {
        let copies = if number % 13 == 5 { 2 } else { 1 };
        (0..copies).map(move |_| Event { ..event })
    };
    events.into_iter().enumerate().flat_map(again).collect()
}

type Fields = Vec<(&'static str, String)>;

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let (sends, answers) = chapter::events(story);
    let told = of_messages(&sends, &answers);
    let lines = |write: fn(&Event) -> Option<String>| -> String {
        told.iter().filter_map(write).map(|body| body + "\n").collect()
    };
    let bodies = |write: fn(&Event) -> Option<String>| told.iter().filter_map(write).collect::<Vec<_>>();
    let laid_out: String = bodies(sinch).iter().map(|body| pretty(body)).collect();
    let list = |bodies: Vec<String>| array(&bodies).replace("},{", "},\n{");
    vec![
        ("gupshup/events.jsonl".to_owned(), lines(gupshup)),
        ("infobip/reports.jsonl".to_owned(), lines(infobip)),
        ("vonage/webhooks.jsonl".to_owned(), lines(vonage)),
        ("ycloud/webhooks.jsonl".to_owned(), lines(ycloud)),
        ("interakt/webhooks.jsonl".to_owned(), lines(interakt)),
        // Body after body, laid out over lines, with nothing between them.
        ("sinch/callbacks.log".to_owned(), laid_out),
        ("wati/webhooks.json".to_owned(), list(bodies(wati))),
        ("alibaba/callbacks.jsonl".to_owned(), lines(alibaba)),
    ]
}

fn texts(fields: &[(&'static str, &str)]) -> Fields {
    fields.iter().map(|(key, value)| (*key, text(value))).collect()
}

/// The fields, and one more where it says something.
fn with(mut fields: Fields, key: &'static str, value: &str, json: impl Fn(&str) -> String) -> Fields {
    if !value.is_empty() {
        fields.push((key, json(value)));
    }
    fields
}

/// Outside milliseconds, inside seconds.
fn gupshup(event: &Event) -> Option<String> {
    let line = event.line;
    let id = line.get("message_id");
    let (kind, payload) = if event.state == "received" {
        let (kind, word) = match line.get("type") {
            "button" => ("quick_reply", "text"),
            "text" => ("text", "text"),
            other => (other, "title"),
        };
        let customer = line.get("customer");
        let mut fields = texts(&[("id", id), ("source", customer), ("type", kind)]);
        fields.push(("payload", object(&texts(&[(word, reply_text(line))]))));
        fields.push(("sender", object(&texts(&[("phone", customer), ("name", "A. Customer")]))));
        ("message", with(fields, "context", line.get("reply_to"), |to| object(&texts(&[("id", to), ("gsId", "g-0")]))))
    } else {
        let mut fields = texts(&[("id", id), ("gsId", &format!("g-{}", id.len())), ("type", event.state)]);
        fields.extend(texts(&[("destination", line.get("customer"))]));
        let inner = match event.state {
            "failed" => object(&[("code", line.get("error_code").to_owned()), ("reason", text("Not delivered"))]),
            _ => object(&[("ts", event.at.to_string())]),
        };
        fields.push(("payload", inner));
        if event.state == "sent" {
            let pricing = texts(&[("policy", "PMP"), ("category", line.get("category")), ("type", "regular")]);
            fields.push(("pricing", object(&pricing)));
        }
        ("message-event", fields)
    };
    let fields = [
        ("app", text("LumenTea")),
        ("timestamp", (event.at * 1000).to_string()),
        ("version", "2".to_owned()),
        ("type", text(kind)),
        ("payload", object(&payload)),
    ];
    Some(object(&fields))
}

/// Offsets without a colon; that a message was seen is a report of its own.
fn infobip(event: &Event) -> Option<String> {
    let (line, time) = (event.line, |seconds: i64| after(seconds + 7200, "%Y-%m-%dT%H:%M:%S.000+0200"));
    let id = line.get("message_id");
    if event.state == "received" {
        let (kind, word) = match line.get("type") {
            "button" => ("BUTTON", "text"),
            "button_reply" => ("INTERACTIVE_BUTTON_REPLY", "title"),
            "list_reply" => ("INTERACTIVE_LIST_REPLY", "title"),
            _ => ("TEXT", "text"),
        };
        let message = texts(&[("type", kind), (word, reply_text(line))]);
        let message =
            with(message, "context", line.get("reply_to"), |to| object(&texts(&[("id", to), ("from", SENDER)])));
        let mut fields = texts(&[("messageId", id), ("from", line.get("customer")), ("to", SENDER)]);
        fields.extend(texts(&[("integrationType", "WHATSAPP"), ("receivedAt", &time(event.at))]));
        fields.push(("message", object(&message)));
        return Some(object(&[("results", array(&[object(&fields)])), ("messageCount", "1".to_owned())]));
    }
    let mut fields = texts(&[("messageId", id), ("to", line.get("customer")), ("sender", SENDER)]);
    fields.extend(texts(&[("sentAt", &time(moment(line.get("sent_at"))))]));
    if event.state == "read" {
        fields.extend(texts(&[("seenAt", &time(event.at))]));
        return Some(object(&[("results", array(&[object(&fields)]))]));
    }
    let (group, name) = match event.state {
        "sent" => ("PENDING", "PENDING_ENROUTE"),
        "delivered" => ("DELIVERED", "DELIVERED_TO_HANDSET"),
        _ => ("UNDELIVERABLE", "UNDELIVERABLE_NOT_DELIVERED"),
    };
    fields.extend([
        ("doneAt", text(&time(event.at))),
        ("messageCount", "1".to_owned()),
        ("status", object(&texts(&[("groupName", group), ("name", name)]))),
        ("error", object(&[("groupId", "0".to_owned()), ("id", "4".to_owned()), ("name", text("NO_ERROR"))])),
        ("callbackData", text(&format!("campaign={}", line.get("campaign")))),
    ]);
    let price = |price: &str| object(&[("pricePerMessage", price.to_owned()), ("currency", text("EUR"))]);
    fields = with(fields, "price", line.get("cost"), price);
    Some(object(&[("results", array(&[object(&fields)]))]))
}

fn vonage(event: &Event) -> Option<String> {
    let line = event.line;
    let mut fields = texts(&[("message_uuid", line.get("message_id")), ("channel", "whatsapp")]);
    fields.extend(texts(&[("timestamp", &after(event.at, "%Y-%m-%dT%H:%M:%SZ"))]));
    if event.state == "received" {
        fields.extend(texts(&[("from", line.get("customer")), ("to", SENDER)]));
        let answer = object(&texts(&[("id", "b1"), ("title", reply_text(line))]));
        let (kind, key, said) = match line.get("type") {
            "text" => ("text", "text", text(reply_text(line))),
            "button" => ("button", "button", object(&texts(&[("payload", "b1"), ("text", reply_text(line))]))),
            _ => ("reply", "reply", answer),
        };
        fields.extend([("message_type", text(kind)), (key, said)]);
        let quoted = |to: &str| object(&texts(&[("message_uuid", to), ("message_from", SENDER)]));
        return Some(object(&with(fields, "context", line.get("reply_to"), quoted)));
    }
    let state = match event.state {
        "sent" => "submitted",
        "failed" => "rejected",
        other => other,
    };
    fields.extend(texts(&[("to", line.get("customer")), ("from", SENDER), ("status", state)]));
    fields.extend(texts(&[("client_ref", line.get("campaign"))]));
    if event.state == "failed" {
        fields.push(("error", object(&texts(&[("title", "1300"), ("detail", "Not part of the provider network")]))));
    } else if !line.get("cost").is_empty() {
        fields.push(("usage", object(&texts(&[("currency", "EUR"), ("price", line.get("cost"))]))));
    }
    Some(object(&fields))
}

/// Every event repeats what is known by then.
fn ycloud(event: &Event) -> Option<String> {
    let (line, time) = (event.line, |seconds: i64| after(seconds, "%Y-%m-%dT%H:%M:%S.000Z"));
    let id = line.get("message_id");
    let mut fields = texts(&[("id", &format!("y{}", id.len())), ("wamid", id), ("wabaId", "2001")]);
    let (kind, key) = if event.state == "received" {
        fields.extend(texts(&[("from", &format!("+{}", line.get("customer"))), ("to", SENDER)]));
        fields.extend(texts(&[("sendTime", &time(event.at))]));
        let said = texts(&[("title", reply_text(line)), ("text", reply_text(line)), ("id", "b1")]);
        fields.extend(match line.get("type") {
            "text" => vec![("type", text("text")), ("text", object(&texts(&[("body", reply_text(line))])))],
            "button" => vec![("type", text("button")), ("button", object(&said))],
            "list_reply" => {
                let reply = vec![("type", text("list_reply")), ("list_reply", object(&said))];
                vec![("type", text("interactive")), ("interactive", object(&reply))]
            }
            _ => {
                let reply = vec![("type", text("button_reply")), ("button_reply", object(&said))];
                vec![("type", text("interactive")), ("interactive", object(&reply))]
            }
        });
        fields = with(fields, "context", line.get("reply_to"), |to| object(&texts(&[("id", to), ("from", SENDER)])));
        ("whatsapp.inbound_message.received", "whatsappInboundMessage")
    } else {
        fields.extend(texts(&[
            ("from", SENDER),
            ("to", &format!("+{}", line.get("customer"))),
            ("status", event.state),
        ]));
        let reached = |column: &str| !line.get(column).is_empty() && moment(line.get(column)) <= event.at;
        for (key, column) in [
            ("sendTime", "sent_at"),
            ("deliverTime", "delivered_at"),
            ("readTime", "read_at"),
            ("failTime", "failed_at"),
        ] {
            if reached(column) {
                fields.push((key, text(&time(moment(line.get(column))))));
            }
        }
        fields.extend(texts(&[
            ("currency", "EUR"),
            ("pricingCategory", line.get("category")),
            ("externalId", line.get("campaign")),
        ]));
        fields = with(fields, "totalPrice", line.get("cost"), str::to_owned);
        fields = with(fields, "errorCode", line.get("error_code"), text);
        ("whatsapp.message.updated", "whatsappMessage")
    };
    let body =
        [("id", text("evt_1")), ("type", text(kind)), ("createTime", text(&time(event.at))), (key, object(&fields))];
    Some(object(&body))
}

/// Country code and number apart, times in UTC without saying so.
fn interakt(event: &Event) -> Option<String> {
    let (line, time) = (event.line, |seconds: i64| text(&after(seconds, "%Y-%m-%dT%H:%M:%S.000000")));
    let (code, phone) = line.get("customer").split_at(2);
    let customer = texts(&[
        ("channel_phone_number", line.get("customer")),
        ("phone_number", phone),
        ("country_code", &format!("+{code}")),
    ]);
    let mut message = texts(&[("id", line.get("message_id"))]);
    let kind = if event.state == "received" {
        let kind = if line.get("type") == "text" { "Text" } else { line.get("type") };
        message.extend(texts(&[("chat_message_type", "CustomerMessage"), ("message_content_type", kind)]));
        message.extend([("message", text(reply_text(line))), ("received_at_utc", time(event.at))]);
        "message_received".to_owned()
    } else {
        let mut word = event.state.to_owned();
        word[..1].make_ascii_uppercase();
        message.extend(texts(&[("chat_message_type", "CampaignMessage"), ("message_status", &word)]));
        message.extend(texts(&[("campaign_id", line.get("campaign"))]));
        for (key, column) in
            [("received_at_utc", "sent_at"), ("delivered_at_utc", "delivered_at"), ("seen_at_utc", "read_at")]
        {
            let at = moment(line.get(column));
            message.push((key, if at > 0 && at <= event.at { time(at) } else { "null".to_owned() }));
        }
        message = with(message, "channel_error_code", line.get("error_code"), text);
        format!("message_campaign_{}", event.state)
    };
    let data = [("customer", object(&customer)), ("message", object(&message))];
    let fields =
        [("version", text("1.0")), ("timestamp", time(event.at)), ("type", text(&kind)), ("data", object(&data))];
    Some(object(&fields))
}

fn sinch(event: &Event) -> Option<String> {
    let line = event.line;
    let mut fields = texts(&[("message_id", line.get("message_id"))]);
    fields.extend(texts(&[("timestamp", &after(event.at, "%Y-%m-%dT%H:%M:%SZ"))]));
    let key = if event.state == "received" {
        fields.extend(texts(&[("from", line.get("customer")), ("to", "lumen-bot")]));
        let said = object(&texts(&[("id", "b1"), ("title", reply_text(line))]));
        fields.push((
            "message",
            match line.get("type") {
                "text" => object(&texts(&[("type", "text"), ("body", reply_text(line))])),
                "button" => object(&texts(&[("type", "button"), ("payload", "b1"), ("text", reply_text(line))])),
                "list_reply" => object(&[
                    ("type", text("interactive")),
                    ("interactive", object(&[("type", text("list_reply")), ("list_reply", said)])),
                ]),
                _ => object(&[
                    ("type", text("interactive")),
                    ("interactive", object(&[("type", text("button_reply")), ("button_reply", said)])),
                ]),
            },
        ));
        fields = with(fields, "replying_to", line.get("reply_to"), |to| {
            object(&texts(&[("message_id", to), ("from", SENDER)]))
        });
        "notifications"
    } else {
        let (status, state) =
            if event.state == "failed" { ("failure", "no_capability") } else { ("success", event.state) };
        fields.extend(texts(&[("recipient", line.get("customer")), ("status", status), ("state", state)]));
        fields.push(("conversation", object(&texts(&[("pricing_category", line.get("category"))]))));
        "statuses"
    };
    Some(object(&[("type", text("whatsapp")), (key, array(&[object(&fields)]))]))
}

/// States name no customer; `owner` is a truth value or its word.
fn wati(event: &Event) -> Option<String> {
    let line = event.line;
    let conversation = format!("c-{}", line.get("customer"));
    let mut fields = texts(&[
        ("id", line.get("message_id")),
        ("conversationId", &conversation),
        ("timestamp", &event.at.to_string()),
    ]);
    match event.state {
        "received" => {
            let kind = if line.get("button").is_empty() { "text" } else { "button" };
            fields.extend(texts(&[
                ("eventType", "message"),
                ("waId", line.get("customer")),
                ("owner", "false"),
                ("type", kind),
            ]));
            fields.extend(texts(&[("text", reply_text(line))]));
            fields = with(fields, "replyContextId", line.get("reply_to"), text);
        }
        "sent" => {
            fields.extend(texts(&[
                ("eventType", "templateMessageSent_v2"),
                ("waId", line.get("customer")),
                ("statusString", "SENT"),
            ]));
            fields.extend([("owner", "true".to_owned()), ("templateName", text(line.get("template")))]);
        }
        "failed" => {
            fields.extend(texts(&[
                ("eventType", "templateMessageFAILED_v2"),
                ("waId", line.get("customer")),
                ("failedCode", line.get("error_code")),
            ]));
        }
        state => {
            let kind = format!("sentMessage{}_v2", state.to_uppercase());
            fields.extend(texts(&[("eventType", &kind), ("statusString", state), ("type", "template")]));
        }
    }
    Some(object(&fields))
}

/// Milliseconds as text.
fn alibaba(event: &Event) -> Option<String> {
    let line = event.line;
    let mut fields = texts(&[("MessageId", line.get("message_id")), ("Timestamp", &(event.at * 1000).to_string())]);
    if event.state == "received" {
        let kind = if line.get("button").is_empty() { "TEXT" } else { "BUTTON" };
        fields.extend(texts(&[("From", line.get("customer")), ("To", SENDER), ("Type", kind)]));
        fields.push(("Message", text(reply_text(line))));
    } else {
        fields.extend(texts(&[("From", SENDER), ("To", line.get("customer")), ("Status", event.state)]));
        fields = with(fields, "Error", line.get("error_code"), text);
    }
    Some(object(&fields))
}
