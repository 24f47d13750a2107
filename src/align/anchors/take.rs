//! What people set, taken from an earlier alignment, and what of it cannot stand.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use crate::model::{Alignment, Edition, Lang, Level, Pair};

use super::{Anchors, BINDING, Editions, LevelAnchors, Sides};

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
        let exchanges: Vec<usize> = editions.iter().map(|e| e.exchanges().len()).collect();
        let exchange = |x: usize, k: usize| format!("{}.x{}", langs[x], k + 1);
        let turn = |x: usize, t: usize| editions[x].turns[t].id.to_string();
        let sentence = |x: usize, s: usize| ids[x][s].to_owned();
        let mut anchors = Anchors {
            exchanges: taker.level(
                &earlier.exchanges,
                |x, &k| (k < exchanges[x]).then_some(k),
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
