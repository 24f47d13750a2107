//! Which candidates are labels, and on which side each speaker is.
//!
//! Strict candidates are labels by themselves. A weak one (`Velda Valley
//! Herald: …`) is accepted when the conversation needs it: between two
//! answers stands a question, after a question an answer. A document is
//! decided as a whole, because one line never tells: `Note:` and `Nova:` look
//! alike. The rejected alternative, a list of all outlets, is never complete.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Candidate, Kind};
use super::words::is_question_mark;

/// On which side of the conversation a speaker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Asks,
    Answers,
    Chairs,
}

/// A candidate under decision.
pub(crate) struct Entry {
    pub(crate) candidate: Candidate,
    /// The text up to the next candidate.
    pub(crate) text: String,
    pub(crate) accepted: bool,
    pub(crate) side: Option<Side>,
    pub(crate) why: String,
}

impl Entry {
    fn asks(&self) -> bool {
        self.text.contains(is_question_mark)
    }

    fn ends_asking(&self) -> bool {
        self.text
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !is_question_mark(c))
            .ends_with(is_question_mark)
    }

    /// A label that could hardly be anything but a name.
    fn is_solid(&self) -> bool {
        let label = &self.candidate.label;
        let cased = label.chars().any(char::is_uppercase) && self.candidate.kind != Kind::Loose;
        let words = label.split_whitespace().count();
        let acronym = cased && !label.chars().any(char::is_lowercase) && label.chars().count() >= 2;
        matches!(self.candidate.kind, Kind::Honoured | Kind::Bold) || acronym || cased && words >= 2
    }
}

/// Decides all candidates of a document.
pub(crate) fn decide(candidates: Vec<Candidate>, texts: Vec<String>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = candidates.into_iter().zip(texts).map(entry).collect();
    demote_lone_generics(&mut entries);
    accept_bold(&mut entries);
    if !entries.iter().any(|entry| entry.side == Some(Side::Answers)) {
        find_answerer(&mut entries);
    }
    for _ in 0..4 {
        if !accept_fitting(&mut entries) {
            break;
        }
    }
    settle_sides(&mut entries);
    entries
}

fn entry((candidate, text): (Candidate, String)) -> Entry {
    let side = match candidate.kind {
        Kind::Question(_) | Kind::FollowUp | Kind::Outlet(_) | Kind::Reporter => Some(Side::Asks),
        Kind::Answer | Kind::Spokesperson | Kind::Person(_) => Some(Side::Answers),
        Kind::Moderator => Some(Side::Chairs),
        Kind::Honoured | Kind::Bold | Kind::Weak | Kind::Loose => None,
    };
    let accepted = candidate.kind.is_strict();
    let why = candidate.kind.name().to_owned();
    Entry {
        candidate,
        text,
        accepted,
        side,
        why,
    }
}

/// One `Response:` among many outlets is a word of the text, not a label.
fn demote_lone_generics(entries: &mut [Entry]) {
    let generics = entries
        .iter()
        .filter(|entry| entry.candidate.kind.is_generic())
        .count();
    let others = entries.iter().filter(|entry| entry.accepted).count() - generics.min(entries.len());
    if generics == 1 && others >= 4 {
        for entry in entries
            .iter_mut()
            .filter(|entry| entry.candidate.kind.is_generic())
        {
            entry.accepted = false;
            entry.side = None;
            entry.candidate.kind = Kind::Weak;
            entry.why = "a generic label, alone among names".to_owned();
        }
    }
}

/// Where two labels or more are bold, all bold names are labels.
fn accept_bold(entries: &mut [Entry]) {
    if entries.iter().filter(|entry| entry.candidate.bold).count() < 2 {
        return;
    }
    for entry in entries.iter_mut() {
        let name = matches!(entry.candidate.kind, Kind::Bold | Kind::Honoured);
        entry.accepted |= name && entry.candidate.bold;
    }
}

/// Without a known answerer: the label that recurs most, alternates with
/// others and seldom ends with a question.
fn find_answerer(entries: &mut [Entry]) {
    let mut scores: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for k in 0..entries.len() {
        let entry = &entries[k];
        if entry.side.is_some() {
            continue;
        }
        let (count, score) = scores.entry(&entry.candidate.key).or_default();
        *count += 1;
        let before = k.checked_sub(1).map(|k| &entries[k]);
        let other = before.is_some_and(|before| before.candidate.key != entry.candidate.key);
        let asked =
            before.is_some_and(|before| before.side == Some(Side::Asks) || other && before.ends_asking());
        *score += 2 * i64::from(asked) + i64::from(other) - 3 * i64::from(entry.ends_asking());
    }
    let lone = |key: &str| {
        entries.iter().enumerate().any(|(k, entry)| {
            entry.candidate.key == key && entry.is_solid() && k > 0 && entries[k - 1].ends_asking()
        })
    };
    // The highest score; of equals the first in the alphabet.
    let best = scores
        .iter()
        .filter(|&(key, &(count, score))| score > 0 && (count >= 2 || lone(key)))
        .max_by_key(|&(key, &(count, score))| (score, count, std::cmp::Reverse(*key)))
        .map(|(key, _)| (*key).to_owned());
    let Some(best) = best else { return };
    for entry in entries
        .iter_mut()
        .filter(|entry| entry.candidate.key == best && entry.side.is_none())
    {
        entry.accepted = true;
        entry.side = Some(Side::Answers);
        entry.why = format!("{}, answers most", entry.why);
    }
}

/// Accepts weak candidates that fit between the accepted ones; true when some did.
fn accept_fitting(entries: &mut [Entry]) -> bool {
    let generic = [Side::Asks, Side::Answers].iter().all(|&side| {
        entries
            .iter()
            .filter(|entry| entry.candidate.kind.is_generic() && entry.side == Some(side))
            .count()
            >= 2
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries.iter() {
        *counts.entry(entry.candidate.key.clone()).or_default() += 1;
    }
    let known: BTreeMap<String, Side> = entries
        .iter()
        .filter(|entry| entry.accepted)
        .filter_map(|entry| Some((entry.candidate.key.clone(), entry.side?)))
        .collect();
    let mut changed = false;
    for k in 0..entries.len() {
        if entries[k].side.is_some() {
            continue;
        }
        let recurs = counts
            .get(&entries[k].candidate.key)
            .is_some_and(|&count| count >= 2);
        if generic && !recurs && !entries[k].accepted {
            continue;
        }
        let found = known
            .get(&entries[k].candidate.key)
            .copied()
            .or_else(|| fitting(entries, k, recurs));
        if let Some(side) = found {
            let entry = &mut entries[k];
            entry.accepted = true;
            entry.side = Some(side);
            entry.why = format!(
                "{}, {}",
                entry.why,
                if side == Side::Asks {
                    "asks before an answer"
                } else {
                    "answers a question"
                }
            );
            changed = true;
        }
    }
    changed
}

/// The side that the neighbours of a candidate leave for it.
fn fitting(entries: &[Entry], k: usize, recurs: bool) -> Option<Side> {
    let entry = &entries[k];
    let before = entries[..k]
        .iter()
        .rev()
        .find(|entry| entry.accepted && entry.side.is_some())
        .and_then(|entry| entry.side);
    let after = entries[k + 1..]
        .iter()
        .find(|entry| entry.accepted && entry.side.is_some())
        .and_then(|entry| entry.side);
    let until = entries[k + 1..].iter().take_while(|entry| !entry.accepted);
    let asks = entry.asks() || until.clone().any(Entry::asks);
    let blocked = entries[..k]
        .iter()
        .rev()
        .take_while(|entry| !entry.accepted)
        .any(|entry| entry.is_solid() && entry.ends_asking());
    match (before, after) {
        (Some(Side::Answers | Side::Chairs) | None, Some(Side::Answers))
            if asks || recurs && entry.is_solid() || entry.accepted =>
        {
            Some(Side::Asks)
        }
        (Some(Side::Asks), Some(Side::Asks | Side::Chairs) | None)
            if !blocked && (recurs || entry.is_solid()) && !entry.ends_asking() =>
        {
            Some(Side::Answers)
        }
        _ => None,
    }
}

/// Accepted speakers still without side: by what their turns end with.
fn settle_sides(entries: &mut [Entry]) {
    let open: BTreeSet<String> = entries
        .iter()
        .filter(|entry| entry.accepted && entry.side.is_none())
        .map(|entry| entry.candidate.key.clone())
        .collect();
    for key in open {
        let turns = entries.iter().filter(|entry| entry.candidate.key == key);
        let (asking, all) = turns.fold((0, 0), |(asking, all), entry| {
            (asking + usize::from(entry.ends_asking()), all + 1)
        });
        let side = if asking * 2 > all {
            Side::Asks
        } else {
            Side::Answers
        };
        for entry in entries
            .iter_mut()
            .filter(|entry| entry.candidate.key == key && entry.accepted && entry.side.is_none())
        {
            entry.side = Some(side);
        }
    }
}
