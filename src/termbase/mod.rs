//! The termbase: concepts with their renderings in several languages.
//!
//! # The problem
//!
//! A lone briefing has too little text to learn from: `caretaker government` stands in
//! it once, and nothing says that it is `看守政府`.
//!
//! # The choice
//!
//! A table of concepts ([`Row`]), written and read by people, a column a language,
//! variants parted by `|`. For the aligner it is [compiled](Terms) into tokens:
//!
//! ```text
//! dip.caretaker-government   caretaker government   看守政府|看守内阁
//! tokens                     caretak, govern        看, 守, 看守, 政, 府, 政府, …
//! ```
//!
//! A variant counts in a run when all of its tokens occur there; then its tokens are
//! prior counterparts of those of the other language's variants ([`Seen::links`]), as
//! the entries of a dictionary are. What the run itself teaches outweighs them.
//!
//! Built in is the project's own termbase (`corpora/terms`, CC0). `--termbase` adds
//! glossaries: our TSV, TBX or TMX ([`Rows::open`]).
//!
//! # Rejected
//!
//! - A token for each concept, found as a whole: surer where it is found, but a term
//!   that is inflected in the middle or abridged is not found at all.
//! - Links between tokens, computed beforehand: a million of them, most never used.

mod builtin;
mod compile;
mod coverage;
mod exchange;
mod links;
mod lint;
mod names;
mod rows;
mod strangers;
#[cfg(test)]
mod tests;

pub use builtin::builtin;
pub use compile::Terms;
pub use coverage::{Coverage, coverage};
pub use links::Seen;
pub use lint::{Finding, lint};
pub use names::{Identity, NameKind, Named, Names};
pub use rows::{Row, Rows};
pub use strangers::Stranger;
