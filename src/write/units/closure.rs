//! Links of pairs to connected components.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Aligned, Lang, Level, Pair, SentenceId, Turn};
use crate::write::WriteError;

use super::{Side, Unit, UnitLevel, joined};

/// A sentence or a turn that a link can point to.
struct Member<'a> {
    id: &'a str,
    turn: &'a Turn,
    text: Cow<'a, str>,
}

/// The members of all editions of a briefing, numbered throughout.
pub(super) struct Members<'a> {
    aligned: &'a Aligned,
    all: Vec<(Lang, Member<'a>)>,
    first: BTreeMap<Lang, usize>,
    named: BTreeMap<&'a str, usize>,
}

/// Members that belong together, ascending, and how sure they do.
pub(super) struct Component {
    members: Vec<usize>,
    confidence: f64,
}

/// What links of a level name their members by.
pub(super) trait Name {
    /// Returns the number of the member in an edition; `None` where it has no such one.
    fn find(&self, lang: Lang, members: &Members) -> Option<usize>;
    /// Says which member is meant, for errors.
    fn say(&self) -> String;
}

impl Name for SentenceId {
    fn find(&self, lang: Lang, members: &Members) -> Option<usize> {
        let &k = members.named.get(self.0.as_str())?;
        (members.all[k].0 == lang).then_some(k)
    }

    fn say(&self) -> String {
        self.0.clone()
    }
}

impl Name for usize {
    fn find(&self, lang: Lang, members: &Members) -> Option<usize> {
        let turns = members.aligned.editions.get(&lang)?.turns.len();
        (*self < turns).then_some(members.first.get(&lang)? + self)
    }

    fn say(&self) -> String {
        format!("turn {self}")
    }
}

impl<'a> Members<'a> {
    pub(super) fn new(aligned: &'a Aligned, level: UnitLevel) -> Members<'a> {
        let mut all = Vec::new();
        let mut first = BTreeMap::new();
        for (&lang, edition) in &aligned.editions {
            first.insert(lang, all.len());
            for turn in &edition.turns {
                all.extend(of_turn(turn, level).map(|member| (lang, member)));
            }
        }
        let named = all.iter().enumerate().map(|(k, (_, m))| (m.id, k)).collect();
        Members {
            aligned,
            all,
            first,
            named,
        }
    }

    /// Makes a unit of a component; `None` where fewer than `least` languages have text.
    pub(super) fn unit(&self, component: Component, least: usize) -> Option<Unit<'a>> {
        let briefing = &self.aligned.briefing;
        let mut sides: BTreeMap<Lang, Side<'a>> = BTreeMap::new();
        let mut turns = Vec::new();
        for k in component.members {
            let (lang, member) = &self.all[k];
            if member.text.is_empty() {
                continue;
            }
            let side = sides.entry(*lang).or_default();
            side.ids.push(format!("{}.{}", briefing.id, member.id));
            side.texts.push(member.text.clone());
            turns.push(member.turn);
        }
        if sides.len() < least {
            return None;
        }
        Some(Unit {
            id: sides.values().next()?.ids.first()?.clone(),
            briefing: &briefing.id,
            date: briefing.date,
            confidence: component.confidence,
            speaker: turns.iter().find_map(|turn| turn.speaker.as_deref()),
            role: turns.first()?.role,
            sides,
        })
    }
}

fn of_turn(turn: &Turn, level: UnitLevel) -> impl Iterator<Item = Member<'_>> {
    let whole = (level == UnitLevel::Turn).then(|| Member {
        id: &turn.id.0,
        turn,
        text: Cow::Owned(joined(turn.sentences.iter().map(|s| s.text.as_str()))),
    });
    let sentences = match level {
        UnitLevel::Turn => &[],
        UnitLevel::Sentence => turn.sentences.as_slice(),
    };
    let sentences = sentences.iter().map(move |sentence| Member {
        id: &sentence.id.0,
        turn,
        text: Cow::Borrowed(sentence.text.as_str()),
    });
    whole.into_iter().chain(sentences)
}

/// Returns the components of the links of the pairs. Their order is that of the
/// groups they lie in, which is that of most editions, then that of their members. What has
/// no counterpart in any of the pairs is a component of its own, where `alone` asks for it.
pub(super) fn components<T: Name>(
    members: &Members,
    level: &Level<T>,
    pairs: &[Pair],
    alone: bool,
) -> Result<Vec<Component>, WriteError> {
    let find = |lang: Lang, name: &T| {
        name.find(lang, members).ok_or_else(|| WriteError::Dangling {
            briefing: members.aligned.briefing.id.clone(),
            lang: lang.to_string(),
            id: name.say(),
        })
    };
    let mut sets = Sets::new(members.all.len());
    let (mut sure, mut lonely) = (Vec::new(), Vec::new());
    for pair in pairs {
        for bead in level.pairs.get(pair).into_iter().flatten() {
            let mut linked = Vec::new();
            for (lang, side) in [(pair.first(), &bead.first), (pair.second(), &bead.second)] {
                for name in side {
                    linked.push(find(lang, name)?);
                }
            }
            if bead.first.is_empty() || bead.second.is_empty() {
                lonely.extend(linked.into_iter().map(|member| (member, bead.confidence)));
                continue;
            }
            linked.windows(2).for_each(|two| sets.join(two[0], two[1]));
            sure.push((linked[0], bead.confidence));
        }
    }
    let mut rank = vec![usize::MAX; members.all.len()];
    for (g, group) in level.groups.iter().enumerate() {
        for (&lang, side) in &group.members {
            for name in side {
                rank[find(lang, name)?] = g;
            }
        }
    }
    if alone {
        let linked: BTreeSet<usize> = sure.iter().map(|&(member, _)| sets.root(member)).collect();
        lonely.retain(|&(member, _)| !linked.contains(&sets.root(member)));
        sure.extend(lonely);
    }
    Ok(collect(&mut sets, &sure, &rank))
}

fn collect(sets: &mut Sets, sure: &[(usize, f64)], rank: &[usize]) -> Vec<Component> {
    let mut found: BTreeMap<usize, Component> = BTreeMap::new();
    for &(member, confidence) in sure {
        let component = found.entry(sets.root(member)).or_insert(Component {
            members: Vec::new(),
            confidence: 1.0,
        });
        component.confidence = component.confidence.min(confidence);
    }
    for member in 0..rank.len() {
        if let Some(component) = found.get_mut(&sets.root(member)) {
            component.members.push(member);
        }
    }
    let mut components: Vec<Component> = found.into_values().collect();
    components.sort_by_key(|component| {
        let first = component.members[0];
        let least = component.members.iter().map(|&m| rank[m]).min();
        (least, first)
    });
    components
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn new(n: usize) -> Sets {
        Sets((0..n).collect())
    }

    fn root(&mut self, mut k: usize) -> usize {
        while self.0[k] != k {
            self.0[k] = self.0[self.0[k]];
            k = self.0[k];
        }
        k
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
