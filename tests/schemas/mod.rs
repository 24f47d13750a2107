//! The schemas say what is written.

mod declared;
mod random;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use arbitrary::Unstructured;
use hexapla::language::{Languages, Outlets};
use hexapla::model::Aligned;
use hexapla::write::tei::{self, TeiFiles, TeiOptions};
use serde_json::{Value, json};

use crate::command::root;

const EXAMPLE: &str = include_str!("../data/alignment.json");
const ALIGNMENT: &str = include_str!("../../schemas/alignment.schema.json");

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
        ("/editions/zh/provenance", json!({})),
        ("/editions/zh/provenance/accessed", json!("yesterday")),
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

fn written(briefings: &[Aligned], options: &TeiOptions) -> TeiFiles {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let knowledge = tei::Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    tei::corpus(briefings, knowledge, options).expect("a corpus")
}

/// Asserts that a schema takes files, where it is at hand.
fn jing(schema: &Path, files: &[PathBuf]) {
    if !schema.is_file() {
        println!("NOT CHECKED, not there: {}", schema.display());
        return;
    }
    // The line of arguments is bounded.
    for files in files.chunks(500) {
        let run = Command::new("jing").arg(schema).args(files).output();
        let run = run.expect("jing is installed");
        assert!(
            run.status.success(),
            "{}\n{}",
            schema.display(),
            String::from_utf8_lossy(&run.stdout)
        );
    }
}

fn ours() -> PathBuf {
    root().join("schemas/hexapla.rng")
}

fn foreign(name: &str) -> PathBuf {
    let base = std::env::var_os("HEXAPLA_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    base.join("schemas").join(name)
}

/// Writes files into a folder; returns their paths with the names.
fn put(folder: &Path, files: &TeiFiles) -> Vec<(String, PathBuf)> {
    let put = |(name, text): &(String, String)| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("written");
        (name.clone(), path)
    };
    files.files.iter().map(put).collect()
}

/// Returns the documents that are no parts of others.
fn documents(files: &[(String, PathBuf)], wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let whole = |name: &str| name != "taxonomy.xml" && name != "participants.xml";
    let files = files.iter().filter(|(name, _)| whole(name) && wanted(name));
    files.map(|(_, path)| path.clone()).collect()
}

/// Runs jing over what is written; `tests/all` asks for it.
#[test]
#[ignore = "needs jing; tests/all runs it"]
fn jing_takes_briefings_at_the_edge() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = put(folder.path(), &written(&edges(), &TeiOptions::default()));
    for schema in [ours(), foreign("tei_all.rng"), foreign("parla-clarin.rng")] {
        jing(&schema, &documents(&files, |_| true));
    }
}

/// How many briefings are made up.
const MADE_UP: u64 = 60;

/// A briefing and options that nobody would write, the same for the same number.
fn made_up(seed: u64) -> (Aligned, TeiOptions) {
    let bytes = random::bytes(seed);
    let mut u = Unstructured::new(&bytes);
    let aligned = random::briefing(&mut u, &format!("b-{seed}")).expect("a briefing");
    (aligned, random::options(&mut u).expect("options"))
}

#[test]
fn whatever_the_texts_all_documents_are_well_formed() {
    for seed in 0..MADE_UP {
        let (mut aligned, mut options) = made_up(seed);
        let files = written(std::slice::from_ref(&aligned), &options);
        random::for_parlamint(&mut aligned, &mut options);
        let more = parlamint(&[aligned], &options);
        let parsed = |files: &[(String, String)]| {
            for (name, text) in files {
                let fault = roxmltree::Document::parse(text).err();
                assert!(fault.is_none(), "{seed} {name}: {fault:?}");
            }
        };
        parsed(&files.files);
        parsed(&more.files);
        let combined = files
            .files
            .iter()
            .filter(|(name, _)| name.ends_with(".combined.xml"));
        local_pointers_resolve(seed, combined);
        // The root of ParlaMint includes all components.
        local_pointers_resolve(seed, more.files.iter());
    }
}

/// Every pointer of documents that belong together finds its element, and no identifier stands twice.
fn local_pointers_resolve<'a>(seed: u64, files: impl Iterator<Item = &'a (String, String)>) {
    const XML: &str = "http://www.w3.org/XML/1998/namespace";
    let mut ids = BTreeSet::new();
    let mut pointers = Vec::new();
    for (name, text) in files {
        let document = roxmltree::Document::parse(text).expect("well-formed");
        for node in document.descendants() {
            if let Some(id) = node.attribute((XML, "id")) {
                assert!(ids.insert(id.to_owned()), "{seed} {name}: {id} stands twice");
            }
            if ["licence", "ref"].contains(&node.tag_name().name()) {
                continue;
            }
            for key in ["who", "ana", "corresp", "scheme", "sameAs", "target"] {
                let all = node.attribute(key).unwrap_or_default().split(' ');
                // A component names the file of the source edition.
                let all = all.filter(|pointer| !pointer.is_empty() && !pointer.ends_with(".xml"));
                pointers.extend(all.map(|pointer| (name.clone(), pointer.to_owned())));
            }
        }
    }
    for (name, pointer) in pointers {
        let id = pointer.strip_prefix('#');
        assert!(
            id.is_some_and(|id| ids.contains(id)),
            "{seed} {name}: {pointer} points nowhere"
        );
    }
}

fn parlamint(briefings: &[Aligned], options: &TeiOptions) -> TeiFiles {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let knowledge = tei::Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    tei::parlamint(briefings, knowledge, options).expect("a corpus")
}

/// Runs jing over documents made up; `tests/all` asks for it.
#[test]
#[ignore = "needs jing; tests/all runs it"]
fn jing_takes_any_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut all, mut components) = (Vec::new(), Vec::new());
    for seed in 0..MADE_UP {
        let (mut aligned, mut options) = made_up(seed);
        let files = written(std::slice::from_ref(&aligned), &options);
        all.extend(put(&folder.path().join(seed.to_string()), &files));
        random::for_parlamint(&mut aligned, &mut options);
        let files = parlamint(&[aligned], &options);
        components.extend(put(&folder.path().join(format!("{seed}-parlamint")), &files));
    }
    jing(&ours(), &documents(&all, |_| true));
    let parts = all
        .iter()
        .filter(|(name, _)| name == "taxonomy.xml" || name == "participants.xml");
    jing(&ours(), &parts.map(|(_, path)| path.clone()).collect::<Vec<_>>());
    jing(&foreign("tei_all.rng"), &documents(&all, |_| true));
    // It has no `group`.
    jing(
        &foreign("parla-clarin.rng"),
        &documents(&all, |name| !name.ends_with(".combined.xml")),
    );
    let root = |name: &str| name == "corpus.xml";
    jing(
        &foreign("parlamint/ParlaMint-TEI.rng"),
        &documents(&components, |name| !root(name)),
    );
    jing(&foreign("tei_all.rng"), &documents(&components, root));
    jing(&foreign("parla-clarin.rng"), &documents(&components, root));
}
