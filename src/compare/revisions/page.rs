//! A page prepared for comparison: its sentences in a row, with numbers for
//! what they say.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::tokens::{features, key};
use crate::model::{Edition, Sentence};

/// One of the two pages.
pub(super) struct Page<'a> {
    pub(super) edition: &'a Edition,
    /// All sentences, in document order.
    pub(super) units: Vec<Unit<'a>>,
    /// Which of them each turn has.
    pub(super) turns: Vec<Range<usize>>,
}

/// A sentence.
pub(super) struct Unit<'a> {
    pub(super) sentence: &'a Sentence,
    /// The position of its turn.
    pub(super) turn: usize,
    /// The same where the texts are the same but for white space.
    pub(super) key: usize,
    /// What makes it like others, sorted; several times what it says so often.
    pub(super) features: Vec<u32>,
}

/// Gives the same numbers to what both pages say.
#[derive(Default)]
pub(super) struct Numbers {
    keys: FxHashMap<String, usize>,
    features: FxHashMap<String, u32>,
}

impl<'a> Page<'a> {
    pub(super) fn new(edition: &'a Edition, numbers: &mut Numbers) -> Page<'a> {
        let mut units = Vec::new();
        let mut turns = Vec::new();
        for (turn, of) in edition.turns.iter().enumerate() {
            let start = units.len();
            units.extend(of.sentences.iter().map(|sentence| Unit {
                sentence,
                turn,
                key: numbers.key(&sentence.text),
                features: numbers.features(&sentence.text),
            }));
            turns.push(start..units.len());
        }
        Page {
            edition,
            units,
            turns,
        }
    }

    /// How much a turn says.
    pub(super) fn weight(&self, turn: usize) -> usize {
        self.units[self.turns[turn].clone()]
            .iter()
            .map(Unit::weight)
            .sum()
    }
}

impl Unit<'_> {
    /// How much it says.
    pub(super) fn weight(&self) -> usize {
        self.features.len().max(1)
    }
}

impl Numbers {
    fn key(&mut self, text: &str) -> usize {
        let next = self.keys.len();
        *self.keys.entry(key(text)).or_insert(next)
    }

    fn features(&mut self, text: &str) -> Vec<u32> {
        let mut out: Vec<u32> = features(text)
            .into_iter()
            .map(|feature| {
                let next = u32::try_from(self.features.len()).unwrap_or(u32::MAX);
                *self.features.entry(feature).or_insert(next)
            })
            .collect();
        out.sort_unstable();
        out
    }
}

/// How many features two sorted lists share.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// How alike two sorted lists are, 0 to 1 (Dice).
pub(super) fn likeness(a: &[u32], b: &[u32]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    2.0 * shared(a, b) as f64 / (a.len() + b.len()) as f64
}

/// The sorted features of several sentences.
pub(super) fn pooled(lists: &[&[u32]]) -> Vec<u32> {
    let mut out = lists.concat();
    out.sort_unstable();
    out
}
