//! How well the words of segments explain those of others, one direction at a time.
//!
//! Where several sentences face one, each goes with its own stretch of it
//! ([`super::stretches`]). Finding the best stretches is dear, and most beads
//! are hopeless, so that it is done in two steps: what each token of a target
//! gains by each source segment near it gives [bounds](Gains::run_bound) of
//! all scores at little cost; the scores themselves are found where
//! [`super::lattice`] asks for them.

use std::cell::RefCell;
use std::ops::Range;

use crate::evidence::Segment;

use super::beads::LONGEST;
use super::stretches::{MOST_PARTS, PIECES, Stretch, cut, cut_cost, part, part_bound, piece};
use super::words::{Table, Weights, gain};

/// The words of target segments given runs of source segments, for the
/// targets that the band searches near each source segment.
pub(crate) struct Gains<'a> {
    targets: Targets<'a>,
    /// The lengths of the source segments in characters and in tokens.
    lengths: Vec<f32>,
    words: Vec<usize>,
    rows: Rows,
    /// For each source segment the targets near it, and where their cells begin.
    near: Vec<Range<usize>>,
    starts: Vec<usize>,
    cells: Vec<Cell>,
}

/// The words of a target given the source segments from one on.
#[derive(Clone, Copy)]
struct Cell {
    /// For runs of 1, 2, … source segments more than the score can be.
    bounds: [f32; LONGEST],
    /// The scores found so far; not a number where none was.
    runs: [f32; LONGEST],
    /// What tokens gain by each piece of the first source segment, and how many do.
    gains: [f32; PIECES],
    hits: [f32; PIECES],
}

const NOTHING: Cell = Cell {
    bounds: [f32::NEG_INFINITY; LONGEST],
    runs: [f32::NAN; LONGEST],
    gains: [0.0; PIECES],
    hits: [0.0; PIECES],
};

impl<'a> Gains<'a> {
    /// Compares all source segments with the targets near them; `near[i]` is the
    /// range of targets that any bead starting at source segment i may reach.
    pub(crate) fn new(
        (table, weights): (&Table, &Weights),
        source: &[Segment],
        target: &'a [Segment],
        near: Vec<Range<usize>>,
    ) -> Gains<'a> {
        let targets = Targets::new(target, weights);
        let rows = Rows::new((table, weights), source, &targets, &near);
        let mut starts = vec![0];
        for range in &near {
            starts.push(starts[starts.len() - 1] + range.len());
        }
        let mut cells = Vec::with_capacity(starts[near.len()]);
        for (start, range) in near.iter().enumerate() {
            let runs = LONGEST.min(source.len() - start);
            cells.extend(range.clone().map(|j| bounds(&rows, &targets, start, runs, j)));
        }
        Gains {
            targets,
            lengths: source.iter().map(|s| s.length as f32).collect(),
            words: source.iter().map(|s| s.tokens.len()).collect(),
            rows,
            near,
            starts,
            cells,
        }
    }

    fn at(&self, start: usize, target: usize) -> Option<usize> {
        let near = &self.near[start];
        near.contains(&target)
            .then(|| self.starts[start] + target - near.start)
    }

    /// More than the score of a target given a run of source segments can be.
    pub(crate) fn run_bound(&self, start: usize, run: usize, target: usize) -> f32 {
        self.at(start, target)
            .map_or(f32::NEG_INFINITY, |at| self.cells[at].bounds[run - 1])
    }

    /// More than the score of targets that one source segment merges can be.
    pub(crate) fn merged_bound(&self, source: usize, first: usize, parts: usize) -> f32 {
        if parts == 1 || parts > MOST_PARTS {
            return (first..first + parts).map(|j| self.run_bound(source, 1, j)).sum();
        }
        let lengths = &self.targets.lengths[first..first + parts];
        let total = ln_above(lengths.iter().sum());
        let one = |k: usize| {
            let j = first + k;
            let Some(at) = self.at(source, j) else {
                return f32::NEG_INFINITY;
            };
            let cell = &self.cells[at];
            let fewer = total - self.targets.logs[j];
            let stretch = Stretch::new(lengths, k);
            self.targets.base[j] + part_bound(stretch, self.words[source], fewer, &cell.gains, &cell.hits)
        };
        (0..parts).map(one).sum()
    }

    /// The score of a target given a run of source segments; where nothing is
    /// known minus infinity, so that no path goes there.
    pub(crate) fn run(&mut self, start: usize, run: usize, target: usize) -> f32 {
        let Some(at) = self.at(start, target) else {
            return f32::NEG_INFINITY;
        };
        let known = self.cells[at].runs[run - 1];
        if !known.is_nan() {
            return known;
        }
        let empty: &[f32] = &[];
        let gains: [&[f32]; LONGEST] = std::array::from_fn(|p| {
            if p < run {
                &self.rows.gains[self.rows.tokens(&self.targets, start + p, target)]
            } else {
                empty
            }
        });
        let lengths = &self.lengths[start..start + run];
        let score = self.targets.base[target] + cut(lengths, &gains[..run]);
        self.cells[at].runs[run - 1] = score;
        score
    }

    /// The score of targets that one source segment merges.
    pub(crate) fn merged(&mut self, source: usize, first: usize, parts: usize) -> f32 {
        if parts == 1 || parts > MOST_PARTS {
            return (first..first + parts).map(|j| self.run(source, 1, j)).sum();
        }
        let lengths = &self.targets.lengths[first..first + parts];
        let one = |k: usize| {
            let tokens = self.rows.tokens(&self.targets, source, first + k);
            let (gains, places) = (&self.rows.gains[tokens.clone()], &self.rows.places[tokens]);
            let stretch = Stretch::new(lengths, k);
            self.targets.base[first + k] + part(stretch, self.words[source], gains, places)
        };
        (0..parts).map(one).sum()
    }
}

/// What no run of the source segments from one on can exceed for a target: every
/// token is explained by whichever segment explains it best.
fn bounds(rows: &Rows, targets: &Targets<'_>, start: usize, runs: usize, j: usize) -> Cell {
    let row = |p: usize| &rows.gains[rows.tokens(targets, start + p.min(runs - 1), j)];
    let (first, second, third, fourth) = (row(0), row(1), row(2), row(3));
    let mut cell = NOTHING;
    let mut sums = [targets.base[j]; LONGEST];
    for (((&a, &b), &c), &d) in first.iter().zip(second).zip(third).zip(fourth) {
        let (two, last) = (a.max(b), c.max(d));
        sums[0] += a;
        sums[1] += two;
        sums[2] += two.max(c);
        sums[3] += two.max(last);
    }
    for (p, (bound, sum)) in cell.bounds.iter_mut().zip(sums).take(runs).enumerate() {
        *bound = sum - p as f32 * targets.cut_costs[j];
    }
    let places = &rows.places[rows.tokens(targets, start, j)];
    for (&gain, &place) in first.iter().zip(places).filter(|(gain, _)| **gain > 0.0) {
        let k = piece(place);
        cell.gains[k] += gain;
        cell.hits[k] += 1.0;
    }
    cell
}

/// A little more than the natural logarithm: the tangent at a power of two.
fn ln_above(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    exponent * std::f32::consts::LN_2 + (mantissa - 1.0).min(mantissa / 2.0 - 1.0 + std::f32::consts::LN_2)
}

/// The targets of a direction, prepared.
struct Targets<'a> {
    segments: &'a [Segment],
    lengths: Vec<f32>,
    /// The logarithms of the lengths.
    logs: Vec<f32>,
    /// The score of each when none of its words is explained.
    base: Vec<f32>,
    /// What a cut of each costs.
    cut_costs: Vec<f32>,
    /// Where the tokens of each begin, with the end.
    offsets: Vec<usize>,
}

impl<'a> Targets<'a> {
    fn new(segments: &'a [Segment], weights: &Weights) -> Targets<'a> {
        let mut offsets = vec![0];
        for segment in segments {
            offsets.push(offsets[offsets.len() - 1] + segment.tokens.len());
        }
        Targets {
            segments,
            lengths: segments.iter().map(|s| s.length as f32).collect(),
            logs: segments.iter().map(|s| libm::logf(s.length as f32)).collect(),
            cut_costs: segments.iter().map(|s| cut_cost(s.tokens.len())).collect(),
            base: segments.iter().map(|s| weights.unexplained(s)).collect(),
            offsets,
        }
    }
}

/// What the tokens of the targets near each source segment gain by it.
struct Rows {
    /// The first target near each source segment, and where its tokens begin.
    from: Vec<(usize, usize)>,
    gains: Vec<f32>,
    /// Where in the source segment the best explanation stands, 0 to 1.
    places: Vec<f32>,
}

impl Rows {
    fn new(
        (table, weights): (&Table, &Weights),
        source: &[Segment],
        targets: &Targets<'_>,
        near: &[Range<usize>],
    ) -> Rows {
        let mut rows = Rows {
            from: Vec::with_capacity(source.len()),
            gains: Vec::new(),
            places: Vec::new(),
        };
        SPREAD.with_borrow_mut(|spread| {
            spread.reach(weights.odds.len());
            for (s, segment) in source.iter().enumerate() {
                // Runs from the segments before reach as far as theirs.
                let from = near[s.saturating_sub(LONGEST - 1)].start;
                rows.from.push((from, rows.gains.len()));
                spread.fill(segment, table, weights);
                for id in targets.segments[from..near[s].end].iter().flat_map(|t| &t.tokens) {
                    let (odds, place) = spread.of(*id);
                    rows.gains.push(gain(odds));
                    rows.places.push(place);
                }
                spread.clear();
            }
        });
        rows
    }

    /// Where the tokens of a target stand in the row of a source segment.
    fn tokens(&self, targets: &Targets<'_>, source: usize, target: usize) -> Range<usize> {
        let (from, start) = self.from[source];
        let shift = targets.offsets[from];
        start + targets.offsets[target] - shift..start + targets.offsets[target + 1] - shift
    }
}

thread_local! {
    /// One for all calls: it is as large as a vocabulary, most lists are short.
    static SPREAD: RefCell<Spread> = const { RefCell::new(Spread::new()) };
}

/// What a source segment can render: the odds it gives to target tokens.
struct Spread {
    tokens: Vec<Odds>,
    touched: Vec<u32>,
}

/// The odds of a target token.
#[derive(Clone, Copy, Default)]
struct Odds {
    sum: f32,
    /// The most that one source token gives, and where that token stands.
    most: f32,
    place: f32,
}

impl Spread {
    const fn new() -> Spread {
        Spread {
            tokens: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// Makes room for a vocabulary.
    fn reach(&mut self, tokens: usize) {
        if self.tokens.len() < tokens {
            self.tokens.resize(tokens, Odds::default());
        }
    }

    fn of(&self, token: u32) -> (f32, f32) {
        let odds = &self.tokens[token as usize];
        (odds.sum, odds.place)
    }

    fn fill(&mut self, source: &Segment, table: &Table, weights: &Weights) {
        let words = source.tokens.len() as f32;
        let share = 1.0 / (words + 1.0);
        for (k, &token) in source.tokens.iter().enumerate() {
            for &(id, probability) in table.row(token) {
                self.touched.push(id);
                let odds = probability * share * weights.odds[id as usize];
                let slot = &mut self.tokens[id as usize];
                slot.sum += odds;
                if odds > slot.most {
                    slot.most = odds;
                    slot.place = (k as f32 + 0.5) / words;
                }
            }
        }
    }

    fn clear(&mut self) {
        for id in self.touched.drain(..) {
            self.tokens[id as usize] = Odds::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheap_logarithm_is_never_less_and_not_much_more() {
        for k in 1..4000 {
            let x = k as f32 * 0.25;
            let off = ln_above(x) - libm::logf(x);
            assert!((-1e-5..0.1).contains(&off), "{x}: {off}");
        }
    }
}
