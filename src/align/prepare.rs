//! Editions to segments: tokens numbered over the whole run.
//!
//! Each language is read by one reader, document after document, so that only
//! numbers are kept of the text.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::{Reader, Segment, Vocabulary, length};
use crate::language::Languages;
use crate::model::Lang;

use super::model::Models;
use super::options::{AlignOptions, Kinds};

/// The texts of one edition, a sentence each.
pub(crate) type Texts<'a> = BTreeMap<Lang, Vec<&'a str>>;

/// The segments of one document, a list a language of it.
pub(crate) type Segments = BTreeMap<Lang, Vec<Segment>>;

/// Analyses all documents of a run; returns their segments and what is known
/// of the languages before anything is learnt.
pub(crate) fn prepare(
    documents: &[Texts<'_>],
    languages: &Languages,
    options: AlignOptions<'_>,
) -> (Vec<Segments>, Models) {
    let codes: BTreeMap<Lang, ()> = documents
        .iter()
        .flat_map(|texts| texts.keys().map(|&lang| (lang, ())))
        .collect();
    let mut read: Vec<Edition> = codes
        .into_par_iter()
        .map(|(lang, ())| Edition::read(lang, documents, languages))
        .collect();
    for edition in &mut read {
        edition.keep(options.kinds);
    }
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
    (segments, Models::new(known, options))
}

/// All texts of one language.
struct Edition {
    lang: Lang,
    vocabulary: Vocabulary,
    /// The segments of the documents that have the language.
    documents: Vec<Option<Vec<Segment>>>,
}

impl Edition {
    fn read(lang: Lang, documents: &[Texts<'_>], languages: &Languages) -> Edition {
        let Some(language) = languages.get(lang) else {
            return Edition::unread(lang, documents);
        };
        let mut reader = Reader::new(language.pack(), language.values());
        let mut read = Vec::with_capacity(documents.len());
        for texts in documents {
            let list = texts.get(&lang);
            read.push(list.map(|list| list.iter().map(|text| reader.read(text)).collect()));
        }
        Edition {
            lang,
            vocabulary: reader.into_vocabulary(),
            documents: read,
        }
    }

    /// Drops the tokens of kinds that do not count.
    fn keep(&mut self, kinds: Kinds) {
        if kinds == Kinds::ALL {
            return;
        }
        for segment in self.documents.iter_mut().flatten().flatten() {
            segment
                .tokens
                .retain(|&id| kinds.holds(self.vocabulary.token(id).kind));
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
        }
    }
}
