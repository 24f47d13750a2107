//! Wording, filters and lines.

use std::collections::BTreeMap;

use serde_json::json;

use super::editions::{Options, text};
use super::filter::{disagree, kind};
use super::paper::{Look, Span, clean, lines, shortened};
use super::wording::said;
use crate::language::Languages;
use crate::model::{Aligned, Difference, DifferenceKind, Lang};

/// The example alignment, with differences.
fn aligned(differences: serde_json::Value) -> Aligned {
    let mut value: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/data/alignment.json")).expect("JSON");
    value["differences"] = differences;
    serde_json::from_value(value).expect("an alignment")
}

fn difference(value: &serde_json::Value) -> Difference {
    let mut full = json!({"level": "sentence", "at": {}, "confidence": 0.9});
    for (key, value) in value.as_object().expect("an object") {
        full[key] = value.clone();
    }
    serde_json::from_value(full).expect("a difference")
}

#[test]
fn differences_in_words() {
    let all = json!({"ar": ["ar.u1.s1"], "en": ["en.u1.s1"], "fr": ["fr.u1.s1"], "zh": ["zh.u1.s1"]});
    let cases = [
        (
            json!({"kind": "number", "odd": ["ar"], "values": {"ar": "18", "en": "80", "fr": "80", "zh": "80"}}),
            "ar says 18, the others 80",
        ),
        (
            json!({"kind": "number", "odd": ["ar", "fr"], "values": {"ar": "18", "en": "80", "fr": "20", "zh": "80"}}),
            "ar says 18, fr 20, the others 80",
        ),
        (
            json!({"kind": "date", "odd": ["ar", "fr"], "values": {"ar": "2025-05-03", "en": "2025-05-04", "fr": "2025-05-03"}}),
            "ar, fr say 2025-05-03, en 2025-05-04",
        ),
        (
            json!({"kind": "number", "odd": ["en", "zh"], "values": {"en": "80", "zh": "18"}}),
            "en says 80, zh 18",
        ),
        (
            json!({"kind": "name", "odd": ["zh", "fr"], "values": {"ar": "برانت", "en": "Brandt", "zh": "勃兰"}}),
            "zh says 勃兰, the others Brandt; fr gives none",
        ),
        (
            json!({"kind": "number", "odd": ["fr"], "values": {"en": "80", "zh": "80"}}),
            "the others say 80; fr gives none",
        ),
        (
            json!({"kind": "omission", "odd": ["ar", "fr"], "at": {"en": ["en.u1.s1", "en.u1.s2"]}}),
            "2 sentences left out in ar, fr",
        ),
        (
            json!({"kind": "omission", "level": "turn", "odd": ["ar"]}),
            "whole turn left out in ar",
        ),
        (
            json!({"kind": "addition", "odd": ["zh"], "at": {"zh": ["zh.u1.s1"]}}),
            "sentence only in zh",
        ),
        (
            json!({"kind": "order", "level": "exchange", "odd": ["fr"]}),
            "whole exchange elsewhere in fr (there exchange 9, in the others 2 to 3)",
        ),
        (
            json!({"kind": "segmentation", "odd": ["zh"]}),
            "paragraphs end elsewhere in zh",
        ),
    ];
    for (mut value, expected) in cases {
        if value.get("at").is_none() {
            value["at"] = all.clone();
        }
        let place = |lang: Lang| {
            Some(if lang == Lang::FR {
                9
            } else {
                2 + usize::from(lang == Lang::ZH)
            })
        };
        assert_eq!(said(&difference(&value), place), expected);
    }
}

#[test]
fn editions_that_disagree() {
    let all = [Lang::AR, Lang::EN, Lang::FR, Lang::ZH];
    let number = difference(
        &json!({"kind": "number", "odd": ["ar", "fr"], "at": {"ar": [], "en": [], "fr": [], "zh": []},
        "values": {"ar": "18", "en": "80", "fr": "20"}}),
    );
    let cases = [
        ([Lang::AR, Lang::EN], true),
        ([Lang::AR, Lang::FR], true),
        ([Lang::EN, Lang::ZH], false),
    ];
    for (named, expected) in cases {
        assert_eq!(disagree(&number, &named, &all), expected, "{named:?}");
    }
    let omission = difference(
        &json!({"kind": "omission", "odd": ["ar"], "at": {"en": ["en.u1.s1"], "fr": ["fr.u1.s1"]}}),
    );
    assert!(disagree(&omission, &[Lang::AR, Lang::EN], &all));
    assert!(!disagree(&omission, &[Lang::FR, Lang::EN], &all));
    // Chinese lacks the turn and was not asked.
    assert!(!disagree(&omission, &[Lang::ZH, Lang::EN], &all));
    let addition = difference(&json!({"kind": "addition", "odd": ["zh"], "at": {"zh": ["zh.u1.s1"]}}));
    assert!(disagree(&addition, &[Lang::ZH, Lang::EN], &all));
    assert!(!disagree(&addition, &[Lang::AR, Lang::EN], &all));
}

#[test]
fn kinds_by_name() {
    assert_eq!(kind("date"), Ok(DifferenceKind::Date));
    assert!(
        kind("loss")
            .expect_err("no kind")
            .contains("omission, addition, order")
    );
}

#[test]
fn control_characters_become_signs() {
    assert_eq!(
        clean("a\u{1B}[31mb\u{7}\u{9B}c\u{202E}d\u{7F}\n"),
        "a␛[31mb␇\u{FFFD}cd␡␊"
    );
    assert_eq!(clean("نهر\u{200F} é 水"), "نهر\u{200F} é 水");
}

/// Lines without styles.
fn plain(spans: &[Span], width: usize, rtl: bool) -> Vec<String> {
    let strip = |line: String| anstream::adapter::strip_str(&line).to_string();
    lines(spans, width, rtl).into_iter().map(strip).collect()
}

#[test]
fn lines_of_spans() {
    let spans = [
        Span::plain("The dam has "),
        Span::new("27", Look::Value),
        Span::plain(" gates and pools."),
    ];
    assert_eq!(plain(&spans, 18, false), ["The dam has [27]", "gates and pools."]);
    assert_eq!(
        plain(&[Span::plain("水库水位，低")], 8, false),
        ["水库水", "位，低"]
    );
    assert_eq!(plain(&[Span::plain("abcdefgh")], 3, false), ["abc", "def", "gh"]);
    let arabic = [
        Span::plain("السد "),
        Span::new("آمن", Look::Deleted),
        Span::new("سليم", Look::Inserted),
    ];
    assert_eq!(
        plain(&arabic, 40, true),
        ["\u{2067}السد \u{2067}[-آمن-]\u{2069}\u{2067}{+سليم+}\u{2069}\u{2069}"]
    );
    assert!(lines(&arabic, 40, true)[0].contains("\u{1B}[31m"));
    assert_eq!(shortened("one two three", 9), "one two…");
}

fn shown(aligned: &Aligned, segmentation: bool, shown: &[Lang]) -> String {
    let languages = Languages::builtin();
    let options = Options {
        languages: &languages,
        segmentation,
        shown,
        width: 80,
    };
    anstream::adapter::strip_str(&text(aligned, &options)).to_string()
}

#[test]
fn a_briefing_for_people() {
    let at = |ids: &[(&str, &str)]| -> BTreeMap<String, Vec<String>> {
        ids.iter()
            .map(|&(lang, id)| (lang.to_owned(), vec![id.to_owned()]))
            .collect()
    };
    let aligned = aligned(json!([
        {"kind": "omission", "level": "turn", "odd": ["zh"], "at": at(&[("en", "en.u1")]), "confidence": 0.8},
        {"kind": "number", "level": "sentence", "odd": ["en", "zh"],
         "at": at(&[("en", "en.u3.s2"), ("zh", "zh.u2.s1")]), "values": {"en": "80", "zh": "18"},
         "marks": {"en": [{"sentence": "en.u3.s2", "start": 11, "end": 13}, {"sentence": "en.u3.s2", "start": 90, "end": 99}],
                   "zh": [{"sentence": "zh.u2.s1", "start": 15, "end": 20}]}, "confidence": 0.95},
        {"kind": "order", "level": "exchange", "odd": ["zh"], "at": at(&[("en", "en.u2"), ("zh", "zh.u1")]), "confidence": 0.7},
        {"kind": "segmentation", "level": "turn", "odd": ["zh"], "at": at(&[("en", "en.u3"), ("zh", "zh.u2")]), "confidence": 0.9},
        {"kind": "name", "level": "sentence", "odd": ["zh"], "at": {"en": ["en.u99.s1"]}, "confidence": 0.5}
    ]));
    insta::assert_snapshot!(shown(&aligned, true, &[]));
    let some = shown(&aligned, false, &[Lang::ZH]);
    assert!(
        some.contains("(1 in segmentation not shown: --kind segmentation)"),
        "{some}"
    );
    assert!(!some.contains("paragraphs end elsewhere"));
    assert!(!some.contains("R & D"), "{some}");
}
