//! The comparison on tables of sentences in six languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Comparison;
use crate::language::Languages;
use crate::model::{
    Alignment, Bead, Difference, DifferenceKind, Edition, Group, Lang, Level, Pair, Role, Sentence,
    SentenceId, Turn, TurnId,
};

const LANGS: [&str; 6] = ["en", "fr", "es", "ru", "ar", "zh"];

/// One turn of one sentence in each edition, all linked.
fn compare(sentences: &[(Lang, &str)]) -> Vec<Difference> {
    static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::builtin);
    static COMPARISON: LazyLock<Comparison<'static>> =
        LazyLock::new(|| Comparison::new(LANGS.map(lang), &LANGUAGES, &[crate::termbase::builtin()]));
    let id = |lang: Lang| SentenceId(format!("{lang}.u1.s1"));
    let edition = |lang: Lang, text: &str| Edition {
        turns: vec![Turn {
            id: TurnId(format!("{lang}.u1")),
            role: Role::Statement,
            label: String::new(),
            printed: String::new(),
            speaker: None,
            sentences: vec![Sentence {
                id: id(lang),
                text: text.to_owned(),
                paragraph: 0,
                line: 1,
            }],
        }],
        ..Edition::default()
    };
    let editions: BTreeMap<Lang, Edition> = sentences
        .iter()
        .map(|&(lang, text)| (lang, edition(lang, text)))
        .collect();
    let mut alignment = Alignment {
        turns: Level {
            groups: vec![Group {
                members: editions.keys().map(|&lang| (lang, vec![0])).collect(),
                confidence: 1.0,
                manual: false,
            }],
            pairs: BTreeMap::new(),
        },
        sentences: Level {
            groups: vec![Group {
                members: editions.keys().map(|&lang| (lang, vec![id(lang)])).collect(),
                confidence: 1.0,
                manual: false,
            }],
            pairs: BTreeMap::new(),
        },
        ..Alignment::default()
    };
    for &a in editions.keys() {
        for &b in editions.keys().filter(|&&b| b > a) {
            let bead = Bead {
                first: vec![id(a)],
                second: vec![id(b)],
                confidence: 1.0,
                manual: false,
            };
            alignment.sentences.pairs.insert(Pair::new(a, b), vec![bead]);
        }
    }
    let day = Some(jiff::civil::date(2025, 3, 10));
    COMPARISON.differences(&editions, &alignment, day)
}

fn lang(code: &str) -> Lang {
    code.parse().expect("a code")
}

/// The rows of a table: the cells before the sentences, and the sentences.
fn rows(
    table: &'static str,
    before: usize,
) -> impl Iterator<Item = (Vec<&'static str>, Vec<(Lang, &'static str)>)> {
    table.lines().skip(1).map(move |line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let sentences = LANGS.iter().zip(&cells[before..]);
        (
            cells[..before].to_vec(),
            sentences.map(|(code, text)| (lang(code), *text)).collect(),
        )
    })
}

#[test]
fn the_same_said_in_six_ways_is_no_difference() {
    let mut wrong = Vec::new();
    for (head, sentences) in rows(include_str!("../../tests/data/differences/benign.tsv"), 2) {
        for found in compare(&sentences) {
            wrong.push(format!(
                "{}: {} odd {:?} {:?}",
                head[0],
                found.kind.as_str(),
                found.odd,
                found.values
            ));
        }
        // Two editions have no third to help.
        for (k, a) in sentences.iter().enumerate() {
            for b in &sentences[..k] {
                for found in compare(&[*a, *b]) {
                    wrong.push(format!(
                        "{}: two: {} {:?}",
                        head[0],
                        found.kind.as_str(),
                        found.values
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} false:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is not found, and why.
const NOT_FOUND: [(&str, &str); 13] = [
    ("real-century-20-21", "centuries in Roman numerals are not read"),
    ("real-clock-3-5", "the Arabic hour in words is an ordinal"),
    ("real-duration-two-weeks", "units are not compared"),
    (
        "real-guinea-equatorial",
        "the odd name is one that another edition has too",
    ),
    (
        "real-hundreds-thousands",
        "hundreds and thousands of are ways to say many",
    ),
    (
        "real-korea-north-south",
        "the odd name is not told apart from the peninsula",
    ),
    (
        "real-macron-hollande",
        "Arabic has no capitals: which word is a person is not known",
    ),
    ("real-niger-nigeria", "the two share a stem in some language"),
    (
        "real-pakistan-afghanistan",
        "one other edition speaks of its side",
    ),
    ("real-sichuan-yunnan", "regions are not compared"),
    (
        "real-wang-yi-li-qiang",
        "the names begin the sentence or have too few consonants",
    ),
    ("real-who-wto", "institutions count by their acronyms only"),
    ("real-yesterday-today", "relative days are not read"),
];

#[test]
fn one_edition_that_says_something_else_is_odd() {
    let mut missed = Vec::new();
    for (head, sentences) in rows(include_str!("../../tests/data/differences/real.tsv"), 3) {
        let kind = match head[1] {
            "number" => DifferenceKind::Number,
            "date" => DifferenceKind::Date,
            _ => DifferenceKind::Name,
        };
        let found = compare(&sentences);
        // A name that differs is never called a number.
        assert!(found.iter().all(|d| d.kind == kind), "{}: {found:?}", head[0]);
        match found.as_slice() {
            [one] => assert_eq!(one.odd, [lang(head[2])], "{}", head[0]),
            [] => missed.push(head[0]),
            _ => panic!("{}: more than one: {found:?}", head[0]),
        }
    }
    missed.sort_unstable();
    assert_eq!(missed, NOT_FOUND.map(|(id, _)| id));
}
