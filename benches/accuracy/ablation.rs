//! What each kind of evidence and each stage is worth.
//!
//! This file alone knows how a step becomes options of the aligner.

use hexapla::align::AlignOptions;

/// What sentences can have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Numbers and dates.
    values: bool,
    /// Marks that translators keep.
    marks: bool,
    /// Names across scripts.
    names: bool,
    /// Words, learnt.
    words: bool,
}

/// How editions come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The best beads of each pair alone.
    Pairwise,
    /// Posteriors of a pair supported by those over a third edition.
    Consistency,
    /// One sequence of units for all editions.
    Joint,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What is added to the step before.
    pub(crate) name: &'static str,
    evidence: Evidence,
    rounds: usize,
    stage: Stage,
}

const NOTHING: Evidence = Evidence {
    values: false,
    marks: false,
    names: false,
    words: false,
};
const ALL: Evidence = Evidence {
    values: true,
    marks: true,
    names: true,
    words: true,
};

/// The steps, each with all that comes before it.
pub(crate) const STEPS: [Step; 7] = [
    step("lengths only", NOTHING, 0, Stage::Pairwise),
    step(
        "+ numbers and dates",
        Evidence {
            values: true,
            ..NOTHING
        },
        0,
        Stage::Pairwise,
    ),
    step(
        "+ marks",
        Evidence {
            values: true,
            marks: true,
            ..NOTHING
        },
        0,
        Stage::Pairwise,
    ),
    step("+ names", Evidence { words: false, ..ALL }, 0, Stage::Pairwise),
    step("+ words learnt, the best of each pair", ALL, 2, Stage::Pairwise),
    step("+ consistency over a third edition", ALL, 2, Stage::Consistency),
    step("joint instead: the whole", ALL, 2, Stage::Joint),
];

const fn step(name: &'static str, evidence: Evidence, rounds: usize, stage: Stage) -> Step {
    Step {
        name,
        evidence,
        rounds,
        stage,
    }
}

impl Step {
    /// Returns the options of the aligner; nothing where it cannot leave out
    /// what this step leaves out.
    pub(crate) fn options(self) -> Option<AlignOptions<'static>> {
        let whole = self.evidence == ALL && self.stage == Stage::Joint;
        whole.then_some(AlignOptions {
            rounds: self.rounds,
            ..AlignOptions::default()
        })
    }
}
