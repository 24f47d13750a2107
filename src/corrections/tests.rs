use crate::model::{Aligned, Bead, Lang, Level, Pair, SentenceId};

use super::*;

/// Three editions of one turn with two sentences each, linked one to one.
fn briefing() -> Aligned {
    let json = r#"{"hexapla": "0", "briefing": {"id": "b-1"}, "editions": {}, "differences": [],
        "exchanges": {"groups": [], "pairs": {}}, "turns": {"groups": [], "pairs": {}},
        "sentences": {"groups": [], "pairs": {}}}"#;
    let mut aligned: Aligned = serde_json::from_str(json).expect("a briefing");
    let langs = [Lang::AR, Lang::EN, Lang::ZH];
    for lang in langs {
        let json = format!(
            r#"{{"turns": [{{"id": "{lang}.u1", "role": "statement", "sentences": [
                {{"id": "{lang}.u1.s1", "text": "a", "paragraph": 0}},
                {{"id": "{lang}.u1.s2", "text": "b", "paragraph": 0}}]}}]}}"#
        );
        let edition = serde_json::from_str(&json).expect("an edition");
        aligned.editions.insert(lang, edition);
    }
    let turn = |_: Lang, _: usize| 0;
    aligned.alignment.turns = level(&langs, 1, turn);
    aligned.alignment.sentences = level(&langs, 2, |l, k| SentenceId(format!("{l}.u1.s{}", k + 1)));
    aligned
}

fn level<T: Clone>(langs: &[Lang], n: usize, name: impl Fn(Lang, usize) -> T) -> Level<T> {
    let mut level = Level::default();
    for k in 0..n {
        level.groups.push(crate::model::Group {
            members: langs.iter().map(|&l| (l, vec![name(l, k)])).collect(),
            confidence: 0.9,
            manual: false,
        });
        for (x, &a) in langs.iter().enumerate() {
            for &b in &langs[x + 1..] {
                level.pairs.entry(Pair::new(a, b)).or_default().push(Bead {
                    first: vec![name(a, k)],
                    second: vec![name(b, k)],
                    confidence: 0.9,
                    manual: false,
                });
            }
        }
    }
    level
}

fn table(rows: &[&str]) -> Result<LinkTable, TableError> {
    LinkTable::read(&rows.join("\n"), '\t')
}

/// The beads of a pair in words, `!` behind those that a person set.
fn beads(aligned: &Aligned, a: Lang, b: Lang) -> Vec<String> {
    let side = |list: &[SentenceId]| {
        let ids = list.iter().map(|id| id.0.rsplit('.').next().unwrap_or_default());
        ids.collect::<Vec<_>>().join("+")
    };
    aligned.alignment.sentences.pairs[&Pair::new(a, b)]
        .iter()
        .map(|bead| {
            let mark = if bead.manual { "!" } else { "" };
            format!("{}={}{mark}", side(&bead.first), side(&bead.second))
        })
        .collect()
}

#[test]
fn rows_that_say_the_same_change_nothing() {
    let table = table(&[
        "id\tar.ids\ten.ids\ten\tzh.ids",
        "1\tb-1.ar.u1.s1\tb-1.en.u1.s1\tHe said \"no\tb-1.zh.u1.s1",
        "2\tb-1.ar.u1.s2\tb-1.en.u1.s2\tb\tb-1.zh.u1.s2",
    ]);
    let mut aligned = briefing();
    let before = aligned.clone();
    let corrected = correct(&mut aligned, &table.expect("a table")).expect("links");
    assert_eq!(corrected, Corrected { changed: 0, same: 2 });
    assert_eq!(aligned, before);
}

#[test]
fn a_pair_is_changed_and_the_others_stay() {
    let table = table(&["en.ids\tzh.ids", "b-1.en.u1.s1\tb-1.zh.u1.s1 b-1.zh.u1.s2"]);
    let mut aligned = briefing();
    let corrected = correct(&mut aligned, &table.expect("a table")).expect("links");
    assert_eq!(corrected, Corrected { changed: 1, same: 0 });
    assert_eq!(beads(&aligned, Lang::EN, Lang::ZH), ["s1=s1+s2!", "s2="]);
    assert_eq!(beads(&aligned, Lang::AR, Lang::EN), ["s1=s1", "s2=s2"]);
    assert_eq!(aligned.alignment.sentences.groups.len(), 1);
}

#[test]
fn a_row_of_all_languages_sets_the_group() {
    let table = table(&[
        "ar.ids\ten.ids\tzh.ids",
        "\tb-1.en.u1.s1\tb-1.zh.u1.s1",
        "b-1.ar.u1.s1\t\t",
    ]);
    let mut aligned = briefing();
    correct(&mut aligned, &table.expect("a table")).expect("links");
    assert_eq!(beads(&aligned, Lang::AR, Lang::EN), ["s1=", "s2=s2", "=s1"]);
    assert_eq!(beads(&aligned, Lang::EN, Lang::ZH), ["s1=s1", "s2=s2"]);
    let manual: Vec<bool> = aligned
        .alignment
        .sentences
        .groups
        .iter()
        .map(|g| g.manual)
        .collect();
    assert_eq!(manual, [true, true, false]);
}

#[test]
fn a_later_correction_overrules_an_earlier_one() {
    let mut aligned = briefing();
    for (zh, expected) in [("b-1.zh.u1.s2", "s1=s2!"), ("b-1.zh.u1.s1", "s1=s1!")] {
        let row = format!("b-1.en.u1.s1\t{zh}");
        let table = table(&["en.ids\tzh.ids", &row]).expect("a table");
        correct(&mut aligned, &table).expect("links");
        assert_eq!(beads(&aligned, Lang::EN, Lang::ZH)[0], expected);
    }
}

#[test]
fn bad_tables_are_named_with_their_line() {
    for (rows, line, words) in [
        (&["en\tzh"][..], 1, "two columns of identifiers"),
        (&["en.ids\ten.ids\tzh.ids"], 1, "two columns are named `en.ids`"),
        (
            &["en.ids\tzh.ids", "b-1.en.u1.s1"],
            2,
            "1 cells, the header has 2",
        ),
        (
            &["en.ids\tzh.ids", "b-1.zh.u1.s1\tb-1.zh.u1.s2"],
            2,
            "identifiers of that edition",
        ),
        (
            &["en.ids\tzh.ids", "b-1.en.u1.s1\tb-2.zh.u1.s1"],
            2,
            "two briefings",
        ),
        (
            &["en.ids\tzh.ids", "b-1.en.u1.s1\t", "b-1.en.u1.s1\tb-1.zh.u1.s1"],
            3,
            "stands in line 2",
        ),
    ] {
        let error = table(rows).expect_err(words);
        assert_eq!(error.line, line, "{error}");
        assert!(error.what.contains(words), "{error}");
    }
    for (row, words) in [
        ("b-1.en.u1.s9\tb-1.zh.u1.s1", "no such sentence"),
        ("b-1.en.u1\tb-1.zh.u1.s1", "turns and sentences"),
    ] {
        let table = table(&["en.ids\tzh.ids", row]).expect("a table");
        let error = correct(&mut briefing(), &table).expect_err(words);
        assert_eq!(error.line, 2);
        assert!(error.what.contains(words), "{error}");
    }
}

#[test]
fn lines_are_counted_whatever_they_end_in() {
    for end in ["\n", "\r\n"] {
        let text = ["en.ids\tzh.ids", "b-1.en.u1.s1\t", "\t", "b-1.en.u1.s1\t"].join(end);
        let error = LinkTable::read(&text, '\t').expect_err("one twice");
        assert_eq!((error.line, error.what.contains("line 2")), (4, true), "{error}");
    }
}

#[test]
fn a_pair_is_corrected_and_the_group_still_binds_the_others() {
    let mut aligned = briefing();
    let whole = table(&[
        "ar.ids\ten.ids\tzh.ids",
        "b-1.ar.u1.s1\tb-1.en.u1.s2\tb-1.zh.u1.s1",
        "b-1.ar.u1.s2\tb-1.en.u1.s1\tb-1.zh.u1.s2",
    ]);
    correct(&mut aligned, &whole.expect("a table")).expect("links");
    assert_eq!(beads(&aligned, Lang::AR, Lang::EN), ["s1=s2", "s2=s1"]);
    let pair = table(&["en.ids\tzh.ids", "b-1.en.u1.s1\tb-1.zh.u1.s1"]);
    correct(&mut aligned, &pair.expect("a table")).expect("links");
    assert_eq!(beads(&aligned, Lang::EN, Lang::ZH)[0], "s1=s1!");
    assert_eq!(beads(&aligned, Lang::AR, Lang::EN), ["s1=s2!", "s2=s1!"]);
    assert_eq!(beads(&aligned, Lang::AR, Lang::ZH), ["s1=s1!", "s2=s2!"]);
}
