//! Dictionaries of one entry a line: two columns, or hunalign's.
//!
//! ```text
//! dam<TAB>大坝            two columns: the first language, a tab, the second
//! 大坝 @ dam              hunalign: the second language, ` @ `, the first
//! ```
//!
//! hunalign writes the right-hand (target) language of its command line first:
//! the dictionary of `hunalign hu-en.dic hu.txt en.txt` has lines `dog @ kutya`.
//! So `hu-en=hu-en.dic` means the same to both programs.

use super::error::Fault;
use super::format::shortened;
use super::phrases::Entry;

/// What parts the phrases of hunalign's dictionaries.
pub(super) const AT: &str = " @ ";

/// Reads two columns.
pub(super) fn columns(text: &str) -> Result<Vec<Entry>, Fault> {
    entries(text, "\t", "two phrases with one tab between them")
}

/// Reads hunalign's dictionary.
pub(super) fn hunalign(text: &str) -> Result<Vec<Entry>, Fault> {
    let entries = entries(
        text,
        AT,
        "two phrases with ` @ ` between them, that of the target language first",
    )?;
    Ok(entries
        .into_iter()
        .map(|(target, source)| (source, target))
        .collect())
}

fn entries(text: &str, mark: &str, wanted: &str) -> Result<Vec<Entry>, Fault> {
    let mut out = Vec::new();
    for (at, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let mut parts = line.split(mark).map(str::trim);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(a), Some(b), None) if !a.is_empty() && !b.is_empty() => {
                out.push((a.to_owned(), b.to_owned()));
            }
            _ => {
                return Err(Fault::at(
                    at,
                    format!(
                        "expected {wanted}, found `{}`; correct or delete the line",
                        shortened(line)
                    ),
                ));
            }
        }
    }
    Ok(out)
}
