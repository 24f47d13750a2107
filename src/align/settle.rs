//! An alignment changed by hand, made whole again without aligning anew.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::{Alignment, Edition, Lang, Level, Pair, SentenceId};

use super::anchors::{Anchors, Contradiction, LevelAnchors};
use super::joint::pairs;
use super::levels::{Component, Linked, level};

/// Changes the links of an alignment until those that people set stand: other links of
/// their pair lose the members that these take, linked sentences have their turns linked and
/// linked turns their exchanges, and groups are the components of the pairs. Everything else
/// stays as it is.
///
/// # Errors
///
/// When two links that people set cannot both stand.
pub fn settle(
    briefing: &str,
    editions: &BTreeMap<Lang, Edition>,
    alignment: &Alignment,
) -> Result<Alignment, Contradiction> {
    let (anchors, contradictions) = Anchors::new(briefing, editions, alignment);
    if let Some(contradiction) = contradictions.into_iter().next() {
        return Err(contradiction);
    }
    let langs: Vec<Lang> = editions.keys().copied().collect();
    let of = |size: &dyn Fn(&Edition) -> usize| editions.values().map(size).collect::<Vec<_>>();
    let whole = |level: &Level<usize>, sizes: Vec<usize>, set: &LevelAnchors| {
        settled(level, &langs, &sizes, set, |_, &k| Some(k), |_, k| k)
    };
    let ids: Vec<Vec<&SentenceId>> = editions
        .values()
        .map(|e| e.sentences().map(|s| &s.id).collect())
        .collect();
    let places: Vec<FxHashMap<&SentenceId, usize>> = ids
        .iter()
        .map(|ids| ids.iter().copied().zip(0..).collect())
        .collect();
    Ok(Alignment {
        exchanges: whole(
            &alignment.exchanges,
            of(&|e| e.exchanges().len()),
            &anchors.exchanges,
        ),
        turns: whole(&alignment.turns, of(&|e| e.turns.len()), &anchors.turns),
        sentences: settled(
            &alignment.sentences,
            &langs,
            &of(&|e| e.sentences().count()),
            &anchors.sentences,
            |x, id| places[x].get(id).copied(),
            |x, k| ids[x][k].clone(),
        ),
    })
}

fn settled<T: Clone>(
    before: &Level<T>,
    langs: &[Lang],
    sizes: &[usize],
    set: &LevelAnchors,
    place: impl Fn(usize, &T) -> Option<usize>,
    name: impl Fn(usize, usize) -> T,
) -> Level<T> {
    if set.is_empty() {
        return before.clone();
    }
    let places = |x: usize, list: &[T]| list.iter().filter_map(|m| place(x, m)).collect::<Vec<_>>();
    let beads = pairs(langs.len()).map(|(a, b)| {
        let beads = before.pairs.get(&Pair::new(langs[a], langs[b]));
        let beads = beads.into_iter().flatten();
        beads
            .map(|bead| (places(a, &bead.first), places(b, &bead.second), bead.confidence))
            .collect()
    });
    let component = |members: &BTreeMap<Lang, Vec<T>>| -> Component {
        let of = |x: usize| members.get(&langs[x]).map_or(&[][..], Vec::as_slice);
        let members = (0..langs.len()).flat_map(|x| places(x, of(x)).into_iter().map(move |i| (x, i)));
        members
            .filter_map(|(x, i)| Some((x, u32::try_from(i).ok()?)))
            .collect()
    };
    let components = before.groups.iter().map(|group| component(&group.members));
    let linked = Linked::settled(components.collect(), beads.collect(), sizes, set);
    level(langs, linked, set, name)
}
