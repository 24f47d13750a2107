//! What some editions leave out and others add.
//!
//! A difference is reported at the highest level that is wholly concerned: an
//! omitted exchange once, not again for its turns and sentences; in a turn that
//! all have, a run of neighbouring sentences once:
//!
//! ```text
//! en  [s1] [s2] [s3] [s4]       zh lacks s2 and s3: one omission at the level
//! zh  [s1]           [s2]       of sentences, in zh
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Alignment, Difference, DifferenceKind, DifferenceLevel, Edition, Group, Lang, SentenceId,
};

/// Returns the omissions and additions of an aligned briefing, from the first
/// exchange to the last.
#[must_use]
pub fn omissions(editions: &BTreeMap<Lang, Edition>, alignment: &Alignment) -> Vec<Difference> {
    let mut out = exchanges(editions, alignment);
    let mut covered = reported(&out);
    let turns = turns(editions, alignment, &covered);
    covered.extend(reported(&turns));
    out.extend(turns);
    out.extend(sentences(editions, alignment));
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
fn verdict(have: Vec<Lang>, lack: Vec<Lang>) -> (DifferenceKind, Vec<Lang>) {
    if have.len() + lack.len() == 2 || lack.len() < have.len() {
        (DifferenceKind::Omission, lack)
    } else {
        (DifferenceKind::Addition, have)
    }
}

fn difference(
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
        let turn_ids = |lang: &Lang, list: &Vec<usize>| -> Vec<String> {
            let edition = &editions[lang];
            let ranges = edition.exchanges();
            list.iter()
                .flat_map(|&k| {
                    edition.turns[ranges[k].clone()]
                        .iter()
                        .map(|turn| turn.id.0.clone())
                })
                .collect()
        };
        let at = present(group, turn_ids);
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

/// Omissions inside the turns; an edition that lacks the turn is not asked.
fn sentences(editions: &BTreeMap<Lang, Edition>, alignment: &Alignment) -> Vec<Difference> {
    let homes = homes(editions, alignment);
    let mut out = Vec::new();
    let mut run: Option<Run> = None;
    for group in &alignment.sentences.groups {
        let next = Run::new(group, &homes, alignment);
        run = match (run, next) {
            (Some(mut run), Some(next)) if run.follows(&next) => {
                run.extend(next);
                Some(run)
            }
            (run, next) => {
                out.extend(run.map(Run::finish));
                next
            }
        };
    }
    out.extend(run.map(Run::finish));
    out
}

/// The turn group that each sentence stands in.
fn homes<'a>(
    editions: &'a BTreeMap<Lang, Edition>,
    alignment: &Alignment,
) -> BTreeMap<&'a SentenceId, usize> {
    let mut homes = BTreeMap::new();
    for (k, group) in alignment.turns.groups.iter().enumerate() {
        for (lang, list) in &group.members {
            for &turn in list {
                homes.extend(editions[lang].turns[turn].sentences.iter().map(|s| (&s.id, k)));
            }
        }
    }
    homes
}

/// Neighbouring sentences that the same editions lack.
struct Run {
    home: usize,
    have: Vec<Lang>,
    lack: Vec<Lang>,
    at: BTreeMap<Lang, Vec<String>>,
    confidence: f64,
}

impl Run {
    fn new(
        group: &Group<SentenceId>,
        homes: &BTreeMap<&SentenceId, usize>,
        alignment: &Alignment,
    ) -> Option<Run> {
        let home = homes[group.members.values().flatten().next()?];
        let asked = &alignment.turns.groups[home].members;
        let (have, lack) = split(group);
        let lack: Vec<Lang> = lack.into_iter().filter(|lang| !asked[lang].is_empty()).collect();
        if lack.is_empty() {
            return None;
        }
        Some(Run {
            home,
            have,
            lack,
            at: present(group, |_, list| list.iter().map(|id| id.0.clone()).collect()),
            confidence: group.confidence,
        })
    }

    fn follows(&self, next: &Run) -> bool {
        self.home == next.home && self.lack == next.lack && self.have == next.have
    }

    fn extend(&mut self, next: Run) {
        for (lang, ids) in next.at {
            self.at.entry(lang).or_default().extend(ids);
        }
        self.confidence = self.confidence.min(next.confidence);
    }

    fn finish(self) -> Difference {
        difference(
            DifferenceLevel::Sentence,
            verdict(self.have, self.lack),
            self.at,
            self.confidence,
        )
    }
}
