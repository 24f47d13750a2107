//! Known figures, and what must hold for any two alignments.

use std::collections::BTreeMap;

use arbtest::arbitrary::{self, Unstructured};
use arbtest::arbtest;

use super::*;
use crate::model::{Lang, Pair};

fn members(side: &[usize]) -> Vec<Member> {
    side.iter().copied().map(Member::from).collect()
}

fn links(beads: &[(&[usize], &[usize], f64)]) -> Links {
    let link = |(a, b, c): &(&[usize], &[usize], f64)| Link::new(members(a), members(b), Some(*c));
    Links {
        pairs: [(Pair::new(Lang::EN, Lang::ZH), beads.iter().map(link).collect())].into(),
    }
}

fn summary(gold: &Links, hyp: &Links, deletions: Deletions) -> Summary {
    let counting = Counting {
        deletions,
        only: None,
    };
    Scores::new([(gold, hyp)], counting).mean()
}

/// The drawing of the module's head.
fn drawing() -> (Links, Links) {
    let gold = links(&[
        (&[0], &[0], 1.0),
        (&[1], &[1], 1.0),
        (&[2], &[], 1.0),
        (&[3], &[2], 1.0),
        (&[], &[3], 1.0),
    ]);
    let hyp = links(&[
        (&[0], &[0], 0.95),
        (&[2, 1], &[1], 0.85),
        (&[3], &[3], 0.15),
        (&[], &[2], 0.5),
    ]);
    (gold, hyp)
}

#[test]
fn strict_asks_for_the_bead_and_lax_for_a_linked_pair() {
    let (gold, hyp) = drawing();
    let found = summary(&gold, &hyp, Deletions::Ignored);
    let third = 1.0 / 3.0;
    assert_eq!((found.strict.precision, found.strict.recall), (third, third));
    assert_eq!(
        (found.lax.precision, found.lax.recall),
        (2.0 * third, 2.0 * third)
    );
}

#[test]
fn deletions_count_in_precision_alone_and_one_a_sentence() {
    let (gold, hyp) = drawing();
    let found = summary(&gold, &hyp, Deletions::InPrecision);
    // Four beads of the hypothesis, the unaligned one is aligned in the gold.
    assert_eq!((found.strict.precision, found.strict.recall), (0.25, 1.0 / 3.0));
    let (run, single) = (
        links(&[(&[3, 4], &[], 1.0)]),
        links(&[(&[3], &[], 1.0), (&[4], &[], 1.0)]),
    );
    assert_eq!(
        summary(&run, &single, Deletions::InPrecision).strict.precision,
        1.0
    );
    assert_eq!(
        summary(&single, &run, Deletions::InPrecision).strict.precision,
        1.0
    );
}

#[test]
fn types_are_those_of_the_gold_for_recall_and_of_the_hypothesis_for_precision() {
    let (gold, hyp) = drawing();
    let shapes = Scores::new([(&gold, &hyp)], Counting::default()).shapes;
    let counts = |shape| (shapes[&shape].hyp, shapes[&shape].gold);
    assert_eq!(counts(Shape::OneOne), (2, 3));
    assert_eq!(counts(Shape::TwoOne), (1, 0));
}

#[test]
fn the_calibration_error_is_the_mean_distance_of_the_bins() {
    let (gold, hyp) = drawing();
    let calibration = Scores::new([(&gold, &hyp)], Counting::default()).calibration;
    assert_eq!(calibration.count(), 3);
    let [strict, lax] = calibration.errors().expect("confidences");
    assert!((strict - (0.05 + 0.85 + 0.15) / 3.0).abs() < 1e-12, "{strict}");
    assert!((lax - (0.05 + 0.15 + 0.15) / 3.0).abs() < 1e-12, "{lax}");
    assert_eq!(calibration.bins[9].shares(), Some([0.95, 1.0, 1.0]));
}

#[test]
fn origins_make_components_of_each_pair_alone() {
    let editions: BTreeMap<Lang, Vec<Vec<usize>>> = [
        (Lang::EN, vec![vec![0], vec![1], vec![2]]),
        (Lang::FR, vec![vec![0, 1], vec![3]]),
        (Lang::ZH, vec![vec![1], vec![0]]),
    ]
    .into();
    let gold = Links::from_origins(&editions);
    let beads = |a, b| -> Vec<(Vec<Member>, Vec<Member>)> {
        let list = &gold.pairs[&Pair::new(a, b)];
        list.iter()
            .map(|l| (l.first().to_vec(), l.second().to_vec()))
            .collect()
    };
    let bead = |a: &[usize], b: &[usize]| (members(a), members(b));
    assert_eq!(
        beads(Lang::EN, Lang::FR),
        [bead(&[0, 1], &[0]), bead(&[2], &[]), bead(&[], &[1])]
    );
    // French merges both; that does not merge them here.
    assert_eq!(
        beads(Lang::EN, Lang::ZH),
        [bead(&[0], &[1]), bead(&[1], &[0]), bead(&[2], &[])]
    );
}

#[test]
fn groups_give_a_bead_to_every_pair() {
    let group = |members: &[(Lang, &[usize])]| {
        let members = members.iter().map(|(l, side)| (*l, self::members(side)));
        (members.collect::<BTreeMap<_, _>>(), None)
    };
    let links = Links::from_groups(&[
        group(&[(Lang::EN, &[0]), (Lang::ZH, &[0, 1])]),
        group(&[(Lang::FR, &[0])]),
    ]);
    assert_eq!(links.pairs.len(), 3);
    assert_eq!(links.pairs[&Pair::new(Lang::EN, Lang::ZH)].len(), 1);
    assert!(!links.pairs[&Pair::new(Lang::EN, Lang::FR)][1].is_two_sided());
}

#[test]
fn the_worst_pair_and_the_mean_are_over_pairs() {
    let one = links(&[(&[0], &[0], 1.0)]);
    let mut gold = one.clone();
    gold.pairs.insert(
        Pair::new(Lang::AR, Lang::ZH),
        vec![Link::new(members(&[7]), members(&[7]), None)],
    );
    let scores = Scores::new([(&gold, &one)], Counting::default());
    assert_eq!(scores.mean().strict.f1, 0.5);
    assert_eq!(scores.worst().expect("a pair").0, Pair::new(Lang::AR, Lang::ZH));
    let only = Counting {
        only: Some(Pair::new(Lang::EN, Lang::ZH)),
        ..Counting::default()
    };
    assert_eq!(Scores::new([(&gold, &one)], only).mean().strict.f1, 1.0);
}

/// A gold of two to four editions with merged, dropped and moved segments.
fn any_links(u: &mut Unstructured<'_>) -> arbitrary::Result<Links> {
    let langs = [Lang::AR, Lang::EN, Lang::RU, Lang::ZH];
    let mut editions = BTreeMap::new();
    for &lang in &langs[..u.int_in_range(2..=4)?] {
        let mut segments = vec![vec![0]];
        for _ in 0..u.int_in_range(0..=12)? {
            let first: usize = u.int_in_range(0..=12)?;
            segments.push((first..=first + u.int_in_range(0..=2)?).collect());
        }
        editions.insert(lang, segments);
    }
    Ok(Links::from_origins(&editions))
}

#[test]
fn a_perfect_hypothesis_scores_one() {
    arbtest(|u| {
        let gold = any_links(u)?;
        for deletions in [Deletions::Ignored, Deletions::InPrecision] {
            let found = summary(&gold, &gold, deletions);
            assert_eq!((found.strict.f1, found.lax.f1), (1.0, 1.0));
        }
        Ok(())
    });
}

#[test]
fn swapping_gold_and_hypothesis_swaps_precision_and_recall() {
    arbtest(|u| {
        let (a, mut b) = (any_links(u)?, any_links(u)?);
        // Both ways the same pairs are scored.
        b.pairs.retain(|pair, _| a.pairs.contains_key(pair));
        let mut a = a;
        a.pairs.retain(|pair, _| b.pairs.contains_key(pair));
        let (there, back) = (
            Scores::new([(&a, &b)], Counting::default()),
            Scores::new([(&b, &a)], Counting::default()),
        );
        for (pair, counts) in &there.pairs {
            let (one, other) = (counts.summary(), back.pairs[pair].summary());
            for (x, y) in [(one.strict, other.strict), (one.lax, other.lax)] {
                assert_eq!((x.precision, x.recall), (y.recall, y.precision));
                assert!((x.f1 - y.f1).abs() < 1e-12);
            }
        }
        Ok(())
    });
}

#[test]
fn strict_is_never_above_lax_and_types_sum_up_to_pairs() {
    arbtest(|u| {
        let (gold, hyp) = (any_links(u)?, any_links(u)?);
        let scores = Scores::new([(&gold, &hyp)], Counting::default());
        let (mut pairs, mut shapes) = (Counts::default(), Counts::default());
        for counts in scores.pairs.values() {
            assert!(counts.hyp_strict <= counts.hyp_lax && counts.hyp_lax <= counts.hyp);
            assert_eq!(counts.hyp_strict, counts.gold_strict);
            pairs += *counts;
        }
        scores.shapes.values().for_each(|counts| shapes += *counts);
        assert_eq!(pairs, shapes);
        Ok(())
    });
}
