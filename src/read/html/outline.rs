//! The body of a page as a flat list of elements and a stream of text.
//!
//! The tree is walked once, without recursion: ten thousand nested elements
//! are one loop here, and every later step reads the flat lists. Since a
//! parent stands before its children, what children inherit is one pass
//! forwards and what parents sum up is one pass backwards.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::iter::Edge;
use scraper::node::Element as Markup;
use scraper::{Html, Node};

use super::regions::{self, Marker, Named};
use crate::read::Region;
use crate::read::space::{is_visible, is_wide};

/// Elements whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "template", "noscript", "head", "iframe", "noframes", "noembed",
];

/// Elements that end a block of text where they start and where they end.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Block elements that hold one paragraph or a list, so no main container.
const PARAGRAPHS: &[&str] = &[
    "button", "caption", "dd", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "ol",
    "option", "p", "pre", "select", "summary", "textarea", "ul",
];

/// One element of the body.
#[derive(Debug)]
pub(super) struct Element {
    /// The index of the parent; the first element is its own.
    pub(super) parent: usize,
    /// The region by its own markup or an ancestor's.
    pub(super) region: Option<Region>,
    /// Not shown by a browser.
    pub(super) hidden: bool,
    /// The level of the heading it is or stands in.
    pub(super) heading: Option<u8>,
    pub(super) bold: bool,
    /// The link that it is or stands in.
    pub(super) link: Option<usize>,
    /// Stands in a list item.
    pub(super) item: bool,
    /// The nearest block element, perhaps itself.
    pub(super) block: usize,
    /// Holds a picture, in the same block.
    pub(super) picture: bool,
    /// May be the main container.
    pub(super) container: bool,
    pub(super) marker: Option<Marker>,
    /// Tag and classes, to tell siblings of one kind.
    pub(super) kind: String,
    named: Option<Named>,
    hides: bool,
    /// Is or stands in an article or section.
    in_article: bool,
    /// Weight of the text inside, without links.
    weight: usize,
}

/// A step of the text stream.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    /// Text directly in the element.
    Text(usize, &'a str),
    /// A line break inside of a block.
    Line,
    /// The start or end of a block element.
    Block,
}

/// Elements and text of a page's body.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) elements: Vec<Element>,
    pub(super) items: Vec<Item<'a>>,
}

/// The weight of a text: visible characters, Han and the like three times, for
/// they say as much as three letters.
pub(super) fn weight(text: &str) -> usize {
    text.chars()
        .filter(|&c| is_visible(c))
        .map(|c| if is_wide(c) { 3 } else { 1 })
        .sum()
}

impl<'a> Outline<'a> {
    /// Walks a parsed page.
    pub(super) fn new(html: &'a Html) -> Outline<'a> {
        let mut outline = Outline {
            elements: Vec::new(),
            items: Vec::new(),
        };
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut skipped = None;
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) if skipped.is_none() => match node.value() {
                    Node::Element(markup) if SKIPPED.contains(&markup.name()) => {
                        skipped = Some(node.id());
                    }
                    Node::Element(markup) => outline.open(markup, &mut open),
                    Node::Text(text) => outline.text(text, open.last()),
                    _ => {}
                },
                Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
                Edge::Close(node) if skipped.is_none() && node.value().is_element() => {
                    outline.close(&mut open);
                }
                _ => {}
            }
        }
        outline.resolve();
        outline
    }

    fn open(&mut self, markup: &Markup, open: &mut Vec<(usize, bool)>) {
        let (parent, in_pre) = open.last().copied().unwrap_or((self.elements.len(), false));
        let tag = markup.name();
        let index = self.elements.len();
        let element = Element::new(markup, index, self.elements.get(parent), parent);
        if tag == "br" {
            self.items.push(Item::Line);
        } else if element.block == index {
            self.items.push(Item::Block);
        }
        let block = element.block;
        self.elements.push(element);
        if matches!(tag, "img" | "picture") {
            self.elements[block].picture = true;
        }
        open.push((
            index,
            in_pre || matches!(tag, "pre" | "textarea" | "listing" | "xmp"),
        ));
    }

    fn close(&mut self, open: &mut Vec<(usize, bool)>) {
        if let Some((index, _)) = open.pop()
            && self.elements[index].block == index
        {
            self.items.push(Item::Block);
        }
    }

    fn text(&mut self, text: &'a str, open: Option<&(usize, bool)>) {
        let Some(&(element, in_pre)) = open else {
            return;
        };
        if self.elements[element].link.is_none() {
            self.elements[element].weight += weight(text);
        }
        if !in_pre {
            self.items.push(Item::Text(element, text));
            return;
        }
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.items.push(Item::Line);
            }
            self.items.push(Item::Text(element, line));
        }
    }

    /// Sums weights up, then hands regions down.
    fn resolve(&mut self) {
        for i in (1..self.elements.len()).rev() {
            let Element { parent, weight, .. } = self.elements[i];
            self.elements[parent].weight += weight;
        }
        let doubtful = self.doubtful_kinds();
        let total = self.elements.first().map_or(0, |e| e.weight);
        for i in 0..self.elements.len() {
            let element = &self.elements[i];
            let above = &self.elements[element.parent];
            let wraps = element.weight * 2 > total;
            let own = element
                .named
                .filter(|named| named.sure || !(wraps || doubtful.contains(element.kind.as_str())));
            let hidden = above.hidden || (element.hides && !wraps);
            let region = own.map(|named| named.region).or(above.region);
            self.elements[i].hidden = hidden;
            self.elements[i].region = region;
        }
    }

    /// The kinds of elements that name a region and yet hold the page's text.
    ///
    /// One element with more than half of it wraps the page: a `form`, a class
    /// `nav-open`. Three or more of one kind with more than a third of it are
    /// its paragraphs: `p.lang-en` on a page in two languages.
    fn doubtful_kinds(&self) -> BTreeSet<String> {
        let total = self.elements.first().map_or(0, |e| e.weight);
        let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let unsure = |e: &&Element| e.named.is_some_and(|named| !named.sure);
        for element in self.elements.iter().filter(unsure) {
            let (count, weight) = kinds.entry(&element.kind).or_default();
            *count += 1;
            *weight += element.weight;
        }
        let doubtful = |(count, weight): (usize, usize)| count >= 3 && weight * 3 > total;
        kinds
            .into_iter()
            .filter(|kind| doubtful(kind.1))
            .map(|kind| kind.0.to_owned())
            .collect()
    }

    /// Whether `element` is one of `set` or inside of it, for all elements.
    pub(super) fn inside(&self, set: &[usize]) -> Vec<bool> {
        let mut inside = vec![false; self.elements.len()];
        for (i, element) in self.elements.iter().enumerate() {
            inside[i] = set.contains(&i) || inside[element.parent];
        }
        inside
    }
}

impl Element {
    fn new(markup: &Markup, index: usize, above: Option<&Element>, parent: usize) -> Element {
        let tag = markup.name();
        let block = BLOCKS.contains(&tag);
        let heading = heading(tag).or(above.and_then(|a| a.heading));
        let link = (tag == "a" && markup.attr("href").is_some()).then_some(index);
        let bold = bold(markup).unwrap_or_else(|| above.is_some_and(|a| a.bold));
        // The head of an article holds its title and date, not a menu.
        let in_article = above.is_some_and(|a| a.in_article);
        let marker = regions::marker(markup);
        let named = regions::named(markup).filter(|_| !(in_article && tag == "header"));
        Element {
            parent,
            region: None,
            hidden: false,
            heading,
            bold,
            link: link.or(above.and_then(|a| a.link)),
            item: tag == "li" || above.is_some_and(|a| a.item),
            block: if block {
                index
            } else {
                above.map_or(index, |a| a.block)
            },
            picture: false,
            container: block && !PARAGRAPHS.contains(&tag),
            in_article: in_article || marker.is_some() || tag == "section",
            marker,
            kind: format!("{tag}.{}", markup.attr("class").unwrap_or_default()),
            named,
            hides: hides(markup),
            weight: 0,
        }
    }
}

fn heading(tag: &str) -> Option<u8> {
    let level = tag.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// What the element says of bold type, if anything.
fn bold(markup: &Markup) -> Option<bool> {
    if let Some(weight) = style(markup, "font-weight") {
        return match weight.as_str() {
            "bold" | "bolder" => Some(true),
            "normal" | "lighter" => Some(false),
            number => number.parse::<u32>().ok().map(|n| n >= 600),
        };
    }
    let tag = markup.name();
    (matches!(tag, "b" | "strong" | "th") || heading(tag).is_some()).then_some(true)
}

fn hides(markup: &Markup) -> bool {
    markup.attr("hidden").is_some()
        || style(markup, "display").is_some_and(|v| v == "none")
        || style(markup, "visibility").is_some_and(|v| v == "hidden")
}

/// The value of a property in the `style` attribute, in lower case.
fn style(markup: &Markup, property: &str) -> Option<String> {
    let pairs = markup
        .attr("style")?
        .split(';')
        .filter_map(|pair| pair.split_once(':'));
    let mut values = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    let value = values.next_back()?.1.to_ascii_lowercase();
    Some(value.replace("!important", "").trim().to_owned())
}
