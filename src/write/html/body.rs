//! The text: exchanges, turns, and sentences side by side.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::marks::{self, Marked};
use super::notes::{Note, Notes, Spot};
use super::view::{Block, Part, Row, View};
use super::words;
use crate::model::{DifferenceKind, Lang, SentenceId, Turn};

/// Writes all exchanges of a briefing.
pub(super) fn body(view: &View, notes: &Notes) -> Markup {
    let page = Page {
        view,
        notes,
        marks: marks_by_sentence(view),
    };
    html! {
        div.text {
            (page.heads())
            @for (b, block) in view.blocks.iter().enumerate() { (page.block(b, block)) }
        }
    }
}

/// The identifier of an exchange on the page.
pub(super) fn block_id(view: &View, block: &Block) -> String {
    format!("{}.x{}", view.aligned.briefing.id, block.number)
}

/// The identifier of a difference in the column of an edition; the shortest is that of its first place.
pub(super) fn note_id(view: &View, note: &Note, lang: Lang) -> String {
    let id = format!("{}.d{}", view.aligned.briefing.id, note.number);
    if lang == note.spots[0].1 {
        id
    } else {
        format!("{id}.{lang}")
    }
}

struct Page<'a> {
    view: &'a View<'a>,
    notes: &'a Notes<'a>,
    marks: BTreeMap<&'a SentenceId, Vec<Marked>>,
}

fn marks_by_sentence<'a>(view: &View<'a>) -> BTreeMap<&'a SentenceId, Vec<Marked>> {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for difference in &view.aligned.differences {
        for (&lang, marks) in &difference.marks {
            for mark in marks {
                let marked = Marked::new(mark, difference, lang);
                out.entry(&mark.sentence).or_default().push(marked);
            }
        }
    }
    out
}

impl Page<'_> {
    /// The names of the columns, with the buttons that move them.
    fn heads(&self) -> Markup {
        html! {
            div.heads {
                @for lang in self.view.langs() {
                    div.head data-lang=(lang) {
                        button.move type="button" hidden aria-label={ "Move " (self.view.name(lang)) " to the left" } { "◂" }
                        span.name { (self.view.name(lang)) }
                        button.move type="button" hidden aria-label={ "Move " (self.view.name(lang)) " to the right" } { "▸" }
                    }
                }
            }
        }
    }

    fn block(&self, b: usize, block: &Block) -> Markup {
        let spot = Spot {
            block: b,
            part: None,
            row: None,
        };
        let whole = block.number > 0;
        html! {
            section.block id=(block_id(self.view, block)) {
                h3 {
                    span.n { (words::block(block)) } " "
                    @if whole { span.quote { (words::quoted_block(block, self.view)) } }
                }
                @if self.notes.any(spot) {
                    div.r.about {
                        @for lang in self.view.langs() {
                            (self.cell(lang, "c", &self.badges(spot, lang)))
                        }
                    }
                }
                @for (p, part) in block.parts.iter().enumerate() {
                    (self.part(Spot { part: Some(p), ..spot }, part))
                }
            }
        }
    }

    fn part(&self, spot: Spot, part: &Part) -> Markup {
        html! {
            div.r.turn {
                @for lang in self.view.langs() {
                    @let turns = part.turns.get(&lang);
                    (self.cell(lang, if turns.is_some() { "c" } else { "c absent" }, &html! {
                        (self.badges(spot, lang))
                        @match turns {
                            Some(turns) => (self.labels(lang, turns)),
                            None => (not_here()),
                        }
                    }))
                }
            }
            @for (r, row) in part.rows.iter().enumerate() {
                (self.row(Spot { row: Some(r), ..spot }, part, row))
            }
        }
    }

    fn labels(&self, lang: Lang, turns: &[&Turn]) -> Markup {
        html! {
            span.code lang="en" dir="ltr" { (lang) }
            @for (k, turn) in turns.iter().enumerate() {
                @if k > 0 { " + " }
                span.turn-head id={ (self.view.aligned.briefing.id) "." (turn.id) } {
                    span.role lang="en" dir="ltr" { (words::role(turn.role)) }
                    @if !turn.label.is_empty() { " " bdi { (turn.label) } }
                }
            }
        }
    }

    fn row(&self, spot: Spot, part: &Part, row: &Row) -> Markup {
        html! {
            div.r {
                @for lang in self.view.langs() {
                    @let sentences = row.get(&lang);
                    @let class = match (sentences, part.turns.get(&lang)) {
                        (Some(_), _) => "c",
                        (None, Some(_)) => "c none",
                        (None, None) => "c none absent",
                    };
                    (self.cell(lang, class, &html! {
                        (self.badges(spot, lang))
                        @match sentences {
                            Some(sentences) => @for sentence in sentences {
                                p id={ (self.view.aligned.briefing.id) "." (sentence.id) } {
                                    (marks::text(&sentence.text, self.marks.get(&sentence.id).map_or(&[], Vec::as_slice)))
                                }
                            },
                            None => (not_here()),
                        }
                    }))
                }
            }
        }
    }

    fn cell(&self, lang: Lang, class: &str, content: &Markup) -> Markup {
        html! { div class=(class) lang=(lang) dir=(self.view.dir(lang)) { (content) } }
    }

    fn badges(&self, spot: Spot, lang: Lang) -> Markup {
        html! { @for (note, first) in self.notes.at(spot, lang) { (self.badge(note, lang, first)) } }
    }

    /// What a difference says in one column; jumps stop at the first of several only.
    fn badge(&self, note: &Note, lang: Lang, first: bool) -> Markup {
        let difference = note.difference;
        let quiet = difference.kind == DifferenceKind::Segmentation;
        let class = format!(
            "d k-{}{}{}{}",
            difference.kind.as_str(),
            if words::is_unsure(difference) {
                " unsure"
            } else {
                ""
            },
            if quiet { " quiet" } else { "" },
            if first { " stop" } else { "" },
        );
        html! {
            div class=(class) id=(note_id(self.view, note, lang)) lang="en" dir="ltr" {
                span.sym aria-hidden="true" { (words::symbol(difference.kind)) } " "
                (words::note(note, lang, self.view)) " "
                span.sure title="confidence" { (words::confidence(difference)) }
            }
        }
    }
}

fn not_here() -> Markup {
    html! { span.no lang="en" dir="ltr" { "not in this edition" } }
}
