//! The title line, who speaks according to it, and the day.
//!
//! The day of a briefing is the one in its title: the time of publication is
//! up to three days later. The speaker's name is captured by the patterns of
//! the language and, because titles name people in more ways than patterns
//! can list, also found by looking for a recurring label inside the title.

use jiff::civil::Date;

use crate::language::fold::{fold, plain};
use crate::language::script::is_han;
use crate::read::{Page, TurnTools};

use super::labels::without_honorifics;
use super::paratext::head_kind;
use super::pieces::{Piece, is_time};
use super::words::{Words, ends_sentence, words};

/// Words between two names in a title, folded.
const CONJUNCTIONS: [&str; 8] = [" and ", " y ", " e ", " et ", " и ", " و", "、", "和"];

/// What the title says.
#[derive(Debug, Default)]
pub(crate) struct Title {
    /// The position of the title among the pieces.
    pub(crate) piece: Option<usize>,
    /// As printed, without a trailing bar.
    pub(crate) text: Option<String>,
    /// The folded words of the title.
    pub(crate) words: Vec<String>,
    /// Folded, for scripts without spaces.
    pub(crate) folded: String,
    /// The persons that a pattern captured, as printed.
    pub(crate) persons: Vec<String>,
}

/// Finds the title among the pieces, or takes the one of the HTML head.
pub(crate) fn find(page: &Page, pieces: &[Piece], lists: &Words<'_>) -> Title {
    let head = page.head_title.as_deref().map(fold).unwrap_or_default();
    let scored = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| !piece.foreign)
        .map(|(place, piece)| {
            let near = if piece.in_main() { place } else { 40 };
            (score(piece, near, &head, lists), place)
        });
    // The highest score; of equals the first.
    let best = scored
        .filter(|&(score, _)| score >= 3)
        .max_by_key(|&(score, place)| (score, std::cmp::Reverse(place)));
    let piece = best.map(|(_, place)| place);
    let text = match piece {
        Some(place) => Some(
            pieces[place]
                .text
                .trim_end_matches([' ', '|', '\u{a0}'])
                .to_owned(),
        ),
        None => page.head_title.clone().filter(|title| !title.trim().is_empty()),
    };
    let line = text.as_deref().unwrap_or_default();
    Title {
        piece,
        words: words(&fold(line)),
        folded: fold(line),
        persons: persons(line, lists),
        text,
    }
}

fn score(piece: &Piece, place: usize, head: &str, lists: &Words<'_>) -> i32 {
    let folded = fold(&piece.text);
    let length = folded.chars().count();
    if !(4..=300).contains(&length) || head_kind(&folded, lists).is_some() {
        return 0;
    }
    let mut score = match piece.heading {
        Some(1) => 3,
        Some(2) => 1,
        _ => 0,
    };
    let keyword = lists
        .keywords
        .iter()
        .any(|phrase| folded.contains(phrase.as_str()));
    score += 3 * i32::from(keyword);
    score +=
        3 * i32::from(length >= 12 && !head.is_empty() && (head.contains(&folded) || folded.contains(head)));
    if score > 0 {
        score += i32::from(folded.chars().any(char::is_numeric));
        score += i32::from(!persons(&piece.text, lists).is_empty());
    }
    score -=
        3 * i32::from(length > 200) + 3 * i32::from(ends_sentence(&piece.text) && !piece.text.ends_with('.'));
    score -= 2 * i32::from(piece.text.trim_end().ends_with([':', '：']));
    score -= i32::from(place > 12) * 3 + i32::from(place > 30) * 3
        - 3 * i32::from(piece.heading == Some(1) && place > 12);
    score
}

/// The names that the patterns of the language capture in a title.
pub(crate) fn persons(title: &str, lists: &Words<'_>) -> Vec<String> {
    let title = plain(title.trim_end_matches([' ', '|', '\u{a0}']));
    let captured = lists
        .names
        .iter()
        .filter_map(|name| name.captures(&title)?.name("name"));
    let mut found = captured.map(|name| split_names(name.as_str().trim(), lists));
    // A pattern that captures an office and nobody leaves it to the next.
    found.find(|names| !names.is_empty()).unwrap_or_default()
}

/// The persons that a captured text names.
fn split_names(name: &str, lists: &Words<'_>) -> Vec<String> {
    if name.chars().count() > 80 {
        return Vec::new();
    }
    let mut rest = vec![name.to_owned()];
    for word in CONJUNCTIONS {
        rest = rest.into_iter().flat_map(|part| parted(&part, word)).collect();
    }
    rest.iter()
        .map(|part| without_offices(part.trim(), lists))
        .filter(|part| is_name(part))
        .collect()
}

/// Parts that a conjunction joins. A word that may begin or stand inside a
/// name (`وانغ ون بين`, `Ortega y Gasset`, 李和平) only parts whole names.
fn parted(names: &str, conjunction: &str) -> Vec<String> {
    let parts: Vec<&str> = names.split(conjunction).collect();
    let whole = |part: &&str| match conjunction {
        " و" | " y " | " e " => part.split_whitespace().count() >= 2,
        "和" => part.chars().count() >= 2,
        _ => true,
    };
    if parts.iter().all(whole) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![names.to_owned()]
    }
}

/// Takes everything up to the last word of an office off a name: `Mission
/// Director Daniel Okafor`, `le directeur de mission Daniel Okafor`.
fn without_offices(part: &str, lists: &Words<'_>) -> String {
    if part.chars().any(is_han) {
        return without_honorifics(part, lists);
    }
    let parts: Vec<&str> = part.split_whitespace().collect();
    let is_office = |word: &&str| {
        let folded = fold(word);
        lists.offices.contains(&folded) || lists.offices.contains(folded.trim_end_matches('.'))
    };
    // The last word may be a surname that is also an office: `Larry King`.
    let Some((surname, before)) = parts.split_last() else {
        return String::new();
    };
    let last = before.iter().rposition(is_office);
    if last.is_some_and(|at| at + 1 == before.len()) && is_office(surname) {
        return String::new();
    }
    let mut rest = &parts[last.map_or(0, |at| at + 1)..];
    // The office may go on: `de mission`, `المهمة`.
    while let [first, tail @ ..] = rest
        && (first.starts_with(char::is_lowercase)
            || last.is_some() && tail.len() >= 2 && first.starts_with("ال"))
    {
        rest = tail;
    }
    rest.join(" ")
}

fn is_name(part: &str) -> bool {
    let parts: Vec<&str> = part.split(' ').collect();
    let upper = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    let count = part.chars().count();
    // `КНР` is what a pattern finds behind an office without a name.
    let acronym = parts.len() == 1 && (2..=5).contains(&count) && part.chars().all(char::is_uppercase);
    count >= 2
        && !acronym
        && parts.len() <= 5
        && upper(parts[0])
        && parts.last().is_some_and(|word| upper(word))
}

/// The day: in the title, in the head's title, or in the lines beside it.
pub(crate) fn date(
    page: &Page,
    title: &Title,
    pieces: &[Piece],
    tools: &dyn TurnTools,
    lists: &Words<'_>,
) -> Option<Date> {
    let own = title.text.as_deref().and_then(|line| tools.first_full_date(line));
    let head = || {
        page.head_title
            .as_deref()
            .and_then(|line| tools.first_full_date(line))
    };
    let start = title.piece.map_or(0, |place| place + 1);
    let near = || {
        // A line that may begin a turn ends the head of the page: dates that
        // somebody speaks of are not the day of the briefing.
        let time = |piece: &&Piece| is_time(&fold(&piece.text), lists);
        let head =
            |piece: &&Piece| time(piece) || !piece.text.chars().take(60).any(|c| matches!(c, ':' | '：'));
        let after = pieces.iter().skip(start).take_while(head).take(4);
        let mut lines = after.chain(pieces.iter().take(start));
        lines.find_map(|piece| {
            let short = piece.text.chars().count() <= 120 || time(&piece);
            short.then(|| tools.first_full_date(&piece.text)).flatten()
        })
    };
    own.or_else(head).or_else(near)
}

impl Title {
    /// The captured person that a label names: by all its words, or after an
    /// honorific by the surname.
    pub(crate) fn person(&self, name: &str, honoured: bool) -> Option<usize> {
        let label = words(&fold(name));
        let cyrillic = name.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
        self.persons.iter().position(|person| {
            let person = words(&fold(person));
            let surname = honoured && label.len() == 1;
            !label.is_empty()
                && (contains(&person, &label, cyrillic) && (surname || label.len() * 2 >= person.len()))
        })
    }

    /// Whether the title holds the words of a label, one after the other.
    pub(crate) fn holds(&self, name: &str) -> bool {
        let folded = fold(name);
        if folded.chars().any(is_han) {
            return folded.chars().count() >= 2 && self.folded.contains(&folded);
        }
        let label = words(&folded);
        let cyrillic = folded.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
        label.len() >= 2 && contains(&self.words, &label, cyrillic)
    }
}

fn contains(line: &[String], label: &[String], declined: bool) -> bool {
    line.windows(label.len())
        .any(|window| window.iter().zip(label).all(|(a, b)| same_word(a, b, declined)))
}

/// Equal words; with `declined` (Russian titles put names in the genitive)
/// a common stem; long words also with one letter of difference (spellings).
fn same_word(a: &str, b: &str, declined: bool) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let suffix = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let ending = declined && prefix >= 2.max(short.min(4)) && long - prefix <= 3;
    let short_ending = declined && prefix >= 3 && long - prefix <= 2;
    let spelling = short >= 4 && long - short <= 1 && prefix + suffix + 1 >= long && short > 3;
    ending || short_ending || spelling
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(persons: &[&str]) -> Title {
        Title {
            persons: persons.iter().map(|&name| name.to_owned()).collect(),
            ..Title::default()
        }
    }

    #[test]
    fn declined_names_meet_their_label() {
        let pairs = [
            ("Ван Вэньбиня", "Ван Вэньбинь"),
            ("Линь Цзяня", "Линь Цзянь"),
            ("Мао Нин", "Мао Нин"),
            ("М.В.Захаровой", "М.В.Захарова"),
            ("Даниэля Окафора", "Даниэль Окафор"),
        ];
        for (title, label) in pairs {
            assert_eq!(named(&[title]).person(label, false), Some(0), "{label}");
        }
        assert_eq!(named(&["Мао Нин"]).person("Ван Вэньбинь", false), None);
    }

    #[test]
    fn spellings_and_surnames_meet() {
        assert_eq!(named(&["نادية كيلر"]).person("ناديا كيلر", false), Some(0));
        assert_eq!(named(&["Ned Price"]).person("PRICE", true), Some(0));
        assert_eq!(named(&["Ned Price"]).person("China", true), None);
    }
}
