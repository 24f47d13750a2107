//! Marks that translators keep: `? : ( " % ! ;`.
//!
//! Full stops and commas are left out on purpose: translators move them, and in
//! synthetic test sets they would betray where sentences were merged.

use super::tokens::{Kind, Token};

/// Appends the mark tokens of a text, each under one form for all scripts.
pub(super) fn tokens(text: &str, out: &mut Vec<Token>) {
    for c in text.chars() {
        if let Some(mark) = mark(c) {
            out.push(Token {
                kind: Kind::Mark,
                key: mark.to_owned(),
            });
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
            assert_eq!(out[0].key, expected, "{text}");
        }
    }

    #[test]
    fn full_stops_and_commas_are_no_marks() {
        let mut out = Vec::new();
        tokens("One, two. 一，二。 واحد، اثنان.", &mut out);
        assert!(out.is_empty());
    }
}
