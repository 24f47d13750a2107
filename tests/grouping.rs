//! Which files are editions of one briefing, on the samples.

use std::fs;
use std::path::Path;

use hexapla::model::Aligned;

use crate::command::{SAMPLES, hexapla, pages};

/// Copies all pages of all samples into one folder, changed by a function.
fn mixed(change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for sample in SAMPLES {
        for entry in fs::read_dir(pages(sample)).expect("pages").flatten() {
            let bytes = fs::read(entry.path()).expect("a page");
            let name = format!("{sample}-{}", entry.file_name().to_string_lossy());
            let content = String::from_utf8(bytes)
                .map_or_else(|error| error.into_bytes(), |text| change(text).into_bytes());
            fs::write(folder.path().join(name), content).expect("written");
        }
    }
    folder
}

/// The editions of each briefing, by the sample in their files' names.
fn briefings(folder: &Path) -> Vec<Vec<String>> {
    let run = hexapla(&[
        "align",
        "--no-learn",
        "--format",
        "json",
        &folder.display().to_string(),
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let sample = |source: &str| {
        let found = SAMPLES.iter().find(|sample| source.starts_with(**sample));
        (*found.expect("a sample")).to_owned()
    };
    let aligned = run
        .out
        .lines()
        .map(|line| serde_json::from_str::<Aligned>(line).expect("JSON"));
    let mut found: Vec<Vec<String>> = aligned
        .map(|briefing| briefing.editions.values().map(|e| sample(&e.source)).collect())
        .collect();
    found.sort();
    found
}

fn six_of_each() -> Vec<Vec<String>> {
    SAMPLES.iter().map(|&sample| vec![sample.to_owned(); 6]).collect()
}

#[test]
fn all_samples_in_one_folder_are_told_apart_by_their_days() {
    assert_eq!(briefings(mixed(|text| text).path()), six_of_each());
}

#[test]
fn two_samples_of_one_day_are_told_apart_by_who_speaks() {
    // The health council meets on the day of the river commission.
    let change = |text: String| {
        let mut text = text;
        for (from, to) in [
            ("May 16, 2024", "May 14, 2025"),
            ("16 de mayo de 2024", "14 de mayo de 2025"),
            ("16 mai 2024", "14 mai 2025"),
            ("16 мая 2024", "14 мая 2025"),
            ("2024年5月16日", "2025年5月14日"),
            ("16 مايو عام 2024", "14 مايو عام 2025"),
        ] {
            text = text.replace(from, to);
        }
        text
    };
    assert_eq!(briefings(mixed(change).path()), six_of_each());
}
