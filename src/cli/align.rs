//! `hexapla align`: prints the alignment of briefings.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::error::CliError;
use super::load::{Loader, ReadArgs, report, subfolders};
use super::text;
use crate::model::Aligned;

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
    /// Does not learn word pairs from the briefings of this run.
    #[arg(long)]
    no_learn: bool,
    #[command(flatten)]
    read: ReadArgs,
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
    let loader = Loader::new(&args.read)?;
    match &args.out {
        Some(out) => set(args, out, &loader),
        None => print(args, &loader),
    }
}

fn print(args: &AlignArgs, loader: &Loader) -> Result<Outcome, CliError> {
    let (inputs, problems) = loader.briefings(&args.inputs)?;
    report(&problems);
    if inputs.is_empty() {
        return Err(CliError::new(
            "nothing to align: no briefing with two editions was found",
        ));
    }
    let aligned = crate::align_briefings(inputs, &loader.languages, &loader.outlets, !args.no_learn);
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
fn set(args: &AlignArgs, out: &Path, loader: &Loader) -> Result<Outcome, CliError> {
    let mut names = Vec::new();
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for folder in folders(&args.inputs)? {
        let (found, left_out) = loader.briefings(std::slice::from_ref(&folder))?;
        problems.extend(left_out);
        let name = folder
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        for (k, input) in found.into_iter().enumerate() {
            names.push(if k == 0 {
                name.clone()
            } else {
                format!("{name}-{}", k + 1)
            });
            inputs.push(input);
        }
    }
    report(&problems);
    if inputs.is_empty() {
        return Err(CliError::new(
            "nothing to align: no folder holds a briefing with two editions",
        ));
    }
    let aligned = crate::align_briefings(inputs, &loader.languages, &loader.outlets, !args.no_learn);
    write_all(out, names.iter().zip(&aligned))?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The folders inside the inputs; an input that holds pages itself is one.
fn folders(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut out = Vec::new();
    for input in inputs {
        let mut inside = subfolders(input)?;
        if inside.is_empty() {
            inside.push(input.clone());
        }
        out.extend(inside);
    }
    Ok(out)
}

fn write_all<'a>(
    out: &Path,
    results: impl Iterator<Item = (&'a String, &'a Aligned)>,
) -> Result<(), CliError> {
    std::fs::create_dir_all(out).map_err(|error| CliError::file(out, "make the folder", &error))?;
    for (name, aligned) in results {
        let path = out.join(format!("{name}.json"));
        let json = serde_json::to_string(aligned)?;
        std::fs::write(&path, json + "\n").map_err(|error| CliError::file(&path, "write", &error))?;
    }
    Ok(())
}
