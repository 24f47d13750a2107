//! The joint alignment: all editions render one hidden sequence of units.
//!
//! *Problem.* Fifteen pairwise alignments of six editions contradict each
//! other, and Arabic–Chinese alone is weak. *Choice.* A hidden sequence of
//! content units; every segment covers a run of consecutive units, every unit
//! holds at most one segment of an edition, and two segments are linked
//! exactly when they share a unit:
//!
//! ```text
//! units   1    2    3    4
//! en    [s1] [s2] [s3] [s4]
//! zh    [s1      ] [s2] [s3]      zh merges what en has as two
//! ar    [s1] [s2]  –   [s3]       ar leaves one out
//! ```
//!
//! The best sequence maximises Σ (P − τ) over all linked segments of all
//! pairs, P the pairwise posterior. It is found by adding editions one by one
//! and then, in sweeps, taking each edition out and realigning it to the units
//! of the others by an exact dynamic programme. Pairs and groups are consistent
//! by construction. *Rejected.* The probabilistic consistency transformation
//! (Do et al. 2005) gained half as much.

mod realign;

use std::ops::Range;

use super::pairwise::Posteriors;
use realign::realign;

/// What a link must be worth to be made, where the posteriors are sharp.
const TAU: f64 = 0.5;
/// The least it must be worth where they are not.
const LEAST_TAU: f64 = 0.2;
/// The mean of the best posteriors of two lists about which all is known but
/// what was left out.
const SHARP: f64 = 0.92;
/// How often each edition is taken out and realigned.
const SWEEPS: usize = 2;

/// The segment that each edition has in a unit.
pub(crate) type Unit = Vec<Option<u32>>;

/// The posteriors of all pairs of editions, in both directions.
pub(crate) struct Affinity<'a> {
    editions: usize,
    pairs: Vec<Option<&'a Posteriors>>,
    /// What a link of each pair must be worth to be made.
    taus: Vec<f64>,
}

impl<'a> Affinity<'a> {
    /// Makes an affinity over `editions` editions, all pairs empty.
    pub(crate) fn new(editions: usize) -> Affinity<'a> {
        Affinity {
            editions,
            pairs: vec![None; editions * editions],
            taus: vec![TAU; editions * editions],
        }
    }

    /// Sets the posteriors of editions a < b, whose links need less where the
    /// posteriors are diffuse: there the doubt is about which, not whether.
    pub(crate) fn set(&mut self, a: usize, b: usize, posteriors: &'a Posteriors) {
        self.pairs[a * self.editions + b] = Some(posteriors);
        let tau = (TAU + posteriors.sharpness() - SHARP).clamp(LEAST_TAU, TAU);
        self.taus[a * self.editions + b] = tau;
        self.taus[b * self.editions + a] = tau;
    }

    /// The posterior of two segments.
    fn get(&self, a: usize, i: u32, b: usize, j: u32) -> f64 {
        let (a, i, b, j) = if a < b { (a, i, b, j) } else { (b, j, a, i) };
        self.pairs[a * self.editions + b].map_or(0.0, |p| p.get(i as usize, j as usize))
    }

    /// The segments of edition x that may go with segment j of y.
    fn span(&self, x: usize, y: usize, j: u32) -> Range<usize> {
        let posteriors = self.pairs[x.min(y) * self.editions + x.max(y)];
        posteriors.map_or(0..0, |p| {
            if x < y {
                p.column(j as usize)
            } else {
                p.row(j as usize)
            }
        })
    }

    /// What a link of editions x and y must be worth to be made.
    fn tau(&self, x: usize, y: usize) -> f64 {
        self.taus[x * self.editions + y]
    }

    /// What all links of editions a < b are worth that are worth something.
    fn closeness(&self, a: usize, b: usize, size: usize) -> f64 {
        (0..size as u32)
            .flat_map(|j| self.span(a, b, j).map(move |i| (i as u32, j)))
            .map(|(i, j)| (self.get(a, i, b, j) - self.tau(a, b)).max(0.0))
            .sum()
    }
}

/// Returns the best sequence of units for editions of the given numbers of segments.
pub(crate) fn align(sizes: &[usize], affinity: &Affinity<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for x in order(sizes, affinity) {
        units = realign(&units, x, sizes, affinity);
    }
    // Of two editions the first alignment is the best.
    for _ in 0..if sizes.len() > 2 { SWEEPS } else { 0 } {
        for x in 0..sizes.len() {
            let rest = without(&units, x);
            units = realign(&rest, x, sizes, affinity);
        }
    }
    units
}

/// The order in which editions are added: the best connected pair first, then
/// whichever is closest to those placed.
fn order(sizes: &[usize], affinity: &Affinity<'_>) -> Vec<usize> {
    let n = sizes.len();
    let mut close = vec![0.0; n * n];
    for a in 0..n {
        for b in a + 1..n {
            let sum = affinity.closeness(a, b, sizes[b]);
            close[a * n + b] = sum;
            close[b * n + a] = sum;
        }
    }
    let total = |x: usize, among: &[usize]| among.iter().map(|&y| close[x * n + y]).sum::<f64>();
    let all: Vec<usize> = (0..n).collect();
    let mut placed: Vec<usize> = Vec::new();
    while placed.len() < n {
        let reference = if placed.is_empty() { &all } else { &placed };
        let next = (0..n)
            .filter(|x| !placed.contains(x))
            .max_by(|&a, &b| {
                total(a, reference)
                    .total_cmp(&total(b, reference))
                    .then(b.cmp(&a))
            })
            .expect("an edition is left");
        placed.push(next);
    }
    placed
}

/// Takes an edition out; units that become empty go, equal neighbours fuse.
fn without(units: &[Unit], x: usize) -> Vec<Unit> {
    let mut rest: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        let mut unit = unit.clone();
        unit[x] = None;
        if unit.iter().any(Option::is_some) && rest.last() != Some(&unit) {
            rest.push(unit);
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posteriors(rows: &[&[f64]]) -> Posteriors {
        let cells: Vec<f64> = rows.iter().flat_map(|row| row.iter().copied()).collect();
        Posteriors::from_cells(rows[0].len(), &cells)
    }

    #[test]
    fn two_editions_with_a_merge_and_an_omission() {
        let p = posteriors(&[&[0.9, 0.0], &[0.9, 0.0], &[0.1, 0.1], &[0.0, 0.9]]);
        let mut affinity = Affinity::new(2);
        affinity.set(0, 1, &p);
        let units = align(&[4, 2], &affinity);
        let expected: Vec<Unit> = vec![
            vec![Some(0), Some(0)],
            vec![Some(1), Some(0)],
            vec![Some(2), None],
            vec![Some(3), Some(1)],
        ];
        assert_eq!(units, expected);
    }

    #[test]
    fn a_third_edition_decides_what_two_cannot() {
        let weak = posteriors(&[&[0.45]]);
        let strong = posteriors(&[&[0.9]]);
        let mut affinity = Affinity::new(3);
        affinity.set(0, 1, &weak);
        affinity.set(0, 2, &strong);
        affinity.set(1, 2, &strong);
        assert_eq!(
            align(&[1, 1, 1], &affinity),
            vec![vec![Some(0), Some(0), Some(0)]]
        );
    }

    #[test]
    fn every_segment_stands_in_a_unit() {
        let p = posteriors(&[&[0.2, 0.4, 0.3], &[0.6, 0.6, 0.2]]);
        let mut affinity = Affinity::new(2);
        affinity.set(0, 1, &p);
        let units = align(&[2, 3], &affinity);
        for (x, size) in [(0, 2u32), (1, 3)] {
            for i in 0..size {
                assert!(units.iter().any(|unit| unit[x] == Some(i)), "{x} {i}");
            }
        }
    }

    #[test]
    fn an_empty_edition_is_no_trouble() {
        let affinity = Affinity::new(2);
        assert_eq!(align(&[1, 0], &affinity), vec![vec![Some(0), None]]);
        assert!(align(&[0, 0], &affinity).is_empty());
    }
}
