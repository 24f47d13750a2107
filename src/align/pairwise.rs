//! Posteriors of beads of two editions, by forward–backward in log space.
//!
//! The lattice has a node for each pair of positions; a bead is an edge. The
//! posterior of a bead is the share of all paths' weight that goes through it
//! (Rabiner 1989); the posterior of two segments is the sum over the beads
//! that hold both. Best paths alone would not say how sure they are, and the
//! joint step needs to know.

use std::ops::Range;

use crate::evidence::Segment;

use super::band::Band;
use super::beads::{LengthModel, Lengths};
use super::explain::Gains;
use super::lattice::{Lattice, Scores};
use super::words::{Table, Weights};

/// The least posterior of a bead that is kept.
const KEPT: f64 = 0.01;
/// The least posterior of two segments that counts.
const LEAST: f64 = 1e-4;

/// What two languages know of each other.
pub(crate) struct PairModel<'a> {
    pub(crate) forward: &'a Table,
    pub(crate) backward: &'a Table,
    pub(crate) first: &'a Weights,
    pub(crate) second: &'a Weights,
    pub(crate) lengths: LengthModel,
}

/// A bead with its posterior: runs of the first and of the second edition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    pub(crate) first: std::ops::Range<usize>,
    pub(crate) second: std::ops::Range<usize>,
    pub(crate) posterior: f64,
}

/// The posteriors of two lists of segments.
pub(crate) struct Posteriors {
    /// Over the band, shifted: cell (i, j) stands at node (i + 1, j + 1).
    band: Band,
    cells: Vec<f64>,
    /// For each segment of the first edition those of the second from the first
    /// to the last with a posterior that counts, and the other way round.
    rows: Vec<Range<usize>>,
    columns: Vec<Range<usize>>,
    /// The beads whose posterior is over a hundredth.
    pub(crate) beads: Vec<Scored>,
}

impl Posteriors {
    /// Returns the probability that segments i and j belong together; more than one, or
    /// less than none, where a person set it ([`super::anchors`]).
    pub(crate) fn get(&self, i: usize, j: usize) -> f64 {
        self.band.at(i + 1, j + 1).map_or(0.0, |at| self.cells[at])
    }

    /// Whether the position before (i, j) stands at an edge of what was searched.
    pub(crate) fn at_edge(&self, i: usize, j: usize) -> bool {
        self.band.at_edge(i, j)
    }

    /// Returns which segments of the second edition may go with segment i of the first.
    pub(crate) fn row(&self, i: usize) -> Range<usize> {
        self.rows[i].clone()
    }

    /// Returns which segments of the first edition may go with segment j of the second.
    pub(crate) fn column(&self, j: usize) -> Range<usize> {
        self.columns[j].clone()
    }

    /// Returns the highest posterior of a segment of the first edition with others
    /// than these of the second.
    pub(crate) fn row_max_without(&self, i: usize, second: &[usize]) -> f64 {
        let others = self.row(i).filter(|j| !second.contains(j));
        others.map(|j| self.get(i, j)).fold(0.0, f64::max)
    }

    /// Returns the highest posterior of a segment of the second edition with others
    /// than these of the first.
    pub(crate) fn column_max_without(&self, j: usize, first: &[usize]) -> f64 {
        let others = self.column(j).filter(|i| !first.contains(i));
        others.map(|i| self.get(i, j)).fold(0.0, f64::max)
    }

    /// Returns how sure the posteriors are: the mean over all segments of the
    /// probability of their best counterpart.
    pub(crate) fn sharpness(&self) -> f64 {
        let (n, m) = (self.rows.len(), self.columns.len());
        // What a person set counts as certain, however much it binds.
        let rows = (0..n).map(|i| self.row_max_without(i, &[]).min(1.0));
        let columns = (0..m).map(|j| self.column_max_without(j, &[]).min(1.0));
        rows.chain(columns).sum::<f64>() / (n + m).max(1) as f64
    }

    /// Returns other posteriors of the same segments, wherever these were looked at.
    pub(crate) fn with(&self, value: impl Fn(usize, usize) -> f64) -> Posteriors {
        let mut other = Posteriors::new(&self.band);
        for i in 0..self.rows.len() {
            for j in self.band.row(i + 1).filter(|&j| j > 0) {
                if let Some(at) = self.band.at(i + 1, j) {
                    other.cells[at] = value(i, j - 1);
                }
            }
        }
        other.beads.clone_from(&self.beads);
        other.close();
        other
    }

    /// Nothing is probable yet.
    pub(crate) fn new(band: &Band) -> Posteriors {
        let n = band.rows() - 1;
        Posteriors {
            band: band.clone(),
            cells: vec![0.0; band.len()],
            rows: vec![0..0; n],
            columns: vec![0..0; band.row(n).end - 1],
            beads: Vec::new(),
        }
    }

    /// Sets what segments i and j going together is worth, where there is room for it.
    pub(crate) fn put(&mut self, i: usize, j: usize, value: f64) {
        if let Some(at) = self.band.at(i + 1, j + 1) {
            self.cells[at] = value;
        }
    }

    /// Adds a bead that ends before (i, j).
    pub(crate) fn add(&mut self, (i, j): (usize, usize), (m, n): (usize, usize), posterior: f64) {
        if m == 0 || n == 0 {
            return;
        }
        for x in i - m..i {
            for y in j - n..j {
                if let Some(at) = self.band.at(x + 1, y + 1) {
                    self.cells[at] += posterior;
                }
            }
        }
        if posterior > KEPT {
            self.beads.push(Scored {
                first: i - m..i,
                second: j - n..j,
                posterior,
            });
        }
    }

    /// Notes which segments may go together, after all beads were added.
    pub(crate) fn close(&mut self) {
        for i in 0..self.rows.len() {
            let counts = |&j: &usize| j > 0 && self.get(i, j - 1).abs() > LEAST;
            let mut columns = self.band.row(i + 1).filter(counts).map(|j| j - 1);
            let Some(first) = columns.next() else { continue };
            let last = columns.next_back().unwrap_or(first);
            self.rows[i] = first..last + 1;
            for column in &mut self.columns[first..=last] {
                *column = if column.start == column.end {
                    i..i + 1
                } else {
                    column.start..i + 1
                };
            }
        }
    }

    /// Posteriors given from outside, row by row.
    #[cfg(test)]
    pub(crate) fn from_cells(columns: usize, cells: &[f64]) -> Posteriors {
        let rows = cells.len().checked_div(columns).unwrap_or(0);
        let band = Band::whole(rows, columns);
        let mut shifted = vec![0.0; band.len()];
        for (k, &value) in cells.iter().enumerate() {
            let at = band.at(k / columns + 1, k % columns + 1).expect("a whole band");
            shifted[at] = value;
        }
        let mut posteriors = Posteriors::new(&band);
        posteriors.cells = shifted;
        posteriors.close();
        posteriors
    }
}

/// Returns the posteriors of two lists of segments inside a band.
pub(crate) fn posteriors_in(
    model: &PairModel<'_>,
    first: &[Segment],
    second: &[Segment],
    band: &Band,
) -> Posteriors {
    let (rows, columns) = band.reach(first.len(), second.len());
    let mut scores = Scores {
        forward: Gains::new((model.forward, model.second), first, second, rows),
        backward: Gains::new((model.backward, model.first), second, first, columns),
        lengths: Lengths::new(model.lengths, first, second),
    };
    Lattice::new(&mut scores, band, first.len()).posteriors(first.len())
}
