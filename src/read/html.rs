//! HTML pages to blocks.
//!
//! Everything in the body that a reader could see comes out, in order; what
//! is not the briefing gets a region that says so, and the recognition of
//! turns decides. Rejected: extraction of the main text alone, for a wrong
//! choice of its container would lose a briefing without a trace.

mod blocks;
pub(super) mod depth;
mod main_text;
mod outline;
mod regions;

use scraper::{Html, Node};

use self::blocks::Draft;
use self::outline::Outline;
use super::space::{ends_sentence, fold, starts_like_label};
use super::{Page, Region};

/// A link list's links are at most this long on average to be a menu.
const MENU_WEIGHT: usize = 30;

/// The most that a caption weighs.
const CAPTION_WEIGHT: usize = 200;

/// Blocks near the title in which the date and source of an article stand.
const BYLINES: usize = 4;

/// Whether a text is HTML: it starts as a page does, or has tags of paragraphs.
pub(super) fn looks_like_html(content: &str) -> bool {
    let head: String = content.trim_start().chars().take(4096).collect();
    let head = head
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_ascii_lowercase();
    let starts = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<!--",
        "<meta",
        "<title",
    ];
    let tags = [
        "<p>",
        "<p ",
        "</p>",
        "<div",
        "</div>",
        "<br",
        "<table",
        "<span",
        "</h1>",
        "</b>",
        "</strong>",
    ];
    starts.iter().any(|s| head.starts_with(s))
        || ["<html", "<body"].iter().any(|tag| head.contains(tag))
        || tags.iter().map(|tag| head.matches(tag).count()).sum::<usize>() >= 2
}

/// Reads an HTML page's content.
pub(super) fn read(content: &str) -> Page {
    let html = Html::parse_document(content);
    let outline = Outline::new(&html);
    let mut drafts = blocks::drafts(&outline);
    let mut page = Page {
        declared_lang: language(&html),
        head_title: title(&html),
        ..Page::default()
    };
    assign(&outline, &mut drafts, page.head_title.as_deref());
    page.blocks = drafts.into_iter().map(|draft| draft.block).collect();
    for (i, block) in page.blocks.iter_mut().enumerate() {
        block.line = i + 1;
    }
    page
}

/// The declared language: of the root element, else of a `meta` element.
fn language(html: &Html) -> Option<String> {
    let elements = || html.tree.nodes().filter_map(|node| node.value().as_element());
    let root = elements().find(|e| e.name() == "html");
    let of_root = root.and_then(|e| e.attr("lang").or(e.attr("xml:lang")));
    let of_meta = || {
        let is_language = |value: &str| value.eq_ignore_ascii_case("content-language");
        let mut metas = elements().filter(|e| e.name() == "meta");
        metas
            .find(|e| e.attr("http-equiv").is_some_and(is_language))?
            .attr("content")
    };
    let declared = of_root.filter(|l| !l.trim().is_empty()).or_else(of_meta)?.trim();
    (!declared.is_empty()).then(|| declared.to_owned())
}

/// The content of the head's `title`.
fn title(html: &Html) -> Option<String> {
    let is_title = |node: &Node| node.as_element().is_some_and(|e| e.name() == "title");
    let node = html.tree.nodes().find(|node| is_title(node.value()))?;
    let text: String = node
        .children()
        .filter_map(|n| n.value().as_text().map(|t| &**t))
        .collect();
    let text = fold(&text);
    (!text.is_empty()).then_some(text)
}

/// Gives every block its region.
fn assign(outline: &Outline<'_>, drafts: &mut [Draft], head_title: Option<&str>) {
    let main = main_text::containers(outline, drafts);
    let inside = outline.inside(&main);
    let first = drafts.iter().position(|d| inside[d.element] && d.named.is_none());
    let first = first.unwrap_or(drafts.len());
    let title = title_inside(&drafts[first..], head_title)
        .map(|i| first + i)
        .or_else(|| title_before(outline, &drafts[..first], head_title));
    for (i, draft) in drafts.iter_mut().enumerate() {
        let fallback = if inside[draft.element] {
            Region::Main
        } else {
            Region::Other
        };
        let is_byline = title.is_some_and(|t| t < i && i <= first.max(t + BYLINES));
        draft.block.region = match draft.named {
            _ if title == Some(i) => Region::Main,
            Some(region) => region,
            None if is_menu(draft) => Region::Navigation,
            None if i < first && fallback == Region::Other && is_linked(draft) => Region::Navigation,
            None if outline.elements[draft.element].picture && is_captioned(draft) => Region::Caption,
            None if is_byline && is_dated(&draft.block.text) => Region::Timestamp,
            None => fallback,
        };
    }
    mark_link_lists(outline, drafts);
}

/// The title's block at the start of the main text.
fn title_inside(main: &[Draft], head_title: Option<&str>) -> Option<usize> {
    let is_title = |d: &Draft| {
        d.named.is_none()
            && (d.block.heading.is_some_and(|h| h <= 2) || (d.weight >= 12 && repeats(head_title, d)))
    };
    main.iter().take(BYLINES).position(is_title)
}

/// Whether the head's title holds the block, or the block the head's title.
fn repeats(head_title: Option<&str>, draft: &Draft) -> bool {
    let text = draft.block.text.as_str();
    head_title.is_some_and(|title| title.contains(text) || text.contains(title))
}

/// The title's block before the main text: the last one that the head's title
/// repeats, else the highest heading, the last of equals.
fn title_before(outline: &Outline<'_>, before: &[Draft], head_title: Option<&str>) -> Option<usize> {
    let possible = |draft: &Draft| {
        let in_header = matches!(draft.named, None | Some(Region::Navigation));
        in_header && !outline.elements[draft.element].hidden && draft.weight >= 8
    };
    let is_title = |d: &Draft| possible(d) && d.linked * 2 < d.weight;
    let repeated = before
        .iter()
        .rposition(|d| is_title(d) && d.weight >= 12 && repeats(head_title, d));
    repeated.or_else(|| {
        let headings = before.iter().enumerate().rev().filter(|(_, d)| is_title(d));
        let low = headings.filter(|(_, d)| d.block.heading.is_some_and(|h| h <= 3));
        low.min_by_key(|(_, d)| d.block.heading).map(|(i, _)| i)
    })
}

/// Several short links and hardly anything else: a language line, a menu.
fn is_menu(draft: &Draft) -> bool {
    draft.links >= 3 && is_linked(draft) && draft.linked <= draft.links * MENU_WEIGHT
}

/// Whether the text of a block with a picture is the picture's: short, and
/// neither bold nor a label with what was said.
fn is_captioned(draft: &Draft) -> bool {
    let text = draft.block.text.as_str();
    draft.weight <= CAPTION_WEIGHT
        && draft.block.bold.is_empty()
        && draft.block.heading.is_none()
        && !text.ends_with([':', '：', '?', '？', '؟'])
        && !(ends_sentence(text) && starts_like_label(text))
}

/// Whether the text is mostly links.
fn is_linked(draft: &Draft) -> bool {
    draft.linked * 10 >= draft.weight * 8 && draft.links > 0
}

/// Whether a short text is mostly digits and holds a year.
fn is_dated(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let has_year = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|n| n.len() == 4 || n.len() == 8);
    has_year && text.chars().count() <= 80 && digits * 4 >= text.chars().count()
}

/// Marks lists of links inside of the main text, with the heading before them.
fn mark_link_lists(outline: &Outline<'_>, drafts: &mut [Draft]) {
    let is_entry =
        |d: &Draft| d.block.region == Region::Main && outline.elements[d.element].item && is_linked(d);
    let mut start = 0;
    while start < drafts.len() {
        let length = drafts[start..].iter().take_while(|d| is_entry(d)).count();
        if length >= 2 {
            let entries = start..start + length;
            let weight: usize = drafts[entries.clone()].iter().map(|d| d.weight).sum();
            let menu = weight <= length * MENU_WEIGHT;
            let region = if menu { Region::Navigation } else { Region::Sidebar };
            let head = start
                .checked_sub(1)
                .filter(|&i| drafts[i].block.heading.is_some_and(|h| h > 1));
            for draft in &mut drafts[head.unwrap_or(start)..entries.end] {
                draft.block.region = region;
            }
        }
        start += length.max(1);
    }
}

#[cfg(test)]
mod tests;
