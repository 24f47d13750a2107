//! Shell completions and the manual page, from hidden subcommands.

use std::io::Write as _;

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::Outcome;
use super::error::CliError;

/// Options of `completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Prints the completions of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Outcome, CliError> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "hexapla", &mut out);
    std::io::stdout().write_all(&out)?;
    Ok(Outcome::Clean)
}

/// Prints the manual page.
pub(super) fn man() -> Result<Outcome, CliError> {
    let mut out = Vec::new();
    clap_mangen::Man::new(super::Args::command()).render(&mut out)?;
    std::io::stdout().write_all(&out)?;
    Ok(Outcome::Clean)
}
