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
fn a_broken_encoding_is_named_with_what_was_found() {
    let mut broken = b"\xEF\xBB\xBF".to_vec();
    broken.extend(b"Q: Quand ? \xFF\xFE\n\nR: Demain \xC3\x28.\n\n".repeat(20));
    left_out(
        &[
            ("en.txt", EN.as_bytes()),
            ("fr.txt", FR.as_bytes()),
            ("odd.txt", &broken),
        ],
        1,
        "odd.txt",
        "byte sequences that are not UTF-8; save the page again",
    );
}

#[test]
fn one_briefing_among_forty_unrelated_files_is_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: String, text: String| fs::write(folder.path().join(name), text).expect("written");
    for day in 1..=20 {
        write(format!("e{day}.txt"), EN.replace("3 May", &format!("{day} May")));
        write(format!("f{day}.txt"), FR.replace("3 mai", &format!("{day} juin")));
    }
    write("x.txt".to_owned(), EN.replace("3 May", "9 July"));
    write("y.txt".to_owned(), FR.replace("3 mai", "9 juillet"));
    let out = folder.path().join("corpus");
    let run = hexapla(&[
        "build".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.lines().count(), 40, "{}", run.err);
    assert!(run.out.contains("1 briefing written"), "{}", run.out);
    assert!(out.join("b-2025-07-09/b-2025-07-09.en.xml").is_file());
}

#[test]
fn a_missing_language_pack_says_why() {
    let run = hexapla(&["inspect", "--language-pack", "no such.toml", "x.txt"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("no such.toml: cannot read the language pack: ") && run.err.contains("TOML"),
        "{}",
        run.err
    );
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let files = folder(&[("mine.txt", b"mine")]);
    let out = folder_path(&files, "mine.txt");
    let run = hexapla(&[
        "build",
        &pages("river-commission").display().to_string(),
        "--out",
        &out,
    ]);
    assert!(
        run.code == 2 && run.err.contains("a file, expected a folder"),
        "{}",
        run.err
    );
    assert_eq!(fs::read(&out).expect("still there"), b"mine");
}

#[test]
fn a_page_of_a_hundred_thousand_nested_elements_is_refused_at_once() {
    let deep = format!("<html><body>{}Q: Why?", "<div>".repeat(100_000));
    left_out(
        &[
            ("en.txt", EN.as_bytes()),
            ("fr.txt", FR.as_bytes()),
            ("deep.html", deep.as_bytes()),
        ],
        1,
        "deep.html",
        "nested over 10000 deep",
    );
}

#[test]
fn masters_and_notes_beside_pages_are_no_pages() {
    let samples = pages("river-commission");
    let root = samples.parent().and_then(Path::parent).expect("the samples");
    let run = align(root);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(run.out.lines().count(), 3);
}

#[test]
fn folders_of_a_set_without_partners_are_named() {
    let set = tempfile::tempdir().expect("a folder");
    for (name, text) in [("a/en.txt", "One."), ("a/fr.txt", "Un."), ("b/en.txt", "One.")] {
        let path = set.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let out = set.path().join("a").join("out");
    let run = hexapla(&[
        "lines".as_ref(),
        set.path().as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("one file of lines only"), "{}", run.err);
    assert!(out.join("a.json").is_file() && !out.join("b.json").exists());
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
        (vec![arg("fr", "b.txt")], "b.txt: one file only"),
        (
            vec![arg("en", "gone.txt"), arg("fr", "b.txt")],
            "gone.txt: cannot read: no such file or folder; expected a text file with one sentence a line",
        ),
        (
            vec![arg("fr", "b.txt"), arg("fr", "b.txt")],
            "a second file for `fr`",
        ),
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
