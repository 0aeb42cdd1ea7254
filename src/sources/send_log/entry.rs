//! One send as its log tells it, whatever the log's form: values by column become a message.
//!
//! Not responsible for finding the values (`table`, `text`).

use std::borrow::Cow;

use super::columns::{COLUMNS, Column};
use crate::sources::callback::Callback;
use crate::sources::category;
use crate::sources::json::{shown, text_of};
use crate::sources::values::{TimeProblem, TimeRules, boolean, decimal_millionths, is_null, time};
use crate::sources::words;
use crate::tables::identity;
use crate::tables::intake::{IdText, Intake};
use crate::tables::message::{MessageDraft, Millis, Origin, RecordKind};
use crate::tables::values::{Author, Category, Direction, Status};

/// The values of one send; empty = nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry<'a> {
    values: [Cow<'a, str>; COLUMNS],
}

/// The columns that hold times, and what each is called.
const MOMENTS: [(Column, &str); 5] = [
    (Column::Sent, "time of sending"),
    (Column::Delivered, "time of delivery"),
    (Column::Read, "time of reading"),
    (Column::Failed, "time of failure"),
    (Column::Clicked, "time of the click"),
];

/// Why a send is of no use or not understood.
enum Problem {
    Ignore(&'static str),
    Reject(String),
}

impl<'a> Entry<'a> {
    /// The value of a column.
    pub(super) fn get(&self, column: Column) -> &str {
        &self.values[column as usize]
    }

    /// Sets the value of a column; a spelling of "nothing" is none.
    pub(super) fn set(&mut self, column: Column, value: Cow<'a, str>) {
        self.values[column as usize] = if is_null(&value) { Cow::Borrowed("") } else { trimmed(value) };
    }

    /// Sets the value of a column that has none.
    pub(super) fn set_missing(&mut self, column: Column, value: Cow<'a, str>) {
        if self.get(column).is_empty() {
            self.set(column, value);
        }
    }

    /// Sets who wrote: a word for a kind of author, or, where no column names agents, an agent's name.
    pub(super) fn set_author(&mut self, value: Cow<'a, str>, names_agents: bool) {
        if names_agents || author(value.trim()).is_some() {
            self.set_missing(Column::Author, value);
        } else {
            self.set_missing(Column::Agent, value);
        }
    }

    /// Hands the send to the intake. `text` is the record as it stands in the file.
    pub(super) fn hand_in(&self, place: (Origin, IdText), text: &[u8], rules: &TimeRules, intake: &mut Intake) {
        let (origin, id_text) = place;
        let callback = Callback::parse(self.get(Column::Callback));
        match self.draft(&callback, rules, &mut |what| intake.note_unknown(origin.input(), what)) {
            Ok(draft) => intake.message(RecordKind::Send, origin, id_text, &draft),
            Err(Problem::Ignore(reason)) => intake.ignore(origin, reason, None),
            Err(Problem::Reject(reason)) => intake.reject(origin, &reason, &text_of(text)),
        }
    }

    fn draft<'d>(
        &'d self,
        callback: &'d Callback,
        rules: &TimeRules,
        note: &mut dyn FnMut(&str),
    ) -> Result<MessageDraft<'d>, Problem> {
        if is_inbound(self.get(Column::Direction)) {
            return Err(Problem::Ignore("inbound row: no send"));
        }
        if self.get(Column::MessageId).is_empty() {
            return Err(Problem::Ignore("no message id: not accepted, or not logged"));
        }
        let either =
            |column: Column, other: &'d str| if self.get(column).is_empty() { other } else { self.get(column) };
        let [sent, delivered, read, failed, clicked] = self.moments(rules, note)?;
        let mut status = self.status(note);
        for (moment, state) in [(&delivered, Status::Delivered), (&read, Status::Read), (&failed, Status::Failed)] {
            if moment.happened {
                status = status.max(state);
            }
        }
        let code = self.get(Column::Error);
        Ok(MessageDraft {
            message_id: self.get(Column::MessageId),
            customer: self.customer(note),
            business: self.get(Column::Business),
            direction: Some(Direction::Outbound),
            status: Some(status),
            author: self.author(note),
            category: self.category(note),
            sent_at: sent.at,
            delivered_at: delivered.at,
            read_at: read.at,
            failed_at: failed.at,
            clicked_at: clicked.at,
            error_code: code.strip_suffix(".0").unwrap_or(code).parse().ok().filter(|&code| code != 0),
            template: either(Column::Template, &callback.template),
            campaign: either(Column::Campaign, &callback.campaign),
            variant: either(Column::Variant, &callback.variant),
            segment: either(Column::Segment, &callback.segment),
            agent: either(Column::Agent, &callback.agent),
            team: either(Column::Team, &callback.team),
            country: self.country(),
            language: self.get(Column::Language),
            billable: boolean(self.get(Column::Billable)),
            cost: self.cost()?,
            currency: self.get(Column::Currency),
            ..MessageDraft::default()
        })
    }

    /// What must be asked before the times of this send can be read: a zone, or the order of day and month.
    pub(super) fn question(&self, rules: &TimeRules) -> Option<String> {
        MOMENTS.iter().find_map(|&(column, name)| match time(self.get(column), rules) {
            Err(problem @ (TimeProblem::NeedsZone | TimeProblem::Ambiguous)) => Some(format!("{name}: {problem}")),
            _ => None,
        })
    }

    /// The times of sending, delivery, reading, failure and click.
    fn moments(&self, rules: &TimeRules, note: &mut dyn FnMut(&str)) -> Result<[Moment; 5], Problem> {
        let mut moments = [Moment::default(); 5];
        for (moment, (column, name)) in moments.iter_mut().zip(MOMENTS) {
            *moment = Moment::read(self.get(column), name, rules, note)?;
        }
        Ok(moments)
    }

    /// The stated state; "accepted" where nothing is stated.
    fn status(&self, note: &mut dyn FnMut(&str)) -> Status {
        let word = self.get(Column::Status).to_lowercase();
        match words::status(&word) {
            Some(Status::Unknown) | None if word.is_empty() => Status::Pending,
            Some(status) => status,
            None => {
                note(&format!("status {}", shown(&word)));
                Status::Pending
            }
        }
    }

    fn author(&self, note: &mut dyn FnMut(&str)) -> Option<Author> {
        let word = self.get(Column::Author);
        let author = author(word);
        if author.is_none() && !word.is_empty() {
            note(&format!("author {}", shown(word)));
        }
        author
    }

    fn category(&self, note: &mut dyn FnMut(&str)) -> Option<Category> {
        let word = self.get(Column::Category);
        category::category(word).unwrap_or_else(|| {
            note(&format!("category {}", shown(word)));
            None
        })
    }

    /// The customer; one that a spreadsheet has damaged is left out, since the message id still joins the send.
    fn customer(&self, note: &mut dyn FnMut(&str)) -> &str {
        let customer = self.get(Column::Customer);
        if identity::check(customer).is_ok() {
            return customer;
        }
        note("customer in scientific notation left out: export it as text");
        ""
    }

    /// A country as two letters; anything else is a dialling code or a name.
    fn country(&self) -> &str {
        let country = self.get(Column::Country);
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_code { country } else { "" }
    }

    /// The cost, whichever sign and decimal mark it is written with.
    fn cost(&self) -> Result<Option<i64>, Problem> {
        let text = self.get(Column::Cost);
        if text.is_empty() {
            return Ok(None);
        }
        let decimal_comma = !text.contains('.') && text.matches(',').count() == 1;
        let plain = if decimal_comma { Cow::Owned(text.replace(',', ".")) } else { Cow::Borrowed(text) };
        match decimal_millionths(&plain) {
            Some(cost) => Ok(Some(cost.saturating_abs())),
            None => Err(Problem::Reject("the cost is no plain decimal number, expected one such as 0.0529".to_owned())),
        }
    }
}

fn trimmed(value: Cow<'_, str>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Who may write what a business sends.
fn author(word: &str) -> Option<Author> {
    Author::from_word(&word.to_ascii_lowercase()).filter(|author| *author != Author::Customer)
}

fn is_inbound(word: &str) -> bool {
    ["inbound", "incoming", "in", "received", "mo"].iter().any(|inbound| word.eq_ignore_ascii_case(inbound))
}

/// Whether something happened, and when.
#[derive(Clone, Copy, Default)]
struct Moment {
    happened: bool,
    at: Option<Millis>,
}

impl Moment {
    /// A time, or a plain "yes". In log text a time that could be read two ways is left out: webhooks know it.
    fn read(text: &str, name: &str, rules: &TimeRules, note: &mut dyn FnMut(&str)) -> Result<Moment, Problem> {
        if let Some(happened) = boolean(text) {
            return Ok(Moment { happened, at: None });
        }
        match time(text, rules) {
            Ok(at) => Ok(Moment { happened: at.is_some(), at }),
            Err(TimeProblem::NeedsZone) => {
                note("naive time left out: give --input-tz");
                Ok(Moment { happened: true, at: None })
            }
            Err(TimeProblem::Ambiguous) => {
                note("date that could be read two ways left out: give --date-order");
                Ok(Moment { happened: true, at: None })
            }
            Err(problem) => Err(Problem::Reject(format!("the {name} cannot be read: {problem}"))),
        }
    }
}
