//! Which tokens of two languages are counterparts before anything was learnt.
//!
//! Equal values and marks, words spelt alike in one script, and names whose
//! consonants agree. Comparing all names of both sides took longer than the
//! alignment itself, so those alike are looked up ([`Names`]). Han has no word
//! boundaries, and looking for names in all its runs of characters finds too
//! many that are none: it cost half a point.

use rustc_hash::FxHashMap;

use super::names::{MIN_CLASSES, similarity, skeleton, vowel_reading};
use super::tokens::{Kind, Token};
use super::vocabulary::Vocabulary;

/// The probability that a number or date is rendered by the same value.
const VALUE: f64 = 0.9;
/// That a mark is kept.
const MARK: f64 = 0.5;
/// That a word spelt alike in both languages is the counterpart.
const SAME: f64 = 0.8;
/// That words with the same skeleton are one name.
const NAME: f64 = 0.3;
/// The least similarity of skeletons that counts.
const ALIKE: f64 = 0.75;

/// Returns for each token of `source` its possible counterparts in `target`
/// with their probabilities, in order of the target's numbers.
#[must_use]
pub fn prior(source: &Vocabulary, target: &Vocabulary) -> Vec<Vec<(u32, f64)>> {
    let mut names = Names::new(target);
    (0..source.len())
        .map(|id| {
            let token = source.token(u32::try_from(id).expect("numbered by u32"));
            let mut row = equal(token, target);
            names.matches(token, &mut row);
            row.sort_by_key(|&(id, _)| id);
            row.dedup_by_key(|&mut (id, _)| id);
            row
        })
        .collect()
}

fn equal(token: &Token, target: &Vocabulary) -> Vec<(u32, f64)> {
    let probability = match token.kind {
        Kind::Value => VALUE,
        Kind::Mark => MARK,
        Kind::Word | Kind::Name => SAME,
    };
    let kinds: &[Kind] = match token.kind {
        Kind::Word | Kind::Name => &[Kind::Word, Kind::Name],
        Kind::Value => &[Kind::Value],
        Kind::Mark => &[Kind::Mark],
    };
    let twins = kinds.iter().filter_map(|&kind| target.find(kind, &token.key));
    twins.map(|id| (id, probability)).collect()
}

/// The names of a vocabulary, to be found by skeletons like theirs.
///
/// Most skeletons are short, and at three quarters alike they differ by one
/// class: both become equal when one class is taken out of one of them or of
/// both. So each skeleton is kept under itself and under all that is left of it
/// when a class is taken out. Long ones may differ by more and are compared one
/// by one; there are few.
struct Names {
    /// Distinct skeletons with the names that have them, as places in `entries`.
    skeletons: Vec<(String, Vec<u32>)>,
    /// The names in order, each reading of a name apart.
    entries: Vec<u32>,
    shortened: FxHashMap<Box<[u8]>, Vec<u32>>,
    long: Vec<u32>,
    /// What was asked before.
    asked: FxHashMap<String, Vec<(u32, f64)>>,
}

/// Skeletons up to this length that are alike differ by one class at most.
const SHORT: usize = 7;
/// From how many names on only the likest counterparts of each are kept.
const MANY: usize = 100_000;
/// How many those are.
const LIKEST: usize = 16;

impl Names {
    fn new(vocabulary: &Vocabulary) -> Names {
        let mut names = Names {
            skeletons: Vec::new(),
            entries: Vec::new(),
            shortened: FxHashMap::default(),
            long: Vec::new(),
            asked: FxHashMap::default(),
        };
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        for id in vocabulary.of_kind(Kind::Name) {
            for skeleton in readings(&vocabulary.token(id).key) {
                let at = match known.get(&skeleton) {
                    Some(&at) => at,
                    None => names.insert(&skeleton, &mut known),
                };
                names.skeletons[at as usize].1.push(count(names.entries.len()));
                names.entries.push(id);
            }
        }
        names
    }

    fn insert(&mut self, skeleton: &str, known: &mut FxHashMap<String, u32>) -> u32 {
        let at = count(self.skeletons.len());
        self.skeletons.push((skeleton.to_owned(), Vec::new()));
        known.insert(skeleton.to_owned(), at);
        if skeleton.len() <= SHORT {
            for key in shorter(skeleton) {
                self.shortened.entry(key).or_default().push(at);
            }
        }
        if skeleton.len() >= SHORT {
            self.long.push(at);
        }
        at
    }

    fn matches(&mut self, token: &Token, row: &mut Vec<(u32, f64)>) {
        if token.kind != Kind::Name {
            return;
        }
        for mine in readings(&token.key) {
            if !self.asked.contains_key(&mine) {
                let found = self.find(&mine);
                self.asked.insert(mine.clone(), found);
            }
            let found = self.asked[&mine].iter();
            row.extend(found.map(|&(entry, like)| (self.entries[entry as usize], NAME * like)));
        }
    }

    /// Returns the entries whose skeletons are like this one, in order.
    fn find(&self, mine: &str) -> Vec<(u32, f64)> {
        let mut near: Vec<u32> = Vec::new();
        if mine.len() <= SHORT {
            let known = shorter(mine).filter_map(|key| self.shortened.get(&key));
            near.extend(known.flatten());
        }
        if mine.len() >= SHORT {
            near.extend(&self.long);
        }
        near.sort_unstable();
        near.dedup();
        let mut found: Vec<(u32, f64)> = Vec::new();
        for at in near {
            let (other, entries) = &self.skeletons[at as usize];
            if other.as_bytes()[0] == mine.as_bytes()[0] && mine.len().abs_diff(other.len()) <= 1 {
                let like = similarity(mine, other);
                if like >= ALIKE {
                    found.extend(entries.iter().map(|&entry| (entry, like)));
                }
            }
        }
        if self.entries.len() > MANY && found.len() > LIKEST {
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.truncate(LIKEST);
        }
        found.sort_by_key(|&(entry, _)| entry);
        found
    }
}

/// Returns a skeleton, and what is left of it without each of its classes.
fn shorter(skeleton: &str) -> impl Iterator<Item = Box<[u8]>> {
    let bytes = skeleton.as_bytes();
    let without = |k: usize| [&bytes[..k], &bytes[k + 1..]].concat().into();
    std::iter::once(bytes.into()).chain((0..bytes.len()).map(without))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("numbered by u32")
}

fn readings(key: &str) -> Vec<String> {
    let mut out = vec![skeleton(key)];
    out.extend(vowel_reading(key));
    out.retain(|s| s.len() >= MIN_CLASSES);
    out
}
