//! Alignments: pairwise beads and groups over all editions.
//!
//! Pairs are the finer truth, groups are their closure: every bead of every
//! language pair lies inside exactly one group, and a group is a connected
//! component of the beads.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Lang, SentenceId};

/// The alignment of a briefing at its three levels.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Alignment {
    /// Exchanges; members are 0-based positions of exchanges in their edition.
    pub exchanges: Level<usize>,
    /// Turns; members are 0-based positions of turns in their edition.
    pub turns: Level<usize>,
    /// Sentences; members are sentence identifiers.
    pub sentences: Level<SentenceId>,
}

/// One level of an alignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Level<T> {
    /// Links over all editions; each member stands in exactly one group.
    pub groups: Vec<Group<T>>,
    /// Links of each language pair; each member stands in exactly one bead of a pair.
    pub pairs: BTreeMap<Pair, Vec<Bead<T>>>,
}

impl<T> Default for Level<T> {
    fn default() -> Self {
        Level {
            groups: Vec::new(),
            pairs: BTreeMap::new(),
        }
    }
}

/// One n-way link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group<T> {
    /// The members of each edition in document order; empty where an edition has none.
    pub members: BTreeMap<Lang, Vec<T>>,
    /// How sure the group is, 0 to 1: the least sure of its beads.
    pub confidence: f64,
    /// Whether a person set the link; an aligner leaves it as it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub manual: bool,
}

/// One pairwise link of m members to n; one side may be empty.
///
/// In JSON a list of three, `[[…], […], confidence]`; where a person set the link, of four:
/// `[[…], […], confidence, "manual"]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead<T> {
    /// Members of the edition whose code comes first in the alphabet.
    pub first: Vec<T>,
    /// Members of the other edition.
    pub second: Vec<T>,
    /// How sure the bead is, 0 to 1.
    pub confidence: f64,
    /// Whether a person set the link; an aligner leaves it as it is.
    pub manual: bool,
}

/// The fourth item of a bead in JSON.
const MANUAL: &str = "manual";

impl<T: Serialize> Serialize for Bead<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.manual {
            (&self.first, &self.second, self.confidence, MANUAL).serialize(serializer)
        } else {
            (&self.first, &self.second, self.confidence).serialize(serializer)
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Bead<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(BeadVisitor(PhantomData))
    }
}

struct BeadVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for BeadVisitor<T> {
    type Value = Bead<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a bead such as [[0], [0, 1], 0.9]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Bead<T>, A::Error> {
        let missing = |n| A::Error::invalid_length(n, &"a bead such as [[0], [0, 1], 0.9]");
        let first = list.next_element()?.ok_or_else(|| missing(0))?;
        let second = list.next_element()?.ok_or_else(|| missing(1))?;
        let confidence = list.next_element()?.ok_or_else(|| missing(2))?;
        let status: Option<String> = list.next_element()?;
        let manual = match status.as_deref() {
            None => false,
            Some(MANUAL) => true,
            Some(other) => {
                let text = format!("the status of a bead is `manual` or not given, not `{other}`");
                return Err(A::Error::custom(text));
            }
        };
        Ok(Bead {
            first,
            second,
            confidence,
            manual,
        })
    }
}

/// Two language codes in alphabetical order; in JSON `en-zh`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    first: Lang,
    second: Lang,
}

impl Pair {
    /// Makes a pair of two codes, whatever their order.
    #[must_use]
    pub fn new(a: Lang, b: Lang) -> Pair {
        Pair {
            first: a.min(b),
            second: a.max(b),
        }
    }

    /// Returns the code that comes first in the alphabet.
    #[must_use]
    pub fn first(self) -> Lang {
        self.first
    }

    /// Returns the other code.
    #[must_use]
    pub fn second(self) -> Lang {
        self.second
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.second)
    }
}

impl Serialize for Pair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (a, b) = text
            .split_once('-')
            .ok_or_else(|| D::Error::custom(format!("`{text}` is no language pair such as `en-zh`")))?;
        let a: Lang = a.parse().map_err(D::Error::custom)?;
        let b: Lang = b.parse().map_err(D::Error::custom)?;
        if a < b {
            Ok(Pair::new(a, b))
        } else {
            Err(D::Error::custom(format!(
                "language pair `{text}` is not in alphabetical order"
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beads_say_in_json_who_made_them() {
        for json in [r#"[[0],[0,1],0.9]"#, r#"[[0],[],1.0,"manual"]"#] {
            let bead: Bead<usize> = serde_json::from_str(json).expect("a bead");
            assert_eq!(bead.manual, json.contains("manual"));
            assert_eq!(serde_json::to_string(&bead).expect("JSON"), json);
        }
        for json in [
            r#"[[0],[0]]"#,
            r#"[[0],[0],0.9,"checked"]"#,
            r#"[[0],[0],0.9,"manual",1]"#,
        ] {
            assert!(serde_json::from_str::<Bead<usize>>(json).is_err(), "{json}");
        }
    }
}
