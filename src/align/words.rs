//! The words' share of bead scores, one direction at a time.
//!
//! Each token of a target segment is explained by a source segment as in IBM Model 1
//! (Brown et al. 1993), as a ratio against its background frequency: a token
//! that nothing explains costs little, a rare one that is explained gains much.
//! Where several sentences face one, each goes with its own stretch of it
//! ([`super::stretches`]).

use std::ops::Range;

use crate::evidence::{Segment, Vocabulary};

use super::beads::LONGEST;
use super::stretches::{MOST_PARTS, Stretch, cut, part};

/// What the model adds to the probability of a word that its counterpart explains.
const BOOST: f64 = 6.0;
/// The share of a word that needs no counterpart.
const FREE: f64 = 0.8;
/// The same for numbers and dates, which translators keep.
const FREE_VALUE: f64 = 0.5;
/// The most that one word can gain, in nats.
const CLIP: f32 = 7.0;

/// Translation probabilities from one language to another.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Table {
    starts: Vec<u32>,
    links: Vec<(u32, f32)>,
}

impl Table {
    /// Makes a table of a row for each source token: its counterparts and their probabilities.
    pub(crate) fn new(rows: &[Vec<(u32, f64)>]) -> Table {
        let mut table = Table {
            starts: vec![0],
            links: Vec::new(),
        };
        for row in rows {
            table.links.extend(row.iter().map(|&(t, p)| (t, p as f32)));
            table.close();
        }
        table
    }

    fn close(&mut self) {
        let end = u32::try_from(self.links.len()).expect("fewer than 2^32 links");
        self.starts.push(end);
    }

    /// Returns the counterparts of a source token with their probabilities.
    pub(crate) fn row(&self, source: u32) -> &[(u32, f32)] {
        let at = source as usize;
        &self.links[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Returns all target tokens that some source token renders.
    pub(crate) fn targets(&self) -> impl Iterator<Item = u32> + '_ {
        self.links.iter().map(|&(t, _)| t)
    }
}

/// How much an explained and an unexplained token of a language weigh.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    /// By how much a unit of translation probability raises a token's odds.
    odds: Vec<f32>,
    /// The score of a token without counterpart, in nats.
    base: Vec<f32>,
}

impl Weights {
    pub(crate) fn new(vocabulary: &Vocabulary, is_value: &[bool]) -> Weights {
        let mut weights = Weights::default();
        for (id, &value) in (0u32..).zip(is_value) {
            let free = if value { FREE_VALUE } else { FREE };
            let odds = BOOST * (1.0 - free) / (free * vocabulary.background(id));
            weights.odds.push(odds as f32);
            weights.base.push(libm::log(free) as f32);
        }
        weights
    }

    /// Whether a token is a number or date.
    pub(crate) fn is_value(&self, id: u32) -> bool {
        self.base[id as usize] < libm::log(0.7) as f32
    }

    /// The score of a segment none of whose words is explained.
    pub(crate) fn unexplained(&self, segment: &Segment) -> f32 {
        segment.tokens.iter().map(|&id| self.base[id as usize]).sum()
    }
}

/// Scores target segments given runs of source segments.
pub(crate) struct Direction<'a> {
    pub(crate) table: &'a Table,
    pub(crate) weights: &'a Weights,
}

/// How many stretches of two or three parts a segment can be.
const PLACES: usize = MOST_PARTS * (MOST_PARTS + 1) / 2 - 1;

/// The words of target segment j given the source segments from i.
#[derive(Clone, Copy)]
struct Cell {
    /// Given runs of 1, 2, … source segments, each explaining a stretch of it.
    runs: [f32; LONGEST],
    /// Given source segment i alone, of which it is a part: the first and the
    /// second of two, the first, second and third of three.
    parts: [f32; PLACES],
}

const NOTHING: Cell = Cell {
    runs: [f32::NEG_INFINITY; LONGEST],
    parts: [f32::NEG_INFINITY; PLACES],
};

/// The words of target segments given runs of source segments, for the
/// targets that the band searches near each source segment.
pub(crate) struct Gains {
    near: Vec<Range<usize>>,
    starts: Vec<usize>,
    cells: Vec<Cell>,
}

impl Gains {
    /// The score of a target given a run of source segments; where nothing is
    /// known minus infinity, so that no path goes there.
    pub(crate) fn run(&self, start: usize, run: usize, target: usize) -> f32 {
        self.cell(start, target).runs[run - 1]
    }

    /// The score of targets that one source segment merges.
    pub(crate) fn merged(&self, source: usize, first: usize, parts: usize) -> f32 {
        if parts == 1 || parts > MOST_PARTS {
            return (first..first + parts).map(|j| self.run(source, 1, j)).sum();
        }
        let place = |k: usize| parts * (parts - 1) / 2 - 1 + k;
        (0..parts)
            .map(|k| self.cell(source, first + k).parts[place(k)])
            .sum()
    }

    fn cell(&self, start: usize, target: usize) -> Cell {
        let near = &self.near[start];
        if near.contains(&target) {
            self.cells[self.starts[start] + target - near.start]
        } else {
            NOTHING
        }
    }
}

/// The targets of a direction, prepared.
struct Targets<'a> {
    segments: &'a [Segment],
    lengths: Vec<f32>,
    /// The score of each when none of its words is explained.
    base: Vec<f32>,
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
            base: segments.iter().map(|s| weights.unexplained(s)).collect(),
            offsets,
        }
    }

    /// The scores of target j as a part of a source segment.
    fn parts(&self, j: usize, words: usize, row: &Row) -> [f32; PLACES] {
        let mut out = [f32::NEG_INFINITY; PLACES];
        let tokens = row.tokens(self, j);
        let mut place = 0;
        for parts in 2..=MOST_PARTS {
            for k in 0..parts {
                let lengths = j
                    .checked_sub(k)
                    .and_then(|from| self.lengths.get(from..from + parts));
                if let Some(lengths) = lengths {
                    let stretch = Stretch::new(lengths, k);
                    let (gains, places) = (&row.gains[tokens.clone()], &row.places[tokens.clone()]);
                    out[place] = self.base[j] + part(stretch, words, gains, places);
                }
                place += 1;
            }
        }
        out
    }
}

/// What each token of the targets near a source segment gains by it.
#[derive(Default)]
struct Row {
    /// The first target segment.
    from: usize,
    gains: Vec<f32>,
    /// Where in the source segment its best explanation stands, 0 to 1.
    places: Vec<f32>,
}

impl Row {
    /// Where the tokens of target j stand in the row.
    fn tokens(&self, targets: &Targets<'_>, j: usize) -> Range<usize> {
        let shift = targets.offsets[self.from];
        targets.offsets[j] - shift..targets.offsets[j + 1] - shift
    }
}

impl Direction<'_> {
    /// Returns the table of gains; `near[i]` is the range of targets that any
    /// bead starting at source segment i may reach.
    pub(crate) fn gains(&self, source: &[Segment], target: &[Segment], near: Vec<Range<usize>>) -> Gains {
        let targets = Targets::new(target, self.weights);
        let lengths: Vec<f32> = source.iter().map(|s| s.length as f32).collect();
        let mut starts = vec![0];
        for range in &near {
            starts.push(starts[starts.len() - 1] + range.len());
        }
        let mut cells = vec![NOTHING; starts[near.len()]];
        let mut spread = Spread::new(self.weights.odds.len());
        // The rows of the source segments of a run, by their place modulo its length.
        let mut rows: [Row; LONGEST] = std::array::from_fn(|_| Row::default());
        for s in 0..source.len() + LONGEST - 1 {
            if s < source.len() {
                let wide = near[s.saturating_sub(LONGEST - 1)].start..near[s].end;
                self.row(&source[s], &targets, wide, &mut spread, &mut rows[s % LONGEST]);
            }
            let Some(start) = (s + 1).checked_sub(LONGEST) else {
                continue;
            };
            let runs = LONGEST.min(source.len() - start);
            for (cell, j) in cells[starts[start]..].iter_mut().zip(near[start].clone()) {
                let empty: &[f32] = &[];
                let gains: [&[f32]; LONGEST] = std::array::from_fn(|p| {
                    let row = &rows[(start + p) % LONGEST];
                    if p < runs {
                        &row.gains[row.tokens(&targets, j)]
                    } else {
                        empty
                    }
                });
                for p in 0..runs {
                    cell.runs[p] = targets.base[j] + cut(&lengths[start..=start + p], &gains[..=p]);
                }
                cell.parts = targets.parts(j, source[start].tokens.len(), &rows[start % LONGEST]);
            }
        }
        Gains { near, starts, cells }
    }

    /// What the tokens of the targets gain by one source segment.
    fn row(
        &self,
        source: &Segment,
        targets: &Targets<'_>,
        wide: Range<usize>,
        spread: &mut Spread,
        row: &mut Row,
    ) {
        spread.fill(source, self);
        row.from = wide.start;
        row.gains.clear();
        row.places.clear();
        for &id in targets.segments[wide].iter().flat_map(|segment| &segment.tokens) {
            row.gains.push(gain(spread.mass[id as usize]));
            row.places.push(spread.place[id as usize]);
        }
        spread.clear();
    }
}

/// What a source segment can render: the odds it gives to target tokens.
struct Spread {
    mass: Vec<f32>,
    /// The most that one source token gives, and where that token stands.
    most: Vec<f32>,
    place: Vec<f32>,
    touched: Vec<u32>,
}

impl Spread {
    fn new(tokens: usize) -> Spread {
        Spread {
            mass: vec![0.0; tokens],
            most: vec![0.0; tokens],
            place: vec![0.0; tokens],
            touched: Vec::new(),
        }
    }

    fn fill(&mut self, source: &Segment, direction: &Direction<'_>) {
        let words = source.tokens.len() as f32;
        let share = 1.0 / (words + 1.0);
        for (k, &token) in source.tokens.iter().enumerate() {
            for &(id, probability) in direction.table.row(token) {
                self.touched.push(id);
                let at = id as usize;
                let odds = probability * share * direction.weights.odds[at];
                self.mass[at] += odds;
                if odds > self.most[at] {
                    self.most[at] = odds;
                    self.place[at] = (k as f32 + 0.5) / words;
                }
            }
        }
    }

    fn clear(&mut self) {
        for id in self.touched.drain(..) {
            self.mass[id as usize] = 0.0;
            self.most[id as usize] = 0.0;
        }
    }
}

/// What a token gains over being unexplained.
fn gain(odds: f32) -> f32 {
    if odds == 0.0 {
        return 0.0;
    }
    libm::log1pf(odds).min(CLIP)
}
