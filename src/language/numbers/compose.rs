//! Adding up a number in words.
//!
//! `two hundred thousand five`: small words add up to a group, a scale word
//! multiplies the group. Whether the next word belongs to the number follows
//! from the sizes alone: after `twenty` a `five` does, after `three` it does
//! not and starts another number.

use crate::language::lexicon::Roles;
use crate::language::quantity::Quantity;

/// A number being added up.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// Finished groups.
    total: u128,
    /// The group below the next scale.
    group: u128,
    /// The last scale, 0 before the first.
    last: u128,
    words: u32,
    zero: bool,
    ordinal: bool,
    /// The only group with its scale, for ranges that share the scale.
    shared: Option<(u128, u128)>,
}

impl Sum {
    /// Adds a word; `false` where it does not belong to the number.
    pub(super) fn add(&mut self, roles: &Roles, joined: bool) -> bool {
        let taken = self.try_add(roles, joined);
        if taken {
            self.words += 1;
        }
        taken
    }

    fn try_add(&mut self, roles: &Roles, joined: bool) -> bool {
        if self.zero {
            return false;
        }
        let started = self.words > 0;
        if let Some(value) = roles.ordinal {
            // `two thirds` and `twenty-third`: only small numbers count parts.
            let part =
                roles.fraction.is_some() && !self.ordinal && self.total == 0 && (1..20).contains(&self.group);
            let taken = !part && self.add_ordinal(u128::from(value), joined);
            self.ordinal |= taken;
            return taken;
        }
        // In Arabic the ten may stand without article: الحادية وعشرين.
        if self.ordinal && !joined {
            return false;
        }
        let scale = roles.scale.and_then(Quantity::whole).map(u128::from);
        match (scale, roles.cardinal) {
            (Some(scale), _) if started && self.multiply(scale, joined) => true,
            (_, Some(value)) => self.add_cardinal(u128::from(value), joined),
            // Duals bring their own two; other scales count only with a number.
            (Some(scale), None) if !started && !is_power(scale) => self.multiply(scale, joined),
            _ => false,
        }
    }

    fn add_cardinal(&mut self, value: u128, joined: bool) -> bool {
        if value == 0 {
            self.zero = self.words == 0;
            return self.zero;
        }
        if value >= 1000 {
            let first = self.words == 0;
            if first {
                self.total = value;
                self.last = if is_power(value) { value } else { 1 };
            }
            return first;
        }
        if value == 100 && (2..100).contains(&self.group) && !joined {
            self.group *= 100;
            return true;
        }
        let fits = self.fits(value, joined);
        if fits {
            self.group += value;
        }
        fits
    }

    /// Tells whether a small word can be added to the group.
    fn fits(&self, value: u128, joined: bool) -> bool {
        let (tens, units) = (self.group % 100, self.group % 10);
        if self.last == 1 {
            return false;
        }
        match value {
            _ if self.group == 0 => true,
            1..10 => units == 0 && tens != 10,
            10..20 => tens == 0,
            // Arabic counts units before tens: خمسة وعشرون.
            20..100 => tens == 0 || joined && tens < 10 && value.is_multiple_of(10),
            _ => false,
        }
    }

    fn add_ordinal(&mut self, value: u128, joined: bool) -> bool {
        match value {
            1000.. if self.words == 0 => {
                self.total = value;
                true
            }
            1000.. => !self.ordinal && self.multiply(value, joined),
            _ if self.ordinal && self.group < 10 && !joined => false,
            _ => self.add_cardinal(value, joined),
        }
    }

    fn multiply(&mut self, scale: u128, joined: bool) -> bool {
        if self.ordinal {
            return false;
        }
        let product = match (self.group, self.total) {
            (0, 0) => Some(scale),
            (0, total) if scale > self.last && !joined => total.checked_mul(scale),
            (0, total) if scale < self.last && (joined || !is_power(scale)) => total.checked_add(scale),
            (0, _) => None,
            (group, total) if scale < self.last => group
                .checked_mul(scale)
                .and_then(|product| product.checked_add(total)),
            (_, _) if scale == self.last => None,
            (group, total) => (total + group).checked_mul(scale),
        };
        let Some(product) = product.filter(|&product| product < 10_u128.pow(30)) else {
            return false;
        };
        self.shared = (self.total == 0 && self.group > 0).then_some((self.group, scale));
        (self.total, self.group, self.last) = (product, 0, scale);
        true
    }

    /// Returns the number; nothing before the first word.
    pub(super) fn value(&self) -> Option<Quantity> {
        let value = i128::try_from(self.total + self.group).ok()?;
        (self.words > 0).then(|| Quantity::new(value, 0)).flatten()
    }

    /// Tells whether the last word was an ordinal.
    pub(super) fn ordinal(&self) -> bool {
        self.ordinal
    }

    /// Tells whether it is the lone word for one, mostly an article or a pronoun.
    pub(super) fn lone_one(&self) -> bool {
        self.words == 1 && self.total + self.group == 1
    }

    /// Tells whether "and" can follow: after a hundred or a scale.
    pub(super) fn is_round(&self) -> bool {
        self.group.is_multiple_of(100)
    }

    /// Returns the number before its scale where it has only one.
    pub(super) fn base(&self) -> Option<Quantity> {
        let (base, _) = self.shared.filter(|_| self.group == 0)?;
        Quantity::new(i128::try_from(base).ok()?, 0)
    }

    /// Returns that scale.
    pub(super) fn scale(&self) -> Option<Quantity> {
        let (_, scale) = self.shared.filter(|_| self.group == 0)?;
        Quantity::new(i128::try_from(scale).ok()?, 0)
    }
}

/// Tells whether a number is a power of ten.
fn is_power(value: u128) -> bool {
    value > 0 && value == 10_u128.pow(value.ilog10())
}
