//! The intake of the smaller tables: conversations, clicks, consent events, contacts, aliases, templates.
//!
//! Not responsible for messages (the intake itself) nor for orders, surveys, spend and aggregates (`outcomes`).

use super::Intake;
use crate::tables::bag::PARTS;
use crate::tables::identity;
use crate::tables::memo::{AGENT, BUSINESS, CAMPAIGN, CURRENCY, SEGMENT, TEAM};
use crate::tables::message::{Millis, Origin, id_hash};
use crate::tables::rows::*;

impl Intake<'_> {
    /// Takes a row of the conversations table.
    pub fn conversation(&mut self, origin: Origin, draft: &ConversationDraft) {
        if let Err(reason) = identity::check(draft.customer) {
            return self.reject(origin, reason, "");
        }
        let Intake { memo, names, .. } = self;
        let mut row = Conversation {
            conversation: names.conversations.intern(draft.conversation_id),
            customer: names.customers.intern(draft.customer),
            business: memo.text(BUSINESS, draft.business, &names.texts),
            agent: memo.text(AGENT, draft.agent, &names.texts),
            team: memo.text(TEAM, draft.team, &names.texts),
            campaign: memo.text(CAMPAIGN, draft.campaign, &names.texts),
            segment: memo.text(SEGMENT, draft.segment, &names.texts),
            details: ConversationDetails {
                currency: memo.text(CURRENCY, draft.currency, &names.texts),
                ..draft.details
            },
            started_at: draft.started_at,
            first_response_at: draft.first_response_at,
            resolved_at: draft.resolved_at,
            reopened_at: draft.reopened_at,
            closed_at: draft.closed_at,
            handoff_at: draft.handoff_at,
            resolved: draft.resolved || draft.details.resolutions.is_some_and(|count| count > 0),
            is_event: draft.is_event,
            origin,
        };
        self.tells.see_conversation(draft);
        if !self.happened(origin, row.own_time()) {
            return;
        }
        if let Some(limit) = self.rules.as_of {
            row.rewind(limit);
        }
        row.times().into_iter().for_each(|time| self.see(origin, time));
        self.accounts.of(origin.input()).records += 1;
        self.conversations.push(row.conversation.0 as usize % PARTS, row);
    }

    /// Takes a click. One without a time is rejected.
    pub fn click(&mut self, origin: Origin, draft: &ClickDraft) {
        let Some(at) = self.dated(origin, draft.at, draft.customer, "click") else { return };
        self.clicks.push(Click {
            at,
            customer: self.names.customers.intern(draft.customer),
            message: if draft.message_id.is_empty() { 0 } else { id_hash(draft.message_id) },
            campaign: self.names.texts.intern(draft.campaign),
            url: self.names.texts.intern(draft.url),
            origin,
        });
    }

    /// Takes a consent event. One without a time, a customer or an event is rejected.
    pub fn preference(&mut self, origin: Origin, draft: &PreferenceDraft) {
        let Some(event) = draft.event else {
            return self.reject(origin, "no consent event: expected opt_in, opt_out, resume, block or unblock", "");
        };
        if draft.customer.is_empty() && draft.customer_alias.is_empty() {
            return self.reject(origin, "no customer", "");
        }
        self.tells.opt_ins = true;
        let Some(at) = self.dated(origin, draft.at, draft.customer, "consent event") else { return };
        let customer = self.customer(draft.customer, draft.customer_alias);
        let scope = self.names.texts.intern(draft.scope);
        self.preferences.push(Preference { at, customer, event, scope, origin });
    }

    /// A required time: counts the record, or rejects or ignores it.
    fn dated(&mut self, origin: Origin, at: Option<Millis>, customer: &str, what: &str) -> Option<Millis> {
        if let Err(reason) = identity::check(customer) {
            self.reject(origin, reason, "");
            return None;
        }
        let Some(at) = at else {
            self.reject(origin, &format!("{what} without a time"), "");
            return None;
        };
        if !self.happened(origin, Some(at)) {
            return None;
        }
        self.see(origin, Some(at));
        self.accounts.of(origin.input()).records += 1;
        Some(at)
    }

    /// Takes a contact.
    pub fn contact(&mut self, origin: Origin, draft: &ContactDraft) {
        if let Err(reason) = identity::check(draft.customer) {
            return self.reject(origin, reason, "");
        }
        if draft.customer.is_empty() {
            return self.reject(origin, "no customer", "");
        }
        let names = self.names;
        let contact = Contact {
            customer: names.customers.intern(draft.customer),
            segment: names.texts.intern(draft.segment),
            country: names.texts.intern(draft.country),
            language: names.texts.intern(draft.language),
            consent_at: draft.consent_at,
            created_at: draft.created_at,
            origin,
        };
        self.accounts.of(origin.input()).records += 1;
        self.tells.opt_ins |= contact.consent_at.is_some();
        self.contacts.push(contact);
    }

    /// Takes a second name of a customer.
    pub fn alias(&mut self, origin: Origin, alias: &str, customer: &str) {
        for name in [alias, customer] {
            if let Err(reason) = identity::check(name) {
                return self.reject(origin, reason, "");
            }
            if name.is_empty() {
                return self.reject(origin, "an alias needs two names", "");
            }
        }
        self.accounts.of(origin.input()).records += 1;
        self.aliases.push((self.names.customers.intern(alias), self.names.customers.intern(customer)));
    }

    /// Takes a row about a template or a number.
    pub fn template(&mut self, origin: Origin, draft: &TemplateDraft) {
        if draft.template.is_empty() && draft.business.is_empty() {
            return self.reject(origin, "neither a template nor a number", "");
        }
        if !self.happened(origin, draft.at) {
            return;
        }
        self.see(origin, draft.at);
        self.accounts.of(origin.input()).records += 1;
        let texts = &self.names.texts;
        let event = TemplateEvent {
            at: draft.at,
            template: texts.intern(draft.template),
            business: texts.intern(draft.business),
            event: texts.intern(draft.event),
            rating: draft.rating,
            category: draft.category,
            language: texts.intern(draft.language),
            buttons: draft.buttons,
        };
        self.templates.push((origin, event));
    }
}
