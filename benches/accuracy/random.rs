//! Random numbers that are the same everywhere and for ever.
//!
//! SplitMix64 (Steele, Lea and Flood 2014): eight lines, so no release of a crate
//! can change the sets that published figures were measured on.

/// A stream of random numbers.
pub(crate) struct Random(u64);

impl Random {
    /// Makes the stream of a seed and of the numbers of what it is for, so that an edition
    /// is perturbed in the same way whichever other editions and documents are in the run.
    pub(crate) fn new(seed: u64, of: [usize; 2]) -> Random {
        let mut random = Random(seed);
        for number in of {
            random.0 = random.next() ^ number as u64;
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number from 0 up to 1, without 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Returns a number from `low` to `high`, both possible.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.unit() * (high - low + 1) as f64) as usize
    }
}
