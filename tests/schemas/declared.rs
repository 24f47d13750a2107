//! What the ODD describes, what the RELAX NG allows and what is written are the same.

use std::collections::{BTreeMap, BTreeSet};

use hexapla::language::{Languages, Outlets};
use hexapla::model::Lang;
use hexapla::write::tei::{self, Meta, TeiOptions};
use roxmltree::{Document, Node};

use super::example;

const RNG: &str = include_str!("../../schemas/hexapla.rng");
const ODD: &str = include_str!("../../schemas/hexapla.odd");
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";
const EXAMPLES: &str = "http://www.tei-c.org/ns/Examples";

/// Elements with their attributes.
type Vocabulary = BTreeMap<String, BTreeSet<String>>;

/// Returns the elements of the schema, each with all attributes that any of its patterns has.
fn allowed() -> Vocabulary {
    let schema = Document::parse(RNG).expect("well-formed");
    let named = |name: &str| -> Vec<Node> {
        let all = schema.descendants();
        all.filter(|n| {
            n.has_tag_name((n.tag_name().namespace().unwrap_or(""), "define"))
                && n.attribute("name") == Some(name)
        })
        .collect()
    };
    let mut found = Vocabulary::new();
    let elements = schema.descendants().filter(|n| n.tag_name().name() == "element");
    // XInclude is no part of TEI.
    for element in elements.filter(|n| n.attribute("ns").is_none()) {
        let name = element.attribute("name").expect("a name");
        attributes(element, &named, found.entry(name.to_owned()).or_default());
    }
    found
}

/// Collects the attributes of a pattern through its references, but not those of elements inside.
fn attributes<'a>(
    pattern: Node<'a, 'a>,
    named: &dyn Fn(&str) -> Vec<Node<'a, 'a>>,
    into: &mut BTreeSet<String>,
) {
    for child in pattern.children() {
        match child.tag_name().name() {
            "attribute" => drop(into.insert(child.attribute("name").expect("a name").to_owned())),
            "element" => {}
            "ref" => {
                for definition in named(child.attribute("name").expect("a name")) {
                    // Definitions of elements refer to each other; those of attributes do not.
                    attributes(definition, named, into);
                }
            }
            _ => attributes(child, named, into),
        }
    }
}

/// Returns the elements of the ODD with their attributes, each of which has a gloss.
fn described() -> Vocabulary {
    let odd = Document::parse(ODD).expect("well-formed");
    let gloss = |node: &Node| {
        let text = node
            .children()
            .find(|n| n.tag_name().name() == "gloss")
            .and_then(|n| n.text());
        assert!(
            text.is_some_and(|text| !text.trim().is_empty()),
            "{node:?} has no gloss"
        );
    };
    let specs = odd.descendants().filter(|n| n.tag_name().name() == "elementSpec");
    specs
        .map(|spec| {
            gloss(&spec);
            let attributes = spec.descendants().filter(|n| n.tag_name().name() == "attDef");
            let names = attributes.map(|attribute| {
                gloss(&attribute);
                attribute.attribute("ident").expect("a name").to_owned()
            });
            (
                spec.attribute("ident").expect("a name").to_owned(),
                names.collect(),
            )
        })
        .collect()
}

/// Adds the elements and attributes that stand in a document.
fn used(root: Node, into: &mut Vocabulary) {
    let elements = root
        .descendants()
        .filter(|n| n.is_element() && n.tag_name().namespace() != Some(XINCLUDE));
    for element in elements {
        let names = into.entry(element.tag_name().name().to_owned()).or_default();
        for attribute in element.attributes() {
            let prefix = if attribute.namespace() == Some(XML) {
                "xml:"
            } else {
                ""
            };
            names.insert(format!("{prefix}{}", attribute.name()));
        }
    }
}

#[test]
fn the_odd_describes_what_the_relax_ng_allows() {
    assert_eq!(described(), allowed());
}

/// Each example is one of its element, and every attribute stands in some example.
#[test]
fn the_odd_has_examples_of_everything() {
    let odd = Document::parse(ODD).expect("well-formed");
    let mut shown = Vocabulary::new();
    for spec in odd.descendants().filter(|n| n.tag_name().name() == "elementSpec") {
        let name = spec.attribute("ident").expect("a name");
        let examples: Vec<Node> = spec
            .descendants()
            .filter(|n| n.has_tag_name((EXAMPLES, "egXML")))
            .collect();
        assert!(!examples.is_empty(), "{name} has no example");
        for example in examples {
            let root = example.first_element_child().expect("an element");
            assert_eq!(root.tag_name().name(), name);
            used(root, &mut shown);
        }
    }
    let mut allowed = allowed();
    allowed.retain(|name, attributes| {
        attributes.retain(|a| !shown.get(name).is_some_and(|shown| shown.contains(a)));
        !attributes.is_empty() || !shown.contains_key(name)
    });
    assert_eq!(allowed, Vocabulary::new(), "without example");
}

/// All that is written is declared, and nothing is declared that is never written.
#[test]
fn the_schemas_declare_what_is_written() {
    let languages = Languages::builtin();
    let outlets = Outlets::embedded();
    let knowledge = tei::Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    let meta = Meta::from_toml(
        "title = 'A'\ncontact = 'a@example.org'\nidentifiers = ['b']\nlicence-url = 'https://example.org/l'\nfunders = ['c']\n\
         [titles]\nfr = 'A'\n[setting]\ncity = 'd'\n[[responsible]]\nname = 'e'\ndid = 'f'\nurl = 'https://example.org/e'\n",
    );
    let options = TeiOptions {
        source: Some(Lang::ZH),
        combined: true,
        meta: meta.expect("metadata"),
        ..TeiOptions::default()
    };
    let mut value = example();
    value["editions"]["en"]["turns"][0]["printed"] = serde_json::json!("The president:");
    let aligned = serde_json::from_value(value).expect("an alignment");
    let files = tei::corpus(&[aligned], knowledge, &options).expect("a corpus");
    let mut written = Vocabulary::new();
    for (_, text) in &files.files {
        used(
            Document::parse(text).expect("well-formed").root_element(),
            &mut written,
        );
    }
    // A processor of XInclude sets it.
    for root in ["TEI", "teiCorpus", "classDecl", "particDesc"] {
        written
            .get_mut(root)
            .expect("a root")
            .insert("xml:base".to_owned());
    }
    assert_eq!(written, allowed());
}
