//! Edits that a person likes to read.
//!
//! Two things make confetti: an insertion that begins in the middle of a
//! phrase because the same word stands at both of its ends, and islands that
//! both texts have by chance. The first are slid to where a phrase begins, the
//! second given up: an island of marks and spaces, and one of words where it is
//! short beside what was replaced on both of its sides.
//!
//! ```text
//! {+in June and +}in July  not  in {+June and in +}July
//! [-old, red-]{+new, blue+}  not  [-old-]{+new+}, [-red-]{+blue+}
//! ```

use std::ops::Range;

use super::tokens::{Kind, Token};

/// A stretch of both texts: equal, or the one in place of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) equal: bool,
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The pieces of a text, and numbers by which they are compared.
type Text<'a> = (&'a [Token<'a>], &'a [usize]);

/// Makes edits fit for reading; they stay edits from the one text to the other.
pub(super) fn tidy(edits: &mut Vec<Edit>, old: Text, new: Text) {
    joined(edits);
    merged(edits, old.0, new.0);
    padded(edits, old.0.len(), new.0.len());
    for k in 0..edits.len() {
        slide(edits, k, old, new);
    }
    edits.retain(|e| !e.old.is_empty() || !e.new.is_empty());
    joined(edits);
}

/// Puts empty equal stretches at both ends, so that changes there can slide too.
fn padded(edits: &mut Vec<Edit>, old: usize, new: usize) {
    let empty = |old: usize, new: usize| Edit {
        equal: true,
        old: old..old,
        new: new..new,
    };
    edits.insert(0, empty(0, 0));
    edits.push(empty(old, new));
}

/// Makes one edit of neighbours of one sort.
fn joined(edits: &mut Vec<Edit>) {
    edits.dedup_by(|next, last| {
        let same = next.equal == last.equal;
        if same {
            last.old.end = next.old.end;
            last.new.end = next.new.end;
        }
        same
    });
}

/// Gives up islands until none is left that should be.
fn merged(edits: &mut Vec<Edit>, old: &[Token], new: &[Token]) {
    let mut done: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits.drain(..) {
        done.push(edit);
        while let [.., before, island, after] = done.as_slice()
            && island.equal
            && worthless(before, island, after, old, new)
        {
            let (old, new) = (before.old.start..after.old.end, before.new.start..after.new.end);
            done.truncate(done.len() - 3);
            done.push(Edit {
                equal: false,
                old,
                new,
            });
        }
    }
    *edits = done;
}

/// Whether a reader is better off without an island.
fn worthless(before: &Edit, island: &Edit, after: &Edit, old: &[Token], new: &[Token]) -> bool {
    let size = |edit: &Edit| (weight(&old[edit.old.clone()]), weight(&new[edit.new.clone()]));
    let (before, after) = (size(before), size(after));
    let island = weight(&old[island.old.clone()]);
    // Beside an insertion or deletion the phrase between would have to be read twice.
    let one_sided = |(old, new): (usize, usize)| (old == 0) != (new == 0);
    if one_sided(before) || one_sided(after) {
        return island == 0 && before.0.min(before.1).max(after.0.min(after.1)) > 0;
    }
    let least = before.0.max(before.1).min(after.0.max(after.1));
    island == 0 || (island <= 3 && island <= least) || island * 2 <= least
}

/// How much there is to read: letters, a Chinese character counts two.
fn weight(tokens: &[Token]) -> usize {
    let of = |token: &Token| match token.kind {
        Kind::Space | Kind::Mark => 0,
        Kind::Word => token.text.chars().count(),
        Kind::Han => 2,
    };
    tokens.iter().map(of).sum()
}

/// Moves an insertion or deletion to the best of the places that give the same texts.
fn slide(edits: &mut [Edit], k: usize, old: Text, new: Text) {
    if edits[k].equal || (edits[k].old.is_empty() == edits[k].new.is_empty()) {
        return;
    }
    let side = |edit: &Edit| {
        if edits[k].old.is_empty() {
            edit.new.clone()
        } else {
            edit.old.clone()
        }
    };
    let (tokens, keys) = if edits[k].old.is_empty() { new } else { old };
    let change = side(&edits[k]);
    let room = |at: Option<usize>| at.and_then(|at| edits.get(at)).map_or(0, |e| e.old.len());
    let (left, right) = (room(k.checked_sub(1)), room(Some(k + 1)));
    let back = (0..left)
        .take_while(|n| keys[change.start - 1 - n] == keys[change.end - 1 - n])
        .count();
    let forth = (0..right)
        .take_while(|n| keys[change.start + n] == keys[change.end + n])
        .count();
    let (back, forth) = (
        isize::try_from(back).unwrap_or(0),
        isize::try_from(forth).unwrap_or(0),
    );
    let best = (-back..=forth)
        .max_by_key(|&by| (fitness(tokens, moved(&change, by)), std::cmp::Reverse(by)))
        .unwrap_or(0);
    for (at, ends) in [
        (k.wrapping_sub(1), (false, true)),
        (k, (true, true)),
        (k + 1, (true, false)),
    ] {
        if let Some(edit) = edits.get_mut(at) {
            shift(edit, best, ends);
        }
    }
}

fn moved(range: &Range<usize>, by: isize) -> Range<usize> {
    range.start.saturating_add_signed(by)..range.end.saturating_add_signed(by)
}

/// Moves the start, the end or both of an edit.
fn shift(edit: &mut Edit, by: isize, (start, end): (bool, bool)) {
    for range in [&mut edit.old, &mut edit.new] {
        let moved = moved(range, by);
        *range = if start { moved.start } else { range.start }..if end { moved.end } else { range.end };
    }
}

/// How well a change is cut out: from the beginning of a phrase to its end.
fn fitness(tokens: &[Token], change: Range<usize>) -> u8 {
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|t| t.kind);
    let before = match kind(change.start.checked_sub(1)) {
        None => 3,
        Some(Kind::Mark) => 2,
        Some(Kind::Space) => 1,
        Some(_) => 0,
    };
    let first = u8::from(matches!(kind(Some(change.start)), Some(Kind::Word | Kind::Han)));
    let closed = match kind(change.end.checked_sub(1)) {
        Some(Kind::Space) if kind(Some(change.end)).is_some() => 2,
        Some(Kind::Mark) => 2,
        _ => u8::from(kind(Some(change.end)).is_none_or(|k| k != Kind::Word)),
    };
    before + first * 2 + closed
}
