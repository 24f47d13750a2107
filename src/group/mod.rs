//! Which files are editions of the same briefing.
//!
//! A folder that holds at most one file a language, whose titles name days at
//! most three days apart, is one briefing: its owner has put it together, and
//! embassies translate late. In any other folder files belong together that
//! have the same day in their titles, unless the spokesperson or the office
//! says otherwise (`clues.rs`); where a day has two files of one language,
//! these and the askers must tell them apart. A file without a day joins only
//! where the same person answers as many questions of the same askers.
//! Whatever stays alone or ambiguous is reported, never guessed at.
//!
//! Rejected: joining whatever is most alike, which makes a briefing of any two
//! leftovers.

mod clues;
mod files;
mod ids;
mod links;
pub mod manifest;
mod report;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use self::clues::Clues;
use crate::align::Input;
use crate::language::Outlets;
use crate::model::{BriefingInfo, Edition, Lang};
use crate::termbase::Names;

pub use files::{FileSet, ScanError, collect};
pub use ids::{ascii_name, is_identifier};

/// An edition that was read, with where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// Its language.
    pub lang: Lang,
    /// What was read.
    pub edition: Edition,
}

/// A file that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// What was found, and what to do.
    pub message: String,
}

/// The editions of one briefing before it has an id.
/// Gives the names that termbases know, when they are needed: most folders are clear without.
pub type LazyNames<'a> = dyn Fn() -> &'a Names<'a> + 'a;

type Editions = BTreeMap<Lang, Loaded>;

/// How many days the titles of one briefing may differ by in a folder with one
/// file a language.
const DAYS: i32 = 3;

/// Puts the files of each set together into briefings; returns them in order
/// of their dates and names, with what was left out.
#[must_use]
pub fn group(
    sets: Vec<(String, Vec<Loaded>)>,
    outlets: &Outlets,
    names: &LazyNames<'_>,
) -> (Vec<Input>, Vec<Problem>) {
    group_with(sets, BTreeMap::new(), outlets, names)
}

/// As [`group`]; files that a manifest assigns to briefings, by their identifiers, are not
/// asked what they belong to.
#[must_use]
pub fn group_with(
    sets: Vec<(String, Vec<Loaded>)>,
    assigned: BTreeMap<String, Vec<Loaded>>,
    outlets: &Outlets,
    names: &LazyNames<'_>,
) -> (Vec<Input>, Vec<Problem>) {
    let (mut briefings, mut problems) = manifest::briefings(assigned);
    let mut named: Vec<(Option<Date>, String, Editions)> = Vec::new();
    for (name, files) in sets {
        for editions in split(files, outlets, names, &mut problems) {
            named.push((date(&editions), name.clone(), editions));
        }
    }
    named.sort_by(|a, b| (a.0, &a.1, paths(&a.2)).cmp(&(b.0, &b.1, paths(&b.2))));
    let taken = briefings.iter().map(|briefing| briefing.info.id.clone());
    let found = ids::with_ids(named, &taken.collect());
    briefings.extend(found);
    briefings.sort_by_key(|briefing| briefing.info.date);
    (briefings, problems)
}

fn paths(editions: &Editions) -> Vec<&PathBuf> {
    editions.values().map(|loaded| &loaded.path).collect()
}

/// Splits the files of a folder into briefings.
fn split(
    mut files: Vec<Loaded>,
    outlets: &Outlets,
    names: &LazyNames<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Editions> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let all: Vec<usize> = (0..files.len()).collect();
    let lone = one_a_language(&files, &all);
    if lone && files.len() > 1 && of_one_day(&files) {
        return vec![files.into_iter().map(|file| (file.lang, file)).collect()];
    }
    let names = names();
    let clues: Vec<Clues> = files.iter().map(|file| Clues::of(file, outlets, names)).collect();
    let days = if lone { DAYS } else { 0 };
    let mut out = Vec::new();
    for members in links::components(&clues, days) {
        if members.len() > 1 && one_a_language(&files, &members) {
            out.push(
                members
                    .iter()
                    .map(|&k| (files[k].lang, files[k].clone()))
                    .collect(),
            );
        } else {
            problems.extend(members.iter().map(|&k| report::left_out(k, &files, &clues, days)));
        }
    }
    out
}

fn one_a_language(files: &[Loaded], members: &[usize]) -> bool {
    let mut langs: Vec<Lang> = members.iter().map(|&k| files[k].lang).collect();
    langs.sort_unstable();
    langs.windows(2).all(|pair| pair[0] != pair[1])
}

/// Whether the days in the titles are at most a few days apart.
fn of_one_day(files: &[Loaded]) -> bool {
    let dates = || files.iter().filter_map(|file| file.edition.date);
    match (dates().min(), dates().max()) {
        (Some(first), Some(last)) => links::near(first, last, DAYS),
        _ => true,
    }
}

/// The date that most editions have; the earliest of those.
fn date(editions: &Editions) -> Option<Date> {
    let mut votes: BTreeMap<Date, usize> = BTreeMap::new();
    for date in editions.values().filter_map(|loaded| loaded.edition.date) {
        *votes.entry(date).or_insert(0) += 1;
    }
    votes
        .into_iter()
        .rev()
        .max_by_key(|&(_, count)| count)
        .map(|(date, _)| date)
}

fn input(info: BriefingInfo, editions: Editions) -> Input {
    Input {
        info,
        editions: editions
            .into_iter()
            .map(|(lang, loaded)| (lang, loaded.edition))
            .collect(),
        earlier: None,
    }
}

#[cfg(test)]
mod tests;
