//! TEI P5: a briefing as a corpus of editions with stand-off alignment.
//!
//! ```text
//! OUT/corpus.xml                 teiCorpus over all briefings
//! OUT/taxonomy.xml               the categories that @ana points to
//! OUT/participants.xml           who speaks, with the names in every language
//! OUT/BRIEFING/BRIEFING.xml      teiCorpus: header, standOff, XInclude of the editions
//! OUT/BRIEFING/BRIEFING.LANG.xml TEI: div (exchange) > note (label), u > seg > s
//! OUT/BRIEFING/BRIEFING.combined.xml  where asked for: all of a briefing in one document
//! ```
//!
//! Alignment stands once, in `standOff` of the briefing, as n-way links and
//! as links of each pair: six editions with `@corresp` to each other would
//! say everything thirty times. Pointers carry the language as a private
//! prefix (`zh:b-2022-09-28.zh.u1.s1`), categories and participants the
//! prefix `hx`; `prefixDef` maps both to files. So no identifier stands twice
//! when XInclude expands `corpus.xml`, and every pointer resolves from a
//! briefing's folder as well. Copies of the categories in each briefing were
//! rejected for the first reason.

mod briefing;
mod combined;
mod corpus;
mod edition;
mod editorial;
mod header;
pub(super) mod ids;
mod label;
mod meta;
mod parlamint;
mod participants;
mod standoff;
#[cfg(test)]
pub(crate) mod tests;
mod xml;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use unicode_segmentation::UnicodeSegmentation;

use crate::language::{Languages, Outlets};
use crate::model::{Aligned, Edition, Lang};

use super::WriteError;

pub use corpus::{BriefingSummary, is_reserved, write_corpus};
pub use meta::{Availability, Change, Meta, MetaError, Responsible, Setting};
pub use parlamint::{parlamint, parlamint_ready};
pub use participants::{Participant, participant_id};

pub(super) use edition::spaced;
pub(crate) use xml::is_xml;

/// The namespace of TEI.
pub(crate) const TEI: &str = "http://www.tei-c.org/ns/1.0";
/// The namespace of XInclude.
pub(crate) const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";

/// What the writer asks about languages and speakers.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'a> {
    /// The languages, for their English names and to count words.
    pub languages: &'a Languages,
    /// The outlets, for their names in every language.
    pub outlets: &'a Outlets,
}

impl Knowledge<'_> {
    /// Returns the English name of a language; without a pack, its code.
    fn language(&self, lang: Lang) -> String {
        let known = self.languages.get(lang);
        known.map_or_else(|| lang.to_string(), |language| language.pack().name.clone())
    }

    /// Counts the words of the sentences of an edition.
    fn words(&self, lang: Lang, edition: &Edition) -> usize {
        let sentences = edition.sentences();
        sentences
            .map(|sentence| words(self.languages, lang, &sentence.text))
            .sum()
    }
}

/// Counts the words of a text; without a pack, by Unicode's rules alone.
pub(crate) fn words(languages: &Languages, lang: Lang, text: &str) -> usize {
    match languages.get(lang) {
        Some(language) => language.segmenter().words(text).len(),
        None => text.unicode_words().count(),
    }
}

/// What headers say beyond the alignment itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeiOptions {
    /// The day of generation; without it a briefing's own date stands, and
    /// without that no date. Never the clock: the same input gives the same bytes.
    pub generated: Option<Date>,
    /// The edition that the others were translated from, where it is known.
    /// In briefings that have it the others point to it with `@corresp`.
    pub source: Option<Lang>,
    /// Whether each briefing stands in one document too, for programs that do not follow XInclude.
    pub combined: bool,
    /// What the corpus says of itself.
    pub meta: Meta,
}

impl TeiOptions {
    /// Returns the defaults, with the day of generation that the variable
    /// `SOURCE_DATE_EPOCH` of the environment gives.
    #[must_use]
    pub fn from_environment() -> TeiOptions {
        let seconds = std::env::var("SOURCE_DATE_EPOCH").ok();
        TeiOptions {
            generated: seconds.and_then(|seconds| TeiOptions::day_of_epoch(&seconds)),
            ..TeiOptions::default()
        }
    }

    /// Reads a day in UTC from the value of `SOURCE_DATE_EPOCH`, seconds since 1970.
    ///
    /// Returns `None` when it is no such number.
    #[must_use]
    pub fn day_of_epoch(seconds: &str) -> Option<Date> {
        let stamp = jiff::Timestamp::from_second(seconds.trim().parse().ok()?).ok()?;
        Some(jiff::tz::TimeZone::UTC.to_datetime(stamp).date())
    }
}

/// Files with their paths relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeiFiles {
    /// Paths, with `/`, and contents.
    pub files: Vec<(String, String)>,
    /// Characters that XML does not allow.
    pub warnings: Vec<Replaced>,
}

/// A character that XML does not allow and that was written as U+FFFD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The file written.
    pub file: String,
    /// The identifier of the element it stands in.
    pub at: String,
    /// The character of the input.
    pub character: char,
}

impl fmt::Display for Replaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Replaced { file, at, character } = self;
        let code = u32::from(*character);
        write!(
            f,
            "{file}: {at}: the character U+{code:04X} is not allowed in XML, written as U+FFFD"
        )
    }
}

/// Writes a briefing: its own file and one file an edition; returns them with what the
/// corpus file says of the briefing.
///
/// # Errors
///
/// When identifiers are not fit for XML or stand twice, a link points nowhere,
/// or there is no edition.
pub fn write_briefing(
    aligned: &Aligned,
    knowledge: Knowledge,
    options: &TeiOptions,
) -> Result<(TeiFiles, BriefingSummary), WriteError> {
    let index = ids::Index::new(aligned)?;
    let summary = BriefingSummary::new(aligned, knowledge);
    let mut context = Context {
        aligned,
        knowledge,
        options,
        index: &index,
        summary,
    };
    let mut editions = TeiFiles::default();
    for (&lang, edition) in &aligned.editions {
        let (document, tags) = edition::document(&context, lang, edition)?;
        add(&mut context.summary.tags, &tags);
        editions.add(context.path(&format!(".{lang}")), document);
    }
    let mut out = TeiFiles::default();
    let (root, tags) = standoff::document(&context)?;
    context.summary.tags = tags;
    out.add(context.path(""), root);
    out.extend(editions);
    if options.combined {
        out.add(context.path(".combined"), combined::document(&context)?);
    }
    Ok((out, context.summary))
}

/// Writes a whole corpus: the shared files and every briefing.
///
/// # Errors
///
/// Those of [`write_briefing`] and [`write_corpus`].
pub fn corpus(
    aligned: &[Aligned],
    knowledge: Knowledge,
    options: &TeiOptions,
) -> Result<TeiFiles, WriteError> {
    let mut briefings = TeiFiles::default();
    let mut summaries = Vec::new();
    for briefing in aligned {
        let (files, summary) = write_briefing(briefing, knowledge, options)?;
        briefings.extend(files);
        summaries.push(summary);
    }
    let mut out = write_corpus(&summaries, knowledge, options)?;
    out.extend(briefings);
    Ok(out)
}

/// How often elements occur, by name.
type Tags = BTreeMap<String, usize>;

/// Adds counts to others.
fn add(all: &mut Tags, more: &Tags) {
    for (name, n) in more {
        *all.entry(name.clone()).or_default() += n;
    }
}

impl TeiFiles {
    fn add(&mut self, path: String, (text, replaced): (String, Vec<Replaced>)) {
        self.files.push((path, text));
        self.warnings.extend(replaced);
    }

    fn extend(&mut self, more: TeiFiles) {
        self.files.extend(more.files);
        self.warnings.extend(more.warnings);
    }
}

/// What every part of a briefing needs.
struct Context<'a> {
    aligned: &'a Aligned,
    knowledge: Knowledge<'a>,
    options: &'a TeiOptions,
    index: &'a ids::Index<'a>,
    summary: BriefingSummary,
}

impl Context<'_> {
    fn id(&self) -> &str {
        &self.aligned.briefing.id
    }

    fn path(&self, suffix: &str) -> String {
        let id = self.id();
        format!("{id}/{id}{suffix}.xml")
    }

    /// The source edition, where one is declared and the briefing has it.
    fn source(&self) -> Option<Lang> {
        let source = self.options.source?;
        self.aligned.editions.contains_key(&source).then_some(source)
    }

    fn language(&self, lang: Lang) -> String {
        self.knowledge.language(lang)
    }

    /// The day of generation, empty where nothing is known.
    fn generated(&self) -> String {
        let date = self.options.generated.or(self.aligned.briefing.date);
        date.map_or(String::new(), |date| date.to_string())
    }

    fn day(&self) -> String {
        let date = self.aligned.briefing.date;
        date.map_or(String::new(), |date| date.to_string())
    }
}
