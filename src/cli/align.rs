//! `hexapla align`: prints the alignment of briefings.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::aligner::AlignerArgs;
use super::error::CliError;
use super::lexicon::Knowledge;
use super::load::{Found, Loader, make_folder, name, plural, report, subfolders, write_json};
use super::progress::Progress;
use super::text;
use crate::group::{Problem, ScanError};

/// Options of `align`.
#[derive(Debug, Args)]
pub(super) struct AlignArgs {
    /// Pages or folders with pages; with --out, one folder that holds a folder for each briefing.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Writes one JSON file a briefing, named after its folder, into this folder.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    aligner: AlignerArgs,
}

/// Formats of `align`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the editions beside or under each other.
    Text,
    /// For programs: one JSON object a line, a line a briefing.
    Json,
}

/// Runs `align`.
pub(super) fn run(args: &AlignArgs) -> Result<Outcome, CliError> {
    let loader = args.aligner.loader()?;
    let known = args.aligner.knowledge(&loader)?;
    match &args.out {
        Some(out) => set(args, out, &loader, &known),
        None => print(args, &loader, &known),
    }
}

fn print(args: &AlignArgs, loader: &Loader, known: &Knowledge) -> Result<Outcome, CliError> {
    let (inputs, problems) = loader.briefings(&args.inputs, &Progress::hidden())?;
    report(&problems);
    if inputs.is_empty() {
        return Err(CliError::new(
            "nothing to align: no briefing with two editions was found",
        ));
    }
    let aligned = args.aligner.align(inputs, loader, known);
    let mut stdout = anstream::stdout().lock();
    for briefing in &aligned {
        match args.format {
            Format::Json => writeln!(stdout, "{}", serde_json::to_string(briefing)?)?,
            Format::Text => text::briefing(briefing, &loader.languages, &mut stdout)?,
        }
    }
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Aligns a folder of briefings, learning over all of them.
fn set(args: &AlignArgs, out: &Path, loader: &Loader, known: &Knowledge) -> Result<Outcome, CliError> {
    let mut names = Vec::new();
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    let progress = Progress::new();
    for folder in folders(&args.inputs)? {
        let Some((found, left_out)) = read(&folder, loader, &progress)? else {
            problems.push(Problem {
                path: folder,
                message: "no pages in this folder: left out".to_owned(),
            });
            continue;
        };
        problems.extend(left_out);
        let name = name(&folder);
        for (k, input) in found.into_iter().enumerate() {
            names.push(if k == 0 {
                name.clone()
            } else {
                format!("{name}-{}", k + 1)
            });
            inputs.push(input);
        }
    }
    progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
    if inputs.is_empty() {
        progress.clear();
        report(&problems);
        return Err(CliError::new(
            "nothing to align: no folder holds a briefing with two editions",
        ));
    }
    make_folder(out)?;
    let aligned = args.aligner.align(inputs, loader, known);
    progress.clear();
    report(&problems);
    write_json(out, names.into_iter().zip(&aligned))?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The briefings of a folder; none where it holds no pages.
fn read(folder: &Path, loader: &Loader, progress: &Progress) -> Result<Option<Found>, CliError> {
    match crate::group::collect(&[folder.to_owned()]) {
        Err(ScanError::Empty(_)) => Ok(None),
        _ => loader.briefings(&[folder.to_owned()], progress).map(Some),
    }
}

/// The folders inside the inputs; an input that holds no folder, or one named
/// `pages`, is one itself.
fn folders(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut out = Vec::new();
    for input in inputs {
        let inside = subfolders(input)?;
        if inside.is_empty() || inside.iter().any(|folder| folder.ends_with("pages")) {
            out.push(input.clone());
        } else {
            out.extend(inside);
        }
    }
    Ok(out)
}
