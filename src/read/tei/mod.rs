//! TEI corpora of ours, read back into the model.
//!
//! People correct a corpus by hand, so what `write::tei` wrote must come back: a reader of
//! files byte by byte would refuse what an editor indented anew, a lenient one would lose what
//! it does not know. This one takes any file with the same elements and attributes, whatever
//! the white space between elements, the order of attributes, comments and the numbers in
//! identifiers; text is never lost, only markup inside sentences (`<hi>`) is. What contradicts
//! itself is one error, with file, line and column.
//!
//! ```text
//! corpus.xml ──xi:include──▶ BRIEFING/BRIEFING.xml ──xi:include──▶ BRIEFING.LANG.xml
//! ```
//!
//! Of a briefing in one document (`BRIEFING.combined.xml`) the same is read.
//!
//! A tree of one file at a time is in memory, and the one briefing read. A reader of events
//! was rejected: links point to what stands in other files, so a briefing has to be in memory
//! anyway, and every error would have to carry its place along.
//!
//! # What comes back otherwise
//!
//! Writing what was read gives the same bytes. The alignment itself differs from the one that
//! was written in this, and nothing else:
//!
//! - `line` of sentences and paratext is 0: the lines of the page are not written.
//! - Characters that XML does not allow are U+FFFD; runs of space, tab, CR and LF are one space,
//!   none at the ends (pages never have others).
//! - Confidences have four decimals (the aligner's have no more), from 0 to 1.
//! - A speaker's identifier is the one of `participant_id`: `chair` is `person.chair`.
//! - Of links without counterpart the place among the others is not written: they stand where
//!   their first member stands in its edition. Links without members are gone, and pairs without
//!   links. Every edition has a list of members in a group, be it empty.
//! - Paragraphs of a turn are numbered from 0 without gaps. `after` of paratext is at most the
//!   number of turns.
//! - An empty title is none. An address is escaped where it has what addresses cannot have.
//! - A licence without words beside an address is none.
//! - In differences an edition without place, and one without marks, is not there.

pub(crate) mod briefing;
pub(crate) mod document;
mod edition;
mod error;
pub(crate) mod header;
mod known;
pub(crate) mod place;
mod standoff;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::{Aligned, Lang};
use crate::write::WriteError;
use crate::write::tei::{BriefingSummary, Knowledge, TeiFiles, TeiOptions, write_briefing, write_corpus};

use document::{Tree, XmlFile};

pub use error::{Fault, TeiError};

/// The file of a whole corpus.
const CORPUS: &str = "corpus.xml";

/// A corpus on disk; its briefings are read one at a time.
#[derive(Debug, Clone)]
pub struct Corpus {
    root: PathBuf,
    whole: bool,
    entries: Vec<Entry>,
    options: TeiOptions,
}

/// A briefing of a corpus, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The briefing's identifier.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
}

/// A briefing with all that writing it again needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// The briefing.
    pub aligned: Aligned,
    /// What its headers say beyond that.
    pub options: TeiOptions,
}

impl Briefing {
    /// Writes the files of the briefing: the same bytes, if nothing was changed and `knowledge`
    /// is that of the first time.
    ///
    /// # Errors
    ///
    /// Those of [`write_briefing`].
    pub fn write(&self, knowledge: Knowledge) -> Result<(TeiFiles, BriefingSummary), WriteError> {
        write_briefing(&self.aligned, knowledge, &self.options)
    }
}

/// Tells whether a path is to be read as TEI: a folder with `corpus.xml` or a briefing's file,
/// or a file that ends in `.xml` and has a root of TEI. It may still turn out not to be ours.
#[must_use]
pub fn is_tei(path: &Path) -> bool {
    if path.is_dir() {
        return path.join(CORPUS).is_file() || briefing_file(path).is_some();
    }
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    // A pipe can be looked at only once.
    ending.eq_ignore_ascii_case("xml") && path.is_file() && has_tei_root(path)
}

/// Looks at the first element of a file, wherever in its beginning it stands.
fn has_tei_root(path: &Path) -> bool {
    use std::io::{BufReader, Read as _};
    let Ok(file) = std::fs::File::open(path) else {
        return false;
    };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(file.take(1 << 20)));
    let mut buffer = Vec::new();
    loop {
        use quick_xml::events::Event;
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                return ["TEI", "teiCorpus", "TEI.2"].contains(&start.local_name().as_ref());
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => buffer.clear(),
        }
    }
}

/// Returns the file of a briefing in its folder, which has the folder's name; else the one
/// document that holds all of it.
fn briefing_file(folder: &Path) -> Option<PathBuf> {
    let full = folder.canonicalize().ok()?;
    let name = full.file_name()?.to_str()?;
    let files = [format!("{name}.xml"), format!("{name}.combined.xml")];
    let mut files = files.into_iter().map(|name| folder.join(name));
    files.find(|file| file.is_file())
}

impl Corpus {
    /// Opens a corpus: its folder, its `corpus.xml`, the folder of one briefing, or its file.
    ///
    /// Only the file that lists the briefings is read.
    ///
    /// # Errors
    ///
    /// When there is no corpus, it is none of ours, or its list of briefings cannot be read.
    pub fn open(path: &Path) -> Result<Corpus, TeiError> {
        let file = root_file(path)?;
        let text = XmlFile::load(&file)?;
        let tree = text.parse()?;
        let root = file.parent().unwrap_or(Path::new("")).to_owned();
        let combined = briefing::is_combined(&file);
        if tree.root().tag_name().name() == "TEI" && !combined {
            header::check(&tree, &["TEI"], "TEI or teiCorpus")?;
            return Err(lone_edition(&tree));
        }
        let name = if combined { "TEI" } else { "teiCorpus" };
        header::check(&tree, &[name], "teiCorpus, or TEI of a briefing in one document")?;
        let whole = document::id(tree.root()) == Some("corpus");
        let mut options = header::options(&tree)?;
        let entries = if whole {
            listed(&tree, &root)?
        } else {
            let entry = briefing::entry(&file);
            briefing::named(&tree, &entry.id)?;
            vec![entry]
        };
        let first = entries.first().map(briefing::combined_beside);
        options.combined = first.is_some_and(|file| file.is_file());
        Ok(Corpus {
            whole,
            entries,
            options,
            root,
        })
    }

    /// Returns the briefings in the order of the corpus.
    #[must_use]
    pub fn briefings(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the corpus folder, or the folder of the one briefing.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// Returns whether this is a whole corpus, with `corpus.xml`, not one briefing of it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Returns what the header of the corpus says; of one briefing, what its header says. It
    /// knows no source edition: that is a matter of each briefing, see [`Corpus::briefing`].
    #[must_use]
    pub fn options(&self) -> &TeiOptions {
        &self.options
    }

    /// Returns the languages of a briefing without reading its editions.
    ///
    /// # Errors
    ///
    /// When the briefing's file cannot be read.
    ///
    /// # Panics
    ///
    /// When there is no briefing `k`.
    pub fn languages(&self, k: usize) -> Result<BTreeSet<Lang>, TeiError> {
        let entry = &self.entries[k];
        let file = XmlFile::load(&entry.path)?;
        let tree = file.parse()?;
        if briefing::is_combined(&entry.path) {
            header::check(&tree, &["TEI"], "TEI, a briefing in one document")?;
            return Ok(briefing::combined_languages(&tree)?.into_iter().collect());
        }
        header::check(&tree, &["teiCorpus"], "teiCorpus, a briefing")?;
        let found = briefing::editions(&tree, &self.root, &entry.id)?;
        Ok(found.into_iter().map(|edition| edition.lang).collect())
    }

    /// Reads a briefing.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is none of ours or contradicts itself; the error says where.
    ///
    /// # Panics
    ///
    /// When there is no briefing `k`.
    pub fn read(&self, k: usize) -> Result<Aligned, TeiError> {
        Ok(self.briefing(k)?.aligned)
    }

    /// Reads a briefing with all that writing it again needs.
    ///
    /// # Errors
    ///
    /// As for [`Corpus::read`].
    ///
    /// # Panics
    ///
    /// When there is no briefing `k`.
    pub fn briefing(&self, k: usize) -> Result<Briefing, TeiError> {
        briefing::read(&self.entries[k], &self.root)
    }

    /// Reads a briefing whose texts people edited, to align it anew: links that the program
    /// made lose what is no longer there; links that a person set must still be right.
    ///
    /// # Errors
    ///
    /// As for [`Corpus::read`].
    ///
    /// # Panics
    ///
    /// When there is no briefing `k`.
    pub fn edited(&self, k: usize) -> Result<Briefing, TeiError> {
        briefing::read_edited(&self.entries[k], &self.root)
    }

    /// Writes the files that all briefings share, for briefings read and perhaps changed.
    ///
    /// # Errors
    ///
    /// Those of [`write_corpus`].
    pub fn write_shared(
        &self,
        briefings: &[BriefingSummary],
        knowledge: Knowledge,
    ) -> Result<TeiFiles, WriteError> {
        write_corpus(briefings, knowledge, &self.options)
    }
}

/// Returns the file that a corpus begins with: of a folder `corpus.xml`, or a briefing's file.
pub(crate) fn root_file(path: &Path) -> Result<PathBuf, TeiError> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let corpus = path.join(CORPUS);
    if corpus.is_file() {
        return Ok(corpus);
    }
    briefing_file(path).ok_or_else(|| no_corpus(path))
}

fn no_corpus(path: &Path) -> TeiError {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = full.file_name().map(|n| n.to_string_lossy().into_owned());
    TeiError::NoCorpus {
        path: path.to_owned(),
        expected: format!("{}.xml", name.unwrap_or_default()),
    }
}

fn lone_edition(tree: &Tree) -> TeiError {
    let id = document::id(tree.root()).unwrap_or_default();
    let briefing = id.rsplit_once('.').map_or(id, |(briefing, _)| briefing);
    tree.fault(tree.root(), Fault::LoneEdition(format!("{briefing}.xml")))
}

/// Reads the list of briefings.
fn listed(tree: &Tree, root: &Path) -> Result<Vec<Entry>, TeiError> {
    let mut out = Vec::new();
    for (node, include) in place::includes(tree, tree.root(), root)? {
        let entry = briefing::entry(&include.path);
        let folder = include.path.parent().and_then(Path::file_name);
        if folder.is_none_or(|folder| folder != entry.id.as_str()) {
            let fault = Fault::Value {
                attribute: "href",
                found: include.href,
                expected: "a briefing's file in a folder of its name, such as b-1/b-1.xml (of the profile \
                           parlamint there is none, and it is not read)"
                    .to_owned(),
            };
            return Err(tree.fault_in(node, "href", fault));
        }
        out.push(entry);
    }
    if out.is_empty() {
        return Err(tree.fault(tree.root(), Fault::Nothing("briefing")));
    }
    Ok(out)
}
