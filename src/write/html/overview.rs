//! The overview: what each edition does, in words and as a matrix.

use maud::{Markup, html};

use super::body::{block_id, note_id};
use super::notes::{Note, Notes, Spot};
use super::view::{Block, View};
use super::words;
use crate::model::{Difference, DifferenceKind, DifferenceLevel, Lang};

/// Writes the overview of a briefing.
pub(super) fn overview(view: &View, notes: &Notes) -> Markup {
    html! {
        section.overview {
            h2 { "What each edition does" }
            div.cards {
                @for lang in view.langs() { (card(lang, view, notes)) }
            }
            h2 { "At a glance" }
            (matrix(view, notes))
            (legend(notes))
            h2 { "Editions" }
            (sources(view))
        }
    }
}

fn card(lang: Lang, view: &View, notes: &Notes) -> Markup {
    let about = notes.about(lang);
    let of = |kinds: &[DifferenceKind]| -> Vec<&(&Note, Spot)> {
        about
            .iter()
            .filter(|(note, _)| kinds.contains(&note.difference.kind))
            .collect()
    };
    let lists = [
        ("Leaves out", of(&[DifferenceKind::Omission])),
        ("Adds", of(&[DifferenceKind::Addition])),
        ("Moves", of(&[DifferenceKind::Order])),
        (
            "Says otherwise",
            of(&[DifferenceKind::Number, DifferenceKind::Date, DifferenceKind::Name]),
        ),
    ];
    html! {
        section.card data-lang=(lang) {
            h3 {
                (view.name(lang)) " "
                @if let Some(endonym) = view.endonym(lang) {
                    @if endonym != view.name(lang) { bdi lang=(lang) dir=(view.dir(lang)) { (endonym) } " " }
                }
                span.code { (lang) }
            }
            @if lists[0].1.is_empty() { p.nothing { "Leaves out nothing." } }
            @for (head, list) in &lists {
                @if !list.is_empty() {
                    h4 { (head) }
                    ul { @for (note, spot) in list { li { (item(note, *spot, lang, view)) } } }
                }
            }
        }
    }
}

/// Where each edition comes from and how much it holds.
fn sources(view: &View) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Editions with their sources" {
            table.sources { tbody {
                @for (&lang, edition) in &view.aligned.editions { tr {
                    th scope="row" { (view.name(lang)) " " span.code { (lang) } }
                    td lang=(lang) dir=(view.dir(lang)) { (edition.title.as_deref().unwrap_or("–")) }
                    td { bdi { (edition.source) } }
                    td { (words::count(edition.exchanges().len(), "exchange")) ", " (words::count(edition.sentences().count(), "sentence")) }
                } }
            } }
        }
    }
}

/// A difference in a card: a link and where it is.
fn item(note: &Note, spot: Spot, lang: Lang, view: &View) -> Markup {
    let difference = note.difference;
    let block = &view.blocks[spot.block];
    let (link, rest) = match difference.kind {
        DifferenceKind::Omission | DifferenceKind::Addition | DifferenceKind::Order => match difference.level
        {
            DifferenceLevel::Exchange => (words::block(block).to_lowercase(), String::new()),
            _ => (words::extent(difference), String::new()),
        },
        kind => (
            words::kind(kind).to_owned(),
            format!(" {}", words::values(difference, lang)),
        ),
    };
    let whole = difference.level == DifferenceLevel::Exchange;
    html! {
        span class={ "sym k-" (difference.kind.as_str()) } aria-hidden="true" { (words::symbol(difference.kind)) } " "
        a href={ "#" (note_id(view, note, lang)) } { (link) } (rest)
        @if words::is_unsure(difference) { " " span.sure { "(" (words::confidence(difference)) ")" } }
        @if whole { ": " (words::quoted_block(block, view)) }
        @else if let Some(part) = spot.part {
    " in the " (place(block, part))
            @if matches!(difference.kind, DifferenceKind::Omission | DifferenceKind::Addition) {
                @if let Some((lang, text)) = first_text(difference, view) { ": " q { (words::quoted(text, lang, view)) } }
            }
        }
    }
}

/// `answer of exchange 3`, or `opening`.
fn place(block: &Block, part: usize) -> String {
    if block.number == 0 {
        return "opening".to_owned();
    }
    let turn = block.parts[part].turns.values().flatten().next();
    let role = turn.map_or("turn", |turn| words::role(turn.role));
    format!("{role} of {}", words::block(block).to_lowercase())
}

/// The first sentence of a difference, in the edition that is quoted from.
fn first_text<'a>(difference: &Difference, view: &View<'a>) -> Option<(Lang, &'a str)> {
    let (lang, ids) = View::best(&difference.at)?;
    let edition = view.aligned.editions.get(&lang)?;
    let id = ids.first()?;
    let mut turns = edition.turns.iter();
    let turn = turns
        .find(|turn| turn.id.0 == *id)
        .and_then(|turn| turn.sentences.first());
    let sentence = turn.or_else(|| edition.sentences().find(|s| s.id.0 == *id));
    Some((lang, sentence?.text.as_str()))
}

fn matrix(view: &View, notes: &Notes) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Exchanges by edition" {
            table.matrix {
                thead { tr {
                    th scope="col" { "Exchange" }
                    @for lang in view.langs() { th scope="col" data-lang=(lang) { abbr title=(view.name(lang)) { (lang) } } }
                } }
                tbody {
                    @for (b, block) in view.blocks.iter().enumerate() { tr {
                        th scope="row" {
                            a href={ "#" (block_id(view, block)) } {
                                @if block.number > 0 { span.n { (block.number) } " " (words::quoted_block(block, view)) }
                                @else { span.n {} " Opening" }
                            }
                        }
                        @for lang in view.langs() { td data-lang=(lang) { (cell(b, block, lang, view, notes)) } }
                    } }
                }
            }
        }
    }
}

fn cell(b: usize, block: &Block, lang: Lang, view: &View, notes: &Notes) -> Markup {
    let here = notes.about(lang);
    let mut here = here
        .iter()
        .filter(|(note, spot)| {
            let seen = note.difference.kind != DifferenceKind::Segmentation;
            spot.block == b && seen
        })
        .peekable();
    let absent = block.parts.iter().all(|part| !part.turns.contains_key(&lang));
    html! {
        @if here.peek().is_none() {
            @let (sign, says) = if absent { ("–", "not in this edition") } else { ("·", "no difference") };
            a class=(if absent { "absent" } else { "same" }) href={ "#" (block_id(view, block)) } title=(says)
                aria-label={ (words::block(block)) " in " (view.name(lang)) ": " (says) } { (sign) }
        }
        @for (note, _) in here { (chip(note, lang, view)) }
    }
}

/// A difference in the matrix: symbol and words, the rest as its title.
fn chip(note: &Note, lang: Lang, view: &View) -> Markup {
    let difference = note.difference;
    let whole = difference.level == DifferenceLevel::Exchange;
    let much = matches!(
        difference.kind,
        DifferenceKind::Omission | DifferenceKind::Addition
    );
    let (number, short) = match difference.level {
        DifferenceLevel::Exchange if difference.kind == DifferenceKind::Omission => (" all", " missing"),
        DifferenceLevel::Exchange if much => (" all", " added"),
        DifferenceLevel::Turn if much => (" 1", " turn"),
        DifferenceLevel::Sentence if much => (&*format!(" {}", words::sentences(difference)), " sent."),
        _ => ("", &*format!(" {}", words::kind(difference.kind))),
    };
    let says = format!(
        "{}: {} ({})",
        view.name(lang),
        words::note(note, lang, view),
        words::confidence(difference)
    );
    let whole = if whole { " whole" } else { "" };
    let class = format!("chip k-{}{whole}", difference.kind.as_str());
    html! {
        a class=(class) href={ "#" (note_id(view, note, lang)) } title=(says) aria-label=(says) {
            span.sym { (words::symbol(difference.kind)) } (number) span.w { (short) }
        }
    }
}

/// The symbols with their meaning and how many there are of each.
fn legend(notes: &Notes) -> Markup {
    html! {
        ul.legend {
            @for kind in DifferenceKind::ALL {
                @let n = notes.count(kind);
                @if n > 0 {
                    li { span class={ "chip k-" (kind.as_str()) } { (words::symbol(kind)) } " " (words::kind(kind)) " " b { (n) } }
                }
            }
            li { span.same { "·" } " the same as elsewhere" }
            li { span.absent { "–" } " not there, as in most editions" }
        }
    }
}
