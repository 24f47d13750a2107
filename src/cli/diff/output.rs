//! Where the result goes, and its forms for programs.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::error::CliError;
use crate::cli::load::write_beside;
use crate::compare::revisions::Revision;
use crate::language::{Languages, Outlets};
use crate::model::{Aligned, BriefingInfo, Difference, Lang};
use crate::write::tei;

/// Refuses a place that nothing can be written to, before time is spent.
pub(super) fn check(out: Option<&Path>) -> Result<(), CliError> {
    let Some(out) = out else { return Ok(()) };
    if out.is_dir() {
        return Err(CliError::new(format!(
            "{}: a folder, expected a file: name one with --out",
            out.display()
        )));
    }
    match out.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) if !parent.is_dir() => Err(CliError::new(format!(
            "{}: there is no folder {}: make it first",
            out.display(),
            parent.display()
        ))),
        _ => Ok(()),
    }
}

/// Writes to a file or prints. Styles are taken out where they cannot be shown:
/// in files, and where standard output is no terminal or is to have no colours.
pub(super) fn write(out: Option<&Path>, text: &str, styled: bool) -> Result<(), CliError> {
    match out {
        Some(out) if styled => write_beside(out, anstream::adapter::strip_str(text).to_string().as_bytes()),
        Some(out) => write_beside(out, text.as_bytes()),
        None if styled => print(&mut anstream::stdout().lock(), text),
        None => print(&mut std::io::stdout().lock(), text),
    }
}

fn print(stdout: &mut dyn std::io::Write, text: &str) -> Result<(), CliError> {
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// What is said of a briefing.
#[derive(Serialize)]
struct Differences<'a> {
    hexapla: &'a str,
    briefing: &'a BriefingInfo,
    editions: BTreeMap<Lang, Header<'a>>,
    differences: &'a [Difference],
}

#[derive(Serialize)]
struct Header<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
}

/// One JSON object a briefing.
pub(super) fn json(aligned: &[Aligned]) -> Result<String, CliError> {
    let mut out = String::new();
    for briefing in aligned {
        let editions = (briefing.editions.iter())
            .map(|(&lang, edition)| {
                let header = Header {
                    source: &edition.source,
                    title: edition.title.as_deref(),
                    date: edition.date,
                };
                (lang, header)
            })
            .collect();
        out += &serde_json::to_string(&Differences {
            hexapla: &briefing.hexapla,
            briefing: &briefing.briefing,
            editions,
            differences: &briefing.differences,
        })?;
        out.push('\n');
    }
    Ok(out)
}

/// One JSON object for two revisions.
pub(super) fn json_revision(revision: &Revision) -> Result<String, CliError> {
    #[derive(Serialize)]
    struct Line<'a> {
        hexapla: &'a str,
        revision: &'a Revision,
    }
    let line = Line {
        hexapla: env!("CARGO_PKG_VERSION"),
        revision,
    };
    Ok(serde_json::to_string(&line)? + "\n")
}

/// The root document of a briefing.
pub(super) fn tei(aligned: &[Aligned], languages: &Languages) -> Result<String, CliError> {
    let [briefing] = aligned else {
        return Err(CliError::new(format!(
            "--format tei prints the document of one briefing, and these are {}: name the pages of one, \
             or write them all with `hexapla build`",
            aligned.len()
        )));
    };
    let outlets = Outlets::embedded();
    let knowledge = tei::Knowledge {
        languages,
        outlets: &outlets,
    };
    let (files, _) = tei::write_briefing(briefing, knowledge, &tei::TeiOptions::from_environment())
        .map_err(|error| CliError::new(error.to_string()))?;
    let root = files.files.into_iter().next();
    root.map(|(_, text)| text)
        .ok_or_else(|| CliError::new("the briefing has no document"))
}

/// The report as a page.
pub(super) fn html(aligned: &[Aligned], languages: &Languages) -> Result<String, CliError> {
    let mut page = Vec::new();
    crate::write::html::write_report(aligned, languages, &mut page)?;
    Ok(String::from_utf8(page).expect("made of text"))
}
