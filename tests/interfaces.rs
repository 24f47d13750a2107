//! What programs rely on: JSON, formats of `lines`, the same bytes.

use std::fs;

use serde_json::{Value, json};

use crate::command::{SAMPLES, hexapla, pages};

fn samples_json(extra: &[&str], reverse: bool) -> String {
    let mut args = vec!["align".to_owned(), "--format".to_owned(), "json".to_owned()];
    args.extend(extra.iter().map(|&a| a.to_owned()));
    let mut folders: Vec<String> = SAMPLES.iter().map(|s| pages(s).display().to_string()).collect();
    if reverse {
        folders.reverse();
    }
    args.extend(folders);
    hexapla(&args).out
}

#[test]
fn the_output_is_the_same_on_any_number_of_threads_and_in_any_order() {
    let one = samples_json(&["--jobs", "1"], false);
    assert_eq!(one, samples_json(&["--jobs", "2"], false));
    assert_eq!(one, samples_json(&[], true));
}

#[test]
fn align_prints_what_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../schemas/alignment.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for line in samples_json(&[], false).lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let faults: Vec<String> = validator
            .iter_errors(&value)
            .map(|f| format!("{}: {f}", f.instance_path()))
            .take(3)
            .collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

fn lines(format: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (en, fr) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    fs::write(
        &en,
        "The dam is 120 metres high.\nIt was built in 1968.\n\nThank you, Mr. Keller!\n",
    )
    .expect("written");
    fs::write(
        &fr,
        "Le barrage mesure 120 mètres ; il a été construit en 1968.\n\nMerci, M. Keller !\n",
    )
    .expect("written");
    let run = hexapla(&[
        "lines",
        "--format",
        format,
        &format!("en={}", en.display()),
        &format!("fr={}", fr.display()),
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

#[test]
fn lines_gives_json_indices_ladder_and_tsv() {
    let value: Value = serde_json::from_str(&lines("json")).expect("JSON");
    assert_eq!(
        value["groups"],
        json!([{"en": [0, 1], "fr": [0]}, {"en": [3], "fr": [2]}])
    );
    assert_eq!(value["pairs"]["en-fr"][0][0], json!([0, 1]));
    assert_eq!(lines("indices"), "[0,1]:[0]\n[3]:[2]\n");
    let ladder = lines("ladder");
    let rungs: Vec<(&str, &str)> = ladder
        .lines()
        .map(|l| {
            l.split_once('\t')
                .and_then(|(a, r)| Some((a, r.split_once('\t')?.0)))
                .expect("rung")
        })
        .collect();
    assert_eq!(rungs, [("0", "0"), ("2", "1"), ("4", "3")]);
    assert!(lines("tsv").starts_with("The dam is 120 metres high. It was built in 1968.\tLe barrage"));
}

#[test]
fn align_writes_a_file_a_folder() {
    let set = tempfile::tempdir().expect("a folder");
    let day = set.path().join("day 1");
    fs::create_dir(&day).expect("made");
    fs::write(day.join("en.txt"), "Q: When will the new bridge over the river open to traffic?\n\nA: The bridge will open on 3 May 2025.\n").expect("written");
    fs::write(day.join("fr.txt"), "Q : Quand le nouveau pont sur le fleuve sera-t-il ouvert à la circulation ?\n\nR : Le pont sera ouvert le 3 mai 2025.\n").expect("written");
    let out = set.path().join("out");
    let run = hexapla(&[
        "align",
        &set.path().display().to_string(),
        "--out",
        &out.display().to_string(),
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let value: Value =
        serde_json::from_str(&fs::read_to_string(out.join("day 1.json")).expect("a file")).expect("JSON");
    assert_eq!(value["briefing"]["id"], "b-day-1");
    assert_eq!(value["turns"]["pairs"]["en-fr"][1][0], json!([1]));
}

#[test]
fn completions_and_manual_are_printed() {
    assert!(hexapla(&["completions", "bash"]).out.contains("hexapla"));
    assert!(hexapla(&["man"]).out.contains(".TH"));
}
