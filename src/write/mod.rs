//! Alignments to files: one room a format.

mod error;
pub mod html;
pub mod tei;

pub use error::WriteError;
