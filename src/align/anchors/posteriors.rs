//! Posteriors given what people set.

use std::ops::Range;

use crate::align::band::Band;
use crate::align::pairwise::{PairModel, Posteriors, Scored, posteriors_in};
use crate::evidence::Segment;

use super::{BINDING, Set, Sides};

/// Lists of up to so many pairs of segments have room for all of them; in larger ones
/// only the blocks between the anchors do.
const WHOLE: usize = 1_000_000;

/// A set bead whose sides are runs, and the blocks before and behind it are searched apart.
/// The last tells whether it is one link, not the share of a group.
type Run = (Range<usize>, Range<usize>, bool);

/// Returns the posteriors of two lists of segments in which some beads are set: their
/// cells are worth [`BINDING`], those that contradict them the opposite. The rest is
/// searched block by block: inside of groups, and between what is set and stands in order.
pub(crate) fn anchored(
    model: &PairModel<'_>,
    first: &[Segment],
    second: &[Segment],
    set: &[Set],
) -> Posteriors {
    let (n, m) = (first.len(), second.len());
    let runs = in_order(set);
    let mut posteriors = Posteriors::new(&band(&runs, n, m));
    let unheld = free(set.iter().filter(|set| set.exact), n, m);
    let free = free(set.iter(), n, m);
    let mut from = (0, 0);
    for (rows, columns, _) in runs.iter().cloned().chain([(n..n, m..m, true)]) {
        let block = (
            open(from.0..rows.start, &free.0),
            open(from.1..columns.start, &free.1),
        );
        search(model, (first, second), &block, &mut posteriors);
        from = (rows.end, columns.end);
    }
    for group in set.iter().filter(|set| !set.exact) {
        let (rows, columns) = &group.sides;
        let block = (
            open(rows.iter().copied(), &unheld.0),
            open(columns.iter().copied(), &unheld.1),
        );
        search(model, (first, second), &block, &mut posteriors);
    }
    bind(set, n, m, &mut posteriors);
    let runs = runs.into_iter().filter(|run| run.2);
    let runs = runs.map(|(first, second, _)| Scored {
        first,
        second,
        posterior: 1.0,
    });
    posteriors.beads.extend(runs);
    posteriors.close();
    posteriors
}

/// Searches a block and puts what it says in place.
fn search(
    model: &PairModel<'_>,
    (first, second): (&[Segment], &[Segment]),
    (rows, columns): &Sides,
    out: &mut Posteriors,
) {
    if rows.is_empty() || columns.is_empty() {
        return;
    }
    let of = |list: &[Segment], places: &[usize]| places.iter().map(|&k| list[k].clone()).collect::<Vec<_>>();
    let band = Band::new(rows.len(), columns.len());
    let found = posteriors_in(model, &of(first, rows), &of(second, columns), &band);
    for (i, &row) in rows.iter().enumerate() {
        for j in found.row(i) {
            out.put(row, columns[j], found.get(i, j));
        }
    }
    let run = |places: &[usize], range: &Range<usize>| {
        let (start, end) = (places[range.start], places[range.end - 1] + 1);
        (end - start == range.len()).then_some(start..end)
    };
    out.beads.extend(found.beads.iter().filter_map(|bead| {
        Some(Scored {
            first: run(rows, &bead.first)?,
            second: run(columns, &bead.second)?,
            posterior: bead.posterior,
        })
    }));
}

/// Which segments of both lists stand in none of these.
fn free<'s>(set: impl Iterator<Item = &'s Set>, n: usize, m: usize) -> (Vec<bool>, Vec<bool>) {
    let mut free = (vec![true; n], vec![true; m]);
    for Set { sides, .. } in set {
        sides.0.iter().for_each(|&i| free.0[i] = false);
        sides.1.iter().for_each(|&j| free.1[j] = false);
    }
    free
}

fn open(places: impl Iterator<Item = usize>, free: &[bool]) -> Vec<usize> {
    places.filter(|&k| free[k]).collect()
}

/// Sets the cells of set beads, and of what contradicts beads and groups.
fn bind(set: &[Set], n: usize, m: usize, out: &mut Posteriors) {
    for set in set {
        let (first, second) = &set.sides;
        let inside = |list: &[usize], k: usize| !set.exact && list.contains(&k);
        for &i in first {
            let outside = (0..m).filter(|&j| !inside(second, j));
            outside.for_each(|j| out.put(i, j, -BINDING));
        }
        for &j in second {
            let outside = (0..n).filter(|&i| !inside(first, i));
            outside.for_each(|i| out.put(i, j, -BINDING));
        }
    }
    for set in set.iter().filter(|set| set.exact) {
        let (first, second) = &set.sides;
        for (&i, &j) in first.iter().flat_map(|i| second.iter().map(move |j| (i, j))) {
            out.put(i, j, BINDING);
        }
    }
}

/// The longest sequence of set beads that are runs and stand in the same order in both lists.
fn in_order(set: &[Set]) -> Vec<Run> {
    let run = |list: &[usize]| {
        let (first, last) = (*list.first()?, *list.last()?);
        (last + 1 - first == list.len()).then_some(first..last + 1)
    };
    let mut runs: Vec<Run> = set
        .iter()
        .filter_map(|set| Some((run(&set.sides.0)?, run(&set.sides.1)?, set.exact)))
        .collect();
    runs.sort_by_key(|(first, second, _)| (first.start, second.start));
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(runs.len());
    for (k, (first, second, _)) in runs.iter().enumerate() {
        let before = (0..k).filter(|&h| runs[h].0.end <= first.start && runs[h].1.end <= second.start);
        let longest = before.max_by_key(|&h| (best[h].0, std::cmp::Reverse(h)));
        best.push((longest.map_or(1, |h| best[h].0 + 1), longest));
    }
    let mut at = (0..runs.len()).max_by_key(|&k| (best[k].0, std::cmp::Reverse(k)));
    let mut chain = Vec::new();
    while let Some(k) = at {
        chain.push(runs[k].clone());
        at = best[k].1;
    }
    chain.reverse();
    chain
}

/// The band with room for the blocks between runs, or for everything.
fn band(runs: &[Run], n: usize, m: usize) -> Band {
    if n * m <= WHOLE {
        return Band::along(vec![0..m + 1; n + 1]);
    }
    let mut rows = Vec::with_capacity(n + 1);
    let mut from = (0, 0);
    for (first, second, _) in runs.iter().cloned().chain([(n..n, m..m, true)]) {
        // The cell of segment i stands in row i + 1.
        rows.resize(first.start + 1, from.1..second.start + 1);
        rows.resize(first.end + 1, second.start..second.end + 1);
        from = (first.end, second.end);
    }
    Band::along(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_sequence_in_order_is_kept() {
        let set = [
            (vec![0], vec![5]),
            (vec![2], vec![1]),
            (vec![4, 5], vec![2]),
            (vec![7, 9], vec![3]),
            (vec![8], vec![]),
        ];
        let set = set.map(|sides| Set { sides, exact: true });
        assert_eq!(in_order(&set), vec![(2..3, 1..2, true), (4..6, 2..3, true)]);
        assert!(in_order(&[]).is_empty());
    }

    #[test]
    fn the_band_rises_and_touches() {
        let band = band(
            &[(600..602, 900..901, true), (1_000..1_001, 1_500..1_503, false)],
            2_000,
            2_000,
        );
        for i in 1..=2_000 {
            assert!(band.row(i).start < band.row(i - 1).end, "{i}");
            assert!(band.row(i).start >= band.row(i - 1).start, "{i}");
        }
        assert_eq!(band.row(2_000).end, 2_001);
    }
}
