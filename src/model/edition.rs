//! One language edition of a briefing: turns and paratext.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One language version of a briefing.
///
/// Every non-space character of the decoded input stands in exactly one turn
/// (label or sentences) or in one piece of paratext.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Edition {
    /// The name of the file it was read from.
    #[serde(default)]
    pub source: String,
    /// The character encoding it was decoded from, as the WHATWG names it.
    #[serde(default)]
    pub encoding: String,
    /// The title as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of the briefing, from the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where the page was taken from, and on which terms.
    #[serde(default, skip_serializing_if = "Provenance::is_empty")]
    pub provenance: Provenance,
    /// The turns, in document order.
    pub turns: Vec<Turn>,
    /// Everything that is not a turn, in document order.
    #[serde(default)]
    pub paratext: Vec<Paratext>,
}

impl Edition {
    /// Returns all sentences in document order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.turns.iter().flat_map(|turn| &turn.sentences)
    }

    /// Returns the ranges of turns that form the exchanges: a question turn
    /// with everything up to the next question. Turns before the first
    /// question belong to no exchange.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = (0..self.turns.len())
            .filter(|&k| self.turns[k].role == Role::Question)
            .collect();
        starts.push(self.turns.len());
        starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }
}

/// Where the page of an edition was taken from, and on which terms. A page does not say it
/// itself: a manifest does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The address of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The day on which it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<Date>,
    /// The terms of use of its text, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The address of these terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
}

impl Provenance {
    /// Returns whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Provenance::default()
    }
}

/// What one speaker says under one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// The identifier, such as `en.u1`.
    pub id: TurnId,
    /// Whether it asks, answers or states.
    pub role: Role,
    /// The speaker label as printed, without its colon; empty where there is none.
    #[serde(default)]
    pub label: String,
    /// The label with its colon or brackets, exactly as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// Who speaks, the same in every edition, such as `org.cctv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
}

/// One sentence of a turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// The identifier, such as `en.u1.s1`.
    pub id: SentenceId,
    /// The text; runs of space, tab, CR and LF are one space.
    pub text: String,
    /// The 0-based paragraph of the turn that the sentence stands in.
    pub paragraph: usize,
    /// The 1-based line of the input where its paragraph begins; 0 where unknown.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: usize,
}

/// A piece of the page that is not a turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paratext {
    /// What it is.
    pub kind: ParatextKind,
    /// The text, white space as in [`Sentence::text`].
    pub text: String,
    /// The 1-based line of the input; 0 where unknown.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: usize,
    /// How many turns precede it in the page.
    #[serde(default)]
    pub after: usize,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// What a turn does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Somebody asks.
    Question,
    /// Somebody answers.
    Answer,
    /// Neither: an announcement, a welcome, a remark of the chair.
    Statement,
}

impl Role {
    /// Returns the name used in JSON and TEI.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Question => "question",
            Role::Answer => "answer",
            Role::Statement => "statement",
        }
    }
}

/// The kinds of paratext.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParatextKind {
    /// The title of the briefing.
    Title,
    /// When the page was published or updated.
    Timestamp,
    /// Links around the text: languages, menus, share buttons, page numbers.
    Navigation,
    /// The path to the page.
    Breadcrumb,
    /// A heading inside the page, or a line that announces a late question.
    Heading,
    /// A box beside or inside the text.
    Sidebar,
    /// The caption of a picture.
    Caption,
    /// A line such as `* * *`.
    Divider,
    /// What follows the briefing.
    Footer,
    /// Anything else.
    Other,
}

impl ParatextKind {
    /// Returns the name used in JSON and TEI.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ParatextKind::Title => "title",
            ParatextKind::Timestamp => "timestamp",
            ParatextKind::Navigation => "navigation",
            ParatextKind::Breadcrumb => "breadcrumb",
            ParatextKind::Heading => "heading",
            ParatextKind::Sidebar => "sidebar",
            ParatextKind::Caption => "caption",
            ParatextKind::Divider => "divider",
            ParatextKind::Footer => "footer",
            ParatextKind::Other => "other",
        }
    }
}

macro_rules! identifier {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

identifier!(TurnId, "The identifier of a turn: `LANG.uN`, N from 1.");
identifier!(
    SentenceId,
    "The identifier of a sentence: `LANG.uN.sM`, M from 1 in its turn."
);
