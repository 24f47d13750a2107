//! The lattice of two lists of segments: which beads can be, and how probable each is.
//!
//! *Problem.* A lattice has a node for each pair of positions and fifteen shapes
//! of beads into each; scoring them all costs microseconds a node, and nearly
//! all are hopeless. *Choice.* First the best path through each bead is found by
//! cheap bounds that no score exceeds; beads whose best path is hopelessly far from
//! the best of all are dropped, and only the rest is scored and summed over:
//!
//! ```text
//! bounds   all beads, best path through each        (max-plus)
//! scores   of beads at most FAR behind the best     (a few a segment)
//! sums     forward–backward over those, in log space
//! ```
//!
//! Of a hundred beads five are left, and their posteriors are the same to four digits.
//! *Rejected.* Dropping positions far from the diagonal only: near it all the
//! work remains.

use std::ops::Range;

use super::band::Band;
use super::beads::{Lengths, SHAPES};
use super::explain::Gains;
use super::pairwise::Posteriors;

/// The weight of the words in a bead's score.
const WORDS: f32 = 0.5;
/// How much worse than the best path, in nats, the best path through a bead may be.
const FAR: f32 = 24.0;
/// The logarithm of a posterior that counts for nothing.
const NEGLIGIBLE: f64 = -9.0;
/// The score of what cannot be.
const NEVER: f32 = f32::NEG_INFINITY;

/// What the scores of the beads of two lists are made of.
pub(crate) struct Scores<'a> {
    pub(crate) forward: Gains<'a>,
    pub(crate) backward: Gains<'a>,
    pub(crate) lengths: Lengths,
}

impl Scores<'_> {
    /// More than the score of the bead of m segments from a and n from b can be.
    fn bound(&self, (a, m): (usize, usize), (b, n): (usize, usize)) -> f32 {
        let forward: f32 = match m {
            1 => self.forward.merged_bound(a, b, n),
            _ => (b..b + n).map(|y| self.forward.run_bound(a, m, y)).sum(),
        };
        let backward: f32 = match n {
            1 => self.backward.merged_bound(b, a, m),
            _ => (a..a + m).map(|x| self.backward.run_bound(b, n, x)).sum(),
        };
        WORDS * (forward + backward) / 2.0 + self.lengths.score((a, m), (b, n))
    }

    /// The score of the bead of m segments from a and n from b, without its prior.
    fn score(&mut self, (a, m): (usize, usize), (b, n): (usize, usize)) -> f32 {
        let forward: f32 = match m {
            1 => self.forward.merged(a, b, n),
            _ => (b..b + n).map(|y| self.forward.run(a, m, y)).sum(),
        };
        let backward: f32 = match n {
            1 => self.backward.merged(b, a, m),
            _ => (a..a + m).map(|x| self.backward.run(b, n, x)).sum(),
        };
        WORDS * (forward + backward) / 2.0 + self.lengths.score((a, m), (b, n))
    }
}

/// A bead that can be: an edge from one node to another.
struct Edge {
    from: u32,
    shape: u8,
    score: f32,
}

/// The beads into each node of a band that can be.
pub(crate) struct Lattice<'a> {
    band: &'a Band,
    edges: Vec<Edge>,
    /// Where the edges into each node begin, with the end.
    starts: Vec<u32>,
}

impl<'a> Lattice<'a> {
    /// Finds and scores the beads that can be in two lists, the first of n segments.
    pub(crate) fn new(scores: &mut Scores<'_>, band: &'a Band, n: usize) -> Lattice<'a> {
        let hopes = Hopes::new(scores, band, n);
        let mut lattice = Lattice {
            band,
            edges: Vec::with_capacity(4 * (n + band.row(n).end)),
            starts: Vec::with_capacity(band.len() + 1),
        };
        lattice.starts.push(0);
        let mut node = 0;
        for i in 0..=n {
            for j in band.row(i) {
                for shape in hopes.hopeful(node) {
                    let ((m, k), prior) = SHAPES[shape];
                    let score = match (m, k) {
                        (0, _) | (_, 0) => prior,
                        _ => prior + scores.score((i - m, m), (j - k, k)),
                    };
                    if score > NEVER {
                        lattice.edges.push(Edge {
                            from: hopes.edges[node][shape].0,
                            shape: shape as u8,
                            score,
                        });
                    }
                }
                lattice.starts.push(narrow(lattice.edges.len()));
                node += 1;
            }
        }
        lattice
    }

    fn edges_into(&self, node: usize) -> &[Edge] {
        &self.edges[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    fn forward(&self) -> Vec<f64> {
        let mut alpha = vec![f64::NEG_INFINITY; self.band.len()];
        alpha[0] = 0.0;
        for node in 1..alpha.len() {
            let terms = self
                .edges_into(node)
                .iter()
                .map(|edge| alpha[edge.from as usize] + f64::from(edge.score));
            alpha[node] = log_sum(terms);
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
            for edge in self.edges_into(node) {
                let slot = &mut beta[edge.from as usize];
                *slot = log_add(*slot, here + f64::from(edge.score));
            }
        }
        beta
    }

    /// Sums over all paths; the first list has n segments.
    pub(crate) fn posteriors(&self, n: usize) -> Posteriors {
        let (alpha, beta) = (self.forward(), self.backward());
        let total = alpha[alpha.len() - 1];
        let mut out = Posteriors::new(self.band);
        let mut node = 0;
        for i in 0..=n {
            for j in self.band.row(i) {
                for edge in self.edges_into(node) {
                    let log = alpha[edge.from as usize] + f64::from(edge.score) + beta[node] - total;
                    if log > NEGLIGIBLE {
                        out.add((i, j), SHAPES[usize::from(edge.shape)].0, libm::exp(log));
                    }
                }
                node += 1;
            }
        }
        out.close();
        out
    }
}

/// The best path through each bead, by bounds.
struct Hopes {
    /// For each node its beads by shape: from, bound.
    edges: Vec<[(u32, f32); SHAPES.len()]>,
    /// The best path from the beginning to each node, and from it to the end.
    before: Vec<f32>,
    behind: Vec<f32>,
}

impl Hopes {
    fn new(scores: &Scores<'_>, band: &Band, n: usize) -> Hopes {
        let mut hopes = Hopes {
            edges: Vec::with_capacity(band.len()),
            before: vec![NEVER; band.len()],
            behind: vec![NEVER; band.len()],
        };
        hopes.before[0] = 0.0;
        for i in 0..=n {
            for j in band.row(i) {
                let edges = edges(scores, band, (i, j));
                let node = hopes.edges.len();
                for &(from, bound) in &edges {
                    hopes.before[node] = hopes.before[node].max(hopes.before[from as usize] + bound);
                }
                hopes.edges.push(edges);
            }
        }
        if let Some(last) = hopes.behind.last_mut() {
            *last = 0.0;
        }
        for node in (1..band.len()).rev() {
            for &(from, bound) in &hopes.edges[node] {
                let through = hopes.behind[node] + bound;
                let slot = &mut hopes.behind[from as usize];
                *slot = slot.max(through);
            }
        }
        hopes
    }

    /// The shapes of the beads into a node that can be.
    fn hopeful(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let least = self.before[self.before.len() - 1] - FAR - self.behind[node];
        let is_hopeful = move |&(_, &(from, bound)): &(usize, &(u32, f32))| {
            bound > NEVER && self.before[from as usize] + bound >= least
        };
        let edges = self.edges[node].iter().enumerate();
        edges.filter(is_hopeful).map(|(shape, _)| shape)
    }
}

/// The beads into the node (i, j) by shape: from, bound.
fn edges(scores: &Scores<'_>, band: &Band, (i, j): (usize, usize)) -> [(u32, f32); SHAPES.len()] {
    let rows: [Option<(usize, Range<usize>)>; 5] = std::array::from_fn(|m| {
        let above = i.checked_sub(m)?;
        Some((band.start(above), band.row(above)))
    });
    std::array::from_fn(|k| {
        let ((m, n), prior) = SHAPES[k];
        let Some((start, row)) = &rows[m] else {
            return (0, NEVER);
        };
        if n > j || !row.contains(&(j - n)) {
            return (0, NEVER);
        }
        let from = narrow(start + (j - n) - row.start);
        match (m, n) {
            (0, _) | (_, 0) => (from, prior),
            _ => (from, prior + scores.bound((i - m, m), (j - n, n))),
        }
    })
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("a lattice below 2^32 nodes")
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
