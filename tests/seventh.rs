//! A seventh language by data files alone: German, its pack, its glossary and an
//! edition of a sample. Nothing about it is part of the program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hexapla::language::{Language, Languages};
use hexapla::model::{Aligned, Lang, Pair};

use crate::command::{hexapla, pages, root};
use crate::samples::aligned;

const SAMPLE: &str = "river-commission";

fn german() -> Lang {
    "de".parse().expect("a code")
}

fn pack() -> PathBuf {
    root().join("corpora/languages/de.toml")
}

fn glossary() -> PathBuf {
    root().join("corpora/languages/de-terms.tsv")
}

fn data(name: &str) -> PathBuf {
    root().join("tests/data/seventh").join(name)
}

fn string(path: &Path) -> String {
    path.display().to_string()
}

/// Aligns the German edition with those of the sample in other languages.
fn with(langs: &[&str], extra: &[&str]) -> Aligned {
    let mut args = vec!["--language-pack".to_owned(), string(&pack())];
    args.extend(extra.iter().map(|&arg| arg.to_owned()));
    args.extend(
        langs
            .iter()
            .map(|lang| string(&pages(SAMPLE).join(format!("{lang}.txt")))),
    );
    args.push(string(&data("de.txt")));
    let mut all = aligned(&args);
    assert_eq!(all.len(), 1, "one briefing");
    all.remove(0)
}

type Links = BTreeSet<(Vec<String>, Vec<String>)>;

/// Links of English sentences to German ones; those of one side only are left out.
fn gold() -> Links {
    let text = std::fs::read_to_string(data("gold.tsv")).expect("the gold");
    let ids = |cell: &str| cell.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let rows = text
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').expect("two columns"));
    rows.filter(|(en, de)| !en.is_empty() && !de.is_empty())
        .map(|(en, de)| (ids(en), ids(de)))
        .collect()
}

fn found(aligned: &Aligned) -> Links {
    let beads = &aligned.alignment.sentences.pairs[&Pair::new(german(), Lang::EN)];
    let texts = |ids: &[hexapla::model::SentenceId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let full = beads
        .iter()
        .filter(|bead| !bead.first.is_empty() && !bead.second.is_empty());
    // `de` comes before `en` in the alphabet.
    full.map(|bead| (texts(&bead.second), texts(&bead.first)))
        .collect()
}

fn strict(aligned: &Aligned) -> f64 {
    let (right, mine) = (gold(), found(aligned));
    2.0 * right.intersection(&mine).count() as f64 / (right.len() + mine.len()) as f64
}

fn language() -> Languages {
    let mut languages = Languages::builtin();
    languages.add_pack(&pack()).expect("the pack is sound");
    languages
}

fn with_german<T>(check: impl FnOnce(&Language) -> T) -> T {
    check(language().get(german()).expect("just added"))
}

#[test]
fn german_joins_the_six_editions() {
    let seven = with(
        &["ar", "en", "es", "fr", "ru", "zh"],
        &["--termbase", &string(&glossary())],
    );
    assert_eq!(seven.editions.len(), 7);
    let roles = |lang: Lang| {
        let turns = seven.editions[&lang].turns.iter();
        turns.map(|turn| turn.role).collect::<Vec<_>>()
    };
    assert_eq!(roles(german()), roles(Lang::EN));
    // German leaves no turn out and moves none.
    let beads = &seven.alignment.turns.pairs[&Pair::new(german(), Lang::EN)];
    let linked: Vec<(&[usize], &[usize])> = beads
        .iter()
        .map(|b| (b.first.as_slice(), b.second.as_slice()))
        .collect();
    let places: Vec<[usize; 1]> = (0..seven.editions[&Lang::EN].turns.len())
        .map(|turn| [turn])
        .collect();
    let expected: Vec<(&[usize], &[usize])> = places
        .iter()
        .map(|turn| (turn.as_slice(), turn.as_slice()))
        .collect();
    assert_eq!(linked, expected);
    let f1 = strict(&seven);
    println!("seven editions, de-en: strict F1 {f1:.4}");
    assert!(f1 >= 0.95, "{f1:.4}");
}

#[test]
fn german_and_english_alone() {
    let terms = string(&glossary());
    for extra in [&["--termbase", terms.as_str()][..], &[]] {
        let f1 = strict(&with(&["en"], extra));
        println!(
            "two editions, {} glossary: strict F1 {f1:.4}",
            if extra.is_empty() { "no" } else { "a" }
        );
        assert!(f1 >= 0.95, "{extra:?}: {f1:.4}");
    }
}

#[test]
fn without_the_pack_the_page_is_refused_by_name() {
    let run = hexapla(&["inspect", &string(&data("de.txt"))]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("German (deu)"), "{}", run.err);
    assert!(run.err.contains("--language-pack"), "{}", run.err);
}

#[test]
fn the_glossary_has_no_findings() {
    let run = hexapla(&[
        "terms",
        "lint",
        "--language-pack",
        &string(&pack()),
        &string(&glossary()),
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

/// In German a point stands behind days and ordinals.
#[test]
fn german_sentences() {
    let text = "Das Treffen fand am 3. Juni statt. Im Vorjahr waren es 15. Die Zahl stieg auf 1,2 Mio. Euro. \
                Das gilt seit 2019. Deutschland hat z. B. am 14. 5. 2025 rund 3 Mrd. Euro zugesagt. \
                Der 80. Jahrestag wird am 8. Mai begangen, d. h. nach Art. 5 Abs. 2 des Vertrags. \
                Es kamen Minister, Botschafter usw. Danach sagte sie: „Wir kommen.“ Dr. Anna Weber u. a. blieben.";
    let starts = with_german(|german| {
        let sentences = german.segmenter().sentences(text);
        sentences
            .into_iter()
            .map(|range| text[range].split(' ').take(2).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    });
    let expected = [
        "Das Treffen",
        "Im Vorjahr",
        "Die Zahl",
        "Das gilt",
        "Deutschland hat",
        "Der 80.",
        "Es kamen",
        "Danach sagte",
        "Dr. Anna",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn german_values() {
    let cases = [
        ("am 3. Juni 2025", "2025-06-03"),
        ("am 14.05.2025 um 17.30 Uhr", "2025-05-14|T17:30"),
        ("vom 26. Juli bis zum 3. August", "--07-26|--08-03"),
        ("Mitte August, am Montagabend", "--08|D1"),
        ("in den neunziger Jahren und den 1980er-Jahren", "1990s|1980s"),
        ("8.250 Fische, 2,8 Grad, 1.130.000 Euro", "8250|2.8|1130000"),
        ("4,6 Millionen Euro und 3 Mrd. Dollar", "4600000|3000000000"),
        (
            "anderthalb Millionen, eine halbe Milliarde, zweieinhalb Jahre",
            "1500000|500000000|2.5",
        ),
        (
            "17 Prozent, 40-prozentig, fünfundzwanzig Prozentpunkte",
            "17%|40%|25%",
        ),
        ("zwei Drittel, ein Viertel, die Hälfte", "2/3|1/4|1/2"),
        ("zum ersten Mal seit einundzwanzig Jahren", "#1|21"),
        ("zwei Dutzend, hundert, zweihunderttausend", "24|100|200000"),
        ("eine Bitte, ein Tag", ""),
    ];
    let failures: Vec<String> = with_german(|german| {
        let found = |text: &str| {
            let values = german.values().find(text);
            values
                .iter()
                .map(|value| value.kind.to_string())
                .collect::<Vec<_>>()
                .join("|")
        };
        let wrong = cases.iter().filter(|(text, expected)| found(text) != *expected);
        wrong
            .map(|(text, expected)| format!("{text}: expected {expected}, found {}", found(text)))
            .collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
