//! One name for each speaker in all editions.
//!
//! Built-in outlets have it from the table. Others are named after their label
//! in each edition (`person.nadia-keller`, `person.nadiia-keller`): where two
//! names stand in the same turn groups most of the time, they are one.

use std::collections::BTreeMap;

use crate::language::Outlets;
use crate::model::{Alignment, Edition, Lang};

/// Makes the speakers of all editions the same.
pub fn unify(editions: &mut BTreeMap<Lang, Edition>, alignment: &Alignment, outlets: &Outlets) {
    let names = canonical(&votes(editions, alignment), outlets);
    for (&lang, edition) in editions.iter_mut() {
        for turn in &mut edition.turns {
            if let Some(id) = &turn.speaker
                && let Some(name) = names.get(&(lang, id.clone()))
            {
                turn.speaker = Some(name.clone());
            }
        }
    }
    fill(editions, alignment);
}

/// Gives turns without a name, such as those under `A:`, the speaker of their
/// turn group, where the other editions agree on one.
fn fill(editions: &mut BTreeMap<Lang, Edition>, alignment: &Alignment) {
    for group in &alignment.turns.groups {
        let members = || {
            group
                .members
                .iter()
                .flat_map(|(lang, turns)| turns.iter().map(move |&t| (*lang, t)))
        };
        let mut known: Vec<String> = members()
            .filter_map(|(lang, t)| editions[&lang].turns[t].speaker.clone())
            .collect();
        known.sort();
        known.dedup();
        let [one] = known.as_slice() else { continue };
        for (lang, t) in members() {
            if let Some(edition) = editions.get_mut(&lang) {
                edition.turns[t].speaker.get_or_insert_with(|| one.clone());
            }
        }
    }
}

/// A speaker as one edition names it.
type Named = (Lang, String);

/// How often each speaker speaks, and how often two of two editions stand in
/// the same turn group.
struct Votes {
    alone: BTreeMap<Named, usize>,
    together: BTreeMap<(Named, Named), usize>,
}

fn votes(editions: &BTreeMap<Lang, Edition>, alignment: &Alignment) -> Votes {
    let mut votes = Votes {
        alone: BTreeMap::new(),
        together: BTreeMap::new(),
    };
    for group in &alignment.turns.groups {
        let mut named: Vec<Named> = Vec::new();
        for (lang, turns) in &group.members {
            named.extend(
                turns
                    .iter()
                    .filter_map(|&t| Some((*lang, editions[lang].turns[t].speaker.clone()?))),
            );
        }
        named.sort();
        named.dedup();
        for (k, a) in named.iter().enumerate() {
            *votes.alone.entry(a.clone()).or_insert(0) += 1;
            for b in named[k + 1..].iter().filter(|b| b.0 != a.0) {
                *votes.together.entry((a.clone(), b.clone())).or_insert(0) += 1;
            }
        }
    }
    votes
}

/// The name that each speaker gets: of those that are one, the built-in
/// outlet's, else the English, Spanish or French edition's, else the first.
fn canonical(votes: &Votes, outlets: &Outlets) -> BTreeMap<Named, String> {
    let mut home: BTreeMap<Named, Named> = votes.alone.keys().map(|n| (n.clone(), n.clone())).collect();
    for ((a, b), &count) in &votes.together {
        let often = 2 * count > votes.alone[a].max(votes.alone[b]);
        let both_built_in = outlets.contains(&a.1) && outlets.contains(&b.1);
        if often && !both_built_in && a.1 != b.1 {
            merge(&mut home, a, b);
        }
    }
    let mut best: BTreeMap<Named, Named> = BTreeMap::new();
    for (named, root) in &home {
        let slot = best.entry(root.clone()).or_insert_with(|| named.clone());
        if rank(named, outlets) < rank(slot, outlets) {
            *slot = named.clone();
        }
    }
    home.into_iter()
        .map(|(named, root)| (named, best[&root].1.clone()))
        .collect()
}

fn merge(home: &mut BTreeMap<Named, Named>, a: &Named, b: &Named) {
    let (to, from) = (home[a].clone(), home[b].clone());
    for root in home.values_mut().filter(|root| **root == from) {
        *root = to.clone();
    }
}

fn rank(named: &Named, outlets: &Outlets) -> (bool, usize, Named) {
    let order = [Lang::EN, Lang::ES, Lang::FR];
    let place = order.iter().position(|&l| l == named.0).unwrap_or(order.len());
    (!outlets.contains(&named.1), place, named.clone())
}
