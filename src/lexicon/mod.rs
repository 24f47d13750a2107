//! Which words translate each other, known before a run.
//!
//! # The problem
//!
//! A batch of briefings teaches the aligner its words; a lone briefing cannot.
//! It is also too short to tell a rare word from a common one:
//!
//! ```text
//! en  The flood crest passed the dam.      "crest" once, "the" twice
//! zh  洪峰通过了大坝。                          洪峰 once, 了 once
//! ```
//!
//! Nothing here says that 洪峰 is worth more than 了.
//!
//! # The choice
//!
//! A [`Lexicon`] holds, for each language, how often its words occurred, and, for
//! each pair of languages, which word renders which with what probability in
//! both directions. It is learnt from any text by the aligner itself
//! (`hexapla learn`, [`crate::align::learn`]) or read from a dictionary
//! ([`Lexicon::open`]); several are merged. Its words are the aligner's tokens
//! ([`crate::evidence::Token`]: stems, folded names, values), for any other key would
//! have to be stemmed again in every run.
//!
//! The probabilities enter a run as prior counterparts, the frequencies as
//! pseudo-counts of the background. What the run shows for itself outweighs
//! both: the lexicon can come from a distant domain.
//!
//! # Rejected
//!
//! - A list of word pairs without weights, as dictionaries are: of the
//!   translations of a word it cannot say which is the usual one.
//! - A pivot: each pair of languages has its own list. Chaining English links
//!   turns `bank` into both of its meanings in every other pair.
//! - One direction only: half the size, but `p(s|t)` cannot be had from `p(t|s)`
//!   without the counts, and the score needs both.
//!
//! # Which file is in which format
//!
//! | file | how it is told |
//! |---|---|
//! | ours ([`format`]) | begins with `hexapla lexicon` |
//! | `FreeDict` TEI ([`tei`](self)) | begins with `<` |
//! | hunalign's dictionary | is named `.dic`, or its first line holds ` @ ` |
//! | two columns | its first line holds a tab |

mod compact;
mod data;
mod draft;
mod error;
pub mod format;
mod open;
mod phrases;
mod table;
mod tei;
#[cfg(test)]
mod tests;

pub use compact::{Compact, builtin};
pub use data::{Lexicon, Link, WordList};
pub(crate) use data::{probability, thousandths};
pub(crate) use draft::Draft;
pub use error::{Fault, LexiconError};
