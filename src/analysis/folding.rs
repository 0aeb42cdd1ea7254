//! Folding: groups of few customers are measured as one, so that nobody can be told from a group.
//!
//! Who is in which group is found before anything is measured, since customers of several small groups must count once.
//! Parts of the calendar are no groups of people and never folded: with one of them, groups are folded inside of each of
//! its values. Not responsible for measuring.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use hashbrown::HashMap as FastMap;

use super::groups::{Groups, Key, label};
use super::measure::Conditions;
use super::plan::Plan;
use crate::dimensions::Dimension;
use crate::facts::bits::Bits;
use crate::facts::frame::Frame;
use crate::request::Request;
use crate::tables::texts::TextTable;

/// The value of a dimension that stands for all values that are folded. No text has this number.
pub const FOLDED: u32 = u32::MAX - 1;

/// Which groups are kept, by breakdown; nothing is folded where there is no entry.
#[derive(Default)]
pub struct Folds(HashMap<usize, HashSet<Key>>);

impl Folds {
    /// The group that a group is measured in.
    pub fn fold(&self, cut: usize, by: &[&'static Dimension], key: Key) -> Key {
        match self.0.get(&cut) {
            Some(kept) if !kept.contains(&key) => folded(by, key),
            _ => key,
        }
    }

    /// Whether anything may be folded in a breakdown.
    pub fn concern(&self, cut: usize) -> bool {
        self.0.contains_key(&cut)
    }
}

fn folded(by: &[&'static Dimension], mut key: Key) -> Key {
    by.iter().zip(&mut key).filter(|(dimension, _)| !dimension.is_calendar()).for_each(|(_, value)| *value = FOLDED);
    key
}

/// Whether a report folds anything.
pub fn is_wanted(request: &Request) -> bool {
    request.min_group > 1 && request.cuts().any(is_foldable)
}

fn is_foldable(by: &[&'static Dimension]) -> bool {
    by.iter().any(|dimension| !dimension.is_calendar())
}

/// The customers of a group, each by shard and place in it.
#[derive(Default)]
struct Crowd {
    count: u64,
    /// Some of them: all, where there are fewer than the smallest group may have.
    some: BTreeSet<(usize, u32)>,
    /// The largest count that somebody else made: it stands for the customers where none are known.
    told: u64,
}

impl Crowd {
    fn size(&self) -> u64 {
        if self.count > 0 { self.count } else { self.told }
    }
}

/// Who is in which group, by breakdown. Of disjoint customers it adds up.
#[derive(Default)]
pub struct People(FastMap<(usize, Key), Crowd>);

impl People {
    /// Those of one shard, from the frames that the plan measures.
    pub fn of_shard<'f>(
        shard: usize,
        frames: impl Iterator<Item = &'f (Frame, Bits)>,
        conditions: &Conditions,
        plan: &Plan,
        request: &Request,
    ) -> People {
        let mut lives: FastMap<(usize, Key), HashSet<u32>> = FastMap::new();
        for (frame, taken) in frames {
            for (cut, by) in request.cuts().enumerate().filter(|(_, by)| is_foldable(by)) {
                let knows = |number: usize| plan.measures[number].grain == frame.grain && plan.knows(number, by);
                if !(0..plan.measures.len()).any(knows) {
                    continue;
                }
                let groups = Groups::of(frame, by, &plan.wanted.dimensions, request.timezone);
                for row in taken.ones().filter(|&row| conditions.covers(frame.keys[row].at)) {
                    let key = groups.keys[groups.of_row[row] as usize];
                    lives.entry((cut, key)).or_default().insert(frame.keys[row].life);
                }
            }
        }
        let enough = request.min_group as usize;
        let crowd = |lives: HashSet<u32>| Crowd {
            count: lives.len() as u64,
            some: lives
                .into_iter()
                .collect::<BTreeSet<u32>>()
                .into_iter()
                .take(enough)
                .map(|life| (shard, life))
                .collect(),
            told: 0,
        };
        People(lives.into_iter().map(|(key, lives)| (key, crowd(lives))).collect())
    }

    /// Adds those of another shard; more than `enough` need not be known one by one.
    pub fn merge(mut self, other: People, enough: u64) -> People {
        for (key, crowd) in other.0 {
            let mine = self.0.entry(key).or_default();
            mine.count += crowd.count;
            mine.told = mine.told.max(crowd.told);
            let room = (enough as usize).saturating_sub(mine.some.len());
            mine.some.extend(crowd.some.into_iter().take(room));
        }
        self
    }

    /// Somebody else counted so many in a group.
    pub fn tell(&mut self, cut: usize, key: Key, count: u64) {
        let told = &mut self.0.entry((cut, key)).or_default().told;
        *told = count.max(*told);
    }
}

/// Decides what is folded. A group is kept where it has at least as many customers as asked for in every period in
/// which it has any. What is folded is at least two groups and as many customers together: else one could be told by
/// what is missing to the total, so the smallest ones that could have been kept are folded, too.
pub fn decide(periods: &[People], request: &Request, texts: &TextTable) -> Folds {
    let mut folds = Folds::default();
    for (cut, by) in request.cuts().enumerate().filter(|(_, by)| is_foldable(by)) {
        let of_cut = |people: &'_ People| -> BTreeSet<Key> {
            people.0.keys().filter(|(number, _)| *number == cut).map(|(_, key)| *key).collect()
        };
        let keys: BTreeSet<Key> = periods.iter().flat_map(of_cut).collect();
        let mut slices: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
        keys.into_iter().for_each(|key| slices.entry(folded(by, key)).or_default().push(key));
        let kept = slices.into_values().flat_map(|keys| kept(periods, cut, by, keys, request.min_group, texts));
        folds.0.insert(cut, kept.collect());
    }
    folds
}

/// The groups of one slice of the calendar that are kept.
fn kept(
    periods: &[People],
    cut: usize,
    by: &[&'static Dimension],
    keys: Vec<Key>,
    enough: u64,
    texts: &TextTable,
) -> Vec<Key> {
    let crowds = |key: Key| periods.iter().filter_map(move |people| people.0.get(&(cut, key)));
    let is_small = |key: &Key| crowds(*key).any(|crowd| crowd.size() < enough);
    let (mut small, mut kept): (Vec<Key>, Vec<Key>) = keys.into_iter().partition(is_small);
    let labels = |key: &Key| -> Vec<String> {
        by.iter().zip(key).map(|(dimension, value)| label(dimension, *value, texts)).collect()
    };
    // The largest first; the last one is the first to go.
    kept.sort_by_cached_key(|key| (std::cmp::Reverse(crowds(*key).map(Crowd::size).min()), labels(key)));
    if small.is_empty() {
        return kept;
    }
    let together = |small: &[Key], people: &People| {
        let some = small.iter().filter_map(|key| people.0.get(&(cut, *key))).flat_map(|crowd| &crowd.some);
        some.collect::<BTreeSet<_>>().len() as u64
    };
    let suffices = |small: &[Key]| {
        small.len() > 1
            && periods.iter().map(|people| together(small, people)).all(|count| count == 0 || count >= enough)
    };
    while !suffices(&small) {
        let Some(next) = kept.pop() else { break };
        small.push(next);
    }
    kept
}
