//! Every pointer leads to what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;

use super::finding::Finding;
use super::scan::{Pointer, Prefix, Scan, plain};

/// The identifiers of files, by path; none of a file that could not be read.
pub(super) type Ids = BTreeMap<PathBuf, Option<BTreeSet<String>>>;

/// Returns the identifiers of a file.
pub(super) fn ids(scan: &Scan) -> (PathBuf, Option<BTreeSet<String>>) {
    (
        plain(&scan.path),
        Some(scan.ids.iter().map(|id| id.id.clone()).collect()),
    )
}

/// Checks the pointers of a file against the files of its briefing and the shared ones.
pub(super) fn check(scan: &Scan, known: &[&Ids], out: &mut Vec<Finding>) {
    let mut prefixes = Vec::new();
    let mut broken = BTreeSet::new();
    for prefix in &scan.prefixes {
        // A pattern is to match the whole of a pointer.
        match Regex::new(&format!("^(?:{})$", prefix.pattern)) {
            Ok(pattern) => prefixes.push((prefix, pattern)),
            Err(_) => {
                broken.insert(prefix.ident.as_str());
                let what = format!("matchPattern=\"{}\" is no regular expression", prefix.pattern);
                out.push(Finding::new(&scan.path, prefix.line, "pattern", what));
            }
        }
    }
    for pointer in &scan.pointers {
        let found = match pointer.pointer.split_once(':') {
            None => follow(&scan.path, &pointer.pointer, known).map_err(|why| ("pointer", why)),
            Some((scheme, rest)) => match resolve(&prefixes, scheme, rest) {
                Some(address) => follow(&scan.path, &address, known).map_err(|why| ("pointer", why)),
                // The pattern that is no pattern may take it.
                None if broken.contains(scheme) => Ok(()),
                None => Err(("scheme", "no prefixDef of this file takes it".to_owned())),
            },
        };
        if let Err((kind, why)) = found {
            let Pointer {
                pointer,
                line,
                attribute,
            } = pointer;
            let what = format!("@{attribute}: `{pointer}` points to nothing: {why}");
            out.push(Finding::new(&scan.path, *line, kind, what));
        }
    }
}

/// Returns the address that the first prefix gives which takes the whole of a pointer.
fn resolve(prefixes: &[(&Prefix, Regex)], scheme: &str, rest: &str) -> Option<String> {
    prefixes.iter().find_map(|(prefix, pattern)| {
        let found = (prefix.ident == scheme)
            .then(|| pattern.captures(rest))
            .flatten()?;
        let first = found.get(1).map_or("", |group| group.as_str());
        Some(prefix.replacement.replace("$1", first))
    })
}

/// Follows an address such as `b.en.xml#b.en.u1`.
fn follow(from: &Path, address: &str, known: &[&Ids]) -> Result<(), String> {
    let (file, id) = address
        .split_once('#')
        .map_or((address, None), |(file, id)| (file, Some(id)));
    let path = if file.is_empty() {
        plain(from)
    } else {
        plain(&from.parent().unwrap_or(Path::new("")).join(file))
    };
    let Some(ids) = known.iter().find_map(|known| known.get(&path)) else {
        return Err(format!(
            "{} is no file of this briefing, nor a shared one",
            path.display()
        ));
    };
    match id {
        Some(id) if ids.as_ref().is_some_and(|ids| !ids.contains(id)) => {
            Err(format!("{} has no `{id}`", path.display()))
        }
        _ => Ok(()),
    }
}
