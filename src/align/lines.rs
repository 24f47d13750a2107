//! Aligns files that hold one sentence a line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::Segment;
use crate::language::Languages;
use crate::lexicon::Lexicon;
use crate::model::{Lang, Level};

use super::anchors::LevelAnchors;
use super::harvest::harvest;
use super::joint::{self, Joint, Part, pairs};
use super::learn::{BeadWords, Keep};
use super::levels::{Beads, Linked, level};
use super::long::{LONG, Long};
use super::model::Models;
use super::options::AlignOptions;
use super::prepare::{Segments, Texts, prepare};
use super::run::{Taught, learn_round, most};
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

/// A document: the lines of each language.
type Lines = BTreeMap<Lang, Vec<String>>;

/// Aligns documents of lines; blank lines stand in no bead.
#[must_use]
pub fn align_lines(
    documents: &[Lines],
    languages: &Languages,
    options: AlignOptions<'_>,
) -> Vec<LinesAlignment> {
    let (documents, mut models, rounds) = prepared(documents, languages, options);
    for round in 1..=rounds {
        teach(&documents, &mut models, round, Keep::All);
    }
    documents
        .par_iter()
        .map(|document| document.aligned(&models))
        .collect()
}

/// Learns a lexicon from documents of lines, as [`super::learn`] does from briefings.
#[must_use]
pub fn learn_lines(documents: &[Lines], languages: &Languages, options: AlignOptions<'_>) -> Lexicon {
    let (documents, mut models, rounds) = prepared(documents, languages, options);
    let rounds = rounds.max(1);
    for round in 1..=rounds {
        teach(&documents, &mut models, round, Keep::in_round(round, rounds));
    }
    harvest(&models)
}

/// Learns from all documents once.
fn teach(documents: &[Document], models: &mut Models, round: usize, keep: Keep) {
    let taught = documents.par_iter().map(|d| d.teach(models, round > 1)).collect();
    learn_round(models, taught, keep);
}

/// Returns the documents with what is known of their words, and how often to learn.
fn prepared(
    documents: &[Lines],
    languages: &Languages,
    options: AlignOptions<'_>,
) -> (Vec<Document>, Models, usize) {
    let lines: Vec<Vec<Vec<usize>>> = documents
        .iter()
        .map(|document| document.values().map(|lines| filled(lines)).collect())
        .collect();
    let texts: Vec<Texts<'_>> = documents
        .iter()
        .zip(&lines)
        .map(|(document, positions)| {
            let texts = document
                .iter()
                .zip(positions)
                .map(|((&lang, lines), at)| (lang, at.iter().map(|&k| lines[k].as_str()).collect()));
            texts.collect()
        })
        .collect();
    let (segments, models) = prepare(&texts, languages, options);
    let rounds = options.rounds_for(most(&segments));
    let document = |(segments, lines): (Segments, Vec<Vec<usize>>)| Document {
        langs: segments.keys().map(|&lang| models.position(lang)).collect(),
        segments: segments.into_values().collect(),
        lines,
    };
    let documents = segments.into_iter().zip(lines).map(document).collect();
    (documents, models, rounds)
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
    /// The line of each segment.
    lines: Vec<Vec<usize>>,
}

impl Document {
    fn aligned(&self, models: &Models) -> LinesAlignment {
        let (units, beads, narrow) = self.align(models);
        let codes: Vec<Lang> = self.langs.iter().map(|&l| models.langs[l]).collect();
        let sizes: Vec<usize> = self.lines.iter().map(Vec::len).collect();
        let set = LevelAnchors::default();
        let linked = Linked::new(&units, beads, &sizes, &set);
        let level = level(&codes, linked, &set, |x, i| self.lines[x][i]);
        LinesAlignment { level, narrow }
    }

    /// Aligns the document as a whole, and takes what is wanted of it.
    fn joint<T>(&self, models: &Models, take: impl FnOnce(Joint, &Part<'_>) -> T) -> T {
        let segments: Vec<_> = self.segments.iter().map(Cow::from).collect();
        let part = Part {
            langs: &self.langs,
            segments: &segments,
        };
        take(joint::joint(&part, models, |_| Vec::new()), &part)
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
                self.joint(models, |joint, part| joint.teach(part, &mut lists));
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
        let joint = self.joint(models, |joint, _| joint);
        let links = pairs(self.langs.len()).map(|(a, b)| {
            let links = joint.links(a, b).into_iter();
            links.map(|l| (l.first, l.second, l.confidence)).collect()
        });
        let beads = links.collect();
        (joint.units, beads, 0)
    }
}
