//! Aligns lists of segments of several editions jointly.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::evidence::Segment;

use super::anchors::{Set, anchored};
use super::band::Band;
use super::consistency::consistent;
use super::learn::BeadWords;
use super::model::Models;
use super::options::Stage;
use super::pairwise::{PairModel, Posteriors, posteriors_in};
use super::units::{Affinity, Unit, align};

/// Segments of several editions that belong together as a whole.
pub(crate) struct Part<'a> {
    /// The languages, as positions in the models.
    pub(crate) langs: &'a [usize],
    /// The segments of each edition.
    pub(crate) segments: &'a [Cow<'a, [Segment]>],
}

/// One link of two editions over positions in their lists.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    pub(crate) first: Vec<usize>,
    pub(crate) second: Vec<usize>,
    pub(crate) confidence: f64,
}

/// The joint alignment of a part.
pub(crate) struct Joint {
    pub(crate) sizes: Vec<usize>,
    pub(crate) units: Vec<Unit>,
    /// The units of each pair alone, where pairs are not aligned jointly.
    alone: Option<Vec<Vec<Unit>>>,
    /// For each segment of each edition the units from its first to its last.
    spans: Vec<Vec<Range<usize>>>,
    /// The posteriors of the pairs a < b, in order.
    pub(crate) posteriors: Vec<((usize, usize), Posteriors)>,
}

/// Aligns a part; `set` gives what a person set of editions a < b.
pub(crate) fn joint(part: &Part<'_>, models: &Models, set: impl Fn((usize, usize)) -> Vec<Set>) -> Joint {
    joint_by(part, models, |model, (a, b)| {
        let (first, second) = (&part.segments[a], &part.segments[b]);
        match set((a, b)) {
            set if set.is_empty() => {
                posteriors_in(model, first, second, &Band::new(first.len(), second.len()))
            }
            set => anchored(model, first, second, &set),
        }
    })
}

/// Aligns a part, each pair of editions inside a band.
pub(crate) fn joint_in(part: &Part<'_>, models: &Models, band: impl Fn(usize, usize) -> Band) -> Joint {
    joint_by(part, models, |model, (a, b)| {
        posteriors_in(model, &part.segments[a], &part.segments[b], &band(a, b))
    })
}

fn joint_by(
    part: &Part<'_>,
    models: &Models,
    posteriors: impl Fn(&PairModel<'_>, (usize, usize)) -> Posteriors,
) -> Joint {
    let posteriors = pairs(part.langs.len())
        .map(|(a, b)| {
            let model = models.pair(part.langs[a], part.langs[b]);
            ((a, b), posteriors(&model, (a, b)))
        })
        .collect();
    from_posteriors(
        part.segments.iter().map(|list| list.len()).collect(),
        posteriors,
        models.stage,
    )
}

/// Aligns segments whose pairwise posteriors are given.
pub(crate) fn from_posteriors(
    sizes: Vec<usize>,
    posteriors: Vec<((usize, usize), Posteriors)>,
    stage: Stage,
) -> Joint {
    let posteriors = match stage {
        Stage::Consistent => consistent(sizes.len(), &posteriors),
        _ => posteriors,
    };
    let mut affinity = Affinity::new(sizes.len());
    for ((a, b), p) in &posteriors {
        affinity.set(*a, *b, p);
    }
    let units = align(&sizes, &affinity);
    let alone = (stage != Stage::Joint).then(|| {
        let pair = |((a, b), p): &((usize, usize), Posteriors)| {
            let sizes = (sizes[*a], sizes[*b]);
            let mut affinity = Affinity::new(2);
            affinity.set(0, 1, p);
            align(&[sizes.0, sizes.1], &affinity)
        };
        posteriors.iter().map(pair).collect()
    });
    Joint {
        alone,
        spans: spans(&units, &sizes),
        sizes,
        units,
        posteriors,
    }
}

/// Finds the units from the first to the last of each segment.
fn spans(units: &[Unit], sizes: &[usize]) -> Vec<Vec<Range<usize>>> {
    let mut spans: Vec<Vec<Range<usize>>> = sizes.iter().map(|&size| vec![0..0; size]).collect();
    for (u, unit) in units.iter().enumerate() {
        for (spans, segment) in spans.iter_mut().zip(unit) {
            if let Some(i) = segment {
                let span = &mut spans[*i as usize];
                *span = if span.end == 0 {
                    u..u + 1
                } else {
                    span.start..u + 1
                };
            }
        }
    }
    spans
}

/// Returns all pairs a < b of n editions, in order.
pub(crate) fn pairs(n: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..n).flat_map(move |a| (a + 1..n).map(move |b| (a, b)))
}

/// Returns the beads of two editions: the components of segments that share
/// units, in order of their first unit; segments without counterpart alone.
pub(crate) fn components(units: &[Unit], a: usize, b: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
    let sides = |component: Vec<(usize, u32)>| {
        let of = |x: usize| component.iter().filter(move |m| m.0 == x).map(|m| m.1 as usize);
        (of(a).collect(), of(b).collect())
    };
    closure(units, &[a, b]).into_iter().map(sides).collect()
}

/// No component.
const NOBODY: u32 = u32::MAX;

/// Joins the segments of some editions that share units, however far apart; each
/// result is sorted, and the results are in order of their first unit.
pub(crate) fn closure(units: &[Unit], editions: &[usize]) -> Vec<Vec<(usize, u32)>> {
    let mut out: Vec<Vec<(usize, u32)>> = Vec::new();
    let mut owner: Vec<Vec<u32>> = vec![Vec::new(); editions.iter().max().map_or(0, |x| x + 1)];
    for unit in units {
        let members = || editions.iter().filter_map(|&x| Some((x, unit[x]?)));
        let of = |owner: &[Vec<u32>], (x, i): (usize, u32)| {
            let owner = owner[x].get(i as usize).copied();
            owner.filter(|&home| home != NOBODY)
        };
        let Some(home) = members().map(|member| of(&owner, member).unwrap_or(NOBODY)).min() else {
            continue;
        };
        let home = if home == NOBODY {
            out.push(Vec::new());
            u32::try_from(out.len() - 1).expect("fewer than 2^32 components")
        } else {
            home
        };
        for member in members() {
            let moved = match of(&owner, member) {
                None => vec![member],
                Some(other) if other == home => continue,
                Some(other) => std::mem::take(&mut out[other as usize]),
            };
            for &(x, i) in &moved {
                let owners = &mut owner[x];
                let i = i as usize;
                if owners.len() <= i {
                    owners.resize(i + 1, NOBODY);
                }
                owners[i] = home;
            }
            out[home as usize].extend(moved);
        }
    }
    out.retain(|component| !component.is_empty());
    for component in &mut out {
        component.sort_unstable();
    }
    out
}

impl Joint {
    /// The units of a link of editions a and b.
    pub(crate) fn units_of(
        &self,
        (a, b): (usize, usize),
        first: &[usize],
        second: &[usize],
    ) -> impl Iterator<Item = &Unit> {
        let spans = first.iter().map(|&i| &self.spans[a][i]);
        let spans = spans.chain(second.iter().map(|&j| &self.spans[b][j]));
        let (start, end) = spans.fold((self.units.len(), 0), |(start, end), span| {
            (start.min(span.start), end.max(span.end))
        });
        self.units[start.min(end)..end].iter()
    }

    /// The segments of a in links of editions a < b that stand at an edge of their band.
    pub(crate) fn at_edge(&self, a: usize, b: usize) -> impl Iterator<Item = usize> + '_ {
        let p = self.posterior(a, b);
        self.units.iter().filter_map(move |unit| {
            let (i, j) = (unit[a]? as usize, unit[b]? as usize);
            p.at_edge(i + 1, j + 1).then_some(i)
        })
    }

    /// Returns the links of a pair with calibrated confidences.
    pub(crate) fn links(&self, a: usize, b: usize) -> Vec<Link> {
        self.components(a, b)
            .into_iter()
            .map(|(first, second)| Link {
                confidence: if first.is_empty() || second.is_empty() {
                    tempered(self.alone(self.posterior(a, b), &first, &second))
                } else {
                    self.witness((a, b), &first, &second).confidence()
                },
                first,
                second,
            })
            .collect()
    }

    /// The beads of editions a < b.
    fn components(&self, a: usize, b: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
        match &self.alone {
            Some(alone) => components(&alone[self.place(a, b)], 0, 1),
            None => components(&self.units, a, b),
        }
    }

    /// What is left to segments without counterpart when their best counterparts are taken.
    fn alone(&self, p: &Posteriors, first: &[usize], second: &[usize]) -> f64 {
        let of_rows = first.iter().map(|&i| p.row_max_without(i, &[]));
        let of_columns = second.iter().map(|&j| p.column_max_without(j, &[]));
        of_rows
            .chain(of_columns)
            .map(|most| 1.0 - most)
            .fold(1.0, f64::min)
    }

    /// Adds what this part teaches about each pair: half from its joint links,
    /// half from the pairwise posteriors.
    pub(crate) fn teach(&self, part: &Part<'_>, out: &mut [Vec<BeadWords>]) {
        for (k, ((a, b), p)) in self.posteriors.iter().enumerate() {
            let mut weights: BTreeMap<(Vec<usize>, Vec<usize>), f64> = BTreeMap::new();
            for (first, second) in self.components(*a, *b) {
                if !first.is_empty() && !second.is_empty() {
                    *weights.entry((first, second)).or_insert(0.0) += 0.5;
                }
            }
            for bead in p.beads.iter().filter(|bead| bead.posterior > 0.1) {
                let sides = (bead.first.clone().collect(), bead.second.clone().collect());
                *weights.entry(sides).or_insert(0.0) += bead.posterior / 2.0;
            }
            let length =
                |x: usize, list: &[usize]| list.iter().map(|&i| part.segments[x][i].length).sum::<f64>();
            out[k].extend(weights.into_iter().map(|((first, second), weight)| BeadWords {
                lengths: (length(*a, &first), length(*b, &second)),
                first: Segment::join(first.iter().map(|&i| &part.segments[*a][i])).tokens,
                second: Segment::join(second.iter().map(|&j| &part.segments[*b][j])).tokens,
                weight,
            }));
        }
    }
}

/// Turns the raw probability of having no counterpart into a confidence: raw ones
/// are over-confident, a temperature on their logit brings them to what they are worth.
fn tempered(raw: f64) -> f64 {
    const TEMPERATURE: f64 = 0.4;
    let p = raw.clamp(1e-6, 1.0 - 1e-6);
    let logit = libm::log(p / (1.0 - p)) * TEMPERATURE;
    1.0 / (1.0 + libm::exp(-logit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_follow_shared_units() {
        let units = vec![
            vec![Some(0), Some(0)],
            vec![Some(1), Some(0)],
            vec![Some(2), None],
            vec![None, Some(1)],
        ];
        let expected = vec![(vec![0, 1], vec![0]), (vec![2], vec![]), (vec![], vec![1])];
        assert_eq!(components(&units, 0, 1), expected);
    }

    #[test]
    fn confidence_grows_with_the_posterior_and_keeps_a_half() {
        assert!((tempered(0.5) - 0.5).abs() < 1e-9);
        assert!(tempered(0.99) > tempered(0.9));
        assert!(tempered(1.0) < 1.0);
    }
}
