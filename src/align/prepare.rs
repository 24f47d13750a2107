//! Editions to segments: tokens numbered over the whole run.
//!
//! Each language is read by one reader, document after document, so that only
//! numbers are kept of the text. Names in Chinese text come last, for they are
//! looked for by the names of the other editions; where some were found, the
//! tokens are numbered anew in the order in which they occur.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::evidence::names::{MIN_CLASSES, code, is_han, skeleton};
use crate::evidence::{HanNames, Kind, Reader, Segment, Vocabulary, length};
use crate::language::Languages;
use crate::model::Lang;

use super::model::Models;

/// The texts of one edition, a sentence each.
pub(crate) type Texts<'a> = BTreeMap<Lang, Vec<&'a str>>;

/// The segments of one document, a list a language of it.
pub(crate) type Segments = BTreeMap<Lang, Vec<Segment>>;

/// Analyses all documents of a run; returns their segments and what is known
/// of the languages before anything is learnt.
pub(crate) fn prepare(documents: &[Texts<'_>], languages: &Languages) -> (Vec<Segments>, Models) {
    let codes: BTreeMap<Lang, ()> = documents
        .iter()
        .flat_map(|texts| texts.keys().map(|&lang| (lang, ())))
        .collect();
    let mut read: Vec<Edition> = codes
        .into_par_iter()
        .map(|(lang, ())| Edition::read(lang, documents, languages))
        .collect();
    add_han_names(documents, &mut read);
    let mut segments = vec![Segments::new(); documents.len()];
    let mut known = BTreeMap::new();
    for edition in read {
        for (document, list) in segments.iter_mut().zip(edition.documents) {
            if let Some(list) = list {
                document.insert(edition.lang, list);
            }
        }
        let relative = languages.get(edition.lang).map_or(1.0, |l| l.pack().length);
        known.insert(edition.lang, (edition.vocabulary, relative));
    }
    (segments, Models::new(known))
}

/// All texts of one language.
struct Edition {
    lang: Lang,
    vocabulary: Vocabulary,
    /// The segments of the documents that have the language.
    documents: Vec<Option<Vec<Segment>>>,
    /// In which of them there are Han characters.
    han: Vec<bool>,
}

impl Edition {
    fn read(lang: Lang, documents: &[Texts<'_>], languages: &Languages) -> Edition {
        let Some(language) = languages.get(lang) else {
            return Edition::unread(lang, documents);
        };
        let mut reader = Reader::new(language.pack(), language.values());
        let mut han = Vec::with_capacity(documents.len());
        let mut read = Vec::with_capacity(documents.len());
        for texts in documents {
            let list = texts.get(&lang);
            read.push(list.map(|list| list.iter().map(|text| reader.read(text)).collect()));
            han.push(reader.saw_han());
        }
        Edition {
            lang,
            vocabulary: reader.into_vocabulary(),
            documents: read,
            han,
        }
    }

    /// Texts of a language that nothing is known of have lengths only.
    fn unread(lang: Lang, documents: &[Texts<'_>]) -> Edition {
        let segment = |text: &&str| Segment {
            tokens: Vec::new(),
            length: length(text),
        };
        let list = |texts: &Texts<'_>| texts.get(&lang).map(|list| list.iter().map(segment).collect());
        Edition {
            lang,
            vocabulary: Vocabulary::default(),
            documents: documents.iter().map(list).collect(),
            han: vec![false; documents.len()],
        }
    }

    /// The skeletons of its names that are not Han, by their tokens; 0 where
    /// there is none.
    fn skeletons(&self) -> Vec<u64> {
        let mut out = vec![0; self.vocabulary.len()];
        for id in self.vocabulary.of_kind(Kind::Name) {
            let key = &self.vocabulary.token(id).key;
            if !key.chars().any(is_han) {
                let skeleton = skeleton(key);
                if skeleton.len() >= MIN_CLASSES {
                    out[id as usize] = code(&skeleton).unwrap_or(0);
                }
            }
        }
        out
    }

    /// Numbers the tokens in the order in which they occur.
    fn renumber(&mut self) {
        let mut to = vec![u32::MAX; self.vocabulary.len()];
        let mut next = 0;
        let lists = self.documents.iter_mut().flatten().flatten();
        for token in lists.flat_map(|segment| &mut segment.tokens) {
            let new = &mut to[*token as usize];
            if *new == u32::MAX {
                *new = next;
                next += 1;
            }
            *token = *new;
        }
        self.vocabulary.renumber(&to);
    }
}

/// Up to how many lines names are looked for in a document as a whole; beyond,
/// some name is like any run of characters, so only those count that stand
/// about as far from the beginning.
const WHOLE: usize = 4_000;
/// The lines of such a stretch.
const STRETCH: usize = 2_000;

/// Finds in Chinese text the names that other editions have in it.
fn add_han_names(documents: &[Texts<'_>], read: &mut [Edition]) {
    if !read.iter().any(|edition| edition.han.contains(&true)) {
        return;
    }
    let skeletons: Vec<Vec<u64>> = read.iter().map(Edition::skeletons).collect();
    let mut finder = HanNames::default();
    for (d, texts) in documents.iter().enumerate() {
        if !read.iter().any(|edition| edition.han[d]) {
            continue;
        }
        let longest = texts.values().map(Vec::len).max().unwrap_or(0);
        let parts = if longest > WHOLE { longest / STRETCH } else { 1 };
        for k in 0..parts {
            let names = names_near(read, &skeletons, d, k, parts);
            for edition in read.iter_mut().filter(|edition| edition.han[d]) {
                let vocabulary = &mut edition.vocabulary;
                let Some(list) = &mut edition.documents[d] else {
                    continue;
                };
                let range = stretch(list.len(), k, parts);
                let texts = &texts[&edition.lang][range.clone()];
                for (segment, text) in list[range].iter_mut().zip(texts) {
                    finder.find(text, &names, |token| segment.tokens.push(vocabulary.add(token)));
                }
            }
        }
    }
    for edition in read.iter_mut().filter(|edition| edition.han.contains(&true)) {
        edition.renumber();
    }
}

/// The lines of a stretch.
fn stretch(lines: usize, k: usize, parts: usize) -> Range<usize> {
    k * lines / parts..(k + 1) * lines / parts
}

/// The skeletons of the names in a stretch and its neighbours.
fn names_near(read: &[Edition], skeletons: &[Vec<u64>], d: usize, k: usize, parts: usize) -> FxHashSet<u64> {
    let mut names = FxHashSet::default();
    for (edition, skeletons) in read.iter().zip(skeletons) {
        let Some(list) = &edition.documents[d] else {
            continue;
        };
        let from = stretch(list.len(), k.saturating_sub(1), parts).start;
        let to = stretch(list.len(), (k + 1).min(parts - 1), parts).end;
        let tokens = list[from..to].iter().flat_map(|segment| &segment.tokens);
        // Han names found in an earlier stretch have numbers beyond the list.
        names.extend(
            tokens
                .filter_map(|&id| skeletons.get(id as usize))
                .filter(|&&code| code != 0),
        );
    }
    names
}
