//! What two sentences can have in common.
//!
//! A sentence becomes a bag of tokens and a length. Tokens are numbers and
//! dates (normalised), names, stems and marks; a vocabulary numbers them, and
//! [`Prior`] says which tokens of two languages are counterparts before
//! anything was learnt.

mod features;
mod marks;
pub mod names;
mod prior;
mod reader;
mod tokens;
mod values;
mod vocabulary;

pub use features::{Analyser, Segment, length};
pub use prior::prior;
pub use reader::Reader;
pub use tokens::{Kind, Token, Words, fold};
pub use vocabulary::Vocabulary;
