//! Label candidates: what may be a speaker label, and what speaks for it.
//!
//! `AFP: …`, `【何亚东】：…`, `**Q**: …`, `MR PRICE:` alone on a line. A colon
//! alone proves nothing (`First, the valve: …`, `Updated: …`), so a candidate
//! carries its kind: strict ones are labels by themselves, weak ones are only
//! shaped like a name and need a place in the conversation (`decide`).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::fold::{fold, key};
use crate::language::outlets::{strip_word, without_parentheses};
use crate::language::script::is_han;

use super::pieces::Piece;
use super::shapes::{has_word, is_loose, is_name_shaped};
use super::title::Title;
use super::words::{Words, words};

/// The most characters a label has.
const LONGEST: usize = 70;

/// What kind of label a candidate is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// `Q`, `问`, with the outlet named in parentheses after it.
    Question(Option<String>),
    /// `追问`: the same asker again.
    FollowUp,
    /// `A`, `答`.
    Answer,
    /// `Spokesperson`.
    Spokesperson,
    /// `MODERATOR`.
    Moderator,
    /// A known outlet.
    Outlet(String),
    /// A name with a reporter word.
    Reporter,
    /// A person of the title: the position there, or one found by recurrence.
    Person(Option<usize>),
    /// A name after an honorific.
    Honoured,
    /// A name of which every letter is bold.
    Bold,
    /// Shaped like a name.
    Weak,
    /// A name with lower-case words, as `Le Héraut de la vallée`: or prose.
    Loose,
}

impl Kind {
    /// Whether it is a label wherever it stands.
    pub(crate) fn is_strict(&self) -> bool {
        !matches!(self, Kind::Honoured | Kind::Bold | Kind::Weak | Kind::Loose)
    }

    /// Whether it is one of the generic labels.
    pub(crate) fn is_generic(&self) -> bool {
        matches!(
            self,
            Kind::Question(_) | Kind::FollowUp | Kind::Answer | Kind::Spokesperson
        )
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Kind::Question(_) => "a question word",
            Kind::FollowUp => "a word for a follow-up",
            Kind::Answer => "an answer word",
            Kind::Spokesperson => "a spokesperson's office",
            Kind::Moderator => "the chair",
            Kind::Outlet(_) => "a known outlet",
            Kind::Reporter => "a name with a reporter word",
            Kind::Person(_) => "a person of the title",
            Kind::Honoured => "a name after an honorific",
            Kind::Bold => "a name in bold",
            Kind::Weak => "shaped like a name",
            Kind::Loose => "perhaps a name",
        }
    }
}

/// A possible label at the beginning of a piece.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The position of the piece.
    pub(crate) piece: usize,
    /// The label without colon, brackets and asterisks.
    pub(crate) label: String,
    /// Where the label with its colon ends in the piece, in bytes.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// The label's letters and digits without honorifics: the same person's
    /// labels are equal.
    pub(crate) key: String,
    pub(crate) bold: bool,
}

/// Splits a label off the head of a text: the label and the end of its colon.
pub(crate) fn split(text: &str) -> Option<(&str, usize)> {
    if let Some(rest) = text.strip_prefix('【') {
        let (label, after) = rest.split_once('】')?;
        let space = after.len() - after.trim_start().len();
        let colon = after
            .trim_start()
            .chars()
            .next()
            .filter(|&c| is_colon(c))
            .map_or(0, |c| space + c.len_utf8());
        let end = text.len() - after.len() + colon;
        return (label.chars().count() <= LONGEST).then_some((label.trim(), end));
    }
    let at = colon(text)?;
    let mut end = at + text[at..].chars().next().map_or(1, char::len_utf8);
    if text.starts_with("**") || text.starts_with("__") {
        end += if text[end..].starts_with(&text[..2]) { 2 } else { 0 };
    }
    let label = text[..at].trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_' | '■' | '●' | '◆' | '▲' | '【' | '】' | '\u{feff}' | '\u{2060}'
            )
    });
    (!label.is_empty()).then_some((label, end))
}

/// The first colon outside parentheses and clock times, near the beginning.
fn colon(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if is_colon(c) && depth == 0 => {
                let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
                let clock = before.is_numeric() && after.is_numeric() && c == ':';
                return (!clock && after != '/').then_some(at);
            }
            _ => {}
        }
        before = c;
    }
    None
}

pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '︰' | '﹕' | '∶' | '꞉')
}

/// Reads the candidate at the head of a piece, if there is one.
pub(crate) fn candidate(piece: &Piece, place: usize, lists: &Words<'_>, title: &Title) -> Option<Candidate> {
    let head = piece.bold.first().filter(|run| run.start == 0).map(|run| run.end);
    let make = |label: &str, end: usize, kind: Kind, bold: bool| Candidate {
        piece: place,
        label: label.to_owned(),
        end,
        key: identity(label, lists),
        kind,
        bold,
    };
    if let Some((label, end)) = split(&piece.text) {
        // Bold must end with the label: a whole bold question shows nothing.
        let bold = piece.text.starts_with("**") || head.is_some_and(|run| run + 4 >= end && run <= end + 2);
        let kind = kind(label, bold, lists, title)?;
        return Some(make(label, end, kind, bold));
    }
    // A bold label without a colon must be a known one.
    let end = head.filter(|&end| end < piece.text.len())?;
    let label = piece.text[..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let kind = kind(label, true, lists, title).filter(Kind::is_strict)?;
    Some(make(label, end, kind, true))
}

/// The kind of a label, or none where it cannot be one.
pub(crate) fn kind(label: &str, bold: bool, lists: &Words<'_>, title: &Title) -> Option<Kind> {
    let folded = fold(label);
    let shape = unnumbered(&without_parentheses(&folded));
    // The French `À : Tous` says who gets a letter: no answer word.
    let is_to = folded == "a" && label.nfd().any(is_combining_mark);
    if let Some(kind) = generic(&folded, &shape, lists).filter(|_| !is_to) {
        return Some(kind);
    }
    if lists.not_labels.contains(&folded)
        || lists.not_labels.contains(&shape)
        || label.chars().count() > LONGEST
    {
        return None;
    }
    if let Some(id) = lists.outlets.find_folded(&folded, &lists.reporter) {
        return Some(Kind::Outlet(id.to_owned()));
    }
    let name = without_honorifics(label, lists);
    let honoured = name.len() < label.len();
    if let Some(person) = title
        .person(&name, honoured)
        .or_else(|| title.person(label, false))
    {
        return Some(Kind::Person(Some(person)));
    }
    let titled = honoured && is_name_shaped(&name, lists);
    if !titled && !is_name_shaped(label, lists) {
        return is_loose(label, lists).then_some(Kind::Loose);
    }
    if let Some(id) = lists.outlets.find_inside(&folded, &lists.reporter) {
        return Some(Kind::Outlet(id.to_owned()));
    }
    if lists.reporter.iter().any(|word| has_word(&folded, word)) {
        return Some(Kind::Reporter);
    }
    Some(if titled {
        Kind::Honoured
    } else if bold {
        Kind::Bold
    } else {
        Kind::Weak
    })
}

fn generic(folded: &str, shape: &str, lists: &Words<'_>) -> Option<Kind> {
    let has = |set: &std::collections::BTreeSet<String>| set.contains(folded) || set.contains(shape);
    if has(&lists.follow_up) {
        Some(Kind::FollowUp)
    } else if has(&lists.question) {
        let inside = folded.split_once('(').map(|(_, rest)| rest.trim_end_matches(')'));
        Some(Kind::Question(
            inside
                .and_then(|name| lists.outlets.find_folded(name, &lists.reporter))
                .map(str::to_owned),
        ))
    } else if has(&lists.answer) {
        Some(Kind::Answer)
    } else if has(&lists.moderator) {
        Some(Kind::Moderator)
    } else if has(&lists.spokesperson) {
        Some(Kind::Spokesperson)
    } else {
        None
    }
}

/// `Question 3` and `Q3` without the number, `Вопрос №2` too.
fn unnumbered(folded: &str) -> String {
    folded
        .trim_end_matches(|c: char| c.is_numeric() || matches!(c, ' ' | '.' | '#' | '№'))
        .to_owned()
}

/// Takes honorifics and offices off a name, as printed: `MR PRICE` is `PRICE`,
/// `Director de la misión Daniel Okafor` is `Daniel Okafor`.
pub(crate) fn without_honorifics(label: &str, lists: &Words<'_>) -> String {
    let mut rest = label.trim();
    while let Some(shorter) = without_honorific(rest, lists) {
        rest = shorter;
    }
    rest.trim().to_owned()
}

fn without_honorific<'l>(label: &'l str, lists: &Words<'_>) -> Option<&'l str> {
    if label.chars().any(is_han) {
        let cut = lists
            .honorifics
            .iter()
            .chain(&lists.spokesperson)
            .find_map(|word| {
                label
                    .strip_suffix(word.as_str())
                    .or_else(|| label.rfind(word.as_str()).map(|at| &label[at + word.len()..]))
            });
        return cut.filter(|rest| rest.chars().count() >= 2);
    }
    let folded = fold(label);
    let word = lists.honorifics.iter().chain(&lists.spokesperson).find(|word| {
        folded
            .strip_prefix(word.as_str())
            .is_some_and(|rest| rest.trim_start_matches('.').starts_with(' '))
    })?;
    let count = words(word).len();
    let mut rest = skip_words(label, count)?;
    // The office may go on in lower case: `de la misión Daniel Okafor`.
    while rest.chars().next().is_some_and(char::is_lowercase) {
        rest = skip_words(rest, 1)?;
    }
    Some(rest)
}

/// The text after its first words.
fn skip_words(text: &str, count: usize) -> Option<&str> {
    let mut rest = text;
    for _ in 0..count {
        rest = rest.split_once(char::is_whitespace)?.1.trim_start();
    }
    (!rest.is_empty()).then_some(rest)
}

/// What makes two labels the same speaker's.
pub(crate) fn identity(label: &str, lists: &Words<'_>) -> String {
    let bare = key(&without_honorifics(label, lists));
    let stripped = lists
        .reporter
        .iter()
        .find_map(|word| strip_word(&fold(label), word).map(key));
    stripped.filter(|_| label.chars().any(is_han)).unwrap_or(bare)
}
