//! A briefing as blocks and rows: what stands beside what, and where.
//!
//! Exchange groups become blocks, turn groups parts of them, sentence groups
//! rows. Alignments read from a file may lack something or say it twice, so
//! whatever no group has gets a place of its own, and what a group had already
//! is left out: every sentence stands in exactly one row.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::agreed;
use crate::language::{Direction, Languages};
use crate::model::{Aligned, Edition, Group, Lang, Sentence, Turn};

/// A briefing in the order in which it is shown.
pub(super) struct View<'a> {
    pub(super) aligned: &'a Aligned,
    languages: &'a Languages,
    /// What precedes the first question, where there is such, then the exchanges.
    pub(super) blocks: Vec<Block<'a>>,
}

/// An exchange in all editions, or what stands before the first.
pub(super) struct Block<'a> {
    /// From 1 in the order shown; 0 for what precedes the first question.
    pub(super) number: usize,
    /// The 0-based positions of the exchange in each edition.
    pub(super) exchanges: BTreeMap<Lang, Vec<usize>>,
    pub(super) parts: Vec<Part<'a>>,
}

/// A turn in all editions.
pub(super) struct Part<'a> {
    pub(super) turns: BTreeMap<Lang, Vec<&'a Turn>>,
    pub(super) rows: Vec<Row<'a>>,
}

/// Sentences that correspond.
pub(super) type Row<'a> = BTreeMap<Lang, Vec<&'a Sentence>>;

impl<'a> View<'a> {
    pub(super) fn new(aligned: &'a Aligned, languages: &'a Languages) -> View<'a> {
        let mut view = View {
            aligned,
            languages,
            blocks: Vec::new(),
        };
        let turns = complete(&aligned.alignment.turns.groups, &aligned.editions, |e| {
            e.turns.len()
        });
        let exchanges = complete(&aligned.alignment.exchanges.groups, &aligned.editions, |e| {
            e.exchanges().len()
        });
        let mut rows = view.rows(&turns);
        let homes = view.homes(&turns, &exchanges);
        let all = std::iter::once(None).chain(view.in_order(&exchanges).into_iter().map(Some));
        let mut blocks = Vec::new();
        for home in all {
            let mine: Vec<usize> = (0..turns.len()).filter(|&t| homes[t] == home).collect();
            let groups: Vec<_> = mine.iter().map(|&t| turns[t].clone()).collect();
            let parts: Vec<Part> = view
                .in_order(&groups)
                .into_iter()
                .map(|k| Part {
                    turns: view.turns(&groups[k]),
                    rows: std::mem::take(&mut rows[mine[k]]),
                })
                .collect();
            if !parts.is_empty() {
                blocks.push(Block {
                    number: home.map_or(0, |_| blocks.last().map_or(1, |b: &Block| b.number + 1)),
                    exchanges: home.map(|x| exchanges[x].clone()).unwrap_or_default(),
                    parts,
                });
            }
        }
        view.blocks = blocks;
        view
    }

    /// The editions in alphabetical order.
    pub(super) fn langs(&self) -> impl Iterator<Item = Lang> + use<'a> {
        self.aligned.editions.keys().copied()
    }

    /// The value of `dir`.
    pub(super) fn dir(&self, lang: Lang) -> &'static str {
        match self.languages.get(lang).map(|l| l.pack().direction) {
            Some(Direction::Rtl) => "rtl",
            Some(Direction::Ltr) => "ltr",
            // A saved alignment can have a language that nobody described.
            None => "auto",
        }
    }

    /// The English name of a language, its code where it has no pack.
    pub(super) fn name(&self, lang: Lang) -> String {
        let pack = self.languages.get(lang).map(|l| l.pack().name.clone());
        pack.unwrap_or_else(|| lang.to_string())
    }

    /// The language's own name.
    pub(super) fn endonym(&self, lang: Lang) -> Option<&'a str> {
        self.languages.get(lang).map(|l| l.pack().endonym.as_str())
    }

    /// The editions that have something, in alphabetical order, English first:
    /// what is quoted should be read by most who read the page.
    pub(super) fn best<T>(of: &BTreeMap<Lang, Vec<T>>) -> Option<(Lang, &Vec<T>)> {
        let full = || of.iter().filter(|(_, list)| !list.is_empty());
        let english = full().find(|(lang, _)| **lang == Lang::EN);
        english
            .or_else(|| full().next())
            .map(|(lang, list)| (*lang, list))
    }

    fn in_order(&self, groups: &[BTreeMap<Lang, Vec<usize>>]) -> Vec<usize> {
        let place = |group: &BTreeMap<Lang, Vec<usize>>| {
            let first = |lang| group.get(&lang).and_then(|list| list.first()).copied();
            self.langs().map(first).collect()
        };
        agreed(&groups.iter().map(place).collect::<Vec<_>>())
    }

    fn turns(&self, group: &BTreeMap<Lang, Vec<usize>>) -> BTreeMap<Lang, Vec<&'a Turn>> {
        let of = |(lang, list): (&Lang, &Vec<usize>)| {
            let turns = &self.aligned.editions[lang].turns;
            (*lang, list.iter().map(|&t| &turns[t]).collect())
        };
        group.iter().map(of).collect()
    }

    /// The exchange group that most turns of each turn group belong to.
    fn homes(
        &self,
        turns: &[BTreeMap<Lang, Vec<usize>>],
        exchanges: &[BTreeMap<Lang, Vec<usize>>],
    ) -> Vec<Option<usize>> {
        let mut of_turn: BTreeMap<(Lang, usize), usize> = BTreeMap::new();
        for (x, group) in exchanges.iter().enumerate() {
            for (&lang, list) in group {
                let ranges = self.aligned.editions[&lang].exchanges();
                let turns = list.iter().flat_map(|&k| ranges[k].clone());
                of_turn.extend(turns.map(|t| ((lang, t), x)));
            }
        }
        let home = |group: &BTreeMap<Lang, Vec<usize>>| {
            let mut votes: BTreeMap<Option<usize>, usize> = BTreeMap::new();
            for (&lang, list) in group {
                for &turn in list {
                    *votes.entry(of_turn.get(&(lang, turn)).copied()).or_default() += 1;
                }
            }
            let most = votes
                .into_iter()
                .max_by_key(|&(home, n)| (n, std::cmp::Reverse(home)));
            most.and_then(|(home, _)| home)
        };
        turns.iter().map(home).collect()
    }

    /// The rows of each turn group, in order.
    fn rows(&self, turns: &[BTreeMap<Lang, Vec<usize>>]) -> Vec<Vec<Row<'a>>> {
        let mut places: BTreeMap<&str, Place<'a>> = BTreeMap::new();
        for (part, group) in turns.iter().enumerate() {
            for (&lang, list) in group {
                let sentences = list
                    .iter()
                    .flat_map(|&t| &self.aligned.editions[&lang].turns[t].sentences);
                for (at, sentence) in sentences.enumerate() {
                    places.insert(
                        &sentence.id.0,
                        Place {
                            part,
                            at,
                            lang,
                            sentence,
                        },
                    );
                }
            }
        }
        let mut parts: Vec<Vec<Vec<Place>>> = turns.iter().map(|_| Vec::new()).collect();
        for group in &self.aligned.alignment.sentences.groups {
            let ids = group.members.values().flatten();
            let mut row: Vec<Place> = ids.filter_map(|id| places.remove(id.0.as_str())).collect();
            // Sentences of another turn group would stand under a wrong head.
            while let Some(part) = row.first().map(|place| place.part) {
                let (mine, other) = row.into_iter().partition(|place| place.part == part);
                parts[part].push(mine);
                row = other;
            }
        }
        for place in places.into_values() {
            parts[place.part].push(vec![place]);
        }
        parts.iter().map(|rows| self.sorted(rows)).collect()
    }

    fn sorted(&self, rows: &[Vec<Place<'a>>]) -> Vec<Row<'a>> {
        let place = |row: &Vec<Place>| {
            let first = |lang| row.iter().filter(|p| p.lang == lang).map(|p| p.at).min();
            self.langs().map(first).collect()
        };
        let places: Vec<Vec<Option<usize>>> = rows.iter().map(place).collect();
        let row = |k: usize| {
            let mut row = Row::new();
            let mut of: Vec<&Place> = rows[k].iter().collect();
            of.sort_by_key(|place| place.at);
            for place in of {
                row.entry(place.lang).or_default().push(place.sentence);
            }
            row
        };
        agreed(&places).into_iter().map(row).collect()
    }
}

/// Where a sentence stands.
struct Place<'a> {
    /// The turn group.
    part: usize,
    /// The position among its edition's sentences in the turn group.
    at: usize,
    lang: Lang,
    sentence: &'a Sentence,
}

/// The members of all groups, each once, and those that no group has alone.
fn complete(
    groups: &[Group<usize>],
    editions: &BTreeMap<Lang, Edition>,
    count: impl Fn(&Edition) -> usize,
) -> Vec<BTreeMap<Lang, Vec<usize>>> {
    let positions = |(&lang, edition)| (0..count(edition)).map(move |k| (lang, k));
    let mut left: BTreeSet<(Lang, usize)> = editions.iter().flat_map(positions).collect();
    let mut out = Vec::with_capacity(groups.len());
    for group in groups {
        let mut members = BTreeMap::new();
        for (&lang, list) in &group.members {
            let mut list: Vec<usize> = list
                .iter()
                .copied()
                .filter(|&k| left.remove(&(lang, k)))
                .collect();
            list.sort_unstable();
            if !list.is_empty() {
                members.insert(lang, list);
            }
        }
        if !members.is_empty() {
            out.push(members);
        }
    }
    out.extend(
        left.into_iter()
            .map(|(lang, k)| BTreeMap::from([(lang, vec![k])])),
    );
    out
}
