//! The lexicon in memory.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use crate::evidence::Token;
use crate::model::{Lang, Pair};

/// A probability of one, in thousandths.
pub(crate) const ONE: u16 = 1000;

/// Words of several languages, and which of them translate each other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lexicon {
    pub(super) lists: BTreeMap<Lang, WordList>,
    pub(super) pairs: BTreeMap<Pair, Vec<Link>>,
}

/// The words of one language, in order of their tokens.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WordList {
    /// Each word with how often it occurred; 0 where a dictionary names it.
    pub(super) words: Vec<(Token, u64)>,
    /// How many tokens were counted in all, those of words left out included.
    pub(super) total: u64,
}

/// Two words that translate each other, by their positions in the lists of the
/// pair's first and second language. Probabilities are in thousandths: more
/// digits would claim more than can be known, and what is written is read back
/// exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// The word of the first language.
    pub first: u32,
    /// The word of the second language.
    pub second: u32,
    /// How probable the second word is as a rendering of the first.
    pub forward: u16,
    /// How probable the first word is as a rendering of the second.
    pub backward: u16,
}

impl Lexicon {
    /// Returns whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Returns the languages with their words, in alphabetical order.
    pub fn languages(&self) -> impl Iterator<Item = (Lang, &WordList)> {
        self.lists.iter().map(|(&lang, list)| (lang, list))
    }

    /// Returns the words of a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Option<&WordList> {
        self.lists.get(&lang)
    }

    /// Returns the pairs of languages with their links, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (Pair, &[Link])> {
        self.pairs.iter().map(|(&pair, links)| (pair, links.as_slice()))
    }

    /// Returns the links of a pair, in order; nothing where it is not known.
    #[must_use]
    pub fn links(&self, pair: Pair) -> &[Link] {
        self.pairs.get(&pair).map_or(&[], Vec::as_slice)
    }

    /// Returns the words of a language that are linked to another language's.
    #[must_use]
    pub fn linked(&self, lang: Lang) -> BTreeSet<Token> {
        let mut linked = BTreeSet::new();
        let Some(list) = self.words(lang) else {
            return linked;
        };
        for (pair, links) in self.pairs() {
            for link in links {
                let place = match lang {
                    _ if lang == pair.first() => link.first,
                    _ if lang == pair.second() => link.second,
                    _ => continue,
                };
                linked.insert(list.words[place as usize].0.clone());
            }
        }
        linked
    }

    /// Merges lexicons. Counts add up; of two probabilities the greater stays:
    /// that a second dictionary has no entry for a word does not speak against
    /// the first. The order of the lexicons does not matter.
    #[must_use]
    pub fn merged(lexicons: &[Lexicon]) -> Lexicon {
        let mut draft = Draft::default();
        for lexicon in lexicons {
            draft.add(lexicon);
        }
        draft.finish(0)
    }

    /// Leaves out probabilities below `least` (0 to 1), then links without one in
    /// either direction, then words seen at most once that no link needs.
    #[must_use]
    pub fn pruned(&self, least: f64) -> Lexicon {
        let mut draft = Draft::default();
        draft.add(self);
        draft.finish(thousandths(least))
    }
}

impl WordList {
    /// Returns the words, in order, with how often each occurred.
    #[must_use]
    pub fn words(&self) -> &[(Token, u64)] {
        &self.words
    }

    /// Returns how many tokens were counted in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }
}

/// Returns a probability in thousandths.
pub(crate) fn thousandths(probability: f64) -> u16 {
    (probability.clamp(0.0, 1.0) * f64::from(ONE)).round() as u16
}

/// Returns a number of thousandths as a probability.
pub(crate) fn probability(thousandths: u16) -> f64 {
    f64::from(thousandths) / f64::from(ONE)
}
