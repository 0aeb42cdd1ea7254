//! The intake of messages: whether they are used, the state they tell of, and the row that is kept.
//!
//! Not responsible for what they tell beside their keys (`profile`).

use super::told::{Keys, Told};
use super::{IdText, Intake, WAITING, push_once};
use crate::tables::bag::Bag;
use crate::tables::identity;
use crate::tables::ids::derived_id;
use crate::tables::likeness::{Description, Gist, Likeness};
use crate::tables::message::{Message, MessageDraft, Millis, Origin, RecordKind, id_hash};
use crate::tables::values::{Direction, Status};

impl Intake<'_> {
    /// What the cells of a likeness mean, if this intake took such a row lately.
    #[inline]
    pub fn description(&self, likeness: Likeness) -> Option<Description> {
        self.memo.descriptions.get(likeness)
    }

    /// Takes a message record. Counts it as used, ignored (later than as_of) or rejected (a damaged customer).
    pub fn message(&mut self, record: RecordKind, origin: Origin, id_text: IdText, draft: &MessageDraft) {
        self.message_like(record, origin, id_text, draft, None);
    }

    /// [`Intake::message`] for a row that others may be like: the next one's [description](Intake::description) will
    /// be known.
    pub fn message_like(
        &mut self,
        record: RecordKind,
        origin: Origin,
        id_text: IdText,
        draft: &MessageDraft,
        likeness: Option<Likeness>,
    ) {
        if let Err(reason) = identity::check(draft.customer) {
            return self.reject(origin, reason, "");
        }
        self.tells.see_message(draft);
        let (keys, gist) = (Keys::of(draft), Gist::of(draft));
        let Some(told) = self.admit(origin, &keys, gist) else { return };
        let profile = self.profile(draft);
        if let Some((likeness, description)) = likeness.zip(Description::of(draft, profile)) {
            self.memo.descriptions.keep(likeness, description);
        }
        self.keep(record, origin, id_text, &keys, &told, Description { gist, profile });
    }

    /// [`Intake::message`] for a row whose description is known.
    #[inline]
    pub fn message_described(
        &mut self,
        record: RecordKind,
        origin: Origin,
        id_text: IdText,
        keys: &Keys,
        description: Description,
    ) {
        if let Err(reason) = identity::check(keys.customer) {
            return self.reject(origin, reason, "");
        }
        self.tells.see_keys(description.gist, keys);
        if let Some(told) = self.admit(origin, keys, description.gist) {
            self.keep(record, origin, id_text, keys, &told, description);
        }
    }

    /// The times of a message that is used; nothing where it is ignored. Counts it.
    #[inline]
    fn admit(&mut self, origin: Origin, keys: &Keys, gist: Gist) -> Option<Told> {
        self.note_states(origin.input(), keys, gist);
        let told = Told::of(keys);
        if !self.happened(origin, told.own()) {
            return None;
        }
        let told = self.rules.as_of.map_or(told, |limit| told.until(limit));
        let account = self.accounts.of(origin.input());
        account.records += 1;
        if let Some((first, last)) = told.span() {
            account.see(first);
            account.see(last);
            self.latest = self.latest.max(Some(last));
        }
        Some(told)
    }

    #[inline]
    fn keep(
        &mut self,
        record: RecordKind,
        origin: Origin,
        id_text: IdText,
        keys: &Keys,
        told: &Told,
        Description { gist, profile }: Description,
    ) {
        let status = self.status(keys, gist, told);
        let id = if keys.message_id.is_empty() {
            derived_id(origin)
        } else {
            if id_text == IdText::Keep {
                self.kept_ids.push((origin, keys.message_id.to_owned()));
            }
            id_hash(keys.message_id)
        };
        let reply_to = if keys.reply_to.is_empty() { 0 } else { id_hash(keys.reply_to) };
        let waits = self.waits && keys.customer_alias.is_empty();
        let (customer, conversation) = if waits {
            (self.memo.new_customer(keys.customer), self.memo.new_conversation(keys.conversation_id))
        } else {
            let conversation = self.memo.conversations.text(keys.conversation_id, &self.names.conversations);
            (self.customer(keys.customer, keys.customer_alias), conversation)
        };
        let times = told.times();
        let mut message = Message::new(id, reply_to, origin, customer, conversation, profile, times, record, status);
        message.state_is_open = record == RecordKind::Message
            && gist.direction == Some(Direction::Outbound)
            && gist.status.is_none()
            && status == Status::Unknown;
        if waits {
            self.waiting.push(message);
            if self.waiting.len() >= WAITING {
                self.answer();
            }
        } else {
            self.messages.push(Bag::<Message>::part_of(id), message);
        }
    }

    /// Notes what the input can tell of states at all, whatever as_of.
    #[inline]
    fn note_states(&mut self, input: u32, keys: &Keys, gist: Gist) {
        let all = [&self.has_states, &self.reports_states, &self.reports_reads];
        if gist.direction == Some(Direction::Inbound) || all.iter().all(|inputs| inputs.last() == Some(&input)) {
            return;
        }
        let stated = gist.status.unwrap_or(Status::Unknown);
        let read = stated == Status::Read || keys.read_at.is_some();
        let timed = read || keys.delivered_at.is_some() || keys.failed_at.is_some();
        if timed || stated > Status::Unknown {
            push_once(&mut self.has_states, input);
        }
        if timed || stated > Status::Pending {
            push_once(&mut self.reports_states, input);
        }
        if read {
            push_once(&mut self.reports_reads, input);
        }
    }

    /// The state that a record tells of, by word or by its times; with as_of, what had happened by then.
    #[inline]
    fn status(&self, keys: &Keys, gist: Gist, told: &Told) -> Status {
        let undone = |time: Option<Millis>| time.is_some_and(|time| self.rules.as_of.is_some_and(|limit| time > limit));
        let stated = match gist.status.unwrap_or(Status::Unknown) {
            Status::Read if undone(keys.read_at) => Status::Delivered,
            stated => stated,
        };
        let stated = match stated {
            // Nobody reads what has not arrived.
            Status::Delivered | Status::Read if undone(keys.delivered_at) => Status::Sent,
            Status::Failed if undone(keys.failed_at) => Status::Sent,
            stated => stated,
        };
        stated.max(told.proves())
    }
}
