//! `hexapla report`: the HTML report of briefings.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::aligner::AlignerArgs;
use super::error::CliError;
use super::load::{make_parent, plural, report, write_beside};
use super::progress::Progress;
use super::saved;
use crate::write::html;

/// Options of `report`.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Pages, folders with pages, TEI corpora, or alignments as `align --format json` prints them (.json, .jsonl).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The file that the report is written to.
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    out: PathBuf,
    #[command(flatten)]
    aligner: AlignerArgs,
}

/// Runs `report`.
pub(super) fn run(args: &ReportArgs) -> Result<Outcome, CliError> {
    if args.out.is_dir() {
        return Err(CliError::new(format!(
            "{}: a folder, expected a file: name one with --out, such as report.html",
            args.out.display()
        )));
    }
    let loader = args.aligner.loader()?;
    let (saved, pages) = saved::part(&args.inputs)?;
    let mut aligned = Vec::new();
    for stored in saved {
        aligned.extend(stored.read()?);
    }
    let mut problems = Vec::new();
    if !pages.is_empty() {
        let known = args.aligner.knowledge(&loader)?;
        let progress = Progress::new();
        let (inputs, left_out) = loader.briefings(&pages, &progress)?;
        problems = left_out;
        progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
        aligned.extend(args.aligner.align(inputs, &loader, &known));
    }
    report(&problems);
    if aligned.is_empty() {
        return Err(CliError::new(
            "nothing to report on: no briefing with two editions was found",
        ));
    }
    let mut page = Vec::new();
    html::write_report(&aligned, &loader.languages, &mut page)?;
    make_parent(&args.out)?;
    write_beside(&args.out, &page)?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
