//! Which units are wanted.

use rustc_hash::FxHashSet;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::model::Lang;

use super::Unit;

/// What a unit must fulfil to be exported.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Filter {
    /// The least confidence, 0 to 1.
    pub min_confidence: f64,
    /// Only units with one member in each of their languages.
    pub one_to_one: bool,
}

impl Filter {
    /// Returns whether the unit is wanted.
    #[must_use]
    pub fn keeps(&self, unit: &Unit) -> bool {
        self.takes(unit.confidence, unit.sides.values().map(|side| side.ids.len()))
    }

    /// Returns whether something so sure, with so many members in each language, is wanted.
    pub(in crate::write) fn takes(&self, confidence: f64, mut members: impl Iterator<Item = usize>) -> bool {
        confidence >= self.min_confidence && (!self.one_to_one || members.all(|n| n == 1))
    }
}

/// The units that were exported, to leave out those that say the same again.
///
/// Two units are the same if they have the same languages with the same texts, but for case,
/// white space and how accents are coded. Of each unit 16 bytes are kept, the begin of
/// a SHA-256: two different ones among a thousand million meet with a chance below 1 in 10²⁰.
#[derive(Debug, Default)]
pub struct Seen(FxHashSet<[u8; 16]>);

impl Seen {
    /// Remembers a unit; returns whether it is new.
    pub fn is_new(&mut self, unit: &Unit) -> bool {
        self.are_new(unit.sides.iter().map(|(&lang, side)| (lang, side.text())))
    }

    /// Remembers texts, in the order of their languages; returns whether they are new.
    pub(in crate::write) fn are_new(&mut self, sides: impl IntoIterator<Item = (Lang, String)>) -> bool {
        let mut hash = Sha256::new();
        for (lang, text) in sides {
            hash.update(lang.as_str());
            // No text has these bytes, so no two lists of sides run together alike.
            hash.update([0xFF]);
            hash.update(key(&text));
            hash.update([0xFF]);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        self.0.insert(short)
    }
}

fn key(text: &str) -> String {
    let lower: String = text.nfc().collect::<String>().to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}
