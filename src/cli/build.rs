//! `hexapla build`: pages in, TEI corpus out.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::error::CliError;
use super::lexicon::LexiconArgs;
use super::load::{Loader, ReadArgs, plural, report};
use super::progress::Progress;
use crate::model::Aligned;
use crate::write::{html, tei};

/// Options of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// Pages, or folders with pages.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The folder that the corpus is written to; it must not exist, be empty, or hold a corpus of ours.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Does not learn word pairs from the briefings of this run.
    #[arg(long)]
    no_learn: bool,
    /// Writes the HTML report into the corpus as well: report.html, or report/index.html for several briefings.
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// Runs `build`.
pub(super) fn run(args: &BuildArgs) -> Result<Outcome, CliError> {
    let target = Target::new(&args.out)?;
    let loader = Loader::new(&args.read)?;
    let lexicon = args.lexicon.load(&loader.languages)?;
    let progress = Progress::new();
    let (inputs, problems) = loader.briefings(&args.inputs, &progress)?;
    if inputs.is_empty() {
        progress.clear();
        report(&problems);
        return Err(CliError::new(
            "nothing to build: no briefing with two editions was found",
        ));
    }
    progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
    let aligned = crate::align_briefings(
        inputs,
        &loader.languages,
        &loader.outlets,
        lexicon.options(args.no_learn),
    );
    let mut files =
        tei::corpus(&aligned, &loader.languages).map_err(|error| CliError::new(error.to_string()))?;
    if args.report {
        files.files.extend(html::reports(&aligned, &loader.languages)?);
    }
    target.write(&files.files, &progress)?;
    progress.clear();
    report(&problems);
    for warning in &files.warnings {
        super::error::note(&format!("hexapla: {warning}"));
    }
    summary(&aligned, &args.out)?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn summary(aligned: &[Aligned], out: &Path) -> Result<(), CliError> {
    let mut stdout = anstream::stdout().lock();
    for briefing in aligned {
        let langs: Vec<String> = briefing
            .editions
            .iter()
            .map(|(lang, e)| format!("{lang} {}/{}", e.exchanges().len(), e.sentences().count()))
            .collect();
        let groups = |full: &dyn Fn(usize) -> bool| {
            briefing
                .alignment
                .sentences
                .groups
                .iter()
                .filter(|g| full(g.members.values().filter(|m| !m.is_empty()).count()))
                .count()
        };
        let all = groups(&|n| n == briefing.editions.len());
        let some = groups(&|n| n > 1);
        writeln!(
            stdout,
            "{}  exchanges/sentences: {}",
            briefing.briefing.id,
            langs.join(", ")
        )?;
        writeln!(
            stdout,
            "    {some} sentence groups, {all} of them in all {} editions; {} differences",
            briefing.editions.len(),
            briefing.differences.iter().filter(|d| d.counts()).count()
        )?;
    }
    writeln!(
        stdout,
        "{} written: open {}",
        plural(aligned.len(), "briefing"),
        out.join("corpus.xml").display()
    )?;
    Ok(())
}

/// Where the corpus goes: written beside it first, then moved, so that no
/// half-written corpus is ever there.
pub(super) struct Target {
    out: PathBuf,
    parent: PathBuf,
}

impl Target {
    pub(super) fn new(out: &Path) -> Result<Target, CliError> {
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        std::fs::create_dir_all(&parent)
            .map_err(|error| CliError::file(&parent, "make the folder", &error))?;
        if out.is_file() {
            return Err(CliError::new(format!(
                "{}: a file, expected a folder: name a new or empty folder with --out",
                out.display()
            )));
        }
        if out.exists() && !replaceable(out)? {
            return Err(CliError::new(format!(
                "{}: the folder holds something else than a corpus of ours: name a new or empty folder with --out",
                out.display()
            )));
        }
        Ok(Target {
            out: out.to_owned(),
            parent,
        })
    }

    pub(super) fn write(&self, files: &[(String, String)], progress: &Progress) -> Result<(), CliError> {
        progress.stage("writing", files.len(), "files");
        let staging = tempfile::Builder::new()
            .prefix(".hexapla-")
            .tempdir_in(&self.parent)
            .map_err(|error| CliError::file(&self.parent, "write into the folder", &error))?;
        let fresh = staging.path().join("new");
        std::fs::create_dir(&fresh).map_err(|error| CliError::file(&fresh, "make the folder", &error))?;
        for (name, content) in files {
            let path = fresh.join(name);
            let folder = path.parent().unwrap_or(&fresh);
            std::fs::create_dir_all(folder)
                .map_err(|error| CliError::file(folder, "make the folder", &error))?;
            std::fs::write(&path, content).map_err(|error| CliError::file(&path, "write", &error))?;
            progress.step();
        }
        let failed = |error: &std::io::Error| CliError::file(&self.out, "put the corpus in place", error);
        if self.out.exists() {
            std::fs::rename(&self.out, staging.path().join("old")).map_err(|error| failed(&error))?;
        }
        std::fs::rename(&fresh, &self.out).map_err(|error| failed(&error))
    }
}

/// Whether an existing folder may be replaced: empty, or a corpus that we wrote.
fn replaceable(out: &Path) -> Result<bool, CliError> {
    let mut entries =
        std::fs::read_dir(out).map_err(|error| CliError::file(out, "read the folder", &error))?;
    if entries.next().is_none() {
        return Ok(true);
    }
    let root = std::fs::read_to_string(out.join("corpus.xml")).unwrap_or_default();
    Ok(root.contains("<application ident=\"hexapla\"") || root.contains("ident=\"hexapla\""))
}
