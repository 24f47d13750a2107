//! Chinese numerals: `三百五十`, `一亿两千万`, `二〇二二`, `三点五`.
//!
//! A lone digit is more often part of a word (`一直`, `四川`) than a number,
//! and so are runs such as `万一` or `十分`. A digit counts alone only before a
//! character that counts things, a run only when its grammar is right.

use rustc_hash::FxHashMap;

use super::{Item, Reading};
use crate::language::joiners::JOINERS;
use crate::language::lexicon::{Class, is_han_sign};
use crate::language::pack::Numbers;
use crate::language::quantity::Quantity;
use crate::language::values::ValueKind;

/// The single characters that are numerals.
#[derive(Debug)]
pub(super) struct Numerals {
    values: FxHashMap<char, u64>,
}

impl Numerals {
    /// Collects the one-character numerals; nothing where a language has none.
    pub(super) fn new(numbers: &Numbers) -> Option<Numerals> {
        let mut values = FxHashMap::default();
        for (word, &value) in numbers.cardinals.iter().chain(&numbers.scales) {
            if is_han_sign(word)
                && let Some(value) = Quantity::from_f64(value).and_then(Quantity::whole)
            {
                values.extend(word.chars().map(|c| (c, value)));
            }
        }
        (!values.is_empty()).then_some(Numerals { values })
    }

    pub(super) fn value(&self, text: &str) -> Option<u64> {
        let mut chars = text.chars();
        let value = self.values.get(&chars.next()?).copied();
        value.filter(|_| chars.next().is_none())
    }
}

impl Reading<'_> {
    /// Returns the value of a unit that directly follows a figure: `3千`.
    pub(super) fn han_unit(&self, k: usize) -> Option<u64> {
        let token = self.token(k).filter(|token| token.class == Class::Han)?;
        let unit = self.reader.numerals.as_ref()?.value(self.text(token))?;
        (self.scan.tokens[k - 1].end == token.start && matches!(unit, 10 | 100 | 1000)).then_some(unit)
    }

    /// Reads a number in Chinese numerals.
    pub(super) fn numeral(&self, k: usize) -> (Option<Item>, usize) {
        let Some(numerals) = self.reader.numerals.as_ref() else {
            return (None, k + 1);
        };
        let run = self.run(numerals, k);
        if run.is_empty() {
            return (None, k + 1);
        }
        let mut next = k + run.len();
        let start = self.scan.tokens[k].start;
        let end = self.scan.tokens[next - 1].end;
        let prefix = self.prefix(start);
        let share = self.is_share(start);
        let after = self.scan.after(end);
        let before = self.scan.before(start);
        // `数十`, `二十几`: some tens.
        let vague =
            before.is_some_and(|c| "数數几幾上".contains(c)) || after.is_some_and(|c| "几幾".contains(c));
        let below = self.below(numerals, next);
        let free = prefix.is_some() || share || below.is_some() || self.percent(next).is_some();
        let value = if vague && !free {
            None
        } else {
            read(&run, after, free)
        };
        let Some(mut value) = value.and_then(|value| Quantity::new(i128::from(value), 0)) else {
            return (None, next);
        };
        if let Some((decimal, after)) = self.decimals(numerals, next, share)
            && let Some(sum) = value.plus(decimal)
        {
            (value, next) = (sum, after);
            let mut scaled = next;
            if let Some(product) = self.han_scale(&mut scaled).and_then(|scale| value.times(scale)) {
                (value, next) = (product, scaled);
            }
        }
        let base = value;
        let mut kind = ValueKind::Number(value);
        let mut start = start;
        if let Some(at) = prefix {
            let Some(place) = value.whole() else {
                return (None, next);
            };
            (kind, start) = (ValueKind::Ordinal(place), at);
        } else if let Some(after) = self.percent(next) {
            (kind, next) = (ValueKind::Percent(value), after);
        } else if share {
            kind = ValueKind::Percent(value);
        } else if let Some((above, after)) = below
            && let Some(below) = value
                .whole()
                .and_then(|below| u32::try_from(below).ok())
                .filter(|&below| below > 1)
        {
            (kind, next) = (ValueKind::Fraction(above, below), after);
        }
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

    /// Returns the values of the numerals that follow each other from a token on.
    fn run(&self, numerals: &Numerals, k: usize) -> Vec<u64> {
        let mut values = Vec::new();
        let mut end = None;
        while let Some(token) = self.token(k + values.len()) {
            let close = end.is_none_or(|end| end == token.start);
            let Some(value) = numerals
                .value(self.text(token))
                .filter(|_| close && token.class != Class::Digits)
            else {
                break;
            };
            // A word inside the run ends it: `二十一半` does not occur, `三百分之一` does.
            if !values.is_empty() && self.hit(k + values.len()).is_some_and(|hit| hit.roles.percent) {
                break;
            }
            end = Some(token.end);
            values.push(value);
        }
        values
    }

    fn is(&self, k: usize, words: &[&str]) -> bool {
        self.token(k)
            .is_some_and(|token| words.contains(&self.text(token)))
    }

    /// Reads the decimals of `三点五`; alone `三点` are three points, so
    /// a percentage or a scale must be near.
    fn decimals(&self, numerals: &Numerals, k: usize, share: bool) -> Option<(Quantity, usize)> {
        if !self.is(k, &["点", "點"]) {
            return None;
        }
        let mut run = self.run(numerals, k + 1);
        let digits = run.iter().take_while(|&&value| value < 10).count();
        run.truncate(digits);
        let next = k + 1 + digits;
        let scaled = self.han_scale(&mut next.clone()).is_some();
        if run.is_empty() || !(share || scaled || self.percent(next).is_some()) {
            return None;
        }
        let digits: String = run.iter().map(u64::to_string).collect();
        Some((Quantity::from_digits("0", &digits)?, next))
    }

    fn han_scale(&self, next: &mut usize) -> Option<Quantity> {
        let hit = self.following(*next)?;
        let scale = hit.roles.scale?;
        *next = hit.next;
        Some(scale)
    }

    /// Reads the numerator of `五分之三`, which stands last.
    fn below(&self, numerals: &Numerals, k: usize) -> Option<(u32, usize)> {
        if !self.is(k, &["分"]) || !self.is(k + 1, &["之"]) {
            return None;
        }
        let token = self.token(k + 2)?;
        if token.class == Class::Digits {
            return Some((self.text(token).parse().ok()?, k + 3));
        }
        let run = self.run(numerals, k + 2);
        let value = read(&run, None, true)?;
        Some((u32::try_from(value).ok()?, k + 2 + run.len()))
    }
}

/// Reads a run of numerals; `free` where the context shows that it is a number.
fn read(run: &[u64], after: Option<char>, free: bool) -> Option<u64> {
    match run {
        [] => None,
        &[value] => {
            let measured = after.is_some_and(|c| JOINERS.is_measure(c));
            let counts = value == 2 && after.is_some_and(|c| !c.is_ascii_punctuation()) && measured;
            (value <= 10 && (free || counts || value > 1 && measured)).then_some(value)
        }
        _ if run.iter().all(|&value| value < 10) => positional(run, after),
        &[100 | 1000 | 10_000.., ..] => None,
        _ => grammatical(run),
    }
}

/// Reads `二〇二二`: digits only, which need a zero or the word for year.
fn positional(run: &[u64], after: Option<char>) -> Option<u64> {
    let year = run.len() == 4 && after == Some('年');
    let good = run.len() <= 9 && (year || run.contains(&0));
    good.then(|| run.iter().fold(0, |value, digit| value * 10 + digit))
}

/// Reads digits with units: `三百五十`, `两千五`, `一万亿`.
fn grammatical(run: &[u64]) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, None);
    let (mut unit, mut scale) = (u64::MAX, u64::MAX);
    let mut before = 0;
    for &value in run {
        match value {
            0 if digit.is_none() => {}
            0..10 if digit.is_some() => return None,
            0..10 => digit = Some(value),
            10..10_000 if value >= unit => return None,
            10..10_000 => {
                // 廿 and 卅 hold their own digit.
                let own = value == 10 || value % 10 == 0 && value < 100;
                let times = digit.take().or(own.then_some(1))?;
                section += times * value;
                unit = value;
            }
            _ => {
                section += digit.take().unwrap_or(0);
                let sum = if value > scale || scale == u64::MAX {
                    total.checked_add(section)?
                } else {
                    section
                };
                if sum == 0 {
                    return None;
                }
                let product = sum.checked_mul(value)?;
                total = if value > scale || scale == u64::MAX {
                    product
                } else {
                    total.checked_add(product)?
                };
                (section, unit, scale) = (0, u64::MAX, value);
            }
        }
        before = if digit.is_some() { before } else { value };
    }
    // `两千五` is 2500: the last digit counts the next smaller unit.
    let short = matches!(before, 100 | 1000 | 10_000 | 100_000_000) && run.len() >= 2;
    let last = digit.unwrap_or(0)
        * if short && run[run.len() - 2] == before {
            before / 10
        } else {
            1
        };
    total.checked_add(section)?.checked_add(last)
}
