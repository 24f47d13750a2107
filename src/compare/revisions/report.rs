//! Matched turns and sentences to changes, in the order of the new page.

use super::Matched;
use super::data::{Change, ChangeKind, ChangeLevel};
use super::page::Page;
use super::sentences::Bead;
use super::tokens::{joined, key};
use super::turns::Cluster;
use super::words::changed_words;
use crate::model::Turn;

/// Where a change stands: by turns of the new page, by level, by sentences of
/// the new page, by the old page. A turn or sentence k of the new page is at
/// 2k + 1, so that what is gone finds room before and after it.
type Place = (usize, ChangeLevel, usize, usize);

/// Returns the changes of all turns and sentences.
pub(super) fn changes(old: &Page, new: &Page, matched: &Matched) -> Vec<Change> {
    let report = Report::new(old, new, matched);
    let mut out = report.turns();
    out.extend(report.sentences());
    out.extend(report.unmatched_sentences());
    out.sort_by_key(|&(place, _)| place);
    out.into_iter().map(|(_, change)| change).collect()
}

struct Report<'a> {
    old: &'a Page<'a>,
    new: &'a Page<'a>,
    matched: &'a Matched,
    /// The cluster of each turn.
    home_of_old: Vec<usize>,
    home_of_new: Vec<usize>,
    /// The bead of each sentence.
    bead_of_old: Vec<Option<usize>>,
    bead_of_new: Vec<Option<usize>>,
}

impl<'a> Report<'a> {
    fn new(old: &'a Page, new: &'a Page, matched: &'a Matched) -> Report<'a> {
        let mut report = Report {
            old,
            new,
            matched,
            home_of_old: vec![0; old.turns.len()],
            home_of_new: vec![0; new.turns.len()],
            bead_of_old: vec![None; old.units.len()],
            bead_of_new: vec![None; new.units.len()],
        };
        for (k, cluster) in matched.clusters.iter().enumerate() {
            cluster.old.iter().for_each(|&i| report.home_of_old[i] = k);
            cluster.new.iter().for_each(|&j| report.home_of_new[j] = k);
        }
        for (k, bead) in matched.beads.iter().enumerate() {
            bead.old.iter().for_each(|&i| report.bead_of_old[i] = Some(k));
            bead.new.iter().for_each(|&j| report.bead_of_new[j] = Some(k));
        }
        report
    }

    fn turns(&self) -> Vec<(Place, Change)> {
        let mut out = Vec::new();
        let mut moved: Option<Cluster> = None;
        let mut ordered: Vec<usize> = (0..self.matched.clusters.len()).collect();
        ordered.sort_by_key(|&k| {
            self.matched.clusters[k]
                .new
                .first()
                .copied()
                .unwrap_or(usize::MAX)
        });
        for k in ordered {
            let cluster = &self.matched.clusters[k];
            let kind = match (cluster.old.len(), cluster.new.len()) {
                (0, _) => Some(ChangeKind::Inserted),
                (_, 0) => Some(ChangeKind::Deleted),
                (1, 1) => None,
                (1, _) => Some(ChangeKind::Split),
                _ => Some(ChangeKind::Merged),
            };
            if let Some(kind) = kind {
                out.push(self.turn(kind, cluster));
            }
            self.heads(cluster, &mut out);
            if !self.matched.moved[k] {
                continue;
            }
            // Turns that moved together, as those of an exchange do, moved once.
            moved = Some(match moved.take() {
                Some(run) if follows(&run, cluster) => Cluster {
                    old: [run.old, cluster.old.clone()].concat(),
                    new: [run.new, cluster.new.clone()].concat(),
                },
                other => {
                    out.extend(other.map(|run| self.moved(&run)));
                    cluster.clone()
                }
            });
        }
        out.extend(moved.map(|run| self.moved(&run)));
        out
    }

    fn moved(&self, run: &Cluster) -> (Place, Change) {
        let keys = |page: &Page, turns: &[usize]| -> Vec<usize> {
            let units = turns.iter().flat_map(|&t| page.turns[t].clone());
            units.map(|k| page.units[k].key).collect()
        };
        let same = keys(self.old, &run.old) == keys(self.new, &run.new);
        self.turn(
            if same {
                ChangeKind::Moved
            } else {
                ChangeKind::MovedAndChanged
            },
            run,
        )
    }

    fn turn(&self, kind: ChangeKind, cluster: &Cluster) -> (Place, Change) {
        let text = |page: &Page, turns: &[usize]| {
            let turns = turns.iter().flat_map(|&t| &page.edition.turns[t].sentences);
            joined(turns.map(|s| s.text.as_str()))
        };
        let segments = changed_words(&text(self.old, &cluster.old), &text(self.new, &cluster.new));
        let change = Change {
            segments,
            ..self.bare(kind, ChangeLevel::Turn, cluster)
        };
        (self.place_of_turn(cluster, ChangeLevel::Turn), change)
    }

    /// A change of turns, without text.
    fn bare(&self, kind: ChangeKind, level: ChangeLevel, cluster: &Cluster) -> Change {
        let ids = |page: &Page, turns: &[usize]| -> Vec<String> {
            turns
                .iter()
                .map(|&t| page.edition.turns[t].id.0.clone())
                .collect()
        };
        let label = match (cluster.new.first(), cluster.old.first()) {
            (Some(&j), _) => &self.new.edition.turns[j].label,
            (None, Some(&i)) => &self.old.edition.turns[i].label,
            (None, None) => "",
        };
        Change {
            kind,
            level,
            old: ids(self.old, &cluster.old),
            new: ids(self.new, &cluster.new),
            turn: cluster.new.first().map(|&j| self.new.edition.turns[j].id.clone()),
            label: label.to_owned(),
            paratext: None,
            segments: Vec::new(),
        }
    }

    fn place_of_turn(&self, cluster: &Cluster, level: ChangeLevel) -> Place {
        let old = cluster.old.first().copied();
        let turn = match (cluster.new.first(), old) {
            (Some(&j), _) => 2 * j + 1,
            (None, old) => self.after_turn(old.unwrap_or(0)),
        };
        (turn, level, 0, old.unwrap_or(0))
    }

    /// The place behind the counterpart of the last turn before one of the old page.
    fn after_turn(&self, turn: usize) -> usize {
        let before = (0..turn).rev();
        let mut found = before.filter_map(|i| self.matched.clusters[self.home_of_old[i]].new.last());
        found.next().map_or(0, |&j| 2 * j + 2)
    }

    /// Labels, speakers and roles.
    fn heads(&self, cluster: &Cluster, out: &mut Vec<(Place, Change)>) {
        let old: Vec<&Turn> = cluster.old.iter().map(|&i| &self.old.edition.turns[i]).collect();
        let new: Vec<&Turn> = cluster.new.iter().map(|&j| &self.new.edition.turns[j]).collect();
        let (Some(a), Some(b)) = (old.first(), new.first()) else {
            return;
        };
        let known = |turn: &&Turn, list: &[&Turn]| list.iter().any(|t| key(&t.label) == key(&turn.label));
        let label = !old.iter().any(|turn| known(turn, &new));
        let speaker = |turn: &Turn| turn.speaker.clone().unwrap_or_default();
        let one = old.len() == 1 && new.len() == 1;
        let heads = [
            (ChangeLevel::Label, label, a.label.clone(), b.label.clone()),
            (
                ChangeLevel::Speaker,
                one && !label && speaker(a) != speaker(b),
                speaker(a),
                speaker(b),
            ),
            (
                ChangeLevel::Role,
                one && a.role != b.role,
                a.role.as_str().to_owned(),
                b.role.as_str().to_owned(),
            ),
        ];
        let pair = Cluster {
            old: vec![cluster.old[0]],
            new: vec![cluster.new[0]],
        };
        for (level, _, old, new) in heads.into_iter().filter(|head| head.1) {
            let kind = match (old.is_empty(), new.is_empty()) {
                (true, _) => ChangeKind::Inserted,
                (_, true) => ChangeKind::Deleted,
                _ => ChangeKind::Changed,
            };
            let change = Change {
                segments: changed_words(&old, &new),
                ..self.bare(kind, level, &pair)
            };
            out.push((self.place_of_turn(&pair, level), change));
        }
    }

    fn sentences(&self) -> Vec<(Place, Change)> {
        let mut out = Vec::new();
        for bead in &self.matched.beads {
            let (old, new) = (self.text(self.old, &bead.old), self.text(self.new, &bead.new));
            let same = key(&old) == key(&new);
            let kind = match (bead.elsewhere, bead.old.len(), bead.new.len()) {
                (false, ..) if same => continue,
                (true, ..) if same => ChangeKind::Moved,
                (true, ..) => ChangeKind::MovedAndChanged,
                (_, 1, 1) => ChangeKind::Changed,
                (_, 1, _) => ChangeKind::Split,
                _ => ChangeKind::Merged,
            };
            out.push(self.sentence(kind, &bead.old, &bead.new, (&old, &new)));
        }
        out
    }

    fn text(&self, page: &Page, units: &[usize]) -> String {
        joined(units.iter().map(|&k| page.units[k].sentence.text.as_str()))
    }

    fn sentence(
        &self,
        kind: ChangeKind,
        old: &[usize],
        new: &[usize],
        (old_text, new_text): (&str, &str),
    ) -> (Place, Change) {
        let ids = |page: &Page, units: &[usize]| -> Vec<String> {
            (units.iter())
                .map(|&k| page.units[k].sentence.id.0.clone())
                .collect()
        };
        let (turn, at) = match (new.first(), old.first()) {
            (Some(&j), _) => (self.new.units[j].turn, 2 * j + 1),
            (None, old) => self.after_sentence(old.copied().unwrap_or(0)),
        };
        let change = Change {
            kind,
            level: ChangeLevel::Sentence,
            old: ids(self.old, old),
            new: ids(self.new, new),
            turn: Some(self.new.edition.turns[turn].id.clone()),
            label: self.new.edition.turns[turn].label.clone(),
            paratext: None,
            segments: changed_words(old_text, new_text),
        };
        let place = (
            2 * turn + 1,
            ChangeLevel::Sentence,
            at,
            old.first().copied().unwrap_or(0),
        );
        (place, change)
    }

    /// The turn of the new page in which a deleted sentence stood, and the place
    /// behind its last neighbour that is still there.
    fn after_sentence(&self, unit: usize) -> (usize, usize) {
        let home = self.home_of_old[self.old.units[unit].turn];
        let before = (0..unit)
            .rev()
            .take_while(|&i| self.home_of_old[self.old.units[i].turn] == home);
        let still = before.filter_map(|i| self.bead_of_old[i]).find_map(|k| {
            let bead: &Bead = &self.matched.beads[k];
            bead.new.last().filter(|_| !bead.elsewhere)
        });
        if let Some(&j) = still {
            return (self.new.units[j].turn, 2 * j + 2);
        }
        let turn = self.matched.clusters[home].new[0];
        (turn, 2 * self.new.turns[turn].start)
    }

    /// Sentences that only one page has, in turns that both have; neighbours together.
    fn unmatched_sentences(&self) -> Vec<(Place, Change)> {
        let clusters = &self.matched.clusters;
        let alone = |page: &Page, homes: &[usize], beads: &[Option<usize>]| -> Vec<Vec<usize>> {
            let mut runs: Vec<Vec<usize>> = Vec::new();
            for k in (0..page.units.len()).filter(|&k| beads[k].is_none()) {
                let turn = page.units[k].turn;
                let cluster = &clusters[homes[turn]];
                if cluster.old.is_empty() || cluster.new.is_empty() {
                    continue;
                }
                match runs.last_mut() {
                    Some(run) if run.ends_with(&[k.wrapping_sub(1)]) && page.units[k - 1].turn == turn => {
                        run.push(k);
                    }
                    _ => runs.push(vec![k]),
                }
            }
            runs
        };
        let mut out = Vec::new();
        for run in alone(self.old, &self.home_of_old, &self.bead_of_old) {
            let text = self.text(self.old, &run);
            out.push(self.sentence(ChangeKind::Deleted, &run, &[], (&text, "")));
        }
        for run in alone(self.new, &self.home_of_new, &self.bead_of_new) {
            let text = self.text(self.new, &run);
            out.push(self.sentence(ChangeKind::Inserted, &[], &run, ("", &text)));
        }
        out
    }
}

/// Whether turns stand right behind a run of moved ones in both pages.
fn follows(run: &Cluster, next: &Cluster) -> bool {
    let behind = |run: &[usize], next: &[usize]| run.last().map(|last| last + 1) == next.first().copied();
    behind(&run.old, &next.old) && behind(&run.new, &next.new)
}
