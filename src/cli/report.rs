//! `hexapla report`: the HTML report of briefings.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::error::CliError;
use super::lexicon::LexiconArgs;
use super::load::{Loader, ReadArgs, plural, report};
use super::progress::Progress;
use crate::model::Aligned;
use crate::write::html;

/// Options of `report`.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Pages, folders with pages, or alignments as `align --format json` prints them (.json, .jsonl).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The file that the report is written to.
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    out: PathBuf,
    /// Does not learn word pairs from the briefings of this run.
    #[arg(long)]
    no_learn: bool,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// Runs `report`.
pub(super) fn run(args: &ReportArgs) -> Result<Outcome, CliError> {
    if args.out.is_dir() {
        return Err(CliError::new(format!(
            "{}: a folder, expected a file: name one with --out, such as report.html",
            args.out.display()
        )));
    }
    let loader = Loader::new(&args.read)?;
    let (saved, pages): (Vec<_>, Vec<_>) = args.inputs.iter().cloned().partition(|path| is_saved(path));
    let mut aligned = Vec::new();
    for path in &saved {
        aligned.extend(read(path)?);
    }
    let mut problems = Vec::new();
    if !pages.is_empty() {
        let lexicon = args.lexicon.load(&loader.languages)?;
        let progress = Progress::new();
        let (inputs, left_out) = loader.briefings(&pages, &progress)?;
        problems = left_out;
        progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
        let options = lexicon.options(args.no_learn);
        aligned.extend(crate::align_briefings(
            inputs,
            &loader.languages,
            &loader.outlets,
            options,
        ));
    }
    report(&problems);
    if aligned.is_empty() {
        return Err(CliError::new(
            "nothing to report on: no briefing with two editions was found",
        ));
    }
    write(&aligned, &loader, &args.out)?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn is_saved(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["json", "jsonl", "ndjson"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
        && !path.is_dir()
}

/// Reads saved alignments: one JSON object after the other.
fn read(path: &Path) -> Result<Vec<Aligned>, CliError> {
    let file = File::open(path).map_err(|error| CliError::file(path, "read", &error))?;
    let objects = serde_json::Deserializer::from_reader(BufReader::new(file)).into_iter();
    let aligned: Vec<Aligned> = objects.collect::<Result<_, _>>().map_err(|error| {
        CliError::new(format!(
            "{}: no alignment: {error}; expected what `hexapla align --format json` prints",
            path.display()
        ))
    })?;
    if aligned.is_empty() {
        return Err(CliError::new(format!(
            "{}: the file is empty; expected what `hexapla align --format json` prints",
            path.display()
        )));
    }
    Ok(aligned)
}

/// Writes beside the place first, so that no half-written report is ever there.
fn write(aligned: &[Aligned], loader: &Loader, out: &Path) -> Result<(), CliError> {
    let folder = match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let failed = |error: &std::io::Error| CliError::file(out, "write", error);
    std::fs::create_dir_all(folder).map_err(|error| CliError::file(folder, "make the folder", &error))?;
    let mut page = Vec::new();
    html::write_report(aligned, &loader.languages, &mut page)?;
    let mut staged = tempfile::Builder::new();
    staged.prefix(".hexapla-");
    // A temporary file is closed to others; a report is not.
    #[cfg(unix)]
    staged.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut staged = staged.tempfile_in(folder).map_err(|error| failed(&error))?;
    std::io::Write::write_all(&mut staged, &page).map_err(|error| failed(&error))?;
    staged.persist(out).map_err(|error| failed(&error.error))?;
    Ok(())
}
