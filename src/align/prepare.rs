//! Editions to segments: tokens numbered over the whole run.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::evidence::names::{MIN_CLASSES, is_han, skeleton};
use crate::evidence::{Analyser, Kind, Segment, Token, Vocabulary, han_names, length};
use crate::language::Languages;
use crate::lexicon::Lexicon;
use crate::model::Lang;

use super::model::Models;

/// The texts of one edition, a sentence each.
pub(crate) type Texts<'a> = BTreeMap<Lang, Vec<&'a str>>;

/// The segments of one document, a list a language of it.
pub(crate) type Segments = BTreeMap<Lang, Vec<Segment>>;

/// Analyses all documents of a run; returns their segments and what is known
/// of the languages before anything is learnt.
pub(crate) fn prepare(
    documents: &[Texts<'_>],
    languages: &Languages,
    lexicon: Option<&Lexicon>,
) -> (Vec<Segments>, Models) {
    let mut tokens: Vec<BTreeMap<Lang, Vec<Vec<Token>>>> = documents
        .par_iter()
        .map(|texts| {
            texts
                .iter()
                .map(|(&lang, list)| (lang, analyse(lang, list, languages)))
                .collect()
        })
        .collect();
    add_han_names(documents, &mut tokens);
    let mut known: BTreeMap<Lang, (Vocabulary, f64)> = BTreeMap::new();
    let mut segments = Vec::with_capacity(documents.len());
    for (texts, tokens) in documents.iter().zip(tokens) {
        let mut document = Segments::new();
        for (lang, lists) in tokens {
            let relative = languages.get(lang).map_or(1.0, |language| language.pack().length);
            let (vocabulary, _) = known
                .entry(lang)
                .or_insert_with(|| (Vocabulary::default(), relative));
            let list = lists
                .into_iter()
                .zip(&texts[&lang])
                .map(|(tokens, text)| segment(tokens, text, vocabulary));
            document.insert(lang, list.collect());
        }
        segments.push(document);
    }
    (segments, Models::new(known, lexicon))
}

fn analyse(lang: Lang, texts: &[&str], languages: &Languages) -> Vec<Vec<Token>> {
    let Some(language) = languages.get(lang) else {
        return vec![Vec::new(); texts.len()];
    };
    let analyser = Analyser::new(language.pack(), language.values());
    texts.iter().map(|text| analyser.tokens(text)).collect()
}

fn segment(tokens: Vec<Token>, text: &str, vocabulary: &mut Vocabulary) -> Segment {
    Segment {
        tokens: tokens.into_iter().map(|token| vocabulary.add(token)).collect(),
        length: length(text),
    }
}

/// Finds in Chinese text the names that other languages have in it.
fn add_han_names(documents: &[Texts<'_>], tokens: &mut [BTreeMap<Lang, Vec<Vec<Token>>>]) {
    for (texts, tokens) in documents.iter().zip(tokens) {
        let mut skeletons = FxHashSet::default();
        for token in tokens.values().flatten().flatten() {
            if token.kind == Kind::Name && !token.key.chars().any(is_han) {
                let skeleton = skeleton(&token.key);
                if skeleton.len() >= MIN_CLASSES {
                    skeletons.insert(skeleton);
                }
            }
        }
        for (lang, lists) in tokens.iter_mut() {
            for (list, text) in lists.iter_mut().zip(&texts[lang]) {
                if text.chars().any(is_han) {
                    han_names(text, &skeletons, list);
                }
            }
        }
    }
}
