//! What editions print in another place.
//!
//! The order that most editions agree on ([`agreed`]) is the norm. An edition moved what does not
//! fit into its longest run in that order:
//!
//! ```text
//! norm  x1 x2 x3 x4 x5        es moved x2; x3, x4 and x5 only made way
//! es    x1 x3 x4 x5 x2
//! ```
//!
//! Turns are compared in the same way inside each exchange.

use std::collections::BTreeMap;

use super::agreed::agreed;
use crate::model::{Alignment, Difference, DifferenceKind, DifferenceLevel, Edition, Group, Lang};

/// Returns the exchanges that some editions moved, and the turns inside exchanges.
pub(super) fn order(editions: &BTreeMap<Lang, Edition>, alignment: &Alignment) -> Vec<Difference> {
    let turns = |lang: &Lang, list: &[usize]| exchange_turns(&editions[lang], list);
    let mut out: Vec<Difference> = moved(&alignment.exchanges.groups)
        .into_iter()
        .map(|(group, odd)| difference(DifferenceLevel::Exchange, group, odd, turns))
        .collect();
    for exchange in &alignment.exchanges.groups {
        let inside = |group: &&Group<usize>| {
            group.members.iter().any(|(lang, list)| {
                let ids = exchange.members.get(lang).map(Vec::as_slice).unwrap_or_default();
                let ranges = editions[lang].exchanges();
                list.iter()
                    .any(|turn| ids.iter().any(|&k| ranges[k].contains(turn)))
            })
        };
        let groups: Vec<Group<usize>> = alignment.turns.groups.iter().filter(inside).cloned().collect();
        let ids = |lang: &Lang, list: &[usize]| -> Vec<String> {
            list.iter()
                .map(|&t| editions[lang].turns[t].id.0.clone())
                .collect()
        };
        // A question and an answer that changed places are parts of a moved exchange.
        let mut inner = moved(&groups);
        inner.retain(|(group, _)| within(group, exchange, editions));
        out.extend(
            inner
                .into_iter()
                .map(|(group, odd)| difference(DifferenceLevel::Turn, group, odd, ids)),
        );
    }
    out
}

/// Whether all members of a turn group stand in the exchange.
fn within(group: &Group<usize>, exchange: &Group<usize>, editions: &BTreeMap<Lang, Edition>) -> bool {
    group.members.iter().all(|(lang, list)| {
        let ranges = editions[lang].exchanges();
        let ids = exchange.members.get(lang).map(Vec::as_slice).unwrap_or_default();
        list.iter()
            .all(|turn| ids.iter().any(|&k| ranges[k].contains(turn)))
    })
}

/// The turns of exchanges.
pub(super) fn exchange_turns(edition: &Edition, exchanges: &[usize]) -> Vec<String> {
    let ranges = edition.exchanges();
    let turns = exchanges.iter().flat_map(|&k| &edition.turns[ranges[k].clone()]);
    turns.map(|turn| turn.id.0.clone()).collect()
}

fn difference(
    level: DifferenceLevel,
    group: &Group<usize>,
    odd: Vec<Lang>,
    ids: impl Fn(&Lang, &[usize]) -> Vec<String>,
) -> Difference {
    let full = group.members.iter().filter(|(_, list)| !list.is_empty());
    Difference {
        kind: DifferenceKind::Order,
        level,
        odd,
        at: full.map(|(lang, list)| (*lang, ids(lang, list))).collect(),
        values: BTreeMap::new(),
        marks: BTreeMap::new(),
        confidence: group.confidence,
    }
}

/// The groups that editions moved, each with those editions.
fn moved(groups: &[Group<usize>]) -> Vec<(&Group<usize>, Vec<Lang>)> {
    let places: Vec<Vec<Option<usize>>> = groups
        .iter()
        .map(|group| group.members.keys().map(|&lang| place(group, lang)).collect())
        .collect();
    let norm = agreed(&places);
    let mut rank = vec![0; groups.len()];
    for (place, &k) in norm.iter().enumerate() {
        rank[k] = place;
    }
    let mut odd: Vec<Vec<Lang>> = vec![Vec::new(); groups.len()];
    let langs: Vec<Lang> = groups
        .first()
        .map(|g| g.members.keys().copied().collect())
        .unwrap_or_default();
    for lang in langs {
        let mut own: Vec<usize> = (0..groups.len())
            .filter(|&k| place(&groups[k], lang).is_some())
            .collect();
        own.sort_by_key(|&k| place(&groups[k], lang));
        let ranks: Vec<usize> = own.iter().map(|&k| rank[k]).collect();
        let kept = longest_rising(&ranks);
        for (at, &k) in own.iter().enumerate() {
            if !kept.contains(&at) {
                odd[k].push(lang);
            }
        }
    }
    let found = groups.iter().zip(odd).filter(|(_, odd)| !odd.is_empty());
    found.map(|(group, odd)| (group, undecided(group, odd))).collect()
}

/// With two editions nobody can say which of them moved it.
fn undecided(group: &Group<usize>, odd: Vec<Lang>) -> Vec<Lang> {
    let present: Vec<Lang> = group
        .members
        .iter()
        .filter(|(_, l)| !l.is_empty())
        .map(|(l, _)| *l)
        .collect();
    if present.len() == 2 { present } else { odd }
}

fn place(group: &Group<usize>, lang: Lang) -> Option<usize> {
    group.members.get(&lang)?.first().copied()
}

/// The positions of a longest rising subsequence.
fn longest_rising(list: &[usize]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(list.len());
    for (at, value) in list.iter().enumerate() {
        let earlier = (0..at)
            .filter(|&k| list[k] < *value)
            .max_by_key(|&k| (best[k].0, std::cmp::Reverse(k)));
        best.push((1 + earlier.map_or(0, |k| best[k].0), earlier));
    }
    let mut at = (0..list.len()).max_by_key(|&k| (best[k].0, std::cmp::Reverse(k)));
    let mut out = Vec::new();
    while let Some(k) = at {
        out.push(k);
        at = best[k].1;
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is moved in editions given as strings, a letter an exchange.
    fn found(editions: &[&str]) -> Vec<(char, Vec<String>)> {
        let langs: Vec<Lang> = ["ar", "en", "es", "fr", "ru", "zh"]
            .map(|c| c.parse().expect("a code"))
            .to_vec();
        let mut names: Vec<char> = editions.concat().chars().collect();
        names.sort_unstable();
        names.dedup();
        let members = |name: char| {
            let places = editions.iter().zip(&langs);
            places
                .map(|(edition, &lang)| {
                    (
                        lang,
                        edition.chars().position(|c| c == name).into_iter().collect(),
                    )
                })
                .collect()
        };
        let groups: Vec<Group<usize>> = names
            .iter()
            .map(|&name| Group {
                members: members(name),
                confidence: 1.0,
                manual: false,
            })
            .collect();
        let moved = moved(&groups).into_iter();
        let name = |group: &Group<usize>| names[groups.iter().position(|g| g == group).expect("one of them")];
        moved
            .map(|(group, odd)| (name(group), odd.iter().map(ToString::to_string).collect()))
            .collect()
    }

    #[test]
    fn what_one_edition_moved_is_found_and_what_made_way_is_not() {
        let moved = found(&["abcde", "abcde", "acdeb", "abcde"]);
        assert_eq!(moved, [('b', vec!["es".to_owned()])]);
        let moved = found(&["abcdef", "abcdef", "abcdef", "fabcde", "abcdef"]);
        assert_eq!(moved, [('f', vec!["fr".to_owned()])]);
    }

    #[test]
    fn what_is_left_out_or_added_moves_nothing() {
        assert!(found(&["abde", "abcde", "xabcde", "abcd"]).is_empty());
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn of_two_editions_neither_can_be_blamed() {
        let moved = found(&["abcd", "bcda"]);
        assert_eq!(moved, [('a', vec!["ar".to_owned(), "en".to_owned()])]);
    }
}
