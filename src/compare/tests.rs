//! The comparison on tables of sentences in six languages.

use std::collections::BTreeMap;

use super::differences;
use crate::language::Languages;
use crate::model::{
    Alignment, Bead, Difference, DifferenceKind, Edition, Group, Lang, Level, Pair, Role, Sentence,
    SentenceId, Turn, TurnId,
};

const LANGS: [&str; 6] = ["en", "fr", "es", "ru", "ar", "zh"];

/// One turn of one sentence in each edition, all linked.
fn compare(sentences: &[(Lang, &str)]) -> Vec<Difference> {
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
            }],
            pairs: BTreeMap::new(),
        },
        sentences: Level {
            groups: vec![Group {
                members: editions.keys().map(|&lang| (lang, vec![id(lang)])).collect(),
                confidence: 1.0,
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
            };
            alignment.sentences.pairs.insert(Pair::new(a, b), vec![bead]);
        }
    }
    let day = Some(jiff::civil::date(2025, 3, 10));
    differences(&editions, &alignment, &Languages::builtin(), day)
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

#[test]
fn one_edition_that_says_something_else_is_odd() {
    let mut missed = Vec::new();
    let mut all = 0;
    for (head, sentences) in rows(include_str!("../../tests/data/differences/real.tsv"), 3) {
        let kind = match head[1] {
            "number" => DifferenceKind::Number,
            "date" => DifferenceKind::Date,
            _ => DifferenceKind::Name,
        };
        all += 1;
        let found = compare(&sentences);
        let right = |d: &Difference| d.kind == kind && d.odd == [lang(head[2])];
        if found.len() != 1 || !right(&found[0]) {
            let found: Vec<_> = found
                .iter()
                .map(|d| format!("{} {:?} {:?}", d.kind.as_str(), d.odd, d.values))
                .collect();
            missed.push(format!("{} {} {}: {found:?}", head[0], head[1], head[2]));
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {all}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}
