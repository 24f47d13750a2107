//! Briefings that no page would give: any structure, any text.

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use jiff::civil::date;

use crate::model::{
    Alignment, Bead, BriefingInfo, Difference, DifferenceKind, DifferenceLevel, Edition, Group, Level, Mark,
    Pair, Paratext, ParatextKind, Provenance, Role, Sentence, SentenceId, Turn, TurnId,
};

use crate::write::tei::{Availability, Change, Meta, Responsible};

use super::*;

/// Text as pages give it: without runs of white space and none at the ends.
pub(super) fn hard_text(u: &mut Unstructured) -> Result<String> {
    let text = tei::tests::hard_text(u)?;
    Ok(document::collapsed(text.chars()))
}

pub(super) fn options(u: &mut Unstructured) -> Result<TeiOptions> {
    Ok(TeiOptions {
        source: *u.choose(&[None, Some(Lang::EN), Some(Lang::ZH), Some(Lang::RU)])?,
        generated: u.arbitrary::<bool>()?.then(|| date(2026, 1, 31)),
        combined: u.ratio(1, 2)?,
        meta: meta(u)?,
    })
}

/// A text or none.
fn some(u: &mut Unstructured) -> Result<Option<String>> {
    u.arbitrary::<bool>()?.then(|| hard_text(u)).transpose()
}

fn address(u: &mut Unstructured) -> Result<Option<String>> {
    Ok(u.arbitrary::<bool>()?
        .then(|| "https://example.org/l?a=1&b=2".to_owned()))
}

fn list(u: &mut Unstructured) -> Result<Vec<String>> {
    (0..u.int_in_range(0..=2)?).map(|_| hard_text(u)).collect()
}

fn meta(u: &mut Unstructured) -> Result<Meta> {
    let states = [
        Availability::Free,
        Availability::Restricted,
        Availability::Unknown,
    ];
    let mut meta = Meta {
        title: hard_text(u)?,
        edition: hard_text(u)?,
        publisher: hard_text(u)?,
        contact: some(u)?,
        identifiers: list(u)?,
        licence: hard_text(u)?,
        licence_url: address(u)?,
        availability: u
            .arbitrary::<bool>()?
            .then(|| u.choose(&states).copied())
            .transpose()?,
        project: some(u)?,
        funders: list(u)?,
        ..Meta::default()
    };
    meta.setting.city = some(u)?;
    meta.setting.institution = some(u)?;
    for what in list(u)? {
        let when = u.arbitrary::<bool>()?.then(|| date(2025, 6, 1));
        meta.changes.push(Change { when, what });
    }
    for name in list(u)? {
        meta.responsible.push(Responsible {
            name,
            did: hard_text(u)?,
            url: address(u)?,
        });
    }
    if u.arbitrary()? {
        meta.titles.insert(Lang::ZH, hard_text(u)?);
    }
    Ok(meta)
}

pub(super) fn generated(u: &mut Unstructured, id: &str) -> Result<Aligned> {
    let mut editions = BTreeMap::new();
    for lang in [Lang::AR, Lang::EN, Lang::ZH] {
        if editions.is_empty() || u.ratio(3, 4)? {
            editions.insert(lang, edition(u, lang)?);
        }
    }
    let exchanges = level(u, &editions, |_, e| (0..e.exchanges().len()).collect())?;
    let turns = level(u, &editions, |_, e| (0..e.turns.len()).collect())?;
    let sentences = level(u, &editions, |_, e| e.sentences().map(|s| s.id.clone()).collect())?;
    Ok(Aligned {
        hexapla: (*u.choose(&["0.1.0", "1.2.0-beta.3"])?).to_owned(),
        briefing: BriefingInfo {
            id: id.to_owned(),
            date: u.ratio(3, 4)?.then(|| date(2025, 5, 14)),
        },
        differences: differences(u, &editions)?,
        editions,
        alignment: Alignment {
            exchanges,
            turns,
            sentences,
        },
    })
}

fn edition(u: &mut Unstructured, lang: Lang) -> Result<Edition> {
    let mut edition = Edition {
        source: hard_text(u)?,
        encoding: hard_text(u)?,
        title: u.arbitrary::<bool>()?.then(|| hard_text(u)).transpose()?,
        date: u.arbitrary::<bool>()?.then(|| date(2025, 5, 13)),
        provenance: Provenance {
            url: some(u)?,
            accessed: u.arbitrary::<bool>()?.then(|| date(2025, 7, 1)),
            licence: some(u)?,
            licence_url: address(u)?,
            publisher: some(u)?,
        },
        ..Edition::default()
    };
    for k in 1..=u.int_in_range(0..=4)? {
        edition.turns.push(turn(u, lang, k)?);
    }
    let kinds = [
        ParatextKind::Title,
        ParatextKind::Navigation,
        ParatextKind::Footer,
        ParatextKind::Other,
    ];
    for _ in 0..u.int_in_range(0..=4)? {
        edition.paratext.push(Paratext {
            kind: *u.choose(&kinds)?,
            text: hard_text(u)?,
            line: u.int_in_range(0..=9)?,
            after: u.int_in_range(0..=6)?,
        });
    }
    Ok(edition)
}

fn turn(u: &mut Unstructured, lang: Lang, k: usize) -> Result<Turn> {
    let speakers = ["org.afp", "person.nadia-keller", "chair", "毛宁", "7.x"];
    // Identifiers need not be numbered in order, nor say where they stand.
    let id = if u.ratio(3, 4)? {
        format!("{lang}.u{k}")
    } else {
        format!("{lang}.u{k}-b")
    };
    let mut turn = Turn {
        role: *u.choose(&[Role::Question, Role::Answer, Role::Statement])?,
        label: hard_text(u)?,
        printed: hard_text(u)?,
        speaker: u
            .arbitrary::<bool>()?
            .then(|| u.choose(&speakers).map(|who| (*who).to_owned()))
            .transpose()?,
        sentences: Vec::new(),
        id: TurnId(id),
    };
    if u.ratio(1, 3)? {
        turn.printed = format!("{}：", turn.label);
    }
    let mut paragraph = 0;
    for n in 1..=u.int_in_range(0..=4)? {
        paragraph += u.int_in_range(0..=2)?;
        turn.sentences.push(Sentence {
            id: SentenceId(format!("{}.s{n}", turn.id)),
            text: hard_text(u)?,
            paragraph,
            line: u.int_in_range(0..=9)?,
        });
    }
    Ok(turn)
}

fn level<T: Clone>(
    u: &mut Unstructured,
    editions: &BTreeMap<Lang, Edition>,
    members: impl Fn(Lang, &Edition) -> Vec<T>,
) -> Result<Level<T>> {
    let all: Vec<(Lang, Vec<T>)> = editions.iter().map(|(&l, e)| (l, members(l, e))).collect();
    let mut level = Level::default();
    for members in links(u, &all)? {
        level.groups.push(Group {
            members,
            confidence: confidence(u)?,
            manual: u.arbitrary()?,
        });
    }
    for (k, first) in all.iter().enumerate() {
        for second in &all[k + 1..] {
            let mut beads = Vec::new();
            for mut link in links(u, &[first.clone(), second.clone()])? {
                beads.push(Bead {
                    first: link.remove(&first.0).unwrap_or_default(),
                    second: link.remove(&second.0).unwrap_or_default(),
                    confidence: confidence(u)?,
                    manual: u.arbitrary()?,
                });
            }
            level.pairs.insert(Pair::new(first.0, second.0), beads);
        }
    }
    Ok(level)
}

/// Parts the members of editions into links, some of one edition alone, in any order.
fn links<T: Clone>(u: &mut Unstructured, all: &[(Lang, Vec<T>)]) -> Result<Vec<BTreeMap<Lang, Vec<T>>>> {
    let mut links: Vec<BTreeMap<Lang, Vec<T>>> = vec![BTreeMap::new(); u.int_in_range(0..=4)?];
    if links.is_empty() {
        return Ok(links);
    }
    for (lang, members) in all {
        for member in members {
            let k = u.choose_index(links.len())?;
            links[k].entry(*lang).or_default().push(member.clone());
        }
    }
    Ok(links)
}

fn confidence(u: &mut Unstructured) -> Result<f64> {
    Ok(f64::from(u.int_in_range(0..=20_000)?) / 20_000.0)
}

fn differences(u: &mut Unstructured, editions: &BTreeMap<Lang, Edition>) -> Result<Vec<Difference>> {
    let mut out = Vec::new();
    let langs: Vec<Lang> = editions.keys().copied().collect();
    for _ in 0..u.int_in_range(0..=2)? {
        let mut difference = Difference {
            kind: *u.choose(&DifferenceKind::ALL)?,
            level: *u.choose(&[
                DifferenceLevel::Exchange,
                DifferenceLevel::Turn,
                DifferenceLevel::Sentence,
            ])?,
            odd: langs.iter().take(u.int_in_range(0..=2)?).copied().collect(),
            at: BTreeMap::new(),
            values: BTreeMap::new(),
            marks: BTreeMap::new(),
            confidence: confidence(u)?,
        };
        for (&lang, edition) in editions {
            let ids = edition.turns.iter().map(|t| t.id.0.clone());
            let ids = ids.chain(edition.sentences().map(|s| s.id.0.clone()));
            let some = ids.filter(|_| u.ratio(1, 4).unwrap_or(false));
            difference.at.insert(lang, some.collect());
            if u.arbitrary()? {
                difference.values.insert(lang, hard_text(u)?);
            }
            for sentence in edition.sentences() {
                let length = sentence.text.chars().count();
                let start = u.int_in_range(0..=length)?;
                let mark = Mark {
                    sentence: sentence.id.clone(),
                    start,
                    end: u.int_in_range(start..=length)?,
                };
                difference.marks.entry(lang).or_default().push(mark);
            }
        }
        out.push(difference);
    }
    Ok(out)
}
