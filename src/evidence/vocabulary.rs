//! Tokens as numbers, with how often each occurs.

use rustc_hash::FxHashMap;

use super::tokens::{Kind, Token};

/// The tokens of one language in a run, numbered in order of first occurrence.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    tokens: Vec<Token>,
    /// The numbers of keys, by kind.
    index: [FxHashMap<String, u32>; Kind::COUNT],
    counts: Vec<f64>,
    total: f64,
    /// What is added to the counts from other text.
    known: Vec<f64>,
    known_total: f64,
}

impl Vocabulary {
    /// Counts a token and returns its number.
    pub fn add(&mut self, token: Token) -> u32 {
        let id = self.number(token);
        self.tally(id);
        id
    }

    /// Returns the number of a token without counting it; a new token gets one.
    pub fn number(&mut self, token: Token) -> u32 {
        if let Some(id) = self.find(token.kind, &token.key) {
            return id;
        }
        let id = u32::try_from(self.tokens.len()).expect("fewer than 2^32 kinds of token");
        self.index[token.kind as usize].insert(token.key.clone(), id);
        self.tokens.push(token);
        self.counts.push(0.0);
        id
    }

    /// Counts the token of a number.
    pub fn tally(&mut self, id: u32) {
        self.total += 1.0;
        self.counts[id as usize] += 1.0;
    }

    /// Returns the number of a token that occurred.
    #[must_use]
    pub fn id(&self, token: &Token) -> Option<u32> {
        self.find(token.kind, &token.key)
    }

    /// Returns the number of a token of a kind that occurred.
    #[must_use]
    pub fn find(&self, kind: Kind, key: &str) -> Option<u32> {
        self.index[kind as usize].get(key).copied()
    }

    /// Returns the token of a number.
    #[must_use]
    pub fn token(&self, id: u32) -> &Token {
        &self.tokens[id as usize]
    }

    /// Returns how many kinds of token there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Returns whether nothing occurred.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Returns the numbers of all tokens of a kind, in order.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = u32> + '_ {
        (0u32..)
            .zip(&self.tokens)
            .filter(move |(_, t)| t.kind == kind)
            .map(|(id, _)| id)
    }

    /// Returns how often a token occurred in the run.
    #[must_use]
    pub fn count(&self, id: u32) -> f64 {
        self.counts[id as usize]
    }

    /// Returns how many tokens occurred in the run.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.total
    }

    /// Adds counts from other text to the background: of the tokens of this
    /// vocabulary, and of all tokens of that text.
    pub fn know(&mut self, counts: impl IntoIterator<Item = (u32, f64)>, total: f64) {
        self.known.resize(self.tokens.len(), 0.0);
        for (id, count) in counts {
            self.known[id as usize] += count;
        }
        self.known_total += total;
    }

    /// Returns the background probability of a token, smoothed so that a lone
    /// document's rare words are not taken for impossible ones.
    #[must_use]
    pub fn background(&self, id: u32) -> f64 {
        let known = self.known.get(id as usize).copied().unwrap_or(0.0);
        (self.counts[id as usize] + known + 0.5) / (self.total + self.known_total + 500.0)
    }
}
