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

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Alignment, Edition, Lang, Level, Pair};

use super::joint::pairs;

pub(crate) use enforce::units_of;
pub(crate) use posteriors::anchored;

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

/// Two links that people set and that cannot both stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The briefing.
    pub briefing: String,
    /// The pair of languages; none of links over all editions.
    pub pair: Option<Pair>,
    /// The link that cannot stand, such as `en.u1.s1 – zh.u1.s1 zh.u1.s2`.
    pub link: String,
    /// What it contradicts.
    pub other: String,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Contradiction {
            briefing,
            pair,
            link,
            other,
        } = self;
        let pair = pair.map_or(String::new(), |pair| format!(", {pair}"));
        write!(
            f,
            "briefing {briefing}{pair}: two manual links contradict each other: {link}, and {other}: \
             delete one of them or let it be automatic again"
        )
    }
}

impl std::error::Error for Contradiction {}

/// Names the members of a level.
type Name<'n> = &'n dyn Fn(usize, usize) -> String;

/// Takes links in and notes those that cannot stand.
struct Taker<'t> {
    briefing: &'t str,
    langs: &'t [Lang],
    contradictions: Vec<Contradiction>,
}

impl Anchors {
    /// Collects what was set, and what cannot stand beside it.
    pub(crate) fn new(
        briefing: &str,
        editions: &BTreeMap<Lang, Edition>,
        earlier: &Alignment,
    ) -> (Anchors, Vec<Contradiction>) {
        let langs: Vec<Lang> = editions.keys().copied().collect();
        let editions: Vec<&Edition> = editions.values().collect();
        let mut taker = Taker {
            briefing,
            langs: &langs,
            contradictions: Vec::new(),
        };
        let places: Vec<FxHashMap<&str, usize>> = editions.iter().map(|e| places(e)).collect();
        let ids: Vec<Vec<&str>> = editions.iter().map(|e| sentence_ids(e)).collect();
        let exchange = |x: usize, k: usize| format!("{}.x{}", langs[x], k + 1);
        let turn = |x: usize, t: usize| editions[x].turns[t].id.to_string();
        let sentence = |x: usize, s: usize| ids[x][s].to_owned();
        let mut anchors = Anchors {
            exchanges: taker.level(
                &earlier.exchanges,
                |x, &k| (k < editions[x].exchanges().len()).then_some(k),
                &exchange,
            ),
            turns: taker.level(
                &earlier.turns,
                |x, &t| (t < editions[x].turns.len()).then_some(t),
                &turn,
            ),
            sentences: taker.level(
                &earlier.sentences,
                |x, id| places[x].get(id.0.as_str()).copied(),
                &sentence,
            ),
        };
        let turn_of: Vec<Vec<usize>> = editions.iter().map(|e| turn_of(e)).collect();
        let implied = anchors.sentences.linked();
        taker.together(
            &mut anchors.turns,
            implied,
            |x, s| Some(turn_of[x][s]),
            &sentence,
            &turn,
        );
        let exchange_of: Vec<Vec<Option<usize>>> = editions.iter().map(|e| exchange_of(e)).collect();
        let implied = anchors.turns.linked();
        taker.together(
            &mut anchors.exchanges,
            implied,
            |x, t| exchange_of[x][t],
            &turn,
            &exchange,
        );
        (anchors, taker.contradictions)
    }
}

impl Taker<'_> {
    /// Takes the links of a level that were set: `place` says where a member stands.
    /// Links to what is no longer there are left out.
    fn level<T>(
        &mut self,
        level: &Level<T>,
        place: impl Fn(usize, &T) -> Option<usize>,
        name: Name<'_>,
    ) -> LevelAnchors {
        let mut anchors = LevelAnchors::default();
        let places = |x: usize, list: &[T]| -> Vec<usize> {
            let mut places: Vec<usize> = list.iter().filter_map(|member| place(x, member)).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        for group in level.groups.iter().filter(|group| group.manual) {
            let of = |x: usize| group.members.get(&self.langs[x]).map_or(&[][..], Vec::as_slice);
            let members: Vec<Vec<usize>> = (0..self.langs.len()).map(|x| places(x, of(x))).collect();
            self.group(&mut anchors, members, name);
        }
        for (pair, beads) in &level.pairs {
            let at = |lang: Lang| self.langs.iter().position(|&known| known == lang);
            let (Some(a), Some(b)) = (at(pair.first()), at(pair.second())) else {
                continue;
            };
            for bead in beads.iter().filter(|bead| bead.manual) {
                let sides = (places(a, &bead.first), places(b, &bead.second));
                self.bead(&mut anchors, (a, b), sides, name);
            }
        }
        anchors
    }

    /// Takes a link over all editions.
    fn group(&mut self, anchors: &mut LevelAnchors, members: Vec<Vec<usize>>, name: Name<'_>) {
        let all = || {
            let editions = members.iter().enumerate();
            editions.flat_map(|(x, list)| list.iter().map(move |&i| (x, i)))
        };
        if let Some(&k) = all().find_map(|member| anchors.group_of.get(&member)) {
            if anchors.groups[k] != members {
                let other = all_in_words(&anchors.groups[k], name);
                self.contradiction(None, all_in_words(&members, name), other);
            }
            return;
        }
        let number = anchors.groups.len();
        anchors.group_of.extend(all().map(|member| (member, number)));
        anchors.groups.push(members);
    }

    /// Takes a bead; members without counterpart stand alone, each for itself.
    fn bead(&mut self, anchors: &mut LevelAnchors, pair: Editions, sides: Sides, name: Name<'_>) {
        match (sides.0.len(), sides.1.len()) {
            (0, 0) => (),
            (_, 0) => {
                for i in sides.0 {
                    self.whole(anchors, pair, (vec![i], Vec::new()), name);
                }
            }
            (0, _) => {
                for j in sides.1 {
                    self.whole(anchors, pair, (Vec::new(), vec![j]), name);
                }
            }
            _ => self.whole(anchors, pair, sides, name),
        }
    }

    fn whole(&mut self, anchors: &mut LevelAnchors, pair: Editions, sides: Sides, name: Name<'_>) {
        let known = anchors.exact.entry(pair).or_default();
        let members = || {
            let first = sides.0.iter().map(|&i| (pair, false, i));
            first.chain(sides.1.iter().map(|&j| (pair, true, j)))
        };
        if let Some(&k) = members().find_map(|member| anchors.holder.get(&member)) {
            if known[k] != sides {
                let other = in_words(pair, &known[k], name);
                let link = in_words(pair, &sides, name);
                self.contradiction(Some(pair), link, other);
            }
            return;
        }
        let mut groups = members().map(|((a, b), second, i)| {
            let x = if second { b } else { a };
            anchors.group_of.get(&(x, i)).copied()
        });
        let group = groups.next().flatten();
        if let Some(other) = groups.find(|other| *other != group) {
            let crossed = group.or(other).map(|k| &anchors.groups[k]);
            let crossed = crossed.map_or(String::new(), |group| all_in_words(group, name));
            let link = in_words(pair, &sides, name);
            self.contradiction(Some(pair), link, crossed);
            return;
        }
        anchors
            .holder
            .extend(members().map(|member| (member, known.len())));
        known.push(sides);
    }

    /// Asks that those belong together whose parts are linked.
    fn together(
        &mut self,
        anchors: &mut LevelAnchors,
        linked: Vec<(Editions, usize, usize)>,
        whole: impl Fn(usize, usize) -> Option<usize>,
        part: Name<'_>,
        name: Name<'_>,
    ) {
        for ((a, b), i, j) in linked {
            let (Some(first), Some(second)) = (whole(a, i), whole(b, j)) else {
                continue;
            };
            if anchors.worth((a, b), first, second) != Some(-BINDING) {
                anchors.together.insert(((a, b), first, second));
                continue;
            }
            let held = |side, member| anchors.holder.get(&((a, b), side, member));
            let held = held(false, first).or_else(|| held(true, second));
            let group = |x, member| anchors.group_of.get(&(x, member));
            let group = || group(a, first).or_else(|| group(b, second));
            let other = held
                .map(|&k| in_words((a, b), &anchors.exact[&(a, b)][k], name))
                .or_else(|| group().map(|&k| all_in_words(&anchors.groups[k], name)));
            let link = in_words((a, b), &(vec![i], vec![j]), part);
            self.contradiction(Some((a, b)), link, other.unwrap_or_default());
        }
    }

    fn contradiction(&mut self, pair: Option<Editions>, link: String, other: String) {
        self.contradictions.push(Contradiction {
            briefing: self.briefing.to_owned(),
            pair: pair.map(|(a, b)| Pair::new(self.langs[a], self.langs[b])),
            link,
            other,
        });
    }
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

/// Names the sides of a bead: `en.u1.s1 – zh.u1.s1 zh.u1.s2`.
fn in_words((a, b): Editions, sides: &Sides, name: Name<'_>) -> String {
    let side = |x: usize, list: &[usize]| match list {
        [] => "nothing".to_owned(),
        list => list.iter().map(|&i| name(x, i)).collect::<Vec<_>>().join(" "),
    };
    format!("{} – {}", side(a, &sides.0), side(b, &sides.1))
}

/// Names the members of a link over all editions.
fn all_in_words(members: &[Vec<usize>], name: Name<'_>) -> String {
    let editions = members.iter().enumerate();
    let names = editions.flat_map(|(x, list)| list.iter().map(move |&i| name(x, i)));
    names.collect::<Vec<_>>().join(" ")
}

fn sentence_ids(edition: &Edition) -> Vec<&str> {
    edition.sentences().map(|s| s.id.0.as_str()).collect()
}

fn places(edition: &Edition) -> FxHashMap<&str, usize> {
    sentence_ids(edition).into_iter().zip(0..).collect()
}

/// The turn of each sentence.
fn turn_of(edition: &Edition) -> Vec<usize> {
    let turns = edition.turns.iter().enumerate();
    turns
        .flat_map(|(t, turn)| turn.sentences.iter().map(move |_| t))
        .collect()
}

/// The exchange of each turn.
fn exchange_of(edition: &Edition) -> Vec<Option<usize>> {
    let mut of = vec![None; edition.turns.len()];
    for (k, range) in edition.exchanges().into_iter().enumerate() {
        of[range].fill(Some(k));
    }
    of
}
