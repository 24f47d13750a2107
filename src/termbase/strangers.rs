//! Names that no termbase has: mostly persons.

use std::ops::Range;

use super::names::NameFinder;
use crate::evidence::names::{MIN_CLASSES, skeleton};
use crate::evidence::{Kind, Token};

/// A word with the consonants by which it meets itself in other languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// Its consonants, as [`skeleton`] gives them.
    pub skeleton: String,
    /// Whether it is a name by its capital and in no termbase, and not the first word.
    pub is_name: bool,
}

impl NameFinder<'_> {
    /// Returns the words of a text in a language with capitals; those of others are none.
    pub(super) fn strangers(&self, text: &str) -> Vec<Stranger> {
        let words = self.words(text);
        let mut first = true;
        let mut out = Vec::new();
        for (span, token) in words {
            let name = !first && token.kind == Kind::Name && !self.knows(&token);
            first = false;
            let skeleton = skeleton(&text[span.clone()]);
            if skeleton.len() >= MIN_CLASSES {
                out.push(Stranger {
                    span,
                    is_name: name,
                    skeleton,
                });
            }
        }
        out
    }

    /// Whether the word stands in some variant of some concept.
    fn knows(&self, token: &Token) -> bool {
        let kinds = [Kind::Word, Kind::Name];
        kinds.iter().any(|&kind| self.has(kind, &token.key))
    }
}
