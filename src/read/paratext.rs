//! What kind of paratext a piece is that belongs to no turn.
//!
//! Text files keep the lines around a briefing without their markup, so
//! phrases of the language and the shape of the line must tell. Inside the
//! briefing only sure signs count: a sentence of an answer taken for a menu
//! would be lost to the alignment, a menu line inside a turn is a blemish.

use crate::language::fold::fold;
use crate::language::script::is_han;
use crate::model::ParatextKind;
use crate::read::Region;

use super::pieces::{Piece, is_time};
use super::words::{Words, ends_sentence, is_closing, is_end, is_question_mark, starting, words};

/// Marks between the steps of a path to the page; a slash has spaces around it.
const STEPS: [char; 6] = ['>', '»', '›', '→', '＞', '/'];

/// What kind of paratext a region of the markup makes.
pub(crate) fn region_kind(region: Region) -> ParatextKind {
    match region {
        Region::Navigation => ParatextKind::Navigation,
        Region::Breadcrumb => ParatextKind::Breadcrumb,
        Region::Sidebar => ParatextKind::Sidebar,
        Region::Caption => ParatextKind::Caption,
        Region::Footer => ParatextKind::Footer,
        Region::Timestamp => ParatextKind::Timestamp,
        Region::Main | Region::Other => ParatextKind::Other,
    }
}

/// The kind of a folded line that the markup puts outside of the text: what
/// the line says where the markup only says that it is something else.
pub(crate) fn outer_kind(
    region: Region,
    folded: &str,
    lists: &Words<'_>,
) -> Option<(ParatextKind, &'static str)> {
    match region {
        // A link to the first page alone is one of a menu.
        Region::Navigation | Region::Other
            if (12..=160).contains(&folded.chars().count())
                && folded.contains(STEPS)
                && is_breadcrumb(folded, lists) =>
        {
            Some((ParatextKind::Breadcrumb, "a path to the page"))
        }
        Region::Other if opens_box(folded, lists) => Some((ParatextKind::Sidebar, "the heading of a box")),
        Region::Other if is_footer(folded, lists) => Some((ParatextKind::Footer, "a phrase of the foot")),
        Region::Other => head_kind(folded, lists),
        _ => None,
    }
}

/// The kind of a folded line before the first turn, or none.
pub(crate) fn head_kind(folded: &str, lists: &Words<'_>) -> Option<(ParatextKind, &'static str)> {
    let length = folded.chars().count();
    if !folded.chars().any(char::is_alphanumeric) {
        Some((ParatextKind::Divider, "no letters"))
    } else if is_time(folded, lists) {
        Some((ParatextKind::Timestamp, "a time and nothing else"))
    } else if length <= 160 && names_languages(folded, lists) {
        Some((ParatextKind::Navigation, "names of languages"))
    } else if length <= 160 && is_breadcrumb(folded, lists) {
        Some((ParatextKind::Breadcrumb, "a path to the page"))
    } else if is_menu(folded, lists) {
        Some((ParatextKind::Navigation, "a menu word"))
    } else {
        None
    }
}

/// The kind of a line inside the briefing, or none: only sure signs.
pub(crate) fn inner_kind(
    piece: &Piece,
    folded: &str,
    lists: &Words<'_>,
) -> Option<(ParatextKind, &'static str)> {
    if is_late(folded, lists) {
        return Some((ParatextKind::Heading, "announces a late question"));
    }
    if let Some(found) = head_kind(folded, lists) {
        return Some(found);
    }
    if opens_box(folded, lists) {
        return Some((ParatextKind::Sidebar, "the heading of a box"));
    }
    if is_caption(folded, lists) {
        return Some((ParatextKind::Caption, "begins as a caption"));
    }
    piece
        .heading
        .map(|_| (ParatextKind::Heading, "a heading in the markup"))
}

/// Two names of languages or more, and little else.
fn names_languages(folded: &str, lists: &Words<'_>) -> bool {
    let parts: Vec<&str> = folded
        .split([' ', '|', '/', '·', ',', '،', '、', '-', '\u{3000}'])
        .filter(|part| !part.is_empty())
        .collect();
    let whole = |part: &&str| lists.languages.contains(*part);
    let pairs = parts
        .windows(2)
        .filter(|pair| lists.languages.contains(&pair.join(" ")))
        .count()
        * 2;
    let known = parts.iter().filter(|part| whole(part)).count().max(pairs);
    known >= 2 && known * 5 >= parts.len() * 3
}

fn is_breadcrumb(folded: &str, lists: &Words<'_>) -> bool {
    let steps = folded
        .match_indices(STEPS)
        .filter(|&(at, step)| step != "/" || folded[..at].ends_with(' '))
        .count();
    let named = starting(folded, &lists.breadcrumb).is_some();
    (steps >= 1 && named || steps >= 2) && !ends_sentence(folded)
        || named && is_whole(folded, &lists.breadcrumb)
}

fn is_menu(folded: &str, lists: &Words<'_>) -> bool {
    let pages = words(folded)
        .iter()
        .all(|word| word.chars().all(char::is_numeric));
    let rest = lists.navigation.iter().fold(folded.to_owned(), |rest, phrase| {
        if folded.chars().count() <= 60 {
            rest.replace(phrase.as_str(), " ")
        } else {
            rest
        }
    });
    let numbers_left = words(&rest).iter().all(|word| word.chars().all(char::is_numeric));
    let changed = rest.len() != folded.len();
    is_whole(folded, &lists.navigation) || changed && numbers_left || pages && folded.chars().count() > 6
}

/// Whether the line is a phrase of the list and nothing else but marks.
fn is_whole(folded: &str, phrases: &[String]) -> bool {
    let line = folded.trim_matches(|c: char| !c.is_alphanumeric());
    phrases
        .iter()
        .any(|phrase| phrase.trim_matches(|c: char| !c.is_alphanumeric()) == line)
}

/// `Question of the day`, or `Also on this site: How a launch window …`.
pub(crate) fn opens_box(folded: &str, lists: &Words<'_>) -> bool {
    let head = folded
        .split(':')
        .next()
        .unwrap_or_default()
        .trim()
        .trim_matches(['¿', '?', '¡', '!', ' ']);
    let titled = folded.contains(':') && head.chars().count() >= 3;
    folded.chars().count() <= 160
        && (is_whole(folded, &lists.sidebar) || titled && is_whole(head, &lists.sidebar))
}

/// Whether a line after a box's heading looks like one of its links.
pub(crate) fn is_link_like(text: &str) -> bool {
    let wide: usize = text.chars().map(|c| if is_han(c) { 3 } else { 1 }).sum();
    wide <= 110
        && !text
            .trim_end()
            .trim_end_matches(is_closing)
            .ends_with(['.', '。', '!', '！', ';', '؛'])
        && !text.contains(". ")
}

fn is_caption(folded: &str, lists: &Words<'_>) -> bool {
    let Some(phrase) = starting(folded, &lists.caption) else {
        return false;
    };
    let rest = folded[phrase.len()..].trim_start();
    folded.chars().count() <= 160 && (rest.starts_with([':', '(', '/', '|']) || folded.starts_with("图为"))
}

/// Whether a folded line announces a question raised after the briefing: it
/// contains a phrase of the language, or it ends in a colon and is made of the
/// words of those phrases.
pub(crate) fn is_late(folded: &str, lists: &Words<'_>) -> bool {
    let length = folded.chars().count();
    if length > 200 || folded.contains(is_question_mark) {
        return false;
    }
    let phrase = lists.late.iter().any(|phrase| folded.contains(phrase.as_str()));
    let colon = folded.trim_end().ends_with(':');
    let parts = words(folded);
    let known = parts
        .iter()
        .filter(|word| lists.late_words.contains(*word))
        .count();
    phrase && (colon || !ends_sentence(folded) || length <= 120)
        || colon && parts.len() >= 5 && known * 5 >= parts.len() * 4
}

/// Whether a line after the last answer belongs to the foot of the page.
pub(crate) fn is_footer(folded: &str, lists: &Words<'_>) -> bool {
    let short = folded.chars().count() <= 90;
    let begins = starting(
        folded.trim_start_matches(['[', '(', '【', '-', '|', ' ']),
        &lists.footer,
    )
    .is_some();
    let marks = folded.contains('©') || folded.contains("(c)");
    let prose = ends_sentence(folded) && words(folded).len() > 4;
    short
        && (begins && !prose || marks || is_whole(folded, &lists.footer) || footer_count(folded, lists) >= 2)
        || footer_count(folded, lists) >= 3
}

fn footer_count(folded: &str, lists: &Words<'_>) -> usize {
    lists
        .footer
        .iter()
        .filter(|phrase| phrase.chars().count() >= 2 && contains_phrase(folded, phrase))
        .count()
}

fn contains_phrase(folded: &str, phrase: &str) -> bool {
    folded.match_indices(phrase).any(|(at, _)| {
        let before = folded[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() || is_han(c));
        let after = folded[at + phrase.len()..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric() || is_han(c));
        before && after
    })
}

/// Where the foot of the page begins inside the last answer's paragraph:
/// `…。 中国政府网 全国人民代表大会 … 继续访问 放弃`, `… dialogue. Suggest to a friend`.
pub(crate) fn footer_start(text: &str, lists: &Words<'_>) -> Option<usize> {
    boundaries(text).into_iter().find(|&at| {
        let rest = &text[at..];
        let folded = fold(rest);
        let begins = starting(folded.trim_start_matches(['[', '(', '【', ' ']), &lists.footer).is_some();
        // Prose may begin with such a word too: `Print it in your paper.`
        let first = boundaries(rest).first().map_or(rest, |&end| &rest[..end]);
        let prose = ends_sentence(first) && footer_count(&fold(first), lists) < 2;
        let short = folded.chars().count() <= 60;
        begins && !prose && (short || footer_count(&folded, lists) >= 2)
    })
}

/// Byte offsets directly after sentence ends inside a text, with the marks
/// that close quotations and the white space, and after ` | `.
pub(crate) fn boundaries(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if !(is_end(c) || c == '|') {
            continue;
        }
        let mut space = matches!(c, '。' | '！' | '？' | '…');
        while let Some(&(_, next)) = chars.peek() {
            if !(is_end(next) || is_closing(next) || next.is_whitespace()) {
                break;
            }
            space |= next.is_whitespace();
            chars.next();
        }
        if let Some(&(at, _)) = chars.peek()
            && space
        {
            found.push(at);
        }
    }
    found
}
