//! What each language knows, and which language a text is in.

mod check;
mod detect;
pub mod fold;
pub(crate) mod outlets;
mod pack;
mod registry;
mod script;

pub use detect::{Detection, detect, detect_short};
pub use outlets::Outlets;
pub use pack::{Dates, Direction, Labels, Numbers, Pack, ParatextPhrases, Sentences, Title, Words};
pub use registry::{Language, Languages, PackError};
