//! Which turns of two pages are the same turn.
//!
//! Labels repeat (`CCTV` asks twice, the spokesperson answers all), so what is
//! said decides: sentences that both pages have, or nearly, vote for the turns
//! they stand in. What is left is paired between its neighbours. A turn of one
//! page whose text is a part of a turn of the other, beside its counterpart,
//! joins it: a turn was split, or several were merged.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::near::{near, same};
use super::page::{Page, likeness, pooled};
use super::tokens::key;

/// Sentences less alike than this do not vote.
const ALIKE: f64 = 0.5;
/// The share of the shorter turn that must be found in the other.
const SHARE: f64 = 0.3;
/// The share of a turn that must stand in another to be a part of it.
const PART: f64 = 0.5;
/// How alike turns between the same neighbours must be.
const BETWEEN: f64 = 0.4;

/// How many turns are looked at that may be the counterpart of one in its place.
const NEIGHBOURS: usize = 16;

/// Turns of the old page and their counterparts; one side may be empty, and not
/// both have several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// How much of what turns say stands in turns of the other page.
type Votes = BTreeMap<(usize, usize), f64>;

/// Puts every turn of both pages into one cluster: in the order of the new
/// page, then what only the old one has.
pub(super) fn clusters(old: &Page, new: &Page) -> Vec<Cluster> {
    let votes = votes(old, new);
    let mut partner = vec![None; old.turns.len()];
    let mut partner_of_new = vec![None; new.turns.len()];
    let mut ranked: Vec<_> = votes.iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    for (&(i, j), &vote) in ranked {
        let least = old.weight(i).min(new.weight(j)) as f64;
        if partner[i].is_none() && partner_of_new[j].is_none() && vote >= SHARE * least {
            partner[i] = Some(j);
            partner_of_new[j] = Some(i);
        }
    }
    between(old, new, &mut partner, &mut partner_of_new);
    collected(old, new, &votes, &partner, &partner_of_new)
}

/// Counts the votes.
fn votes(old: &Page, new: &Page) -> Votes {
    let keys = |page: &Page| page.units.iter().map(|u| u.key).collect::<Vec<_>>();
    let mut votes = Votes::new();
    let (mut left_old, mut left_new) = (Vec::new(), Vec::new());
    let mut vote = |i: usize, j: usize, worth: f64| {
        let weight = old.units[i].weight().min(new.units[j].weight()) as f64;
        *votes.entry((old.units[i].turn, new.units[j].turn)).or_default() += weight * worth;
    };
    for op in capture_diff_slices(Algorithm::Histogram, &keys(old), &keys(new)) {
        if let DiffOp::Equal { .. } = op {
            op.old_range()
                .zip(op.new_range())
                .for_each(|(i, j)| vote(i, j, 1.0));
        } else {
            left_old.extend(op.old_range());
            left_new.extend(op.new_range());
        }
    }
    let exact = same(&left_old, &left_new, |i| old.units[i].key, |j| new.units[j].key);
    for &(i, j) in &exact {
        // What stands elsewhere counts less than what stands in its place.
        vote(i, j, 0.9);
    }
    let (gone_old, gone_new): (BTreeSet<usize>, BTreeSet<usize>) = exact.into_iter().unzip();
    left_old.retain(|i| !gone_old.contains(i));
    left_new.retain(|j| !gone_new.contains(j));
    for pair in near(old, new, &left_old, &left_new, ALIKE) {
        vote(pair.old, pair.new, pair.likeness * 0.9);
    }
    votes
}

/// Pairs what is left between paired neighbours.
fn between(old: &Page, new: &Page, partner: &mut [Option<usize>], partner_of_new: &mut [Option<usize>]) {
    let mut from = 0;
    for i in 0..old.turns.len() {
        if let Some(j) = partner[i] {
            from = j + 1;
            continue;
        }
        let after = i == 0 || (from > 0 && partner[i - 1] == Some(from - 1));
        let room = (from..new.turns.len())
            .take_while(|&j| partner_of_new[j].is_none())
            .take(NEIGHBOURS);
        let fits = |&j: &usize| counterpart(old, new, (i, j), after && j == from);
        if let Some(j) = room.into_iter().find(fits) {
            partner[i] = Some(j);
            partner_of_new[j] = Some(i);
            from = j + 1;
        }
    }
}

/// Whether turns in the same place are one: the same role, and alike in what
/// they say, or an answer of the same person after the same question.
fn counterpart(old: &Page, new: &Page, (i, j): (usize, usize), same_place: bool) -> bool {
    let (a, b) = (&old.edition.turns[i], &new.edition.turns[j]);
    if a.role != b.role {
        return false;
    }
    let answered =
        same_place && i > 0 && a.role == crate::model::Role::Answer && key(&a.label) == key(&b.label);
    let said = |page: &Page, turn: usize| {
        let units = &page.units[page.turns[turn].clone()];
        pooled(&units.iter().map(|u| u.features.as_slice()).collect::<Vec<_>>())
    };
    answered || likeness(&said(old, i), &said(new, j)) >= BETWEEN
}

fn collected(
    old: &Page,
    new: &Page,
    votes: &Votes,
    partner: &[Option<usize>],
    partner_of_new: &[Option<usize>],
) -> Vec<Cluster> {
    // The turn that a part was attached to, by its own position.
    let mut whole_of_new: Vec<Option<usize>> = vec![None; new.turns.len()];
    let mut whole_of_old: Vec<Option<usize>> = vec![None; old.turns.len()];
    for j in (0..new.turns.len()).filter(|&j| partner_of_new[j].is_none()) {
        let whole = best(
            votes
                .iter()
                .filter(|((_, n), _)| *n == j)
                .map(|(&(o, _), &v)| (o, v)),
        );
        whole_of_new[j] = whole
            .filter(|&(i, vote)| vote >= PART * new.weight(j) as f64 && partner[i].is_some())
            .map(|(i, _)| i);
    }
    for i in (0..old.turns.len()).filter(|&i| partner[i].is_none()) {
        let range = votes.range((i, 0)..(i + 1, 0));
        let whole = best(range.map(|(&(_, n), &v)| (n, v)));
        whole_of_old[i] = whole
            .filter(|&(j, vote)| vote >= PART * old.weight(i) as f64 && partner_of_new[j].is_some())
            .map(|(j, _)| j);
    }
    let mut out = Vec::new();
    let (mut used_old, mut used_new) = (vec![false; old.turns.len()], vec![false; new.turns.len()]);
    for (j, &i) in partner_of_new.iter().enumerate() {
        let Some(i) = i else { continue };
        let mut cluster = Cluster {
            old: vec![i],
            new: beside(j, &whole_of_new, i),
        };
        if cluster.new.len() == 1 {
            cluster.old = beside(i, &whole_of_old, j);
        }
        cluster.old.iter().for_each(|&i| used_old[i] = true);
        cluster.new.iter().for_each(|&j| used_new[j] = true);
        out.push(cluster);
    }
    let alone = |k: usize| vec![k];
    out.extend((0..new.turns.len()).filter(|&j| !used_new[j]).map(|j| Cluster {
        old: Vec::new(),
        new: alone(j),
    }));
    out.sort_by_key(|cluster| cluster.new[0]);
    out.extend((0..old.turns.len()).filter(|&i| !used_old[i]).map(|i| Cluster {
        old: alone(i),
        new: Vec::new(),
    }));
    out
}

/// A turn with the parts attached to its counterpart right before and after it.
fn beside(turn: usize, whole: &[Option<usize>], counterpart: usize) -> Vec<usize> {
    let part = |&k: &usize| whole[k] == Some(counterpart);
    let mut out: Vec<usize> = (0..turn).rev().take_while(part).collect();
    out.reverse();
    out.push(turn);
    out.extend((turn + 1..whole.len()).take_while(part));
    out
}

fn best(votes: impl Iterator<Item = (usize, f64)>) -> Option<(usize, f64)> {
    votes.reduce(|best, next| if next.1 > best.1 { next } else { best })
}
