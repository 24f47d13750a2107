//! `hexapla validate`: whether a corpus holds together.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::error::{CliError, note};
use super::load::plural;
use super::progress::Progress;
use crate::language::Languages;
use crate::validate::{Finding, Options, Report, Schema, Severity, validate};

/// Options of `validate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 nothing found, 1 something found, 2 error (no corpus, or none of ours).\n\
The schema is checked by jing, where it is installed; the package is named jing."
)]
pub(super) struct ValidateArgs {
    /// The folder of a corpus, its corpus.xml, the folder of one briefing, or its file.
    corpus: PathBuf,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How many findings of a kind are shown; 0 shows all.
    #[arg(long, value_name = "N", default_value_t = 20)]
    max: usize,
    /// Does not run jing.
    #[arg(long)]
    no_schema: bool,
    /// Adds a language by its data file.
    #[arg(long = "language-pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
}

/// Formats of `validate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a line a finding.
    Text,
    /// For programs: one JSON object.
    Json,
}

/// Runs `validate`.
pub(super) fn run(args: &ValidateArgs) -> Result<Outcome, CliError> {
    let mut languages = Languages::builtin();
    for pack in &args.packs {
        languages.add_pack(pack)?;
    }
    let progress = Progress::new();
    let options = Options {
        cap: args.max,
        schema: !args.no_schema,
    };
    let mut step = |done: usize, all: usize| match done {
        0 => progress.stage("validating", all, "briefings"),
        done if done == all && options.schema => progress.spin("validating with the schema".to_owned()),
        _ => progress.step(),
    };
    let report = validate(&args.corpus, &languages, options, &mut step)?;
    progress.clear();
    match args.format {
        Format::Text => print_text(&report)?,
        Format::Json => print_json(&report)?,
    }
    Ok(if report.findings.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Says how the schema was checked; nothing where it was.
fn about(schema: &Schema) -> Option<String> {
    match schema {
        Schema::Checked | Schema::NotAsked => None,
        Schema::NotInstalled => Some("jing is not installed: install the package jing".to_owned()),
        Schema::Unfit => Some("mend first what cannot be read".to_owned()),
        Schema::Failed(why) => Some(format!("jing failed: {why}")),
    }
}

fn print_text(report: &Report) -> Result<(), CliError> {
    let mut stdout = anstream::stdout().lock();
    for finding in report.findings.shown() {
        // Text of a file must not move the cursor.
        let line = finding.to_string().replace(char::is_control, " ");
        writeln!(stdout, "{line}")?;
    }
    for (kind, n) in report.findings.more() {
        writeln!(
            stdout,
            "and {n} more of the kind {}: --max 0 shows all",
            kind.as_str()
        )?;
    }
    let found = [Severity::Error, Severity::Warning].map(|severity| {
        let n = report.findings.count(severity);
        (n > 0).then(|| plural(n, &severity.to_string()))
    });
    let found: Vec<String> = found.into_iter().flatten().collect();
    writeln!(
        stdout,
        "{}, {}, {}: {}",
        plural(report.briefings, "briefing"),
        plural(report.editions, "edition"),
        plural(report.sentences, "sentence"),
        if found.is_empty() {
            "nothing found".to_owned()
        } else {
            found.join(", ")
        }
    )?;
    if let Some(why) = about(&report.schema) {
        note(&format!("hexapla: the schema was NOT CHECKED: {why}"));
    }
    Ok(())
}

#[derive(Serialize)]
struct Json<'r> {
    briefings: usize,
    editions: usize,
    sentences: usize,
    schema: &'r Schema,
    errors: usize,
    warnings: usize,
    findings: Vec<JsonFinding<'r>>,
    more: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct JsonFinding<'r> {
    #[serde(flatten)]
    finding: &'r Finding,
    severity: Severity,
    remedy: &'static str,
}

fn print_json(report: &Report) -> Result<(), CliError> {
    let findings = report.findings.shown().iter().map(|finding| JsonFinding {
        finding,
        severity: finding.kind.severity(),
        remedy: finding.kind.remedy(),
    });
    let more = report.findings.more().into_iter();
    let json = Json {
        briefings: report.briefings,
        editions: report.editions,
        sentences: report.sentences,
        schema: &report.schema,
        errors: report.findings.count(Severity::Error),
        warnings: report.findings.count(Severity::Warning),
        findings: findings.collect(),
        more: more.map(|(kind, n)| (kind.as_str(), n)).collect(),
    };
    let mut stdout = anstream::stdout().lock();
    serde_json::to_writer(&mut stdout, &json)?;
    writeln!(stdout)?;
    Ok(())
}
