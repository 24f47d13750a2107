//! Posteriors given what people set.

use std::ops::Range;

use crate::align::band::Band;
use crate::align::pairwise::{PairModel, Posteriors, Scored, posteriors_in};
use crate::evidence::Segment;

use super::{BINDING, Sides};

/// Lists of up to so many pairs of segments have room for all of them; in larger ones
/// only the blocks between the anchors do.
const WHOLE: usize = 1_000_000;

/// A set bead whose sides are runs, and the blocks before and behind it are searched apart.
type Run = (Range<usize>, Range<usize>);

/// Returns the posteriors of two lists of segments in which some beads are set: their
/// cells are worth [`BINDING`], those that contradict them the opposite; the rest is
/// searched block by block between the set ones that stand in order.
pub(crate) fn anchored(
    model: &PairModel<'_>,
    first: &[Segment],
    second: &[Segment],
    set: &[Sides],
) -> Posteriors {
    let (n, m) = (first.len(), second.len());
    let runs = in_order(set);
    let mut posteriors = Posteriors::new(&band(&runs, n, m));
    let free = |size: usize, taken: &dyn Fn(&Sides) -> &Vec<usize>| {
        let mut free = vec![true; size];
        set.iter().flat_map(taken).for_each(|&k| free[k] = false);
        free
    };
    let free = (free(n, &|sides| &sides.0), free(m, &|sides| &sides.1));
    let mut from = (0, 0);
    for (rows, columns) in runs.iter().cloned().chain([(n..n, m..m)]) {
        let open = |range: Range<usize>, free: &[bool]| range.filter(|&k| free[k]).collect::<Vec<_>>();
        let block = (
            open(from.0..rows.start, &free.0),
            open(from.1..columns.start, &free.1),
        );
        search(model, (first, second), &block, &mut posteriors);
        from = (rows.end, columns.end);
    }
    bind(set, n, m, &mut posteriors);
    let runs = runs.into_iter().map(|(first, second)| Scored {
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

/// Sets the cells of set beads, and of what contradicts them.
fn bind(set: &[Sides], n: usize, m: usize, out: &mut Posteriors) {
    for (first, second) in set {
        for &i in first {
            (0..m).for_each(|j| out.put(i, j, -BINDING));
        }
        for &j in second {
            (0..n).for_each(|i| out.put(i, j, -BINDING));
        }
    }
    for (first, second) in set {
        for (&i, &j) in first.iter().flat_map(|i| second.iter().map(move |j| (i, j))) {
            out.put(i, j, BINDING);
        }
    }
}

/// The longest sequence of set beads that are runs and stand in the same order in both lists.
fn in_order(set: &[Sides]) -> Vec<Run> {
    let run = |list: &[usize]| {
        let (first, last) = (*list.first()?, *list.last()?);
        (last + 1 - first == list.len()).then_some(first..last + 1)
    };
    let mut runs: Vec<Run> = set
        .iter()
        .filter_map(|(first, second)| Some((run(first)?, run(second)?)))
        .collect();
    runs.sort_by_key(|(first, second)| (first.start, second.start));
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(runs.len());
    for (k, (_, second)) in runs.iter().enumerate() {
        let before = (0..k).filter(|&h| runs[h].1.end <= second.start);
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
    for (first, second) in runs.iter().cloned().chain([(n..n, m..m)]) {
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
        assert_eq!(in_order(&set), vec![(2..3, 1..2), (4..6, 2..3)]);
        assert!(in_order(&[]).is_empty());
    }

    #[test]
    fn the_band_rises_and_touches() {
        let band = band(
            &[(600..602, 900..901), (1_000..1_001, 1_500..1_503)],
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
