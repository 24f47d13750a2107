//! `hexapla inspect`: where every line of a page went, and why.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::error::CliError;
use super::load::{Loader, ReadArgs};

/// Options of `inspect`.
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    /// The page.
    file: PathBuf,
    /// Prints the edition as JSON instead.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    read: ReadArgs,
}

/// Runs `inspect`.
pub(super) fn run(args: &InspectArgs) -> Result<Outcome, CliError> {
    let loader = Loader::new(&args.read)?;
    let (lang, reading) = loader
        .read(&args.file)
        .map_err(|message| CliError::new(format!("{}: {message}", args.file.display())))?;
    let edition = &reading.edition;
    let mut stdout = anstream::stdout().lock();
    if args.json {
        writeln!(stdout, "{}", serde_json::to_string_pretty(edition)?)?;
        return Ok(Outcome::Clean);
    }
    let date = edition.date.map_or("none".to_owned(), |date| date.to_string());
    writeln!(
        stdout,
        "{}: language {lang}, encoding {}, date {date}",
        args.file.display(),
        edition.encoding
    )?;
    writeln!(stdout, "title: {}", edition.title.as_deref().unwrap_or("none"))?;
    writeln!(
        stdout,
        "{} turns, {} exchanges, {} sentences, {} pieces of paratext\n",
        edition.turns.len(),
        edition.exchanges().len(),
        edition.sentences().count(),
        edition.paratext.len()
    )?;
    for decision in &reading.trace {
        writeln!(
            stdout,
            "{:>5}  {}  ({})",
            decision.line, decision.verdict, decision.why
        )?;
        writeln!(stdout, "       {}", shortened(&decision.text))?;
    }
    Ok(if edition.turns.is_empty() {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// The first hundred characters.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
