//! Every reader on a fixture of its own, every message, and what must hold for any lexicon.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use arbitrary::{Arbitrary as _, Result, Unstructured};

use super::*;
use crate::evidence::{Kind, Token};
use crate::language::Languages;
use crate::model::{Lang, Pair};

/// Opens a file with this name and content.
fn open(
    name: &str,
    content: &[u8],
    langs: Option<(Lang, Lang)>,
) -> std::result::Result<Lexicon, LexiconError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    let mut file = std::fs::File::create(&path).expect("a file");
    file.write_all(content).expect("written");
    Lexicon::open(&path, langs, &Languages::builtin())
}

/// The message of a file that cannot be read, without the folder.
fn message(name: &str, content: &[u8], langs: Option<(Lang, Lang)>) -> String {
    let error = open(name, content, langs).expect_err("a fault").to_string();
    error
        .split_once(&format!("/{name}: "))
        .map(|(_, rest)| rest.to_owned())
        .unwrap_or_else(|| panic!("{error}: does not begin with the file"))
}

/// All links of a pair as `key key forward backward`.
fn links(lexicon: &Lexicon, a: Lang, b: Lang) -> Vec<String> {
    let pair = Pair::new(a, b);
    let key = |lang, at: u32| {
        lexicon.words(lang).expect("words").words()[at as usize]
            .0
            .key
            .clone()
    };
    let line = |link: &Link| {
        format!(
            "{} {} {} {}",
            key(pair.first(), link.first),
            key(pair.second(), link.second),
            link.forward,
            link.backward
        )
    };
    let mut lines: Vec<String> = lexicon.links(pair).iter().map(line).collect();
    lines.sort();
    lines
}

const EN_FR: Option<(Lang, Lang)> = Some((Lang::EN, Lang::FR));
const FR_EN: Option<(Lang, Lang)> = Some((Lang::FR, Lang::EN));

/// What the same three entries give in any format.
const DAM: [&str; 3] = ["bank banqu 500 1000", "bank riv 500 1000", "dam barrag 1000 1000"];

#[test]
fn two_columns() {
    let text = "dam\tbarrage\nbank\tbanque\n\n bank \trive\nbank\trive\n";
    let lexicon = open("a.tsv", text.as_bytes(), EN_FR).expect("a lexicon");
    assert_eq!(links(&lexicon, Lang::EN, Lang::FR), DAM);
}

#[test]
fn the_first_column_can_be_any_language() {
    let text = "\u{FEFF}barrage\tdam\r\nbanque\tbank\r\nrive\tbank\r\n";
    let lexicon = open("a.txt", text.as_bytes(), FR_EN).expect("a lexicon");
    assert_eq!(links(&lexicon, Lang::EN, Lang::FR), DAM);
}

#[test]
fn hunalign_writes_the_target_first() {
    let text = "barrage @ dam\nbanque @ bank\nrive @ bank\n";
    for name in ["en-fr.dic", "words.txt"] {
        let lexicon = open(name, text.as_bytes(), EN_FR).expect("a lexicon");
        assert_eq!(links(&lexicon, Lang::EN, Lang::FR), DAM);
    }
}

/// A dictionary with a namespace, an entity, an example, two forms and a second sense.
const FREEDICT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><profileDesc><langUsage>
    <language ident="eng">English</language><language ident="fra">French</language>
  </langUsage></profileDesc></teiHeader>
  <text><body>
    <entry><form><orth>dam</orth><pron>d&#x00E6;m</pron></form>
      <sense><cit type="trans"><quote>barr&#97;ge</quote></cit>
        <cit type="example"><quote>The dam broke.</quote>
          <cit type="trans"><quote>Le barrage a cédé.</quote></cit></cit></sense></entry>
    <entry><form><orth>bank</orth></form>
      <sense><cit type="trans"><quote>banque</quote></cit></sense>
      <sense><cit type="trans"><quote>
        rive</quote></cit></sense></entry>
    <entry><form><orth>nothing</orth></form></entry>
  </body></text>
</TEI>
"#;

#[test]
fn freedict_names_its_languages_in_the_header() {
    let lexicon = open("eng-fra.tei", FREEDICT.as_bytes(), None).expect("a lexicon");
    assert_eq!(links(&lexicon, Lang::EN, Lang::FR), DAM);
}

#[test]
fn freedict_names_its_languages_around_the_words() {
    let text = FREEDICT
        .replace("<language ident=\"fra\">French</language>", "")
        .replace("<form>", "<form xml:lang=\"en-GB\">")
        .replace("type=\"trans\"", "type=\"trans\" xml:lang=\"fre\"");
    let lexicon = open("a.xml", text.as_bytes(), None).expect("a lexicon");
    assert_eq!(links(&lexicon, Lang::EN, Lang::FR), DAM);
}

#[test]
fn freedict_without_languages_takes_those_of_the_option() {
    let text = FREEDICT.replace("<language ident=\"fra\">French</language>", "");
    assert!(message("a.xml", text.as_bytes(), None).contains("en-zh=FILE"));
    let lexicon = open("a.xml", text.as_bytes(), EN_FR).expect("a lexicon");
    assert_eq!(links(&lexicon, Lang::EN, Lang::FR), DAM);
}

#[test]
fn phrases_share_their_mass_and_marks_are_left_out() {
    let lexicon = open(
        "a.tsv",
        "prime minister!\t总理\n".as_bytes(),
        Some((Lang::EN, Lang::ZH)),
    )
    .expect("a lexicon");
    let found = links(&lexicon, Lang::EN, Lang::ZH);
    assert_eq!(found.len(), 6);
    assert!(found.iter().all(|link| link.ends_with(" 167 167")), "{found:?}");
}

#[test]
fn a_word_with_hundreds_of_renderings_means_none_of_them() {
    let letters = || "bcdfghklmp".chars();
    let mut text = String::new();
    for (a, b) in letters().flat_map(|a| letters().map(move |b| (a, b))) {
        text.push_str(&format!("go {a}o{b}o\t{b}{a}ku\n"));
        text.push_str(&format!("go {a}u{b}u\t{b}{a}pu\n"));
    }
    let lexicon = open("a.tsv", text.as_bytes(), EN_FR).expect("a lexicon");
    let go: Vec<String> = links(&lexicon, Lang::EN, Lang::FR)
        .into_iter()
        .filter(|link| link.starts_with("go "))
        .collect();
    assert!(go.len() > 100);
    assert!(go.iter().all(|link| link.contains(" 0 ")), "{go:?}");
}

#[test]
fn merging_adds_counts_and_keeps_the_greater_probability() {
    let text = |p: u16, n: u64| {
        format!(
            "hexapla lexicon 1\nlanguage\ten\t1\t{}\nw\tdam\t{n}\nlanguage\tfr\t1\t9\nw\tbarrag\t1\n\
             pair\ten\tfr\t1\n0\t0\t{p}\t{}\n",
            n * 10,
            1000 - p
        )
    };
    let read = |p, n| format::read(&text(p, n)).expect("a lexicon");
    let merged = Lexicon::merged(&[read(300, 4), read(800, 3)]);
    assert_eq!(links(&merged, Lang::EN, Lang::FR), ["dam barrag 800 700"]);
    let english = merged.words(Lang::EN).expect("words");
    assert_eq!((english.words()[0].1, english.total()), (7, 70));
    assert_eq!(merged, Lexicon::merged(&[read(800, 3), read(300, 4)]));
}

#[test]
fn pruning_leaves_out_weak_links_and_then_rare_words() {
    let text = "hexapla lexicon 1\nlanguage\ten\t2\t90\nw\tdam\t1\nw\tflood\t1\nlanguage\tfr\t2\t90\n\
                w\tbarrag\t1\nw\tcrue\t5\npair\ten\tfr\t2\n0\t0\t30\t900\n1\t1\t40\t30\n";
    let pruned = format::read(text).expect("a lexicon").pruned(0.1);
    assert_eq!(links(&pruned, Lang::EN, Lang::FR), ["dam barrag 0 900"]);
    let keys = |lang| -> Vec<String> {
        let words = pruned.words(lang).expect("words").words();
        words.iter().map(|(token, _)| token.key.clone()).collect()
    };
    assert_eq!(
        (keys(Lang::EN), keys(Lang::FR)),
        (vec!["dam".into()], vec!["barrag".into(), "crue".into()])
    );
    assert_eq!(pruned.words(Lang::EN).map(WordList::total), Some(90));
}

#[test]
fn every_fault_has_its_line_and_says_what_to_do() {
    let ours = "hexapla lexicon 1\nlanguage\ten\t1\t9\nw\tdam\t2\nlanguage\tfr\t1\t9\nw\tbarrag\t2\n";
    let with = |more: &str| format!("{ours}{more}");
    let cases: [(&str, String, &str); 17] = [
        (
            "a",
            "hexapla lexicon 9\n".into(),
            "line 1: expected `hexapla lexicon 1`",
        ),
        (
            "a",
            with("pair\ten\tfr\t2\n0\t0\t5\t5\n"),
            "line 8: the list of links is shorter",
        ),
        (
            "a",
            with("pair\ten\tfr\t1\n0\t1\t5\t5\n"),
            "line 7: positions 0 and 1: the lists have 1 and 1",
        ),
        (
            "a",
            with("pair\ten\tfr\t1\n0\t0\t5\t1001\n"),
            "line 7: a probability over 1000",
        ),
        ("a", with("pair\ten\tfr\t1\n0\t0\t5\n"), "line 7: expected a link"),
        (
            "a",
            with("pair\ten\tfr\t1\n0\t0\t5\t5\t5\n"),
            "found one column more",
        ),
        ("a", with("pair\tfr\ten\t1\n0\t0\t5\t5\n"), "alphabetical order"),
        (
            "a",
            with("pair\ten\tru\t1\n0\t0\t5\t5\n"),
            "line 6: the words of `en` and `ru` must stand above",
        ),
        (
            "a",
            with("w\tdams\t2\n"),
            "line 6: expected a line that begins with `language` or `pair`",
        ),
        (
            "a",
            with("language\ten\t0\t9\n"),
            "line 6: a second list of words for `en`",
        ),
        (
            "a",
            "hexapla lexicon 1\nlanguage\ten\t1\t9\nx\tdam\t2\n".into(),
            "line 3: expected a word",
        ),
        ("a", "nothing of the kind\n".into(), "no lexicon: expected"),
        (
            "a.dic",
            "barrage @ dam\nrive @\n".into(),
            "line 2: expected two phrases with ` @ `",
        ),
        (
            "a.tsv",
            "dam\tbarrage\n\nbank\tbanque\tf\n".into(),
            "line 3: expected two phrases with one tab",
        ),
        ("a.dic", String::new(), "the file is empty"),
        (
            "a.tei",
            "<TEI>\n<entry>\n</form>\n".into(),
            "line 3: not well-formed XML",
        ),
        ("a.tei", "<TEI>\n<entry>\n".into(), "the file ends inside `entry`"),
    ];
    for (name, text, expected) in cases {
        let langs = (name != "a").then_some((Lang::EN, Lang::FR));
        let found = message(name, text.as_bytes(), langs);
        assert!(found.contains(expected), "{text}: {found}");
    }
}

#[test]
fn faults_of_a_file_as_a_whole() {
    let tsv = b"dam\tbarrage\n";
    assert!(message("a.tsv", tsv, None).contains("put them before its name, such as en-zh=FILE"));
    assert!(message("a.tsv", tsv, Some((Lang::EN, Lang::EN))).contains("`en` on both sides"));
    let german = Some((Lang::EN, "de".parse().expect("a code")));
    assert!(message("a.tsv", tsv, german).contains("no language pack for `de`"));
    assert!(message("a.tsv", b"dam\tbarrage\n\xFF\t\n", EN_FR).contains("line 2: not UTF-8"));
    assert!(message("a", b"hexapla lexicon 1\n", EN_FR).contains("leave `en-fr=` out"));
    let missing = Lexicon::open(Path::new("no such file"), None, &Languages::builtin());
    assert!(
        missing
            .expect_err("a fault")
            .to_string()
            .starts_with("no such file: cannot read")
    );
}

/// Any lexicon: some languages, words with any characters, links between them.
fn any(u: &mut Unstructured<'_>) -> Result<Lexicon> {
    let mut draft = Draft::default();
    let mut numbers = BTreeMap::new();
    for lang in [Lang::AR, Lang::EN, Lang::ZH] {
        let mut list = Vec::new();
        draft.total(lang, u.int_in_range(0..=1_000_000)?);
        for _ in 0..u.int_in_range(1..=6)? {
            let kind = *u.choose(&[Kind::Word, Kind::Name, Kind::Value, Kind::Mark])?;
            let key = String::arbitrary(u)?;
            list.push(draft.word(lang, &Token { kind, key }, u.int_in_range(0..=5)?));
        }
        numbers.insert(lang, list);
    }
    for pair in [Pair::new(Lang::AR, Lang::EN), Pair::new(Lang::EN, Lang::ZH)] {
        for _ in 0..u.int_in_range(0..=6)? {
            draft.link(
                pair,
                Link {
                    first: *u.choose(&numbers[&pair.first()])?,
                    second: *u.choose(&numbers[&pair.second()])?,
                    forward: u.int_in_range(0..=1000)?,
                    backward: u.int_in_range(0..=1000)?,
                },
            );
        }
    }
    Ok(draft.finish(0))
}

#[test]
fn what_is_written_is_read_back() {
    arbtest::arbtest(|u| {
        let lexicon = any(u)?;
        let text = format::write(&lexicon);
        assert_eq!(format::read(&text), Ok(lexicon.clone()));
        assert_eq!(Lexicon::merged(std::slice::from_ref(&lexicon)), lexicon);
        assert_eq!(lexicon.pruned(0.0), lexicon);
        Ok(())
    });
}

#[test]
fn no_text_makes_a_reader_panic() {
    let languages = Languages::builtin();
    let seeds = [
        FREEDICT,
        "hexapla lexicon 1\nlanguage\ten\t1\t9\nw\tdam\t2\n",
        "a @ b\n",
        "a\tb\n",
    ];
    arbtest::arbtest(|u| {
        let mut bytes = u.choose(&seeds)?.as_bytes().to_vec();
        for _ in 0..u.int_in_range(0..=4)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = u.arbitrary()?;
        }
        let _ = super::open::parse(&bytes, u.arbitrary()?, EN_FR, &languages);
        Ok(())
    });
}
