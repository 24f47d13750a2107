//! Briefings that nobody would write, but that the model allows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use hexapla::model::{
    Aligned, Alignment, Bead, BriefingInfo, Difference, DifferenceKind, DifferenceLevel, Edition, Group,
    Lang, Level, Mark, Pair, Paratext, ParatextKind, Provenance, Role, Sentence, SentenceId, Turn, TurnId,
};
use hexapla::write::tei::{Availability, Change, Meta, Responsible, Setting, TeiOptions};
use jiff::civil::{Date, date};

use crate::parallel::Random;

/// What XML, scripts, pointers and editors make hard.
static HARD: LazyLock<Vec<String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/hard.json")).expect("a list of texts"));

/// Returns enough bytes for a briefing, the same for the same number.
pub(crate) fn bytes(seed: u64) -> Vec<u8> {
    let mut random = Random(seed.wrapping_add(1));
    (0..4096).flat_map(|_| random.next().to_le_bytes()).collect()
}

fn text(u: &mut Unstructured) -> Result<String> {
    let n = u.int_in_range(0..=8)?;
    (0..n).map(|_| u.choose(&HARD[..]).map(String::as_str)).collect()
}

fn maybe<T>(u: &mut Unstructured, make: impl FnOnce(&mut Unstructured) -> Result<T>) -> Result<Option<T>> {
    u.arbitrary::<bool>()?.then(|| make(u)).transpose()
}

fn day(u: &mut Unstructured) -> Result<Date> {
    Ok(date(
        u.int_in_range(1990..=2030)?,
        u.int_in_range(1..=12)?,
        u.int_in_range(1..=28)?,
    ))
}

fn sure(u: &mut Unstructured) -> Result<f64> {
    Ok(f64::from(u.int_in_range(0_u32..=10_000)?) / 10_000.0)
}

/// Returns a briefing with the identifier `id`.
pub(crate) fn briefing(u: &mut Unstructured, id: &str) -> Result<Aligned> {
    let all = ["ar", "en", "es", "fr", "ru", "zh", "qq"].map(|code| code.parse::<Lang>().expect("a code"));
    let n = u.int_in_range(1..=4)?;
    let mut editions = BTreeMap::new();
    for _ in 0..n {
        let lang = *u.choose(&all)?;
        editions.insert(lang, edition(u, lang)?);
    }
    let alignment = Alignment {
        exchanges: level(u, &members(&editions, |e| (0..e.exchanges().len()).collect()))?,
        turns: level(u, &members(&editions, |e| (0..e.turns.len()).collect()))?,
        sentences: level(
            u,
            &members(&editions, |e| e.sentences().map(|s| s.id.clone()).collect()),
        )?,
    };
    let k = u.int_in_range(0..=4)?;
    let differences = (0..k).map(|_| difference(u, &editions)).collect::<Result<_>>()?;
    Ok(Aligned {
        hexapla: u.choose(&["0.1.0", "1.2.0-beta.3", ""])?.to_string(),
        briefing: BriefingInfo {
            id: id.to_owned(),
            date: maybe(u, day)?,
        },
        editions,
        alignment,
        differences,
    })
}

fn edition(u: &mut Unstructured, lang: Lang) -> Result<Edition> {
    let n = u.int_in_range(0..=5)?;
    let turns = (1..=n).map(|k| turn(u, lang, k)).collect::<Result<Vec<_>>>()?;
    let pieces = u.int_in_range(0..=4)?;
    let mut paratext = Vec::new();
    for _ in 0..pieces {
        paratext.push(Paratext {
            kind: *u.choose(&[
                ParatextKind::Title,
                ParatextKind::Heading,
                ParatextKind::Other,
                ParatextKind::Footer,
            ])?,
            text: text(u)?,
            line: 0,
            after: u.int_in_range(0..=n)?,
        });
    }
    Ok(Edition {
        source: text(u)?,
        encoding: text(u)?,
        title: maybe(u, text)?,
        date: maybe(u, day)?,
        provenance: Provenance {
            url: maybe(u, text)?,
            accessed: maybe(u, day)?,
            licence: maybe(u, text)?,
            licence_url: maybe(u, text)?,
            publisher: maybe(u, text)?,
        },
        turns,
        paratext,
    })
}

fn turn(u: &mut Unstructured, lang: Lang, number: usize) -> Result<Turn> {
    let label = text(u)?;
    let printed = match u.int_in_range(0..=3)? {
        0 => label.clone(),
        1 => format!("{}{label}{}", text(u)?, text(u)?),
        _ => text(u)?,
    };
    let n = u.int_in_range(0..=4)?;
    let mut paragraph = 0;
    let mut sentences = Vec::new();
    for k in 1..=n {
        paragraph += usize::from(k > 1 && u.arbitrary()?);
        sentences.push(Sentence {
            id: SentenceId(format!("{lang}.u{number}.s{k}")),
            text: text(u)?,
            paragraph,
            line: 0,
        });
    }
    Ok(Turn {
        id: TurnId(format!("{lang}.u{number}")),
        role: *u.choose(&[Role::Question, Role::Answer, Role::Statement])?,
        label,
        printed,
        speaker: maybe(u, |u| match u.int_in_range(0..=2)? {
            0 => Ok("org.afp".to_owned()),
            1 => Ok("person.nadia-keller".to_owned()),
            _ => text(u),
        })?,
        sentences,
    })
}

type Members<T> = BTreeMap<Lang, Vec<T>>;

fn members<T>(editions: &BTreeMap<Lang, Edition>, of: impl Fn(&Edition) -> Vec<T>) -> Members<T> {
    editions
        .iter()
        .map(|(&lang, edition)| (lang, of(edition)))
        .collect()
}

/// Puts members into links at random, each into one over all editions and one of each pair.
fn level<T: Clone>(u: &mut Unstructured, all: &Members<T>) -> Result<Level<T>> {
    let groups = split(u, all)?
        .into_iter()
        .map(|(members, confidence, manual)| Group {
            members,
            confidence,
            manual,
        });
    let groups = groups.collect();
    let mut pairs = BTreeMap::new();
    let langs: Vec<Lang> = all.keys().copied().collect();
    for (k, &first) in langs.iter().enumerate() {
        for &second in &langs[k + 1..] {
            let two = [first, second].map(|lang| (lang, all[&lang].clone())).into();
            let beads = split(u, &two)?
                .into_iter()
                .map(|(mut members, confidence, manual)| Bead {
                    first: members.remove(&first).unwrap_or_default(),
                    second: members.remove(&second).unwrap_or_default(),
                    confidence,
                    manual,
                });
            pairs.insert(Pair::new(first, second), beads.collect());
        }
    }
    Ok(Level { groups, pairs })
}

fn split<T: Clone>(u: &mut Unstructured, all: &Members<T>) -> Result<Vec<(Members<T>, f64, bool)>> {
    let n = u.int_in_range(1..=6)?;
    let empty: Members<T> = all.keys().map(|&lang| (lang, Vec::new())).collect();
    let mut links = vec![empty; n];
    for (lang, list) in all {
        for member in list {
            let place = u.choose_index(n)?;
            links[place]
                .get_mut(lang)
                .expect("an edition")
                .push(member.clone());
        }
    }
    links.retain(|link| link.values().any(|list| !list.is_empty()));
    links
        .into_iter()
        .map(|link| Ok((link, sure(u)?, u.arbitrary()?)))
        .collect()
}

fn difference(u: &mut Unstructured, editions: &BTreeMap<Lang, Edition>) -> Result<Difference> {
    let level = *u.choose(&[
        DifferenceLevel::Exchange,
        DifferenceLevel::Turn,
        DifferenceLevel::Sentence,
    ])?;
    let mut found = Difference {
        kind: *u.choose(&DifferenceKind::ALL)?,
        level,
        odd: Vec::new(),
        at: BTreeMap::new(),
        values: BTreeMap::new(),
        marks: BTreeMap::new(),
        confidence: sure(u)?,
    };
    for (&lang, edition) in editions {
        if u.arbitrary()? {
            found.odd.push(lang);
        }
        if let Some(value) = maybe(u, text)? {
            found.values.insert(lang, value);
        }
        let ids: Vec<String> = match level {
            DifferenceLevel::Sentence => edition.sentences().map(|s| s.id.0.clone()).collect(),
            _ => edition.turns.iter().map(|t| t.id.0.clone()).collect(),
        };
        if !ids.is_empty() && u.arbitrary()? {
            found.at.insert(lang, vec![u.choose(&ids)?.clone()]);
        }
        let sentences: Vec<&Sentence> = edition.sentences().collect();
        if !sentences.is_empty() && u.arbitrary()? {
            let sentence = u.choose(&sentences)?;
            let length = sentence.text.chars().count();
            let start = u.int_in_range(0..=length)?;
            let end = u.int_in_range(start..=length)?;
            let sentence = sentence.id.clone();
            found.marks.insert(lang, vec![Mark { sentence, start, end }]);
        }
    }
    Ok(found)
}

/// Returns options with any metadata.
pub(crate) fn options(u: &mut Unstructured) -> Result<TeiOptions> {
    Ok(TeiOptions {
        generated: maybe(u, day)?,
        source: maybe(u, |u| u.choose(&[Lang::EN, Lang::ZH]).copied())?,
        combined: true,
        meta: meta(u)?,
    })
}

fn meta(u: &mut Unstructured) -> Result<Meta> {
    Ok(Meta {
        title: text(u)?,
        titles: maybe(u, |u| Ok([(Lang::AR, text(u)?)].into()))?.unwrap_or_default(),
        edition: text(u)?,
        publisher: text(u)?,
        contact: maybe(u, text)?,
        identifiers: maybe(u, |u| Ok(vec![text(u)?]))?.unwrap_or_default(),
        licence: text(u)?,
        licence_url: maybe(u, text)?,
        availability: maybe(u, |u| {
            u.choose(&[
                Availability::Free,
                Availability::Restricted,
                Availability::Unknown,
            ])
            .copied()
        })?,
        project: maybe(u, text)?,
        responsible: maybe(u, |u| {
            Ok(vec![Responsible {
                name: text(u)?,
                did: text(u)?,
                url: maybe(u, text)?,
            }])
        })?
        .unwrap_or_default(),
        funders: maybe(u, |u| Ok(vec![text(u)?]))?.unwrap_or_default(),
        setting: Setting {
            institution: maybe(u, text)?,
            city: maybe(u, text)?,
            country: maybe(u, text)?,
        },
        changes: maybe(u, |u| {
            Ok(vec![Change {
                when: maybe(u, day)?,
                what: text(u)?,
            }])
        })?
        .unwrap_or_default(),
    })
}

/// Makes a briefing and options fit for ParlaMint: what it demands is there, the rest as it was.
pub(crate) fn for_parlamint(aligned: &mut Aligned, options: &mut TeiOptions) {
    const LICENCE: &str = "http://creativecommons.org/licenses/by/4.0/";
    options.meta.licence_url = Some(LICENCE.to_owned());
    options.meta.identifiers = vec!["https://example.org/corpus".to_owned()];
    aligned.briefing.date.get_or_insert(date(2025, 5, 14));
    for (lang, edition) in &mut aligned.editions {
        edition.provenance.url = Some(format!("https://example.org/{lang}?a=1&b=2"));
        if edition.turns.is_empty() {
            edition.turns.push(Turn {
                id: TurnId(format!("{lang}.u1")),
                role: Role::Answer,
                label: String::new(),
                printed: String::new(),
                speaker: None,
                sentences: Vec::new(),
            });
        }
        let turn = &mut edition.turns[0];
        match turn.sentences.first_mut() {
            Some(sentence) => sentence.text.push('.'),
            None => turn.sentences.push(Sentence {
                id: SentenceId(format!("{}.s1", turn.id)),
                text: "Yes.".to_owned(),
                paragraph: 0,
                line: 0,
            }),
        }
    }
}
