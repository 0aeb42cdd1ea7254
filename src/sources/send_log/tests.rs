//! Tests of the source on invented logs.

use super::*;
use crate::tables::message::{Message, RecordKind, id_hash};
use crate::tables::profile::Profile;
use crate::tables::values::{Author, Category, Direction, Status};

const ANSWER: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"+1 555 000 2222","wa_id":"15550002222"}],"messages":[{"id":"wamid.A=","message_status":"accepted"}]}"#;

struct Told {
    names: &'static Names,
    intake: Intake<'static>,
    messages: Vec<Message>,
}

fn sample(text: &str) -> Sample {
    Sample::new("log", text, true)
}

fn tell_with(text: &str, times: TimeRules) -> Told {
    let rules = Rules { times, ..Rules::default() };
    let reader = recognise(&sample(text), &rules).expect("recognised").reader;
    let names: &'static Names = Box::leak(Box::default());
    let rules: &'static IntakeRules = Box::leak(Box::default());
    let mut intake = Intake::new(names, rules);
    let bytes = text.as_bytes()[reader.skip()..].to_vec();
    let block = Block { input: 0, offset: reader.skip() as u64, bytes, id_text: IdText::InFile, last: true };
    reader.read(&block, &mut intake).unwrap();
    let bag = std::mem::take(&mut intake.messages);
    let mut messages: Vec<Message> = bag.rows().unwrap();
    messages.sort_by_key(Message::origin);
    for message in &messages {
        let text = &text[message.origin().position() as usize..];
        let kept = intake.kept_ids.iter().find(|(origin, _)| *origin == message.origin()).map(|(_, id)| id.as_str());
        let id = kept
            .unwrap_or_else(|| text.split(|letter: char| crate::tables::ids::ends_id(letter as u8)).next().unwrap());
        assert_eq!(id_hash(id), message.id(), "every id can be read again");
    }
    Told { names, intake, messages }
}

fn tell(text: &str) -> Told {
    tell_with(text, TimeRules::default())
}

impl Told {
    fn only(&self) -> (Message, Profile) {
        assert_eq!(self.messages.len(), 1, "{:?}", self.intake.accounts);
        (self.messages[0], self.names.profiles.get(self.messages[0].profile))
    }

    fn texts(&self, profile: &Profile) -> [String; 4] {
        let text = |text| self.names.texts.text(text);
        [text(profile.campaign), text(profile.template), text(profile.variant), text(profile.agent)]
    }

    fn customer(&self) -> String {
        self.names.customers.text(self.messages[0].customer)
    }

    /// records, ignored, rejected
    fn counts(&mut self) -> [u64; 3] {
        let account = *self.intake.accounts.of(0);
        [account.records, account.ignored, account.rejected]
    }

    fn unknown(&self) -> Vec<&str> {
        self.intake.accounts.unknown.keys().map(|(_, what)| what.as_str()).collect()
    }
}

#[test]
fn answers_inside_log_text_are_sends() {
    let text = format!("2026-10-01T10:00:01Z | Phone: +15550002222 | Status: 200 | Response: {ANSWER}\nnoise\n");
    let told = tell(&text);
    let (message, profile) = told.only();
    assert_eq!((message.id(), message.record), (id_hash("wamid.A="), RecordKind::Send));
    assert_eq!((message.status, profile.direction, profile.author), (Status::Pending, Some(Direction::Outbound), None));
    assert_eq!(message.times.sent.get(), Some(1_790_848_801_000));
    assert_eq!(told.customer(), "15550002222");
}

#[test]
fn a_time_without_a_zone_is_left_out_until_somebody_names_the_zone() {
    let text = format!("[2026-10-01 10:00:01] INFO sent: {ANSWER}\n");
    let told = tell(&text);
    assert_eq!(told.only().0.times.sent.get(), None);
    assert_eq!(told.unknown(), ["naive time left out: give --input-tz"]);
    let told = tell_with(&text, TimeRules { input_tz: Some(chrono_tz::UTC), ..TimeRules::default() });
    assert_eq!(told.only().0.times.sent.get(), Some(1_790_848_801_000));
}

#[test]
fn requests_beside_answers_tell_the_template_and_the_campaign() {
    let request = r#"{"messaging_product":"whatsapp","to":"15550002222","type":"template","template":{"name":"offer","language":{"code":"de"},"components":[{"parameters":[{"type":"text","text":"x"}]}]},"biz_opaque_callback_data":"variant=B"}"#;
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    for text in [
        format!(r#"{{"campaign":"spring","at":"2026-10-01T10:00:01Z","request":{request},"response":{ANSWER}}}"#),
        format!(
            r#"{{"campaign":"spring","at":"2026-10-01T10:00:01Z","request":{},"response":{}}}"#,
            quoted(request),
            quoted(ANSWER)
        ),
    ] {
        let told = tell(&text);
        let (message, profile) = told.only();
        assert_eq!(told.texts(&profile), ["spring", "offer", "B", ""]);
        assert_eq!(told.names.texts.text(profile.language), "de");
        assert_eq!(message.times.sent.get(), Some(1_790_848_801_000));
    }
}

#[test]
fn plain_objects_with_an_id_and_a_label_are_sends() {
    let told =
        tell(r#"{"wamid":"wamid.A=","phone":"15550002222","campaign_name":"spring","cost":0.0529,"currency":"EUR"}"#);
    assert_eq!(told.only().1.cost, Some(52_900));
    for text in [
        r#"{"message_id":"a","customer":"1","direction":"outbound","campaign":"x"}"#,
        r#"{"id":7,"campaign":"x"}"#,
        r#"{"object":"whatsapp_business_account","entry":[]}"#,
    ] {
        assert!(recognise(&sample(text), &Rules::default()).is_none(), "{text}");
    }
}

#[test]
fn what_is_no_send_is_accounted_for() {
    let error = r#"{"request":{"to":"15550002222"},"response":{"error":{"code":131030,"message":"x"}}}"#;
    let webhook = r#"{"object":"whatsapp_business_account","entry":[{"id":"1"}]}"#;
    let mut told = tell(&format!("{ANSWER}\n{error}\n{webhook}\n{{\"level\":\"info\"}}\n{}\n", &ANSWER[..60]));
    assert_eq!((told.messages.len(), told.counts()), (1, [5, 2, 2]));
}

#[test]
fn tables_are_understood_by_their_headers_whatever_the_delimiter() {
    for delimiter in [",", ";", "\t", "|"] {
        let header =
            ["Message ID", "Phone Number", "Campaign Name", "Template", "Variant", "Agent", "Sent At", "Price"];
        let row = ["wamid.A=", "+15550002222", "spring", "offer", "B", "Ann", "2026-10-01T10:00:01Z", "-0.05290"];
        let told = tell(&format!("{}\r\n{}\r\n", header.join(delimiter), row.join(delimiter)));
        let (message, profile) = told.only();
        assert_eq!(told.texts(&profile), ["spring", "offer", "B", "Ann"]);
        assert_eq!((profile.cost, profile.author), (Some(52_900), Some(Author::Agent)));
        assert_eq!((message.status, message.times.sent.get()), (Status::Pending, Some(1_790_848_801_000)));
        assert_eq!(told.customer(), "+15550002222");
        assert!(told.intake.kept_ids.is_empty());
    }
}

#[test]
fn a_cost_may_have_a_decimal_comma() {
    let cost = |text: &str| tell(&format!("wamid;campaign;price\nwamid.A=;spring;{text}\n")).messages.len();
    let told = tell("wamid;campaign;price\nwamid.A=;spring;0,0529\n");
    assert_eq!((told.only().1.cost, cost("1.234,5"), cost("1,2,3")), (Some(52_900), 0, 0));
}

#[test]
fn an_author_is_a_word_beside_agents_and_else_may_be_an_agents_name() {
    let told = |text: &str| {
        let told = tell(text);
        let (_, profile) = told.only();
        (profile.author, told.texts(&profile)[3].clone(), told.unknown().join("; "))
    };
    let found = |author, agent: &str| (Some(author), agent.to_owned(), String::new());
    assert_eq!(told("message_id,author,agent\nwamid.A=,Bot,\n"), found(Author::Bot, ""));
    assert_eq!(told("message_id,author,agent\nwamid.A=,,Ann\n"), found(Author::Agent, "Ann"));
    assert_eq!(told("message_id,author\nwamid.A=,campaign\n"), found(Author::Campaign, ""));
    assert_eq!(told("message_id,author\nwamid.A=,Ann\n"), found(Author::Agent, "Ann"));
    assert_eq!(told(r#"{"wamid":"wamid.A=","author":"bot","agent":"Ann"}"#), found(Author::Bot, "Ann"));
    assert_eq!(told("message_id,author,agent\nwamid.A=,crm,\n"), (None, String::new(), "author `crm`".to_owned()));
}

#[test]
fn states_and_their_times_are_honoured() {
    let header = "wamid,category,status,delivered,read_at,failed_at,error";
    let state = |row: &str| {
        let told = tell(&format!("{header}\n{row}\n"));
        let (message, profile) = told.only();
        (message.status, message.times.read.get(), profile.error_code)
    };
    assert_eq!(state("wamid.A=,MARKETING,Delivered,,,,"), (Status::Delivered, None, None));
    assert_eq!(state("wamid.A=,utility,sent,yes,null,-,"), (Status::Delivered, None, None));
    assert_eq!(state("wamid.A=,utility,sent,true,1790848801,,"), (Status::Read, Some(1_790_848_801_000), None));
    assert_eq!(state("wamid.A=,utility,failed,no,,,131026"), (Status::Failed, None, Some(131_026)));
    assert_eq!(tell("wamid,category\nwamid.A=,AUTHENTICATION\n").only().1.category, Some(Category::Authentication));
}

#[test]
fn malformed_rows_are_rejected_with_their_reason_and_odd_values_counted() {
    let mut told = tell(
        "message_id,phone,campaign,sent_at,cost\n\
         wamid.A=,1.555E+10,spring,,\n\
         wamid.B=,1\n\
         wamid.C=,15550002222,spring,yesterday,\n\
         wamid.D=,15550002222,spring,,0;05\n\
         ,15550002222,spring,,\n",
    );
    assert_eq!((told.messages.len(), told.counts()), (1, [5, 1, 3]));
    assert_eq!(told.customer(), "");
    assert_eq!(told.unknown(), ["customer in scientific notation left out: export it as text"]);
    let reasons: Vec<&str> =
        told.intake.accounts.rejections.iter().map(|rejection| rejection.reason.as_str()).collect();
    assert_eq!(reasons[0], "a row of 2 values, expected 5 as in the header");
    assert!(reasons[1].starts_with("the time of sending cannot be read"), "{reasons:?}");
    assert!(reasons[2].starts_with("the cost is no plain decimal number"), "{reasons:?}");
}

#[test]
fn quoted_ids_and_inbound_rows_are_handled() {
    let mut told =
        tell("sid,direction,price\n\"SM1\",outbound-api,-0.005\n\"S\"\"M2\",outbound-reply,\nSM3,inbound,-0.001\n");
    assert_eq!((told.messages.len(), told.counts()), (2, [3, 1, 0]));
    assert_eq!(told.intake.kept_ids.len(), 1);
}

#[test]
fn other_tables_are_not_recognised() {
    for text in [
        "message_id,customer,direction,campaign\na,1,outbound,x\n",
        "id,campaign,sent,delivered\n1,spring,100,90\n",
        "name,campaign\nAnn,spring\n",
        "message_id,text\na,b\n",
        "at,customer,message_id,campaign,url\n2026-10-01T10:00:00Z,1,a,spring,https://x\n",
        "",
    ] {
        assert!(recognise(&sample(text), &Rules::default()).is_none(), "{text}");
    }
}

#[test]
fn words_of_a_line_belong_to_the_value_behind_them_else_to_the_whole_line() {
    let send = |number: usize| format!(r#"{{"wamid":"wamid.{number}=","template":"offer"}}"#);
    let told = tell(&format!("phone: 15550002222 {} to=15550003333 {}, {}\n{}\n", send(0), send(1), send(2), send(3)));
    let customer = |message: &Message| match message.customer.is_none() {
        true => String::new(),
        false => told.names.customers.text(message.customer),
    };
    let customers: Vec<String> = told.messages.iter().map(customer).collect();
    assert_eq!(customers, ["15550002222", "15550003333", "15550002222", ""]);
}

#[test]
fn a_file_of_one_line_is_looked_through_once() {
    let send = |number: usize| format!(r#"{{"wamid":"wamid.{number}=","template":"offer"}}"#);
    let sends: Vec<String> = (0..20_000).map(send).collect();
    assert_eq!(tell(&format!("[{}]", sends.join(","))).messages.len(), 20_000);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(pieces in proptest::collection::vec((0_usize..6, 0_usize..300, ".{0,6}"), 1..12)) {
        let quoted = serde_json::to_string(ANSWER).unwrap();
        let sources = [ANSWER, &quoted, "phone: +1 555 000 2222 | ", "[2026-10-01T10:00:01Z] ", "{\"wamid\":\"a\",\"campaign\":", "\n"];
        let cut = |(source, length, noise): &(usize, usize, String)| {
            sources[*source].chars().take(*length).collect::<String>() + noise
        };
        let text: String = pieces.iter().map(cut).collect();
        let (names, rules) = (Names::default(), IntakeRules::default());
        let mut intake = Intake::new(&names, &rules);
        let block = Block { input: 0, offset: 0, bytes: text.into_bytes(), id_text: IdText::InFile, last: true };
        text::read(&block, &TimeRules::default(), &mut intake);
        let account = intake.accounts.inputs.first().copied().unwrap_or_default();
        proptest::prop_assert_eq!(account.used(), intake.messages.len() as u64);
    }
}
