//! Forms of a text under which spellings of one word meet.
//!
//! A label, a phrase of a language's data file and the same phrase on a page
//! differ in case, apostrophes, invisible direction marks, vowel signs, full
//! width and no-break spaces. Three forms, each coarser than the one before:
//! `plain("MR\u{a0}PRICE’s")` is `MR PRICE's`, `fold` makes it `mr price's`,
//! `key` makes it `mrprices`. The rejected alternative, comparing with a
//! collator, needs tables of a megabyte for the same few equalities.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the text with plain spaces and straight apostrophes, and without
/// direction marks, zero-width characters, tatweel and Arabic vowel signs.
/// Case stays; runs of white space become one space.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_invisible(c)) {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{ff07}' => '\'',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns [`plain`] text in lower case, without accents, with half-width
/// letters and with Arabic letter variants made one.
#[must_use]
pub fn fold(text: &str) -> String {
    plain(text)
        .chars()
        .map(half_width)
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|&c| !is_combining_mark(c))
        .map(|c| match c {
            'ى' => 'ي',
            'ة' => 'ه',
            c => c,
        })
        .collect()
}

/// Returns the letters and digits of [`fold`]: the same for `R euters` and
/// `Reuters`, for `《环球时报》` and `环球时报`.
#[must_use]
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{061c}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        assert_eq!(plain(" MR\u{a0}\u{202f}PRICE’s "), "MR PRICE's");
        assert_eq!(fold("ARÉVALO：Ｑ"), "arevalo:q");
        assert_eq!(fold("الأنباء"), fold("الانباء"));
        assert_eq!(fold("مُؤْتَمَر"), fold("موتمر"));
        assert_eq!(key("R euters"), key("Reuters"));
        assert_eq!(key("《环球时报》 记者"), "环球时报记者");
    }
}
