//! Alignments to files: one room a format.
//!
//! TEI and the report are written a briefing at a time. The exchange formats
//! are streams of [`units::Unit`]: each is a [`UnitWriter`] over an output that
//! is open already, so a corpus of any size passes through once, into all
//! formats at the same time, and only one briefing is in memory. Formats that hold
//! editions as they are take whole briefings instead ([`whole::BriefingWriter`]).

pub mod bitext;
pub mod csv;
mod error;
pub mod html;
pub mod intertext;
pub mod jsonl;
pub mod ladder;
pub mod moses;
#[cfg(feature = "parquet")]
pub mod parquet;
mod table;
pub mod tei;
pub mod tmx;
pub mod tsv;
pub mod units;
pub mod vertical;
pub mod whole;
pub mod xces;
pub mod xliff;

use std::io;

pub use error::WriteError;

/// A format that takes one unit after another.
///
/// A function over an iterator of units was rejected: it would read the corpus
/// again for every format.
pub trait UnitWriter {
    /// Writes a unit.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn unit(&mut self, unit: &units::Unit) -> io::Result<()>;

    /// Ends the document and flushes its outputs. Nothing may follow.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn finish(&mut self) -> io::Result<()>;

    /// Returns how many characters the format does not allow and were written as U+FFFD.
    fn replaced(&self) -> usize {
        0
    }
}

/// Returns a text for the inside of an XML element, and how many of its characters XML does not
/// allow: they are U+FFFD. A carriage return becomes a reference, for parsers make a line
/// feed of a plain one.
fn xml_text(text: &str) -> (String, usize) {
    let replaced = text.chars().filter(|&c| !tei::is_xml(c)).count();
    let allowed: String = text
        .chars()
        .map(|c| {
            if tei::is_xml(c) {
                c
            } else {
                char::REPLACEMENT_CHARACTER
            }
        })
        .collect();
    let escaped = quick_xml::escape::partial_escape(&allowed).replace('\r', "&#13;");
    (escaped, replaced)
}

/// Returns a text for the inside of quotes, as [`xml_text`] does for elements.
fn xml_attribute(text: &str) -> (String, usize) {
    let (text, replaced) = xml_text(text);
    (text.replace('"', "&quot;"), replaced)
}

/// A text on one line, for formats without any way to write a line break: line
/// breaks and tabs become spaces. Pages have none; edited alignments may.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
