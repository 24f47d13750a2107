//! Editions to segments: tokens numbered over the whole run.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::{Analyser, Segment, Token, Vocabulary, length};
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
    let tokens: Vec<BTreeMap<Lang, Vec<Vec<Token>>>> = documents
        .par_iter()
        .map(|texts| {
            texts
                .iter()
                .map(|(&lang, list)| (lang, analyse(lang, list, languages)))
                .collect()
        })
        .collect();
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
