//! Dates, decades, years and times of day.
//!
//! A pack writes its patterns as regular expressions with placeholders:
//! `'{d} de {month} de {y}'`. Running twenty expressions over every sentence
//! would cost more than all other reading, so each pattern is tried only where
//! it can begin: one that opens with a figure at figures, one that opens with
//! a month at months, the others only in texts that have what they need.
//! Patterns that stand earlier in the pack win; one big alternation was
//! rejected, since there `in {month}` beats `{month} {y}` by starting earlier.

mod pattern;
mod range;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::digits::fold;
use super::lexicon::Class;
use super::pack::Pack;
use super::quantity::Quantity;
use super::script::is_han;
use super::values::{Scan, Value, ValueError, ValueKind};
use pattern::{Fields, Filter, Pattern, Start, Template, What};

/// Reads the dates and times of one language.
#[derive(Debug)]
pub(super) struct DateReader {
    patterns: Vec<Pattern>,
    /// Filters for starts at figures, at months and anywhere.
    filters: [Filter; 3],
    months: FxHashMap<String, i8>,
    /// Whether months are written with a capital.
    capital_months: bool,
    han: bool,
    /// What texts have that hold one of the patterns without figure and month:
    /// one of these words; nothing where that is not known.
    words: Option<Vec<String>>,
}

/// What a match of a pattern says.
#[derive(Debug, Clone)]
struct Found {
    value: Value,
    fields: Fields,
}

/// The patterns of a pack with the keys under which they stand.
fn sources(pack: &Pack) -> impl Iterator<Item = (&'static str, &str, What)> {
    let dates = &pack.dates;
    let kinds = [
        ("dates.decades", &dates.decades, What::Decade),
        ("dates.patterns", &dates.patterns, What::Date),
        ("dates.clock", &dates.clock, What::Clock),
    ];
    let all = kinds.into_iter();
    all.flat_map(|(key, list, what)| list.iter().map(move |source| (key, source.as_str(), what)))
}

impl DateReader {
    /// Takes the patterns of a pack, which were [checked](Self::check) before.
    pub(super) fn new(pack: &Pack) -> DateReader {
        let dates = &pack.dates;
        let mut months = FxHashMap::default();
        for (names, number) in dates.months.iter().zip(1..) {
            months.extend(names.iter().map(|name| (fold(name), number)));
        }
        let han = dates.months.iter().flatten().any(|name| name.chars().any(is_han));
        let template = Template::new(dates, han);
        let patterns: Vec<Pattern> = sources(pack)
            .map(|(_, source, what)| template.pattern(source, what))
            .collect();
        let bare = patterns.iter().filter(|p| !p.needs_month && !p.needs_figure);
        let words = bare.map(Pattern::word).collect();
        let capital = |names: &Vec<String>| names.first()?.chars().next().map(char::is_uppercase);
        DateReader {
            filters: [Start::Figure, Start::Month, Start::Anywhere]
                .map(|start| Filter::new(&patterns, start)),
            patterns,
            months,
            capital_months: dates.months.iter().all(|names| capital(names) == Some(true)),
            han,
            words,
        }
    }

    /// Compiles all patterns.
    pub(super) fn check(&self, pack: &Pack) -> Result<(), ValueError> {
        for ((key, source, _), pattern) in sources(pack).zip(&self.patterns) {
            pattern.check().map_err(|reason| ValueError::Pattern {
                pack: pack.code.to_string(),
                key: key.to_owned(),
                pattern: source.to_owned(),
                reason,
            })?;
        }
        Ok(())
    }

    /// Returns whether a word of a folded text may be a part of a date for
    /// another reason than a digit or a word of the lexicon.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        let figure = |c: char| self.han && pattern::HAN_FIGURES.contains(c);
        word.chars().any(figure)
            || self
                .words
                .as_ref()
                .is_none_or(|words| words.iter().any(|known| word.contains(known.as_str())))
    }

    /// Returns the dates and times of a text in text order.
    pub(super) fn find(&self, scan: &Scan<'_>) -> Vec<Value> {
        let months = scan.hits.iter().filter(|hit| hit.roles.month.is_some());
        let mut months: Vec<usize> = months.map(|hit| hit.start).collect();
        let mut figures = self.figures(scan);
        let (has_months, has_figures) = (!months.is_empty(), !figures.is_empty());
        let [at_figure, at_month, anywhere] = &self.filters;
        figures.retain(|&at| at_figure.passes(scan.text, at));
        months.retain(|&at| at_month.passes(scan.text, at));
        let anywhere = anywhere.passes(scan.text, 0);
        let mut found: Vec<Found> = Vec::new();
        for pattern in &self.patterns {
            if pattern.needs_month && !has_months || pattern.needs_figure && !has_figures {
                continue;
            }
            let starts = match pattern.start {
                Start::Figure => &figures,
                Start::Month => &months,
                Start::Anywhere => {
                    if anywhere {
                        self.search_free(pattern, scan, &mut found);
                    }
                    continue;
                }
            };
            for &start in starts {
                if let Some((span, fields)) = pattern.match_at(scan.text, start) {
                    self.accept(pattern, scan, span, fields, &mut found);
                }
            }
        }
        found.sort_by_key(|found| found.value.span.start);
        range::extend(scan, &mut found, self.han);
        found.into_iter().map(|found| found.value).collect()
    }

    /// Returns where figures begin, in Chinese also figures in words.
    fn figures(&self, scan: &Scan<'_>) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut inside = 0;
        for token in scan.tokens {
            let numeral = match token.class {
                Class::Digits => true,
                Class::Han if self.han => pattern::HAN_FIGURES.contains(&scan.text[token.start..token.end]),
                _ => false,
            };
            if !numeral {
                continue;
            }
            // Later characters of a run begin nothing.
            if inside != token.start || token.class == Class::Digits {
                starts.push(token.start);
            }
            inside = token.end;
        }
        starts
    }

    fn search_free(&self, pattern: &Pattern, scan: &Scan<'_>, found: &mut Vec<Found>) {
        let mut at = 0;
        while let Some((span, fields)) = pattern.search(scan.text, at) {
            at = span.end.max(at + 1);
            while !scan.text.is_char_boundary(at) {
                at += 1;
            }
            self.accept(pattern, scan, span, fields, found);
        }
    }

    fn accept(
        &self,
        pattern: &Pattern,
        scan: &Scan<'_>,
        span: Range<usize>,
        fields: Fields,
        found: &mut Vec<Found>,
    ) {
        let overlaps = |other: &Found| other.value.span.start < span.end && span.start < other.value.span.end;
        let address = |address: &Range<usize>| address.start < span.end && span.start < address.end;
        if span.is_empty()
            || scan.addresses.iter().any(address)
            || found.iter().any(overlaps)
            || !apart(pattern, scan, &span)
        {
            return;
        }
        let month = fields
            .month_name
            .clone()
            .map(|range| (self.months.get(&scan.text[range.clone()]), range));
        let mut fields = fields;
        if let Some((number, range)) = month {
            let Some(&number) = number else { return };
            let alone = fields.day.is_none() && fields.year.is_none();
            let first = scan.written(range).chars().next();
            if alone && self.capital_months && !first.is_some_and(char::is_uppercase) {
                return;
            }
            fields.month = Some(number);
        }
        let Some(kind) = kind(pattern.what, &fields) else {
            return;
        };
        found.push(Found {
            value: Value { span, kind },
            fields,
        });
    }
}

/// Tells whether a match is cut off from what stands around it.
fn apart(pattern: &Pattern, scan: &Scan<'_>, span: &Range<usize>) -> bool {
    let letter = |c: char| c.is_alphabetic() && !is_han(c);
    let (Some(first), Some(last)) = (scan.after(span.start), scan.before(span.end)) else {
        return false;
    };
    if let Some(before) = scan.before(span.start) {
        let arabic = ('\u{600}'..='\u{6FF}').contains(&before);
        let inside = letter(before) && !arabic && (letter(first) || first.is_ascii_digit());
        let digits = before.is_ascii_digit() && first.is_ascii_digit();
        // A prefix is no obstacle where the lexicon found the word behind it.
        let cut = arabic && letter(before) && letter(first) && pattern.start != Start::Month;
        if inside || digits || cut || first.is_ascii_digit() && ends_figure(&scan.text[..span.start]) {
            return false;
        }
    }
    let Some(after) = scan.after(span.end) else {
        return true;
    };
    let digit = last.is_ascii_digit();
    if letter(last) && letter(after) || digit && (after.is_ascii_digit() || after == '%') {
        return false;
    }
    let mark = matches!(after, '.' | '/' | ',') || after == ':' && pattern.what != What::Clock;
    let more = scan.text[span.end..]
        .chars()
        .nth(1)
        .is_some_and(|c| c.is_ascii_digit());
    !(digit && mark && more)
}

/// Tells whether a text ends in a digit and a mark, the middle of a figure.
fn ends_figure(text: &str) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('.' | ',' | '/' | ':')) && back.next().is_some_and(|c| c.is_ascii_digit())
}

/// Makes the value; nothing where the calendar or the clock has no such thing.
fn kind(what: What, fields: &Fields) -> Option<ValueKind> {
    match what {
        What::Decade => fields.decade().map(ValueKind::Decade),
        What::Clock => fields
            .clock()
            .map(|(hour, minute)| ValueKind::Clock { hour, minute }),
        What::Date => {
            let (year, month, day) = (fields.year, fields.month, fields.day);
            if month.is_none() {
                let year = year.filter(|_| day.is_none())?;
                return Some(ValueKind::Number(Quantity::new(i128::from(year), 0)?));
            }
            // Without a year, 29 February exists.
            jiff::civil::Date::new(year.unwrap_or(2000), month?, day.unwrap_or(1)).ok()?;
            Some(ValueKind::Date { year, month, day })
        }
    }
}
