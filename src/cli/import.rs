//! `hexapla import`: links changed in a table, brought back into a corpus.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::error::CliError;
use super::lexicon::LexiconArgs;
use super::load::plural;
use super::progress::Progress;
use super::rewrite::{Place, compare_again, open};
use crate::corrections::{Corrected, LinkTable, TableError, correct};
use crate::language::{Languages, Outlets};
use crate::read::tei::Corpus;
use crate::write::tei::Knowledge;

/// Options of `import`.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// A table as `export --format tsv` (or csv) writes it, with changed identifiers.
    table: PathBuf,
    /// The folder of the corpus that it was exported from, or its corpus.xml.
    corpus: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Adds a language by its data file.
    #[arg(long = "language-pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
    #[command(flatten)]
    lexicon: LexiconArgs,
}

/// Runs `import`.
pub(super) fn run(args: &ImportArgs) -> Result<Outcome, CliError> {
    let at =
        |error: TableError| CliError::new(format!("{}:{}: {}", args.table.display(), error.line, error.what));
    let table = LinkTable::read(&text(&args.table)?, separator(&args.table)).map_err(at)?;
    let corpus = open(&args.corpus)?;
    args.place.check(&corpus)?;
    known(&table, &corpus).map_err(at)?;
    let mut languages = Languages::builtin();
    for pack in &args.packs {
        languages.add_pack(pack)?;
    }
    let lexicon = args.lexicon.load(&languages)?;
    let progress = Progress::new();
    progress.stage("reading", corpus.briefings().len(), "briefings");
    let knowledge = Knowledge {
        languages: &languages,
        outlets: &Outlets::embedded(),
    };
    let (mut files, mut summaries) = (Vec::new(), Vec::new());
    let mut sum = Corrected::default();
    for k in 0..corpus.briefings().len() {
        progress.step();
        let mut briefing = corpus.briefing(k)?;
        let corrected = correct(&mut briefing.aligned, &table).map_err(at)?;
        sum.changed += corrected.changed;
        sum.same += corrected.same;
        if corrected.changed > 0 {
            compare_again(&mut briefing, &languages, &lexicon.termbases());
        }
        let (written, summary) = briefing.write(knowledge)?;
        summaries.push(summary);
        if corrected.changed > 0 || !args.place.is_there() {
            files.extend(written.files);
        }
    }
    files.extend(corpus.write_shared(&summaries, knowledge)?.files);
    args.place.write(&corpus, &files, &progress)?;
    progress.clear();
    summary(&sum, args.place.folder(&corpus))
}

fn summary(sum: &Corrected, folder: &Path) -> Result<Outcome, CliError> {
    let mut stdout = anstream::stdout().lock();
    writeln!(
        stdout,
        "{} set by hand, {} as the corpus has them: {}",
        plural(sum.changed, "link"),
        sum.same,
        folder.display()
    )?;
    if sum.changed > 0 {
        writeln!(
            stdout,
            "`hexapla realign {} --in-place` aligns the sentences around them anew",
            folder.display()
        )?;
    }
    Ok(Outcome::Clean)
}

/// Reads a table in whatever encoding a spreadsheet wrote it.
fn text(path: &Path) -> Result<String, CliError> {
    let bytes = std::fs::read(path).map_err(|error| CliError::file(path, "read", &error))?;
    Ok(crate::read::decoded(&bytes))
}

/// Commas in a file that says so, otherwise tabs.
fn separator(path: &Path) -> char {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    if ending.eq_ignore_ascii_case("csv") {
        ','
    } else {
        '\t'
    }
}

/// Checks that the corpus has the briefings of a table.
fn known(table: &LinkTable, corpus: &Corpus) -> Result<(), TableError> {
    let there: BTreeSet<&str> = corpus.briefings().iter().map(|entry| entry.id.as_str()).collect();
    let unknown = table
        .rows
        .iter()
        .find(|row| !there.contains(row.briefing.as_str()));
    unknown.map_or(Ok(()), |row| {
        Err(TableError {
            line: row.line,
            what: format!(
                "the corpus has no briefing {}: name the corpus that the table was exported from",
                row.briefing
            ),
        })
    })
}
