//! Differences as notes: each at a place of the page, in the columns of the
//! editions it is about.

use std::collections::BTreeMap;

use super::view::View;
use crate::model::{Difference, DifferenceKind, DifferenceLevel, Lang};

/// A place on the page: a block, in it a part, in it a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) block: usize,
    pub(super) part: Option<usize>,
    pub(super) row: Option<usize>,
}

/// A difference at its places.
pub(super) struct Note<'a> {
    /// From 1 in the order of the briefing's list.
    pub(super) number: usize,
    pub(super) difference: &'a Difference,
    /// Where it is shown, and in which column; never empty. The first is
    /// where links to it lead.
    pub(super) spots: Vec<(Spot, Lang)>,
}

/// All notes of a briefing.
pub(super) struct Notes<'a> {
    pub(super) all: Vec<Note<'a>>,
    /// The notes of each place and column, by index; whether it is the first place.
    at: BTreeMap<(Spot, Lang), Vec<(usize, bool)>>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(view: &View<'a>) -> Notes<'a> {
        let places = Places::new(view);
        let mut all = Vec::new();
        let mut at: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (k, difference) in view.aligned.differences.iter().enumerate() {
            let Some(spots) = places.spots(difference, view) else {
                continue;
            };
            for (n, &spot) in spots.iter().enumerate() {
                at.entry(spot).or_default().push((k, n == 0));
            }
            all.push(Note {
                number: k + 1,
                difference,
                spots,
            });
        }
        Notes { all, at }
    }

    /// Returns the notes of a place and column; true for the first place of a note.
    pub(super) fn at(&self, spot: Spot, lang: Lang) -> impl Iterator<Item = (&Note<'a>, bool)> {
        let here = self.at.get(&(spot, lang)).into_iter().flatten();
        here.map(|&(k, first)| (&self.all[k], first))
    }

    /// Tells whether a place has a note in any column.
    pub(super) fn any(&self, spot: Spot) -> bool {
        self.at.keys().any(|(at, _)| *at == spot)
    }

    /// Returns the notes about an edition, in the order of the page.
    pub(super) fn about(&self, lang: Lang) -> Vec<(&Note<'a>, Spot)> {
        let spot = |note: &Note| {
            note.spots
                .iter()
                .find(|(_, of)| *of == lang)
                .map(|(spot, _)| *spot)
        };
        let mut out: Vec<_> = self
            .all
            .iter()
            .filter_map(|note| Some((note, spot(note)?)))
            .collect();
        out.sort_by_key(|(note, spot)| (*spot, note.number));
        out
    }

    /// How many differences of a kind there are.
    pub(super) fn count(&self, kind: DifferenceKind) -> usize {
        self.all
            .iter()
            .filter(|note| note.difference.kind == kind)
            .count()
    }
}

/// Where turns and sentences stand.
struct Places<'a>(BTreeMap<&'a str, Spot>);

impl<'a> Places<'a> {
    fn new(view: &View<'a>) -> Places<'a> {
        let mut places = BTreeMap::new();
        for (b, block) in view.blocks.iter().enumerate() {
            for (p, part) in block.parts.iter().enumerate() {
                let spot = |row| Spot {
                    block: b,
                    part: Some(p),
                    row,
                };
                let turns = part.turns.values().flatten();
                places.extend(turns.map(|turn| (turn.id.0.as_str(), spot(None))));
                for (r, row) in part.rows.iter().enumerate() {
                    let sentences = row.values().flatten();
                    places.extend(sentences.map(|s| (s.id.0.as_str(), spot(Some(r)))));
                }
            }
        }
        Places(places)
    }

    /// The places of a difference; `None` only where the briefing has no text.
    fn spots(&self, difference: &Difference, view: &View) -> Option<Vec<(Spot, Lang)>> {
        let whole = difference.level == DifferenceLevel::Exchange;
        let of = |ids: &Vec<String>| {
            let mut spot = ids
                .iter()
                .filter_map(|id| self.0.get(id.as_str()).copied())
                .min()?;
            if whole {
                (spot.part, spot.row) = (None, None);
            }
            Some(spot)
        };
        let anywhere = difference.at.values().filter_map(of).min();
        // A difference that names no place we know is shown all the same.
        let anywhere = anywhere.or((!view.blocks.is_empty()).then_some(Spot {
            block: 0,
            part: None,
            row: None,
        }))?;
        let spot = |lang: &Lang| {
            let own = difference.at.get(lang).and_then(of);
            (own.unwrap_or(anywhere), *lang)
        };
        let known = |lang: &&Lang| view.aligned.editions.contains_key(lang);
        let mut spots: Vec<_> = difference.odd.iter().filter(known).map(spot).collect();
        if spots.is_empty() {
            let any = difference
                .at
                .keys()
                .find(known)
                .copied()
                .or(view.langs().next())?;
            spots.push((anywhere, any));
        }
        Some(spots)
    }
}
