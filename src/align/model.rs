//! What the aligner knows of the languages of a run.

use std::collections::BTreeMap;

use crate::evidence::{Kind, Vocabulary};
use crate::model::Lang;

use super::beads::LengthModel;
use super::known::{Known, Rows};
use super::learn::{self, BeadWords, Keep, Sides};
use super::options::{AlignOptions, Stage};
use super::pairwise::PairModel;
use super::words::{Table, Weights};

/// The vocabularies, translation tables and length models of a run; languages
/// by their position in `langs`.
pub(crate) struct Models {
    pub(crate) langs: Vec<Lang>,
    vocabularies: Vec<Vocabulary>,
    weights: Vec<Weights>,
    /// Prior counterparts from language a to b, at `a * n + b`.
    priors: Vec<Rows>,
    tables: Vec<Table>,
    /// Which tokens of a language some other language's word renders.
    explainable: Vec<Vec<bool>>,
    /// Typical lengths relative to English.
    lengths: Vec<f64>,
    learnt_lengths: Vec<Option<LengthModel>>,
    /// How editions come together.
    pub(crate) stage: Stage,
}

impl Models {
    /// Makes models that have learnt nothing, and know what lexicon and termbase say.
    pub(crate) fn new(languages: BTreeMap<Lang, (Vocabulary, f64)>, options: AlignOptions<'_>) -> Models {
        let mut models = Models {
            langs: Vec::new(),
            vocabularies: Vec::new(),
            weights: Vec::new(),
            priors: Vec::new(),
            tables: Vec::new(),
            explainable: Vec::new(),
            lengths: Vec::new(),
            learnt_lengths: Vec::new(),
            stage: options.stage,
        };
        let vocabularies: Vec<(Lang, &Vocabulary)> = languages
            .iter()
            .map(|(&lang, (vocabulary, _))| (lang, vocabulary))
            .collect();
        let mut known = Known::new(options, &vocabularies);
        for (lang, (mut vocabulary, length)) in languages {
            known.language(lang, &mut vocabulary);
            models.langs.push(lang);
            models
                .weights
                .push(Weights::new(&vocabulary, &values(&vocabulary)));
            models.vocabularies.push(vocabulary);
            models.lengths.push(length);
        }
        let n = models.langs.len();
        models.learnt_lengths = vec![None; n * n];
        for k in 0..n * n {
            let (a, b) = (&models.vocabularies[k / n], &models.vocabularies[k % n]);
            let prior = if k / n == k % n {
                Rows::new()
            } else {
                known.prior((models.langs[k / n], a), (models.langs[k % n], b))
            };
            models.tables.push(Table::new(&prior));
            models.priors.push(prior);
        }
        models.refresh();
        models
    }

    /// Returns whether some word of another language renders a token.
    pub(crate) fn explainable(&self, lang: usize, id: u32) -> bool {
        self.explainable[lang][id as usize]
    }

    /// Notes which tokens the tables can explain.
    pub(crate) fn refresh(&mut self) {
        let n = self.langs.len();
        self.explainable = self.vocabularies.iter().map(|v| vec![false; v.len()]).collect();
        for (k, table) in self.tables.iter().enumerate() {
            for id in table.targets() {
                self.explainable[k % n][id as usize] = true;
            }
        }
    }

    /// Returns the position of a language.
    pub(crate) fn position(&self, lang: Lang) -> usize {
        self.langs
            .binary_search(&lang)
            .expect("every language of the run is known")
    }

    /// Returns the table from language a to b.
    pub(crate) fn table(&self, a: usize, b: usize) -> &Table {
        &self.tables[a * self.langs.len() + b]
    }

    /// Returns the vocabulary of a language.
    pub(crate) fn vocabulary(&self, a: usize) -> &Vocabulary {
        &self.vocabularies[a]
    }

    /// Returns what the tokens of a language weigh.
    pub(crate) fn weights(&self, a: usize) -> &Weights {
        &self.weights[a]
    }

    /// Returns the length model of a pair for segments as long as sentences.
    pub(crate) fn lengths(&self, a: usize, b: usize) -> LengthModel {
        let learnt = self.learnt_lengths[a * self.langs.len() + b];
        learnt.unwrap_or_else(|| self.usual_lengths(a, b))
    }

    fn usual_lengths(&self, a: usize, b: usize) -> LengthModel {
        LengthModel {
            mean: libm::log(self.lengths[b] / self.lengths[a]),
            floor: 0.02,
        }
    }

    /// Returns the model of a pair.
    pub(crate) fn pair(&self, a: usize, b: usize) -> PairModel<'_> {
        PairModel {
            forward: self.table(a, b),
            backward: self.table(b, a),
            first: &self.weights[a],
            second: &self.weights[b],
            lengths: self.lengths(a, b),
        }
    }

    /// Learns the tables of the pair a < b anew from its beads.
    pub(crate) fn learnt(
        &self,
        a: usize,
        b: usize,
        beads: &[BeadWords],
        keep: Keep,
    ) -> (Table, Table, LengthModel) {
        let n = self.langs.len();
        let sides = Sides {
            forward: &self.priors[a * n + b],
            backward: &self.priors[b * n + a],
            first: &self.vocabularies[a],
            second: &self.vocabularies[b],
        };
        let (forward, backward) = learn::learn(&sides, beads, keep);
        let lengths = beads.iter().map(|b| (b.lengths.0, b.lengths.1, b.weight));
        (forward, backward, self.usual_lengths(a, b).learnt(lengths))
    }

    /// Puts learnt tables in place.
    pub(crate) fn set(&mut self, a: usize, b: usize, tables: (Table, Table, LengthModel)) {
        let n = self.langs.len();
        self.tables[a * n + b] = tables.0;
        self.tables[b * n + a] = tables.1;
        self.learnt_lengths[a * n + b] = Some(tables.2);
    }
}

fn values(vocabulary: &Vocabulary) -> Vec<bool> {
    let mut is_value = vec![false; vocabulary.len()];
    for id in vocabulary.of_kind(Kind::Value) {
        is_value[id as usize] = true;
    }
    is_value
}
