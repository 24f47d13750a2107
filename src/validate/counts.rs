//! Numbers in headers and of exchanges are what is there.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::scan::{Counts, List, Number, Scan, Text};
use crate::model::Lang;

/// What is counted over an edition, a briefing or the corpus.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) editions: usize,
    pub(super) exchanges: usize,
    pub(super) turns: usize,
    pub(super) sentences: usize,
    pub(super) words: BTreeMap<Lang, usize>,
    /// How often each element stands in texts and alignments.
    pub(super) elements: Counts,
}

impl Totals {
    /// Counts an edition.
    pub(super) fn of(lang: Lang, text: &Text) -> Totals {
        Totals {
            editions: 1,
            exchanges: text.exchanges.len(),
            turns: text.turns.len(),
            sentences: text.sentences.len(),
            words: [(lang, text.words)].into(),
            elements: text.elements.clone(),
        }
    }

    /// Adds what was counted in a part.
    pub(super) fn add(&mut self, part: &Totals) {
        self.editions += part.editions;
        self.exchanges += part.exchanges;
        self.turns += part.turns;
        self.sentences += part.sentences;
        for (&lang, n) in &part.words {
            *self.words.entry(lang).or_default() += n;
        }
        self.add_elements(&part.elements);
    }

    /// Adds elements.
    pub(super) fn add_elements(&mut self, counts: &Counts) {
        for (name, n) in counts {
            *self.elements.entry(name.clone()).or_default() += n;
        }
    }
}

/// Checks the numbers in the header of a file; `more` are those that only it has.
pub(super) fn header(scan: &Scan, totals: &Totals, more: &[(&str, usize)], out: &mut Vec<Finding>) {
    let mut counted: Counts = more.iter().map(|(unit, n)| ((*unit).to_owned(), *n)).collect();
    let mut count = |unit: &str, n| {
        counted.insert(unit.to_owned(), n);
    };
    count("exchanges", totals.exchanges);
    count("turns", totals.turns);
    count("sentences", totals.sentences);
    let words: usize = totals.words.values().sum();
    count("words", words);
    for (lang, n) in totals.words.iter().filter(|_| totals.words.len() > 1) {
        count(&format!("words {lang}"), *n);
    }
    compare(scan, "extent", &scan.measures, counted, out);
    compare(scan, "tagUsage", &scan.usages, totals.elements.clone(), out);
    // Shares are whole percents, halves rounded up; of no words there are none.
    let share = |n: &usize| (n * 200 + words).checked_div(2 * words);
    let shares = totals.words.iter();
    let shares: Counts = shares
        .filter_map(|(lang, n)| Some((lang.to_string(), share(n)?)))
        .collect();
    let said = scan.languages.iter().filter(|said| shares.contains_key(&said.of));
    for Number { of, number, line } in said {
        let right = shares[of];
        if number.parse() != Ok(right) {
            let what = format!("usage=\"{number}\" of the language {of}, its share is {right}");
            out.push(Finding::new(&scan.path, *line, "count", what));
        }
    }
}

/// Compares numbers of a header with what was counted; each has to be there.
fn compare(scan: &Scan, place: &str, said: &[Number], mut counted: Counts, out: &mut Vec<Finding>) {
    for Number { of, number, line } in said {
        // Of what there is none nothing need be said, and other units are not ours.
        let right = counted.remove(of).or((place == "tagUsage").then_some(0));
        if let Some(right) = right
            && number.parse() != Ok(right)
        {
            let what = format!("{place} counts {number} of `{of}`, there are {right}");
            out.push(Finding::new(&scan.path, *line, "count", what));
        }
    }
    for (of, n) in counted {
        let what = format!("{place} does not count `{of}`: {n}");
        out.push(Finding::new(&scan.path, scan.root, "count", what));
    }
}

/// Checks that the exchanges of an edition are numbered.
pub(super) fn numbers(scan: &Scan, text: &Text, out: &mut Vec<Finding>) {
    for (k, (number, line)) in text.numbers.iter().enumerate() {
        if number.parse() != Ok(k + 1) {
            let what = format!("n=\"{number}\" on the exchange that is number {}", k + 1);
            out.push(Finding::new(&scan.path, *line, "number", what));
        }
    }
}

/// Counts the groups of a briefing, unaligned ones included.
pub(super) fn groups(lists: &[List]) -> [(&'static str, usize); 3] {
    [
        ("exchange-groups", "exchange"),
        ("turn-groups", "turn"),
        ("sentence-groups", "sentence"),
    ]
    .map(|(unit, level)| {
        let mine = lists.iter().filter(|l| l.pair.is_none() && l.level == level);
        (unit, mine.map(|list| list.links.len()).sum())
    })
}
