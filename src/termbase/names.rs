//! Names of countries, cities and institutions in running text.
//!
//! The aligner asks which words of a run are counterparts; the comparison asks
//! whom a sentence names, and where. A name is found where all tokens of one of
//! its variants stand next to each other, longer ones first, so that `南苏丹` is not
//! `苏丹` as well. Concepts that share a variant are one: `俄罗斯` is Russia and
//! Russian, and so both are the same wherever either is named.
//!
//! Which concepts are names is seen from their identifiers: `cty.` and `dem.`
//! (countries and their peoples), `ins.` (institutions), `plc.` of the theme `city`.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::compile::{Terms, Words, key};
use super::rows::Row;
use crate::evidence::{self, Token};
use crate::language::script::is_han;
use crate::language::{Language, Values};

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A country, or its people.
    Country,
    /// A city.
    City,
    /// An institution.
    Institution,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What is named.
    pub kind: NameKind,
    /// Which one: equal for all that name the same, in every language.
    pub identity: (usize, u32),
    /// The bytes of the text.
    pub span: Range<usize>,
}

/// The kind in the upper bits, the number of a concept that stands for all that are the
/// same in the others.
const SHIFT: u32 = 28;

fn kind(identity: u32) -> Option<NameKind> {
    match identity >> SHIFT {
        1 => Some(NameKind::Country),
        2 => Some(NameKind::City),
        3 => Some(NameKind::Institution),
        _ => None,
    }
}

/// Returns the identity of each concept, 0 where it is no name.
pub(super) fn identities(rows: &[&Row], words: &[Words<'_>]) -> Vec<u32> {
    let class = |row: &Row| match row.id.split('.').next() {
        Some("cty" | "dem") => 1,
        Some("plc") if row.theme == "city" => 2,
        Some("ins") => 3,
        _ => 0,
    };
    let classes: Vec<u32> = rows.iter().map(|row| class(row)).collect();
    let mut same: Vec<usize> = (0..rows.len()).collect();
    for words in words {
        let mut known: BTreeMap<(u32, Vec<u32>), usize> = BTreeMap::new();
        for (concept, parts) in words.variants() {
            let (concept, class) = (concept as usize, classes[concept as usize]);
            if class == 0 {
                continue;
            }
            let first = *known.entry((class, parts)).or_insert(concept);
            let (a, b) = (root(&same, first), root(&same, concept));
            same[a.max(b)] = a.min(b);
        }
    }
    let roots: Vec<usize> = (0..rows.len()).map(|k| root(&same, k)).collect();
    // A people without a country of its own is a region or a minority as often.
    let mut country = vec![false; rows.len()];
    for (row, &root) in rows.iter().zip(&roots) {
        country[root] |= row.id.starts_with("cty.");
    }
    let identity = |k: usize| {
        let named = classes[k] > 0 && (classes[k] != 1 || country[roots[k]]);
        let number = u32::try_from(roots[k] + 1).expect("fewer than 2^28 concepts");
        if named { classes[k] << SHIFT | number } else { 0 }
    };
    (0..rows.len()).map(identity).collect()
}

fn root(same: &[usize], mut k: usize) -> usize {
    while same[k] != k {
        k = same[k];
    }
    k
}

/// Finds names in texts of one language.
pub struct NameFinder<'a> {
    analyser: evidence::Words,
    values: &'a Values,
    tables: Vec<Table<'a>>,
}

/// The names of one termbase.
struct Table<'a> {
    words: &'a Words<'a>,
    /// The variants that have a token, by its number: identity and tokens.
    variants: FxHashMap<u32, Vec<(u32, Vec<u32>)>>,
}

impl<'a> NameFinder<'a> {
    /// Collects the names that termbases have in a language.
    #[must_use]
    pub fn new(language: &'a Language, termbases: &[&'a Terms<'a>]) -> NameFinder<'a> {
        let code = language.code().to_string();
        let tables = termbases.iter().filter_map(|terms| {
            let words = terms.words.iter().find(|words| words.lang == code)?;
            let mut variants: FxHashMap<u32, Vec<(u32, Vec<u32>)>> = FxHashMap::default();
            for (concept, parts) in words.variants() {
                let identity = terms.names.get(concept as usize).unwrap_or(0);
                if let Some(&first) = parts.first().filter(|_| identity > 0) {
                    variants.entry(first).or_default().push((identity, parts));
                }
            }
            Some(Table { words, variants })
        });
        NameFinder {
            analyser: evidence::Words::new(language.pack()),
            values: language.values(),
            tables: tables.collect(),
        }
    }

    /// Returns the names of a text, in its order; they do not overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Named> {
        let mut tokens: Vec<(usize, Token)> = Vec::new();
        let mut at = 0;
        for value in self.values.find(text) {
            self.analyser.tokens(text, at..value.span.start, &mut tokens);
            at = value.span.end;
        }
        self.analyser.tokens(text, at..text.len(), &mut tokens);
        let mut hits: Vec<(usize, Named)> = Vec::new();
        for (base, table) in self.tables.iter().enumerate() {
            table.find(text, &tokens, base, &mut hits);
        }
        // Longer ones first; of the same length the earlier termbase.
        hits.sort_by_key(|(_, hit)| (std::cmp::Reverse(hit.span.len()), hit.span.start, hit.identity));
        let mut out: Vec<Named> = Vec::new();
        for (_, hit) in hits {
            let apart = |other: &Named| hit.span.end <= other.span.start || other.span.end <= hit.span.start;
            if out.iter().all(apart) {
                out.push(hit);
            }
        }
        out.sort_by_key(|hit| hit.span.start);
        out
    }
}

impl Table<'_> {
    fn find(&self, text: &str, tokens: &[(usize, Token)], base: usize, hits: &mut Vec<(usize, Named)>) {
        let number = |token: &Token| {
            let at = self.words.keys.binary_search(&key(token.kind, &token.key)).ok()?;
            self.words.numbers.get(at)
        };
        let mut places: FxHashMap<u32, Vec<Range<usize>>> = FxHashMap::default();
        for (at, token) in tokens {
            if let Some(number) = number(token) {
                places.entry(number).or_default().push(*at..end(text, *at, token));
            }
        }
        let mut present: Vec<u32> = places.keys().copied().collect();
        present.sort_unstable();
        for first in present {
            for (identity, parts) in self.variants.get(&first).into_iter().flatten() {
                if !parts.iter().all(|part| places.contains_key(part)) {
                    continue;
                }
                for start in &places[&first] {
                    let Some(kind) = kind(*identity) else { continue };
                    if let Some(span) = window(text, start, parts, &places) {
                        hits.push((
                            base,
                            Named {
                                kind,
                                identity: (base, *identity),
                                span,
                            },
                        ));
                    }
                }
            }
        }
    }
}

/// The stretch of text around one token that holds all tokens of a variant and nothing else
/// but spaces, signs and short words.
fn window(
    text: &str,
    start: &Range<usize>,
    parts: &[u32],
    places: &FxHashMap<u32, Vec<Range<usize>>>,
) -> Option<Range<usize>> {
    /// How many letters may stand between, such as `of the`.
    const BETWEEN: usize = 8;
    let (mut span, mut own) = (start.clone(), vec![start.clone()]);
    for part in &parts[1..] {
        let distance = |r: &&Range<usize>| r.start.abs_diff(start.start);
        let nearest = places[part].iter().min_by_key(distance)?;
        span = span.start.min(nearest.start)..span.end.max(nearest.end);
        own.push(nearest.clone());
    }
    let foreign =
        |(at, c): &(usize, char)| c.is_alphabetic() && !own.iter().any(|r| r.contains(&(span.start + at)));
    let between: Vec<char> = text[span.clone()]
        .char_indices()
        .filter(foreign)
        .map(|(_, c)| c)
        .collect();
    (between.len() <= BETWEEN && !between.iter().any(|&c| is_han(c))).then_some(span)
}

/// Where the word of a token ends; a Chinese bigram stands at its second character.
fn end(text: &str, at: usize, token: &Token) -> usize {
    let han = token.key.starts_with(is_han);
    let inside = text[at..].char_indices().enumerate();
    let mut inside = inside.take_while(|&(n, (_, c))| if han { n == 0 } else { c.is_alphanumeric() });
    let last = inside.by_ref().last();
    last.map_or(at, |(_, (k, c))| at + k + c.len_utf8())
}
