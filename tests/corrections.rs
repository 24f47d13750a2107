//! A corpus that people correct: read, aligned anew, and changed by tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Run, hexapla, pages};

/// A corpus in a folder of its own.
struct Corpus {
    folder: tempfile::TempDir,
}

const ID: &str = "b-2025-06-11";

impl Corpus {
    fn new() -> Corpus {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("corpus");
        let pages = pages("launch-review").display().to_string();
        let run = hexapla(&["build", &pages, "--out", &out.display().to_string()]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        Corpus { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Run {
        let place = |arg: &&str| match arg.strip_prefix('@') {
            Some(name) => self.path(name).display().to_string(),
            None => (*arg).to_owned(),
        };
        hexapla(&args.iter().map(place).collect::<Vec<_>>())
    }

    /// Changes a file of the corpus.
    fn edit(&self, name: &str, change: impl Fn(&str) -> String) {
        let path = self.path("corpus").join(name);
        let before = fs::read_to_string(&path).expect("a file of the corpus");
        let after = change(&before);
        assert_ne!(before, after, "{name} is changed");
        fs::write(path, after).expect("a file of the corpus");
    }

    fn standoff(&self, folder: &str) -> String {
        fs::read_to_string(self.path(folder).join(format!("{ID}/{ID}.xml"))).expect("the briefing")
    }
}

/// All files of a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut all = BTreeMap::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_owned();
                all.insert(name, fs::read_to_string(path).expect("UTF-8"));
            }
        }
    }
    all
}

/// The first n-way link of sentences with one member in each of the six editions.
fn whole_link(standoff: &str) -> &str {
    let all = standoff
        .split("subtype=\"sentence\" xml:id")
        .nth(1)
        .expect("links");
    let line = all.lines().find(|line| line.contains("n=\"1:1:1:1:1:1\""));
    line.expect("a link of all editions").trim()
}

#[test]
fn a_corpus_that_nobody_touched_stays_as_it_is() {
    let corpus = Corpus::new();
    let run = corpus.run(&["realign", "@corpus", "--out", "@again"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("0 manual links kept; 0 briefings changed"),
        "{}",
        run.out
    );
    assert_eq!(files(&corpus.path("corpus")), files(&corpus.path("again")));
}

#[test]
fn a_link_that_was_set_is_kept() {
    let corpus = Corpus::new();
    let before = corpus.standoff("corpus");
    let link = whole_link(&before).to_owned();
    // The Chinese edition is taken out: it has no counterpart.
    let start = link.rfind(" zh:").expect("a Chinese sentence");
    let end = start + link[start..].find('"').expect("the end of the targets");
    let mine = format!("{}{}", &link[..start], &link[end..])
        .replace("hx:auto", "hx:manual")
        .replace("1:1:1:1:1:1", "1:1:1:1:1:0");
    corpus.edit(&format!("{ID}/{ID}.xml"), |text| text.replacen(&link, &mine, 1));
    let run = corpus.run(&["realign", "@corpus", "--in-place"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("1 manual link kept"), "{}", run.out);
    let after = corpus.standoff("corpus");
    let targets = &mine[mine.find("target").expect("targets")..mine.find(" ana").expect("a status")];
    let kept = after
        .lines()
        .find(|line| line.contains(targets))
        .expect("the link");
    assert!(
        kept.contains("hx:manual") && kept.contains("cert=\"1\""),
        "{kept}"
    );
    // And again: nothing more changes.
    let again = corpus.run(&["realign", "@corpus", "--in-place"]);
    assert!(again.out.contains("0 briefings changed"), "{}", again.out);
    assert_eq!(corpus.standoff("corpus"), after);
}

#[test]
fn texts_can_be_edited_and_sentences_joined() {
    let corpus = Corpus::new();
    let name = format!("{ID}/{ID}.en.xml");
    // Two sentences of a paragraph become one; links to the second point nowhere now.
    corpus.edit(&name, |text| {
        let end = text.find("</s> <s xml:id").expect("two sentences of a paragraph");
        let next = end + text[end + 5..].find('>').expect("the end of the tag") + 6;
        format!("{} {}", &text[..end], &text[next..])
    });
    let strict = corpus.run(&["export", "@corpus", "--format", "tsv", "--out", "@out"]);
    assert_eq!(strict.code, 2);
    let run = corpus.run(&["realign", "@corpus", "--in-place"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("1 briefing changed"), "{}", run.out);
    let run = corpus.run(&["export", "@corpus", "--format", "tsv", "--out", "@out"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn links_that_contradict_each_other_are_refused() {
    let corpus = Corpus::new();
    let before = corpus.standoff("corpus");
    let link = whole_link(&before).to_owned();
    let manual = link.replace("hx:auto", "hx:manual");
    let start = link.rfind(" zh:").expect("a Chinese sentence");
    let end = start + link[start..].find('"').expect("the end of the targets");
    let other = format!("{}{}", &manual[..start], &manual[end..]);
    corpus.edit(&format!("{ID}/{ID}.xml"), |text| {
        text.replacen(&link, &format!("{manual}{other}"), 1)
    });
    let run = corpus.run(&["realign", "@corpus", "--out", "@again"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("contradict each other") && run.err.contains("zh.u"),
        "{}",
        run.err
    );
    assert!(!corpus.path("again").exists());
}

#[test]
fn a_table_brings_links_back() {
    let corpus = Corpus::new();
    let export = corpus.run(&[
        "export", "@corpus", "--format", "tsv", "--langs", "en,zh", "--out", "@out",
    ]);
    assert_eq!((export.code, export.err.as_str()), (0, ""));
    let table = corpus.path("out/corpus.tsv");
    let text = fs::read_to_string(&table).expect("a table");
    let same = corpus.run(&["import", "@out/corpus.tsv", "@corpus", "--out", "@same"]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert!(same.out.starts_with("0 links set by hand"), "{}", same.out);
    assert_eq!(files(&corpus.path("corpus")), files(&corpus.path("same")));

    // Two neighbours exchange their Chinese sentences.
    let mut rows: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    let column = rows[0]
        .iter()
        .position(|name| name == "zh.ids")
        .expect("a column");
    let (a, b) = (rows[3][column].clone(), rows[4][column].clone());
    rows[3][column].clone_from(&b);
    rows[4][column].clone_from(&a);
    let changed: Vec<String> = rows.iter().map(|row| row.join("\t") + "\r\n").collect();
    fs::write(&table, changed.concat()).expect("a table");
    let run = corpus.run(&["import", "@out/corpus.tsv", "@corpus", "--in-place"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("2 links set by hand"), "{}", run.out);
    let realigned = corpus.run(&["realign", "@corpus", "--in-place"]);
    assert!(realigned.out.contains("2 manual links kept"), "{}", realigned.out);
    let after = corpus.run(&[
        "export", "@corpus", "--format", "tsv", "--langs", "en,zh", "--out", "@after",
    ]);
    assert_eq!((after.code, after.err.as_str()), (0, ""));
    let after = fs::read_to_string(corpus.path("after/corpus.tsv")).expect("a table");
    let english = rows[0]
        .iter()
        .position(|name| name == "en.ids")
        .expect("a column");
    for row in &rows[3..5] {
        let kept = after.lines().any(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            cells[english] == row[english] && cells[column] == row[column]
        });
        assert!(kept, "{row:?}");
    }
}

#[test]
fn what_cannot_be_imported_is_named() {
    let corpus = Corpus::new();
    fs::write(
        corpus.path("bad.tsv"),
        "en.ids\tzh.ids\nb-1.en.u1.s1\tb-1.zh.u1.s1\n",
    )
    .expect("a table");
    let run = corpus.run(&["import", "@bad.tsv", "@corpus", "--in-place"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("bad.tsv:2: the corpus has no briefing b-1"),
        "{}",
        run.err
    );
    let run = corpus.run(&["import", "@bad.tsv", "@nowhere", "--in-place"]);
    assert_eq!(run.code, 2);
    let run = corpus.run(&["realign", "@corpus"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--in-place"), "{}", run.err);
}
