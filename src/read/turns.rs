//! Turns: who asks, who answers, and what is no part of the briefing.
//!
//! A page is cut into pieces, the title tells the day and the spokesperson,
//! every piece may begin with a label, and the document as a whole decides
//! which labels are real. Then every piece goes to exactly one place: a turn,
//! or a piece of paratext with its kind. Nothing is dropped.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::language::fold::{fold, plain};
use crate::language::{Outlets, Pack};
use crate::model::{Edition, Lang};

use super::build::Builder;
use super::decide::{Entry, decide};
use super::inline::cut_inside;
use super::labels::{Kind, candidate, identity, kind, split, without_honorifics};
use super::paratext::{boundaries, is_late, opens_box};
use super::pieces::{Piece, pieces};
use super::speakers::Speakers;
use super::title::{self, Title};
use super::words::Words;
use super::{Page, Region};

/// What recognition needs from the rooms that know sentences and dates.
pub trait TurnTools {
    /// Returns the byte ranges of the sentences of a paragraph, in order.
    fn sentences(&self, paragraph: &str) -> Vec<Range<usize>>;
    /// Returns the first date with day, month and year in a text.
    fn first_full_date(&self, text: &str) -> Option<Date>;
}

/// An edition with the reasons for where each piece of the page went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The edition; without turns where no label was found.
    pub edition: Edition,
    /// One entry a piece of the page, in document order.
    pub trace: Vec<Decision>,
}

/// Where a piece of the page went, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The line of the block, as [`super::Block::line`].
    pub line: usize,
    /// The text of the piece.
    pub text: String,
    /// Such as `turn en.u3 (question, org.afp)` or `paratext navigation`.
    pub verdict: String,
    /// The reason in a few words.
    pub why: String,
}

/// Recognises the turns of a page in a language.
///
/// A page on which no speaker label is found gives an edition without turns,
/// all of it paratext; the caller reports that.
#[must_use]
pub fn recognise(page: &Page, lang: Lang, pack: &Pack, outlets: &Outlets, tools: &dyn TurnTools) -> Reading {
    let lists = Words::new(pack, outlets);
    let reading = read(page, lang, &lists, tools, false);
    let elsewhere = page.blocks.iter().any(|block| block.region != Region::Main);
    if reading.edition.turns.is_empty() && elsewhere {
        let whole = read(page, lang, &lists, tools, true);
        if !whole.edition.turns.is_empty() {
            return whole;
        }
    }
    reading
}

fn read(page: &Page, lang: Lang, lists: &Words<'_>, tools: &dyn TurnTools, all_main: bool) -> Reading {
    let pieces = pieces(page, lists, all_main);
    let mut title = title::find(page, &pieces, lists);
    add_recurring(&mut title, &pieces, lists);
    let pieces = cut_inside(pieces, lists, &title);
    let entries = decided(&pieces, &title, lists);
    let date = title::date(page, &title, &pieces, tools, lists);
    let edition = Edition {
        source: page.source.clone(),
        encoding: page.encoding.clone(),
        title: title.text.clone(),
        date,
        ..Edition::default()
    };
    let speakers = Speakers::new(&entries, &title, lists);
    Builder::new(edition, lang, lists, tools, speakers).build(&pieces, &title, &entries)
}

/// Labels that recur and stand in the title name its persons too.
fn add_recurring(title: &mut Title, pieces: &[Piece], lists: &Words<'_>) {
    let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (place, piece) in pieces.iter().enumerate() {
        if !piece.in_main() || title.piece == Some(place) {
            continue;
        }
        for at in std::iter::once(0).chain(boundaries(&piece.text)) {
            let Some((label, _)) = split(&piece.text[at..]) else {
                continue;
            };
            let name = without_honorifics(label, lists);
            let weak = || {
                matches!(
                    kind(label, false, lists, title),
                    Some(Kind::Weak | Kind::Honoured)
                )
            };
            if title.holds(&name) && weak() {
                found.entry(identity(label, lists)).or_insert((0, name)).0 += 1;
            }
        }
    }
    let place = |name: &str| title.folded.find(&fold(name)).unwrap_or(usize::MAX);
    let mut names: Vec<String> = found
        .into_values()
        .filter(|(count, _)| *count >= 2)
        .map(|(_, name)| name)
        .collect();
    names.sort_by_key(|name| place(name));
    title.persons.extend(names);
}

/// The candidates of all pieces, decided.
fn decided(pieces: &[Piece], title: &Title, lists: &Words<'_>) -> Vec<Entry> {
    let first = title
        .piece
        .filter(|&place| place < 40)
        .map_or(0, |place| place + 1);
    let mut candidates = Vec::new();
    for (place, piece) in pieces.iter().enumerate().skip(first) {
        let folded = fold(&piece.text);
        if piece.in_main() && !is_late(&folded, lists) && !opens_box(&folded, lists) {
            candidates.extend(candidate(piece, place, lists, title));
        }
    }
    let texts = candidates.iter().enumerate().map(|(k, candidate)| {
        let end = candidates.get(k + 1).map_or(pieces.len(), |next| next.piece);
        let rest = pieces[candidate.piece + 1..end]
            .iter()
            .filter(|piece| piece.in_main())
            .map(|piece| piece.text.as_str());
        let own = pieces[candidate.piece].text[candidate.end..].trim();
        std::iter::once(own)
            .chain(rest.take(6))
            .collect::<Vec<_>>()
            .join("\n")
    });
    let texts = texts.collect();
    decide(candidates, texts)
}

/// Whether every non-space character of a page stands in its edition exactly
/// once: in a label, a sentence or a piece of paratext.
#[must_use]
pub fn nothing_lost(page: &Page, edition: &Edition) -> bool {
    let mut counts: BTreeMap<char, i64> = BTreeMap::new();
    let mut add = |text: &str, step: i64| {
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            *counts.entry(c).or_default() += step;
        }
    };
    page.blocks.iter().for_each(|block| add(&block.text, 1));
    edition.turns.iter().for_each(|turn| add(&turn.printed, -1));
    edition.sentences().for_each(|sentence| add(&sentence.text, -1));
    edition.paratext.iter().for_each(|piece| add(&piece.text, -1));
    counts.values().all(|&count| count == 0) && plain_labels(edition)
}

/// Labels are parts of what was printed.
fn plain_labels(edition: &Edition) -> bool {
    edition
        .turns
        .iter()
        .all(|turn| plain(&turn.printed).contains(&plain(&turn.label)))
}

#[cfg(test)]
mod tests;
