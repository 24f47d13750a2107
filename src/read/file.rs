//! A file's bytes to a page.

use super::charset::{self, Decoded};
use super::html::depth;
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
    /// An HTML page of which no parser makes a tree in sensible time.
    #[error(
        "{file}: found HTML elements nested over {limit} deep, which no page needs; open it in a browser and save it as text"
    )]
    TooDeep {
        /// The name of the file.
        file: String,
        /// The deepest that is read.
        limit: usize,
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
        return Err(ReadError::Binary {
            file: file(),
            found: "binary data",
        });
    }
    if decoded.is_broken() {
        let encoding = decoded.encoding.name().to_owned();
        return Err(ReadError::BrokenEncoding {
            file: file(),
            encoding,
            defects: decoded.defects,
        });
    }
    let Decoded {
        text: content,
        encoding,
        ..
    } = decoded;
    let is_html = html::looks_like_html(&content);
    if is_html && depth::is_too_deep(&content) {
        return Err(ReadError::TooDeep {
            file: file(),
            limit: depth::DEEPEST,
        });
    }
    let mut page = if is_html {
        html::read(&content)
    } else {
        text::read(&content)
    };
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
    table
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|&(_, found)| found)
}

/// Whether more than one character in 200 is a control character, which text has not.
fn has_many_controls(text: &str) -> bool {
    let is_odd = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0B' | '\x0C');
    text.chars().filter(is_odd).count() * 200 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    #[test]
    fn text_and_html() {
        let page = read_page("a.txt", "\u{FEFF}问：好吗？\n".as_bytes()).expect("a page");
        assert_eq!((page.source.as_str(), page.encoding.as_str()), ("a.txt", "UTF-8"));
        assert_eq!(page.blocks[0].text, "问：好吗？");
        let page = read_page("a.html", b"<p>a</p><p>b</p>").expect("a page");
        assert_eq!(page.blocks.len(), 2);
    }

    #[test]
    fn refusals_name_file_and_remedy() {
        let broken = [b"\xEF\xBB\xBF".as_slice(), &b"\xFF\xFE abc ".repeat(20)].concat();
        let scripts = b"<html><head><title>T</title></head><body><script>x()</script></body>";
        let cases: [(&[u8], &str, &str); 6] = [
            (b"", "is empty", "save"),
            (b" \r\n\t", "is empty", "save"),
            (b"%PDF-1.7 ...", "a PDF document", "export"),
            (
                b"\x00\x01\x02\x03\x04\x00\x00\x07\x00\xFE\x01",
                "binary data",
                "export",
            ),
            (&broken, "not UTF-8", "save"),
            (scripts, "without text", "browser"),
        ];
        for (bytes, found, remedy) in cases {
            let message = read_page("day/en.html", bytes).expect_err(found).to_string();
            assert!(message.starts_with("day/en.html: "), "{message}");
            assert!(message.contains(found) && message.contains(remedy), "{message}");
        }
    }

    #[test]
    fn any_bytes_are_survived() {
        const STARTS: &[&[u8]] = &[
            b"",
            b"<html>",
            b"<meta charset=gbk>",
            b"\xFF\xFE",
            b"\xEF\xBB\xBF",
        ];
        arbtest::arbtest(|u| {
            let mut bytes = u.choose(STARTS)?.to_vec();
            bytes.extend(u.arbitrary::<Vec<u8>>()?);
            if let Ok(page) = read_page("any", &bytes) {
                assert!(page.blocks.iter().all(|b| !b.text.is_empty()));
            }
            Ok(())
        })
        .budget_ms(500);
    }

    /// Every visible character of real pages comes out; runs where they are at hand.
    #[test]
    fn real_pages() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        for folder in ["seed", "mfa-en-zh"] {
            let Ok(entries) = fs::read_dir(root.join(folder)) else {
                continue;
            };
            for entry in entries.flatten() {
                let inner = fs::read_dir(entry.path()).into_iter().flatten().flatten();
                let files = inner.map(|e| e.path()).chain([entry.path()]);
                for path in files.filter(|p| p.extension().is_some_and(|e| e == "txt")) {
                    check_text(&path);
                }
            }
        }
    }

    fn check_text(path: &Path) {
        let bytes = fs::read(path).expect("a readable file");
        let page = read_page(&path.display().to_string(), &bytes).expect("a page");
        let content = String::from_utf8(bytes).expect("UTF-8");
        let lines = content.lines().filter(|l| !l.trim().is_empty()).count();
        assert_eq!(
            (page.encoding.as_str(), page.blocks.len()),
            ("UTF-8", lines),
            "{}",
            path.display()
        );
    }
}
