//! The packed form of rows of the conversations table: about thirty bytes.
//!
//! Not responsible for what the columns mean.

use super::{Pack, Reader, Writer};
use crate::tables::message::{Millis, Origin};
use crate::tables::rows::{Conversation, ConversationDetails};
use crate::tables::texts::Text;

const SECOND: Millis = 1000;

/// What is remembered of the row before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before {
    origin: u64,
    time: Millis,
}

/// Which columns there are, a bit or two each, written before them.
#[derive(Default)]
struct Mask {
    bits: u64,
    next: u32,
}

impl Mask {
    fn add(&mut self, set: bool) {
        self.bits |= u64::from(set) << self.next;
        self.next += 1;
    }

    fn add_answer(&mut self, answer: Option<bool>) {
        self.add(answer.is_some());
        self.add(answer == Some(true));
    }

    /// The bits in the order in which they were added.
    fn take(&mut self) -> bool {
        let set = self.bits & 1 != 0;
        self.bits >>= 1;
        set
    }

    fn take_answer(&mut self) -> Option<bool> {
        let (known, answer) = (self.take(), self.take());
        known.then_some(answer)
    }
}

/// The bits of a mask fit into so many bytes.
const MASK: usize = 4;

impl Pack for Conversation {
    type Before = Before;

    fn write(&self, before: &mut Before, into: &mut Writer) {
        let Conversation { customer, business, agent, team, campaign, segment, .. } = *self;
        // Every field is named, so that a new one cannot be forgotten.
        let ConversationDetails {
            has_status,
            bot,
            converted,
            lead,
            resolutions,
            agents,
            value,
            currency,
            csat,
            nps,
            ces,
        } = self.details;
        let texts = [customer, business, agent, team, campaign, segment, currency];
        let times = self.times();
        let numbers = [
            resolutions.map(i64::from),
            agents.map(i64::from),
            value,
            csat.map(i64::from),
            nps.map(i64::from),
            ces.map(i64::from),
        ];
        let in_seconds = times.iter().flatten().all(|time| time % SECOND == 0);
        let mut mask = Mask::default();
        [in_seconds, self.resolved, self.is_event, has_status].into_iter().for_each(|set| mask.add(set));
        [bot, converted, lead].into_iter().for_each(|answer| mask.add_answer(answer));
        texts.iter().for_each(|text| mask.add(!text.is_none()));
        times.iter().for_each(|time| mask.add(time.is_some()));
        numbers.iter().for_each(|number| mask.add(number.is_some()));
        into.fixed(mask.bits, MASK);
        into.signed(self.origin.0.wrapping_sub(before.origin) as i64);
        before.origin = self.origin.0;
        into.number(self.conversation.0.into());
        texts.into_iter().filter(|text| !text.is_none()).for_each(|text| into.number(text.0.into()));
        let unit = if in_seconds { SECOND } else { 1 };
        let mut base = before.time / unit;
        for (place, time) in times.into_iter().flatten().enumerate() {
            let time = time / unit;
            into.signed(time.wrapping_sub(base));
            if place == 0 {
                base = time;
                before.time = time * unit;
            }
        }
        numbers.into_iter().flatten().for_each(|number| into.signed(number));
    }

    fn read(before: &mut Before, from: &mut Reader) -> Option<Conversation> {
        let mut mask = Mask { bits: from.fixed(MASK)?, next: 0 };
        let [in_seconds, resolved, is_event, has_status] = [(); 4].map(|()| mask.take());
        let [bot, converted, lead] = [(); 3].map(|()| mask.take_answer());
        before.origin = before.origin.wrapping_add(from.signed()? as u64);
        let conversation = Text(from.small()?);
        let mut texts = [Text::NONE; 7];
        for text in &mut texts {
            if mask.take() {
                *text = Text(from.small()?);
            }
        }
        let unit = if in_seconds { SECOND } else { 1 };
        let mut base = before.time / unit;
        let mut is_first = true;
        let mut times = [None; 6];
        for time in &mut times {
            if mask.take() {
                let told = base.wrapping_add(from.signed()?);
                *time = Some(told.wrapping_mul(unit));
                if is_first {
                    (base, before.time, is_first) = (told, told.wrapping_mul(unit), false);
                }
            }
        }
        let mut numbers = [None; 6];
        for number in &mut numbers {
            if mask.take() {
                *number = Some(from.signed()?);
            }
        }
        let [customer, business, agent, team, campaign, segment, currency] = texts;
        let [started_at, first_response_at, handoff_at, resolved_at, reopened_at, closed_at] = times;
        let [resolutions, agents, value, csat, nps, ces] = numbers;
        let [resolutions, agents] =
            [resolutions, agents].map(|number| number.and_then(|number| number.try_into().ok()));
        let [csat, nps, ces] = [csat, nps, ces].map(|number| number.and_then(|number| number.try_into().ok()));
        Some(Conversation {
            conversation,
            customer,
            business,
            agent,
            team,
            campaign,
            segment,
            details: ConversationDetails {
                has_status,
                bot,
                converted,
                lead,
                resolutions,
                agents,
                value,
                currency,
                csat,
                nps,
                ces,
            },
            started_at,
            first_response_at,
            resolved_at,
            reopened_at,
            closed_at,
            handoff_at,
            resolved,
            is_event,
            origin: Origin(before.origin),
        })
    }
}
