//! Which part of a page is the briefing.
//!
//! Problem: menus, boxes and footers stand around it, often in elements that
//! say nothing.
//!
//! Choice: a known marker of the article, if enough of the page's text stands
//! in it. Otherwise from the body downwards, into the child that holds most of
//! the text outside of links, as long as there is one that holds nearly all:
//!
//! ```text
//! body 100 % > div 97 % > div 90 % > p 4 %, p 7 %, p 3 % …   -> the second div
//! ```
//!
//! Lines that start like a label count more. Rejected: the single densest
//! element, which is one long answer where every answer has its own element.

use super::blocks::Draft;
use super::outline::Outline;
use super::regions::Marker;
use crate::read::space::starts_like_label;

/// What a line that starts like a label counts in addition.
const LABEL_BONUS: usize = 60;

/// The elements that hold the main text: one, or several of one kind.
pub(super) fn containers(outline: &Outline<'_>, drafts: &[Draft]) -> Vec<usize> {
    let scores = scores(outline, drafts);
    let total = scores.first().copied().unwrap_or(0);
    let by_marker = |marker, percent: usize| {
        let best = (0..scores.len())
            .filter(|&i| outline.elements[i].marker == Some(marker))
            .filter(|&i| outline.elements[i].region.is_none())
            // The outermost of equals, hence the first.
            .max_by_key(|&i| (scores[i], usize::MAX - i))?;
        let set = same_kind(outline, best);
        let sum: usize = set.iter().map(|&i| scores[i]).sum();
        (sum > 0 && sum * 100 >= total * percent).then_some(set)
    };
    if let Some(bodies) = by_marker(Marker::Body, 25) {
        return bodies;
    }
    match by_marker(Marker::Article, 40) {
        Some(articles) if articles.len() > 1 => articles,
        Some(articles) => vec![descend(outline, &scores, articles[0])],
        None => vec![descend(outline, &scores, 0)],
    }
}

/// The score of every element: the weight of its blocks outside of regions.
fn scores(outline: &Outline<'_>, drafts: &[Draft]) -> Vec<usize> {
    let mut scores = vec![0; outline.elements.len()];
    for draft in drafts.iter().filter(|d| d.named.is_none()) {
        let plain = draft.weight.saturating_sub(2 * draft.linked);
        let bonus = if starts_like_label(&draft.block.text) {
            LABEL_BONUS
        } else {
            0
        };
        scores[draft.element] += if plain > 0 { plain + bonus } else { 0 };
    }
    for i in (1..scores.len()).rev() {
        scores[outline.elements[i].parent] += scores[i];
    }
    scores
}

/// The elements of the same kind that are not inside of each other.
fn same_kind(outline: &Outline<'_>, best: usize) -> Vec<usize> {
    let kind = &outline.elements[best].kind;
    let mut inside = vec![false; outline.elements.len()];
    let mut set = Vec::new();
    for (i, element) in outline.elements.iter().enumerate() {
        inside[i] = i > 0 && inside[element.parent];
        if !inside[i] && element.kind == *kind && element.region.is_none() {
            inside[i] = true;
            set.push(i);
        }
    }
    set
}

/// Goes down while one child holds nearly all of the text.
fn descend(outline: &Outline<'_>, scores: &[usize], from: usize) -> usize {
    let mut children = vec![Vec::new(); scores.len()];
    for (i, element) in outline.elements.iter().enumerate().skip(1) {
        children[element.parent].push(i);
    }
    let mut at = from;
    while let Some(&best) = children[at].iter().max_by_key(|&&i| scores[i]) {
        // Siblings of its kind with text are further sections of the same thing.
        let is_section = |&&i: &&usize| {
            i != best && outline.elements[i].kind == outline.elements[best].kind && scores[i] > 0
        };
        let percent = if children[at].iter().any(|i| is_section(&i)) {
            90
        } else {
            75
        };
        let enough = scores[best] > 0 && scores[best] * 100 >= scores[at] * percent;
        if !enough || !outline.elements[best].container {
            break;
        }
        at = best;
    }
    at
}
