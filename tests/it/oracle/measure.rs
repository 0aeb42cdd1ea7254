//! From units to a value with its receipt (kpis.md section 6): counts, shares, means,
//! percentiles, ratios.

/// A measured KPI of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub kpi: String,
    pub value: Option<f64>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub n: Option<u64>,
    pub immature: u64,
    /// The currency of a value of money.
    pub currency: Option<String>,
}

impl Measured {
    /// No value: its input is missing, or it does not know the dimension.
    pub fn null(kpi: &str) -> Measured {
        let kpi = kpi.to_string();
        Measured { kpi, value: None, numerator: None, denominator: None, n: None, immature: 0, currency: None }
    }

    pub fn unless(self, missing: bool) -> Measured {
        if missing { Measured::null(&self.kpi) } else { self }
    }
}

pub fn count(kpi: &str, units: usize, immature: usize) -> Measured {
    Measured {
        kpi: kpi.to_string(),
        value: Some(units as f64),
        numerator: Some(units as f64),
        denominator: None,
        n: Some(units as u64),
        immature: immature as u64,
        currency: None,
    }
}

/// A unit of a share: whether it has the property, and whether it is immature.
pub type Unit = (bool, bool);

pub fn share(kpi: &str, units: &[Unit], mature: bool) -> Measured {
    let immature = units.iter().filter(|(_, immature)| *immature).count();
    let counted: Vec<&Unit> = units.iter().filter(|(_, immature)| !(mature && *immature)).collect();
    let having = counted.iter().filter(|(has, _)| *has).count() as f64;
    let all = counted.len() as f64;
    Measured {
        kpi: kpi.to_string(),
        value: if counted.is_empty() { None } else { Some(having / all) },
        numerator: Some(having),
        denominator: Some(all),
        n: Some(counted.len() as u64),
        immature: immature as u64,
        currency: None,
    }
}

/// A ratio of a sum to the units it is taken over.
pub fn ratio(kpi: &str, sum: usize, units: usize) -> Measured {
    Measured {
        kpi: kpi.to_string(),
        value: if units == 0 { None } else { Some(sum as f64 / units as f64) },
        numerator: Some(sum as f64),
        denominator: Some(units as f64),
        n: Some(units as u64),
        immature: 0,
        currency: None,
    }
}

/// A duration in milliseconds, and whether its unit is immature.
pub type Duration = (i64, bool);

/// The three ids of *times*: mean, p50, p90, in seconds.
pub fn times(kpi: &str, durations: &[Duration], mature: bool) -> Vec<Measured> {
    let immature = durations.iter().filter(|(_, immature)| *immature).count() as u64;
    let mut values: Vec<i64> =
        durations.iter().filter(|(_, immature)| !(mature && *immature)).map(|(duration, _)| *duration).collect();
    values.sort();
    let n = values.len();
    let sum = values.iter().sum::<i64>() as f64 / 1000.0;
    let mean = if n == 0 { None } else { Some(sum / n as f64) };
    let mut measured = vec![Measured {
        kpi: kpi.to_string(),
        value: mean,
        numerator: Some(sum),
        denominator: Some(n as f64),
        n: Some(n as u64),
        immature,
        currency: None,
    }];
    for (tail, share) in [("_p50", 0.5), ("_p90", 0.9)] {
        measured.push(Measured {
            kpi: format!("{kpi}{tail}"),
            value: percentile(&values, share),
            numerator: None,
            denominator: None,
            n: Some(n as u64),
            immature,
            currency: None,
        });
    }
    measured
}

/// Linear between the two neighbours (type 7), in seconds.
pub fn percentile(sorted: &[i64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let (low, high) = (sorted[below] as f64, sorted[above] as f64);
    Some((low + (high - low) * (place - below as f64)) / 1000.0)
}

/// The longest duration. Its receipt is that of a percentile: only n.
pub fn longest(kpi: &str, durations: &[Duration], mature: bool) -> Measured {
    let mut measured = times(kpi, durations, mature).remove(0);
    let kept = durations.iter().filter(|(_, immature)| !(mature && *immature));
    measured.value = kept.map(|(duration, _)| *duration as f64 / 1000.0).reduce(f64::max);
    measured.numerator = None;
    measured.denominator = None;
    measured
}
