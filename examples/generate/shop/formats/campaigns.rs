//! The campaign as platforms export it: one row per recipient.

use super::super::canonical::Line;
use super::super::chapter;
use super::super::story::Story;
use super::super::tables::table;

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let campaign = chapter::campaign(story);
    vec![("connectly/campaign-report.csv".to_owned(), connectly(&campaign))]
}

/// Without message ids; a row that never got a state has no time at all.
fn connectly(campaign: &[Line]) -> String {
    let header = "customer_external_id,business_id,campaign_name,sendout_id,cnt_session_id,sent_at,delivered_at,read_at,\
                  opt_out_at,error_code,error_msg,button_clicks,link_clicks,input_variables,output_variables";
    let time = |text: &str| text.replace('T', " ").replace('Z', ".000000");
    let row = |line: &Line| {
        let clicks = r#"{"Tell me more": 0}"#;
        let message = if line.get("error_code").is_empty() { "" } else { "Message undeliverable" };
        let cells: [&str; 15] = [
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
            clicks,
            "{}",
            "{}",
            "{}",
        ];
        cells.map(str::to_owned).to_vec()
    };
    table(header, campaign.iter().map(row))
}
