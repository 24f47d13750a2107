//! What the recogniser looks up: a language's data file in folded form.

use std::collections::BTreeSet;

use regex::{Regex, RegexBuilder};

use crate::language::fold::fold;
use crate::language::script::is_han;
use crate::language::{Outlets, Pack};

/// How languages name themselves in navigation lines of any page.
const ENDONYMS: &str = "العربية عربي english español русский français 中文 简体中文 繁體中文 繁体中文 \
    deutsch português italiano 日本語 한국어 türkçe tiếng_việt bahasa_indonesia हिन्दी українська қазақша";

/// Labels of an interview that pages of every language print in Latin letters,
/// beside their own: an Arabic page may say `س:` or `Q:`.
const EVERYWHERE: (&str, &str) = ("q", "a");

/// The folded word lists of one language, with the outlets.
pub(crate) struct Words<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) outlets: &'a Outlets,
    pub(crate) question: BTreeSet<String>,
    pub(crate) follow_up: BTreeSet<String>,
    pub(crate) answer: BTreeSet<String>,
    pub(crate) spokesperson: BTreeSet<String>,
    pub(crate) moderator: BTreeSet<String>,
    pub(crate) not_labels: BTreeSet<String>,
    pub(crate) reporter: Vec<String>,
    pub(crate) honorifics: Vec<String>,
    pub(crate) particles: BTreeSet<String>,
    pub(crate) stop: BTreeSet<String>,
    pub(crate) late: Vec<String>,
    pub(crate) late_words: BTreeSet<String>,
    pub(crate) timestamp: Vec<String>,
    pub(crate) breadcrumb: Vec<String>,
    pub(crate) navigation: Vec<String>,
    pub(crate) footer: Vec<String>,
    pub(crate) sidebar: Vec<String>,
    pub(crate) caption: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) calendar: BTreeSet<String>,
    pub(crate) languages: BTreeSet<String>,
    /// Words of offices and honorifics, by which a name is told from them.
    pub(crate) offices: BTreeSet<String>,
    pub(crate) names: Vec<Regex>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(pack: &'a Pack, outlets: &'a Outlets) -> Words<'a> {
        let late = list(&pack.labels.late_question);
        let endonyms = ENDONYMS
            .split_whitespace()
            .map(|name| fold(&name.replace('_', " ")));
        Words {
            pack,
            outlets,
            question: with(EVERYWHERE.0, &pack.labels.question),
            follow_up: set(&pack.labels.follow_up),
            answer: with(EVERYWHERE.1, &pack.labels.answer),
            spokesperson: set(&pack.labels.spokesperson),
            moderator: set(&pack.labels.moderator),
            not_labels: set(&pack.labels.not_labels),
            reporter: list(&pack.labels.reporter),
            honorifics: list(&pack.labels.honorifics),
            particles: set(&pack.labels.particles),
            stop: set(&pack.words.stop),
            late_words: late.iter().flat_map(|phrase| words(phrase)).collect(),
            late,
            timestamp: list(&pack.paratext.timestamp),
            breadcrumb: list(&pack.paratext.breadcrumb),
            navigation: list(&pack.paratext.navigation),
            footer: list(&pack.paratext.footer),
            sidebar: list(&pack.paratext.sidebar),
            caption: list(&pack.paratext.caption),
            keywords: list(&pack.title.keywords),
            calendar: calendar(pack),
            languages: set(&pack.names).into_iter().chain(endonyms).collect(),
            offices: offices(pack),
            names: regexes(&pack.title.name),
        }
    }
}

/// Patterns that do not compile are left out: the test of the embedded data
/// files finds them, and a user's file with one bad pattern stays of use.
fn regexes(patterns: &[String]) -> Vec<Regex> {
    let build = |pattern: &String| RegexBuilder::new(pattern).case_insensitive(true).build().ok();
    patterns.iter().filter_map(build).collect()
}

/// The words of honorifics and spokespersons, without those that names have.
/// Chinese has no spaces between words.
fn offices(pack: &Pack) -> BTreeSet<String> {
    let particles = set(&pack.labels.particles);
    let phrases = pack.labels.honorifics.iter().chain(&pack.labels.spokesperson);
    phrases
        .flat_map(|phrase| words(&fold(phrase)))
        .filter(|word| word.chars().count() > 1 && !particles.contains(word))
        .collect()
}

fn calendar(pack: &Pack) -> BTreeSet<String> {
    let names = pack.dates.months.iter().chain(&pack.dates.weekdays).flatten();
    names.flat_map(|name| words(&fold(name))).collect()
}

/// The set of the phrases and one more.
fn with(more: &str, phrases: &[String]) -> BTreeSet<String> {
    let mut all = set(phrases);
    all.insert(more.to_owned());
    all
}

fn set(phrases: &[String]) -> BTreeSet<String> {
    phrases
        .iter()
        .map(|phrase| bare(&fold(phrase)).to_owned())
        .collect()
}

/// Longest first, so that a longer phrase is tried before its beginning.
fn list(phrases: &[String]) -> Vec<String> {
    let mut list: Vec<String> = phrases
        .iter()
        .map(|phrase| bare(&fold(phrase)).to_owned())
        .collect();
    list.retain(|phrase| !phrase.is_empty());
    list.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    list
}

/// A phrase without the colon that some are listed with.
pub(crate) fn bare(phrase: &str) -> &str {
    phrase.trim().trim_end_matches([':', '>', '：']).trim()
}

/// The words of a folded text.
pub(crate) fn words(folded: &str) -> Vec<String> {
    let parts = folded.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a folded text starts with a phrase, at a word boundary.
pub(crate) fn starts(folded: &str, phrase: &str) -> bool {
    folded.strip_prefix(phrase).is_some_and(|rest| {
        let next = rest.chars().next();
        phrase.chars().any(is_han) || next.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// The longest phrase of the list that a folded text starts with.
pub(crate) fn starting<'p>(folded: &str, phrases: &'p [String]) -> Option<&'p String> {
    phrases.iter().find(|phrase| starts(folded, phrase))
}

/// Whether a character is a question mark of any script.
pub(crate) fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟')
}

/// Whether a character ends sentences in some script.
pub(crate) fn is_end(c: char) -> bool {
    is_question_mark(c) || matches!(c, '.' | '!' | '…' | '。' | '！' | '।' | '۔')
}

/// Whether a character may stand between the end of a sentence and the space.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '’' | '\'' | '»' | ')' | '）' | '」' | '』' | '》' | '】' | ']'
    )
}

/// Whether a text ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(is_closing)
        .trim_end()
        .ends_with(is_end)
}
