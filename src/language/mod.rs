//! What each language knows, and which language a text is in.

mod check;
mod dates;
mod detect;
mod digits;
pub mod fold;
mod joiners;
mod lexicon;
mod numbers;
pub(crate) mod outlets;
mod pack;
mod quantity;
mod registry;
pub(crate) mod script;
mod values;

pub use detect::{Detection, detect, detect_short};
pub use outlets::{Outlet, Outlets};
pub use pack::{Dates, Direction, Labels, Numbers, Pack, ParatextPhrases, Sentences, Title, Words};
pub use quantity::Quantity;
pub use registry::{Language, Languages, PackError};
pub use values::{Value, ValueError, ValueKind, Values};
