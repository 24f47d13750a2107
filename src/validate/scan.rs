//! What the checks want to know of one file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use roxmltree::Node;

use crate::language::Languages;
use crate::model::{Lang, Pair};
use crate::read::tei::document::{self, Tree, child, children, id, is};
use crate::write::tei::{TEI, words};

/// Attributes that hold pointers.
const POINTERS: [&str; 6] = ["ana", "corresp", "sameAs", "scheme", "target", "who"];
/// Elements whose pointers lead out of the corpus, to licences and persons.
const ADDRESSES: [&str; 2] = ["licence", "ref"];
/// How many characters of an edition its language is guessed from.
const SAMPLE: usize = 20_000;

/// One file.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) path: PathBuf,
    pub(super) ids: Vec<Id>,
    pub(super) pointers: Vec<Pointer>,
    pub(super) prefixes: Vec<Prefix>,
    /// Numbers in the header: of units, of elements, and the shares of languages.
    pub(super) measures: Vec<Number>,
    pub(super) usages: Vec<Number>,
    pub(super) languages: Vec<Number>,
    /// `xml:lang` of the root.
    pub(super) lang: Option<String>,
    /// The line of the root, for what is missing.
    pub(super) root: u32,
}

/// A number in a header.
#[derive(Debug)]
pub(super) struct Number {
    /// Of what: a unit, with a space and the language where it is of one; an element; a language.
    pub(super) of: String,
    /// As it stands there.
    pub(super) number: String,
    pub(super) line: u32,
}

/// An identifier with what it is on.
#[derive(Debug)]
pub(super) struct Id {
    pub(super) id: String,
    pub(super) line: u32,
    pub(super) element: String,
    /// The identifier of the `u` that it is in, or that its label stands before.
    pub(super) turn: Option<String>,
}

/// A pointer.
#[derive(Debug)]
pub(super) struct Pointer {
    pub(super) pointer: String,
    pub(super) line: u32,
    pub(super) attribute: &'static str,
}

/// A `prefixDef`.
#[derive(Debug)]
pub(super) struct Prefix {
    pub(super) ident: String,
    pub(super) pattern: String,
    pub(super) replacement: String,
    pub(super) line: u32,
}

impl Scan {
    /// Looks through a file.
    pub(super) fn new(tree: &Tree) -> Scan {
        let root = tree.root();
        let mut scan = Scan {
            path: tree.path().to_owned(),
            lang: document::lang(root).map(str::to_owned),
            root: tree.line(root),
            ..Scan::default()
        };
        let mut turn = None;
        for node in root.descendants().filter(Node::is_element) {
            if is(node, "u") {
                turn = Some(node);
            }
            scan.element(tree, node, turn);
        }
        scan
    }

    fn element(&mut self, tree: &Tree, node: Node, turn: Option<Node>) {
        let name = node.tag_name().name();
        if let Some(id) = id(node) {
            self.ids.push(Id {
                id: id.to_owned(),
                line: tree.line(node),
                element: name.to_owned(),
                turn: turn_of(node, turn),
            });
        }
        let attribute = |name| node.attribute(name).unwrap_or_default().to_owned();
        let number = |of, number| Number {
            of,
            number,
            line: tree.line(node),
        };
        let inside = !ADDRESSES.contains(&name);
        for name in POINTERS.into_iter().filter(|_| inside) {
            for pointer in node.attribute(name).into_iter().flat_map(str::split_whitespace) {
                self.pointers.push(Pointer {
                    pointer: pointer.to_owned(),
                    line: tree.line(node),
                    attribute: name,
                });
            }
        }
        match name {
            "prefixDef" => self.prefixes.push(Prefix {
                ident: attribute("ident"),
                pattern: attribute("matchPattern"),
                replacement: attribute("replacementPattern"),
                line: tree.line(node),
            }),
            "measure" => {
                let of = format!("{} {}", attribute("unit"), attribute("n"));
                let of = of.trim_end().to_owned();
                self.measures.push(number(of, attribute("quantity")));
            }
            "tagUsage" => self.usages.push(number(attribute("gi"), attribute("occurs"))),
            "language" => self
                .languages
                .push(number(attribute("ident"), attribute("usage"))),
            _ => {}
        }
    }
}

/// Returns the identifier of the `u` that a node belongs to: the one around it; for a
/// speaker's label the one that follows.
fn turn_of(node: Node, last: Option<Node>) -> Option<String> {
    let own = match node.tag_name().name() {
        "seg" | "s" => last.filter(|turn| turn.range().end >= node.range().end),
        "note" if node.attribute("type") == Some("speaker") => {
            node.next_siblings().find(|other| is(*other, "u"))
        }
        _ => None,
    };
    own.and_then(id).map(str::to_owned)
}

/// Counts the elements in a part of a file, that itself included.
fn elements(root: Node) -> Counts {
    let mut counts = Counts::new();
    let all = root.descendants().filter(Node::is_element);
    for node in all.filter(|n| n.tag_name().namespace() == Some(TEI)) {
        *counts.entry(node.tag_name().name().to_owned()).or_default() += 1;
    }
    counts
}

/// Counts the elements of a briefing's alignment.
pub(super) fn standoff(tree: &Tree) -> Counts {
    child(tree.root(), "standOff").map(elements).unwrap_or_default()
}

/// How often elements occur, by name.
pub(super) type Counts = BTreeMap<String, usize>;

/// A member of an edition with its line.
pub(super) type Member = (String, u32);

/// The text of an edition.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) exchanges: Vec<Member>,
    pub(super) turns: Vec<Member>,
    pub(super) sentences: Vec<Member>,
    /// How often each element stands in `text`.
    pub(super) elements: Counts,
    /// `@n` of the exchanges with their lines.
    pub(super) numbers: Vec<(String, u32)>,
    /// The number of words in the sentences.
    pub(super) words: usize,
    /// The beginning of what is said.
    pub(super) sample: String,
}

impl Text {
    /// Looks through the text of an edition.
    pub(super) fn new(tree: &Tree, lang: Lang, languages: &Languages) -> Text {
        let mut text = Text::default();
        let Some(root) = child(tree.root(), "text") else {
            return text;
        };
        text.elements = elements(root);
        let mut length = 0;
        for node in root.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            let member = || (id(node).unwrap_or_default().to_owned(), tree.line(node));
            match name {
                "div" if node.attribute("type") == Some("debateSection") => {
                    text.exchanges.push(member());
                    let number = node.attribute("n").unwrap_or_default();
                    text.numbers.push((number.to_owned(), tree.line(node)));
                }
                "u" => text.turns.push(member()),
                "s" => {
                    text.sentences.push(member());
                    let said = document::text(node);
                    text.words += words(languages, lang, &said);
                    if length < SAMPLE {
                        length += said.chars().count();
                        text.sample.push_str(&said);
                        text.sample.push('\n');
                    }
                }
                _ => {}
            }
        }
        text
    }

    /// Returns the members of a level by its name.
    pub(super) fn level(&self, name: &str) -> &[Member] {
        match name {
            "exchange" => &self.exchanges,
            "turn" => &self.turns,
            _ => &self.sentences,
        }
    }
}

/// A list of links or of unaligned annotations.
#[derive(Debug)]
pub(super) struct List {
    pub(super) level: String,
    /// None for one over all editions.
    pub(super) pair: Option<Pair>,
    /// Whether it is of links, not of what is unaligned.
    pub(super) linked: bool,
    pub(super) links: Vec<Link>,
}

/// A link.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) line: u32,
    /// `@n`, where it is there.
    pub(super) shape: Option<String>,
    pub(super) targets: Vec<(Lang, String)>,
}

/// Looks through the alignment of a briefing. What is no pair or no pointer is left to others.
pub(super) fn lists(tree: &Tree) -> Vec<List> {
    let mut out = Vec::new();
    let Some(root) = child(tree.root(), "standOff") else {
        return out;
    };
    for node in root.children().filter(Node::is_element) {
        let (linked, name) = match node.attribute("type") {
            Some("alignment") => (true, "link"),
            Some("unaligned") => (false, "annotation"),
            _ => continue,
        };
        let pair = node.attribute("n").and_then(pair);
        if node.attribute("n").is_some() && pair.is_none() {
            continue;
        }
        out.push(List {
            level: node.attribute("subtype").unwrap_or_default().to_owned(),
            pair,
            linked,
            links: children(node, name).map(|node| link(tree, node)).collect(),
        });
    }
    out
}

fn pair(name: &str) -> Option<Pair> {
    let (a, b) = name.split_once('-')?;
    let (a, b): (Lang, Lang) = (a.parse().ok()?, b.parse().ok()?);
    (a < b).then(|| Pair::new(a, b))
}

fn link(tree: &Tree, node: Node) -> Link {
    let pointers = node.attribute("target").unwrap_or_default().split_whitespace();
    let target = |pointer: &str| {
        let (lang, id) = pointer.split_once(':')?;
        Some((lang.parse().ok()?, id.to_owned()))
    };
    Link {
        line: tree.line(node),
        shape: node.attribute("n").map(str::to_owned),
        targets: pointers.filter_map(target).collect(),
    }
}

/// Returns a path without `.` and, as far as that goes, without `..`.
pub(super) fn plain(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
