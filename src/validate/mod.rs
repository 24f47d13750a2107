//! Whether a corpus holds together: what a schema cannot say, and the schema.
//!
//! RELAX NG knows elements and attributes, but not that a pointer leads to something, that
//! every sentence is linked, that groups are what the pairs join, or that a header counts
//! right. The reader (`read::tei`) stops at the first thing that it cannot take. Here all is
//! looked for, in files as they are, well or ill:
//!
//! ```text
//! corpus/b-1/b-1.xml:107: error: @target: `zh:b-1.zh.u9` points to nothing: …: correct the pointer, …
//! ```
//!
//! One briefing is in memory at a time. Over the whole corpus only those identifiers are kept
//! that do not begin with that of their briefing (`ids.rs`), so memory depends on the largest
//! briefing, not on the corpus.
//!
//! Rejected: checking the model that the reader gives, which is less code. What the model
//! cannot hold (counts, `@n`, prefixes, two files with one identifier) would go unchecked, and
//! findings would have no lines. The reader does have the last word: a briefing without
//! errors is read, so that a corpus that passes can be.

mod counts;
mod finding;
mod ids;
mod languages;
mod links;
mod pointers;
mod scan;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::language::Languages;
use crate::model::Lang;
use crate::read::tei::document::{Tree, XmlFile, id};
use crate::read::tei::{Entry, Fault, TeiError, briefing, header, place, root_file};

use counts::Totals;
use ids::Everywhere;
use pointers::Ids;
use scan::{Scan, Text};

pub use finding::{Finding, Findings, Kind, Severity};
pub use schema::Schema;

/// What is checked, and how much is shown.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many findings of a kind are kept; 0 keeps all.
    pub cap: usize,
    /// Whether jing is run, where it is installed.
    pub schema: bool,
}

/// What was found.
#[derive(Debug)]
pub struct Report {
    /// What is wrong.
    pub findings: Findings,
    /// How many briefings were looked at.
    pub briefings: usize,
    /// How many editions they have.
    pub editions: usize,
    /// How many sentences these have.
    pub sentences: usize,
    /// How the schema was checked.
    pub schema: Schema,
}

/// Checks a corpus: its folder, its `corpus.xml`, the folder of one briefing, or its file.
/// `step` is told how many briefings of how many are done.
///
/// # Errors
///
/// When there is no corpus, or it is none of ours. What is wrong with one is a finding.
pub fn validate(
    path: &Path,
    languages: &Languages,
    options: Options,
    step: &mut dyn FnMut(usize, usize),
) -> Result<Report, TeiError> {
    let file = root_file(path)?;
    let mut corpus = Corpus {
        root: file.parent().unwrap_or(Path::new("")).to_owned(),
        languages,
        shared: Ids::new(),
        everywhere: Everywhere::default(),
        totals: Totals::default(),
        fit: true,
        report: Report {
            findings: Findings::new(options.cap),
            briefings: 0,
            editions: 0,
            sentences: 0,
            schema: Schema::NotAsked,
        },
    };
    corpus.check(&file, step)?;
    let mut report = corpus.report;
    report.editions = corpus.totals.editions;
    report.sentences = corpus.totals.sentences;
    if options.schema {
        report.schema = if corpus.fit {
            schema::check(&file, &mut report.findings)
        } else {
            Schema::Unfit
        };
    }
    report.findings.sort();
    Ok(report)
}

/// A corpus while it is checked.
struct Corpus<'l> {
    root: PathBuf,
    languages: &'l Languages,
    /// The identifiers of the shared files, and of `corpus.xml`.
    shared: Ids,
    everywhere: Everywhere,
    totals: Totals,
    /// Whether jing may open the files.
    fit: bool,
    report: Report,
}

impl Corpus<'_> {
    fn check(&mut self, file: &Path, step: &mut dyn FnMut(usize, usize)) -> Result<(), TeiError> {
        let mut out = Vec::new();
        let text = match XmlFile::load(file) {
            Err(error @ TeiError::Io { .. }) => return Err(error),
            other => other,
        };
        let Some(text) = self.took(text, &mut out) else {
            self.report.findings.add(out);
            return Ok(());
        };
        let Some(tree) = self.took(text.parse(), &mut out) else {
            self.report.findings.add(out);
            return Ok(());
        };
        header::check(&tree, &["teiCorpus"], "teiCorpus, a corpus or one briefing")?;
        let whole = id(tree.root()) == Some("corpus");
        self.no_other_includes(&tree, whole, &mut out);
        let scan = Scan::new(&tree);
        let entries = if whole {
            self.entries(&tree, &mut out)
        } else {
            vec![briefing::entry(file)]
        };
        self.everywhere = Everywhere::new(entries.iter().map(|entry| entry.id.clone()));
        let shared = self.shared_files(&tree, whole, &mut out);
        let mut own: Vec<&Scan> = shared.iter().collect();
        if whole {
            own.insert(0, &scan);
        }
        ids::check(&own, "", &mut self.everywhere, &mut out);
        self.shared.extend(own.iter().map(|scan| pointers::ids(scan)));
        own.iter()
            .for_each(|scan| pointers::check(scan, &[&self.shared], &mut out));
        // What is wrong with the shared files comes first, whatever their names.
        self.report.findings.add(out);
        step(0, entries.len());
        for (k, entry) in entries.iter().enumerate() {
            let mut out = Vec::new();
            self.briefing(entry, &mut out);
            self.report.findings.add(out);
            step(k + 1, entries.len());
        }
        if whole {
            self.totals(&scan);
        }
        Ok(())
    }

    /// Notes inclusions that a corpus does not have, and that jing would follow anywhere:
    /// all but the children of the root, and in `corpus.xml` those of the header.
    fn no_other_includes(&mut self, tree: &Tree, in_header: bool, out: &mut Vec<Finding>) {
        let header = |node: &roxmltree::Node| node.ancestors().any(|n| n.tag_name().name() == "teiHeader");
        let followed = |node: &roxmltree::Node| {
            tree.root().tag_name().name() == "teiCorpus"
                && (node.parent() == Some(tree.root()) || in_header && header(node))
        };
        for node in tree.root().descendants().filter(place::is_include) {
            if !followed(&node) {
                self.took::<()>(Err(tree.fault(node, Fault::Include)), out);
            }
        }
    }

    /// Takes what was read, or notes why it was not.
    fn took<T>(&mut self, result: Result<T, TeiError>, out: &mut Vec<Finding>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.fit = false;
                out.push(unreadable(error, "unreadable"));
                None
            }
        }
    }

    /// Returns the briefings that a corpus includes and that are there.
    fn entries(&mut self, tree: &Tree, out: &mut Vec<Finding>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for node in tree.root().children().filter(place::is_include) {
            let Some(include) = self.took(place::include(tree, node, &self.root), out) else {
                continue;
            };
            if entries.iter().any(|entry| entry.path == include.path) {
                let error = tree.fault_in(node, "href", Fault::IncludedTwice(include.href));
                self.took::<()>(Err(error), out);
                continue;
            }
            entries.push(briefing::entry(&include.path));
        }
        if entries.is_empty() && out.is_empty() {
            let error = tree.fault(tree.root(), Fault::Nothing("briefing"));
            self.took::<()>(Err(error), out);
        }
        entries
    }

    /// Reads the files that all briefings share: those that the header of a corpus includes;
    /// of one briefing those beside its folder, where they are.
    fn shared_files(&mut self, tree: &Tree, whole: bool, out: &mut Vec<Finding>) -> Vec<Scan> {
        let mut paths = Vec::new();
        if whole {
            let inside = tree.root().children().filter(|n| !place::is_include(n));
            for node in inside.flat_map(|n| n.descendants()).filter(place::is_include) {
                let include = self.took(place::include(tree, node, &self.root), out);
                paths.extend(include.map(|include| include.path));
            }
        } else {
            let beside = ["taxonomy.xml", "participants.xml"].map(|name| self.root.join("..").join(name));
            paths.extend(beside.into_iter().filter(|path| path.is_file()));
        }
        let mut scans = Vec::new();
        for path in paths {
            let path = scan::plain(&path);
            let file = self.took(XmlFile::load(&path), out);
            match file.as_ref().and_then(|file| self.took(file.parse(), out)) {
                Some(tree) => {
                    self.no_other_includes(&tree, false, out);
                    scans.push(Scan::new(&tree));
                }
                // Pointers into it are not looked at.
                None => drop(self.shared.insert(path, None)),
            }
        }
        scans
    }

    fn briefing(&mut self, entry: &Entry, out: &mut Vec<Finding>) {
        self.report.briefings += 1;
        let Some(file) = self.took(XmlFile::load(&entry.path), out) else {
            return;
        };
        let Some(tree) = self.took(file.parse(), out) else {
            return;
        };
        if self
            .took(header::check(&tree, &["teiCorpus"], "teiCorpus, a briefing"), out)
            .is_none()
        {
            return;
        }
        self.took(briefing::named(&tree, &entry.id), out);
        self.no_other_includes(&tree, false, out);
        let scan = Scan::new(&tree);
        let lists = scan::lists(&tree);
        let mut totals = Totals::default();
        totals.add_elements(&scan::standoff(&tree));
        let mut editions: links::Editions = BTreeMap::new();
        for node in tree.root().children().filter(place::is_include) {
            if let Some((lang, edition)) = self.edition(&tree, node, entry, out) {
                if editions.contains_key(&lang) {
                    let fault = Fault::IncludedTwice(format!("{}.{lang}.xml", entry.id));
                    self.took::<()>(Err(tree.fault_in(node, "href", fault)), out);
                }
                editions.insert(lang, edition);
            }
        }
        // An edition that cannot be read would make every link to it a fault.
        if !out.is_empty() {
            return;
        }
        self.files(entry, (&scan, &lists), &editions, &mut totals, out);
        self.totals.add(&totals);
        if out
            .iter()
            .all(|finding| finding.kind.severity() == Severity::Warning)
            && let Err(error) = briefing::read(entry, &self.root)
        {
            out.push(unreadable(error, "model"));
        }
    }

    fn edition(
        &mut self,
        briefing: &Tree,
        node: roxmltree::Node,
        entry: &Entry,
        out: &mut Vec<Finding>,
    ) -> Option<(Lang, (Scan, Text))> {
        let include = self.took(place::include(briefing, node, &self.root), out)?;
        let Some(lang) = briefing::lang_of(&include.path, &entry.id) else {
            let expected = format!(
                "a file named after briefing and language, such as {}.en.xml",
                entry.id
            );
            let fault = Fault::Value {
                attribute: "href",
                found: include.href,
                expected,
            };
            return self.took(Err(briefing.fault_in(node, "href", fault)), out);
        };
        let file = self.took(XmlFile::load(&include.path), out)?;
        let tree = self.took(file.parse(), out)?;
        self.took(header::check(&tree, &["TEI"], "TEI, one edition"), out)?;
        self.no_other_includes(&tree, false, out);
        Some((lang, (Scan::new(&tree), Text::new(&tree, lang, self.languages))))
    }

    /// Checks the files of a briefing that could all be read.
    fn files(
        &mut self,
        entry: &Entry,
        (scan, lists): (&Scan, &[scan::List]),
        editions: &links::Editions,
        totals: &mut Totals,
        out: &mut Vec<Finding>,
    ) {
        let mut scans = vec![scan];
        scans.extend(editions.values().map(|(scan, _)| scan));
        ids::check(&scans, &entry.id, &mut self.everywhere, out);
        let known: Ids = scans.iter().map(|scan| pointers::ids(scan)).collect();
        for scan in &scans {
            pointers::check(scan, &[&known, &self.shared], out);
        }
        ids::check_beginnings(scan, &entry.id, out);
        links::check(&scan.path, lists, editions, out);
        languages::several(scan, editions.keys().copied(), out);
        for (&lang, (scan, text)) in editions {
            ids::check_beginnings(scan, &format!("{}.{lang}", entry.id), out);
            let own = Totals::of(lang, text);
            counts::header(scan, &own, &[], out);
            counts::numbers(scan, text, out);
            languages::edition(scan, text, lang, self.languages, out);
            totals.add(&own);
        }
        let mut more = counts::groups(lists).to_vec();
        more.push(("editions", totals.editions));
        counts::header(scan, totals, &more, out);
    }

    /// Checks what `corpus.xml` says of the whole; not where a part could not be read.
    fn totals(&mut self, scan: &Scan) {
        if !self.fit {
            return;
        }
        let mut out = Vec::new();
        let more = [
            ("briefings", self.report.briefings),
            ("editions", self.totals.editions),
        ];
        counts::header(scan, &self.totals, &more, &mut out);
        languages::several(scan, self.totals.words.keys().copied(), &mut out);
        self.report.findings.add(out);
    }
}

/// Makes a finding of an error of the reader.
fn unreadable(error: TeiError, kind: &'static str) -> Finding {
    match error {
        TeiError::At {
            path, line, fault, ..
        } => Finding::new(&path, line, kind, fault.to_string()),
        TeiError::Io { path, error } => Finding::new(&path, 1, kind, format!("cannot read: {error}")),
        TeiError::NoCorpus { path, .. } => Finding::new(&path, 1, kind, "no TEI corpus"),
    }
}
