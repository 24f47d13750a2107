//! Aligns all briefings of a run: learn from all, then align each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::evidence::Segment;
use crate::language::{Languages, Outlets};
use crate::lexicon::Lexicon;
use crate::model::{Alignment, BriefingInfo, Edition, Lang, SentenceId};

use super::anchors::{Anchors, Contradiction, Set};
use super::exchanges::{self, Whole};
use super::harvest::harvest;
use super::joint::{self, Joint, Part, pairs};
use super::learn::{BeadWords, Keep};
use super::levels::{Beads, Component, Linked, beads, level};
use super::model::Models;
use super::options::AlignOptions;
use super::prepare::{Segments, Texts, prepare};
use super::turns::{self, TurnUnits, Turns};
use super::units::Unit;

/// A briefing to be aligned.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The briefing as a whole.
    pub info: BriefingInfo,
    /// Two editions or more.
    pub editions: BTreeMap<Lang, Edition>,
    /// An earlier alignment: its links that a person set are kept, and anchor the rest.
    pub earlier: Option<Alignment>,
}

/// Returns the links of earlier alignments that people set and that cannot both stand;
/// [`align`] keeps the first of them.
#[must_use]
pub fn contradictions(inputs: &[Input]) -> Vec<Contradiction> {
    let set = inputs.iter().flat_map(|input| {
        let earlier = input.earlier.iter();
        earlier.flat_map(|earlier| Anchors::new(&input.info.id, &input.editions, earlier).1)
    });
    set.collect()
}

/// Aligns briefings; word pairs are learnt over all of them.
#[must_use]
pub fn align(
    inputs: &[Input],
    languages: &Languages,
    outlets: &Outlets,
    options: AlignOptions<'_>,
) -> Vec<Alignment> {
    let (segments, mut models) = prepare(&texts(inputs), languages, options);
    let documents = documents(inputs, &segments, &models, outlets);
    for _ in 0..options.rounds_for(most(&segments)) {
        let taught = taught(&documents, &models);
        learn_round(&mut models, taught, Keep::All);
    }
    documents
        .par_iter()
        .map(|d| d.found(&models).alignment(d))
        .collect()
}

/// Learns a lexicon from briefings: what [`align`] with these options knows
/// after its last round. There is one round at least.
#[must_use]
pub fn learn(
    inputs: &[Input],
    languages: &Languages,
    outlets: &Outlets,
    options: AlignOptions<'_>,
) -> Lexicon {
    let (segments, mut models) = prepare(&texts(inputs), languages, options);
    let documents = documents(inputs, &segments, &models, outlets);
    let rounds = options.rounds_for(most(&segments)).max(1);
    for round in 1..=rounds {
        let taught = taught(&documents, &models);
        learn_round(&mut models, taught, Keep::in_round(round, rounds));
    }
    harvest(&models)
}

/// The number of segments of the language that has the most.
pub(super) fn most(documents: &[Segments]) -> usize {
    let mut by_lang: BTreeMap<Lang, usize> = BTreeMap::new();
    for (&lang, list) in documents.iter().flatten() {
        *by_lang.entry(lang).or_insert(0) += list.len();
    }
    by_lang.into_values().max().unwrap_or(0)
}

fn texts(inputs: &[Input]) -> Vec<Texts<'_>> {
    inputs
        .iter()
        .map(|input| {
            let editions = input.editions.iter();
            editions
                .map(|(&lang, edition)| (lang, sentence_texts(edition).collect()))
                .collect()
        })
        .collect()
}

fn documents<'a>(
    inputs: &'a [Input],
    segments: &'a [Segments],
    models: &Models,
    outlets: &Outlets,
) -> Vec<Document<'a>> {
    inputs
        .iter()
        .zip(segments)
        .map(|(input, segments)| Document::new(input, segments, models, outlets))
        .collect()
}

fn taught(documents: &[Document<'_>], models: &Models) -> Vec<Taught> {
    documents
        .par_iter()
        .map(|d| d.found(models).beads(&d.langs))
        .collect()
}

fn sentence_texts(edition: &Edition) -> impl Iterator<Item = &str> {
    edition.sentences().map(|sentence| sentence.text.as_str())
}

/// Bead words of the pairs of languages that a document has.
pub(super) type Taught = Vec<((usize, usize), Vec<BeadWords>)>;

/// Learns every pair of languages from the beads of all documents.
pub(super) fn learn_round(models: &mut Models, taught: Vec<Taught>, keep: Keep) {
    let mut by_pair: BTreeMap<(usize, usize), Vec<BeadWords>> = BTreeMap::new();
    for (pair, beads) in taught.into_iter().flatten() {
        by_pair.entry(pair).or_default().extend(beads);
    }
    let work: Vec<((usize, usize), Vec<BeadWords>)> = by_pair.into_iter().collect();
    let tables: Vec<_> = work
        .par_iter()
        .map(|((a, b), beads)| models.learnt(*a, *b, beads, keep))
        .collect();
    for (((a, b), _), tables) in work.into_iter().zip(tables) {
        models.set(a, b, tables);
    }
    models.refresh();
}

/// A briefing with what the aligner needs of it.
struct Document<'a> {
    input: &'a Input,
    langs: Vec<usize>,
    codes: Vec<Lang>,
    /// The segments of all sentences of each edition.
    sentences: Vec<&'a [Segment]>,
    /// Where the sentences of each turn begin, with the end.
    starts: Vec<Vec<usize>>,
    turns: Vec<Turns<'a>>,
    set: Anchors,
}

impl<'a> Document<'a> {
    fn new(input: &'a Input, segments: &'a Segments, models: &Models, outlets: &Outlets) -> Document<'a> {
        let mut document = Document {
            input,
            langs: Vec::new(),
            codes: Vec::new(),
            sentences: Vec::new(),
            starts: Vec::new(),
            turns: Vec::new(),
            set: Anchors::default(),
        };
        if let Some(earlier) = &input.earlier {
            document.set = Anchors::new(&input.info.id, &input.editions, earlier).0;
        }
        for (&lang, edition) in &input.editions {
            let sentences: &[Segment] = &segments[&lang];
            let starts = starts(edition);
            document
                .turns
                .push(whole_turns(edition, sentences, &starts, outlets));
            document.langs.push(models.position(lang));
            document.codes.push(lang);
            document.sentences.push(sentences);
            document.starts.push(starts);
        }
        document
    }

    /// Aligns the briefing with what is known now.
    fn found(&self, models: &Models) -> FoundDocument<'a> {
        let wholes = turns::whole_exchanges(&self.turns);
        let set = &self.set.exchanges;
        let exchanges = exchanges::find(&self.langs, &wholes, models, &|pair, i, j| set.worth(pair, i, j));
        let turns = turns::find(&self.langs, &self.turns, &exchanges, models, &self.set.turns);
        let turns = self.linked_turns(&turns);
        let parts = turns.components.iter();
        let parts = parts.map(|members| self.part(members, models)).collect();
        FoundDocument {
            exchanges,
            turns,
            parts,
        }
    }

    fn linked_turns(&self, turns: &TurnUnits) -> Linked {
        let sizes: Vec<usize> = self.turns.iter().map(|turns| turns.wholes.len()).collect();
        let beads = beads(&turns.units, sizes.len(), |a, i, b, j| {
            turns.posterior(a, i, b, j).clamp(0.0, 1.0)
        });
        Linked::new(&turns.units, beads, &sizes, &self.set.turns)
    }

    /// What was set of a pair, by positions among those of a turn group.
    fn set_in(&self, (a, b): (usize, usize), positions: &[Vec<usize>]) -> Vec<Set> {
        let here = |set: Set| {
            let sides = (
                local(&set.sides.0, &positions[a])?,
                local(&set.sides.1, &positions[b])?,
            );
            Some(Set { sides, ..set })
        };
        self.set.sentences.of_pair((a, b)).filter_map(here).collect()
    }

    /// Aligns the sentences of a turn group.
    fn part(&self, members: &Component, models: &Models) -> FoundPart<'a> {
        let editions = self.langs.len();
        let mut positions: Vec<Vec<usize>> = vec![Vec::new(); editions];
        for &(x, turn) in members {
            let starts = &self.starts[x];
            positions[x].extend(starts[turn as usize]..starts[turn as usize + 1]);
        }
        let of_edition = |(list, at): (&&'a [Segment], &Vec<usize>)| match at[..] {
            [first, .., last] if last + 1 - first == at.len() => Cow::from(&list[first..=last]),
            _ => at.iter().map(|&k| list[k].clone()).collect(),
        };
        let segments: Vec<Cow<'a, [Segment]>> =
            self.sentences.iter().zip(&positions).map(of_edition).collect();
        let joint = joint::joint(
            &Part {
                langs: &self.langs,
                segments: &segments,
            },
            models,
            |pair| self.set_in(pair, &positions),
        );
        FoundPart {
            positions,
            segments,
            joint,
        }
    }
}

/// Where the members of a side stand in a sorted list; none where one does not.
fn local(side: &[usize], positions: &[usize]) -> Option<Vec<usize>> {
    let places = side.iter().map(|member| positions.binary_search(member).ok());
    places.collect()
}

fn starts(edition: &Edition) -> Vec<usize> {
    let mut starts = vec![0];
    for turn in &edition.turns {
        starts.push(starts[starts.len() - 1] + turn.sentences.len());
    }
    starts
}

/// The turns of an edition as wholes. Only built-in outlets count as known
/// speakers: their names are the same in every edition.
fn whole_turns<'a>(
    edition: &'a Edition,
    sentences: &[Segment],
    starts: &[usize],
    outlets: &Outlets,
) -> Turns<'a> {
    let wholes = edition.turns.iter().enumerate().map(|(t, turn)| Whole {
        segment: Segment::join(&sentences[starts[t]..starts[t + 1]]),
        speaker: turn.speaker.clone().filter(|id| outlets.contains(id)),
    });
    Turns {
        edition,
        wholes: wholes.collect(),
        exchanges: edition.exchanges(),
    }
}

/// What was found in a briefing.
struct FoundDocument<'a> {
    exchanges: exchanges::Found,
    turns: Linked,
    parts: Vec<FoundPart<'a>>,
}

/// The sentences of a turn group, by their positions in the editions.
struct FoundPart<'a> {
    positions: Vec<Vec<usize>>,
    segments: Vec<Cow<'a, [Segment]>>,
    joint: Joint,
}

impl FoundDocument<'_> {
    /// What the briefing teaches about its pairs of languages.
    fn beads(&self, langs: &[usize]) -> Taught {
        let mut lists: Vec<Vec<BeadWords>> = pairs(langs.len()).map(|_| Vec::new()).collect();
        for part in &self.parts {
            part.joint.teach(
                &Part {
                    langs,
                    segments: &part.segments,
                },
                &mut lists,
            );
        }
        pairs(langs.len())
            .map(|(a, b)| (langs[a], langs[b]))
            .zip(lists)
            .collect()
    }

    fn alignment(self, document: &Document<'_>) -> Alignment {
        let n = document.codes.len();
        let exchanges = beads(&self.exchanges.units, n, |a, i, b, j| {
            self.exchanges.posterior(a, i, b, j).clamp(0.0, 1.0)
        });
        let ids: Vec<Vec<&SentenceId>> = document
            .input
            .editions
            .values()
            .map(|e| e.sentences().map(|s| &s.id).collect())
            .collect();
        let (units, links) = self.sentences(n);
        let Anchors {
            exchanges: set_exchanges,
            turns: set_turns,
            sentences: set_sentences,
        } = &document.set;
        let sizes = |size: &dyn Fn(usize) -> usize| (0..n).map(size).collect::<Vec<_>>();
        let sizes = (
            sizes(&|x| document.turns[x].exchanges.len()),
            sizes(&|x| ids[x].len()),
        );
        let exchanges = Linked::new(&self.exchanges.units, exchanges, &sizes.0, set_exchanges);
        let sentences = Linked::new(&units, links, &sizes.1, set_sentences);
        Alignment {
            exchanges: level(&document.codes, exchanges, set_exchanges, |_, i| i),
            turns: level(&document.codes, self.turns, set_turns, |_, i| i),
            sentences: level(&document.codes, sentences, set_sentences, |x, i| {
                ids[x][i].clone()
            }),
        }
    }

    /// The units and beads of all sentences, by their positions in the editions.
    fn sentences(&self, editions: usize) -> (Vec<Unit>, Vec<Beads>) {
        let mut units = Vec::new();
        let mut links: Vec<Beads> = pairs(editions).map(|_| Vec::new()).collect();
        for part in &self.parts {
            let real = |x: usize, i: usize| part.positions[x][i];
            for unit in &part.joint.units {
                let unit = unit
                    .iter()
                    .enumerate()
                    .map(|(x, s)| s.map(|s| real(x, s as usize) as u32));
                units.push(unit.collect());
            }
            for (k, (a, b)) in pairs(editions).enumerate() {
                for link in part.joint.links(a, b) {
                    let first = link.first.into_iter().map(|i| real(a, i)).collect();
                    let second = link.second.into_iter().map(|j| real(b, j)).collect();
                    links[k].push((first, second, link.confidence));
                }
            }
        }
        (units, links)
    }
}
