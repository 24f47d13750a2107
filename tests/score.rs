//! `score`: every format is read, and what cannot be scored is said.

use std::fs;
use std::path::Path;

use crate::command::{SAMPLES, hexapla, pages, root};

/// Two sentences of English, the second one with two of Chinese.
const LINES: &str = r#"{"groups": [{"en": [0], "zh": [0]}, {"en": [1], "zh": [1, 2]}],
  "pairs": {"en-zh": [[[0], [0], 0.95], [[1], [1, 2], 0.85]]}}"#;
const GROUPS: &str = r#"{"groups": [{"en": [0], "zh": [0]}, {"en": [1], "zh": [1, 2]}]}"#;
const ORIGINS: &str = r#"{"langs": ["zh", "en"], "sentences": {
  "en": [{"origin": [0]}, {"origin": [1, 2]}], "zh": [{"origin": [0]}, {"origin": [1]}, {"origin": [2]}]},
  "turns": {"en": [[0, "q"], [0, "a"]], "zh": [[0, "q"], [0, "a"], [1, "q"]]}}"#;
const LADDER: &str = "0\t0\t0.3\n1\t1\t1.2\n2\t3\t0\n";
const INDICES: &str = "[0]:[0]\n[1]:[1, 2]\n";
/// The columns are zh, en.
const SWAPPED: &str = "[0]:[0]\n[1,2]:[1]\n";

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// Runs `score --format json` and returns exit code, JSON and messages.
fn score(args: &[&str]) -> (i32, serde_json::Value, String) {
    let run = hexapla(&[&["score", "--format", "json"], args].concat());
    (
        run.code,
        serde_json::from_str(&run.out).unwrap_or_default(),
        run.err,
    )
}

#[test]
fn every_format_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name, text| write(folder.path(), name, text);
    let json = [
        file("lines.json", LINES),
        file("groups.json", GROUPS),
        file("origins.json", ORIGINS),
    ];
    let columns = [file("ladder", LADDER), file("indices", INDICES)];
    for gold in json.iter().chain(&columns) {
        for hyp in json.iter().chain(&columns) {
            let (code, found, err) = score(&["--pair", "en-zh", gold, hyp]);
            assert_eq!((code, err.as_str()), (0, ""), "{gold} {hyp}");
            assert_eq!(found["mean"]["strict"]["f1"], 1.0, "{gold} {hyp}");
            assert_eq!(found["rows"][0]["counts"]["gold"], 2, "{gold} {hyp}");
        }
    }
    let swapped = file("swapped", SWAPPED);
    for (pair, f1) in [("zh-en", 1.0), ("en-zh", 0.5)] {
        let (_, found, _) = score(&["--pair", pair, &json[0], &swapped]);
        assert_eq!(found["mean"]["strict"]["f1"], f1, "{pair}");
    }
}

#[test]
fn origins_have_turns_and_exchanges() {
    let folder = tempfile::tempdir().expect("a folder");
    let gold = write(folder.path(), "origins.json", ORIGINS);
    for (level, count) in [("turn", 2), ("exchange", 1)] {
        let (code, found, _) = score(&["--level", level, &gold, &gold]);
        assert_eq!(code, 0);
        assert_eq!(found["rows"][0]["counts"]["gold"], count, "{level}");
    }
}

#[test]
fn folders_go_together_by_name_and_what_is_missing_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["one", "two"] {
        write(folder.path(), &format!("gold/{name}/gold.json"), ORIGINS);
    }
    write(folder.path(), "hyp/one.json", LINES);
    write(folder.path(), "hyp/other.json", "nothing that is needed");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (code, found, err) = score(&[&path("gold"), &path("hyp")]);
    assert_eq!(code, 0);
    assert!(err.contains("no hypothesis for `two`"), "{err}");
    assert_eq!(found["missing"][0], "two");
    assert_eq!(found["mean"]["strict"]["precision"], 1.0);
    assert_eq!(found["mean"]["strict"]["recall"], 0.5);
}

#[test]
fn the_samples_are_found_by_the_id_of_their_briefing() {
    let mut args: Vec<String> = ["align", "--format", "json"].map(str::to_owned).into();
    args.extend(SAMPLES.map(|sample| pages(sample).display().to_string()));
    let folder = tempfile::tempdir().expect("a folder");
    let hyp = write(folder.path(), "all.jsonl", &hexapla(&args).out);
    let gold = root().join("corpora/briefings").display().to_string();
    for level in ["sentence", "turn", "exchange"] {
        let (code, found, err) = score(&["--level", level, "--calibration", &gold, &hyp]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert_eq!(found["documents"], 3);
        assert!(
            found["mean"]["strict"]["f1"].as_f64() > Some(0.9),
            "{level}: {found}"
        );
    }
}

#[test]
fn what_cannot_be_scored_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name, text| write(folder.path(), name, text);
    let gold = file("gold.json", ORIGINS);
    let named = r#"{"sentences": {"pairs": {"en-zh": [[["en.u1.s1"], ["zh.u1.s1"], 1]]}}}"#;
    let cases: [(&str, &str, &[&str], &str); 9] = [
        (
            "a.json",
            "{\"pairs\": {\"en-zh\": [[[0]",
            &[],
            "the JSON is broken",
        ),
        (
            "b.json",
            "{\"pairs\": {\"en-zh\": [[[0], [0], 2]]}}",
            &[],
            "pairs.en-zh, bead 1",
        ),
        (
            "c.json",
            "{\"pairs\": {\"english\": []}}",
            &[],
            "no language pair",
        ),
        (
            "d.json",
            "{\"pairs\": {\"en-zh\": [[[0.5], [0]]]}}",
            &[],
            "a position from 0",
        ),
        ("e.json", "{}", &[], "neither `pairs` nor `groups`"),
        ("f.json", named, &[], "cannot be compared"),
        ("g", "0 0\n1 x\n", &["--pair", "en-zh"], "line 2"),
        ("h", LADDER, &[], "--pair en-zh"),
        ("i.json", GROUPS, &["--calibration"], "no confidences"),
    ];
    for (name, text, options, message) in cases {
        let hyp = file(name, text);
        let (code, _, err) = score(&[options, &[&gold, &hyp]].concat());
        assert_eq!(code, 2, "{name}: {err}");
        assert!(err.contains(message) && err.contains(name), "{name}: {err}");
        assert_eq!(err.trim().lines().count(), 1, "{name}: {err}");
    }
    let (code, _, err) = score(&["--pair", "ar-en", &gold, &gold]);
    assert!(code == 2 && err.contains("no pair ar-en"), "{err}");
    let (code, _, err) = score(&[&gold, "nowhere"]);
    assert!(code == 2 && err.contains("nowhere"), "{err}");
}
