//! Whether a bead that says 0.9 is right nine times in ten.
//!
//! # The problem
//!
//! A confidence is a promise: of the beads that say 0.9, nine in ten are right.
//! F1 does not see a broken promise, for it only asks which beads there are.
//!
//! ```text
//!   confidence    beads   mean    right
//!   0.8 to 0.9     200    0.85    0.86     kept
//!   0.9 to 1.0     800    0.99    0.93     over-confident by 0.06
//! ```
//!
//! # The choice
//!
//! Beads with two sides go into ten bins of equal width by their confidence; the
//! expected calibration error (ECE) is the mean, over all beads, of how far the
//! mean confidence of their bin lies from the share that is right.
//!
//! # Rejected
//!
//! Bins of equal counts: nine of them would lie between 0.98 and 1.00, and the
//! doubtful beads, for which one reads a confidence at all, would share the tenth.

use std::collections::BTreeSet;

use super::counts::Beads;
use super::links::Link;

/// How many bins there are.
pub const BINS: usize = 10;

/// Beads of similar confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    /// How many beads.
    pub count: usize,
    /// The sum of their confidences.
    pub confidence: f64,
    /// How many are identical to a gold bead.
    pub strict: usize,
    /// How many share a linked pair with one.
    pub lax: usize,
}

impl Bin {
    /// Returns the mean confidence, the share strictly right and the share
    /// laxly right; nothing for an empty bin.
    #[must_use]
    pub fn shares(&self) -> Option<[f64; 3]> {
        let n = self.count as f64;
        (self.count > 0).then(|| [self.confidence / n, self.strict as f64 / n, self.lax as f64 / n])
    }
}

/// A reliability table: beads of two sides that have a confidence, in bins of equal width.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calibration {
    /// The bins; bin k holds the confidences from k/10 up to (k+1)/10, the last one 1 too.
    pub bins: [Bin; BINS],
}

impl Calibration {
    /// Adds the beads of one language pair of one document.
    pub(super) fn add(&mut self, gold: &[Link], hyp: &[Link]) {
        let gold = Beads::new(gold);
        let mut seen = BTreeSet::new();
        for link in hyp.iter().filter(|link| link.is_two_sided()) {
            let Some(confidence) = link.confidence() else {
                continue;
            };
            let bead = (link.first(), link.second());
            if !seen.insert(bead) {
                continue;
            }
            let bin = &mut self.bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
            bin.count += 1;
            bin.confidence += confidence;
            bin.strict += usize::from(gold.has(bead));
            bin.lax += usize::from(gold.touches(bead));
        }
    }

    /// Returns how many beads have a confidence.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bins.iter().map(|bin| bin.count).sum()
    }

    /// Returns the expected calibration error by the strict measure and by the
    /// lax one; nothing where no bead has a confidence.
    #[must_use]
    pub fn errors(&self) -> Option<[f64; 2]> {
        let total = self.count();
        let error = |right: fn(&Bin) -> usize| {
            let off = |bin: &Bin| (bin.confidence - right(bin) as f64).abs();
            self.bins.iter().map(off).sum::<f64>() / total as f64
        };
        (total > 0).then(|| [error(|bin| bin.strict), error(|bin| bin.lax)])
    }
}
