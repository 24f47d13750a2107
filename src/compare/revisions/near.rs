//! Which sentences of two pages are the same, or nearly, wherever they stand.
//!
//! All pairs of two long pages are too many to look at. Sentences that are
//! nearly the same share features that few others have; so only pairs that
//! share one of those are looked at, and of each sentence only a few.

use std::collections::{BTreeMap, VecDeque};
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::page::{Page, likeness};

/// A feature of more sentences than this says nothing.
const RARE: usize = 8;
/// How many candidates of a sentence are looked at.
const CANDIDATES: usize = 6;

/// Two sentences, by their positions in their pages, and how alike they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: f64,
}

/// Pairs the items of two lists that have the same key, in order.
pub(super) fn same<K: Eq + Hash>(
    olds: &[usize],
    news: &[usize],
    old_key: impl Fn(usize) -> K,
    new_key: impl Fn(usize) -> K,
) -> Vec<(usize, usize)> {
    let mut by_key: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
    for &j in news {
        by_key.entry(new_key(j)).or_default().push_back(j);
    }
    let pair = |&i: &usize| Some((i, by_key.get_mut(&old_key(i))?.pop_front()?));
    olds.iter().filter_map(pair).collect()
}

/// Pairs the sentences of two lists that are at least so alike, each once, the
/// most alike first.
pub(super) fn near(old: &Page, new: &Page, olds: &[usize], news: &[usize], least: f64) -> Vec<Near> {
    let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for &j in news {
        let mut features = new.units[j].features.clone();
        features.dedup();
        for feature in features {
            places.entry(feature).or_default().push(j);
        }
    }
    let mut found = Vec::new();
    for &i in olds {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        let mut features = old.units[i].features.clone();
        features.dedup();
        for feature in features {
            for &j in places
                .get(&feature)
                .filter(|p| p.len() <= RARE)
                .into_iter()
                .flatten()
            {
                *votes.entry(j).or_default() += 1;
            }
        }
        let mut votes: Vec<_> = votes.into_iter().collect();
        votes.sort_by_key(|&(j, n)| (std::cmp::Reverse(n), j));
        for &(j, _) in votes.iter().take(CANDIDATES) {
            let likeness = likeness(&old.units[i].features, &new.units[j].features);
            if likeness >= least {
                found.push(Near {
                    old: i,
                    new: j,
                    likeness,
                });
            }
        }
    }
    found.sort_by(|a, b| (b.likeness.total_cmp(&a.likeness)).then((a.old, a.new).cmp(&(b.old, b.new))));
    let (mut taken_old, mut taken_new) = (vec![false; old.units.len()], vec![false; new.units.len()]);
    found.retain(|pair| {
        let free = !taken_old[pair.old] && !taken_new[pair.new];
        if free {
            (taken_old[pair.old], taken_new[pair.new]) = (true, true);
        }
        free
    });
    found
}

/// Returns which items stay in place: the heaviest of the rows that rise in
/// `place`, given as a list of places and weights. Returns a flag for each.
pub(super) fn rising(items: &[(usize, usize)]) -> Vec<bool> {
    // A tree over ranks that gives the best row ending at or below one.
    let mut order: Vec<usize> = items.iter().map(|&(place, _)| place).collect();
    order.sort_unstable();
    order.dedup();
    let mut tree: Vec<(usize, usize)> = vec![(0, usize::MAX); order.len() + 1];
    let mut best = Vec::with_capacity(items.len());
    let mut before = Vec::with_capacity(items.len());
    for (k, &(place, weight)) in items.iter().enumerate() {
        let rank = order.partition_point(|&p| p < place);
        let (mut at, mut top) = (rank, (0, usize::MAX));
        while at > 0 {
            if tree[at].0 > top.0 {
                top = tree[at];
            }
            at &= at - 1;
        }
        let total = top.0 + weight;
        before.push(top.1);
        best.push(total);
        let mut at = rank + 1;
        while at < tree.len() {
            if total > tree[at].0 {
                tree[at] = (total, k);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut out = vec![false; items.len()];
    let mut at = (0..items.len())
        .max_by_key(|&k| (best[k], std::cmp::Reverse(k)))
        .unwrap_or(usize::MAX);
    while at < items.len() {
        out[at] = true;
        at = before[at];
    }
    out
}
