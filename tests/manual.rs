//! Links that people set survive, and help their neighbours.

use std::collections::{BTreeMap, BTreeSet};

use hexapla::align::{self, AlignOptions, Input};
use hexapla::language::{Languages, Outlets};
use hexapla::model::{Aligned, Alignment, Bead, Edition, Lang, Level, Pair, SentenceId, TurnId};

use crate::command::SAMPLES;
use crate::samples::{gold, strict};

/// Aligns a sample with nothing but itself, anchored by an earlier alignment.
fn aligned(sample: &Aligned, earlier: Option<Alignment>) -> Aligned {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let input = Input {
        info: sample.briefing.clone(),
        editions: sample.editions.clone(),
        earlier,
    };
    let contradictions = align::contradictions(std::slice::from_ref(&input));
    assert!(contradictions.is_empty(), "{}", contradictions[0]);
    let alignment = align::align(&[input], &languages, &outlets, AlignOptions::default());
    Aligned {
        alignment: alignment.into_iter().next().expect("one briefing"),
        ..sample.clone()
    }
}

/// An alignment in which these beads of sentences were set, and nothing else is.
fn set(beads: &[(Pair, Bead<SentenceId>)]) -> Alignment {
    let mut alignment = Alignment::default();
    for (pair, bead) in beads {
        let bead = Bead {
            manual: true,
            ..bead.clone()
        };
        let pairs = &mut alignment.sentences.pairs;
        pairs.entry(*pair).or_default().push(bead);
    }
    alignment
}

/// All beads of sentences, one after another.
fn beads(alignment: &Alignment) -> impl Iterator<Item = (Pair, &Bead<SentenceId>)> {
    let pairs = alignment.sentences.pairs.iter();
    pairs.flat_map(|(&pair, beads)| beads.iter().map(move |bead| (pair, bead)))
}

/// Checks that pairs and groups are whole and say the same.
fn consistent<T: Clone + Ord + std::fmt::Debug>(level: &Level<T>, all: &BTreeMap<Lang, Vec<T>>) {
    for (pair, beads) in &level.pairs {
        for (lang, side) in [(pair.first(), 0), (pair.second(), 1)] {
            let mut members: Vec<T> = beads
                .iter()
                .flat_map(|b| [&b.first, &b.second][side].clone())
                .collect();
            members.sort();
            let mut expected = all[&lang].clone();
            expected.sort();
            assert_eq!(members, expected, "{pair} {lang}");
        }
    }
    let mut group_of = BTreeMap::new();
    for (k, group) in level.groups.iter().enumerate() {
        for (&lang, members) in &group.members {
            for member in members {
                assert!(group_of.insert((lang, member), k).is_none(), "{lang} {member:?}");
            }
        }
    }
    // A group is a component of the beads: joining their groups joins nothing that is not one.
    let mut joined: Vec<BTreeSet<usize>> = (0..level.groups.len()).map(|k| [k].into()).collect();
    for (pair, beads) in &level.pairs {
        for bead in beads {
            let first = bead.first.iter().map(|m| group_of[&(pair.first(), m)]);
            let groups: BTreeSet<usize> = first
                .chain(bead.second.iter().map(|m| group_of[&(pair.second(), m)]))
                .collect();
            assert_eq!(groups.len(), 1, "{pair} {bead:?}");
            joined[*groups.first().expect("a group")].extend(groups);
        }
    }
    for group in &level.groups {
        let langs = group.members.values().filter(|m| !m.is_empty()).count();
        let size: usize = group.members.values().map(Vec::len).sum();
        assert!(size == 1 || langs > 1, "{group:?}");
    }
}

fn all_consistent(aligned: &Aligned) {
    let of = |members: &dyn Fn(&Edition) -> Vec<usize>| -> BTreeMap<Lang, Vec<usize>> {
        aligned.editions.iter().map(|(&l, e)| (l, members(e))).collect()
    };
    let alignment = &aligned.alignment;
    consistent(&alignment.exchanges, &of(&|e| (0..e.exchanges().len()).collect()));
    consistent(&alignment.turns, &of(&|e| (0..e.turns.len()).collect()));
    let sentences = aligned.editions.iter().map(|(&lang, edition)| {
        let ids = edition.sentences().map(|s| s.id.clone());
        (lang, ids.collect::<Vec<_>>())
    });
    consistent(&alignment.sentences, &sentences.collect());
    sentences_stay_in_their_turns(aligned);
}

fn sentences_stay_in_their_turns(aligned: &Aligned) {
    let turn_of = |lang: Lang, id: &SentenceId| -> usize {
        let turns = &aligned.editions[&lang].turns;
        let holds = |turn: &hexapla::model::Turn| turn.sentences.iter().any(|s| s.id == *id);
        turns.iter().position(holds).expect("the turn of a sentence")
    };
    let groups = &aligned.alignment.turns.groups;
    let group = |lang: Lang, turn: usize| {
        groups
            .iter()
            .position(|g| g.members[&lang].contains(&turn))
            .expect("every turn stands in a group")
    };
    for group_of_sentences in &aligned.alignment.sentences.groups {
        let members = group_of_sentences.members.iter();
        let turns = members.flat_map(|(&l, ids)| ids.iter().map(move |id| group(l, turn_of(l, id))));
        assert!(
            turns.collect::<BTreeSet<_>>().len() <= 1,
            "{group_of_sentences:?}"
        );
    }
}

/// Every n-th bead of the gold that the alignment lacks.
fn missed(gold: &Aligned, found: &Aligned, every: usize) -> Vec<(Pair, Bead<SentenceId>)> {
    let known = |pair: Pair, bead: &Bead<SentenceId>| {
        let list = &found.alignment.sentences.pairs[&pair];
        list.iter()
            .any(|b| (&b.first, &b.second) == (&bead.first, &bead.second))
    };
    beads(&gold.alignment)
        .filter(|(pair, bead)| !known(*pair, bead))
        .step_by(every)
        .map(|(pair, bead)| (pair, bead.clone()))
        .collect()
}

#[test]
fn nothing_set_changes_nothing() {
    let gold = gold(SAMPLES[0]);
    let first = aligned(&gold, None);
    let second = aligned(&gold, Some(first.alignment.clone()));
    assert_eq!(first, second);
}

#[test]
fn what_was_set_is_kept_and_all_the_rest_stays_whole() {
    for sample in SAMPLES {
        let gold = gold(sample);
        let first = aligned(&gold, None);
        let missed = missed(&gold, &first, 2);
        let found = aligned(&gold, Some(set(&missed)));
        for (pair, bead) in &missed {
            let kept = Bead {
                manual: true,
                confidence: 1.0,
                ..bead.clone()
            };
            assert!(
                found.alignment.sentences.pairs[pair].contains(&kept),
                "{pair} {bead:?}"
            );
        }
        let manual = beads(&found.alignment).filter(|(_, bead)| bead.manual).count();
        assert_eq!(manual, missed.len(), "{sample}");
        all_consistent(&found);
        let (before, after) = (strict(&gold, &first), strict(&gold, &found));
        println!(
            "{sample}: strict F1 {before:.4}, with {} links set {after:.4}",
            missed.len()
        );
        assert!(after >= before, "{sample}: {before} {after}");
    }
}

#[test]
fn a_whole_gold_that_was_set_comes_out_again() {
    let gold = gold(SAMPLES[1]);
    let all: Vec<_> = beads(&gold.alignment).map(|(p, b)| (p, b.clone())).collect();
    let found = aligned(&gold, Some(set(&all)));
    assert!((strict(&gold, &found) - 1.0).abs() < 1e-12);
    assert!(beads(&found.alignment).all(|(_, bead)| bead.manual));
    // Links of pairs were set, not those over all editions.
    assert!(found.alignment.sentences.groups.iter().all(|group| !group.manual));
    all_consistent(&found);
    // And once more: what is set stays set.
    assert_eq!(aligned(&gold, Some(found.alignment.clone())), found);
}

#[test]
fn groups_that_were_set_bind_and_leave_their_pairs_finer() {
    let gold = gold(SAMPLES[2]);
    let first = aligned(&gold, None);
    // Everything is confirmed as it is: nothing changes but who says so.
    let mut earlier = first.alignment.clone();
    let groups = earlier.sentences.groups.iter_mut();
    groups.for_each(|group| group.manual = true);
    let confirmed = aligned(&gold, Some(earlier));
    assert!(
        confirmed
            .alignment
            .sentences
            .groups
            .iter()
            .all(|group| group.manual)
    );
    let links = |aligned: &Aligned| -> Vec<_> {
        let all = beads(&aligned.alignment);
        all.map(|(pair, bead)| (pair, bead.first.clone(), bead.second.clone()))
            .collect()
    };
    let (before, after) = (links(&first), links(&confirmed));
    let same = before.iter().filter(|link| after.contains(link)).count();
    println!("{same} of {} links of pairs as before", before.len());
    assert!(same * 100 >= before.len() * 98);
    all_consistent(&confirmed);

    // A group that takes a sentence from its neighbour; then it is let go again.
    let mut changed = first.alignment.clone();
    let groups = &mut changed.sentences.groups;
    let full = |group: &hexapla::model::Group<SentenceId>| group.members.values().all(|m| m.len() == 1);
    let k = (0..groups.len() - 1)
        .find(|&k| full(&groups[k]) && full(&groups[k + 1]))
        .expect("two neighbours of all editions");
    let taken = groups[k + 1].members[&Lang::FR].clone();
    groups[k]
        .members
        .get_mut(&Lang::FR)
        .expect("French")
        .extend(taken);
    groups[k].manual = true;
    groups[k + 1].members.insert(Lang::FR, Vec::new());
    let wanted = groups[k].members.clone();
    let found = aligned(&gold, Some(changed));
    let kept = found.alignment.sentences.groups.iter().find(|group| group.manual);
    assert_eq!(kept.map(|group| &group.members), Some(&wanted));
    assert!(beads(&found.alignment).all(|(_, bead)| !bead.manual));
    all_consistent(&found);
    let mut free = found.alignment.clone();
    let groups = free.sentences.groups.iter_mut();
    groups.for_each(|group| group.manual = false);
    assert_eq!(aligned(&gold, Some(free)), first);
}

#[test]
fn wrong_links_are_kept_too() {
    // A person who links the first sentence of one edition with the last of all others means it.
    let gold = gold(SAMPLES[2]);
    let ids = |lang: Lang| gold.editions[&lang].sentences().map(|s| s.id.clone());
    let first = ids(Lang::AR).next().expect("a sentence");
    let others = [Lang::EN, Lang::ES, Lang::FR, Lang::RU, Lang::ZH];
    let odd: Vec<_> = others
        .into_iter()
        .map(|lang| {
            let bead = Bead {
                first: vec![first.clone()],
                second: vec![ids(lang).last().expect("a sentence")],
                confidence: 1.0,
                manual: true,
            };
            (Pair::new(Lang::AR, lang), bead)
        })
        .collect();
    let found = aligned(&gold, Some(set(&odd)));
    for (pair, bead) in &odd {
        assert!(found.alignment.sentences.pairs[pair].contains(bead), "{pair}");
    }
    all_consistent(&found);
}

/// A briefing of one turn an edition.
fn one_turn(texts: &[(&str, &[&str])]) -> Aligned {
    let edition = |lang: &str, texts: &[&str]| {
        let sentences = (1..).zip(texts).map(|(k, text)| hexapla::model::Sentence {
            id: SentenceId(format!("{lang}.u1.s{k}")),
            text: (*text).to_owned(),
            paragraph: 0,
            line: 0,
        });
        let turn = hexapla::model::Turn {
            id: TurnId(format!("{lang}.u1")),
            role: hexapla::model::Role::Statement,
            label: String::new(),
            printed: String::new(),
            speaker: None,
            sentences: sentences.collect(),
        };
        Edition {
            turns: vec![turn],
            ..Edition::default()
        }
    };
    let editions = texts
        .iter()
        .map(|(lang, texts)| (lang.parse().expect("a code"), edition(lang, texts)))
        .collect();
    let mut briefing = gold(SAMPLES[0]);
    briefing.editions = editions;
    briefing
}

#[test]
fn one_link_puts_its_neighbours_right() {
    // Nothing tells which of the four the three are.
    let briefing = one_turn(&[
        ("en", &["Xxx xxx.", "Xxx xxx.", "Xxx xxx.", "Xxx xxx."]),
        ("fr", &["Yyy yyy.", "Yyy yyy.", "Yyy yyy."]),
    ]);
    let pair = Pair::new(Lang::EN, Lang::FR);
    let id = |text: &str| SentenceId(text.to_owned());
    for (second, alone) in [("en.u1.s2", "en.u1.s1"), ("en.u1.s1", "en.u1.s4")] {
        let bead = Bead {
            first: vec![id(second)],
            second: vec![id("fr.u1.s1")],
            confidence: 1.0,
            manual: true,
        };
        let gap = Bead {
            first: vec![id(alone)],
            second: Vec::new(),
            confidence: 1.0,
            manual: true,
        };
        let found = aligned(&briefing, Some(set(&[(pair, bead), (pair, gap)])));
        let linked: Vec<(String, String)> = found.alignment.sentences.pairs[&pair]
            .iter()
            .filter(|bead| !bead.second.is_empty())
            .map(|bead| (bead.first[0].to_string(), bead.second[0].to_string()))
            .collect();
        let shift = usize::from(alone == "en.u1.s1");
        let expected: Vec<(String, String)> = (1..=3)
            .map(|k| (format!("en.u1.s{}", k + shift), format!("fr.u1.s{k}")))
            .collect();
        assert_eq!(linked, expected);
    }
}

#[test]
fn links_that_contradict_each_other_are_named() {
    let sample = gold(SAMPLES[0]);
    let (pair, bead) = beads(&sample.alignment)
        .find(|(_, bead)| bead.first.len() == 2 && bead.second.len() == 1)
        .map(|(pair, bead)| (pair, bead.clone()))
        .expect("a merged sentence");
    let half = Bead {
        first: bead.first[..1].to_vec(),
        ..bead.clone()
    };
    let input = Input {
        info: sample.briefing.clone(),
        editions: sample.editions.clone(),
        earlier: Some(set(&[(pair, bead.clone()), (pair, half)])),
    };
    let found = align::contradictions(std::slice::from_ref(&input));
    assert_eq!(found.len(), 1);
    let text = found[0].to_string();
    let expected = format!("{} – {}", bead.first[0], bead.second[0]);
    assert!(
        text.contains(&expected) && text.contains(&pair.to_string()),
        "{text}"
    );
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let alignment = align::align(&[input], &languages, &outlets, AlignOptions::default());
    let kept = &alignment[0].sentences.pairs[&pair];
    assert!(kept.iter().any(|b| b.manual && b.first == bead.first));
}
