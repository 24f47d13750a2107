//! Where an edition names another person than the others.
//!
//! Persons stand in no table. In languages with capitals they are words with a
//! capital inside a sentence that no termbase knows, and they meet by their
//! consonants:
//!
//! ```text
//! en  … Sergey Lavrov …    fr  … Sergueï Lavrov …    es  … Serguéi Lavrov …
//! ru  … Дмитрий Кулеба …   nothing like Lavrov, and Кулеба is like nothing there: ru is odd
//! ```
//!
//! Arabic and Chinese have no capitals: what is a name there is not known, so
//! they neither vote nor are odd.

use std::collections::BTreeMap;

use super::facts::{self, Facts};
use super::places::Places;
use crate::evidence::names::similarity;
use crate::model::{Alignment, Difference, DifferenceKind, Group, Lang, SentenceId};
use crate::termbase::{Names, Stranger};

/// Consonants at least this alike are one name's.
const SAME: f64 = 0.75;
/// Those at least this alike may be, in the rest of the turn.
const LIKE: f64 = 0.66;
/// How many editions must agree.
const VOICES: usize = 3;

/// Returns the differences in persons, in the order of the sentence groups.
pub(super) fn persons(
    alignment: &Alignment,
    places: &Places<'_>,
    facts: &Facts<'_>,
    names: &Names<'_>,
) -> Vec<Difference> {
    if names.is_empty() {
        return Vec::new();
    }
    let words = Words::new(facts, names);
    let mut out = Vec::new();
    for group in &alignment.sentences.groups {
        let said = Said::new(group, facts, &words);
        if said.0.len() <= VOICES {
            continue;
        }
        let home = places.home_of(group);
        let turn = |lang: Lang, skeleton: &str| {
            let sentences = home.into_iter().flat_map(|home| places.sentences(home, lang));
            let mut all = sentences.flat_map(|id| words.of(lang, facts.position(id)));
            all.any(|word| similarity(&word.skeleton, skeleton) >= LIKE)
        };
        out.extend(said.difference(&turn, facts, group.confidence));
    }
    out
}

/// The words of all sentences by which names meet.
struct Words(BTreeMap<Lang, Vec<Vec<Stranger>>>);

impl Words {
    fn new(facts: &Facts<'_>, names: &Names<'_>) -> Words {
        let of = |lang: Lang, texts: Vec<&str>| {
            texts
                .into_iter()
                .map(|text| names.strangers(lang, text))
                .collect()
        };
        Words(
            facts
                .texts()
                .map(|(lang, texts)| (lang, of(lang, texts)))
                .collect(),
        )
    }

    fn of(&self, lang: Lang, sentence: usize) -> &[Stranger] {
        &self.0[&lang][sentence]
    }
}

/// The words of a group, by edition, with their sentences.
struct Said<'a>(BTreeMap<Lang, Vec<(usize, &'a Stranger)>>);

impl<'a> Said<'a> {
    fn new(group: &Group<SentenceId>, facts: &Facts<'_>, words: &'a Words) -> Said<'a> {
        let mut said = BTreeMap::new();
        for (&lang, ids) in &group.members {
            let of = |id: &SentenceId| {
                let sentence = facts.position(id);
                words.of(lang, sentence).iter().map(move |word| (sentence, word))
            };
            let own: Vec<_> = ids.iter().flat_map(of).collect();
            if !own.is_empty() {
                said.insert(lang, own);
            }
        }
        Said(said)
    }

    /// The name of an edition that is like another one.
    fn like(&self, lang: Lang, skeleton: &str) -> Option<(usize, &'a Stranger)> {
        let names = self.0[&lang].iter().filter(|(_, word)| word.is_name);
        let mut like = names.filter(|(_, word)| similarity(&word.skeleton, skeleton) >= SAME);
        like.next().copied()
    }

    fn difference(
        &self,
        turn: &impl Fn(Lang, &str) -> bool,
        facts: &Facts<'_>,
        confidence: f64,
    ) -> Option<Difference> {
        for (lang, words) in &self.0 {
            for (_, norm) in words.iter().filter(|(_, word)| word.is_name) {
                let have: Vec<Lang> = self
                    .0
                    .keys()
                    .copied()
                    .filter(|l| self.like(*l, &norm.skeleton).is_some())
                    .collect();
                // Each name is looked at once, from the first edition that has it.
                if have.len() < VOICES || have.first() != Some(lang) || have.len() + 1 != self.0.len() {
                    continue;
                }
                let odd = *self.0.keys().find(|l| !have.contains(l))?;
                if turn(odd, &norm.skeleton) {
                    continue;
                }
                let mut own = self.0[&odd].iter().filter(|(_, word)| word.is_name);
                let rival = own.find(|(_, word)| !have.iter().any(|&l| turn(l, &word.skeleton)));
                let Some((sentence, rival)) = rival else { continue };
                let voices = have
                    .iter()
                    .filter_map(|&l| self.like(l, &norm.skeleton).map(|(s, w)| (l, s, w)));
                let all: Vec<(Lang, usize, &Stranger)> = voices.chain([(odd, *sentence, *rival)]).collect();
                return Some(made(&all, odd, facts, confidence));
            }
        }
        None
    }
}

fn made(all: &[(Lang, usize, &Stranger)], odd: Lang, facts: &Facts<'_>, confidence: f64) -> Difference {
    let said: Vec<facts::Said<'_>> = all
        .iter()
        .map(|&(lang, sentence, word)| facts::Said {
            lang,
            sentence,
            span: &word.span,
            value: facts.text(lang, sentence)[word.span.clone()].to_owned(),
        })
        .collect();
    let confidence = 0.7 * (0.85 + 0.15 * confidence);
    facts.difference(DifferenceKind::Name, vec![odd], &said, confidence)
}
