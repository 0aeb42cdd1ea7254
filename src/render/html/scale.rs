//! Scales: from the values of a chart to places in hundredths of its height, and the round values beside it.
//!
//! Not responsible for how values are written.

/// The scale of an axis: from its lowest to its highest round value.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    /// The round values on it, rising.
    pub ticks: Vec<f64>,
}

/// What steps people find round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    /// Parts of powers of ten.
    Any,
    /// The same, of things that cannot be cut.
    Whole,
    /// Minutes, hours and days, of seconds.
    Times,
}

/// Steps of spans of time, in seconds, that people find round.
const TIMES: [f64; 14] =
    [1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 600.0, 1_800.0, 3_600.0, 7_200.0, 21_600.0, 43_200.0, 86_400.0];

/// An axis has at most so many steps.
const STEPS: f64 = 4.0;

impl Scale {
    /// The scale that holds all of these values; it begins at 0 where that wastes little room, and where they are all
    /// the same.
    pub fn of(values: impl Iterator<Item = f64> + Clone, steps: Steps) -> Option<Scale> {
        let finite = values.filter(|value| value.is_finite());
        let low = finite.clone().fold(f64::INFINITY, f64::min);
        let high = finite.fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            return None;
        }
        let is_flat = high - low < 1e-3 * high;
        let low = if low >= 0.0 && (is_flat || low < 0.6 * high.max(f64::MIN_POSITIVE)) { 0.0 } else { low };
        let step = step((high - low).max(high.abs() * 1e-6).max(1e-9) / STEPS, steps);
        // A round value may lie a hair beside itself.
        let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
        let last = if last > first { last } else { first + 1.0 };
        let ticks = (0..=(last - first) as usize).map(|place| (first + place as f64) * step).collect();
        Some(Scale { low: first * step, high: last * step, ticks })
    }

    /// Where a value stands: 0 at the bottom, 1 at the top.
    pub fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The smallest round step that is no shorter than `least`.
fn step(least: f64, steps: Steps) -> f64 {
    let (unit, least) = match (steps, TIMES.iter().find(|step| **step >= least)) {
        (Steps::Times, Some(step)) => return *step,
        (Steps::Times, None) => (86_400.0, least / 86_400.0),
        (Steps::Whole, _) if least <= 1.0 => return 1.0,
        (Steps::Whole | Steps::Any, _) => (1.0, least),
    };
    let power = 10_f64.powf(least.log10().floor());
    let rounds: &[f64] = if steps == Steps::Whole { &[1.0, 2.0, 5.0, 10.0] } else { &[1.0, 2.0, 2.5, 5.0, 10.0] };
    let round = rounds.iter().copied().find(|round| round * power >= least * 0.999_999).unwrap_or(10.0);
    round * power * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64], steps: Steps) -> Vec<f64> {
        let ticks = Scale::of(values.iter().copied(), steps).unwrap().ticks;
        ticks.into_iter().map(|tick| (tick * 1e9).round() / 1e9).collect()
    }

    #[test]
    fn round_values_enclose_all_others() {
        assert_eq!(ticks(&[0.1, 0.93], Steps::Any), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(&[0.9, 0.98], Steps::Any), [0.9, 0.92, 0.94, 0.96, 0.98]);
        assert_eq!(ticks(&[3.0, 1_234.0], Steps::Whole), [0.0, 500.0, 1_000.0, 1_500.0]);
        assert_eq!(ticks(&[40.0, 3_000.0], Steps::Times), [0.0, 1_800.0, 3_600.0]);
        assert_eq!(ticks(&[0.0, 2.0], Steps::Whole), [0.0, 1.0, 2.0]);
        assert_eq!(ticks(&[20.0, 20.0], Steps::Whole), [0.0, 5.0, 10.0, 15.0, 20.0]);
    }

    #[test]
    fn one_value_and_nothing_have_a_scale_or_none() {
        for value in [0.0, 5.0, -3.0, 1e12, 1e-12] {
            let scale = Scale::of([value].into_iter(), Steps::Any).unwrap();
            assert!(scale.ticks.len() >= 2 && (0.0..=1.0).contains(&scale.place(value)), "{value}: {scale:?}");
        }
        assert_eq!(Scale::of([f64::NAN].into_iter(), Steps::Any), None);
        assert_eq!(Scale::of(std::iter::empty(), Steps::Any), None);
    }

    #[test]
    fn negative_values_keep_their_places() {
        let scale = Scale::of([-10.0, 30.0].into_iter(), Steps::Any).unwrap();
        assert_eq!((scale.place(-10.0), scale.place(30.0)), (0.0, 1.0));
    }
}
