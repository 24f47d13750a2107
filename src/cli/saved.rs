//! Alignments that `align --format json` printed, read again.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::error::CliError;
use crate::model::Aligned;
use crate::write::units::check_links;

/// Parts inputs into saved alignments, told by their endings, and the rest.
pub(super) fn part(inputs: &[PathBuf]) -> (Vec<&PathBuf>, Vec<PathBuf>) {
    let (saved, rest): (Vec<&PathBuf>, Vec<&PathBuf>) = inputs.iter().partition(|path| is_saved(path));
    (saved, rest.into_iter().cloned().collect())
}

fn is_saved(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let known = ["json", "jsonl", "ndjson"];
    known.iter().any(|known| ending.eq_ignore_ascii_case(known)) && !path.is_dir()
}

/// Reads the alignments of a file: JSON objects one after another.
pub(super) fn read(path: &Path) -> Result<Vec<Aligned>, CliError> {
    let mut all = Vec::new();
    each(path, |aligned: Aligned| {
        // Pages are right by construction, a file may say anything.
        check_links(&aligned).map_err(|error| CliError::new(format!("{}: {error}", path.display())))?;
        all.push(aligned);
        Ok(())
    })?;
    Ok(all)
}

/// Takes one alignment of a file after another, or what `T` wants to know of it.
pub(super) fn each<T: DeserializeOwned>(
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
