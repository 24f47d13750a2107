//! Aligns files that hold one sentence a line.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::Segment;
use crate::language::Languages;
use crate::model::{Lang, Level};

use super::joint::{self, Part, pairs};
use super::learn::BeadWords;
use super::levels::{Beads, level};
use super::long::{LONG, Long};
use super::model::Models;
use super::prepare::{Texts, prepare};
use super::run::{AlignOptions, Taught, learn};
use super::units::Unit;

/// The alignment of files that hold one sentence a line: members are 0-based
/// line numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesAlignment {
    /// Groups over all editions.
    pub level: Level<usize>,
    /// In how many stretches of a long document the best alignment stands at
    /// the edge of what was searched, and may be wrong for that.
    pub narrow: usize,
}

/// Aligns documents of lines; blank lines stand in no bead.
#[must_use]
pub fn align_lines(
    documents: &[BTreeMap<Lang, Vec<String>>],
    languages: &Languages,
    options: AlignOptions,
) -> Vec<LinesAlignment> {
    let positions: Vec<Vec<Vec<usize>>> = documents
        .iter()
        .map(|document| document.values().map(|lines| filled(lines)).collect())
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
    let (segments, mut models) = prepare(&texts, languages);
    drop(texts);
    let documents: Vec<Document> = segments
        .into_iter()
        .map(|document| Document {
            langs: document.keys().map(|&lang| models.position(lang)).collect(),
            segments: document.into_values().collect(),
        })
        .collect();
    for round in 0..options.rounds {
        let taught = documents
            .par_iter()
            .map(|d| d.teach(&models, round > 0))
            .collect();
        learn(&mut models, taught);
    }
    documents
        .par_iter()
        .zip(&positions)
        .map(|(document, at)| {
            let (units, beads, narrow) = document.align(&models);
            let codes: Vec<Lang> = document.langs.iter().map(|&l| models.langs[l]).collect();
            let level = level(&codes, &units, beads, |x, i| at[x][i]);
            LinesAlignment { level, narrow }
        })
        .collect()
}

/// The lines that are not blank.
fn filled(lines: &[String]) -> Vec<usize> {
    (0..lines.len())
        .filter(|&k| !lines[k].trim().is_empty())
        .collect()
}

/// The editions of one document.
struct Document {
    langs: Vec<usize>,
    segments: Vec<Vec<Segment>>,
}

impl Document {
    fn part(&self) -> Part<'_> {
        Part {
            langs: &self.langs,
            segments: &self.segments,
        }
    }

    /// The document as a long one, where it is.
    fn long<'a>(&'a self, models: &'a Models) -> Option<Long<'a>> {
        let is_long = self.segments.iter().any(|list| list.len() > LONG);
        is_long.then(|| Long::new(&self.langs, &self.segments, models))
    }

    /// What the document teaches about its pairs of languages; `learnt` says that
    /// words were learnt before.
    fn teach(&self, models: &Models, learnt: bool) -> Taught {
        let lists = match self.long(models) {
            Some(long) => long.teach(learnt),
            None => {
                let mut lists: Vec<Vec<BeadWords>> = pairs(self.langs.len()).map(|_| Vec::new()).collect();
                joint::joint(&self.part(), models).teach(&self.part(), &mut lists);
                lists
            }
        };
        pairs(self.langs.len())
            .map(|(a, b)| (self.langs[a], self.langs[b]))
            .zip(lists)
            .collect()
    }

    fn align(&self, models: &Models) -> (Vec<Unit>, Vec<Beads>, usize) {
        if let Some(long) = self.long(models) {
            let found = long.align();
            return (found.units, found.beads, found.narrow);
        }
        let joint = joint::joint(&self.part(), models);
        let links = pairs(self.langs.len()).map(|(a, b)| {
            let links = joint.links(a, b).into_iter();
            links.map(|l| (l.first, l.second, l.confidence)).collect()
        });
        let beads = links.collect();
        (joint.units, beads, 0)
    }
}
