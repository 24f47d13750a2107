//! Corpora on disk, as they are written, edited by hand, and broken.

mod edits;
mod faults;
mod generated;
mod round;

use std::fs;
use std::path::Path;

use crate::language::Languages;
use crate::model::{Aligned, Lang};
use crate::write::tei::{self, TeiFiles, TeiOptions};

use super::*;

const EXAMPLE: &str = include_str!("../../../../tests/data/alignment.json");

fn example() -> Aligned {
    serde_json::from_str(EXAMPLE).expect("an alignment")
}

fn name(lang: Lang) -> Option<String> {
    Languages::builtin().get(lang).map(|l| l.pack().name.clone())
}

/// The files of a whole corpus.
fn files(aligned: &[Aligned], options: &TeiOptions) -> Vec<(String, String)> {
    let names = [Lang::AR, Lang::EN, Lang::ES, Lang::FR, Lang::RU, Lang::ZH].map(|l| (l, name(l)));
    let name = |lang: Lang| {
        names
            .iter()
            .find(|(l, _)| *l == lang)
            .and_then(|(_, n)| n.clone())
    };
    let summaries: Vec<_> = aligned.iter().map(BriefingSummary::new).collect();
    let mut all: TeiFiles = tei::write_corpus(&summaries, &name, options).expect("a corpus");
    for briefing in aligned {
        let files = tei::write_briefing(briefing, &name, options).expect("a briefing");
        all.files.extend(files.files);
    }
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
    let summaries: Vec<_> = all.iter().map(|b| BriefingSummary::new(&b.aligned)).collect();
    let mut files = corpus.write_shared(&summaries).expect("the shared files").files;
    for briefing in all {
        files.extend(briefing.write().expect("its files").files);
    }
    files
}
