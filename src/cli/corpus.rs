//! Options of the corpus that is written: what its headers say, and in which shapes it stands.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::error::CliError;
use crate::align::Input;
use crate::model::{Aligned, Lang};
use crate::write::tei::{self, Knowledge, Meta, TeiFiles, TeiOptions};

/// Options of a corpus.
#[derive(Debug, Clone, Args)]
pub(super) struct CorpusArgs {
    /// What the corpus says of itself: title, publisher, licence, persons; a TOML file (docs/formats/tei.md).
    #[arg(long, value_name = "FILE")]
    meta: Option<PathBuf>,
    /// The edition that the others were translated from; they point to it, the alignment does not change.
    #[arg(long, value_name = "LANG")]
    source_edition: Option<Lang>,
    /// Writes each briefing into one document as well, for viewers that do not follow XInclude.
    #[arg(long, conflicts_with = "profile")]
    combined: bool,
    /// Writes plain ParlaMint components instead: no sentences, no alignment but of turns; CC BY 4.0 only.
    #[arg(long, value_enum, value_name = "NAME")]
    profile: Option<Profile>,
}

/// What a corpus can be written as, besides our own TEI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Profile {
    /// Plain ParlaMint components.
    Parlamint,
}

impl CorpusArgs {
    /// Reads what the options name.
    pub(super) fn load(&self) -> Result<TeiOptions, CliError> {
        let mut options = TeiOptions::from_environment();
        options.source = self.source_edition;
        options.combined = self.combined;
        if let Some(path) = &self.meta {
            let text = std::fs::read_to_string(path)
                .map_err(|error| CliError::file(path, "read the metadata", &error))?;
            options.meta = Meta::from_toml(&text)
                .map_err(|error| CliError::new(format!("{}: {error}", path.display())))?;
        }
        if self.profile == Some(Profile::Parlamint) {
            tei::parlamint_ready(&options.meta)?;
        }
        Ok(options)
    }

    /// Makes the files of a corpus.
    pub(super) fn write(
        &self,
        aligned: &[Aligned],
        knowledge: Knowledge,
        options: &TeiOptions,
    ) -> Result<TeiFiles, CliError> {
        Ok(match self.profile {
            None => tei::corpus(aligned, knowledge, options)?,
            Some(Profile::Parlamint) => tei::parlamint(aligned, knowledge, options)?,
        })
    }

    /// Checks that a briefing has the declared source edition.
    pub(super) fn check(&self, briefings: &[Input]) -> Result<(), CliError> {
        let Some(source) = self.source_edition else {
            return Ok(());
        };
        let langs: BTreeSet<Lang> = briefings
            .iter()
            .flat_map(|b| b.editions.keys().copied())
            .collect();
        if langs.contains(&source) {
            return Ok(());
        }
        let langs: Vec<&str> = langs.iter().map(Lang::as_str).collect();
        Err(CliError::new(format!(
            "--source-edition {source}: no briefing has an edition in this language; there are {}",
            langs.join(", ")
        )))
    }
}
