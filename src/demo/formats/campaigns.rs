//! The campaign as platforms export it: one row per recipient, or one row for all of it.

use super::super::canonical::Line;
use super::super::chapter;
use super::super::story::Story;
use super::super::tables::table;

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let (campaign, replies) = (chapter::campaign(story), chapter::replies(story));
    [
        ("connectly/campaign-report.csv", connectly(&campaign)),
        ("kaleyra/tabular-report.csv", kaleyra(&campaign, &replies)),
        ("wolkvox/results.csv", wolkvox(&campaign)),
        ("ycloud/messages.csv", ycloud(&campaign)),
        ("vonage/report.csv", vonage(&campaign)),
        ("infobip/logs.csv", infobip(&campaign)),
        ("interakt/report.csv", interakt(&campaign)),
        ("gupshup/logs.csv", gupshup(&campaign)),
        ("campaign-csv/broadcast.csv", broadcast(&campaign)),
        ("campaign-csv/versand.csv", versand(&campaign)),
        ("campaign-totals/nested.csv", totals(&campaign, false)),
        ("campaign-totals/exclusive.csv", totals(&campaign, true)),
        ("conversations-csv/tickets.csv", tickets(&chapter::conversations(story))),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .to_vec()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Without message ids; a row that never got a state has no time at all.
fn connectly(campaign: &[Line]) -> String {
    let header = "customer_external_id,business_id,campaign_name,sendout_id,cnt_session_id,sent_at,delivered_at,read_at,\
                  opt_out_at,error_code,error_msg,button_clicks,link_clicks,input_variables,output_variables";
    let time = |text: &str| text.replace('T', " ").replace('Z', ".000000");
    let rows = campaign.iter().map(|line| {
        let message = if line.get("error_code").is_empty() { "" } else { "Message undeliverable" };
        row(&[
            &format!("+{}", line.get("customer")),
            "b-1",
            line.get("campaign"),
            "s-77",
            "",
            &time(line.get("sent_at")),
            &time(line.get("delivered_at")),
            &time(line.get("read_at")),
            "",
            line.get("error_code"),
            message,
            r#"{"Tell me more": 0}"#,
            "{}",
            "{}",
            "{}",
        ])
    });
    table(header, rows)
}

/// Both directions in one report; `true` is incoming.
fn kaleyra(campaign: &[Line], replies: &[Line]) -> String {
    let header = "WABA ID,WHATSAPP_ID,FROM,TO,MESSAGE_DIRECTION,SOURCE,FORMAT,REASON_FOR_FAILURE,COUNTRY,TEMPLATE_NAME,\
                  MESSAGE,CREATED_AT,FAILED_AT,SENT_AT,DELIVERED_AT,SEEN_AT";
    let time = |text: &str| text.replace('Z', ".000Z");
    let sends = campaign.iter().map(|line| {
        let reason = match line.get("error_code") {
            "" => String::new(),
            code => format!("{code}: Message undeliverable"),
        };
        row(&[
            "1009",
            line.get("message_id"),
            "4930555010",
            line.get("customer"),
            "false",
            "Campaign",
            "template",
            &reason,
            "",
            line.get("template"),
            "",
            &time(line.get("at")),
            &time(line.get("failed_at")),
            &time(line.get("sent_at")),
            &time(line.get("delivered_at")),
            &time(line.get("read_at")),
        ])
    });
    let answers = replies.iter().filter(|line| is_message(line)).map(|line| {
        let text = format!("{}{}", line.get("text"), line.get("button"));
        let (id, customer, at) = (line.get("message_id"), line.get("customer"), time(line.get("at")));
        row(&["1009", id, customer, "4930555010", "true", "", "text", "", "", "", &text, &at, "", "", "", ""])
    });
    table(header, sends.chain(answers))
}

/// The API's names as columns.
fn ycloud(campaign: &[Line]) -> String {
    let header =
        "id,wamid,wabaId,from,to,status,sendTime,deliverTime,readTime,totalPrice,currency,pricingCategory,errorCode";
    let rows = campaign.iter().enumerate().map(|(number, line)| {
        let get = |column: &str| line.get(column);
        let status = if state(line).is_empty() { "accepted" } else { state(line) };
        row(&[
            &format!("y-{number}"),
            get("message_id"),
            "1009",
            "+4930555010",
            &format!("+{}", get("customer")),
            status,
            get("sent_at"),
            get("delivered_at"),
            get("read_at"),
            get("cost"),
            get("currency"),
            get("category"),
            get("error_code"),
        ])
    });
    table(header, rows)
}

/// The present state, with the time when Vonage took the message.
fn vonage(campaign: &[Line]) -> String {
    let header = "account_id,message_id,client_ref,direction,from,to,channel,date_received,date_finalized,status,currency,total_price";
    let rows = campaign.iter().map(|line| {
        let status = match state(line) {
            "" => "submitted",
            "failed" => "undeliverable",
            state => state,
        };
        let (id, customer, at) = (line.get("message_id"), line.get("customer"), line.get("sent_at"));
        let (campaign, cost, currency) = (line.get("campaign"), line.get("cost"), line.get("currency"));
        let at = at.replace('Z', " +0000").replace('T', " ");
        row(&["a1", id, campaign, "outbound", "4930555010", customer, "whatsapp", &at, "", status, currency, cost])
    });
    table(header, rows)
}

/// One time for arriving and failing; reading has a column of its own.
fn infobip(campaign: &[Line]) -> String {
    let header =
        "Message ID,Bulk ID,From,To,Sent at,Done at,Seen at,Status group,Price per message,Currency,Callback data";
    let rows = campaign.iter().map(|line| {
        let time = |column: &str| line.get(column).replace('Z', ".000+0000");
        let (group, done) = match state(line) {
            "read" | "delivered" => ("DELIVERED", time("delivered_at")),
            "failed" => ("UNDELIVERABLE", time("failed_at")),
            _ => ("PENDING", String::new()),
        };
        row(&[
            line.get("message_id"),
            "b-7",
            "4930555010",
            line.get("customer"),
            &time("sent_at"),
            &done,
            &time("read_at"),
            group,
            line.get("cost"),
            line.get("currency"),
            &format!("campaign={}", line.get("campaign")),
        ])
    });
    table(header, rows)
}

/// The phone number in two columns, times in UTC without saying so.
fn interakt(campaign: &[Line]) -> String {
    let header = "Message ID,Country Code,Phone Number,Campaign Name,Template Name,Message Status,Received At UTC,\
                  Delivered At UTC,Seen At UTC,Channel Error Code";
    let rows = campaign.iter().map(|line| {
        let time = |column: &str| line.get(column).replace('Z', ".000000");
        let (code, number) = line.get("customer").split_at(2);
        row(&[
            line.get("message_id"),
            &format!("+{code}"),
            number,
            line.get("campaign"),
            line.get("template"),
            if state(line).is_empty() { "Sent" } else { state(line) },
            &time("sent_at"),
            &time("delivered_at"),
            &time("read_at"),
            line.get("error_code"),
        ])
    });
    table(header, rows)
}

/// A row per event.
fn gupshup(campaign: &[Line]) -> String {
    let mut rows = Vec::new();
    for line in campaign {
        for (column, event) in
            [("sent_at", "SENT"), ("delivered_at", "DELIVERED"), ("read_at", "READ"), ("failed_at", "FAILED")]
        {
            let at = line.get(column).replace('Z', ".000Z");
            if !at.is_empty() {
                let error = if event == "FAILED" { line.get("error_code") } else { "" };
                let (id, customer) = (line.get("message_id"), line.get("customer"));
                rows.push(row(&[id, event, &at, customer, "4930555010", "SUCCESS", error, "WHATSAPP"]));
            }
        }
    }
    table("externalId,eventType,eventTs,destAddr,srcAddr,cause,errorCode,channel", rows.into_iter())
}

/// The present state alone.
fn wolkvox(campaign: &[Line]) -> String {
    let time = |text: &str| text.replace('T', " ").replace('Z', "");
    let rows = campaign.iter().map(|line| {
        let result = match state(line) {
            "read" => "Read",
            "delivered" => "Delivered",
            "failed" => "Failed",
            "sent" => "Submitted",
            _ => "Accepted",
        };
        let last = ["failed_at", "read_at", "delivered_at", "sent_at", "at"].map(|column| line.get(column));
        let last = last.into_iter().find(|time| !time.is_empty()).unwrap_or_default();
        let sent = if line.get("sent_at").is_empty() { line.get("at") } else { line.get("sent_at") };
        let (campaign, customer, error) = (line.get("campaign"), line.get("customer"), line.get("error_code"));
        row(&[campaign, customer, result, error, &time(sent), &time(last)])
    });
    table("CAMPAIGN_ID,TELEPHONE,RESULT,ERROR,DATE,LAST_UPDATE", rows)
}

fn state(line: &Line) -> &'static str {
    let has = |column: &str| !line.get(column).is_empty();
    match line.get("status") {
        "read" => "read",
        "delivered" => "delivered",
        "failed" => "failed",
        _ if has("failed_at") => "failed",
        _ if has("sent_at") => "sent",
        _ => "",
    }
}

/// A dashboard in English, with times of replies nowhere and a price.
fn broadcast(campaign: &[Line]) -> String {
    let header = "Broadcast name,Template Name,Contact Name,Phone Number,Status,Sent Time,Delivered Time,Read Time,Failed Time,\
         Failure reason,Price,Currency";
    let rows = campaign.iter().map(|line| {
        let error = match line.get("error_code") {
            "" => "-".to_owned(),
            code => format!("Error {code} (undeliverable)"),
        };
        let time = |column: &str| if line.get(column).is_empty() { "N/A" } else { line.get(column) }.to_owned();
        row(&[
            line.get("campaign"),
            line.get("template"),
            "Somebody",
            &format!("'+{}", line.get("customer")),
            &state(line).to_uppercase(),
            &time("sent_at"),
            &time("delivered_at"),
            &time("read_at"),
            &time("failed_at"),
            &error,
            line.get("cost"),
            line.get("currency"),
        ])
    });
    table(header, rows)
}

/// A dashboard in German: semicolons, a preamble, days first, a decimal comma, a row of totals.
fn versand(campaign: &[Line]) -> String {
    let date = |text: &str| match text.split_at_checked(10) {
        Some((date, clock)) => {
            let pieces: Vec<&str> = date.split('-').collect();
            format!("{}.{}.{} {}", pieces[2], pieces[1], pieces[0], clock.trim_matches(['T', 'Z']))
        }
        None => String::new(),
    };
    let rows = campaign.iter().map(|line| {
        let cells = [
            line.get("campaign").to_owned(),
            line.get("customer").to_owned(),
            state(line).to_owned(),
            date(line.get("sent_at")),
            date(line.get("delivered_at")),
            date(line.get("read_at")),
            line.get("error_code").to_owned(),
            line.get("cost").replace('.', ","),
            line.get("currency").to_owned(),
        ];
        cells.join(";")
    });
    let header = "Kampagne;Telefonnummer;Zustellstatus;Gesendet am;Zugestellt am;Gelesen am;Error code;Price;Currency";
    let rows: Vec<String> = rows.collect();
    format!("\u{FEFF}Versandbericht Oktober\r\n\r\n{header}\r\n{}\r\nGesamt;;;;;;;12,34;\r\n", rows.join("\r\n"))
}

/// One row for the campaign: every message in each state that it reached, or in the last one only.
fn totals(campaign: &[Line], exclusive: bool) -> String {
    let count = |states: &[&str]| campaign.iter().filter(|line| states.contains(&state(line))).count();
    let (read, delivered, sent) = match exclusive {
        true => (count(&["read"]), count(&["delivered"]), count(&["sent", ""])),
        false => (count(&["read"]), count(&["read", "delivered"]), campaign.len()),
    };
    let failed = count(&["failed"]);
    format!(
        "S.No,Campaign Name,Published Time,Sent,Delivered,Read,Failed Users,Status\n\
         1,sampler-week,2026-10-07,\"{sent}\",{delivered},{read} ({:.1}%),{failed},Completed\n\
         ,Total,,{sent},{delivered},{read},{failed},\n",
        100.0 * read as f64 / campaign.len() as f64
    )
}

/// A helpdesk's list of tickets, with durations in words.
fn tickets(conversations: &[Line]) -> String {
    let header = "Ticket ID,Customer Phone,Created at,Resolved at,Closed at,Ticket status,Agent,Team,CSAT score";
    let rows = conversations.iter().map(|line| {
        let status = if line.get("status") == "resolved" { "Solved" } else { "Open" };
        let columns =
            ["conversation_id", "customer", "started_at", "resolved_at", "closed_at"].map(|name| line.get(name));
        let [id, customer, started, resolved, closed] = columns;
        let (agent, team, csat) = (line.get("agent"), line.get("team"), line.get("csat"));
        row(&[id, customer, started, resolved, closed, status, agent, team, csat])
    });
    table(header, rows)
}

/// Whether a line is more than an event about a message.
fn is_message(line: &Line) -> bool {
    !["reaction", "revoke", "edit", "system", "request_welcome"].contains(&line.get("type"))
}
