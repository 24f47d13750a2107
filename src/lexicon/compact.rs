//! The built-in lexicon: arrays that are used where they stand.
//!
//! Learnt by `hexapla learn` from freely licensed text (`corpora/compiled/README.md`),
//! it is part of the program. Of its words a run needs those that it has itself, so
//! only these are looked up, and nothing is copied before. Why this form is said in
//! [`crate::termbase`].

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use zerovec::vecs::Index32;
use zerovec::{VarZeroVec, ZeroVec};

use super::data::{Lexicon, Link};
use super::draft::Draft;
use crate::evidence::{Kind, Token, Vocabulary};
use crate::model::{Lang, Pair};

/// A lexicon in its compact form.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compact<'data> {
    #[serde(borrow)]
    lists: Vec<List<'data>>,
    #[serde(borrow)]
    pairs: Vec<Links<'data>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct List<'data> {
    lang: Lang,
    total: u64,
    /// The letter of each word's kind and its key.
    #[serde(borrow)]
    keys: VarZeroVec<'data, str, Index32>,
    #[serde(borrow)]
    counts: ZeroVec<'data, u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Links<'data> {
    first_lang: Lang,
    second_lang: Lang,
    #[serde(borrow)]
    first: ZeroVec<'data, u32>,
    #[serde(borrow)]
    second: ZeroVec<'data, u32>,
    #[serde(borrow)]
    forward: ZeroVec<'data, u16>,
    #[serde(borrow)]
    backward: ZeroVec<'data, u16>,
}

impl Compact<'_> {
    /// Makes the compact form of a lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Compact<'static> {
        let list = |(lang, list): (Lang, &super::data::WordList)| {
            let keys: Vec<String> = list
                .words()
                .iter()
                .map(|(token, _)| format!("{}{}", token.kind.letter(), token.key))
                .collect();
            let count = |(_, times): &(Token, u64)| u32::try_from(*times).unwrap_or(u32::MAX);
            List {
                lang,
                total: list.total(),
                keys: VarZeroVec::from(&keys),
                counts: list.words().iter().map(count).collect(),
            }
        };
        let links = |(pair, links): (Pair, &[Link])| Links {
            first_lang: pair.first(),
            second_lang: pair.second(),
            first: links.iter().map(|link| link.first).collect(),
            second: links.iter().map(|link| link.second).collect(),
            forward: links.iter().map(|link| link.forward).collect(),
            backward: links.iter().map(|link| link.backward).collect(),
        };
        Compact {
            lists: lexicon.languages().map(list).collect(),
            pairs: lexicon.pairs().map(links).collect(),
        }
    }

    /// Returns the bytes from which [`Compact::load`] makes it again.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("arrays can be written")
    }

    /// Returns what it knows of the words of some vocabularies.
    #[must_use]
    pub fn select(&self, vocabularies: &[(Lang, &Vocabulary)]) -> Lexicon {
        let mut draft = Draft::default();
        let mut numbers: Vec<Vec<Option<u32>>> = Vec::new();
        for list in &self.lists {
            let Some((_, vocabulary)) = vocabularies.iter().find(|(lang, _)| *lang == list.lang) else {
                numbers.push(Vec::new());
                continue;
            };
            draft.total(list.lang, list.total);
            numbers.push(list.words(&mut draft, |token| vocabulary.id(token).is_some()));
        }
        self.link(&mut draft, &numbers);
        draft.finish(0)
    }

    /// Returns the words of a language that are linked to another language's.
    #[must_use]
    pub fn linked(&self, lang: Lang) -> BTreeSet<Token> {
        let Some(list) = self.lists.iter().find(|list| list.lang == lang) else {
            return BTreeSet::new();
        };
        let places: BTreeSet<u32> = self
            .pairs
            .iter()
            .filter_map(|pair| match lang {
                _ if lang == pair.first_lang => Some(&pair.first),
                _ if lang == pair.second_lang => Some(&pair.second),
                _ => None,
            })
            .flat_map(|places| places.iter())
            .collect();
        let keys = places
            .into_iter()
            .filter_map(|place| list.keys.get(place as usize));
        keys.filter_map(token).collect()
    }

    /// Adds the links whose words were both taken.
    fn link(&self, draft: &mut Draft, numbers: &[Vec<Option<u32>>]) {
        let place = |lang: Lang| self.lists.iter().position(|list| list.lang == lang);
        for pair in &self.pairs {
            let (Some(a), Some(b)) = (place(pair.first_lang), place(pair.second_lang)) else {
                continue;
            };
            let words = pair.first.iter().zip(pair.second.iter());
            let odds = pair.forward.iter().zip(pair.backward.iter());
            for ((first, second), (forward, backward)) in words.zip(odds) {
                let of = |x: usize, k: u32| numbers[x].get(k as usize).copied().flatten();
                if let (Some(first), Some(second)) = (of(a, first), of(b, second)) {
                    let link = Link {
                        first,
                        second,
                        forward,
                        backward,
                    };
                    draft.link(Pair::new(pair.first_lang, pair.second_lang), link);
                }
            }
        }
    }
}

impl<'data> Compact<'data> {
    /// Takes a lexicon out of bytes, without copying it.
    ///
    /// # Errors
    ///
    /// When the bytes are not what [`Compact::bytes`] returned.
    pub fn load(bytes: &'data [u8]) -> Result<Compact<'data>, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}

impl List<'_> {
    /// Numbers the words that are wanted.
    fn words(&self, draft: &mut Draft, wanted: impl Fn(&Token) -> bool) -> Vec<Option<u32>> {
        let number = |(key, times): (&str, u32)| {
            let token = token(key)?;
            wanted(&token).then(|| draft.word(self.lang, &token, u64::from(times)))
        };
        self.keys.iter().zip(self.counts.iter()).map(number).collect()
    }
}

/// The token of a key.
fn token(key: &str) -> Option<Token> {
    let mut letters = key.chars();
    Some(Token {
        kind: letters.next().and_then(Kind::of_letter)?,
        key: letters.as_str().to_owned(),
    })
}

/// What `hexapla learn` learnt for all.
static BYTES: &[u8] = include_bytes!("../../corpora/compiled/lexicon.bin");

/// Returns the built-in lexicon.
pub fn builtin() -> &'static Compact<'static> {
    static LEXICON: OnceLock<Compact<'static>> = OnceLock::new();
    LEXICON.get_or_init(|| Compact::load(BYTES).expect("a test loads the built-in lexicon"))
}
