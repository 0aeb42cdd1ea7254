//! A bag: rows spread over a fixed number of parts by a hash, in chunks that never move.
//!
//! Not responsible for order: whoever needs one sorts. Chunks keep growth from copying rows or doubling memory.

/// How many parts every bag has. A power of two: parts are small enough to be worked on inside the processor's cache.
pub const PARTS: usize = 256;

const CHUNK: usize = 256;

/// Rows in parts.
pub struct Bag<T> {
    parts: Vec<Vec<Vec<T>>>,
}

impl<T> Default for Bag<T> {
    fn default() -> Self {
        Bag { parts: (0..PARTS).map(|_| Vec::new()).collect() }
    }
}

impl<T> Bag<T> {
    /// The part that a hash belongs to.
    pub fn part_of(hash: u64) -> usize {
        (hash >> (u64::BITS - PARTS.ilog2())) as usize
    }

    /// Adds a row to a part.
    pub fn push(&mut self, part: usize, row: T) {
        let chunks = &mut self.parts[part];
        match chunks.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(row),
            // The first chunk grows as it fills, so that small inputs stay small.
            None => chunks.push(vec![row]),
            Some(_) => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(row);
                chunks.push(chunk);
            }
        }
    }

    /// Puts another bag's rows behind these.
    pub fn append(&mut self, other: Bag<T>) {
        for (mine, others) in self.parts.iter_mut().zip(other.parts) {
            mine.extend(others);
        }
    }

    /// The rows, part by part.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.parts.iter().flatten().flatten()
    }

    /// The parts, each as its chunks.
    pub fn into_parts(self) -> Vec<Vec<Vec<T>>> {
        self.parts
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.parts.iter().flatten().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_part_and_their_order_inside_it() {
        let mut bag = Bag::default();
        for number in 0..5000_u64 {
            bag.push(Bag::<u64>::part_of(number << 56), number);
        }
        let mut more = Bag::default();
        more.push(3, 9999);
        bag.append(more);
        assert_eq!(bag.len(), 5001);
        let part: Vec<u64> = bag.into_parts().swap_remove(3).into_iter().flatten().collect();
        assert!(part.iter().take(part.len() - 1).all(|number| number % 256 == 3));
        assert_eq!(part.last(), Some(&9999));
    }
}
