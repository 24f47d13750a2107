//! Ranges of days: `5–7 September`, `July 26 to 28, 2022`, `10月1日至7日`.
//!
//! Only one end of such a range has the month, so the patterns find one day;
//! the other is read from the figure across a dash or a word such as `to`.

use super::{Found, What, kind};
use crate::language::joiners::JOINERS;
use crate::language::lexicon::{Class, Token};
use crate::language::values::{Scan, Value, ValueKind};

/// Adds the ends of ranges that have no month of their own.
pub(super) fn extend(scan: &Scan<'_>, found: &mut Vec<Found>, han: bool) {
    let mut added: Vec<Found> = Vec::new();
    for k in 0..found.len() {
        if !matches!(
            found[k].value.kind,
            ValueKind::Date {
                day: Some(_),
                month: Some(_),
                ..
            }
        ) {
            continue;
        }
        let floor = k.checked_sub(1).map_or(0, |k| found[k].value.span.end);
        let ceiling = found
            .get(k + 1)
            .map_or(scan.text.len(), |next| next.value.span.start);
        if let Some(other) = before(scan, &found[k]).filter(|other| other.value.span.start >= floor) {
            added.push(other);
        } else if let Some((other, year)) = after(scan, &found[k], han)
            && other.value.span.end <= ceiling
        {
            found[k].fields.year = found[k].fields.year.or(year);
            if let Some(kind) = kind(What::Date, &found[k].fields) {
                found[k].value.kind = kind;
            }
            added.push(other);
        }
    }
    found.extend(added);
    found.sort_by_key(|found| found.value.span.start);
}

/// Reads the first day of `5–7 September`.
fn before(scan: &Scan<'_>, date: &Found) -> Option<Found> {
    let start = date.value.span.start;
    if date.fields.day_at.start != start {
        return None;
    }
    let end = scan.tokens.partition_point(|token| token.start < start);
    // The dash or word may be one token or two: `и до`.
    (end.saturating_sub(4)..end).rev().find_map(|k| {
        let token = &scan.tokens[k];
        // `1er au 3 mai`: an ending may hang on the figure.
        let tail = scan
            .tokens
            .get(k + 1)
            .filter(|next| next.start == token.end && next.class == Class::Word && next.end < start);
        let between = |from: usize| JOINERS.is_range(&scan.text[from..start]);
        let close = between(token.end) || tail.is_some_and(|tail| between(tail.end));
        let free = k
            .checked_sub(1)
            .is_none_or(|k| separate(scan, &scan.tokens[k], token));
        let day = day(scan, token).filter(|&day| close && free && Some(day) < date.fields.day)?;
        with_day(date, day, token)
    })
}

/// Reads the second day of `July 26 to 28` and the year behind it.
fn after(scan: &Scan<'_>, date: &Found, han: bool) -> Option<(Found, Option<i16>)> {
    let end = date.value.span.end;
    let first = scan.tokens.partition_point(|token| token.start < end);
    let at = (first..scan.tokens.len().min(first + 3)).find(|&k| scan.tokens[k].class == Class::Digits)?;
    let token = &scan.tokens[at];
    if !JOINERS.is_range(&scan.text[end..token.start]) {
        return None;
    }
    let day = day(scan, token).filter(|&day| Some(day) > date.fields.day)?;
    let rest = &scan.text[token.end..];
    if han && !rest.starts_with(['日', '号', '號']) {
        return None;
    }
    if rest.starts_with(|c: char| c == '%' || c.is_alphanumeric() && !han)
        || rest.starts_with([':', '/', '-'])
    {
        return None;
    }
    let year = (date.fields.year.is_none() && !han).then(|| year(rest)).flatten();
    let mut other = with_day(date, day, token)?;
    if let Some((year, width)) = year {
        other.fields.year = Some(year);
        other.value.kind = kind(What::Date, &other.fields)?;
        other.value.span.end += width;
    } else if !followed_by_nothing_counted(rest) {
        return None;
    }
    Some((other, year.map(|(year, _)| year)))
}

/// A decimal or a group behind the figure shows that it is no day.
fn followed_by_nothing_counted(rest: &str) -> bool {
    let mut chars = rest.chars();
    let mark = chars.next().is_some_and(|c| matches!(c, '.' | ','));
    !(mark && chars.next().is_some_and(|c| c.is_ascii_digit()))
}

/// Reads `, 2022` and returns the year with its length.
fn year(rest: &str) -> Option<(i16, usize)> {
    let tail = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
    let year = tail[..digits]
        .parse()
        .ok()
        .filter(|year| digits == 4 && (1900..2200).contains(year))?;
    Some((year, rest.len() - tail.len() + digits))
}

fn day(scan: &Scan<'_>, token: &Token) -> Option<i8> {
    let text = &scan.text[token.start..token.end];
    (token.class == Class::Digits && text.len() <= 2)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

/// Tells whether a figure is no part of a longer one.
fn separate(scan: &Scan<'_>, before: &Token, token: &Token) -> bool {
    let text = &scan.text[before.start..before.end];
    before.end < token.start || !matches!(text, "." | "," | "/" | ":" | "-")
}

fn with_day(date: &Found, day: i8, token: &Token) -> Option<Found> {
    let mut fields = date.fields.clone();
    fields.day = Some(day);
    let kind = kind(What::Date, &fields)?;
    let span = token.start..token.end;
    Some(Found {
        value: Value { span, kind },
        fields,
    })
}
