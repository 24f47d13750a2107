//! Units of small alignments, and hard texts that every format must carry.

use super::*;
use crate::model::{Bead, Group, SentenceId};

const RIVER: &str = include_str!("../../../corpora/briefings/river-commission/gold.json");

/// Texts that formats break: markup, quotes, marks of direction, spaces that do not break,
/// fullwidth and astral characters, line ends of other systems, delimiters.
pub(in crate::write) const HARD: [&str; 8] = [
    "a < b && \"c\" > 'd' ]]> &amp; <seg>",
    "\u{200f}قال: «نعم»\u{200e} (7)\u{061c}؛ \u{2067}١٢٪\u{2069}",
    "12\u{a0}000\u{202f}€ — « oui »\u{2009}!",
    "ＡＢＣ，１２％\u{3000}（全角）",
    "𝒳 𠮷 😀 e\u{301} é",
    "line\u{2028}separator\u{85}next",
    "back\\slash \\t, comma; \"\"twice\"\"",
    "tab\there\nand a line",
];

/// A text with characters that XML forbids, five of them.
pub(in crate::write) const FORBIDDEN: &str = "bell\u{7} null\u{0} escape\u{1b}[0m \u{fffe}\u{ffff}.";

/// An alignment to take units of.
pub(in crate::write) struct Sample(Aligned);

impl Sample {
    pub(in crate::write) fn each(&self, mut take: impl FnMut(&Unit)) {
        let langs: Vec<Lang> = self.0.editions.keys().copied().collect();
        let found = units(&self.0, &all_pairs(&langs), UnitLevel::Sentence).expect("units");
        found.iter().for_each(&mut take);
    }
}

pub(in crate::write) fn empty(langs: &[(Lang, Vec<&str>)]) -> Aligned {
    let editions: serde_json::Map<_, _> = langs
        .iter()
        .map(|(lang, texts)| {
            let sentences: Vec<_> = texts
                .iter()
                .enumerate()
                .map(|(k, text)| {
                    serde_json::json!({"id": format!("{lang}.u1.s{}", k + 1), "text": text, "paragraph": 0})
                })
                .collect();
            let turn = serde_json::json!({"id": format!("{lang}.u1"), "role": "answer",
                "speaker": "person.keller", "sentences": sentences});
            (lang.to_string(), serde_json::json!({"turns": [turn]}))
        })
        .collect();
    let level = serde_json::json!({"groups": [], "pairs": {}});
    let json = serde_json::json!({"hexapla": "test", "briefing": {"id": "b-1", "date": "2025-05-14"},
        "editions": editions, "exchanges": level, "turns": level, "sentences": level, "differences": []});
    serde_json::from_value(json).expect("an alignment")
}

pub(in crate::write) fn link(
    aligned: &mut Aligned,
    a: (Lang, &[usize]),
    b: (Lang, &[usize]),
    confidence: f64,
) {
    let names = |(lang, list): (Lang, &[usize])| -> Vec<SentenceId> {
        list.iter()
            .map(|k| SentenceId(format!("{lang}.u1.s{k}")))
            .collect()
    };
    let pairs = &mut aligned.alignment.sentences.pairs;
    pairs.entry(Pair::new(a.0, b.0)).or_default().push(Bead {
        first: names(a),
        second: names(b),
        confidence,
        manual: false,
    });
}

/// English texts, each with the same two Chinese sentences, at confidence 0.5.
pub(in crate::write) fn sample(texts: &[&str]) -> (Vec<Lang>, Sample) {
    let chinese = texts.iter().flat_map(|_| ["一。", "二。"]).collect();
    let mut aligned = empty(&[(Lang::EN, texts.to_vec()), (Lang::ZH, chinese)]);
    for k in 1..=texts.len() {
        link(
            &mut aligned,
            (Lang::EN, &[k]),
            (Lang::ZH, &[2 * k - 1, 2 * k]),
            0.5,
        );
    }
    (vec![Lang::EN, Lang::ZH], Sample(aligned))
}

/// A unit for each of [`HARD`].
pub(in crate::write) fn hard_units() -> (Vec<Lang>, Sample) {
    sample(&HARD)
}

/// The example of the module: one French sentence for two English and two Chinese ones.
fn example() -> Aligned {
    let (en, fr, zh) = (Lang::EN, Lang::FR, Lang::ZH);
    let texts = [
        (en, vec!["One.", "Two.", "Three."]),
        (fr, vec!["Un deux."]),
        (zh, vec!["一。", "二。"]),
    ];
    let mut aligned = empty(&texts);
    link(&mut aligned, (en, &[1, 2]), (fr, &[1]), 0.9);
    link(&mut aligned, (en, &[1]), (zh, &[1]), 0.8);
    link(&mut aligned, (en, &[2]), (zh, &[2]), 0.7);
    link(&mut aligned, (fr, &[1]), (zh, &[1, 2]), 0.6);
    link(&mut aligned, (en, &[3]), (zh, &[]), 0.1);
    aligned
}

fn shown(aligned: &Aligned, pairs: &[Pair]) -> Vec<String> {
    let found = units(aligned, pairs, UnitLevel::Sentence).expect("units");
    let side = |(lang, side): (&Lang, &Side)| format!("{lang} {}", side.text());
    let show = |unit: &Unit| {
        let sides: Vec<String> = unit.sides.iter().map(side).collect();
        format!("{} {} {}", unit.id, unit.confidence, sides.join(" | "))
    };
    found.iter().map(show).collect()
}

#[test]
fn the_closure_is_over_the_chosen_pairs() {
    let (en, fr, zh) = (Lang::EN, Lang::FR, Lang::ZH);
    let aligned = example();
    assert_eq!(
        shown(&aligned, &all_pairs(&[zh, en])),
        [
            "b-1.en.u1.s1 0.8 en One. | zh 一。",
            "b-1.en.u1.s2 0.7 en Two. | zh 二。"
        ]
    );
    let all = "b-1.en.u1.s1 0.6 en One. Two. | fr Un deux. | zh 一。二。";
    assert_eq!(shown(&aligned, &all_pairs(&[en, fr, zh])), [all]);
    // Two of three pairs: the third's confidence does not count.
    let two = [Pair::new(en, zh), Pair::new(en, fr)];
    assert_eq!(shown(&aligned, &two), [all.replace("0.6", "0.7")]);
    assert!(shown(&aligned, &[Pair::new(Lang::AR, en)]).is_empty());
}

#[test]
fn the_units_of_two_languages_are_the_beads_of_the_pair() {
    let aligned: Aligned = serde_json::from_str(RIVER).expect("the gold");
    for (pair, beads) in &aligned.alignment.sentences.pairs {
        let ids = |ids: &[SentenceId]| -> Vec<String> {
            ids.iter()
                .map(|s| format!("{}.{s}", aligned.briefing.id))
                .collect()
        };
        let two_sided = beads
            .iter()
            .filter(|b| !b.first.is_empty() && !b.second.is_empty());
        let mut expected: Vec<_> = two_sided.map(|b| [ids(&b.first), ids(&b.second)]).collect();
        let found = units(&aligned, &[*pair], UnitLevel::Sentence).expect("units");
        let sides = |unit: &Unit| unit.sides.values().map(|s| s.ids.clone()).collect::<Vec<_>>();
        let mut found: Vec<_> = found.iter().map(sides).collect();
        assert!(found.len() > 50, "{pair}");
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{pair}");
    }
}

#[test]
fn all_six_languages_give_the_groups_in_their_order() {
    let aligned: Aligned = serde_json::from_str(RIVER).expect("the gold");
    let langs: Vec<Lang> = aligned.editions.keys().copied().collect();
    let two = |group: &&Group<SentenceId>| group.members.values().filter(|m| !m.is_empty()).count() > 1;
    let groups = aligned.alignment.sentences.groups.iter().filter(two);
    let expected: Vec<Vec<String>> = groups
        .map(|g| {
            g.members
                .values()
                .flatten()
                .map(|s| format!("b-2025-05-14.{s}"))
                .collect()
        })
        .collect();
    let found = units(&aligned, &all_pairs(&langs), UnitLevel::Sentence).expect("units");
    let found: Vec<Vec<String>> = found
        .iter()
        .map(|unit| unit.sides.values().flat_map(|s| s.ids.clone()).collect())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn turns_hold_all_their_sentences() {
    let aligned: Aligned = serde_json::from_str(RIVER).expect("the gold");
    let found = units(&aligned, &[Pair::new(Lang::EN, Lang::ZH)], UnitLevel::Turn).expect("units");
    let turn = &aligned.editions[&Lang::EN].turns[0];
    assert_eq!(found[0].sides[&Lang::EN].ids, ["b-2025-05-14.en.u1"]);
    let text: Vec<&str> = turn.sentences.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(found[0].sides[&Lang::EN].text(), text.join(" "));
    assert!(!found[0].sides[&Lang::ZH].text().contains(' '));
}

#[test]
fn a_link_to_nothing_is_an_error() {
    let mut aligned = example();
    link(&mut aligned, (Lang::EN, &[9]), (Lang::ZH, &[]), 1.0);
    let error = units(&aligned, &all_pairs(&[Lang::EN, Lang::ZH]), UnitLevel::Sentence);
    insta::assert_snapshot!(error.expect_err("an error"), @"briefing b-1: a link points to `en.u1.s9`, which the `en` edition does not have");
}

#[test]
fn filters_and_repetitions() {
    let (_, sample) = sample(&["Thank  you.", "thank you.", "Thank you!"]);
    let (mut seen, mut kept) = (Seen::default(), Vec::new());
    sample.each(|unit| kept.push(seen.is_new(unit)));
    assert_eq!(kept, [true, false, true]);
    let keeps = |min_confidence, one_to_one| {
        let (filter, mut n) = (
            Filter {
                min_confidence,
                one_to_one,
            },
            0,
        );
        sample.each(|unit| n += usize::from(filter.keeps(unit)));
        n
    };
    assert_eq!(
        (keeps(0.5, false), keeps(0.6, false), keeps(0.0, true)),
        (3, 0, 0)
    );
}
