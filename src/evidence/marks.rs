//! Marks that translators keep: `? : ( " % ! ;`.
//!
//! Full stops and commas are left out on purpose: translators move them, and in
//! synthetic test sets they would betray where sentences were merged.

use super::tokens::{Kind, Token};

/// Appends the mark tokens of a text, each under one form for all scripts,
/// with the byte at which it stands.
pub(super) fn tokens(text: &str, out: &mut Vec<(usize, Token)>) {
    find(text, |at, mark| {
        let token = Token {
            kind: Kind::Mark,
            key: mark.to_owned(),
        };
        out.push((at, token));
    });
}

/// Calls `each` with every mark and the byte at which it stands.
pub(super) fn find(text: &str, mut each: impl FnMut(usize, &'static str)) {
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        // Letters, spaces and the later bytes of a character are no marks.
        if byte.is_ascii_alphabetic() || byte == b' ' || (0x80..0xC0).contains(&byte) {
            continue;
        }
        // Of the other scripts, these first bytes have marks.
        if byte >= 0x80 && !matches!(byte, 0xC2 | 0xD8 | 0xD9 | 0xE2 | 0xE3 | 0xEF) {
            continue;
        }
        if let Some(mark) = text[at..].chars().next().and_then(mark) {
            each(at, mark);
        }
    }
}

fn mark(c: char) -> Option<&'static str> {
    Some(match c {
        '?' | '？' | '؟' => "?",
        '!' | '！' => "!",
        ':' | '：' => ":",
        ';' | '；' | '؛' => ";",
        '(' | '（' => "(",
        '%' | '％' | '٪' => "%",
        '"' | '“' | '«' | '《' | '「' | '„' => "\"",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_all_scripts() {
        for (text, expected) in [
            ("¿Sí?", "?"),
            ("是吗？", "?"),
            ("ما رأيكم؟", "?"),
            ("《报》", "\""),
        ] {
            let mut out = Vec::new();
            tokens(text, &mut out);
            assert_eq!(out.len(), 1, "{text}");
            assert_eq!(out[0].1.key, expected, "{text}");
        }
    }

    #[test]
    fn full_stops_and_commas_are_no_marks() {
        let mut out = Vec::new();
        tokens("One, two. 一，二。 واحد، اثنان.", &mut out);
        assert!(out.is_empty());
    }
}
