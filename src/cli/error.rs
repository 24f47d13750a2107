//! Errors for people.

use std::io;
use std::io::Write as _;
use std::path::Path;

/// What went wrong, in one message.
#[derive(Debug)]
pub struct CliError {
    message: String,
    broken_pipe: bool,
}

impl CliError {
    /// Makes an error of a message.
    pub fn new(message: impl Into<String>) -> CliError {
        CliError {
            message: message.into(),
            broken_pipe: false,
        }
    }

    /// Makes an error of a failed operation on a file.
    #[must_use]
    pub fn file(path: &Path, doing: &str, source: &io::Error) -> CliError {
        CliError::new(format!("{}: cannot {doing}: {}", path.display(), reason(source)))
    }

    /// Returns whether the reader of our output closed it: no error to report.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }

    /// Prints the message on standard error.
    pub fn print(&self) {
        note(&format!("hexapla: {}", self.message));
    }
}

/// Says why a file cannot be read or written, without the system's numbers.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
        io::ErrorKind::AlreadyExists => "a file has its name".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, expected a file".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        _ => error.to_string(),
    }
}

/// Prints a line on standard error; a closed one is no reason to fail.
pub(super) fn note(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> CliError {
        CliError {
            broken_pipe: error.kind() == io::ErrorKind::BrokenPipe,
            message: format!("cannot write the output: {error}"),
        }
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> CliError {
        io::Error::from(error).into()
    }
}

impl From<crate::read::tei::TeiError> for CliError {
    fn from(error: crate::read::tei::TeiError) -> CliError {
        match &error {
            crate::read::tei::TeiError::Io { path, error } => CliError::file(path, "read", error),
            error => CliError::new(error.to_string()),
        }
    }
}

macro_rules! from_display {
    ($($error:ty),+) => {
        $(impl From<$error> for CliError {
            fn from(error: $error) -> CliError {
                CliError::new(error.to_string())
            }
        })+
    };
}

from_display!(
    crate::group::ScanError,
    crate::group::manifest::ManifestError,
    crate::language::PackError,
    crate::lexicon::LexiconError,
    crate::read::ReadError,
    crate::score::ScoreError,
    crate::write::WriteError,
    crate::write::html::ReportError
);
