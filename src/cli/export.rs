//! `hexapla export`: aligned briefings to the formats of other programs.
//!
//! Saved alignments and TEI corpora are read twice: first for their languages, which headers
//! name, then briefing after briefing. Only pages are in memory all at once,
//! for they are aligned together.

mod choice;
mod files;
mod formats;
mod input;
mod streams;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use self::input::Corpus;
use super::Outcome;
use super::aligner::AlignerArgs;
use super::error::CliError;
use super::load::{plural, report};
use super::progress::Progress;
use crate::model::{Lang, Pair};

pub(super) use self::choice::{Choice, check_formats};
pub(super) use self::formats::Format;
pub(super) use self::streams::{Export, Written};

/// Options of `export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Pages, folders with pages, TEI corpora, or alignments as `align --format json` prints them (.json, .jsonl).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The formats, such as `tmx,tsv`.
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    format: Vec<Format>,
    /// The folder for the files: corpus.tsv, corpus.en-zh.ladder; files of these names are replaced.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Only these languages, in the order of the columns, such as `en,zh,fr`.
    #[arg(long = "langs", value_name = "LANGS", value_delimiter = ',')]
    languages: Vec<Lang>,
    /// Only links of this pair of languages, such as `en-zh`; can be repeated.
    #[arg(long = "pair", value_name = "PAIR", value_delimiter = ',', value_parser = pair)]
    pairs: Vec<Pair>,
    /// What stands in a row.
    #[arg(long, value_enum, default_value_t = LevelArg::Sentence)]
    level: LevelArg,
    /// Leaves out what is less sure, 0 to 1.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0, value_parser = share)]
    min_confidence: f64,
    /// Leaves out links of another shape.
    #[arg(long, value_enum)]
    only: Option<Shape>,
    /// Leaves out what says the same as something before, but for case and white space.
    #[arg(long)]
    dedup: bool,
    /// Also what has no counterpart, in rows of one language (tsv, csv, jsonl, parquet).
    #[arg(long, conflicts_with = "only")]
    unaligned: bool,
    #[command(flatten)]
    aligner: AlignerArgs,
}

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelArg {
    /// A turn of each language.
    Turn,
    /// A sentence of each language, or those that belong together.
    Sentence,
}

/// Shapes of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// One member in each language.
    #[value(name = "1-1")]
    OneToOne,
}

/// Parses `en-zh`, in any order.
fn pair(text: &str) -> Result<Pair, String> {
    let (a, b) = text
        .split_once('-')
        .ok_or("expected two languages, such as en-zh")?;
    let lang = |code: &str| code.parse::<Lang>().map_err(|error| error.to_string());
    let (a, b) = (lang(a)?, lang(b)?);
    if a == b {
        return Err("expected two different languages, such as en-zh".to_owned());
    }
    Ok(Pair::new(a, b))
}

fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// Runs `export`.
pub(super) fn run(args: &ExportArgs) -> Result<Outcome, CliError> {
    if args.out.is_file() {
        return Err(CliError::new(format!(
            "{}: a file, expected a folder: name one with --out",
            args.out.display()
        )));
    }
    check_formats(&args.format)?;
    choice::check_filters(args)?;
    let progress = Progress::new();
    let corpus = Corpus::new(args, &progress)?;
    let choice = Choice::new(args, &corpus.langs)?;
    let mut export = Export::new(&args.out, &choice, &corpus.languages)?;
    progress.stage("exporting", corpus.briefings, "briefings");
    corpus.each(|aligned| {
        export.briefing(aligned)?;
        progress.step();
        Ok(())
    })?;
    let written = export.finish()?;
    progress.clear();
    report(&corpus.problems);
    summary(&args.out, &written)?;
    Ok(if corpus.problems.is_empty() && written.rows > 0 {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// How many files the summary names.
const NAMED: usize = 200;

/// Says what was written.
pub(super) fn summary(out: &Path, written: &Written) -> Result<(), CliError> {
    if written.replaced > 0 {
        super::error::note(&format!(
            "hexapla: {} that XML does not allow, written as U+FFFD",
            plural(written.replaced, "character")
        ));
    }
    if written.rows == 0 {
        super::error::note("hexapla: nothing is left: no links between these languages pass the filters");
    }
    let names = &written.names;
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let mut stdout = anstream::stdout().lock();
    writeln!(
        stdout,
        "{} written into {}: {}{more}",
        plural(names.len(), "file"),
        out.display(),
        names[..names.len().min(NAMED)].join(", ")
    )?;
    Ok(())
}
