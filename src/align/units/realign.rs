//! Aligning one edition to the units of all others, by an exact dynamic programme.

use std::ops::Range;

use super::{Affinity, Unit};

/// Programmes of up to so many states are searched whole.
const WHOLE: usize = 4_096;
/// How many segments more than may go with a unit are looked at on either side.
const SLACK: usize = 3;

/// What segments of the taken-out edition gain at each unit.
struct Gain {
    /// For each position between units the positions between segments that are searched.
    windows: Vec<Range<usize>>,
    /// For each unit the segments looked at, and where their values begin.
    near: Vec<Range<usize>>,
    starts: Vec<usize>,
    values: Vec<Value>,
}

/// What a segment gains at a unit.
#[derive(Clone, Copy, Default)]
struct Value {
    /// Covering the unit.
    full: f64,
    /// Covering the unit as well as the one before: only what is new there.
    new: f64,
    /// Standing between the unit before and this one.
    between: f64,
}

impl Gain {
    fn new(units: &[Unit], x: usize, segments: usize, affinity: &Affinity<'_>) -> Gain {
        let windows = windows(units, x, segments, affinity);
        let near = windows
            .windows(2)
            .map(|w| w[0].start.saturating_sub(1)..w[1].end - 1);
        let mut gain = Gain {
            near: near.collect(),
            starts: vec![0],
            values: Vec::new(),
            windows,
        };
        for (c, unit) in units.iter().enumerate() {
            gain.unit(
                c,
                unit,
                c.checked_sub(1).map(|before| &units[before]),
                x,
                affinity,
            );
        }
        gain
    }

    fn unit(&mut self, c: usize, unit: &Unit, before: Option<&Unit>, x: usize, affinity: &Affinity<'_>) {
        let near = self.near[c].clone();
        let start = self.values.len();
        self.values.resize(start + near.len(), Value::default());
        self.starts.push(self.values.len());
        let values = &mut self.values[start..];
        let mut none = Value::default();
        for (y, j) in unit.iter().enumerate().filter_map(|(y, j)| Some((y, (*j)?))) {
            let straddles = before.is_some_and(|before| before[y] == Some(j));
            let add = |value: &mut Value, worth: f64| {
                value.full += worth;
                *(if straddles {
                    &mut value.between
                } else {
                    &mut value.new
                }) += worth;
            };
            add(&mut none, -affinity.tau(x, y));
            let span = affinity.span(x, y, j);
            for i in span.start.max(near.start)..span.end.min(near.end) {
                add(&mut values[i - near.start], affinity.get(x, i as u32, y, j));
            }
        }
        for value in values {
            value.full += none.full;
            value.new += none.new;
            value.between += none.between;
        }
    }

    fn at(&self, c: usize, i: usize) -> Value {
        self.values[self.starts[c] + i - self.near[c].start]
    }
}

/// For each position between units the positions between the segments of an edition that
/// a path may pass: those near segments that may go with the units on either side.
fn windows(units: &[Unit], x: usize, segments: usize, affinity: &Affinity<'_>) -> Vec<Range<usize>> {
    if units.is_empty() || (units.len() + 1) * (segments + 1) <= WHOLE {
        return vec![0..segments + 1; units.len() + 1];
    }
    let span = |unit: &Unit| {
        let spans = unit
            .iter()
            .enumerate()
            .filter_map(|(y, j)| j.map(|j| affinity.span(x, y, j)));
        let spans = spans.filter(|span| !span.is_empty());
        spans.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
    };
    let spans: Vec<Option<Range<usize>>> = units.iter().map(span).collect();
    let beside = |c: usize| {
        spans[c.saturating_sub(1)..spans.len().min(c + 1)]
            .iter()
            .flatten()
    };
    let mut windows = vec![0..segments + 1; units.len() + 1];
    let mut end = 0;
    for (c, window) in windows.iter_mut().enumerate() {
        end = beside(c).map(|span| span.end).fold(end, usize::max);
        window.end = (end + SLACK).min(segments) + 1;
    }
    let mut start = segments;
    for (c, window) in windows.iter_mut().enumerate().rev() {
        start = beside(c).map(|span| span.start).fold(start, usize::min);
        window.start = start.saturating_sub(SLACK);
    }
    windows[0].start = 0;
    windows[units.len()].end = segments + 1;
    for c in 1..windows.len() {
        // Ranges rise and touch, so that there is a path.
        windows[c].start = windows[c].start.min(windows[c - 1].end - 1);
    }
    windows
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
struct Table<'a> {
    windows: &'a [Range<usize>],
    starts: Vec<usize>,
    best: Vec<f64>,
    from: Vec<(Move, bool)>,
}

impl Table<'_> {
    fn new(windows: &[Range<usize>]) -> Table<'_> {
        let mut starts = vec![0];
        for window in windows {
            starts.push(starts[starts.len() - 1] + 2 * window.len());
        }
        let states = starts[windows.len()];
        let mut table = Table {
            windows,
            starts,
            best: vec![f64::NEG_INFINITY; states],
            from: vec![(Move::None, false); states],
        };
        table.best[0] = 0.0;
        table
    }

    fn at(&self, c: usize, i: usize, open: bool) -> Option<usize> {
        let window = &self.windows[c];
        window
            .contains(&i)
            .then(|| self.starts[c] + (i - window.start) * 2 + usize::from(open))
    }

    fn best(&self, c: usize, i: usize, open: bool) -> f64 {
        self.at(c, i, open).map_or(f64::NEG_INFINITY, |at| self.best[at])
    }

    fn offer(&mut self, (c, i, open): (usize, usize, bool), value: f64, how: Move, open_before: bool) {
        if let Some(to) = self.at(c, i, open)
            && value > self.best[to]
        {
            self.best[to] = value;
            self.from[to] = (how, open_before);
        }
    }

    /// Goes on from a state in all ways.
    fn step(&mut self, gain: &Gain, (c, i, open): (usize, usize, bool), segments: usize) {
        let here = self.best(c, i, open);
        if here == f64::NEG_INFINITY {
            return;
        }
        let units = self.windows.len() - 1;
        if i + 1 < self.windows[c].end {
            let worth = if c < units { gain.at(c, i).between } else { 0.0 };
            self.offer((c, i + 1, false), here + worth, Move::Insert, open);
        }
        if c == units {
            return;
        }
        self.offer((c + 1, i, false), here, Move::Skip, open);
        for keep in [false, true] {
            if keep && !open {
                continue;
            }
            let mut value = here;
            if keep {
                value += gain.at(c, i - 1).new;
            }
            for start in 0..=3usize {
                if start > 0 {
                    if i + start > segments || i + start >= self.windows[c + 1].end {
                        break;
                    }
                    value += gain.at(c, i + start - 1).full;
                } else if !keep {
                    continue;
                }
                let how = Move::Hold {
                    keep,
                    start: start as u8,
                };
                self.offer((c + 1, i + start, true), value, how, open);
            }
        }
    }
}

/// Aligns edition x to units that do not hold it.
pub(super) fn realign(units: &[Unit], x: usize, sizes: &[usize], affinity: &Affinity<'_>) -> Vec<Unit> {
    let gain = Gain::new(units, x, sizes[x], affinity);
    let mut table = Table::new(&gain.windows);
    for c in 0..=units.len() {
        for i in gain.windows[c].clone() {
            for open in [false, true] {
                table.step(&gain, (c, i, open), sizes[x]);
            }
        }
    }
    let moves = trace(&table, units.len(), sizes[x]);
    rebuild(units, x, sizes.len(), &moves)
}

/// Reads the moves of the best path, first to last.
fn trace(table: &Table<'_>, units: usize, segments: usize) -> Vec<Move> {
    let (mut c, mut i) = (units, segments);
    let mut open = table.best(c, i, true) > table.best(c, i, false);
    let mut moves = Vec::new();
    while c > 0 || i > 0 {
        let at = table.at(c, i, open).expect("the path stays inside the windows");
        let (how, before) = table.from[at];
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
