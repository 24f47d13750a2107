//! Sentences as bags of tokens.

use super::tokens::{Token, Words};
use super::{marks, values};
use crate::language::{Pack, Values};

/// A sentence or turn as the aligner sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Segment {
    /// The numbers of its tokens, in the order of the text.
    pub tokens: Vec<u32>,
    /// Its length in characters without spaces.
    pub length: f64,
}

impl Segment {
    /// Joins segments into one.
    #[must_use]
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Segment>) -> Segment {
        let mut whole = Segment::default();
        for part in parts {
            whole.tokens.extend_from_slice(&part.tokens);
            whole.length += part.length;
        }
        whole
    }
}

/// Turns text of one language into tokens.
pub struct Analyser<'a> {
    words: Words,
    values: &'a Values,
}

impl<'a> Analyser<'a> {
    /// Prepares the analysis of a language.
    #[must_use]
    pub fn new(pack: &Pack, values: &'a Values) -> Analyser<'a> {
        Analyser {
            words: Words::new(pack),
            values,
        }
    }

    /// Returns the tokens of a text, in its order.
    #[must_use]
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        let mut at = 0;
        for value in self.values.find(text) {
            self.words.tokens(text, at..value.span.start, &mut out);
            let mut parts = Vec::new();
            values::tokens(&value.kind, &mut parts);
            out.extend(parts.into_iter().map(|token| (value.span.start, token)));
            at = value.span.end;
        }
        self.words.tokens(text, at..text.len(), &mut out);
        marks::tokens(text, &mut out);
        out.sort_by_key(|&(at, _)| at);
        out.into_iter().map(|(_, token)| token).collect()
    }
}

/// Returns the length of a text in characters without spaces, at least 1.
#[must_use]
pub fn length(text: &str) -> f64 {
    let n = if text.is_ascii() {
        let space = |byte: &&u8| matches!(byte, b'\t'..=b'\r' | b' ');
        text.len() - text.as_bytes().iter().filter(space).count()
    } else {
        text.chars().filter(|c| !c.is_whitespace()).count()
    };
    n.max(1) as f64
}
