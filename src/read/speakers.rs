//! Who speaks: identifiers of the speakers of one edition.
//!
//! Outlets have the identifier of the table, others one made of the label:
//! `person.mao-ning`, `org.velda-valley-herald`. The same speaker's names in
//! other languages get other identifiers here; they are made one later, when
//! all editions are known.

use std::collections::BTreeMap;

use crate::language::fold::fold;
use crate::language::outlets::{strip_word, without_parentheses};

use super::decide::{Entry, Side};
use super::labels::{Kind, without_honorifics};
use super::title::Title;
use super::words::Words;

/// The identifiers of the speakers that answer.
pub(crate) struct Speakers<'a> {
    lists: &'a Words<'a>,
    /// The identifier of each person of the title.
    persons: Vec<String>,
    /// Who answers under a generic label, and speaks before the first label.
    primary: Option<String>,
}

impl<'a> Speakers<'a> {
    pub(crate) fn new(entries: &[Entry], title: &Title, lists: &'a Words<'a>) -> Speakers<'a> {
        let mut persons: Vec<String> = title.persons.iter().map(|name| person(name, lists)).collect();
        let mut seen = BTreeMap::new();
        let mut primary = None;
        for entry in entries
            .iter()
            .filter(|entry| entry.accepted && entry.side == Some(Side::Answers))
        {
            let name = without_honorifics(&entry.candidate.label, lists);
            match entry.candidate.kind {
                // The label's form is the nominative, so it gives the identifier.
                Kind::Person(Some(k))
                    if seen.insert(k, ()).is_none() && is_full(&name, &title.persons[k]) =>
                {
                    persons[k] = person(&name, lists);
                }
                Kind::Honoured | Kind::Bold | Kind::Weak | Kind::Loose if primary.is_none() => {
                    primary = Some(person(&name, lists));
                }
                _ => {}
            }
        }
        let primary = persons.first().cloned().or(primary);
        Speakers {
            lists,
            persons,
            primary,
        }
    }

    /// Who answers under a generic label.
    pub(crate) fn primary(&self) -> Option<String> {
        self.primary.clone()
    }

    /// The speaker of a label; `before` is the speaker of the last question.
    pub(crate) fn of(&self, entry: &Entry, before: Option<&String>) -> Option<String> {
        let label = &entry.candidate.label;
        match &entry.candidate.kind {
            Kind::Question(outlet) => outlet.clone(),
            Kind::FollowUp => before.cloned(),
            Kind::Answer | Kind::Spokesperson => self.primary(),
            Kind::Moderator => None,
            Kind::Outlet(id) => Some(id.clone()),
            Kind::Person(Some(k)) => self.persons.get(*k).cloned(),
            _ if entry.side == Some(Side::Asks) => Some(outlet(label, self.lists)),
            _ => Some(person(label, self.lists)),
        }
    }
}

fn is_full(name: &str, title: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(name) >= 2 || words(title) == 1
}

fn person(label: &str, lists: &Words<'_>) -> String {
    format!("person.{}", slug(&without_honorifics(label, lists)))
}

fn outlet(label: &str, lists: &Words<'_>) -> String {
    let folded = without_parentheses(&fold(label));
    // `Radio` is a name's part in languages with spaces; 记者 is not.
    let bare = lists.reporter.iter().find_map(|word| match word.as_str() {
        "记者" | "記者" | "reporter" | "journalist" | "correspondent" | "корреспондент" | "журналист" => {
            strip_word(&folded, word)
        }
        _ => None,
    });
    let bare = bare.unwrap_or(&folded);
    format!("org.{}", slug(bare.strip_prefix("the ").unwrap_or(bare)))
}

/// ASCII letters and digits in lower case, with hyphens between words.
fn slug(text: &str) -> String {
    let ascii = any_ascii::any_ascii(text).to_lowercase();
    let parts = ascii
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
        .filter(|part| !part.is_empty());
    let words: Vec<String> = parts
        .map(|part| part.replace('\'', ""))
        .filter(|part| !part.is_empty())
        .collect();
    words.join("-")
}
