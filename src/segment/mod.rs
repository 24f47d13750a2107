//! Paragraphs to sentences, sentences to words, for corpus tools to tokens.
//!
//! **Problem.** Sentences are the smallest units that are aligned, so an error
//! here becomes a wrong bead later. The Unicode rules (UAX #29) end a sentence
//! at every abbreviation (`Mr.|`, `EE.|UU.|`, `2025 г.|`), never at `……`, and
//! cut `“够了！”他大声说` before the words that belong to it.
//!
//! **Choice.** An own scanner looks at the marks that a language's pack names
//! as terminators and decides each by the token before it, the closing quotes
//! and brackets after it and the first word that follows. One pass, no regular
//! expression; every word list comes from the pack.
//!
//! **Rejected.** UAX #29 plus join rules: it needs the same rules and a second
//! pass to add the ends it misses. Trained models: they need data a language,
//! and a user's own language pack could not be used without training.
//!
//! Where a text is truly ambiguous (`в 2025 г. Россия`) the scanner prefers no
//! end: only a following function word with a capital counts as a new start.

mod abbreviations;
mod pairs;
mod sentences;
mod tokens;
mod words;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::language::Pack;
use abbreviations::Abbreviations;

/// Splits paragraphs of one language into sentences, and sentences into words.
#[derive(Debug, Clone)]
pub struct Segmenter {
    /// Marks that end sentences, besides the full stop `.` of ASCII.
    marks: Vec<char>,
    /// Whether the ASCII full stop is one of the language's own terminators.
    stop: bool,
    /// Whether the language's script has capital letters.
    cased: bool,
    abbreviations: Abbreviations,
    elisions: FxHashSet<String>,
}

impl Segmenter {
    /// Prepares the rules of a language.
    #[must_use]
    pub fn new(pack: &Pack) -> Segmenter {
        let mut marks: Vec<char> = (pack.sentences.terminators.iter())
            .flat_map(|mark| mark.chars())
            .filter(|&c| c != '.')
            .collect();
        marks.sort_unstable();
        marks.dedup();
        Segmenter {
            marks,
            stop: pack.sentences.terminators.iter().any(|mark| mark == "."),
            cased: matches!(pack.script.as_str(), "Latn" | "Cyrl" | "Grek" | "Armn"),
            abbreviations: Abbreviations::new(pack),
            elisions: pack.words.elisions.iter().cloned().collect(),
        }
    }

    /// Returns the byte ranges of the sentences of a paragraph.
    ///
    /// The ranges are in order, do not overlap, begin and end with a character
    /// that is no white space, and hold every such character of the paragraph.
    /// Text without a terminator is one sentence; an empty one has none.
    #[must_use]
    pub fn sentences(&self, paragraph: &str) -> Vec<Range<usize>> {
        sentences::sentences(self, paragraph)
    }

    /// Returns the byte ranges of the words of a text, numbers included.
    ///
    /// A Chinese character is a word of its own; an elided word (`l'`, `qu'`)
    /// of a language that has such is one too, with its apostrophe.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Range<usize>> {
        words::words(&self.elisions, text)
    }
}

/// Returns the byte ranges of the tokens of a text: words, and the marks between them. They
/// are in order, and all that lies outside them is white space.
///
/// Without a segmenter, for a language that is not known, no elided words are told apart.
#[must_use]
pub fn tokens(segmenter: Option<&Segmenter>, text: &str) -> Vec<Range<usize>> {
    match segmenter {
        Some(segmenter) => tokens::tokens(&segmenter.elisions, text),
        None => tokens::tokens(&FxHashSet::default(), text),
    }
}

#[cfg(test)]
mod tests;
