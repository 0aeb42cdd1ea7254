//! Rows of the tables of what came of it and what it cost: orders, surveys, spend, aggregates.
//!
//! Not responsible for what later than as_of means (the intake) nor for merging rows of one key.

use super::row::{Reason, Row, Taker, text};
use super::tables::{missing, needed, needed_time};
use crate::sources::values;
use crate::tables::columns::*;
use crate::tables::message::Millis;
use crate::tables::rows::*;
use crate::tables::values::{Category, SurveyKind};

pub(super) fn order(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let draft = OrderDraft {
        order_id: needed(row, &ORDERS, column!(ORDERS.order_id))?,
        customer: needed(row, &ORDERS, column!(ORDERS.customer))?,
        at: needed_time(row, taker, &ORDERS, column!(ORDERS.at))?,
        kind: text(row, column!(ORDERS.kind)),
        value: taker.decimal(row, column!(ORDERS.value)),
        currency: text(row, column!(ORDERS.currency)),
        refunded: taker.decimal(row, column!(ORDERS.refunded)),
        campaign: text(row, column!(ORDERS.campaign)),
        message_id: text(row, column!(ORDERS.message_id)),
        conversation_id: text(row, column!(ORDERS.conversation_id)),
    };
    Ok(taker.intake.order(taker.origin(row), &draft)?)
}

pub(super) fn survey(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let kind = text(row, column!(SURVEYS.kind)).to_ascii_lowercase();
    let draft = SurveyDraft {
        survey_id: needed(row, &SURVEYS, column!(SURVEYS.survey_id))?,
        customer: text(row, column!(SURVEYS.customer)),
        conversation_id: text(row, column!(SURVEYS.conversation_id)),
        sent_at: taker.time(row, column!(SURVEYS.sent_at))?,
        at: taker.time(row, column!(SURVEYS.at))?,
        kind: SurveyKind::from_word(&kind).ok_or("the kind is none of csat, nps and ces: write one of them")?,
        score: taker.decimal(row, column!(SURVEYS.score)),
        scale_min: taker.decimal(row, column!(SURVEYS.scale_min)),
        scale_max: taker.decimal(row, column!(SURVEYS.scale_max)),
        agent: text(row, column!(SURVEYS.agent)),
    };
    if draft.customer.is_empty() && draft.conversation_id.is_empty() {
        return Err("neither a customer nor a conversation_id: one of them is needed".into());
    }
    Ok(taker.intake.survey(taker.origin(row), &draft)?)
}

pub(super) fn spend(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    const KINDS: [&str; 4] = ["message", "platform", "agents", "other"];
    let kind = taker.word(row, column!(SPEND.kind), |word| KINDS.into_iter().find(|kind| *kind == word));
    let draft = SpendDraft {
        spend_id: text(row, column!(SPEND.spend_id)),
        since: taker.time(row, column!(SPEND.since))?,
        until: taker.end(row, column!(SPEND.until))?,
        amount: values::decimal_millionths(row.cell(column!(SPEND.amount)))
            .ok_or("the amount is not a plain decimal number: write it like 199.00")?,
        currency: needed(row, &SPEND, column!(SPEND.currency))?,
        campaign: text(row, column!(SPEND.campaign)),
        kind: kind.unwrap_or(""),
        note: text(row, column!(SPEND.note)),
    };
    Ok(taker.intake.spend(taker.origin(row), &draft)?)
}

/// The first and the last instant of counts: a bare date holds its whole day.
fn span(row: &impl Row, taker: &mut Taker) -> Result<(Millis, Millis), Reason> {
    let until = column!(AGGREGATES.until);
    let last = taker.end(row, until)?.ok_or_else(|| missing(&AGGREGATES, until))?;
    let written = needed_time(row, taker, &AGGREGATES, until)?;
    let since = needed_time(row, taker, &AGGREGATES, column!(AGGREGATES.since))?;
    Ok((since, if last == written { written } else { last - 1 }))
}

pub(super) fn aggregate(row: &impl Row, taker: &mut Taker) -> Result<(), Reason> {
    let is_undated = row.may_be_undated() && text(row, column!(AGGREGATES.since)).is_empty();
    let (since, until) = if is_undated { (UNDATED, UNDATED) } else { span(row, taker)? };
    let counts = Counts {
        sent: taker.count(row, column!(AGGREGATES.sent)),
        delivered: taker.count(row, column!(AGGREGATES.delivered)),
        read: taker.count(row, column!(AGGREGATES.read)),
        failed: taker.count(row, column!(AGGREGATES.failed)),
        replied: taker.count(row, column!(AGGREGATES.replied)),
        clicked: taker.count(row, column!(AGGREGATES.clicked)),
        converted: taker.count(row, column!(AGGREGATES.converted)),
        opt_outs: taker.count(row, column!(AGGREGATES.opt_outs)),
    };
    let draft = AggregateDraft {
        since,
        until,
        template: text(row, column!(AGGREGATES.template)),
        campaign: text(row, column!(AGGREGATES.campaign)),
        country: text(row, column!(AGGREGATES.country)),
        category: taker.word(row, column!(AGGREGATES.category), Category::from_word),
        counts: if row.counts_nest() { counts } else { counts.nested() },
        cost: taker.decimal(row, column!(AGGREGATES.cost)),
        currency: text(row, column!(AGGREGATES.currency)),
        revenue: taker.decimal(row, column!(AGGREGATES.revenue)),
    };
    Ok(taker.intake.aggregate(taker.origin(row), &draft)?)
}
