//! The words' share of bead scores, one direction at a time.

use std::ops::Range;

use crate::evidence::{Segment, Vocabulary};

use super::beads::LONGEST;

/// What the model adds to the probability of a word that its counterpart explains.
const BOOST: f64 = 6.0;
/// The share of a word that needs no counterpart.
const FREE: f64 = 0.85;
/// The same for numbers and dates, which translators keep.
const FREE_VALUE: f64 = 0.5;
/// The most that one word can gain, in nats.
const CLIP: f64 = 7.0;

/// Translation probabilities from one language to another.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Table {
    /// For each source token its counterparts and their probabilities.
    pub(crate) rows: Vec<Vec<(u32, f64)>>,
}

/// Scores target segments given runs of source segments.
pub(crate) struct Direction<'a> {
    pub(crate) table: &'a Table,
    pub(crate) target: &'a Vocabulary,
    /// Whether a target token is a number or date.
    pub(crate) is_value: &'a [bool],
}

/// The words of target segment j given the p source segments that begin at i,
/// for the j that the band searches near i.
pub(crate) struct Gains {
    near: Vec<Range<usize>>,
    rows: [Vec<Vec<f64>>; LONGEST],
}

impl Gains {
    /// The gain; nothing known is minus infinity, so that no path goes there.
    pub(crate) fn get(&self, run: usize, start: usize, target: usize) -> f64 {
        let near = &self.near[start];
        if near.contains(&target) {
            self.rows[run - 1][start][target - near.start]
        } else {
            f64::NEG_INFINITY
        }
    }
}

impl Direction<'_> {
    /// Returns the table of gains; `near[i]` is the range of targets that any
    /// bead starting at source segment i may reach.
    pub(crate) fn gains(&self, source: &[Segment], target: &[Segment], near: Vec<Range<usize>>) -> Gains {
        let base: Vec<f64> = target.iter().map(|segment| self.unexplained(segment)).collect();
        let mut mass = vec![0.0; self.target.len()];
        let mut touched = Vec::new();
        let mut rows: [Vec<Vec<f64>>; LONGEST] = std::array::from_fn(|_| vec![Vec::new(); source.len()]);
        for start in 0..source.len() {
            let mut words = 0;
            for run in 1..=LONGEST.min(source.len() - start) {
                let segment = &source[start + run - 1];
                words += segment.tokens.len();
                self.spread(segment, &mut mass, &mut touched);
                rows[run - 1][start] = near[start]
                    .clone()
                    .map(|j| base[j] + self.explained(&target[j], &mass, words))
                    .collect();
            }
            for id in touched.drain(..) {
                mass[id as usize] = 0.0;
            }
        }
        Gains { near, rows }
    }

    fn free(&self, id: u32) -> f64 {
        if self.is_value[id as usize] {
            FREE_VALUE
        } else {
            FREE
        }
    }

    /// What a segment costs when none of its words is explained.
    fn unexplained(&self, segment: &Segment) -> f64 {
        segment.tokens.iter().map(|&id| libm::log(self.free(id))).sum()
    }

    /// Adds what a source segment can render to the mass of target tokens.
    fn spread(&self, segment: &Segment, mass: &mut [f64], touched: &mut Vec<u32>) {
        for &token in &segment.tokens {
            for &(id, probability) in &self.table.rows[token as usize] {
                if mass[id as usize] == 0.0 {
                    touched.push(id);
                }
                mass[id as usize] += probability;
            }
        }
    }

    /// What the explained words of a segment gain over the unexplained ones.
    fn explained(&self, segment: &Segment, mass: &[f64], words: usize) -> f64 {
        let mut sum = 0.0;
        for &id in &segment.tokens {
            let m = mass[id as usize];
            if m > 0.0 {
                let free = self.free(id);
                let ratio = BOOST * m / ((words + 1) as f64 * self.target.background(id));
                sum += libm::log(free + (1.0 - free) * ratio).min(CLIP) - libm::log(free);
            }
        }
        sum
    }
}
