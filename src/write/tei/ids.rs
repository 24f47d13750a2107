//! Identifiers and pointers: every one checked before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::group::is_identifier;
use crate::model::{Aligned, Edition, Lang, Level};
use crate::write::WriteError;

/// What the editions of a briefing have, for links to point to.
pub(in crate::write) struct Index<'a> {
    aligned: &'a Aligned,
    /// TEI identifiers of turns and sentences by edition.
    known: BTreeMap<Lang, BTreeSet<String>>,
}

impl<'a> Index<'a> {
    /// Collects and checks the identifiers of a briefing.
    pub(in crate::write) fn new(aligned: &'a Aligned) -> Result<Index<'a>, WriteError> {
        let briefing = &aligned.briefing.id;
        if aligned.editions.is_empty() {
            let briefing = briefing.clone();
            return Err(WriteError::Empty { briefing });
        }
        check(briefing, briefing)?;
        let mut all = BTreeSet::new();
        for (&lang, edition) in &aligned.editions {
            for id in written(briefing, lang, edition) {
                check(briefing, &id)?;
                if let Some(id) = all.replace(id) {
                    let briefing = briefing.clone();
                    return Err(WriteError::Duplicate { briefing, id });
                }
            }
        }
        Ok(Index::unchecked(aligned))
    }

    /// Collects the identifiers of a briefing, fit or not.
    pub(in crate::write) fn unchecked(aligned: &'a Aligned) -> Index<'a> {
        let spoken = |(&lang, edition)| (lang, spoken(&aligned.briefing.id, edition));
        let known = aligned.editions.iter().map(spoken).collect();
        Index { aligned, known }
    }

    /// Returns the pointer to a turn or sentence, `zh:b-2022-09-28.zh.u1`.
    pub(super) fn pointer(&self, lang: Lang, id: &str) -> Result<String, WriteError> {
        let full = format!("{}.{id}", self.aligned.briefing.id);
        match self.known.get(&lang) {
            Some(known) if known.contains(&full) => Ok(format!("{lang}:{full}")),
            _ => Err(self.dangling(lang, id)),
        }
    }

    /// Returns the pointer to the turn at a position.
    pub(super) fn turn(&self, lang: Lang, position: usize) -> Result<String, WriteError> {
        let edition = self.aligned.editions.get(&lang);
        match edition.and_then(|edition| edition.turns.get(position)) {
            Some(turn) => self.pointer(lang, &turn.id.0),
            None => Err(self.dangling(lang, &format!("turn {position}"))),
        }
    }

    /// Returns the pointer to the exchange at a position.
    pub(super) fn exchange(&self, lang: Lang, position: usize) -> Result<String, WriteError> {
        let edition = self.aligned.editions.get(&lang);
        match edition.map(|edition| edition.exchanges().len()) {
            Some(n) if position < n => {
                let id = exchange_id(&self.aligned.briefing.id, lang, position + 1);
                Ok(format!("{lang}:{id}"))
            }
            _ => Err(self.dangling(lang, &format!("exchange {position}"))),
        }
    }

    /// Checks that all links and differences point to what the editions have.
    pub(in crate::write) fn check_links(&self) -> Result<(), WriteError> {
        let alignment = &self.aligned.alignment;
        members(&alignment.exchanges, |lang, &k| self.exchange(lang, k))?;
        members(&alignment.turns, |lang, &k| self.turn(lang, k))?;
        members(&alignment.sentences, |lang, id| self.pointer(lang, &id.0))?;
        for difference in &self.aligned.differences {
            let at = difference
                .at
                .iter()
                .flat_map(|(&lang, ids)| ids.iter().map(move |id| (lang, id)));
            let marks = difference.marks.iter();
            let marks = marks.flat_map(|(&lang, marks)| marks.iter().map(move |m| (lang, &m.sentence.0)));
            at.chain(marks)
                .try_for_each(|(lang, id)| self.pointer(lang, id).map(drop))?;
        }
        Ok(())
    }

    fn dangling(&self, lang: Lang, id: &str) -> WriteError {
        WriteError::Dangling {
            briefing: self.aligned.briefing.id.clone(),
            lang: lang.to_string(),
            id: id.to_owned(),
        }
    }
}

/// Asks for a pointer to each member of a level.
fn members<T>(
    level: &Level<T>,
    point: impl Fn(Lang, &T) -> Result<String, WriteError>,
) -> Result<(), WriteError> {
    let groups = level.groups.iter().flat_map(|group| &group.members);
    for (&lang, list) in groups {
        list.iter().try_for_each(|member| point(lang, member).map(drop))?;
    }
    for (pair, beads) in &level.pairs {
        for bead in beads {
            let sides = [(pair.first(), &bead.first), (pair.second(), &bead.second)];
            for (lang, list) in sides {
                list.iter().try_for_each(|member| point(lang, member).map(drop))?;
            }
        }
    }
    Ok(())
}

/// Returns the identifier of an exchange; number 0 holds what precedes the first question.
pub(super) fn exchange_id(briefing: &str, lang: Lang, number: usize) -> String {
    format!("{briefing}.{lang}.x{number}")
}

/// Returns the sections of an edition with their numbers: what precedes the
/// first question (0) and the exchanges (from 1). There is always one.
pub(super) fn sections(edition: &Edition) -> Vec<(usize, Range<usize>)> {
    let exchanges = edition.exchanges();
    let first = exchanges.first().map_or(edition.turns.len(), |e| e.start);
    let opening = (first > 0 || exchanges.is_empty()).then_some((0, 0..first));
    let numbered = exchanges.into_iter().enumerate();
    opening
        .into_iter()
        .chain(numbered.map(|(k, range)| (k + 1, range)))
        .collect()
}

fn spoken(briefing: &str, edition: &Edition) -> BTreeSet<String> {
    let turns = edition.turns.iter().map(|turn| &turn.id.0);
    let sentences = edition.sentences().map(|sentence| &sentence.id.0);
    let ids = turns.chain(sentences);
    ids.map(|id| format!("{briefing}.{id}")).collect()
}

/// Lists every identifier that an edition's file will have.
fn written(briefing: &str, lang: Lang, edition: &Edition) -> Vec<String> {
    let mut ids = vec![format!("{briefing}.{lang}")];
    for (number, _) in sections(edition) {
        ids.push(exchange_id(briefing, lang, number));
    }
    for n in 1..=edition.paratext.len() {
        ids.push(format!("{briefing}.{lang}.n{n}"));
    }
    for turn in &edition.turns {
        let id = format!("{briefing}.{}", turn.id);
        ids.push(format!("{id}.label"));
        let paragraphs = turn.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
        ids.extend((1..=paragraphs.count()).map(|n| format!("{id}.p{n}")));
        let sentences = turn.sentences.iter();
        ids.extend(sentences.map(|s| format!("{briefing}.{}", s.id)));
        ids.push(id);
    }
    ids
}

fn check(briefing: &str, id: &str) -> Result<(), WriteError> {
    if is_identifier(id) {
        return Ok(());
    }
    Err(WriteError::BadId {
        briefing: briefing.to_owned(),
        id: id.to_owned(),
    })
}
