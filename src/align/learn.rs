//! Learning which words translate which, from aligned beads.
//!
//! IBM Model 1 (Brown et al. 1993) with a null word weighted by the target's
//! background frequency, on beads weighted by their posterior; what is known
//! before (values, names, a lexicon) enters as pseudo-counts. Four iterations;
//! more change nothing, and Dice or agreement of both directions are worse.

use crate::evidence::Vocabulary;

use super::known::Rows;
use super::words::Table;

/// Iterations of expectation–maximisation.
const ITERATIONS: usize = 4;
/// What is taken off each count: rare accidents vanish.
const DISCOUNT: f32 = 0.4;
/// The pseudo-count of the prior counterparts of a word, a lexicon's included:
/// from .7 to 5 the alignment of lone documents changes by less than .002.
const PRIOR: f32 = 2.0;
/// The least probability that is kept.
const LEAST: f32 = 0.01;
/// How many times its background a counterpart must be.
const OVER_BACKGROUND: f32 = 20.0;
/// The most counterparts that a word keeps.
const MOST: usize = 30;

/// The words of both sides of a bead, with its weight.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BeadWords {
    pub(crate) first: Vec<u32>,
    pub(crate) second: Vec<u32>,
    pub(crate) weight: f64,
    /// The lengths of both sides.
    pub(crate) lengths: (f64, f64),
}

/// What is known before of two languages, and their words.
pub(crate) struct Sides<'a> {
    pub(crate) forward: &'a Rows,
    pub(crate) backward: &'a Rows,
    pub(crate) first: &'a Vocabulary,
    pub(crate) second: &'a Vocabulary,
}

/// Which links stay after learning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Those learnt and those known before: for aligning.
    All,
    /// Those that the beads bear out, however well they were known: for a
    /// lexicon, as any other run has the same values and names by itself.
    Attested,
}

impl Keep {
    /// What stays after a round of learning a lexicon.
    pub(crate) fn in_round(round: usize, rounds: usize) -> Keep {
        if round < rounds { Keep::All } else { Keep::Attested }
    }
}

/// Learns the tables of both directions from beads.
pub(crate) fn learn(sides: &Sides<'_>, beads: &[BeadWords], keep: Keep) -> (Table, Table) {
    let links = Links::new(sides, beads);
    let forward = Course::new(&links, sides.forward, sides.second, false);
    let backward = Course::new(&links, sides.backward, sides.first, true);
    (forward.run(&links, keep), backward.run(&links, keep))
}

/// A kind of word in a bead, and how often it stands there.
type Counted = (u32, f32);

/// A bead as the links see it.
struct Bead {
    weight: f32,
    first: Vec<Counted>,
    second: Vec<Counted>,
    /// Where its links begin: for each first word those with every second word.
    at: usize,
}

/// The pairs of words that stand together in a bead, or are prior counterparts,
/// sorted by the first word.
struct Links {
    /// (first, second) of each link.
    pairs: Vec<(u32, u32)>,
    /// Where the links of each first word begin, with the end.
    starts: Vec<usize>,
    beads: Vec<Bead>,
    /// The links of all beads, one bead after the other.
    of_beads: Vec<u32>,
}

impl Links {
    fn new(sides: &Sides<'_>, beads: &[BeadWords]) -> Links {
        let mut at = 0;
        let beads: Vec<Bead> = beads
            .iter()
            .map(|bead| {
                let (first, second) = (counted(&bead.first), counted(&bead.second));
                let start = at;
                at += first.len() * second.len();
                Bead {
                    weight: bead.weight as f32,
                    first,
                    second,
                    at: start,
                }
            })
            .collect();
        let mut links = Links {
            pairs: Vec::new(),
            starts: vec![0],
            of_beads: vec![0; at],
            beads,
        };
        links.fill(sides);
        links
    }

    fn fill(&mut self, sides: &Sides<'_>) {
        let homes = self.homes(sides.first.len());
        let mut known_backward: Vec<Vec<u32>> = vec![Vec::new(); sides.first.len()];
        for (b, row) in (0u32..).zip(sides.backward) {
            for &(a, _) in row {
                known_backward[a as usize].push(b);
            }
        }
        // The link of each second word with the first word at hand, where it has one.
        let mut slot: Vec<u32> = vec![u32::MAX; sides.second.len()];
        for a in 0..sides.first.len() {
            let known = sides.forward[a].iter().map(|&(b, _)| b);
            for b in known.chain(known_backward[a].iter().copied()) {
                self.link(a, b, &mut slot);
            }
            for &(bead, k) in &homes[a] {
                let Bead { second, at, .. } = &self.beads[bead as usize];
                let (width, at) = (second.len(), *at + k as usize * second.len());
                for j in 0..width {
                    let b = self.beads[bead as usize].second[j].0;
                    self.of_beads[at + j] = self.link(a, b, &mut slot);
                }
            }
            for &(_, b) in &self.pairs[self.starts[a]..] {
                slot[b as usize] = u32::MAX;
            }
            self.starts.push(self.pairs.len());
        }
    }

    fn link(&mut self, a: usize, b: u32, slot: &mut [u32]) -> u32 {
        let link = &mut slot[b as usize];
        if *link == u32::MAX {
            *link = u32::try_from(self.pairs.len()).expect("fewer than 2^32 links");
            self.pairs.push((a as u32, b));
        }
        *link
    }

    /// The beads of each first word, with its place among their first words.
    fn homes(&self, words: usize) -> Vec<Vec<(u32, u32)>> {
        let mut homes = vec![Vec::new(); words];
        for (b, bead) in (0u32..).zip(&self.beads) {
            for (k, &(word, _)) in (0u32..).zip(&bead.first) {
                homes[word as usize].push((b, k));
            }
        }
        homes
    }
}

/// Counts the kinds of words of a list.
fn counted(words: &[u32]) -> Vec<Counted> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    let mut out: Vec<Counted> = Vec::with_capacity(sorted.len());
    for word in sorted {
        match out.last_mut() {
            Some((last, count)) if *last == word => *count += 1.0,
            _ => out.push((word, 1.0)),
        }
    }
    out
}

/// One direction of learning.
struct Course {
    /// From second to first.
    swap: bool,
    /// The source and the target of each link.
    source: Vec<u32>,
    target: Vec<u32>,
    prior: Vec<f32>,
    /// The pseudo-count that the prior counterparts of each source token have together.
    known: Vec<f32>,
    /// The weight of the null word of each target token.
    null: Vec<f32>,
}

impl Course {
    fn new(links: &Links, rows: &Rows, target: &Vocabulary, swap: bool) -> Course {
        let (first, second): (Vec<u32>, Vec<u32>) = links.pairs.iter().copied().unzip();
        let (sources, targets) = if swap { (second, first) } else { (first, second) };
        let prior = |(&source, &target): (&u32, &u32)| {
            let row = &rows[source as usize];
            let found = row.binary_search_by_key(&target, |&(t, _)| t);
            found.map_or(0.0, |at| row[at].1 as f32)
        };
        let known = |row: &Vec<(u32, f64)>| if row.is_empty() { 0.0 } else { PRIOR };
        let null = |t| target.background(t) as f32;
        Course {
            swap,
            prior: sources.iter().zip(&targets).map(prior).collect(),
            known: rows.iter().map(known).collect(),
            null: (0u32..).take(target.len()).map(null).collect(),
            source: sources,
            target: targets,
        }
    }

    fn run(&self, links: &Links, keep: Keep) -> Table {
        let start = |(&prior, &target): (&f32, &u32)| prior + self.null[target as usize];
        let mut table: Vec<f32> = self.prior.iter().zip(&self.target).map(start).collect();
        let mut counts = Vec::new();
        for _ in 0..ITERATIONS {
            counts = self.expect(links, &table);
            self.maximise(&counts, &mut table);
        }
        match keep {
            Keep::All => self.prune(&table, |k| self.prior[k] > 0.0, |_| true),
            Keep::Attested => self.prune(&table, |_| false, |k| counts[k] > DISCOUNT),
        }
    }

    /// The expected counts of all links.
    fn expect(&self, links: &Links, table: &[f32]) -> Vec<f32> {
        let mut counts = vec![0.0; table.len()];
        let mut sums: Vec<f32> = Vec::new();
        for bead in &links.beads {
            let (n, m) = (bead.first.len(), bead.second.len());
            let rows = || {
                links.of_beads[bead.at..bead.at + n * m]
                    .chunks_exact(m.max(1))
                    .zip(&bead.first)
            };
            if self.swap {
                for (row, &(target, times)) in rows() {
                    let pairs = || row.iter().zip(&bead.second);
                    let sum: f32 = pairs().map(|(&k, &(_, c))| c * table[k as usize]).sum();
                    let share = bead.weight * times / (sum + self.null[target as usize]);
                    for (&k, &(_, c)) in pairs() {
                        counts[k as usize] += share * c * table[k as usize];
                    }
                }
                continue;
            }
            sums.clear();
            sums.extend(bead.second.iter().map(|&(t, _)| self.null[t as usize]));
            for (row, &(_, c)) in rows() {
                for (sum, &k) in sums.iter_mut().zip(row) {
                    *sum += c * table[k as usize];
                }
            }
            for (sum, &(_, times)) in sums.iter_mut().zip(&bead.second) {
                *sum = bead.weight * times / *sum;
            }
            for (row, &(_, c)) in rows() {
                for (share, &k) in sums.iter().zip(row) {
                    counts[k as usize] += share * c * table[k as usize];
                }
            }
        }
        counts
    }

    fn maximise(&self, counts: &[f32], table: &mut [f32]) {
        let mut total: Vec<f32> = self.known.iter().map(|known| 0.5 + known).collect();
        for (&source, &count) in self.source.iter().zip(counts) {
            total[source as usize] += count;
        }
        let links = counts.iter().zip(&self.source).zip(&self.prior);
        for (value, ((&count, &source), &prior)) in table.iter_mut().zip(links) {
            *value = ((count - DISCOUNT).max(0.0) + PRIOR * prior) / total[source as usize];
        }
    }

    /// Keeps the links that are probable enough and `may` stay, and those that `must`.
    fn prune(&self, table: &[f32], must: impl Fn(usize) -> bool, may: impl Fn(usize) -> bool) -> Table {
        let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); self.known.len()];
        for (k, (&value, (&s, &t))) in table.iter().zip(self.source.iter().zip(&self.target)).enumerate() {
            let learnt = value > LEAST && value > OVER_BACKGROUND * self.null[t as usize];
            if (learnt && may(k)) || must(k) {
                rows[s as usize].push((t, f64::from(value)));
            }
        }
        for row in &mut rows {
            row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            row.truncate(MOST);
            row.sort_by_key(|&(t, _)| t);
        }
        Table::new(&rows)
    }
}
