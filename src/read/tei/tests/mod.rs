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
use crate::write::tei::{self, TeiFiles, TeiOptions};

use super::*;

const EXAMPLE: &str = include_str!("../../../../tests/data/alignment.json");

fn example() -> Aligned {
    serde_json::from_str(EXAMPLE).expect("an alignment")
}

/// What the writer asks.
fn knowledge() -> Knowledge<'static> {
    static KNOWN: LazyLock<(Languages, Outlets)> =
        LazyLock::new(|| (Languages::builtin(), Outlets::embedded()));
    Knowledge {
        languages: &KNOWN.0,
        outlets: &KNOWN.1,
    }
}

/// The files of a whole corpus.
fn files(aligned: &[Aligned], options: &TeiOptions) -> Vec<(String, String)> {
    let all: TeiFiles = tei::corpus(aligned, knowledge(), options).expect("a corpus");
    all.files
}

/// Puts files into a folder.
fn put(folder: &Path, files: &[(String, String)]) {
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

/// Reads a whole corpus and writes it again.
fn again(folder: &Path) -> Vec<(String, String)> {
    let corpus = Corpus::open(folder).expect("a corpus");
    let all: Vec<Briefing> = (0..corpus.briefings().len())
        .map(|k| corpus.briefing(k).expect("a briefing"))
        .collect();
    let written = all.iter().map(|b| b.write(knowledge()).expect("its files"));
    let (written, summaries): (Vec<_>, Vec<_>) = written.unzip();
    let shared = corpus.write_shared(&summaries, knowledge());
    let mut files = shared.expect("the shared files").files;
    files.extend(written.into_iter().flat_map(|w| w.files));
    files
}
