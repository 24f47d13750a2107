//! The data file of a language.
//!
//! One TOML file a language holds everything that Hexapla knows about how
//! pages in it are written: label words, title patterns, months, numerals,
//! abbreviations, stop words. Six are embedded; a user's own file adds a
//! seventh language without a rebuild. The rejected alternative, knowledge in
//! code, would need a rebuild for every word.
//!
//! The format is described in `src/language/packs/README.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::Lang;

/// Everything a language's data file says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The language code.
    pub code: Lang,
    /// The English name of the language.
    pub name: String,
    /// The language's own name.
    pub endonym: String,
    /// The ISO 15924 code of the main script.
    pub script: String,
    /// Writing direction.
    pub direction: Direction,
    /// How language navigation lines name the language.
    pub names: Vec<String>,
    /// Typical length of a text in characters without spaces, as a multiple of English.
    pub length: f64,
    /// Words in speaker labels.
    pub labels: Labels,
    /// How titles look.
    pub title: Title,
    /// Phrases that mark paratext.
    pub paratext: ParatextPhrases,
    /// How dates are written.
    pub dates: Dates,
    /// How numbers are written.
    pub numbers: Numbers,
    /// Where sentences end.
    pub sentences: Sentences,
    /// Small word lists.
    pub words: Words,
}

impl Pack {
    /// Returns whether the script of the language has capitals.
    #[must_use]
    pub fn is_cased(&self) -> bool {
        !matches!(self.script.as_str(), "Arab" | "Hans" | "Hant" | "Hani")
    }
}

/// Writing direction of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Words in speaker labels; all without colon.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Labels that open a question whoever asks.
    pub question: Vec<String>,
    /// Labels that open an answer.
    pub answer: Vec<String>,
    /// Labels of a follow-up question.
    pub follow_up: Vec<String>,
    /// Labels of the chair, who neither asks nor answers.
    pub moderator: Vec<String>,
    /// Generic labels of the one who answers.
    pub spokesperson: Vec<String>,
    /// Words that mark a label as an asker's.
    pub reporter: Vec<String>,
    /// Words before a person's name.
    pub honorifics: Vec<String>,
    /// Lower-case words that may stand inside a name.
    pub particles: Vec<String>,
    /// Line starts with a colon that are no labels.
    pub not_labels: Vec<String>,
    /// Phrases of a line that announces a question raised after the briefing.
    pub late_question: Vec<String>,
}

/// How titles look.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Phrases of which a title contains one.
    pub keywords: Vec<String>,
    /// Regular expressions whose group `name` captures the spokesperson.
    pub name: Vec<String>,
}

/// Phrases that mark paratext.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParatextPhrases {
    /// Starts of publication times.
    pub timestamp: Vec<String>,
    /// Starts of paths to the page.
    pub breadcrumb: Vec<String>,
    /// Menu words.
    pub navigation: Vec<String>,
    /// Phrases of the foot of a page.
    pub footer: Vec<String>,
    /// Headings of boxes that are no part of the briefing.
    pub sidebar: Vec<String>,
    /// Starts of captions.
    pub caption: Vec<String>,
}

/// How dates are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// All forms of the twelve months.
    pub months: Vec<Vec<String>>,
    /// All forms of the seven weekdays, Monday first.
    pub weekdays: Vec<Vec<String>>,
    /// Regular expressions with the placeholders `{d}`, `{m}`, `{month}`, `{y}`, `{yy}`.
    pub patterns: Vec<String>,
    /// Regular expressions of decades with `{y}` or `{yy}`.
    pub decades: Vec<String>,
    /// Regular expressions of clock times with `{h}`, `{min}` and groups `am`, `pm`.
    pub clock: Vec<String>,
    /// Words for the day of speaking.
    pub today: Vec<String>,
    /// Words for the day before.
    pub yesterday: Vec<String>,
    /// Words for the day after.
    pub tomorrow: Vec<String>,
}

/// How numbers are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Decimal separators.
    pub decimal: Vec<String>,
    /// Group separators; a space stands for every kind of space.
    pub group: Vec<String>,
    /// Percent signs and words.
    pub percent: Vec<String>,
    /// Endings that make digits an ordinal.
    pub ordinal_suffixes: Vec<String>,
    /// Beginnings that make a number an ordinal.
    pub ordinal_prefixes: Vec<String>,
    /// Number words and their values.
    pub cardinals: BTreeMap<String, f64>,
    /// Scale words and their values.
    pub scales: BTreeMap<String, f64>,
    /// Ordinal words and their values.
    pub ordinals: BTreeMap<String, f64>,
    /// Fraction words and their values, as `1/3`.
    pub fractions: BTreeMap<String, String>,
    /// What adds a half to the number before it: `and a half`.
    #[serde(default)]
    pub and_half: Vec<String>,
}

/// Where sentences end; abbreviations are case-sensitive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentences {
    /// What ends a sentence.
    pub terminators: Vec<String>,
    /// Abbreviations that never end one.
    pub abbreviations: Vec<String>,
    /// Abbreviations that end none when a digit follows.
    pub before_number: Vec<String>,
    /// Abbreviations that end none after a digit, unless a clear start follows.
    pub after_number: Vec<String>,
    /// Abbreviations that end one only when a capital follows.
    pub may_end: Vec<String>,
    /// Abbreviations with inner spaces.
    pub multiword: Vec<String>,
}

/// Small word lists, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The most frequent function words.
    pub stop: Vec<String>,
    /// Parts before an apostrophe that are words of their own.
    pub elisions: Vec<String>,
    /// Prefixes that are words of their own.
    pub clitics: Vec<String>,
    /// Endings that a name takes where it owns something, with a plain apostrophe.
    #[serde(default)]
    pub possessives: Vec<String>,
    /// Whether names have cases that the stemmer of the language takes off.
    #[serde(default)]
    pub declined_names: bool,
    /// Words that show a question.
    pub question_words: Vec<String>,
}
