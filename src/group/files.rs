//! Files and folders to sets of files.
//!
//! A folder often holds more than pages: notes (`README.md`), texts that the
//! pages were made of. So Markdown is a page only where it is named itself, and
//! of a folder that has a folder `pages`, only that one is read.

use std::path::{Path, PathBuf};

/// Endings of files that may be saved pages.
const ENDINGS: [&str; 10] = [
    "asp", "aspx", "htm", "html", "jsp", "php", "shtml", "text", "txt", "xhtml",
];

/// The folder that holds the pages, where a folder holds other things too.
const PAGES: &str = "pages";

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
    #[error("{0}: no such file or folder; expected a page, or a folder with pages")]
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
        "{0}: the folder holds no pages: expected files that end in .txt, .html or the like, in it or in its folders \
         (of a folder that has a folder `pages`, only that one is read); name other files one by one"
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
    if folders.iter().any(|folder| folder.ends_with(PAGES)) {
        set.files.clear();
        folders.retain(|folder| folder.ends_with(PAGES));
    }
    set.files.sort();
    if !set.files.is_empty() {
        sets.push(set);
    }
    folders.sort();
    folders.iter().try_for_each(|folder| walk(folder, sets))
}

/// The folder's own name; of a folder named `pages`, that of the one above.
pub(super) fn name(folder: &Path) -> String {
    let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let named = if full.ends_with(PAGES) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, "text").expect("written");
        }
        root
    }

    /// The sets of a tree: a folder's name with the names of its files.
    fn sets(root: &Path) -> Vec<(String, Vec<String>)> {
        let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        let sets = collect(&[root.to_owned()]).expect("sets");
        sets.iter()
            .map(|set| (set.name.clone(), set.files.iter().map(name).collect()))
            .collect()
    }

    #[test]
    fn of_a_folder_with_pages_only_these_are_read() {
        let root = tree(&[
            "README.md",
            "river/master/en.txt",
            "river/notes.txt",
            "river/pages/en.txt",
            "river/pages/fr.html",
            "health/en.txt",
        ]);
        let list = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            sets(root.path()),
            [
                ("health".to_owned(), list(&["en.txt"])),
                ("river".to_owned(), list(&["en.txt", "fr.html"]))
            ]
        );
    }

    #[test]
    fn markdown_is_a_page_only_where_it_is_named() {
        let root = tree(&["README.md"]);
        assert!(matches!(
            collect(&[root.path().to_owned()]),
            Err(ScanError::Empty(_))
        ));
        let file = root.path().join("README.md");
        assert_eq!(
            collect(std::slice::from_ref(&file)).expect("a set")[0].files,
            [file]
        );
    }
}
