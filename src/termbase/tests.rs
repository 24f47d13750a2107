use super::*;
use crate::evidence::{Analyser, Vocabulary};
use crate::language::Languages;
use crate::model::Lang;

const TABLE: &str = "id\ttheme\ten\tzh\truler\tdoubt\n\
    # a comment\n\
    t.dam\twater\tdam|barrage\t大坝\t\t\n\
    t.gov\tpolitics\tcaretaker government\t看守政府|看守内阁\t\t\n\
    t.odd\tpolitics\tparty of the first part\t甲方\t\tzh\n";

fn vocabulary(text: &str, lang: Lang, languages: &Languages) -> Vocabulary {
    let language = languages.get(lang).expect("known");
    let mut vocabulary = Vocabulary::default();
    for token in Analyser::new(language.pack(), language.values()).tokens(text) {
        vocabulary.add(token);
    }
    vocabulary
}

#[test]
fn a_table_is_read_with_its_doubts() {
    let rows = Rows::read(TABLE).expect("a table");
    assert_eq!(rows.langs, [Lang::EN, Lang::ZH]);
    assert_eq!(rows.rows.len(), 3);
    assert_eq!(rows.rows[0].variants(Lang::EN), ["dam", "barrage"]);
    assert_eq!(rows.rows[2].variants(Lang::ZH), [] as [String; 0]);
    assert_eq!(rows.rows[1].line, 4);
}

#[test]
fn what_is_no_table_is_refused_with_its_line() {
    for (text, line) in [
        ("", None),
        ("a b c\n", Some(1)),
        ("id\ten\tfr\nx\ta\tb\tc\n", Some(2)),
    ] {
        assert_eq!(Rows::read(text).expect_err("no table").line, line, "{text:?}");
    }
}

#[test]
fn variants_count_where_all_their_words_stand() {
    let languages = Languages::builtin();
    let terms = Terms::compile(&[Rows::read(TABLE).expect("a table")], &languages);
    let en = vocabulary(
        "The Caretaker Government met near the dams.",
        Lang::EN,
        &languages,
    );
    let zh = vocabulary("看守政府在大坝附近开会。", Lang::ZH, &languages);
    let links = terms.seen(Lang::EN, &en).links(&terms.seen(Lang::ZH, &zh));
    let of = |a: &str, b: &str| {
        links
            .iter()
            .find(|&&(s, t, _)| en.token(s).key == a && zh.token(t).key == b)
            .map(|link| link.2)
    };
    assert!(of("dam", "大坝").is_some_and(|p| p > 0.3), "{links:?}");
    assert!(
        of("government", "政府").is_some(),
        "capitals are no hindrance: {links:?}"
    );
    assert_eq!(of("dam", "政府"), None);
    let without = vocabulary("The government met.", Lang::EN, &languages);
    assert!(
        terms.seen(Lang::EN, &without).tokens().next().is_none(),
        "half a term is none"
    );
}

#[test]
fn compiled_tables_are_loaded_as_they_were() {
    let languages = Languages::builtin();
    let terms = Terms::compile(&[Rows::read(TABLE).expect("a table")], &languages);
    let bytes = terms.bytes();
    assert_eq!(Terms::load(&bytes).expect("its own bytes"), terms);
    assert!(Terms::load(&bytes[..bytes.len() / 2]).is_err());
}

#[test]
fn glossaries_in_xml_are_read() {
    let tbx = r#"<martif><text><body><termEntry id="c1"><langSet xml:lang="en-GB"><tig><term>dam</term></tig></langSet>
        <langSet xml:lang="fr"><tig><term>barrage</term></tig><tig><term>digue &amp; c&#xF4;te</term></tig></langSet></termEntry></body></text></martif>"#;
    let tmx = r#"<tmx version="1.4"><body><tu tuid="c1"><tuv xml:lang="EN"><seg>dam</seg></tuv>
        <tuv xml:lang="fr"><seg>barrage</seg></tuv></tu></body></tmx>"#;
    for (text, variants) in [(tbx, 2), (tmx, 1)] {
        let rows = super::exchange::read(text).expect("a glossary");
        assert_eq!(rows.rows.len(), 1);
        assert_eq!(rows.rows[0].id, "c1");
        assert_eq!(rows.rows[0].variants(Lang::FR).len(), variants);
    }
    assert!(super::exchange::read("<a><b></a>").is_err());
    assert!(super::exchange::read("<html/>").is_err());
}

#[test]
fn lint_finds_what_is_wrong() {
    let languages = Languages::builtin();
    let table =
        "id\ten\tru\nt.a\tdam\tплотина\nt.a\triver\t\nt.c\tbank\tбaнк\nt.d\tto the\t—\nt.e\tflood\tflood\n";
    let findings = lint(&[Rows::read(table).expect("a table")], &languages);
    let lines: Vec<usize> = findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [3, 3, 4, 5, 6], "{findings:#?}");
}

#[test]
fn coverage_counts_what_is_known() {
    let languages = Languages::builtin();
    let terms = Terms::compile(&[Rows::read(TABLE).expect("a table")], &languages);
    let of = |text: &str, lang| {
        coverage(
            &[vec![text]],
            lang,
            &languages,
            &[&terms],
            &std::collections::BTreeSet::new(),
        )
    };
    let en = of("The dams held 30 zebras.", Lang::EN);
    assert_eq!((en.content, en.terms, en.values), (4, 1, 1));
    assert_eq!(en.unexplained.len(), 2);
    let zh = of("看守政府漏水", Lang::ZH);
    assert_eq!((zh.content, zh.terms), (6, 4));
}

#[test]
fn the_built_in_termbase_loads() {
    let terms = builtin();
    let languages = Languages::builtin();
    for lang in languages.codes() {
        assert!(
            terms.words.iter().any(|words| words.lang == lang.as_str()),
            "{lang}"
        );
    }
}
