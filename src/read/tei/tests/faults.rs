//! Broken files: one message, with its place.

use super::*;

const EN: &str = "b-2024-03-05/b-2024-03-05.en.xml";
const ALL: &str = "b-2024-03-05/b-2024-03-05.xml";

/// The faults; the columns are said in the table.
const FAULTS: &str = include_str!("faults.tsv");

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
    for [file, from, to, at, says] in rows(FAULTS) {
        let file = match file.as_str() {
            "en" => EN,
            "all" => ALL,
            _ => "corpus.xml",
        };
        let folder = corpus();
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).expect("the file");
        let (text, line, column) = broken(&text, &from, &to, &at);
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
