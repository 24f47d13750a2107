//! What two revisions are told to differ in: plain data.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Lang, ParatextKind, TurnId};

/// Two saved states of one edition, and what changed between them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// The earlier page.
    pub old: RevisedPage,
    /// The later page.
    pub new: RevisedPage,
    /// The language of both.
    pub lang: Lang,
    /// How many sentences both pages have, in the same or other words; one that was
    /// split or merged counts once.
    pub kept: usize,
    /// What changed, in the order of the new page; what is gone stands where it stood.
    pub changes: Vec<Change>,
    /// How many pieces of paratext besides title and timestamp are gone, new or
    /// changed, whether or not `changes` lists them.
    pub other_paratext: usize,
}

/// What is said of a page as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisedPage {
    /// The name of the file it was read from.
    pub source: String,
    /// The title as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of the briefing, from the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How many turns it has.
    pub turns: usize,
    /// How many sentences it has.
    pub sentences: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// To what.
    pub level: ChangeLevel,
    /// Turns or sentences of the old page, in its order; empty where it has none.
    pub old: Vec<String>,
    /// Turns or sentences of the new page, in its order; empty where it has none.
    pub new: Vec<String>,
    /// The turn of the new page that it belongs to; absent where no turn is
    /// concerned, or one that the new page does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<TurnId>,
    /// The speaker label of the turn it belongs to, of the new page where there is
    /// one; empty where the turn has none, or no turn is concerned.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Which kind of paratext, at the level of paratext.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paratext: Option<ParatextKind>,
    /// The texts: equal and deleted segments in a row are the old text, equal and
    /// inserted ones the new.
    pub segments: Vec<Segment>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Only the new page has it.
    Inserted,
    /// Only the old page has it.
    Deleted,
    /// Its words changed.
    Changed,
    /// It stands elsewhere, in the same words.
    Moved,
    /// It stands elsewhere, in other words.
    MovedAndChanged,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
}

impl ChangeKind {
    /// Returns the name used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Inserted => "inserted",
            ChangeKind::Deleted => "deleted",
            ChangeKind::Changed => "changed",
            ChangeKind::Moved => "moved",
            ChangeKind::MovedAndChanged => "moved-and-changed",
            ChangeKind::Split => "split",
            ChangeKind::Merged => "merged",
        }
    }

    /// Returns the kind that the same change is with both pages swapped.
    #[must_use]
    pub fn swapped(self) -> ChangeKind {
        match self {
            ChangeKind::Inserted => ChangeKind::Deleted,
            ChangeKind::Deleted => ChangeKind::Inserted,
            ChangeKind::Split => ChangeKind::Merged,
            ChangeKind::Merged => ChangeKind::Split,
            same => same,
        }
    }
}

/// What a change happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeLevel {
    /// The title of the page.
    Title,
    /// The day of the briefing, which the title gives.
    Date,
    /// When the page was published or updated.
    Timestamp,
    /// A whole turn.
    Turn,
    /// The speaker label of a turn.
    Label,
    /// Who speaks, where the label is the same.
    Speaker,
    /// Whether a turn asks, answers or states.
    Role,
    /// Sentences of a turn.
    Sentence,
    /// Other paratext.
    Paratext,
}

impl ChangeLevel {
    /// Returns the name used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeLevel::Title => "title",
            ChangeLevel::Date => "date",
            ChangeLevel::Timestamp => "timestamp",
            ChangeLevel::Turn => "turn",
            ChangeLevel::Label => "label",
            ChangeLevel::Speaker => "speaker",
            ChangeLevel::Role => "role",
            ChangeLevel::Sentence => "sentence",
            ChangeLevel::Paratext => "paratext",
        }
    }
}

/// A stretch of text that both pages have, or one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Which pages have it.
    pub op: SegmentOp,
    /// The text, never empty.
    pub text: String,
}

/// Which pages have a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentOp {
    /// Both.
    Equal,
    /// The old one.
    Delete,
    /// The new one.
    Insert,
}
