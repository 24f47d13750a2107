//! Texts to tokens: words and marks, with nothing but white space between them.
//!
//! Corpus tools count tokens and show them with spaces between, so every
//! character that is not white space must stand in exactly one, and a reader
//! must be able to put the text together again. Words are those of
//! [`super::words`]; what lies between them is cut as follows:
//!
//! ```text
//! « 12 000 € », dit-il…     «| 12 000| €| »|,| dit|-|il|…      (spaces between that do not break)
//! 他说：“走吧……”             他|说|：|“|走|吧|……|”
//! ```
//!
//! The same mark several times in a row is one token. What nobody sees, such as
//! marks of direction, goes with its neighbour: a token of its own would be
//! counted as a word. The Unicode rules let a narrow space that does not break
//! hold words together, since it groups digits; here it does so between digits
//! alone, for French puts it before `!` as well.

use std::ops::Range;

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar as _;

use super::words;

/// Returns the byte ranges of the tokens of `text`.
pub(super) fn tokens(elisions: &FxHashSet<String>, text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut end = 0;
    for word in words::words(elisions, text) {
        marks(text, end..word.start, &mut out);
        end = word.end;
        without_space(text, word, &mut out);
    }
    marks(text, end..text.len(), &mut out);
    with_unseen(text, out)
}

/// Cuts a word at white space, unless that stands between digits.
fn without_space(text: &str, word: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut start = word.start;
    for (at, space) in text[word.clone()].match_indices(char::is_whitespace) {
        let (from, to) = (word.start + at, word.start + at + space.len());
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        if digit(text[start..from].chars().next_back()) && digit(text[to..word.end].chars().next()) {
            continue;
        }
        if start < from {
            out.push(start..from);
        }
        start = to;
    }
    if start < word.end {
        out.push(start..word.end);
    }
}

/// Cuts what lies between words: marks, the same in a row as one.
fn marks(text: &str, between: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut last = "";
    for (at, cluster) in text[between.clone()].grapheme_indices(true) {
        let mark = cluster.trim_start_matches(char::is_whitespace);
        let start = between.start + at + cluster.len() - mark.len();
        match out.last_mut() {
            Some(before) if mark == cluster && mark == last => before.end = start + mark.len(),
            _ if !mark.is_empty() => out.push(start..start + mark.len()),
            _ => {}
        }
        last = mark;
    }
}

/// Joins tokens of which nothing is seen to the one that they touch, rather the one before.
fn with_unseen(text: &str, tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let unseen = |token: &Range<usize>| text[token.clone()].chars().all(|c| c.width() == Some(0));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match out.last_mut() {
            Some(last) if last.end == token.start && (unseen(&token) || unseen(last)) => {
                last.end = token.end;
            }
            _ => out.push(token),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let elisions = ["l".to_owned()].into_iter().collect();
        let tokens = tokens(&elisions, text);
        let pieces: Vec<&str> = tokens.iter().map(|token| &text[token.clone()]).collect();
        pieces.join("|")
    }

    #[test]
    fn words_and_marks() {
        assert_eq!(
            cut("« 12\u{202f}000\u{202f}€\u{a0}», dit-il… l’eau!!"),
            "«|12\u{202f}000|€|»|,|dit|-|il|…|l’|eau|!!"
        );
        assert_eq!(cut("他说：“走吧……”"), "他|说|：|“|走|吧|……|”");
        assert_eq!(cut("oui\u{202f}! a\u{202f}b"), "oui|!|a|b");
        assert_eq!(cut(""), "");
        assert_eq!(cut(" \u{3000}"), "");
    }

    #[test]
    fn what_nobody_sees_goes_with_its_neighbour() {
        assert_eq!(
            cut("\u{200f}قال: «نعم»\u{200e} (7)\u{61c}؛"),
            "\u{200f}قال|:|«|نعم|»\u{200e}|(|7|)\u{61c}|؛"
        );
        assert_eq!(cut("a \u{200f} b"), "a|\u{200f}|b");
    }

    #[test]
    fn nothing_but_white_space_is_left_out() {
        arbtest::arbtest(|u| {
            let pieces = [
                "a", "1", " ", "\u{202f}", "\u{301}", "。", "…", "\u{200f}", "l’", "😀", "\r\n", "-",
            ];
            let n = u.arbitrary_len::<u8>()?;
            let mut text = String::new();
            for _ in 0..n {
                text.push_str(u.choose(&pieces)?);
            }
            let elisions = ["l".to_owned()].into_iter().collect();
            let mut end = 0;
            for token in tokens(&elisions, &text) {
                assert!(
                    text[end..token.start].chars().all(char::is_whitespace),
                    "{text:?}"
                );
                assert!(!token.is_empty(), "{text:?}");
                end = token.end;
            }
            assert!(text[end..].chars().all(char::is_whitespace), "{text:?}");
            Ok(())
        });
    }
}
