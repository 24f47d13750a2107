//! The differences planted in the sample briefings.

use std::collections::BTreeSet;

use hexapla::model::{Difference, DifferenceKind, DifferenceLevel};

use crate::command::{SAMPLES, hexapla, pages};
use crate::samples::{aligned, gold};

fn places(difference: &Difference) -> BTreeSet<&str> {
    difference.at.values().flatten().map(String::as_str).collect()
}

/// The same kind and odd editions at a place that both name.
fn same(a: &Difference, b: &Difference) -> bool {
    let key = |d: &Difference| (d.kind, d.level, d.odd.clone());
    key(a) == key(b) && !places(a).is_disjoint(&places(b))
}

fn is_value(difference: &Difference) -> bool {
    use DifferenceKind::{Date, Name, Number};
    matches!(difference.kind, Number | Date | Name)
}

/// Each sample alone, as people compare one briefing.
#[test]
fn planted_differences_are_found_and_no_others() {
    for sample in SAMPLES {
        let gold = gold(sample).differences;
        let found = &aligned(&[pages(sample).display().to_string()])[0].differences;
        let counted: Vec<&Difference> = found
            .iter()
            .filter(|d| d.kind != DifferenceKind::Segmentation)
            .collect();
        for one in &counted {
            let planted = gold.iter().find(|planted| same(planted, one));
            let planted = planted.unwrap_or_else(|| panic!("{sample}: not planted: {one:?}"));
            assert_eq!(planted.values, one.values, "{sample}: the values of {one:?}");
        }
        let missed: Vec<&Difference> = gold
            .iter()
            .filter(|planted| !counted.iter().any(|one| same(planted, one)))
            .collect();
        println!(
            "{sample}: {} of {} planted differences found",
            gold.len() - missed.len(),
            gold.len()
        );
        // Sentences left out may be missed, never a value, an exchange or a turn.
        assert!(
            missed
                .iter()
                .all(|d| d.level == DifferenceLevel::Sentence && !is_value(d)),
            "{sample}: missed: {missed:?}"
        );
        assert!(missed.len() <= 1, "{sample}: missed: {missed:?}");
    }
}

/// Where each edition says its value, the text there is what was read.
#[test]
fn marks_are_where_the_values_stand() {
    for sample in SAMPLES {
        let briefing = &aligned(&[pages(sample).display().to_string()])[0];
        for difference in briefing.differences.iter().filter(|d| is_value(d)) {
            assert_eq!(
                difference.marks.keys().collect::<Vec<_>>(),
                difference.values.keys().collect::<Vec<_>>()
            );
            for (lang, marks) in &difference.marks {
                let mark = &marks[0];
                let sentence = briefing.editions[lang]
                    .sentences()
                    .find(|s| s.id == mark.sentence);
                let text = &sentence.expect("the sentence").text;
                let marked: String = text
                    .chars()
                    .skip(mark.start)
                    .take(mark.end - mark.start)
                    .collect();
                assert!(
                    marked.chars().any(char::is_numeric),
                    "{sample} {lang}: `{marked}` in {text}"
                );
                assert!(difference.at[lang].contains(&mark.sentence.0));
            }
        }
    }
}

/// A saved alignment may say anything; `diff` and `report` once took links to nothing for none.
#[test]
fn a_saved_alignment_that_points_nowhere_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (bad, out) = (folder.path().join("bad.json"), folder.path().join("out"));
    for place in ["exchange", "sentence", "difference"] {
        let mut briefing = gold("river-commission");
        match place {
            "exchange" => {
                let group = &mut briefing.alignment.exchanges.groups[0];
                group.members.values_mut().for_each(|list| list.push(99));
            }
            "sentence" => {
                let beads = briefing.alignment.sentences.pairs.values_mut().next();
                beads.expect("a pair")[0].first[0].0.push_str("99");
            }
            _ => {
                let ids = briefing.differences[0].at.values_mut().next();
                ids.expect("an edition").push("en.u99".to_owned());
            }
        }
        std::fs::write(&bad, serde_json::to_string(&briefing).expect("JSON")).expect("written");
        for command in [
            ["diff", "--format", "html"],
            ["report", "--format", ""],
            ["export", "--format", "tsv"],
        ] {
            let (bad, out) = (bad.display().to_string(), out.display().to_string());
            let mut args = vec![command[0].to_owned(), bad, "--out".to_owned(), out];
            args.extend(
                command[1..]
                    .iter()
                    .filter(|_| !command[2].is_empty())
                    .map(ToString::to_string),
            );
            let run = hexapla(&args);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{place} {args:?}");
            assert!(run.err.contains("which the `"), "{place}: {}", run.err);
        }
    }
}

/// Each value of a group is held against all others: 50,000 in one sentence once took half a minute.
#[test]
fn a_sentence_full_of_values_is_no_matter_of_minutes() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |label: &str, value: &str| {
        let values = value.repeat(20_000);
        format!("{label}Reuters: How many?\n\nA: There are {values} ships.\n")
    };
    for (name, value) in [("en.txt", "9, "), ("fr.txt", "8, ")] {
        std::fs::write(folder.path().join(name), page("", value)).expect("written");
    }
    let files =
        ["en", "fr"].map(|lang| format!("{lang}={}", folder.path().join(format!("{lang}.txt")).display()));
    let start = std::time::Instant::now();
    let mut args = vec![
        "align".to_owned(),
        "--format".to_owned(),
        "json".to_owned(),
        "--no-learn".to_owned(),
    ];
    args.push(folder.path().display().to_string());
    args.extend(files.iter().flat_map(|file| ["--lang".to_owned(), file.clone()]));
    let run = hexapla(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    // Slow machines and unoptimised builds included.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
