//! Ranges that share a scale or a percent sign: `5–7 million`, `30 to 40 %`.

use super::Item;
use crate::language::joiners::JOINERS;
use crate::language::values::{Scan, ValueKind};

/// Gives the first number of a range what only the second one has.
pub(super) fn share(scan: &Scan<'_>, items: &mut [Item]) {
    for k in (1..items.len()).rev() {
        let (head, tail) = items.split_at_mut(k);
        let (Some(first), second) = (head.last_mut(), &tail[0]) else {
            continue;
        };
        let ValueKind::Number(value) = first.kind else {
            continue;
        };
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
