//! Formats of whole editions: every sentence of every edition, and the links of each pair.
//!
//! The formats of [`super::units`] are streams of what belongs together; what has no
//! counterpart is in none of them. Corpora that people search hold the editions
//! as they are, with links beside them:
//!
//! ```text
//! en  1.1 1.2 2.1          zh  1.1 2.1 2.2
//! en-zh  1.1 1.2;1.1   2.1;2.1   ;2.2
//! ```
//!
//! So a writer takes a briefing at a time, and nothing of it stays in memory. Filters
//! choose links, never sentences. Links are those of the pair, not groups over all
//! languages: these formats know pairs alone, and pairs are the finer truth.

mod links;
#[cfg(test)]
pub(super) mod tests;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::model::{Aligned, Lang, Pair};

use super::WriteError;
use super::units::{Filter, Seen, joined};

pub use links::{Link, complete, contiguous, in_order};
pub use text::{Paragraph, Text};

/// A format that takes one briefing after another.
pub trait BriefingWriter {
    /// Writes a briefing.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn briefing(&mut self, briefing: &Whole) -> io::Result<()>;

    /// Ends the documents and flushes them. Nothing may follow.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    fn finish(&mut self) -> io::Result<()>;

    /// Returns how many characters the format does not allow and were written as U+FFFD.
    fn replaced(&self) -> usize;
}

/// Where a writer of many files puts them.
pub trait Outputs {
    /// A file that is open.
    type File: Write;

    /// Makes a file, with its path in the output folder, parted by `/`.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    fn create(&mut self, name: &str) -> io::Result<Self::File>;
}

/// A briefing as these formats see it.
#[derive(Debug)]
pub struct Whole<'a> {
    /// The identifier.
    pub id: &'a str,
    /// The day of the briefing.
    pub date: Option<Date>,
    /// The chosen editions that it has.
    pub editions: BTreeMap<Lang, Text<'a>>,
    /// The links of the chosen pairs of which it has both editions, in [order](in_order).
    pub links: BTreeMap<Pair, Vec<Link>>,
}

impl<'a> Whole<'a> {
    /// Takes the chosen languages and pairs of a briefing.
    ///
    /// # Errors
    ///
    /// When a link points nowhere.
    pub fn new(aligned: &'a Aligned, langs: &[Lang], pairs: &[Pair]) -> Result<Whole<'a>, WriteError> {
        let chosen = |(lang, _): &(&Lang, _)| langs.contains(lang);
        let editions: BTreeMap<Lang, Text<'a>> = (aligned.editions.iter().filter(chosen))
            .map(|(&lang, edition)| (lang, Text::new(edition)))
            .collect();
        let mut links = BTreeMap::new();
        for &pair in pairs {
            if let (Some(first), Some(second)) = (editions.get(&pair.first()), editions.get(&pair.second())) {
                links.insert(pair, links::of_pair(aligned, pair, [first, second])?);
            }
        }
        Ok(Whole {
            id: &aligned.briefing.id,
            date: aligned.briefing.date,
            editions,
            links,
        })
    }

    /// Leaves out the links that a filter does not want.
    pub fn filter(&mut self, filter: &Filter) {
        for links in self.links.values_mut() {
            links.retain(|link| {
                let [first, second] = &link.sides;
                filter.takes(link.confidence, [first.len(), second.len()].into_iter())
            });
        }
    }

    /// Leaves out the links of a pair that say what one before said; those to nothing stay.
    pub fn leave_out_repetitions(&mut self, pair: Pair, seen: &mut Seen) {
        let langs = [pair.first(), pair.second()];
        let texts = langs.map(|lang| -> Vec<&str> {
            let text = self.editions.get(&lang);
            text.map_or(Vec::new(), |text| {
                text.sentences().map(|s| s.text.as_str()).collect()
            })
        });
        let side = |k: usize, side: &[usize]| joined(side.iter().map(|&at| texts[k][at]));
        if let Some(links) = self.links.get_mut(&pair) {
            links.retain(|link| {
                let [first, second] = &link.sides;
                !link.is_both() || seen.are_new([(langs[0], side(0, first)), (langs[1], side(1, second))])
            });
        }
    }

    /// Returns the links of a pair; none where an edition is absent.
    #[must_use]
    pub fn of(&self, pair: Pair) -> &[Link] {
        self.links.get(&pair).map_or(&[], Vec::as_slice)
    }

    /// Returns how many links have both sides, over all pairs.
    #[must_use]
    pub fn linked(&self) -> usize {
        self.links
            .values()
            .flatten()
            .filter(|link| link.is_both())
            .count()
    }

    /// Returns how many sentences an edition has; none where it is absent.
    #[must_use]
    pub fn len(&self, lang: Lang) -> usize {
        self.editions.get(&lang).map_or(0, Text::len)
    }
}
