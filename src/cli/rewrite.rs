//! TEI corpora that a command reads, changes and writes again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::build::Target;
use super::error::CliError;
use super::load::stage;
use super::progress::Progress;
use crate::compare::Comparison;
use crate::language::Languages;
use crate::model::Lang;
use crate::read::tei::{Briefing, Corpus};
use crate::termbase::Terms;

/// Where a changed corpus goes.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Place {
    /// A new folder for the changed corpus.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Changes the corpus where it is. Comments, and markup inside sentences, are not kept.
    #[arg(long)]
    in_place: bool,
}

/// Opens a corpus with all its shared files.
pub(super) fn open(path: &Path) -> Result<Corpus, CliError> {
    let corpus = Corpus::open(path)?;
    if corpus.is_whole() {
        return Ok(corpus);
    }
    Err(CliError::new(format!(
        "{}: one briefing of a corpus, expected the corpus: name the folder that holds its corpus.xml",
        path.display()
    )))
}

/// Compares the editions of a briefing anew, after its links were changed.
pub(super) fn compare_again(briefing: &mut Briefing, languages: &Languages, termbases: &[&Terms<'_>]) {
    let aligned = &mut briefing.aligned;
    let langs: BTreeSet<Lang> = aligned.editions.keys().copied().collect();
    let comparison = Comparison::new(langs, languages, termbases);
    aligned.differences =
        comparison.differences(&aligned.editions, &aligned.alignment, aligned.briefing.date);
}

impl Place {
    /// Refuses to write a new corpus over the one that is read.
    pub(super) fn check(&self, corpus: &Corpus) -> Result<(), CliError> {
        let same = |out: &PathBuf| {
            let out = out.canonicalize().ok();
            out.is_some() && out == corpus.folder().canonicalize().ok()
        };
        if self.out.as_ref().is_some_and(same) {
            return Err(CliError::new(
                "--out names the corpus that is read: change it with --in-place, or name another folder",
            ));
        }
        Ok(())
    }

    /// Whether the corpus is changed where it is.
    pub(super) fn is_there(&self) -> bool {
        self.in_place
    }

    /// Returns the folder that the corpus is in afterwards.
    pub(super) fn folder<'p>(&'p self, corpus: &'p Corpus) -> &'p Path {
        self.out.as_deref().unwrap_or_else(|| corpus.folder())
    }

    /// Writes files of a corpus: all of them into a new folder, or those that changed into
    /// the old one, each beside its place first.
    pub(super) fn write(
        &self,
        corpus: &Corpus,
        files: &[(String, String)],
        progress: &Progress,
    ) -> Result<(), CliError> {
        if let Some(out) = &self.out {
            return Target::new(out)?.write(files, progress);
        }
        let mut staged = Vec::new();
        progress.stage("writing", files.len(), "files");
        for (name, content) in files {
            progress.step();
            // A file may be a link to where it really is.
            let path = corpus.folder().join(name);
            let path = path.canonicalize().unwrap_or(path);
            let before = std::fs::read(&path).ok();
            if before.as_deref() == Some(content.as_bytes()) {
                continue;
            }
            let failed = |error: &std::io::Error| CliError::file(&path, "write", error);
            let mut file = stage(&path)?;
            std::io::Write::write_all(&mut file, content.as_bytes()).map_err(|error| failed(&error))?;
            if let Ok(of) = std::fs::metadata(&path) {
                std::fs::set_permissions(file.path(), of.permissions()).map_err(|error| failed(&error))?;
            }
            // A corpus has more files than a process may have open.
            staged.push((file.into_temp_path(), path, before));
        }
        put_in_place(staged)
    }
}

/// A file beside its place, its place, and what stood there.
type Staged = (tempfile::TempPath, PathBuf, Option<Vec<u8>>);

/// Moves files to their places; where one cannot be, all are as before.
fn put_in_place(staged: Vec<Staged>) -> Result<(), CliError> {
    let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::new();
    for (file, path, before) in staged {
        if let Err(error) = file.persist(&path) {
            for (path, before) in done {
                // Nothing better is left to do where this fails too.
                let _ = match before {
                    Some(bytes) => std::fs::write(&path, bytes),
                    None => std::fs::remove_file(&path),
                };
            }
            return Err(CliError::file(&path, "write", &error.error));
        }
        done.push((path, before));
    }
    Ok(())
}
