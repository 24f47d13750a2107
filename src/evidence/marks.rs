//! Marks that translators keep: `? : ( " % ! ;`.
//!
//! Full stops and commas are left out on purpose: translators move them, and in
//! synthetic test sets they would betray where sentences were merged.

use super::tokens::{Kind, Token};

/// Appends the mark tokens of a text, each under one form for all scripts,
/// with the byte at which it stands.
pub(super) fn tokens(text: &str, out: &mut Vec<(usize, Token)>) {
    for (at, c) in text.char_indices() {
        if let Some(mark) = mark(c) {
            let token = Token {
                kind: Kind::Mark,
                key: mark.to_owned(),
            };
            out.push((at, token));
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
