//! Which tokens of two languages are counterparts before anything was learnt.
//!
//! Equal values and marks, words spelt alike in one script, and names whose
//! consonants agree.
//! Han has no word boundaries, and looking for names in all its runs of
//! characters finds too many that are none: it cost half a point.

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
    let names = Names::new(target);
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
    let mut row = Vec::new();
    for &kind in kinds {
        let twin = Token {
            kind,
            key: token.key.clone(),
        };
        if let Some(id) = target.id(&twin) {
            row.push((id, probability));
        }
    }
    row
}

/// The names of a vocabulary by the first class of their skeletons.
struct Names {
    by_start: FxHashMap<u8, Vec<(u32, String)>>,
}

impl Names {
    fn new(vocabulary: &Vocabulary) -> Names {
        let mut by_start: FxHashMap<u8, Vec<(u32, String)>> = FxHashMap::default();
        for id in vocabulary.of_kind(Kind::Name) {
            for skeleton in readings(&vocabulary.token(id).key) {
                by_start
                    .entry(skeleton.as_bytes()[0])
                    .or_default()
                    .push((id, skeleton));
            }
        }
        Names { by_start }
    }

    fn matches(&self, token: &Token, row: &mut Vec<(u32, f64)>) {
        if token.kind != Kind::Name {
            return;
        }
        for mine in readings(&token.key) {
            let Some(others) = self.by_start.get(&mine.as_bytes()[0]) else {
                continue;
            };
            for (id, other) in others {
                if mine.len().abs_diff(other.len()) <= 1 {
                    let like = similarity(&mine, other);
                    if like >= ALIKE {
                        row.push((*id, NAME * like));
                    }
                }
            }
        }
    }
}

fn readings(key: &str) -> Vec<String> {
    let mut out = vec![skeleton(key)];
    out.extend(vowel_reading(key));
    out.retain(|s| s.len() >= MIN_CLASSES);
    out
}
