//! Posteriors of beads of two editions, by forward–backward in log space.
//!
//! The lattice has a node for each pair of positions; a bead is an edge. The
//! posterior of a bead is the share of all paths' weight that goes through it
//! (Rabiner 1989); the posterior of two segments is the sum over the beads
//! that hold both. Best paths alone would not say how sure they are, and the
//! joint step needs to know.

use crate::evidence::{Segment, Vocabulary};

use super::beads::{LengthModel, SHAPES};
use super::words::{Direction, Gains, Table};

/// The weight of the words in a bead's score.
const WORDS: f64 = 0.5;

/// What two languages know of each other.
pub(crate) struct PairModel<'a> {
    pub(crate) forward: &'a Table,
    pub(crate) backward: &'a Table,
    pub(crate) first: &'a Vocabulary,
    pub(crate) second: &'a Vocabulary,
    pub(crate) first_values: &'a [bool],
    pub(crate) second_values: &'a [bool],
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
    width: usize,
    cells: Vec<f64>,
    /// The beads whose posterior is over a hundredth.
    pub(crate) beads: Vec<Scored>,
}

impl Posteriors {
    /// Returns the probability that segments i and j belong together.
    pub(crate) fn get(&self, i: usize, j: usize) -> f64 {
        self.cells[i * self.width + j]
    }

    /// Returns the highest posterior of a segment of the first edition.
    pub(crate) fn row_max(&self, i: usize) -> f64 {
        (0..self.width).map(|j| self.get(i, j)).fold(0.0, f64::max)
    }

    /// Returns the highest posterior of a segment of the second edition.
    pub(crate) fn column_max(&self, j: usize) -> f64 {
        (j..self.cells.len()).step_by(self.width.max(1)).map(|k| self.cells[k]).fold(0.0, f64::max)
    }

    /// Posteriors given from outside, for tests and for turns.
    pub(crate) fn from_cells(width: usize, cells: Vec<f64>) -> Posteriors {
        Posteriors {
            width,
            cells,
            beads: Vec::new(),
        }
    }
}

/// The scores of all beads of two lists of segments.
struct Scores<'a> {
    first: &'a [Segment],
    second: &'a [Segment],
    forward: Gains,
    backward: Gains,
    lengths: LengthModel,
}

impl Scores<'_> {
    /// The score of the bead that ends before (i, j).
    fn ending(&self, i: usize, j: usize, (m, n): (usize, usize), prior: f64) -> f64 {
        if m == 0 || n == 0 {
            return prior;
        }
        let (a, b) = (i - m, j - n);
        let words: f64 = (b..j).map(|y| self.forward.get(m, a, y)).sum::<f64>()
            + (a..i).map(|x| self.backward.get(n, b, x)).sum::<f64>();
        let length = |segments: &[Segment]| segments.iter().map(|s| s.length).sum::<f64>();
        let lengths = self.lengths.score(length(&self.first[a..i]), length(&self.second[b..j]));
        prior + lengths + WORDS * words / 2.0
    }
}

/// Returns the posteriors of two lists of segments.
pub(crate) fn posteriors(model: &PairModel<'_>, first: &[Segment], second: &[Segment]) -> Posteriors {
    let scores = Scores {
        first,
        second,
        forward: direction(model.forward, model.second, model.second_values).gains(first, second),
        backward: direction(model.backward, model.first, model.first_values).gains(second, first),
        lengths: model.lengths,
    };
    let (n, m) = (first.len(), second.len());
    let edges = edges(&scores, n, m);
    let forward = forward(&edges, n, m);
    let backward = backward(&edges, n, m);
    collect(&edges, &forward, &backward, n, m)
}

fn direction<'a>(table: &'a Table, target: &'a Vocabulary, is_value: &'a [bool]) -> Direction<'a> {
    Direction {
        table,
        target,
        is_value,
    }
}

/// The score of each shape that ends at each node; minus infinity where it
/// does not fit.
fn edges(scores: &Scores<'_>, n: usize, m: usize) -> Vec<[f64; SHAPES.len()]> {
    let mut edges = vec![[f64::NEG_INFINITY; SHAPES.len()]; (n + 1) * (m + 1)];
    for i in 0..=n {
        for j in 0..=m {
            for (k, &(shape, prior)) in SHAPES.iter().enumerate() {
                if shape.0 <= i && shape.1 <= j {
                    edges[i * (m + 1) + j][k] = scores.ending(i, j, shape, prior);
                }
            }
        }
    }
    edges
}

fn forward(edges: &[[f64; SHAPES.len()]], n: usize, m: usize) -> Vec<f64> {
    let mut alpha = vec![f64::NEG_INFINITY; (n + 1) * (m + 1)];
    alpha[0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            let at = i * (m + 1) + j;
            let mut sum = alpha[at];
            for (k, &((di, dj), _)) in SHAPES.iter().enumerate() {
                if edges[at][k] > f64::NEG_INFINITY {
                    sum = log_add(sum, alpha[at - di * (m + 1) - dj] + edges[at][k]);
                }
            }
            alpha[at] = sum;
        }
    }
    alpha
}

fn backward(edges: &[[f64; SHAPES.len()]], n: usize, m: usize) -> Vec<f64> {
    let mut beta = vec![f64::NEG_INFINITY; (n + 1) * (m + 1)];
    beta[n * (m + 1) + m] = 0.0;
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            let at = i * (m + 1) + j;
            for (k, &((di, dj), _)) in SHAPES.iter().enumerate() {
                if edges[at][k] > f64::NEG_INFINITY {
                    let from = at - di * (m + 1) - dj;
                    beta[from] = log_add(beta[from], beta[at] + edges[at][k]);
                }
            }
        }
    }
    beta
}

/// The least posterior of a bead that is kept.
const KEPT: f64 = 0.01;

fn collect(edges: &[[f64; SHAPES.len()]], alpha: &[f64], beta: &[f64], n: usize, m: usize) -> Posteriors {
    let total = beta[0];
    let mut cells = vec![0.0; n * m];
    let mut beads = Vec::new();
    for i in 0..=n {
        for j in 0..=m {
            let at = i * (m + 1) + j;
            for (k, &((di, dj), _)) in SHAPES.iter().enumerate() {
                if edges[at][k] == f64::NEG_INFINITY || di == 0 || dj == 0 {
                    continue;
                }
                let log = alpha[at - di * (m + 1) - dj] + edges[at][k] + beta[at] - total;
                if log < -9.0 {
                    continue;
                }
                let posterior = libm::exp(log);
                for x in i - di..i {
                    for y in j - dj..j {
                        cells[x * m + y] += posterior;
                    }
                }
                if posterior > KEPT {
                    beads.push(Scored {
                        first: i - di..i,
                        second: j - dj..j,
                        posterior,
                    });
                }
            }
        }
    }
    Posteriors { width: m, cells, beads }
}

/// Returns ln(e^a + e^b).
pub(crate) fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY || high - low > 36.0 {
        return high;
    }
    high + libm::log1p(libm::exp(low - high))
}
