//! Texts to the pieces that are compared, and to what makes texts alike.
//!
//! Pieces are those of the Unicode word boundaries (UAX #29): words, single
//! Chinese characters, marks; white space in a row is one piece. What nobody
//! sees (direction marks, soft hyphens, joiners of width zero) counts as white
//! space: an editor who pastes a text changes both without wanting to.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::language::script::is_han;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space, or nothing that is seen.
    Space,
    /// Punctuation and symbols.
    Mark,
    /// A word or number.
    Word,
    /// A Chinese character.
    Han,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

/// Cuts a text; the pieces in a row are the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    for piece in text.split_word_bounds() {
        let (kind, end) = (kind(piece), start + piece.len());
        match out.last_mut() {
            Some(last) if kind == Kind::Space && last.kind == Kind::Space => {
                last.text = &text[start - last.text.len()..end];
            }
            _ => out.push(Token { text: piece, kind }),
        }
        start = end;
    }
    out
}

fn kind(piece: &str) -> Kind {
    match piece.chars().find(|&c| !unseen(c)) {
        None => Kind::Space,
        Some(c) if is_han(c) => Kind::Han,
        _ if piece.chars().any(char::is_alphanumeric) => Kind::Word,
        _ => Kind::Mark,
    }
}

/// Whether a character is white space or leaves no trace on a page.
pub(super) fn unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

impl Token<'_> {
    /// What two pieces must share to be the same.
    pub(super) fn key(&self) -> String {
        if self.kind == Kind::Space {
            return " ".to_owned();
        }
        self.text.chars().filter(|&c| !unseen(c)).collect()
    }
}

/// What two texts must share to be the same but for white space.
///
/// Space between words parts them in the key as it does in the text, since
/// `a part` is not `apart`; between other pieces it makes no difference.
pub(super) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for token in tokens(text).iter().filter(|t| t.kind != Kind::Space) {
        out.extend(token.text.chars().filter(|&c| !unseen(c)));
        out.push('\u{1F}');
    }
    out
}

/// What makes texts alike: words without case, and pairs of neighbouring
/// Chinese characters, for one alone says little. A text of marks has those.
pub(super) fn features(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut han: Option<&str> = None;
    let mut paired = false;
    for token in tokens.iter().filter(|t| t.kind != Kind::Space) {
        let previous = han.take();
        if token.kind == Kind::Han {
            if let Some(previous) = previous {
                out.push(format!("{previous}{}", token.text));
            }
            paired = previous.is_some();
            han = Some(token.text);
            continue;
        }
        lonely(&mut out, previous, &mut paired);
        if token.kind == Kind::Word {
            out.push(token.key().to_lowercase());
        }
    }
    lonely(&mut out, han, &mut paired);
    if out.is_empty() {
        out = tokens.iter().map(Token::key).collect();
    }
    out
}

/// Keeps a Chinese character that has no neighbour.
fn lonely(out: &mut Vec<String>, last: Option<&str>, paired: &mut bool) {
    if let Some(last) = last.filter(|_| !*paired) {
        out.push(last.to_owned());
    }
    *paired = false;
}

/// Puts texts after each other, with a space unless they are Chinese.
pub(super) fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        let wide = |c: char| is_han(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}');
        let quoted = |c: char| wide(c) || matches!(c, '“' | '”' | '…');
        let chinese = (out.ends_with(wide) && text.starts_with(quoted))
            || (out.ends_with(quoted) && text.starts_with(wide));
        if !out.is_empty() && !chinese {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

/// Returns whether two texts are the same but for white space and what nobody sees.
#[must_use]
pub fn same_but_space(a: &str, b: &str) -> bool {
    key(a) == key(b)
}
