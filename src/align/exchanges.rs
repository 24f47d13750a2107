//! Aligns exchanges: which question-and-answer exchanges are the same.
//!
//! *Problem.* Editions leave exchanges out, add, move and merge them, and the
//! same outlet may ask twice in a row, so neither position nor label settles
//! it. *Choice.* Each pair of exchanges is scored on everything said in it
//! (words that either language could explain), on its lengths, on who asks, and a
//! little on its place. The scores of a pair of editions become posteriors of a
//! one-to-one matching, and [`super::matching`] matches all editions at once. Where an
//! edition lacks an exchange and both together explain its neighbour better, it
//! has merged the two:
//!
//! ```text
//! en  A  B  C  D        matched  A B C D      C D: ru merged them
//! ru  B  A  CD                   A B C –
//! ```
//!
//! *Rejected.* Alignment in order first, and moving what is left over: an exchange that
//! moved pushes its neighbours into wrong links before it can be found.

use crate::evidence::Segment;

use super::beads::LengthModel;
use super::joint::pairs;
use super::matching::{self, Cells};
use super::model::Models;
use super::units::Unit;
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
/// What a link must score to be as likely as none: this share of what the usual best
/// link of an exchange scores. The more words are known, the more two exchanges of one
/// briefing have in common that are not the same.
const THRESHOLD: f64 = 0.2;
/// The least and the most that it must score.
const LEAST_THRESHOLD: f64 = -0.5;
const MOST_THRESHOLD: f64 = 8.0;
/// What a place further up or down costs, and the most that it costs.
const AWAY: f64 = 0.15;
const FAR_AWAY: f64 = 2.0;
/// What it is worth that the neighbours on both sides are linked.
const BETWEEN: f64 = 3.0;
/// How much better two together must explain a third than one of them does.
const MERGED: f64 = 2.0;

/// Aligned wholes.
pub(crate) struct Found {
    /// The units; a whole that an edition merged stands in two of them.
    pub(crate) units: Vec<Unit>,
    posteriors: Vec<Cells>,
    editions: usize,
}

impl Found {
    /// Matches wholes by their scores, and by what was set.
    fn new(scores: &[Cells], sizes: &[usize], set: Set<'_>) -> Found {
        let editions = sizes.len();
        let of_pair = |(pair, scores): ((usize, usize), &Cells)| {
            let posteriors = matching::posteriors(scores);
            Cells::new(sizes[pair.0], sizes[pair.1], |i, j| {
                set(pair, i, j).unwrap_or_else(|| posteriors.get(i, j))
            })
        };
        let posteriors: Vec<Cells> = pairs(editions).zip(scores).map(of_pair).collect();
        let mut found = Found {
            units: Vec::new(),
            posteriors,
            editions,
        };
        found.units = matching::units(sizes, &|x, i, y, j| found.posterior(x, i as u32, y, j as u32));
        found
    }

    /// The counterpart in b of each whole of a.
    fn linked(&self, a: usize, b: usize, size: usize) -> Vec<Option<u32>> {
        let mut linked = vec![None; size];
        for unit in &self.units {
            if let Some(i) = unit[a] {
                linked[i as usize] = unit[b];
            }
        }
        linked
    }

    /// The posterior of two wholes being counterparts.
    pub(crate) fn posterior(&self, a: usize, i: u32, b: usize, j: u32) -> f64 {
        let (a, i, b, j) = if a < b { (a, i, b, j) } else { (b, j, a, i) };
        self.posteriors[place(self.editions, a, b)].get(i as usize, j as usize)
    }
}

/// Where the pair a < b stands in the order of all pairs.
fn place(editions: usize, a: usize, b: usize) -> usize {
    a * editions - a * (a + 1) / 2 + b - a - 1
}

/// What a person says that a link is worth: editions a < b, their members.
pub(crate) type Set<'s> = &'s dyn Fn((usize, usize), usize, usize) -> Option<f64>;

/// Aligns whole exchanges, or turns.
pub(crate) fn find(langs: &[usize], wholes: &[Vec<Whole>], models: &Models, set: Set<'_>) -> Found {
    let editions = langs.len();
    let sizes: Vec<usize> = wholes.iter().map(Vec::len).collect();
    let mut compared: Vec<Comparison<'_>> = pairs(editions)
        .map(|(a, b)| Comparison::new(&wholes[a], &wholes[b], (langs[a], langs[b]), models))
        .collect();
    let mut scores: Vec<Cells> = compared.iter_mut().map(Comparison::one).collect();
    let first = Found::new(&scores, &sizes, set);
    for ((a, b), scores) in pairs(editions).zip(&mut scores) {
        let linked = first.linked(a, b, sizes[a]);
        *scores = Cells::new(sizes[a], sizes[b], |i, j| {
            let bonus = if is_between(&linked, sizes[b], i, j) {
                BETWEEN
            } else {
                0.0
            };
            scores.get(i, j) + bonus
        });
    }
    let mut found = Found::new(&scores, &sizes, set);
    fill_merged(&mut found.units, &compared, &scores);
    found
}

/// Whether what stands before i and j is linked, or nothing does, and likewise behind.
fn is_between(linked: &[Option<u32>], size: usize, i: usize, j: usize) -> bool {
    let is = |i: usize, j: usize| linked[i] == u32::try_from(j).ok();
    let before = match (i, j) {
        (0, 0) => true,
        (0, _) | (_, 0) => false,
        _ => is(i - 1, j - 1),
    };
    let behind = match (i + 1 == linked.len(), j + 1 == size) {
        (true, true) => true,
        (false, false) => is(i + 1, j + 1),
        _ => false,
    };
    before && behind
}

/// Puts a whole into a second unit where its edition merged two.
fn fill_merged(units: &mut [Unit], compared: &[Comparison<'_>], scores: &[Cells]) {
    let before = units.to_vec();
    for (u, unit) in before.iter().enumerate() {
        for y in (0..unit.len()).filter(|&y| unit[y].is_none()) {
            let mut best: Option<(f64, u32)> = None;
            for (v, other) in before.iter().enumerate() {
                let Some(j) = other[y] else { continue };
                if v != u
                    && let Some(gain) = gain_of_both((unit, other), y, j, compared, scores)
                    && gain > best.map_or(MERGED, |(most, _)| most)
                {
                    best = Some((gain, j));
                }
            }
            units[u][y] = best.map(|(_, j)| j);
        }
    }
}

/// The mean over the editions that have neighbours in both units of what both
/// together explain j of edition y better than the second does alone.
fn gain_of_both(
    (unit, other): (&Unit, &Unit),
    y: usize,
    j: u32,
    compared: &[Comparison<'_>],
    scores: &[Cells],
) -> Option<f64> {
    let both: Vec<(usize, u32, u32)> = (0..unit.len())
        .filter(|&x| x != y)
        .filter_map(|x| Some((x, unit[x]?, other[x]?)))
        .collect();
    if both.is_empty() || both.iter().any(|&(_, i, k)| i.abs_diff(k) != 1) {
        return None;
    }
    let gain = |&(x, i, k): &(usize, u32, u32)| {
        let pair = place(unit.len(), x.min(y), x.max(y));
        let (low, j, k) = (i.min(k) as usize, j as usize, k as usize);
        if x < y {
            compared[pair].merged_first(low, j) - scores[pair].get(k, j)
        } else {
            compared[pair].merged_second(j, low) - scores[pair].get(j, k)
        }
    };
    Some(both.iter().map(gain).sum::<f64>() / both.len() as f64)
}

/// Two editions' exchanges to be compared.
struct Comparison<'a> {
    first: &'a [Whole],
    second: &'a [Whole],
    langs: (usize, usize),
    models: &'a Models,
    lengths: LengthModel,
    threshold: f64,
}

impl<'a> Comparison<'a> {
    fn new(
        first: &'a [Whole],
        second: &'a [Whole],
        langs: (usize, usize),
        models: &'a Models,
    ) -> Comparison<'a> {
        let lengths = LengthModel {
            floor: 0.12,
            ..models.lengths(langs.0, langs.1)
        };
        Comparison {
            first,
            second,
            langs,
            models,
            lengths,
            threshold: 0.0,
        }
    }

    /// The scores of each with each; finds the threshold.
    fn one(&mut self) -> Cells {
        let scores = self.scores((self.first, 0), (self.second, 0));
        let (n, m) = (self.first.len(), self.second.len());
        let rows = (0..n).map(|i| (0..m).map(|j| scores.get(i, j)).fold(0.0, f64::max));
        let columns = (0..m).map(|j| (0..n).map(|i| scores.get(i, j)).fold(0.0, f64::max));
        let mut best: Vec<f64> = rows.chain(columns).collect();
        best.sort_by(f64::total_cmp);
        let usual = best.get(best.len() / 2).copied().unwrap_or(0.0);
        self.threshold = (THRESHOLD * usual).clamp(LEAST_THRESHOLD, MOST_THRESHOLD);
        Cells::new(n, m, |i, j| scores.get(i, j) - self.threshold)
    }

    /// The score of the first edition's i and i + 1 together with j.
    fn merged_first(&self, i: usize, j: usize) -> f64 {
        let both = joined(&self.first[i..=i + 1]);
        self.scores((&[both], i), (&self.second[j..=j], j)).get(0, 0)
    }

    /// The score of i with the second edition's j and j + 1 together.
    fn merged_second(&self, i: usize, j: usize) -> f64 {
        let both = joined(&self.second[j..=j + 1]);
        self.scores((&self.first[i..=i], i), (&[both], j)).get(0, 0)
    }

    /// The scores of some wholes with others, given with the places of the first of each.
    fn scores(&self, (xs, from): (&[Whole], usize), (ys, to): (&[Whole], usize)) -> Cells {
        let ((a, b), models) = (self.langs, self.models);
        let (n, m) = (self.first.len() as f64, self.second.len() as f64);
        let place = |k: usize, of: f64| (k as f64 + 0.5) / of;
        // How far apart two places are, counted in exchanges.
        let away = |i: usize, j: usize| {
            let far = (place(from + i, n) - place(to + j, m)).abs() * (n + m) / 2.0;
            (AWAY * far).min(FAR_AWAY)
        };
        let forward = explained(xs, ys, models.table(a, b), models, b);
        let backward = explained(ys, xs, models.table(b, a), models, a);
        Cells::new(xs.len(), ys.len(), |i, j| {
            let words = forward.get(i, j) + backward.get(j, i);
            let length = self.lengths.score(xs[i].segment.length, ys[j].segment.length);
            WORDS * words / 2.0 + length + speakers(&xs[i], &ys[j]) - self.threshold - away(i, j)
        })
    }
}

/// Neighbours as one whole.
fn joined(two: &[Whole]) -> Whole {
    Whole {
        segment: Segment::join(two.iter().map(|w| &w.segment)),
        speaker: two[0].speaker.clone(),
    }
}

/// What it is worth who speaks.
fn speakers(x: &Whole, y: &Whole) -> f64 {
    match (&x.speaker, &y.speaker) {
        (Some(x), Some(y)) if x == y => SAME_SPEAKER,
        (Some(_), Some(_)) => OTHER_SPEAKER,
        _ => 0.0,
    }
}

/// The share of a word, and of a number or date, that needs no counterpart.
const FREE: f64 = 0.85;
const FREE_VALUE: f64 = 0.6;
/// What the model adds to the probability of a word that its counterpart explains.
const BOOST: f64 = 6.0;
/// The most by which one word can multiply the odds: five nats.
const CLIP: f64 = 148.413_159_102_576_6;
/// Products of odds above this are taken the logarithm of.
const LARGE: f64 = 1e200;

/// A kind of word in a target.
struct Target {
    id: u32,
    free: f64,
    /// Explained it is (free + odds · mass) / free times as probable, with the mass over
    /// the length of the source.
    odds: f64,
}

impl Target {
    /// How much more probable the word is for the mass that explains it.
    fn ratio(&self, mass: f64) -> f64 {
        (self.free + self.odds * mass).min(CLIP) / self.free
    }
}

/// The log-likelihood ratios of the targets' words given the sources', over
/// the words that some word of the source language explains; each kind of
/// word counts once.
fn explained(sources: &[Whole], targets: &[Whole], table: &Table, models: &Models, lang: usize) -> Cells {
    let targets: Vec<Vec<Target>> = targets.iter().map(|t| kinds(&t.segment, models, lang)).collect();
    let free: Vec<f64> = targets
        .iter()
        .map(|kinds| kinds.iter().map(|kind| libm::log(kind.free)).sum())
        .collect();
    let mut mass = vec![0.0f64; models.vocabulary(lang).len()];
    let mut values = Vec::with_capacity(sources.len() * targets.len());
    for source in sources {
        let tokens = &source.segment.tokens;
        let links = || tokens.iter().flat_map(|&token| table.row(token));
        for &(id, probability) in links() {
            mass[id as usize] += f64::from(probability);
        }
        let share = 1.0 / (tokens.len() + 1) as f64;
        for (kinds, free) in targets.iter().zip(&free) {
            // One logarithm of a product is cheaper than many.
            let (mut gain, mut product) = (0.0, 1.0);
            for kind in kinds {
                let m = mass[kind.id as usize];
                if m > 0.0 {
                    product *= kind.ratio(m * share);
                }
                if product > LARGE {
                    gain += libm::log(product);
                    product = 1.0;
                }
            }
            values.push(free + gain + libm::log(product));
        }
        for &(id, _) in links() {
            mass[id as usize] = 0.0;
        }
    }
    Cells::new(sources.len(), targets.len(), |i, j| values[i * targets.len() + j])
}

/// The kinds of words of a target that can be explained.
fn kinds(segment: &Segment, models: &Models, lang: usize) -> Vec<Target> {
    let mut ids = segment.tokens.clone();
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|&id| models.explainable(lang, id));
    let target = |id| {
        let free = if models.weights(lang).is_value(id) {
            FREE_VALUE
        } else {
            FREE
        };
        Target {
            id,
            free,
            odds: BOOST * (1.0 - free) / models.vocabulary(lang).background(id),
        }
    };
    ids.into_iter().map(target).collect()
}
