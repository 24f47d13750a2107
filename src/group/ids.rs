//! Identifiers of briefings.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Editions, input};
use crate::align::Input;
use crate::model::BriefingInfo;

/// Gives each briefing its id: `b-` and its date, or its folder's name, with
/// `-2`, `-3` where one repeats or is taken.
pub(super) fn with_ids(named: Vec<(Option<Date>, String, Editions)>, taken: &BTreeSet<String>) -> Vec<Input> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut free = |stem: &str| {
        let count = used.entry(stem.to_owned()).or_insert(0);
        loop {
            *count += 1;
            let id = match *count {
                1 => format!("b-{stem}"),
                n => format!("b-{stem}-{n}"),
            };
            if !taken.contains(&id) {
                return id;
            }
        }
    };
    named
        .into_iter()
        .map(|(date, name, editions)| {
            let stem = date.map_or_else(|| ascii_name(&name), |date| date.to_string());
            let id = free(&stem);
            input(BriefingInfo { id, date }, editions)
        })
        .collect()
}

/// Tells whether a text can be the identifier of a briefing: an XML name of ASCII letters,
/// digits, points, hyphens and underscores.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    text.bytes().all(good) && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// Returns a folder's name in ASCII letters, digits, points and hyphens, fit
/// for the inside of an XML identifier.
#[must_use]
pub fn ascii_name(name: &str) -> String {
    let latin = any_ascii::any_ascii(name);
    let mut out = String::new();
    for c in latin.chars() {
        if c.is_ascii_alphanumeric() || c == '.' || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches(['-', '.']).to_owned();
    if out.is_empty() {
        "briefing".to_owned()
    } else {
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ascii() {
        assert_eq!(ascii_name("river commission"), "river-commission");
        assert_eq!(ascii_name("Пресс-конференция"), "Press-konferentsiya");
        assert_eq!(ascii_name("..."), "briefing");
    }
}
