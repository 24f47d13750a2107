//! Identifiers of briefings.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Editions, input};
use crate::align::Input;
use crate::model::BriefingInfo;

/// Gives each briefing its id: `b-` and its date, or its folder's name, with
/// `-2`, `-3` where one repeats.
pub(super) fn with_ids(named: Vec<(Option<Date>, String, Editions)>) -> Vec<Input> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    named
        .into_iter()
        .map(|(date, name, editions)| {
            let stem = date.map_or_else(|| ascii_name(&name), |date| date.to_string());
            let count = used.entry(stem.clone()).or_insert(0);
            *count += 1;
            let id = if *count == 1 {
                format!("b-{stem}")
            } else {
                format!("b-{stem}-{count}")
            };
            input(BriefingInfo { id, date }, editions)
        })
        .collect()
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
