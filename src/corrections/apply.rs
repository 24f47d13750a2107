//! Rows of a table to links of a briefing.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Contradiction, settle};
use crate::model::{Aligned, Bead, Edition, Group, Lang, Level, Pair, SentenceId};

use super::{LinkRow, LinkTable, TableError};

/// How many rows changed a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Corrected {
    /// Rows that say something else than the briefing did.
    pub changed: usize,
    /// Rows that say the same.
    pub same: usize,
}

/// Sets the links that the rows of a table change in a briefing; those of the pairs they
/// cut through lose their members. A row over all editions of the briefing sets the whole group,
/// one over some of them the pairs of these. Differences stay as they were: compare again.
///
/// # Errors
///
/// When a row names what the briefing does not have, turns and sentences at once, or what
/// contradicts another link that a person set.
pub fn correct(aligned: &mut Aligned, table: &LinkTable) -> Result<Corrected, TableError> {
    let mut corrected = Corrected::default();
    let rows: Vec<&LinkRow> = table
        .rows
        .iter()
        .filter(|row| row.briefing == aligned.briefing.id)
        .collect();
    if rows.is_empty() {
        return Ok(corrected);
    }
    if let Some(lang) = table.langs.iter().find(|l| !aligned.editions.contains_key(l)) {
        let rows_of = |row: &&&LinkRow| row.members.contains_key(lang);
        if let Some(row) = rows.iter().find(rows_of) {
            return Err(TableError {
                line: row.line,
                what: format!("briefing {} has no edition in `{lang}`", row.briefing),
            });
        }
    }
    let langs = aligned.editions.keys();
    let chosen: Vec<Lang> = langs.filter(|lang| table.langs.contains(lang)).copied().collect();
    let mut turns = Changes::new(&aligned.alignment.turns, &chosen);
    let mut sentences = Changes::new(&aligned.alignment.sentences, &chosen);
    for row in &rows {
        let changed = match Members::of(row, aligned)? {
            Members::Turns(members) => turns.row(members),
            Members::Sentences(members) => sentences.row(members),
        };
        *(if changed {
            &mut corrected.changed
        } else {
            &mut corrected.same
        }) += 1;
    }
    let (turns, sentences) = (turns.set, sentences.set);
    if corrected.changed == 0 {
        return Ok(corrected);
    }
    // Groups that were changed by hand have to be in their pairs before they are changed again.
    settle_in(aligned, &rows)?;
    let whole = chosen.len() == aligned.editions.len();
    put(&mut aligned.alignment.turns, turns, &chosen, whole);
    put(&mut aligned.alignment.sentences, sentences, &chosen, whole);
    settle_in(aligned, &rows)?;
    Ok(corrected)
}

/// Makes the alignment whole.
fn settle_in(aligned: &mut Aligned, rows: &[&LinkRow]) -> Result<(), TableError> {
    let settled = settle(&aligned.briefing.id, &aligned.editions, &aligned.alignment);
    let contradicts = |contradiction: Contradiction| TableError {
        line: concerned(rows, &contradiction),
        what: contradiction.to_string(),
    };
    aligned.alignment = settled.map_err(contradicts)?;
    Ok(())
}

/// The line of the first row that names a member of a contradiction, else of the first.
fn concerned(rows: &[&LinkRow], contradiction: &Contradiction) -> usize {
    let named: Vec<&str> = contradiction.link.split(' ').collect();
    let names = |row: &&&LinkRow| {
        row.members
            .values()
            .flatten()
            .any(|id| named.contains(&id.as_str()))
    };
    let row = rows.iter().find(names).or(rows.first());
    row.map_or(0, |row| row.line)
}

/// The members that a row links.
enum Members {
    Turns(BTreeMap<Lang, Vec<usize>>),
    Sentences(BTreeMap<Lang, Vec<SentenceId>>),
}

impl Members {
    fn of(row: &LinkRow, aligned: &Aligned) -> Result<Members, TableError> {
        let (mut turns, mut sentences) = (BTreeMap::new(), BTreeMap::new());
        for (&lang, ids) in &row.members {
            let edition = &aligned.editions[&lang];
            for id in ids {
                if let Some(t) = turn(edition, id) {
                    turns.entry(lang).or_insert_with(Vec::new).push(t);
                } else if edition.sentences().any(|s| s.id.0 == *id) {
                    let list = sentences.entry(lang).or_insert_with(Vec::new);
                    list.push(SentenceId(id.clone()));
                } else {
                    return Err(TableError {
                        line: row.line,
                        what: format!(
                            "`{}.{id}`: the corpus has no such sentence or turn: export the table again, \
                             or take the identifier from the corpus",
                            row.briefing
                        ),
                    });
                }
            }
        }
        match (turns.is_empty(), sentences.is_empty()) {
            (false, false) => Err(TableError {
                line: row.line,
                what: "turns and sentences in one row: link turns with turns".to_owned(),
            }),
            (false, true) => Ok(Members::Turns(turns)),
            _ => Ok(Members::Sentences(sentences)),
        }
    }
}

fn turn(edition: &Edition, id: &str) -> Option<usize> {
    edition.turns.iter().position(|turn| turn.id.0 == id)
}

/// Links of a level, and what rows change of them.
struct Changes<'l, T> {
    level: &'l Level<T>,
    chosen: &'l [Lang],
    set: Vec<BTreeMap<Lang, Vec<T>>>,
}

impl<'l, T: Clone + Ord> Changes<'l, T> {
    fn new(level: &'l Level<T>, chosen: &'l [Lang]) -> Changes<'l, T> {
        let set = Vec::new();
        Changes { level, chosen, set }
    }

    /// Takes a row; tells whether it changes anything.
    fn row(&mut self, members: BTreeMap<Lang, Vec<T>>) -> bool {
        let changed = !self.is_so(&members);
        if changed {
            self.set.push(members);
        }
        changed
    }

    /// Whether the links of the chosen languages make a component of the members already.
    fn is_so(&self, members: &BTreeMap<Lang, Vec<T>>) -> bool {
        let of = |lang: Lang| members.get(&lang).map_or(&[][..], Vec::as_slice);
        let all: BTreeSet<(Lang, &T)> = members
            .iter()
            .flat_map(|(&lang, list)| list.iter().map(move |m| (lang, m)))
            .collect();
        let mut reached: BTreeSet<(Lang, &T)> = all.first().copied().into_iter().collect();
        let mut beads: Vec<Vec<(Lang, &T)>> = Vec::new();
        for (pair, list) in self.pairs() {
            for bead in list {
                let sides = [(pair.first(), &bead.first), (pair.second(), &bead.second)];
                let touches = sides
                    .iter()
                    .any(|(lang, side)| side.iter().any(|m| of(*lang).contains(m)));
                if touches {
                    let flat = sides
                        .iter()
                        .flat_map(|(lang, side)| side.iter().map(move |m| (*lang, m)));
                    beads.push(flat.collect());
                }
            }
        }
        if beads.iter().flatten().any(|member| !all.contains(member)) {
            return false;
        }
        loop {
            let before = reached.len();
            for bead in &beads {
                if bead.iter().any(|member| reached.contains(member)) {
                    reached.extend(bead.iter().copied());
                }
            }
            if reached.len() == before {
                return reached == all;
            }
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (Pair, &'l Vec<Bead<T>>)> {
        let chosen = self.chosen;
        let of_chosen = move |pair: &Pair| chosen.contains(&pair.first()) && chosen.contains(&pair.second());
        let pairs = self.level.pairs.iter().map(|(&pair, beads)| (pair, beads));
        pairs.filter(move |(pair, _)| of_chosen(pair))
    }
}

/// Puts set links into a level: into the groups where all editions are chosen, else into the
/// pairs of those that are. Earlier ones that a person set give way.
fn put<T: Clone + Ord>(level: &mut Level<T>, set: Vec<BTreeMap<Lang, Vec<T>>>, chosen: &[Lang], whole: bool) {
    for members in set {
        let touches = |lang: Lang, list: &[T]| {
            list.iter()
                .any(|m| members.get(&lang).is_some_and(|s| s.contains(m)))
        };
        dissolve(level, chosen, &touches);
        let of_chosen = |pair: &Pair| chosen.contains(&pair.first()) && chosen.contains(&pair.second());
        for (pair, beads) in level.pairs.iter_mut().filter(|(pair, _)| of_chosen(pair)) {
            for bead in beads {
                bead.manual &= !touches(pair.first(), &bead.first) && !touches(pair.second(), &bead.second);
            }
        }
        if whole {
            level.groups.push(Group {
                members,
                confidence: 1.0,
                manual: true,
            });
            continue;
        }
        let of = |lang: Lang| members.get(&lang).cloned().unwrap_or_default();
        for (k, &a) in chosen.iter().enumerate() {
            for &b in &chosen[k + 1..] {
                let pair = Pair::new(a, b);
                let bead = Bead {
                    first: of(pair.first()),
                    second: of(pair.second()),
                    confidence: 1.0,
                    manual: true,
                };
                if !bead.first.is_empty() || !bead.second.is_empty() {
                    level.pairs.entry(pair).or_default().push(bead);
                }
            }
        }
    }
}

/// Lets groups that a person set and that a new link touches be automatic; what they said of
/// pairs that are not chosen is then said by the beads of these.
fn dissolve<T: Clone + Ord>(level: &mut Level<T>, chosen: &[Lang], touches: &dyn Fn(Lang, &[T]) -> bool) {
    for group in level.groups.iter_mut().filter(|group| group.manual) {
        if !group.members.iter().any(|(&lang, list)| touches(lang, list)) {
            continue;
        }
        group.manual = false;
        let inside = |lang: Lang, list: &[T]| {
            list.iter()
                .any(|m| group.members.get(&lang).is_some_and(|s| s.contains(m)))
        };
        for (pair, beads) in &mut level.pairs {
            if chosen.contains(&pair.first()) && chosen.contains(&pair.second()) {
                continue;
            }
            for bead in beads {
                bead.manual |= inside(pair.first(), &bead.first) || inside(pair.second(), &bead.second);
            }
        }
    }
}
