//! What is exported: units of sentences or turns that say the same.
//!
//! An alignment has links of pairs and groups over all editions. Who asks for
//! English and Chinese wants neither the groups of six editions, which are
//! longer than they need be (one French sentence that renders two English ones
//! joins them in the group, though Chinese has two as well), nor pieces. So the
//! units over the chosen languages are the closure of the links of the chosen
//! pairs alone:
//!
//! ```text
//! en-fr  [e1 e2]–[f1]     en-zh  [e1]–[z1]  [e2]–[z2]
//! units of en, zh      →  e1 z1 | e2 z2
//! units of en, fr, zh  →  e1 e2 f1 z1 z2
//! ```
//!
//! Cutting the groups down to the chosen languages was rejected for that reason.
//! A unit has text in two languages or more; what only one has is left out.

mod closure;
mod filter;
#[cfg(test)]
pub(super) mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Aligned, Lang, Pair, Role};

use super::WriteError;
use super::tei::spaced;

pub use filter::{Filter, Seen};

/// What the members of a unit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitLevel {
    /// Turns, each with all its sentences.
    Turn,
    /// Sentences.
    Sentence,
}

/// What several editions say in the same place.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit<'a> {
    /// The identifier of its first member in the first of its languages, which is that of the
    /// element in our TEI, such as `b-2025-05-14.en.u3.s2`. Unique among the units over the
    /// same pairs, and the same whatever filters are set.
    pub id: String,
    /// The identifier of the briefing.
    pub briefing: &'a str,
    /// The day of the briefing.
    pub date: Option<Date>,
    /// How sure the unit is, 0 to 1: the least sure of its links.
    pub confidence: f64,
    /// Who speaks, such as `org.cctv`; none where it is not known.
    pub speaker: Option<&'a str>,
    /// What the turn of its first member does.
    pub role: Role,
    /// The members by language; two languages or more, each with text; one for what is unaligned.
    pub sides: BTreeMap<Lang, Side<'a>>,
}

impl<'a> Unit<'a> {
    /// Returns both sides of a pair, in its order; none where a language lacks.
    #[must_use]
    pub fn pair(&self, pair: Pair) -> Option<(&Side<'a>, &Side<'a>)> {
        self.sides.get(&pair.first()).zip(self.sides.get(&pair.second()))
    }
}

/// The members of a unit in one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side<'a> {
    /// The identifiers with that of the briefing, in document order.
    pub ids: Vec<String>,
    /// The texts, one an identifier.
    pub texts: Vec<Cow<'a, str>>,
}

impl Side<'_> {
    /// Returns the texts as one: with spaces between them, without where the script has none.
    #[must_use]
    pub fn text(&self) -> String {
        joined(self.texts.iter().map(AsRef::as_ref))
    }
}

/// Puts texts after each other: with spaces between them, without where the script has none.
pub(super) fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() && spaced(&out, text) {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

/// Returns the units of a briefing over the chosen pairs, in the order of its groups.
/// Pairs that it does not have give none.
///
/// # Errors
///
/// When identifiers stand twice or a link points nowhere.
pub fn units<'a>(
    aligned: &'a Aligned,
    pairs: &[Pair],
    level: UnitLevel,
) -> Result<Vec<Unit<'a>>, WriteError> {
    made(aligned, pairs, level, false)
}

/// As [`units`], and what has no counterpart in any of these pairs as a unit of one language.
///
/// # Errors
///
/// As for [`units`].
pub fn units_and_unaligned<'a>(
    aligned: &'a Aligned,
    pairs: &[Pair],
    level: UnitLevel,
) -> Result<Vec<Unit<'a>>, WriteError> {
    made(aligned, pairs, level, true)
}

fn made<'a>(
    aligned: &'a Aligned,
    pairs: &[Pair],
    level: UnitLevel,
    alone: bool,
) -> Result<Vec<Unit<'a>>, WriteError> {
    let members = closure::Members::new(aligned, level);
    let alignment = &aligned.alignment;
    let components = match level {
        UnitLevel::Turn => closure::components(&members, &alignment.turns, pairs, alone)?,
        UnitLevel::Sentence => closure::components(&members, &alignment.sentences, pairs, alone)?,
    };
    let of = |component| members.unit(component, if alone { 1 } else { 2 });
    Ok(components.into_iter().filter_map(of).collect())
}

/// Returns all pairs of the languages, in alphabetical order.
#[must_use]
pub fn all_pairs(langs: &[Lang]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = langs
        .iter()
        .enumerate()
        .flat_map(|(k, &a)| langs[k + 1..].iter().map(move |&b| Pair::new(a, b)))
        .collect();
    pairs.sort();
    pairs
}

/// Checks that the identifiers of a briefing are fit for every format and stand once, and
/// [its links](check_links).
///
/// # Errors
///
/// When they are not, or there is no edition.
pub fn check(aligned: &Aligned) -> Result<(), WriteError> {
    super::tei::ids::Index::new(aligned)?.check_links()
}

/// Checks that the links and differences of a briefing point to what its editions have.
///
/// # Errors
///
/// When one does not.
pub fn check_links(aligned: &Aligned) -> Result<(), WriteError> {
    super::tei::ids::Index::unchecked(aligned).check_links()
}
