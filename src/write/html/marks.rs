//! The text of a sentence with its values marked.

use maud::{Markup, html};

use crate::model::{Difference, DifferenceKind, Lang, Mark};

/// A stretch of a sentence that a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// In characters.
    pub(super) start: usize,
    /// In characters, past the last.
    pub(super) end: usize,
    pub(super) kind: DifferenceKind,
    /// Whether this edition is the odd one.
    pub(super) odd: bool,
}

impl Marked {
    pub(super) fn new(mark: &Mark, difference: &Difference, lang: Lang) -> Marked {
        Marked {
            start: mark.start,
            end: mark.end,
            kind: difference.kind,
            odd: difference.odd.contains(&lang),
        }
    }
}

/// Writes a text with its stretches in `mark` elements.
///
/// Of stretches that overlap, the earlier is kept whole and the later begins
/// where it ends; what lies beyond the text is cut off.
pub(super) fn text(text: &str, marked: &[Marked]) -> Markup {
    let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bounds.push(text.len());
    let byte = |char: usize| bounds[char.min(bounds.len() - 1)];
    let mut sorted = marked.to_vec();
    sorted.sort_by_key(|m| (m.start, m.end, m.kind));
    let mut done = 0;
    let mut pieces = Vec::new();
    for mark in sorted {
        let (start, end) = (byte(mark.start).max(done), byte(mark.end));
        if start < end {
            pieces.push((&text[done..start], &text[start..end], mark));
            done = end;
        }
    }
    html! {
        @for (plain, value, mark) in pieces {
            (plain)
            mark class=(class(mark)) { (value) }
        }
        (text[done..])
    }
}

fn class(mark: Marked) -> String {
    let odd = if mark.odd { " odd" } else { "" };
    format!("k-{}{odd}", mark.kind.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, stretches: &[(usize, usize, bool)]) -> String {
        let mark = |&(start, end, odd): &(usize, usize, bool)| Marked {
            start,
            end,
            kind: DifferenceKind::Number,
            odd,
        };
        super::text(text, &stretches.iter().map(mark).collect::<Vec<_>>()).into_string()
    }

    #[test]
    fn stretches_count_characters_not_bytes() {
        assert_eq!(
            marked("共有１８人，𝟖万<b>", &[(2, 4, true), (6, 8, false)]),
            "共有<mark class=\"k-number odd\">１８</mark>人，<mark class=\"k-number\">𝟖万</mark>&lt;b&gt;"
        );
    }

    #[test]
    fn stretches_that_overlap_or_lie_outside_lose_no_text() {
        for stretches in [
            &[(0, 3, true), (2, 5, true)][..],
            &[(4, 90, true), (90, 99, false)],
            &[(3, 1, true), (1, 1, false)],
        ] {
            let plain = marked("ab ⟨cd⟩", stretches)
                .replace("<mark class=\"k-number odd\">", "")
                .replace("</mark>", "");
            assert_eq!(plain, "ab ⟨cd⟩");
        }
    }
}
