//! The joint alignment: all editions render one hidden sequence of units.
//!
//! *Problem.* Fifteen pairwise alignments of six editions contradict each
//! other, and Arabic–Chinese alone is weak. *Choice.* A hidden sequence of
//! content units; every segment covers a run of consecutive units, every unit
//! holds at most one segment of an edition, and two segments are linked
//! exactly when they share a unit:
//!
//! ```text
//! units   1    2    3    4
//! en    [s1] [s2] [s3] [s4]
//! zh    [s1      ] [s2] [s3]      zh merges what en has as two
//! ar    [s1] [s2]  –   [s3]       ar leaves one out
//! ```
//!
//! The best sequence maximises Σ (P − τ) over all linked segments of all
//! pairs, P the pairwise posterior. It is found by adding editions one by one
//! and then, in sweeps, taking each edition out and realigning it to the units
//! of the others by an exact dynamic programme. Pairs and groups are consistent
//! by construction. *Rejected.* The probabilistic consistency transformation
//! (Do et al. 2005) gained half as much.

use super::pairwise::Posteriors;

/// What a link must be worth to be made, where the posteriors are sharp.
const TAU: f64 = 0.5;
/// The least it must be worth where they are not.
const LEAST_TAU: f64 = 0.2;
/// The mean of the best posteriors of two lists about which all is known but
/// what was left out.
const SHARP: f64 = 0.92;
/// How often each edition is taken out and realigned.
const SWEEPS: usize = 2;

/// The segment that each edition has in a unit.
pub(crate) type Unit = Vec<Option<u32>>;

/// The posteriors of all pairs of editions, in both directions.
pub(crate) struct Affinity<'a> {
    editions: usize,
    pairs: Vec<Option<&'a Posteriors>>,
    /// What a link of each pair must be worth to be made.
    taus: Vec<f64>,
}

impl<'a> Affinity<'a> {
    /// Makes an affinity over `editions` editions, all pairs empty.
    pub(crate) fn new(editions: usize) -> Affinity<'a> {
        Affinity {
            editions,
            pairs: vec![None; editions * editions],
            taus: vec![TAU; editions * editions],
        }
    }

    /// Sets the posteriors of editions a < b.
    pub(crate) fn set(&mut self, a: usize, b: usize, posteriors: &'a Posteriors) {
        self.pairs[a * self.editions + b] = Some(posteriors);
    }

    /// Sets the posteriors of editions a < b, whose links need less where the
    /// posteriors are diffuse: there the doubt is about which, not whether.
    pub(crate) fn set_by_sharpness(
        &mut self,
        a: usize,
        b: usize,
        posteriors: &'a Posteriors,
        sizes: (usize, usize),
    ) {
        self.set(a, b, posteriors);
        let tau = (TAU + posteriors.sharpness(sizes.0, sizes.1) - SHARP).clamp(LEAST_TAU, TAU);
        self.taus[a * self.editions + b] = tau;
        self.taus[b * self.editions + a] = tau;
    }

    /// The posterior of two segments.
    pub(crate) fn get(&self, a: usize, i: u32, b: usize, j: u32) -> f64 {
        let (a, i, b, j) = if a < b { (a, i, b, j) } else { (b, j, a, i) };
        self.pairs[a * self.editions + b].map_or(0.0, |p| p.get(i as usize, j as usize))
    }

    fn worth(&self, x: usize, i: u32, y: usize, j: u32) -> f64 {
        self.get(x, i, y, j) - self.taus[x * self.editions + y]
    }
}

/// Returns the best sequence of units for editions of the given numbers of segments.
pub(crate) fn align(sizes: &[usize], affinity: &Affinity<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for x in order(sizes, affinity) {
        units = realign(&units, x, sizes, affinity);
    }
    for _ in 0..SWEEPS {
        for x in 0..sizes.len() {
            let rest = without(&units, x);
            units = realign(&rest, x, sizes, affinity);
        }
    }
    units
}

/// The order in which editions are added: the best connected pair first, then
/// whichever is closest to those placed.
fn order(sizes: &[usize], affinity: &Affinity<'_>) -> Vec<usize> {
    let n = sizes.len();
    let mut close = vec![0.0; n * n];
    for a in 0..n {
        for b in a + 1..n {
            let sum: f64 = (0..sizes[a])
                .flat_map(|i| (0..sizes[b]).map(move |j| (i as u32, j as u32)))
                .map(|(i, j)| affinity.worth(a, i, b, j).max(0.0))
                .sum();
            close[a * n + b] = sum;
            close[b * n + a] = sum;
        }
    }
    let total = |x: usize, among: &[usize]| among.iter().map(|&y| close[x * n + y]).sum::<f64>();
    let all: Vec<usize> = (0..n).collect();
    let mut placed: Vec<usize> = Vec::new();
    while placed.len() < n {
        let reference = if placed.is_empty() { &all } else { &placed };
        let next = (0..n)
            .filter(|x| !placed.contains(x))
            .max_by(|&a, &b| {
                total(a, reference)
                    .total_cmp(&total(b, reference))
                    .then(b.cmp(&a))
            })
            .expect("an edition is left");
        placed.push(next);
    }
    placed
}

/// Takes an edition out; units that become empty go, equal neighbours fuse.
fn without(units: &[Unit], x: usize) -> Vec<Unit> {
    let mut rest: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        let mut unit = unit.clone();
        unit[x] = None;
        if unit.iter().any(Option::is_some) && rest.last() != Some(&unit) {
            rest.push(unit);
        }
    }
    rest
}

/// What segments of the taken-out edition gain at each unit.
struct Gain {
    segments: usize,
    /// Covering the unit.
    full: Vec<f64>,
    /// Covering the unit as well as the one before: only what is new there.
    new: Vec<f64>,
    /// Standing between the unit before and this one.
    between: Vec<f64>,
}

impl Gain {
    fn new(units: &[Unit], x: usize, segments: usize, affinity: &Affinity<'_>) -> Gain {
        let mut gain = Gain {
            segments,
            full: vec![0.0; units.len() * segments],
            new: vec![0.0; units.len() * segments],
            between: vec![0.0; (units.len() + 1) * segments],
        };
        for (c, unit) in units.iter().enumerate() {
            for (y, segment) in unit.iter().enumerate() {
                let Some(j) = *segment else { continue };
                let straddles = c > 0 && units[c - 1][y] == Some(j);
                for i in 0..segments {
                    let worth = affinity.worth(x, i as u32, y, j);
                    gain.full[c * segments + i] += worth;
                    if straddles {
                        gain.between[c * segments + i] += worth;
                    } else {
                        gain.new[c * segments + i] += worth;
                    }
                }
            }
        }
        gain
    }

    fn full(&self, c: usize, i: usize) -> f64 {
        self.full[c * self.segments + i]
    }
}

/// How the dynamic programme got to a state.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Move {
    None,
    /// The unit holds no segment of this edition.
    Skip,
    /// The unit holds the segment kept from the unit before (if any) and so many new ones.
    Hold {
        keep: bool,
        start: u8,
    },
    /// A new unit between two, for one segment.
    Insert,
}

/// State: units passed, segments placed, whether the last placed one covers
/// the last passed unit.
struct Table {
    width: usize,
    best: Vec<f64>,
    from: Vec<(Move, bool)>,
}

impl Table {
    fn at(&self, c: usize, i: usize, open: bool) -> usize {
        (c * self.width + i) * 2 + usize::from(open)
    }

    fn offer(&mut self, to: usize, value: f64, how: Move, open_before: bool) {
        if value > self.best[to] {
            self.best[to] = value;
            self.from[to] = (how, open_before);
        }
    }
}

/// Aligns edition x to units that do not hold it.
fn realign(units: &[Unit], x: usize, sizes: &[usize], affinity: &Affinity<'_>) -> Vec<Unit> {
    let gain = Gain::new(units, x, sizes[x], affinity);
    let table = fill(units.len(), sizes[x], &gain);
    let moves = trace(&table, units.len(), sizes[x]);
    rebuild(units, x, sizes.len(), &moves)
}

fn fill(units: usize, segments: usize, gain: &Gain) -> Table {
    let states = (units + 1) * (segments + 1) * 2;
    let mut table = Table {
        width: segments + 1,
        best: vec![f64::NEG_INFINITY; states],
        from: vec![(Move::None, false); states],
    };
    table.best[0] = 0.0;
    for c in 0..=units {
        for i in 0..=segments {
            for open in [false, true] {
                let here = table.best[table.at(c, i, open)];
                if here > f64::NEG_INFINITY {
                    step(&mut table, gain, (c, i, open), here, (units, segments));
                }
            }
        }
    }
    table
}

fn step(
    table: &mut Table,
    gain: &Gain,
    (c, i, open): (usize, usize, bool),
    here: f64,
    (units, segments): (usize, usize),
) {
    if i < segments {
        let worth = if c < units {
            gain.between[c * gain.segments + i]
        } else {
            0.0
        };
        let to = table.at(c, i + 1, false);
        table.offer(to, here + worth, Move::Insert, open);
    }
    if c == units {
        return;
    }
    let to = table.at(c + 1, i, false);
    table.offer(to, here, Move::Skip, open);
    for keep in [false, true] {
        if keep && !open {
            continue;
        }
        let mut value = here;
        if keep {
            value += gain.new[c * gain.segments + i - 1];
        }
        for start in 0..=3usize {
            if start > 0 {
                if i + start > segments {
                    break;
                }
                value += gain.full(c, i + start - 1);
            } else if !keep {
                continue;
            }
            let to = table.at(c + 1, i + start, true);
            table.offer(
                to,
                value,
                Move::Hold {
                    keep,
                    start: start as u8,
                },
                open,
            );
        }
    }
}

/// Reads the moves of the best path, first to last.
fn trace(table: &Table, units: usize, segments: usize) -> Vec<Move> {
    let (mut c, mut i) = (units, segments);
    let mut open = table.best[table.at(c, i, true)] > table.best[table.at(c, i, false)];
    let mut moves = Vec::new();
    while c > 0 || i > 0 {
        let (how, before) = table.from[table.at(c, i, open)];
        match how {
            Move::None => break,
            Move::Skip => c -= 1,
            Move::Insert => i -= 1,
            Move::Hold { start, .. } => {
                c -= 1;
                i -= start as usize;
            }
        }
        moves.push(how);
        open = before;
    }
    moves.reverse();
    moves
}

/// Applies the moves. Several segments in one unit split it: the others cover
/// all parts.
fn rebuild(units: &[Unit], x: usize, editions: usize, moves: &[Move]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len() + 8);
    let (mut c, mut i) = (0, 0u32);
    for &how in moves {
        match how {
            Move::None => {}
            Move::Skip => {
                out.push(units[c].clone());
                c += 1;
            }
            Move::Insert => {
                out.push(inserted(units, c, x, i, editions));
                i += 1;
            }
            Move::Hold { keep, start } => {
                let first = if keep { i - 1 } else { i };
                for segment in first..i + u32::from(start) {
                    let mut unit = units[c].clone();
                    unit[x] = Some(segment);
                    out.push(unit);
                }
                i += u32::from(start);
                c += 1;
            }
        }
    }
    out
}

/// A unit between c − 1 and c: the segments that cover both cover it too.
fn inserted(units: &[Unit], c: usize, x: usize, segment: u32, editions: usize) -> Unit {
    let mut unit: Unit = vec![None; editions];
    if c > 0 && c < units.len() {
        for y in 0..editions {
            if units[c - 1][y] == units[c][y] {
                unit[y] = units[c][y];
            }
        }
    }
    unit[x] = Some(segment);
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posteriors(rows: &[&[f64]]) -> Posteriors {
        let cells: Vec<f64> = rows.iter().flat_map(|row| row.iter().copied()).collect();
        Posteriors::from_cells(rows[0].len(), &cells)
    }

    #[test]
    fn two_editions_with_a_merge_and_an_omission() {
        let p = posteriors(&[&[0.9, 0.0], &[0.9, 0.0], &[0.1, 0.1], &[0.0, 0.9]]);
        let mut affinity = Affinity::new(2);
        affinity.set(0, 1, &p);
        let units = align(&[4, 2], &affinity);
        let expected: Vec<Unit> = vec![
            vec![Some(0), Some(0)],
            vec![Some(1), Some(0)],
            vec![Some(2), None],
            vec![Some(3), Some(1)],
        ];
        assert_eq!(units, expected);
    }

    #[test]
    fn a_third_edition_decides_what_two_cannot() {
        let weak = posteriors(&[&[0.45]]);
        let strong = posteriors(&[&[0.9]]);
        let mut affinity = Affinity::new(3);
        affinity.set(0, 1, &weak);
        affinity.set(0, 2, &strong);
        affinity.set(1, 2, &strong);
        assert_eq!(
            align(&[1, 1, 1], &affinity),
            vec![vec![Some(0), Some(0), Some(0)]]
        );
    }

    #[test]
    fn every_segment_stands_in_a_unit() {
        let p = posteriors(&[&[0.2, 0.4, 0.3], &[0.6, 0.6, 0.2]]);
        let mut affinity = Affinity::new(2);
        affinity.set(0, 1, &p);
        let units = align(&[2, 3], &affinity);
        for (x, size) in [(0, 2u32), (1, 3)] {
            for i in 0..size {
                assert!(units.iter().any(|unit| unit[x] == Some(i)), "{x} {i}");
            }
        }
    }

    #[test]
    fn an_empty_edition_is_no_trouble() {
        let affinity = Affinity::new(2);
        assert_eq!(align(&[1, 0], &affinity), vec![vec![Some(0), None]]);
        assert!(align(&[0, 0], &affinity).is_empty());
    }
}
