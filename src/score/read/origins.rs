//! Gold standards that say which originals every segment renders.
//!
//! ```json
//! {"langs": ["en", "zh"],
//!  "sentences": {"en": [{"origin": [0]}, {"origin": [1]}], "zh": [{"origin": [0, 1]}]},
//!  "turns": {"en": [[0, "q"], [0, "a"]], "zh": [[0, "q"], [0, "a"]]}}
//! ```
//!
//! The origin of a turn is its exchange with its role. An exchange is a question
//! turn with everything up to the next, so its origins are the exchanges of its
//! turns: where an edition lost a question, the answer that stays behind belongs to
//! the exchange before it, and the gold says so.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::super::links::Links;
use super::Scale;
use super::json::{Fault, read};
use crate::model::Lang;

#[derive(Deserialize)]
struct Gold {
    langs: Vec<Lang>,
    #[serde(default)]
    sentences: BTreeMap<Lang, Vec<Sentence>>,
    #[serde(default)]
    turns: BTreeMap<Lang, Vec<(Origin, String)>>,
}

#[derive(Deserialize)]
struct Sentence {
    origin: Vec<Origin>,
}

/// The name of an original.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged, expecting = "expected a number or a text as origin")]
enum Origin {
    Number(i64),
    Text(String),
    /// A turn: its exchange and its role.
    #[serde(skip)]
    Turn(Box<Origin>, String),
}

pub(super) fn links(value: Value, scale: Scale) -> Result<Links, Fault> {
    let gold: Gold = read(
        value,
        "",
        "a gold with `langs`, `sentences` and `turns`, the sentences with `origin`",
    )?;
    let mut numbers: BTreeMap<Origin, usize> = BTreeMap::new();
    let mut editions = BTreeMap::new();
    for &lang in &gold.langs {
        let segments = segments(&gold, lang, scale);
        if segments.is_empty() {
            let level = scale.as_str();
            return Err(Fault::new(
                "",
                format!("no gold at the level of the {level} for `{lang}`: score at another --level"),
            ));
        }
        let mut number = |origin: Origin| {
            let next = numbers.len();
            *numbers.entry(origin).or_insert(next)
        };
        let segments: Vec<Vec<usize>> = segments
            .into_iter()
            .map(|origins| origins.into_iter().map(&mut number).collect())
            .collect();
        editions.insert(lang, segments);
    }
    Ok(Links::from_origins(&editions))
}

/// The origins of every segment of an edition.
fn segments(gold: &Gold, lang: Lang, scale: Scale) -> Vec<Vec<Origin>> {
    let turns = gold.turns.get(&lang).into_iter().flatten();
    match scale {
        Scale::Sentence => {
            let sentences = gold.sentences.get(&lang).into_iter().flatten();
            sentences.map(|sentence| sentence.origin.clone()).collect()
        }
        Scale::Turn => turns
            .map(|(exchange, role)| vec![Origin::Turn(Box::new(exchange.clone()), role.clone())])
            .collect(),
        Scale::Exchange => {
            let mut exchanges: Vec<Vec<Origin>> = Vec::new();
            for (exchange, role) in turns {
                if role == "q" {
                    exchanges.push(Vec::new());
                }
                if let Some(open) = exchanges.last_mut() {
                    open.push(exchange.clone());
                }
            }
            exchanges
        }
    }
}
