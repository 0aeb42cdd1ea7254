//! Tests: whether two groups, arms or periods differ by more than chance, and by how much.
//!
//! The catalogue's section on intervals decides which test a KPI gets; one file each:
//!
//! | file | tests |
//! |---|---|
//! | [`mod@share`] | two shares of units: pooled z, Newcombe's and Katz's intervals |
//! | [`mod@fisher`] | two shares, exactly, where the expected counts are small |
//! | [`clustered`] | two shares or ratios whose customers have several units |
//! | [`mean`] | two means over independent units: Welch |
//! | [`ranks`] | two distributions by their ranks: Mann–Whitney |
//! | [`score`] | two net promoter scores |
//! | [`chi_square`] | the split of an experiment, and several shares at once |
//! | [`mod@holm`] | many tests at once |
//! | [`effect`] | what a sample could have shown |
//! | [`choice`] | the test of a KPI, by the kind of its formula |
//!
//! All are two-sided and take exact counts and sums. The groups compared are taken as independent. What is measured,
//! and how a finding is shown, is decided elsewhere.

pub mod chi_square;
pub mod choice;
pub mod clustered;
pub mod effect;
pub mod fisher;
pub mod holm;
pub mod mean;
pub mod ranks;
pub mod score;
pub mod share;

pub use choice::{Tested, difference, leaning, overall, quotient, ranks, scale, smallest_effect, test};
pub use fisher::fisher;
pub use holm::holm;
pub use share::Part;

use std::f64::consts::SQRT_2;

use libm::erfc;

/// The test that a p-value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// z of two shares with the pooled variance; its square is the chi-square without correction.
    PooledZ,
    /// Fisher's exact test of two shares.
    Fisher,
    /// z of a difference whose standard errors come from the delta method over customers.
    ClusteredZ,
    /// Welch's t of two means.
    Welch,
    /// Mann–Whitney's U.
    MannWhitney,
    /// z of two net promoter scores.
    ScoreZ,
}

impl Test {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Test::PooledZ => "pooled z",
            Test::Fisher => "Fisher's exact",
            Test::ClusteredZ => "z over customers",
            Test::Welch => "Welch's t",
            Test::MannWhitney => "Mann–Whitney",
            Test::ScoreZ => "z",
        }
    }
}

/// The chance that a standard normal value lies at least as far from 0 as `z`, on either side.
pub fn p_of_z(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::super::interval::tests::assert_close;
    use super::*;

    /// A small generator of reproducible numbers (SplitMix64).
    pub(super) struct Random(pub u64);

    impl Random {
        pub fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % limit
        }

        /// Whether something of this many chances in a thousand happens.
        pub fn happens(&mut self, of_thousand: u64) -> bool {
            self.below(1000) < of_thousand
        }
    }

    #[test]
    fn the_normal_tails_agree_with_published_values() {
        for (z, p) in [(0.0, 1.0), (1.959963984540054, 0.05), (2.575829303548901, 0.01), (6.0, 1.973175290075e-9)] {
            assert_close(p_of_z(z), p, 1e-15);
            assert_eq!(p_of_z(-z), p_of_z(z));
        }
    }
}
