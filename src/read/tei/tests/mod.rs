//! Corpora on disk, as they are written, edited by hand, and broken.

mod edits;
mod faults;
mod generated;
mod round;

use std::fs;
use std::path::Path;

use std::sync::LazyLock;

use crate::language::{Languages, Outlets};
use crate::model::{Aligned, Lang};
use crate::write::tei::{self, Knowledge, TeiOptions};

use super::*;

const EXAMPLE: &str = include_str!("../../../../tests/data/alignment.json");

pub(crate) fn example() -> Aligned {
    serde_json::from_str(EXAMPLE).expect("an alignment")
}

/// What the built-in packs and tables know.
pub(crate) fn knowledge() -> Knowledge<'static> {
    static KNOWN: LazyLock<(Languages, Outlets)> =
        LazyLock::new(|| (Languages::builtin(), Outlets::embedded()));
    Knowledge {
        languages: &KNOWN.0,
        outlets: &KNOWN.1,
    }
}

/// The files of a whole corpus.
pub(crate) fn files(aligned: &[Aligned], options: &TeiOptions) -> Vec<(String, String)> {
    tei::corpus(aligned, knowledge(), options)
        .expect("a corpus")
        .files
}

/// Puts files into a folder.
pub(crate) fn put(folder: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

/// The files of the example in a new folder.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &files(&[example()], &TeiOptions::default()));
    folder
}

/// Returns the lines of a table of faults, each with so many columns.
pub(crate) fn rows<const N: usize>(table: &str) -> Vec<[String; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let cells =
        |line: &str| -> Vec<String> { line.split('\t').map(|cell| cell.replace("\\n", "\n")).collect() };
    lines
        .map(|line| {
            cells(line)
                .try_into()
                .unwrap_or_else(|_| panic!("{N} columns: {line}"))
        })
        .collect()
}

/// Changes the first place of a text, or every `teiCorpus`. Returns it with line and column of
/// `at`: the next one; with `^` before it the last one before.
pub(crate) fn broken(text: &str, from: &str, to: &str, at: &str) -> (String, u32, u32) {
    let start = text.find(from).unwrap_or_else(|| panic!("no {from}"));
    let times = if from == "teiCorpus" { usize::MAX } else { 1 };
    let text = text.replacen(from, to, times);
    let place = match at.strip_prefix('^') {
        Some(before) => text[..start].rfind(before),
        None => text[start..].find(at).map(|k| k + start),
    };
    let before = &text[..place.unwrap_or_else(|| panic!("no {at}"))];
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    let line = before.matches('\n').count() + 1;
    let number = |n| u32::try_from(n).expect("a number");
    (text, number(line), number(column))
}

/// Reads a whole corpus and writes it again.
fn again(folder: &Path) -> Vec<(String, String)> {
    let corpus = Corpus::open(folder).expect("a corpus");
    let mut files = Vec::new();
    let mut summaries = Vec::new();
    for k in 0..corpus.briefings().len() {
        let briefing = corpus.briefing(k).expect("a briefing");
        let (written, summary) = briefing.write(knowledge()).expect("its files");
        files.extend(written.files);
        summaries.push(summary);
    }
    let shared = corpus.write_shared(&summaries, knowledge());
    files.extend(shared.expect("the shared files").files);
    files
}
