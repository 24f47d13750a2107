//! The command line: one file a subcommand.
//!
//! Exit codes: 0 done, 1 done with findings (some inputs left out), 2 error
//! (nothing written).

mod align;
mod aligner;
mod assets;
mod build;
mod corpus;
mod diff;
mod error;
mod export;
mod import;
mod inspect;
mod learn;
mod lexicon;
mod lines;
mod load;
mod progress;
mod realign;
mod report;
mod rewrite;
mod saved;
mod score;
mod terms;
mod text;
mod validate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use error::CliError;

/// Aligns the language editions of a press briefing, turn by turn and sentence
/// by sentence, and writes TEI parallel corpora.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 done with findings (some inputs were left out), 2 error (nothing written)."
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads pages, finds the editions of each briefing, aligns them and writes a TEI corpus.
    Build(build::BuildArgs),
    /// Aligns the editions of briefings and prints the alignment.
    Align(align::AlignArgs),
    /// Writes a page for people: what each edition leaves out, adds, moves and says otherwise.
    Report(report::ReportArgs),
    /// Writes aligned briefings for other programs: tables, JSON lines, translation memories, plain text.
    Export(export::ExportArgs),
    /// Aligns a corpus anew after people corrected it; links they set are kept and anchor the rest.
    Realign(realign::RealignArgs),
    /// Brings links that were changed in an exported table back into its corpus.
    Import(import::ImportArgs),
    /// Says how the editions of briefings differ, or what changed between two revisions of a page.
    Diff(diff::DiffArgs),
    /// Shows where every line of a page went, and why.
    Inspect(inspect::InspectArgs),
    /// Aligns files that hold one sentence a line.
    Lines(lines::LinesArgs),
    /// Learns from briefings which words translate each other, and writes a lexicon.
    Learn(learn::LearnArgs),
    /// Checks glossaries, and says how much of a text the built-in knowledge explains.
    Terms(terms::TermsArgs),
    /// Checks whether a TEI corpus holds together: identifiers, pointers, links, counts, languages, schema.
    Validate(validate::ValidateArgs),
    /// Measures alignments against a gold standard.
    Score(score::ScoreArgs),
    /// Prints shell completions.
    #[command(hide = true)]
    Completions(assets::CompletionsArgs),
    /// Prints the manual page.
    #[command(hide = true)]
    Man,
}

/// Runs the program; returns its exit code.
#[must_use]
pub fn run() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Build(args) => build::run(args),
        Command::Align(args) => align::run(args),
        Command::Report(args) => report::run(args),
        Command::Export(args) => export::run(args),
        Command::Realign(args) => realign::run(args),
        Command::Import(args) => import::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Lines(args) => lines::run(args),
        Command::Learn(args) => learn::run(args),
        Command::Terms(args) => terms::run(args),
        Command::Validate(args) => validate::run(args),
        Command::Score(args) => score::run(args),
        Command::Completions(args) => assets::completions(args),
        Command::Man => assets::man(),
    };
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if error.is_broken_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            error.print();
            ExitCode::from(2)
        }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Clean,
    /// Done, with findings.
    Findings,
}
