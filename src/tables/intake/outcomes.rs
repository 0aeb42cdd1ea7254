//! The intake of what came of it and what it cost: orders, surveys, spend, aggregates.
//!
//! A row that must be refused is left to its source, which knows its text. Not responsible for merging rows of one
//! key nor for whose an order or survey is.

use super::Intake;
use crate::tables::identity;
use crate::tables::message::{Millis, Origin, id_hash};
use crate::tables::rows::*;
use crate::tables::texts::Text;

/// The memo's columns (see [`Intake::profile`] for the others).
const CAMPAIGN: usize = 4;
const COUNTRY: usize = 7;
const CURRENCY: usize = 11;
const KIND: usize = 13;

impl Intake<'_> {
    /// Takes an order; one later than as_of is ignored.
    pub fn order(&mut self, origin: Origin, draft: &OrderDraft) -> Result<(), &'static str> {
        identity::check(draft.customer)?;
        self.tells.orders = true;
        if !self.takes(origin, Some(draft.at), None) {
            return Ok(());
        }
        let order = Order {
            order: self.names.texts.intern(draft.order_id),
            customer: self.customer(draft.customer, ""),
            at: draft.at,
            kind: match draft.kind.bytes().all(|byte| byte.is_ascii_lowercase()) {
                true => self.repeated(KIND, draft.kind),
                false => self.repeated(KIND, &draft.kind.to_lowercase()),
            },
            value: draft.value,
            currency: self.repeated(CURRENCY, draft.currency),
            refunded: draft.refunded,
            campaign: self.repeated(CAMPAIGN, draft.campaign),
            message: if draft.message_id.is_empty() { 0 } else { id_hash(draft.message_id) },
            conversation: self.memo.conversations.text(draft.conversation_id, &self.names.conversations),
            origin,
        };
        if draft.kind.is_empty() || draft.kind.eq_ignore_ascii_case("purchase") {
            self.tells.see_purchase(draft.at);
        }
        self.orders.push(order);
        Ok(())
    }

    /// Takes a survey. One sent (else answered) later than as_of is ignored, a later answer has not happened yet.
    pub fn survey(&mut self, origin: Origin, draft: &SurveyDraft) -> Result<(), &'static str> {
        identity::check(draft.customer)?;
        let usual = usual_scale(draft.kind);
        let scale = (draft.scale_min.unwrap_or(usual.0), draft.scale_max.unwrap_or(usual.1));
        if scale.0 >= scale.1 {
            return Err("scale_min is not below scale_max: write the lowest and the highest answer");
        }
        self.tells.surveys = true;
        let mut survey = Survey {
            survey: self.names.texts.intern(draft.survey_id),
            customer: self.customer(draft.customer, ""),
            conversation: self.memo.conversations.text(draft.conversation_id, &self.names.conversations),
            sent_at: draft.sent_at,
            at: draft.at,
            kind: draft.kind,
            score: draft.score,
            scale,
            agent: self.repeated(1, draft.agent),
            origin,
        };
        let own = survey.own_time();
        if let Some(limit) = self.rules.as_of {
            survey.rewind(limit);
        }
        if self.takes(origin, own, survey.at) {
            self.surveys.push(survey);
        }
        Ok(())
    }

    /// Takes a cost that is not in a message. Its times say nothing of as_of.
    pub fn spend(&mut self, origin: Origin, draft: &SpendDraft) -> Result<(), &'static str> {
        if draft.since.zip(draft.until).is_some_and(|(since, until)| until < since) {
            return Err("until lies before since: swap them");
        }
        let names = self.names;
        let spend = Spend {
            spend: names.texts.intern(draft.spend_id),
            since: draft.since,
            until: draft.until,
            amount: draft.amount,
            currency: self.repeated(CURRENCY, draft.currency),
            campaign: self.repeated(CAMPAIGN, draft.campaign),
            kind: self.repeated(KIND, draft.kind),
            note: names.texts.intern(draft.note),
        };
        if self.happened(origin, draft.since.or(draft.until)) {
            self.accounts.of(origin.input()).records += 1;
            self.spends.push((origin, spend));
        }
        Ok(())
    }

    /// Takes counts that somebody else made; those that end later than as_of are ignored.
    pub fn aggregate(&mut self, origin: Origin, draft: &AggregateDraft) -> Result<(), &'static str> {
        if draft.until < draft.since {
            return Err("until lies before since: swap them");
        }
        self.tells.aggregates = true;
        self.tells.aggregate_costs |= draft.cost.is_some();
        let dated = |time: Millis| Some(time).filter(|time| *time != UNDATED);
        if !self.takes(origin, dated(draft.until), dated(draft.since)) {
            return Ok(());
        }
        let aggregate = Aggregate {
            since: draft.since,
            until: draft.until,
            template: self.repeated(3, draft.template),
            campaign: self.repeated(CAMPAIGN, draft.campaign),
            country: self.repeated(COUNTRY, draft.country),
            category: draft.category,
            counts: draft.counts,
            cost: draft.cost,
            currency: self.repeated(CURRENCY, draft.currency),
            revenue: draft.revenue,
        };
        self.aggregates.push((origin, aggregate));
        Ok(())
    }

    /// A value of a column that has few different ones.
    fn repeated(&mut self, column: usize, value: &str) -> Text {
        self.memo.text(column, value, &self.names.texts)
    }

    /// Counts a row and its times, or ignores it where its own time is later than as_of.
    fn takes(&mut self, origin: Origin, own: Option<Millis>, other: Option<Millis>) -> bool {
        let happened = self.happened(origin, own);
        if happened {
            self.see(origin, own);
            self.see(origin, other);
            self.accounts.of(origin.input()).records += 1;
        }
        happened
    }
}
