//! Puts every gold document beside its hypothesis.
//!
//! By name: `GOLD/river/gold.json` belongs to `HYP/river.json`. Where no name
//! fits, by the briefing's identifier, so that one file with a line a briefing
//! will do as well. One gold file and one hypothesis file belong together
//! whatever they are called.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::ScoreError;
use super::links::Links;
use super::read::{Document, Reader, Source, sources};

/// A gold document and what was found of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The name of the document.
    pub name: String,
    /// The gold standard.
    pub gold: Links,
    /// The hypothesis; nothing where there is no file for it.
    pub hyp: Option<Links>,
}

/// Reads the gold documents of files and folders, and the hypothesis of each.
///
/// # Errors
///
/// When a file cannot be read or is none of the formats, when two gold documents
/// share a name, when gold and hypothesis name their members differently, or
/// when there is no hypothesis for any document.
pub fn join(gold: &[PathBuf], hyp: &Path, reader: &Reader) -> Result<Vec<Joined>, ScoreError> {
    let golds = golds(gold, reader)?;
    let hyps = hyps(hyp, &golds, reader)?;
    let alone = golds.len() == 1 && hyp.is_file() && hyps.len() == 1;
    let mut out = Vec::new();
    for gold in golds {
        let found = if alone { hyps.first() } else { find(&gold, &hyps) };
        if let Some(found) = found {
            same_members(&gold, found)?;
        }
        out.push(Joined {
            hyp: found.map(|document| document.links.clone()),
            name: gold.name,
            gold: gold.links,
        });
    }
    match out.iter().find(|joined| joined.hyp.is_some()) {
        Some(_) => Ok(out),
        None => {
            let expected = out.first().map_or("DOCUMENT", |joined| joined.name.as_str());
            Err(ScoreError::file(
                hyp,
                format!(
                    "no document of the gold is here: expected {expected}.json or a briefing with the same id"
                ),
            ))
        }
    }
}

fn golds(paths: &[PathBuf], reader: &Reader) -> Result<Vec<Document>, ScoreError> {
    let mut golds: Vec<Document> = Vec::new();
    let mut names = BTreeSet::new();
    for path in paths {
        for source in sources(path)? {
            for document in reader.read(&source)? {
                if !names.insert(document.name.clone()) {
                    return Err(ScoreError::file(
                        &source.path,
                        format!("a second gold document named `{}`: rename one", document.name),
                    ));
                }
                golds.push(document);
            }
        }
    }
    Ok(golds)
}

/// Reads the hypotheses: files of the right names, and the others only where names do not do.
fn hyps(path: &Path, golds: &[Document], reader: &Reader) -> Result<Vec<Document>, ScoreError> {
    let names: BTreeSet<&str> = golds.iter().map(|gold| gold.name.as_str()).collect();
    let (named, others): (Vec<Source>, Vec<Source>) = sources(path)?
        .into_iter()
        .partition(|source| names.contains(source.name.as_str()));
    let mut hyps = Vec::new();
    for source in &named {
        hyps.extend(reader.read(source)?);
    }
    let by_id = golds
        .iter()
        .any(|gold| gold.id.is_some() && find(gold, &hyps).is_none());
    if by_id || path.is_file() {
        for source in &others {
            hyps.extend(reader.read(source)?);
        }
    }
    Ok(hyps)
}

fn find<'a>(gold: &Document, hyps: &'a [Document]) -> Option<&'a Document> {
    let named = hyps.iter().find(|hyp| hyp.name == gold.name);
    named.or_else(|| hyps.iter().find(|hyp| gold.id.is_some() && hyp.id == gold.id))
}

/// Positions never equal identifiers: every figure would be 0, and mean nothing.
fn same_members(gold: &Document, hyp: &Document) -> Result<(), ScoreError> {
    let what = |positions: bool| if positions { "positions" } else { "identifiers" };
    match (gold.links.has_positions(), hyp.links.has_positions()) {
        (Some(g), Some(h)) if g != h => Err(ScoreError::file(
            &hyp.path,
            format!(
                "its beads hold {}, those of {} hold {}: they cannot be compared; \
                 score at --level turn, or use a gold that names its members in the same way",
                what(h),
                gold.path.display(),
                what(g)
            ),
        )),
        _ => Ok(()),
    }
}
