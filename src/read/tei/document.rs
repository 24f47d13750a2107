//! One XML file in memory, and places in it.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Error, Node, ParsingOptions};

use super::error::{Fault, TeiError};
use crate::write::tei::TEI;

/// The namespace of `xml:id` and `xml:lang`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The largest file that is read, in megabytes: positions are 32-bit numbers.
const LARGEST: u64 = 2000;

/// A file that was read; [`XmlFile::parse`] makes a tree of it.
#[derive(Debug)]
pub(crate) struct XmlFile {
    path: PathBuf,
    text: String,
}

impl XmlFile {
    /// Reads a file.
    pub(crate) fn load(path: &Path) -> Result<XmlFile, TeiError> {
        let unreadable = |error| TeiError::io(path, error);
        let found = fs::metadata(path).map_err(unreadable)?;
        if !found.is_file() && !found.is_dir() {
            // A pipe would be waited for.
            return Err(unreadable(std::io::Error::other("it is no file on disk")));
        }
        let size = found.len();
        if size > LARGEST * 1_000_000 {
            return Err(at(path, (1, 1), Fault::Size(LARGEST)));
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        let path = path.to_owned();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(XmlFile { path, text }),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
                Err(at(&path, position(&before, good), Fault::Encoding))
            }
        }
    }

    /// Makes the tree; a doctype is refused, with or without entities.
    pub(crate) fn parse(&self) -> Result<Tree<'_>, TeiError> {
        let options = ParsingOptions {
            allow_dtd: false,
            ..ParsingOptions::default()
        };
        let doc =
            Document::parse_with_options(&self.text, options).map_err(|error| self.malformed(&error))?;
        Ok(Tree {
            path: &self.path,
            doc,
            ends: OnceCell::new(),
        })
    }

    fn malformed(&self, error: &Error) -> TeiError {
        let end = self.text.trim_end().len();
        let pos = error.pos();
        let (place, fault) = match error {
            Error::DtdDetected => (position(&self.text, doctype(&self.text)), Fault::Doctype),
            Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
                (position(&self.text, end), Fault::CutShort)
            }
            Error::NoRootNode => (
                position(&self.text, end),
                Fault::Malformed("it has no element".to_owned()),
            ),
            error => {
                let reason = error.to_string();
                let place = format!(" at {pos}");
                let reason = reason.strip_suffix(&place).unwrap_or(&reason).to_owned();
                ((pos.row, pos.col), Fault::Malformed(reason))
            }
        };
        at(&self.path, place, fault)
    }

    /// Returns line and column, from 1, of a byte.
    pub(crate) fn position(&self, byte: usize) -> (u32, u32) {
        position(&self.text, byte)
    }
}

fn position(text: &str, byte: usize) -> (u32, u32) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |k| k + 1);
    let column = before[start..].chars().count() + 1;
    let number = |n| u32::try_from(n).unwrap_or(u32::MAX);
    (number(line), number(column))
}

fn at(path: &Path, (line, column): (u32, u32), fault: Fault) -> TeiError {
    TeiError::At {
        path: path.to_owned(),
        line,
        column,
        fault,
    }
}

/// A file as a tree.
#[derive(Debug)]
pub(crate) struct Tree<'i> {
    path: &'i Path,
    doc: Document<'i>,
    /// Where the lines end, found when it is asked for.
    ends: OnceCell<Vec<usize>>,
}

impl<'i> Tree<'i> {
    /// Returns the file.
    pub(crate) fn path(&self) -> &'i Path {
        self.path
    }

    /// Returns the root element.
    pub(crate) fn root(&self) -> Node<'_, 'i> {
        self.doc.root_element()
    }

    /// Returns the line, from 1, that a node begins in.
    pub(crate) fn line(&self, node: Node) -> u32 {
        let ends = self.ends.get_or_init(|| {
            let text = self.doc.input_text().bytes().enumerate();
            text.filter(|(_, byte)| *byte == b'\n').map(|(k, _)| k).collect()
        });
        let line = ends.partition_point(|&end| end < node.range().start) + 1;
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// Makes an error of a fault at a node.
    pub(crate) fn fault(&self, node: Node, fault: Fault) -> TeiError {
        self.fault_at(node.range().start, fault)
    }

    /// Makes an error of a fault at an attribute of a node, or at the node where it has none.
    pub(crate) fn fault_in(&self, node: Node, attribute: &str, fault: Fault) -> TeiError {
        let found = node.attributes().find(|a| qualified(a) == attribute);
        self.fault_at(found.map_or(node.range().start, |a| a.range().start), fault)
    }

    pub(crate) fn fault_at(&self, byte: usize, fault: Fault) -> TeiError {
        at(self.path, position(self.doc.input_text(), byte), fault)
    }

    /// Returns the first child of a name.
    pub(crate) fn child<'a>(
        &'a self,
        node: Node<'a, 'i>,
        name: &'static str,
    ) -> Result<Node<'a, 'i>, TeiError> {
        child(node, name).ok_or_else(|| {
            let parent = node.tag_name().name().to_owned();
            self.fault(node, Fault::Lacks { parent, child: name })
        })
    }

    /// Returns an attribute that has to be there.
    pub(crate) fn attribute<'a>(
        &self,
        node: Node<'a, 'i>,
        attribute: &'static str,
        expected: impl Into<String>,
    ) -> Result<&'a str, TeiError> {
        let found = match attribute.strip_prefix("xml:") {
            Some(name) => node.attribute((XML, name)),
            None => node.attribute(attribute),
        };
        found.ok_or_else(|| {
            let fault = Fault::NoAttribute {
                element: node.tag_name().name().to_owned(),
                attribute,
                expected: expected.into(),
            };
            self.fault(node, fault)
        })
    }
}

fn qualified(attribute: &roxmltree::Attribute) -> String {
    match attribute.namespace() {
        Some(XML) => format!("xml:{}", attribute.name()),
        _ => attribute.name().to_owned(),
    }
}

/// Tells whether a node is an element of TEI of this name.
pub(crate) fn is(node: Node, name: &str) -> bool {
    node.has_tag_name((TEI, name))
}

/// Returns the first child element of TEI of this name.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, name))
}

/// Returns the child elements of TEI of this name.
pub(crate) fn children<'a, 'i>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(*child, name))
}

/// Returns `xml:id`.
pub(crate) fn id<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XML, "id"))
}

/// Returns `xml:lang`.
pub(crate) fn lang<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XML, "lang"))
}

/// Returns the text of a node with that of all elements in it: runs of space, tab, CR and LF
/// are one space, none at the ends, whatever an editor made of the lines.
pub(crate) fn text(node: Node) -> String {
    let pieces = node.descendants().filter(Node::is_text);
    collapsed(pieces.filter_map(|piece| piece.text()).flat_map(str::chars))
}

/// Makes one space of each run of white space; none at the ends.
pub(crate) fn collapsed(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        if !is_space(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Tells whether XML takes a character as white space between elements.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Tells whether a node is text that is not white space.
pub(crate) fn is_ink(node: Node) -> bool {
    node.is_text() && node.text().is_some_and(|text| !text.chars().all(is_space))
}

/// Returns where the doctype begins, past comments that speak of one.
fn doctype(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text[from..].find("<!").map(|at| from + at) {
        if text[at..].starts_with("<!DOCTYPE") {
            return at;
        }
        let end = text[at..].find("-->").map(|end| at + end);
        from = end.unwrap_or(at + 2);
    }
    0
}
