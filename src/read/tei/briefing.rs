//! One briefing: its own file and those of its editions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::document::{self, Tree, XmlFile};
use super::error::{Fault, TeiError};
use super::header::{self, Kind};
use super::known::Known;
use super::{Briefing, Entry, place, standoff};
use crate::model::{Aligned, BriefingInfo, Edition, Lang};

/// Checks that the root has an identifier.
pub(crate) fn named(tree: &Tree, expected: &str) -> Result<(), TeiError> {
    let wanted = format!("`{expected}`, the name of the file");
    let id = tree.attribute(tree.root(), "xml:id", wanted.as_str())?;
    if id == expected {
        return Ok(());
    }
    let fault = Fault::Value {
        attribute: "xml:id",
        found: id.to_owned(),
        expected: wanted,
    };
    Err(tree.fault_in(tree.root(), "xml:id", fault))
}

/// An edition that a briefing includes.
pub(super) struct Included {
    pub(super) lang: Lang,
    path: PathBuf,
}

/// Returns the language that the name of an edition's file gives.
pub(crate) fn lang_of(path: &Path, briefing: &str) -> Option<Lang> {
    let stem = path.file_stem()?.to_str()?;
    let code = stem.strip_prefix(briefing)?.strip_prefix('.')?;
    code.parse::<Lang>().ok().filter(|lang| lang.as_str() == code)
}

/// Returns the editions that a briefing includes, with their languages by the names of the files.
pub(super) fn editions(tree: &Tree, root: &Path, briefing: &str) -> Result<Vec<Included>, TeiError> {
    let mut out = Vec::new();
    for (node, include) in place::includes(tree, tree.root(), root)? {
        let Some(lang) = lang_of(&include.path, briefing) else {
            let fault = Fault::Value {
                attribute: "href",
                found: include.href,
                expected: format!("a file named after briefing and language, such as {briefing}.en.xml"),
            };
            return Err(tree.fault_in(node, "href", fault));
        };
        out.push(Included {
            lang,
            path: include.path,
        });
    }
    if out.is_empty() {
        return Err(tree.fault(tree.root(), Fault::Nothing("edition")));
    }
    Ok(out)
}

/// Reads a briefing of the corpus in the folder `root`.
pub(crate) fn read(entry: &Entry, root: &Path) -> Result<Briefing, TeiError> {
    let file = XmlFile::load(&entry.path)?;
    let tree = file.parse()?;
    header::check(&tree, &["teiCorpus"], "teiCorpus")?;
    named(&tree, &entry.id)?;
    let mut known = Known::new(&entry.id);
    known.file(&tree)?;
    let mut read = BTreeMap::new();
    let mut source = None;
    for Included { lang, path } in editions(&tree, root, &entry.id)? {
        let (edition, kind) = edition(&path, &entry.id, lang, &mut known)?;
        match kind {
            Kind::Source => source = Some(lang),
            Kind::Translated(original) => source = Some(original),
            Kind::Any => {}
        }
        read.insert(lang, edition);
    }
    let (alignment, differences) = match document::child(tree.root(), "standOff") {
        Some(node) => standoff::standoff(&tree, node, &known)?,
        None => Default::default(),
    };
    let date = header::briefing_day(&tree)?;
    let mut options = header::options(&tree)?;
    options.source = source;
    // The writer takes the briefing's day where no other is given.
    options.generated = options.generated.filter(|day| Some(*day) != date);
    Ok(Briefing {
        options,
        names: header::names(&tree),
        aligned: Aligned {
            hexapla: header::version(&tree)?,
            briefing: BriefingInfo {
                id: entry.id.clone(),
                date,
            },
            editions: read,
            alignment,
            differences,
        },
    })
}

fn edition(path: &Path, briefing: &str, lang: Lang, known: &mut Known) -> Result<(Edition, Kind), TeiError> {
    let file = XmlFile::load(path)?;
    let tree = file.parse()?;
    header::check(&tree, &["TEI"], "TEI, one edition")?;
    named(&tree, &format!("{briefing}.{lang}"))?;
    let code = tree.attribute(
        tree.root(),
        "xml:lang",
        format!("`{lang}`, as in the file's name"),
    )?;
    if code != lang.as_str() {
        let fault = Fault::Value {
            attribute: "xml:lang",
            found: code.to_owned(),
            expected: format!("`{lang}`, as in the file's name"),
        };
        return Err(tree.fault_in(tree.root(), "xml:lang", fault));
    }
    known.file(&tree)?;
    known.edition(lang);
    let page = header::page(&tree, briefing)?;
    let body = tree.child(tree.child(tree.root(), "text")?, "body")?;
    let (turns, paratext) = super::edition::body(&tree, body, lang, known)?;
    let edition = Edition {
        turns,
        paratext,
        ..page.edition
    };
    Ok((edition, page.kind))
}
