//! The differences planted in the sample briefings.

use std::collections::BTreeSet;

use hexapla::model::{Difference, DifferenceKind, DifferenceLevel};

use crate::command::{SAMPLES, pages};
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
