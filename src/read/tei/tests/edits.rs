//! What people and editors do to the files.

use super::*;

/// Reads the example after an edit of one of its files.
fn edited(file: &str, edit: impl Fn(&str) -> String) -> Aligned {
    let folder = corpus();
    let path = folder.path().join("b-2024-03-05").join(file);
    let before = fs::read_to_string(&path).expect("the file");
    let after = edit(&before);
    assert_ne!(before, after, "the edit changes something");
    fs::write(&path, after).expect("written");
    Corpus::open(folder.path())
        .expect("a corpus")
        .read(0)
        .expect("a briefing")
}

fn read(folder: &tempfile::TempDir) -> Aligned {
    Corpus::open(folder.path())
        .expect("a corpus")
        .read(0)
        .expect("a briefing")
}

/// What an editor does to a file.
type Edit = Box<dyn Fn(&str) -> String>;

const EDITION: &str = "b-2024-03-05.en.xml";
const BRIEFING: &str = "b-2024-03-05.xml";

#[test]
fn what_editors_do_to_white_space_and_attributes_does_not_matter() {
    let before = read(&corpus());
    let pattern = |pattern: &str| regex::Regex::new(pattern).expect("a pattern");
    let edits: [(&str, Edit); 7] = [
        ("carriage returns", Box::new(|text| text.replace('\n', "\r\n"))),
        ("a byte order mark", Box::new(|text| format!("\u{FEFF}{text}"))),
        (
            "lines between sentences",
            Box::new(|text| {
                text.replace("</s> <s", "</s>\n\t\t<s")
                    .replace("<link", "\n\n<link")
            }),
        ),
        (
            "lines inside sentences",
            Box::new(|text| {
                text.replace("Good afternoon.", "\n      Good\n      afternoon.\n")
                    .replace("1:1", "1:1 ")
            }),
        ),
        (
            "no lines at all",
            Box::new(move |text| pattern(r">\s+<").replace_all(text, "><").into_owned()),
        ),
        (
            "comments and instructions",
            Box::new(|text| {
                text.replace("<u ", "<!-- mine --><u ")
                    .replace("</s>", "<?mark here?></s>")
                    .replace("afternoon", "after<!-- noon? -->noon")
                    .replace("<link", "<!-- <link --><link")
            }),
        ),
        (
            "the order of attributes",
            Box::new(move |text| {
                let turned = |found: &regex::Captures| {
                    let attributes: Vec<&str> = pattern(r#"[\w:]+="[^"]*""#)
                        .find_iter(&found[2])
                        .map(|m| m.as_str())
                        .collect();
                    let turned: Vec<&str> = attributes.into_iter().rev().collect();
                    format!("<{} {}{}>", &found[1], turned.join("\n   "), &found[3])
                };
                pattern(r"<(\w+) ([^<>?]*?)(/?)>")
                    .replace_all(text, turned)
                    .into_owned()
            }),
        ),
    ];
    for (what, edit) in &edits {
        for file in [EDITION, BRIEFING] {
            let folder = corpus();
            let path = folder.path().join("b-2024-03-05").join(file);
            let text = fs::read_to_string(&path).expect("the file");
            fs::write(&path, edit(&text)).expect("written");
            assert_eq!(read(&folder), before, "{what} in {file}");
        }
    }
}

#[test]
fn corrected_text_is_read_and_markup_in_it_kept_as_text() {
    let aligned = edited(EDITION, |text| {
        text.replace(
            "When does the bridge open?",
            "When does the <name type=\"place\">new <hi>bridge</hi></name> open<![CDATA[ & close]]>?",
        )
    });
    let turns = &aligned.editions[&Lang::EN].turns;
    assert_eq!(
        turns[1].sentences[0].text,
        "When does the new bridge open & close?"
    );
}

#[test]
fn sentences_are_split_merged_and_put_into_other_paragraphs() {
    let folder = corpus();
    let edit = |file: &str, edit: &dyn Fn(&str) -> String| {
        let path = folder.path().join("b-2024-03-05").join(file);
        let text = fs::read_to_string(&path).expect("the file");
        fs::write(&path, edit(&text)).expect("written");
    };
    edit(EDITION, &|text| {
        text.replace(
            "R &amp; D pays",
            "R &amp; D</s></seg><seg><s xml:id=\"b-2024-03-05.en.u3.s2b\">pays",
        )
        .replace("</s> <s xml:id=\"b-2024-03-05.en.u2.s2\">", " ")
        .replace("</seg>\n          <seg xml:id=\"b-2024-03-05.en.u3.p2\">", "")
    });
    edit(BRIEFING, &|text| {
        let gone = |line: &&str| !line.contains("en.u2.s2 ");
        text.lines().filter(gone).collect::<Vec<_>>().join("\n")
    });
    let aligned = read(&folder);
    let said = |k: usize| -> Vec<(usize, &str, &str)> {
        let sentences = &aligned.editions[&Lang::EN].turns[k].sentences;
        let said = sentences
            .iter()
            .map(|s| (s.paragraph, s.id.0.as_str(), s.text.as_str()));
        said.collect()
    };
    assert_eq!(
        said(1),
        [(0, "en.u2.s1", "When does the bridge open? And who pays?")]
    );
    assert_eq!(
        said(2),
        [
            (0, "en.u3.s1", "It opens on 3 May."),
            (0, "en.u3.s2", "R & D"),
            (1, "en.u3.s2b", "pays 80 <million>."),
        ]
    );
}

#[test]
fn a_link_set_by_hand_needs_no_number() {
    let aligned = edited(BRIEFING, |text| {
        text.replacen(
            "<link n=\"1:1\" target=\"en:b-2024-03-05.en.u2.s1 zh:b-2024-03-05.zh.u1.s1\" ana=\"hx:auto\" cert=\"0.97\"/>",
            "<link target=\"zh:b-2024-03-05.zh.u1.s1 en:b-2024-03-05.en.u2.s1\" ana=\"#manual\"/>",
            1,
        )
    });
    let group = &aligned.alignment.sentences.groups[1];
    assert!(group.manual);
    assert_eq!((group.confidence, group.members[&Lang::ZH].len()), (1.0, 1));
}

#[test]
fn a_mark_of_words_that_are_gone_is_left_out() {
    let marks = |aligned: &Aligned| aligned.differences.iter().map(|d| d.marks.len()).sum::<usize>();
    assert_eq!(marks(&read(&corpus())), 2);
    let after = edited(EDITION, |text| text.replace("pays 80", "will pay 80"));
    assert_eq!(marks(&after), 1);
}

#[test]
fn notes_added_by_hand_stand_where_they_were_put() {
    let aligned = edited(EDITION, |text| {
        text.replace(
            "<head ",
            "<note type=\"other\">Draft</note><note type=\"other\" xml:id=\"b-2024-03-05.en.n9\">2</note><head ",
        )
    });
    let texts: Vec<&str> = aligned.editions[&Lang::EN]
        .paratext
        .iter()
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(
        texts[..4],
        ["English 中文", "Draft", "2", "Press briefing, 5 March 2024"]
    );
}

#[test]
fn a_briefing_opens_by_folder_and_file_and_a_corpus_by_its_file() {
    let folder = corpus();
    let whole = read(&folder);
    for path in ["b-2024-03-05", "b-2024-03-05/b-2024-03-05.xml", "corpus.xml"] {
        let path = folder.path().join(path);
        assert!(is_tei(&path), "{}", path.display());
        let corpus = Corpus::open(&path).expect("a corpus");
        assert_eq!(corpus.is_whole(), path.ends_with("corpus.xml"));
        assert_eq!(corpus.read(0).expect("a briefing"), whole);
    }
    assert!(!is_tei(&folder.path().join("none.xml")));
}
