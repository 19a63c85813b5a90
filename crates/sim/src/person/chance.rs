//! Chance from a seed: the same seed lives the same life.

/// A stream of chance (Steele, Lea and Flood's `SplitMix64`, public domain constants).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A stream from a seed.
    pub const fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something of this probability happened.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A number between two.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// One of these words.
    pub fn pick(&mut self, of: &[&'static str]) -> &'static str {
        let last = i32::try_from(of.len()).unwrap_or(1) - 1;
        usize::try_from(self.whole(0, last)).ok().and_then(|i| of.get(i).copied()).unwrap_or_default()
    }

    /// A whole number from `low` to `high`, both included.
    pub fn whole(&mut self, low: i32, high: i32) -> i32 {
        let span = u64::from(high.saturating_sub(low).unsigned_abs()) + 1;
        low.saturating_add(i32::try_from(self.next() % span).unwrap_or(0))
    }
}
