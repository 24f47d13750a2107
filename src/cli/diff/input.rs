//! What was asked for: two revisions of a page, or the editions of briefings.

use std::path::{Path, PathBuf};

use super::DiffArgs;
use crate::cli::error::CliError;
use crate::cli::load::Loader;
use crate::cli::progress::Progress;
use crate::cli::saved;
use crate::group::Problem;
use crate::model::{Aligned, Edition, Lang};

/// What is compared.
pub(super) enum Asked {
    /// Two pages in one language.
    Revisions(Box<Pages>),
    /// Aligned briefings, and the files that were left out.
    Editions(Vec<Aligned>, Vec<Problem>),
}

/// Two revisions of a page.
pub(super) struct Pages {
    pub(super) old: (PathBuf, Edition),
    pub(super) new: (PathBuf, Edition),
    pub(super) lang: Lang,
}

/// Reads the inputs.
pub(super) fn asked(args: &DiffArgs, loader: &Loader) -> Result<Asked, CliError> {
    let (saved, pages) = saved::part(&args.inputs)?;
    if args.revisions && (pages.len() != 2 || !saved.is_empty()) {
        return Err(CliError::new(format!(
            "--revisions compares two pages, the older and the newer: {} were named",
            args.inputs.len()
        )));
    }
    if let ([old, new], true) = (pages.as_slice(), saved.is_empty())
        && (args.revisions || (old.is_file() && new.is_file()))
        && let Some(pages) = revisions(args, loader, old, new)?
    {
        return Ok(Asked::Revisions(Box::new(pages)));
    }
    let mut aligned = Vec::new();
    for stored in saved {
        aligned.extend(stored.read()?);
    }
    let mut problems = Vec::new();
    if !pages.is_empty() {
        let (found, left_out) = editions(args, loader, &pages)?;
        aligned.extend(found);
        problems = left_out;
    }
    Ok(Asked::Editions(aligned, problems))
}

/// Two pages, if they are in one language.
fn revisions(args: &DiffArgs, loader: &Loader, old: &Path, new: &Path) -> Result<Option<Pages>, CliError> {
    let read = |path: &Path| {
        let (lang, reading) = loader
            .read(path)
            .map_err(|message| CliError::new(format!("{}: {message}", path.display())))?;
        if reading.edition.turns.is_empty() {
            return Err(CliError::new(format!(
                "{}: no turns found: `hexapla inspect FILE` shows where each line went",
                path.display()
            )));
        }
        Ok((lang, (path.to_owned(), reading.edition)))
    };
    let ((lang, old), (other, new)) = (read(old)?, read(new)?);
    if lang == other {
        return Ok(Some(Pages { old, new, lang }));
    }
    if args.revisions {
        return Err(CliError::new(format!(
            "{} is in {lang}, {} in {other}: revisions are of one language; \
             where one was taken for another, overrule it with --lang xx=FILE",
            old.0.display(),
            new.0.display()
        )));
    }
    Ok(None)
}

fn editions(
    args: &DiffArgs,
    loader: &Loader,
    pages: &[PathBuf],
) -> Result<(Vec<Aligned>, Vec<Problem>), CliError> {
    if let [page] = pages
        && page.is_file()
    {
        return Err(CliError::new(format!(
            "{}: one page alone: name a revision of it, its other editions, or a folder with them",
            page.display()
        )));
    }
    let (inputs, problems) = loader.briefings(pages, &Progress::hidden())?;
    if inputs.is_empty() {
        crate::cli::load::report(&problems);
        return Err(CliError::new(
            "nothing to compare: no briefing with two editions was found",
        ));
    }
    let known = args.aligner.knowledge(loader)?;
    Ok((args.aligner.align(inputs, loader, &known), problems))
}
