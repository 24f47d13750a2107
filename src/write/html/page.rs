//! The page around the briefings: head, policy, controls.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::notes::Notes;
use super::view::View;
use super::{body, index, links, overview, words};
use crate::language::Languages;
use crate::model::{Aligned, DifferenceKind, Lang};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Nothing but this very style and script, from nowhere.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
});

/// The hash by which a policy allows a text.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The page on some briefings.
pub(super) fn report(briefings: &[Aligned], languages: &Languages) -> Markup {
    let views: Vec<View> = briefings.iter().map(|b| View::new(b, languages)).collect();
    let noted: Vec<(View, Notes)> = views
        .into_iter()
        .map(|view| {
            let notes = Notes::new(&view);
            (view, notes)
        })
        .collect();
    let title = match briefings {
        [one] => heading(one),
        several => format!("{} briefings", several.len()),
    };
    let content = html! {
        (controls(&noted))
        main {
            @if noted.len() > 1 {
                h1 { (title) }
                (index::table(&noted, &|id| format!("#{id}")))
            }
            @for (view, notes) in &noted { (briefing(view, notes)) }
        }
    };
    document(&title, &content)
}

/// The page that leads to those of several briefings.
pub(super) fn index(briefings: &[Aligned], languages: &Languages) -> Markup {
    let noted: Vec<(View, Notes)> = briefings
        .iter()
        .map(|briefing| {
            let view = View::new(briefing, languages);
            let notes = Notes::new(&view);
            (view, notes)
        })
        .collect();
    let title = format!("{} briefings", briefings.len());
    let content = html! {
        main {
            h1 { (title) }
            (index::table(&noted, &|id| format!("{id}.html")))
        }
    };
    document(&title, &content)
}

fn document(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(*POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " – Hexapla" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (content)
                footer { p { "Made by Hexapla " (env!("CARGO_PKG_VERSION")) ". Differences are found by a program: the percentage beside each says how sure it is." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// What a briefing is called: its day and the title in English or another language.
pub(super) fn heading(aligned: &Aligned) -> String {
    let title = title(aligned).map(|(_, title)| title);
    title.map_or_else(|| aligned.briefing.id.clone(), str::to_owned)
}

/// The title in English, else in the first edition that has one.
fn title(aligned: &Aligned) -> Option<(Lang, &str)> {
    let of = |(&lang, edition)| -> Option<(Lang, &str)> {
        let edition: &crate::model::Edition = edition;
        Some((lang, edition.title.as_deref()?))
    };
    let mut all: Vec<_> = aligned.editions.iter().filter_map(of).collect();
    all.sort_by_key(|(lang, _)| *lang != Lang::EN);
    all.first().copied()
}

fn briefing(view: &View, notes: &Notes) -> Markup {
    let aligned = view.aligned;
    html! {
        article id=(aligned.briefing.id) {
            header.briefing {
                h1 {
                    @match title(aligned) {
                        Some((lang, title)) => bdi lang=(lang) dir=(view.dir(lang)) { (title) },
                        None => (aligned.briefing.id),
                    }
                }
                p.meta {
                    @if let Some(date) = aligned.briefing.date {
                        time datetime=(date) { (date.strftime("%-d %B %Y")) } " · "
                    }
                    (words::count(aligned.editions.len(), "edition")) " · "
                    (words::count(aligned.differences.iter().filter(|d| d.counts()).count(), "difference")) " · "
                    (aligned.briefing.id)
                }
            }
            (overview::overview(view, notes))
            h2.text-head { "The text, side by side" }
            (body::body(view, notes))
            script.links type="application/json" { (PreEscaped(escaped(&links::links(view)))) }
        }
    }
}

/// JSON in which no markup can begin.
fn escaped(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The bar of controls; the script shows it, for without it nothing would happen.
fn controls(noted: &[(View, Notes)]) -> Markup {
    let count = |kind: DifferenceKind| noted.iter().map(|(_, notes)| notes.count(kind)).sum::<usize>();
    let mut langs: Vec<(Lang, String)> = noted
        .iter()
        .flat_map(|(view, _)| view.langs().map(|lang| (lang, view.name(lang))))
        .collect();
    langs.sort();
    langs.dedup();
    html! {
        div #bar hidden {
            div.jump {
                button #previous type="button" title="previous difference (p or k)" { "↑ Previous" span.w { " difference" } }
                button #next type="button" title="next difference (n or j)" { "↓ Next" span.w { " difference" } }
                span #status role="status" {}
            }
            details.menu {
                summary { "Filter" span.w { " and columns" } }
                div.panel {
                    fieldset #kinds {
                        legend { "Kinds of differences" }
                        @for kind in DifferenceKind::ALL {
                            @let n = count(kind);
                            @if n > 0 {
                                label {
                                    input type="checkbox" value=(kind.as_str()) checked[kind != DifferenceKind::Segmentation];
                                    " " span class={ "chip k-" (kind.as_str()) } { (words::symbol(kind)) } " " (words::kind(kind)) " (" (n) ")"
                                }
                            }
                        }
                    }
                    fieldset #columns {
                        legend { "Editions" }
                        @for (lang, name) in &langs {
                            label { input type="checkbox" value=(lang) checked; " " (name) }
                        }
                    }
                    fieldset {
                        legend { "Rows" }
                        label { input #only type="checkbox"; " only those with differences" }
                    }
                    p.keys { kbd { "n" } " next difference, " kbd { "p" } " previous, arrow keys from sentence to sentence" }
                }
            }
            div #tabs role="group" aria-label="Edition shown" {
                @for (lang, name) in &langs {
                    button type="button" value=(lang) title=(name) aria-label=(name) aria-pressed="false" { (lang) }
                }
            }
        }
    }
}
