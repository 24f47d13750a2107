//! What can be chosen of a run.

use crate::evidence::Kind;
use crate::lexicon::Lexicon;
use crate::termbase::{self, Terms};

/// What can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct AlignOptions<'a> {
    /// How often word pairs are learnt from the run; 0 switches learning off. A
    /// small run, whose first rounds know little, learns twice as often.
    pub rounds: usize,
    /// What is known before; several are merged by [`Lexicon::merged`]. With
    /// learning it is where learning starts from, without it is all there is.
    pub lexicon: Option<&'a Lexicon>,
    /// Glossaries, compiled.
    pub termbases: &'a [Terms<'a>],
    /// Whether the built-in lexicon and termbase count.
    pub builtin: bool,
    /// Which kinds of evidence count besides lengths: all, but for measurements of what
    /// each is worth.
    pub kinds: Kinds,
    /// How editions come together: jointly, but for such measurements.
    pub stage: Stage,
}

/// Kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds {
    /// Numbers and dates.
    pub values: bool,
    /// Marks that translators keep.
    pub marks: bool,
    /// What may be a name.
    pub names: bool,
    /// All other words.
    pub words: bool,
}

impl Kinds {
    /// All kinds.
    pub const ALL: Kinds = Kinds {
        values: true,
        marks: true,
        names: true,
        words: true,
    };

    pub(super) fn holds(self, kind: Kind) -> bool {
        match kind {
            Kind::Value => self.values,
            Kind::Mark => self.marks,
            Kind::Name => self.names,
            Kind::Word => self.words,
        }
    }
}

/// How editions come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Each pair alone.
    Pairwise,
    /// Each pair alone, its posteriors averaged with the ways through other editions
    /// (Do et al. 2005).
    Consistent,
    /// All editions at once.
    #[default]
    Joint,
}

impl Default for AlignOptions<'_> {
    fn default() -> Self {
        AlignOptions {
            rounds: 2,
            lexicon: None,
            termbases: &[],
            builtin: true,
            kinds: Kinds::ALL,
            stage: Stage::default(),
        }
    }
}

impl<'a> AlignOptions<'a> {
    /// Returns the glossaries, the built-in termbase last where it counts.
    #[must_use]
    pub fn all_termbases(&self) -> Vec<&'a Terms<'a>> {
        let builtin = self.builtin.then(termbase::builtin);
        self.termbases.iter().chain(builtin).collect()
    }
}

impl AlignOptions<'_> {
    /// The rounds for a run in which the language with the most text has so many segments.
    pub(super) fn rounds_for(&self, segments: usize) -> usize {
        /// Runs below this many segments a language are small.
        const SMALL: usize = 1_000;
        if segments < SMALL {
            2 * self.rounds
        } else {
            self.rounds
        }
    }
}
