//! A list of files with what people know about them: `--manifest FILE.tsv`.
//!
//! *Problem.* A page does not say where it was taken from, when and on which terms, and
//! what `group` finds out about a page by looking at it can be wrong. Whoever downloaded it
//! knows. *Choice.* A table, a line a file, which any spreadsheet and any script writes:
//!
//! ```text
//! file            briefing     language  url                      accessed    licence    publisher
//! pages/ru.html   b-river-12   ru        https://example.org/ru   2025-05-15  CC BY 4.0  River Commission
//! ```
//!
//! Columns stand in any order, and all but `file` can be absent or empty. *Rejected.* Comma
//! separated values: titles of publishers have commas, and quotes are a second thing to
//! get wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::ids::{ascii_name, is_identifier};
use super::{Editions, FileSet, Loaded, Problem, date, input};
use crate::align::Input;
use crate::model::{BriefingInfo, Lang, Provenance};

/// The names of the columns, in the order in which people are told of them.
pub const COLUMNS: [&str; 7] = [
    "file",
    "briefing",
    "language",
    "url",
    "accessed",
    "licence",
    "publisher",
];

/// What is known of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The 1-based line of the manifest.
    pub line: usize,
    /// The file; a relative path is relative to the manifest.
    pub file: PathBuf,
    /// The identifier of its briefing: files with the same one are its editions.
    pub briefing: Option<String>,
    /// Its language, which needs no guessing then.
    pub language: Option<Lang>,
    /// Where it was taken from, and on which terms.
    pub provenance: Provenance,
}

/// The files of a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// The files in their order.
    pub rows: Vec<Row>,
}

/// What is wrong with a manifest; the text says where, and what was expected.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The manifest cannot be read.
    #[error("{}: cannot read the manifest: {source}", path.display())]
    Unreadable {
        /// The manifest.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line cannot be used.
    #[error("{}: line {line}: {message}", path.display())]
    Line {
        /// The manifest.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// What was found and what was expected.
        message: String,
    },
}

impl Manifest {
    /// Reads a manifest and checks it; the files must exist.
    ///
    /// # Errors
    ///
    /// When it cannot be read, a column is unknown, twice there or missing, or a line names no
    /// file, one that does not exist or a second time, or has a value that cannot be used.
    pub fn read(path: &Path) -> Result<Manifest, ManifestError> {
        let bytes = std::fs::read(path).map_err(|source| ManifestError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        // Spreadsheets write other encodings too.
        let text = crate::read::decoded(&bytes);
        let fault = |(line, message)| ManifestError::Line {
            path: path.to_owned(),
            line,
            message,
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let manifest = parse(&text, folder).map_err(fault)?;
        let mut seen: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for row in &manifest.rows {
            if !row.file.is_file() {
                let message = format!(
                    "{}: no such file; paths are relative to the folder of the manifest",
                    row.file.display()
                );
                return Err(fault((row.line, message)));
            }
            let whole = row.file.canonicalize().unwrap_or_else(|_| row.file.clone());
            if let Some(first) = seen.insert(whole, row.line) {
                let message = format!("{} stands in line {first} already", row.file.display());
                return Err(fault((row.line, message)));
            }
        }
        Ok(manifest)
    }

    /// Returns the files as sets: one for each folder.
    #[must_use]
    pub fn sets(&self) -> Vec<FileSet> {
        let mut folders: BTreeMap<&Path, Vec<PathBuf>> = BTreeMap::new();
        for row in &self.rows {
            let folder = row.file.parent().unwrap_or(Path::new(""));
            folders.entry(folder).or_default().push(row.file.clone());
        }
        let sets = folders.into_iter().map(|(folder, mut files)| {
            files.sort();
            FileSet {
                name: super::files::name(folder),
                files,
            }
        });
        sets.collect()
    }
}

/// A line and what is wrong with it.
type Fault = (usize, String);

/// Reads the content of a manifest that stands in `folder`.
fn parse(text: &str, folder: &Path) -> Result<Manifest, Fault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines = text.lines().enumerate().map(|(k, line)| (k + 1, line));
    let mut lines = lines.by_ref().filter(|(_, line)| !line.trim().is_empty());
    let (number, header) = lines.next().unwrap_or((1, ""));
    let columns = header
        .split('\t')
        .map(|name| column(name.trim()))
        .collect::<Result<Vec<_>, _>>()
        .and_then(unique)
        .map_err(|message| (number, message))?;
    let rows = lines.map(|(line, text)| row(line, text, &columns, folder).map_err(|message| (line, message)));
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(Manifest { rows })
}

fn column(name: &str) -> Result<&'static str, String> {
    let known = COLUMNS.iter().find(|known| known.eq_ignore_ascii_case(name));
    known.copied().ok_or_else(|| {
        format!(
            "`{name}` is no column: expected a header line with names out of {}, with tabs between them",
            COLUMNS.join(", ")
        )
    })
}

fn unique(columns: Vec<&'static str>) -> Result<Vec<&'static str>, String> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = columns.iter().find(|name| !seen.insert(**name)) {
        return Err(format!("two columns are named `{twice}`: expected one"));
    }
    if !seen.contains("file") {
        return Err("there is no column `file`: it names the files, relative to the manifest".to_owned());
    }
    Ok(columns)
}

fn row(line: usize, text: &str, columns: &[&'static str], folder: &Path) -> Result<Row, String> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    if cells.len() > columns.len() && cells[columns.len()..].iter().any(|cell| !cell.is_empty()) {
        return Err(format!(
            "{} cells, but the header has {} columns: expected one cell a column, with tabs between them",
            cells.len(),
            columns.len()
        ));
    }
    let cell = |name: &str| {
        let place = columns.iter().position(|column| *column == name)?;
        cells.get(place).copied().filter(|cell| !cell.is_empty())
    };
    let owned = |name: &str| cell(name).map(str::to_owned);
    let file = cell("file").ok_or("the column `file` is empty: expected a path")?;
    let (licence, licence_url) = cell("licence").map_or((None, None), terms);
    Ok(Row {
        line,
        file: folder.join(file),
        briefing: cell("briefing").map(identifier).transpose()?,
        language: cell("language").map(language).transpose()?,
        provenance: Provenance {
            url: owned("url"),
            accessed: cell("accessed").map(day).transpose()?,
            licence,
            licence_url,
            publisher: owned("publisher"),
        },
    })
}

fn identifier(text: &str) -> Result<String, String> {
    if is_identifier(text) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "`{text}` is no identifier of a briefing: expected ASCII letters, digits, `.`, `-`, `_`, a letter first, \
         such as `b-{}`",
        ascii_name(text)
    ))
}

fn language(text: &str) -> Result<Lang, String> {
    text.parse::<Lang>().map_err(|error| error.to_string())
}

fn day(text: &str) -> Result<Date, String> {
    let expected = || format!("`{text}` is no day: expected the day of access such as 2025-05-14");
    // TEI takes years from 1 to 9999, and a day alone.
    let is_day = text.len() == 10 && !text.starts_with(['-', '+']);
    let day: Option<Date> = text.parse().ok().filter(|_| is_day);
    day.filter(|day| day.year() > 0).ok_or_else(expected)
}

/// Splits terms of use into words and the address that stands after them or alone.
fn terms(text: &str) -> (Option<String>, Option<String>) {
    let (words, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let last_is_address = last.starts_with("https://") || last.starts_with("http://");
    let (words, url) = if last_is_address {
        (words.trim(), Some(last.to_owned()))
    } else {
        (text, None)
    };
    ((!words.is_empty()).then(|| words.to_owned()), url)
}

/// Makes briefings of the files that a manifest assigns to them, by identifier.
pub(super) fn briefings(assigned: BTreeMap<String, Vec<Loaded>>) -> (Vec<Input>, Vec<Problem>) {
    let mut out = Vec::new();
    let mut problems = Vec::new();
    for (id, files) in assigned {
        let mut by_lang: BTreeMap<Lang, Vec<Loaded>> = BTreeMap::new();
        for file in files {
            by_lang.entry(file.lang).or_default().push(file);
        }
        let mut editions = Editions::new();
        for (lang, mut files) in by_lang {
            match (files.pop(), files.first()) {
                (Some(file), None) => drop(editions.insert(lang, file)),
                (last, _) => problems.extend(files.into_iter().chain(last).map(|file| Problem {
                    path: file.path,
                    message: format!(
                        "one of several editions of the briefing {id} in one language ({lang}): correct `briefing` or \
                         `language` in the manifest"
                    ),
                })),
            }
        }
        if editions.len() > 1 {
            let date = date(&editions);
            out.push(input(BriefingInfo { id, date }, editions));
        } else {
            problems.extend(editions.into_values().map(|file| Problem {
                path: file.path,
                message: format!(
                    "the only edition of the briefing {id} (language {}): an alignment needs two or more; give the \
                     others the same `briefing` in the manifest",
                    file.lang
                ),
            }));
        }
    }
    (out, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_any_order() {
        let text = "\u{FEFF}Language\tfile\tlicence\taccessed\r\n\r\nru\tpages/ru.html\tCC BY 4.0 https://example.org/by\t2025-05-14\r\n\ten.txt\r\n";
        let rows = parse(text, Path::new("archive")).expect("a manifest").rows;
        let expected = Row {
            line: 3,
            file: PathBuf::from("archive/pages/ru.html"),
            briefing: None,
            language: Some(Lang::RU),
            provenance: Provenance {
                accessed: Some(jiff::civil::date(2025, 5, 14)),
                licence: Some("CC BY 4.0".to_owned()),
                licence_url: Some("https://example.org/by".to_owned()),
                ..Provenance::default()
            },
        };
        assert_eq!(rows[0], expected);
        assert_eq!((rows[1].line, rows[1].language), (4, None));
        assert!(rows[1].provenance.is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let cases = [
            ("", 1, "`` is no column: expected a header line"),
            (
                "file\tdate",
                1,
                "`date` is no column: expected a header line with names out of file, briefing",
            ),
            ("file\tfile", 1, "two columns are named `file`"),
            ("url", 1, "there is no column `file`"),
            ("file\n\na\tb", 3, "2 cells, but the header has 1 columns"),
            ("file\turl\n\tx", 2, "the column `file` is empty"),
            ("file\tbriefing\na\t2025 05", 2, "such as `b-2025-05`"),
            ("file\tlanguage\na\tEnglish language", 2, "is no language code"),
            ("file\taccessed\na\tMay", 2, "`May` is no day"),
        ];
        for (text, line, says) in cases {
            let (at, message) = parse(text, Path::new("")).expect_err(text);
            assert_eq!(at, line, "{message}");
            assert!(message.contains(says), "{message}");
        }
    }

    #[test]
    fn files_must_be_there_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("m.tsv");
        std::fs::write(folder.path().join("a.txt"), "text").expect("written");
        let read = |text: &str| {
            std::fs::write(&path, text).expect("written");
            Manifest::read(&path).map_err(|error| error.to_string())
        };
        assert_eq!(read("file\na.txt").expect("a manifest").rows.len(), 1);
        let twice = read("file\na.txt\n./a.txt").expect_err("twice");
        assert!(
            twice.contains("m.tsv: line 3: ") && twice.contains("line 2 already"),
            "{twice}"
        );
        let absent = read("file\nb.txt").expect_err("absent");
        assert!(
            absent.contains("line 2: ") && absent.contains("no such file"),
            "{absent}"
        );
    }
}
