//! Posteriors of beads of two editions, by forward–backward in log space.
//!
//! The lattice has a node for each pair of positions; a bead is an edge. The
//! posterior of a bead is the share of all paths' weight that goes through it
//! (Rabiner 1989); the posterior of two segments is the sum over the beads
//! that hold both. Best paths alone would not say how sure they are, and the
//! joint step needs to know.

use crate::evidence::Segment;

use super::band::Band;
use super::beads::{LengthModel, Lengths, SHAPES};
use super::words::{Direction, Gains, Table, Weights};

/// The weight of the words in a bead's score.
const WORDS: f32 = 0.5;

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
    /// The beads whose posterior is over a hundredth.
    pub(crate) beads: Vec<Scored>,
}

impl Posteriors {
    /// Returns the probability that segments i and j belong together.
    pub(crate) fn get(&self, i: usize, j: usize) -> f64 {
        self.band.at(i + 1, j + 1).map_or(0.0, |at| self.cells[at])
    }

    /// Whether the position before (i, j) stands at an edge of what was searched.
    pub(crate) fn at_edge(&self, i: usize, j: usize) -> bool {
        self.band.at_edge(i, j)
    }

    /// Returns the highest posterior of a segment of the first edition with others
    /// than these of the second.
    pub(crate) fn row_max_without(&self, i: usize, second: &[usize]) -> f64 {
        self.band
            .row(i + 1)
            .filter(|&j| j > 0 && !second.contains(&(j - 1)))
            .map(|j| self.get(i, j - 1))
            .fold(0.0, f64::max)
    }

    /// Returns the highest posterior of a segment of the second edition with others
    /// than these of the first.
    pub(crate) fn column_max_without(&self, j: usize, first: &[usize]) -> f64 {
        (0..self.band.rows() - 1)
            .filter(|i| !first.contains(i))
            .map(|i| self.get(i, j))
            .fold(0.0, f64::max)
    }

    /// Returns how sure the posteriors are: the mean over all segments of the
    /// probability of their best counterpart.
    pub(crate) fn sharpness(&self, n: usize, m: usize) -> f64 {
        let mut columns = vec![0.0f64; m];
        let mut sum = 0.0;
        for i in 0..n {
            let mut most = 0.0f64;
            for j in self.band.row(i + 1).filter(|&j| j > 0) {
                let p = self.get(i, j - 1);
                most = most.max(p);
                columns[j - 1] = columns[j - 1].max(p);
            }
            sum += most;
        }
        (sum + columns.iter().sum::<f64>()) / (n + m).max(1) as f64
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
        Posteriors {
            band,
            cells: shifted,
            beads: Vec::new(),
        }
    }
}

/// The scores of all beads of two lists of segments, without their priors.
pub(crate) struct Scores {
    forward: Gains,
    backward: Gains,
    lengths: Lengths,
}

impl Scores {
    /// Scores the beads of the band.
    pub(crate) fn new(model: &PairModel<'_>, first: &[Segment], second: &[Segment], band: &Band) -> Scores {
        let (rows, columns) = band.reach(first.len(), second.len());
        let direction = |table, weights| Direction { table, weights };
        Scores {
            forward: direction(model.forward, model.second).gains(first, second, rows),
            backward: direction(model.backward, model.first).gains(second, first, columns),
            lengths: Lengths::new(model.lengths, first, second),
        }
    }

    /// What the words of the bead of m segments from a and n from b say.
    pub(crate) fn words(&self, (a, m): (usize, usize), (b, n): (usize, usize)) -> f32 {
        let forward: f32 = match m {
            1 => self.forward.merged(a, b, n),
            _ => (b..b + n).map(|y| self.forward.run(a, m, y)).sum(),
        };
        let backward: f32 = match n {
            1 => self.backward.merged(b, a, m),
            _ => (a..a + m).map(|x| self.backward.run(b, n, x)).sum(),
        };
        WORDS * (forward + backward) / 2.0
    }

    /// What its lengths say.
    pub(crate) fn lengths(&self, (a, m): (usize, usize), (b, n): (usize, usize)) -> f32 {
        self.lengths.score((a, m), (b, n))
    }
}

/// Returns the posteriors of two lists of segments inside a band.
pub(crate) fn posteriors_in(
    model: &PairModel<'_>,
    first: &[Segment],
    second: &[Segment],
    band: &Band,
) -> Posteriors {
    let scores = Scores::new(model, first, second, band);
    Lattice::new(&scores, band, first.len()).posteriors(first.len())
}

/// The edges into each node of the band.
struct Lattice<'a> {
    band: &'a Band,
    /// For each node its edges by shape: from, score.
    edges: Vec<[(u32, f32); SHAPES.len()]>,
}

/// No edge.
const NOWHERE: (u32, f32) = (0, f32::NEG_INFINITY);

impl<'a> Lattice<'a> {
    fn new(scores: &Scores, band: &'a Band, n: usize) -> Lattice<'a> {
        let mut edges = Vec::with_capacity(band.len());
        for i in 0..=n {
            for j in band.row(i) {
                let edge = |k: usize| {
                    let (shape, prior) = SHAPES[k];
                    if shape.0 > i || shape.1 > j {
                        return NOWHERE;
                    }
                    let Some(from) = band.at(i - shape.0, j - shape.1) else {
                        return NOWHERE;
                    };
                    let from = u32::try_from(from).expect("a lattice below 2^32 nodes");
                    if shape.0 == 0 || shape.1 == 0 {
                        return (from, prior);
                    }
                    let (a, b) = ((i - shape.0, shape.0), (j - shape.1, shape.1));
                    (from, prior + scores.words(a, b) + scores.lengths(a, b))
                };
                edges.push(std::array::from_fn(edge));
            }
        }
        Lattice { band, edges }
    }

    fn incoming(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + Clone + '_ {
        self.edges[node]
            .iter()
            .filter(|edge| edge.1 > f32::NEG_INFINITY)
            .map(|&(from, score)| (from as usize, f64::from(score)))
    }

    fn forward(&self) -> Vec<f64> {
        let mut alpha = vec![f64::NEG_INFINITY; self.band.len()];
        alpha[0] = 0.0;
        for node in 1..alpha.len() {
            alpha[node] = log_sum(self.incoming(node).map(|(from, score)| alpha[from] + score));
        }
        alpha
    }

    fn backward(&self) -> Vec<f64> {
        let mut beta = vec![f64::NEG_INFINITY; self.band.len()];
        if let Some(last) = beta.last_mut() {
            *last = 0.0;
        }
        for node in (1..beta.len()).rev() {
            let here = beta[node];
            if here == f64::NEG_INFINITY {
                continue;
            }
            for (from, score) in self.incoming(node) {
                let slot = &mut beta[from];
                *slot = log_add(*slot, here + score);
            }
        }
        beta
    }

    fn posteriors(&self, n: usize) -> Posteriors {
        let (alpha, beta) = (self.forward(), self.backward());
        let total = alpha[alpha.len() - 1];
        let mut out = Posteriors {
            band: self.band.clone(),
            cells: vec![0.0; self.band.len()],
            beads: Vec::new(),
        };
        for i in 0..=n {
            for j in self.band.row(i) {
                let node = self.band.at(i, j).expect("in the band");
                for (&(from, score), (shape, _)) in self.edges[node].iter().zip(SHAPES) {
                    let log = alpha[from as usize] + f64::from(score) + beta[node] - total;
                    if log > NEGLIGIBLE {
                        out.add((i, j), shape, libm::exp(log));
                    }
                }
            }
        }
        out
    }
}

/// The least posterior of a bead that is kept.
const KEPT: f64 = 0.01;
/// The logarithm of a posterior that counts for nothing.
const NEGLIGIBLE: f64 = -9.0;

impl Posteriors {
    /// Adds a bead that ends before (i, j).
    fn add(&mut self, (i, j): (usize, usize), (m, n): (usize, usize), posterior: f64) {
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
}

/// Returns ln Σ e^x.
fn log_sum(terms: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = terms.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    let sum: f64 = terms
        .map(|x| x - most)
        .filter(|&x| x > -36.0)
        .map(libm::exp)
        .sum();
    most + libm::log(sum)
}

/// Returns ln(e^a + e^b).
pub(crate) fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY || high - low > 36.0 {
        return high;
    }
    high + libm::log1p(libm::exp(low - high))
}
