//! Canonical files of orders, surveys, spend, aggregates, and what else a conversation's row says.

use polars::prelude::*;

use super::*;
use crate::tables::rows::*;
use crate::tables::tells::Tells;
use crate::tables::values::{Sentiment, SurveyKind};

/// 2026-10-01T08:00:00Z, and the hours after it.
fn at(hours: i64) -> Millis {
    1_790_841_600_000 + hours * 3_600_000
}

/// The reasons of rejected rows, in the order of rows.
fn reasons(intake: &Intake) -> Vec<String> {
    intake.accounts.rejections.iter().map(|rejection| rejection.reason.clone()).collect()
}

fn ignored(intake: &Intake) -> Vec<String> {
    intake.accounts.ignored.keys().map(|(_, reason)| reason.clone()).collect()
}

#[test]
fn orders_are_read_and_those_without_key_customer_or_time_refused() {
    let text = "order_id,customer,at,kind,value,currency,refunded,campaign,message_id,conversation_id\n\
                o1,a,2026-10-01T08:00:00Z,LEAD,19.90,EUR,5,spring,m1,k1\n\
                o2,a,2026-10-01T09:00:00Z,,free,,,,,\n\
                ,a,2026-10-01T08:00:00Z,,,,,,,\n\
                o3,,2026-10-01T08:00:00Z,,,,,,,\n\
                o4,a,,,,,,,,\n\
                o5,1.5E+10,2026-10-01T08:00:00Z,,,,,,,\n";
    read(text.as_bytes(), |intake, names| {
        let [first, second] = intake.orders[..] else { panic!("two orders: {:?}", intake.orders) };
        let text = |text| names.texts.text(text);
        assert_eq!(
            [first.order, first.kind, first.currency, first.campaign].map(text),
            ["o1", "lead", "EUR", "spring"]
        );
        assert_eq!((first.at, first.value, first.refunded), (at(0), Some(19_900_000), Some(5_000_000)));
        assert_eq!((first.message, names.conversations.text(first.conversation)), (id_hash("m1"), "k1".to_owned()));
        assert_eq!((text(second.kind), second.value, second.message), (String::new(), None, 0));
        assert_eq!(counts(intake), [6, 0, 4]);
        let reasons = reasons(intake);
        assert_eq!(reasons[0], "no order_id: every row of orders needs one");
        assert_eq!(reasons[1], "no customer: every row of orders needs one");
        assert_eq!(reasons[2], "no at: every row of orders needs one");
        assert!(reasons[3].starts_with("the customer is a number in scientific notation"));
        assert!(intake.accounts.rejections.iter().all(|rejection| !rejection.text.is_empty()));
        assert!(intake.accounts.unknown.keys().any(|(_, what)| what == "value that is not a plain decimal number"));
        assert_eq!(
            (intake.latest, intake.tells),
            (Some(at(1)), Tells { orders: true, first_purchase: Some(at(1)), ..Tells::default() })
        );
    });
    read_until(Some(at(0)), text.as_bytes(), TimeRules::default(), |intake, _| {
        assert_eq!((intake.orders.len(), counts(intake)), (1, [6, 1, 4]));
        assert_eq!(ignored(intake), ["later than as-of"]);
    });
}

#[test]
fn surveys_have_the_scale_of_their_kind_unless_they_name_another() {
    let text = "survey_id,customer,conversation_id,sent_at,at,kind,score,scale_min,scale_max,agent\n\
                s1,a,,2026-10-01T08:00:00Z,2026-10-01T09:00:00Z,CSAT,4.5,,,Ada\n\
                s2,,k1,,2026-10-01T10:00:00Z,nps,0,,,\n\
                s3,a,,2026-10-01T08:00:00Z,,ces,,,9,\n\
                ,a,,,,csat,,,,\n\
                s4,,,,,csat,,,,\n\
                s5,a,,,,mood,,,,\n\
                s6,a,,,,csat,,5,1,\n";
    read(text.as_bytes(), |intake, names| {
        let scales: Vec<_> = intake.surveys.iter().map(|row| (row.kind, row.scale)).collect();
        let millions = |(from, to): (i64, i64)| (from * 1_000_000, to * 1_000_000);
        assert_eq!(scales[0], (SurveyKind::Csat, millions((1, 5))));
        assert_eq!(scales[1..], [(SurveyKind::Nps, millions((0, 10))), (SurveyKind::Ces, millions((1, 9)))]);
        let first = intake.surveys[0];
        assert_eq!((first.sent_at, first.at, first.score), (Some(at(0)), Some(at(1)), Some(4_500_000)));
        assert_eq!(names.texts.text(first.agent), "Ada");
        assert_eq!(names.conversations.text(intake.surveys[1].conversation), "k1");
        assert_eq!((intake.surveys[2].at, intake.surveys[2].score), (None, None));
        assert_eq!((counts(intake), intake.latest, intake.tells.surveys), ([7, 0, 4], Some(at(2)), true));
        let starts = ["no survey_id", "neither a customer nor", "the kind is none of", "scale_min is not below"];
        for (reason, start) in reasons(intake).iter().zip(starts) {
            assert!(reason.starts_with(start), "{reason}");
        }
    });
    read_until(Some(at(0)), text.as_bytes(), TimeRules::default(), |intake, _| {
        // The first was sent and is not answered yet, the second is known by its later answer only.
        let answers: Vec<_> = intake.surveys.iter().map(|row| (row.sent_at, row.at, row.score)).collect();
        assert_eq!(answers, [(Some(at(0)), None, None), (Some(at(0)), None, None)]);
        assert_eq!((counts(intake), intake.latest), ([7, 1, 4], Some(at(0))));
    });
}

#[test]
fn spend_until_a_date_ends_with_that_day_in_its_zone_and_says_nothing_of_as_of() {
    let text = "spend_id,since,until,amount,currency,campaign,kind,note\n\
                x,2026-10-01,2026-10-24,199.00,EUR,spring,Agents,hello\n\
                ,,2026-10-25T12:00:00,1,EUR,,magic,\n\
                y,2026-10-01,2026-10-02,a lot,EUR,,,\n\
                y,2026-10-01,2026-10-02,5,,,,\n\
                y,2026-10-02,2026-09-30,5,EUR,,,\n";
    let berlin = TimeRules { input_tz: Some(chrono_tz::Europe::Berlin), ..TimeRules::default() };
    // Summer time ends on the 25th.
    for (rules, begin, end) in [(TimeRules::default(), -8, 23 * 24 + 16), (berlin, -10, 23 * 24 + 14)] {
        read_until(Some(at(24 * 30)), text.as_bytes(), rules, |intake, names| {
            let [(_, first), (_, second)] = intake.spends[..] else { panic!("two: {:?}", intake.spends) };
            assert_eq!((first.since, first.until, first.amount), (Some(at(begin)), Some(at(end)), 199_000_000));
            let texts = [first.spend, first.kind, first.note, first.campaign].map(|text| names.texts.text(text));
            assert_eq!(texts, ["x", "agents", "hello", "spring"]);
            assert_eq!((second.since, second.kind.is_none(), second.spend.is_none()), (None, true, true));
            assert_eq!((counts(intake), intake.latest), ([5, 0, 3], None));
            let starts = ["the amount is not a plain", "no currency", "until lies before since"];
            for (reason, start) in reasons(intake).iter().zip(starts) {
                assert!(reason.starts_with(start), "{reason}");
            }
        });
    }
}

#[test]
fn spend_that_begins_later_than_as_of_has_not_happened() {
    let text = "since,until,amount,currency\n2026-10-01,2026-10-24,5,EUR\n2026-10-02,2026-10-24,5,EUR\n";
    read_until(Some(at(0)), text.as_bytes(), TimeRules::default(), |intake, _| {
        assert_eq!((intake.spends.len(), counts(intake)), (1, [2, 1, 0]));
        assert_eq!(ignored(intake), ["later than as-of"]);
    });
}

#[test]
fn dates_as_ends_mean_the_whole_day_in_parquet_too() {
    let days = Column::new("until".into(), [20_727_i32]).cast(&DataType::Date).unwrap();
    let mut frame =
        DataFrame::new(1, vec![days, Column::new("amount".into(), ["5"]), Column::new("currency".into(), ["EUR"])])
            .unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
    read(&bytes, |intake, _| assert_eq!(intake.spends[0].1.until, Some(20_728 * 86_400_000)));
}

#[test]
fn aggregates_are_nested_and_stand_at_their_end() {
    let text = "since,until,template,campaign,category,sent,delivered,read,failed,cost,currency,clicked\n\
                2026-10-01,2026-10-01,welcome,spring,Marketing,5,30,60,5,1.5,EUR,-1\n\
                2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,,,,7,,,,,,\n\
                2026-10-02,2026-10-01,,,,5,,,,,,\n\
                ,2026-10-01,,,,5,,,,,,\n\
                2026-10-01,,,,,5,,,,,,\n";
    read(text.as_bytes(), |intake, _| {
        let [(_, first), (_, second)] = intake.aggregates[..] else { panic!("two: {:?}", intake.aggregates) };
        assert_eq!((first.since, first.until), (at(-8), at(16) - 1));
        let Counts { sent, delivered, read, clicked, .. } = first.counts;
        assert_eq!((sent, delivered, read, clicked), (Some(100), Some(90), Some(60), None));
        assert_eq!((second.until, second.counts), (at(16), Counts { sent: Some(7), ..Counts::default() }));
        assert_eq!((counts(intake), intake.latest), ([5, 0, 3], Some(at(16))));
        assert!(intake.tells.aggregates && intake.tells.aggregate_costs && !intake.tells.costs);
        assert!(intake.accounts.unknown.keys().any(|(_, what)| what == "clicked that is not a count"));
        let starts = ["until lies before since", "no since", "no until"];
        for (reason, start) in reasons(intake).iter().zip(starts) {
            assert!(reason.starts_with(start), "{reason}");
        }
    });
    read_until(Some(at(16) - 1), text.as_bytes(), TimeRules::default(), |intake, _| {
        assert_eq!((intake.aggregates.len(), counts(intake)), (1, [5, 1, 3]));
    });
}

const CONVERSATION: &str = "conversation_id,customer,started_at,resolved_at,closed_at,resolutions,status,bot,agents,\
                            converted,lead,value,currency,csat,nps,ces\n\
                            k1,a,2026-10-01T08:00:00Z,2026-10-01T09:00:00Z,2026-10-01T10:00:00Z,2,resolved,true,3,\
                            yes,no,19.90,EUR,4.5,10,7\n\
                            k2,a,2026-10-01T08:00:00Z,,,many,parked,,,,,,,,,\n";

#[test]
fn a_conversation_says_what_came_of_it() {
    read(CONVERSATION.as_bytes(), |intake, names| {
        let mut rows: Vec<Conversation> = intake.conversations.rows().unwrap();
        rows.sort_by_key(|row| row.origin);
        let expected = ConversationDetails {
            has_status: true,
            bot: Some(true),
            converted: Some(true),
            lead: Some(false),
            resolutions: Some(2),
            agents: Some(3),
            value: Some(19_900_000),
            currency: names.texts.intern("EUR"),
            csat: Some(4500),
            nps: Some(10_000),
            ces: Some(7000),
        };
        assert_eq!((rows[0].details, rows[1].details), (expected, ConversationDetails::default()));
        let tells = Tells {
            resolutions: true,
            bots: true,
            conversions: true,
            scores: true,
            first_purchase: Some(at(2)),
            ..Tells::default()
        };
        assert_eq!(intake.tells, tells);
    });
}

#[test]
fn what_a_conversation_came_to_later_than_as_of_has_not_happened() {
    let details = |as_of: Millis| {
        read_until(Some(as_of), CONVERSATION.as_bytes(), TimeRules::default(), |intake, _| {
            assert!(intake.tells.scores && intake.tells.conversions);
            let row = intake.conversations.rows().unwrap().into_iter().find(|row| row.details.has_status).unwrap();
            let ConversationDetails { resolutions, converted, lead, value, csat, agents, .. } = row.details;
            (row.resolved, resolutions, converted, lead, value, csat, agents)
        })
    };
    assert_eq!(details(at(0)), (false, None, None, None, None, None, Some(3)));
    // Resolved, and not closed yet: its outcome stands at the closing.
    assert_eq!(details(at(1)), (true, Some(2), None, None, None, None, Some(3)));
    assert_eq!(details(at(2)), (true, Some(2), Some(true), Some(false), Some(19_900_000), Some(4500), Some(3)));
}

#[test]
fn messages_tell_what_figures_can_be_made_of_them() {
    let tells = |columns: &str, cells: &str| {
        let text = format!("message_id,customer,direction,at,{columns}\nm1,a,{cells}\n");
        read_until(Some(0), text.as_bytes(), TimeRules::default(), |intake, _| {
            assert_eq!(counts(intake), [1, 1, 0]);
            Tells { messages: false, first_message: None, first_visit: None, ..intake.tells }
        })
    };
    let (inbound, outbound) = ("inbound,2026-10-01T08:00:00Z", "outbound,2026-10-01T08:00:00Z");
    let none = Tells::default();
    assert_eq!(tells("cost", &format!("{outbound},0.05")), Tells { costs: true, billing: true, ..none });
    assert_eq!(tells("billable", &format!("{outbound},false")), Tells { billing: true, ..none });
    assert_eq!(tells("step,final", &format!("{outbound},1,false")), Tells { steps: true, ..none });
    assert_eq!(tells("final", &format!("{outbound},true")), Tells { final_steps: true, ..none });
    assert_eq!(tells("fallback,followup", &format!("{outbound},no,no")), Tells { fallbacks: true, ..none });
    assert_eq!(tells("followup", &format!("{outbound},yes")), Tells { followups: true, ..none });
    assert_eq!(tells("text", &format!("{inbound},hello")), Tells { sentiment: true, ..none });
    assert_eq!(tells("sentiment", &format!("{inbound},neutral")), Tells { sentiment: true, ..none });
    assert_eq!(tells("text", &format!("{outbound},hello")), none);
}

#[test]
fn the_mood_of_a_customers_text_is_the_columns_else_an_estimate() {
    let text = "message_id,customer,direction,text,sentiment\n\
                m1,a,inbound,this is great,\n\
                m2,a,inbound,this is great,negative\n\
                m3,a,outbound,this is great,\n\
                m4,a,inbound,hello,\n\
                m5,a,inbound,\"not good, but friendly\",\n";
    let (names, rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &rules);
    let reader = recognise(text.as_bytes()).expect("the file is recognised").reader;
    let bytes = text.as_bytes()[reader.skip()..].to_vec();
    let block = Block { input: 0, offset: reader.skip() as u64, bytes, id_text: IdText::InFile, last: true };
    reader.read(&block, &mut intake).unwrap();
    let profiles = rows(&mut intake).into_iter().map(|row| names.profiles.get(row.profile));
    let moods: Vec<_> = profiles.map(|profile| (profile.sentiment, profile.sentiment_estimated)).collect();
    let [positive, negative, neutral] = [Sentiment::Positive, Sentiment::Negative, Sentiment::Neutral].map(Some);
    assert_eq!(moods, [(positive, true), (negative, false), (None, false), (None, false), (neutral, true)]);
}
