//! Bytes to editions.

mod build;
mod charset;
mod decide;
mod file;
mod html;
mod inline;
mod labels;
mod likely;
mod page;
mod paratext;
mod pieces;
mod shapes;
mod space;
mod speakers;
pub mod tei;
mod text;
mod title;
mod tools;
mod turns;
mod words;

pub use file::{ReadError, read_page};
pub use page::{Block, Page, Region};
pub use turns::{Decision, Reading, TurnTools, nothing_lost, recognise};

/// Decodes text of any encoding, told by its mark or by statistics.
#[must_use]
pub fn decoded(bytes: &[u8]) -> String {
    charset::decode(bytes).text
}
