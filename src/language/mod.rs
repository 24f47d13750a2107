//! What each language knows, and which language a text is in.

mod pack;

pub use pack::{Dates, Direction, Labels, Numbers, Pack, ParatextPhrases, Sentences, Title, Words};
