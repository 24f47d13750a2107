//! The termbase as the aligner needs it: variants as lists of tokens.
//!
//! Tens of thousands of variants are to be there when a run begins, and neither read
//! nor stemmed then. So the tables are arrays that are used where they stand, in the
//! program's own bytes ([zerovec](https://docs.rs/zerovec), as ICU4X keeps its data):
//! loading one is checking that the arrays fit together. *Rejected:* a text file,
//! which took a hundred milliseconds to stem; structures of `String`s, which took ten.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use zerovec::vecs::Index32;
use zerovec::{VarZeroVec, ZeroVec};

use super::names;
use super::rows::Rows;
use crate::evidence::{Analyser, Kind, Token, fold};
use crate::language::{Language, Languages};
use crate::model::Lang;

/// A compiled termbase.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
pub struct Terms<'data> {
    /// The number of concepts.
    pub(super) concepts: u32,
    /// What each concept [names](super::names), 0 where it is no name.
    #[serde(borrow)]
    pub(super) names: ZeroVec<'data, u32>,
    #[serde(borrow)]
    pub(super) words: Vec<Words<'data>>,
}

/// The variants of one language.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
pub(super) struct Words<'data> {
    pub(super) lang: String,
    /// The [keys](key) of tokens, sorted, and the number of each.
    #[serde(borrow)]
    pub(super) keys: VarZeroVec<'data, str, Index32>,
    #[serde(borrow)]
    pub(super) numbers: ZeroVec<'data, u32>,
    /// How many token numbers there are.
    pub(super) tokens: u32,
    /// The concept of each variant, rising.
    #[serde(borrow)]
    pub(super) concepts: ZeroVec<'data, u32>,
    /// Where the tokens of each variant begin, with the end.
    #[serde(borrow)]
    pub(super) starts: ZeroVec<'data, u32>,
    #[serde(borrow)]
    pub(super) parts: ZeroVec<'data, u32>,
}

impl Words<'_> {
    /// Returns the concept and the tokens of each variant.
    pub(super) fn variants(&self) -> impl Iterator<Item = (u32, Vec<u32>)> + '_ {
        let bounds = self.starts.iter().zip(self.starts.iter().skip(1));
        self.concepts
            .iter()
            .zip(bounds)
            .filter_map(|(concept, (start, end))| {
                let parts = self.parts.get_subslice(start as usize..end as usize)?;
                Some((concept, parts.iter().collect()))
            })
    }
}

/// A token as text that sorts: the letter of its kind and its key.
pub(super) fn key(kind: Kind, text: &str) -> String {
    format!("{}{text}", kind.letter())
}

impl Terms<'_> {
    /// Compiles tables; languages without a pack are passed over.
    #[must_use]
    pub fn compile(tables: &[Rows], languages: &Languages) -> Terms<'static> {
        let rows: Vec<_> = tables.iter().flat_map(|table| &table.rows).collect();
        let langs: BTreeSet<Lang> = tables
            .iter()
            .flat_map(|table| table.langs.iter().copied())
            .collect();
        let known = langs.into_iter().filter_map(|lang| languages.get(lang));
        let words: Vec<Words<'static>> = known
            .map(|language| {
                let mut draft = Draft::new(language);
                for (concept, row) in (0u32..).zip(&rows) {
                    for variant in row.variants(language.code()) {
                        draft.add(concept, variant);
                    }
                }
                draft.finish()
            })
            .collect();
        Terms {
            names: ZeroVec::alloc_from_slice(&names::identities(&rows, &words)),
            words,
            concepts: u32::try_from(rows.len()).expect("fewer than 2^32 concepts"),
        }
    }

    /// Returns the bytes from which [`Terms::load`] makes them again.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("arrays can be written")
    }
}

impl<'data> Terms<'data> {
    /// Takes compiled tables out of bytes, without copying them.
    ///
    /// # Errors
    ///
    /// When the bytes are not what [`Terms::bytes`] returned.
    pub fn load(bytes: &'data [u8]) -> Result<Terms<'data>, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}

/// Words of one language in the making.
struct Draft<'a> {
    language: &'a Language,
    analyser: Analyser<'a>,
    stop: BTreeSet<String>,
    tokens: u32,
    keys: BTreeMap<String, u32>,
    variants: BTreeSet<(u32, Vec<u32>)>,
}

impl<'a> Draft<'a> {
    fn new(language: &'a Language) -> Draft<'a> {
        let pack = language.pack();
        Draft {
            language,
            analyser: Analyser::new(pack, language.values()),
            stop: pack.words.stop.iter().map(|word| fold(word)).collect(),
            tokens: 0,
            keys: BTreeMap::new(),
            variants: BTreeSet::new(),
        }
    }

    fn add(&mut self, concept: u32, variant: &str) {
        let variant = without_stop_words(variant, &self.stop);
        let tokens = tokens(&self.analyser, &variant);
        // Words that a text may print with a capital are other tokens there.
        let capital: String = variant.split(' ').map(capitalised).collect::<Vec<_>>().join(" ");
        let capital = tokens_inside(&self.analyser, &capital);
        let mut parts = Vec::with_capacity(tokens.len());
        for (k, token) in tokens.iter().enumerate() {
            let mut keys = vec![key(token.kind, &token.key)];
            if capital.len() == tokens.len() && token.kind == Kind::Word {
                keys.push(key(capital[k].kind, &capital[k].key));
            }
            if self.language.pack().script == "Arab" {
                // Long words may be names there, short ones are not; prefixes make words longer.
                keys.extend([Kind::Word, Kind::Name].map(|kind| key(kind, &token.key)));
            }
            parts.push(self.number(keys));
        }
        parts.sort_unstable();
        parts.dedup();
        if !parts.is_empty() {
            self.variants.insert((concept, parts));
        }
    }

    /// Returns the number of a token that may occur under several keys.
    fn number(&mut self, keys: Vec<String>) -> u32 {
        let known = keys.iter().find_map(|key| self.keys.get(key).copied());
        let number = known.unwrap_or_else(|| {
            self.tokens += 1;
            self.tokens - 1
        });
        for key in keys {
            self.keys.entry(key).or_insert(number);
        }
        number
    }

    fn finish(self) -> Words<'static> {
        let keys: Vec<&str> = self.keys.keys().map(String::as_str).collect();
        let mut starts = vec![0u32];
        let mut parts = Vec::new();
        let mut concepts = Vec::new();
        for (concept, tokens) in self.variants {
            concepts.push(concept);
            parts.extend(tokens);
            starts.push(u32::try_from(parts.len()).expect("fewer than 2^32 tokens"));
        }
        Words {
            lang: self.language.code().to_string(),
            keys: VarZeroVec::from(&keys),
            numbers: self.keys.values().copied().collect(),
            tokens: self.tokens,
            concepts: ZeroVec::alloc_from_slice(&concepts),
            starts: ZeroVec::alloc_from_slice(&starts),
            parts: ZeroVec::alloc_from_slice(&parts),
        }
    }
}

/// The tokens of a variant that may count.
pub(super) fn tokens(analyser: &Analyser<'_>, variant: &str) -> Vec<Token> {
    let tokens = analyser.tokens(variant).into_iter();
    tokens.filter(|token| token.kind != Kind::Mark).collect()
}

/// The same where the variant does not stand at the beginning of a sentence.
fn tokens_inside(analyser: &Analyser<'_>, variant: &str) -> Vec<Token> {
    let mut tokens = tokens(analyser, &format!("x {variant}"));
    if !tokens.is_empty() {
        tokens.remove(0);
    }
    tokens
}

/// Leaves out words that stand everywhere, unless nothing else remains.
pub(super) fn without_stop_words(variant: &str, stop: &BTreeSet<String>) -> String {
    let words: Vec<&str> = variant.split_whitespace().collect();
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !stop.contains(&fold(word)))
        .collect();
    if kept.is_empty() { words } else { kept }.join(" ")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
