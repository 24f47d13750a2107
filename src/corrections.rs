//! Corrections in a spreadsheet: a table of links, changed by hand and brought back.
//!
//! *Problem.* Who knows both languages seldom edits XML. *Choice.* `export` writes a table
//! with the identifiers of the sentences (or turns) of each link; moved from cell to cell and
//! brought back, they say which links a person wants:
//!
//! ```text
//! en.ids                     en          zh.ids             zh
//! b-1.en.u2.s1               He left.    b-1.zh.u1.s1       他走了。
//! b-1.en.u2.s2 b-1.en.u2.s3  She. They.  b-1.zh.u1.s2       …          ← changed: set by hand
//! ```
//!
//! A row that says what the corpus says anyway changes nothing: only what was changed is
//! a person's word, and only that binds when the corpus is aligned again. Rows that are
//! missing say nothing, so a filtered table can be corrected too. *Rejected.* Taking every
//! row as checked by hand: a table of a thousand rows with ten corrections would freeze
//! nine hundred and ninety guesses of the program.
//!
//! The texts in the table are for reading; the corpus keeps its own.

mod apply;
mod table;
#[cfg(test)]
mod tests;

pub use apply::{Corrected, correct};
pub use table::{LinkRow, LinkTable};

/// What is wrong with a table of links.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct TableError {
    /// The 1-based line of the table.
    pub line: usize,
    /// What is wrong, what was expected, and what to do.
    pub what: String,
}
