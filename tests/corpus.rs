//! TEI corpora read again: the same bytes, and the same results as from pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hexapla::language::{Languages, Outlets};
use hexapla::read::tei::Corpus;
use hexapla::write::tei::Knowledge;

use crate::command::{Run, SAMPLES, hexapla, pages};

/// The samples as a corpus, and what `align` printed of them.
pub(crate) struct Built {
    folder: tempfile::TempDir,
}

impl Built {
    pub(crate) fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn json(&self) -> PathBuf {
        self.folder.path().join("samples.jsonl")
    }
}

/// Builds the samples, once.
pub(crate) fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let built = Built { folder };
        let samples: Vec<String> = SAMPLES.iter().map(|s| text(&pages(s))).collect();
        let corpus = text(&built.corpus());
        let run = hexapla(&[&["build".to_owned()], &samples[..], &["--out".to_owned(), corpus]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let format = ["--format".to_owned(), "json".to_owned()];
        let run = hexapla(&[&["align".to_owned()], &samples[..], &format].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        fs::write(built.json(), run.out).expect("written");
        built
    })
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// All files below a folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            let inside = files(&path).into_iter();
            all.extend(inside.map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else {
            all.insert(name, fs::read_to_string(&path).expect("UTF-8"));
        }
    }
    all
}

#[test]
fn a_built_corpus_is_written_again_byte_for_byte() {
    let corpus = Corpus::open(&built().corpus()).expect("a corpus");
    assert_eq!(corpus.briefings().len(), SAMPLES.len());
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let knowledge = Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    let mut written = Vec::new();
    let mut summaries = Vec::new();
    for k in 0..corpus.briefings().len() {
        let briefing = corpus.briefing(k).expect("a briefing");
        let (files, summary) = briefing.write(knowledge).expect("its files");
        written.extend(files.files);
        summaries.push(summary);
    }
    let shared = corpus.write_shared(&summaries, knowledge);
    written.extend(shared.expect("the shared files").files);
    let before = files(&built().corpus());
    assert_eq!(before.len(), written.len());
    for (name, text) in written {
        assert_eq!(text, before[&name], "{name}");
    }
}

fn run(command: &str, input: &Path, args: &[&str]) -> Run {
    hexapla(&[&[command, text(input).as_str()], args].concat())
}

#[test]
fn a_corpus_gives_what_its_alignment_gives() {
    let (corpus, json) = (built().corpus(), built().json());
    let folder = tempfile::tempdir().expect("a folder");
    let mut exports = Vec::new();
    for (input, name) in [(&json, "json"), (&corpus, "tei")] {
        let out = folder.path().join(name);
        let args = ["--format", "tsv,tmx,jsonl,moses,xliff", "--out", &text(&out)];
        let run = run("export", input, &args);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        exports.push(files(&out));
    }
    assert!(exports[0].len() > 4);
    assert!(exports[0] == exports[1], "the exports differ");

    for format in ["text", "json"] {
        let diff = |input: &Path| run("diff", input, &["--format", format]);
        let (json, tei) = (diff(&json), diff(&corpus));
        assert_eq!((tei.code, tei.err.as_str()), (1, ""));
        assert_eq!(tei.out, json.out);
    }
}

#[test]
fn one_briefing_of_a_corpus_can_be_named() {
    let corpus = Corpus::open(&built().corpus()).expect("a corpus");
    let entry = &corpus.briefings()[1];
    let folder = tempfile::tempdir().expect("a folder");
    let report = |input: &Path, name: &str| {
        let out = folder.path().join(name);
        let run = run("report", input, &["--out", &text(&out)]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        fs::read_to_string(out).expect("a report")
    };
    let page = report(&entry.path, "a.html");
    assert!(page.contains("<html"));
    assert_eq!(report(entry.path.parent().expect("its folder"), "b.html"), page);
}

#[test]
fn a_corpus_that_is_broken_or_of_another_project_is_one_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = text(&folder.path().join("out"));
    let put = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, content).expect("written");
        path
    };
    let other = "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n <teiHeader/>\n</teiCorpus>";
    let cases = [
        (
            put("a/corpus.xml", other),
            "corpus.xml:2:2: not written by hexapla",
        ),
        (
            put("b.xml", "<!DOCTYPE TEI [<!ENTITY a \"&#97;\">]><TEI/>"),
            "b.xml:1:1: a doctype is not read",
        ),
        (
            put("c.xml", "<TEI xmlns=\"a\"><teiHeader/>"),
            "c.xml:1:28: the file ends before",
        ),
        (
            put("d/corpus.xml", "no XML"),
            "corpus.xml:1:1: no well-formed XML",
        ),
    ];
    for (path, says) in cases {
        for input in [path.clone(), path.parent().expect("a folder").to_owned()] {
            if !input.join("corpus.xml").is_file() && input.is_dir() {
                continue;
            }
            let args: [&[&str]; 3] = [
                &["export", "--format", "tsv", "--out", &out],
                &["report", "--out", &out],
                &["diff"],
            ];
            for args in args {
                let run = hexapla(&[args, &[&text(&input)]].concat());
                if input.extension().is_some_and(|e| e == "xml") && says.contains("no well-formed") {
                    // Told by its root, this is a page.
                    continue;
                }
                assert_eq!(run.code, 2, "{args:?}");
                assert!(run.err.contains(says), "{}", run.err);
                assert_eq!(run.err.lines().count(), 1, "{}", run.err);
                assert!(!Path::new(&out).exists());
            }
        }
    }
}

/// Copies the built corpus, to break it.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files(&built().corpus()) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

#[test]
fn a_built_corpus_is_valid() {
    let run = run("validate", &built().corpus(), &["--no-schema"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.starts_with("3 briefings, 18 editions, "), "{}", run.out);
    assert!(run.out.ends_with("sentences: nothing found\n"), "{}", run.out);
}

#[test]
fn findings_have_file_and_line_and_are_counted() {
    let folder = copy();
    let path = folder.path().join("b-2025-05-14/b-2025-05-14.xml");
    let text = fs::read_to_string(&path).expect("the file");
    // Every link of the Russian edition points to nothing.
    fs::write(
        &path,
        text.replace(" ru:b-2025-05-14.ru.u", " ru:b-2025-05-14.ru.v"),
    )
    .expect("written");
    let run = run("validate", folder.path(), &["--no-schema", "--max", "3"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let of_kind = |kind: &str| run.out.lines().filter(|line| line.contains(kind)).count();
    assert_eq!(of_kind("points to nothing"), 3);
    let line = text
        .lines()
        .position(|line| line.contains(" ru:b-2025-05-14.ru.u"))
        .expect("a line")
        + 1;
    let first = format!("{}:{line}: error: @target: `ru:b-2025-05-14.ru.v", path.display());
    assert!(run.out.contains(&first), "{}", run.out);
    assert!(
        run.out.contains(" more of the kind pointer: --max 0 shows all"),
        "{}",
        run.out
    );

    let json = hexapla(&[
        "validate",
        "--format",
        "json",
        "--no-schema",
        &folder.path().display().to_string(),
    ]);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json.code, 1);
    assert_eq!(report["schema"], "not-asked");
    assert_eq!(report["findings"][0]["severity"], "error");
    assert!(report["more"]["pointer"].as_u64() > Some(50));
}

/// Where jing is there it is asked; where it is not, that is said.
#[test]
fn the_schema_is_checked_or_it_is_said() {
    let folder = copy();
    let path = folder.path().join("b-2025-05-14/b-2025-05-14.en.xml");
    let text = fs::read_to_string(&path).expect("the file");
    fs::write(&path, text.replacen("<u xml:id", "<u rend=\"red\" xml:id", 1)).expect("written");
    let run = run("validate", folder.path(), &[]);
    if run.err.contains("the schema was NOT CHECKED") {
        assert!(run.err.contains("jing is not installed"), "{}", run.err);
        println!("NOT CHECKED: jing is not installed");
        return;
    }
    let line = text
        .lines()
        .position(|line| line.contains("<u xml:id"))
        .expect("a line")
        + 1;
    let says = format!(
        "{}:{line}: error: attribute \"rend\" not allowed here",
        path.display()
    );
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains(&says), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("corpus.xml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let out = text(&folder.path().join("out"));
    for args in [&["export", "--format", "tsv", "--out", &out][..], &["validate"]] {
        let run = hexapla(&[&[args[0], &text(&pipe)], &args[1..]].concat());
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains("corpus.xml"), "{}", run.err);
    }
}
