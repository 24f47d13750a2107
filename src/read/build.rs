//! From decided labels to turns and paratext.
//!
//! Every piece of the page goes to one place, in one pass over the page: what
//! a piece without a label is depends on what stands before it (a box, an
//! announcement, the foot of the page), so the builder remembers that much.

use std::collections::BTreeMap;

use crate::language::fold::fold;
use crate::model::{Edition, Lang, Paratext, ParatextKind, Role, Sentence, SentenceId, Turn, TurnId};

use super::Region;
use super::decide::{Entry, Side};
use super::labels::Kind;
use super::paratext::{
    footer_start, head_kind, inner_kind, is_footer, is_late, is_link_like, outer_kind, region_kind,
};
use super::pieces::Piece;
use super::speakers::Speakers;
use super::title::Title;
use super::turns::{Decision, Reading, TurnTools};
use super::words::{Words, ends_sentence};

/// The part of the page that the builder is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Body,
    Foot,
}

/// Writes the edition piece by piece, with the reason for each.
pub(crate) struct Builder<'a> {
    lang: Lang,
    lists: &'a Words<'a>,
    tools: &'a dyn TurnTools,
    speakers: Speakers<'a>,
    edition: Edition,
    trace: Vec<Decision>,
    place: Place,
    /// After a line that announces a late question.
    late: bool,
    /// Inside a box.
    boxed: bool,
    /// Inside a box outside of the text.
    outer_box: bool,
    /// Paragraphs of the current turn so far.
    paragraphs: usize,
    /// The speaker of the last question.
    asker: Option<String>,
}

impl<'a> Builder<'a> {
    /// Begins an edition that so far has only what the title says.
    pub(crate) fn new(
        edition: Edition,
        lang: Lang,
        lists: &'a Words<'a>,
        tools: &'a dyn TurnTools,
        speakers: Speakers<'a>,
    ) -> Builder<'a> {
        Builder {
            lang,
            lists,
            tools,
            speakers,
            edition,
            trace: Vec::new(),
            place: Place::Head,
            late: false,
            boxed: false,
            outer_box: false,
            paragraphs: 0,
            asker: None,
        }
    }

    /// Gives every piece its place.
    pub(crate) fn build(mut self, pieces: &[Piece], title: &Title, entries: &[Entry]) -> Reading {
        let accepted: BTreeMap<usize, &Entry> = entries
            .iter()
            .filter(|entry| entry.accepted)
            .map(|entry| (entry.candidate.piece, entry))
            .collect();
        let last = accepted.keys().next_back().copied();
        for (k, piece) in pieces.iter().enumerate() {
            if title.piece == Some(k) {
                self.paratext(piece, ParatextKind::Title, "the title");
            } else if piece.region != Region::Main {
                self.outside(piece);
            } else if piece.foreign {
                self.paratext(piece, ParatextKind::Other, "in another script");
            } else if let Some(entry) = accepted.get(&k) {
                self.labelled(piece, entry, last == Some(k));
            } else if let Some(last) = last {
                let next = accepted.range(k..).next().and_then(|(_, entry)| entry.side);
                self.unlabelled(
                    piece,
                    title.piece.is_some_and(|at| k < at && at < 40),
                    k > last,
                    next,
                );
            } else {
                self.without_turns(piece);
            }
        }
        Reading {
            edition: self.edition,
            trace: self.trace,
        }
    }

    /// What the markup puts outside of the text. A box that it does not name
    /// goes on until something else comes.
    fn outside(&mut self, piece: &Piece) {
        // What ends a page, such as a choice of letter size, may also begin it.
        let late = !self.edition.turns.is_empty();
        let found = outer_kind(piece.region, &fold(&piece.text), self.lists)
            .filter(|&(kind, _)| late || kind != ParatextKind::Footer);
        let other = piece.region == Region::Other;
        let (kind, why) = match found {
            Some(found) => found,
            None if other && self.outer_box => (ParatextKind::Sidebar, "in a box"),
            None => (region_kind(piece.region), "the markup puts it there"),
        };
        self.outer_box = other && kind == ParatextKind::Sidebar;
        self.paratext(piece, kind, why);
    }

    /// A page without any label: no turns.
    fn without_turns(&mut self, piece: &Piece) {
        let found = head_kind(&fold(&piece.text), self.lists);
        let (kind, why) = found.unwrap_or((ParatextKind::Other, "no speaker label on the page"));
        self.paratext(piece, kind, why);
    }

    fn labelled(&mut self, piece: &Piece, entry: &Entry, last: bool) {
        let asked = self.edition.turns.iter().any(|turn| turn.role == Role::Question);
        let role = match entry.side {
            Some(Side::Asks) => Role::Question,
            // What is printed as an answer is one, though its question is missing.
            Some(Side::Answers) if asked || entry.candidate.kind == Kind::Answer => Role::Answer,
            _ => Role::Statement,
        };
        let speaker = self.speakers.of(entry, self.asker.as_ref());
        if role == Role::Question {
            self.asker.clone_from(&speaker);
        }
        let printed = piece.text[..entry.candidate.end].trim();
        self.open(role, &entry.candidate.label, printed, speaker);
        self.place = Place::Body;
        self.late = false;
        self.boxed = false;
        let (_, text) = piece.cut(entry.candidate.end);
        self.note(piece, entry.why.clone());
        if !text.text.is_empty() {
            self.paragraph(&text, last);
        }
    }

    fn unlabelled(&mut self, piece: &Piece, before_title: bool, after_last: bool, next: Option<Side>) {
        let folded = fold(&piece.text);
        if self.place == Place::Foot || after_last && is_footer(&folded, self.lists) {
            self.place = Place::Foot;
            self.paratext(piece, ParatextKind::Footer, "at the foot of the page");
        } else if let Some((kind, why)) = inner_kind(piece, &folded, self.lists) {
            self.boxed = kind == ParatextKind::Sidebar;
            self.late |= kind == ParatextKind::Heading && is_late(&folded, self.lists);
            self.paratext(piece, kind, why);
        } else if self.boxed && is_link_like(&piece.text) {
            self.paratext(piece, ParatextKind::Sidebar, "a link of the box");
        } else if before_title {
            self.paratext(piece, ParatextKind::Other, "before the title");
        } else if self.place == Place::Head {
            self.announcement(piece, next);
        } else {
            self.continuation(piece, after_last, next);
        }
    }

    /// Main text before the first label: the spokesperson's announcement.
    fn announcement(&mut self, piece: &Piece, next: Option<Side>) {
        self.boxed = false;
        if self.late && next == Some(Side::Answers) {
            self.late_question(piece);
            return;
        }
        let wide: usize = piece.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        if self.edition.turns.is_empty() && !(ends_sentence(&piece.text) || wide >= 160) {
            self.paratext(piece, ParatextKind::Other, "a short line before the first turn");
            return;
        }
        if self.edition.turns.is_empty() {
            let speaker = self.speakers.primary();
            self.open(Role::Statement, "", "", speaker);
        }
        self.note(piece, "before the first label".to_owned());
        self.paragraph(piece, false);
    }

    fn continuation(&mut self, piece: &Piece, after_last: bool, next: Option<Side>) {
        self.boxed = false;
        if self.late && next == Some(Side::Answers) {
            self.late_question(piece);
            return;
        }
        self.note(piece, "goes on without a label".to_owned());
        self.paragraph(piece, after_last);
    }

    /// An unlabelled paragraph after the line that announces it.
    fn late_question(&mut self, piece: &Piece) {
        self.late = false;
        self.place = Place::Body;
        self.asker = None;
        self.open(Role::Question, "", "", None);
        self.note(piece, "the late question that was announced".to_owned());
        self.paragraph(piece, false);
    }

    fn open(&mut self, role: Role, label: &str, printed: &str, speaker: Option<String>) {
        let id = TurnId(format!("{}.u{}", self.lang, self.edition.turns.len() + 1));
        self.paragraphs = 0;
        let (label, printed, sentences) = (label.to_owned(), printed.to_owned(), Vec::new());
        self.edition.turns.push(Turn {
            id,
            role,
            label,
            printed,
            speaker,
            sentences,
        });
    }

    /// Adds a paragraph to the current turn, without a page foot glued to it.
    fn paragraph(&mut self, piece: &Piece, may_end: bool) {
        let foot = if may_end {
            footer_start(&piece.text, self.lists)
        } else {
            None
        };
        if let Some(at) = foot {
            let (text, foot) = piece.cut(at);
            self.sentences(&text);
            self.place = Place::Foot;
            self.paratext(
                &foot,
                ParatextKind::Footer,
                "the foot of the page, glued to the last answer",
            );
        } else {
            self.sentences(piece);
        }
    }

    fn sentences(&mut self, piece: &Piece) {
        let Some(turn) = self.edition.turns.last_mut() else {
            return;
        };
        let mut from = 0;
        let ranges = self.tools.sentences(&piece.text);
        let count = ranges.len();
        // What the ranges leave out goes to the sentence after it: nothing is lost.
        let ends = ranges.iter().enumerate().map(|(k, range)| {
            if k + 1 == count {
                piece.text.len()
            } else {
                range.end
            }
        });
        let ends: Vec<usize> = if count == 0 {
            vec![piece.text.len()]
        } else {
            ends.collect()
        };
        for end in ends {
            let text = piece.text.get(from..end).unwrap_or_default().trim();
            if text.is_empty() {
                continue;
            }
            let id = SentenceId(format!("{}.s{}", turn.id, turn.sentences.len() + 1));
            let text = text.to_owned();
            turn.sentences.push(Sentence {
                id,
                text,
                paragraph: self.paragraphs,
                line: piece.line,
            });
            from = end;
        }
        self.paragraphs += 1;
    }

    fn paratext(&mut self, piece: &Piece, kind: ParatextKind, why: &str) {
        let text = piece.text.clone();
        self.trace.push(Decision {
            line: piece.line,
            text: text.clone(),
            verdict: format!("paratext {}", kind.as_str()),
            why: why.to_owned(),
        });
        self.edition.paratext.push(Paratext {
            kind,
            text,
            line: piece.line,
            after: self.edition.turns.len(),
        });
    }

    fn note(&mut self, piece: &Piece, why: String) {
        let Some(turn) = self.edition.turns.last() else {
            return;
        };
        let speaker = turn.speaker.as_deref().unwrap_or("speaker unknown");
        let verdict = format!("turn {} ({}, {speaker})", turn.id, turn.role.as_str());
        self.trace.push(Decision {
            line: piece.line,
            text: piece.text.clone(),
            verdict,
            why,
        });
    }
}
