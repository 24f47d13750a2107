//! Contents: briefings with what their editions do.

use maud::{Markup, html};

use super::notes::Notes;
use super::page::heading;
use super::view::View;
use super::words;
use crate::model::{DifferenceKind, Lang};

/// A table of briefings; `address` says where the one with an identifier is.
pub(super) fn table(noted: &[(View, Notes)], address: &dyn Fn(&str) -> String) -> Markup {
    let mut langs: Vec<Lang> = noted.iter().flat_map(|(view, _)| view.langs()).collect();
    langs.sort_unstable();
    langs.dedup();
    html! {
        div.scroll tabindex="0" role="region" aria-label="Briefings by edition" {
            table.matrix.contents {
                thead { tr {
                    th scope="col" { "Briefing" }
                    @for lang in &langs { th scope="col" { (lang) } }
                } }
                tbody {
                    @for (view, notes) in noted { tr {
                        th scope="row" {
                            a href=(address(&view.aligned.briefing.id)) {
                                @if let Some(date) = view.aligned.briefing.date { span.n { (date) } " " }
                                bdi { (heading(view.aligned)) }
                            }
                        }
                        @for &lang in &langs { td { (cell(view, notes, lang)) } }
                    } }
                }
            }
        }
    }
}

/// How many differences of each kind an edition is odd in.
fn cell(view: &View, notes: &Notes, lang: Lang) -> Markup {
    if !view.aligned.editions.contains_key(&lang) {
        return html! { span.absent { "no edition" } };
    }
    let about = notes.about(lang);
    let count = |kind| {
        about
            .iter()
            .filter(|(note, _)| note.difference.kind == kind)
            .count()
    };
    let counts = DifferenceKind::ALL.map(|kind| (kind, count(kind)));
    let seen = counts
        .iter()
        .filter(|(kind, n)| *n > 0 && *kind != DifferenceKind::Segmentation);
    let mut seen = seen.peekable();
    html! {
        @if seen.peek().is_none() { span.same title="no difference" { "·" } }
        @for (kind, n) in seen {
            @let says = format!("{}: {n} {}", view.name(lang), words::kind(*kind));
            span class={ "chip k-" (kind.as_str()) } title=(says) { (words::symbol(*kind)) " " (n) span.w { " " (words::kind(*kind)) } }
        }
    }
}
