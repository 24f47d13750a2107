//! Files to documents.
//!
//! Six kinds of files are read; what a file holds tells which it is:
//!
//! | begins with | kind |
//! |---|---|
//! | `{` with `exchanges`, `turns`, `sentences` | what `align` prints, and the gold of the samples; several objects make several documents |
//! | `{` with `pairs` or `groups` | what `lines` prints |
//! | `{` with `langs` | a gold of origins: `{"langs": […], "sentences": {lang: [{"origin": […]}]}, "turns": {lang: [[exchange, "q"]]}}` |
//! | `[` | indices, `[0]:[0,1]` a line, a cost behind a third colon is ignored |
//! | anything else | hunalign's ladder, `i`, `j`, score a line |

mod columns;
mod json;
mod origins;

pub(crate) use json::pair_of;

use std::path::{Path, PathBuf};

use super::error::ScoreError;
use super::links::Links;
use crate::model::{Lang, Pair};

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Exchanges: a question turn with everything up to the next one.
    Exchange,
    /// Turns.
    Turn,
    /// Sentences, or the lines of files of lines.
    #[default]
    Sentence,
}

impl Scale {
    /// Returns the name of the level.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Scale::Exchange => "exchange",
            Scale::Turn => "turn",
            Scale::Sentence => "sentence",
        }
    }

    /// The key in JSON.
    fn key(self) -> &'static str {
        match self {
            Scale::Exchange => "exchanges",
            Scale::Turn => "turns",
            Scale::Sentence => "sentences",
        }
    }
}

/// A file with one document or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name of the document: the folder of a `gold.json`, or the file without its ending.
    pub name: String,
    /// The file.
    pub path: PathBuf,
}

/// A document as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Document {
    pub(super) name: String,
    /// The briefing's identifier.
    pub(super) id: Option<String>,
    pub(super) path: PathBuf,
    pub(super) links: Links,
}

/// Reads documents at one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reader {
    /// What is compared.
    pub scale: Scale,
    /// The languages of the two columns of ladders and indices.
    pub columns: Option<(Lang, Lang)>,
}

impl Reader {
    pub(super) fn read(&self, source: &Source) -> Result<Vec<Document>, ScoreError> {
        let path = &source.path;
        let bytes = std::fs::read(path).map_err(|error| ScoreError::io(path, error))?;
        let text = String::from_utf8(bytes).map_err(|_| ScoreError::file(path, "the file is not UTF-8"))?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        let document = |name: &str, id, links| Document {
            name: name.to_owned(),
            id,
            path: path.clone(),
            links,
        };
        if text.trim_start().starts_with('{') {
            let found = json::documents(path, text, self.scale)?;
            let many = found.len() > 1;
            let name = |id: &Option<String>| id.clone().filter(|_| many).unwrap_or(source.name.clone());
            return Ok(found
                .into_iter()
                .map(|(id, links)| document(&name(&id), id, links))
                .collect());
        }
        let beads = columns::beads(path, text)?;
        let (a, b) = self.columns.ok_or_else(|| {
            ScoreError::file(
                path,
                "a ladder or an index file does not say its languages: name those of its two columns, \
                 such as --pair en-zh",
            )
        })?;
        let links = columns::links(beads, a > b);
        Ok(vec![document(
            &source.name,
            None,
            Links {
                pairs: [(Pair::new(a, b), links)].into(),
            },
        )])
    }
}

/// Returns the files of a path, by name: the path itself, or in a folder every
/// `NAME/gold.json` (else the only JSON file of `NAME/`) and every `NAME.json`.
///
/// # Errors
///
/// When the path cannot be read or the folder holds no such file.
pub fn sources(path: &Path) -> Result<Vec<Source>, ScoreError> {
    let is_folder = std::fs::metadata(path)
        .map_err(|error| ScoreError::io(path, error))?
        .is_dir();
    if !is_folder {
        return Ok(vec![source(path.to_owned())]);
    }
    if path.join("gold.json").is_file() {
        return Ok(vec![source(path.join("gold.json"))]);
    }
    let mut found = Vec::new();
    for entry in entries(path)? {
        if is_json(&entry) {
            found.push(source(entry));
        } else if entry.is_dir() {
            found.extend(inside(&entry)?);
        }
    }
    if found.is_empty() {
        return Err(ScoreError::file(
            path,
            "no document here: expected NAME.json or NAME/gold.json for each; \
             ladders and index files are named one by one",
        ));
    }
    Ok(found)
}

/// The document of a folder: its gold, else the only JSON file.
fn inside(folder: &Path) -> Result<Option<Source>, ScoreError> {
    let gold = folder.join("gold.json");
    if gold.is_file() {
        return Ok(Some(source(gold)));
    }
    let json: Vec<PathBuf> = entries(folder)?
        .into_iter()
        .filter(|entry| is_json(entry))
        .collect();
    match <[PathBuf; 1]>::try_from(json) {
        Ok([only]) => Ok(Some(Source {
            name: name(folder),
            path: only,
        })),
        Err(_) => Ok(None),
    }
}

fn source(path: PathBuf) -> Source {
    let is_gold = path.file_name().is_some_and(|file| file == "gold.json");
    let folder = path.parent().map(name).filter(|name| is_gold && !name.is_empty());
    Source {
        name: folder.unwrap_or_else(|| stem(&path)),
        path,
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn name(folder: &Path) -> String {
    folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn is_json(path: &Path) -> bool {
    path.is_file()
        && path
            .extension()
            .is_some_and(|end| end == "json" || end == "jsonl")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ScoreError> {
    let entries = std::fs::read_dir(folder).map_err(|error| ScoreError::io(folder, error))?;
    let mut paths = entries
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<Vec<PathBuf>, _>>()
        .map_err(|error| ScoreError::io(folder, error))?;
    paths.sort();
    Ok(paths)
}
