//! The schema, by jing, where it is installed.
//!
//! No crate reads RELAX NG in its XML syntax and all of XInclude as jing does, which is what
//! everybody uses for TEI; libxml2 refuses documents that are valid. So it is asked for, and
//! where it is absent the result says so.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use super::finding::{Finding, Findings};

/// The schema of what we write.
const SCHEMA: &str = include_str!("../../schemas/hexapla.rng");

/// How many findings are taken at once.
const BATCH: usize = 1000;

/// How the schema was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schema {
    /// It was, and what it found is among the findings.
    Checked,
    /// jing is not installed.
    NotInstalled,
    /// It was not asked for.
    NotAsked,
    /// Files that jing must not open, or cannot read, were found before.
    Unfit,
    /// jing did not run to its end.
    Failed(String),
}

/// Checks a file with all that it includes.
pub(super) fn check(file: &Path, out: &mut Findings) -> Schema {
    match run(file, out) {
        Ok(schema) => schema,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Schema::NotInstalled,
        Err(error) => Schema::Failed(error.to_string()),
    }
}

fn run(file: &Path, out: &mut Findings) -> io::Result<Schema> {
    let mut schema = tempfile::Builder::new()
        .prefix("hexapla-")
        .suffix(".rng")
        .tempfile()?;
    schema.write_all(SCHEMA.as_bytes())?;
    let full = file.canonicalize()?;
    let folders = Folders {
        full: full.parent().unwrap_or(Path::new("/")).to_owned(),
        named: file.parent().unwrap_or(Path::new("")).to_owned(),
    };
    let mut jing = Command::new("jing")
        .arg(schema.path())
        .arg(&full)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // It warns about Java there.
        .stderr(Stdio::null())
        .spawn()?;
    let mut found = Vec::new();
    let mut said = None;
    let mut any = false;
    for line in BufReader::new(jing.stdout.take().expect("a pipe")).lines() {
        let line = line?;
        match folders.finding(&line) {
            Some(finding) => found.push(finding),
            None => said = said.or(Some(line)),
        }
        any |= !found.is_empty();
        if found.len() == BATCH {
            out.add(std::mem::take(&mut found));
        }
    }
    out.add(found);
    Ok(if jing.wait()?.success() || any {
        Schema::Checked
    } else {
        Schema::Failed(said.unwrap_or_else(|| "jing said nothing".to_owned()))
    })
}

/// The folder of a corpus, in full and as it was named.
struct Folders {
    full: PathBuf,
    named: PathBuf,
}

impl Folders {
    /// Reads a line of jing: `FILE:LINE:COLUMN: error: WHAT`.
    fn finding(&self, line: &str) -> Option<Finding> {
        let (place, what) = ["error", "fatal"]
            .iter()
            .find_map(|severity| line.split_once(&format!(": {severity}: ")))?;
        let (place, _column) = place.rsplit_once(':')?;
        let (file, line) = place.rsplit_once(':')?;
        let file = Path::new(file);
        let named = file
            .strip_prefix(&self.full)
            .map(|inside| self.named.join(inside));
        let file = named.unwrap_or_else(|_| file.to_owned());
        Some(Finding::new(&file, line.parse().ok()?, "schema", what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_jing_become_findings() {
        let folders = Folders {
            full: PathBuf::from("/home/a/c"),
            named: PathBuf::from("c"),
        };
        let line = "/home/a/c/b/b.en.xml:116:104: error: attribute \"foo\" not allowed here";
        let finding = folders.finding(line).expect("a finding");
        assert_eq!((finding.file.as_str(), finding.line), ("c/b/b.en.xml", 116));
        assert_eq!(finding.what, "attribute \"foo\" not allowed here");
        assert_eq!(
            folders.finding("[warning] /usr/bin/jing: Unable to locate xml-apis"),
            None
        );
    }
}
