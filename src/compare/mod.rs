//! How the editions of a briefing differ.

mod abridged;
mod agreed;
mod agreement;
mod facts;
mod names;
mod omissions;
mod order;
mod persons;
mod places;
pub mod revisions;
mod segmentation;
mod strength;
mod values;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use agreed::agreed;

use crate::language::Languages;
use crate::model::{Alignment, Difference, DifferenceLevel, Edition, Lang};
use crate::termbase::{Names, Terms};
use facts::Facts;
use places::Places;

/// Compares the editions of aligned briefings.
pub struct Comparison<'a> {
    languages: &'a Languages,
    names: Names<'a>,
}

impl<'a> Comparison<'a> {
    /// Prepares what is needed for some languages; termbases say what is a name.
    #[must_use]
    pub fn new(
        langs: impl IntoIterator<Item = Lang>,
        languages: &'a Languages,
        termbases: &[&'a Terms<'a>],
    ) -> Comparison<'a> {
        Comparison {
            languages,
            names: Names::new(langs, languages, termbases),
        }
    }

    /// Returns the differences between the editions of an aligned briefing, in the order in
    /// which they are met; `day` is the day of the briefing.
    #[must_use]
    pub fn differences(
        &self,
        editions: &BTreeMap<Lang, Edition>,
        alignment: &Alignment,
        day: Option<Date>,
    ) -> Vec<Difference> {
        let facts = Facts::read(editions, self.languages);
        let places = Places::new(editions, alignment);
        let mut out = omissions::omissions(editions, alignment);
        out.extend(order::order(editions, alignment));
        out.extend(abridged::abridged(alignment, &places, &facts));
        out.extend(values::values(alignment, &places, &facts, day));
        out.extend(names::names(alignment, &places, &facts, &self.names));
        out.extend(persons::persons(alignment, &places, &facts, &self.names));
        out.extend(segmentation::segmentation(editions, alignment, &places, &facts));
        sort(&mut out, editions);
        out
    }
}

/// Orders differences by where they begin, as a share of the edition, the earliest place of
/// all editions counting; higher levels first.
fn sort(differences: &mut [Difference], editions: &BTreeMap<Lang, Edition>) {
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for edition in editions.values() {
        let (mut at, all) = (0, edition.sentences().count());
        for turn in &edition.turns {
            places.insert(&turn.id.0, (at, all));
            for sentence in &turn.sentences {
                places.insert(&sentence.id.0, (at, all));
                at += 1;
            }
        }
    }
    let place = |d: &Difference| -> usize {
        let norm =
            d.at.iter()
                .filter(|(lang, _)| d.at.len() == d.odd.len() || !d.odd.contains(lang));
        let starts = norm.filter_map(|(_, ids)| places.get(ids.first()?.as_str()));
        starts
            .map(|&(at, all)| at * 1_000_000 / all.max(1))
            .min()
            .unwrap_or(usize::MAX)
    };
    let level = |d: &Difference| match d.level {
        DifferenceLevel::Exchange => 0,
        DifferenceLevel::Turn => 1,
        DifferenceLevel::Sentence => 2,
    };
    differences.sort_by_cached_key(|d| (place(d), level(d), d.kind, d.odd.clone()));
}
