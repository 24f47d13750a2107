//! What is wrong, and how much of it is shown.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The table of kinds.
const KINDS: &str = include_str!("kinds.tsv");

/// A kind of finding: what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind(usize);

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The corpus does not hold together.
    Error,
    /// It may be meant so.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// Returns the lines of the table: kind, severity, what to do.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = KINDS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (severity, remedy) = rest.split_once('\t')?;
        Some([name, severity, remedy])
    })
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Kind, String> {
        let place = rows().position(|[known, ..]| known == name);
        place.map(Kind).ok_or_else(|| format!("no kind `{name}`"))
    }
}

impl Kind {
    /// Returns the kind of a name that stands in the table.
    pub(super) fn of(name: &'static str) -> Kind {
        name.parse().expect("a kind of the table")
    }

    fn row(self) -> [&'static str; 3] {
        rows().nth(self.0).expect("a line of the table")
    }

    /// Returns its name, such as `pointer`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row()[0]
    }

    /// Returns how bad it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.row()[1] == "warning" {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// Returns what to do; empty where the message says it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        self.row()[2]
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Something wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file, with the path that was named before it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What kind.
    pub kind: Kind,
    /// What is wrong.
    pub what: String,
}

impl Finding {
    pub(super) fn new(file: &Path, line: u32, kind: &'static str, what: impl Into<String>) -> Finding {
        Finding {
            file: file.display().to_string(),
            line,
            kind: Kind::of(kind),
            what: what.into(),
        }
    }
}

/// `file:line: severity: what is wrong: what to do`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding {
            file,
            line,
            kind,
            what,
        } = self;
        write!(f, "{file}:{line}: {}: {what}", kind.severity())?;
        match kind.remedy() {
            "" => Ok(()),
            remedy => write!(f, ": {remedy}"),
        }
    }
}

/// Findings of a corpus: the first of each kind, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    cap: usize,
    all: Vec<Finding>,
    counts: BTreeMap<Kind, usize>,
}

impl Findings {
    /// Keeps so many of a kind; 0 keeps all.
    pub(super) fn new(cap: usize) -> Findings {
        Findings {
            cap,
            ..Findings::default()
        }
    }

    /// Adds the findings of some files, in the order of files and lines; the same is said once.
    pub(super) fn add(&mut self, mut found: Vec<Finding>) {
        found.sort_by(|a, b| (&a.file, a.line, a.kind, &a.what).cmp(&(&b.file, b.line, b.kind, &b.what)));
        found.dedup();
        for finding in found {
            let count = self.counts.entry(finding.kind).or_default();
            *count += 1;
            if self.cap == 0 || *count <= self.cap {
                self.all.push(finding);
            }
        }
    }

    /// Returns the findings that are shown, sorted by file and line.
    #[must_use]
    pub fn shown(&self) -> &[Finding] {
        &self.all
    }

    /// Returns how many more there are of each kind.
    #[must_use]
    pub fn more(&self) -> BTreeMap<Kind, usize> {
        let left = self.counts.iter().map(|(&kind, &n)| (kind, n));
        let cap = if self.cap == 0 { usize::MAX } else { self.cap };
        left.filter(|(_, n)| *n > cap)
            .map(|(kind, n)| (kind, n - cap))
            .collect()
    }

    /// Returns how many there are of a severity, shown or not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let mine = self.counts.iter().filter(|(kind, _)| kind.severity() == severity);
        mine.map(|(_, n)| n).sum()
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub(super) fn sort(&mut self) {
        self.all
            .sort_by(|a, b| (&a.file, a.line, a.kind).cmp(&(&b.file, b.line, b.kind)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_kind_the_first_are_shown_and_the_rest_counted() {
        let mut findings = Findings::new(2);
        let path = Path::new("c/a.xml");
        let many = (1..=5).map(|line| Finding::new(path, 6 - line, "pointer", "`a` points to nothing"));
        let mut all: Vec<Finding> = many.collect();
        all.push(all[0].clone());
        all.push(Finding::new(path, 9, "foreign", "the text seems to be French"));
        findings.add(all);
        let lines: Vec<u32> = findings.shown().iter().map(|f| f.line).collect();
        assert_eq!(lines, [1, 2, 9]);
        assert_eq!(findings.more(), BTreeMap::from([(Kind::of("pointer"), 3)]));
        assert_eq!(findings.count(Severity::Error), 5);
        assert_eq!(findings.count(Severity::Warning), 1);
        assert_eq!(
            findings.shown()[0].to_string(),
            "c/a.xml:1: error: `a` points to nothing: correct the pointer, or remove what points"
        );
    }
}
