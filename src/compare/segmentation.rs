//! Where editions begin a paragraph that others do not.
//!
//! For information only: a paragraph is cut for the page as often as for the
//! thought. Between two neighbouring groups of sentences of a turn, each edition
//! that has both either begins a paragraph or does not; the fewer are odd.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::places::Places;
use crate::model::{Alignment, Difference, DifferenceKind, DifferenceLevel, Edition, Lang, SentenceId};

/// Returns one difference for each turn group and set of odd editions.
pub(super) fn segmentation(
    editions: &BTreeMap<Lang, Edition>,
    alignment: &Alignment,
    places: &Places<'_>,
    facts: &Facts<'_>,
) -> Vec<Difference> {
    let paragraphs: BTreeMap<&SentenceId, usize> = editions
        .values()
        .flat_map(|edition| edition.sentences())
        .map(|s| (&s.id, s.paragraph))
        .collect();
    let mut found: BTreeMap<(usize, Vec<Lang>), Difference> = BTreeMap::new();
    for (group, next) in alignment
        .sentences
        .groups
        .iter()
        .zip(alignment.sentences.groups.iter().skip(1))
    {
        let Some(home) = places
            .home_of(group)
            .filter(|home| places.home_of(next) == Some(*home))
        else {
            continue;
        };
        let mut begins: BTreeMap<Lang, bool> = BTreeMap::new();
        for (&lang, ids) in &group.members {
            let (Some(last), Some(first)) = (ids.last(), next.members.get(&lang).and_then(|l| l.first()))
            else {
                continue;
            };
            if facts.position(last) + 1 == facts.position(first) {
                begins.insert(lang, paragraphs[last] != paragraphs[first]);
            }
        }
        let Some(odd) = minority(&begins) else {
            continue;
        };
        let entry = found
            .entry((home, odd))
            .or_insert_with_key(|(_, odd)| Difference {
                kind: DifferenceKind::Segmentation,
                level: DifferenceLevel::Sentence,
                odd: odd.clone(),
                at: BTreeMap::new(),
                values: BTreeMap::new(),
                marks: BTreeMap::new(),
                confidence: group.confidence.min(next.confidence),
            });
        entry.confidence = entry.confidence.min(group.confidence).min(next.confidence);
        for lang in begins.keys() {
            let first = next.members[lang].first().map(|id| id.0.clone());
            entry.at.entry(*lang).or_default().extend(first);
        }
    }
    found.into_values().collect()
}

/// The editions that are fewer; all where there are as many of both.
fn minority(begins: &BTreeMap<Lang, bool>) -> Option<Vec<Lang>> {
    let of = |value: bool| -> Vec<Lang> {
        let some = begins.iter().filter(|&(_, b)| *b == value);
        some.map(|(lang, _)| *lang).collect()
    };
    let (yes, no) = (of(true), of(false));
    if yes.is_empty() || no.is_empty() {
        return None;
    }
    Some(match yes.len().cmp(&no.len()) {
        std::cmp::Ordering::Less => yes,
        std::cmp::Ordering::Greater => no,
        std::cmp::Ordering::Equal => begins.keys().copied().collect(),
    })
}
