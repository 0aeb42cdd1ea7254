//! Rows of the messages table.
//!
//! Not responsible for states that a row leaves open: those are settled when its whole input is known (`merge`).

use super::row::{Reason, Row, Taker, text};
use crate::tables::columns::MESSAGES;
use crate::tables::intake::Keys;
use crate::tables::message::{MessageDraft, RecordKind};
use crate::tables::values::{Author, Category, Direction, MessageType, Sentiment, Status};

/// Whether a column tells rows apart. All others describe: millions of messages share a few thousand descriptions.
pub const fn is_key(column: usize) -> bool {
    const KEYS: [usize; 11] = [
        column!(MESSAGES.message_id),
        column!(MESSAGES.conversation_id),
        column!(MESSAGES.customer),
        column!(MESSAGES.at),
        column!(MESSAGES.sent_at),
        column!(MESSAGES.delivered_at),
        column!(MESSAGES.read_at),
        column!(MESSAGES.failed_at),
        column!(MESSAGES.clicked_at),
        column!(MESSAGES.reply_to),
        column!(MESSAGES.text),
    ];
    let mut number = 0;
    while number < KEYS.len() && KEYS[number] != column {
        number += 1;
    }
    number < KEYS.len()
}

/// Hands a row to the intake.
#[inline]
pub fn take(row: &impl Row, taker: &mut Taker) {
    let likeness = row.likeness();
    if let Some(description) = likeness.and_then(|likeness| taker.intake.description(likeness))
        && !description.is_changed_by(row.cell(column!(MESSAGES.text)))
        // Where that fails, reading all columns in their order tells why.
        && let Ok(keys) = read_keys(row, taker)
        && !(keys.message_id.is_empty() && keys.customer.is_empty())
    {
        let (origin, id_text) = taker.origin_of(row, keys.message_id);
        let record = record_of(row, description.gist.status);
        return taker.intake.message_described(record, origin, id_text, &keys, description);
    }
    taker.noted = false;
    let mut draft = MessageDraft::default();
    if let Err(reason) = fill(&mut draft, row, taker).and_then(|()| check(&draft)) {
        return taker.reject(row, &reason);
    }
    // What was noted must be noted again for the next row like it.
    let likeness = likeness.filter(|_| !taker.noted);
    let (origin, id_text) = taker.origin_of(row, draft.message_id);
    taker.intake.message_like(record_of(row, draft.status), origin, id_text, &draft, likeness);
}

/// Sets the draft's field that a column stands for. The comparisons become one jump.
macro_rules! set {
    ($draft:ident, $column:ident; $($name:ident => $field:ident = $value:expr,)+) => {
        match $column {
            $(place if place == column!(MESSAGES.$name) => $draft.$field = $value,)+
            _ => {}
        }
    };
}

#[inline]
fn fill<'row>(draft: &mut MessageDraft<'row>, row: &'row impl Row, taker: &mut Taker) -> Result<(), Reason> {
    for &column in taker.places {
        if row.is_empty(column) {
            continue;
        }
        set!(draft, column;
            message_id => message_id = text(row, column),
            conversation_id => conversation_id = text(row, column),
            customer => customer = text(row, column),
            business => business = text(row, column),
            direction => direction = taker.word(row, column, Direction::from_word),
            author => author = taker.word(row, column, Author::from_word),
            agent => agent = text(row, column),
            team => team = text(row, column),
            type => kind = taker.word(row, column, MessageType::from_word),
            at => at = taker.time(row, column)?,
            sent_at => sent_at = taker.time(row, column)?,
            delivered_at => delivered_at = taker.time(row, column)?,
            read_at => read_at = taker.time(row, column)?,
            failed_at => failed_at = taker.time(row, column)?,
            status => status = taker.word(row, column, Status::from_word),
            error_code => error_code = taker.integer(row, column).and_then(|code| u32::try_from(code).ok()),
            reply_to => reply_to = text(row, column),
            template => template = text(row, column),
            category => category = taker.word(row, column, Category::from_word),
            campaign => campaign = text(row, column),
            variant => variant = text(row, column),
            segment => segment = text(row, column),
            country => country = text(row, column),
            language => language = text(row, column),
            billable => billable = taker.boolean(row, column),
            cost => cost = taker.decimal(row, column),
            currency => currency = text(row, column),
            text => text = row.cell(column),
            clicked_at => clicked_at = taker.time(row, column)?,
            button => button = text(row, column),
            step => step = text(row, column),
            final => final_step = taker.boolean(row, column),
            fallback => fallback = taker.boolean(row, column),
            followup => followup = taker.boolean(row, column),
            sentiment => sentiment = taker.word(row, column, Sentiment::from_word),
        );
    }
    draft.customer_alias = row.alias();
    Ok(())
}

/// [`fill`] for the columns that tell rows apart, one by one: what comes next is always the same.
#[inline]
fn read_keys<'row>(row: &'row impl Row, taker: &mut Taker) -> Result<Keys<'row>, Reason> {
    Ok(Keys {
        message_id: text(row, column!(MESSAGES.message_id)),
        conversation_id: text(row, column!(MESSAGES.conversation_id)),
        customer: text(row, column!(MESSAGES.customer)),
        customer_alias: row.alias(),
        reply_to: text(row, column!(MESSAGES.reply_to)),
        at: taker.time(row, column!(MESSAGES.at))?,
        sent_at: taker.time(row, column!(MESSAGES.sent_at))?,
        delivered_at: taker.time(row, column!(MESSAGES.delivered_at))?,
        read_at: taker.time(row, column!(MESSAGES.read_at))?,
        failed_at: taker.time(row, column!(MESSAGES.failed_at))?,
        clicked_at: taker.time(row, column!(MESSAGES.clicked_at))?,
    })
}

fn check(draft: &MessageDraft) -> Result<(), Reason> {
    if draft.direction.is_none() {
        return Err("the direction is neither inbound nor outbound: write one of the two".into());
    }
    if draft.message_id.is_empty() && draft.customer.is_empty() {
        return Err("neither a message_id nor a customer: one of them is needed".into());
    }
    Ok(())
}

/// What a row is. Of those that tell of one state each, the same state of the same message is a duplicate.
#[inline]
fn record_of(row: &impl Row, status: Option<Status>) -> RecordKind {
    match status {
        _ if !row.is_event() => RecordKind::Message,
        Some(Status::Sent) => RecordKind::StatusSent,
        Some(Status::Delivered) => RecordKind::StatusDelivered,
        Some(Status::Read) => RecordKind::StatusRead,
        Some(Status::Failed) => RecordKind::StatusFailed,
        Some(Status::Pending | Status::Unknown) | None => RecordKind::StatusOther,
    }
}
