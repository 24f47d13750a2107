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

/// Learns a table from beads; `swap` learns from second to first.
pub(crate) fn learn(prior: &[Vec<(u32, f64)>], beads: &[BeadWords], target: &Vocabulary, swap: bool) -> Table {
    let links = Links::new(prior, beads, target, swap);
    let mut table = links.start.clone();
    for _ in 0..ITERATIONS {
        let counts = links.expect(&table, beads, target, swap);
        table = links.maximise(&counts);
    }
    links.prune(&table, target)
}

/// The pairs of words that stand together in a bead, or are prior counterparts.
struct Links {
    /// (source, target) of each link, in order of first occurrence.
    pairs: Vec<(u32, u32)>,
    index: FxHashMap<u64, u32>,
    start: Vec<f64>,
    prior: Vec<f64>,
    sources: usize,
}

fn sides(bead: &BeadWords, swap: bool) -> (&[u32], &[u32]) {
    if swap { (&bead.second, &bead.first) } else { (&bead.first, &bead.second) }
}

impl Links {
    fn new(prior: &[Vec<(u32, f64)>], beads: &[BeadWords], target: &Vocabulary, swap: bool) -> Links {
        let mut links = Links {
            pairs: Vec::new(),
            index: FxHashMap::default(),
            start: Vec::new(),
            prior: Vec::new(),
            sources: prior.len(),
        };
        for (s, row) in (0u32..).zip(prior) {
            for &(t, probability) in row {
                links.add(s, t, probability, target);
            }
        }
        for bead in beads {
            let (source, goal) = sides(bead, swap);
            for &s in source {
                for &t in goal {
                    links.add(s, t, 0.0, target);
                }
            }
        }
        links
    }

    fn add(&mut self, s: u32, t: u32, prior: f64, target: &Vocabulary) {
        let next = u32::try_from(self.pairs.len()).expect("fewer than 2^32 links");
        if *self.index.entry(key(s, t)).or_insert(next) == next {
            self.pairs.push((s, t));
            self.prior.push(prior);
            self.start.push(prior + target.background(t));
        }
    }

    fn at(&self, s: u32, t: u32) -> usize {
        self.index[&key(s, t)] as usize
    }

    /// The expected counts of all links.
    fn expect(&self, table: &[f64], beads: &[BeadWords], target: &Vocabulary, swap: bool) -> Vec<f64> {
        let mut counts = vec![0.0; self.pairs.len()];
        let mut ids = Vec::new();
        for bead in beads {
            let (source, goal) = sides(bead, swap);
            for &t in goal {
                ids.clear();
                ids.extend(source.iter().map(|&s| self.at(s, t)));
                let sum: f64 = ids.iter().map(|&k| table[k]).sum::<f64>() + target.background(t);
                for &k in &ids {
                    counts[k] += bead.weight * table[k] / sum;
                }
            }
        }
        counts
    }

    fn maximise(&self, counts: &[f64]) -> Vec<f64> {
        let mut total = vec![0.5; self.sources];
        let mut known = vec![false; self.sources];
        for (k, &(s, _)) in self.pairs.iter().enumerate() {
            total[s as usize] += counts[k];
            known[s as usize] |= self.prior[k] > 0.0;
        }
        self.pairs
            .iter()
            .enumerate()
            .map(|(k, &(s, _))| {
                let extra = if known[s as usize] { PRIOR } else { 0.0 };
                ((counts[k] - DISCOUNT).max(0.0) + PRIOR * self.prior[k]) / (total[s as usize] + extra)
            })
            .collect()
    }

    fn prune(&self, table: &[f64], target: &Vocabulary) -> Table {
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); self.sources];
        for (k, &(s, t)) in self.pairs.iter().enumerate() {
            if table[k] > LEAST && table[k] > OVER_BACKGROUND * target.background(t) || self.prior[k] > 0.0 {
                rows[s as usize].push((t, table[k]));
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
