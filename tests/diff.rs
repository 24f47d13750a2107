//! `hexapla diff`: differences of editions, revisions of a page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::command::{Run, hexapla, pages, root};

const DIFFERENCES: &str = include_str!("../schemas/differences.schema.json");

/// Asserts that every line is as the schema says; returns the lines.
fn valid(out: &str) -> Vec<Value> {
    let schema: Value = serde_json::from_str(DIFFERENCES).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let lines = out.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    let lines: Vec<Value> = lines.collect();
    for line in &lines {
        let faults: Vec<String> = validator
            .iter_errors(line)
            .map(|f| f.to_string())
            .take(3)
            .collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
    lines
}

fn path(path: &Path) -> String {
    path.display().to_string()
}

fn diff(args: &[&str]) -> Run {
    hexapla(&[&["diff"], args].concat())
}

/// A page of the river commission and an edited copy of it.
struct Revised {
    folder: tempfile::TempDir,
    old: PathBuf,
}

impl Revised {
    fn new(lang: &str, edits: &[(&str, &str)]) -> Revised {
        let old = pages("river-commission").join(format!("{lang}.txt"));
        let mut text = fs::read_to_string(&old).expect("a page");
        for (from, to) in edits {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("new.txt"), text).expect("written");
        Revised { folder, old }
    }

    fn diff(&self, extra: &[&str]) -> Run {
        let (old, new) = (path(&self.old), path(&self.folder.path().join("new.txt")));
        diff(&[&[old.as_str(), new.as_str()], extra].concat())
    }
}

fn english() -> Revised {
    Revised::new(
        "en",
        &[
            ("27 engineers", "72 engineers"),
            ("17:42", "18:05"),
            (
                " They examined the concrete, the spillway gates and the drainage galleries, and took readings from 340 sensors.",
                "",
            ),
            ("EFE: Snow", "El País: Snow"),
            ("please follow", "please always follow"),
        ],
    )
}

#[test]
fn revisions_of_an_english_page() {
    let run = english().diff(&[]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for expected in [
        "out by [-27-]{+72+} engineers",
        "[-17:42-]{+18:05+}",
        "- deleted sentence 2\n      [-They examined",
        "[-EFE-]{+El País+}",
        "please {+always+} follow",
        "5 changes: 1 deleted, 4 changed",
    ] {
        assert!(run.out.contains(expected), "{expected}\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1B}'));
    assert_eq!(run.out, english().diff(&[]).out);
}

#[test]
fn revisions_of_a_chinese_page() {
    let revised = Revised::new(
        "zh",
        &[("27名工程师", "28名专家"), ("大坝是安全的", "大坝目前是安全的")],
    );
    let run = revised.diff(&[]);
    assert_eq!(run.code, 1);
    let flat: String = run.out.lines().map(str::trim).collect();
    assert!(flat.contains("[-27名工程师-]{+28名专家+}共同"), "{}", run.out);
    assert!(flat.contains("大坝{+目前+}是安全的"), "{}", run.out);
}

#[test]
fn revisions_of_an_arabic_page() {
    let run = Revised::new("ar", &[("340 جهاز", "430 جهاز")]).diff(&[]);
    assert_eq!(run.code, 1);
    let isolated = "\u{2067}[-340-]\u{2069}\u{2067}{+430+}\u{2069}";
    assert!(run.out.contains(isolated), "{}", run.out);
    for line in run.out.lines() {
        let count = |of: &[char]| line.matches(of).count();
        assert_eq!(count(&['\u{2066}', '\u{2067}']), count(&['\u{2069}']), "{line}");
    }
}

#[test]
fn revisions_as_json() {
    let run = english().diff(&["--format", "json"]);
    assert_eq!(run.code, 1);
    let lines = valid(&run.out);
    let changes = lines[0]["revision"]["changes"].as_array().expect("changes");
    let number = changes
        .iter()
        .find(|c| c["new"] == json!(["en.u3.s1"]))
        .expect("the number");
    assert_eq!(
        (&number["kind"], &number["level"]),
        (&json!("changed"), &json!("sentence"))
    );
    assert_eq!(number["segments"][1], json!({"op": "delete", "text": "27"}));
}

#[test]
fn the_same_page_has_no_changes() {
    let run = Revised::new("en", &[("27 engineers", "27\u{A0} engineers")]).diff(&[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("no changes"), "{}", run.out);
    let menu = Revised::new("en", &[("Home > Press Service", "Home > News")]);
    assert_eq!(menu.diff(&[]).code, 0);
    assert!(
        menu.diff(&[])
            .out
            .contains("1 change around the briefing not shown")
    );
    let shown = menu.diff(&["--paratext"]);
    assert_eq!(shown.code, 1);
    assert!(shown.out.contains("breadcrumb"), "{}", shown.out);
}

#[test]
fn what_is_asked_of_revisions_must_fit() {
    let revised = english();
    for (extra, says) in [
        (["--format", "tei"], "take --format text or json"),
        (["--kind", "number"], "leave them out"),
        (["--between", "en,ar"], "leave them out"),
    ] {
        let run = revised.diff(&extra);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(says), "{}", run.err);
    }
    let two = [
        path(&revised.old),
        path(&pages("river-commission").join("fr.txt")),
    ];
    let run = diff(&["--revisions", &two[0], &two[1]]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("revisions are of one language"), "{}", run.err);
}

#[test]
fn bad_inputs() {
    let en = path(&pages("river-commission").join("en.txt"));
    let other = path(&pages("health-council").join("en.txt"));
    let french = path(&pages("health-council").join("fr.txt"));
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.json");
    fs::write(&broken, "{\"hexapla\": 1}").expect("written");
    let broken = path(&broken);
    let cases: [(&[&str], &str); 8] = [
        (&[&en], "one page alone"),
        (&[&en, &other], "have next to nothing in common"),
        (&[&en, &french], "nothing to compare"),
        (&[&en, "no such page.txt"], "no such page.txt"),
        (&["--kind", "loss", &en], "no kind of difference"),
        (&["--min-confidence", "2", &en], "a number from 0 to 1"),
        (&["--revisions", &en], "two pages, the older and the newer"),
        (&[&broken], "no saved alignment"),
    ];
    for (args, says) in cases {
        let run = diff(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    }
    assert_eq!(diff(&["--revisions", &en, &other]).code, 1);
}

/// The gold of a sample as a saved alignment, changed by a function.
fn saved(change: impl Fn(&mut Value)) -> (tempfile::TempDir, String) {
    let gold = root().join("corpora/briefings/river-commission/gold.json");
    let mut gold: Value = serde_json::from_str(&fs::read_to_string(gold).expect("the gold")).expect("JSON");
    change(&mut gold);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("saved.jsonl");
    fs::write(&file, gold.to_string()).expect("written");
    let file = path(&file);
    (folder, file)
}

fn kinds(out: &str) -> Vec<String> {
    let lines = valid(out);
    let differences = lines[0]["differences"].as_array().expect("a list").clone();
    differences
        .iter()
        .map(|d| d["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

#[test]
fn differences_of_editions_and_their_filters() {
    let (_folder, file) = saved(|_| {});
    let run = diff(&[&file]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for expected in [
        "ar says 72, the others 27",
        "whole exchange left out in ru",
        "    ≠ ru  (nothing)",
    ] {
        assert!(run.out.contains(expected), "{expected}\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1B}'));
    assert_eq!(run.out, diff(&[&file]).out);
    let of = |args: &[&str]| kinds(&diff(&[&[file.as_str(), "--format", "json"], args].concat()).out);
    let all = of(&[]);
    let count = |kind: &str| all.iter().filter(|k| *k == kind).count();
    assert_eq!(
        of(&["--kind", "number,date"]).len(),
        count("number") + count("date")
    );
    assert_eq!(
        of(&["--kind", "order", "--kind", "date"]).len(),
        count("order") + count("date")
    );
    assert_eq!(of(&["--kind", "number", "--between", "ar,en"]), ["number"]);
    assert!(of(&["--kind", "number", "--between", "fr,en"]).is_empty());
    assert_eq!(diff(&[&file, "--kind", "number", "--between", "fr,en"]).code, 0);
    let run = diff(&[&file, "--between", "en,de"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("no briefing has an edition in `de`"),
        "{}",
        run.err
    );
    assert_eq!(diff(&[&file, "--between", "en"]).code, 2);
}

#[test]
fn unsure_ones_and_paragraphs_do_not_count() {
    let (_folder, file) = saved(|gold| {
        gold["differences"] = json!([
            {"kind": "segmentation", "level": "turn", "odd": ["zh"], "at": {"en": ["en.u3"], "zh": ["zh.u3"]}, "confidence": 0.9},
            {"kind": "number", "level": "sentence", "odd": ["zh"], "at": {"en": ["en.u3.s1"], "zh": ["zh.u3.s1"]},
             "values": {"en": "27", "zh": "72"}, "confidence": 0.4}]);
    });
    assert_eq!(diff(&[&file]).code, 1);
    let run = diff(&[&file, "--min-confidence", "0.8"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("no differences (1 in segmentation not shown"),
        "{}",
        run.out
    );
    let run = diff(&[&file, "--kind", "segmentation"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("paragraphs end elsewhere in zh"), "{}", run.out);
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}x";
    let (_folder, file) = saved(|gold| {
        gold["briefing"]["id"] = json!(format!("b{hostile}"));
        let edition = &mut gold["editions"]["en"];
        edition["title"] = json!(hostile);
        for turn in edition["turns"].as_array_mut().expect("turns") {
            turn["label"] = json!(hostile);
            for sentence in turn["sentences"].as_array_mut().expect("sentences") {
                sentence["text"] = json!(hostile);
            }
        }
        for difference in gold["differences"].as_array_mut().expect("a list") {
            if let Some(values) = difference.get_mut("values") {
                values["en"] = json!(hostile);
            }
        }
    });
    let revised = Revised::new("en", &[("27 engineers", &format!("27 {hostile} engineers"))]);
    // Reading a page takes its control characters of ASCII for white space.
    for (run, sign) in [(diff(&[&file]), '␛'), (revised.diff(&[]), '\u{FFFD}')] {
        assert_eq!(run.code, 1);
        assert!(run.out.contains(sign), "{}", run.out);
        let bad = |c: char| (c.is_control() && c != '\n') || ('\u{202A}'..='\u{202E}').contains(&c);
        assert!(!run.out.contains(bad), "{:?}", run.out);
    }
}

#[test]
fn colours_only_where_they_are_wanted() {
    let revised = english();
    let colours = |name: &str, value: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_hexapla"))
            .arg("diff")
            .args([&revised.old, &revised.folder.path().join("new.txt")])
            .env(name, value)
            .output()
            .expect("the program starts");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    assert!(colours("CLICOLOR_FORCE", "1").contains("\u{1B}[31m"));
    assert!(!colours("NO_COLOR", "1").contains('\u{1B}'));
}

#[test]
fn tei_is_the_root_document() {
    let (folder, file) = saved(|_| {});
    let out = folder.path().join("root.xml");
    let run = diff(&[&file, "--format", "tei", "--kind", "number", "--out", &path(&out)]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (1, "", ""));
    let text = fs::read_to_string(&out).expect("a file");
    assert!(text.contains("<teiCorpus") && text.contains("hx:number hx:sentence"));
    assert_eq!(text.matches("motivation=\"assessing\"").count(), 3);
    assert!(!text.contains("hx:omission"));
    let run = diff(&[&file, &file, "--format", "tei"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the document of one briefing"), "{}", run.err);
}

#[test]
fn an_unwritable_place_is_refused_first() {
    let (folder, file) = saved(|_| {});
    for (out, says) in [
        (folder.path().to_owned(), "a folder"),
        (folder.path().join("no/such.txt"), "make it first"),
    ] {
        let run = diff(&[&file, "--out", &path(&out)]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(says), "{}", run.err);
    }
}

#[test]
fn pages_in_two_languages_are_editions() {
    let folder = pages("river-commission");
    let two = ["en.txt", "fr.txt"].map(|name| path(&folder.join(name)));
    let run = diff(&[&two[0], &two[1], "--no-learn", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let lines = valid(&run.out);
    assert_eq!(lines[0]["editions"]["fr"]["source"], "fr.txt");
    assert!(lines[0]["differences"].as_array().is_some_and(|d| !d.is_empty()));
}

#[test]
fn the_schema_refuses_what_is_not_written() {
    let schema: Value = serde_json::from_str(DIFFERENCES).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let run = english().diff(&["--format", "json"]);
    let good = valid(&run.out).remove(0);
    for (place, value) in [
        ("/revision/changes/0/kind", json!("lost")),
        ("/revision/changes/0/level", json!("word")),
        ("/revision/changes/0/segments/0/op", json!("keep")),
        ("/revision/lang", json!("EN")),
        ("/revision/old", json!("en.txt")),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(place).expect("a place") = value;
        assert!(!validator.is_valid(&broken), "{place}");
    }
}

/// Runs jing over the root document in its corpus; `tests/all` asks for it.
#[test]
#[ignore = "needs jing; tests/all runs it"]
fn jing_takes_the_root_document_beside_its_editions() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = folder.path().join("corpus");
    let pages = path(&pages("river-commission"));
    assert_eq!(hexapla(&["build", &pages, "--out", &path(&corpus)]).code, 0);
    let document = corpus.join("b-2025-05-14/b-2025-05-14.xml");
    let built = fs::read_to_string(&document).expect("a file");
    assert_eq!(
        diff(&[&pages, "--format", "tei", "--out", &path(&document)]).code,
        1
    );
    assert_eq!(fs::read_to_string(&document).expect("a file"), built);
    let fewer = diff(&[
        &pages,
        "--format",
        "tei",
        "--kind",
        "omission",
        "--out",
        &path(&document),
    ]);
    assert_eq!(fewer.code, 1);
    let run = Command::new("jing")
        .arg(root().join("schemas/hexapla.rng"))
        .arg(&document)
        .output()
        .expect("jing is installed");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
