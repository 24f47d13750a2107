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
mod lines;
mod long;
mod model;
mod pairwise;
mod prepare;
mod run;
mod speakers;
mod turns;
mod units;
mod words;

pub use lines::{LinesAlignment, align_lines};
pub use run::{AlignOptions, Input, align};
pub use speakers::unify;
