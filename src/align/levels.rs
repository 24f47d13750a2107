//! Units to the beads and groups of the model.

use std::collections::BTreeMap;

use crate::model::{Bead, Group, Lang, Level, Pair};

use super::joint::{closure, components, pairs};
use super::units::Unit;

/// One bead over positions: first, second, confidence.
pub(crate) type Beads = Vec<(Vec<usize>, Vec<usize>, f64)>;

/// Returns the beads of all pairs of a level, each with the least confidence
/// of its links as `confidence(a, i, b, j)` tells.
pub(crate) fn beads(
    units: &[Unit],
    editions: usize,
    confidence: impl Fn(usize, u32, usize, u32) -> f64,
) -> Vec<Beads> {
    pairs(editions)
        .map(|(a, b)| {
            let least = |first: &[usize], second: &[usize]| {
                units
                    .iter()
                    .filter_map(|unit| Some((unit[a]?, unit[b]?)))
                    .filter(|&(i, j)| first.contains(&(i as usize)) && second.contains(&(j as usize)))
                    .map(|(i, j)| confidence(a, i, b, j))
                    .fold(1.0, f64::min)
            };
            components(units, a, b)
                .into_iter()
                .map(|(first, second)| {
                    let sure = least(&first, &second);
                    (first, second, sure)
                })
                .collect()
        })
        .collect()
}

/// Makes a level of the model: `name(x, i)` is what member i of edition x is called.
pub(crate) fn level<T: Clone>(
    langs: &[Lang],
    units: &[Unit],
    beads: Vec<Beads>,
    name: impl Fn(usize, usize) -> T,
) -> Level<T> {
    let sure = least_by_member(&beads, langs.len());
    let groups = closure(units.iter().map(|unit| {
        unit.iter()
            .enumerate()
            .filter_map(|(x, s)| s.map(|s| (x, s)))
            .collect()
    }))
    .into_iter()
    .map(|members| Group {
        confidence: rounded(
            members
                .iter()
                .filter_map(|m| sure.get(m))
                .fold(1.0, |a, &b| f64::min(a, b)),
        ),
        members: langs
            .iter()
            .enumerate()
            .map(|(x, &lang)| {
                let mine = members.iter().filter(|m| m.0 == x).map(|m| name(x, m.1 as usize));
                (lang, mine.collect())
            })
            .collect(),
    })
    .collect();
    let named = |x: usize, list: Vec<usize>| list.into_iter().map(|i| name(x, i)).collect();
    let pairs = pairs(langs.len())
        .zip(beads)
        .map(|((a, b), list)| {
            let list = list.into_iter().map(|(first, second, confidence)| Bead {
                first: named(a, first),
                second: named(b, second),
                confidence: rounded(confidence),
            });
            (Pair::new(langs[a], langs[b]), list.collect())
        })
        .collect();
    Level { groups, pairs }
}

/// The least confidence of the beads with two sides that hold each member.
fn least_by_member(beads: &[Beads], editions: usize) -> BTreeMap<(usize, u32), f64> {
    let mut sure = BTreeMap::new();
    for ((a, b), list) in pairs(editions).zip(beads) {
        for (first, second, confidence) in list {
            if first.is_empty() || second.is_empty() {
                continue;
            }
            let members = first
                .iter()
                .map(|&i| (a, i))
                .chain(second.iter().map(|&j| (b, j)));
            for (x, i) in members {
                let slot = sure.entry((x, i as u32)).or_insert(1.0);
                *slot = f64::min(*slot, *confidence);
            }
        }
    }
    sure
}

/// Rounds a confidence to four decimals, as it is written.
pub(crate) fn rounded(confidence: f64) -> f64 {
    libm::round(confidence * 10_000.0) / 10_000.0
}
