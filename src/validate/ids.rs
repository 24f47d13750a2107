//! Identifiers: names, unique over the corpus, and such that they say where they stand.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::scan::Scan;
use crate::group::is_identifier;

/// What an identifier on an element begins with, beside that of its edition or briefing.
///
/// The turn of a `seg` or `s` is a matter of taste, so another one is a warning only: people
/// move sentences. A label without its turn's identifier is wrong as nothing follows it.
const IN_TURNS: [&str; 3] = ["seg", "s", "note"];

/// Identifiers seen in other briefings and in the shared files, with where they stand.
///
/// An identifier that begins with its own briefing's cannot stand in another briefing too,
/// unless that one begins so as well: only the others are kept over the whole corpus.
#[derive(Debug, Default)]
pub(super) struct Everywhere {
    briefings: BTreeSet<String>,
    seen: BTreeMap<String, String>,
}

impl Everywhere {
    /// Makes it for the briefings of a corpus.
    pub(super) fn new(briefings: impl Iterator<Item = String>) -> Everywhere {
        Everywhere {
            briefings: briefings.collect(),
            ..Everywhere::default()
        }
    }

    /// Returns the briefing that an identifier belongs to: the longest whose identifier it
    /// begins with.
    fn owner(&self, id: &str) -> Option<&str> {
        let mut end = id.len();
        loop {
            if let Some(owner) = self.briefings.get(&id[..end]) {
                return Some(owner);
            }
            end = id[..end].rfind('.')?;
        }
    }
}

/// Checks the identifiers of some files that belong together: a briefing with its editions, or
/// the shared files (`briefing` is then empty).
pub(super) fn check(scans: &[&Scan], briefing: &str, everywhere: &mut Everywhere, out: &mut Vec<Finding>) {
    let mut here: BTreeMap<&str, String> = BTreeMap::new();
    for scan in scans {
        for id in &scan.ids {
            let place = || format!("{}:{}", scan.path.display(), id.line);
            if !is_identifier(&id.id) {
                let what = format!("`{}` is no identifier", id.id);
                out.push(Finding::new(&scan.path, id.line, "name", what));
            }
            let first = here.get(id.id.as_str()).or_else(|| everywhere.seen.get(&id.id));
            if let Some(first) = first {
                let what = format!("the identifier `{}` stands twice, first in {first}", id.id);
                out.push(Finding::new(&scan.path, id.line, "duplicate", what));
                continue;
            }
            if everywhere.owner(&id.id) != Some(briefing) {
                everywhere.seen.insert(id.id.clone(), place());
            }
            here.insert(&id.id, place());
        }
    }
}

/// Checks that the identifiers of a file begin with `start`, that of its edition or briefing,
/// and those inside of turns with that of the turn.
pub(super) fn check_beginnings(scan: &Scan, start: &str, out: &mut Vec<Finding>) {
    for id in &scan.ids {
        let begins = |start: &str| {
            let rest = id.id.strip_prefix(start);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if !begins(start) {
            let what = format!("the identifier `{}` does not begin with `{start}`", id.id);
            out.push(Finding::new(&scan.path, id.line, "prefix", what));
        } else if let Some(turn) = &id.turn
            && IN_TURNS.contains(&id.element.as_str())
            && !begins(turn)
        {
            let kind = if id.element == "note" { "prefix" } else { "parent" };
            let what = format!(
                "the identifier `{}` does not begin with `{turn}`, that of its turn",
                id.id
            );
            out.push(Finding::new(&scan.path, id.line, kind, what));
        }
    }
}
