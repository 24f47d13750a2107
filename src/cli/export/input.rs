//! The briefings to export, one after another.

use std::collections::BTreeSet;

use super::ExportArgs;
use crate::cli::error::CliError;
use crate::cli::load::plural;
use crate::cli::progress::Progress;
use crate::cli::saved::{self, Stored};
use crate::group::Problem;
use crate::language::Languages;

use crate::model::{Aligned, Lang};

/// Stored briefings, and those of pages.
pub(super) struct Corpus {
    saved: Vec<Stored>,
    aligned: Vec<Aligned>,
    /// The languages of all briefings, in alphabetical order.
    pub(super) langs: Vec<Lang>,
    /// How many briefings there are.
    pub(super) briefings: usize,
    /// What was left out.
    pub(super) problems: Vec<Problem>,
    /// The languages that are known.
    pub(super) languages: Languages,
}

impl Corpus {
    /// Reads and aligns pages, and looks through stored briefings.
    pub(super) fn new(args: &ExportArgs, progress: &Progress) -> Result<Corpus, CliError> {
        let loader = args.aligner.loader()?;
        let (saved, pages) = saved::part(&args.inputs)?;
        let mut seen = Seen::default();
        for stored in &saved {
            progress.spin(format!("looking through {}", stored.path().display()));
            stored.survey(|id, langs| seen.briefing(id, langs.iter()))?;
        }
        let (mut aligned, mut problems) = (Vec::new(), Vec::new());
        if !pages.is_empty() {
            let known = args.aligner.knowledge(&loader)?;
            let (inputs, left_out) = loader.briefings(&pages, progress)?;
            problems = left_out;
            progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
            aligned = args.aligner.align(inputs, &loader, &known);
        }
        for briefing in &aligned {
            seen.briefing(&briefing.briefing.id, briefing.editions.keys())?;
        }
        if seen.ids.is_empty() {
            progress.clear();
            crate::cli::load::report(&problems);
            return Err(CliError::new(
                "nothing to export: no briefing with two editions was found",
            ));
        }
        Ok(Corpus {
            saved,
            aligned,
            langs: seen.langs.into_iter().collect(),
            briefings: seen.ids.len(),
            problems,
            languages: loader.languages,
        })
    }

    /// Takes one briefing after another; of the stored ones, only one is in memory.
    pub(super) fn each(
        &self,
        mut take: impl FnMut(&Aligned) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        for stored in &self.saved {
            stored.each(|aligned| take(&aligned))?;
        }
        self.aligned.iter().try_for_each(take)
    }
}

/// The briefings found so far.
#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    langs: BTreeSet<Lang>,
}

impl Seen {
    fn briefing<'l>(&mut self, id: &str, langs: impl Iterator<Item = &'l Lang>) -> Result<(), CliError> {
        self.langs.extend(langs);
        if self.ids.insert(id.to_owned()) {
            return Ok(());
        }
        Err(CliError::new(format!(
            "briefing {id} stands twice in the inputs; each must be unique: name each file once"
        )))
    }
}
