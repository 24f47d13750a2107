//! Blocks of a long document, and how their alignments become one.
//!
//! *Problem.* A cut that is a little wrong spoils the beads around it. *Choice.*
//! Neighbouring blocks overlap; of the places in the overlap where both end a
//! group in all editions, the one nearest to the cut joins them:
//!
//! ```text
//! left    | 1-1 | 1-1 | 2-1   | 1-1 (end, unreliable)
//! right           (start) 1-1 | 1-1 | 1-1 | …
//!                             ↑ both have a border here
//! ```
//!
//! Where they have none in common, what lies between the left block's last
//! border before the cut and the right block's first behind it is aligned anew.
//! *Rejected.* Cuts without overlap at the surest anchors: one wrong in a
//! thousand was enough for runs of wrong beads.

use std::ops::Range;

use super::super::joint::{Joint, Link, pairs};
use super::super::levels::Beads;
use super::super::units::Unit;

/// The segments of each edition that a block holds.
pub(super) type Ranges = Vec<Range<usize>>;

/// Where every edition is passed, between two groups.
pub(super) type Border = Vec<usize>;

/// An aligned block.
pub(super) struct Block {
    ranges: Ranges,
    units: Vec<Unit>,
    /// The links of the pairs a < b.
    links: Vec<Vec<Link>>,
    /// Whether the path touched the edge of the widest band.
    pub(super) narrow: bool,
    /// The borders, from the block's beginning to its end, by whole positions.
    borders: Vec<Border>,
}

impl Block {
    pub(super) fn new(ranges: Ranges, joint: Joint, narrow: bool) -> Block {
        let borders = borders(&joint.units, &ranges);
        Block {
            links: pairs(ranges.len()).map(|(a, b)| joint.links(a, b)).collect(),
            units: joint.units,
            ranges,
            narrow,
            borders,
        }
    }

    /// The first border that passes all that `other` passes.
    fn first_behind(&self, other: &Border) -> &Border {
        let behind = |border: &&Border| border.iter().zip(other).all(|(a, b)| a >= b);
        self.borders
            .iter()
            .find(behind)
            .unwrap_or(&self.borders[self.borders.len() - 1])
    }
}

/// Finds where each unit ends in all editions.
fn borders(units: &[Unit], ranges: &Ranges) -> Vec<Border> {
    let mut here: Border = ranges.iter().map(|range| range.start).collect();
    let mut borders = vec![here.clone()];
    for (k, unit) in units.iter().enumerate() {
        for (x, segment) in unit.iter().enumerate() {
            if let Some(segment) = segment {
                here[x] = ranges[x].start + *segment as usize + 1;
            }
        }
        let goes_on = |next: &Unit| unit.iter().zip(next).any(|(a, b)| a.is_some() && a == b);
        if !units.get(k + 1).is_some_and(goes_on) {
            borders.push(here.clone());
        }
    }
    borders
}

/// How two neighbouring blocks are joined.
pub(super) enum Seam {
    /// At one border.
    At(Border),
    /// From the first border to the second all is to be aligned anew.
    Anew(Border, Border),
}

/// Finds the seam of two blocks nearest to a cut of an edition, the hub; all up
/// to `from`, a border of the left block, is taken already.
pub(super) fn seam(left: &Block, right: &Block, from: &Border, (hub, cut): (usize, usize)) -> Seam {
    // Borders rise in every edition, so the sum orders them.
    let sum = |border: &Border| border.iter().sum::<usize>();
    let begun = left.borders.partition_point(|border| sum(border) < sum(from));
    let mut theirs = right.borders.iter().peekable();
    let mut best: Option<(usize, &Border)> = None;
    let mut last = from;
    for border in &left.borders[begun..] {
        while theirs.next_if(|other| sum(other) < sum(border)).is_some() {}
        let far = border[hub].abs_diff(cut);
        if theirs.peek() == Some(&border) && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, border));
        }
        if border[hub] <= cut {
            last = border;
        }
    }
    match best {
        Some((_, border)) => Seam::At(border.clone()),
        None => Seam::Anew(last.clone(), right.first_behind(last).clone()),
    }
}

/// What all blocks together say.
pub(super) struct Joined {
    pub(super) units: Vec<Unit>,
    pub(super) beads: Vec<Beads>,
}

impl Joined {
    pub(super) fn new(editions: usize) -> Joined {
        Joined {
            units: Vec::new(),
            beads: pairs(editions).map(|_| Vec::new()).collect(),
        }
    }

    /// Takes what a block has between two of its borders.
    pub(super) fn take(&mut self, block: &Block, from: &Border, to: &Border) {
        let ranges = &block.ranges;
        let inside = |x: usize, i: usize| {
            let at = ranges[x].start + i;
            (from[x]..to[x]).contains(&at).then_some(at)
        };
        for unit in &block.units {
            let real = |(x, segment): (usize, &Option<u32>)| {
                segment
                    .and_then(|s| inside(x, s as usize))
                    .and_then(|at| u32::try_from(at).ok())
            };
            let unit: Unit = unit.iter().enumerate().map(real).collect();
            if unit.iter().any(Option::is_some) {
                self.units.push(unit);
            }
        }
        for (k, (a, b)) in pairs(ranges.len()).enumerate() {
            for link in &block.links[k] {
                let first: Vec<usize> = link.first.iter().filter_map(|&i| inside(a, i)).collect();
                let second: Vec<usize> = link.second.iter().filter_map(|&j| inside(b, j)).collect();
                if !first.is_empty() || !second.is_empty() {
                    self.beads[k].push((first, second, link.confidence));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::joint::from_posteriors;
    use super::super::super::options::Stage;
    use super::super::super::pairwise::Posteriors;
    use super::*;

    /// A block of `n` segments of both editions from `at` on, linked one to one
    /// where `linked`.
    fn block(at: usize, n: usize, linked: bool) -> Block {
        let cell = |k: usize| if linked && k / n == k % n { 0.9 } else { 0.0 };
        let cells: Vec<f64> = (0..n * n).map(cell).collect();
        let posteriors = vec![((0, 1), Posteriors::from_cells(n, &cells))];
        let joint = from_posteriors(vec![n, n], posteriors, Stage::Joint);
        Block::new(vec![at..at + n, at..at + n], joint, false)
    }

    #[test]
    fn blocks_are_joined_at_the_border_nearest_to_the_cut() {
        let (left, right) = (block(0, 6, true), block(3, 6, true));
        let Seam::At(border) = seam(&left, &right, &vec![0, 0], (0, 4)) else {
            panic!("both have a border at the cut");
        };
        assert_eq!(border, [4, 4]);
        let mut joined = Joined::new(2);
        joined.take(&left, &vec![0, 0], &border);
        joined.take(&right, &border, &vec![9, 9]);
        let expected: Vec<(Vec<usize>, Vec<usize>)> = (0..9).map(|k| (vec![k], vec![k])).collect();
        let beads: Vec<_> = joined.beads[0]
            .iter()
            .map(|b| (b.0.clone(), b.1.clone()))
            .collect();
        assert_eq!(beads, expected);
        assert_eq!(joined.units.len(), 9);
    }

    #[test]
    fn blocks_that_disagree_have_a_stretch_between_them_aligned_anew() {
        let mut right = block(3, 6, true);
        right.borders = vec![vec![3, 3], vec![5, 7], vec![9, 9]];
        let mut left = block(0, 6, true);
        left.borders = vec![vec![0, 0], vec![4, 4], vec![6, 6]];
        let Seam::Anew(from, to) = seam(&left, &right, &vec![0, 0], (0, 4)) else {
            panic!("no border in common");
        };
        assert_eq!((from, to), (vec![4, 4], vec![5, 7]));
    }
}
