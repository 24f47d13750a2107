//! What each kind of evidence and each stage is worth.
//!
//! This file alone knows how a step becomes options of the aligner.

use hexapla::align::{AlignOptions, Kinds, Stage};

use crate::run::PLAIN;

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What is added to the step before.
    pub(crate) name: &'static str,
    kinds: Kinds,
    rounds: usize,
    stage: Stage,
}

const NOTHING: Kinds = Kinds {
    values: false,
    marks: false,
    names: false,
    words: false,
};

/// The steps, each with all that comes before it.
pub(crate) const STEPS: [Step; 7] = [
    step("lengths only", NOTHING, 0, Stage::Pairwise),
    step(
        "+ numbers and dates",
        Kinds {
            values: true,
            ..NOTHING
        },
        0,
        Stage::Pairwise,
    ),
    step(
        "+ marks",
        Kinds {
            values: true,
            marks: true,
            ..NOTHING
        },
        0,
        Stage::Pairwise,
    ),
    step(
        "+ names",
        Kinds {
            words: false,
            ..Kinds::ALL
        },
        0,
        Stage::Pairwise,
    ),
    step("+ words learnt, each pair alone", Kinds::ALL, 2, Stage::Pairwise),
    step(
        "consistent over editions instead",
        Kinds::ALL,
        2,
        Stage::Consistent,
    ),
    step("joint instead: the whole", Kinds::ALL, 2, Stage::Joint),
];

const fn step(name: &'static str, kinds: Kinds, rounds: usize, stage: Stage) -> Step {
    Step {
        name,
        kinds,
        rounds,
        stage,
    }
}

impl Step {
    /// Returns the options of the aligner.
    pub(crate) fn options(self) -> AlignOptions<'static> {
        AlignOptions {
            rounds: self.rounds,
            kinds: self.kinds,
            stage: self.stage,
            ..PLAIN
        }
    }
}
