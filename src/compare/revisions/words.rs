//! The words that changed inside a text.
//!
//! **Problem.** The shortest list of edits is not the one that a person would
//! write: where a phrase was replaced, it keeps every `the` and every comma
//! that both happen to have.
//!
//! ```text
//! shortest   [-two-]{+three+} of the [-old-]{+new+} [-gates-]{+seals+} [-close-]{+leak+}
//! ours       [-two-]{+three+} of the [-old gates close-]{+new seals leak+}
//! ```
//!
//! **Choice.** The edits of `similar` on whole words (single characters in
//! Chinese), then [`tidy`](super::tidy) for reading. Texts are compared in
//! one order, whichever is the older, and the result is turned round: so
//! swapping the pages swaps insertions and deletions and changes nothing else.
//!
//! **Rejected.** Edits of letters: `[-e-]{+engin+}e[-l-]e{+r+}s` is right and
//! unreadable. The cleanup of `similar` itself: it belongs to its diffs of
//! lines, and knows no white space that does not count.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::data::{Segment, SegmentOp};
use super::tidy::{Edit, tidy};
use super::tokens::{Token, tokens};

/// Returns what changed from one text to the other: equal and deleted segments
/// in a row are `old`, equal and inserted ones `new`. In a row, neighbours
/// differ, and what is deleted stands before what is inserted in its place.
///
/// White space that differs is deleted and inserted like anything else, but is
/// matched with other white space.
#[must_use]
pub fn changed_words(old: &str, new: &str) -> Vec<Segment> {
    if old <= new {
        return segments(old, new);
    }
    let mut out = segments(new, old);
    for segment in &mut out {
        segment.op = match segment.op {
            SegmentOp::Equal => SegmentOp::Equal,
            SegmentOp::Delete => SegmentOp::Insert,
            SegmentOp::Insert => SegmentOp::Delete,
        };
    }
    deletions_first(&mut out);
    out
}

fn deletions_first(segments: &mut [Segment]) {
    for k in 1..segments.len() {
        if segments[k - 1].op == SegmentOp::Insert && segments[k].op == SegmentOp::Delete {
            segments.swap(k - 1, k);
        }
    }
}

fn segments(old: &str, new: &str) -> Vec<Segment> {
    let (old, new) = (tokens(old), tokens(new));
    let mut numbers = FxHashMap::default();
    let mut keys = |tokens: &[Token]| -> Vec<usize> {
        let number = |token: &Token| {
            let next = numbers.len();
            *numbers.entry(token.key()).or_insert(next)
        };
        tokens.iter().map(number).collect()
    };
    let (old_keys, new_keys) = (keys(&old), keys(&new));
    let mut edits: Vec<Edit> = capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys)
        .into_iter()
        .map(edit)
        .collect();
    tidy(&mut edits, (&old, &old_keys), (&new, &new_keys));
    let mut out = Writer::default();
    for edit in edits {
        if edit.equal {
            for (old, new) in old[edit.old].iter().zip(&new[edit.new]) {
                out.pair(old.text, new.text);
            }
        } else {
            out.deleted.extend(old[edit.old].iter().map(|t| t.text));
            out.inserted.extend(new[edit.new].iter().map(|t| t.text));
        }
    }
    out.flush();
    out.segments
}

fn edit(op: DiffOp) -> Edit {
    Edit {
        equal: matches!(op, DiffOp::Equal { .. }),
        old: op.old_range(),
        new: op.new_range(),
    }
}

/// Collects segments, so that neighbours differ and deletions come first.
#[derive(Default)]
struct Writer {
    segments: Vec<Segment>,
    deleted: String,
    inserted: String,
}

impl Writer {
    fn pair(&mut self, old: &str, new: &str) {
        if old == new {
            self.flush();
            match self.segments.last_mut() {
                Some(last) if last.op == SegmentOp::Equal => last.text.push_str(old),
                _ => self.push(SegmentOp::Equal, old.to_owned()),
            }
        } else {
            self.deleted.push_str(old);
            self.inserted.push_str(new);
        }
    }

    fn flush(&mut self) {
        let (deleted, inserted) = (
            std::mem::take(&mut self.deleted),
            std::mem::take(&mut self.inserted),
        );
        self.push(SegmentOp::Delete, deleted);
        self.push(SegmentOp::Insert, inserted);
    }

    fn push(&mut self, op: SegmentOp, text: String) {
        if !text.is_empty() {
            self.segments.push(Segment { op, text });
        }
    }
}
