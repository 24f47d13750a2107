//! The route: near which segments of another edition each segment belongs.
//!
//! *Problem.* The exact search is dear, some microseconds a pair of segments,
//! and a band wide enough for every shift between two anchors is mostly empty.
//! *Choice.* A first pass over that wide band counts only the informative
//! tokens two segments share, a hundredth of the cost, and finds the path that
//! collects most; the exact search then needs a few segments on either side:
//!
//! ```text
//! anchors  ×-------------×        window: all between both diagonals
//! route    ×----.   .----×        what an edition lacks bends it
//!                \_/
//! ```
//!
//! *Rejected.* Straight lines between anchors: half of the segments have no
//! anchor within ten, and the band had to be forty wide. *Rejected.* Dynamic
//! time warping over both sides' vectors of word weights: as good, and dearer.

use std::ops::Range;

use crate::evidence::Segment;

use super::super::beads::LengthModel;
use super::anchors::Anchor;
use super::links::Links;

/// What a step costs that passes a segment of one edition only.
const STEP: f32 = 1.0;
/// What each token of a segment must gain to speak for a link.
const TOKEN: f32 = 0.12;
/// The least half-width of the window.
const SLACK: usize = 8;
/// How far around a bend of the route the search is wider.
const BEND: usize = 3;
/// The widest window; where nothing anchors a long stretch the window follows
/// the straight line.
const WIDEST: usize = 400;

/// A path of cells through the segments of two editions: for each segment of
/// the first, the first and last segment of the second that it passes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Route {
    cells: Vec<(u32, u32)>,
}

/// A part of two editions in which a route is looked for.
pub(super) struct Area<'a> {
    pub(super) first: &'a [Segment],
    pub(super) second: &'a [Segment],
    /// The anchors inside, by positions in the two lists.
    pub(super) anchors: &'a [Anchor],
    /// What the lengths of counterparts are like.
    pub(super) lengths: LengthModel,
}

impl Route {
    /// Finds the route from the first segments of both editions to the last.
    pub(super) fn find(area: &Area<'_>, links: &Links, gains: &mut Gains) -> Route {
        let (n, m) = (area.first.len(), area.second.len());
        if n == 0 || m == 0 {
            return Route {
                cells: vec![(0, 0); n],
            };
        }
        let windows = windows(n, m, area.anchors);
        let steps = collect(area, &windows, links, gains);
        trace(&windows, &steps, m)
    }

    /// The route through the segments from `rows.start` on, by positions from
    /// `rows.start` and `columns.start`.
    pub(super) fn part(&self, rows: Range<usize>, columns: &Range<usize>) -> Route {
        let place = |c: u32| {
            let last = columns.end.saturating_sub(1).max(columns.start);
            narrow((c as usize).clamp(columns.start, last) - columns.start)
        };
        let cells = self.cells[rows].iter().map(|&(a, b)| (place(a), place(b)));
        Route {
            cells: cells.collect(),
        }
    }

    /// The route of the other direction, over `columns` segments.
    pub(super) fn turned(&self, columns: usize) -> Route {
        let mut cells: Vec<(u32, u32)> = vec![(0, 0); columns];
        let mut reached = 0;
        for (i, &(first, last)) in (0u32..).zip(&self.cells) {
            let end = (last as usize + 1).min(columns);
            for (j, cell) in (first as usize..).zip(&mut cells[first as usize..end]) {
                if j >= reached {
                    cell.0 = i;
                    reached = j + 1;
                }
                cell.1 = i;
            }
        }
        Route { cells }
    }

    /// The first segment of the second edition that a segment passes.
    pub(super) fn column(&self, row: usize) -> usize {
        self.cells[row].0 as usize
    }

    /// Whether the route goes straight on from the segment before.
    pub(super) fn is_straight(&self, row: usize) -> bool {
        let (first, last) = self.cells[row];
        first == last && row > 0 && self.cells[row - 1].1 + 1 == first
    }

    /// Returns a radius for each position between the segments of the first edition: the
    /// one given where the route is straight around it, one more where it is not.
    pub(super) fn radii(&self, radius: usize) -> Vec<usize> {
        let n = self.cells.len();
        let mut radii = vec![radius; n + 1];
        for row in (1..n).filter(|&row| !self.is_straight(row)) {
            radii[row.saturating_sub(BEND)..(row + BEND).min(n) + 1].fill(radius + 1);
        }
        radii
    }

    /// Returns for each position between the segments of the first edition the
    /// positions between those of the second (`columns` segments) that are not
    /// farther than its radius from the route.
    pub(super) fn rows(&self, columns: usize, radii: &[usize]) -> Vec<Range<usize>> {
        let n = self.cells.len();
        let near = |i: usize| {
            let cells = &self.cells[i.saturating_sub(1)..n.min(i + 1)];
            let low = cells.iter().map(|c| c.0 as usize).min().unwrap_or(0);
            let high = cells.iter().map(|c| c.1 as usize).max().unwrap_or(0);
            low.saturating_sub(radii[i])..(high + 2 + radii[i]).min(columns + 1)
        };
        let mut rows: Vec<Range<usize>> = (0..=n).map(near).collect();
        rows[0].start = 0;
        rows[n].end = columns + 1;
        connect(&mut rows);
        rows
    }
}

/// Makes ranges rise from one to the next, and touch.
fn connect(rows: &mut [Range<usize>]) {
    for k in 1..rows.len() {
        rows[k].end = rows[k].end.max(rows[k - 1].end);
    }
    for k in (1..rows.len()).rev() {
        rows[k - 1].start = rows[k - 1].start.min(rows[k].start);
        rows[k - 1].end = rows[k - 1].end.max(rows[k].start + 1);
    }
}

/// For each segment of the first edition those of the second that are looked at.
fn windows(n: usize, m: usize, anchors: &[Anchor]) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::with_capacity(n);
    let (mut i, mut j) = (0, 0);
    for (a, b) in anchors.iter().map(|a| (a.first, a.second)).chain([(n, m)]) {
        let (rows, columns) = (a - i, b.saturating_sub(j));
        let slack = SLACK + rows.min(columns) / 8;
        for k in 0..rows {
            // Between both diagonals lies every path with one gap.
            let (from, to) = (j + k, (b + k).saturating_sub(rows));
            let mut low = from.min(to).clamp(j, b.max(j));
            let mut high = from.max(to).clamp(j, b.max(j));
            if high - low > WIDEST {
                let line = j + k * columns / rows;
                (low, high) = (line.saturating_sub(WIDEST / 2), line + WIDEST / 2);
            }
            windows.push(low.saturating_sub(slack).min(m - 1)..(high + slack + 1).min(m));
        }
        (i, j) = (a, b);
    }
    windows[0].start = 0;
    windows[n - 1].end = m;
    connect(&mut windows);
    windows
}

/// What each token of the second edition gains by a segment of the first.
pub(super) struct Gains {
    by_token: Vec<f32>,
    touched: Vec<u32>,
}

impl Gains {
    /// Makes room for the tokens of the second edition's language.
    pub(super) fn new(tokens: usize) -> Gains {
        Gains {
            by_token: vec![0.0; tokens],
            touched: Vec::new(),
        }
    }

    fn set(&mut self, segment: &Segment, links: &Links) {
        for id in self.touched.drain(..) {
            self.by_token[id as usize] = 0.0;
        }
        for link in segment.tokens.iter().flat_map(|&token| links.row(token)) {
            let slot = &mut self.by_token[link.target as usize];
            if *slot == 0.0 {
                self.touched.push(link.target);
            }
            *slot = slot.max(link.gain);
        }
    }

    fn of(&self, segment: &Segment) -> f32 {
        let sum: f32 = segment
            .tokens
            .iter()
            .map(|&t| self.by_token[t as usize] - TOKEN)
            .sum();
        sum.max(0.0)
    }
}

/// How alike the lengths of segments are, two by two.
struct Lengths {
    first: Vec<(f32, f32)>,
    second: Vec<(f32, f32)>,
}

/// The most that lengths say against a link.
const UNLIKE: f32 = 1.5;
/// The most that they say for one.
const LIKE: f32 = 1.0;

impl Lengths {
    fn new(area: &Area<'_>) -> Lengths {
        let of = |segments: &[Segment], shift: f64| -> Vec<(f32, f32)> {
            let log = |s: &Segment| (libm::log(s.length) - shift) as f32;
            segments.iter().map(|s| (log(s), s.length as f32)).collect()
        };
        Lengths {
            first: of(area.first, 0.0),
            second: of(area.second, area.lengths.mean),
        }
    }

    /// About the log-likelihood ratio that the exact search takes.
    fn score(&self, i: usize, j: usize) -> f32 {
        let ((x, n), (y, m)) = (self.first[i], self.second[j]);
        let precision = 1.0 / (0.02 + 3.5 / n.max(m));
        (LIKE.min(0.25 * precision.sqrt()) - (x - y) * (x - y) * precision / 2.0).max(-UNLIKE)
    }
}

/// How a cell of a window is reached.
const BOTH: u8 = 0;
const DOWN: u8 = 1;
const ALONG: u8 = 2;

/// Returns how each cell of the windows is best reached.
fn collect(area: &Area<'_>, windows: &[Range<usize>], links: &Links, gains: &mut Gains) -> Vec<u8> {
    let cells: usize = windows.iter().map(Range::len).sum();
    let mut steps = Vec::with_capacity(cells);
    let mut above: Vec<f32> = Vec::new();
    let mut above_range = 0..0;
    let mut row: Vec<f32> = Vec::new();
    let lengths = Lengths::new(area);
    for (i, window) in windows.iter().enumerate() {
        gains.set(&area.first[i], links);
        row.clear();
        let before = -STEP * (i as f32 + 1.0);
        for j in window.clone() {
            let up = |j: usize| {
                if i == 0 {
                    -STEP * (j as f32 + 1.0)
                } else if above_range.contains(&j) {
                    above[j - above_range.start]
                } else {
                    f32::NEG_INFINITY
                }
            };
            let both = match (i, j) {
                (0, 0) => 0.0,
                (_, 0) => before + STEP,
                _ => up(j - 1),
            };
            let along = if j == 0 {
                before
            } else {
                row.last().copied().unwrap_or(f32::NEG_INFINITY)
            };
            let (mut best, mut step) = (both + lengths.score(i, j), BOTH);
            for (other, name) in [(up(j) - STEP, DOWN), (along - STEP, ALONG)] {
                if other > best {
                    (best, step) = (other, name);
                }
            }
            row.push(best + gains.of(&area.second[j]));
            steps.push(step);
        }
        std::mem::swap(&mut above, &mut row);
        above_range = window.clone();
    }
    steps
}

/// Walks back from the last cell.
fn trace(windows: &[Range<usize>], steps: &[u8], m: usize) -> Route {
    let n = windows.len();
    let mut cells = vec![(0, 0); n];
    let mut end = steps.len();
    let (mut i, mut j) = (n - 1, m - 1);
    let mut last = j;
    loop {
        let start = end - windows[i].len();
        let step = steps[start + j - windows[i].start];
        if step == ALONG && j > windows[i].start {
            j -= 1;
            continue;
        }
        cells[i] = (narrow(j), narrow(last));
        if i == 0 {
            return Route { cells };
        }
        (i, end) = (i - 1, start);
        if step != DOWN {
            j = j.saturating_sub(1);
        }
        j = j.clamp(windows[i].start, windows[i].end - 1);
        last = j;
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("fewer than 2^32 segments")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_hold_every_path_with_one_gap_between_anchors() {
        let anchor = |first, second| Anchor {
            first,
            second,
            weight: 1.0,
        };
        let windows = windows(300, 200, &[anchor(50, 50), anchor(170, 60)]);
        assert!(windows[100].contains(&50) && windows[100].contains(&59));
        assert!(windows[20].contains(&20) && !windows[20].contains(&100));
        for pair in windows.windows(2) {
            assert!(pair[0].start <= pair[1].start && pair[0].end <= pair[1].end);
            assert!(pair[1].start < pair[0].end);
        }
    }

    #[test]
    fn a_route_turned_twice_is_the_route() {
        let route = Route {
            cells: vec![(0, 0), (1, 3), (3, 3), (4, 4)],
        };
        let turned = route.turned(5);
        assert_eq!(turned.cells, [(0, 0), (1, 1), (1, 1), (1, 2), (3, 3)]);
        assert_eq!(turned.turned(4), route);
    }
}
