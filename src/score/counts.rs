//! Counting right beads, and what follows from the counts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::links::{Link, Member};

/// What becomes of beads with an empty side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deletions {
    /// They are not counted.
    #[default]
    Ignored,
    /// They count in precision, one a sentence, but not in recall: Vecalign's definition.
    InPrecision,
}

/// The type of a bead: how many members its sides have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// 1-1.
    OneOne,
    /// 1-2.
    OneTwo,
    /// 2-1.
    TwoOne,
    /// 2-2.
    TwoTwo,
    /// More than that on a side.
    Other,
    /// An empty side.
    Unaligned,
}

impl Shape {
    /// Returns the name used in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::OneOne => "1-1",
            Shape::OneTwo => "1-2",
            Shape::TwoOne => "2-1",
            Shape::TwoTwo => "2-2",
            Shape::Other => "other",
            Shape::Unaligned => "unaligned",
        }
    }
}

/// Counts of beads, to be summed over documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Beads of the hypothesis.
    pub hyp: usize,
    /// Those that are a gold bead.
    pub hyp_strict: usize,
    /// Those that share a linked pair with one.
    pub hyp_lax: usize,
    /// Beads of the gold.
    pub gold: usize,
    /// Those that are a bead of the hypothesis.
    pub gold_strict: usize,
    /// Those that share a linked pair with one.
    pub gold_lax: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.hyp += other.hyp;
        self.hyp_strict += other.hyp_strict;
        self.hyp_lax += other.hyp_lax;
        self.gold += other.gold;
        self.gold_strict += other.gold_strict;
        self.gold_lax += other.gold_lax;
    }
}

impl Counts {
    /// Returns the figures that follow.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            strict: Figures::new(self.hyp_strict, self.hyp, self.gold_strict, self.gold),
            lax: Figures::new(self.hyp_lax, self.hyp, self.gold_lax, self.gold),
        }
    }
}

/// Strict and lax figures.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Summary {
    /// The bead is identical to a gold bead.
    pub strict: Figures,
    /// The bead shares a linked pair with a gold bead.
    pub lax: Figures,
}

/// Precision, recall and their harmonic mean, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Figures {
    /// The share of the hypothesis' beads that are right; 0 where it has none.
    pub precision: f64,
    /// The share of the gold's beads that are found; 0 where it has none.
    pub recall: f64,
    /// The harmonic mean; 0 where both are 0.
    pub f1: f64,
}

impl Figures {
    fn new(right: usize, hyp: usize, found: usize, gold: usize) -> Figures {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(right, hyp), share(found, gold));
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        Figures {
            precision,
            recall,
            f1,
        }
    }

    /// Returns the mean of some figures, each on its own; zeros where there are none.
    pub(super) fn mean(all: &[Figures]) -> Figures {
        let mean = |get: fn(&Figures) -> f64| all.iter().map(get).sum::<f64>() / all.len().max(1) as f64;
        Figures {
            precision: mean(|f| f.precision),
            recall: mean(|f| f.recall),
            f1: mean(|f| f.f1),
        }
    }
}

/// A bead by its members.
type Sides<'a> = (&'a [Member], &'a [Member]);

/// The beads of one side of the comparison, each once, and their linked pairs.
pub(super) struct Beads<'a> {
    full: BTreeSet<Sides<'a>>,
    unaligned: BTreeSet<Sides<'a>>,
    cells: FxHashSet<(&'a Member, &'a Member)>,
}

impl<'a> Beads<'a> {
    pub(super) fn new(links: &'a [Link]) -> Beads<'a> {
        let mut beads = Beads {
            full: BTreeSet::new(),
            unaligned: BTreeSet::new(),
            cells: FxHashSet::default(),
        };
        for link in links {
            let (first, second) = (link.first(), link.second());
            if link.is_two_sided() {
                beads.full.insert((first, second));
                beads
                    .cells
                    .extend(first.iter().flat_map(|i| second.iter().map(move |j| (i, j))));
            } else {
                let none: &[Member] = &[];
                beads.unaligned.extend(first.chunks(1).map(|one| (one, none)));
                beads.unaligned.extend(second.chunks(1).map(|one| (none, one)));
            }
        }
        beads
    }

    /// Returns whether these beads have this one.
    pub(super) fn has(&self, bead: Sides<'a>) -> bool {
        self.full.contains(&bead)
    }

    /// Returns whether one of these beads shares a linked pair with this one.
    pub(super) fn touches(&self, (first, second): Sides<'a>) -> bool {
        first
            .iter()
            .any(|i| second.iter().any(|j| self.cells.contains(&(i, j))))
    }
}

/// Counts one pair of languages of one document, by the types of the beads:
/// a bead of the hypothesis counts at its own type, a bead of the gold at its own.
pub(super) fn count(gold: &[Link], hyp: &[Link], deletions: Deletions) -> BTreeMap<Shape, Counts> {
    let (gold, hyp) = (Beads::new(gold), Beads::new(hyp));
    let mut counts: BTreeMap<Shape, Counts> = BTreeMap::new();
    for &bead in &hyp.full {
        let at = counts.entry(shape(bead)).or_default();
        at.hyp += 1;
        at.hyp_strict += usize::from(gold.has(bead));
        at.hyp_lax += usize::from(gold.touches(bead));
    }
    for &bead in &gold.full {
        let at = counts.entry(shape(bead)).or_default();
        at.gold += 1;
        at.gold_strict += usize::from(hyp.has(bead));
        at.gold_lax += usize::from(hyp.touches(bead));
    }
    if deletions == Deletions::InPrecision {
        let at = counts.entry(Shape::Unaligned).or_default();
        at.hyp += hyp.unaligned.len();
        let right = hyp.unaligned.intersection(&gold.unaligned).count();
        at.hyp_strict += right;
        at.hyp_lax += right;
    }
    counts
}

fn shape((first, second): Sides<'_>) -> Shape {
    match (first.len(), second.len()) {
        (0, _) | (_, 0) => Shape::Unaligned,
        (1, 1) => Shape::OneOne,
        (1, 2) => Shape::OneTwo,
        (2, 1) => Shape::TwoOne,
        (2, 2) => Shape::TwoTwo,
        _ => Shape::Other,
    }
}
