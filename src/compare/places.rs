//! Where sentences stand: the turn group of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Alignment, Edition, Group, Lang, SentenceId};

/// The turn groups of a briefing's sentences.
pub(super) struct Places<'a> {
    homes: BTreeMap<&'a SentenceId, usize>,
    langs: BTreeMap<&'a SentenceId, Lang>,
    present: Vec<BTreeSet<Lang>>,
    inside: BTreeMap<(usize, Lang), Vec<&'a SentenceId>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(editions: &'a BTreeMap<Lang, Edition>, alignment: &Alignment) -> Places<'a> {
        let mut places = Places {
            homes: BTreeMap::new(),
            langs: BTreeMap::new(),
            present: Vec::new(),
            inside: BTreeMap::new(),
        };
        for (k, group) in alignment.turns.groups.iter().enumerate() {
            let mut present = BTreeSet::new();
            for (&lang, list) in &group.members {
                for &turn in list {
                    present.insert(lang);
                    let sentences = &editions[&lang].turns[turn].sentences;
                    let inside = places.inside.entry((k, lang)).or_default();
                    inside.extend(sentences.iter().map(|s| &s.id));
                    places.homes.extend(sentences.iter().map(|s| (&s.id, k)));
                    places.langs.extend(sentences.iter().map(|s| (&s.id, lang)));
                }
            }
            places.present.push(present);
        }
        places
    }

    /// Returns the turn group of a sentence.
    pub(super) fn home(&self, id: &SentenceId) -> Option<usize> {
        self.homes.get(id).copied()
    }

    /// Returns the turn group that a group of sentences stands in.
    pub(super) fn home_of(&self, group: &Group<SentenceId>) -> Option<usize> {
        self.home(group.members.values().flatten().next()?)
    }

    /// Returns the language of a sentence.
    pub(super) fn lang(&self, id: &SentenceId) -> Lang {
        self.langs[id]
    }

    /// Returns the sentences of an edition in a turn group.
    pub(super) fn sentences(&self, home: usize, lang: Lang) -> impl Iterator<Item = &'a SentenceId> + '_ {
        self.inside.get(&(home, lang)).into_iter().flatten().copied()
    }

    /// Returns the editions that have a turn group.
    pub(super) fn present(&self, home: usize) -> &BTreeSet<Lang> {
        &self.present[home]
    }
}
