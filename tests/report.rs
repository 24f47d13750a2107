//! `hexapla report` and `build --report`.

use std::fs;
use std::path::Path;

use crate::command::{Run, hexapla, pages};

fn args(list: &[&str]) -> Run {
    hexapla(list)
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn pages_and_a_saved_alignment_give_the_same_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let (direct, saved, again) = (
        folder.path().join("new/direct.html"),
        folder.path().join("saved.jsonl"),
        folder.path().join("again.html"),
    );
    let pages = text(&pages("river-commission"));
    let run = args(&["report", &pages, "--out", &text(&direct)]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    fs::write(&saved, args(&["align", "--format", "json", &pages]).out).expect("written");
    assert_eq!(args(&["report", &text(&saved), "--out", &text(&again)]).code, 0);
    let direct = fs::read_to_string(direct).expect("the report");
    assert!(direct.starts_with("<!DOCTYPE html>") && direct.contains("left out here: the whole exchange"));
    assert!(direct == fs::read_to_string(&again).expect("the report"));
    // A report is replaced.
    assert_eq!(args(&["report", &text(&saved), "--out", &text(&again)]).code, 0);
}

#[test]
fn a_corpus_can_hold_its_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("corpus");
    let pages = text(&pages("river-commission"));
    for _ in 0..2 {
        assert_eq!(args(&["build", &pages, "--report", "--out", &text(&out)]).code, 0);
        assert!(out.join("corpus.xml").is_file() && out.join("report.html").is_file());
    }
}

#[test]
fn what_is_no_alignment_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (bad, out) = (folder.path().join("bad.json"), folder.path().join("report.html"));
    let gold = Path::new("corpora/briefings/river-commission/gold.json");
    let gold = fs::read_to_string(crate::command::root().join(gold)).expect("the gold");
    let cases = [
        ("{\"hexapla\": 1}", "bad.json: no saved alignment: "),
        ("", "bad.json: no saved alignment"),
        (
            &gold[..gold.find("\"fr\"").expect("French")],
            "align --format json` prints: EOF",
        ),
        (&gold.replace("\"en.u3.s2\"", "\"en u3\""), "is no identifier"),
        (&format!("{gold}\n{gold}"), "stands twice"),
    ];
    for (content, message) in cases {
        fs::write(&bad, content).expect("written");
        let run = args(&["report", &text(&bad), "--out", &text(&out)]);
        assert_eq!(run.code, 2, "{message}");
        assert!(run.err.contains(message), "{}", run.err);
        assert!(!out.exists());
    }
    let run = args(&["report", "absent.json", "--out", &text(&out)]);
    assert!(
        run.code == 2 && run.err.contains("absent.json: cannot read: no such file"),
        "{}",
        run.err
    );
    let run = args(&["report", &text(&bad), "--out", &text(folder.path())]);
    assert!(
        run.code == 2 && run.err.contains("a folder, expected a file"),
        "{}",
        run.err
    );
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        1,
        "nothing else is left"
    );
}
