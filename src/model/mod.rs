//! Plain data that every room shares: editions, alignments, differences.
//!
//! The model knows nobody. All types go to and from JSON with serde; the JSON
//! contract is `schemas/alignment.schema.json`.

mod alignment;
mod briefing;
mod difference;
mod edition;
mod lang;

pub use alignment::{Alignment, Bead, Group, Level, Pair};
pub use briefing::{Aligned, BriefingInfo};
pub use difference::{Difference, DifferenceKind, DifferenceLevel, Mark};
pub use edition::{Edition, Paratext, ParatextKind, Provenance, Role, Sentence, SentenceId, Turn, TurnId};
pub use lang::{Lang, LangError};
