//! The links of a pair as positions of sentences, in an order that tools take.
//!
//! Tools read a list of links from above to below along the first edition. What only the second
//! has must stand where it stands there, and editions move exchanges:
//!
//! ```text
//! first 0 1 2, second 0 1 2 3, the last two of each crossed, 1 of the second alone
//! in order:  0–0  –1  1–3  2–2
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Aligned, Pair, SentenceId};
use crate::write::WriteError;

use super::Text;

/// A link of a pair, m sentences to n. One side may be empty, not both.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The positions of the sentences of both editions, in the order of the pair, ascending.
    pub sides: [Vec<usize>; 2],
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Whether a person set it.
    pub manual: bool,
}

impl Link {
    /// Returns the names of the sentences of a side, with spaces between them.
    pub(in crate::write) fn names(&self, side: usize, names: &[String]) -> String {
        let names = self.sides[side].iter().map(|&at| names[at].as_str());
        names.collect::<Vec<_>>().join(" ")
    }

    /// Returns whether both editions have something.
    #[must_use]
    pub fn is_both(&self) -> bool {
        self.sides.iter().all(|side| !side.is_empty())
    }

    /// Returns the link seen from the other edition.
    #[must_use]
    pub fn turned(&self) -> Link {
        let [first, second] = self.sides.clone();
        Link {
            sides: [second, first],
            ..self.clone()
        }
    }
}

/// Returns the links of a pair, in order.
pub(super) fn of_pair(aligned: &Aligned, pair: Pair, texts: [&Text; 2]) -> Result<Vec<Link>, WriteError> {
    let places = texts.map(|text| -> BTreeMap<&str, usize> {
        text.sentences()
            .enumerate()
            .map(|(k, s)| (s.id.0.as_str(), k))
            .collect()
    });
    let langs = [pair.first(), pair.second()];
    let side = |k: usize, ids: &[SentenceId]| -> Result<Vec<usize>, WriteError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            match places[k].get(id.0.as_str()) {
                Some(&place) => found.push(place),
                // It has no text, so it is not written.
                None if aligned.editions[&langs[k]].sentences().any(|s| s.id == *id) => {}
                None => {
                    return Err(WriteError::Dangling {
                        briefing: aligned.briefing.id.clone(),
                        lang: langs[k].to_string(),
                        id: id.0.clone(),
                    });
                }
            }
        }
        found.sort_unstable();
        Ok(found)
    };
    let mut links = Vec::new();
    for bead in aligned.alignment.sentences.pairs.get(&pair).into_iter().flatten() {
        let sides = [side(0, &bead.first)?, side(1, &bead.second)?];
        if sides.iter().any(|side| !side.is_empty()) {
            links.push(Link {
                sides,
                confidence: bead.confidence,
                manual: bead.manual,
            });
        }
    }
    Ok(in_order(links))
}

/// Sorts links by the first edition; a link of the second alone follows what precedes it there.
#[must_use]
pub fn in_order(links: Vec<Link>) -> Vec<Link> {
    let (mut rows, mut alone): (Vec<Link>, Vec<Link>) =
        links.into_iter().partition(|link| !link.sides[0].is_empty());
    rows.sort_by_key(|link| link.sides[0][0]);
    alone.sort_by_key(|link| link.sides[1][0]);
    let mut second: Vec<(usize, usize)> = Vec::new();
    for (rank, row) in rows.iter().enumerate() {
        second.extend(row.sides[1].iter().map(|&at| (at, rank + 1)));
    }
    second.sort_unstable();
    // The place of each row is its rank; of the others the rank of what they follow.
    let mut placed: Vec<(usize, Link)> = rows
        .into_iter()
        .enumerate()
        .map(|(k, row)| (k + 1, row))
        .collect();
    for link in alone {
        let before = second.partition_point(|&(at, _)| at < link.sides[1][0]);
        let rank = before.checked_sub(1).map_or(0, |k| second[k].1);
        placed.push((rank, link));
    }
    // Stable: a row stands before what follows it, and that in its own order.
    placed.sort_by_key(|&(rank, _)| rank);
    placed.into_iter().map(|(_, link)| link).collect()
}

/// Adds a link to nothing for each sentence that stands in no link; `lens` says how many
/// sentences the editions have. For formats that must name every sentence.
#[must_use]
pub fn complete(links: &[Link], lens: [usize; 2]) -> Vec<Link> {
    let mut all = links.to_vec();
    for (k, &len) in lens.iter().enumerate() {
        let mut there = vec![false; len];
        links
            .iter()
            .flat_map(|link| &link.sides[k])
            .for_each(|&at| there[at] = true);
        for at in (0..len).filter(|&at| !there[at]) {
            let mut sides = [Vec::new(), Vec::new()];
            sides[k].push(at);
            all.push(Link {
                sides,
                confidence: 0.0,
                manual: false,
            });
        }
    }
    in_order(all)
}

/// Returns the links of both sides as ranges, for formats that know no gaps: a link with
/// gaps is cut at them, and its parts are linked in order as far as both sides have some.
/// The program's own links have none; those that a person made may.
#[must_use]
pub fn contiguous(links: &[Link]) -> Vec<Link> {
    let mut all = Vec::with_capacity(links.len());
    for link in links.iter().filter(|link| link.is_both()) {
        let [first, second] = link.sides.each_ref().map(|side| runs(side));
        for (first, second) in first.into_iter().zip(second) {
            all.push(Link {
                sides: [first.collect(), second.collect()],
                ..link.clone()
            });
        }
    }
    all
}

fn runs(positions: &[usize]) -> Vec<Range<usize>> {
    positions
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| run[0]..run[run.len() - 1] + 1)
        .collect()
}
