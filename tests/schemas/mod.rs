//! The schemas say what is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use hexapla::language::{Languages, Outlets};
use hexapla::model::Aligned;
use hexapla::write::tei::{self, TeiOptions};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../data/alignment.json");
const ALIGNMENT: &str = include_str!("../../schemas/alignment.schema.json");
const RNG: &str = include_str!("../../schemas/hexapla.rng");
const ODD: &str = include_str!("../../schemas/hexapla.odd");

fn example() -> Value {
    serde_json::from_str(EXAMPLE).expect("JSON")
}

/// Returns what the schema finds wrong.
fn faults(instance: &Value) -> Vec<String> {
    let schema = serde_json::from_str(ALIGNMENT).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults = validator.iter_errors(instance);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

#[test]
fn the_json_schema_takes_what_the_model_writes() {
    assert_eq!(faults(&example()), Vec::<String>::new());
    let aligned: Aligned = serde_json::from_value(example()).expect("an alignment");
    let written = serde_json::to_value(&aligned).expect("JSON");
    assert_eq!(faults(&written), Vec::<String>::new());
    let read: Aligned = serde_json::from_value(written).expect("an alignment");
    assert_eq!(read, aligned);
}

#[test]
fn the_json_schema_refuses_what_the_model_does_not_write() {
    let changes = [
        ("/briefing/id", json!("2024 03 05")),
        ("/briefing/date", json!("5 March")),
        ("/editions/en/turns/0/role", json!("remark")),
        ("/editions/en/turns/0/id", json!("u1")),
        ("/editions/en/paratext/0/kind", json!("menu")),
        ("/turns/groups/0/confidence", json!(1.5)),
        ("/turns/pairs/en-zh/0", json!([[0], []])),
        ("/sentences/groups/0/members/en", json!([0])),
        ("/differences/0/kind", json!("loss")),
        ("/differences/0/odd", json!("zh")),
    ];
    for (place, value) in changes {
        let mut broken = example();
        *broken.pointer_mut(place).expect("a place in the example") = value;
        assert!(!faults(&broken).is_empty(), "{place}");
    }
    let mut more = example();
    more["pivot"] = json!("en");
    assert!(!faults(&more).is_empty());
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().map(|a| a.expect("an attribute"));
    let mut found = found.filter(|a| a.key.as_ref() == name);
    found.next().map(|a| a.value.into_owned())
}

/// Calls `visit` with each element of a schema.
fn elements(text: &str, mut visit: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) | Event::Empty(element) => visit(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// Every element of the schema and every attribute has its gloss in the ODD.
#[test]
fn the_odd_names_what_the_relax_ng_allows() {
    let (mut allowed, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    elements(RNG, |element| {
        // XInclude is no part of TEI.
        if attribute(element, "ns").is_some_and(|ns| ns.contains("XInclude")) {
            return;
        }
        match (element.name().as_ref(), attribute(element, "name")) {
            ("element", Some(name)) => drop(allowed.insert(name)),
            ("attribute", Some(name)) if name != "href" => drop(attributes.insert(name)),
            _ => {}
        }
    });
    let mut described: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut last = String::new();
    elements(ODD, |element| {
        match (element.name().as_ref(), attribute(element, "ident")) {
            ("elementSpec", Some(name)) => {
                described.insert(name.clone(), BTreeSet::new());
                last = name;
            }
            ("attDef", Some(name)) => {
                described.get_mut(&last).expect("its element").insert(name);
            }
            _ => {}
        };
    });
    assert_eq!(described.keys().cloned().collect::<BTreeSet<_>>(), allowed);
    assert_eq!(
        described.into_values().flatten().collect::<BTreeSet<_>>(),
        attributes
    );
}

/// Briefings at the edge: without turns, dates, speakers, titles, links.
fn edges() -> Vec<Aligned> {
    let mut bare = example();
    bare["briefing"] = json!({"id": "b-bare"});
    bare["editions"] = json!({"en": {"turns": []},
        "ar": {"turns": [{"id": "ar.u1", "role": "answer", "sentences": []}],
               "paratext": [{"kind": "title", "text": "\u{8}", "after": 9}]}});
    for level in ["exchanges", "turns", "sentences"] {
        bare[level] = json!({"groups": [], "pairs": {}});
    }
    bare["differences"] = json!([]);
    let mut odd = example();
    odd["briefing"]["id"] = json!("b-odd");
    odd["hexapla"] = json!("1.0.0-beta.2");
    odd["differences"][0]["at"] = json!({});
    odd["editions"]["zh"]["turns"][0]["speaker"] = json!("毛 宁");
    let all = [example(), bare, odd];
    all.map(|value| serde_json::from_value(value).expect("an alignment"))
        .into()
}

/// Runs jing over what is written; `tests/all` asks for it.
#[test]
#[ignore = "needs jing; tests/all runs it"]
fn jing_takes_briefings_at_the_edge() {
    let folder = tempfile::tempdir().expect("a folder");
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let knowledge = tei::Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    let files = tei::corpus(&edges(), knowledge, &TeiOptions::default()).expect("a corpus");
    let mut paths = Vec::new();
    for (name, text) in files.files {
        let path = folder.path().join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("written");
        paths.push((name, path));
    }
    let tei: Vec<_> = paths
        .iter()
        .filter(|(name, _)| name.contains("b-") || name == "corpus.xml")
        .collect();
    let root = env!("CARGO_MANIFEST_DIR");
    let foreign = ["tei_all.rng", "parla-clarin.rng"].map(|name| format!("{root}/../shared/schemas/{name}"));
    for schema in [format!("{root}/schemas/hexapla.rng")].iter().chain(&foreign) {
        if !fs::exists(schema).expect("a readable folder") {
            continue;
        }
        let run = Command::new("jing")
            .arg(schema)
            .args(tei.iter().map(|(_, path)| path))
            .output();
        let run = run.expect("jing is installed");
        assert!(
            run.status.success(),
            "{schema}\n{}",
            String::from_utf8_lossy(&run.stdout)
        );
    }
}
