//! What some editions leave out and others add.
//!
//! A difference is reported at the highest level that is wholly concerned: an
//! omitted exchange once, not again for its turns and sentences. Sentences left
//! out of a turn are the matter of `abridged.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::order::exchange_turns;
use crate::model::{Alignment, Difference, DifferenceKind, DifferenceLevel, Edition, Group, Lang};

/// Returns the exchanges and turns that some editions leave out or add.
pub(super) fn omissions(editions: &BTreeMap<Lang, Edition>, alignment: &Alignment) -> Vec<Difference> {
    let mut out = exchanges(editions, alignment);
    let turns = turns(editions, alignment, &reported(&out));
    out.extend(turns);
    out
}

/// The editions that have a member in a group, and those that have none.
fn split<T>(group: &Group<T>) -> (Vec<Lang>, Vec<Lang>) {
    let (have, lack): (Vec<_>, Vec<_>) = group.members.iter().partition(|(_, list)| !list.is_empty());
    let codes = |list: Vec<(&Lang, &Vec<T>)>| list.into_iter().map(|(&lang, _)| lang).collect();
    (codes(have), codes(lack))
}

/// Names the kind and the odd editions: with two editions always an omission,
/// with more whichever side is the minority.
pub(super) fn verdict(have: Vec<Lang>, lack: Vec<Lang>) -> (DifferenceKind, Vec<Lang>) {
    if have.len() + lack.len() == 2 || lack.len() < have.len() {
        (DifferenceKind::Omission, lack)
    } else {
        (DifferenceKind::Addition, have)
    }
}

pub(super) fn difference(
    level: DifferenceLevel,
    (kind, odd): (DifferenceKind, Vec<Lang>),
    at: BTreeMap<Lang, Vec<String>>,
    confidence: f64,
) -> Difference {
    Difference {
        kind,
        level,
        odd,
        at,
        values: BTreeMap::new(),
        marks: BTreeMap::new(),
        confidence,
    }
}

fn reported(differences: &[Difference]) -> BTreeSet<String> {
    differences
        .iter()
        .flat_map(|d| d.at.values().flatten().cloned())
        .collect()
}

fn exchanges(editions: &BTreeMap<Lang, Edition>, alignment: &Alignment) -> Vec<Difference> {
    let mut out = Vec::new();
    for group in &alignment.exchanges.groups {
        let (have, lack) = split(group);
        if lack.is_empty() {
            continue;
        }
        let at = present(group, |lang, list| exchange_turns(&editions[lang], list));
        out.push(difference(
            DifferenceLevel::Exchange,
            verdict(have, lack),
            at,
            group.confidence,
        ));
    }
    out
}

fn present<T>(group: &Group<T>, ids: impl Fn(&Lang, &Vec<T>) -> Vec<String>) -> BTreeMap<Lang, Vec<String>> {
    let full = group.members.iter().filter(|(_, list)| !list.is_empty());
    full.map(|(lang, list)| (*lang, ids(lang, list))).collect()
}

fn turns(
    editions: &BTreeMap<Lang, Edition>,
    alignment: &Alignment,
    covered: &BTreeSet<String>,
) -> Vec<Difference> {
    let mut out = Vec::new();
    for group in &alignment.turns.groups {
        let (have, lack) = split(group);
        let at = present(group, |lang, list| {
            list.iter()
                .map(|&t| editions[lang].turns[t].id.0.clone())
                .collect()
        });
        if lack.is_empty() || at.values().flatten().any(|id| covered.contains(id)) {
            continue;
        }
        out.push(difference(
            DifferenceLevel::Turn,
            verdict(have, lack),
            at,
            group.confidence,
        ));
    }
    out
}
