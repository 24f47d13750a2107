//! Good corpora are clean, and every fault planted is found where it is.

use std::fs;
use std::path::Path;

use super::*;
use crate::model::{Aligned, Lang};
use crate::read::tei::tests::{broken, example, files, put, rows};
use crate::write::tei::TeiOptions;

const EN: &str = "b-2024-03-05/b-2024-03-05.en.xml";
const ALL: &str = "b-2024-03-05/b-2024-03-05.xml";
const CORPUS: &str = "corpus.xml";
const WHO: &str = "participants.xml";

/// The faults; the columns are said in the table.
const FAULTS: &str = include_str!("faults.tsv");

fn report(folder: &Path) -> Report {
    let options = Options {
        cap: 0,
        schema: false,
    };
    validate(folder, &Languages::builtin(), options, &mut |_, _| ()).expect("a corpus of ours")
}

fn example_corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &files(&[example()], &TeiOptions::default()));
    folder
}

#[test]
fn every_fault_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for [file, from, to, at, kinds, says] in rows(FAULTS) {
        let file = match file.as_str() {
            "en" => EN,
            "all" => ALL,
            "corpus" => CORPUS,
            _ => WHO,
        };
        let folder = example_corpus();
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the file");
        let (text, line, _) = broken(&text, &from, &to, &at);
        fs::write(&path, text).expect("written");
        let found = report(folder.path()).findings;
        let sorted = |mut names: Vec<&str>| {
            names.sort_unstable();
            names.join(" ")
        };
        let names = sorted(found.shown().iter().map(|f| f.kind.as_str()).collect());
        // Without a place the message is to be found anywhere.
        let there = |f: &&Finding| at.is_empty() || (f.file == path.display().to_string() && f.line == line);
        let found_it = found.shown().iter().filter(there).any(|f| f.what.contains(&says));
        if !found_it || (kinds != "*" && names != sorted(kinds.split(' ').collect())) {
            let shown: Vec<String> = found.shown().iter().map(Finding::to_string).collect();
            wrong.push(format!(
                "{file}: {from} → {to}\n  {}\n  expected in line {line}: {kinds}: {says}; found {}",
                shown.join("\n  "),
                names
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn good_corpora_are_clean() {
    let gold = |sample: &str| -> Aligned {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/briefings");
        let json = fs::read_to_string(root.join(sample).join("gold.json")).expect("the gold");
        serde_json::from_str(&json).expect("an alignment")
    };
    let mut all: Vec<Aligned> = ["health-council", "launch-review", "river-commission"]
        .map(gold)
        .into();
    all.push(example());
    for source in [None, Some(Lang::ZH)] {
        let folder = tempfile::tempdir().expect("a folder");
        let options = TeiOptions {
            source,
            ..TeiOptions::default()
        };
        put(folder.path(), &files(&all, &options));
        let report = report(folder.path());
        let shown: Vec<String> = report.findings.shown().iter().map(Finding::to_string).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
        assert_eq!((report.briefings, report.editions), (4, 20));
    }
}

#[test]
fn one_briefing_is_checked_with_the_shared_files_beside_it() {
    let folder = example_corpus();
    let briefing = folder.path().join("b-2024-03-05");
    assert!(report(&briefing).findings.is_empty());
    assert!(report(&briefing.join("b-2024-03-05.xml")).findings.is_empty());
    fs::remove_file(folder.path().join("taxonomy.xml")).expect("removed");
    let found = report(&briefing).findings;
    assert!(
        found
            .shown()
            .iter()
            .all(|f| f.what.contains("taxonomy.xml is no file of this briefing"))
    );
    assert!(found.count(Severity::Error) > 10);
}

#[test]
fn two_briefings_must_not_share_identifiers() {
    let folder = example_corpus();
    let mut other = example();
    other.briefing.id = "b-2024-03-05.en".to_owned();
    let written = files(&[other], &TeiOptions::default());
    let inside: Vec<_> = written
        .into_iter()
        .filter(|(name, _)| name.contains('/'))
        .collect();
    put(folder.path(), &inside);
    let path = folder.path().join(CORPUS);
    let text = fs::read_to_string(&path).expect("the file");
    let include = "<xi:include href=\"b-2024-03-05.en/b-2024-03-05.en.xml\"/>\n</teiCorpus>";
    fs::write(&path, text.replace("</teiCorpus>", include)).expect("written");
    let found = report(folder.path()).findings;
    let twice: Vec<_> = found
        .shown()
        .iter()
        .filter(|f| f.kind.as_str() == "duplicate")
        .collect();
    let [one] = twice.as_slice() else {
        panic!("{:?}", found.shown());
    };
    assert!(one.what.contains("`b-2024-03-05.en` stands twice"), "{one}");
}

#[test]
fn what_is_none_of_ours_is_an_error() {
    let folder = example_corpus();
    let languages = Languages::builtin();
    let options = Options {
        cap: 0,
        schema: false,
    };
    let error = |path: &Path| validate(path, &languages, options, &mut |_, _| ()).expect_err("no corpus");
    assert!(
        error(&folder.path().join("none"))
            .to_string()
            .contains("cannot read")
    );
    assert!(
        error(&folder.path().join(EN))
            .to_string()
            .contains("the root is `TEI`")
    );
    let empty = tempfile::tempdir().expect("a folder");
    assert!(error(empty.path()).to_string().contains("no TEI corpus"));
}
