//! What a run learnt, as a lexicon.
//!
//! Written is what the text bears out: links whose expected count survives the
//! learner's discount and its thresholds. Counterparts that were known before and
//! never met are left out; equal values and names that sound alike are
//! found again in any run, and another lexicon can be named beside this one.

use crate::lexicon::{Draft, Lexicon, Link, thousandths};
use crate::model::Pair;

use super::model::Models;
use super::words::Table;

/// The least probability of a link, in thousandths: the learner's own.
const LEAST: u16 = 10;

/// Makes a lexicon of the words of a run and of its tables.
pub(crate) fn harvest(models: &Models) -> Lexicon {
    let mut draft = Draft::default();
    let mut numbers: Vec<Vec<u32>> = Vec::new();
    for (k, &lang) in models.langs.iter().enumerate() {
        let vocabulary = models.vocabulary(k);
        let word = |id| draft.word(lang, vocabulary.token(id), vocabulary.count(id) as u64);
        numbers.push((0u32..).take(vocabulary.len()).map(word).collect());
        draft.total(lang, vocabulary.total() as u64);
    }
    for (a, &first) in models.langs.iter().enumerate() {
        for (b, &second) in models.langs.iter().enumerate().skip(a + 1) {
            let pair = Pair::new(first, second);
            links(models.table(a, b), (&numbers[a], &numbers[b]), |s, t, p| {
                draft.link(
                    pair,
                    Link {
                        first: s,
                        second: t,
                        forward: p,
                        backward: 0,
                    },
                );
            });
            links(models.table(b, a), (&numbers[b], &numbers[a]), |s, t, p| {
                draft.link(
                    pair,
                    Link {
                        first: t,
                        second: s,
                        forward: 0,
                        backward: p,
                    },
                );
            });
        }
    }
    draft.finish(LEAST)
}

/// Gives all links of a table, by the lexicon's numbers.
fn links(table: &Table, (sources, targets): (&[u32], &[u32]), mut link: impl FnMut(u32, u32, u16)) {
    for (k, &source) in (0u32..).zip(sources) {
        for &(t, p) in table.row(k) {
            link(source, targets[t as usize], thousandths(f64::from(p)));
        }
    }
}
