//! `hexapla learn`: a lexicon from briefings.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::error::{CliError, reason};
use super::lexicon::{Knowledge, LexiconArgs};
use super::lines::{Documents, documents};
use super::load::{Loader, ReadArgs, make_folder, plural, report, write_beside};
use super::progress::Progress;
use crate::align;
use crate::group::Problem;
use crate::lexicon::{Lexicon, format};

/// Options of `learn`.
#[derive(Debug, Args)]
pub(super) struct LearnArgs {
    /// Pages or folders with pages; with --lines, folders that hold a folder for each document.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The file that the lexicon is written to; a lexicon that is there is replaced.
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// Takes documents of lines, as `lines` does: LANG.txt files, one sentence a line.
    #[arg(long)]
    lines: bool,
    /// Leaves out probabilities below this; by default those below 0.01 are left out.
    #[arg(long, value_name = "P", value_parser = weight)]
    min_weight: Option<f64>,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// Runs `learn`.
pub(super) fn run(args: &LearnArgs) -> Result<Outcome, CliError> {
    check(&args.out)?;
    let loader = Loader::new(&args.read)?;
    let known = args.lexicon.load(&loader.languages)?;
    let progress = Progress::new();
    let (learnt, from, problems) = learn(args, &loader, &known, &progress)?;
    let learnt = args
        .min_weight
        .map(|least| learnt.pruned(least))
        .unwrap_or(learnt);
    write_beside(&args.out, format::write(&learnt).as_bytes())?;
    progress.clear();
    report(&problems);
    let links: usize = learnt.pairs().map(|(_, links)| links.len()).sum();
    writeln!(
        anstream::stdout().lock(),
        "{} in {}, learnt from {from}: written to {}",
        plural(links, "word pair"),
        plural(learnt.languages().count(), "language"),
        args.out.display()
    )?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The lexicon, what it was learnt from, and what was left out.
type Learnt = (Lexicon, String, Vec<Problem>);

fn learn(
    args: &LearnArgs,
    loader: &Loader,
    known: &Knowledge,
    progress: &Progress,
) -> Result<Learnt, CliError> {
    let options = known.options(false);
    if args.lines {
        let Documents {
            documents, problems, ..
        } = documents(&args.inputs, &loader.languages)?;
        let from = plural(documents.len(), "document");
        progress.spin(format!("learning from {from}"));
        let learnt = align::learn_lines(&documents, &loader.languages, options);
        return Ok((learnt, from, problems));
    }
    let (inputs, problems) = loader.briefings(&args.inputs, progress)?;
    if inputs.is_empty() {
        progress.clear();
        report(&problems);
        return Err(CliError::new(
            "nothing to learn from: no briefing with two editions was found; \
             for folders of LANG.txt files add --lines",
        ));
    }
    let from = plural(inputs.len(), "briefing");
    progress.spin(format!("learning from {from}"));
    let learnt = align::learn(&inputs, &loader.languages, &loader.outlets, options);
    Ok((learnt, from, problems))
}

/// Refuses to overwrite what is no lexicon, before time is spent.
fn check(out: &Path) -> Result<(), CliError> {
    if out.is_dir() {
        return Err(CliError::new(format!(
            "{}: a folder, expected a file: name the lexicon's file with --out",
            out.display()
        )));
    }
    if let Some(parent) = out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folder(parent)?;
    }
    match std::fs::read(out) {
        Ok(bytes) if !bytes.is_empty() && !format::is_ours(&bytes) => Err(CliError::new(format!(
            "{}: the file is no lexicon of ours and would be lost: name another with --out",
            out.display()
        ))),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(CliError::new(format!(
            "{}: cannot replace: {}",
            out.display(),
            reason(&error)
        ))),
        _ => Ok(()),
    }
}

/// Parses a probability.
fn weight(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("expected a number from 0 to 1, such as 0.05".to_owned()),
    }
}
