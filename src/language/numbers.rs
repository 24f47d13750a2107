//! Numbers in figures and in words, with their scales and signs.
//!
//! A figure is read with the language's separators (`1.250` is 1250 in Spanish
//! and 1.25 in English), then what follows it decides what it is: a scale
//! (`18,5 млн`), a percent sign, an ordinal ending (`34.º`), the rest of a
//! fraction. Words are added up by rules that hold in many languages, so that
//! a pack lists words only. A grammar for each language was rejected, since a
//! user's own language could not bring one.

mod compose;
mod figure;
mod halves;
mod han;
mod range;

use std::ops::Range;

use super::digits::fold;
use super::joiners::JOINERS;
use super::lexicon::{Class, Hit, Token};
use super::pack::Pack;
use super::quantity::Quantity;
use super::script::is_han;
use super::values::{Scan, Value, ValueKind};
use compose::Sum;
use figure::Marks;
use han::Numerals;

/// Reads the numbers of one language.
#[derive(Debug)]
pub(super) struct NumberReader {
    marks: Marks,
    suffixes: Vec<String>,
    prefixes: Vec<String>,
    /// Percent words that stand before their number: `百分之`.
    percent_before: Vec<String>,
    /// What adds a half to the number before it: `and a half`.
    and_half: Vec<String>,
    numerals: Option<Numerals>,
}

/// A value with what is needed to judge its neighbours.
#[derive(Debug, Clone)]
struct Item {
    span: Range<usize>,
    kind: ValueKind,
    /// The number before it was multiplied.
    base: Quantity,
    scale: Option<Quantity>,
    /// Whether it is written in figures.
    figures: bool,
    /// The token behind it.
    next: usize,
}

/// One text being read.
struct Reading<'a> {
    reader: &'a NumberReader,
    scan: &'a Scan<'a>,
    /// Tokens that dates or addresses have taken.
    taken: Vec<bool>,
}

impl NumberReader {
    /// Collects separators, endings and numerals of a pack.
    pub(super) fn new(pack: &Pack) -> NumberReader {
        let numbers = &pack.numbers;
        let longest_first = |words: &[String]| {
            let mut words: Vec<String> = words
                .iter()
                .map(|word| fold(word))
                .filter(|word| !word.is_empty())
                .collect();
            words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
            words.dedup();
            words
        };
        let mut percent_before = longest_first(&numbers.percent);
        percent_before.retain(|word| word.ends_with('之'));
        NumberReader {
            marks: Marks::new(numbers),
            suffixes: longest_first(&numbers.ordinal_suffixes),
            prefixes: longest_first(&numbers.ordinal_prefixes),
            percent_before,
            and_half: longest_first(&numbers.and_half),
            numerals: Numerals::new(numbers),
        }
    }

    /// Returns whether a text is a single numeral, as Chinese has them.
    pub(super) fn is_numeral(&self, text: &str) -> bool {
        let known = |numerals: &Numerals| numerals.value(text).is_some();
        self.numerals.as_ref().is_some_and(known)
    }

    /// Returns the numbers outside of the dates, in text order.
    pub(super) fn find(&self, scan: &Scan<'_>, dates: &[Value]) -> Vec<Value> {
        let mut reading = Reading {
            reader: self,
            scan,
            taken: vec![false; scan.tokens.len()],
        };
        dates.iter().for_each(|date| reading.take(date.span.clone()));
        for span in scan.addresses {
            reading.take(span.clone());
        }
        let mut items = reading.items();
        halves::thousands(scan, &mut items);
        range::share(scan, &mut items);
        items
            .into_iter()
            .map(|Item { span, kind, .. }| Value { span, kind })
            .collect()
    }
}

impl Reading<'_> {
    fn take(&mut self, span: Range<usize>) {
        let tokens = self.scan.tokens;
        let first = tokens.partition_point(|token| token.end <= span.start);
        let count = tokens[first..]
            .iter()
            .take_while(|token| token.start < span.end)
            .count();
        self.taken[first..first + count].fill(true);
    }

    fn items(&self) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        let mut k = 0;
        while k < self.scan.tokens.len() {
            let (item, mut next) = self.item(k, items.last());
            if let Some(item) = item.map(|item| self.with_half(item)) {
                next = next.max(item.next);
                let halves = |last: &Item| {
                    // `النصف الأول` is the first half: a place, no share.
                    matches!(last.kind, ValueKind::Fraction(..)) && last.next == k && !last.figures
                };
                if matches!(item.kind, ValueKind::Ordinal(_)) && items.last().is_some_and(halves) {
                    items.pop();
                }
                items.push(item);
            }
            k = next.max(k + 1);
        }
        items
    }

    /// Reads what starts at a token and returns the token to go on from.
    fn item(&self, k: usize, last: Option<&Item>) -> (Option<Item>, usize) {
        if self.taken[k] {
            return (None, k + 1);
        }
        if self.scan.tokens[k].class == Class::Digits {
            return self.figure(k);
        }
        let Some(hit) = self.hit(k) else {
            return self.numeral(k);
        };
        let roles = hit.roles;
        if let Some(day) = roles.weekday {
            return self.finish(k, hit.next, ValueKind::Weekday(day), Quantity::default());
        }
        if let Some(fraction) = roles.fraction
            && roles.ordinal.is_none()
            && roles.cardinal.is_none()
        {
            let placed =
                last.is_some_and(|last| matches!(last.kind, ValueKind::Ordinal(_)) && last.next == k);
            return if placed {
                (None, hit.next)
            } else {
                self.fraction(k, hit, fraction)
            };
        }
        if roles.cardinal.is_some() || roles.ordinal.is_some() || roles.scale.is_some() {
            let (item, next) = self.words(k, hit.start);
            return if item.is_some() || next > k {
                (item, next)
            } else {
                self.numeral(k)
            };
        }
        // A month or a percent sign of its own; its parts mean nothing either.
        (None, hit.next)
    }

    /// Returns the phrase at a token unless a date has taken a part of it.
    fn hit(&self, k: usize) -> Option<&Hit> {
        let hit = self.scan.hits.at(k)?;
        (!self.taken[k..hit.next].contains(&true)).then_some(hit)
    }

    fn token(&self, k: usize) -> Option<&Token> {
        self.scan.tokens.get(k).filter(|_| !self.taken[k])
    }

    fn text(&self, token: &Token) -> &str {
        &self.scan.text[token.start..token.end]
    }

    /// Tells how the token before and this one touch: by nothing or a space.
    fn touches(&self, k: usize) -> bool {
        let Some(before) = k.checked_sub(1).map(|k| &self.scan.tokens[k]) else {
            return false;
        };
        self.scan
            .tokens
            .get(k)
            .is_some_and(|token| token.start <= before.end + 1)
    }

    /// Returns the phrase that follows directly, over a space or a hyphen.
    fn following(&self, k: usize) -> Option<&Hit> {
        let token = self.token(k).filter(|_| self.touches(k))?;
        match self.hit(k) {
            Some(hit) => Some(hit),
            None if self.text(token) == "-" && self.scan.tokens.get(k + 1)?.start == token.end => {
                self.hit(k + 1)
            }
            None => None,
        }
    }

    fn finish(&self, k: usize, next: usize, kind: ValueKind, base: Quantity) -> (Option<Item>, usize) {
        let start = self
            .scan
            .hits
            .at(k)
            .map_or(self.scan.tokens[k].start, |hit| hit.start);
        let item = Item {
            span: start..self.scan.tokens[next - 1].end,
            kind,
            base,
            scale: None,
            figures: false,
            next,
        };
        (Some(item), next)
    }

    /// Reads a fraction word: `half`, `полтора миллиона`, `half a million`.
    fn fraction(&self, k: usize, hit: &Hit, (above, below): (u32, u32)) -> (Option<Item>, usize) {
        let mut after = hit.next;
        if self
            .token(after)
            .is_some_and(|token| self.touches(after) && JOINERS.is_article(self.text(token)))
        {
            after += 1;
        }
        let value = decimal(above, below);
        if let Some(value) = value
            && let Some((next, scale)) = self
                .following(after)
                .and_then(|hit| Some((hit.next, hit.roles.scale?)))
            && let Some(number) = value.times(scale)
        {
            return self.finish(k, next, ValueKind::Number(number), value);
        }
        match value.filter(|_| above > below) {
            Some(value) => self.finish(k, hit.next, ValueKind::Number(value), value),
            None => self.finish(
                k,
                hit.next,
                ValueKind::Fraction(above, below),
                Quantity::default(),
            ),
        }
    }

    /// Reads a number in words.
    fn words(&self, k: usize, start: usize) -> (Option<Item>, usize) {
        let mut sum = Sum::default();
        let mut next = k;
        loop {
            let (at, linked) = if next == k {
                (k, false)
            } else {
                self.link(next, &sum)
            };
            let Some(hit) = self.hit(at) else { break };
            if !sum.add(&hit.roles, hit.joined || linked) {
                break;
            }
            next = hit.next;
        }
        let Some(value) = sum.value() else {
            return (None, k);
        };
        let base = value;
        let (mut kind, mut end) = (ValueKind::Number(value), next);
        if sum.ordinal() {
            let Some(place) = value.whole() else {
                return (None, next);
            };
            kind = ValueKind::Ordinal(place);
        } else if let Some((fraction, after)) = self.parts(value, next) {
            (kind, end) = (fraction, after);
        } else if let Some(after) = self.percent(next) {
            (kind, end) = (ValueKind::Percent(value), after);
        } else if sum.lone_one() && self.half(self.scan.tokens[end - 1].end).is_none() {
            return (None, next);
        }
        let item = Item {
            span: start..self.scan.tokens[end - 1].end,
            kind,
            base: sum.base().unwrap_or(base),
            scale: sum.scale(),
            figures: false,
            next: end,
        };
        (Some(item), end)
    }

    /// Returns the token at which a number in words may go on, and whether a
    /// word for "and" leads there.
    fn link(&self, k: usize, sum: &Sum) -> (usize, bool) {
        let none = (self.scan.tokens.len(), false);
        let Some(token) = self.token(k).filter(|_| self.touches(k)) else {
            return none;
        };
        let text = self.text(token);
        let next = self.scan.tokens.get(k + 1);
        if text == "-" && next.is_some_and(|next| next.start == token.end) {
            (k + 1, false)
        } else if JOINERS.is_join(text) && self.touches(k + 1) && self.hit(k).is_none() && sum.is_round() {
            (k + 1, true)
        } else {
            (k, false)
        }
    }

    /// Reads the denominator of `two thirds`.
    fn parts(&self, above: Quantity, k: usize) -> Option<(ValueKind, usize)> {
        let above = above.whole().filter(|above| (1..20).contains(above))?;
        let hit = self.following(k)?;
        let (one, below) = hit.roles.fraction?;
        let above = u32::try_from(above).ok().filter(|_| one == 1)?;
        Some((ValueKind::Fraction(above, below), hit.next))
    }

    /// Returns the token behind a percent sign or word.
    fn percent(&self, k: usize) -> Option<usize> {
        self.following(k)
            .filter(|hit| hit.roles.percent)
            .map(|hit| hit.next)
    }

    /// Returns where an ordinal prefix before a position starts.
    fn prefix(&self, start: usize) -> Option<usize> {
        let text = &self.scan.text[..start];
        self.reader.prefixes.iter().find_map(|prefix| {
            let han = prefix.ends_with(is_han);
            let rest = (if han { text.trim_end() } else { text }).strip_suffix(prefix.as_str())?;
            Some(if han { rest.len() } else { start })
        })
    }

    /// Tells whether `百分之` stands before a position.
    fn is_share(&self, start: usize) -> bool {
        let text = self.scan.text[..start].trim_end();
        self.reader
            .percent_before
            .iter()
            .any(|word| text.ends_with(word.as_str()))
    }
}

/// Returns a fraction as a decimal number where that is exact.
fn decimal(above: u32, below: u32) -> Option<Quantity> {
    let thousand = u64::from(above) * 1000;
    let whole = thousand / u64::from(below);
    (whole * u64::from(below) == thousand)
        .then(|| Quantity::new(i128::from(whole), -3))
        .flatten()
}
