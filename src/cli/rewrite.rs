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
        progress.stage("writing", files.len(), "files");
        let mut staged = Vec::with_capacity(files.len());
        for (name, content) in files {
            let path = corpus.folder().join(name);
            let mut file = stage(&path)?;
            std::io::Write::write_all(&mut file, content.as_bytes())
                .map_err(|error| CliError::file(&path, "write", &error))?;
            // A corpus has more files than a process may have open.
            staged.push((file.into_temp_path(), path));
            progress.step();
        }
        for (file, path) in staged {
            file.persist(&path)
                .map_err(|error| CliError::file(&path, "write", &error.error))?;
        }
        Ok(())
    }
}
