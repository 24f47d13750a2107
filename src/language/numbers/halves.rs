//! Numbers that a half or a thousand is added to from outside.
//!
//! `un millón y medio` and `two and a half million` add a half of the scale; in
//! `2 mil 500 millones` and `2 mil 300`, as Spanish of the Americas writes it, the
//! thousand stands apart. Both begin as a number that is right by itself, so they are
//! joined after it was read.

use super::{Item, Reading};
use crate::language::quantity::Quantity;
use crate::language::values::{Scan, ValueKind};

impl Reading<'_> {
    /// Returns the token behind `and a half` after a position.
    pub(super) fn half(&self, end: usize) -> Option<usize> {
        let rest = &self.scan.text[end..];
        let phrase = rest.trim_start();
        let space = rest.len() - phrase.len();
        let found = self.reader.and_half.iter().find(|half| {
            let after = phrase.strip_prefix(half.as_str());
            after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        })?;
        let end = end + space + found.len();
        let tokens = self.scan.tokens;
        (space > 0).then(|| tokens.partition_point(|token| token.start < end))
    }

    /// Adds the half that follows a number.
    pub(super) fn with_half(&self, mut item: Item) -> Item {
        let ValueKind::Number(value) = item.kind else {
            return item;
        };
        let Some(mut next) = self.half(item.span.end) else {
            return item;
        };
        let half = Quantity::new(5, -1).expect("a small number");
        let named = self
            .following(next)
            .and_then(|hit| Some((hit.roles.scale?, hit.next)));
        let sum = match named {
            // Two and a half million; a million and half a million.
            Some((scale, after)) => {
                next = after;
                let whole = if value < scale {
                    value.times(scale)
                } else {
                    Some(value)
                };
                whole
                    .zip(scale.times(half))
                    .and_then(|(whole, half)| whole.plus(half))
            }
            None => {
                let one = Quantity::from(1);
                let scale = item.scale.unwrap_or(one);
                scale.times(half).and_then(|half| value.plus(half))
            }
        };
        if let Some(sum) = sum {
            item.kind = ValueKind::Number(sum);
            item.span.end = self.scan.tokens[next - 1].end;
            item.next = next;
        }
        item
    }
}

/// Joins thousands with the hundreds or the millions that follow them.
pub(super) fn thousands(scan: &Scan<'_>, items: &mut Vec<Item>) {
    let thousand = Quantity::from(1000);
    let mut k = 1;
    while k < items.len() {
        let (first, second) = (&items[k - 1], &items[k]);
        let between = scan.text.get(first.span.end..second.span.start);
        let whole = |item: &Item| match item.kind {
            ValueKind::Number(value) => value.whole(),
            _ => None,
        };
        let thousands = whole(first).filter(|n| n % 1000 == 0 && (1000..1_000_000).contains(n));
        // In figures only with the word: `1000 200 millones` is none.
        let worded = !first.figures || first.scale == Some(thousand);
        let rest = second.figures && second.base < thousand && second.base > Quantity::default();
        let sum = thousands
            .filter(|_| worded && rest && between == Some(" "))
            .and_then(|n| Quantity::from(n).plus(second.base))
            .and_then(|sum| match second.scale {
                // 2 mil 300.
                None => whole(second).map(|_| sum),
                Some(scale) if scale > thousand => sum.times(scale),
                Some(_) => None,
            });
        if let Some(sum) = sum {
            let second = items.remove(k);
            let first = &mut items[k - 1];
            first.span.end = second.span.end;
            (first.kind, first.scale, first.next) = (ValueKind::Number(sum), second.scale, second.next);
            first.figures = true;
        } else {
            k += 1;
        }
    }
}
