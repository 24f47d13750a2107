//! A file's bytes to a page.

use super::charset::{self, Decoded};
use super::{Page, html, text};

/// The reason why a file gives no page. Each message says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file holds nothing but white space.
    #[error("{file}: the file is empty; save the page again or leave the file out")]
    Empty {
        /// The name of the file.
        file: String,
    },
    /// The file is neither text nor HTML.
    #[error("{file}: found {found}, expected text or HTML; export it as plain text or as a web page")]
    Binary {
        /// The name of the file.
        file: String,
        /// What the file is instead.
        found: &'static str,
    },
    /// The bytes do not fit the encoding that the file seems to be in.
    #[error(
        "{file}: found {defects} byte sequences that are not {encoding}; save the page again, best as UTF-8"
    )]
    BrokenEncoding {
        /// The name of the file.
        file: String,
        /// The encoding that was tried, as the WHATWG names it.
        encoding: String,
        /// The number of sequences that it does not know.
        defects: usize,
    },
    /// An HTML page without text, such as one that scripts fill.
    #[error(
        "{file}: found HTML without text, perhaps filled by scripts; open it in a browser and save what you see"
    )]
    NoText {
        /// The name of the file.
        file: String,
    },
}

/// Reads a page from the bytes of a text or HTML file, whichever they are.
///
/// `source` names the file in the page and in errors.
///
/// # Errors
///
/// A file without text, in another format or with many undecodable bytes is
/// refused. No input makes the function panic.
pub fn read_page(source: &str, bytes: &[u8]) -> Result<Page, ReadError> {
    let file = || source.to_owned();
    if let Some(found) = magic(bytes) {
        return Err(ReadError::Binary { file: file(), found });
    }
    let decoded = charset::decode(bytes);
    if decoded.text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(ReadError::Empty { file: file() });
    }
    if has_many_controls(&decoded.text) {
        return Err(ReadError::Binary { file: file(), found: "binary data" });
    }
    if decoded.is_broken() {
        let encoding = decoded.encoding.name().to_owned();
        return Err(ReadError::BrokenEncoding { file: file(), encoding, defects: decoded.defects });
    }
    let Decoded { text: content, encoding, .. } = decoded;
    let is_html = html::looks_like_html(&content);
    let mut page = if is_html { html::read(&content) } else { text::read(&content) };
    page.source = file();
    page.encoding = encoding.name().to_owned();
    match (page.blocks.is_empty(), is_html) {
        (true, true) => Err(ReadError::NoText { file: file() }),
        (true, false) => Err(ReadError::Empty { file: file() }),
        (false, _) => Ok(page),
    }
}

/// Names a format that people often have instead of a web page.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    let table: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
    ];
    table.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, found)| found)
}

/// Whether more than one character in 200 is a control character, which text has not.
fn has_many_controls(text: &str) -> bool {
    let is_odd = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0B' | '\x0C');
    text.chars().filter(is_odd).count() * 200 > text.chars().count()
}
