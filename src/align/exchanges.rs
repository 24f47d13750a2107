//! Aligns exchanges: which question-and-answer exchanges are the same.
//!
//! *Problem.* Editions leave exchanges out, add, move and merge them, and the
//! same outlet may ask twice in a row, so neither position nor label settles
//! it. *Choice.* Each pair of exchanges is scored on everything said in it
//! (words that either language could explain), on its lengths, on who asks.
//! Forward–backward over these scores gives posteriors in order, the joint
//! units link them over all editions, and what is left over and matches
//! strongly whatever the order becomes a moved exchange:
//!
//! ```text
//! en  A B C D       units  A B C D      left over: ru B
//! ru  A C B D              A – C D      moved:     B
//! ```
//!
//! *Rejected.* An assignment without order (Hungarian): it links what merely
//! shares a topic.

use crate::evidence::Segment;

use super::beads::LengthModel;
use super::joint::pairs;
use super::model::Models;
use super::pairwise::{Posteriors, log_add};
use super::units::{Affinity, Unit, align};
use super::words::Table;

/// An exchange, or a turn, as a whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Whole {
    /// Everything said in it.
    pub(crate) segment: Segment,
    /// Who asks, where known.
    pub(crate) speaker: Option<String>,
}

/// The weight of the words of a whole exchange: its words are not independent.
const WORDS: f64 = 0.35;
/// What the same asker, and different ones, are worth.
const SAME_SPEAKER: f64 = 2.0;
const OTHER_SPEAKER: f64 = -1.5;
/// What a link must score to be as likely as none.
const THRESHOLD: f64 = 1.0;
/// Log priors: one to one, without counterpart, two to one.
const ONE: f64 = -0.15;
const NONE: f64 = -3.0;
const TWO: f64 = -4.5;
/// The least order-free posterior of a moved exchange.
const MOVED: f64 = 0.6;

/// Scores of all pairs of two editions' exchanges, and of two neighbours of
/// one side against one of the other.
struct Scores {
    width: usize,
    one: Vec<f64>,
    /// First edition's i and i + 1 against j.
    two_one: Vec<f64>,
    /// i against the second edition's j and j + 1.
    one_two: Vec<f64>,
}

/// Aligned wholes.
pub(crate) struct Found {
    /// The units; a unit may hold moved wholes.
    pub(crate) units: Vec<Unit>,
    ordered: Vec<((usize, usize), Posteriors)>,
    free: Vec<((usize, usize), Posteriors)>,
}

impl Found {
    /// The posterior of two wholes, in order or moved.
    pub(crate) fn posterior(&self, a: usize, i: u32, b: usize, j: u32) -> f64 {
        let of = |list| affinity(self.units.first().map_or(0, Vec::len), list).get(a, i, b, j);
        f64::max(of(&self.ordered), of(&self.free))
    }
}

/// Aligns whole exchanges, or turns.
pub(crate) fn find(langs: &[usize], wholes: &[Vec<Whole>], models: &Models) -> Found {
    let sizes: Vec<usize> = wholes.iter().map(Vec::len).collect();
    let mut ordered = Vec::new();
    let mut free = Vec::new();
    for (a, b) in pairs(langs.len()) {
        let scores = scores(&wholes[a], &wholes[b], (langs[a], langs[b]), models);
        ordered.push(((a, b), posteriors(&scores, sizes[a], sizes[b])));
        free.push(((a, b), order_free(&scores, sizes[a], sizes[b])));
    }
    let affinity = affinity(sizes.len(), &ordered);
    let units = align(&sizes, &affinity);
    let units = moved(units, &self::affinity(sizes.len(), &free));
    Found { units, ordered, free }
}

fn affinity(n: usize, posteriors: &[((usize, usize), Posteriors)]) -> Affinity<'_> {
    let mut affinity = Affinity::new(n);
    for ((a, b), p) in posteriors {
        affinity.set(*a, *b, p);
    }
    affinity
}

fn scores(first: &[Whole], second: &[Whole], (a, b): (usize, usize), models: &Models) -> Scores {
    let pair = |x: &Whole, y: &Whole| score(x, y, (a, b), models);
    let joined = |two: &[Whole]| Whole {
        segment: Segment::join(two.iter().map(|w| &w.segment)),
        speaker: two[0].speaker.clone(),
    };
    let twos: Vec<Whole> = first.windows(2).map(joined).collect();
    let others: Vec<Whole> = second.windows(2).map(joined).collect();
    let all = |xs: &[Whole], ys: &[Whole]| {
        xs.iter()
            .flat_map(|x| ys.iter().map(move |y| pair(x, y)))
            .collect()
    };
    Scores {
        width: second.len(),
        one: all(first, second),
        two_one: all(&twos, second),
        one_two: all(first, &others),
    }
}

fn score(x: &Whole, y: &Whole, (a, b): (usize, usize), models: &Models) -> f64 {
    let words = explained(&x.segment, &y.segment, models.table(a, b), models, b)
        + explained(&y.segment, &x.segment, models.table(b, a), models, a);
    let lengths = LengthModel {
        floor: 0.12,
        ..models.lengths(a, b)
    };
    let speaker = match (&x.speaker, &y.speaker) {
        (Some(x), Some(y)) if x == y => SAME_SPEAKER,
        (Some(_), Some(_)) => OTHER_SPEAKER,
        _ => 0.0,
    };
    WORDS * words / 2.0 + lengths.score(x.segment.length, y.segment.length) + speaker - THRESHOLD
}

/// The log-likelihood ratio of the target's words given the source's, over
/// the words that some word of the source language explains; each kind of
/// word counts once.
fn explained(source: &Segment, target: &Segment, table: &Table, models: &Models, lang: usize) -> f64 {
    let vocabulary = models.vocabulary(lang);
    let weights = models.weights(lang);
    let mut mass = rustc_hash::FxHashMap::default();
    for &token in &source.tokens {
        for &(id, probability) in table.row(token) {
            *mass.entry(id).or_insert(0.0) += f64::from(probability);
        }
    }
    let mut kinds = target.tokens.clone();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
        .iter()
        .filter(|&&id| models.explainable(lang, id))
        .map(|&id| {
            let free: f64 = if weights.is_value(id) { 0.6 } else { 0.85 };
            let m: f64 = mass.get(&id).copied().unwrap_or(0.0);
            let ratio = 6.0 * m / ((source.tokens.len() + 1) as f64 * vocabulary.background(id));
            libm::log(free + (1.0 - free) * ratio).min(5.0)
        })
        .sum()
}

/// Posteriors in order: forward–backward over 1-1, 1-0, 0-1, 2-1 and 1-2.
fn posteriors(scores: &Scores, n: usize, m: usize) -> Posteriors {
    let at = |i: usize, j: usize| i * (m + 1) + j;
    let edges = |i: usize, j: usize| -> [((usize, usize), f64); 5] {
        let fits = |ok: bool, value: &dyn Fn() -> f64| if ok { value() } else { f64::NEG_INFINITY };
        [
            ((1, 0), fits(i > 0, &|| NONE)),
            ((0, 1), fits(j > 0, &|| NONE)),
            (
                (1, 1),
                fits(i > 0 && j > 0, &|| ONE + scores.one[(i - 1) * m + j - 1]),
            ),
            (
                (2, 1),
                fits(i > 1 && j > 0, &|| TWO + scores.two_one[(i - 2) * m + j - 1]),
            ),
            (
                (1, 2),
                fits(i > 0 && j > 1, &|| {
                    TWO + scores.one_two[(i - 1) * (m - 1) + j - 2]
                }),
            ),
        ]
    };
    let mut alpha = vec![f64::NEG_INFINITY; (n + 1) * (m + 1)];
    alpha[0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            for ((di, dj), edge) in edges(i, j) {
                if edge > f64::NEG_INFINITY {
                    alpha[at(i, j)] = log_add(alpha[at(i, j)], alpha[at(i - di, j - dj)] + edge);
                }
            }
        }
    }
    let mut beta = vec![f64::NEG_INFINITY; (n + 1) * (m + 1)];
    beta[at(n, m)] = 0.0;
    let mut cells = vec![0.0; n * m];
    let total = alpha[at(n, m)];
    for i in (0..=n).rev() {
        for j in (0..=m).rev() {
            for ((di, dj), edge) in edges(i, j) {
                if edge == f64::NEG_INFINITY {
                    continue;
                }
                let from = at(i - di, j - dj);
                beta[from] = log_add(beta[from], beta[at(i, j)] + edge);
                let posterior = libm::exp(alpha[from] + edge + beta[at(i, j)] - total);
                for x in i - di..i {
                    for y in j - dj..j {
                        cells[x * m + y] += posterior;
                    }
                }
            }
        }
    }
    Posteriors::from_cells(scores.width, &cells)
}

/// Posteriors whatever the order: each pair against all others of its row and
/// of its column, and against none.
fn order_free(scores: &Scores, n: usize, m: usize) -> Posteriors {
    let mut cells = vec![0.0; n * m];
    for i in 0..n {
        for j in 0..m {
            let mine = scores.one[i * m + j];
            let row = (0..m).map(|y| scores.one[i * m + y]).fold(0.0, log_add);
            let column = (0..n).map(|x| scores.one[x * m + j]).fold(0.0, log_add);
            cells[i * m + j] = libm::exp(mine - row.max(column));
        }
    }
    Posteriors::from_cells(m, &cells)
}

/// Joins units that hold different editions and match strongly whatever the
/// order: what an edition moved stands with its counterparts, in the place of
/// the larger unit.
fn moved(mut units: Vec<Unit>, free: &Affinity<'_>) -> Vec<Unit> {
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for u in 0..units.len() {
            for v in u + 1..units.len() {
                if let Some(worth) = match_worth(&units, u, v, free)
                    && best.is_none_or(|(most, ..)| worth > most)
                {
                    best = Some((worth, u, v));
                }
            }
        }
        let Some((_, u, v)) = best else { return units };
        let size = |k: usize| units[k].iter().flatten().count();
        let (keep, gone) = if size(u) >= size(v) { (u, v) } else { (v, u) };
        let lost = units[gone].clone();
        for (slot, segment) in units[keep].iter_mut().zip(lost) {
            *slot = slot.or(segment);
        }
        units.remove(gone);
    }
}

/// The mean posterior between two units without a common edition, where it is
/// enough, and where no member stands in another unit as well.
fn match_worth(units: &[Unit], u: usize, v: usize, free: &Affinity<'_>) -> Option<f64> {
    let members = |k: usize| units[k].iter().enumerate().filter_map(|(x, s)| s.map(|s| (x, s)));
    if members(u).any(|(x, _)| units[v][x].is_some()) {
        return None;
    }
    let elsewhere = |k: usize| {
        members(k).any(|(x, s)| {
            units
                .iter()
                .enumerate()
                .any(|(w, unit)| w != k && unit[x] == Some(s))
        })
    };
    if elsewhere(u) || elsewhere(v) {
        return None;
    }
    let mut sum = 0.0;
    let mut count = 0.0;
    for (x, i) in members(u) {
        for (y, j) in members(v) {
            sum += free.get(x, i, y, j);
            count += 1.0;
        }
    }
    (sum / count > MOVED).then_some(sum / count)
}
