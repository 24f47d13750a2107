//! Sentences that some editions leave out of a turn that they have.
//!
//! *Problem.* A group of sentences is a closure over all editions: where one
//! edition merges what another leaves out with what it keeps, the group holds all
//! editions and hides the omission. *Choice.* Pairs are asked instead. For each
//! edition, the sentences of others that have no counterpart in it are brought
//! together along the links among themselves:
//!
//! ```text
//! en  [s1] [s2] [s3]     en.s2 and fr.s2 have no counterpart in zh and are linked:
//! fr  [s1] [s2] [s3]     zh leaves out one sentence. es has it too, merged, and is
//! es  [s1  +  s2] [s3]   not asked. Neighbours that the same editions lack are one
//! zh  [s1]      [s2]     difference.
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::agreement::agree;
use super::facts::{Fact, Facts, round};
use super::omissions::{difference, verdict};
use super::places::Places;
use super::strength::strength;
use crate::model::{Alignment, Bead, Difference, DifferenceLevel, Lang, SentenceId};

/// How sure a link must be to show that an edition has something merged with other things, and
/// how sure that it has nothing without asking for its figures.
const SURE: f64 = 0.75;
/// How sure it must be on average that a sentence has no counterpart.
const LIKELY: f64 = 0.6;
/// The same where nobody but one edition says so: two editions have no third to help.
const ALONE: f64 = 0.95;
/// What is left of that where the other edition has something of its own at the place.
const FREE: f64 = 0.85;

/// Returns the sentences left out or added inside turns, in document order.
pub(super) fn abridged(alignment: &Alignment, places: &Places<'_>, facts: &Facts<'_>) -> Vec<Difference> {
    let links = Links::new(alignment, places, facts);
    let mut found: BTreeMap<Vec<&SentenceId>, (BTreeSet<Lang>, f64)> = BTreeMap::new();
    for &lang in &links.langs {
        for (members, confidence) in links.lacking(lang) {
            let entry = found.entry(members).or_insert((BTreeSet::new(), 0.0));
            entry.0.insert(lang);
            entry.1 += confidence;
        }
    }
    let mut parts: Vec<Part> = found
        .into_iter()
        .filter_map(|(members, (lack, confidence))| {
            let mean = round(confidence / lack.len() as f64);
            Part::new(&members, lack, mean, &links, places, facts)
        })
        .collect();
    parts.sort_by_key(|part| part.key);
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match out
            .iter_mut()
            .rev()
            .find(|before| before.home == part.home && before.precedes(&part))
        {
            Some(before) => before.extend(part),
            None => out.push(part),
        }
    }
    out.into_iter().map(|part| part.finish(facts)).collect()
}

/// The sentences without counterpart at whose place the other edition has one of its own
/// without counterpart: more often a free rendering than left out here and added there.
fn free<'a>(beads: &'a [Bead<SentenceId>], facts: &Facts<'_>) -> BTreeSet<&'a SentenceId> {
    let at = |ids: &[SentenceId]| ids.iter().map(|id| facts.position(id)).max();
    let full: Vec<(usize, usize)> = beads
        .iter()
        .filter_map(|b| Some((at(&b.first)?, at(&b.second)?)))
        .collect();
    // The nearest links before and after a sentence.
    let around = |own: usize, key: fn(&(usize, usize)) -> usize| {
        let before = full
            .iter()
            .filter(|link| key(link) < own)
            .max_by_key(|link| key(link));
        let after = full
            .iter()
            .filter(|link| key(link) > own)
            .min_by_key(|link| key(link));
        [(false, before), (true, after)]
    };
    let mut slots: BTreeMap<_, [Vec<&SentenceId>; 2]> = BTreeMap::new();
    for bead in beads {
        for id in bead.first.iter().filter(|_| bead.second.is_empty()) {
            for slot in around(facts.position(id), |link| link.0) {
                slots.entry(slot).or_default()[0].push(id);
            }
        }
        for id in bead.second.iter().filter(|_| bead.first.is_empty()) {
            for slot in around(facts.position(id), |link| link.1) {
                slots.entry(slot).or_default()[1].push(id);
            }
        }
    }
    let both = slots
        .into_values()
        .filter(|[a, b]| !a.is_empty() && !b.is_empty());
    both.flatten().flatten().collect()
}

/// The links of all pairs, by sentence.
struct Links<'a> {
    langs: BTreeSet<Lang>,
    linked: BTreeMap<&'a SentenceId, BTreeMap<&'a SentenceId, f64>>,
    /// The editions in which a sentence has no counterpart, though they have its turn, and
    /// how sure that is.
    lacks: BTreeMap<&'a SentenceId, BTreeMap<Lang, f64>>,
}

impl<'a> Links<'a> {
    fn new(alignment: &'a Alignment, places: &Places<'_>, facts: &Facts<'_>) -> Links<'a> {
        let mut links = Links {
            langs: BTreeSet::new(),
            linked: BTreeMap::new(),
            lacks: BTreeMap::new(),
        };
        for (pair, beads) in &alignment.sentences.pairs {
            links.langs.extend([pair.first(), pair.second()]);
            let free = free(beads, facts);
            for bead in beads {
                let sides = [
                    (&bead.first, &bead.second, pair.second()),
                    (&bead.second, &bead.first, pair.first()),
                ];
                for (own, others, lang) in sides {
                    for id in own {
                        let linked = links.linked.entry(id).or_default();
                        linked.extend(others.iter().map(|other| (other, bead.confidence)));
                        let asked = places
                            .home(id)
                            .is_some_and(|home| places.present(home).contains(&lang));
                        if others.is_empty() && asked {
                            let doubt = if free.contains(id) { FREE } else { 1.0 };
                            links
                                .lacks
                                .entry(id)
                                .or_default()
                                .insert(lang, bead.confidence * doubt);
                        }
                    }
                }
            }
        }
        links
    }

    /// The sentences that an edition lacks, those together that are linked to each other, in
    /// the order of their identifiers.
    fn lacking(&self, lang: Lang) -> Vec<(Vec<&'a SentenceId>, f64)> {
        let of = |id: &SentenceId| self.lacks.get(id).and_then(|langs| langs.get(&lang)).copied();
        let mut seen: BTreeSet<&SentenceId> = BTreeSet::new();
        let mut out = Vec::new();
        for &start in self.lacks.keys() {
            if of(start).is_none() || !seen.insert(start) {
                continue;
            }
            let (mut members, mut open, mut sum) = (vec![start], vec![start], 0.0);
            while let Some(id) = open.pop() {
                sum += of(id).unwrap_or(1.0);
                for &other in self.linked[id].keys() {
                    if of(other).is_some() && seen.insert(other) {
                        members.push(other);
                        open.push(other);
                    }
                }
            }
            members.sort();
            let mean = sum / members.len() as f64;
            out.push((members, mean));
        }
        out
    }
}

/// Whether an edition says, somewhere in its turn, all the figures of sentences that it is
/// said to lack: then it has them merged with others. Without figures nothing is known.
fn says(
    lang: Lang,
    home: usize,
    own: &BTreeMap<Lang, BTreeSet<usize>>,
    places: &Places<'_>,
    facts: &Facts<'_>,
) -> bool {
    let firm = |fact: &&Fact| strength(fact).is_firm();
    let said: Vec<&Fact> = places
        .sentences(home, lang)
        .flat_map(|id| facts.of(lang, facts.position(id)))
        .collect();
    let wanted = own
        .iter()
        .flat_map(|(&other, list)| list.iter().map(move |&k| (other, k)));
    let mut wanted = wanted
        .flat_map(|(other, k)| facts.of(other, k))
        .filter(firm)
        .peekable();
    wanted.peek().is_some() && wanted.all(|fact| said.iter().any(|other| agree(&fact.kind, &other.kind)))
}

/// Sentences that the same editions lack.
struct Part {
    home: usize,
    /// Where it stands: its first sentence in the first edition that has it.
    key: (usize, usize, Lang),
    lack: BTreeSet<Lang>,
    have: BTreeSet<Lang>,
    /// Positions in the edition.
    own: BTreeMap<Lang, BTreeSet<usize>>,
    /// Sentences that render it along with other things.
    merged: BTreeMap<Lang, BTreeSet<usize>>,
    confidence: f64,
}

impl Part {
    fn new(
        members: &[&SentenceId],
        lack: BTreeSet<Lang>,
        confidence: f64,
        links: &Links<'_>,
        places: &Places<'_>,
        facts: &Facts<'_>,
    ) -> Option<Part> {
        let home = places.home(members[0])?;
        let mut own: BTreeMap<Lang, BTreeSet<usize>> = BTreeMap::new();
        let mut merged: BTreeMap<Lang, BTreeSet<usize>> = BTreeMap::new();
        for id in members {
            own.entry(places.lang(id)).or_default().insert(facts.position(id));
        }
        for (other, &sure) in members.iter().flat_map(|id| &links.linked[*id]) {
            let lang = places.lang(other);
            if !own.contains_key(&lang) && sure >= SURE {
                merged.entry(lang).or_default().insert(facts.position(other));
            }
        }
        // Two against four or more: one edition's merge is more likely a wrong link.
        if merged.len() == 1 && lack.len() > own.len() + merged.len() {
            merged.clear();
        }
        let likely = if own.len() * lack.len() == 1 {
            ALONE
        } else {
            LIKELY
        };
        if own.len() < merged.len() || confidence < likely {
            return None;
        }
        let lack: BTreeSet<Lang> = lack
            .into_iter()
            .filter(|&lang| confidence >= SURE || !says(lang, home, &own, places, facts))
            .collect();
        if lack.is_empty() {
            return None;
        }
        let have: BTreeSet<Lang> = own.keys().chain(merged.keys()).copied().collect();
        let (&lang, first) = own.iter().next()?;
        let key = (home, *first.first()?, lang);
        Some(Part {
            home,
            key,
            lack,
            have,
            own,
            merged,
            confidence,
        })
    }

    /// Whether the other one follows at once where both stand.
    fn precedes(&self, next: &Part) -> bool {
        self.lack == next.lack
            && self.have == next.have
            && self.own.iter().any(|(lang, list)| {
                let first = next.own.get(lang).and_then(|list| list.first());
                first.is_some_and(|&first| list.last().is_some_and(|&last| last + 1 == first))
            })
    }

    fn extend(&mut self, next: Part) {
        for (lang, list) in next.own {
            self.own.entry(lang).or_default().extend(list);
        }
        for (lang, list) in next.merged {
            self.merged.entry(lang).or_default().extend(list);
        }
        self.confidence = self.confidence.min(next.confidence);
    }

    fn finish(self, facts: &Facts<'_>) -> Difference {
        let mut all = self.own;
        for (lang, list) in self.merged {
            all.entry(lang).or_default().extend(list);
        }
        let ids = |lang: Lang, list: BTreeSet<usize>| {
            list.into_iter().map(|k| facts.id(lang, k).0.clone()).collect()
        };
        let at = all
            .into_iter()
            .map(|(lang, list)| (lang, ids(lang, list)))
            .collect();
        let (have, lack) = (self.have.into_iter().collect(), self.lack.into_iter().collect());
        difference(
            DifferenceLevel::Sentence,
            verdict(have, lack),
            at,
            self.confidence,
        )
    }
}
