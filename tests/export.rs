//! `hexapla export`: the formats of other programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hexapla::model::{Aligned, Lang, Pair};

use crate::command::{Run, hexapla, pages, root};

const EACH: &str = "tsv,csv,jsonl,tmx,moses,ladder,bitext,xliff";

pub(crate) fn gold() -> String {
    let gold = root().join("corpora/briefings/river-commission/gold.json");
    gold.display().to_string()
}

pub(crate) fn aligned() -> Aligned {
    let json = fs::read_to_string(gold()).expect("the gold");
    serde_json::from_str(&json).expect("an alignment")
}

/// Exports into a folder.
pub(crate) fn export(inputs: &[&str], out: &Path, args: &[&str]) -> Run {
    let out = out.display().to_string();
    hexapla(&[&["export"], inputs, &["--out", &out], args].concat())
}

/// Exports the gold of a sample; the files by name.
pub(crate) fn files(args: &[&str]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("new/out");
    let run = export(&[&gold()], &out, args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    contents(&out)
}

/// The files of a folder by their paths in it.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            let inside = contents(&path).into_iter();
            found.extend(inside.map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else {
            found.insert(name, fs::read_to_string(&path).expect("UTF-8"));
        }
    }
    found
}

fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

fn links(pair: Pair) -> usize {
    let beads = &aligned().alignment.sentences.pairs[&pair];
    beads
        .iter()
        .filter(|bead| !bead.first.is_empty() && !bead.second.is_empty())
        .count()
}

#[test]
fn every_format_has_the_same_rows() {
    let files = files(&["--format", EACH, "--langs", "en,zh"]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "corpus.csv",
            "corpus.en-zh.en",
            "corpus.en-zh.ids",
            "corpus.en-zh.ladder",
            "corpus.en-zh.ladder.en",
            "corpus.en-zh.ladder.zh",
            "corpus.en-zh.scores",
            "corpus.en-zh.txt",
            "corpus.en-zh.xlf",
            "corpus.en-zh.zh",
            "corpus.jsonl",
            "corpus.tmx",
            "corpus.tsv",
        ]
    );
    let n = links(Pair::new(Lang::EN, Lang::ZH));
    assert!(n > 70);
    for (name, head) in [
        ("corpus.tsv", 1),
        ("corpus.jsonl", 0),
        ("corpus.en-zh.en", 0),
        ("corpus.en-zh.zh", 0),
        ("corpus.en-zh.ids", 0),
        ("corpus.en-zh.scores", 0),
        ("corpus.en-zh.ladder", 1),
        ("corpus.en-zh.txt", 0),
    ] {
        assert_eq!(lines(&files[name]), n + head, "{name}");
    }
    assert_eq!(files["corpus.en-zh.xlf"].matches("<unit ").count(), n);
    assert_eq!(files["corpus.tmx"].matches("<tu ").count(), n);
    assert_eq!(files["corpus.tmx"].matches("<tuv ").count(), 2 * n);
    let table: Vec<Vec<&str>> = files["corpus.tsv"]
        .lines()
        .map(|l| l.split('\t').collect())
        .collect();
    let english: Vec<&str> = table[1..].iter().map(|row| row[7]).collect();
    assert_eq!(english, files["corpus.en-zh.en"].lines().collect::<Vec<_>>());
    let objects = files["corpus.jsonl"]
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    let texts: Vec<String> = objects
        .map(|o| o["translation"]["zh"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(texts, files["corpus.en-zh.zh"].lines().collect::<Vec<_>>());
}

#[test]
fn six_languages_give_groups_and_fifteen_pairs() {
    let files = files(&["--format", "tsv,bitext"]);
    assert_eq!(files.len(), 16);
    let groups = &aligned().alignment.sentences.groups;
    let two = groups
        .iter()
        .filter(|g| g.members.values().filter(|m| !m.is_empty()).count() > 1);
    assert_eq!(lines(&files["corpus.tsv"]), two.count() + 1);
    for pair in aligned().alignment.sentences.pairs.keys() {
        assert_eq!(
            lines(&files[&format!("corpus.{pair}.txt")]),
            links(*pair),
            "{pair}"
        );
    }
}

#[test]
fn columns_follow_the_languages_and_pairs_choose_links() {
    let head = |args: &[&str]| {
        let files = files(&[&["--format", "tsv"], args].concat());
        files["corpus.tsv"].lines().next().unwrap_or_default().to_owned()
    };
    assert!(head(&["--langs", "zh,en"]).ends_with("\trole\tzh.ids\tzh\ten.ids\ten"));
    let pairs = ["--pair", "zh-en", "--pair", "en-fr"];
    assert!(head(&pairs).ends_with("\trole\ten.ids\ten\tfr.ids\tfr\tzh.ids\tzh"));
    let files = files(&[&["--format", "bitext"], &pairs[..]].concat());
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["corpus.en-fr.txt", "corpus.en-zh.txt"]
    );
}

#[test]
fn filters_leave_out_and_nothing_else() {
    let rows = |args: &[&str]| {
        let files = files(&[&["--format", "tsv", "--pair", "en-zh"], args].concat());
        let rows: Vec<Vec<String>> = files["corpus.tsv"]
            .lines()
            .skip(1)
            .map(|l| l.split('\t').map(str::to_owned).collect())
            .collect();
        rows
    };
    let all = rows(&[]);
    let single = |row: &&Vec<String>| !row[6].contains(' ') && !row[8].contains(' ');
    let expected: Vec<_> = all.iter().filter(single).cloned().collect();
    assert!(expected.len() < all.len());
    assert_eq!(rows(&["--only", "1-1"]), expected);
    let turns = rows(&["--level", "turn"]);
    let pair = Pair::new(Lang::EN, Lang::ZH);
    let beads = &aligned().alignment.turns.pairs[&pair];
    assert_eq!(
        turns.len(),
        beads
            .iter()
            .filter(|b| !b.first.is_empty() && !b.second.is_empty())
            .count()
    );
    assert_eq!(turns[0][6], "b-2025-05-14.en.u1");
}

#[test]
fn little_confidence_and_repetitions_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut unsure = aligned();
    let pair = Pair::new(Lang::EN, Lang::ZH);
    let beads = unsure.alignment.sentences.pairs.get_mut(&pair).expect("the pair");
    beads[3].confidence = 0.25;
    let mut again = aligned();
    again.briefing.id = "b-again".to_owned();
    let saved = folder.path().join("saved.jsonl");
    let json = |aligned: &Aligned| serde_json::to_string(aligned).expect("JSON");
    fs::write(&saved, format!("{}\n{}\n", json(&unsure), json(&again))).expect("written");
    let saved = saved.display().to_string();
    let rows = |args: &[&str]| {
        let out = folder.path().join("out");
        let run = export(
            &[&saved],
            &out,
            &[&["--format", "bitext", "--pair", "en-zh"], args].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.err);
        contents(&out)["corpus.en-zh.txt"].clone()
    };
    let n = links(pair);
    assert_eq!(lines(&rows(&[])), 2 * n);
    assert_eq!(lines(&rows(&["--min-confidence", "0.3"])), 2 * n - 1);
    let once = rows(&["--dedup"]);
    let mut distinct: Vec<&str> = once.lines().collect();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), lines(&once));
    assert!(lines(&once) <= n && lines(&once) > n - 5);
}

#[test]
fn pages_and_their_saved_alignment_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (direct, again) = (folder.path().join("direct"), folder.path().join("again"));
    let pages = pages("river-commission").display().to_string();
    let saved = folder.path().join("saved.json");
    fs::write(&saved, hexapla(&["align", "--format", "json", &pages]).out).expect("written");
    let run = export(&[&pages], &direct, &["--format", EACH]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("139 files written into "), "{}", run.out);
    // Twice into one folder: files are replaced.
    for _ in 0..2 {
        assert_eq!(
            export(&[&saved.display().to_string()], &again, &["--format", EACH]).code,
            0
        );
    }
    assert!(contents(&direct) == contents(&again));
}

#[test]
fn what_xml_forbids_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut strange = aligned();
    let edition = strange.editions.get_mut(&Lang::EN).expect("English");
    edition.turns[0].sentences[0].text.push_str(" \u{7}\u{1b}");
    let saved = folder.path().join("saved.json");
    fs::write(&saved, serde_json::to_string(&strange).expect("JSON")).expect("written");
    let run = export(
        &[&saved.display().to_string()],
        folder.path(),
        &["--format", "tmx"],
    );
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "hexapla: 2 characters that XML does not allow, written as U+FFFD\n"
    );
}

#[test]
fn bad_input_gives_one_message_and_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let gold = gold();
    let cases: [(&[&str], &str); 8] = [
        (
            &["--langs", "en,de"],
            "--langs: no briefing has an edition in `de`; there are ar, en, es, fr, ru, zh",
        ),
        (&["--langs", "en"], "--langs en: expected two languages or more"),
        (
            &["--pair", "en-de"],
            "--pair de-en: no briefing has an edition in `de`; there are ar",
        ),
        (
            &["--pair", "en-zh", "--langs", "en,fr"],
            "--pair en-zh: `zh` is not among --langs",
        ),
        (&["--pair", "en"], "expected two languages, such as en-zh"),
        (&["--pair", "en-en"], "expected two different languages"),
        (&["--min-confidence", "2"], "expected a number from 0 to 1"),
        (
            &[gold.as_str()],
            "briefing b-2025-05-14 stands twice in the inputs",
        ),
    ];
    for (args, message) in cases {
        let run = export(&[&gold], &out, &[&["--format", "tsv"], args].concat());
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains(message), "{}", run.err);
        assert!(!out.exists(), "{args:?}");
    }
}

#[test]
fn a_broken_alignment_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let bad = folder.path().join("bad.json");
    let gold = fs::read_to_string(gold()).expect("the gold");
    let half = &gold[..gold.find("\"fr\"").expect("French")];
    let dangling = gold.replacen("[\"en.u2.s1\"]", "[\"en.u2.s99\"]", 1);
    assert!(dangling != gold);
    for (text, message) in [
        (half, "bad.json: no saved alignment: "),
        ("", "it is empty"),
        (
            &dangling,
            "a link points to `en.u2.s99`, which the `en` edition does not have",
        ),
    ] {
        fs::write(&bad, text).expect("written");
        let run = export(&[&bad.display().to_string()], &out, &["--format", EACH]);
        assert_eq!(run.code, 2, "{message}");
        assert!(run.err.contains(message), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert!(!out.exists(), "{message}");
    }
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("corpus.tsv"), "mine").expect("written");
    assert_eq!(
        export(&[&bad.display().to_string()], &out, &["--format", "tsv"]).code,
        2
    );
    assert_eq!(
        contents(&out),
        [("corpus.tsv".to_owned(), "mine".to_owned())].into()
    );
}

#[test]
fn what_has_no_counterpart_can_have_rows_of_its_own() {
    let usual = files(&["--format", "tsv", "--langs", "en,zh"]);
    let all = files(&["--format", "tsv", "--langs", "en,zh", "--unaligned"]);
    let (usual, all) = (&usual["corpus.tsv"], &all["corpus.tsv"]);
    let pair = Pair::new(Lang::EN, Lang::ZH);
    let beads = &aligned().alignment.sentences.pairs[&pair];
    let alone: usize = beads
        .iter()
        .filter(|bead| bead.first.is_empty() || bead.second.is_empty())
        .map(|bead| bead.first.len() + bead.second.len())
        .sum();
    assert!(alone > 0);
    assert_eq!(lines(all), lines(usual) + alone);
    // The rows of both languages are the same, in the same order.
    let both: Vec<&str> = all
        .lines()
        .filter(|line| line.split('\t').skip(6).all(|cell| !cell.is_empty()))
        .collect();
    assert_eq!(both, usual.lines().collect::<Vec<_>>());

    let out = tempfile::tempdir().expect("a folder");
    let run = export(&[&gold()], out.path(), &["--format", "tmx", "--unaligned"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("--unaligned: tmx has no rows of one language"),
        "{}",
        run.err
    );
}
