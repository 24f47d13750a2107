//! Bytes to editions.

mod page;

pub use page::{Block, Page, Region};
