//! Shapes of beads and what a bead scores.
//!
//! A bead of m segments to n scores the logarithm of its shape's prior, the
//! log-likelihood ratio of its lengths, and half the mean of both directions
//! of its words' log-likelihood ratios against their background frequency
//! (IBM Model 1, Brown et al. 1993, as ratios). Ratios, so that a word nobody
//! can explain costs little and a shared rare name gains much: as plain
//! probabilities the words were worse than lengths alone.

use std::f32::consts::LN_10;

use crate::evidence::Segment;

/// A shape: so many segments of the first edition, so many of the second.
pub(crate) type Shape = (usize, usize);

/// The longest run of one side in a bead.
pub(crate) const LONGEST: usize = 4;

/// The shapes of beads with the logarithm of their prior probability.
pub(crate) const SHAPES: [(Shape, f32); 15] = [
    ((1, 0), -LN_10),
    ((0, 1), -LN_10),
    ((1, 1), -0.494_296),
    ((1, 2), -2.525_729),
    ((2, 1), -2.525_729),
    ((2, 2), -4.422_849),
    ((1, 3), -4.605_17),
    ((3, 1), -4.605_17),
    ((2, 3), -5.521_461),
    ((3, 2), -5.521_461),
    ((1, 4), -6.214_608),
    ((4, 1), -6.214_608),
    ((3, 3), -11.512_925),
    ((2, 4), -11.512_925),
    ((4, 2), -11.512_925),
];

/// How the lengths of two languages relate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LengthModel {
    /// The mean of ln(second / first).
    pub(crate) mean: f64,
    /// The variance that long segments keep.
    pub(crate) floor: f64,
}

impl LengthModel {
    /// Returns the log-likelihood ratio of two lengths being counterparts,
    /// against a background in which ln(second / first) has variance 1.
    pub(crate) fn score(&self, first: f64, second: f64) -> f64 {
        let d = libm::log(second / first) - self.mean;
        let v = self.variance(first.max(second));
        -d * d / (2.0 * v) - 0.5 * libm::log(v) + d * d / 2.0
    }

    /// The variance of ln(second / first) where the longer has so many characters.
    fn variance(&self, longer: f64) -> f64 {
        self.floor + SHORT / longer
    }
}

/// What a character more or less means for short segments.
const SHORT: f64 = 3.5;

/// The lengths of all runs of two lists, prepared for scoring.
pub(crate) struct Lengths {
    mean: f32,
    first: Vec<[Run; LONGEST]>,
    second: Vec<[Run; LONGEST]>,
}

/// A run of segments: its length, the logarithm of it, and the precision and
/// the log-variance that go with it when it is the longer side.
#[derive(Clone, Copy, Default)]
struct Run {
    length: f32,
    log: f32,
    precision: f32,
    log_variance: f32,
}

impl Lengths {
    /// Prepares the runs of two lists of segments.
    pub(crate) fn new(model: LengthModel, first: &[Segment], second: &[Segment]) -> Lengths {
        let runs = |segments: &[Segment]| -> Vec<[Run; LONGEST]> {
            (0..segments.len())
                .map(|start| {
                    let mut length = 0.0;
                    std::array::from_fn(|p| {
                        length += segments.get(start + p).map_or(0.0, |s| s.length);
                        let variance = model.variance(length);
                        Run {
                            length: length as f32,
                            log: libm::log(length) as f32,
                            precision: (1.0 / variance) as f32,
                            log_variance: libm::log(variance) as f32,
                        }
                    })
                })
                .collect()
        };
        Lengths {
            mean: model.mean as f32,
            first: runs(first),
            second: runs(second),
        }
    }

    /// Returns the log-likelihood ratio of a bead of m segments from a and n from b.
    pub(crate) fn score(&self, (a, m): (usize, usize), (b, n): (usize, usize)) -> f32 {
        let (x, y) = (&self.first[a][m - 1], &self.second[b][n - 1]);
        let longer = if x.length > y.length { x } else { y };
        let d = y.log - x.log - self.mean;
        0.5 * (d * d * (1.0 - longer.precision) - longer.log_variance)
    }
}
