//! The joint alignment of all editions at three levels.
//!
//! Exchanges first, then turns inside them, then sentences inside turns. Each
//! level scores pairs of editions ([`beads`], [`words`], [`pairwise`]), then
//! aligns all editions at once ([`units`]). Words that translate each other
//! are learnt from the run itself ([`learn()`]), and from a lexicon where there is one.

mod anchors;
mod assign;
mod band;
mod beads;
mod confidence;
mod consistency;
mod exchanges;
mod explain;
mod harvest;
mod joint;
mod known;
mod lattice;
mod learn;
mod levels;
mod lines;
mod long;
mod matching;
mod model;
mod options;
mod pairwise;
mod prepare;
mod run;
mod settle;
mod speakers;
mod stretches;
mod turns;
mod units;
mod words;

pub use anchors::Contradiction;
pub use lines::{LinesAlignment, align_lines, learn_lines};
pub use options::{AlignOptions, Kinds, Stage};
pub use run::{Input, align, contradictions, learn};
pub use settle::settle;
pub use speakers::unify;
