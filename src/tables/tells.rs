//! What an input tells of at all, whatever as_of: rows that have not happened yet count here, too.
//!
//! A figure whose input no file has is no zero but no value. Not responsible for which figure needs what.

use super::intake::Keys;
use super::likeness::Gist;
use super::message::{MessageDraft, Millis};
use super::rows::{ConversationDetails, ConversationDraft};
use super::values::{Author, Direction, MessageType};

/// Which kinds of facts were met while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tells {
    /// Some message.
    pub messages: bool,
    /// Some consent event or recorded consent.
    pub opt_ins: bool,
    /// Some row of the orders table.
    pub orders: bool,
    /// Some row of the surveys table.
    pub surveys: bool,
    /// Some conversation says whether it ended in a purchase or made a lead.
    pub conversions: bool,
    /// Some conversation has a survey's answer.
    pub scores: bool,
    /// Some message has a cost.
    pub costs: bool,
    /// Some message says whether it is billed, or has a cost.
    pub billing: bool,
    /// Some conversation has a status, a time of resolution or a number of resolutions.
    pub resolutions: bool,
    /// Some message has a step of a flow.
    pub steps: bool,
    /// Some message's step finishes its flow.
    pub final_steps: bool,
    /// Some message is a bot's, or some conversation says whether it had one.
    pub bots: bool,
    /// Some conversation was handed off.
    pub handoffs: bool,
    /// Some message says whether it was "not understood".
    pub fallbacks: bool,
    /// Some message is an automated follow-up.
    pub followups: bool,
    /// Some message of a customer has a text or a sentiment.
    pub sentiment: bool,
    /// Some row of the aggregates table.
    pub aggregates: bool,
    /// Some row of the aggregates table has a cost.
    pub aggregate_costs: bool,
    /// When the first message was sent or received.
    pub first_message: Option<Millis>,
    /// When the first inbound message came.
    pub first_visit: Option<Millis>,
    /// When the first purchase was made.
    pub first_purchase: Option<Millis>,
}

impl Tells {
    /// Notes what a message record tells.
    #[inline]
    pub(super) fn see_message(&mut self, draft: &MessageDraft) {
        self.messages = true;
        self.bots |= draft.author == Some(Author::Bot);
        self.costs |= draft.cost.is_some();
        self.billing |= draft.cost.is_some() | draft.billable.is_some();
        self.steps |= !draft.step.is_empty();
        self.final_steps |= draft.final_step == Some(true);
        self.fallbacks |= draft.fallback.is_some();
        self.followups |= draft.followup == Some(true);
        let says = draft.sentiment.is_some() | !draft.text.is_empty();
        let inbound = draft.direction == Some(Direction::Inbound);
        self.sentiment |= says & inbound;
        self.see_time(Gist::of(draft), draft.at.or(draft.sent_at));
    }

    /// Notes what a message record tells whose description was met before.
    #[inline]
    pub(super) fn see_keys(&mut self, gist: Gist, keys: &Keys) {
        self.see_time(gist, keys.at.or(keys.sent_at));
    }

    #[inline]
    fn see_time(&mut self, gist: Gist, at: Option<Millis>) {
        if !gist.kind.is_some_and(MessageType::is_event) {
            let inbound = gist.direction == Some(Direction::Inbound);
            self.first_message = earliest(self.first_message, at);
            self.first_visit = earliest(self.first_visit, at.filter(|_| inbound));
        }
    }

    /// Notes a purchase.
    pub(super) fn see_purchase(&mut self, at: Millis) {
        self.first_purchase = earliest(self.first_purchase, Some(at));
    }

    /// Notes what a row of the conversations table tells.
    pub(super) fn see_conversation(&mut self, draft: &ConversationDraft) {
        let ConversationDetails { has_status, resolutions, converted, lead, csat, nps, ces, .. } = draft.details;
        self.resolutions |= has_status || draft.resolved_at.is_some() || resolutions.is_some();
        self.bots |= draft.details.bot.is_some();
        self.handoffs |= draft.handoff_at.is_some();
        self.conversions |= converted.is_some() || lead.is_some();
        if converted == Some(true) {
            let at = draft.closed_at.or(draft.resolved_at).or(draft.started_at);
            self.first_purchase = earliest(self.first_purchase, at);
        }
        self.scores |= csat.is_some() || nps.is_some() || ces.is_some();
    }

    /// Adds what another reader met.
    pub fn merge(&mut self, other: Tells) {
        // Every field is named, so that a new one cannot be forgotten.
        let Tells {
            messages,
            opt_ins,
            orders,
            surveys,
            conversions,
            scores,
            costs,
            billing,
            resolutions,
            steps,
            final_steps,
            bots,
            handoffs,
            fallbacks,
            followups,
            sentiment,
            aggregates,
            aggregate_costs,
            first_message,
            first_visit,
            first_purchase,
        } = other;
        self.first_message = earliest(self.first_message, first_message);
        self.first_visit = earliest(self.first_visit, first_visit);
        self.first_purchase = earliest(self.first_purchase, first_purchase);
        for (mine, others) in [
            (&mut self.messages, messages),
            (&mut self.opt_ins, opt_ins),
            (&mut self.orders, orders),
            (&mut self.surveys, surveys),
            (&mut self.conversions, conversions),
            (&mut self.scores, scores),
            (&mut self.costs, costs),
            (&mut self.billing, billing),
            (&mut self.resolutions, resolutions),
            (&mut self.steps, steps),
            (&mut self.final_steps, final_steps),
            (&mut self.bots, bots),
            (&mut self.handoffs, handoffs),
            (&mut self.fallbacks, fallbacks),
            (&mut self.followups, followups),
            (&mut self.sentiment, sentiment),
            (&mut self.aggregates, aggregates),
            (&mut self.aggregate_costs, aggregate_costs),
        ] {
            *mine |= others;
        }
    }
}

/// The earlier of two times, where there are two.
fn earliest(one: Option<Millis>, other: Option<Millis>) -> Option<Millis> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outbound_text_tells_no_sentiment_and_a_false_flag_tells_of_flags_only() {
        let mut tells = Tells::default();
        let outbound = MessageDraft { direction: Some(Direction::Outbound), text: "great", ..MessageDraft::default() };
        tells.see_message(&MessageDraft { fallback: Some(false), followup: Some(false), ..outbound });
        assert_eq!(tells, Tells { messages: true, fallbacks: true, ..Tells::default() });
    }

    #[test]
    fn merging_keeps_what_either_met() {
        let mut tells = Tells { orders: true, ..Tells::default() };
        tells.merge(Tells { sentiment: true, ..Tells::default() });
        assert_eq!(tells, Tells { orders: true, sentiment: true, ..Tells::default() });
    }
}
