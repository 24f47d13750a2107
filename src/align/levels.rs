//! Units to the beads and groups of the model.

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
    let editions: Vec<usize> = (0..langs.len()).collect();
    let group = |members: Vec<(usize, u32)>| {
        let confidences = members.iter().filter_map(|&(x, i)| sure[x].get(i as usize));
        let members = langs.iter().enumerate().map(|(x, &lang)| {
            let mine = members.iter().filter(|m| m.0 == x).map(|m| name(x, m.1 as usize));
            (lang, mine.collect())
        });
        Group {
            confidence: rounded(confidences.fold(1.0, |a, &b| f64::min(a, b))),
            manual: false,
            members: members.collect(),
        }
    };
    let groups = closure(units, &editions).into_iter().map(group).collect();
    let named = |x: usize, list: Vec<usize>| list.into_iter().map(|i| name(x, i)).collect();
    let pairs = pairs(langs.len())
        .zip(beads)
        .map(|((a, b), list)| {
            let list = list.into_iter().map(|(first, second, confidence)| Bead {
                first: named(a, first),
                second: named(b, second),
                confidence: rounded(confidence),
                manual: false,
            });
            (Pair::new(langs[a], langs[b]), list.collect())
        })
        .collect();
    Level { groups, pairs }
}

/// The least confidence of the beads with two sides that hold each member, by edition.
fn least_by_member(beads: &[Beads], editions: usize) -> Vec<Vec<f64>> {
    let mut sure: Vec<Vec<f64>> = vec![Vec::new(); editions];
    for ((a, b), list) in pairs(editions).zip(beads) {
        for (first, second, confidence) in list {
            if first.is_empty() || second.is_empty() {
                continue;
            }
            for (x, side) in [(a, first), (b, second)] {
                for &i in side {
                    if sure[x].len() <= i {
                        sure[x].resize(i + 1, 1.0);
                    }
                    sure[x][i] = sure[x][i].min(*confidence);
                }
            }
        }
    }
    sure
}

/// Rounds a confidence to four decimals, as it is written.
pub(crate) fn rounded(confidence: f64) -> f64 {
    libm::round(confidence * 10_000.0) / 10_000.0
}
