//! Beads changed until what people set stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::joint::pairs;
use crate::align::levels::Beads;
use crate::align::units::Unit;

use super::{Editions, LevelAnchors, Sides};

/// How sure a link is that a person set.
const CERTAIN: f64 = 1.0;

impl LevelAnchors {
    /// Changes the beads of all pairs of `editions` editions until what was set stands:
    /// set beads take their members from all others, and members that belong together
    /// have their beads joined.
    pub(crate) fn enforce(&self, beads: &mut [Beads], editions: usize) {
        let mut together: Vec<_> = self.together.iter().copied().collect();
        together.sort_unstable();
        for (pair, list) in pairs(editions).zip(beads.iter_mut()) {
            self.take_members(pair, list);
            self.split_at_groups(pair, list);
            for &(_, i, j) in together.iter().filter(|link| link.0 == pair) {
                join(list, i, j);
            }
            let exact = self.exact(pair).iter();
            list.extend(exact.map(|(first, second)| (first.clone(), second.clone(), CERTAIN)));
        }
        for k in 0..self.groups.len() {
            self.connect(k, beads);
        }
        for list in beads {
            list.sort_by_key(place);
        }
    }

    /// Cuts beads that cross the edge of a group.
    fn split_at_groups(&self, (a, b): Editions, list: &mut Beads) {
        if self.groups.is_empty() {
            return;
        }
        let group = |x: usize, i: usize| self.group_of.get(&(x, i)).copied();
        let mut kept = Beads::with_capacity(list.len());
        for (first, second, confidence) in list.drain(..) {
            let mut shares: BTreeMap<Option<usize>, Sides> = BTreeMap::new();
            for &i in &first {
                shares.entry(group(a, i)).or_default().0.push(i);
            }
            for &j in &second {
                shares.entry(group(b, j)).or_default().1.push(j);
            }
            if shares.len() < 2 {
                kept.push((first, second, confidence));
                continue;
            }
            for (first, second) in shares.into_values() {
                if first.is_empty() || second.is_empty() {
                    kept.extend(alone(first, second, confidence));
                } else {
                    kept.push((first, second, confidence));
                }
            }
        }
        *list = kept;
    }

    /// Links the members of group k where its pairs do not, as far as no bead was set there.
    fn connect(&self, k: usize, beads: &mut [Beads]) {
        let group = &self.groups[k];
        let parts = self.parts(k, beads);
        if parts.values().collect::<BTreeSet<_>>().len() < 2 {
            return;
        }
        for ((a, b), list) in pairs(group.len()).zip(beads) {
            let all = || {
                let first = group[a].iter().map(|&i| (a, i));
                first.chain(group[b].iter().map(|&j| (b, j)))
            };
            let spanned: BTreeSet<usize> = all().map(|member| parts[&member]).collect();
            let held = all().any(|(x, i)| self.holder.contains_key(&((a, b), x == b, i)));
            if spanned.len() < 2 || held || group[a].is_empty() || group[b].is_empty() {
                continue;
            }
            list.retain(|(first, second, _)| {
                !first.iter().any(|i| group[a].contains(i)) && !second.iter().any(|j| group[b].contains(j))
            });
            list.push((group[a].clone(), group[b].clone(), CERTAIN));
        }
    }

    /// Which members of group k are linked, by a number for each part of it.
    fn parts(&self, k: usize, beads: &[Beads]) -> BTreeMap<(usize, usize), usize> {
        let editions = self.groups[k].iter().enumerate();
        let members = editions.flat_map(|(x, list)| list.iter().map(move |&i| (x, i)));
        let mut parts: BTreeMap<(usize, usize), usize> = members.zip(0..).collect();
        for ((a, b), list) in pairs(self.groups[k].len()).zip(beads) {
            for (first, second, _) in list {
                let linked = first.iter().map(|&i| (a, i));
                let linked: Vec<usize> = linked
                    .chain(second.iter().map(|&j| (b, j)))
                    .filter_map(|member| parts.get(&member).copied())
                    .collect();
                if let Some(&least) = linked.iter().min() {
                    let joined = parts.values_mut().filter(|part| linked.contains(part));
                    joined.for_each(|part| *part = least);
                }
            }
        }
        parts
    }

    /// Takes the members of set beads out of the beads of their pair.
    fn take_members(&self, pair: Editions, list: &mut Beads) {
        let mut kept = Beads::with_capacity(list.len());
        for (mut first, mut second, confidence) in list.drain(..) {
            let before = (first.len(), second.len());
            first.retain(|&i| !self.holder.contains_key(&(pair, false, i)));
            second.retain(|&j| !self.holder.contains_key(&(pair, true, j)));
            if (first.len(), second.len()) == before || !first.is_empty() && !second.is_empty() {
                kept.push((first, second, confidence));
                continue;
            }
            kept.extend(alone(first, second, confidence));
        }
        *list = kept;
    }

    /// Tells whether a bead of a pair was set.
    pub(crate) fn is_set(&self, pair: Editions, first: &[usize], second: &[usize]) -> bool {
        !self.exact.is_empty() && self.holds(pair, &(first.to_vec(), second.to_vec()))
    }
}

/// What has lost its counterpart stands alone, each for itself.
fn alone(
    first: Vec<usize>,
    second: Vec<usize>,
    confidence: f64,
) -> impl Iterator<Item = (Vec<usize>, Vec<usize>, f64)> {
    let first = first.into_iter().map(move |i| (vec![i], Vec::new(), confidence));
    let second = second.into_iter();
    first.chain(second.map(move |j| (Vec::new(), vec![j], confidence)))
}

/// Joins the beads of members i and j of a pair, where neither was set otherwise.
fn join(list: &mut Beads, i: usize, j: usize) {
    let one = list.iter().position(|bead| bead.0.contains(&i));
    let other = list.iter().position(|bead| bead.1.contains(&j));
    let (Some(one), Some(other)) = (one, other) else {
        return;
    };
    if one == other {
        return;
    }
    let (low, high) = (one.min(other), one.max(other));
    let (first, second, confidence) = list.remove(high);
    let kept = &mut list[low];
    kept.0.extend(first);
    kept.1.extend(second);
    kept.0.sort_unstable();
    kept.1.sort_unstable();
    kept.2 = kept.2.min(confidence);
}

/// Where a bead stands: by its first edition, what is alone in the second by that one.
fn place(bead: &(Vec<usize>, Vec<usize>, f64)) -> (usize, usize) {
    let first = |list: &[usize]| list.first().copied().unwrap_or(usize::MAX);
    (first(&bead.0), first(&bead.1))
}

/// Returns units whose components are those of the beads, `sizes` members an edition.
pub(crate) fn units_of(beads: &[Beads], sizes: &[usize]) -> Vec<Unit> {
    let mut units = Vec::new();
    for (x, &size) in sizes.iter().enumerate() {
        for i in 0..size {
            let mut unit = vec![None; sizes.len()];
            unit[x] = u32::try_from(i).ok();
            units.push(unit);
        }
    }
    for ((a, b), list) in pairs(sizes.len()).zip(beads) {
        for (first, second, _) in list {
            for (i, j) in first.iter().flat_map(|i| second.iter().map(move |j| (i, j))) {
                let mut unit = vec![None; sizes.len()];
                unit[a] = u32::try_from(*i).ok();
                unit[b] = u32::try_from(*j).ok();
                units.push(unit);
            }
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(exact: &[Sides], together: &[(usize, usize)]) -> LevelAnchors {
        let mut anchors = LevelAnchors::default();
        for (k, sides) in exact.iter().enumerate() {
            let first = sides.0.iter().map(|&i| ((0, 1), false, i));
            let second = sides.1.iter().map(|&j| ((0, 1), true, j));
            anchors
                .holder
                .extend(first.chain(second).map(|member| (member, k)));
            anchors.exact.entry((0, 1)).or_default().push(sides.clone());
        }
        anchors.together = together.iter().map(|&(i, j)| ((0, 1), i, j)).collect();
        anchors
    }

    #[test]
    fn set_beads_take_their_members_and_leave_the_rest() {
        let mut beads = vec![vec![
            (vec![0], vec![0, 1], 0.9),
            (vec![1, 2], vec![2], 0.8),
            (vec![3], vec![], 0.7),
        ]];
        anchors(&[(vec![1], vec![1])], &[]).enforce(&mut beads, 2);
        let expected = vec![
            (vec![0], vec![0], 0.9),
            (vec![1], vec![1], 1.0),
            (vec![2], vec![2], 0.8),
            (vec![3], vec![], 0.7),
        ];
        assert_eq!(beads, vec![expected]);
    }

    #[test]
    fn what_loses_its_counterpart_stands_alone() {
        let mut beads = vec![vec![(vec![0, 1], vec![0], 0.9)]];
        anchors(&[(vec![], vec![0])], &[]).enforce(&mut beads, 2);
        let expected = vec![
            (vec![0], vec![], 0.9),
            (vec![1], vec![], 0.9),
            (vec![], vec![0], 1.0),
        ];
        assert_eq!(beads, vec![expected]);
    }

    #[test]
    fn what_belongs_together_is_joined() {
        let mut beads = vec![vec![(vec![0], vec![1], 0.9), (vec![1], vec![0], 0.8)]];
        anchors(&[], &[(0, 0)]).enforce(&mut beads, 2);
        assert_eq!(beads, vec![vec![(vec![0, 1], vec![0, 1], 0.8)]]);
    }
}
