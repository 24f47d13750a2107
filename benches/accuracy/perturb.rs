//! Makes parallel text hard: merges, drops, leaves out and swaps, and knows the answer.
//!
//! ```text
//!   original   0   1   2   3   4        the gold of en–zh
//!   en         0   1   2–3     4        [0]:[0]  [1]:[]  [2]:[1,2]  [3]:[3]
//!   zh         0       2   3   4        the merge 2–3 of en meets two segments of zh
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use hexapla::model::Lang;
use hexapla::score::Links;

use crate::random::Random;
use crate::table::{Document, Table};

/// How often sentences are merged with the next, and dropped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rates {
    pub(crate) merge: f64,
    pub(crate) drop: f64,
}

/// Of the merges, how many take three sentences.
const TRIPLES: f64 = 0.2;
/// How often an edition leaves out a whole exchange.
const LEFT_OUT: f64 = 0.12;
/// How often an edition swaps an exchange with the next.
const SWAPPED: f64 = 0.08;

/// A document of lines and its gold.
pub(crate) struct Lines {
    pub(crate) document: BTreeMap<Lang, Vec<String>>,
    pub(crate) gold: Links,
}

/// Makes the lines of every edition.
pub(crate) fn lines(table: &Table, document: &Document, rates: Rates, seed: u64) -> Lines {
    let (mut texts, mut origins) = (BTreeMap::new(), BTreeMap::new());
    for (column, &lang) in table.langs.iter().enumerate() {
        let mut random = Random::new(seed, [document.number, column + 1]);
        let runs = runs(0..document.rows.len(), rates, &mut random);
        let line = |run: &Range<usize>| text(document, column, lang, run.clone());
        texts.insert(lang, runs.iter().map(line).collect());
        origins.insert(lang, runs.into_iter().map(Iterator::collect).collect());
    }
    Lines {
        document: texts,
        gold: Links::from_origins(&origins),
    }
}

/// Cuts a run of sentences into segments, without those that are dropped; one always stays.
fn runs(mut all: Range<usize>, rates: Rates, random: &mut Random) -> Vec<Range<usize>> {
    let first = all.start;
    let mut out = Vec::new();
    while !all.is_empty() {
        let draw = random.unit();
        let length = if draw < rates.drop {
            0
        } else if draw < rates.drop + rates.merge {
            2 + usize::from(random.unit() < TRIPLES)
        } else {
            1
        };
        let end = (all.start + length).min(all.end);
        if length > 0 {
            out.push(all.start..end);
        }
        all.start = end.max(all.start + 1);
    }
    if out.is_empty() {
        out.push(first..first + 1);
    }
    out
}

fn text(document: &Document, column: usize, lang: Lang, run: Range<usize>) -> String {
    // Chinese has no spaces between sentences.
    let glue = if lang == Lang::ZH { "" } else { " " };
    let sentences: Vec<&str> = document.rows[run]
        .iter()
        .map(|row| row[column].as_str())
        .collect();
    sentences.join(glue)
}

/// The pages of a document with questions and answers, and their gold.
pub(crate) struct Pages {
    pub(crate) pages: BTreeMap<Lang, String>,
    pub(crate) turns: Links,
    pub(crate) exchanges: Links,
}

/// Makes a page for every edition: a paragraph a turn, labelled `Q: ` or `A: `.
pub(crate) fn pages(table: &Table, document: &Document, rates: Rates, seed: u64) -> Pages {
    let exchanges = exchanges(document.rows.len(), &mut Random::new(seed, [document.number, 0]));
    let (mut pages, mut turns, mut order) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (column, &lang) in table.langs.iter().enumerate() {
        let mut random = Random::new(seed, [document.number, column + 1]);
        let kept = kept(exchanges.len(), &mut random);
        let mut paragraphs = Vec::new();
        for &exchange in &kept {
            for (label, part) in ["Q: ", "A: "].into_iter().zip(&exchanges[exchange]) {
                let runs = runs(part.clone(), rates, &mut random);
                let said: Vec<String> = runs
                    .into_iter()
                    .map(|run| text(document, column, lang, run))
                    .collect();
                let glue = if lang == Lang::ZH { "" } else { " " };
                paragraphs.push(format!("{label}{}", said.join(glue)));
            }
        }
        pages.insert(lang, paragraphs.join("\n\n") + "\n");
        turns.insert(
            lang,
            kept.iter()
                .flat_map(|&e| [vec![2 * e], vec![2 * e + 1]])
                .collect(),
        );
        order.insert(lang, kept.into_iter().map(|e| vec![e]).collect());
    }
    Pages {
        pages,
        turns: Links::from_origins(&turns),
        exchanges: Links::from_origins(&order),
    }
}

/// Cuts sentences into questions of one to three and answers of two to eight;
/// at the end of the document an answer may be shorter.
fn exchanges(sentences: usize, random: &mut Random) -> Vec<[Range<usize>; 2]> {
    let mut out = Vec::new();
    let mut at = 0;
    while at + 1 < sentences {
        let middle = (at + random.between(1, 3)).min(sentences - 1);
        let end = (middle + random.between(2, 8)).min(sentences);
        out.push([at..middle, middle..end]);
        at = end;
    }
    out
}

/// The exchanges of an edition in its order; one always stays.
fn kept(exchanges: usize, random: &mut Random) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..exchanges).filter(|_| random.unit() >= LEFT_OUT).collect();
    if kept.is_empty() && exchanges > 0 {
        kept.push(0);
    }
    let mut k = 1;
    while k < kept.len() {
        if random.unit() < SWAPPED {
            kept.swap(k - 1, k);
            // Nothing moves twice.
            k += 1;
        }
        k += 1;
    }
    kept
}
