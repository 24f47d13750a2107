//! What the report says in words, and the symbols beside them.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::notes::{Note, Spot};
use super::view::{Block, View};
use crate::model::{Difference, DifferenceKind, DifferenceLevel, Lang, Role};

/// Below this a difference is called unsure.
const SURE: f64 = 0.8;
/// How many characters of a text are quoted, at most.
const QUOTED: usize = 70;

/// The symbol of a kind: a character that every font has.
pub(super) fn symbol(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Omission => "−",
        DifferenceKind::Addition => "+",
        DifferenceKind::Order => "↕",
        DifferenceKind::Number => "#",
        DifferenceKind::Date => "◷",
        DifferenceKind::Name => "@",
        DifferenceKind::Segmentation => "¶",
    }
}

/// The name of a kind for people.
pub(super) fn kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Omission => "left out",
        DifferenceKind::Addition => "added",
        DifferenceKind::Order => "moved",
        DifferenceKind::Number => "number",
        DifferenceKind::Date => "date",
        DifferenceKind::Name => "name",
        DifferenceKind::Segmentation => "paragraphs",
    }
}

/// Counts things.
pub(super) fn count(n: usize, word: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {word}{ending}")
}

/// `88 % sure`, or `unsure, 62 %`.
pub(super) fn confidence(difference: &Difference) -> String {
    let percent = percent(difference.confidence);
    if is_unsure(difference) {
        format!("unsure, {percent} %")
    } else {
        format!("{percent} % sure")
    }
}

pub(super) fn is_unsure(difference: &Difference) -> bool {
    difference.confidence < SURE
}

/// Percent, rounded down: what is not certain never says 100.
pub(super) fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0 + 1e-9) as u8
}

/// How much a difference is about: `the whole exchange`, `3 sentences`.
pub(super) fn extent(difference: &Difference) -> String {
    match difference.level {
        DifferenceLevel::Exchange => "the whole exchange".to_owned(),
        DifferenceLevel::Turn => "a whole turn".to_owned(),
        DifferenceLevel::Sentence => count(sentences(difference), "sentence"),
    }
}

/// How many sentences a difference is about, counted where they are quoted from.
pub(super) fn sentences(difference: &Difference) -> usize {
    View::best(&difference.at).map_or(0, |(_, ids)| ids.len())
}

/// What a note says in the column of an edition.
pub(super) fn note(note: &Note, lang: Lang, view: &View) -> String {
    let difference = note.difference;
    let others: Vec<Lang> = difference
        .odd
        .iter()
        .copied()
        .filter(|&odd| odd != lang)
        .collect();
    let and = if others.is_empty() {
        String::new()
    } else {
        format!(", as in {}", codes(&others))
    };
    match difference.kind {
        DifferenceKind::Omission => format!("left out here: {}{and}", extent(difference)),
        DifferenceKind::Addition => format!("only here: {}{and}", extent(difference)),
        DifferenceKind::Order => moved(difference, note.spots[0].0, lang, view),
        DifferenceKind::Segmentation => "paragraphs are cut differently here".to_owned(),
        kind => format!("{}: {}", self::kind(kind), values(difference, lang)),
    }
}

/// `72 here, 27 in en, es`.
pub(super) fn values(difference: &Difference, lang: Lang) -> String {
    let mut by_value: BTreeMap<&str, Vec<Lang>> = BTreeMap::new();
    for (&of, value) in &difference.values {
        if of != lang {
            by_value.entry(value).or_default().push(of);
        }
    }
    let show = |value: &str| isolated(&grouped(difference.kind, value));
    let here = match difference.values.get(&lang) {
        Some(value) => format!("{} here", show(value)),
        None => "not here".to_owned(),
    };
    let mut parts: Vec<_> = by_value.into_iter().collect();
    parts.sort_by_key(|(value, langs)| (std::cmp::Reverse(langs.len()), *value));
    let parts = parts
        .into_iter()
        .map(|(value, langs)| format!("{} in {}", show(value), codes(&langs)));
    std::iter::once(here).chain(parts).collect::<Vec<_>>().join(", ")
}

/// A long number in groups of three; others as they are.
fn grouped(kind: DifferenceKind, value: &str) -> String {
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    if kind != DifferenceKind::Number || digits < 5 {
        return value.to_owned();
    }
    let mut out = String::new();
    for (k, digit) in value[..digits].chars().enumerate() {
        if k > 0 && (digits - k).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + &value[digits..]
}

/// Puts a text in an isolate (UAX #9): a name may be of another direction.
fn isolated(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        format!("\u{2068}{text}\u{2069}")
    }
}

fn codes(langs: &[Lang]) -> String {
    langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(", ")
}

/// Where a moved exchange stands in an edition, and where in the others.
fn moved(difference: &Difference, spot: Spot, lang: Lang, view: &View) -> String {
    if difference.level != DifferenceLevel::Exchange {
        return format!("moved: {} in another place here", extent(difference));
    }
    let block = &view.blocks[spot.block];
    let first = block.exchanges.get(&lang).and_then(|list| list.first());
    let Some(before) = first.map(|&k| k.checked_sub(1)) else {
        return "moved here".to_owned();
    };
    let holds = |other: &&Block, k: usize| other.exchanges.get(&lang).is_some_and(|list| list.contains(&k));
    let here = match before.and_then(|k| view.blocks.iter().find(|other| holds(other, k))) {
        Some(other) if other.number > 0 => format!("after exchange {}", other.number),
        _ => "first".to_owned(),
    };
    let elsewhere = match block.number {
        0 | 1 => "first".to_owned(),
        n => format!("after exchange {}", n - 1),
    };
    format!("moved: stands {here} here, {elsewhere} elsewhere")
}

/// The role of a turn for people.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Question => "question",
        Role::Answer => "answer",
        Role::Statement => "statement",
    }
}

/// `Exchange 3`, or `Opening`.
pub(super) fn block(block: &Block) -> String {
    match block.number {
        0 => "Opening".to_owned(),
        n => format!("Exchange {n}"),
    }
}

/// Who asks and the first words of an exchange, as the edition has it that is quoted from.
pub(super) fn quoted_block(block: &Block, view: &View) -> Markup {
    let turn = block.parts.first().and_then(|part| View::best(&part.turns));
    let Some((lang, turn)) = turn.and_then(|(lang, turns)| Some((lang, turns.first()?))) else {
        return html! {};
    };
    let text = turn.sentences.first().map_or("", |s| s.text.as_str());
    html! {
        @if !turn.label.is_empty() {
            b { (quoted(&turn.label, lang, view)) } " "
        }
        @if !text.is_empty() { q { (quoted(text, lang, view)) } }
    }
}

/// The beginning of a text in its language.
pub(super) fn quoted(text: &str, lang: Lang, view: &View) -> Markup {
    html! { bdi lang=(lang) dir=(view.dir(lang)) { (beginning(text, QUOTED)) } }
}

/// The first words of a text: at most so many characters (of Chinese half), at a space where there is one.
fn beginning(text: &str, most: usize) -> String {
    let width = |c: char| if c > '\u{2e80}' { 2 } else { 1 };
    let mut used = 0;
    let end = text.char_indices().find(|&(_, c)| {
        used += width(c);
        used > most
    });
    let Some((end, _)) = end else {
        return text.to_owned();
    };
    let cut = &text[..end];
    let cut = match cut.rfind(' ') {
        Some(space) if space > end / 2 => &cut[..space],
        _ => cut,
    };
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '，', '،']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_end_at_words() {
        assert_eq!(beginning("When does it open?", 70), "When does it open?");
        assert_eq!(
            beginning("When does the bridge, built in May, open?", 22),
            "When does the bridge…"
        );
        assert_eq!(beginning("水库水位将比平时低", 8), "水库水位…");
        assert_eq!(beginning("", 8), "");
    }

    #[test]
    fn long_numbers_are_grouped() {
        let number = DifferenceKind::Number;
        assert_eq!(grouped(number, "350000"), "350,000");
        assert_eq!(grouped(number, "1234567.125"), "1,234,567.125");
        assert_eq!(grouped(number, "2025"), "2025");
        assert_eq!(grouped(number, "12345 %"), "12,345 %");
        assert_eq!(grouped(DifferenceKind::Name, "123456"), "123456");
    }

    #[test]
    fn what_is_not_certain_never_says_100() {
        assert_eq!([1.0, 0.999, 0.29, 0.0].map(percent), [100, 99, 29, 0]);
    }
}
