//! A briefing with its editions and their alignment.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Alignment, Difference, Edition, Lang};

/// What is known of a briefing as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefingInfo {
    /// `b-` and the date, with `-2`, `-3` where a date repeats; without a
    /// date `b-` and the folder's name in ASCII.
    pub id: String,
    /// The day of the briefing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A briefing, its editions, their alignment and differences: what `align`
/// prints as one JSON object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aligned {
    /// The version of the program that made it.
    pub hexapla: String,
    /// The briefing as a whole.
    pub briefing: BriefingInfo,
    /// The editions by language.
    pub editions: BTreeMap<Lang, Edition>,
    /// The alignment at three levels.
    #[serde(flatten)]
    pub alignment: Alignment,
    /// How the editions differ.
    pub differences: Vec<Difference>,
}
