//! A small deterministic source of chance: the same seed, the same data, on every machine.

/// The state of an xorshift generator with a multiplied output.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(scatter(seed) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A fraction of one, never one itself.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something with this chance happens.
    pub fn happens(&mut self, chance: f64) -> bool {
        self.fraction() < chance
    }

    /// A whole number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        (self.fraction() * limit as f64) as u64
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }

    /// Seconds of a delay: every order of magnitude between the two is as likely as the others.
    pub fn delay(&mut self, shortest: u32, longest: u32) -> u32 {
        (f64::from(shortest) * (f64::from(longest) / f64::from(shortest)).powf(self.fraction())) as u32
    }

    /// A second of the day: most in the afternoon, none before seven.
    pub fn second_of_day(&mut self) -> u32 {
        (7.0 * 3600.0 + (self.fraction() + self.fraction()) * 8.4 * 3600.0) as u32
    }
}

/// Spreads neighbouring numbers over all 64 bits; different numbers stay different.
pub fn scatter(number: u64) -> u64 {
    let mut bits = number.wrapping_add(1).wrapping_mul(0xd134_2543_de82_ef95);
    bits ^= bits >> 29;
    bits = bits.wrapping_mul(0xaf25_1af3_b0f0_25b5);
    bits ^ (bits >> 32)
}
