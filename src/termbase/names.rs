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

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::compile::{Terms, Words, key};
use super::rows::Row;
use super::strangers::Stranger;
use crate::evidence::{self, Kind, Token};
use crate::language::script::is_han;
use crate::language::{Language, Languages, Values};
use crate::model::Lang;

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
    pub identity: Identity,
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

/// What a name names, the same in every language: a termbase and a concept of it.
pub type Identity = (usize, u32);

/// Finds names in texts of several languages.
#[derive(Default)]
pub struct Names<'a>(BTreeMap<Lang, NameFinder<'a>>);

impl<'a> Names<'a> {
    /// Collects the names of some languages; without a termbase there are none.
    #[must_use]
    pub fn new(
        langs: impl IntoIterator<Item = Lang>,
        languages: &'a Languages,
        termbases: &[&'a Terms<'a>],
    ) -> Names<'a> {
        let langs = langs.into_iter().filter(|_| !termbases.is_empty());
        let finder = |lang| Some((lang, NameFinder::new(languages.get(lang)?, termbases)));
        Names(langs.filter_map(finder).collect())
    }

    /// Returns whether no name can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the names of a text, in its order; they do not overlap.
    #[must_use]
    pub fn find(&self, lang: Lang, text: &str) -> Vec<Named> {
        apart(self.hits(lang, text))
    }

    /// Returns the countries that a text names, also inside the names of institutions.
    #[must_use]
    pub fn countries(&self, lang: Lang, text: &str) -> BTreeSet<Identity> {
        let mut hits = self.hits(lang, text);
        hits.retain(|hit| hit.kind == NameKind::Country);
        apart(hits).into_iter().map(|hit| hit.identity).collect()
    }

    /// Returns the words of a text by which persons can be found in other languages; none
    /// where a language has no capitals.
    #[must_use]
    pub fn strangers(&self, lang: Lang, text: &str) -> Vec<Stranger> {
        let finder = self.0.get(&lang).filter(|finder| finder.cased);
        finder.map_or_else(Vec::new, |finder| finder.strangers(text))
    }

    fn hits(&self, lang: Lang, text: &str) -> Vec<Named> {
        let finder = self.0.get(&lang);
        finder.map_or_else(Vec::new, |finder| finder.hits(text))
    }
}

/// Finds names in texts of one language.
pub(super) struct NameFinder<'a> {
    analyser: evidence::Words,
    values: &'a Values,
    cased: bool,
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
    fn new(language: &'a Language, termbases: &[&'a Terms<'a>]) -> NameFinder<'a> {
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
            cased: language.pack().is_cased(),
            tables: tables.collect(),
        }
    }

    /// The tokens of a text outside of its values, each with the byte where it begins.
    fn tokens(&self, text: &str) -> Vec<(usize, Token)> {
        let mut tokens = Vec::new();
        let mut at = 0;
        for value in self.values.find(text) {
            self.analyser.tokens(text, at..value.span.start, &mut tokens);
            at = value.span.end;
        }
        self.analyser.tokens(text, at..text.len(), &mut tokens);
        tokens
    }

    /// The words of a text with their places.
    pub(super) fn words(&self, text: &str) -> Vec<(Range<usize>, Token)> {
        let tokens = self.tokens(text).into_iter();
        tokens
            .map(|(at, token)| (place(text, at, &token), token))
            .collect()
    }

    /// Whether a token stands in a variant of any concept.
    pub(super) fn has(&self, kind: Kind, text: &str) -> bool {
        let key = key(kind, text);
        self.tables
            .iter()
            .any(|table| table.words.keys.binary_search(&key).is_ok())
    }

    /// All names of a text, overlapping ones too.
    fn hits(&self, text: &str) -> Vec<Named> {
        let tokens = self.tokens(text);
        let mut hits = Vec::new();
        for (base, table) in self.tables.iter().enumerate() {
            table.find(text, &tokens, base, &mut hits);
        }
        hits
    }
}

/// Keeps those that do not overlap, longer ones first; of the same length the earlier
/// termbase's.
fn apart(mut hits: Vec<Named>) -> Vec<Named> {
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.span.len()), hit.span.start, hit.identity));
    let mut out: Vec<Named> = Vec::new();
    for hit in hits {
        let free = |other: &Named| hit.span.end <= other.span.start || other.span.end <= hit.span.start;
        if out.iter().all(free) {
            out.push(hit);
        }
    }
    out.sort_by_key(|hit| hit.span.start);
    out
}

impl Table<'_> {
    fn find(&self, text: &str, tokens: &[(usize, Token)], base: usize, hits: &mut Vec<Named>) {
        let number = |token: &Token| {
            let at = self.words.keys.binary_search(&key(token.kind, &token.key)).ok()?;
            self.words.numbers.get(at)
        };
        let mut places: FxHashMap<u32, Vec<Range<usize>>> = FxHashMap::default();
        for (at, token) in tokens {
            if let Some(number) = number(token) {
                places.entry(number).or_default().push(place(text, *at, token));
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
                        hits.push(Named {
                            kind,
                            identity: (base, *identity),
                            span,
                        });
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
    if text[start.clone()].starts_with(is_han) {
        return han_window(text, start, parts, places);
    }
    let (mut span, mut own) = (start.clone(), vec![start.clone()]);
    for part in &parts[1..] {
        let distance = |r: &&Range<usize>| r.start.abs_diff(start.start);
        let nearest = places[part].iter().min_by_key(distance)?;
        span = span.start.min(nearest.start)..span.end.max(nearest.end);
        own.push(nearest.clone());
    }
    let foreign =
        |(at, c): &(usize, char)| c.is_alphabetic() && !own.iter().any(|r| r.contains(&(span.start + at)));
    let between = text[span.clone()].char_indices().filter(foreign).count();
    (between <= BETWEEN).then_some(span)
}

/// The same in Chinese: characters in a row, whose bigrams keep their order.
fn han_window(
    text: &str,
    start: &Range<usize>,
    parts: &[u32],
    places: &FxHashMap<u32, Vec<Range<usize>>>,
) -> Option<Range<usize>> {
    /// The longest name, in bytes.
    const LONGEST: usize = 20 * 3;
    let before = text[..start.start]
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_han(*c));
    let begins = std::iter::once(start.start).chain(before.map(|(at, _)| at));
    let all = |span: &Range<usize>| {
        parts.iter().all(|part| {
            let mut at = places[part].iter();
            at.any(|r| span.start <= r.start && r.end <= span.end)
        })
    };
    let mut best: Option<Range<usize>> = None;
    for begin in begins.take_while(|begin| start.end - begin <= LONGEST) {
        let after = text[start.end..].char_indices().take_while(|(_, c)| is_han(*c));
        let ends = std::iter::once(start.end).chain(after.map(|(at, c)| start.end + at + c.len_utf8()));
        let span = ends
            .take_while(|end| end - begin <= LONGEST)
            .map(|end| begin..end)
            .find(&all);
        let shorter = |span: &Range<usize>| best.as_ref().is_none_or(|best| span.len() < best.len());
        best = span.filter(shorter).or(best);
    }
    best
}

/// The bytes of a token's word, elisions and all; a Chinese bigram stands at its second
/// character.
fn place(text: &str, at: usize, token: &Token) -> Range<usize> {
    if token.key.starts_with(is_han) {
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        let more = token.key.chars().count() - 1;
        let start = text[..at].char_indices().rev().take(more).last();
        return start.map_or(at, |(start, _)| start)..end;
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let length: usize = text[at..]
        .chars()
        .take_while(|c| word(*c))
        .map(char::len_utf8)
        .sum();
    at..at + length
}
