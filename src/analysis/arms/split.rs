//! The split: whether the arms have as many customers as was planned. Where they have not, something went wrong before
//! anything was measured.

use super::Side;
use crate::analysis::testing::chi_square;
use crate::comparison::{Split, SplitArm};

/// How customers were meant to be split.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// A part for each arm, in any unit (50:50).
    pub weights: Vec<f64>,
    /// Whether somebody said so; else equal parts are taken for the plan.
    pub named: bool,
}

impl Plan {
    /// Equal parts.
    pub fn equal(arms: usize) -> Plan {
        Plan { weights: vec![1.0; arms], named: false }
    }
}

/// Tests the split; `None` where there is nothing to test.
pub fn check(plan: &Plan, sides: &[Side]) -> Option<Split> {
    let counts: Vec<u64> = sides.iter().map(|side| side.members.customers).collect();
    let found = chi_square::split(&counts, &plan.weights)?;
    let (customers, weight) = (counts.iter().sum::<u64>() as f64, plan.weights.iter().sum::<f64>());
    let arms = sides.iter().zip(&plan.weights).map(|(side, part)| SplitArm {
        arm: side.name.clone(),
        observed: side.members.customers,
        expected: customers * part / weight,
        planned: part / weight,
    });
    Some(Split {
        arms: arms.collect(),
        named: plan.named,
        statistic: found.statistic,
        degrees: found.degrees,
        p: found.p,
        alarm: found.is_alarm(),
    })
}
