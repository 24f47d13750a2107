//! The termbase and the names, and what is built in of them.

use std::path::{Path, PathBuf};

use hexapla::language::Languages;
use hexapla::lexicon;
use hexapla::model::Lang;
use hexapla::termbase::{Rows, Terms, lint};

use crate::command::{SAMPLES, hexapla, pages, root, shared};

/// The tables in the order in which they are compiled.
fn tables() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["terms", "names"] {
        let folder = std::fs::read_dir(root().join("corpora").join(folder)).expect("a folder");
        let mut inside: Vec<PathBuf> = folder.map(|entry| entry.expect("a file").path()).collect();
        inside.retain(|path| path.extension().is_some_and(|ext| ext == "tsv"));
        inside.sort();
        files.extend(inside);
    }
    files
}

fn read(files: &[PathBuf]) -> Vec<Rows> {
    files
        .iter()
        .map(|file| Rows::open(file).expect("a table"))
        .collect()
}

#[test]
fn the_tables_have_no_faults() {
    let tables = read(&tables());
    let concepts: usize = tables.iter().map(|table| table.rows.len()).sum();
    assert!(concepts >= 2_500, "{concepts}");
    let findings = lint(&tables, &Languages::builtin());
    let findings: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn what_is_built_in_is_what_the_tables_make() {
    let compiled = Terms::compile(&read(&tables()), &Languages::builtin()).bytes();
    let path = root().join("corpora/compiled/terms.bin");
    assert!(
        std::fs::read(path).expect("the compiled termbase") == compiled,
        "run corpora/compiled/make and commit what it makes"
    );
}

#[test]
fn the_built_in_lexicon_knows_all_six_languages() {
    for lang in [Lang::AR, Lang::EN, Lang::ES, Lang::FR, Lang::RU, Lang::ZH] {
        assert!(lexicon::builtin().linked(lang).len() > 1_000, "{lang}");
    }
}

/// The share of explained words, by language, as `terms coverage` prints it.
fn coverage(inputs: &[PathBuf]) -> Vec<(String, f64)> {
    let mut args = vec!["terms".into(), "coverage".into(), "--top".into(), "0".into()];
    args.extend(inputs.iter().map(|path| path.display().to_string()));
    let run = hexapla(&args);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines = run.out.lines().skip(1);
    lines
        .map(|line| {
            let mut columns = line.split_whitespace();
            let lang = columns.next().expect("a language").to_owned();
            let share = columns.nth(1).expect("a share").parse().expect("a number");
            (lang, share)
        })
        .collect()
}

#[test]
fn seven_in_ten_words_of_briefings_are_known() {
    let mut inputs = vec![SAMPLES.map(pages).to_vec()];
    inputs.extend(shared("mfa-en-zh").map(|folder| vec![folder]));
    for inputs in inputs {
        for (lang, share) in coverage(&inputs) {
            println!("{lang}: {share} %");
            assert!(share >= 70.0, "{lang}: {share}");
        }
    }
}

#[test]
fn a_glossary_of_the_users_own_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    // Invented words, so that nothing else can know them.
    let en = write(
        "en.txt",
        "The glorp was here.\nThe blick was here.\nThe frumm was here.\n",
    );
    let fr = write("fr.txt", "Le zadouille est là.\nLe pontiflet est là.\n");
    let glossary = write(
        "own.tsv",
        "id\ten\tfr\na\tblick\tzadouille\nb\tfrumm\tpontiflet\n",
    );
    let lines = |extra: &[&str]| {
        let files = [format!("en={en}"), format!("fr={fr}")];
        let mut args = vec!["lines", &files[0], &files[1], "--format", "indices", "--no-learn"];
        args.extend(extra);
        let run = hexapla(&args);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    assert!(!lines(&[]).contains("[1]:[0]\n[2]:[1]"), "{}", lines(&[]));
    let known = lines(&["--termbase", &glossary]);
    assert!(known.contains("[1]:[0]\n[2]:[1]"), "{known}");
}

#[test]
fn a_faulty_glossary_is_named_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bad.tsv");
    std::fs::write(&path, "id\ten\tfr\na\tdam\tbarrage\tdigue\n").expect("written");
    let path = path.display().to_string();
    let page = pages("river-commission").display().to_string();
    let run = hexapla(&["align", "--termbase", &path, &page]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("bad.tsv: line 2: 4 columns"), "{}", run.err);
    let run = hexapla(&["terms", "lint", &path]);
    assert_eq!(run.code, 2, "{}", run.out);
    std::fs::write(Path::new(&path), "id\ten\tfr\na\tdam\tbarrage\na\tdyke\t\n").expect("written");
    let run = hexapla(&["terms", "lint", &path]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("bad.tsv:3: a: the id stands twice"),
        "{}",
        run.out
    );
    assert!(
        run.out.ends_with("2 concepts, 0 doubtful cells, 2 findings\n"),
        "{}",
        run.out
    );
}
