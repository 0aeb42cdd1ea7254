//! Counts that Meta makes.

use super::source;
use crate::sources::{Block, Rules, input::Sample};
use crate::tables::intake::{IdText, Intake, IntakeRules, Names};
use crate::tables::rows::{Aggregate, Counts};

fn counts(content: &str) -> Vec<Aggregate> {
    let sample = Sample::new("x.json", content, true);
    let profile = source(include_str!("../../profiles/meta-analytics.toml"));
    let reader = profile.recognise(&sample, &Rules::default()).expect("recognised").reader;
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &rules);
    let bytes = content.as_bytes().to_vec();
    let block = Block { input: 0, offset: 0, bytes, id_text: IdText::Keep, last: true };
    reader.read(&block, &mut intake).unwrap();
    intake.aggregates.iter().map(|(_, row)| *row).collect()
}

#[test]
fn what_is_missing_is_not_zero_and_days_end_before_the_next() {
    let content = r#"{"data":[{"granularity":"DAILY","data_points":[
        {"template_id":"7","start":1748822400,"end":1748908800,"sent":4,"delivered":2,"read":3,
         "clicked":[{"type":"quick_reply_button","button_content":"Yes","count":1},
         {"type":"url_button","count":5},{"type":"unique_url_button","count":2}],
         "cost":[{"type":"amount_spent","value":0.5},{"type":"cost_per_delivered","value":0.1}]},
        {"template_id":"7","start":1748908800,"end":1748995200,"sent":0,"delivered":null}]}]}"#;
    let [first, second] = counts(content)[..] else { panic!("two rows") };
    assert_eq!((first.since, first.until), (1_748_822_400_000, 1_748_908_799_999));
    // More reads than deliveries: some of yesterday's messages were read today.
    let told = Counts { sent: Some(4), delivered: Some(2), read: Some(3), clicked: Some(3), ..Counts::default() };
    assert_eq!((first.counts, first.cost), (told, Some(500_000)));
    assert_eq!((second.counts, second.cost), (Counts { sent: Some(0), ..Counts::default() }, None));
}

#[test]
fn every_kind_of_answer_is_known() {
    let account = r#"{"analytics":{"granularity":"DAY","data_points":[{"start":1748822400,"end":1748908800,"sent":4,"delivered":3}]},
        "conversation_analytics":{"data":[{"data_points":[{"start":1748822400,"end":1748908800,"conversation":3,"cost":0.25},
        {"start":1748822400,"end":1748908800,"conversation":1}]}]},
        "pricing_analytics":{"data":[{"data_points":[{"start":1748822400,"end":1748908800,"country":"DE","tier":"0:MAX",
        "pricing_type":"REGULAR","pricing_category":"AUTHENTICATION_INTERNATIONAL","volume":3,"cost":0.3}]}]},"id":"1"}"#;
    let rows = counts(account);
    let told: Vec<_> = rows.iter().map(|row| (row.counts.sent, row.counts.delivered, row.cost)).collect();
    let [bill, conversations] = [(None, Some(3), Some(300_000)), (None, None, Some(250_000))];
    assert_eq!(told.len(), 3);
    for row in [(Some(4), Some(3), None), bill, conversations] {
        assert!(told.contains(&row), "{row:?} {told:?}");
    }
}
