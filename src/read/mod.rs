//! Bytes to editions.

mod charset;
mod file;
mod html;
mod likely;
mod page;
mod space;
mod text;

pub use file::{ReadError, read_page};
pub use page::{Block, Page, Region};
