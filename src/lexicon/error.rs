//! What can be wrong with a lexicon's file.

use std::path::{Path, PathBuf};

/// Why a lexicon cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file cannot be read.
    #[error("{}: cannot read: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// What stands in the file is not what is expected there.
    #[error("{}: {}{message}", path.display(), line.map(|n| format!("line {n}: ")).unwrap_or_default())]
    Input {
        /// Which file.
        path: PathBuf,
        /// The line, from 1; nothing where it is the file as a whole.
        line: Option<usize>,
        /// What was expected, and what to do.
        message: String,
    },
}

/// A fault in a text whose file is not known: the line, from 1, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line; nothing where it is the text as a whole.
    pub line: Option<usize>,
    /// What was expected, and what to do.
    pub message: String,
}

impl Fault {
    /// Makes a fault of a line.
    pub(crate) fn at(line: usize, message: impl Into<String>) -> Fault {
        Fault {
            line: Some(line),
            message: message.into(),
        }
    }

    /// Makes a fault of the whole text.
    pub(crate) fn whole(message: impl Into<String>) -> Fault {
        Fault {
            line: None,
            message: message.into(),
        }
    }

    /// Says in which file it is.
    pub(crate) fn of(self, path: &Path) -> LexiconError {
        LexiconError::Input {
            path: path.to_owned(),
            line: self.line,
            message: self.message,
        }
    }
}
