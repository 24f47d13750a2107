//! Pieces: blocks cut where two things were glued into one.
//!
//! Saved pages glue lines: `Title | 2021/08/31 | CCTV : …` in one paragraph, or
//! a publication time before the first announcement. Cutting first lets every
//! later step see one thing a piece. The rejected alternative, recognition
//! that returns several verdicts a block, made each step care about offsets.

use std::ops::Range;

use crate::language::Pack;
use crate::language::fold::fold;
use crate::language::script::is_han;
use crate::read::{Page, Region};

use super::words::{Words, ends_sentence, starting, words};

/// A part of a block; the pieces of a page in order are its text.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) line: usize,
    pub(crate) region: Region,
    pub(crate) bold: Vec<Range<usize>>,
    pub(crate) heading: Option<u8>,
    /// In the script of another language than the edition's.
    pub(crate) foreign: bool,
    /// Cut off from the piece before it, in the same block.
    pub(crate) glued: bool,
}

impl Piece {
    /// Cuts the piece at a byte offset; the second part begins without space.
    pub(crate) fn cut(&self, at: usize) -> (Piece, Piece) {
        let part = |range: Range<usize>, glued| {
            let text = &self.text[range.clone()];
            let start = range.start + (text.len() - text.trim_start().len());
            let inside = |run: &Range<usize>| {
                let (a, b) = (run.start.clamp(start, range.end), run.end.clamp(start, range.end));
                (a < b).then(|| a - start..b - start)
            };
            Piece {
                text: text.trim().to_owned(),
                bold: self.bold.iter().filter_map(inside).collect(),
                glued,
                ..self.clone()
            }
        };
        (part(0..at, self.glued), part(at..self.text.len(), true))
    }

    pub(crate) fn in_main(&self) -> bool {
        self.region == Region::Main && !self.foreign
    }
}

/// Makes the pieces of a page; with `all_main` every region counts as main.
pub(crate) fn pieces(page: &Page, words: &Words<'_>, all_main: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = page
        .blocks
        .iter()
        .map(|block| Piece {
            text: block.text.trim().to_owned(),
            line: block.line,
            region: if all_main { Region::Main } else { block.region },
            bold: shifted(&block.bold, &block.text),
            heading: block.heading,
            foreign: false,
            glued: false,
        })
        .collect();
    mark_foreign(&mut pieces, words.pack);
    let mut cut = Vec::with_capacity(pieces.len());
    for (place, piece) in pieces.into_iter().enumerate() {
        cut_head(piece, place, words, &mut cut);
    }
    cut
}

fn shifted(bold: &[Range<usize>], text: &str) -> Vec<Range<usize>> {
    let lead = text.len() - text.trim_start().len();
    let end = lead + text.trim().len();
    let runs = bold
        .iter()
        .map(|run| run.start.clamp(lead, end) - lead..run.end.clamp(lead, end) - lead);
    runs.filter(|run| run.start < run.end).collect()
}

/// On interleaved pages (a Chinese paragraph, then its English translation)
/// the paragraphs in the other script are marked: both are frequent there.
fn mark_foreign(pieces: &mut [Piece], pack: &Pack) {
    let long: Vec<bool> = pieces.iter().map(|piece| is_long(&piece.text)).collect();
    let own: Vec<bool> = pieces
        .iter()
        .map(|piece| script_share(&piece.text, &pack.script) >= 0.4)
        .collect();
    let count = |want: bool| {
        long.iter()
            .zip(&own)
            .filter(|&(&long, &own)| long && own == want)
            .count()
    };
    let (ours, theirs) = (count(true), count(false));
    if ours < 2 || theirs * 4 < ours {
        return;
    }
    for (piece, own) in pieces.iter_mut().zip(own) {
        piece.foreign = !own && script_share(&piece.text, &pack.script) < 0.2;
    }
}

fn is_long(text: &str) -> bool {
    text.chars().map(|c| if is_han(c) { 3 } else { 1 }).sum::<usize>() >= 60
}

/// The share of a text's letters that are in a script, 1 for a text without letters.
fn script_share(text: &str, script: &str) -> f64 {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let own = text
        .chars()
        .filter(|&c| c.is_alphabetic() && in_script(c, script))
        .count();
    if letters == 0 {
        1.0
    } else {
        own as f64 / letters as f64
    }
}

fn in_script(c: char, script: &str) -> bool {
    match script {
        "Latn" => c.is_ascii() || matches!(c, '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'),
        "Cyrl" => matches!(c, '\u{400}'..='\u{52f}'),
        "Arab" => {
            matches!(c, '\u{600}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{feff}')
        }
        "Hans" | "Hant" | "Hani" => is_han(c),
        _ => true,
    }
}

/// Cuts a title or a time off the head of a piece near the top of the page.
fn cut_head(mut piece: Piece, place: usize, words: &Words<'_>, out: &mut Vec<Piece>) {
    while place < 15 && piece.region == Region::Main && !piece.foreign {
        let Some(at) = bar(&piece.text, words).or_else(|| time_end(&piece.text, words)) else {
            break;
        };
        let (head, rest) = piece.cut(at);
        out.push(head);
        piece = rest;
    }
    out.push(piece);
}

/// Where a title or time that ends in ` |` ends, if more follows.
fn bar(text: &str, words: &Words<'_>) -> Option<usize> {
    let at = text.find(" |")? + 2;
    let head = fold(&text[..at]);
    let is_title =
        head.chars().count() <= 300 && words.keywords.iter().any(|phrase| head.contains(phrase.as_str()));
    ((is_title || is_time(&head, words)) && !text[at..].trim().is_empty()).then_some(at)
}

/// Where the time ends in `Updated: June 03, 2026 20:09 At the invitation …`.
fn time_end(text: &str, words: &Words<'_>) -> Option<usize> {
    if text.chars().count() < 60 || starting(&fold(text), &words.timestamp).is_none() {
        return None;
    }
    let mut end = None;
    for (at, space) in text.match_indices(' ') {
        let (head, rest) = (&text[..at], text[at + space.len()..].trim_start());
        let capital = rest.chars().next().is_some_and(|c| c.is_uppercase() || is_han(c));
        let next = rest.split(' ').next().unwrap_or_default();
        if is_time(&fold(head), words) && capital && !is_time(&fold(next), words) && !is_calendar(next, words)
        {
            end = Some(at);
        }
    }
    end
}

fn is_calendar(word: &str, lists: &Words<'_>) -> bool {
    let parts = words(&fold(word));
    parts.iter().any(|part| lists.calendar.contains(part))
}

/// Whether a folded line is a time of publication and nothing else.
pub(crate) fn is_time(folded: &str, lists: &Words<'_>) -> bool {
    let rest = starting(folded, &lists.timestamp).map_or(folded, |phrase| &folded[phrase.len()..]);
    let small = |word: &String| {
        lists.calendar.contains(word)
            || lists.stop.contains(word)
            || word
                .chars()
                .all(|c| c.is_numeric() || "年月日号時时分秒星期周一二三四五六日早晚上下午".contains(c))
            || word.chars().count() <= 3 && word.chars().any(char::is_numeric)
            || matches!(
                word.as_str(),
                "utc" | "gmt" | "am" | "pm" | "h" | "г" | "года" | "st" | "nd" | "rd" | "th"
            )
    };
    let parts = words(rest);
    rest.chars().any(char::is_numeric)
        && parts.len() <= 12
        && parts.iter().all(small)
        && !ends_sentence_with_words(rest, &parts)
}

/// `May 3.` is a sentence end only by its point; four words or more are prose.
fn ends_sentence_with_words(text: &str, parts: &[String]) -> bool {
    ends_sentence(text) && parts.len() > 6
}
