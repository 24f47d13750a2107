//! Alignments in JSON.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::super::error::ScoreError;
use super::super::links::{Link, Links, Member};
use super::Scale;
use super::origins;
use crate::model::{Lang, Pair};

/// A document by the identifier of its briefing, where it has one.
type Found = (Option<String>, Links);

/// Reads all objects of a file.
pub(super) fn documents(path: &Path, text: &str, scale: Scale) -> Result<Vec<Found>, ScoreError> {
    let mut found = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let value = value.map_err(|error| ScoreError::file(path, format!("the JSON is broken: {error}")))?;
        let id = value["briefing"]["id"].as_str().map(str::to_owned);
        let place = |fault: Fault| ScoreError::at(path, &fault.place, fault.message);
        found.push((id, links(value, scale).map_err(place)?));
    }
    Ok(found)
}

/// What is wrong with an object, and where.
pub(super) struct Fault {
    place: String,
    message: String,
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, message: impl Into<String>) -> Fault {
        Fault {
            place: place.into(),
            message: message.into(),
        }
    }
}

fn links(value: Value, scale: Scale) -> Result<Links, Fault> {
    if value.get("langs").is_some() {
        return origins::links(value, scale);
    }
    let key = scale.key();
    let has_beads = |value: &Value| value.get("pairs").is_some() || value.get("groups").is_some();
    let (mut level, place) = match value {
        Value::Object(mut all) => match all.remove(key) {
            Some(Value::Object(level)) => (level, format!("{key}.")),
            _ => (all, String::new()),
        },
        _ => (Map::new(), String::new()),
    };
    if let Some(pairs) = level.remove("pairs") {
        return by_pair(pairs, &format!("{place}pairs"));
    }
    if let Some(groups) = level.remove("groups") {
        return by_group(groups, &format!("{place}groups"));
    }
    let other = ["exchanges", "turns", "sentences"]
        .into_iter()
        .find(|key| level.get(*key).is_some_and(has_beads));
    Err(match other {
        Some(other) => Fault::new(
            "",
            format!("no `{key}`: it has `{other}`, score at another --level"),
        ),
        None => Fault::new(
            "",
            "neither `pairs` nor `groups` nor `langs`: expected the JSON of `align` or `lines`, \
             or a gold with the origins of its sentences",
        ),
    })
}

/// `[[…], […], confidence, "manual"]`, the last two may be missing.
#[derive(Deserialize)]
struct RawBead(
    Vec<Member>,
    Vec<Member>,
    #[serde(default)] Option<f64>,
    #[serde(default)] IgnoredAny,
);

fn by_pair(pairs: Value, place: &str) -> Result<Links, Fault> {
    let pairs: BTreeMap<String, Value> = read(
        pairs,
        place,
        "language pairs such as {\"en-zh\": [[[0], [0, 1], 0.9]]}",
    )?;
    let mut links = Links::default();
    for (key, beads) in pairs {
        let place = format!("{place}.{key}");
        let (a, b) = pair_of(&key).map_err(|message| Fault::new(&place, message))?;
        let beads: Vec<Value> = read(beads, &place, "a list of beads")?;
        let list = links.pairs.entry(Pair::new(a, b)).or_default();
        for (k, bead) in beads.into_iter().enumerate() {
            let place = format!("{place}, bead {}", k + 1);
            let RawBead(first, second, confidence, _) =
                read(bead, &place, "a bead such as [[0], [0, 1], 0.9]")?;
            let confidence = checked(confidence, &place)?;
            list.push(if a < b {
                Link::new(first, second, confidence)
            } else {
                Link::new(second, first, confidence)
            });
        }
    }
    Ok(links)
}

/// Parses `en-zh`, in any order.
pub(crate) fn pair_of(text: &str) -> Result<(Lang, Lang), String> {
    let fault = || format!("`{text}` is no language pair: expected two codes such as `en-zh`");
    let (a, b) = text.split_once('-').ok_or_else(fault)?;
    match (a.parse::<Lang>(), b.parse::<Lang>()) {
        (Ok(a), Ok(b)) if a != b => Ok((a, b)),
        _ => Err(fault()),
    }
}

/// `{"members": {lang: […]}, "confidence": 0.9}`, or the members alone.
#[derive(Deserialize)]
#[serde(untagged, expecting = "members by language")]
enum RawGroup {
    Whole {
        members: BTreeMap<Lang, Vec<Member>>,
        #[serde(default)]
        confidence: Option<f64>,
    },
    Members(BTreeMap<Lang, Vec<Member>>),
}

fn by_group(groups: Value, place: &str) -> Result<Links, Fault> {
    let groups: Vec<Value> = read(groups, place, "a list of groups")?;
    let mut all = Vec::with_capacity(groups.len());
    for (k, group) in groups.into_iter().enumerate() {
        let place = format!("{place}, group {}", k + 1);
        all.push(
            match read(group, &place, "a group such as {\"en\": [0], \"zh\": [0, 1]}")? {
                RawGroup::Whole { members, confidence } => (members, checked(confidence, &place)?),
                RawGroup::Members(members) => (members, None),
            },
        );
    }
    Ok(Links::from_groups(&all))
}

fn checked(confidence: Option<f64>, place: &str) -> Result<Option<f64>, Fault> {
    match confidence {
        Some(c) if !(0.0..=1.0).contains(&c) => Err(Fault::new(
            place,
            format!("the confidence {c} is not between 0 and 1: leave it away where it is something else"),
        )),
        _ => Ok(confidence),
    }
}

/// Takes the shape out of a value, or says what was expected there.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    value: Value,
    place: &str,
    expected: &str,
) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|error| Fault::new(place, format!("expected {expected} ({error})")))
}
