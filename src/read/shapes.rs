//! Whether a text is shaped like a name.
//!
//! Scripts with case show names by capitals; Chinese and Arabic have none, so
//! there only brevity and the absence of frequent words can speak for a name.

use crate::language::fold::fold;
use crate::language::outlets::without_parentheses;
use crate::language::script::is_han;

use super::words::{Words, is_end, words};

/// Whether a folded label has a word; Chinese ones only at the end.
pub(crate) fn has_word(folded: &str, word: &str) -> bool {
    if word.chars().any(is_han) {
        return folded.ends_with(word);
    }
    let parts = words(folded);
    let wanted = words(word);
    !wanted.is_empty()
        && parts
            .windows(wanted.len())
            .any(|window| window == wanted.as_slice())
}

/// Whether a text may be a name: short, no sentence, no list.
pub(crate) fn is_name_shaped(label: &str, lists: &Words<'_>) -> bool {
    let inner = without_parentheses(&fold(label));
    let balanced = |open: char, close: char| label.matches(open).count() == label.matches(close).count();
    let pairs = balanced('(', ')')
        && balanced('（', '）')
        && balanced('“', '”')
        && balanced('«', '»')
        && balanced('《', '》');
    let marks = label.contains([
        ',', '，', '،', ';', '；', '؛', '、', '=', '/', '>', '…', '?', '!', '？', '！', '؟', '。',
    ]);
    if marks || !pairs || inner.is_empty() || !inner.chars().any(char::is_alphabetic) {
        return false;
    }
    if inner.chars().any(is_han) {
        is_short_han(&inner, lists)
    } else if inner.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
        is_capitalised(label, lists)
    } else {
        is_short_caseless(&inner, lists)
    }
}

fn is_short_han(inner: &str, lists: &Words<'_>) -> bool {
    let reporter = lists.reporter.iter().any(|word| has_word(inner, word));
    let count = inner.chars().filter(|c| c.is_alphanumeric()).count();
    let stops = inner
        .chars()
        .any(|c| "的了是我你在就将对这那有也都要".contains(c));
    let quotes = inner.contains(['“', '"', '‘', ':']);
    !quotes && (reporter && count <= 24 || !stops && (2..=12).contains(&count))
}

fn is_short_caseless(inner: &str, lists: &Words<'_>) -> bool {
    let parts = words(inner);
    let stops = parts
        .iter()
        .any(|word| lists.stop.contains(word) && !lists.particles.contains(word));
    parts.len() <= 6 && !stops && inner.chars().count() <= 45 && !inner.contains(is_end)
}

/// Every word begins with a capital or a digit, or is a particle; a single
/// frequent word (`However`) is no name.
fn is_capitalised(label: &str, lists: &Words<'_>) -> bool {
    let parts: Vec<&str> = label
        .split(|c: char| c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let first_is_name = |part: &str| {
        part.trim_start_matches(|c: char| !c.is_alphanumeric())
            .chars()
            .next()
            .is_none_or(|c| !c.is_lowercase())
    };
    let fits = |part: &&str| {
        first_is_name(part)
            || words(&fold(part))
                .iter()
                .all(|word| lists.particles.contains(word))
    };
    let plain: Vec<String> = words(&fold(label))
        .into_iter()
        .filter(|word| !lists.particles.contains(word))
        .collect();
    let only_stops = plain
        .iter()
        .all(|word| lists.stop.contains(word) && word.chars().count() > 1);
    let begins = words(&fold(label))
        .first()
        .is_some_and(|word| lists.stop.contains(word) && !lists.particles.contains(word));
    let caps = label.chars().filter(|c| c.is_lowercase()).count() == 0;
    parts.len() <= 9
        && first_is_name(parts[0])
        && parts.iter().all(fits)
        && (!only_stops && !begins || caps && plain.len() == 1 && label.len() > 2 && !only_stops)
        && !has_sentence_end(label, lists)
}

/// A capital first and lower-case words that no sentence needs.
pub(crate) fn is_loose(label: &str, lists: &Words<'_>) -> bool {
    let folded = fold(label);
    let parts = words(&folded);
    let frequent = |word: &String| lists.stop.contains(word) && !lists.particles.contains(word);
    label.chars().next().is_some_and(char::is_uppercase)
        && label
            .split_whitespace()
            .skip(1)
            .any(|part| part.starts_with(char::is_uppercase))
        && (3..=8).contains(&parts.len())
        && !parts.iter().any(frequent)
        && label.chars().all(|c| {
            c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-' | '«' | '»' | '"')
        })
}

/// A full stop inside that is neither an initial's nor an honorific's.
fn has_sentence_end(label: &str, lists: &Words<'_>) -> bool {
    label.split(char::is_whitespace).any(|part| {
        let bare = part.trim_end_matches('.');
        let initial = bare.split('.').all(|letter| letter.chars().count() <= 3);
        bare.len() < part.len()
            && !initial
            && !lists.honorifics.contains(&fold(part))
            && !lists.honorifics.contains(&fold(bare))
    })
}
