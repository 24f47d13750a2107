//! Exact decimal numbers.
//!
//! Two editions agree on a number when they name the same value, whatever
//! the notation: `18.5 million`, `18 500 000`, `1850万`. Floating point would
//! make `0.1 + 0.2` differ from `0.3`, text would keep trailing zeros apart;
//! a whole mantissa with a power of ten, kept without trailing zeros, makes
//! equal values equal bit by bit.

use std::cmp::Ordering;
use std::fmt;

/// The largest mantissa, chosen so that two of them can be aligned in `i128`.
const LIMIT: i128 = 10_i128.pow(36);

/// An exact decimal number: mantissa × 10^exponent, without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Quantity {
    mantissa: i128,
    exponent: i32,
}

impl Quantity {
    /// Makes `mantissa × 10^exponent`; nothing where it has over 36 digits
    /// or more than 60 zeros.
    #[must_use]
    pub fn new(mantissa: i128, exponent: i32) -> Option<Quantity> {
        if mantissa == 0 {
            return Some(Quantity::default());
        }
        let (mut mantissa, mut exponent) = (mantissa, exponent);
        while mantissa % 10 == 0 {
            mantissa /= 10;
            exponent = exponent.checked_add(1)?;
        }
        (mantissa.abs() < LIMIT && exponent.abs() <= 60).then_some(Quantity { mantissa, exponent })
    }

    /// Reads ASCII digits before and after the decimal mark.
    #[must_use]
    pub fn from_digits(whole: &str, fraction: &str) -> Option<Quantity> {
        if whole.len() + fraction.len() > 34 {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(byte - b'0');
        }
        Quantity::new(mantissa, -i32::try_from(fraction.len()).ok()?)
    }

    /// Reads a pack's value, such as `1e9`.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Quantity> {
        let text = value.to_string();
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.as_str()),
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let found = Quantity::from_digits(whole, fraction)?;
        Quantity::new(found.mantissa * sign, found.exponent)
    }

    /// Returns the product, where it can be held.
    #[must_use]
    pub fn times(self, other: Quantity) -> Option<Quantity> {
        Quantity::new(
            self.mantissa.checked_mul(other.mantissa)?,
            self.exponent + other.exponent,
        )
    }

    /// Returns the sum, where it can be held.
    #[must_use]
    pub fn plus(self, other: Quantity) -> Option<Quantity> {
        let low = self.exponent.min(other.exponent);
        let sum = self.at(low)?.checked_add(other.at(low)?)?;
        Quantity::new(sum, low)
    }

    /// Returns the number with the opposite sign.
    #[must_use]
    pub fn negated(self) -> Quantity {
        Quantity {
            mantissa: -self.mantissa,
            exponent: self.exponent,
        }
    }

    /// Returns the value where it is a whole number that fits.
    #[must_use]
    pub fn whole(self) -> Option<u64> {
        if self.exponent < 0 {
            return None;
        }
        u64::try_from(self.at(0)?).ok()
    }

    /// Returns the mantissa that goes with a smaller exponent.
    fn at(self, exponent: i32) -> Option<i128> {
        let zeros = u32::try_from(self.exponent - exponent).ok()?;
        self.mantissa.checked_mul(10_i128.checked_pow(zeros)?)
    }
}

impl From<u64> for Quantity {
    fn from(value: u64) -> Quantity {
        Quantity::new(i128::from(value), 0).expect("20 digits are below the limit")
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Quantity) -> Ordering {
        let sign = self.mantissa.signum();
        let by_sign = sign.cmp(&other.mantissa.signum());
        if by_sign != Ordering::Equal || sign == 0 {
            return by_sign;
        }
        let magnitude =
            |q: &Quantity| i32::try_from(q.mantissa.unsigned_abs().ilog10()).unwrap_or(0) + q.exponent;
        let by_size = magnitude(self).cmp(&magnitude(other)).then_with(|| {
            let low = self.exponent.min(other.exponent);
            // Numbers of the same magnitude can be aligned: 37 digits at most.
            let size = |q: &Quantity| q.at(low).map(i128::unsigned_abs);
            size(self).cmp(&size(other))
        });
        if sign < 0 { by_size.reverse() } else { by_size }
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Quantity) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        let digits = self.mantissa.unsigned_abs().to_string();
        let Ok(decimals) = usize::try_from(-self.exponent) else {
            let zeros = usize::try_from(self.exponent).unwrap_or(0);
            return write!(f, "{digits}{}", "0".repeat(zeros));
        };
        if decimals == 0 {
            return f.write_str(&digits);
        }
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        write!(f, "{whole}.{fraction}")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a value that is not there fails the test")]
mod tests {
    use super::*;

    fn read(text: &str) -> Quantity {
        let (sign, text) = text.strip_prefix('-').map_or((false, text), |t| (true, t));
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let found = Quantity::from_digits(whole, fraction).unwrap();
        if sign { found.negated() } else { found }
    }

    #[test]
    fn notation_is_canonical() {
        for (input, output) in [
            ("0", "0"),
            ("0.50", "0.5"),
            ("1250", "1250"),
            ("18500000.0", "18500000"),
            ("007", "7"),
            ("-3.05", "-3.05"),
        ] {
            assert_eq!(read(input).to_string(), output);
        }
    }

    #[test]
    fn order_is_that_of_the_values() {
        let sorted = [
            "-1000", "-2.5", "-2", "0", "0.09", "0.1", "1", "1.5", "2", "10", "99.9", "100", "1000000",
        ];
        for (k, a) in sorted.iter().enumerate() {
            for (l, b) in sorted.iter().enumerate() {
                assert_eq!(read(a).cmp(&read(b)), k.cmp(&l), "{a} {b}");
            }
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(
            read("18.5").times(Quantity::from(1_000_000)).unwrap(),
            read("18500000")
        );
        assert_eq!(read("0.1").plus(read("0.2")).unwrap(), read("0.3"));
        assert_eq!(Quantity::from_f64(1e12).unwrap().to_string(), "1000000000000");
        assert_eq!(Quantity::from_digits(&"9".repeat(40), ""), None);
    }
}
