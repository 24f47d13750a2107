//! Matches the members of several editions one to one, in any order.
//!
//! The same objective as that of sentences ([`super::units`]): the sum of
//! P − ½ over all pairs that share a unit. Without order it is found by adding
//! editions one by one and then taking each out and assigning it anew, by an exact
//! assignment each time.

use super::assign::assign;
use super::units::Unit;

/// A value for each pair of members of two editions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cells {
    width: usize,
    values: Vec<f64>,
}

impl Cells {
    /// Makes the values of n members and m.
    pub(crate) fn new(n: usize, m: usize, value: impl Fn(usize, usize) -> f64) -> Cells {
        let value = &value;
        Cells {
            width: m,
            values: (0..n).flat_map(|i| (0..m).map(move |j| value(i, j))).collect(),
        }
    }

    /// The value of members i and j.
    pub(crate) fn get(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.width + j]
    }

    fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }
}

/// How often rows and columns are brought to one in turn.
const BALANCED: usize = 8;
/// Scores farther from 0 than this are not told apart; their odds fit into a number.
const SURE: f64 = 300.0;
/// What a link must be worth to be made.
const TAU: f64 = 0.5;
/// How often each edition is taken out and assigned anew.
const SWEEPS: usize = 3;

/// Turns scores (0: as likely as no link) into posteriors of a one-to-one matching in
/// which members may stay alone: rows and columns are brought to one in turn (Sinkhorn
/// 1967), the odds of staying alone being 1.
pub(crate) fn posteriors(scores: &Cells) -> Cells {
    let (n, m) = (scores.rows(), scores.width);
    let odds = Cells::new(n, m, |i, j| libm::exp(scores.get(i, j).clamp(-SURE, SURE)));
    let (mut rows, mut columns) = (vec![1.0; n], vec![1.0; m]);
    for _ in 0..BALANCED {
        for (i, row) in rows.iter_mut().enumerate() {
            let sum: f64 = (0..m).map(|j| odds.get(i, j) * columns[j]).sum();
            *row = 1.0 / (1.0 + sum);
        }
        for (j, column) in columns.iter_mut().enumerate() {
            let sum: f64 = (0..n).map(|i| odds.get(i, j) * rows[i]).sum();
            *column = 1.0 / (1.0 + sum);
        }
    }
    Cells::new(n, m, |i, j| (odds.get(i, j) * rows[i] * columns[j]).min(1.0))
}

/// Returns the units of editions of the given sizes: each member stands in one. They
/// are in order of the mean place of their members.
pub(crate) fn units(sizes: &[usize], posterior: &dyn Fn(usize, usize, usize, usize) -> f64) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for x in order(sizes, posterior) {
        place(&mut units, x, sizes, posterior);
    }
    for _ in 0..SWEEPS {
        let before = units.clone();
        for x in 0..sizes.len() {
            for unit in &mut units {
                unit[x] = None;
            }
            units.retain(|unit| unit.iter().any(Option::is_some));
            place(&mut units, x, sizes, posterior);
        }
        if units == before {
            break;
        }
    }
    let mean = |unit: &Unit| {
        let places = unit
            .iter()
            .zip(sizes)
            .filter_map(|(s, &size)| s.map(|s| (f64::from(s) + 0.5) / size as f64));
        let (count, sum) = places.fold((0.0, 0.0), |(n, sum), p| (n + 1.0, sum + p));
        sum / count
    };
    units.sort_by(|a, b| mean(a).total_cmp(&mean(b)).then_with(|| a.cmp(b)));
    units
}

/// Assigns the members of edition x to the units that do not hold it.
fn place(
    units: &mut Vec<Unit>,
    x: usize,
    sizes: &[usize],
    posterior: &dyn Fn(usize, usize, usize, usize) -> f64,
) {
    let worth = |i: usize, u: usize| -> f64 {
        let members = units[u].iter().enumerate();
        members
            .filter_map(|(y, j)| j.map(|j| posterior(x, i, y, j as usize) - TAU))
            .sum()
    };
    let found = assign(sizes[x], units.len(), worth);
    for (i, unit) in (0u32..).zip(found) {
        match unit {
            Some(u) => units[u][x] = Some(i),
            None => {
                let mut alone = vec![None; sizes.len()];
                alone[x] = Some(i);
                units.push(alone);
            }
        }
    }
}

/// The order in which editions are added: the one closest to all others first.
fn order(sizes: &[usize], posterior: &dyn Fn(usize, usize, usize, usize) -> f64) -> Vec<usize> {
    let close = |x: usize| -> f64 {
        let others = (0..sizes.len()).filter(|&y| y != x);
        others
            .flat_map(|y| (0..sizes[x]).flat_map(move |i| (0..sizes[y]).map(move |j| (y, i, j))))
            .map(|(y, i, j)| (posterior(x, i, y, j) - TAU).max(0.0))
            .sum()
    };
    let mut order: Vec<(f64, usize)> = (0..sizes.len()).map(|x| (close(x), x)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, x)| x).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posteriors_add_up_to_one_at_most() {
        let scores = Cells::new(2, 2, |i, j| if i == j { 3.0 } else { 1.0 });
        let p = posteriors(&scores);
        assert!(p.get(0, 0) > 0.7 && p.get(0, 1) < 0.2);
        assert!(p.get(0, 0) + p.get(0, 1) <= 1.0 + 1e-6);
    }

    #[test]
    fn swapped_members_find_each_other() {
        let swapped = |x: usize, i: usize, y: usize, j: usize| {
            let of = |x: usize, i: usize| if x == 1 { [1, 0, 2][i] } else { i };
            if of(x, i) == of(y, j) { 0.9 } else { 0.05 }
        };
        let found = units(&[3, 3, 3], &swapped);
        let expected: Vec<Unit> = vec![
            vec![Some(0), Some(1), Some(0)],
            vec![Some(1), Some(0), Some(1)],
            vec![Some(2), Some(2), Some(2)],
        ];
        assert_eq!(found.len(), 3);
        assert!(expected.iter().all(|unit| found.contains(unit)), "{found:?}");
    }

    #[test]
    fn nobody_is_matched_to_what_is_unlike() {
        let found = units(&[1, 1], &|_, _, _, _| 0.3);
        assert_eq!(found, vec![vec![None, Some(0)], vec![Some(0), None]]);
    }

    #[test]
    fn an_empty_edition_is_no_trouble() {
        assert_eq!(units(&[0, 1], &|_, _, _, _| 1.0), vec![vec![None, Some(0)]]);
        assert!(units(&[0, 0], &|_, _, _, _| 1.0).is_empty());
    }
}
