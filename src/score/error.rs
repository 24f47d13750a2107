//! What can be wrong with the files of a measurement.

use std::path::{Path, PathBuf};

/// Why a file or a set of files cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// The file or folder cannot be read.
    #[error("{}: cannot read: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// What stands in the file is not what is expected there.
    #[error("{}: {place}{message}", path.display())]
    Input {
        /// Which file.
        path: PathBuf,
        /// Where in it, with a colon and a space; empty where it is the file as a whole.
        place: String,
        /// What was expected, and what to do.
        message: String,
    },
}

impl ScoreError {
    /// Makes an error about a file as a whole.
    pub(super) fn file(path: &Path, message: impl Into<String>) -> ScoreError {
        Self::at(path, "", message)
    }

    /// Makes an error about a place in a file, such as `line 3`.
    pub(super) fn at(path: &Path, place: &str, message: impl Into<String>) -> ScoreError {
        ScoreError::Input {
            path: path.to_owned(),
            place: if place.is_empty() {
                String::new()
            } else {
                format!("{place}: ")
            },
            message: message.into(),
        }
    }

    /// Makes an error of a failed reading.
    pub(super) fn io(path: &Path, source: std::io::Error) -> ScoreError {
        ScoreError::Io {
            path: path.to_owned(),
            source,
        }
    }
}
