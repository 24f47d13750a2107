//! One spelling for digits, spaces, quotes and case.
//!
//! Pages write `１２５`, `١٢٥` and `125`, use five kinds of spaces and wrap
//! figures in invisible direction marks. Recognisers that knew all of them
//! would need each pattern many times over; instead the text is folded once,
//! and what is found is traced back to bytes of the original. The trace holds
//! only the places where the distance between both texts changes, so that
//! plain ASCII text costs nothing; one entry a byte was rejected as slower.

use std::ops::Range;

/// A folded text and the way back to the original.
#[derive(Debug)]
pub(super) struct Folded {
    /// The folded text: ASCII digits, plain spaces, lower case.
    pub(super) text: String,
    /// Where folded and original positions drift apart, in order.
    shifts: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(original: &str) -> Folded {
        let mut folded = Folded {
            text: String::with_capacity(original.len()),
            shifts: Vec::new(),
        };
        let mut expected = 0;
        let mut before = '\0';
        for (at, c) in original.char_indices() {
            let start = folded.text.len();
            fold_char(c, before, &original[at + c.len_utf8()..], &mut folded.text);
            if folded.text.len() == start {
                continue;
            }
            if at != expected {
                folded.shifts.push((start, at));
            }
            let length = folded.text.len() - start;
            expected = at + length;
            if length != c.len_utf8() && folded.text[start..].chars().nth(1).is_some() {
                // Several characters from one: all trace back to its start.
                let rest = folded.text[start..].char_indices().skip(1);
                folded.shifts.extend(rest.map(|(offset, _)| (start + offset, at)));
                expected = usize::MAX;
            }
            before = c;
        }
        folded
    }

    /// Traces a range of the folded text back to bytes of the original.
    pub(super) fn trace(&self, range: Range<usize>, original: &str) -> Range<usize> {
        let last = self.text[range.clone()].char_indices().next_back();
        let end = last.map_or(range.start, |(offset, _)| range.start + offset);
        let end = self.position(end);
        let width = original[end..].chars().next().map_or(0, char::len_utf8);
        self.position(range.start)..end + width
    }

    fn position(&self, at: usize) -> usize {
        let k = self.shifts.partition_point(|&(folded, _)| folded <= at);
        match k.checked_sub(1).map(|k| self.shifts[k]) {
            Some((folded, original)) => original + (at - folded),
            None => at,
        }
    }
}

/// Folds a phrase of a pack in the same way.
pub(super) fn fold(text: &str) -> String {
    Folded::new(text).text
}

fn fold_char(c: char, before: char, rest: &str, out: &mut String) {
    match c {
        _ if c.is_whitespace() => {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        '’' | '‘' | '＇' => out.push('\''),
        '\u{200B}'..='\u{200F}'
        | '\u{061C}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{AD}' => {}
        // Tatweel, harakat and the small alif.
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => {}
        '‐' | '‑' | '−' | '－' | '﹣' => out.push('-'),
        '٪' | '％' | '﹪' => out.push('%'),
        '．' | '／' | '：' | '＋' | '＄' => out.push(narrow(c)),
        // The wide comma ends clauses; it groups only between wide digits.
        '，' if is_wide_digit(before) && rest.chars().next().is_some_and(is_wide_digit) => {
            out.push(',');
        }
        '０'..='９' => out.push(narrow(c)),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => out.push(narrow(c).to_ascii_lowercase()),
        _ => match digit(c) {
            Some(digit) => out.push(digit),
            None => out.extend(c.to_lowercase()),
        },
    }
}

/// Returns the ASCII form of a full-width character.
fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
}

fn is_wide_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

/// Returns the ASCII digit of a decimal digit of another script.
fn digit(c: char) -> Option<char> {
    // First digits of Arabic-Indic, Persian, Devanagari, Bengali, Thai,
    // Tibetan and Khmer, whose digits stand in order.
    const ZEROS: [u32; 7] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xF20, 0x17E0];
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a value that is not there fails the test")]
mod tests {
    use super::*;

    #[test]
    fn folds_and_traces_back() {
        let original = "A\u{200F}  ١٢٬٣٤５，０ ЁЖ\u{A0}ال\u{640}77 İx";
        let folded = Folded::new(original);
        assert_eq!(folded.text, "a 12٬345,0 ёж ال77 i\u{307}x");
        for (word, traced) in [
            ("12٬345,0", "١٢٬٣٤５，０"),
            ("ёж", "ЁЖ"),
            ("77", "77"),
            ("x", "x"),
            ("i\u{307}", "İ"),
        ] {
            let at = folded.text.find(word).unwrap();
            assert_eq!(&original[folded.trace(at..at + word.len(), original)], traced);
        }
    }
}
