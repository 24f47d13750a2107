//! Bad input: one clear message, a documented exit code, nothing half-written.

use std::fs;
use std::path::Path;

use crate::command::{Run, hexapla, pages};

const EN: &str = "Press Briefing on 3 May 2025\n\nQ: When will the new bridge over the river open to traffic?\n\n\
                  A: The bridge will open on Friday, and the old ferry will stop.\n";
const FR: &str = "Point de presse du 3 mai 2025\n\nQ : Quand le nouveau pont sur le fleuve sera-t-il ouvert ?\n\n\
                  R : Le pont sera ouvert vendredi, et le vieux bac ne circulera plus.\n";

/// A folder with files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("written");
    }
    folder
}

fn align(path: &Path) -> Run {
    hexapla(&["align", "--format", "json", &path.display().to_string()])
}

/// Asserts that a file was left out with a message, and the rest was aligned or not.
fn left_out(files: &[(&str, &[u8])], code: i32, named: &str, says: &str) {
    let run = align(folder(files).path());
    assert_eq!(run.code, code, "{}", run.err);
    let line = run
        .err
        .lines()
        .find(|line| line.contains(named))
        .unwrap_or_else(|| panic!("{named}: {}", run.err));
    assert!(line.contains(says), "{line}");
    assert_eq!(run.out.is_empty(), code == 2);
}

#[test]
fn a_missing_file() {
    let run = align(Path::new("no such file.txt"));
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("no such file.txt: no such file or folder"),
        "{}",
        run.err
    );
}

#[test]
fn files_that_cannot_be_read_are_left_out_and_named() {
    let rest: [(&str, &[u8]); 2] = [("en.txt", EN.as_bytes()), ("fr.txt", FR.as_bytes())];
    let cases: [(&[u8], &str); 4] = [
        (b"", "empty"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0",
            "found a PNG picture",
        ),
        (
            b"<html><body><p>Welcome to the city museum. It is open every day.</p></body></html>",
            "no turns",
        ),
        (
            "Die Brücke wird am Freitag für den Verkehr geöffnet, und die alte Fähre stellt den Betrieb ein."
                .as_bytes(),
            "German",
        ),
    ];
    for (content, says) in cases {
        left_out(
            &[rest[0], rest[1], ("odd page.html", content)],
            1,
            "odd page.html",
            says,
        );
    }
}

#[test]
fn one_edition_only() {
    left_out(
        &[("en.txt", EN.as_bytes())],
        2,
        "en.txt",
        "the only edition of its briefing",
    );
}

#[test]
fn two_editions_in_one_language() {
    left_out(
        &[("a.txt", EN.as_bytes()), ("b.txt", EN.as_bytes())],
        2,
        "a.txt",
        "two editions in one language (en)",
    );
}

#[test]
fn forty_unrelated_files_are_each_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for day in 1..=20 {
        fs::write(
            folder.path().join(format!("e{day}.txt")),
            EN.replace("3 May", &format!("{day} May")),
        )
        .expect("written");
        fs::write(
            folder.path().join(format!("f{day}.txt")),
            FR.replace("3 mai", &format!("{day} juin")),
        )
        .expect("written");
    }
    let run = align(folder.path());
    assert_eq!(run.code, 2);
    assert_eq!(
        run.err
            .lines()
            .filter(|line| line.contains("the only edition"))
            .count(),
        40,
        "{}",
        run.err
    );
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let big = folder(&[
        ("fr.txt", FR.as_bytes()),
        ("en.txt", EN.repeat(20_000).as_bytes()),
    ]);
    let run = hexapla(&["align", "--max-file-size", "1", &big.path().display().to_string()]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("over the limit of 1 MB") && run.err.contains("--max-file-size"),
        "{}",
        run.err
    );
}

#[test]
fn names_with_spaces_and_arabic_letters() {
    let run = align(
        folder(&[
            ("المؤتمر الصحفي.txt", EN.as_bytes()),
            ("à lire.txt", FR.as_bytes()),
        ])
        .path(),
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn unknown_languages_and_packs() {
    let run = hexapla(&["inspect", "--lang", "de=x.txt", "x.txt"]);
    assert!(
        run.code == 2 && run.err.contains("no language pack for `de`"),
        "{}",
        run.err
    );
    let pack = folder(&[("own.toml", b"code = 5")]);
    let path = pack.path().join("own.toml").display().to_string();
    let run = hexapla(&["inspect", "--language-pack", &path, "x.txt"]);
    assert!(run.code == 2 && run.err.contains("own.toml"), "{}", run.err);
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let blocked = folder(&[("file", b"")]);
    let out = blocked.path().join("file").join("corpus").display().to_string();
    let run = hexapla(&[
        "build",
        &pages("river-commission").display().to_string(),
        "--out",
        &out,
    ]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("cannot make the folder"), "{}", run.err);
}

#[test]
fn an_output_folder_with_other_things_is_left_alone() {
    let other = folder(&[("diary.txt", b"mine")]);
    let out = other.path().display().to_string();
    let run = hexapla(&[
        "build",
        &pages("river-commission").display().to_string(),
        "--out",
        &out,
    ]);
    assert!(
        run.code == 2 && run.err.contains("holds something else"),
        "{}",
        run.err
    );
    assert_eq!(
        fs::read(other.path().join("diary.txt")).expect("still there"),
        b"mine"
    );
}

#[test]
fn bad_lines() {
    let files = folder(&[("a.txt", b"One.\n\xFF\n"), ("b.txt", b"Un.\n"), ("e.txt", b"\n")]);
    let arg = |lang: &str, name: &str| format!("{lang}={}", folder_path(&files, name));
    let cases = [
        (
            vec![arg("en", "a.txt"), arg("fr", "b.txt")],
            "line 2 is not UTF-8",
        ),
        (vec![arg("fr", "b.txt")], "one file only"),
        (vec![arg("en", "e.txt"), arg("fr", "b.txt")], "is empty"),
        (
            vec![arg("de", "b.txt"), arg("fr", "b.txt")],
            "no language pack for `de`",
        ),
        (vec!["b.txt".to_owned()], "expected LANG=FILE"),
    ];
    for (args, says) in cases {
        let mut all = vec!["lines".to_owned()];
        all.extend(args);
        let run = hexapla(&all);
        assert!(run.code == 2 && run.err.contains(says), "{says}: {}", run.err);
    }
}

fn folder_path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}
