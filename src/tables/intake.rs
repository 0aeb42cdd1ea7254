//! The intake: what a source hands its records to. Drafts become compact rows; what the whole input must know
//! before the walk (names, the latest time, which sources report states) is gathered on the way.
//!
//! One intake a thread; [`Names`] are shared. Not responsible for merging rows of one key (`merge`).

mod messages;
mod outcomes;
mod profile;
mod room;
mod rows;
mod told;

use super::account::Accounts;
use super::bag::Bag;
use super::memo::{BUSINESS, Memo};
use super::message::{Message, Millis, Origin};
use super::profile::Profiles;
use super::rows::{Aggregate, Click, Contact, Conversation, Order, Preference, Spend, Survey, TemplateEvent};
use super::tells::Tells;
use super::texts::{Text, Texts};
use crate::lists::Words;
pub use told::Keys;

/// The interned names of a run, shared by all readers.
#[derive(Default)]
pub struct Names {
    /// Values of dimensions and other repeated texts.
    pub texts: Texts,
    /// Customers as written.
    pub customers: Texts,
    /// Conversation ids.
    pub conversations: Texts,
    /// Profiles of messages.
    pub profiles: Profiles,
}

/// What decides how drafts become rows.
#[derive(Clone, Debug, Default)]
pub struct IntakeRules {
    /// Opt-out words, closing words, words of mood.
    pub words: Words,
    /// Rows later than this have not happened yet.
    pub as_of: Option<Millis>,
    /// Keep every rejected record, not the first ones only.
    pub keep_rejections: bool,
}

/// How to get a message's id back as text, for the rare case of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdText {
    /// It stands in a plain file at the record's position, ended by a delimiter, quote or line end.
    InFile,
    /// It must be kept.
    Keep,
}

/// How many rows wait for the numbers of their names at most: they and their names stay in the processor's cache.
const WAITING: usize = 2048;

/// Everything read so far by one thread.
pub struct Intake<'run> {
    names: &'run Names,
    rules: &'run IntakeRules,
    memo: Memo,
    waits: bool,
    waiting: Vec<Message>,
    /// Message records by hash of their id.
    pub messages: Bag<Message>,
    /// Conversation rows.
    pub conversations: Bag<Conversation>,
    /// Clicks.
    pub clicks: Vec<Click>,
    /// Consent events.
    pub preferences: Vec<Preference>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Pairs of names of one customer.
    pub aliases: Vec<(Text, Text)>,
    /// Orders.
    pub orders: Vec<Order>,
    /// Surveys.
    pub surveys: Vec<Survey>,
    /// Costs that are not in a message.
    pub spends: Vec<(Origin, Spend)>,
    /// Counts that somebody else made.
    pub aggregates: Vec<(Origin, Aggregate)>,
    /// Rows about templates and numbers.
    pub templates: Vec<(Origin, TemplateEvent)>,
    /// Names of one business number: (id, display number).
    pub business_names: Vec<(Text, Text)>,
    /// Message ids that cannot be read again from their file.
    pub kept_ids: Vec<(Origin, String)>,
    /// What became of the records.
    pub accounts: Accounts,
    /// The latest time of any row but contacts, aliases and spend.
    pub latest: Option<Millis>,
    /// What was met at all, whatever as_of.
    pub tells: Tells,
    /// Inputs of which some outbound record has a state, `pending` too, whatever as_of: what their rows leave open
    /// was sent.
    pub has_states: Vec<u32>,
    /// Inputs that told of a state beyond "accepted".
    pub reports_states: Vec<u32>,
    /// Inputs that told of a read.
    pub reports_reads: Vec<u32>,
}

impl<'run> Intake<'run> {
    /// An empty intake.
    pub fn new(names: &'run Names, rules: &'run IntakeRules) -> Intake<'run> {
        Intake {
            names,
            rules,
            memo: Memo::default(),
            waits: false,
            waiting: Vec::new(),
            messages: Bag::default(),
            conversations: Bag::default(),
            clicks: Vec::new(),
            preferences: Vec::new(),
            contacts: Vec::new(),
            aliases: Vec::new(),
            orders: Vec::new(),
            surveys: Vec::new(),
            spends: Vec::new(),
            aggregates: Vec::new(),
            templates: Vec::new(),
            business_names: Vec::new(),
            kept_ids: Vec::new(),
            accounts: Accounts::default(),
            latest: None,
            tells: Tells::default(),
            has_states: Vec::new(),
            reports_states: Vec::new(),
            reports_reads: Vec::new(),
        }
    }

    /// Lets messages wait for the numbers of their customers and conversations, until [`Intake::settle`].
    pub fn wait(&mut self) {
        self.waits = true;
    }

    /// Takes in the rows that wait.
    pub fn settle(&mut self) {
        self.waits = false;
        self.answer();
    }

    fn answer(&mut self) {
        let Memo { customers, conversations, new_customers, new_conversations, .. } = &mut self.memo;
        new_customers.answer(customers, &self.names.customers);
        new_conversations.answer(conversations, &self.names.conversations);
        for mut message in self.waiting.drain(..) {
            message.customer = new_customers.answered(message.customer);
            message.conversation = new_conversations.answered(message.conversation);
            self.messages.push(Bag::<Message>::part_of(message.id()), message);
        }
    }

    fn customer(&mut self, customer: &str, alias: &str) -> Text {
        let named = self.memo.customers.text(customer, &self.names.customers);
        if alias.is_empty() {
            return named;
        }
        let other = self.memo.customers.text(alias, &self.names.customers);
        if named.is_none() {
            return other;
        }
        if self.memo.last_alias != (named, other) {
            self.memo.last_alias = (named, other);
            self.aliases.push((named, other));
        }
        named
    }

    /// Notes a time that the input tells of.
    fn see(&mut self, origin: Origin, time: Option<Millis>) {
        let Some(time) = time else { return };
        self.latest = self.latest.max(Some(time));
        self.accounts.of(origin.input()).see(time);
    }

    /// Whether a row's own time is not later than as_of; a later one is ignored and counted.
    fn happened(&mut self, origin: Origin, time: Option<Millis>) -> bool {
        let late = time.zip(self.rules.as_of).is_some_and(|(time, limit)| time > limit);
        if late {
            self.accounts.ignore(origin.input(), "later than as-of");
        }
        !late
    }

    /// Says that a business number has an id and a display number.
    pub fn business_name(&mut self, id: &str, display: &str) {
        let pair = (self.memo.text(12, id, &self.names.texts), self.memo.text(BUSINESS, display, &self.names.texts));
        if self.memo.last_business != pair && !pair.0.is_none() && !pair.1.is_none() {
            self.memo.last_business = pair;
            push_once(&mut self.business_names, pair);
        }
    }

    /// Counts a record that is understood and of no use here; `time` still counts towards as_of.
    pub fn ignore(&mut self, origin: Origin, reason: &str, time: Option<Millis>) {
        if self.happened(origin, time) {
            self.see(origin, time);
            self.accounts.ignore(origin.input(), reason);
        }
    }

    /// Counts a record that was not understood. `reason` must hold no personal data; `text` is the record itself.
    pub fn reject(&mut self, origin: Origin, reason: &str, text: &str) {
        self.accounts.reject(origin, reason, text, self.rules.keep_rejections);
    }

    /// Counts a field, type, state or word that nobody knows.
    pub fn note_unknown(&mut self, input: u32, what: &str) {
        self.accounts.note_unknown(input, what);
    }

    /// Puts what another thread read behind this.
    pub fn append(&mut self, mut other: Intake<'run>) {
        other.settle();
        self.messages.append(other.messages);
        self.conversations.append(other.conversations);
        self.clicks.extend(other.clicks);
        self.preferences.extend(other.preferences);
        self.contacts.extend(other.contacts);
        self.aliases.extend(other.aliases);
        self.orders.extend(other.orders);
        self.surveys.extend(other.surveys);
        self.spends.extend(other.spends);
        self.aggregates.extend(other.aggregates);
        self.templates.extend(other.templates);
        self.business_names.extend(other.business_names);
        self.kept_ids.extend(other.kept_ids);
        self.accounts.merge(other.accounts);
        self.latest = self.latest.max(other.latest);
        self.tells.merge(other.tells);
        self.has_states.extend(other.has_states);
        self.reports_states.extend(other.reports_states);
        self.reports_reads.extend(other.reports_reads);
    }
}

#[inline]
fn push_once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if list.last() != Some(&value) && !list.contains(&value) {
        list.push(value);
    }
}
