//! Links that people set: kept as they are, and anchors for the rest.
//!
//! *Problem.* A person corrects a handful of links, or texts, and wants the rest aligned
//! anew without losing the corrections. *Choice.* What was set is taken twice. First as
//! evidence: a set link is certain, its members go with nothing else, and what stands
//! before it goes with nothing behind it, so that one correction puts its neighbours right:
//!
//! ```text
//! set by a person  [e3]–[z5]      searched  e1 e2 × z1 … z4   and   e4 … × z6 …
//! ```
//!
//! A link over all editions binds its members to each other and to nothing else; which of them
//! go together in a pair is still found, for a group is longer than the links of its pairs. So
//! whoever changes the group, or lets it be automatic again, has changed all there is.
//!
//! Then as law ([`enforce`]): whatever the joint step found, links of the pair that cut
//! through a set one lose those members. A set link of sentences asks that its turns be
//! linked, and those of its exchanges, for sentences stay inside their turn group.
//!
//! *Rejected.* Replacing links after an alignment that knows nothing of them: the
//! sentences beside them stay as wrong as they were.

mod enforce;
mod posteriors;
mod take;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::joint::pairs;

pub(crate) use enforce::units_of;
pub(crate) use posteriors::anchored;
pub use take::Contradiction;

/// What a set link is worth, and what is lost by one that contradicts it: more than all
/// posteriors of a unit together.
pub(crate) const BINDING: f64 = 1_000.0;

/// The members of a bead: positions in the first edition, and in the second.
pub(crate) type Sides = (Vec<usize>, Vec<usize>);

/// A pair of editions a < b, by their positions in the briefing.
type Editions = (usize, usize);

/// What people set of a briefing.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    pub(crate) exchanges: LevelAnchors,
    pub(crate) turns: LevelAnchors,
    pub(crate) sentences: LevelAnchors,
}

/// What was set of a pair of editions, by positions in what is aligned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Set {
    pub(crate) sides: Sides,
    /// Whether both sides are one link; otherwise they are the pair's share of a group, whose
    /// members go with nothing outside of it.
    pub(crate) exact: bool,
}

/// What people set of one level.
#[derive(Debug, Default)]
pub(crate) struct LevelAnchors {
    /// Links over all editions: members by edition. Inside of one, links of pairs may be finer.
    groups: Vec<Vec<Vec<usize>>>,
    /// Which group holds a member of an edition.
    group_of: FxHashMap<(usize, usize), usize>,
    /// The beads that stand as they are, by pair of editions.
    exact: BTreeMap<Editions, Vec<Sides>>,
    /// Which bead of its pair holds a member: pair, side, member.
    holder: FxHashMap<(Editions, bool, usize), usize>,
    /// Members that belong together, perhaps with others: what links further down ask for.
    together: FxHashSet<(Editions, usize, usize)>,
}

impl LevelAnchors {
    /// Tells whether nothing was set at this level.
    pub(crate) fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.together.is_empty() && self.groups.is_empty()
    }

    /// What a link of members i and j of editions a < b is worth, where that was set.
    pub(crate) fn worth(&self, pair: Editions, i: usize, j: usize) -> Option<f64> {
        let holders = [(pair, false, i), (pair, true, j)].map(|member| self.holder.get(&member));
        match holders {
            [None, None] if self.group_of.get(&(pair.0, i)) != self.group_of.get(&(pair.1, j)) => {
                Some(-BINDING)
            }
            [None, None] => self.together.contains(&(pair, i, j)).then_some(BINDING),
            [Some(one), Some(other)] if one == other => Some(BINDING),
            _ => Some(-BINDING),
        }
    }

    /// The beads of a pair that stand as they are.
    fn exact(&self, pair: Editions) -> &[Sides] {
        self.exact.get(&pair).map_or(&[], Vec::as_slice)
    }

    /// All that was set of a pair.
    pub(crate) fn of_pair(&self, (a, b): Editions) -> impl Iterator<Item = Set> + '_ {
        let exact = self.exact((a, b)).iter();
        let exact = exact.map(|sides| (sides.clone(), true));
        let groups = self.groups.iter().map(move |group| {
            let sides = (group[a].clone(), group[b].clone());
            (sides, false)
        });
        let all = exact.chain(groups).map(|(sides, exact)| Set { sides, exact });
        all.filter(|set| !set.sides.0.is_empty() || !set.sides.1.is_empty())
    }

    /// Whether a person set a link over all editions with just these members.
    pub(crate) fn is_group(&self, members: &[(usize, u32)]) -> bool {
        let group = |&(x, i): &(usize, u32)| self.group_of.get(&(x, i as usize));
        let Some(&k) = members.first().and_then(group) else {
            return false;
        };
        let size: usize = self.groups[k].iter().map(Vec::len).sum();
        size == members.len() && members.iter().all(|member| group(member) == Some(&k))
    }

    /// Whether a bead was set.
    fn holds(&self, pair: Editions, sides: &Sides) -> bool {
        let first = sides.0.first().map(|&i| (pair, false, i));
        let member = first.or_else(|| sides.1.first().map(|&j| (pair, true, j)));
        let holder = member.and_then(|member| self.holder.get(&member));
        holder.is_some_and(|&k| self.exact[&pair][k] == *sides)
    }

    /// All members that belong together, in order.
    fn linked(&self) -> Vec<(Editions, usize, usize)> {
        let mut all: Vec<_> = self.together.iter().copied().collect();
        for (&pair, beads) in &self.exact {
            for (first, second) in beads {
                all.extend(
                    first
                        .iter()
                        .flat_map(|&i| second.iter().map(move |&j| (pair, i, j))),
                );
            }
        }
        for group in &self.groups {
            for (a, b) in pairs(group.len()) {
                let second = &group[b];
                let first = group[a].iter();
                all.extend(first.flat_map(|&i| second.iter().map(move |&j| ((a, b), i, j))));
            }
        }
        all.sort_unstable();
        all
    }
}
