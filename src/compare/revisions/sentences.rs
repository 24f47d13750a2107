//! Which sentences of a turn are the same sentence.
//!
//! Sentences that stayed as they were are found first, by `similar`. Between
//! them a dynamic programme chooses beads of one to one, one to two and two to
//! one so that as much text as possible meets its like; a long gap is cut
//! first at sentences that are nearly the same, and what remains of it is
//! searched near its diagonal only. What is left over is looked for elsewhere
//! in the page: it may have moved.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::near::{Near, near, rising, same};
use super::page::{Page, likeness, pooled, shared};
use super::turns::Cluster;

/// Sentences in one place are one sentence if they are so alike.
const CHANGED: f64 = 0.4;
/// The same where they are all that stands between two that did not change.
const ALONE: f64 = 0.2;
/// A sentence and two that it became.
const CUT: f64 = 0.6;
/// Sentences in different places.
const MOVED: f64 = 0.75;
/// A sentence that says less is not looked for in another turn.
const ENOUGH: usize = 4;
/// Gaps with more pairs are cut.
const SMALL: usize = 4096;

/// Sentences of the old page and their counterparts, by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bead {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    /// Whether it was found in another place than between its neighbours.
    pub(super) elsewhere: bool,
}

/// Returns the beads of all sentences that have a counterpart.
pub(super) fn beads(old: &Page, new: &Page, clusters: &[Cluster]) -> Vec<Bead> {
    let mut out = Vec::new();
    let mut home_of_new = vec![usize::MAX; new.units.len()];
    let mut home_of_old = vec![usize::MAX; old.units.len()];
    for (k, cluster) in clusters.iter().enumerate() {
        let olds = units(old, &cluster.old);
        let news = units(new, &cluster.new);
        olds.iter().for_each(|&i| home_of_old[i] = k);
        news.iter().for_each(|&j| home_of_new[j] = k);
        if !olds.is_empty() && !news.is_empty() {
            in_place(old, new, &olds, &news, &mut out);
        }
    }
    moved(old, new, &home_of_old, &home_of_new, &mut out);
    out
}

/// The sentences of turns.
pub(super) fn units(page: &Page, turns: &[usize]) -> Vec<usize> {
    turns.iter().flat_map(|&turn| page.turns[turn].clone()).collect()
}

fn in_place(old: &Page, new: &Page, olds: &[usize], news: &[usize], out: &mut Vec<Bead>) {
    let old_keys: Vec<usize> = olds.iter().map(|&i| old.units[i].key).collect();
    let new_keys: Vec<usize> = news.iter().map(|&j| new.units[j].key).collect();
    for op in capture_diff_slices(Algorithm::Histogram, &old_keys, &new_keys) {
        let (olds, news) = (&olds[op.old_range()], &news[op.new_range()]);
        if let DiffOp::Equal { .. } = op {
            out.extend(olds.iter().zip(news).map(|(&i, &j)| one(i, j)));
        } else {
            gap(old, new, olds, news, out);
        }
    }
}

fn one(i: usize, j: usize) -> Bead {
    Bead {
        old: vec![i],
        new: vec![j],
        elsewhere: false,
    }
}

/// Aligns what stands between unchanged sentences.
fn gap(old: &Page, new: &Page, olds: &[usize], news: &[usize], out: &mut Vec<Bead>) {
    if olds.is_empty() || news.is_empty() {
        return;
    }
    if let (&[i], &[j]) = (olds, news) {
        let (a, b) = (&old.units[i], &new.units[j]);
        let short = a.features.len() <= 3 && b.features.len() <= 3;
        if short || likeness(&a.features, &b.features) >= ALONE {
            out.push(one(i, j));
        }
        return;
    }
    if olds.len() * news.len() <= SMALL {
        Table::new(old, new, olds, news).beads(out);
        return;
    }
    let mut anchors = near(old, new, olds, news, CUT);
    anchors.sort_by_key(|pair| pair.new);
    let items: Vec<_> = anchors
        .iter()
        .map(|p| (p.old, old.units[p.old].weight()))
        .collect();
    let kept = rising(&items);
    let mut from = (0, 0);
    let kept = anchors
        .into_iter()
        .zip(kept)
        .filter(|(_, kept)| *kept)
        .map(|(pair, _)| pair);
    for Near { old: i, new: j, .. } in kept {
        let (at_old, at_new) = (olds.partition_point(|&k| k < i), news.partition_point(|&k| k < j));
        near_diagonal(old, new, &olds[from.0..at_old], &news[from.1..at_new], out);
        out.push(one(i, j));
        from = (at_old + 1, at_new + 1);
    }
    near_diagonal(old, new, &olds[from.0..], &news[from.1..], out);
}

fn near_diagonal(old: &Page, new: &Page, olds: &[usize], news: &[usize], out: &mut Vec<Bead>) {
    if !olds.is_empty() && !news.is_empty() {
        Table::new(old, new, olds, news).beads(out);
    }
}

/// The dynamic programme of a gap.
struct Table<'a> {
    old: &'a Page<'a>,
    new: &'a Page<'a>,
    olds: &'a [usize],
    news: &'a [usize],
    /// The columns of each row that are looked at.
    bands: Vec<(usize, usize)>,
}

/// The best score up to a place, and the bead that leads there.
type Cell = (f64, (usize, usize));

impl<'a> Table<'a> {
    fn new(old: &'a Page, new: &'a Page, olds: &'a [usize], news: &'a [usize]) -> Table<'a> {
        let (n, m) = (olds.len(), news.len());
        let half = (SMALL / n.max(m)).max(8) + m.div_ceil(n);
        let band = |i: usize| ((i * m / n).saturating_sub(half), (i * m / n + half).min(m));
        Table {
            old,
            new,
            olds,
            news,
            bands: (0..=n).map(band).collect(),
        }
    }

    fn beads(&self, out: &mut Vec<Bead>) {
        let mut rows: Vec<Vec<Cell>> = Vec::with_capacity(self.bands.len());
        for i in 0..self.bands.len() {
            let (from, to) = self.bands[i];
            let mut row: Vec<Cell> = Vec::with_capacity(to - from + 1);
            for j in from..=to {
                let cell = self.cell(&rows, &row, i, j);
                row.push(cell);
            }
            rows.push(row);
        }
        let (mut i, mut j) = (self.olds.len(), self.news.len());
        let mut found = Vec::new();
        while i + j > 0 {
            let (a, b) = rows[i][j - self.bands[i].0].1;
            if a > 0 && b > 0 {
                found.push(Bead {
                    old: self.olds[i - a..i].to_vec(),
                    new: self.news[j - b..j].to_vec(),
                    elsewhere: false,
                });
            }
            (i, j) = (i - a, j - b);
        }
        out.extend(found.into_iter().rev());
    }

    fn cell(&self, rows: &[Vec<Cell>], row: &[Cell], i: usize, j: usize) -> Cell {
        let at = |a: usize, b: usize| -> Option<f64> {
            let (i, j) = (i.checked_sub(a)?, j.checked_sub(b)?);
            let column = j.checked_sub(self.bands[i].0)?;
            let cells = if a == 0 { row } else { &rows[i] };
            cells.get(column).map(|cell| cell.0)
        };
        if i + j == 0 {
            return (0.0, (0, 0));
        }
        let mut best: Cell = (f64::NEG_INFINITY, (0, 0));
        for (a, b) in [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)] {
            let Some(before) = at(a, b).filter(|b| b.is_finite()) else {
                continue;
            };
            let Some(gain) = self.gain((i, j), (a, b)) else {
                continue;
            };
            if before + gain > best.0 {
                best = (before + gain, (a, b));
            }
        }
        best
    }

    /// How much text meets its like in a bead; none where it is no bead.
    fn gain(&self, (i, j): (usize, usize), (a, b): (usize, usize)) -> Option<f64> {
        let old = |k: usize| self.old.units[self.olds[k]].features.as_slice();
        let new = |k: usize| self.new.units[self.news[k]].features.as_slice();
        match (a, b) {
            (1, 1) => {
                let (old, new) = (old(i - 1), new(j - 1));
                (likeness(old, new) >= CHANGED).then(|| shared(old, new) as f64)
            }
            (1, 2) => cut(old(i - 1), new(j - 2), new(j - 1)),
            (2, 1) => cut(new(j - 1), old(i - 2), old(i - 1)),
            _ => Some(0.0),
        }
    }
}

/// The gain of a sentence that was cut in two; each must be a part of it.
fn cut(whole: &[u32], first: &[u32], second: &[u32]) -> Option<f64> {
    let part = |part: &[u32]| 2 * shared(whole, part) >= part.len().max(1);
    if !part(first) || !part(second) {
        return None;
    }
    let both = pooled(&[first, second]);
    (likeness(whole, &both) >= CUT).then(|| shared(whole, &both) as f64 - 0.5)
}

/// Pairs what is left with its like elsewhere: the same words in the same turn,
/// in any, then nearly the same words.
fn moved(old: &Page, new: &Page, home_of_old: &[usize], home_of_new: &[usize], out: &mut Vec<Bead>) {
    let elsewhere = |i: usize, j: usize| Bead {
        elsewhere: true,
        ..one(i, j)
    };
    let enough = |i: &usize| old.units[*i].weight() >= ENOUGH;
    let (olds, news) = left(old, new, out);
    let at_home = same(
        &olds,
        &news,
        |i| (home_of_old[i], old.units[i].key),
        |j| (home_of_new[j], new.units[j].key),
    );
    out.extend(at_home.into_iter().map(|(i, j)| elsewhere(i, j)));
    let (mut olds, news) = left(old, new, out);
    olds.retain(enough);
    let anywhere = same(&olds, &news, |i| old.units[i].key, |j| new.units[j].key);
    out.extend(anywhere.into_iter().map(|(i, j)| elsewhere(i, j)));
    let (mut olds, news) = left(old, new, out);
    olds.retain(enough);
    let close = near(old, new, &olds, &news, MOVED);
    out.extend(close.into_iter().map(|pair| elsewhere(pair.old, pair.new)));
}

/// The sentences of both pages that stand in no bead.
fn left(old: &Page, new: &Page, beads: &[Bead]) -> (Vec<usize>, Vec<usize>) {
    let mut olds = vec![true; old.units.len()];
    let mut news = vec![true; new.units.len()];
    for bead in beads {
        bead.old.iter().for_each(|&i| olds[i] = false);
        bead.new.iter().for_each(|&j| news[j] = false);
    }
    let free = |flags: Vec<bool>| (0..flags.len()).filter(|&k| flags[k]).collect();
    (free(olds), free(news))
}
