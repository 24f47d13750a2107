//! What the words of two languages are worth to each other.
//!
//! A token is explained by tokens of the other language as in IBM Model 1
//! (Brown et al. 1993), as a ratio against its background frequency: a token
//! that nothing explains costs little, a rare one that is explained gains much.

use crate::evidence::{Segment, Vocabulary};

/// What the model adds to the probability of a word that its counterpart explains.
const BOOST: f64 = 6.0;
/// The share of a word that needs no counterpart.
const FREE: f64 = 0.8;
/// The same for numbers and dates, which translators keep.
const FREE_VALUE: f64 = 0.5;
/// The most that one word can gain, in nats.
const CLIP: f32 = 7.0;

/// What a token gains over being unexplained, given its odds.
pub(crate) fn gain(odds: f32) -> f32 {
    if odds == 0.0 {
        return 0.0;
    }
    libm::log1pf(odds).min(CLIP)
}

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
    pub(crate) odds: Vec<f32>,
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
