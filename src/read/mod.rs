//! Bytes to editions.

mod build;
mod decide;
mod inline;
mod labels;
mod page;
mod paratext;
mod pieces;
mod shapes;
mod speakers;
mod title;
mod turns;
mod words;

pub use page::{Block, Page, Region};
pub use turns::{Decision, Reading, TurnTools, nothing_lost, recognise};
