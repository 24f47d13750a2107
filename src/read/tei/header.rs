//! What the headers say and writing again needs.

use std::collections::BTreeMap;

use jiff::civil::Date;
use roxmltree::Node;

use super::document::{Tree, child, children, text};
use super::error::{Fault, TeiError};
use crate::model::Lang;
use crate::write::tei::{TEI, TeiOptions};

/// Checks that a file is one of ours: its root, its namespace, the program that wrote it.
pub(crate) fn check(tree: &Tree, roots: &[&str], expected: &'static str) -> Result<(), TeiError> {
    let root = tree.root();
    let name = root.tag_name();
    if !roots.contains(&name.name()) {
        let found = name.name().to_owned();
        return Err(tree.fault(root, Fault::Root { found, expected }));
    }
    if name.namespace() != Some(TEI) {
        let fault = Fault::Namespace {
            element: name.name().to_owned(),
            found: name.namespace().unwrap_or_default().to_owned(),
        };
        return Err(tree.fault(root, fault));
    }
    application(tree).map(drop)
}

/// Returns the `application` that says what wrote the file.
fn application<'a>(tree: &'a Tree) -> Result<Node<'a, 'a>, TeiError> {
    let header = tree.child(tree.root(), "teiHeader")?;
    let info = child(header, "encodingDesc").and_then(|node| child(node, "appInfo"));
    let ours = info.and_then(|info| {
        children(info, "application").find(|node| node.attribute("ident") == Some("hexapla"))
    });
    ours.ok_or_else(|| tree.fault(header, Fault::OtherProject))
}

/// Returns the version of the program that wrote the file.
pub(super) fn version(tree: &Tree) -> Result<String, TeiError> {
    let application = application(tree)?;
    let label = child(application, "label").map(text).unwrap_or_default();
    let version = label.strip_prefix("hexapla").map(str::trim);
    let number = application.attribute("version").unwrap_or_default();
    Ok(version.unwrap_or(number).to_owned())
}

/// Returns an element by the names that lead to it from the root.
fn find<'a>(tree: &'a Tree, path: &[&str]) -> Option<Node<'a, 'a>> {
    let start = Some(tree.root());
    path.iter().fold(start, |node, name| child(node?, name))
}

/// Reads a day from an attribute.
fn day(tree: &Tree, node: Node, attribute: &'static str) -> Result<Option<Date>, TeiError> {
    let Some(found) = node.attribute(attribute) else {
        return Ok(None);
    };
    match found.parse() {
        Ok(date) => Ok(Some(date)),
        Err(_) => {
            let fault = Fault::Value {
                attribute,
                found: found.to_owned(),
                expected: "a day such as 2025-05-14".to_owned(),
            };
            Err(tree.fault_in(node, attribute, fault))
        }
    }
}

/// Reads the day of a briefing.
pub(super) fn briefing_day(tree: &Tree) -> Result<Option<Date>, TeiError> {
    let meeting = find(tree, &["teiHeader", "fileDesc", "titleStmt", "meeting"]);
    let setting = find(tree, &["teiHeader", "profileDesc", "settingDesc", "setting", "date"]);
    match (meeting, setting) {
        (Some(node), _) => day(tree, node, "n"),
        (None, Some(node)) => day(tree, node, "when"),
        (None, None) => Ok(None),
    }
}

/// Reads publisher, licence and the day of generation; the source edition stands elsewhere.
pub(super) fn options(tree: &Tree) -> Result<TeiOptions, TeiError> {
    let mut options = TeiOptions::default();
    let Some(statement) = find(tree, &["teiHeader", "fileDesc", "publicationStmt"]) else {
        return Ok(options);
    };
    if let Some(publisher) = child(statement, "publisher") {
        options.publisher = text(publisher);
    }
    let licence = child(statement, "availability").and_then(|node| child(node, "licence"));
    if let Some(licence) = licence {
        options.licence = text(licence);
        options.licence_url = licence.attribute("target").map(str::to_owned);
    }
    if let Some(date) = child(statement, "date") {
        options.generated = day(tree, date, "when")?;
    }
    Ok(options)
}

/// Reads the names of the languages.
pub(super) fn names(tree: &Tree) -> BTreeMap<Lang, String> {
    let usage = find(tree, &["teiHeader", "profileDesc", "langUsage"]);
    let named = |node: Node| Some((node.attribute("ident")?.parse().ok()?, text(node)));
    usage
        .map(|usage| children(usage, "language").filter_map(named).collect())
        .unwrap_or_default()
}

/// What the header of an edition says of its page.
pub(super) struct Page {
    pub(super) source: String,
    pub(super) encoding: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) kind: Kind,
}

/// Whether an edition was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is said.
    Any,
    /// The others were translated from it.
    Source,
    /// It was translated from this edition, where it is known.
    Translated(Option<Lang>),
}

/// Reads what the header says of the page.
pub(super) fn page(tree: &Tree, briefing: &str, lang: Lang) -> Result<Page, TeiError> {
    let bibl = find(tree, &["teiHeader", "fileDesc", "sourceDesc", "bibl"]);
    let typed = |name: &str, kind: &str| {
        let found = bibl.and_then(|bibl| children(bibl, name).find(|n| n.attribute("type") == Some(kind)));
        found.map(text).unwrap_or_default()
    };
    let edition = bibl.and_then(|bibl| child(bibl, "edition")).map(text).unwrap_or_default();
    let language = names(tree).get(&lang).cloned().unwrap_or_else(|| lang.to_string());
    let title = bibl.and_then(|bibl| child(bibl, "title"));
    let named = title.filter(|title| {
        let code = super::document::lang(*title);
        // Where a page has no title, the header names the edition in English.
        code == Some(lang.as_str()) && text(*title) != format!("{briefing}: {language} edition")
    });
    Ok(Page {
        source: typed("idno", "file"),
        encoding: typed("note", "encoding"),
        title: named.map(text),
        date: match bibl.and_then(|bibl| child(bibl, "date")) {
            Some(date) => day(tree, date, "when")?,
            None => None,
        },
        kind: kind(tree, briefing, &edition),
    })
}

fn kind(tree: &Tree, briefing: &str, edition: &str) -> Kind {
    let original = tree.root().attribute("corresp").and_then(|file| {
        let code = file.strip_prefix(briefing)?.strip_prefix('.')?.strip_suffix(".xml")?;
        code.parse().ok()
    });
    if original.is_some() || edition.ends_with("translated edition") {
        Kind::Translated(original)
    } else if edition.ends_with("source edition") {
        Kind::Source
    } else {
        Kind::Any
    }
}
