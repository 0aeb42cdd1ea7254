//! Intervals and tests on drawn samples whose truth is known: how often intervals cover it, how often a comparison
//! alarms where there is nothing. Seeds are fixed, so nothing here fails by chance.
//!
//! Shares and sizes are drawn anew in every round where a statistic moves in steps: at a single size it covers a little
//! more or less than it promises.

use wa_kpi::analysis::arms::{Found, Question, Shown, Side, compare};
use wa_kpi::analysis::distribution::Runs;
use wa_kpi::analysis::interval::{Clusters, Confidence, Interval, delta, mean_t, order_interval, wilson};
use wa_kpi::analysis::members::Bought;
use wa_kpi::analysis::tally::Tally;
use wa_kpi::analysis::testing::share::newcombe;
use wa_kpi::analysis::testing::{Part, chi_square, difference};
use wa_kpi::kpis::{Catalogue, Kpi, kpi};
use wa_kpi::report::Row;

/// Reproducible numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit
    }

    /// Between 0 and 1.
    fn part(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// How many of so many units have what each has with this chance.
    fn part_of(&mut self, n: u64, chance: f64) -> Part {
        Part { successes: (0..n).filter(|_| self.part() < chance).count() as u64, n }
    }
}

fn confidence() -> Confidence {
    Confidence::new(0.95).expect("a confidence")
}

fn covers(interval: Option<Interval>, truth: f64) -> bool {
    let interval = interval.expect("an interval");
    interval.low.is_none_or(|low| low <= truth) && interval.high.is_none_or(|high| truth <= high)
}

/// The part of rounds in which an interval covers the truth.
fn coverage(rounds: u32, mut round: impl FnMut() -> bool) -> f64 {
    let covered = (0..rounds).filter(|_| round()).count();
    covered as f64 / f64::from(rounds)
}

#[track_caller]
fn assert_nominal(covered: f64) {
    assert!((0.94..=0.96).contains(&covered), "covers {covered}");
}

#[test]
fn intervals_of_shares_cover_as_often_as_they_promise() {
    let mut random = Random(1);
    assert_nominal(coverage(20_000, || {
        let (n, share) = (50 + random.below(250), 0.05 + 0.9 * random.part());
        let part = random.part_of(n, share);
        covers(wilson(part.successes, n, confidence()), share)
    }));
}

#[test]
fn intervals_of_differences_of_shares_cover_as_often_as_they_promise() {
    let mut random = Random(2);
    assert_nominal(coverage(20_000, || {
        let [share, base] = [0.05 + 0.9 * random.part(), 0.05 + 0.9 * random.part()];
        let (n, m) = (50 + random.below(200), 50 + random.below(200));
        let (one, other) = (random.part_of(n, share), random.part_of(m, base));
        covers(newcombe(one, other, confidence()), share - base)
    }));
}

/// Customers, a third of whom open almost everything, the others almost nothing: 0.85 and 0.08.
fn customers(random: &mut Random, number: u64) -> Tally {
    let mut tally = Tally { repeated: true, ..Tally::default() };
    for _ in 0..number {
        let chance = if random.below(3) == 0 { 0.85 } else { 0.08 };
        let messages = 1 + random.below(6);
        let opened = random.part_of(messages, chance).successes;
        tally.clusters.add(opened.into(), messages.into());
        tally.value += i128::from(opened);
        tally.units += messages;
    }
    tally
}

/// What they open of all.
const OPENED: f64 = (0.85 + 2.0 * 0.08) / 3.0;

#[test]
fn intervals_over_customers_cover_as_often_as_they_promise() {
    let mut random = Random(3);
    assert_nominal(coverage(8_000, || covers(delta(&customers(&mut random, 300).clusters, confidence()), OPENED)));
    let open_rate = kpi("open_rate").expect("a KPI");
    assert_nominal(coverage(5_000, || {
        let (one, other) = (customers(&mut random, 300), customers(&mut random, 200));
        covers(difference(open_rate, &one, &other, confidence()), 0.0)
    }));
}

#[test]
fn taken_as_independent_repeated_customers_would_not_be_covered() {
    let mut random = Random(4);
    let covered = coverage(1_500, || {
        let Clusters { x, y, .. } = customers(&mut random, 300).clusters;
        covers(wilson(x as u64, y as u64, confidence()), OPENED)
    });
    assert!(covered < 0.9, "covers {covered}: the sample shows nothing");
}

/// Waiting times, skewed as these are: the mean of three exponential ones of a minute, in milliseconds.
fn wait(random: &mut Random) -> i64 {
    let minutes: f64 = (0..3).map(|_| -(1.0 - random.part()).ln()).sum::<f64>() / 3.0;
    (60_000.0 * minutes) as i64
}

#[test]
fn intervals_of_means_cover_as_often_as_they_promise() {
    let mut random = Random(5);
    assert_nominal(coverage(20_000, || {
        let waits: Vec<i128> = (0..100).map(|_| wait(&mut random).into()).collect();
        let squares = waits.iter().map(|wait| wait * wait).sum();
        covers(mean_t(100, waits.iter().sum(), squares, confidence()), 60_000.0)
    }));
}

#[test]
fn intervals_of_percentiles_cover_at_least_as_often_as_they_promise() {
    let mut random = Random(6);
    for quantile in [0.5_f64, 0.9] {
        let truth = -60_000.0 * (1.0 - quantile).ln();
        let covered = coverage(10_000, || {
            let n = 60 + random.below(80);
            let waits = (0..n).map(|_| (-60_000.0 * (1.0 - random.part()).ln()) as i64).collect();
            covers(order_interval(&Runs::from_unsorted(waits), quantile, confidence()), truth)
        });
        // Ranks are whole: they cover more, never less, but for two deviations of so many rounds.
        assert!((0.9456..=0.98).contains(&covered), "p{}: covers {covered}", 100.0 * quantile);
    }
}

/// Two arms of the same customers' kind, each with these figures.
fn arm<'a>(name: &'static str, figures: &'a [(&'static Kpi, Tally)]) -> Side<'a> {
    let find = move |wanted: &'static Kpi| {
        let (kpi, tally) = figures.iter().find(|(kpi, _)| kpi.id == wanted.id)?;
        let row = Row { value: Some(tally.value as f64 / tally.units as f64), ..blank(kpi, tally.units) };
        Some(Found { arm: name.to_owned(), row, tallies: vec![Some(tally)], measured_in: vec![None] })
    };
    Side { name: name.to_owned(), members: Bought::default(), currency: None, find: Box::new(find) }
}

fn blank(kpi: &Kpi, n: u64) -> Row {
    let row = wa_kpi::analysis::figures::without_value(kpi, "");
    Row { n: Some(n), reason: None, ..row }
}

/// How often a comparison of these figures finds a difference between arms that are alike.
fn false_alarms(rounds: u32, shown: &[&str], mut draw: impl FnMut() -> Vec<(&'static Kpi, Tally)>) -> f64 {
    let mut question = Question {
        by: "variant".to_owned(),
        control: 0,
        shown: Shown::default(),
        confidence: confidence(),
        plan: None,
        overlaps: false,
        holdout: None,
    };
    question.shown.selection.kpis = shown.iter().map(|id| (*id).to_owned()).collect();
    coverage(rounds, || {
        let figures = [draw(), draw()];
        let sides = [arm("A", &figures[0]), arm("B", &figures[1])];
        let comparison = compare(&question, Catalogue::default(), &sides);
        assert_eq!(comparison.tests, shown.len() as u64);
        let contrasts = comparison.rows.iter().filter_map(|row| row.against_control.as_ref());
        contrasts.into_iter().any(|contrast| contrast.verdict.is_found())
    })
}

/// 5 %, and two deviations of so many rounds.
fn allowed(rounds: u32, chance: f64) -> f64 {
    chance + 2.0 * (chance * (1.0 - chance) / f64::from(rounds)).sqrt()
}

#[test]
fn a_comparison_of_repeated_customers_alarms_falsely_at_most_as_often_as_it_says() {
    const ROUNDS: u32 = 6_000;
    let mut random = Random(7);
    let open_rate = kpi("open_rate").expect("a KPI");
    let alarms = false_alarms(ROUNDS, &["open_rate"], || vec![(open_rate, customers(&mut random, 250))]);
    assert!(alarms <= allowed(ROUNDS, 0.05), "{alarms}");
    assert!(alarms >= 0.03, "{alarms}: no test is so careful by itself");
}

/// Customers of whom few buy, for amounts as skewed as amounts are; some buy twice.
fn buyers(random: &mut Random, number: u64) -> Tally {
    let mut tally = Tally { repeated: true, units: number, ..Tally::default() };
    for _ in 0..number {
        let mut spends = |chance: f64| match random.part() < chance {
            true => (-40e6 * (1.0 - random.part()).ln()) as i128,
            false => 0,
        };
        let spent = spends(0.08) + spends(0.02);
        tally.clusters.add(spent, 1);
        tally.value += spent;
    }
    tally
}

#[test]
fn money_of_few_buyers_alarms_falsely_at_most_as_often_as_it_says() {
    const ROUNDS: u32 = 4_000;
    let mut random = Random(10);
    let per_recipient = kpi("revenue_per_recipient").expect("a KPI");
    let alarms = false_alarms(ROUNDS, &["revenue_per_recipient"], || vec![(per_recipient, buyers(&mut random, 200))]);
    assert!(alarms <= allowed(ROUNDS, 0.05), "{alarms}");
}

#[test]
fn few_customers_are_never_said_to_differ() {
    let mut random = Random(11);
    let open_rate = kpi("open_rate").expect("a KPI");
    let alarms = false_alarms(500, &["open_rate"], || vec![(open_rate, customers(&mut random, 12))]);
    assert!(alarms == 0.0, "{alarms}");
}

#[test]
fn several_figures_together_alarm_falsely_no_more_often_than_one() {
    const ROUNDS: u32 = 3_000;
    let mut random = Random(8);
    let ids = ["delivery_rate", "open_rate", "reply_rate", "messages_per_conversation"];
    let alarms = false_alarms(ROUNDS, &ids, || {
        let of = |id: &str| kpi(id).expect("a KPI");
        let once = |random: &mut Random| {
            let part = random.part_of(300, 0.12);
            Tally { value: part.successes.into(), units: part.n, ..Tally::default() }
        };
        vec![
            (of("delivery_rate"), customers(&mut random, 120)),
            (of("open_rate"), customers(&mut random, 120)),
            (of("reply_rate"), once(&mut random)),
            (of("messages_per_conversation"), customers(&mut random, 120)),
        ]
    });
    assert!(alarms <= allowed(ROUNDS, 0.05), "{alarms}");
}

#[test]
fn the_split_check_alarms_falsely_at_most_once_in_a_thousand() {
    const ROUNDS: u32 = 500_000;
    let mut random = Random(9);
    let alarms = coverage(ROUNDS, || {
        // Coins for 640 to 1,600 customers.
        let words = 10 + random.below(15);
        let first: u64 = (0..words).map(|_| u64::from(random.bits().count_ones())).sum();
        let found = chi_square::split(&[first, 64 * words - first], &[1.0, 1.0]).expect("a test");
        found.is_alarm()
    });
    assert!(alarms <= allowed(ROUNDS, 0.001), "{alarms}");
    assert!(alarms > 0.0, "the check never alarms");
}
