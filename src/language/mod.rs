//! What each language knows, and which language a text is in.

pub mod fold;
pub(crate) mod outlets;
mod pack;

pub use outlets::Outlets;
pub use pack::{Dates, Direction, Labels, Numbers, Pack, ParatextPhrases, Sentences, Title, Words};
