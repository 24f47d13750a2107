//! Where the files of a corpus are: `xi:include` and nothing else leads to them.
//!
//! A corpus may come from anybody, so a reference must not lead out of it: neither to
//! `/etc/passwd` nor to an address. Folders are compared as they are spelt, which
//! takes no file to exist.

use std::path::{Component, Path, PathBuf};

use roxmltree::Node;

use super::document::Tree;
use super::error::{Fault, TeiError};
use crate::write::tei::XINCLUDE;

/// A reference with the file it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Include {
    pub(crate) href: String,
    pub(crate) path: PathBuf,
}

/// Returns the includes that are children of a node, in order; `root` is the corpus folder.
pub(crate) fn includes<'a, 'i>(
    tree: &'a Tree<'i>,
    node: Node<'a, 'i>,
    root: &Path,
) -> Result<Vec<(Node<'a, 'i>, Include)>, TeiError> {
    let mut out: Vec<(Node, Include)> = Vec::new();
    for node in node.children().filter(is_include) {
        let include = include(tree, node, root)?;
        if out.iter().any(|(_, other)| other.path == include.path) {
            let fault = Fault::IncludedTwice(include.href);
            return Err(tree.fault_in(node, "href", fault));
        }
        out.push((node, include));
    }
    Ok(out)
}

/// Tells whether a node is an `xi:include`.
pub(crate) fn is_include(node: &Node) -> bool {
    node.has_tag_name((XINCLUDE, "include"))
}

/// Returns where one include leads; the file is there.
pub(crate) fn include(tree: &Tree, node: Node, root: &Path) -> Result<Include, TeiError> {
    let href = tree.attribute(node, "href", "a file of the corpus")?.to_owned();
    let Some(path) = inside(root, tree.path(), &href) else {
        return Err(tree.fault_in(node, "href", Fault::Outside(href)));
    };
    if !path.is_file() {
        let reason = "no such file".to_owned();
        return Err(tree.fault_in(node, "href", Fault::Missing { href, reason }));
    }
    Ok(Include { href, path })
}

/// Returns the file that `href` in `file` leads to, if it is inside of `root`.
fn inside(root: &Path, file: &Path, href: &str) -> Option<PathBuf> {
    if href.is_empty() || href.contains([':', '\\', '#', '?']) {
        return None;
    }
    let folder = file.parent()?;
    let mut below: Vec<Component> = folder.strip_prefix(root).ok()?.components().collect();
    for part in Path::new(href).components() {
        match part {
            Component::Normal(_) => below.push(part),
            Component::CurDir => {}
            Component::ParentDir => drop(below.pop()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    let path = below.into_iter().collect::<PathBuf>();
    Some(root.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_inside() {
        let (root, file) = (Path::new("c"), Path::new("c/b-1/b-1.xml"));
        let found = |href| inside(root, file, href);
        assert_eq!(found("b-1.en.xml"), Some(PathBuf::from("c/b-1/b-1.en.xml")));
        assert_eq!(found("./../taxonomy.xml"), Some(PathBuf::from("c/taxonomy.xml")));
        for href in [
            "/etc/passwd",
            "../../c/b-1/b-1.en.xml",
            "file:///etc/passwd",
            "https://example.org/b.xml",
            "//example.org/b.xml",
            "C:\\b.xml",
            "b.xml#u1",
            "",
        ] {
            assert_eq!(found(href), None, "{href}");
        }
    }
}
