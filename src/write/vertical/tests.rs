use super::*;
use crate::model::Aligned;
use crate::write::units::tests::{FORBIDDEN, HARD};
use crate::write::whole::tests::{Memory, crossed, english};

/// Writes a briefing twice.
fn written(aligned: &Aligned, langs: &[Lang], pairs: &[Pair]) -> Memory {
    let files = Memory::default();
    let mut vertical = Vertical::new(files.clone(), langs, pairs, &Languages::builtin()).expect("files");
    let whole = Whole::new(aligned, langs, pairs).expect("a briefing");
    vertical.briefing(&whole).expect("written");
    vertical.briefing(&whole).expect("written");
    vertical.finish().expect("the end");
    files
}

#[test]
fn a_corpus_as_a_whole() {
    let (en, zh) = (Lang::EN, Lang::ZH);
    let mut files = written(&crossed(), &[en, zh], &[Pair::new(en, zh)]);
    assert_eq!(
        files.names(),
        [
            "corpus.en-zh.align",
            "corpus.en-zh.beads",
            "corpus.en.vert",
            "corpus.zh-en.align",
            "corpus.zh.vert",
            "registry/corpus_en",
            "registry/corpus_zh"
        ]
    );
    let vertical = files.take("corpus.en.vert");
    let half = &vertical[..vertical.len() / 2];
    assert_eq!(half.repeat(2), vertical);
    insta::assert_snapshot!(half);
    insta::assert_snapshot!(files.take("registry/corpus_en"));
    assert_eq!(
        files.take("corpus.en-zh.align"),
        "0\t0,1\n1\t3\n-1\t4\n2\t2\n3\t-1\n4\t5,6\n5\t8\n-1\t9\n6\t7\n7\t-1\n"
    );
    assert_eq!(
        files.take("corpus.zh-en.align"),
        "0,1\t0\n2\t2\n-1\t3\n3\t1\n4\t-1\n5,6\t4\n7\t6\n-1\t7\n8\t5\n9\t-1\n"
    );
    let beads =
        "b-1.en.u1.s1\tb-1.zh.u1.s1 b-1.zh.u1.s2\nb-1.en.u1.s2\tb-1.zh.u1.s4\nb-1.en.u1.s3\tb-1.zh.u1.s3\n";
    assert_eq!(
        files.take("corpus.en-zh.beads"),
        format!("CORPUS_EN\tCORPUS_ZH\ts\t{{id}}\n{}", beads.repeat(2))
    );
}

#[test]
fn an_edition_that_is_absent_has_no_numbers() {
    let (en, fr) = (Lang::EN, Lang::FR);
    let mut files = written(&english(&["One.", "Two."]), &[en, fr], &[Pair::new(en, fr)]);
    assert_eq!(files.take("corpus.fr.vert"), "");
    assert_eq!(files.take("corpus.en-fr.align"), "0\t-1\n1\t-1\n2\t-1\n3\t-1\n");
    assert_eq!(files.take("corpus.fr-en.align"), "-1\t0\n-1\t1\n-1\t2\n-1\t3\n");
}

/// Puts the sentences of a vertical together again, as the module says.
fn texts(vertical: &str) -> Vec<String> {
    let (mut out, mut between, mut first) = (Vec::new(), None, true);
    for line in vertical.split_terminator('\n') {
        let last: Option<&mut String> = out.last_mut();
        if line.starts_with("<s id=") {
            out.push(String::new());
            (between, first) = (None, true);
        } else if line == "<g/>" {
            between = Some(String::new());
        } else if let Some(codes) = line.strip_prefix("<sp c=\"") {
            let codes = codes.trim_end_matches("\"/>").split(' ');
            let of = |code: &str| u32::from_str_radix(&code[2..], 16).ok().and_then(char::from_u32);
            between = Some(codes.filter_map(of).collect());
        } else if line == "</s>" {
            if let (Some(last), Some(between)) = (last, between.take()) {
                last.push_str(&between);
            }
        } else if !line.starts_with('<')
            && let Some(last) = last
        {
            last.push_str(
                &between
                    .take()
                    .unwrap_or_else(|| if first { "" } else { " " }.to_owned()),
            );
            last.push_str(&quick_xml::escape::unescape(line).expect("known entities"));
            first = false;
        }
    }
    out
}

#[test]
fn texts_come_back_as_they_were() {
    let more = [" a", "b \u{a0}", "c  d", "\u{3000}"];
    let all = [&HARD[..], &more].concat();
    let vertical = written(&english(&all), &[Lang::EN], &[]).take("corpus.en.vert");
    let texts = texts(&vertical);
    assert_eq!(texts[..HARD.len() + 3], all[..HARD.len() + 3]);
    assert_eq!(texts.len(), 2 * (HARD.len() + 3));
    let vertical = written(&english(&[FORBIDDEN]), &[Lang::EN], &[]).take("corpus.en.vert");
    assert!(vertical.contains("\nbell\n"));
    assert_eq!(vertical.matches(char::REPLACEMENT_CHARACTER).count(), 10);
}
