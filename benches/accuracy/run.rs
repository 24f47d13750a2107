//! Runs the aligner on perturbed sets and scores it.

use std::collections::BTreeMap;

use hexapla::align::{AlignOptions, Input, Kinds, Stage, align_lines};
use hexapla::language::{Languages, Outlets};
use hexapla::model::{BriefingInfo, Lang};
use hexapla::score::{Counting, Links, Scores};

use crate::perturb::{Lines, Pages, Rates, lines, pages};
use crate::table::Table;

/// What is learnt from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// From all documents at once.
    Batch,
    /// From each document for itself.
    Alone,
}

/// The defaults without what is built in: its lexicon was learnt from such tables.
pub(crate) const PLAIN: AlignOptions<'static> = AlignOptions {
    rounds: 2,
    lexicon: None,
    termbases: &[],
    builtin: false,
    kinds: Kinds::ALL,
    stage: Stage::Joint,
};

/// A table, and what is needed to align it.
pub(crate) struct Bench<'a> {
    pub(crate) table: &'a Table,
    seeds: &'a [u64],
    languages: Languages,
    outlets: Outlets,
}

/// What was measured over some seeds.
pub(crate) struct Measured {
    /// The documents of all seeds, counted together.
    pub(crate) all: Scores,
    /// Mean strict F1 of each seed.
    pub(crate) by_seed: Vec<f64>,
}

impl<'a> Bench<'a> {
    /// Makes a bench with the built-in languages.
    pub(crate) fn new(table: &'a Table, seeds: &'a [u64]) -> Bench<'a> {
        Bench {
            table,
            seeds,
            languages: Languages::builtin(),
            outlets: Outlets::embedded(),
        }
    }

    /// Aligns the lines of some editions.
    pub(crate) fn lines(
        &self,
        rates: Rates,
        langs: &[Lang],
        mode: Mode,
        options: AlignOptions<'_>,
    ) -> Measured {
        self.over_seeds(|seed| {
            let sets: Vec<Lines> = self
                .table
                .documents
                .iter()
                .map(|document| select(lines(self.table, document, rates, seed), langs))
                .collect();
            let documents: Vec<BTreeMap<Lang, Vec<String>>> =
                sets.iter().map(|set| set.document.clone()).collect();
            let chunk = match mode {
                Mode::Batch => documents.len().max(1),
                Mode::Alone => 1,
            };
            let aligned: Vec<Links> = documents
                .chunks(chunk)
                .flat_map(|documents| align_lines(documents, &self.languages, options))
                .map(|aligned| Links::from_level(&aligned.level))
                .collect();
            sets.into_iter()
                .zip(aligned)
                .map(|(set, hyp)| (set.gold, hyp))
                .collect()
        })
    }

    /// Aligns pages; scores their turns and their exchanges.
    pub(crate) fn pages(&self, rates: Rates) -> [Measured; 2] {
        let mut measured = [Vec::new(), Vec::new()];
        for &seed in self.seeds {
            let sets = self
                .table
                .documents
                .iter()
                .map(|d| pages(self.table, d, rates, seed));
            let sets: Vec<Pages> = sets.filter(|set| !set.turns.pairs.is_empty()).collect();
            let inputs = sets.iter().map(|set| self.input(&set.pages)).collect();
            let aligned = hexapla::align_briefings(inputs, &self.languages, &self.outlets, PLAIN);
            let (mut turns, mut exchanges) = (Vec::new(), Vec::new());
            for (set, aligned) in sets.into_iter().zip(aligned) {
                turns.push((set.turns, Links::from_level(&aligned.alignment.turns)));
                exchanges.push((set.exchanges, Links::from_level(&aligned.alignment.exchanges)));
            }
            measured[0].push(turns);
            measured[1].push(exchanges);
        }
        measured.map(Measured::new)
    }

    fn input(&self, pages: &BTreeMap<Lang, String>) -> Input {
        let read = |(&lang, page): (&Lang, &String)| {
            let name = format!("{lang}.txt");
            let edition = hexapla::edition(&name, page.as_bytes(), lang, &self.languages, &self.outlets);
            (lang, edition.expect("a page of turns"))
        };
        Input {
            info: BriefingInfo {
                id: "b-set".to_owned(),
                date: None,
            },
            editions: pages.iter().map(read).collect(),
            earlier: None,
        }
    }

    fn over_seeds(&self, set: impl Fn(u64) -> Vec<(Links, Links)>) -> Measured {
        Measured::new(self.seeds.iter().map(|&seed| set(seed)).collect())
    }
}

impl Measured {
    fn new(seeds: Vec<Vec<(Links, Links)>>) -> Measured {
        let mut measured = Measured {
            all: Scores::default(),
            by_seed: Vec::new(),
        };
        for documents in seeds {
            let mut one = Scores::default();
            for (gold, hyp) in &documents {
                one.add(gold, hyp, Counting::default());
                measured.all.add(gold, hyp, Counting::default());
            }
            measured.by_seed.push(one.mean().strict.f1);
        }
        measured
    }
}

/// Leaves some editions.
fn select(mut lines: Lines, langs: &[Lang]) -> Lines {
    lines.document.retain(|lang, _| langs.contains(lang));
    lines
        .gold
        .pairs
        .retain(|pair, _| langs.contains(&pair.first()) && langs.contains(&pair.second()));
    lines
}
