//! The joint alignment of all editions at three levels.
//!
//! Exchanges first, then turns inside them, then sentences inside turns. Each
//! level scores pairs of editions ([`beads`], [`words`], [`pairwise`]), then
//! aligns all editions at once ([`units`]). Words that translate each other
//! are learnt from the run itself ([`learn`]).

mod band;
mod beads;
mod exchanges;
mod joint;
mod learn;
mod levels;
mod model;
mod pairwise;
mod prepare;
mod run;
mod speakers;
mod stretches;
mod turns;
mod units;
mod words;

pub use run::{AlignOptions, Input, LinesAlignment, align, align_lines};
pub use speakers::unify;
