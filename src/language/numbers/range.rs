//! Ranges that share a scale or a percent sign: `5–7 million`, `30 to 40 %`.

use super::Item;
use crate::language::joiners::JOINERS;
use crate::language::quantity::Quantity;
use crate::language::values::{Scan, ValueKind};

/// Gives the first number of a range what only the second one has.
pub(super) fn share(scan: &Scan<'_>, items: &mut [Item]) {
    for k in (1..items.len()).rev() {
        let (head, tail) = items.split_at_mut(k);
        let Some(first) = head.last_mut() else { continue };
        let second = &tail[0];
        let ValueKind::Number(value) = first.kind else {
            continue;
        };
        if let Some(year) = short_year(scan, first, second) {
            tail[0].kind = ValueKind::Number(year);
            continue;
        }
        let between = scan
            .text
            .get(first.span.end..second.span.start)
            .unwrap_or_default();
        let between = between.trim_end_matches(['$', '€', '£', '¥', ' ']);
        if first.scale.is_some() || first.figures != second.figures || !JOINERS.is_range(between) {
            continue;
        }
        let year = value.whole().is_some_and(|value| (1900..2100).contains(&value));
        match second.kind {
            ValueKind::Percent(_) if !year => first.kind = ValueKind::Percent(value),
            ValueKind::Number(_) if value < second.base && !year => {
                if let Some(product) = second.scale.and_then(|scale| value.times(scale)) {
                    first.kind = ValueKind::Number(product);
                    first.scale = second.scale;
                }
            }
            _ => {}
        }
    }
}

/// The year that the second half of `2021-25` is.
fn short_year(scan: &Scan<'_>, first: &Item, second: &Item) -> Option<Quantity> {
    let digits = |item: &Item| {
        let text = &scan.text[item.span.clone()];
        text.bytes().all(|b| b.is_ascii_digit()).then_some(text)
    };
    let (long, short) = (digits(first)?, digits(second)?);
    let between = scan.text.get(first.span.end..second.span.start)?;
    let year: u64 = long.parse().ok().filter(|year| (1900..2100).contains(year))?;
    let end: u64 = short
        .parse()
        .ok()
        .filter(|end| short.len() == 2 && *end > year % 100)?;
    matches!(between, "-" | "–" | "/").then(|| Quantity::from(year - year % 100 + end))
}
