//! Rows of the messages table.
//!
//! Not responsible for states that a row leaves open: those are settled when its whole input is known (`merge`).

use super::row::{Reason, Row, Taker, text};
use crate::tables::columns::MESSAGES;
use crate::tables::message::{MessageDraft, RecordKind};
use crate::tables::values::{Author, Category, Direction, MessageType, Sentiment, Status};

/// Hands a row to the intake.
#[inline]
pub fn take(row: &impl Row, taker: &mut Taker) {
    match &draft(row, taker) {
        Ok(draft) => {
            let (origin, id_text) = taker.origin_of(row, draft.message_id);
            taker.intake.message(RecordKind::Message, origin, id_text, draft);
        }
        Err(reason) => taker.reject(row, reason),
    }
}

#[inline]
fn draft<'row>(row: &'row impl Row, taker: &mut Taker) -> Result<MessageDraft<'row>, Reason> {
    let (message_id, customer) = (text(row, column!(MESSAGES.message_id)), text(row, column!(MESSAGES.customer)));
    if message_id.is_empty() && customer.is_empty() {
        return Err("neither a message_id nor a customer: one of them is needed".into());
    }
    let direction = direction(row.cell(column!(MESSAGES.direction)))?;
    Ok(MessageDraft {
        message_id,
        conversation_id: text(row, column!(MESSAGES.conversation_id)),
        customer,
        customer_alias: "",
        business: text(row, column!(MESSAGES.business)),
        direction: Some(direction),
        author: taker.word(row, column!(MESSAGES.author), Author::from_word),
        kind: taker.word(row, column!(MESSAGES.type), MessageType::from_word),
        category: taker.word(row, column!(MESSAGES.category), Category::from_word),
        status: taker.word(row, column!(MESSAGES.status), Status::from_word),
        at: taker.time(row, column!(MESSAGES.at))?,
        sent_at: taker.time(row, column!(MESSAGES.sent_at))?,
        delivered_at: taker.time(row, column!(MESSAGES.delivered_at))?,
        read_at: taker.time(row, column!(MESSAGES.read_at))?,
        failed_at: taker.time(row, column!(MESSAGES.failed_at))?,
        clicked_at: taker.time(row, column!(MESSAGES.clicked_at))?,
        error_code: taker.integer(row, column!(MESSAGES.error_code)).and_then(|code| u32::try_from(code).ok()),
        reply_to: text(row, column!(MESSAGES.reply_to)),
        template: text(row, column!(MESSAGES.template)),
        campaign: text(row, column!(MESSAGES.campaign)),
        variant: text(row, column!(MESSAGES.variant)),
        segment: text(row, column!(MESSAGES.segment)),
        country: text(row, column!(MESSAGES.country)),
        language: text(row, column!(MESSAGES.language)),
        agent: text(row, column!(MESSAGES.agent)),
        team: text(row, column!(MESSAGES.team)),
        billable: taker.boolean(row, column!(MESSAGES.billable)),
        cost: taker.decimal(row, column!(MESSAGES.cost)),
        currency: text(row, column!(MESSAGES.currency)),
        text: row.cell(column!(MESSAGES.text)),
        button: text(row, column!(MESSAGES.button)),
        step: text(row, column!(MESSAGES.step)),
        final_step: taker.boolean(row, column!(MESSAGES.final)),
        fallback: taker.boolean(row, column!(MESSAGES.fallback)),
        followup: taker.boolean(row, column!(MESSAGES.followup)),
        sentiment: taker.word(row, column!(MESSAGES.sentiment), Sentiment::from_word),
    })
}

#[inline]
fn direction(cell: &str) -> Result<Direction, Reason> {
    Direction::from_word(cell)
        .or_else(|| Direction::from_word(&cell.trim().to_ascii_lowercase()))
        .ok_or_else(|| "the direction is neither inbound nor outbound: write one of the two".into())
}
