//! Campaigns, one row per recipient or one row for all; conversations of any helpdesk.

use super::assert_tells;

/// What a campaign export with the times of states tells.
const STATES: &str = "messages_sent,messages_delivered,messages_read,messages_failed,delivery_rate,failure_rate,open_rate,\
                      delivery_latency,time_to_open,unreachable_recipients,recipients";

/// What remains of it where only the present state is told.
const PRESENT: &str = "messages_sent,messages_delivered,messages_read,messages_failed,delivery_rate,failure_rate,open_rate,\
                       unreachable_recipients,recipients";

#[test]
fn connectly_tells_the_campaign() {
    assert_tells(&["connectly"], &["campaign/messages.csv"], STATES, &["--by", "campaign"]);
}

#[test]
fn kaleyra_tells_the_campaign_and_its_replies() {
    // Without quotes a reply tells nothing of reading, and the first message after a send is its reply.
    assert_tells(&["kaleyra"], &["campaign/messages.csv"], STATES, &["--by", "template"]);
    assert_tells(&["kaleyra"], &["campaign"], "messages_received,reply_rate", &[]);
}

#[test]
fn wolkvox_tells_the_present_states() {
    let options = ["--input-tz", "UTC", "--by", "campaign"];
    assert_tells(&["wolkvox"], &["campaign/messages.csv"], PRESENT, &options);
}

#[test]
fn any_dashboards_recipients_tell_the_campaign() {
    let kpis = format!("{STATES},spend,cost_per_delivered_message");
    let options = ["--input-tz", "UTC", "--date-order", "dmy", "--by", "campaign"];
    for file in ["campaign-csv/broadcast.csv", "campaign-csv/versand.csv"] {
        assert_tells(&[file], &["campaign/messages.csv"], &kpis, &options);
    }
}

#[test]
fn nested_and_exclusive_totals_tell_the_same() {
    let kpis = "messages_sent,messages_delivered,messages_read,messages_failed,delivery_rate,open_rate";
    assert_tells(&["campaign-totals/exclusive.csv"], &["../campaign-totals/nested.csv"], kpis, &["--by", "campaign"]);
}

#[test]
fn any_helpdesks_conversations_tell_resolutions() {
    let kpis = "resolved_conversations,resolution_rate,resolution_time,csat,csat_mean,open_conversations";
    assert_tells(&["conversations-csv"], &["desk/conversations.csv"], kpis, &["--by", "agent"]);
}

#[test]
fn tables_of_providers_tell_the_campaign() {
    let campaign = &["campaign/messages.csv"];
    let costs = format!("{STATES},spend,cost_per_delivered_message");
    assert_tells(&["ycloud/messages.csv"], campaign, &costs, &[]);
    assert_tells(&["infobip/logs.csv"], campaign, "messages_delivered,delivery_latency,time_to_open,spend", &[]);
    assert_tells(&["interakt/report.csv"], campaign, STATES, &["--by", "template"]);
    assert_tells(&["gupshup/logs.csv"], campaign, "messages_delivered,messages_read,messages_failed,time_to_open", &[]);
    assert_tells(&["vonage/report.csv"], campaign, "messages_delivered,messages_read,messages_failed,spend", &[]);
}
