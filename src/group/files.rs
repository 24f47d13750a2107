//! Files and folders to sets of files.

use std::path::{Path, PathBuf};

/// Endings of files that may be saved pages.
const ENDINGS: [&str; 11] = [
    "asp", "aspx", "htm", "html", "jsp", "md", "php", "shtml", "text", "txt", "xhtml",
];

/// Files that stand together: those of one folder, or those named one by one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileSet {
    /// The folder's name; empty for files named one by one.
    pub name: String,
    /// The files, sorted.
    pub files: Vec<PathBuf>,
}

/// The error of [`collect`].
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// An input does not exist.
    #[error("{0}: no such file or folder")]
    Missing(PathBuf),
    /// A folder cannot be read.
    #[error("{path}: cannot read the folder: {source}")]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder holds nothing to read.
    #[error(
        "{0}: the folder holds no pages: expected files that end in .txt, .html or the like, in it or in its folders"
    )]
    Empty(PathBuf),
}

/// Collects the files of all inputs: a set for each folder that holds pages,
/// and one for all files that are named one by one.
///
/// # Errors
///
/// When an input is missing, unreadable, or a folder without pages.
pub fn collect(inputs: &[PathBuf]) -> Result<Vec<FileSet>, ScanError> {
    let mut single = FileSet::default();
    let mut sets = Vec::new();
    for input in inputs {
        if input.is_dir() {
            let before = sets.len();
            walk(input, &mut sets)?;
            if sets.len() == before {
                return Err(ScanError::Empty(input.clone()));
            }
        } else if input.is_file() {
            single.files.push(input.clone());
        } else {
            return Err(ScanError::Missing(input.clone()));
        }
    }
    if !single.files.is_empty() {
        single.files.sort();
        single.files.dedup();
        sets.insert(0, single);
    }
    Ok(sets)
}

fn walk(folder: &Path, sets: &mut Vec<FileSet>) -> Result<(), ScanError> {
    let unreadable = |source| ScanError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut set = FileSet {
        name: name(folder),
        files: Vec::new(),
    };
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            folders.push(path);
        } else if is_page(&path) {
            set.files.push(path);
        }
    }
    set.files.sort();
    if !set.files.is_empty() {
        sets.push(set);
    }
    folders.sort();
    folders.iter().try_for_each(|folder| walk(folder, sets))
}

/// The folder's own name; of a folder named `pages`, that of the one above.
fn name(folder: &Path) -> String {
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let named = if full.ends_with("pages") {
        full.parent().unwrap_or(&full)
    } else {
        &full
    };
    named
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn is_page(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
