//! Briefings that are aligned already: what `align --format json` printed, and our TEI corpora.
//!
//! Both are read one briefing after another, so a corpus of any size can pass through.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::error::CliError;
use crate::model::{Aligned, BriefingInfo, Lang};
use crate::read::tei::{self, Corpus};
use crate::write::units::check_links;

/// An input with aligned briefings.
#[derive(Debug)]
pub(super) enum Stored {
    /// JSON objects one after another.
    Json(PathBuf),
    /// A TEI corpus, or one briefing of it.
    Tei(PathBuf, Box<Corpus>),
}

/// Parts inputs into stored briefings and the rest, which are pages. JSON is told by the
/// ending, TEI by `corpus.xml` in a folder or the root of an `.xml` file.
pub(super) fn part(inputs: &[PathBuf]) -> Result<(Vec<Stored>, Vec<PathBuf>), CliError> {
    let (mut stored, mut pages) = (Vec::new(), Vec::new());
    for path in inputs {
        if is_json(path) {
            stored.push(Stored::Json(path.clone()));
        } else if tei::is_tei(path) {
            stored.push(Stored::Tei(path.clone(), Box::new(Corpus::open(path)?)));
        } else {
            pages.push(path.clone());
        }
    }
    Ok((stored, pages))
}

fn is_json(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let known = ["json", "jsonl", "ndjson"];
    known.iter().any(|known| ending.eq_ignore_ascii_case(known)) && !path.is_dir()
}

/// What has to be known of a saved alignment before it is read.
#[derive(Deserialize)]
struct Survey {
    briefing: BriefingInfo,
    editions: BTreeMap<Lang, IgnoredAny>,
}

impl Stored {
    /// Returns the path that was named.
    pub(super) fn path(&self) -> &Path {
        match self {
            Stored::Json(path) | Stored::Tei(path, _) => path,
        }
    }

    /// Takes the identifier and the languages of one briefing after another.
    pub(super) fn survey(
        &self,
        mut take: impl FnMut(&str, &BTreeSet<Lang>) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        match self {
            Stored::Json(path) => each(path, |survey: Survey| {
                take(&survey.briefing.id, &survey.editions.into_keys().collect())
            }),
            Stored::Tei(_, corpus) => {
                for (k, entry) in corpus.briefings().iter().enumerate() {
                    take(&entry.id, &corpus.languages(k)?)?;
                }
                Ok(())
            }
        }
    }

    /// Takes one briefing after another; only one is in memory.
    pub(super) fn each(&self, mut take: impl FnMut(Aligned) -> Result<(), CliError>) -> Result<(), CliError> {
        match self {
            Stored::Json(path) => each(path, take),
            Stored::Tei(_, corpus) => {
                let mut all = 0..corpus.briefings().len();
                all.try_for_each(|k| take(corpus.read(k)?))
            }
        }
    }

    /// Reads all briefings.
    pub(super) fn read(&self) -> Result<Vec<Aligned>, CliError> {
        let mut all = Vec::new();
        self.each(|aligned| {
            // Pages are right by construction, a file may say anything.
            check_links(&aligned)
                .map_err(|error| CliError::new(format!("{}: {error}", self.path().display())))?;
            all.push(aligned);
            Ok(())
        })?;
        Ok(all)
    }
}

/// Takes one object of a JSON file after another.
fn each<T: DeserializeOwned>(
    path: &Path,
    mut take: impl FnMut(T) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let none = |why: &str| {
        CliError::new(format!(
            "{}: no saved alignment: expected what `hexapla align --format json` prints: {why}",
            path.display()
        ))
    };
    let file = File::open(path).map_err(|error| CliError::file(path, "read", &error))?;
    let objects = serde_json::Deserializer::from_reader(BufReader::new(file)).into_iter::<T>();
    let mut empty = true;
    for object in objects {
        take(object.map_err(|error| none(&error.to_string()))?)?;
        empty = false;
    }
    if empty { Err(none("it is empty")) } else { Ok(()) }
}
