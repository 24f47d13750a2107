//! `hexapla build`: pages in, TEI corpus out.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::aligner::AlignerArgs;
use super::corpus::CorpusArgs;
use super::error::CliError;
use super::export::{self, Choice, Export, Format, Written, check_formats};
use super::load::{Loader, plural, report};
use super::progress::Progress;
use crate::group;
use crate::group::manifest::Manifest;
use crate::language::Languages;
use crate::model::{Aligned, Lang};
use crate::write::{html, tei};

/// Options of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// Pages, or folders with pages; without any, the files of the manifest.
    #[arg(required_unless_present = "manifest")]
    inputs: Vec<PathBuf>,
    /// What is known of files, a line each: briefing, language, address, licence (docs/formats/tei.md).
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// The folder that the corpus is written to; it must not exist, be empty, or hold a corpus of ours.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Writes the HTML report into the corpus as well: report.html, or report/index.html for several briefings.
    #[arg(long)]
    report: bool,
    /// Writes these formats of `export` as well, such as `tmx,tsv`, into the folder export of the corpus.
    #[arg(long = "format", value_enum, value_name = "FORMAT", value_delimiter = ',')]
    formats: Vec<Format>,
    #[command(flatten)]
    corpus: CorpusArgs,
    #[command(flatten)]
    aligner: AlignerArgs,
}

/// Runs `build`.
pub(super) fn run(args: &BuildArgs) -> Result<Outcome, CliError> {
    check_formats(&args.formats)?;
    let target = Target::new(&args.out)?;
    let mut loader = args.aligner.loader()?;
    let options = args.corpus.load()?;
    let manifest = args.manifest(&mut loader)?;
    let known = args.aligner.knowledge(&loader)?;
    let progress = Progress::new();
    let sets = match &manifest {
        Some(manifest) if args.inputs.is_empty() => manifest.sets(),
        _ => group::collect(&args.inputs)?,
    };
    let (inputs, problems) = loader.group(sets, &progress)?;
    if inputs.is_empty() {
        progress.clear();
        report(&problems);
        return Err(CliError::new(
            "nothing to build: no briefing with two editions was found",
        ));
    }
    args.corpus.check(&inputs)?;
    progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
    let aligned = args.aligner.align(inputs, &loader, &known);
    let knowledge = tei::Knowledge {
        languages: &loader.languages,
        outlets: &loader.outlets,
    };
    let mut files = args.corpus.write(&aligned, knowledge, &options)?;
    if args.report {
        files.files.extend(html::reports(&aligned, &loader.languages)?);
    }
    let exported = target.write_with(&files.files, &progress, |corpus| {
        export_formats(args, &aligned, &loader.languages, corpus)
    })?;
    progress.clear();
    report(&problems);
    for warning in &files.warnings {
        super::error::note(&format!("hexapla: {warning}"));
    }
    summary(&aligned, &args.out)?;
    if let Some(written) = &exported {
        export::summary(&args.out.join(EXPORTED), written)?;
    }
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The folder of the corpus that other formats stand in.
const EXPORTED: &str = "export";

/// Writes the other formats into a corpus in the making; none where none is asked for.
fn export_formats(
    args: &BuildArgs,
    aligned: &[Aligned],
    languages: &Languages,
    corpus: &Path,
) -> Result<Option<Written>, CliError> {
    if args.formats.is_empty() {
        return Ok(None);
    }
    let langs: BTreeSet<Lang> = aligned.iter().flat_map(|a| a.editions.keys().copied()).collect();
    let choice = Choice::everything(&args.formats, langs.into_iter().collect());
    let mut export = Export::new(&corpus.join(EXPORTED), &choice, languages)?;
    aligned
        .iter()
        .try_for_each(|briefing| export.briefing(briefing))?;
    export.finish().map(Some)
}

impl BuildArgs {
    /// Reads the manifest, and tells the loader what it says.
    fn manifest(&self, loader: &mut Loader) -> Result<Option<Manifest>, CliError> {
        let Some(path) = &self.manifest else {
            return Ok(None);
        };
        let manifest = Manifest::read(path)?;
        for row in &manifest.rows {
            if let Some(id) = row.briefing.as_ref().filter(|id| tei::is_reserved(id)) {
                return Err(CliError::new(format!(
                    "{}: line {}: a briefing cannot be named `{id}`, for every corpus has something of this name: take `b-{id}`",
                    path.display(),
                    row.line
                )));
            }
        }
        loader.enrich(path, &manifest)?;
        Ok(Some(manifest))
    }
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

    /// Writes files.
    pub(super) fn write(&self, files: &[(String, String)], progress: &Progress) -> Result<(), CliError> {
        self.write_with(files, progress, |_| Ok(()))
    }

    /// Writes files, and what `more` writes beside them; returns what that returns.
    fn write_with<T>(
        &self,
        files: &[(String, String)],
        progress: &Progress,
        more: impl FnOnce(&Path) -> Result<T, CliError>,
    ) -> Result<T, CliError> {
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
        let more = more(&fresh)?;
        let failed = |error: &std::io::Error| CliError::file(&self.out, "put the corpus in place", error);
        let old = staging.path().join("old");
        if self.out.exists() {
            std::fs::rename(&self.out, &old).map_err(|error| failed(&error))?;
        }
        if let Err(error) = std::fs::rename(&fresh, &self.out) {
            if old.exists() && std::fs::rename(&old, &self.out).is_err() {
                let kept = staging.keep().join("old");
                return Err(CliError::new(format!(
                    "{}: cannot put the corpus in place: {error}; the earlier one is in {}: move it back",
                    self.out.display(),
                    kept.display()
                )));
            }
            return Err(failed(&error));
        }
        Ok(more)
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
