//! Tokens as numbers, with how often each occurs.

use rustc_hash::FxHashMap;

use super::tokens::{Kind, Token};

/// The tokens of one language in a run, numbered in order of first occurrence.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    tokens: Vec<Token>,
    index: FxHashMap<Token, u32>,
    counts: Vec<f64>,
    total: f64,
}

impl Vocabulary {
    /// Counts a token and returns its number.
    pub fn add(&mut self, token: Token) -> u32 {
        let id = self.number(token);
        self.count(id);
        id
    }

    /// Returns the number of a token without counting it; a new token gets one.
    pub fn number(&mut self, token: Token) -> u32 {
        if let Some(&id) = self.index.get(&token) {
            return id;
        }
        let id = u32::try_from(self.tokens.len()).expect("fewer than 2^32 kinds of token");
        self.tokens.push(token.clone());
        self.counts.push(0.0);
        self.index.insert(token, id);
        id
    }

    /// Counts the token of a number.
    pub fn count(&mut self, id: u32) {
        self.total += 1.0;
        self.counts[id as usize] += 1.0;
    }

    /// Numbers the tokens anew: `to[id]` is the new number of each.
    ///
    /// # Panics
    ///
    /// When `to` is not as long as the vocabulary, or no permutation.
    pub fn renumber(&mut self, to: &[u32]) {
        assert_eq!(to.len(), self.len(), "a new number for each token");
        let mut from = vec![0; to.len()];
        for (old, &new) in to.iter().enumerate() {
            from[new as usize] = old;
        }
        self.counts = from.iter().map(|&old| self.counts[old]).collect();
        self.tokens = from.iter().map(|&old| self.tokens[old].clone()).collect();
        self.index = (0u32..)
            .zip(&self.tokens)
            .map(|(id, t)| (t.clone(), id))
            .collect();
    }

    /// Returns the number of a token that occurred.
    #[must_use]
    pub fn id(&self, token: &Token) -> Option<u32> {
        self.index.get(token).copied()
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

    /// Returns the background probability of a token, smoothed so that a lone
    /// document's rare words are not taken for impossible ones.
    #[must_use]
    pub fn background(&self, id: u32) -> f64 {
        (self.counts[id as usize] + 0.5) / (self.total + 500.0)
    }
}
