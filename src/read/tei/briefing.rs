//! One briefing: its own file and those of its editions, or all in one document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use roxmltree::Node;

use super::document::{self, Tree, XmlFile};
use super::edition::{body, category};
use super::error::{Fault, TeiError};
use super::header;
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
    read_with(entry, root, Known::new(&entry.id, is_combined(&entry.path)))
}

/// Reads a briefing whose texts people edited: links of the program may point to what is gone.
pub(super) fn read_edited(entry: &Entry, root: &Path) -> Result<Briefing, TeiError> {
    let known = Known::new(&entry.id, is_combined(&entry.path));
    read_with(entry, root, known.edited())
}

fn read_with(entry: &Entry, root: &Path, mut known: Known) -> Result<Briefing, TeiError> {
    let file = XmlFile::load(&entry.path)?;
    let tree = file.parse()?;
    let combined = is_combined(&entry.path);
    if combined {
        header::check(&tree, &["TEI"], "TEI, a briefing in one document")?;
    } else {
        header::check(&tree, &["teiCorpus"], "teiCorpus, a briefing")?;
    }
    named(&tree, &entry.id)?;
    known.file(&tree)?;
    let mut read = Editions::default();
    if combined {
        read.combined(&tree, &mut known)?;
    } else {
        for Included { lang, path } in editions(&tree, root, &entry.id)? {
            read.file(&path, lang, &mut known)?;
        }
    }
    let (alignment, differences) = match document::child(tree.root(), "standOff") {
        Some(node) => standoff::standoff(&tree, node, &known)?,
        None => Default::default(),
    };
    let date = header::briefing_day(&tree)?;
    let mut options = header::options(&tree)?;
    options.source = read.source;
    options.combined = combined || combined_beside(entry).is_file();
    // The writer takes the briefing's day where no other is given.
    options.generated = options.generated.filter(|day| Some(*day) != date);
    Ok(Briefing {
        options,
        aligned: Aligned {
            hexapla: header::version(&tree)?,
            briefing: BriefingInfo {
                id: entry.id.clone(),
                date,
            },
            editions: read.editions,
            alignment,
            differences,
        },
    })
}

/// The end of the name of a briefing in one document.
const COMBINED: &str = ".combined";

/// Tells whether a file is a briefing in one document, by its name.
pub(crate) fn is_combined(path: &Path) -> bool {
    path.file_stem()
        .is_some_and(|stem| stem.to_string_lossy().ends_with(COMBINED))
}

/// Returns a briefing's file with its identifier, which is the file's name.
pub(crate) fn entry(path: &Path) -> Entry {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    Entry {
        id: stem.strip_suffix(COMBINED).unwrap_or(&stem).to_owned(),
        path: path.to_owned(),
    }
}

/// Returns where the one document of a briefing stands, if there is one.
pub(super) fn combined_beside(entry: &Entry) -> PathBuf {
    entry.path.with_file_name(format!("{}{COMBINED}.xml", entry.id))
}

/// Returns the languages of the texts in a briefing in one document.
pub(super) fn combined_languages(tree: &Tree) -> Result<Vec<Lang>, TeiError> {
    let texts = texts(tree)?;
    texts.into_iter().map(|text| lang_of_text(tree, text)).collect()
}

/// Returns the texts in a briefing in one document.
fn texts<'a>(tree: &'a Tree) -> Result<Vec<Node<'a, 'a>>, TeiError> {
    let text = tree.child(tree.root(), "text")?;
    let texts: Vec<Node> = document::children(tree.child(text, "group")?, "text").collect();
    if texts.is_empty() {
        return Err(tree.fault(text, Fault::Nothing("edition")));
    }
    Ok(texts)
}

fn lang_of_text(tree: &Tree, text: Node) -> Result<Lang, TeiError> {
    let expected = "the language of an edition, such as `en`";
    let code = tree.attribute(text, "xml:lang", expected)?;
    code.parse().map_err(|_| {
        let fault = Fault::Value {
            attribute: "xml:lang",
            found: code.to_owned(),
            expected: expected.to_owned(),
        };
        tree.fault_in(text, "xml:lang", fault)
    })
}

/// The editions of a briefing, as far as they are read.
#[derive(Default)]
struct Editions {
    editions: BTreeMap<Lang, Edition>,
    /// The edition that the others were translated from.
    source: Option<Lang>,
}

impl Editions {
    /// Reads the file of an edition.
    fn file(&mut self, path: &Path, lang: Lang, known: &mut Known) -> Result<(), TeiError> {
        let file = XmlFile::load(path)?;
        let tree = file.parse()?;
        header::check(&tree, &["TEI"], "TEI, one edition")?;
        let root = tree.root();
        named(&tree, &format!("{}.{lang}", known.briefing()))?;
        let expected = format!("`{lang}`, as in the file's name");
        let code = tree.attribute(root, "xml:lang", expected.as_str())?;
        if code != lang.as_str() {
            let fault = Fault::Value {
                attribute: "xml:lang",
                found: code.to_owned(),
                expected,
            };
            return Err(tree.fault_in(root, "xml:lang", fault));
        }
        known.file(&tree)?;
        let bibl = header::bibl(&tree, None)?;
        if header::is_source(&tree) {
            self.source = Some(lang);
        }
        self.add(&tree, tree.child(root, "text")?, bibl, lang, known)
    }

    /// Reads all editions of a briefing in one document.
    fn combined(&mut self, tree: &Tree, known: &mut Known) -> Result<(), TeiError> {
        for text in texts(tree)? {
            let lang = lang_of_text(tree, text)?;
            let id = tree.attribute(text, "xml:id", "the identifier of an edition")?;
            let expected = format!("{}.{lang}", known.briefing());
            if id != expected || self.editions.contains_key(&lang) {
                let fault = Fault::Value {
                    attribute: "xml:id",
                    found: id.to_owned(),
                    expected: format!("`{expected}`, and one text a language"),
                };
                return Err(tree.fault_in(text, "xml:id", fault));
            }
            let bibl = header::bibl(tree, Some(id))?;
            let ana = text.attribute("ana").unwrap_or_default();
            if ana
                .split_whitespace()
                .filter_map(category)
                .any(|name| name == header::SOURCE)
            {
                self.source = Some(lang);
            }
            self.add(tree, text, bibl, lang, known)?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        tree: &Tree,
        text: Node,
        bibl: Node,
        lang: Lang,
        known: &mut Known,
    ) -> Result<(), TeiError> {
        known.edition(lang);
        let page = header::page(tree, bibl)?;
        let (turns, paratext) = body(tree, tree.child(text, "body")?, lang, known)?;
        let edition = Edition {
            turns,
            paratext,
            ..page
        };
        self.editions.insert(lang, edition);
        Ok(())
    }
}
