//! Rows of money and counts that belong to no single message: spend and aggregates.
//!
//! Not responsible for spreading amounts over time, nor for which counts messages replace.

use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::tables::values::Category;

/// A cost that is not in a message, as a source reads it. Empty text = missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct SpendDraft<'a> {
    /// The key, where two invoices may be equal.
    pub spend_id: &'a str,
    /// First instant.
    pub since: Option<Millis>,
    /// First instant after it.
    pub until: Option<Millis>,
    /// Millionths of the major unit (required).
    pub amount: i64,
    /// ISO 4217 code (required).
    pub currency: &'a str,
    /// The campaign it was spent on.
    pub campaign: &'a str,
    /// `message`, `platform`, `agents` or `other`.
    pub kind: &'a str,
    /// Anything.
    pub note: &'a str,
}

/// A cost that is not in a message, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spend {
    /// The key, where two invoices may be equal.
    pub spend: Text,
    /// First instant.
    pub since: Option<Millis>,
    /// First instant after it: a date as `until` means the end of that day.
    pub until: Option<Millis>,
    /// Millionths of the major unit.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: Text,
    /// The campaign it was spent on.
    pub campaign: Text,
    /// `message`, `platform`, `agents` or `other`.
    pub kind: Text,
    /// Anything.
    pub note: Text,
}

/// When counts stand that have no date: nothing happened then. They are of no period, and of no part of the calendar.
pub const UNDATED: Millis = 0;

/// Counts that somebody else made, as a source reads them. Empty text = missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct AggregateDraft<'a> {
    /// First instant; [`UNDATED`] where an export names none.
    pub since: Millis,
    /// Last instant; [`UNDATED`] where an export names none.
    pub until: Millis,
    /// The template.
    pub template: &'a str,
    /// The campaign.
    pub campaign: &'a str,
    /// ISO 3166.
    pub country: &'a str,
    /// The category.
    pub category: Option<Category>,
    /// The counts, nested.
    pub counts: Counts,
    /// Millionths of the major unit.
    pub cost: Option<i64>,
    /// ISO 4217 code of cost and revenue.
    pub currency: &'a str,
    /// Millionths of the major unit.
    pub revenue: Option<i64>,
}

/// Counts that somebody else made, as they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Aggregate {
    /// First instant.
    pub since: Millis,
    /// Last instant.
    pub until: Millis,
    /// The template.
    pub template: Text,
    /// The campaign.
    pub campaign: Text,
    /// ISO 3166.
    pub country: Text,
    /// The category.
    pub category: Option<Category>,
    /// The counts; none where the row has none of that kind. Nested: `read` are counted in `delivered`, too.
    pub counts: Counts,
    /// Millionths of the major unit.
    pub cost: Option<i64>,
    /// ISO 4217 code of cost and revenue.
    pub currency: Text,
    /// Millionths of the major unit.
    pub revenue: Option<i64>,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the columns of the aggregates table say what each is")]
pub struct Counts {
    pub sent: Option<u64>,
    pub delivered: Option<u64>,
    pub read: Option<u64>,
    pub failed: Option<u64>,
    pub replied: Option<u64>,
    pub clicked: Option<u64>,
    pub converted: Option<u64>,
    pub opt_outs: Option<u64>,
}

impl Aggregate {
    /// Whether the export named no date.
    pub fn is_undated(&self) -> bool {
        self.until == UNDATED
    }
}

impl Counts {
    /// The counts with `read` inside `delivered` inside `sent`.
    ///
    /// Fewer delivered than read: every message is counted once only, by its last state, so these are summed up. `sent`
    /// is such a bucket too (sent and not yet delivered) where it is smaller than all the others together; else it
    /// already holds them.
    pub fn nested(mut self) -> Counts {
        let (Some(delivered), Some(read)) = (self.delivered, self.read) else { return self };
        if delivered >= read {
            return self;
        }
        let reached = delivered.saturating_add(read);
        let tried = reached.saturating_add(self.failed.unwrap_or(0));
        self.delivered = Some(reached);
        self.sent = self.sent.map(|sent| if sent < tried { sent.saturating_add(tried) } else { sent });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(sent: u64, delivered: u64, read: u64, failed: u64) -> [Option<u64>; 4] {
        let [sent, delivered, read, failed] = [sent, delivered, read, failed].map(Some);
        let Counts { sent, delivered, read, failed, .. } =
            Counts { sent, delivered, read, failed, ..Counts::default() }.nested();
        [sent, delivered, read, failed]
    }

    #[test]
    fn counts_that_nest_stay_as_they_are() {
        assert_eq!(nested(100, 90, 60, 10), [100, 90, 60, 10].map(Some));
        // The day's deliveries may be of yesterday's messages.
        assert_eq!(nested(80, 90, 60, 0), [80, 90, 60, 0].map(Some));
        let partial = Counts { sent: Some(5), read: Some(3), ..Counts::default() };
        assert_eq!(partial.nested(), partial);
    }

    #[test]
    fn exclusive_buckets_are_summed_up() {
        assert_eq!(nested(5, 30, 60, 5), [100, 90, 60, 5].map(Some));
        // All that was sent: the sum of the others is in it.
        assert_eq!(nested(100, 30, 60, 10), [100, 90, 60, 10].map(Some));
        let partial = Counts { delivered: Some(1), read: Some(3), ..Counts::default() };
        assert_eq!(partial.nested(), Counts { delivered: Some(4), ..partial });
    }
}
