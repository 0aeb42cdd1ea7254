//! The profile of a message record: its texts interned, its words looked at.
//!
//! Not responsible for keys, times and persons (the intake itself).

use super::Intake;
use crate::tables::memo::{AGENT, BUSINESS, CAMPAIGN, CURRENCY, SEGMENT, Said, TEAM};
use crate::tables::message::MessageDraft;
use crate::tables::profile::Profile;
use crate::tables::texts::Text;
use crate::tables::values::{Author, Direction};

impl Intake<'_> {
    /// The number of what a draft tells beside its keys, times and person.
    pub(super) fn profile(&mut self, draft: &MessageDraft) -> u32 {
        let Intake { memo, names, rules, .. } = self;
        let (mut said, mut tapped) = (Said::default(), Said::default());
        if draft.direction == Some(Direction::Inbound) {
            said = memo.said(draft.text, &rules.words);
            tapped = memo.said(draft.button, &rules.words);
        }
        let mut text = |column: usize, value: &str| {
            if value.is_empty() { Text::NONE } else { memo.text(column, value, &names.texts) }
        };
        let profile = Profile {
            business: text(BUSINESS, draft.business),
            agent: text(AGENT, draft.agent),
            team: text(TEAM, draft.team),
            template: text(3, draft.template),
            campaign: text(CAMPAIGN, draft.campaign),
            variant: text(5, draft.variant),
            segment: text(SEGMENT, draft.segment),
            country: text(7, draft.country),
            language: text(8, draft.language),
            button: text(9, draft.button),
            step: text(10, draft.step),
            currency: text(CURRENCY, draft.currency),
            cost: draft.cost,
            error_code: draft.error_code,
            direction: draft.direction,
            author: draft.author.or_else(|| default_author(draft)),
            kind: draft.kind,
            category: draft.category,
            billable: draft.billable,
            final_step: draft.final_step,
            fallback: draft.fallback,
            followup: draft.followup,
            sentiment: draft.sentiment.or(said.mood),
            sentiment_estimated: draft.sentiment.is_none() && said.mood.is_some(),
            opt_out_word: said.opt_out || tapped.opt_out,
            closing_word: said.closing,
        };
        memo.profile(&profile, &names.profiles)
    }
}

/// Inbound rows are the customer's, rows that name an agent the agent's; anything else stays unknown.
fn default_author(draft: &MessageDraft) -> Option<Author> {
    match draft.direction {
        Some(Direction::Inbound) => Some(Author::Customer),
        _ if !draft.agent.is_empty() => Some(Author::Agent),
        _ => None,
    }
}
