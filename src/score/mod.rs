//! Measures an alignment against a gold standard.
//!
//! # The problem
//!
//! An aligner that answers `2-1` where the gold says `1-1` and `1-0` is wrong,
//! but not as wrong as one that links sentences which have nothing to do with
//! each other. One figure cannot say both:
//!
//! ```text
//!   gold          hypothesis      strict   lax
//!   a0 ─ b0       a0 ─ b0         right    right
//!   a1 ─ b1       a1 ┐            wrong    right   (a1 and b1 are linked in both)
//!   a2            a2 ┴ b1
//!   a3 ─ b2       a3 ─ b3         wrong    wrong
//! ```
//!
//! # The choice
//!
//! **Strict**: a bead is right when the gold has the same bead, member for member.
//! **Lax**: it is right when it shares a linked pair of members with a gold bead.
//! Precision is the share of the hypothesis' beads that are right, recall the
//! share of the gold's beads that are found, F1 their harmonic mean; counts are
//! summed over the documents first (micro-average), each language pair has its
//! own figures, and the mean over the pairs and the worst pair sum them up. A
//! mean alone would hide that Arabic–Chinese fails while Spanish–French shines.
//!
//! Beads with an empty side are not counted, neither in precision nor in recall:
//! a gold standard made of origins knows them, but many programs do not write
//! them. [`Deletions::InPrecision`] counts them as the scorer of Vecalign does
//! (Thompson and Koehn 2019): every sentence that the hypothesis lists as
//! unaligned is one more bead in **precision**, right (strictly and laxly) when
//! the gold lists it as unaligned too; **recall** leaves beads with an empty
//! side out as before. We split such a bead into one bead a sentence first, on
//! both sides, so that `[3,4]:[]` counts as `[3]:[]` and `[4]:[]`.
//!
//! # Rejected
//!
//! - Figures over all pairs in one pot: the pairs with long editions would drown
//!   the others.
//! - Counting linked cells instead of beads: one wrong 3-3 bead weighs as much as
//!   nine right 1-1 beads, so a program that never merges looks best.
//! - Averaging the F1 of documents: a document of five sentences would weigh as
//!   much as one of three hundred.
//!
//! # Example
//!
//! ```
//! use hexapla::model::Lang;
//! use hexapla::score::{Counting, Links, Scores};
//!
//! // Segments that share an origin belong together: line 1 of the second edition holds both.
//! let gold = Links::from_origins(&[
//!     (Lang::EN, vec![vec![0], vec![1], vec![2]]),
//!     (Lang::ZH, vec![vec![0], vec![1, 2]]),
//! ].into());
//! let scores = Scores::new([(&gold, &gold)], Counting::default());
//! assert_eq!(scores.mean().strict.f1, 1.0);
//! ```

mod calibration;
mod counts;
mod error;
mod join;
mod links;
mod read;
mod scores;
#[cfg(test)]
mod tests;

pub use calibration::{BINS, Bin, Calibration};
pub use counts::{Counts, Deletions, Figures, Shape, Summary};
pub use error::ScoreError;
pub use join::{Joined, join};
pub use links::{Link, Links, Member, Members};
pub(crate) use read::pair_of;
pub use read::{Reader, Scale, Source, sources};
pub use scores::{Counting, Scores};
