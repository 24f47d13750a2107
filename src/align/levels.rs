//! Units to the beads and groups of the model.
//!
//! Where a person set links, the beads are changed until those stand, and groups are the
//! components of the beads; otherwise those of the units, which is the same and costs less.

use crate::model::{Bead, Group, Lang, Level, Pair};

use super::anchors::{LevelAnchors, units_of};
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

/// Members of the editions that belong together: edition and member, sorted.
pub(crate) type Component = Vec<(usize, u32)>;

/// The links of a level by positions in the editions.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    /// The beads of all pairs.
    pub(crate) beads: Vec<Beads>,
    /// What is linked over all editions.
    pub(crate) components: Vec<Component>,
}

impl Linked {
    /// Makes the links of units and their beads, which are changed where `set` says otherwise.
    pub(crate) fn new(units: &[Unit], beads: Vec<Beads>, sizes: &[usize], set: &LevelAnchors) -> Linked {
        let editions: Vec<usize> = (0..sizes.len()).collect();
        Linked::settled(closure(units, &editions), beads, sizes, set)
    }

    /// Makes the links of components and beads, which are changed where `set` says otherwise.
    pub(crate) fn settled(
        mut components: Vec<Component>,
        mut beads: Vec<Beads>,
        sizes: &[usize],
        set: &LevelAnchors,
    ) -> Linked {
        if !set.is_empty() {
            let editions: Vec<usize> = (0..sizes.len()).collect();
            set.enforce(&mut beads, sizes.len());
            let order = first_component(&components, sizes);
            components = closure(&units_of(&beads, sizes), &editions);
            let place = |component: &Component| {
                let places = component.iter().map(|&(x, i)| order[x][i as usize]);
                places.min()
            };
            components.sort_by_key(|component| (place(component), component.clone()));
        }
        Linked { beads, components }
    }
}

/// The component of each member.
fn first_component(components: &[Component], sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut of: Vec<Vec<usize>> = sizes.iter().map(|&size| vec![usize::MAX; size]).collect();
    for (k, component) in components.iter().enumerate() {
        for &(x, i) in component {
            let first = &mut of[x][i as usize];
            *first = k.min(*first);
        }
    }
    of
}

/// Makes a level of the model: `name(x, i)` is what member i of edition x is called.
pub(crate) fn level<T: Clone>(
    langs: &[Lang],
    Linked { beads, components }: Linked,
    set: &LevelAnchors,
    name: impl Fn(usize, usize) -> T,
) -> Level<T> {
    let sure = least_by_member(&beads, langs.len());
    let group = |members: Component| {
        let manual = set.is_group(&members);
        let confidences = members.iter().filter_map(|&(x, i)| sure[x].get(i as usize));
        let members = langs.iter().enumerate().map(|(x, &lang)| {
            let mine = members.iter().filter(|m| m.0 == x).map(|m| name(x, m.1 as usize));
            (lang, mine.collect())
        });
        Group {
            confidence: if manual {
                1.0
            } else {
                rounded(confidences.fold(1.0, |a, &b| f64::min(a, b)))
            },
            manual,
            members: members.collect(),
        }
    };
    let groups = components.into_iter().map(group).collect();
    let named = |x: usize, list: Vec<usize>| list.into_iter().map(|i| name(x, i)).collect();
    let pairs = pairs(langs.len())
        .zip(beads)
        .map(|((a, b), list)| {
            let list = list.into_iter().map(|(first, second, confidence)| Bead {
                manual: set.is_set((a, b), &first, &second),
                first: named(a, first),
                second: named(b, second),
                confidence: rounded(confidence),
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
