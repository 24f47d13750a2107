//! The figures of a whole set of documents.

use std::collections::BTreeMap;

use super::calibration::Calibration;
use super::counts::{Counts, Deletions, Figures, Shape, Summary, count};
use super::links::{Link, Links};
use crate::model::Pair;

/// How beads are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counting {
    /// What becomes of beads with an empty side.
    pub deletions: Deletions,
    /// Scores this pair only.
    pub only: Option<Pair>,
}

/// What was counted over a set of documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    /// Counts by language pair: those that the gold has.
    pub pairs: BTreeMap<Pair, Counts>,
    /// Counts by the type of the bead, over all pairs.
    pub shapes: BTreeMap<Shape, Counts>,
    /// How far confidences can be trusted, over all pairs.
    pub calibration: Calibration,
}

impl Scores {
    /// Compares documents, each with its gold first.
    pub fn new<'a>(
        documents: impl IntoIterator<Item = (&'a Links, &'a Links)>,
        counting: Counting,
    ) -> Scores {
        let mut scores = Scores::default();
        for (gold, hyp) in documents {
            scores.add(gold, hyp, counting);
        }
        scores
    }

    /// Adds a document; a pair that only the hypothesis has is left out.
    pub fn add(&mut self, gold: &Links, hyp: &Links, counting: Counting) {
        const NONE: &[Link] = &[];
        for (&pair, gold) in &gold.pairs {
            if counting.only.is_some_and(|only| only != pair) {
                continue;
            }
            let hyp = hyp.pairs.get(&pair).map_or(NONE, Vec::as_slice);
            let total = self.pairs.entry(pair).or_default();
            for (shape, counts) in count(gold, hyp, counting.deletions) {
                *total += counts;
                *self.shapes.entry(shape).or_default() += counts;
            }
            self.calibration.add(gold, hyp);
        }
    }

    /// Returns the mean over the language pairs of each figure.
    #[must_use]
    pub fn mean(&self) -> Summary {
        let all: Vec<Summary> = self.pairs.values().map(Counts::summary).collect();
        let mean = |get: fn(&Summary) -> Figures| Figures::mean(&all.iter().map(get).collect::<Vec<_>>());
        Summary {
            strict: mean(|s| s.strict),
            lax: mean(|s| s.lax),
        }
    }

    /// Returns the pair with the lowest strict F1, the first of equals.
    #[must_use]
    pub fn worst(&self) -> Option<(Pair, Summary)> {
        self.pairs
            .iter()
            .map(|(&pair, counts)| (pair, counts.summary()))
            .min_by(|(_, a), (_, b)| a.strict.f1.total_cmp(&b.strict.f1))
    }
}
