//! What the headers say and writing again needs.

use jiff::civil::Date;
use roxmltree::Node;

use super::document::{Tree, child, children, lang, text};
use super::edition::category;
use super::error::{Fault, TeiError};
use crate::model::{Edition, Provenance};
use crate::write::tei::{Availability, Change, Meta, Responsible, TEI, TeiOptions};

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
    let setting = find(
        tree,
        &["teiHeader", "profileDesc", "settingDesc", "setting", "date"],
    );
    match (meeting, setting) {
        (Some(node), _) => day(tree, node, "n"),
        (None, Some(node)) => day(tree, node, "when"),
        (None, None) => Ok(None),
    }
}

/// Reads the day of generation and what the corpus says of itself; the source edition stands
/// elsewhere.
pub(super) fn options(tree: &Tree) -> Result<TeiOptions, TeiError> {
    let date = find(tree, &["teiHeader", "fileDesc", "publicationStmt", "date"]);
    Ok(TeiOptions {
        generated: date.map_or(Ok(None), |date| day(tree, date, "when"))?,
        source: None,
        combined: false,
        meta: meta(tree)?,
    })
}

/// Reads the metadata: all of them from a corpus, from a briefing those that its header repeats.
fn meta(tree: &Tree) -> Result<Meta, TeiError> {
    let path = |path: &[&str]| find(tree, path);
    let said = |node: Option<Node>| node.map(text);
    let mut meta = Meta::default();
    let title_stmt = path(&["teiHeader", "fileDesc", "titleStmt"]);
    let series = path(&["teiHeader", "fileDesc", "seriesStmt", "title"]);
    match (series, title_stmt) {
        (Some(title), _) => meta.title = text(title),
        (None, Some(statement)) => titles(statement, &mut meta),
        (None, None) => {}
    }
    if let Some(statement) = title_stmt {
        meta.funders = children(statement, "funder").map(text).collect();
        let persons = children(statement, "respStmt").filter_map(|node| {
            let name = child(node, "persName")?;
            Some(Responsible {
                name: text(name),
                did: child(node, "resp").map(text).unwrap_or_default(),
                url: name.attribute("ref").map(str::to_owned),
            })
        });
        meta.responsible = persons.collect();
    }
    meta.edition = said(path(&["teiHeader", "fileDesc", "editionStmt", "edition"])).unwrap_or(meta.edition);
    if let Some(statement) = path(&["teiHeader", "fileDesc", "publicationStmt"]) {
        publication(tree, statement, &mut meta)?;
    }
    let project = path(&["teiHeader", "encodingDesc", "projectDesc"]);
    meta.project = said(project.and_then(|node| children(node, "p").nth(1)));
    if let Some(setting) = path(&["teiHeader", "profileDesc", "settingDesc", "setting"]) {
        let name = |kind| typed(setting, "name", kind).map(text);
        meta.setting.institution = name("institution");
        meta.setting.city = name("city");
        meta.setting.country = name("country");
    }
    if let Some(revisions) = path(&["teiHeader", "revisionDesc"]) {
        let changes = children(revisions, "change").filter(|n| n.attribute("type") != Some("generated"));
        for node in changes {
            meta.changes.push(Change {
                when: day(tree, node, "when")?,
                what: text(node),
            });
        }
    }
    Ok(meta)
}

/// Reads the titles of a corpus: the first is the English one.
fn titles(statement: Node, meta: &mut Meta) {
    let mut titles = children(statement, "title");
    if let Some(title) = titles.next() {
        meta.title = text(title);
    }
    let named = titles.filter_map(|title| Some((lang(title)?.parse().ok()?, text(title))));
    meta.titles = named.collect();
}

fn publication(tree: &Tree, statement: Node, meta: &mut Meta) -> Result<(), TeiError> {
    if let Some(publisher) = child(statement, "publisher") {
        meta.publisher = text(publisher);
    }
    meta.contact = typed(statement, "ref", "contact").map(text);
    let identifiers = children(statement, "idno").filter(|n| n.attribute("type") == Some("corpus"));
    meta.identifiers = identifiers.map(text).collect();
    let Some(node) = child(statement, "availability") else {
        return Ok(());
    };
    if let Some(licence) = child(node, "licence") {
        meta.licence = text(licence);
        meta.licence_url = licence.attribute("target").map(str::to_owned);
    }
    let expected = "free, restricted or unknown";
    let status = tree.attribute(node, "status", expected)?;
    let all = [
        Availability::Free,
        Availability::Restricted,
        Availability::Unknown,
    ];
    let Some(status) = all.into_iter().find(|known| known.as_str() == status) else {
        let fault = Fault::Value {
            attribute: "status",
            found: status.to_owned(),
            expected: expected.to_owned(),
        };
        return Err(tree.fault_in(node, "status", fault));
    };
    meta.availability = Some(status).filter(|status| *status != meta.status());
    Ok(())
}

/// Returns the first child of a name with this `@type`.
fn typed<'a, 'i>(node: Node<'a, 'i>, name: &str, kind: &str) -> Option<Node<'a, 'i>> {
    children(node, name).find(|n| n.attribute("type") == Some(kind))
}

/// The category of the edition that the others were translated from.
pub(super) const SOURCE: &str = "source";

/// Tells whether the header of an edition says that the others were translated from it.
pub(super) fn is_source(tree: &Tree) -> bool {
    let class = find(tree, &["teiHeader", "profileDesc", "textClass"]);
    let mut categories = class.into_iter().flat_map(|class| children(class, "catRef"));
    categories.any(|node| node.attribute("target").and_then(category) == Some(SOURCE))
}

/// Returns what the header says of the page: of several the one of the text `id`.
pub(super) fn bibl<'a>(tree: &'a Tree, id: Option<&str>) -> Result<Node<'a, 'a>, TeiError> {
    let header = tree.child(tree.root(), "teiHeader")?;
    let description = tree.child(tree.child(header, "fileDesc")?, "sourceDesc")?;
    let Some(id) = id else {
        return tree.child(description, "bibl");
    };
    let mine = |node: &Node| {
        let corresp = node.attribute("corresp").and_then(|c| c.strip_prefix('#'));
        corresp == Some(id)
    };
    let found = children(description, "bibl").find(mine);
    found.ok_or_else(|| tree.fault(description, Fault::NoPage(id.to_owned())))
}

/// Reads what the header says of a page: an edition without turns.
pub(super) fn page(tree: &Tree, bibl: Node) -> Result<Edition, TeiError> {
    let plain = |name: &str| children(bibl, name).find(|n| n.attribute("type").is_none());
    let days = |node: Option<Node>| node.map_or(Ok(None), |node| day(tree, node, "when"));
    let mut provenance = Provenance {
        url: typed(bibl, "idno", "URL").map(text),
        accessed: days(typed(bibl, "date", "accessed"))?,
        publisher: child(bibl, "publisher").map(text),
        ..Provenance::default()
    };
    if let Some(licence) = child(bibl, "availability").and_then(|node| child(node, "licence")) {
        provenance.licence_url = licence.attribute("target").map(str::to_owned);
        let terms = text(licence);
        // An address alone has no words.
        provenance.licence = Some(terms).filter(|t| !t.is_empty() || provenance.licence_url.is_none());
    }
    Ok(Edition {
        source: typed(bibl, "idno", "file").map(text).unwrap_or_default(),
        encoding: typed(bibl, "note", "encoding").map(text).unwrap_or_default(),
        title: child(bibl, "title").map(text),
        date: days(plain("date"))?,
        provenance,
        ..Edition::default()
    })
}
