//! When two values say the same and when they contradict each other.
//!
//! Editions write one value in many ways: a date in full here, by its day
//! there; a share as percent here, as a fraction there. Between saying the same
//! and contradicting lies everything that cannot be compared: a weekday says
//! nothing against a day of the month. Only a contradiction is a difference.
//!
//! ```text
//! 17 %      17 percent        the same      --06-08    2024-06-08      the same
//! 50 %      1/2               the same      --06-08    --07-08         contradict
//! D1        2024-06-08        neither       17 %       17 days         the same
//! ```
//!
//! Saying the same is meant widely, for what is taken for the same raises no
//! alarm; contradicting narrowly, for the same reason.

use crate::language::{Quantity, ValueKind};

/// Returns whether two values may be renderings of the same.
pub(super) fn agree(a: &ValueKind, b: &ValueKind) -> bool {
    use ValueKind::{Clock, Date, Decade, Fraction, Weekday};
    if let (Some(x), Some(y)) = (quantity(a), quantity(b)) {
        return x == y;
    }
    match (a, b) {
        (Date { .. }, Date { .. }) => dates(a, b) == Some(true),
        (Fraction(a, b), Fraction(c, d)) => u64::from(*a) * u64::from(*d) == u64::from(*c) * u64::from(*b),
        (Weekday(a), Weekday(b)) => a == b,
        (Decade(a), Decade(b)) => (a - b) % 100 == 0,
        (Clock { hour: a, minute: m }, Clock { hour: b, minute: n }) => a % 12 == b % 12 && m == n,
        (other, number) if quantity(number).is_some() => agrees_with_number(other, number),
        (number, other) if quantity(number).is_some() => agrees_with_number(other, number),
        _ => false,
    }
}

/// A date, time or fraction of which a number may be a part or another way to say it.
fn agrees_with_number(other: &ValueKind, number: &ValueKind) -> bool {
    let Some(number) = quantity(number) else {
        return false;
    };
    let is = |n: u64| number == Quantity::from(n);
    match *other {
        ValueKind::Date { year, month, day } => {
            year.is_some_and(|y| u64::try_from(y).is_ok_and(is))
                || month.is_some_and(|m| u64::try_from(m).is_ok_and(is))
                || day.is_some_and(|d| u64::try_from(d).is_ok_and(is))
        }
        ValueKind::Decade(year) => {
            u64::try_from(year).is_ok_and(is) || u64::try_from(year % 100).is_ok_and(is)
        }
        ValueKind::Clock { hour, .. } => is(u64::from(hour)) || is(u64::from(hour % 12)),
        ValueKind::Fraction(above, below) => {
            // 1/2 is 0.5 and 50 %.
            let (above, below) = (Quantity::from(u64::from(above)), Quantity::from(u64::from(below)));
            let hundred = Quantity::from(100);
            let times = |x: Quantity| x.times(below);
            times(number) == Some(above) || times(number) == above.times(hundred)
        }
        _ => false,
    }
}

/// Returns whether two values contradict each other.
pub(super) fn contradict(a: &ValueKind, b: &ValueKind) -> bool {
    use ValueKind::{Clock, Date, Decade, Fraction, Number, Ordinal, Percent, Weekday};
    match (a, b) {
        (Date { .. }, Date { .. }) => dates(a, b) == Some(false),
        (Number(_), Number(_))
        | (Percent(_), Percent(_))
        | (Ordinal(_), Ordinal(_))
        | (Fraction(..), Fraction(..))
        | (Weekday(_), Weekday(_))
        | (Decade(_), Decade(_))
        | (Clock { .. }, Clock { .. }) => !agree(a, b),
        _ => false,
    }
}

/// Whether two dates agree in the parts that both have; nothing where that says nothing:
/// they share no part, or differ in a part but are not both exact to the day, the month or
/// the year.
fn dates(a: &ValueKind, b: &ValueKind) -> Option<bool> {
    let (
        ValueKind::Date { year, month, day },
        ValueKind::Date {
            year: y,
            month: m,
            day: d,
        },
    ) = (a, b)
    else {
        return None;
    };
    let same = |p: Option<i64>, q: Option<i64>| p.zip(q).map(|(p, q)| p == q);
    let parts = [
        same(year.map(i64::from), y.map(i64::from)),
        same(month.map(i64::from), m.map(i64::from)),
        same(day.map(i64::from), d.map(i64::from)),
    ];
    parts.iter().flatten().next()?;
    if !parts.contains(&Some(false)) {
        return Some(true);
    }
    let exact = (day.is_some(), month.is_some()) == (d.is_some(), m.is_some());
    exact.then_some(false)
}

/// The number that a value is, whether of things, in hundred or in a row.
pub(super) fn quantity(value: &ValueKind) -> Option<Quantity> {
    match *value {
        ValueKind::Number(q) | ValueKind::Percent(q) => Some(q),
        ValueKind::Ordinal(n) => Some(Quantity::from(n)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(n: u64) -> ValueKind {
        ValueKind::Number(Quantity::from(n))
    }

    fn date(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> ValueKind {
        ValueKind::Date { year, month, day }
    }

    #[test]
    fn what_says_the_same() {
        let clock = |hour| ValueKind::Clock { hour, minute: 0 };
        for (a, b) in [
            (n(17), ValueKind::Percent(Quantity::from(17))),
            (n(3), ValueKind::Ordinal(3)),
            (ValueKind::Percent(Quantity::from(50)), ValueKind::Fraction(1, 2)),
            (ValueKind::Fraction(2, 4), ValueKind::Fraction(1, 2)),
            (date(None, Some(6), Some(8)), date(Some(2024), Some(6), Some(8))),
            (date(None, None, Some(14)), n(14)),
            (date(Some(2030), None, None), n(2030)),
            (ValueKind::Decade(1990), n(90)),
            (clock(3), clock(15)),
            (clock(15), n(3)),
        ] {
            assert!(agree(&a, &b) && agree(&b, &a), "{a} {b}");
            assert!(!contradict(&a, &b), "{a} {b}");
        }
    }

    #[test]
    fn what_contradicts() {
        for (a, b) in [
            (n(80), n(18)),
            (
                ValueKind::Percent(Quantity::from(17)),
                ValueKind::Percent(Quantity::from(27)),
            ),
            (date(None, Some(6), Some(8)), date(Some(2024), Some(7), Some(8))),
            (date(Some(2024), Some(6), None), date(Some(2024), Some(7), None)),
            (ValueKind::Weekday(1), ValueKind::Weekday(2)),
        ] {
            assert!(contradict(&a, &b) && contradict(&b, &a), "{a} {b}");
            assert!(!agree(&a, &b), "{a} {b}");
        }
    }

    #[test]
    fn what_says_nothing() {
        for (a, b) in [
            (ValueKind::Weekday(1), date(None, Some(6), Some(8))),
            (date(None, Some(6), None), date(None, None, Some(8))),
            (date(Some(2024), None, None), date(Some(2025), Some(6), Some(8))),
            (ValueKind::Percent(Quantity::from(17)), n(27)),
            (ValueKind::Fraction(1, 3), n(4)),
        ] {
            assert!(!contradict(&a, &b) && !contradict(&b, &a), "{a} {b}");
            assert!(!agree(&a, &b), "{a} {b}");
        }
    }
}
