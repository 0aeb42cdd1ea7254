//! Tallies of groups: those of each measure side by side, so that a shard adds to what earlier shards left.
//!
//! Not responsible for which group a row is of (`groups`).

use hashbrown::HashMap;
use rayon::prelude::*;

use super::groups::Key;
use super::tally::Tally;

/// The tallies of all groups, by measure.
#[derive(Default)]
pub struct Grouped {
    /// The number of each group: its place among the tallies of every measure.
    numbers: HashMap<Key, u32>,
    /// By measure; of groups that came later there is none.
    tallies: HashMap<usize, Vec<Tally>>,
}

impl Grouped {
    /// The numbers of groups.
    pub fn numbers(&mut self, keys: &[Key]) -> Vec<u32> {
        let numbers = &mut self.numbers;
        let number = |key: &Key| {
            let next = numbers.len() as u32;
            *numbers.entry(*key).or_insert(next)
        };
        keys.iter().map(number).collect()
    }

    /// The tallies of a measure, by the groups' numbers.
    pub fn of(&mut self, measure: usize) -> &mut [Tally] {
        let tallies = self.tallies.entry(measure).or_default();
        tallies.resize_with(self.numbers.len(), Tally::default);
        tallies
    }

    /// Adds to one group.
    pub fn add(&mut self, measure: usize, key: Key, tally: Tally) {
        let number = self.numbers(&[key])[0];
        self.of(measure)[number as usize].merge(tally);
    }

    /// The tally of a measure in a group where anything was added to it.
    pub fn get(&self, measure: usize, key: &Key) -> Option<&Tally> {
        let number = *self.numbers.get(key)?;
        self.tallies.get(&measure)?.get(number as usize).filter(|tally| tally.occurs())
    }

    /// The groups in which anything was added to some measures.
    pub fn keys(&self, wanted: impl Fn(&usize) -> bool) -> impl Iterator<Item = Key> {
        let tallies: Vec<&[Tally]> =
            self.tallies.iter().filter(|(measure, _)| wanted(measure)).map(|(_, tallies)| tallies.as_slice()).collect();
        let occurs =
            move |number: u32| tallies.iter().any(|tallies| tallies.get(number as usize).is_some_and(Tally::occurs));
        self.numbers.iter().filter(move |(_, number)| occurs(**number)).map(|(key, _)| *key)
    }

    /// Adds the tallies of disjoint customers.
    pub fn merge(&mut self, other: Grouped) {
        if self.numbers.is_empty() {
            *self = other;
            return;
        }
        let mut keys = vec![Key::default(); other.numbers.len()];
        other.numbers.iter().for_each(|(key, number)| keys[*number as usize] = *key);
        let numbers = self.numbers(&keys);
        for (measure, others) in other.tallies {
            let mine = self.of(measure);
            others.into_iter().zip(&numbers).for_each(|(tally, number)| mine[*number as usize].merge(tally));
        }
    }

    /// Ends adding: prepares what figures read, side by side.
    pub fn settle(&mut self) {
        let tallies: Vec<&mut Tally> = self.tallies.values_mut().flatten().collect();
        tallies.into_par_iter().for_each(Tally::settle);
    }
}

/// Where a measure adds what it finds in a frame.
pub struct Target<'a> {
    tallies: &'a mut [Tally],
    /// Their places, by the groups of the frame; none where all is one.
    numbers: Option<&'a [u32]>,
}

impl<'a> Target<'a> {
    /// The tally of everything.
    pub fn total(tally: &'a mut Tally) -> Target<'a> {
        Target { tallies: std::slice::from_mut(tally), numbers: None }
    }

    /// The tallies of the groups of a frame, which have these numbers.
    pub fn groups(tallies: &'a mut [Tally], numbers: &'a [u32]) -> Target<'a> {
        Target { tallies, numbers: Some(numbers) }
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.numbers.map_or(1, <[u32]>::len)
    }

    /// The tally of a group of the frame.
    #[inline]
    pub fn of(&mut self, group: usize) -> &mut Tally {
        &mut self.tallies[self.numbers.map_or(0, |numbers| numbers[group] as usize)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(units: u64) -> Tally {
        Tally { units, ..Tally::default() }
    }

    #[test]
    fn groups_keep_their_tallies_whatever_order_they_were_met_in() {
        let [one, two, three] = [1, 2, 3].map(|value| [value, 0, 0]);
        let (mut mine, mut others) = (Grouped::default(), Grouped::default());
        assert_eq!(mine.numbers(&[two, one, two]), [0, 1, 0]);
        for (measure, key, units) in [(7, one, 5), (7, two, 3), (9, two, 1)] {
            mine.add(measure, key, tally(units));
        }
        for (measure, key, units) in [(9, three, 10), (7, two, 20), (8, one, 0)] {
            others.add(measure, key, tally(units));
        }
        mine.merge(others);
        let units = |measure, key| mine.get(measure, &key).map(|tally| tally.units);
        assert_eq!([one, two, three].map(|key| units(7, key)), [Some(5), Some(23), None]);
        assert_eq!([one, two, three].map(|key| units(9, key)), [None, Some(1), Some(10)]);
        // Where nothing was added there is nothing.
        assert_eq!(units(8, one), None);
        let mut keys: Vec<Key> = mine.keys(|_| true).collect();
        keys.sort_unstable();
        assert_eq!(keys, [one, two, three]);
        let mut keys: Vec<Key> = mine.keys(|&measure| measure == 9).collect();
        keys.sort_unstable();
        assert_eq!(keys, [two, three]);
        assert_eq!(mine.keys(|&measure| measure == 8).count(), 0);
    }

    #[test]
    fn a_group_without_anything_does_not_occur() {
        let mut grouped = Grouped::default();
        grouped.add(1, [4, 0, 0], tally(0));
        assert_eq!(grouped.keys(|_| true).count(), 0);
        // Counts that somebody else made were told, even where they are none.
        grouped.add(1, [5, 0, 0], Tally { counted: true, ..Tally::default() });
        assert_eq!(grouped.keys(|_| true).collect::<Vec<_>>(), [[5, 0, 0]]);
    }
}
