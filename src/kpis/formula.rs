//! Formulas: how a value comes from facts. The kind decides how it adds up, which interval it gets and how it reads.
//!
//! Not responsible for measuring (`analysis`) nor for what a fact is (`facts`).

use crate::facts::{Fact, Grain, Kind, Needs};

/// What is counted: rows of the frame, or the distinct things that rows of the selection belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// Each row by itself.
    Row,
    /// Distinct (campaign, customer) pairs: one has what any of its rows has; of spans the one that ends first.
    Recipient,
    /// Distinct customers: one has what any of its rows has.
    Customer,
    /// Distinct customers: one has what all of its rows have.
    CustomerThroughout,
    /// Distinct customers: one has what its last row has.
    CustomerAtLast,
    /// Distinct customers: one has what two or more of its rows have.
    CustomerTwice,
    /// Distinct conversations.
    Conversation,
}

/// How a value comes from facts. The kind decides how it adds up, which interval it gets and how it reads.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// How many have it.
    Count { of: &'static Fact, per: Per },
    /// The total of a number over the rows of a population.
    Sum { of: &'static Fact, among: &'static Fact },
    /// How many have it among those of a population.
    Share { of: &'static Fact, among: &'static Fact, per: Per },
    /// A total per thing: Σ of / Σ to, where a flag counts 1; `per` says what a flag counts.
    Ratio { of: &'static Fact, to: &'static Fact, per: Per },
    /// The mean of a span over those of a population that have it.
    Mean { of: &'static Fact, among: &'static Fact, per: Per },
    /// A percentile (type 7) of a span.
    Quantile { of: &'static Fact, among: &'static Fact, per: Per, percent: u8 },
    /// The longest span.
    Longest { of: &'static Fact },
    /// How many have one thing less how many have another.
    Net { plus: &'static Fact, minus: &'static Fact, per: Per },
    /// The net promoter score of the last answers of customers: 100 × the mean of a number that is 1, 0 or −1.
    Promoters { of: &'static Fact },
    /// One total by another, of any grains.
    Quotient { of: &'static Formula, to: &'static Formula },
    /// What is left of revenue (times the margin of the settings) after spend, by spend.
    Return { revenue: &'static Formula, spend: &'static Formula },
}

impl Formula {
    /// The formulas that are measured for it: itself, or the two that are divided.
    pub fn parts(&self) -> Vec<&Formula> {
        match self {
            Formula::Quotient { of, to } => vec![of, to],
            Formula::Return { revenue, spend } => vec![revenue, spend],
            own => vec![own],
        }
    }

    /// The facts it reads.
    pub fn facts(&self) -> Vec<&'static Fact> {
        match *self {
            Formula::Count { of, .. } | Formula::Longest { of } | Formula::Promoters { of } => vec![of],
            Formula::Quotient { .. } | Formula::Return { .. } => {
                self.parts().into_iter().flat_map(Formula::facts).collect()
            }
            Formula::Sum { of, among }
            | Formula::Share { of, among, .. }
            | Formula::Mean { of, among, .. }
            | Formula::Quantile { of, among, .. } => vec![of, among],
            Formula::Ratio { of, to, .. } => vec![of, to],
            Formula::Net { plus, minus, .. } => vec![plus, minus],
        }
    }

    /// What must be in the input.
    pub fn needs(&self) -> Vec<Needs> {
        let mut needs: Vec<Needs> = self.facts().iter().flat_map(|fact| fact.needs).copied().collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// The grain of its facts; of a quotient that of its numerator.
    pub fn grain(&self) -> Grain {
        self.facts()[0].grain
    }

    /// Whether what it adds up is money.
    pub fn is_of_money(&self) -> bool {
        match self {
            Formula::Sum { of, .. } | Formula::Ratio { of, .. } => of.kind == Kind::Money,
            _ => false,
        }
    }

    /// Whether it adds up by itself: a count or a total, without an interval.
    pub fn is_total(&self) -> bool {
        matches!(self, Formula::Count { .. } | Formula::Sum { .. } | Formula::Net { .. })
    }

    /// Whether its values have intervals.
    pub fn has_interval(&self) -> bool {
        match self {
            Formula::Share { .. } | Formula::Ratio { .. } | Formula::Mean { .. } => true,
            Formula::Quantile { .. } | Formula::Promoters { .. } => true,
            Formula::Count { .. } | Formula::Sum { .. } | Formula::Net { .. } | Formula::Longest { .. } => false,
            Formula::Quotient { .. } | Formula::Return { .. } => false,
        }
    }

    /// The definition in words.
    pub fn words(&self) -> String {
        let each = |per: Per| match per {
            Per::Row => "",
            Per::Recipient => " (recipients)",
            Per::Customer => " (customers)",
            Per::CustomerThroughout => " (customers, all of whose messages have it)",
            Per::CustomerAtLast => " (customers, by their last message)",
            Per::CustomerTwice => " (customers, with two or more)",
            Per::Conversation => " (conversations)",
        };
        match *self {
            Formula::Count { of, per } => format!("count of {}{}", of.id, each(per)),
            Formula::Sum { of, among } => format!("sum of {} among {}", of.id, among.id),
            Formula::Share { of, among, per } => format!("share of {} among {}{}", of.id, among.id, each(per)),
            Formula::Ratio { of, to, per } => format!("ratio of {} to {}{}", of.id, to.id, each(per)),
            Formula::Mean { of, per, .. } => format!("mean of {}{}", of.id, each(per)),
            Formula::Quantile { of, per, percent, .. } => format!("p{percent} of {}{}", of.id, each(per)),
            Formula::Longest { of } => format!("longest of {}", of.id),
            Formula::Net { plus, minus, per } => {
                format!("count of {} less count of {}{}", plus.id, minus.id, each(per))
            }
            Formula::Promoters { of } => format!("100 × mean of {} (the last of each customer)", of.id),
            Formula::Quotient { of, to } => format!("({}) / ({})", of.words(), to.words()),
            Formula::Return { revenue, spend } => {
                format!("(margin × {} − {spend}) / {spend}", revenue.words(), spend = spend.words())
            }
        }
    }
}
