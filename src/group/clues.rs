//! What two files say about being editions of one briefing.
//!
//! *Problem.* Three files of one day, two of them English: which English one
//! belongs to the Chinese? *Choice.* Clues that need no learning: who
//! answers (names meet across scripts by their consonants), which office the
//! title names (`offices.tsv`), which countries (by the termbase),
//! which built-in outlets ask, and how many questions there are. Each gives points for or against. *Rejected.* The text
//! itself: what tells languages apart tells little about briefings before the
//! run has learnt words, and grouping must be done by then.

use std::collections::{BTreeMap, BTreeSet};

use any_ascii::any_ascii;
use jiff::civil::Date;

use super::Loaded;
use crate::evidence::names::{similarity, skeleton, vowel_reading};
use crate::language::Outlets;
use crate::language::fold::fold;
use crate::language::script::is_han;
use crate::model::{Edition, Lang, Role};
use crate::termbase::{Identity, Names};

/// The embedded table of offices.
const OFFICES: &str = include_str!("offices.tsv");
/// Names at least this alike are one person's.
const SAME_NAME: f64 = 0.75;
/// Names less alike than this are two persons'.
const OTHER_NAME: f64 = 0.5;
/// Points that files without a common day need, besides the same spokesperson.
const STRONG_OUTLETS: f64 = 0.6;
/// Questions that a file needs so that its outlets and their number prove anything.
const ENOUGH: usize = 3;

/// The clues of one file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clues {
    pub(super) lang: Lang,
    pub(super) date: Option<Date>,
    /// Skeletons of who answers most: all readings of the name.
    person: Vec<String>,
    offices: BTreeSet<&'static str>,
    /// The countries that the title names.
    countries: BTreeSet<Identity>,
    /// How often each built-in outlet asks.
    outlets: BTreeMap<String, usize>,
    questions: usize,
}

impl Clues {
    pub(super) fn of(file: &Loaded, known: &Outlets, names: &Names<'_>) -> Clues {
        let edition = &file.edition;
        let asks = || edition.turns.iter().filter(|turn| turn.role == Role::Question);
        let mut outlets = BTreeMap::new();
        for id in asks().filter_map(|turn| turn.speaker.as_ref()) {
            if known.contains(id) {
                *outlets.entry(id.clone()).or_insert(0) += 1;
            }
        }
        let title = edition.title.as_deref().unwrap_or_default();
        Clues {
            lang: file.lang,
            date: edition.date,
            person: person(edition),
            offices: offices(title),
            countries: names.countries(file.lang, title),
            outlets,
            questions: asks().count(),
        }
    }

    /// Points for being editions of one briefing; negative where more speaks
    /// against it.
    pub(super) fn points(&self, other: &Clues) -> i32 {
        let person = match self.same_person(other) {
            Some(true) => 4,
            Some(false) => -6,
            None => 0,
        };
        let office = match self.same_office(other) {
            Some(true) => 2,
            Some(false) => -6,
            None => 0,
        };
        // Titles name the country of a ministry in some languages and not in others.
        let country = match self.countries.is_disjoint(&other.countries) {
            false => 1,
            true if self.countries.is_empty() || other.countries.is_empty() => 0,
            true => -3,
        };
        // Half of the outlets in common is what chance gives: the same ones come every day.
        let outlets = self.common_outlets(other).map_or(0, |share| match share {
            s if s >= 0.75 => 3,
            s if s >= STRONG_OUTLETS => 2,
            s if s >= 0.3 => 0,
            _ => -3,
        });
        let (less, more) = self.counts(other);
        let count = match () {
            () if less == more => 1,
            () if 2 * less < more => -2,
            () => 0,
        };
        person + office + country + outlets + count
    }

    /// Whether the clues alone, without a common day, make them one briefing:
    /// the same spokesperson, nearly as many questions, and the same outlets.
    pub(super) fn is_strong(&self, other: &Clues) -> bool {
        let (less, more) = self.counts(other);
        less >= ENOUGH
            && 5 * less >= 4 * more
            && self.same_person(other) == Some(true)
            && self.same_office(other) != Some(false)
            && self.outlets.values().sum::<usize>() >= ENOUGH
            && other.outlets.values().sum::<usize>() >= ENOUGH
            && self
                .common_outlets(other)
                .is_some_and(|share| share >= STRONG_OUTLETS)
    }

    /// Whether the same person answers; none where that cannot be told.
    pub(super) fn same_person(&self, other: &Clues) -> Option<bool> {
        let pairs = self
            .person
            .iter()
            .flat_map(|a| other.person.iter().map(move |b| similarity(a, b)));
        let best = pairs.reduce(f64::max)?;
        match best {
            best if best >= SAME_NAME => Some(true),
            best if best < OTHER_NAME => Some(false),
            _ => None,
        }
    }

    fn same_office(&self, other: &Clues) -> Option<bool> {
        let known = !self.offices.is_empty() && !other.offices.is_empty();
        known.then(|| !self.offices.is_disjoint(&other.offices))
    }

    /// The share of questions that outlets of both ask; none with fewer than
    /// two on a side.
    fn common_outlets(&self, other: &Clues) -> Option<f64> {
        let sum = |clues: &Clues| clues.outlets.values().sum::<usize>();
        let (ours, theirs) = (sum(self), sum(other));
        let common: usize = self
            .outlets
            .iter()
            .map(|(id, &count)| count.min(other.outlets.get(id).copied().unwrap_or(0)))
            .sum();
        (ours >= 2 && theirs >= 2).then(|| 2.0 * common as f64 / (ours + theirs) as f64)
    }

    fn counts(&self, other: &Clues) -> (usize, usize) {
        let (a, b) = (self.questions, other.questions);
        (a.min(b), a.max(b))
    }
}

/// The skeletons of who answers most, empty without a name.
fn person(edition: &Edition) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in edition.turns.iter().filter(|turn| turn.role != Role::Question) {
        if let Some(id) = turn.speaker.as_deref().and_then(|id| id.strip_prefix("person.")) {
            *counts.entry(id).or_insert(0) += 1;
        }
    }
    // The most frequent; of equals the first in the alphabet.
    let Some((id, _)) = counts.into_iter().rev().max_by_key(|&(_, count)| count) else {
        return Vec::new();
    };
    let labels = edition.turns.iter().map(|turn| turn.label.as_str());
    let printed = labels
        .chain(edition.title.as_deref())
        .find_map(|text| printed(id, text));
    let name = printed.unwrap_or(id);
    let readings = [Some(skeleton(name)), vowel_reading(name)];
    readings.into_iter().flatten().filter(|s| !s.is_empty()).collect()
}

/// The part of a text that an identifier was made of: pinyin is read otherwise
/// than English, so the skeleton needs the characters.
fn printed<'t>(id: &str, text: &'t str) -> Option<&'t str> {
    let wanted: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    let starts = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    for (start, _) in starts {
        let mut have = String::new();
        for (at, c) in text[start..].char_indices() {
            let mut buffer = [0; 4];
            let latin = any_ascii(c.encode_utf8(&mut buffer)).to_ascii_lowercase();
            have.extend(latin.chars().filter(char::is_ascii_alphanumeric));
            if !wanted.starts_with(&have) {
                break;
            }
            if have.len() == wanted.len() {
                return Some(&text[start..start + at + c.len_utf8()]);
            }
        }
    }
    None
}

/// The offices that a title names.
fn offices(title: &str) -> BTreeSet<&'static str> {
    let title = format!(" {} ", fold(title));
    let holds = |form: &str| {
        let form = fold(form);
        let spaced = !form.chars().any(is_han);
        title.match_indices(&form).any(|(at, _)| {
            // The beginning of a word is enough: endings are declined.
            !spaced || !title[..at].ends_with(char::is_alphanumeric)
        })
    };
    let rows = OFFICES.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
        .filter(|(_, forms)| forms.split('|').any(holds))
        .map(|(id, _)| id)
        .collect()
}
