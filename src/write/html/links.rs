//! Which sentences correspond, for the script of the page.
//!
//! Sentences are numbered as they stand on the page, so that the script finds
//! them without identifiers. A link is `[first, second]` or, where it is less
//! sure, `[first, second, percent]`; a side of several sentences is a list.
//! Links come from the pairs, not from the groups, which are their closure.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::view::View;
use super::words::percent;
use crate::model::SentenceId;

/// Links below are shown as less sure.
const SURE: u8 = 80;

/// Returns the links as JSON that can stand in a `script` element.
pub(super) fn links(view: &View) -> String {
    let mut numbers: BTreeMap<&SentenceId, usize> = BTreeMap::new();
    for part in view.blocks.iter().flat_map(|block| &block.parts) {
        for row in &part.rows {
            // The columns of the page are the editions in this order.
            for sentence in row.values().flatten() {
                let next = numbers.len();
                numbers.insert(&sentence.id, next);
            }
        }
    }
    let side = |ids: &[SentenceId]| {
        let known: Vec<usize> = ids.iter().filter_map(|id| numbers.get(id).copied()).collect();
        match known.as_slice() {
            [] => None,
            [one] => Some(json!(one)),
            _ => Some(json!(known)),
        }
    };
    let beads = view.aligned.alignment.sentences.pairs.values().flatten();
    let links: Vec<Value> = beads
        .filter_map(|bead| {
            let (first, second) = (side(&bead.first)?, side(&bead.second)?);
            let sure = percent(bead.confidence);
            Some(if sure < SURE {
                json!([first, second, sure])
            } else {
                json!([first, second])
            })
        })
        .collect();
    Value::from(links).to_string()
}
