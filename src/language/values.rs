//! Numbers, dates and times in running text.
//!
//! Editions of a briefing share few words but most of their figures: `18.5
//! million` here, `1850万` there. Each is read as the value it names, so that
//! it can be compared across languages. Dates and times are read first, since
//! their figures are no quantities; numbers are read from what is left.
//!
//! `On Monday, 3 May, 18.5 million doses` gives `D1`, `--05-03`, `18500000`.
//!
//! Comparing bare digit runs instead was rejected: it misses words (`twenty`),
//! scales and dates, which are written in figures in one language and in
//! words in another.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::dates::DateReader;
use super::digits::Folded;
use super::lexicon::{Class, Hits, Lexicon, Token, addresses, tokens};
use super::numbers::NumberReader;
use super::pack::Pack;
use super::quantity::Quantity;

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The bytes of the text that name it.
    pub span: Range<usize>,
    /// What it names.
    pub kind: ValueKind,
}

/// What a value names; displayed in a language-neutral notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// A number, `18500000`; a year without month is one.
    Number(Quantity),
    /// A share in hundred, `3.5%`; percentage points too.
    Percent(Quantity),
    /// A place in a row, `#3`.
    Ordinal(u64),
    /// Numerator and denominator, `2/3`.
    Fraction(u32, u32),
    /// A date of which parts may be missing: `2022-09-28`, `2022-09`, `--09-28`, `--09`.
    Date {
        /// The year.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: Option<i8>,
        /// The day of the month, from 1.
        day: Option<i8>,
    },
    /// A day of the week, 1 (Monday) to 7: `D1`.
    Weekday(u8),
    /// Ten years by the first of them, `1990s`.
    Decade(i16),
    /// A time of day, `T15:30`.
    Clock {
        /// 0 to 23.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
}

impl fmt::Display for ValueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueKind::Number(number) => write!(f, "{number}"),
            ValueKind::Percent(number) => write!(f, "{number}%"),
            ValueKind::Ordinal(number) => write!(f, "#{number}"),
            ValueKind::Fraction(above, below) => write!(f, "{above}/{below}"),
            ValueKind::Date { year, month, day } => {
                match year {
                    Some(year) => write!(f, "{year:04}")?,
                    None => f.write_str("-")?,
                }
                if let Some(month) = month {
                    write!(f, "-{month:02}")?;
                }
                day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
            }
            ValueKind::Weekday(day) => write!(f, "D{day}"),
            ValueKind::Decade(year) => write!(f, "{year}s"),
            ValueKind::Clock { hour, minute } => write!(f, "T{hour:02}:{minute:02}"),
        }
    }
}

/// The error of [`Values::new`]: a language's data file holds something unusable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// A regular expression cannot be read.
    #[error("language file `{pack}`, key `{key}`: cannot read the pattern `{pattern}`: {reason}")]
    Pattern {
        /// The code of the language.
        pack: String,
        /// The key in the file.
        key: String,
        /// The pattern as written.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A word has a value that means nothing there.
    #[error("language file `{pack}`, key `{key}`: `{word}` cannot have the value `{value}`")]
    Value {
        /// The code of the language.
        pack: String,
        /// The key in the file.
        key: String,
        /// The word.
        word: String,
        /// Its value as written.
        value: String,
    },
}

impl ValueError {
    pub(super) fn value(pack: &Pack, key: &str, word: &str, value: &str) -> ValueError {
        ValueError::Value {
            pack: pack.code.to_string(),
            key: key.to_owned(),
            word: word.to_owned(),
            value: value.to_owned(),
        }
    }
}

/// Finds the values in texts of one language.
#[derive(Debug)]
pub struct Values {
    lexicon: Lexicon,
    dates: DateReader,
    numbers: NumberReader,
}

/// A text made ready for the readers.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    /// The folded text.
    pub(super) text: &'a str,
    /// The text as written.
    pub(super) original: &'a str,
    /// The folded text with the way back.
    pub(super) folded: &'a Folded,
    /// The pieces of the folded text.
    pub(super) tokens: &'a [Token],
    /// The phrases among them.
    pub(super) hits: &'a Hits,
    /// Web and mail addresses, whose figures mean nothing.
    pub(super) addresses: &'a [Range<usize>],
}

impl Scan<'_> {
    /// Returns a piece of the folded text as it was written.
    pub(super) fn written(&self, range: Range<usize>) -> &str {
        &self.original[self.folded.trace(range, self.original)]
    }

    /// Returns the character before a position.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Returns the character at a position.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

impl Values {
    /// Makes the readers of a language ready.
    ///
    /// # Errors
    ///
    /// When a pattern of the pack is no regular expression or a word has a
    /// value that means nothing.
    pub fn new(pack: &Pack) -> Result<Values, ValueError> {
        let values = Values::unchecked(pack)?;
        values.dates.check(pack)?;
        Ok(values)
    }

    /// The same for a pack that is known to be right; patterns are compiled when
    /// they are needed.
    pub(super) fn unchecked(pack: &Pack) -> Result<Values, ValueError> {
        Ok(Values {
            lexicon: Lexicon::new(pack)?,
            dates: DateReader::new(pack),
            numbers: NumberReader::new(pack),
        })
    }

    /// Returns whether a word, with the signs that touch it, may begin a value
    /// or be a part of one; where no word of a text may, [`Values::find`] finds
    /// nothing in it.
    #[must_use]
    pub fn may_hold(&self, word: &str) -> bool {
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return true;
        }
        let text = super::digits::fold(word);
        self.dates.may_hold(&text)
            || tokens(&text).iter().any(|token| {
                let piece = &text[token.start..token.end];
                token.class == Class::Digits
                    || self.numbers.is_numeral(piece)
                    || self.lexicon.may_begin(piece, token.class)
            })
    }

    /// Returns the values of a text in text order; their spans are disjoint.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Value> {
        self.read(text, |scan| {
            let dates = self.dates.find(scan);
            let mut found = self.numbers.find(scan, &dates);
            found.extend(dates);
            found
        })
    }

    /// Returns the first date of a text that has day, month and year.
    #[must_use]
    pub fn first_full_date(&self, text: &str) -> Option<Date> {
        let found = self.read(text, |scan| self.dates.find(scan));
        found.iter().find_map(|value| match value.kind {
            ValueKind::Date {
                year: Some(year),
                month: Some(month),
                day: Some(day),
            } => Date::new(year, month, day).ok(),
            _ => None,
        })
    }

    fn read(&self, text: &str, find: impl FnOnce(&Scan<'_>) -> Vec<Value>) -> Vec<Value> {
        let folded = Folded::new(text);
        let tokens = tokens(&folded.text);
        let hits = self.lexicon.hits(&folded.text, &tokens);
        let mut found = find(&Scan {
            text: &folded.text,
            original: text,
            folded: &folded,
            tokens: &tokens,
            hits: &hits,
            addresses: &addresses(&folded.text),
        });
        found.sort_by_key(|value| (value.span.start, value.span.end));
        for value in &mut found {
            value.span = folded.trace(value.span.clone(), text);
        }
        found
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a value that is not there fails the test")]
#[path = "values_tests.rs"]
mod tests;
