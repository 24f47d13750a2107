//! Which files are editions of the same briefing.
//!
//! A folder that holds at most one file a language is one briefing. Otherwise
//! the files that share the date of their title are put together, as long as
//! that leaves at most one file a language; whatever stays alone or doubled is
//! reported, never guessed at.

mod files;
mod ids;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::align::Input;
use crate::model::{BriefingInfo, Edition, Lang};

pub use files::{FileSet, ScanError, collect};
pub use ids::ascii_name;

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
type Editions = BTreeMap<Lang, Loaded>;

/// Puts the files of each set together into briefings; returns them in order
/// of their dates and names, with what was left out.
#[must_use]
pub fn group(sets: Vec<(String, Vec<Loaded>)>) -> (Vec<Input>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut named: Vec<(Option<Date>, String, Editions)> = Vec::new();
    for (name, files) in sets {
        for editions in split(files, &mut problems) {
            named.push((date(&editions), name.clone(), editions));
        }
    }
    named.sort_by(|a, b| (a.0, &a.1, paths(&a.2)).cmp(&(b.0, &b.1, paths(&b.2))));
    (ids::with_ids(named), problems)
}

fn paths(editions: &Editions) -> Vec<&PathBuf> {
    editions.values().map(|loaded| &loaded.path).collect()
}

/// Splits the files of a folder into briefings.
fn split(mut files: Vec<Loaded>, problems: &mut Vec<Problem>) -> Vec<Editions> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if one_a_language(&files) {
        return checked(vec![files], problems);
    }
    let mut by_date: BTreeMap<Option<Date>, Vec<Loaded>> = BTreeMap::new();
    for file in files {
        by_date.entry(file.edition.date).or_default().push(file);
    }
    checked(by_date.into_values().collect(), problems)
}

fn one_a_language(files: &[Loaded]) -> bool {
    let mut langs: Vec<Lang> = files.iter().map(|file| file.lang).collect();
    langs.sort_unstable();
    langs.windows(2).all(|pair| pair[0] != pair[1])
}

/// Keeps the bundles with two languages or more and one file each.
fn checked(bundles: Vec<Vec<Loaded>>, problems: &mut Vec<Problem>) -> Vec<Editions> {
    let mut out = Vec::new();
    for files in bundles {
        if !one_a_language(&files) {
            problems.extend(doubled(&files));
        } else if files.len() < 2 {
            problems.extend(files.iter().map(alone));
        } else {
            out.push(files.into_iter().map(|file| (file.lang, file)).collect());
        }
    }
    out
}

fn alone(file: &Loaded) -> Problem {
    let date = file
        .edition
        .date
        .map_or("without a date in its title".to_owned(), |d| format!("of {d}"));
    Problem {
        path: file.path.clone(),
        message: format!(
            "the only edition of its briefing (language {}, {date}): an alignment needs two or more; \
             put the other editions beside it, in one folder",
            file.lang
        ),
    }
}

fn doubled(files: &[Loaded]) -> Vec<Problem> {
    let twin = |file: &Loaded| {
        files
            .iter()
            .find(|other| other.lang == file.lang && other.path != file.path)
            .map(|other| other.path.display())
    };
    files
        .iter()
        .map(|file| Problem {
            path: file.path.clone(),
            message: match twin(file) {
                Some(other) => format!(
                    "two editions in one language ({}): the other is {other}; put each briefing into a folder \
                     of its own, or overrule a wrong guess with `--lang xx=FILE`",
                    file.lang
                ),
                None => format!(
                    "cannot tell which briefing it belongs to (language {}): other files of its folder with the same \
                     date share a language; put each briefing into a folder of its own",
                    file.lang
                ),
            },
        })
        .collect()
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
    }
}
