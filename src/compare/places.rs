//! Where sentences stand: the turn group of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Alignment, Edition, Lang, SentenceId};

/// The turn groups of a briefing's sentences.
pub(super) struct Places<'a> {
    homes: BTreeMap<&'a SentenceId, usize>,
    langs: BTreeMap<&'a SentenceId, Lang>,
    present: Vec<BTreeSet<Lang>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(editions: &'a BTreeMap<Lang, Edition>, alignment: &Alignment) -> Places<'a> {
        let mut places = Places {
            homes: BTreeMap::new(),
            langs: BTreeMap::new(),
            present: Vec::new(),
        };
        for (k, group) in alignment.turns.groups.iter().enumerate() {
            let mut present = BTreeSet::new();
            for (&lang, list) in &group.members {
                for &turn in list {
                    present.insert(lang);
                    let sentences = &editions[&lang].turns[turn].sentences;
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

    /// Returns the language of a sentence.
    pub(super) fn lang(&self, id: &SentenceId) -> Lang {
        self.langs[id]
    }

    /// Returns the editions that have a turn group.
    pub(super) fn present(&self, home: usize) -> &BTreeSet<Lang> {
        &self.present[home]
    }
}
