//! The part of the lattice that a long alignment searches.
//!
//! Short lists are searched whole. In longer ones the path stays near the
//! diagonal: a band of a fixed width and a share of the difference of lengths
//! found the same beads as one twice as wide, and its cost grows linearly.

use std::ops::Range;

use super::beads::LONGEST;

/// Lists up to this length are searched whole.
const WHOLE: usize = 48;
/// The half-width of the band, before the difference of lengths is added.
const HALF_WIDTH: usize = 24;

/// For each position of the first list, the positions of the second that are
/// searched; values of a lattice in that part stand one after the other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Band {
    rows: Vec<Range<usize>>,
    starts: Vec<usize>,
}

impl Band {
    /// Makes the band of two lists of n and m segments: rows 0 to n, columns 0 to m.
    pub(crate) fn new(n: usize, m: usize) -> Band {
        let half = HALF_WIDTH + n.abs_diff(m) + n.max(m) / 40;
        let whole = n.max(m) <= WHOLE;
        let rows = (0..=n).map(|i| {
            if whole {
                return 0..m + 1;
            }
            let centre = (i * m).checked_div(n).unwrap_or(0);
            centre.saturating_sub(half)..(centre + half + 1).min(m + 1)
        });
        Band::along(rows.collect())
    }

    /// Makes the band of given rows, which rise and touch; the first holds the
    /// beginning, the last the end of the second list.
    pub(crate) fn along(rows: Vec<Range<usize>>) -> Band {
        let mut starts = vec![0];
        for row in &rows {
            starts.push(starts[starts.len() - 1] + row.len());
        }
        Band { rows, starts }
    }

    /// Makes the band that holds everything.
    #[cfg(test)]
    pub(crate) fn whole(n: usize, m: usize) -> Band {
        Band {
            rows: vec![0..m + 1; n + 1],
            starts: (0..=n + 1).map(|i| i * (m + 1)).collect(),
        }
    }

    /// Returns for each segment of the first list the segments of the second
    /// that a bead starting there may reach, and the same the other way round.
    pub(crate) fn reach(&self, n: usize, m: usize) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let mut rows = Vec::with_capacity(n);
        let mut columns = vec![n..0; m];
        for i in 0..n {
            let last = (i + LONGEST).min(n);
            let reach = self.rows[i].start..(self.rows[last].end - 1).min(m);
            for column in &mut columns[reach.start.saturating_sub(LONGEST)..reach.end] {
                *column = column.start.min(i)..column.end.max(last);
            }
            rows.push(reach);
        }
        (rows, columns)
    }

    /// Whether (i, j) stands at an edge, with more of the second list behind it.
    pub(crate) fn at_edge(&self, i: usize, j: usize) -> bool {
        let row = &self.rows[i];
        let end = self.rows[self.rows.len() - 1].end;
        row.start > 0 && j <= row.start || row.end < end && j + 1 >= row.end
    }

    /// How many positions the band holds.
    pub(crate) fn len(&self) -> usize {
        self.starts[self.rows.len()]
    }

    /// How many positions the first list has.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The positions of the second list searched at position i of the first.
    pub(crate) fn row(&self, i: usize) -> Range<usize> {
        self.rows[i].clone()
    }

    /// Where the values of position i of the first list begin.
    pub(crate) fn start(&self, i: usize) -> usize {
        self.starts[i]
    }

    /// Where the value of (i, j) stands; nothing outside of the band.
    pub(crate) fn at(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i)?;
        row.contains(&j).then(|| self.starts[i] + j - row.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lists_are_searched_whole() {
        let band = Band::new(3, 2);
        assert_eq!(band.len(), 12);
        assert_eq!(band.at(3, 2), Some(11));
        assert_eq!(band.at(3, 3), None);
    }

    #[test]
    fn the_band_of_long_lists_holds_both_ends_and_little_else() {
        let band = Band::new(1000, 990);
        assert!(band.at(0, 0).is_some() && band.at(1000, 990).is_some());
        assert!(band.len() < 150_000);
    }
}
