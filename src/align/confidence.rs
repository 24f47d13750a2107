//! How sure a link is.
//!
//! *Problem.* The posterior of a pair knows that pair alone: it is too sure at the top,
//! and far too unsure where the other editions carry a link that the pair itself
//! can hardly see. *Choice.* Three things, each as log-odds, in a logistic
//! regression: the least posterior of the linked cells, what the other editions say of
//! the same cells, and the greatest posterior of a cell that would have made the
//! link larger. The weights were fitted on one half of the TICO-19 documents (two
//! seeds); `docs/accuracy.md` has the reliability on the other half.
//! *Rejected.* A temperature on the first alone: right on average, wrong where it matters.

use super::joint::{Joint, pairs};
use super::pairwise::Posteriors;

/// What is known of a link between two editions, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Witness {
    /// The least posterior of its linked cells.
    pub(crate) least: f64,
    /// The least of what other editions say of its cells, over the cells: the mean
    /// posterior of the way through an edition that shares the unit. Where there is
    /// none, the posterior itself.
    pub(crate) others: f64,
    /// The greatest posterior of a cell that one of its segments has outside of it.
    pub(crate) outside: f64,
}

/// The weights: constant, least, others, outside.
const WEIGHTS: [f64; 4] = [0.529, 0.113, 0.192, -0.225];
/// Posteriors nearer to 0 or 1 than this are not told apart.
const CERTAIN: f64 = 1e-4;

impl Witness {
    /// Returns the confidence, 0 to 1.
    pub(crate) fn confidence(&self) -> f64 {
        let [constant, least, others, outside] = WEIGHTS;
        let odds = constant
            + least * log_odds(self.least)
            + others * log_odds(self.others)
            + outside * log_odds(self.outside);
        1.0 / (1.0 + libm::exp(-odds))
    }
}

fn log_odds(p: f64) -> f64 {
    let p = p.clamp(CERTAIN, 1.0 - CERTAIN);
    libm::log(p / (1.0 - p))
}

impl Joint {
    /// Returns what is known of a link with two sides between editions a < b.
    pub(crate) fn witness(&self, (a, b): (usize, usize), first: &[usize], second: &[usize]) -> Witness {
        let p = self.posterior(a, b);
        let mut witness = Witness {
            least: 1.0,
            others: 1.0,
            outside: outside(p, first, second),
        };
        for unit in self.units_of((a, b), first, second) {
            let (Some(i), Some(j)) = (unit[a], unit[b]) else {
                continue;
            };
            let (i, j) = (i as usize, j as usize);
            if !first.contains(&i) || !second.contains(&j) {
                continue;
            }
            let own = p.get(i, j);
            witness.least = witness.least.min(own);
            let (mut sum, mut count) = (0.0, 0.0);
            for (z, k) in unit.iter().enumerate().filter(|&(z, _)| z != a && z != b) {
                if let Some(k) = *k {
                    let k = k as usize;
                    sum += f64::min(self.between(a, i, z, k), self.between(b, j, z, k));
                    count += 1.0;
                }
            }
            let others = if count > 0.0 { sum / count } else { own };
            witness.others = witness.others.min(others);
        }
        witness
    }

    fn between(&self, x: usize, i: usize, y: usize, j: usize) -> f64 {
        if x < y {
            self.posterior(x, y).get(i, j)
        } else {
            self.posterior(y, x).get(j, i)
        }
    }

    /// The posteriors of editions a < b.
    pub(crate) fn posterior(&self, a: usize, b: usize) -> &Posteriors {
        &self.posteriors[self.place(a, b)].1
    }

    /// Where the pair a < b stands among all.
    pub(crate) fn place(&self, a: usize, b: usize) -> usize {
        let place = pairs(self.sizes.len()).position(|pair| pair == (a, b));
        place.expect("every pair has posteriors")
    }
}

/// The greatest posterior of a cell with one side in the link and the other not.
fn outside(p: &Posteriors, first: &[usize], second: &[usize]) -> f64 {
    let of_rows = first.iter().map(|&i| p.row_max_without(i, second));
    let of_columns = second.iter().map(|&j| p.column_max_without(j, first));
    of_rows.chain(of_columns).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_make_a_link_surer_and_a_rival_less_sure() {
        let link = Witness {
            least: 0.6,
            others: 0.6,
            outside: 0.1,
        };
        let supported = Witness { others: 0.95, ..link };
        let disputed = Witness {
            outside: 0.45,
            ..link
        };
        assert!(supported.confidence() > link.confidence());
        assert!(disputed.confidence() < link.confidence());
        let confidence = Witness {
            least: 1.0,
            others: 1.0,
            outside: 0.0,
        }
        .confidence();
        assert!(confidence > 0.95 && confidence < 1.0, "{confidence}");
    }
}
