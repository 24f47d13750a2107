//! Word boundaries: UAX #29, and elisions as words of their own.
//!
//! The Unicode rules keep `l'ONU` whole, so that `l'ONU` and `ONU` would be two
//! words to a lexicon; a pack lists the parts before an apostrophe that are
//! words. Chinese comes out as single characters: bigrams made of them align
//! well enough without a dictionary.

use std::ops::Range;

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

/// Returns the byte ranges of the words of `text`.
pub(super) fn words(elisions: &FxHashSet<String>, text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (mut start, word) in text.unicode_word_indices() {
        let end = start + word.len();
        while let Some(cut) = elided(elisions, &text[start..end]) {
            out.push(start..start + cut);
            start += cut;
        }
        out.push(start..end);
    }
    out
}

/// Returns the length of the elided word, with its apostrophe, that `word` begins with.
fn elided(elisions: &FxHashSet<String>, word: &str) -> Option<usize> {
    if elisions.is_empty() {
        return None;
    }
    let (at, mark) = word.char_indices().find(|&(_, c)| matches!(c, '\'' | '’'))?;
    let end = at + mark.len_utf8();
    let known = elisions.contains(&word[..at].to_lowercase());
    (known && end < word.len()).then_some(end)
}
