//! Good corpora are clean, and every fault planted is found where it is.

use std::fs;
use std::path::Path;

use super::*;
use crate::model::{Aligned, Lang};
use crate::read::tei::tests::{broken, example, files, put};
use crate::write::tei::TeiOptions;

/// A fault: file, text, what stands in its place; the kinds found (`*` for any); the place and the
/// message of one of them.
struct Case {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    at: &'static str,
    kinds: &'static str,
    says: &'static str,
}

const EN: &str = "b-2024-03-05/b-2024-03-05.en.xml";
const ALL: &str = "b-2024-03-05/b-2024-03-05.xml";
const CORPUS: &str = "corpus.xml";
const WHO: &str = "participants.xml";

const fn case(
    file: &'static str,
    change: [&'static str; 2],
    at: &'static str,
    kinds: &'static str,
    says: &'static str,
) -> Case {
    let [from, to] = change;
    Case {
        file,
        from,
        to,
        at,
        kinds,
        says,
    }
}

const CASES: &[Case] = &[
    // Files that cannot be read.
    case(EN, ["</seg>", ""], "</u>", "unreadable", "no well-formed XML"),
    case(
        EN,
        ["<TEI ", "<!DOCTYPE TEI>\n<TEI "],
        "<!DOCTYPE",
        "unreadable",
        "a doctype is not read",
    ),
    case(
        EN,
        ["ident=\"hexapla\"", "ident=\"mine\""],
        "^<teiHeader",
        "unreadable",
        "not written by hexapla",
    ),
    case(
        ALL,
        ["href=\"b-2024-03-05.en.xml\"", "href=\"/etc/passwd\""],
        "href=",
        "unreadable",
        "xi:include of `/etc/passwd`",
    ),
    case(
        ALL,
        ["href=\"b-2024-03-05.en.xml\"", "href=\"b-2024-03-05.fr.xml\""],
        "href=",
        "unreadable",
        "cannot read it: no such file",
    ),
    case(
        ALL,
        ["xml:id=\"b-2024-03-05\"", "xml:id=\"b-2024\""],
        "xml:id=",
        "unreadable",
        "expected `b-2024-03-05`, the name of the file",
    ),
    case(
        CORPUS,
        ["b-2024-03-05/b-2024-03-05.xml", "b.xml"],
        "^href=",
        "unreadable",
        "cannot read it",
    ),
    case(
        WHO,
        ["</persName>", ""],
        "</person>",
        "unreadable",
        "no well-formed XML",
    ),
    // Identifiers.
    case(
        EN,
        ["en.u1.s1\"", "en.u1.p1\""],
        "^<s ",
        "unlinked unlinked duplicate pointer pointer",
        "stands twice, first in",
    ),
    case(
        EN,
        ["b-2024-03-05.en.n1\"", "b-2024-03-05.en.x 1\""],
        "^<note",
        "name",
        "`b-2024-03-05.en.x 1` is no identifier",
    ),
    case(
        EN,
        ["b-2024-03-05.en.n1\"", "n1\""],
        "^<note",
        "prefix",
        "`n1` does not begin with `b-2024-03-05.en`",
    ),
    case(
        EN,
        ["b-2024-03-05.en.n1\"", "org.afp\""],
        "^<note",
        "duplicate prefix",
        "the identifier `org.afp` stands twice, first in",
    ),
    case(
        EN,
        ["b-2024-03-05.en.u1.p1", "b-2024-03-05.en.u9.p1"],
        "^<seg",
        "parent",
        "does not begin with `b-2024-03-05.en.u1`, that of its turn",
    ),
    case(
        EN,
        ["b-2024-03-05.en.u1.label", "b-2024-03-05.en.u9.label"],
        "^<note",
        "prefix",
        "does not begin with `b-2024-03-05.en.u1`",
    ),
    // Pointers.
    case(
        EN,
        ["who=\"hx:org.afp\"", "who=\"hx:org.none\""],
        "^<u",
        "pointer",
        "participants.xml has no `org.none`",
    ),
    case(
        EN,
        ["hx:question\"", "hx:request\""],
        "^<u",
        "pointer",
        "taxonomy.xml has no `request`",
    ),
    case(
        EN,
        ["who=\"hx:org.afp\"", "who=\"org:afp\""],
        "^<u",
        "scheme",
        "no prefixDef of this file takes it",
    ),
    case(
        EN,
        ["([a-z]+)\"", "([a-z+\""],
        "^<prefixDef",
        "pattern",
        "is no regular expression",
    ),
    case(
        ALL,
        ["zh:b-2024-03-05.zh.x1\"", "zh:b-2024-03-05.zh.x9\""],
        "^<link",
        "pointer closure closure unlinked",
        "`zh:b-2024-03-05.zh.x9` points to nothing",
    ),
    case(
        ALL,
        [
            "<annotation xml:id=\"b-2024-03-05.d1\" motivation=\"assessing\" target=\"en:b-2024-03-05.en.u1\"",
            "<annotation xml:id=\"b-2024-03-05.d1\" motivation=\"assessing\" target=\"#b-2024\"",
        ],
        "<annotation",
        "pointer",
        "has no `b-2024`",
    ),
    // Links.
    case(
        ALL,
        [
            "      <annotation xml:id=\"b-2024-03-05.a2\" motivation=\"classifying\" target=\"en:b-2024-03-05.en.u1.s1\" ana=\"hx:unaligned hx:auto\" cert=\"0.8\"/>\n",
            "",
        ],
        "",
        "unlinked count count count",
        "the sentence `b-2024-03-05.en.u1.s1` stands in no link over all editions",
    ),
    case(
        ALL,
        [
            "      <annotation xml:id=\"b-2024-03-05.a4\" motivation=\"classifying\" target=\"en:b-2024-03-05.en.u1.s1\" ana=\"hx:unaligned hx:auto\" cert=\"0.8\"/>\n",
            "",
        ],
        "",
        "unlinked count count",
        "the sentence `b-2024-03-05.en.u1.s1` stands in no link of the pair en-zh",
    ),
    case(
        ALL,
        [
            "n=\"2:1\" target=\"en:b-2024-03-05.en.u3.s1 ",
            "n=\"3:1\" target=\"en:b-2024-03-05.en.u2.s2 en:b-2024-03-05.en.u3.s1 ",
        ],
        "^<link",
        "twice closure",
        "`b-2024-03-05.en.u2.s2` stands in two links over all editions, first in line",
    ),
    case(
        ALL,
        [
            "target=\"en:b-2024-03-05.en.u2 zh:b-2024-03-05.zh.u1\"",
            "target=\"en:b-2024-03-05.en.x1 zh:b-2024-03-05.zh.u1\"",
        ],
        "^<link",
        "level closure closure unlinked",
        "`en:b-2024-03-05.en.x1` is of level exchange, in a list of level turn",
    ),
    case(
        ALL,
        ["n=\"2:1\"", "n=\"1:2\""],
        "^<link",
        "shape",
        "n=\"1:2\" where the members are 2:1",
    ),
    case(
        ALL,
        [
            "target=\"en:b-2024-03-05.en.u1\" ana=\"hx:unaligned",
            "target=\"en:b-2024-03-05.en.u1 zh:b-2024-03-05.zh.u1\" ana=\"hx:unaligned",
        ],
        "^<annotation",
        "level twice closure",
        "several editions in the list of unaligned ones",
    ),
    // Numbers.
    case(
        EN,
        [
            "unit=\"sentences\" quantity=\"5\"",
            "unit=\"sentences\" quantity=\"6\"",
        ],
        "^<measure",
        "count",
        "extent counts 6 of `sentences`, there are 5",
    ),
    case(
        ALL,
        [
            "unit=\"turn-groups\" quantity=\"3\"",
            "unit=\"turn-groups\" quantity=\"2\"",
        ],
        "^<measure",
        "count",
        "extent counts 2 of `turn-groups`, there are 3",
    ),
    case(
        CORPUS,
        [
            "unit=\"editions\" quantity=\"2\"",
            "unit=\"editions\" quantity=\"many\"",
        ],
        "^<measure",
        "count",
        "extent counts many of `editions`, there are 2",
    ),
    case(
        EN,
        ["gi=\"seg\" occurs=\"4\"", "gi=\"seg\" occurs=\"5\""],
        "^<tagUsage",
        "count",
        "tagUsage counts 5 of `seg`, there are 4",
    ),
    case(
        EN,
        ["Good afternoon.", "<hi>Good</hi> afternoon."],
        "",
        "count count count",
        "tagUsage does not count `hi`: 1",
    ),
    case(
        EN,
        ["n=\"1\">", "n=\"2\">"],
        "^<div",
        "number",
        "n=\"2\" on the exchange that is number 1",
    ),
    // Languages.
    case(
        EN,
        ["xml:lang=\"en\" ana", "xml:lang=\"fr\" ana"],
        "^<TEI",
        "language",
        "xml:lang=\"fr\" in the file of the en edition",
    ),
    case(
        EN,
        ["<language ident=\"en\"", "<language ident=\"fr\""],
        "",
        "language",
        "langUsage of the en edition names `fr`",
    ),
    case(
        CORPUS,
        ["<language ident=\"zh\"", "<language ident=\"fr\""],
        "",
        "language",
        "langUsage names `en, fr`, the editions are in `en, zh`",
    ),
    case(
        EN,
        [
            "Good afternoon.",
            "Le porte-parole a dit que la commission des rivières sera saisie de la question par les délégations des États membres, et qu'elle en discutera avec eux dans les prochains jours.",
        ],
        "",
        "*",
        "the text of the English edition seems to be French",
    ),
    // What the reader alone knows.
    case(
        EN,
        ["hx:guest hx:question", "hx:guest hx:answer"],
        "^<div",
        "model",
        "no question at the beginning of an exchange",
    ),
    case(
        EN,
        ["</u>", "</u>He left."],
        "He left",
        "model",
        "text outside of s and note",
    ),
    case(
        ALL,
        ["cert=\"0.99\"", "cert=\"1.5\""],
        "^<link",
        "model",
        "expected a number from 0 to 1",
    ),
];

fn report(folder: &Path) -> Report {
    let options = Options {
        cap: 0,
        schema: false,
    };
    validate(folder, &Languages::builtin(), options, &mut |_, _| ()).expect("a corpus of ours")
}

fn example_corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &files(&[example()], &TeiOptions::default()));
    folder
}

#[test]
fn every_fault_is_found_where_it_is() {
    let mut wrong = Vec::new();
    for Case {
        file,
        from,
        to,
        at,
        kinds,
        says,
    } in CASES
    {
        let folder = example_corpus();
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the file");
        let (text, line, _) = broken(&text, from, to, at);
        fs::write(&path, text).expect("written");
        let found = report(folder.path()).findings;
        let sorted = |mut names: Vec<&str>| {
            names.sort_unstable();
            names.join(" ")
        };
        let names = sorted(found.shown().iter().map(|f| f.kind.as_str()).collect());
        // Without a place the message is to be found anywhere.
        let there = |f: &&Finding| at.is_empty() || (f.file == path.display().to_string() && f.line == line);
        let found_it = found.shown().iter().filter(there).any(|f| f.what.contains(says));
        if !found_it || (*kinds != "*" && names != sorted(kinds.split(' ').collect())) {
            let shown: Vec<String> = found.shown().iter().map(Finding::to_string).collect();
            wrong.push(format!(
                "{file}: {from} → {to}\n  {}\n  expected in line {line}: {kinds}: {says}; found {}",
                shown.join("\n  "),
                names
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn good_corpora_are_clean() {
    let gold = |sample: &str| -> Aligned {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/briefings");
        let json = fs::read_to_string(root.join(sample).join("gold.json")).expect("the gold");
        serde_json::from_str(&json).expect("an alignment")
    };
    let mut all: Vec<Aligned> = ["health-council", "launch-review", "river-commission"]
        .map(gold)
        .into();
    all.push(example());
    for source in [None, Some(Lang::ZH)] {
        let folder = tempfile::tempdir().expect("a folder");
        let options = TeiOptions {
            source,
            ..TeiOptions::default()
        };
        put(folder.path(), &files(&all, &options));
        let report = report(folder.path());
        let shown: Vec<String> = report.findings.shown().iter().map(Finding::to_string).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
        assert_eq!((report.briefings, report.editions), (4, 20));
    }
}

#[test]
fn one_briefing_is_checked_with_the_shared_files_beside_it() {
    let folder = example_corpus();
    let briefing = folder.path().join("b-2024-03-05");
    assert!(report(&briefing).findings.is_empty());
    assert!(report(&briefing.join("b-2024-03-05.xml")).findings.is_empty());
    fs::remove_file(folder.path().join("taxonomy.xml")).expect("removed");
    let found = report(&briefing).findings;
    assert!(
        found
            .shown()
            .iter()
            .all(|f| f.what.contains("taxonomy.xml is no file of this briefing"))
    );
    assert!(found.count(Severity::Error) > 10);
}

#[test]
fn two_briefings_must_not_share_identifiers() {
    let folder = example_corpus();
    let mut other = example();
    other.briefing.id = "b-2024-03-05.en".to_owned();
    let written = files(&[other], &TeiOptions::default());
    let inside: Vec<_> = written
        .into_iter()
        .filter(|(name, _)| name.contains('/'))
        .collect();
    put(folder.path(), &inside);
    let path = folder.path().join(CORPUS);
    let text = fs::read_to_string(&path).expect("the file");
    let include = "<xi:include href=\"b-2024-03-05.en/b-2024-03-05.en.xml\"/>\n</teiCorpus>";
    fs::write(&path, text.replace("</teiCorpus>", include)).expect("written");
    let found = report(folder.path()).findings;
    let twice: Vec<_> = found
        .shown()
        .iter()
        .filter(|f| f.kind.as_str() == "duplicate")
        .collect();
    let [one] = twice.as_slice() else {
        panic!("{:?}", found.shown());
    };
    assert!(one.what.contains("`b-2024-03-05.en` stands twice"), "{one}");
}

#[test]
fn what_is_none_of_ours_is_an_error() {
    let folder = example_corpus();
    let languages = Languages::builtin();
    let options = Options {
        cap: 0,
        schema: false,
    };
    let error = |path: &Path| validate(path, &languages, options, &mut |_, _| ()).expect_err("no corpus");
    assert!(
        error(&folder.path().join("none"))
            .to_string()
            .contains("cannot read")
    );
    assert!(
        error(&folder.path().join(EN))
            .to_string()
            .contains("the root is `TEI`")
    );
    let empty = tempfile::tempdir().expect("a folder");
    assert!(error(empty.path()).to_string().contains("no TEI corpus"));
}
