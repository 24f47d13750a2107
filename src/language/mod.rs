//! What each language knows, and which language a text is in.

mod check;
mod pack;
mod registry;

pub use pack::{Dates, Direction, Labels, Numbers, Pack, ParatextPhrases, Sentences, Title, Words};
pub use registry::{Language, Languages, PackError};
