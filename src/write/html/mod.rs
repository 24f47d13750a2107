//! HTML: one page for people who want to know how editions differ.
//!
//! A page is one file that needs no other: style and script stand in it, and
//! nothing is ever loaded. What people are to see at once comes first: what
//! each edition leaves out, in words, then a matrix of exchanges and editions,
//! then the text, sentences side by side, each difference where it is.
//!
//! ```text
//! Arabic   Leaves out exchange 6: EFE “Will the …”, 3 sentences in the answer of exchange 2
//!
//!               ar          en   es
//! 2 EFE “…”     − 3 sent.   ·    ·
//! 6 EFE “…”     − missing   ·    ·
//! ```
//!
//! All text of the input passes [`maud`], which escapes it; a second wall is
//! the page's own policy: it runs only the style and the script whose hashes
//! it names. So neither `style` attributes nor scripts in the text would do
//! anything. The page is whole without its script, which lights counterparts,
//! moves columns and jumps. Drawing the page by script from JSON was rejected:
//! nothing would be there to print, to search or to read aloud without it.

mod body;
mod index;
mod links;
mod marks;
mod notes;
mod overview;
mod page;
#[cfg(test)]
mod tests;
mod view;
mod words;

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::language::Languages;
use crate::model::Aligned;
use crate::write::WriteError;
use crate::write::tei::ids::Index;

/// Writes one page on some briefings, with contents where there are several.
///
/// # Errors
///
/// When an identifier is none or stands twice, a briefing has no edition, or
/// writing fails. Nothing is written before everything was checked.
pub fn write_report(
    briefings: &[Aligned],
    languages: &Languages,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let mut seen = BTreeSet::new();
    for briefing in briefings {
        Index::new(briefing)?;
        if !seen.insert(&briefing.briefing.id) {
            let id = briefing.briefing.id.clone();
            return Err(WriteError::Duplicate {
                briefing: id.clone(),
                id,
            }
            .into());
        }
    }
    out.write_all(page::report(briefings, languages).into_string().as_bytes())?;
    Ok(())
}

/// Makes the pages of a corpus: paths and contents.
///
/// One briefing gives `report.html`, several `report/index.html` and a page
/// each: a corpus of a thousand in one page would open nowhere.
///
/// # Errors
///
/// Those of [`write_report`].
pub fn reports(aligned: &[Aligned], languages: &Languages) -> Result<Vec<(String, String)>, ReportError> {
    let page = |briefings: &[Aligned]| -> Result<String, ReportError> {
        let mut out = Vec::new();
        write_report(briefings, languages, &mut out)?;
        Ok(String::from_utf8(out).expect("made of text"))
    };
    if aligned.len() <= 1 {
        return Ok(vec![("report.html".to_owned(), page(aligned)?)]);
    }
    let index = page::index(aligned, languages).into_string();
    let mut files = vec![("report/index.html".to_owned(), index)];
    for briefing in aligned {
        let name = format!("report/{}.html", briefing.briefing.id);
        files.push((name, page(std::slice::from_ref(briefing))?));
    }
    Ok(files)
}

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The alignment does not hold together.
    #[error(transparent)]
    Content(#[from] WriteError),
    /// Writing failed.
    #[error("cannot write the report: {0}")]
    Write(#[from] io::Error),
}
