//! Which files of a folder belong together.
//!
//! Files are linked two by two and briefings are what is connected. A link
//! that could as well go to another file of the same language is not made, and
//! a briefing with two files of one language is none: a wrong briefing does
//! more harm than a file that is reported.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::clues::Clues;
use crate::model::Lang;

/// The points that make a link where the day alone does not tell.
const ENOUGH: i32 = 3;
/// How many points the right file has more than the next of its language.
const MARGIN: i32 = 2;

/// Returns the briefings as lists of positions, each in order; every file is
/// in one list, perhaps alone.
///
/// Days that differ by at most `days` count as the same.
pub(super) fn components(clues: &[Clues], days: i32) -> Vec<Vec<usize>> {
    let table = Table::new(clues, days);
    let mut home: Vec<usize> = (0..clues.len()).collect();
    for (a, b) in table.links() {
        let (from, to) = (home[b].max(home[a]), home[a].min(home[b]));
        home.iter_mut().filter(|h| **h == from).for_each(|h| *h = to);
    }
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (file, &home) in home.iter().enumerate() {
        found.entry(home).or_default().push(file);
    }
    found.into_values().collect()
}

/// Whether two days are the same but for a few days.
pub(super) fn near(a: Date, b: Date, days: i32) -> bool {
    (a - b).get_days().abs() <= days
}

/// Whether the day of a file has two files of one language.
fn is_doubled(one: &Clues, clues: &[Clues], days: i32) -> bool {
    let of_day = |other: &&Clues| {
        one.date
            .zip(other.date)
            .is_some_and(|(day, other)| near(day, other, days))
    };
    let mut langs: Vec<Lang> = clues.iter().filter(of_day).map(|other| other.lang).collect();
    let all = langs.len();
    langs.sort_unstable();
    langs.dedup();
    langs.len() < all
}

struct Table<'a> {
    clues: &'a [Clues],
    days: i32,
    /// Whether the day of each file has two files of one language.
    doubled: Vec<bool>,
}

impl<'a> Table<'a> {
    fn new(clues: &'a [Clues], days: i32) -> Table<'a> {
        let doubled = clues.iter().map(|one| is_doubled(one, clues, days)).collect();
        Table { clues, days, doubled }
    }

    /// All links, as pairs of positions.
    fn links(&self) -> Vec<(usize, usize)> {
        let mut links = Vec::new();
        for a in 0..self.clues.len() {
            for b in a + 1..self.clues.len() {
                if self.is_link(a, b) {
                    links.push((a, b));
                }
            }
        }
        links
    }

    fn is_link(&self, a: usize, b: usize) -> bool {
        let Some(points) = self.points(a, b) else {
            return false;
        };
        let dated = self.clues[a].date.is_some() && self.clues[b].date.is_some();
        if dated && !self.doubled[a] && !self.doubled[b] {
            return points >= 0;
        }
        points >= ENOUGH && self.is_best(a, b, points) && self.is_best(b, a, points)
    }

    /// The points of two files that may belong together at all: of two
    /// languages and of one day; where a day is missing, only with strong clues.
    fn points(&self, a: usize, b: usize) -> Option<i32> {
        let (a, b) = (&self.clues[a], &self.clues[b]);
        let possible = a.lang != b.lang
            && match (a.date, b.date) {
                (Some(x), Some(y)) => near(x, y, self.days),
                _ => a.is_strong(b),
            };
        possible.then(|| a.points(b))
    }

    /// Whether no other file of `b`'s language is nearly as good for `a`.
    fn is_best(&self, a: usize, b: usize, points: i32) -> bool {
        (0..self.clues.len())
            .filter(|&other| other != b && self.clues[other].lang == self.clues[b].lang)
            .filter_map(|other| self.points(a, other))
            .all(|rival| points - rival >= MARGIN)
    }
}
