//! What all commands that align pages share: their options, and the call.

use clap::Args;

use super::error::CliError;
use super::lexicon::{Knowledge, LexiconArgs};
use super::load::{Loader, ReadArgs};
use crate::align::Input;
use crate::model::Aligned;

/// Options of reading pages and aligning them.
#[derive(Debug, Clone, Args)]
pub(super) struct AlignerArgs {
    /// Does not learn word pairs from the briefings of this run.
    #[arg(long)]
    no_learn: bool,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    read: ReadArgs,
}

impl AlignerArgs {
    /// Makes what reads pages.
    pub(super) fn loader(&self) -> Result<Loader, CliError> {
        Loader::new(&self.read)
    }

    /// Reads what is known before.
    pub(super) fn knowledge(&self, loader: &Loader) -> Result<Knowledge, CliError> {
        self.lexicon.load(&loader.languages)
    }

    /// Aligns briefings and compares their editions.
    pub(super) fn align(&self, inputs: Vec<Input>, loader: &Loader, known: &Knowledge) -> Vec<Aligned> {
        let options = known.options(self.no_learn);
        crate::align_briefings(inputs, &loader.languages, &loader.outlets, options)
    }
}
