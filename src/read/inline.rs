//! Labels inside a paragraph: pages on which a whole briefing is one.
//!
//! `… avez-vous un commentaire ? Wang Wenbin : La Chine …` A label inside must
//! be a known one, stand after the end of a sentence, and the conversation
//! must go on with it: who asks is answered, who answers was asked. So
//! `He told Reuters: "…"` stays text.

use crate::language::script::is_han;

use super::labels::{Kind, is_colon, kind, split};
use super::paratext::boundaries;
use super::pieces::Piece;
use super::title::Title;
use super::words::{Words, is_question_mark};

/// A label inside a piece.
struct Inner {
    at: usize,
    end: usize,
    asks: bool,
    strict: bool,
}

/// Cuts pieces before the labels that stand inside them.
pub(crate) fn cut_inside(pieces: Vec<Piece>, lists: &Words<'_>, title: &Title) -> Vec<Piece> {
    let heads: Vec<Option<bool>> = pieces
        .iter()
        .map(|piece| head_side(piece, lists, title))
        .collect();
    let mut out = Vec::with_capacity(pieces.len());
    for (place, piece) in pieces.into_iter().enumerate() {
        if !piece.in_main() || title.piece == Some(place) || !piece.text.contains(is_colon) {
            out.push(piece);
            continue;
        }
        let next = heads[place + 1..].iter().find_map(|side| *side);
        let cuts = accepted(&piece.text, heads[place], next, lists, title);
        let mut tails = Vec::with_capacity(cuts.len());
        let mut rest = piece;
        for at in cuts.into_iter().rev() {
            let (head, tail) = rest.cut(at);
            tails.push(tail);
            rest = head;
        }
        out.push(rest);
        out.extend(tails.into_iter().rev());
    }
    out
}

/// Who speaks at the head of a piece: somebody who asks (true) or answers.
fn head_side(piece: &Piece, lists: &Words<'_>, title: &Title) -> Option<bool> {
    let (label, _) = split(&piece.text).filter(|_| piece.in_main())?;
    side(&kind(label, false, lists, title)?)
}

fn side(kind: &Kind) -> Option<bool> {
    match kind {
        Kind::Question(_) | Kind::FollowUp | Kind::Outlet(_) | Kind::Reporter => Some(true),
        Kind::Answer | Kind::Spokesperson | Kind::Person(_) => Some(false),
        _ => None,
    }
}

/// The offsets of the labels inside a text that fit the conversation.
fn accepted(
    text: &str,
    head: Option<bool>,
    next: Option<bool>,
    lists: &Words<'_>,
    title: &Title,
) -> Vec<usize> {
    let found = inner_labels(text, lists, title);
    let answers = found.iter().filter(|label| !label.asks).count();
    let mut kept: Vec<&Inner> = Vec::new();
    for (k, label) in found.iter().enumerate() {
        let before = kept.last().map(|label| label.asks).or(head);
        let strict = found[k + 1..].iter().find(|label| label.strict);
        let after = strict.map_or(next, |label| Some(label.asks));
        let until = strict.map_or(text.len(), |label| label.at);
        let asks = text[label.end..until].contains(is_question_mark);
        // The label of a question is the last name before its answer.
        let last = found.get(k + 1).is_none_or(|next| next.strict);
        let fits = if !label.strict {
            answers >= 2 && before == Some(false) && after == Some(false) && asks && last
        } else if label.asks {
            before != Some(true) && (after == Some(false) || answers >= 2) && (asks || answers >= 2)
        } else {
            before == Some(true) || answers >= 2
        };
        if fits {
            kept.push(label);
        }
    }
    kept.iter().map(|label| label.at).collect()
}

/// Known labels directly after sentence ends; in texts with several, also
/// unknown names there.
fn inner_labels(text: &str, lists: &Words<'_>, title: &Title) -> Vec<Inner> {
    let starts = boundaries(text);
    let mut found: Vec<Inner> = Vec::new();
    for (k, &at) in starts.iter().enumerate() {
        let Some((label, length)) = split(&text[at..]).filter(|_| at > 0) else {
            continue;
        };
        let end = at + length;
        let Some(kind) = kind(label, false, lists, title) else {
            continue;
        };
        // A later boundary inside the label is an initial's: the longest wins.
        let covered = found.last().is_some_and(|last| last.end >= end);
        let weak_covers = found.last().is_some_and(|last| last.end >= end && !last.strict);
        match side(&kind) {
            Some(asks) if !covered => found.push(Inner {
                at,
                end,
                asks,
                strict: true,
            }),
            Some(asks) if weak_covers => {
                found.pop();
                found.push(Inner {
                    at: starts[k],
                    end,
                    asks,
                    strict: true,
                });
            }
            None if !covered && !label.chars().any(is_han) => {
                found.push(Inner {
                    at,
                    end,
                    asks: true,
                    strict: false,
                });
            }
            _ => {}
        }
    }
    found
}
