//! `hexapla diff`: how the editions of briefings differ, and what changed
//! between two revisions of one page.

mod editions;
mod filter;
mod input;
mod output;
mod paper;
mod revisions;
#[cfg(test)]
mod tests;
mod wording;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Outcome;
use super::aligner::AlignerArgs;
use super::error::CliError;
use super::load::{Loader, report};
use crate::model::{Aligned, DifferenceKind};
use filter::FilterArgs;
use input::Asked;

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(
    long_about = "Says how the editions of briefings differ, or what changed between two revisions of a page.\n\n\
Two pages in one language are taken as revisions of one page, the older first. Anything else is taken \
as language editions: pages and folders with pages, as for `align`, TEI corpora, or alignments that \
`align --format json` printed (*.json, *.jsonl).",
    after_help = "Exit codes: 0 no differences, 1 differences (or some inputs were left out), 2 error (nothing written).\n\
Differences of the kind segmentation are for information: they do not count for the exit code, and text \
shows them only with --kind segmentation."
)]
pub(super) struct DiffArgs {
    /// Pages, folders with pages, TEI corpora or saved alignments; for revisions the older page, then the newer.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Writes into this file instead.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    filter: FilterArgs,
    /// Takes two pages as revisions of one, whatever they have in common.
    #[arg(long)]
    revisions: bool,
    /// Lists for revisions what changed in menus, footers and the like too; otherwise it is only counted.
    #[arg(long)]
    paratext: bool,
    #[command(flatten)]
    aligner: AlignerArgs,
}

/// Formats of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON object a line, a line a briefing.
    Json,
    /// The TEI root document of a briefing, with its differences as annotations.
    Tei,
    /// The page that `report` writes.
    Html,
}

/// Runs `diff`.
pub(super) fn run(args: &DiffArgs) -> Result<Outcome, CliError> {
    output::check(args.out.as_deref())?;
    let loader = args.aligner.loader()?;
    match input::asked(args, &loader)? {
        Asked::Revisions(pages) => revisions(args, &loader, &pages),
        Asked::Editions(aligned, problems) => {
            report(&problems);
            let findings = editions(args, &loader, aligned)?;
            Ok(if findings || !problems.is_empty() {
                Outcome::Findings
            } else {
                Outcome::Clean
            })
        }
    }
}

fn revisions(args: &DiffArgs, loader: &Loader, pages: &input::Pages) -> Result<Outcome, CliError> {
    if args.filter.is_used() {
        return Err(CliError::new(
            "--kind, --between and --min-confidence choose among differences of language editions: \
             leave them out for two revisions of a page",
        ));
    }
    if matches!(args.format, Format::Tei | Format::Html) {
        return Err(CliError::new(
            "--format tei and html show language editions beside each other: \
             for two revisions of a page take --format text or json",
        ));
    }
    let input::Pages { old, new, lang } = pages;
    let revision = crate::compare::revisions::revisions(&old.1, &new.1, *lang, args.paratext);
    if !args.revisions && !revision.is_related() {
        return Err(CliError::new(format!(
            "{} and {} have next to nothing in common: they seem to be two briefings, not two revisions of one \
             page; --revisions compares them all the same",
            paper::clean(&old.0.display().to_string()),
            paper::clean(&new.0.display().to_string())
        )));
    }
    let text = match args.format {
        Format::Json => output::json_revision(&revision)?,
        _ => revisions::text(&revision, &loader.languages),
    };
    output::write(args.out.as_deref(), &text, args.format == Format::Text)?;
    Ok(if revision.changes.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Prints the differences; says whether there are any that count.
fn editions(args: &DiffArgs, loader: &Loader, mut aligned: Vec<Aligned>) -> Result<bool, CliError> {
    args.filter.check(&aligned)?;
    for briefing in &mut aligned {
        args.filter.apply(briefing);
    }
    let text = match args.format {
        Format::Json => output::json(&aligned)?,
        Format::Tei => output::tei(&aligned, &loader.languages)?,
        Format::Html => output::html(&aligned, &loader.languages)?,
        Format::Text => {
            let view = editions::Options {
                languages: &loader.languages,
                segmentation: args.filter.names(DifferenceKind::Segmentation),
                shown: args.filter.between(),
                width: paper::terminal_width(),
            };
            aligned
                .iter()
                .map(|briefing| editions::text(briefing, &view))
                .collect()
        }
    };
    output::write(args.out.as_deref(), &text, args.format == Format::Text)?;
    let mut all = aligned.iter().flat_map(|briefing| &briefing.differences);
    Ok(all.any(crate::model::Difference::counts))
}
