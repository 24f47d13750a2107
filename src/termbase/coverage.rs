//! How much of a text the built-in knowledge explains: the tool to grow it with.

use std::collections::{BTreeMap, BTreeSet};

use super::compile::Terms;
use crate::evidence::{Analyser, Kind, Token, Vocabulary, fold};
use crate::language::Languages;
use crate::language::script::is_han;
use crate::model::Lang;

/// What was found in the texts of one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Coverage {
    /// Tokens that say something: words, names, numbers and dates, function words left out.
    /// Of Chinese every character counts.
    pub content: u64,
    /// Those that the termbase explains.
    pub terms: u64,
    /// Those it does not explain that are numbers or dates.
    pub values: u64,
    /// Those neither explains that the lexicon does.
    pub lexicon: u64,
    /// Words that nothing explains, with how often each stands there, most frequent first.
    pub unexplained: Vec<(String, u64)>,
}

impl Coverage {
    /// Returns the share of content tokens that are explained, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        let explained = self.terms + self.values + self.lexicon;
        if self.content == 0 {
            return 1.0;
        }
        explained as f64 / self.content as f64
    }
}

/// Measures the texts of one language: each is a document, a list of sentences.
///
/// A term explains its words where all of them stand in the document; `linked` are the
/// words that a lexicon links to another language's.
///
/// # Panics
///
/// When `languages` does not know `lang`.
#[must_use]
pub fn coverage(
    documents: &[Vec<&str>],
    lang: Lang,
    languages: &Languages,
    terms: &[&Terms<'_>],
    linked: &BTreeSet<Token>,
) -> Coverage {
    let language = languages.get(lang).expect("a known language");
    let analyser = Analyser::new(language.pack(), language.values());
    let stop: BTreeSet<String> = language.pack().words.stop.iter().map(|word| fold(word)).collect();
    let stop_tokens: BTreeSet<Token> = stop.iter().flat_map(|word| analyser.tokens(word)).collect();
    let mut out = Coverage::default();
    let mut unexplained: BTreeMap<String, u64> = BTreeMap::new();
    for document in documents {
        let sentences: Vec<Vec<Token>> = document.iter().map(|text| analyser.tokens(text)).collect();
        let mut vocabulary = Vocabulary::default();
        for token in sentences.iter().flatten() {
            vocabulary.add(token.clone());
        }
        let mut known = vec![false; vocabulary.len()];
        for terms in terms {
            for id in terms.seen(lang, &vocabulary).tokens() {
                known[id as usize] = true;
            }
        }
        let is_term = |token: &Token| vocabulary.id(token).is_some_and(|id| known[id as usize]);
        for tokens in &sentences {
            for (token, of) in pieces(tokens) {
                if token.kind == Kind::Mark || stop_tokens.contains(token) || stop.contains(&token.key) {
                    continue;
                }
                out.content += 1;
                if of.iter().any(|&token| is_term(token)) {
                    out.terms += 1;
                } else if token.kind == Kind::Value {
                    out.values += 1;
                } else if of.iter().any(|&token| linked.contains(token)) {
                    out.lexicon += 1;
                } else {
                    *unexplained.entry(token.key.clone()).or_default() += 1;
                }
            }
        }
    }
    out.unexplained = unexplained.into_iter().collect();
    out.unexplained
        .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out
}

/// The tokens to be counted, each with all tokens that may explain it: itself and, for a
/// Chinese character, the bigrams that it is a part of.
fn pieces(tokens: &[Token]) -> Vec<(&Token, Vec<&Token>)> {
    let letters = |token: &Token| token.key.chars().count();
    let han = |token: &Token| token.kind == Kind::Word && token.key.chars().all(is_han);
    let mut out: Vec<(&Token, Vec<&Token>)> = Vec::new();
    for token in tokens {
        // A bigram follows its second character.
        if han(token) && letters(token) == 2 {
            for piece in out.iter_mut().rev().take(2) {
                piece.1.push(token);
            }
        } else {
            out.push((token, vec![token]));
        }
    }
    out
}
