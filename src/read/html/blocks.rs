//! The text stream to blocks.
//!
//! Problem: old templates make paragraphs with `<br><br>`, some with a single
//! `<br>`, and others break lines inside of a paragraph or a title with it.
//!
//! Choice: two breaks always end a block. A single one ends it if the page as
//! a whole makes paragraphs so (most lines before a break end like a
//! sentence), or where the next line starts with a label or an indent, or the
//! one before ends a sentence; never in a heading. Text cut at a fixed width
//! is joined. Rejected: every break ends a block, which cuts titles in two.

use std::ops::Range;

use super::outline::{Element, Item, Outline, weight};
use crate::read::space::{
    breaks_without_space, columns, ends_sentence, is_folded, is_hard_wrapped, is_trimmed,
    is_visible, starts_like_label,
};
use crate::read::{Block, Region};

/// A block with what the choice of the main text needs to know.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) block: Block,
    /// The nearest block element.
    pub(super) element: usize,
    /// The weight of the text.
    pub(super) weight: usize,
    /// The weight of the text in links.
    pub(super) linked: usize,
    /// The number of links.
    pub(super) links: usize,
    /// The region that the markup names.
    pub(super) named: Option<Region>,
}

/// A character and the element that it stands in.
type Inked = (char, usize);

/// A line between breaks, folded.
struct Line {
    chars: Vec<Inked>,
    indented: bool,
}

/// Cuts the stream into blocks.
pub(super) fn drafts(outline: &Outline<'_>) -> Vec<Draft> {
    let mut groups = Vec::new();
    let mut run: Vec<Item<'_>> = Vec::new();
    for &item in &outline.items {
        if matches!(item, Item::Block) {
            group(&outline.elements, &mut run, &mut groups);
        } else {
            run.push(item);
        }
    }
    group(&outline.elements, &mut run, &mut groups);
    let by_breaks = breaks_make_paragraphs(&groups);
    let mut drafts = Vec::new();
    for lines in groups {
        for chars in paragraphs(&outline.elements, lines, by_breaks) {
            drafts.extend(draft(
                &outline.elements,
                &with_gaps(&outline.elements, chars),
            ));
        }
    }
    drafts
}

/// Turns the items between two block boundaries into groups of lines.
///
/// Hidden text becomes a group of its own behind, lest it runs into a sentence.
fn group(elements: &[Element], run: &mut Vec<Item<'_>>, groups: &mut Vec<Vec<Line>>) {
    let is_hidden = |item: &Item<'_>| matches!(item, Item::Text(e, _) if elements[*e].hidden);
    let (hidden, shown): (Vec<_>, Vec<_>) = run.drain(..).partition(is_hidden);
    for items in [shown, hidden] {
        let mut lines: Vec<Line> = Vec::new();
        for items in items.split(|item| matches!(item, Item::Line)) {
            let line = Line::new(items);
            if !line.chars.is_empty() {
                lines.push(line);
            } else if !lines.is_empty() {
                groups.push(std::mem::take(&mut lines));
            }
        }
        if !lines.is_empty() {
            groups.push(lines);
        }
    }
}

impl Line {
    fn new(items: &[Item<'_>]) -> Line {
        let mut chars: Vec<Inked> = Vec::new();
        let mut gap: Option<(usize, bool)> = None;
        let mut indent = 0;
        for &item in items {
            let Item::Text(element, text) = item else {
                continue;
            };
            for c in text.chars() {
                if is_folded(c) {
                    let cut = gap.is_some_and(|(_, cut)| cut) || c == '\n';
                    gap = Some((element, cut));
                    continue;
                }
                if chars.is_empty() && is_trimmed(c) {
                    indent += columns(c.encode_utf8(&mut [0; 4]));
                    continue;
                }
                if let (Some((element, cut)), Some(&(before, _))) = (gap.take(), chars.last())
                    && !(cut && breaks_without_space(before, c))
                {
                    chars.push((' ', element));
                }
                chars.push((c, element));
            }
        }
        while chars.last().is_some_and(|&(c, _)| is_trimmed(c)) {
            chars.pop();
        }
        if !chars.iter().any(|&(c, _)| is_visible(c)) {
            chars.clear();
        }
        Line {
            chars,
            indented: indent >= 2,
        }
    }

    fn text(&self) -> String {
        self.chars.iter().map(|&(c, _)| c).collect()
    }
}

/// Whether single breaks make the page's paragraphs: most text stands in lines
/// that a break ends, and four in five of these end like a sentence or label.
fn breaks_make_paragraphs(groups: &[Vec<Line>]) -> bool {
    let (mut all, mut in_lines, mut followed, mut whole) = (0, 0, 0, 0);
    for lines in groups {
        let chars: usize = lines.iter().map(|l| l.chars.len()).sum();
        all += chars;
        in_lines += if lines.len() > 1 { chars } else { 0 };
        for line in &lines[..lines.len() - 1] {
            let text = line.text();
            followed += 1;
            whole += usize::from(ends_sentence(&text) || text.ends_with([':', '：']));
        }
    }
    followed >= 4 && in_lines * 2 > all && whole * 5 >= followed * 4
}

/// Joins or separates the lines of a group.
fn paragraphs(elements: &[Element], lines: Vec<Line>, by_breaks: bool) -> Vec<Vec<Inked>> {
    let followed: Vec<String> = lines[..lines.len() - 1].iter().map(Line::text).collect();
    let wrapped = is_hard_wrapped(followed.iter().map(String::as_str));
    let mut out: Vec<Vec<Inked>> = Vec::new();
    for line in lines {
        let Some(last) = out.last_mut() else {
            out.push(line.chars);
            continue;
        };
        let before: String = last.iter().map(|&(c, _)| c).collect();
        let label = starts_like_label(&line.text());
        let parted = ends_sentence(&before) && (!wrapped || label);
        let in_heading = line
            .chars
            .first()
            .is_some_and(|&(_, e)| elements[e].heading.is_some());
        // Menus and the foot of a page are lists, each line for itself.
        let listed = line.chars.first().is_some_and(|&(_, e)| {
            matches!(
                elements[e].region,
                Some(Region::Footer | Region::Navigation | Region::Sidebar)
            )
        });
        if !in_heading && (listed || by_breaks || label || line.indented || parted) {
            out.push(line.chars);
        } else {
            join(last, line.chars);
        }
    }
    out
}

fn join(last: &mut Vec<Inked>, line: Vec<Inked>) {
    if let (Some(&(before, element)), Some(&(after, _))) = (last.last(), line.first())
        && !breaks_without_space(before, after)
    {
        last.push((' ', element));
    }
    last.extend(line);
}

/// Puts spaces between the links of a menu, which the style sheet sets apart.
fn with_gaps(elements: &[Element], chars: Vec<Inked>) -> Vec<Inked> {
    let link = |inked: &Inked| elements[inked.1].link;
    let mut links: Vec<usize> = chars.iter().filter_map(link).collect();
    let plain = chars.len() - links.len();
    links.dedup();
    if links.len() < 3 || plain > links.len() * 3 {
        return chars;
    }
    let mut out: Vec<Inked> = Vec::with_capacity(chars.len());
    for inked in chars {
        let last = out.last().filter(|last| last.0 != ' ' && inked.0 != ' ');
        if let Some(&last) = last
            && link(&last).is_some()
            && link(&inked).is_some_and(|l| link(&last) != Some(l))
        {
            out.push((' ', elements[inked.1].parent));
        }
        out.push(inked);
    }
    out
}

/// The block of a paragraph's characters, if there are any.
fn draft(elements: &[Element], chars: &[Inked]) -> Option<Draft> {
    let &(_, first) = chars.first()?;
    let text: String = chars.iter().map(|&(c, _)| c).collect();
    let linked: String = chars
        .iter()
        .filter(|&&(_, e)| elements[e].link.is_some())
        .map(|&(c, _)| c)
        .collect();
    let mut links: Vec<usize> = chars
        .iter()
        .filter_map(|&(_, e)| elements[e].link)
        .collect();
    links.dedup();
    let element = elements[first].block;
    let same = |&&(c, e): &&Inked| !is_visible(c) || elements[e].region == elements[first].region;
    let uniform = chars.iter().all(|inked| same(&inked));
    let named = if uniform {
        elements[first].region
    } else {
        elements[element].region
    };
    let hidden = elements[first].hidden.then_some(Region::Other);
    Some(Draft {
        element,
        weight: weight(&text),
        linked: weight(&linked),
        links: links.len(),
        named: hidden.or(named),
        block: Block {
            bold: bold(elements, chars),
            heading: elements[first].heading,
            text,
            ..Block::default()
        },
    })
}

/// The byte ranges in bold type; white space between two of them joins them.
fn bold(elements: &[Element], chars: &[Inked]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut position = 0;
    let mut parted = true;
    for &(c, element) in chars {
        let end = position + c.len_utf8();
        if c.is_whitespace() {
            // Neither bold nor plain to the eye.
        } else if !elements[element].bold {
            parted = true;
        } else if let Some(range) = ranges.last_mut().filter(|_| !parted) {
            range.end = end;
        } else {
            ranges.push(position..end);
            parted = false;
        }
        position = end;
    }
    ranges
}
