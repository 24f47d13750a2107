//! Numbers in headers and of exchanges are what is there.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::scan::{List, Scan, Text};

/// Checks the measures of a header against what was counted.
pub(super) fn measures(scan: &Scan, counted: &[(&str, usize)], out: &mut Vec<Finding>) {
    for (unit, quantity, line) in &scan.measures {
        let right = counted.iter().find(|(known, _)| known == unit);
        if let Some((_, right)) = right
            && quantity.parse() != Ok(*right)
        {
            let what = format!("the header counts {quantity} {unit}, there are {right}");
            out.push(Finding::new(&scan.path, *line, "count", what));
        }
    }
    for (unit, right) in counted {
        if !scan.measures.iter().any(|(known, ..)| known == unit) {
            let what = format!("the header does not count its {unit}: {right}");
            out.push(Finding::new(&scan.path, scan.root, "count", what));
        }
    }
}

/// Checks the counts of a file of an edition.
pub(super) fn edition(scan: &Scan, text: &Text, out: &mut Vec<Finding>) {
    let counted = [
        ("exchanges", text.exchanges.len()),
        ("turns", text.turns.len()),
        ("sentences", text.sentences.len()),
    ];
    measures(scan, &counted, out);
    let mut left: BTreeMap<&str, usize> = text
        .elements
        .iter()
        .map(|(name, n)| (name.as_str(), *n))
        .collect();
    for (element, occurs, line) in &scan.usages {
        let right = left.remove(element.as_str()).unwrap_or(0);
        if occurs.parse() != Ok(right) {
            let what = format!("tagUsage counts {occurs} of `{element}`, there are {right}");
            out.push(Finding::new(&scan.path, *line, "count", what));
        }
    }
    for (element, n) in left {
        let what = format!("tagUsage does not count `{element}`: {n}");
        out.push(Finding::new(&scan.path, scan.root, "count", what));
    }
    for (k, (number, line)) in text.numbers.iter().enumerate() {
        if number.parse() != Ok(k + 1) {
            let what = format!("n=\"{number}\" on the exchange that is number {}", k + 1);
            out.push(Finding::new(&scan.path, *line, "number", what));
        }
    }
}

/// Checks the counts of a briefing.
pub(super) fn briefing(scan: &Scan, editions: usize, lists: &[List], out: &mut Vec<Finding>) {
    let groups = |level: &str| -> usize {
        let mine = lists.iter().filter(|l| l.pair.is_none() && l.level == level);
        mine.map(|list| list.links.len()).sum()
    };
    let counted = [
        ("editions", editions),
        ("exchange-groups", groups("exchange")),
        ("turn-groups", groups("turn")),
        ("sentence-groups", groups("sentence")),
    ];
    measures(scan, &counted, out);
}
