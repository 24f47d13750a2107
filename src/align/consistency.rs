//! The probabilistic consistency transformation (Do et al. 2005), for comparison.
//!
//! A posterior of two editions becomes the mean of itself and of the ways through each
//! third edition: P′(x, y) = (P(x, y) + Σ over z of P(x, z) · P(z, y)) / (1 + the number of z).
//! It was the best known way to let editions help each other; the joint step
//! ([`super::units`]) does better, and the accuracy benchmark shows by how much.

use super::joint::pairs;
use super::pairwise::Posteriors;

/// All posteriors of the pairs of n editions, in order.
type All = [((usize, usize), Posteriors)];

/// Returns the transformed posteriors.
pub(crate) fn consistent(editions: usize, all: &All) -> Vec<((usize, usize), Posteriors)> {
    let view = View { editions, all };
    let transformed = |((a, b), own): &((usize, usize), Posteriors)| {
        let ways = (editions - 1) as f64;
        let value = |i: usize, j: usize| {
            let others = (0..editions).filter(|z| z != a && z != b);
            let through = others.map(|z| view.through((*a, i), z, (*b, j)));
            (own.get(i, j) + through.sum::<f64>()) / ways
        };
        ((*a, *b), own.with(value))
    };
    all.iter().map(transformed).collect()
}

struct View<'a> {
    editions: usize,
    all: &'a All,
}

impl View<'_> {
    fn pair(&self, a: usize, b: usize) -> &Posteriors {
        let place = pairs(self.editions).position(|pair| pair == (a.min(b), a.max(b)));
        &self.all[place.expect("every pair has posteriors")].1
    }

    fn get(&self, a: usize, i: usize, b: usize, j: usize) -> f64 {
        if a < b {
            self.pair(a, b).get(i, j)
        } else {
            self.pair(a, b).get(j, i)
        }
    }

    /// The sum over the segments of edition z of the way through each.
    fn through(&self, (a, i): (usize, usize), z: usize, (b, j): (usize, usize)) -> f64 {
        let near = self.pair(a, z);
        let near = if a < z { near.row(i) } else { near.column(i) };
        near.map(|k| self.get(a, i, z, k) * self.get(z, k, b, j)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_edition_lifts_what_two_can_hardly_see() {
        let weak = Posteriors::from_cells(1, &[0.4]);
        let (one, other) = (
            Posteriors::from_cells(1, &[0.9]),
            Posteriors::from_cells(1, &[0.9]),
        );
        let all = vec![((0, 1), weak), ((0, 2), one), ((1, 2), other)];
        let better = consistent(3, &all);
        assert!((better[0].1.get(0, 0) - (0.4 + 0.81) / 2.0).abs() < 1e-9);
    }
}
