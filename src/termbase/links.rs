//! Which words of a run the termbase says are counterparts.

use rustc_hash::FxHashMap;

use super::compile::{Terms, Words, key};
use crate::evidence::{Token, Vocabulary};
use crate::model::Lang;

/// The variants of one language whose tokens all occur in a run.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The concept of each variant, rising, and how many tokens it has.
    variants: Vec<(u32, u32)>,
    /// Where the run's tokens of each begin, with the end.
    starts: Vec<u32>,
    ids: Vec<u32>,
}

impl Terms<'_> {
    /// Finds the variants whose tokens all occur.
    #[must_use]
    pub fn seen(&self, lang: Lang, vocabulary: &Vocabulary) -> Seen {
        let words = self.words.iter().find(|words| words.lang == lang.as_str());
        words.map_or_else(Seen::default, |words| words.seen(vocabulary))
    }
}

impl Terms<'_> {
    /// Returns whether a variant of a concept stands among tokens.
    pub(super) fn finds(&self, lang: Lang, concept: u32, tokens: &[Token]) -> bool {
        let Some(words) = self.words.iter().find(|words| words.lang == lang.as_str()) else {
            return false;
        };
        let number = |token: &Token| {
            let at = words.keys.binary_search(&key(token.kind, &token.key)).ok()?;
            words.numbers.get(at)
        };
        let numbers: Vec<u32> = tokens.iter().filter_map(number).collect();
        let from = words
            .concepts
            .iter()
            .position(|c| c >= concept)
            .unwrap_or(words.concepts.len());
        let variants = (from..words.concepts.len()).take_while(|&v| words.concepts.get(v) == Some(concept));
        let parts = |v: usize| {
            let (start, end) = (words.starts.get(v)?, words.starts.get(v + 1)?);
            words.parts.get_subslice(start as usize..end as usize)
        };
        variants
            .filter_map(parts)
            .any(|parts| parts.iter().all(|part| numbers.contains(&part)))
    }
}

impl Words<'_> {
    fn seen(&self, vocabulary: &Vocabulary) -> Seen {
        // The run's tokens of each token of ours.
        let mut found: Vec<(u32, u32)> = Vec::new();
        for id in (0u32..).take(vocabulary.len()) {
            let token = vocabulary.token(id);
            if let Ok(at) = self.keys.binary_search(&key(token.kind, &token.key)) {
                found.extend(self.numbers.get(at).map(|number| (number, id)));
            }
        }
        found.sort_unstable();
        let mut first = vec![0usize; self.tokens as usize + 1];
        for &(number, _) in &found {
            first[number as usize + 1] += 1;
        }
        for k in 1..first.len() {
            first[k] += first[k - 1];
        }
        let of = |number: u32| &found[first[number as usize]..first[number as usize + 1]];
        let mut seen = Seen {
            starts: vec![0],
            ..Seen::default()
        };
        let bounds = self.starts.iter().zip(self.starts.iter().skip(1));
        for (concept, (start, end)) in self.concepts.iter().zip(bounds) {
            let Some(parts) = self.parts.get_subslice(start as usize..end as usize) else {
                continue;
            };
            if parts.iter().all(|part| !of(part).is_empty()) {
                seen.variants.push((concept, end - start));
                let ids = parts.iter().flat_map(|part| of(part).iter().map(|&(_, id)| id));
                seen.ids.extend(ids);
                seen.starts
                    .push(u32::try_from(seen.ids.len()).unwrap_or(u32::MAX));
            }
        }
        seen
    }
}

impl Seen {
    fn ids(&self, variant: usize) -> &[u32] {
        &self.ids[self.starts[variant] as usize..self.starts[variant + 1] as usize]
    }

    /// Returns the tokens of the variants, each as often as it stands in one.
    pub fn tokens(&self) -> impl Iterator<Item = u32> + '_ {
        self.ids.iter().copied()
    }

    /// Returns the counterparts of this language's tokens in another's, with their
    /// probabilities: (source, target, probability).
    ///
    /// As of a dictionary's entries: a variant gives each of its n tokens a mass of 1/n,
    /// spread evenly over the m tokens of each variant of the other language; what a token
    /// gets in all is scaled down to one where it is more.
    #[must_use]
    pub fn links(&self, other: &Seen) -> Vec<(u32, u32, f64)> {
        let mut cells: FxHashMap<(u32, u32), f64> = FxHashMap::default();
        let mut sums: FxHashMap<u32, f64> = FxHashMap::default();
        let mut from = 0;
        for (v, &(concept, n)) in self.variants.iter().enumerate() {
            while other.variants.get(from).is_some_and(|&(c, _)| c < concept) {
                from += 1;
            }
            let same = other.variants[from..].iter().take_while(|&&(c, _)| c == concept);
            for (w, &(_, m)) in (from..).zip(same) {
                let share = 1.0 / f64::from(n * m);
                for &s in self.ids(v) {
                    for &t in other.ids(w) {
                        *cells.entry((s, t)).or_default() += share;
                        *sums.entry(s).or_default() += share;
                    }
                }
            }
        }
        let scaled = |((s, t), mass): ((u32, u32), f64)| (s, t, mass / sums[&s].max(1.0));
        let mut links: Vec<(u32, u32, f64)> = cells.into_iter().map(scaled).collect();
        links.sort_unstable_by_key(|&(s, t, _)| (s, t));
        links
    }
}
