//! Line files that are too long for the exact search.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::command::hexapla;
use crate::parallel::{Parallel, Random, parallel};

/// Beads of an alignment, by line numbers.
type Beads = Vec<(Vec<usize>, Vec<usize>)>;

/// The same with their confidences.
type Sure = Vec<(Vec<usize>, Vec<usize>, f64)>;

/// Aligns two editions with the program; returns the beads, with their
/// confidences, and what it says on standard error.
fn align(first: &[String], second: &[String], extra: &[&str]) -> (Sure, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (en, fr) = (folder.path().join("en.txt"), folder.path().join("fr.txt"));
    fs::write(&en, first.join("\n")).expect("written");
    fs::write(&fr, second.join("\n")).expect("written");
    let mut args = vec![
        "lines".to_owned(),
        format!("en={}", en.display()),
        format!("fr={}", fr.display()),
    ];
    args.extend(extra.iter().map(|&a| a.to_owned()));
    let run = hexapla(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    let value: Value = serde_json::from_str(&run.out).expect("JSON");
    let beads = serde_json::from_value(value["pairs"]["en-fr"].clone()).expect("beads");
    (beads, run.err)
}

fn links(beads: Sure) -> Beads {
    beads
        .into_iter()
        .filter(|(a, b, _)| !a.is_empty() && !b.is_empty())
        .map(|(a, b, _)| (a, b))
        .collect()
}

/// The strict F1 of beads.
fn strict(found: &Beads, right: &Beads) -> f64 {
    let known: std::collections::BTreeSet<_> = right.iter().collect();
    let hits = found.iter().filter(|bead| known.contains(bead)).count();
    2.0 * hits as f64 / (found.len() + right.len()) as f64
}

fn in_order(beads: &[(Vec<usize>, Vec<usize>, f64)], n: usize, m: usize) {
    let first: Vec<usize> = beads.iter().flat_map(|bead| bead.0.clone()).collect();
    let second: Vec<usize> = beads.iter().flat_map(|bead| bead.1.clone()).collect();
    assert!(first.into_iter().eq(0..n), "every line once, in order");
    assert!(second.into_iter().eq(0..m), "every line once, in order");
}

#[test]
fn thirty_thousand_lines_are_aligned_in_seconds() {
    let Parallel { first, second, beads } = parallel(30_000, 1);
    let start = Instant::now();
    let (found, err) = align(&first, &second, &[]);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    assert_eq!(err, "");
    in_order(&found, first.len(), second.len());
    let f1 = strict(&links(found), &beads);
    println!("30,000 sentences: strict F1 {f1:.4} in {:?}", start.elapsed());
    assert!(f1 > 0.95, "{f1}");
}

#[test]
fn a_missing_passage_costs_nothing_around_it() {
    let Parallel { first, second, beads } = parallel(4_000, 2);
    let gone = 1_500..2_000;
    let rest: Vec<String> = [&second[..gone.start], &second[gone.end..]].concat();
    let (found, _) = align(&first, &rest, &[]);
    in_order(&found, first.len(), rest.len());
    let right: Beads = beads
        .into_iter()
        .filter(|(_, b)| !b.iter().any(|j| gone.contains(j)))
        .map(|(a, b)| {
            let moved = |j: usize| if j >= gone.end { j - gone.len() } else { j };
            (a, b.into_iter().map(moved).collect())
        })
        .collect();
    let f1 = strict(&links(found), &right);
    assert!(f1 > 0.94, "{f1}");
}

#[test]
fn passages_in_another_order_spoil_nothing_beyond_them() {
    let Parallel { first, second, beads } = parallel(4_000, 3);
    let (a, b, c) = (1_500, 1_800, 2_100);
    let moved = [&second[..a], &second[b..c], &second[a..b], &second[c..]].concat();
    let (found, _) = align(&first, &moved, &[]);
    in_order(&found, first.len(), moved.len());
    let outside = |bead: &(Vec<usize>, Vec<usize>)| bead.1.iter().all(|j| !(a..c).contains(j));
    let right: Beads = beads.into_iter().filter(outside).collect();
    let found: Beads = links(found).into_iter().filter(outside).collect();
    let f1 = strict(&found, &right);
    assert!(f1 > 0.94, "{f1}");
}

#[test]
fn files_about_different_things_give_little_and_unsure() {
    let (first, second) = (parallel(3_000, 4).first, parallel(2_000, 5).second);
    let (found, _) = align(&first, &second, &[]);
    in_order(&found, first.len(), second.len());
    let sure = found
        .iter()
        .filter(|(a, b, confidence)| !a.is_empty() && !b.is_empty() && *confidence > 0.9);
    let share = sure.count() as f64 / second.len() as f64;
    assert!(share < 0.1, "{share} of the lines surely linked");
}

#[test]
fn every_line_stands_in_one_bead_whatever_the_files_hold() {
    let Parallel { first, second, .. } = parallel(1_500, 6);
    let mut random = Random(7);
    for _ in 0..4 {
        // Runs of lines from anywhere, some twice, some blank sides.
        let mut pick = |lines: &[String]| -> Vec<String> {
            let mut out = Vec::new();
            for _ in 0..random.below(12) + 1 {
                let start = random.below(lines.len() as u64) as usize;
                let end = (start + random.below(300) as usize + 1).min(lines.len());
                out.extend_from_slice(&lines[start..end]);
            }
            out
        };
        let (a, b) = (pick(&first), pick(&second));
        let (found, _) = align(&a, &b, &["--no-learn"]);
        in_order(&found, a.len(), b.len());
    }
    let (found, _) = align(&first, &second[..1], &[]);
    in_order(&found, first.len(), 1);
}
