//! Numbers and dates as tokens.
//!
//! A date gives one token a part (year, month, day), so that a full date meets
//! a partial one; a number gives its value whatever its kind, so that `3.5 %`
//! meets `3.5 percent`, and `third` half-meets `3`.

use super::tokens::{Kind, Token};
use crate::language::ValueKind;

/// Appends the tokens of one value.
pub(super) fn tokens(value: &ValueKind, out: &mut Vec<Token>) {
    let mut push = |key: String| {
        out.push(Token {
            kind: Kind::Value,
            key,
        });
    };
    match value {
        ValueKind::Date { year, month, day } => {
            if let Some(year) = year {
                push(year.to_string());
            }
            if let Some(month) = month {
                push(format!("month {month}"));
            }
            if let Some(day) = day {
                push(format!("day {day}"));
            }
        }
        ValueKind::Number(quantity) | ValueKind::Percent(quantity) => push(quantity.to_string()),
        ValueKind::Ordinal(n) => push(n.to_string()),
        other => push(other.to_string()),
    }
}
