//! `hexapla terms`: glossaries checked, compiled, and measured on text.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::Outcome;
use super::error::CliError;
use super::lexicon::LexiconArgs;
use super::load::{Loader, ReadArgs, make_folder, plural, report};
use super::progress::Progress;
use crate::language::Languages;
use crate::lexicon::{Compact, Lexicon};
use crate::model::Lang;
use crate::termbase::{Coverage, Rows, Terms, coverage, lint};

/// Options of `terms`.
#[derive(Debug, Args)]
pub(super) struct TermsArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Finds duplicates, missing cells, strange scripts and variants that match nothing.
    Lint {
        /// Glossaries: tables as of `corpora/terms`, TBX or TMX; checked together.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Adds a language by its data file.
        #[arg(long = "language-pack", value_name = "FILE")]
        packs: Vec<PathBuf>,
    },
    /// Says what share of the words of pages the termbase and the lexicon explain, and which they do not.
    Coverage(CoverageArgs),
    /// Compiles glossaries into the form that is built in.
    Compile {
        /// Tables, TBX or TMX.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The file that is written.
        #[arg(long, short, value_name = "FILE")]
        out: PathBuf,
    },
    /// Brings a lexicon of `learn` into the form that is built in.
    Pack {
        /// The lexicon.
        lexicon: PathBuf,
        /// The file that is written.
        #[arg(long, short, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Options of `terms coverage`.
#[derive(Debug, Args)]
struct CoverageArgs {
    /// Pages or folders with pages.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// How many unexplained words are listed for each language.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// Runs `terms`.
pub(super) fn run(args: &TermsArgs) -> Result<Outcome, CliError> {
    match &args.command {
        Command::Lint { files, packs } => check(files, packs),
        Command::Coverage(args) => measure(args),
        Command::Compile { files, out } => {
            let terms = Terms::compile(&open(files)?, &Languages::builtin());
            write(out, &terms.bytes())
        }
        Command::Pack { lexicon, out } => {
            let lexicon = Lexicon::open(lexicon, None, &Languages::builtin())?;
            write(out, &Compact::new(&lexicon).bytes())
        }
    }
}

fn open(files: &[PathBuf]) -> Result<Vec<Rows>, CliError> {
    files.iter().map(|file| Ok(Rows::open(file)?)).collect()
}

fn check(files: &[PathBuf], packs: &[PathBuf]) -> Result<Outcome, CliError> {
    let mut languages = Languages::builtin();
    for pack in packs {
        languages.add_pack(pack)?;
    }
    let tables = open(files)?;
    let findings = lint(&tables, &languages);
    let mut out = anstream::stdout().lock();
    for finding in &findings {
        let file = files[finding.table].display();
        writeln!(
            out,
            "{file}:{}: {}: {}",
            finding.line, finding.id, finding.message
        )?;
    }
    let concepts: usize = tables.iter().map(|table| table.rows.len()).sum();
    let doubtful: usize = tables
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| row.doubt.len())
        .sum();
    writeln!(
        out,
        "{}, {}, {}",
        plural(concepts, "concept"),
        plural(doubtful, "doubtful cell"),
        plural(findings.len(), "finding")
    )?;
    Ok(if findings.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn measure(args: &CoverageArgs) -> Result<Outcome, CliError> {
    let loader = Loader::new(&args.read)?;
    let known = args.lexicon.load(&loader.languages)?;
    let (inputs, problems) = loader.briefings(&args.inputs, &Progress::hidden())?;
    report(&problems);
    let mut texts: BTreeMap<Lang, Vec<Vec<&str>>> = BTreeMap::new();
    for input in &inputs {
        for (&lang, edition) in &input.editions {
            let sentences = edition.sentences().map(|sentence| sentence.text.as_str());
            texts.entry(lang).or_default().push(sentences.collect());
        }
    }
    if texts.is_empty() {
        return Err(CliError::new(
            "nothing to measure: no briefing with two editions was found",
        ));
    }
    let mut out = anstream::stdout().lock();
    writeln!(out, "language  content  explained  terms  numbers  lexicon")?;
    let mut lists = Vec::new();
    for (lang, documents) in &texts {
        let found = coverage(
            documents,
            *lang,
            &loader.languages,
            &known.termbases(),
            &known.linked(*lang),
        );
        writeln!(out, "{}", line(*lang, &found))?;
        lists.push((lang, found));
    }
    for (lang, found) in lists.iter().filter(|_| args.top > 0) {
        let words = found.unexplained.iter().take(args.top);
        let words: Vec<String> = words.map(|(word, times)| format!("{word} {times}")).collect();
        writeln!(out, "{lang}: unexplained: {}", words.join(", "))?;
    }
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn line(lang: Lang, found: &Coverage) -> String {
    let percent = |count: u64| 100.0 * count as f64 / found.content.max(1) as f64;
    format!(
        "{:8}  {:7}  {:7.1} %  {:3.0} %    {:3.0} %    {:3.0} %",
        lang.as_str(),
        found.content,
        100.0 * found.share(),
        percent(found.terms),
        percent(found.values),
        percent(found.lexicon)
    )
}

fn write(out: &Path, bytes: &[u8]) -> Result<Outcome, CliError> {
    if let Some(parent) = out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folder(parent)?;
    }
    std::fs::write(out, bytes).map_err(|error| CliError::file(out, "write", &error))?;
    Ok(Outcome::Clean)
}
