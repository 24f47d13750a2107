//! Where editions say another number or date than the others.
//!
//! *Problem.* Five editions say 80 and one says 18; but editions also leave
//! values out, say them twice, or say `both sides` where others say `two`.
//! *Choice.* Inside a group of sentences, the values of each two editions are
//! matched one to one, and a difference needs both halves of a contradiction: an
//! edition lacks what others say *and* says instead, unmatched, what contradicts it.
//!
//! ```text
//! en  27 engineers, 3 dams      zh  27, 3
//! ar  72 engineers, 3 dams      27 lacks in ar, 72 is matched nowhere: ar is odd
//! fr  the engineers, 3 dams     27 lacks in fr, nothing stands for it: no difference
//! ```
//!
//! *Rejected.* Reporting what only lacks: most of it is abridged, implied (an
//! Arabic dual, `双方`) or said in the next sentence, and a report full of
//! false alarms is not read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::agreement::{agree, contradict};
use super::facts::{Fact, Facts, Said};
use super::places::Places;
use super::strength::{Shape, convertible, say, shape, strength};
use crate::language::ValueKind;
use crate::model::{Alignment, Difference, DifferenceKind, Group, Lang, SentenceId};

/// The most values that a group of sentences may have to be compared: each is held against
/// all others, and what has more is a table.
const MOST: usize = 500;

/// Returns the differences in numbers and dates, in the order of the sentence groups.
pub(super) fn values(
    alignment: &Alignment,
    places: &Places<'_>,
    facts: &Facts<'_>,
    day: Option<Date>,
) -> Vec<Difference> {
    let boxes: Vec<Box> = alignment
        .sentences
        .groups
        .iter()
        .map(|group| Box::new(group, facts))
        .collect();
    let mut lone: BTreeMap<(usize, Lang), Vec<(usize, ValueKind)>> = BTreeMap::new();
    for (k, one) in boxes.iter().enumerate() {
        for fact in one.facts.iter().filter(|fact| fact.supporters.len() == 1) {
            if let Some(home) = places.home(facts.id(fact.fact.lang, fact.fact.sentence)) {
                let list = lone.entry((home, fact.fact.lang)).or_default();
                list.push((k, fact.fact.kind));
            }
        }
    }
    let mut out = Vec::new();
    for (k, (one, group)) in boxes.iter().zip(&alignment.sentences.groups).enumerate() {
        let elsewhere = |lang: Lang, kind: &ValueKind| {
            let list = places.home_of(group).and_then(|home| lone.get(&(home, lang)));
            list.is_some_and(|list| list.iter().any(|(at, other)| *at != k && agree(kind, other)))
        };
        let context = Context {
            facts,
            day,
            confidence: group.confidence,
        };
        out.extend(
            one.differences(&elsewhere)
                .into_iter()
                .map(|found| context.difference(&found)),
        );
    }
    out
}

/// A value with the editions that say the same.
struct Voiced<'a> {
    fact: &'a Fact,
    supporters: BTreeSet<Lang>,
    /// Those that say it by a value of the same kind.
    alike: BTreeSet<Lang>,
}

/// The values of a group of sentences.
struct Box<'a> {
    facts: Vec<Voiced<'a>>,
    editions: usize,
}

/// What one value says against others.
struct Found<'a> {
    norm: &'a Fact,
    majority: Vec<&'a Fact>,
    odd: Vec<&'a Fact>,
    /// Whether there is a majority at all.
    decided: bool,
    firm: bool,
}

impl<'a> Box<'a> {
    fn new(group: &Group<SentenceId>, facts: &'a Facts<'_>) -> Box<'a> {
        let mut lists: Vec<Vec<&Fact>> = Vec::new();
        for (&lang, ids) in &group.members {
            if !ids.is_empty() {
                let sentences = ids.iter().map(|id| facts.of(lang, facts.position(id)));
                lists.push(sentences.flatten().collect());
            }
        }
        let mut voiced = Vec::new();
        if lists.iter().map(Vec::len).sum::<usize>() > MOST {
            lists.iter_mut().for_each(Vec::clear);
        }
        for (k, list) in lists.iter().enumerate() {
            let others = lists.iter().enumerate().filter(|&(l, _)| l != k);
            let matches: Vec<Vec<Match>> = others.clone().map(|(_, other)| matched(list, other)).collect();
            let langs: Vec<Option<Lang>> = others.map(|(_, other)| other.first().map(|f| f.lang)).collect();
            for (n, fact) in list.iter().enumerate() {
                let with = |least: Match| -> BTreeSet<Lang> {
                    let some = langs
                        .iter()
                        .zip(&matches)
                        .filter(|(_, matched)| matched[n] >= least);
                    some.filter_map(|(lang, _)| *lang).chain([fact.lang]).collect()
                };
                let (supporters, alike) = (with(Match::Loose), with(Match::Alike));
                voiced.push(Voiced {
                    fact,
                    supporters,
                    alike,
                });
            }
        }
        Box {
            facts: voiced,
            editions: lists.len(),
        }
    }

    fn differences(&self, elsewhere: &impl Fn(Lang, &ValueKind) -> bool) -> Vec<Found<'a>> {
        let mut found: Vec<Found<'a>> = Vec::new();
        let mut used: BTreeSet<(Lang, usize, usize)> = BTreeSet::new();
        for norm in self.norms() {
            let mut odd: Vec<&'a Fact> = Vec::new();
            for lang in self.facts.iter().map(|v| v.fact.lang).collect::<BTreeSet<_>>() {
                if norm.supporters.contains(&lang) || self.says(lang, &norm.fact.kind) {
                    continue;
                }
                if elsewhere(lang, &norm.fact.kind) {
                    continue;
                }
                let rival = self.facts.iter().find(|v| {
                    v.fact.lang == lang
                        && !used.contains(&place(v.fact))
                        && self.rivals(norm, v)
                        && !norm.supporters.iter().any(|&l| elsewhere(l, &v.fact.kind))
                });
                odd.extend(rival.map(|v| v.fact));
            }
            let majority = self.voices(norm);
            if odd.is_empty() || majority.iter().any(|fact| used.contains(&place(fact))) {
                continue;
            }
            let decided = majority.len() > odd.len();
            if !(decided || self.plain() && odd.len() == 1) {
                continue;
            }
            used.extend(majority.iter().chain(&odd).map(|fact| place(fact)));
            let firm = strength(norm.fact).is_firm() && odd.iter().all(|fact| strength(fact).is_firm());
            found.push(Found {
                norm: norm.fact,
                majority,
                odd,
                decided,
                firm,
            });
        }
        found
    }

    /// The values that may be the norm, those that most editions say first.
    fn norms(&self) -> Vec<&Voiced<'a>> {
        let mut norms: Vec<&Voiced<'a>> = self.facts.iter().collect();
        norms.sort_by_key(|v| std::cmp::Reverse((v.alike.len(), v.supporters.len())));
        norms
    }

    /// Whether a value may stand in one edition for what the norm is in others.
    fn rivals(&self, norm: &Voiced<'_>, other: &Voiced<'_>) -> bool {
        contradict(&norm.fact.kind, &other.fact.kind)
            && !convertible(norm.fact, other.fact)
            && norm.supporters.is_disjoint(&other.alike)
            && norm.supporters.len() >= other.alike.len()
            && norm.alike.len() >= strength(norm.fact).voices().max(strength(other.fact).voices())
            && shape(norm.fact) == shape(other.fact)
    }

    /// Whether an edition says a value at all in the group.
    fn says(&self, lang: Lang, kind: &ValueKind) -> bool {
        let mut own = self.facts.iter().filter(|v| v.fact.lang == lang);
        own.any(|v| agree(&v.fact.kind, kind))
    }

    /// One fact of each edition that says the norm.
    fn voices(&self, norm: &Voiced<'a>) -> Vec<&'a Fact> {
        let voice = |lang: &Lang| {
            let own = self.facts.iter().filter(|v| v.fact.lang == *lang);
            let mut same: Vec<&Fact> = own
                .map(|v| v.fact)
                .filter(|f| agree(&f.kind, &norm.fact.kind))
                .collect();
            same.sort_by_key(|fact| !alike(fact, norm.fact));
            same.first().copied()
        };
        norm.supporters.iter().filter_map(voice).collect()
    }

    /// Whether a contradiction between two editions can be trusted without a third: each
    /// has one value that the other lacks, no more.
    fn plain(&self) -> bool {
        let lone = self.facts.iter().filter(|v| v.supporters.len() == 1);
        let mut langs: Vec<Lang> = lone.map(|v| v.fact.lang).collect();
        langs.sort_unstable();
        self.editions == 2 && langs.len() == 2 && langs[0] != langs[1]
    }
}

fn place(fact: &Fact) -> (Lang, usize, usize) {
    (fact.lang, fact.sentence, fact.span.start)
}

/// Whether two values are of the same kind.
fn alike(a: &Fact, b: &Fact) -> bool {
    std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
}

/// How a value of one edition is matched in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    None,
    /// By a value that may say the same.
    Loose,
    /// By a value of the same kind.
    Alike,
}

/// How the values of one edition are matched one to one in another, those of the same kind
/// first.
fn matched(list: &[&Fact], other: &[&Fact]) -> Vec<Match> {
    let mut taken = vec![false; other.len()];
    let mut out = vec![Match::None; list.len()];
    for way in [Match::Alike, Match::Loose] {
        for (k, fact) in list.iter().enumerate() {
            if out[k] != Match::None {
                continue;
            }
            let free = (0..other.len()).find(|&l| {
                let fits = agree(&fact.kind, &other[l].kind);
                !taken[l] && fits && (way == Match::Loose || alike(fact, other[l]))
            });
            if let Some(l) = free {
                (taken[l], out[k]) = (true, way);
            }
        }
    }
    out
}

/// What a difference is made with.
struct Context<'a> {
    facts: &'a Facts<'a>,
    day: Option<Date>,
    confidence: f64,
}

impl Context<'_> {
    fn difference(&self, found: &Found<'_>) -> Difference {
        let all = || found.majority.iter().chain(&found.odd);
        let mut odd: Vec<Lang> = found.odd.iter().map(|fact| fact.lang).collect();
        if !found.decided {
            odd.extend(found.majority.iter().map(|fact| fact.lang));
        }
        let kind = kind(&found.norm.kind, all().map(|fact| shape(fact)));
        let said: Vec<Said<'_>> = all()
            .map(|fact| Said {
                lang: fact.lang,
                sentence: fact.sentence,
                span: &fact.span,
                value: say(&fact.kind, self.day),
            })
            .collect();
        self.facts.difference(kind, odd, &said, self.confidence(found))
    }

    /// The more editions agree on the norm, the surer it is that the odd one is odd.
    fn confidence(&self, found: &Found<'_>) -> f64 {
        let votes = match (found.decided, found.majority.len()) {
            (false, _) => 0.6,
            (true, 2) => 0.85,
            (true, 3) => 0.92,
            (true, _) => 0.97,
        };
        let firm = if found.firm { 1.0 } else { 0.85 };
        votes * firm * (0.85 + 0.15 * self.confidence)
    }
}

/// A number that looks like a year in all editions is a date.
fn kind(value: &ValueKind, mut shapes: impl Iterator<Item = Shape>) -> DifferenceKind {
    match value {
        ValueKind::Number(_) if shapes.all(|shape| shape == Shape::Year) => DifferenceKind::Date,
        ValueKind::Number(_) | ValueKind::Percent(_) | ValueKind::Ordinal(_) | ValueKind::Fraction(..) => {
            DifferenceKind::Number
        }
        _ => DifferenceKind::Date,
    }
}
