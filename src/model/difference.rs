//! Differences between the editions of a briefing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Lang, SentenceId};

/// One way in which editions differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What kind of difference.
    pub kind: DifferenceKind,
    /// The highest level that is wholly concerned.
    pub level: DifferenceLevel,
    /// The editions that disagree with the majority, in alphabetical order.
    pub odd: Vec<Lang>,
    /// Where: turn identifiers (levels exchange and turn) or sentence identifiers.
    pub at: BTreeMap<Lang, Vec<String>>,
    /// The values that differ, for numbers, dates and names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Lang, String>,
    /// Where in its sentences each edition says its value, in document order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<Lang, Vec<Mark>>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

impl Difference {
    /// Returns whether it is more than information: all kinds are but segmentation.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.kind != DifferenceKind::Segmentation
    }
}

/// A stretch of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// The sentence.
    pub sentence: SentenceId,
    /// How many characters (Unicode scalar values) of its text precede the stretch.
    pub start: usize,
    /// How many characters of its text precede what follows the stretch.
    pub end: usize,
}

/// The kinds of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// Missing in the odd editions, which are fewer than those that have it.
    Omission,
    /// Present only in the odd editions, which are the minority.
    Addition,
    /// Moved to another place in the odd editions.
    Order,
    /// Another number in the odd editions.
    Number,
    /// Another date or time in the odd editions.
    Date,
    /// Another name in the odd editions.
    Name,
    /// Paragraphs merged or split; for information only.
    Segmentation,
}

impl DifferenceKind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [DifferenceKind; 7] = [
        DifferenceKind::Omission,
        DifferenceKind::Addition,
        DifferenceKind::Order,
        DifferenceKind::Number,
        DifferenceKind::Date,
        DifferenceKind::Name,
        DifferenceKind::Segmentation,
    ];

    /// Returns the name used in JSON and TEI.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DifferenceKind::Omission => "omission",
            DifferenceKind::Addition => "addition",
            DifferenceKind::Order => "order",
            DifferenceKind::Number => "number",
            DifferenceKind::Date => "date",
            DifferenceKind::Name => "name",
            DifferenceKind::Segmentation => "segmentation",
        }
    }
}

/// The levels of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceLevel {
    /// A whole exchange.
    Exchange,
    /// A whole turn.
    Turn,
    /// Sentences inside a turn.
    Sentence,
}

impl DifferenceLevel {
    /// Returns the name used in JSON and TEI.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DifferenceLevel::Exchange => "exchange",
            DifferenceLevel::Turn => "turn",
            DifferenceLevel::Sentence => "sentence",
        }
    }
}
