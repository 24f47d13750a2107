//! Aligns turns inside exchanges.
//!
//! Inside an exchange the questions belong together and so do the answers;
//! where an exchange has several turns of one role they are aligned by what is
//! said. A merged exchange covers two units, and so do its turns.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::{Edition, Role};

use super::anchors::LevelAnchors;
use super::exchanges::{self, Found, Whole};
use super::joint::pairs;
use super::model::Models;
use super::units::Unit;

/// The turns of one edition with what is said in each.
pub(crate) struct Turns<'a> {
    pub(crate) edition: &'a Edition,
    /// Each turn as a whole, its speaker unified.
    pub(crate) wholes: Vec<Whole>,
    /// The exchanges as ranges of turns.
    pub(crate) exchanges: Vec<Range<usize>>,
}

/// Returns the exchanges of each edition as wholes.
pub(crate) fn whole_exchanges(editions: &[Turns<'_>]) -> Vec<Vec<Whole>> {
    let whole = |turns: &Turns<'_>, range: &Range<usize>| Whole {
        segment: crate::evidence::Segment::join(turns.wholes[range.clone()].iter().map(|w| &w.segment)),
        speaker: turns.wholes[range.start].speaker.clone(),
    };
    editions
        .iter()
        .map(|turns| turns.exchanges.iter().map(|range| whole(turns, range)).collect())
        .collect()
}

/// Units of turns with the posterior of each linked pair of turns.
#[derive(Default)]
pub(crate) struct TurnUnits {
    pub(crate) units: Vec<Unit>,
    posteriors: FxHashMap<(usize, u32, usize, u32), f64>,
}

impl TurnUnits {
    /// The posterior of two turns that share a unit.
    pub(crate) fn posterior(&self, a: usize, i: u32, b: usize, j: u32) -> f64 {
        self.posteriors.get(&(a, i, b, j)).copied().unwrap_or(0.0)
    }

    fn push(&mut self, unit: Unit, posterior: impl Fn(usize, usize) -> f64) {
        for (a, b) in pairs(unit.len()) {
            if let (Some(i), Some(j)) = (unit[a], unit[b]) {
                self.posteriors.insert((a, i, b, j), posterior(a, b));
            }
        }
        self.units.push(unit);
    }
}

/// Aligns the turns, given the aligned exchanges and what was set.
pub(crate) fn find(
    langs: &[usize],
    editions: &[Turns<'_>],
    exchanges: &Found,
    models: &Models,
    set: &LevelAnchors,
) -> TurnUnits {
    let mut out = TurnUnits::default();
    let before: Vec<Vec<usize>> = editions
        .iter()
        .map(|turns| {
            (0..turns
                .exchanges
                .first()
                .map_or(turns.wholes.len(), |range| range.start))
                .collect()
        })
        .collect();
    by_content(langs, editions, &before, (models, set), &mut out);
    for unit in &exchanges.units {
        let posterior = |a: usize, b: usize| match (unit[a], unit[b]) {
            (Some(i), Some(j)) => exchanges.posterior(a, i, b, j),
            _ => 0.0,
        };
        for role in [Role::Question, Role::Answer, Role::Statement] {
            let turns = in_role(editions, unit, role);
            if turns.iter().any(|list| list.len() > 1) {
                by_content(langs, editions, &turns, (models, set), &mut out);
            } else if turns.iter().any(|list| !list.is_empty()) {
                let unit = turns
                    .iter()
                    .map(|list| list.first().map(|&t| position(t)))
                    .collect();
                out.push(unit, posterior);
            }
        }
    }
    out
}

/// The turns of a role in an exchange unit, by edition.
fn in_role(editions: &[Turns<'_>], unit: &Unit, role: Role) -> Vec<Vec<usize>> {
    editions
        .iter()
        .zip(unit)
        .map(|(turns, exchange)| {
            let range = exchange.map_or(0..0, |k| turns.exchanges[k as usize].clone());
            range.filter(|&t| turns.edition.turns[t].role == role).collect()
        })
        .collect()
}

/// Aligns turns by what is said in them.
fn by_content(
    langs: &[usize],
    editions: &[Turns<'_>],
    turns: &[Vec<usize>],
    (models, set): (&Models, &LevelAnchors),
    out: &mut TurnUnits,
) {
    let wholes: Vec<Vec<Whole>> = editions
        .iter()
        .zip(turns)
        .map(|(edition, list)| list.iter().map(|&t| edition.wholes[t].clone()).collect())
        .collect();
    let set = |(a, b): (usize, usize), i: usize, j: usize| set.worth((a, b), turns[a][i], turns[b][j]);
    let found = exchanges::find(langs, &wholes, models, &set);
    for unit in &found.units {
        let real = unit
            .iter()
            .zip(turns)
            .map(|(k, list)| k.map(|k| position(list[k as usize])));
        out.push(real.collect(), |a, b| match (unit[a], unit[b]) {
            (Some(i), Some(j)) => found.posterior(a, i, b, j),
            _ => 0.0,
        });
    }
}

fn position(turn: usize) -> u32 {
    u32::try_from(turn).expect("fewer than 2^32 turns")
}
