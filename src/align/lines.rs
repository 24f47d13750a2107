//! Files that hold one sentence a line: no turns, no exchanges.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::Segment;
use crate::language::Languages;
use crate::lexicon::Lexicon;
use crate::model::{Lang, Level};

use super::harvest::harvest;
use super::joint::{self, Part, pairs};
use super::learn::{BeadWords, Keep};
use super::levels::level;
use super::model::Models;
use super::prepare::{Segments, Texts, prepare};
use super::run::{AlignOptions, Taught, learn_round};

/// A document: the lines of each language.
type Lines = BTreeMap<Lang, Vec<String>>;

/// The alignment of files that hold one sentence a line: members are 0-based
/// line numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesAlignment {
    /// Groups over all editions.
    pub level: Level<usize>,
}

/// Aligns documents of lines; blank lines stand in no bead.
#[must_use]
pub fn align_lines(
    documents: &[Lines],
    languages: &Languages,
    options: AlignOptions<'_>,
) -> Vec<LinesAlignment> {
    let (parts, mut models) = parts(documents, languages, options);
    for _ in 0..options.rounds {
        round(&parts, &mut models, Keep::All);
    }
    parts.par_iter().map(|part| part.alignment(&models)).collect()
}

/// Learns a lexicon from documents of lines, as [`super::learn`] does from briefings.
#[must_use]
pub fn learn_lines(documents: &[Lines], languages: &Languages, options: AlignOptions<'_>) -> Lexicon {
    let (parts, mut models) = parts(documents, languages, options);
    for k in 1..=options.rounds.max(1) {
        round(&parts, &mut models, Keep::in_round(k, options.rounds));
    }
    harvest(&models)
}

fn round(parts: &[Document], models: &mut Models, keep: Keep) {
    let taught = parts.par_iter().map(|part| part.teach(models)).collect();
    learn_round(models, taught, keep);
}

/// A document as the aligner needs it.
struct Document {
    langs: Vec<usize>,
    segments: Vec<Vec<Segment>>,
    /// The line of each segment.
    lines: Vec<Vec<usize>>,
}

fn parts(documents: &[Lines], languages: &Languages, options: AlignOptions<'_>) -> (Vec<Document>, Models) {
    let filled = |lines: &Vec<String>| -> Vec<usize> {
        (0..lines.len())
            .filter(|&k| !lines[k].trim().is_empty())
            .collect()
    };
    let positions: Vec<Vec<Vec<usize>>> = documents
        .iter()
        .map(|document| document.values().map(filled).collect())
        .collect();
    let texts: Vec<Texts<'_>> = documents
        .iter()
        .zip(&positions)
        .map(|(document, positions)| {
            let texts = document
                .iter()
                .zip(positions)
                .map(|((&lang, lines), at)| (lang, at.iter().map(|&k| lines[k].as_str()).collect()));
            texts.collect()
        })
        .collect();
    let (segments, models) = prepare(&texts, languages, options.lexicon);
    let document = |(segments, lines): (Segments, Vec<Vec<usize>>)| Document {
        langs: segments.keys().map(|&lang| models.position(lang)).collect(),
        segments: segments.into_values().collect(),
        lines,
    };
    let parts = segments.into_iter().zip(positions).map(document).collect();
    (parts, models)
}

impl Document {
    fn part(&self) -> Part<'_> {
        Part {
            langs: &self.langs,
            segments: &self.segments,
        }
    }

    fn alignment(&self, models: &Models) -> LinesAlignment {
        let joint = joint::joint(&self.part(), models);
        let codes: Vec<Lang> = self.langs.iter().map(|&l| models.langs[l]).collect();
        let links = pairs(self.langs.len()).map(|(a, b)| {
            joint
                .links(a, b)
                .into_iter()
                .map(|l| (l.first, l.second, l.confidence))
                .collect()
        });
        let level = level(&codes, &joint.units, links.collect(), |x, i| self.lines[x][i]);
        LinesAlignment { level }
    }

    fn teach(&self, models: &Models) -> Taught {
        let part = self.part();
        let n = self.langs.len();
        let mut lists: Vec<Vec<BeadWords>> = pairs(n).map(|_| Vec::new()).collect();
        joint::joint(&part, models).teach(&part, &mut lists);
        pairs(n)
            .map(|(a, b)| (self.langs[a], self.langs[b]))
            .zip(lists)
            .collect()
    }
}
