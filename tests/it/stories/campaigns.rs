//! Campaigns, one row per recipient.

use super::assert_tells;

/// What a campaign export with the times of states tells.
const STATES: &str = "messages_sent,messages_delivered,messages_read,messages_failed,delivery_rate,failure_rate,open_rate,delivery_latency,time_to_open,\
                      unreachable_recipients,recipients";

#[test]
fn connectly_tells_the_campaign() {
    assert_tells(&["connectly"], &["campaign/messages.csv"], STATES, &["--by", "campaign"]);
}
