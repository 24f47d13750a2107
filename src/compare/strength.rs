//! How much a value can be trusted in a comparison, and how it is said in a report.

use jiff::civil::Date;

use super::agreement::quantity;
use super::facts::Fact;
use crate::language::{Quantity, ValueKind};

/// How much a value can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// `one`: as often an article or a pronoun.
    None,
    /// `两`, `hundreds of`: as often a dual or a way to say many.
    Weak,
    /// A small number in words: it needs several editions that agree.
    Soft,
    /// A figure, or a number that nobody says by the way.
    Firm,
}

impl Strength {
    /// How many editions must say a value in the same way before another one is odd.
    pub(super) fn voices(self) -> usize {
        match self {
            Strength::None => usize::MAX,
            Strength::Weak => 4,
            Strength::Soft => 3,
            Strength::Firm => 1,
        }
    }

    pub(super) fn is_firm(self) -> bool {
        self == Strength::Firm
    }
}

/// Says how much a value can be trusted.
pub(super) fn strength(fact: &Fact) -> Strength {
    let Some(number) = quantity(&fact.kind).filter(|_| !fact.figures) else {
        return Strength::Firm;
    };
    let n = number.whole();
    if n.is_some_and(|n| n <= 1) {
        Strength::None
    } else if n.is_some_and(|n| n == 2 || (n >= 100 && is_power_of_ten(n))) {
        Strength::Weak
    } else if n.is_some_and(|n| n <= 12) {
        Strength::Soft
    } else {
        Strength::Firm
    }
}

fn is_power_of_ten(n: u64) -> bool {
    n >= 1 && 10_u64.pow(n.ilog10()) == n
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Four digits that can be a year of these times.
    Year,
    /// Anything else.
    Other,
}

/// Says what a value looks like: a year is no rival of a number of things.
pub(super) fn shape(fact: &Fact) -> Shape {
    let ValueKind::Number(number) = fact.kind else {
        return Shape::Other;
    };
    let year = number.whole().is_some_and(|n| (1900..=2100).contains(&n));
    // With a separator it is a number of things.
    if year && fact.figures && fact.span.len() <= 12 && !fact.separated {
        Shape::Year
    } else {
        Shape::Other
    }
}

/// Ratios between units that editions choose differently: days and weeks, months and years,
/// hours and days, mu and hectares, minutes and hours, miles and kilometres.
const RATIOS: [(f64, f64); 9] = [
    (7.0, 0.0),
    (7.5, 0.0),
    (12.0, 0.0),
    (15.0, 0.0),
    (24.0, 0.0),
    (30.0, 0.0),
    (60.0, 0.0),
    (365.0, 0.0),
    (1.609, 0.02),
];

/// Returns whether two numbers may be the same amount in two units, `six decades` and `60
/// years`, or `three years and a half`, whose half stands behind the unit.
pub(super) fn convertible(a: &Fact, b: &Fact) -> bool {
    let words = !a.figures || !b.figures;
    let (Some(a), Some(b)) = (quantity(&a.kind), quantity(&b.kind)) else {
        return false;
    };
    let (a, b) = (float(a), float(b));
    let ratio = a.max(b) / a.min(b);
    let is = |of: f64, around: f64| (ratio - of).abs() <= around.max(1e-9);
    RATIOS.iter().any(|&(of, around)| is(of, around))
        || words && (is(10.0, 0.0) && a.min(b) <= 12.0 || ((a - b).abs() - 0.5).abs() < 1e-9)
}

fn float(number: Quantity) -> f64 {
    number.to_string().parse().unwrap_or(f64::NAN)
}

/// Returns a value as reports give it: a plain number, or a date as ISO 8601 writes it, with
/// the year that brings it closest to the day of the briefing where the text gives none.
pub(super) fn say(value: &ValueKind, day: Option<Date>) -> String {
    match *value {
        ValueKind::Percent(number) => number.to_string(),
        ValueKind::Ordinal(n) => n.to_string(),
        ValueKind::Clock { hour, minute } => format!("{hour:02}:{minute:02}"),
        ValueKind::Date {
            year: None,
            month: Some(month),
            day: Some(n),
        } => closest(month, n, day).map_or_else(|| value.to_string(), |date| date.to_string()),
        _ => value.to_string(),
    }
}

fn closest(month: i8, day: i8, to: Option<Date>) -> Option<Date> {
    let to = to?;
    let years = (to.year() - 1..=to.year() + 1).filter_map(|year| Date::new(year, month, day).ok());
    years.min_by_key(|date| (date.duration_since(to).as_hours().abs(), *date))
}
