//! Where editions name another country, city or institution than the others.
//!
//! As with values, a difference needs both halves of a contradiction: most
//! editions name one country, one edition does not, and names another that
//! nobody else does. What only lacks is a pronoun as often as an omission, so it
//! is not reported. Names are those that termbases have; without one nothing is
//! found. Persons are the matter of `persons.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, Said};
use super::places::Places;
use crate::model::{Alignment, Difference, DifferenceKind, Group, Lang, SentenceId};
use crate::termbase::{Identity, NameKind, Named, Names};

/// Returns the differences in names, in the order of the sentence groups.
pub(super) fn names(
    alignment: &Alignment,
    places: &Places<'_>,
    facts: &Facts<'_>,
    known: &Names<'_>,
) -> Vec<Difference> {
    if known.is_empty() {
        return Vec::new();
    }
    let groups: Vec<Mentions> = alignment
        .sentences
        .groups
        .iter()
        .map(|group| Mentions::new(group, facts, known))
        .collect();
    // Names that one edition alone has in a group, by turn group.
    let mut lone: BTreeSet<(usize, Lang, Identity)> = BTreeSet::new();
    for (group, mentions) in alignment.sentences.groups.iter().zip(&groups) {
        let Some(home) = places.home_of(group) else {
            continue;
        };
        for (identity, langs) in mentions.by_identity() {
            if let [lang] = langs.as_slice() {
                lone.insert((home, *lang, identity));
            }
        }
    }
    let mut out = Vec::new();
    for (group, mentions) in alignment.sentences.groups.iter().zip(&groups) {
        let Some(home) = places.home_of(group) else {
            continue;
        };
        let elsewhere = |lang: Lang, identity: Identity| lone.contains(&(home, lang, identity));
        out.extend(mentions.differences(&elsewhere, facts, group.confidence));
    }
    out
}

/// The names of a group of sentences.
struct Mentions {
    all: Vec<(Lang, usize, Named)>,
    editions: BTreeSet<Lang>,
}

impl Mentions {
    fn new(group: &Group<SentenceId>, facts: &Facts<'_>, known: &Names<'_>) -> Mentions {
        let mut mentions = Mentions {
            all: Vec::new(),
            editions: BTreeSet::new(),
        };
        for (&lang, ids) in group.members.iter().filter(|(_, ids)| !ids.is_empty()) {
            mentions.editions.insert(lang);
            for id in ids {
                let sentence = facts.position(id);
                let found = known.find(lang, facts.text(lang, sentence));
                mentions
                    .all
                    .extend(found.into_iter().map(|named| (lang, sentence, named)));
            }
        }
        mentions
    }

    fn by_identity(&self) -> BTreeMap<Identity, Vec<Lang>> {
        let mut out: BTreeMap<Identity, Vec<Lang>> = BTreeMap::new();
        for (lang, _, named) in &self.all {
            let langs = out.entry(named.identity).or_default();
            if !langs.contains(lang) {
                langs.push(*lang);
            }
        }
        out
    }

    fn kind(&self, identity: Identity) -> Option<NameKind> {
        self.all
            .iter()
            .find(|(_, _, named)| named.identity == identity)
            .map(|(_, _, named)| named.kind)
    }

    /// Where an edition first names something.
    fn mention(&self, lang: Lang, identity: Identity) -> Option<(usize, &Named)> {
        let mut all = self.all.iter();
        let found = all.find(|(l, _, named)| *l == lang && named.identity == identity);
        found.map(|(_, sentence, named)| (*sentence, named))
    }

    fn differences(
        &self,
        elsewhere: &impl Fn(Lang, Identity) -> bool,
        facts: &Facts<'_>,
        confidence: f64,
    ) -> Vec<Difference> {
        let names = self.by_identity();
        let mut out = Vec::new();
        let mut used: BTreeSet<Identity> = BTreeSet::new();
        for (&norm, have) in &names {
            // All but one, and two at least.
            if have.len() < 2 || have.len() + 1 < self.editions.len() {
                continue;
            }
            let Some(&odd) = self.editions.iter().find(|lang| !have.contains(lang)) else {
                continue;
            };
            let rival = names.iter().find(|&(&other, langs)| {
                langs.as_slice() == [odd]
                    && !used.contains(&other)
                    && self.kind(other) == self.kind(norm)
                    && self.is_trusted(odd, other, facts)
                    && !have.iter().any(|&lang| elsewhere(lang, other))
            });
            let Some((&rival, _)) = rival.filter(|_| !elsewhere(odd, norm)) else {
                continue;
            };
            used.insert(rival);
            let voices = have.iter().map(|&lang| (lang, norm)).chain([(odd, rival)]);
            out.push(self.difference(voices, odd, facts, confidence));
        }
        out
    }

    /// Whether a name that nobody else has is one: institutions are made of common words,
    /// so only their acronyms count; Arabic cities are met by too many stems.
    fn is_trusted(&self, lang: Lang, identity: Identity, facts: &Facts<'_>) -> bool {
        let Some((sentence, named)) = self.mention(lang, identity) else {
            return false;
        };
        let text = &facts.text(lang, sentence)[named.span.clone()];
        match named.kind {
            NameKind::Country => true,
            NameKind::City => lang != Lang::AR,
            NameKind::Institution => text.chars().count() >= 2 && text.chars().all(char::is_uppercase),
        }
    }

    fn difference(
        &self,
        voices: impl Iterator<Item = (Lang, Identity)>,
        odd: Lang,
        facts: &Facts<'_>,
        confidence: f64,
    ) -> Difference {
        let said = |(lang, identity): (Lang, Identity)| {
            let (sentence, named) = self.mention(lang, identity)?;
            Some(Said {
                lang,
                sentence,
                span: &named.span,
                value: facts.text(lang, sentence)[named.span.clone()].to_owned(),
            })
        };
        let said: Vec<Said<'_>> = voices.filter_map(said).collect();
        let votes = if said.len() > 3 { 0.85 } else { 0.7 };
        let confidence = votes * (0.85 + 0.15 * confidence);
        facts.difference(DifferenceKind::Name, vec![odd], &said, confidence)
    }
}
