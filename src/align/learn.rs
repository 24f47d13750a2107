//! Learning which words translate which, from aligned beads.
//!
//! IBM Model 1 (Brown et al. 1993) with a null word weighted by the target's
//! background frequency, on beads weighted by their posterior; what is known
//! before (values, names, termbase) enters as pseudo-counts. Four iterations;
//! more change nothing, and Dice or agreement of both directions are worse.

use rustc_hash::FxHashMap;

use crate::evidence::Vocabulary;

use super::words::Table;

/// Iterations of expectation–maximisation.
const ITERATIONS: usize = 4;
/// What is taken off each count: rare accidents vanish.
const DISCOUNT: f64 = 0.4;
/// The pseudo-count of a prior counterpart.
const PRIOR: f64 = 2.0;
/// The least probability that is kept.
const LEAST: f64 = 0.01;
/// How many times its background a counterpart must be.
const OVER_BACKGROUND: f64 = 20.0;
/// The most counterparts that a word keeps.
const MOST: usize = 30;

/// The words of both sides of a bead, with its weight.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BeadWords {
    pub(crate) first: Vec<u32>,
    pub(crate) second: Vec<u32>,
    pub(crate) weight: f64,
}

/// Makes a table out of prior counterparts alone.
pub(crate) fn untaught(prior: &[Vec<(u32, f64)>]) -> Table {
    Table { rows: prior.to_vec() }
}

/// What is known before of two languages, and their words.
pub(crate) struct Sides<'a> {
    pub(crate) forward: &'a [Vec<(u32, f64)>],
    pub(crate) backward: &'a [Vec<(u32, f64)>],
    pub(crate) first: &'a Vocabulary,
    pub(crate) second: &'a Vocabulary,
}

/// Learns the tables of both directions from beads.
pub(crate) fn learn(sides: &Sides<'_>, beads: &[BeadWords]) -> (Table, Table) {
    let links = Links::new(sides, beads);
    let forward = Course::new(&links, sides.forward, sides.second, false);
    let backward = Course::new(&links, sides.backward, sides.first, true);
    (forward.run(&links, beads), backward.run(&links, beads))
}

/// The pairs of words that stand together in a bead, or are prior counterparts.
struct Links {
    /// (first, second) of each link, in order of first occurrence.
    pairs: Vec<(u32, u32)>,
    index: FxHashMap<u64, u32>,
    /// The links of all beads, one bead after the other, for each second word
    /// those with every first word.
    of_beads: Vec<u32>,
}

impl Links {
    fn new(sides: &Sides<'_>, beads: &[BeadWords]) -> Links {
        let size = beads
            .iter()
            .map(|bead| bead.first.len() * bead.second.len())
            .sum();
        let mut links = Links {
            pairs: Vec::new(),
            index: FxHashMap::default(),
            of_beads: Vec::with_capacity(size),
        };
        for (a, row) in (0u32..).zip(sides.forward) {
            for &(b, _) in row {
                links.add(a, b);
            }
        }
        for (b, row) in (0u32..).zip(sides.backward) {
            for &(a, _) in row {
                links.add(a, b);
            }
        }
        for bead in beads {
            for &b in &bead.second {
                for &a in &bead.first {
                    let link = links.add(a, b);
                    links.of_beads.push(link);
                }
            }
        }
        links
    }

    fn add(&mut self, a: u32, b: u32) -> u32 {
        let next = u32::try_from(self.pairs.len()).expect("fewer than 2^32 links");
        let link = *self.index.entry(key(a, b)).or_insert(next);
        if link == next {
            self.pairs.push((a, b));
        }
        link
    }
}

/// One direction of learning.
struct Course {
    /// From second to first.
    swap: bool,
    prior: Vec<f64>,
    /// The weight of the null word of each target token.
    null: Vec<f64>,
    sources: usize,
}

impl Course {
    fn new(links: &Links, prior: &[Vec<(u32, f64)>], target: &Vocabulary, swap: bool) -> Course {
        let mut course = Course {
            swap,
            prior: vec![0.0; links.pairs.len()],
            null: (0u32..)
                .take(target.len())
                .map(|t| target.background(t))
                .collect(),
            sources: prior.len(),
        };
        for (s, row) in (0u32..).zip(prior) {
            for &(t, probability) in row {
                let (a, b) = if swap { (t, s) } else { (s, t) };
                course.prior[links.index[&key(a, b)] as usize] = probability;
            }
        }
        course
    }

    fn run(&self, links: &Links, beads: &[BeadWords]) -> Table {
        let start = |k: usize| self.prior[k] + self.null[self.sides(links, k).1 as usize];
        let mut table: Vec<f64> = (0..links.pairs.len()).map(start).collect();
        for _ in 0..ITERATIONS {
            let counts = self.expect(links, &table, beads);
            table = self.maximise(links, &counts);
        }
        self.prune(links, &table)
    }

    /// The source and the target of a link.
    fn sides(&self, links: &Links, k: usize) -> (u32, u32) {
        let (a, b) = links.pairs[k];
        if self.swap { (b, a) } else { (a, b) }
    }

    /// The expected counts of all links.
    fn expect(&self, links: &Links, table: &[f64], beads: &[BeadWords]) -> Vec<f64> {
        let mut counts = vec![0.0; table.len()];
        let mut at = 0;
        for bead in beads {
            let (n, m) = (bead.first.len(), bead.second.len());
            let here = &links.of_beads[at..at + n * m];
            at += n * m;
            let (targets, step, stride) = if self.swap {
                (&bead.first, 1, n)
            } else {
                (&bead.second, n, 1)
            };
            let sources = if self.swap { m } else { n };
            for (k, &t) in targets.iter().enumerate() {
                let row = || {
                    here[k * step..]
                        .iter()
                        .step_by(stride)
                        .take(sources)
                        .map(|&link| link as usize)
                };
                let sum: f64 = row().map(|link| table[link]).sum::<f64>() + self.null[t as usize];
                let share = bead.weight / sum;
                for link in row() {
                    counts[link] += share * table[link];
                }
            }
        }
        counts
    }

    fn maximise(&self, links: &Links, counts: &[f64]) -> Vec<f64> {
        let mut total = vec![0.5; self.sources];
        let mut known = vec![false; self.sources];
        for (k, &count) in counts.iter().enumerate() {
            let source = self.sides(links, k).0 as usize;
            total[source] += count;
            known[source] |= self.prior[k] > 0.0;
        }
        let value = |(k, &count): (usize, &f64)| {
            let source = self.sides(links, k).0 as usize;
            let extra = if known[source] { PRIOR } else { 0.0 };
            ((count - DISCOUNT).max(0.0) + PRIOR * self.prior[k]) / (total[source] + extra)
        };
        counts.iter().enumerate().map(value).collect()
    }

    fn prune(&self, links: &Links, table: &[f64]) -> Table {
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); self.sources];
        for (k, &value) in table.iter().enumerate() {
            let (s, t) = self.sides(links, k);
            let learnt = value > LEAST && value > OVER_BACKGROUND * self.null[t as usize];
            if learnt || self.prior[k] > 0.0 {
                rows[s as usize].push((t, value));
            }
        }
        for row in &mut rows {
            row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            row.truncate(MOST);
            row.sort_by_key(|&(t, _)| t);
        }
        Table { rows }
    }
}

fn key(s: u32, t: u32) -> u64 {
    u64::from(s) << 32 | u64::from(t)
}
