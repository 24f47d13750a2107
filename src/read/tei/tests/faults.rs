//! Broken files: one message, with its place.

use super::*;

/// What is done to a file of the example: file, text, what stands in its place; where the
/// error is (the next such text; with `^` the last before), and how its message begins.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const EN: &str = "b-2024-03-05/b-2024-03-05.en.xml";
const ALL: &str = "b-2024-03-05/b-2024-03-05.xml";

const CASES: &[Case] = &[
    (
        EN,
        "<TEI ",
        "<!DOCTYPE TEI [<!ENTITY a \"b\">]>\n<TEI ",
        "<!DOCTYPE",
        "a doctype is not read",
    ),
    (
        EN,
        "<TEI ",
        "<!DOCTYPE TEI>\n<TEI ",
        "<!DOCTYPE",
        "a doctype is not read",
    ),
    (
        EN,
        "ident=\"hexapla\"",
        "ident=\"other\"",
        "^<teiHeader",
        "not written by hexapla",
    ),
    (
        EN,
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"",
        "<TEI",
        "<TEI",
        "`TEI` is in the namespace ``",
    ),
    (
        EN,
        "</u>",
        "",
        "</div>",
        "no well-formed XML: expected 'u' tag, not 'div'",
    ),
    (
        EN,
        "xml:id=\"b-2024-03-05.en\"",
        "xml:id=\"b-2024-03-06.en\"",
        "xml:id=",
        "xml:id=\"b-2024-03-06.en\": expected `b-2024-03-05.en`, the name of the file",
    ),
    (
        EN,
        "xml:lang=\"en\" ana",
        "xml:lang=\"fr\" ana",
        "xml:lang=",
        "xml:lang=\"fr\": expected `en`, as in the file's name",
    ),
    (
        EN,
        "<s xml:id=\"b-2024-03-05.en.u1.s1\">",
        "<s>",
        "<s>",
        "`s` has no xml:id: expected one that begins with `b-2024-03-05.en.`",
    ),
    (
        EN,
        "<s xml:id=\"b-2024-03-05.en.u1.s1\">",
        "<s xml:id=\"u1.s1\">",
        "xml:id=",
        "xml:id=\"u1.s1\": expected one that begins with `b-2024-03-05.en.`",
    ),
    (
        EN,
        "en.u1.s1",
        "en.u1.p1",
        "^xml:id=",
        "the identifier `b-2024-03-05.en.u1.p1` stands twice, first in",
    ),
    (
        EN,
        "</s></seg>",
        "</s> indeed</seg>",
        "indeed",
        "text outside of s and note: `indeed`",
    ),
    (
        EN,
        "</u>",
        "</u>He left.",
        "He left",
        "text outside of s and note: `He left.`",
    ),
    (
        EN,
        "hx:guest hx:question",
        "hx:guest",
        "^ana=",
        "ana=\"hx:guest\": expected one of hx:question",
    ),
    (
        EN,
        "hx:guest hx:question",
        "hx:guest hx:answer",
        "^<div",
        "no question at the beginning of an exchange",
    ),
    (
        EN,
        "hx:regular hx:answer",
        "hx:guest hx:question",
        "^<div",
        "a second question in an exchange",
    ),
    (
        EN,
        "hx:chair hx:statement",
        "hx:guest hx:question",
        "^<div",
        "a question outside of the exchanges",
    ),
    (
        EN,
        "who=\"hx:org.afp\"",
        "who=\"org.afp\"",
        "who=",
        "who=\"org.afp\": expected hx:",
    ),
    (
        EN,
        "type=\"caption\"",
        "type=\"picture\"",
        "type=",
        "type=\"picture\": expected `speaker`, or a kind of paratext",
    ),
    (
        EN,
        "type=\"debateSection\"",
        "type=\"exchange\"",
        "type=",
        "type=\"exchange\": expected `debateSection`",
    ),
    (
        EN,
        "<seg ",
        "<u ",
        "</seg>",
        "no well-formed XML: expected 'u' tag, not 'seg'",
    ),
    (
        ALL,
        "zh:b-2024-03-05.zh.x1",
        "zh:b-2024-03-05.zh.x9",
        "^target=",
        "`zh:b-2024-03-05.zh.x9` points to nothing: no exchange has this identifier",
    ),
    (
        ALL,
        "zh:b-2024-03-05.zh.x1",
        "zh:b-2024-03-05.zh.u1",
        "^target=",
        "`zh:b-2024-03-05.zh.u1` points to nothing: no exchange",
    ),
    (
        ALL,
        "zh:b-2024-03-05.zh.x1",
        "fr:b-2024-03-05.zh.x1",
        "^target=",
        "`fr:b-2024-03-05.zh.x1`: expected the language of an edition as prefix (en, zh)",
    ),
    (
        ALL,
        "zh:b-2024-03-05.zh.x1",
        "#b-2024-03-05.zh.x1",
        "^target=",
        "`#b-2024-03-05.zh.x1`: expected the language",
    ),
    (
        ALL,
        "ana=\"hx:auto\" cert=\"0.99\"",
        "ana=\"hx:auto\"",
        "^<link",
        "`link` has no cert: expected a number from 0 to 1",
    ),
    (
        ALL,
        "cert=\"0.99\"",
        "cert=\"high\"",
        "cert=",
        "cert=\"high\": expected a number from 0 to 1",
    ),
    (
        ALL,
        "ana=\"hx:auto\"",
        "ana=\"hx:done\"",
        "ana=",
        "ana=\"hx:done\": expected hx:auto, or hx:manual",
    ),
    (
        ALL,
        "subtype=\"turn\" n=\"en-zh\"",
        "subtype=\"turn\" n=\"zh-en\"",
        "n=\"zh",
        "n=\"zh-en\": expected two languages of editions in alphabetical order",
    ),
    (
        ALL,
        "subtype=\"exchange\"",
        "subtype=\"div\"",
        "subtype=",
        "subtype=\"div\": expected exchange, turn or sentence",
    ),
    (
        ALL,
        "<linkGrp type=\"alignment\"",
        "<linkGrp type=\"mine\"",
        "<linkGrp",
        "`linkGrp` in `standOff`: expected linkGrp with type",
    ),
    (
        ALL,
        "href=\"b-2024-03-05.en.xml\"",
        "href=\"/etc/passwd\"",
        "href=",
        "xi:include of `/etc/passwd`: expected a relative path inside the corpus",
    ),
    (
        ALL,
        "href=\"b-2024-03-05.en.xml\"",
        "href=\"../../b.xml\"",
        "href=",
        "xi:include of `../../b.xml`: expected a relative path",
    ),
    (
        ALL,
        "href=\"b-2024-03-05.en.xml\"",
        "href=\"http://example.org/\"",
        "href=",
        "xi:include of `http://example.org/`: expected a relative path",
    ),
    (
        ALL,
        "href=\"b-2024-03-05.en.xml\"",
        "href=\"b-2024-03-05.fr.xml\"",
        "href=",
        "xi:include of `b-2024-03-05.fr.xml`: cannot read it: no such file",
    ),
    (
        ALL,
        "href=\"b-2024-03-05.en.xml\"",
        "href=\"b-2024-03-05.zh.xml\"",
        "href=\"b-2024-03-05.zh.xml\"/>\n</",
        "xi:include of `b-2024-03-05.zh.xml` stands twice",
    ),
    (
        ALL,
        "href=\"b-2024-03-05.en.xml\"",
        "href=\"../taxonomy.xml\"",
        "href=",
        "href=\"../taxonomy.xml\": expected a file named after briefing and language",
    ),
    (
        ALL,
        "xml:id=\"b-2024-03-05\"",
        "xml:id=\"b-2024\"",
        "xml:id=",
        "xml:id=\"b-2024\": expected `b-2024-03-05`, the name of the file",
    ),
    (
        ALL,
        "when=\"2024-03-05\"",
        "when=\"May\"",
        "when=",
        "when=\"May\": expected a day such as",
    ),
    (
        ALL,
        "hx:omission hx:turn",
        "hx:turn",
        "^ana=",
        "ana=\"hx:turn\": expected a kind of difference and a level",
    ),
    (
        "corpus.xml",
        "b-2024-03-05/b-2024-03-05.xml",
        "b-2024-03-06/b-2024-03-06.xml",
        "^href=",
        "xi:include of `b-2024-03-06/b-2024-03-06.xml`: cannot read it",
    ),
    (
        "corpus.xml",
        "teiCorpus",
        "html",
        "^<",
        "the root is `html`: expected teiCorpus",
    ),
];

fn error(path: &Path) -> TeiError {
    let corpus = match Corpus::open(path) {
        Ok(corpus) => corpus,
        Err(error) => return error,
    };
    corpus.read(0).expect_err("a broken corpus")
}

#[test]
fn each_fault_is_said_with_its_place() {
    let mut wrong = Vec::new();
    for (file, from, to, at, says) in CASES {
        let folder = corpus();
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains(from), "{file}: {from}");
        let (text, line, column) = broken(&text, from, to, at);
        fs::write(&path, text).expect("written");
        let error = error(folder.path()).to_string();
        let expected = format!("{}:{line}:{column}: {says}", path.display());
        if !error.starts_with(&expected) || error.contains('\n') {
            wrong.push(format!("{file}: {from} → {to}\n  {error}\n  {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_cut_short_anywhere_is_an_error() {
    let folder = corpus();
    for file in [EN, ALL, "corpus.xml"] {
        let path = folder.path().join(file);
        let whole = fs::read_to_string(&path).expect("the file");
        for end in (0..whole.trim_end().len()).step_by(397) {
            fs::write(&path, &whole.as_bytes()[..end]).expect("written");
            let error = error(folder.path()).to_string();
            assert!(error.contains(file), "{error}");
        }
        fs::write(&path, &whole).expect("written");
    }
}

#[test]
fn files_that_are_no_corpus() {
    let folder = corpus();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        error(&path).to_string()
    };
    assert!(write("a.xml", b"<teiCorpus>\xff</teiCorpus>").contains("a.xml:1:12: no UTF-8"));
    assert!(write("b.xml", b"").contains("b.xml:1:1: no well-formed XML: it has no element"));
    assert!(write("c.xml", b"<html/>").contains("the root is `html`"));
    let edition = error(&folder.path().join(EN)).to_string();
    assert!(
        edition.contains("this is one edition: name its briefing's file, b-2024-03-05.xml"),
        "{edition}"
    );
    let empty = tempfile::tempdir().expect("a folder");
    assert!(
        error(empty.path())
            .to_string()
            .contains("no TEI corpus: expected corpus.xml in it")
    );
    let missing = error(&empty.path().join("none.xml")).to_string();
    assert!(missing.contains("none.xml: cannot read"), "{missing}");
}

/// Deep nesting must not end the program.
#[test]
fn elements_nested_without_end_are_an_error() {
    let folder = corpus();
    let path = folder.path().join(EN);
    let text = fs::read_to_string(&path).expect("the file");
    let deep = format!("{}x{}", "<ab>".repeat(200_000), "</ab>".repeat(200_000));
    fs::write(&path, text.replacen("<body>", &format!("<body>{deep}"), 1)).expect("written");
    assert!(error(folder.path()).to_string().contains("nested too deep"));
    let deep = format!("<s xml:id=\"b-2024-03-05.en.u1.s1\">{deep}");
    fs::write(
        &path,
        text.replacen("<s xml:id=\"b-2024-03-05.en.u1.s1\">", &deep, 1),
    )
    .expect("written");
    assert!(Corpus::open(folder.path()).expect("a corpus").read(0).is_ok());
}
