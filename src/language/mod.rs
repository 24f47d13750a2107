//! What each language knows, and which language a text is in.

mod dates;
mod digits;
mod joiners;
mod lexicon;
mod numbers;
mod pack;
mod quantity;
mod values;

pub use pack::{Dates, Direction, Labels, Numbers, Pack, ParatextPhrases, Sentences, Title, Words};
pub use quantity::Quantity;
pub use values::{PackError, Value, ValueKind, Values};
