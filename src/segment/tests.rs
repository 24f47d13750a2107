use std::fs;
use std::path::Path;

use arbitrary::Unstructured;

use super::*;
use crate::language::Languages;
use crate::model::Lang;

fn segmenter(code: &str) -> Segmenter {
    let lang: Lang = code.parse().expect("a code");
    Segmenter::new(Languages::builtin().get(lang).expect("embedded").pack())
}

fn split<'t>(segmenter: &Segmenter, text: &'t str) -> Vec<&'t str> {
    segmenter
        .sentences(text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

/// Returns the paragraphs of a table that come out otherwise than it says.
fn failures(code: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/segmentation/{code}.txt"));
    let table = fs::read_to_string(&path).expect("the table");
    let segmenter = segmenter(code);
    let mut failures = Vec::new();
    for line in table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
    {
        let expected: Vec<&str> = line
            .split('‖')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let input = line.replace(" ‖", "‖").replace("‖ ", "‖");
        let input = if line.contains(" ‖ ") {
            input.replace('‖', " ")
        } else {
            line.replace('‖', "")
        };
        let found = split(&segmenter, &input);
        if found != expected {
            failures.push(format!(
                "{code}: {}\n  got {}",
                expected.join("‖"),
                found.join("‖")
            ));
        }
    }
    failures
}

#[test]
fn tables() {
    let failures: Vec<String> = ["ar", "en", "es", "fr", "ru", "zh"]
        .into_iter()
        .flat_map(failures)
        .collect();
    assert!(
        failures.is_empty(),
        "{} paragraphs:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn missing_spaces_split_but_names_do_not() {
    let en = segmenter("en");
    assert_eq!(
        split(&en, "This is the end.Start again."),
        ["This is the end.", "Start again."]
    );
    for whole in ["See Example.Org or Read.Me.txt now.", "Version 2.Beta is out."] {
        assert_eq!(split(&en, whole), [whole]);
    }
    let ar = segmenter("ar");
    assert_eq!(
        split(&ar, "هل هذا صحيح؟نعم، هذا صحيح.وقال الوزير ذلك."),
        ["هل هذا صحيح؟", "نعم، هذا صحيح.", "وقال الوزير ذلك."]
    );
}

#[test]
fn long_brackets_and_forgotten_ones_do_not_hold_sentences() {
    let en = segmenter("en");
    assert_eq!(split(&en, "We agree (more later. They know. It ends.").len(), 3);
    let long = format!(
        "He spoke (at {} length. Then he left. That was all).",
        "great ".repeat(60)
    );
    assert_eq!(split(&en, &long).len(), 3);
}

#[test]
fn footnotes_stay_with_the_sentence() {
    let found = ["Cases rose.[3]", "Deaths fell."];
    assert_eq!(split(&segmenter("en"), "Cases rose.[3] Deaths fell."), found);
}

#[test]
fn marks_of_speech_and_measures_end_sentences() {
    let es = segmenter("es");
    assert_eq!(
        split(&es, "Gracias. ¿tiene fecha? ¿y lugar?"),
        ["Gracias.", "¿tiene fecha?", "¿y lugar?"]
    );
    let en = segmenter("en");
    let found = ["A 5\" pipe burst; it is \"old.\"", "We fixed it."];
    assert_eq!(split(&en, "A 5\" pipe burst; it is \"old.\" We fixed it."), found);
    assert_eq!(split(&en, "Keep it at 4°C. Vaccines spoil.").len(), 2);
    assert_eq!(split(&en, "They use two kinds. mRNA is one.").len(), 2);
}

#[test]
fn long_quotations_in_chinese_end_their_sentence() {
    let zh = segmenter("zh");
    let text = "他指出，“当前最重要的是恢复对话。”双方随后举行了会谈。";
    assert_eq!(split(&zh, text).len(), 2);
    let text = "所谓“对话已经失去了任何意义。”的说法不成立。";
    assert_eq!(split(&zh, text), [text]);
}

#[test]
fn elisions_are_words() {
    let text = "L'ONU s'inquiète qu'on l'aide";
    let fr = segmenter("fr");
    let words: Vec<&str> = fr.words(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(words, ["L'", "ONU", "s'", "inquiète", "qu'", "on", "l'", "aide"]);
}

/// Checks what [`Segmenter::sentences`] promises of its ranges.
fn check(text: &str, ranges: &[Range<usize>]) {
    let mut end = 0;
    for range in ranges {
        assert!(
            range.start >= end && range.end > range.start,
            "{text:?} {ranges:?}"
        );
        assert!(text[end..range.start].trim().is_empty(), "{text:?} {ranges:?}");
        let sentence = &text[range.clone()];
        assert_eq!(sentence, sentence.trim(), "{text:?}");
        end = range.end;
    }
    assert!(text[end..].trim().is_empty(), "{text:?} {ranges:?}");
}

const PIECES: [&str; 40] = [
    ".", "!", "?", "…", "...", "。", "……", "؟", "\"", "“", "”", "«", "»", "(", ")", "（", "）", "《", "》",
    " ", " ", "\u{a0}", "\u{200f}", "'", "’", "word", "Word", "1", "г.", "2019", "U.S.", "EE. UU.", "汉字",
    "كلمة", "د.", "[1]", ",", "：", "b) ", "т. ",
];

#[test]
fn any_text_keeps_the_promises() {
    let all: Vec<Segmenter> = ["ar", "en", "es", "fr", "ru", "zh"].map(segmenter).into();
    arbtest::arbtest(|u: &mut Unstructured<'_>| {
        let mut text: String = u.arbitrary()?;
        for _ in 0..u.int_in_range(0..=30)? {
            text.push_str(u.choose(&PIECES[..])?);
        }
        for segmenter in &all {
            check(&text, &segmenter.sentences(&text));
            assert!(
                segmenter
                    .words(&text)
                    .iter()
                    .all(|range| text.is_char_boundary(range.start))
            );
        }
        Ok(())
    });
}

#[test]
fn sentences_of_simple_text_are_sentences_again() {
    let en = segmenter("en");
    let words = [
        "talks",
        "river",
        "U.S.",
        "3.5",
        "(later)",
        "Geneva",
        "“peace”",
        "Dr. Hamid",
        "etc.",
        "www.example.org",
    ];
    arbtest::arbtest(|u: &mut Unstructured<'_>| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(1..=5)? {
            text.push_str("The");
            for _ in 0..u.int_in_range(1..=6)? {
                text.push(' ');
                text.push_str(u.choose(&words[..])?);
            }
            text.push_str(u.choose(&[" end. ", " end? ", " end! "][..])?);
        }
        for sentence in split(&en, &text) {
            assert_eq!(split(&en, sentence), [sentence]);
        }
        Ok(())
    });
}
