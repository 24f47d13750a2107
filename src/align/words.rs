//! The words' share of bead scores, one direction at a time.
//!
//! A target segment's words are explained by a run of source segments. Merged
//! sentences keep their order, so each source segment of the run explains its
//! own stretch of the target, and the best cut is found for each run:
//!
//! ```text
//! source   [i: Tests went well.] [i+1: The launch is on Friday.]
//! target   [试验顺利，               发射定于周五。]
//!           explained by i       |  explained by i+1
//! ```
//!
//! A sentence without counterpart has no stretch of its own in its neighbour's
//! translation, though it shares the topic's words with it. Explaining every
//! word by the run as one bag, as IBM Model 1 does, cannot see that: half of
//! its errors were such sentences absorbed by their neighbours.

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
    starts: Vec<u32>,
    links: Vec<(u32, f32)>,
}

impl Table {
    /// Makes a table of a row for each source token: its counterparts and their probabilities.
    pub(crate) fn new(rows: &[Vec<(u32, f64)>]) -> Table {
        let mut table = Table {
            starts: vec![0],
            links: Vec::new(),
        };
        for row in rows {
            table.links.extend(row.iter().map(|&(t, p)| (t, p as f32)));
            table.close();
        }
        table
    }

    fn close(&mut self) {
        let end = u32::try_from(self.links.len()).expect("fewer than 2^32 links");
        self.starts.push(end);
    }

    /// Returns the counterparts of a source token with their probabilities.
    pub(crate) fn row(&self, source: u32) -> &[(u32, f32)] {
        let at = source as usize;
        &self.links[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Returns all target tokens that some source token renders.
    pub(crate) fn targets(&self) -> impl Iterator<Item = u32> + '_ {
        self.links.iter().map(|&(t, _)| t)
    }
}

/// How much an explained and an unexplained token of a language weigh.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    /// By how much a unit of translation probability raises a token's odds.
    odds: Vec<f32>,
    /// The score of a token without counterpart, in nats.
    base: Vec<f32>,
}

impl Weights {
    pub(crate) fn new(vocabulary: &Vocabulary, is_value: &[bool]) -> Weights {
        let mut weights = Weights::default();
        for (id, &value) in (0u32..).zip(is_value) {
            let free = if value { FREE_VALUE } else { FREE };
            let odds = BOOST * (1.0 - free) / (free * vocabulary.background(id));
            weights.odds.push(odds as f32);
            weights.base.push(libm::log(free) as f32);
        }
        weights
    }

    /// Whether a token is a number or date.
    pub(crate) fn is_value(&self, id: u32) -> bool {
        self.base[id as usize] < libm::log(0.7) as f32
    }

    /// The score of a segment none of whose words is explained.
    pub(crate) fn unexplained(&self, segment: &Segment) -> f32 {
        segment.tokens.iter().map(|&id| self.base[id as usize]).sum()
    }
}

/// Scores target segments given runs of source segments.
pub(crate) struct Direction<'a> {
    pub(crate) table: &'a Table,
    pub(crate) weights: &'a Weights,
}

/// The words of target segment j given the p source segments that begin at i,
/// for the j that the band searches near i.
pub(crate) struct Gains {
    near: Vec<Range<usize>>,
    starts: Vec<usize>,
    values: Vec<[f32; LONGEST]>,
}

impl Gains {
    /// The gain; nothing known is minus infinity, so that no path goes there.
    pub(crate) fn get(&self, run: usize, start: usize, target: usize) -> f32 {
        let near = &self.near[start];
        if near.contains(&target) {
            self.values[self.starts[start] + target - near.start][run - 1]
        } else {
            f32::NEG_INFINITY
        }
    }
}

/// What each token of the targets near a source segment gains by it.
struct Row {
    /// The first target segment.
    from: usize,
    gains: Vec<f32>,
}

impl Direction<'_> {
    /// Returns the table of gains; `near[i]` is the range of targets that any
    /// bead starting at source segment i may reach.
    pub(crate) fn gains(&self, source: &[Segment], target: &[Segment], near: Vec<Range<usize>>) -> Gains {
        let base: Vec<f32> = target.iter().map(|s| self.weights.unexplained(s)).collect();
        let mut offsets = vec![0];
        for segment in target {
            offsets.push(offsets[offsets.len() - 1] + segment.tokens.len());
        }
        let mut starts = vec![0];
        for range in &near {
            starts.push(starts[starts.len() - 1] + range.len());
        }
        let mut values = vec![[f32::NEG_INFINITY; LONGEST]; starts[near.len()]];
        let mut spread = Spread::new(self.weights.odds.len());
        let mut rows: [Row; LONGEST] = std::array::from_fn(|_| Row {
            from: 0,
            gains: Vec::new(),
        });
        for s in 0..source.len() + LONGEST - 1 {
            if s < source.len() {
                let first = s.saturating_sub(LONGEST - 1);
                let wide = near[first].start..near[s].end;
                self.row(&source[s], target, wide, &mut spread, &mut rows[s % LONGEST]);
            }
            let Some(start) = (s + 1).checked_sub(LONGEST) else {
                continue;
            };
            let runs = LONGEST.min(source.len() - start);
            for (slot, j) in values[starts[start]..].iter_mut().zip(near[start].clone()) {
                let part = |p: usize| {
                    let row = &rows[(start + p) % LONGEST];
                    let shift = offsets[row.from];
                    &row.gains[offsets[j] - shift..offsets[j + 1] - shift]
                };
                *slot = stretches(runs, base[j], part);
            }
        }
        Gains { near, starts, values }
    }

    /// What the tokens of the targets gain by one source segment.
    fn row(
        &self,
        source: &Segment,
        target: &[Segment],
        wide: Range<usize>,
        spread: &mut Spread,
        row: &mut Row,
    ) {
        spread.fill(source, self);
        row.from = wide.start;
        row.gains.clear();
        for segment in &target[wide] {
            row.gains
                .extend(segment.tokens.iter().map(|&id| gain(spread.mass[id as usize])));
        }
        spread.clear();
    }
}

/// What a source segment can render: the odds it gives to target tokens.
struct Spread {
    mass: Vec<f32>,
    touched: Vec<u32>,
}

impl Spread {
    fn new(tokens: usize) -> Spread {
        Spread {
            mass: vec![0.0; tokens],
            touched: Vec::new(),
        }
    }

    fn fill(&mut self, source: &Segment, direction: &Direction<'_>) {
        let share = 1.0 / (source.tokens.len() + 1) as f32;
        for &token in &source.tokens {
            for &(id, probability) in direction.table.row(token) {
                self.touched.push(id);
                self.mass[id as usize] += probability * share * direction.weights.odds[id as usize];
            }
        }
    }

    fn clear(&mut self) {
        for id in self.touched.drain(..) {
            self.mass[id as usize] = 0.0;
        }
    }
}

/// What a token gains over being unexplained.
fn gain(odds: f32) -> f32 {
    if odds == 0.0 {
        return 0.0;
    }
    libm::log1pf(odds).min(CLIP as f32)
}

/// The best score of a target's tokens when the first p source segments of a
/// run each explain a stretch of them, for every p up to `runs`.
fn stretches<'a>(runs: usize, base: f32, part: impl Fn(usize) -> &'a [f32]) -> [f32; LONGEST] {
    let mut out = [f32::NEG_INFINITY; LONGEST];
    let first = part(0);
    let mut best = [0.0f32; LONGEST];
    let parts: [&[f32]; LONGEST] = std::array::from_fn(|p| if p < runs { part(p) } else { &[] });
    for k in 0..first.len() {
        best[0] += first[k];
        for p in 1..runs {
            best[p] = best[p - 1].max(best[p] + parts[p][k]);
        }
    }
    let cut = cut_cost(first.len());
    for p in 0..runs {
        out[p] = base + best[p] - cut * p as f32;
    }
    out
}

/// What a cut costs: it could stand before any token.
fn cut_cost(tokens: usize) -> f32 {
    libm::logf((tokens + 1) as f32)
}
