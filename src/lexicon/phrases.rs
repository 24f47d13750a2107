//! Phrases of a dictionary to links between tokens.
//!
//! # The problem
//!
//! A dictionary pairs phrases, the aligner scores tokens, and says nothing of
//! weights:
//!
//! ```text
//! prime minister   总理          2 tokens, 3 tokens (总, 理, 总理)
//! bank             银行
//! bank             岸
//! ```
//!
//! # The choice
//!
//! An entry gives each of its n source tokens a mass of 1/n, spread evenly over
//! its m target tokens. What a source token gets over all entries is its row of
//! probabilities; a row of more than one in all is scaled down to one. So a
//! headword with two translations halves between them, and a word that is only
//! ever a part of phrases (`prime`) stays less than certain. Links under
//! one in a hundred are left out, as the learner does: `to` in ten thousand
//! entries `to go`, `to see` means none of them. Marks are left out.
//!
//! # Rejected
//!
//! Expectation–maximisation over the entries, as if they were beads: it would find
//! which word of a phrase renders which where other entries say so, but most
//! phrases stand in a dictionary because they are not rendered word by word, and
//! learning from the run's own text follows anyway.

use std::collections::BTreeMap;

use super::data::{Lexicon, Link, thousandths};
use super::draft::Draft;
use super::error::Fault;
use crate::evidence::{Analyser, Kind, Token};
use crate::language::Languages;
use crate::model::{Lang, Pair};

/// The least probability of a link, in thousandths.
const LEAST: u16 = 10;

/// An entry: a phrase of the first language, one of the second.
pub(super) type Entry = (String, String);

/// Makes a lexicon of the entries of a dictionary from one language to another.
pub(super) fn lexicon(
    entries: &[Entry],
    (first, second): (Lang, Lang),
    languages: &Languages,
) -> Result<Lexicon, Fault> {
    if first == second {
        return Err(Fault::whole(format!(
            "`{first}` on both sides: a dictionary has two languages"
        )));
    }
    let (mut one, mut other) = (Side::new(first, languages)?, Side::new(second, languages)?);
    let mut entries: Vec<(Vec<u32>, Vec<u32>)> = entries
        .iter()
        .map(|(a, b)| (one.tokens(a), other.tokens(b)))
        .collect();
    entries.sort_unstable();
    entries.dedup();
    let mut cells: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for (a, b) in &entries {
        let share = 1.0 / (a.len().max(1) * b.len().max(1)) as f64;
        for &s in a {
            for &t in b {
                *cells.entry((s, t)).or_default() += share;
            }
        }
    }
    Ok(draft(&cells, (&one, &other)).finish(LEAST))
}

/// The share of a cell is the same in both directions, (1/n)(1/m); only what it
/// is divided by differs.
fn draft(cells: &BTreeMap<(u32, u32), f64>, (one, other): (&Side<'_>, &Side<'_>)) -> Draft {
    let mut sums = [vec![0.0f64; one.tokens.len()], vec![0.0f64; other.tokens.len()]];
    for (&(a, b), share) in cells {
        sums[0][a as usize] += share;
        sums[1][b as usize] += share;
    }
    let mut draft = Draft::default();
    let pair = Pair::new(one.lang, other.lang);
    for (&(a, b), share) in cells {
        let there = thousandths(share / sums[0][a as usize].max(1.0));
        let back = thousandths(share / sums[1][b as usize].max(1.0));
        let a = draft.word(one.lang, &one.tokens[a as usize], 0);
        let b = draft.word(other.lang, &other.tokens[b as usize], 0);
        draft.link(
            pair,
            if one.lang < other.lang {
                Link {
                    first: a,
                    second: b,
                    forward: there,
                    backward: back,
                }
            } else {
                Link {
                    first: b,
                    second: a,
                    forward: back,
                    backward: there,
                }
            },
        );
    }
    draft
}

/// One column of the dictionary.
struct Side<'a> {
    lang: Lang,
    analyser: Analyser<'a>,
    numbers: BTreeMap<Token, u32>,
    tokens: Vec<Token>,
}

impl<'a> Side<'a> {
    fn new(lang: Lang, languages: &'a Languages) -> Result<Side<'a>, Fault> {
        let Some(language) = languages.get(lang) else {
            let known: Vec<String> = languages.codes().map(|code| code.to_string()).collect();
            return Err(Fault::whole(format!(
                "no language pack for `{lang}`: known are {}; add one with --language-pack FILE",
                known.join(", ")
            )));
        };
        Ok(Side {
            lang,
            analyser: Analyser::new(language.pack(), language.values()),
            numbers: BTreeMap::new(),
            tokens: Vec::new(),
        })
    }

    /// The kinds of tokens of a phrase, marks left out, each once.
    fn tokens(&mut self, phrase: &str) -> Vec<u32> {
        let mut out = Vec::new();
        for token in self.analyser.tokens(phrase) {
            if token.kind != Kind::Mark {
                out.push(self.number(token));
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    fn number(&mut self, token: Token) -> u32 {
        if let Some(&id) = self.numbers.get(&token) {
            return id;
        }
        let id = u32::try_from(self.tokens.len()).expect("fewer than 2^32 words");
        self.tokens.push(token.clone());
        self.numbers.insert(token, id);
        id
    }
}
