//! Tests of the source on invented chats.

use super::*;
use crate::sources::values::{DateOrder, TimeRules};
use crate::tables::account::Account;
use crate::tables::intake::{IdText, IntakeRules, Names};
use crate::tables::message::Message;
use crate::tables::values::{Author, Direction, MessageType, Status};

const TITLE: &str = "WhatsApp Chat with Zoë.txt";

fn berlin() -> Rules {
    let times = TimeRules { input_tz: Some(chrono_tz::Europe::Berlin), ..TimeRules::default() };
    Rules { times, ..Rules::default() }
}

fn recognised(path: &str, text: &str, rules: &Rules) -> Option<Recognised> {
    recognise(&Sample::new(path, text, true), rules)
}

/// What became of some files, the messages of all in order of time.
struct Told {
    messages: Vec<(Message, String)>,
    account: Account,
    ignored: Vec<String>,
    rejected: Vec<String>,
}

fn tell_all(files: &[(&str, &str)], rules: &Rules) -> anyhow::Result<Told> {
    let (names, intake_rules) = (Names::default(), IntakeRules::default());
    let mut intake = Intake::new(&names, &intake_rules);
    for (number, (path, text)) in files.iter().enumerate() {
        let reader = recognised(path, text, rules).expect("recognised").reader;
        let bytes = text.as_bytes().to_vec();
        let block = Block { input: number as u32, offset: 0, bytes, id_text: IdText::Keep, last: true };
        reader.read(&block, &mut intake)?;
    }
    let mut messages: Vec<Message> = intake.messages.rows().unwrap();
    messages.sort_by_key(|message| message.times.own());
    let profiles = names.profiles.freeze();
    let told = |message: &Message| {
        let profile = &profiles[message.profile as usize];
        let (direction, agent) = (profile.direction, names.texts.text(profile.agent));
        assert_eq!(profile.author == Some(Author::Customer), direction == Some(Direction::Inbound));
        assert_eq!(message.status, Status::Unknown);
        let kind = profile.kind.map_or("", MessageType::word);
        format!("{} {} {kind}", direction.map_or("", Direction::word), agent)
    };
    let reasons = |reasons: &std::collections::BTreeMap<(u32, String), u64>| {
        reasons.iter().map(|((_, reason), count)| format!("{count} {reason}")).collect()
    };
    let mut account = Account::default();
    intake.accounts.inputs.iter().for_each(|input| account.merge(input));
    Ok(Told {
        messages: messages.iter().map(|message| (*message, told(message))).collect(),
        account,
        ignored: reasons(&intake.accounts.ignored),
        rejected: reasons(&intake.accounts.rejected),
    })
}

fn tell(path: &str, text: &str, rules: &Rules) -> Told {
    tell_all(&[(path, text)], rules).unwrap()
}

fn question(path: &str, text: &str, rules: &Rules) -> String {
    tell_all(&[(path, text)], rules).err().map(|error| error.to_string()).unwrap_or_default()
}

const ANDROID: &str = "29/10/26, 09:00 - Messages and calls are end-to-end encrypted. No one outside can read them.
29/10/26, 09:01 - Zoë: Is the green tea
back: yes or no?

29/10/26, 09:01 - Zoë: And the can?
29/10/26, 09:03 - Ada: Yes
29/10/26, 09:03 - Ada: <Media omitted>
29/10/26, 09:04 - Bo: This message was deleted
29/10/26, 09:05 - Missed voice call
30/10/26, 10:00 - You blocked this contact. Tap to unblock.
";

#[test]
fn a_chat_becomes_messages_of_both_sides() {
    let told = tell(TITLE, ANDROID, &berlin());
    let said: Vec<&str> = told.messages.iter().map(|(_, said)| said.as_str()).collect();
    assert_eq!(
        said,
        ["inbound  text", "inbound  text", "outbound Ada text", "outbound Ada unsupported", "outbound Bo text"]
    );
    const NINE: i64 = 1_793_260_800_000;
    let times: Vec<Option<i64>> =
        told.messages.iter().map(|(message, _)| message.times.own().map(|at| at - NINE)).collect();
    assert_eq!(times, [60_001, 60_002, 180_001, 180_002, 240_001].map(Some));
    assert_eq!(told.ignored, ["1 call", "1 line of the app", "1 the business blocked the customer"]);
    let Account { records, ignored, rejected, .. } = told.account;
    assert_eq!((records, ignored, rejected), (8, 3, 0));
}

#[test]
fn ios_and_android_tell_the_same_sides() {
    let text = "\u{FEFF}[10/29/26, 9:00:00\u{202F}AM] Acme: \u{200E}Messages and calls are end-to-end encrypted.\r
[10/29/26, 9:01:02\u{202F}AM] ~\u{202F}Zoë: hi\r
\u{200E}[10/29/26, 9:01:30\u{202F}PM] Acme: \u{200E}image omitted\r
";
    let rules = Rules { senders: vec!["Acme".to_owned()], ..berlin() };
    let told = tell("_chat.txt", text, &rules);
    let said: Vec<&str> = told.messages.iter().map(|(_, said)| said.as_str()).collect();
    assert_eq!(
        (said.as_slice(), told.ignored),
        (["inbound  text", "outbound Acme image"].as_slice(), vec!["1 line of the app".to_owned()])
    );
}

#[test]
fn a_longer_export_of_the_same_chat_repeats_the_ids() {
    let ids =
        |text: &str| tell(TITLE, text, &berlin()).messages.iter().map(|(message, _)| message.id()).collect::<Vec<_>>();
    let all = ids(ANDROID);
    let (_, later) = ANDROID.split_once("29/10/26, 09:01 - Zoë: And").unwrap();
    assert_eq!(ids(&format!("29/10/26, 09:01 - Zoë: And{later}")), all[1..]);
    let with_media = ANDROID.replace("<Media omitted>", "IMG-20261029-WA0001.jpg (file attached)");
    assert_eq!(ids(&with_media), all);
    let twice = ids("29/10/26, 09:01 - Zoë: ok\n29/10/26, 09:01 - Zoë: ok\n");
    assert_ne!(twice[0], twice[1], "said twice");
}

#[test]
fn the_user_is_asked_what_the_file_does_not_tell() {
    assert!(question(TITLE, ANDROID, &Rules::default()).contains("--input-tz"));
    let short = "1/2/26, 10:00 - Zoë: hi\n1/2/26, 10:01 - Ada: hi\n1/2/26, 10:02 - Ada: so?\n";
    assert!(question(TITLE, short, &berlin()).contains("--date-order dmy"));
    assert!(question("chat.txt", short, &berlin()).contains("--business"));
    let mut rules = berlin();
    rules.times.date_order = Some(DateOrder::MonthDayYear);
    rules.senders.push("ada".to_owned());
    assert_eq!(question("chat.txt", short, &rules), "");
    assert_eq!(question(TITLE, ANDROID, &rules), "", "proven");
}

#[test]
fn groups_are_ignored_whole_and_without_a_question() {
    let group = "29/10/26, 09:00 - Zoë: hi\n29/10/26, 09:01 - Ada: hi\n29/10/26, 09:02 - Bo: hi\n";
    assert_eq!(tell("chat.txt", group, &Rules::default()).ignored, ["3 group chat"]);
    let pair = "29/10/26, 08:59 - Ada created group \"Tea\"\n29/10/26, 09:00 - Zoë: hi\n29/10/26, 09:02 - Ada: hi\n";
    assert_eq!(tell("WhatsApp Chat with Tea.txt", pair, &Rules::default()).ignored, ["3 group chat"]);
}

#[test]
fn what_is_no_message_is_rejected_with_its_reason() {
    let text = "Chat history\n29/10/26, 09:00 - Zoë: hi\n31/02/26, 09:01 - Zoë: so?\n";
    let told = tell(TITLE, text, &berlin());
    assert_eq!((told.messages.len(), told.account.records), (1, 3));
    assert_eq!(
        told.rejected,
        [
            "1 a date that does not exist in the order of this file's dates",
            "1 text before the first message, expected a date, a time and a sender"
        ]
    );
}

#[test]
fn chats_are_recognised_by_their_content_or_their_title() {
    let certainty = |path: &str, text: &str| recognised(path, text, &Rules::default()).map(|found| found.certainty);
    assert_eq!(certainty(TITLE, "1/2/26, 10:00 - Zoë: hi"), Some(97));
    assert_eq!(certainty("a.txt", "1/2/26, 10:00 - Zoë: hi"), None);
    assert_eq!(certainty("a.txt", &"1/2/26, 10:00 - Zoë: hi\nand\n".repeat(3)), Some(45));
    assert_eq!(certainty(TITLE, "hello\n"), None);
    assert_eq!(certainty("a.txt", ANDROID), Some(97));
}

#[test]
fn logs_of_programs_are_no_chats() {
    for line in [
        "2026-10-01 10:00:00 {\"object\":\"whatsapp_business_account\"}",
        "[2026-10-01 10:00:00] production.ERROR: something went wrong",
        "2026-10-01 10:00:00 - INFO - root: started",
        "2026-10-01 10:00:00 - INFO: started",
        "2026-10-01 10:00:00 - [WARN] queue: started",
        "[2026-10-01 10:00:00] webhook: {\"entry\":[]}",
        "2026-10-01 10:00:00,123 - app - INFO - it: started",
        "10:00 - Zoë: hi",
        "1/2/26,10:00,Zoë: hi",
    ] {
        assert!(recognised("app.log", &format!("{line}\n").repeat(10), &Rules::default()).is_none(), "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "([1-3/., :APM\\-\\[\\]a\u{200E}\u{202F}é\n]|1/2/26, 10:00 - |\\[29\\.1\\.26, 9:00:00\\] a: ){0,40}") {
        let (names, rules) = (Names::default(), IntakeRules::default());
        let mut intake = Intake::new(&names, &rules);
        let block = Block { input: 0, offset: 0, bytes: text.clone().into_bytes(), id_text: IdText::Keep, last: true };
        let _ = read::read(&block, Some("a"), &berlin(), &mut intake);
        let _ = recognised(TITLE, &text, &Rules::default());
    }
}
