//! `hexapla export`: formats of whole editions.

use std::collections::BTreeMap;
use std::fs;

use hexapla::model::{Bead, Lang, Pair, SentenceId};

use crate::command::{hexapla, pages, root};
use crate::export::{aligned, contents, export, files, gold};

const WHOLE: &str = "xces,intertext,vertical";

fn beads(pair: Pair) -> usize {
    aligned().alignment.sentences.pairs[&pair].len()
}

fn sentences(lang: Lang) -> usize {
    aligned().editions[&lang].sentences().count()
}

#[test]
fn every_sentence_and_every_link_of_two_languages() {
    let files = files(&["--format", WHOLE, "--langs", "zh,en"]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "b-2025-05-14.en-00.xml",
            "b-2025-05-14.en-00.zh-00.alignment.xml",
            "b-2025-05-14.zh-00.xml",
            "corpus.en-zh.align",
            "corpus.en-zh.beads",
            "corpus.en.vert",
            "corpus.zh-en.align",
            "corpus.zh.vert",
            "registry/corpus_en",
            "registry/corpus_zh",
            "xml/en-zh.xml",
            "xml/en/b-2025-05-14.xml",
            "xml/zh/b-2025-05-14.xml",
        ]
    );
    let count = |name: &str, what: &str| files[name].matches(what).count();
    for lang in [Lang::EN, Lang::ZH] {
        let n = sentences(lang);
        assert_eq!(count(&format!("xml/{lang}/b-2025-05-14.xml"), "<s id="), n);
        assert_eq!(count(&format!("b-2025-05-14.{lang}-00.xml"), "<s id="), n);
        assert_eq!(count(&format!("corpus.{lang}.vert"), "<s id="), n);
    }
    let n = beads(Pair::new(Lang::EN, Lang::ZH));
    assert_eq!(count("xml/en-zh.xml", "<link "), n);
    assert_eq!(count("b-2025-05-14.en-00.zh-00.alignment.xml", "<link "), n);
    assert_eq!(count("corpus.en-zh.align", "\n"), n);
    assert_eq!(count("corpus.zh-en.align", "\n"), n);
}

#[test]
fn filters_choose_links_and_no_sentences() {
    let run = |args: &[&str]| files(&[&["--format", WHOLE, "--pair", "en-zh"], args].concat());
    let (all, some) = (run(&[]), run(&["--only", "1-1"]));
    let changed: Vec<&str> = (all.keys().filter(|name| all[*name] != some[*name]))
        .map(String::as_str)
        .collect();
    assert_eq!(
        changed,
        [
            "b-2025-05-14.en-00.zh-00.alignment.xml",
            "corpus.en-zh.align",
            "corpus.en-zh.beads",
            "corpus.zh-en.align",
            "xml/en-zh.xml"
        ]
    );
    let single = |bead: &&Bead<SentenceId>| bead.first.len() == 1 && bead.second.len() == 1;
    let pair = Pair::new(Lang::EN, Lang::ZH);
    let n = aligned().alignment.sentences.pairs[&pair]
        .iter()
        .filter(single)
        .count();
    assert_eq!(some["xml/en-zh.xml"].matches("<link ").count(), n);
    assert_eq!(some["corpus.en-zh.beads"].lines().count(), n + 1);
    let rows = sentences(Lang::EN) + sentences(Lang::ZH) - n;
    assert_eq!(some["corpus.en-zh.align"].lines().count(), rows);
    let links = &some["b-2025-05-14.en-00.zh-00.alignment.xml"];
    assert_eq!(links.matches("<link ").count(), rows);
    assert_eq!(links.matches("type='1-1'").count(), n);
}

#[test]
fn what_a_format_cannot_honour_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    for (args, message) in [
        (
            ["--format", "tsv,xces", "--level=turn"],
            "hexapla: --level turn: xces links sentences; export it without --level\n",
        ),
        (
            ["--format", "vertical,xces", "--dedup"],
            "hexapla: --dedup: vertical has a row for every sentence, repeated or not; export it without --dedup\n",
        ),
    ] {
        let run = export(&[&gold()], &out, &args);
        assert_eq!((run.code, run.err.as_str()), (2, message));
        assert!(!out.exists());
    }
    let run = export(&[&gold()], &out, &["--format", "xces", "--dedup"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_its_feature_parquet_says_how_to_get_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let run = export(&[&gold()], &out, &["--format", "tsv,parquet"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("cargo build --release --features parquet"),
        "{}",
        run.err
    );
    assert_eq!(run.err.lines().count(), 1);
    assert!(!out.exists());
}

#[test]
fn only_files_of_these_names_are_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    fs::create_dir_all(out.join("xml/en")).expect("a folder");
    fs::write(out.join("xml/en/mine.xml"), "mine").expect("written");
    let before = |args: &[&str]| {
        let run = export(&[&gold()], out, args);
        assert_eq!(run.code, 0, "{}", run.err);
        contents(out)
    };
    let args = ["--format", WHOLE, "--langs", "en,fr"];
    let once = before(&args);
    assert!(once == before(&args));
    assert_eq!(once["xml/en/mine.xml"], "mine");
    assert!(fs::read_dir(out).expect("the folder").count() > 5);
    let hidden = |name: &String| name.starts_with(".hexapla-");
    assert!(!contents(out).keys().any(hidden));
}

#[test]
fn a_file_in_the_way_is_named_and_nothing_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path();
    fs::write(out.join("xml"), "mine").expect("written");
    let run = export(&[&gold()], out, &["--format", "tsv,xces"]);
    assert_eq!(run.code, 2);
    let message = "xml is a file, expected a folder or nothing: name another folder with --out\n";
    assert!(run.err.ends_with(message), "{}", run.err);
    let left: BTreeMap<String, String> = [("xml".to_owned(), "mine".to_owned())].into();
    assert_eq!(contents(out), left);
}

#[cfg(unix)]
#[test]
fn few_files_are_open_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let formats = format!("--format=tsv,csv,jsonl,tmx,moses,ladder,bitext,xliff,{WHOLE}");
    let run = std::process::Command::new("sh")
        .args([
            "-c",
            "ulimit -n 24; exec \"$@\"",
            "sh",
            env!("CARGO_BIN_EXE_hexapla"),
        ])
        .args(["export", &gold(), "--jobs", "1", &formats, "--out"])
        .arg(folder.path())
        .output()
        .expect("a shell");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(contents(folder.path()).len(), 139 + 21 + 21 + 57);
}

#[test]
fn several_briefings_count_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let inputs = ["health-council", "river-commission"].map(|sample| {
        let path = root().join("corpora/briefings").join(sample).join("gold.json");
        path.display().to_string()
    });
    let run = hexapla(&[
        "export",
        &inputs[0],
        &inputs[1],
        "--format",
        WHOLE,
        "--pair",
        "ar-ru",
        "--out",
        &out.display().to_string(),
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let files = contents(&out);
    assert_eq!(files["xml/ar-ru.xml"].matches("<linkGrp ").count(), 2);
    assert_eq!(files["corpus.ar.vert"].matches("<doc ").count(), 2);
    let n = files["corpus.ar.vert"].matches("<s ").count();
    let table = &files["corpus.ar-ru.align"];
    let last = table
        .lines()
        .filter_map(|row| row.split('\t').next()?.rsplit(',').next()?.parse::<i64>().ok());
    assert_eq!(last.max(), Some(n as i64 - 1));
}

#[test]
fn build_writes_the_same_files_into_the_corpus() {
    let folder = tempfile::tempdir().expect("a folder");
    let (corpus, exported) = (folder.path().join("corpus"), folder.path().join("exported"));
    let pages = pages("river-commission").display().to_string();
    let formats = ["--format", "tsv,bitext,xces"];
    let run = export(&[&pages], &exported, &formats);
    assert_eq!(run.code, 0, "{}", run.err);
    let out = corpus.display().to_string();
    for args in [&formats[..], &["--no-learn"]] {
        let run = hexapla(&[&["build", &pages, "--out", &out], args].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert!(corpus.join("corpus.xml").is_file());
        let written = format!("files written into {}", corpus.join("export").display());
        assert_eq!(run.out.contains(&written), args == formats, "{}", run.out);
        if args == formats {
            assert!(contents(&corpus.join("export")) == contents(&exported));
        }
    }
    // A corpus is replaced as a whole.
    assert!(!corpus.join("export").exists());
}
