//! What a corpus says of itself and of its pages: metadata, manifest, source edition, shapes.

use std::fs;
use std::path::Path;

use crate::command::{Run, hexapla, pages};

const META: &str = "title = \"River & Co\"\nidentifiers = [\"https://example.org/corpus\"]\nlicence = \"CC BY 4.0\"\n\
                    licence-url = \"http://creativecommons.org/licenses/by/4.0/\"\n";
const COLUMNS: &str = "file\tbriefing\tlanguage\turl\taccessed\tlicence\tpublisher\n";

/// A folder with three pages, metadata and a manifest that names them.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut manifest = COLUMNS.to_owned();
    for lang in ["en", "fr", "zh"] {
        let found = fs::read_dir(pages("river-commission")).expect("pages").flatten();
        let page = found
            .map(|entry| entry.path())
            .find(|path| path.file_stem().is_some_and(|stem| stem == lang));
        let text = fs::read(page.expect("a page")).expect("read");
        fs::write(folder.path().join(format!("page-{lang}.txt")), text).expect("written");
        manifest += &format!(
            "page-{lang}.txt\triver-12\t{lang}\thttps://example.org/{lang}?a=1&b=2\t2025-05-15\tCC BY 4.0\tCommission\n"
        );
    }
    fs::write(folder.path().join("meta.toml"), META).expect("written");
    fs::write(folder.path().join("manifest.tsv"), manifest).expect("written");
    folder
}

fn build(folder: &Path, options: &[&str]) -> Run {
    let path = |name: &str| folder.join(name).display().to_string();
    let mut args = vec![
        "build".to_owned(),
        "--no-learn".to_owned(),
        "--out".to_owned(),
        path("out"),
    ];
    for option in options {
        args.push(match option.strip_prefix('@') {
            Some(name) => path(name),
            None => (*option).to_owned(),
        });
    }
    hexapla(&args)
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("out").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} is missing");
    }
}

#[test]
fn headers_say_what_manifest_and_metadata_say() {
    let folder = archive();
    let folder = folder.path();
    let options = [
        "--manifest",
        "@manifest.tsv",
        "--meta",
        "@meta.toml",
        "--source-edition",
        "zh",
        "--combined",
    ];
    let run = build(folder, &options);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    has(
        &text(folder, "corpus.xml"),
        &[
            "River &amp; Co</title>",
            ">https://example.org/corpus</idno>",
            ">CC BY 4.0</licence>",
        ],
    );
    let french = text(folder, "river-12/river-12.fr.xml");
    has(
        &french,
        &[
            "<idno type=\"URL\">https://example.org/fr?a=1&amp;b=2</idno>",
            "<idno type=\"file\">page-fr.txt</idno>",
            "<date type=\"accessed\" when=\"2025-05-15\">",
            "<publisher>Commission</publisher>",
            "French translated edition",
            "target=\"hx:translation\"",
            "corresp=\"zh:river-12.zh.x1\"",
        ],
    );
    has(
        &text(folder, "river-12/river-12.zh.xml"),
        &["Chinese source edition", "target=\"hx:source\""],
    );
    has(
        &text(folder, "river-12/river-12.combined.xml"),
        &["corresp=\"#river-12.zh.x1\"", "<group>"],
    );
    // The same without the manifest as the only input: it enriches what is named.
    let before = french;
    let run = build(
        folder,
        &[
            "@page-zh.txt",
            "@page-fr.txt",
            "@page-en.txt",
            "--manifest",
            "@manifest.tsv",
            "--meta",
            "@meta.toml",
            "--source-edition",
            "zh",
        ],
    );
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(text(folder, "river-12/river-12.fr.xml"), before);
    assert!(!folder.join("out/river-12/river-12.combined.xml").exists());
}

#[test]
fn a_manifest_says_the_language_and_who_belongs_together() {
    let folder = archive();
    let folder = folder.path();
    let rows = "page-en.txt\tone\t\npage-fr.txt\tone\ten\npage-zh.txt\tone\t\n";
    fs::write(
        folder.join("manifest.tsv"),
        format!("file\tbriefing\tlanguage\n{rows}"),
    )
    .expect("written");
    let run = build(folder, &["--manifest", "@manifest.tsv"]);
    assert_eq!(run.code, 2, "{}", run.err);
    has(
        &run.err,
        &[
            "page-en.txt: one of several editions of the briefing one in one language (en)",
            "page-zh.txt: the only edition of the briefing one",
        ],
    );
    assert!(!folder.join("out").exists());
}

#[test]
fn parlamint_has_no_sentences_and_wants_its_licence() {
    let folder = archive();
    let folder = folder.path();
    let options = [
        "--manifest",
        "@manifest.tsv",
        "--profile",
        "parlamint",
        "--meta",
        "@meta.toml",
    ];
    let run = build(folder, &options);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let english = text(folder, "river-12/river-12.en.xml");
    has(
        &english,
        &[
            "<licence>http://creativecommons.org/licenses/by/4.0/</licence>",
            "who=\"#org.reuters\"",
            "<seg xml:id=\"river-12.en.u2.seg1\">",
        ],
    );
    assert!(!english.contains("<s "));
    has(
        &text(folder, "corpus.xml"),
        &[
            "href=\"river-12/river-12.en.xml\"",
            "xml:id=\"org.reuters\"",
            "xml:id=\"question\"",
        ],
    );
    let run = build(folder, &options[..4]);
    assert_eq!(run.code, 2);
    has(
        &run.err,
        &[
            "its licence is CC BY 4.0: write `licence-url",
            "the corpus has an address",
        ],
    );
}

#[test]
fn what_cannot_be_used_is_said_with_file_and_line() {
    let folder = archive();
    let folder = folder.path();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("written");
    write("bad.toml", "title = 'A'\ntitel = 'B'\n");
    write("bad.tsv", "file\tbriefing\npage-en.txt\tquestion\n");
    write("lost.tsv", "file\nelsewhere.txt\n");
    write("pack.tsv", "file\tlanguage\npage-en.txt\tsw\n");
    let cases: [(&[&str], &str); 7] = [
        (
            &["--manifest", "@manifest.tsv", "--meta", "@bad.toml"],
            "bad.toml: line 2: unknown field `titel`, expected one of `title`",
        ),
        (
            &["--manifest", "@manifest.tsv", "--meta", "@none.toml"],
            "none.toml: cannot read the metadata: no such file",
        ),
        (
            &["--manifest", "@bad.tsv"],
            "bad.tsv: line 2: a briefing cannot be named `question`",
        ),
        (&["--manifest", "@lost.tsv"], "lost.tsv: line 2: "),
        (
            &["--manifest", "@pack.tsv"],
            "pack.tsv: line 2: no language pack for `sw`",
        ),
        (
            &["--manifest", "@manifest.tsv", "--source-edition", "ru"],
            "--source-edition ru: no briefing has an edition in this language; there are en, fr, zh",
        ),
        (
            &[
                "--manifest",
                "@manifest.tsv",
                "--combined",
                "--profile",
                "parlamint",
            ],
            "cannot be used with",
        ),
    ];
    for (options, says) in cases {
        let run = build(folder, options);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(says), "{}", run.err);
        assert!(!folder.join("out").exists());
    }
}
