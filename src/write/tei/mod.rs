//! TEI P5: a briefing as a corpus of editions with stand-off alignment.
//!
//! ```text
//! OUT/corpus.xml                 teiCorpus over all briefings
//! OUT/taxonomy.xml               the categories that @ana points to
//! OUT/participants.xml           who speaks, with the names in every language
//! OUT/BRIEFING/BRIEFING.xml      teiCorpus: header, standOff, XInclude of the editions
//! OUT/BRIEFING/BRIEFING.LANG.xml TEI: div (exchange) > note (label), u > seg > s
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

mod corpus;
mod edition;
mod header;
pub(super) mod ids;
mod label;
mod meta;
mod participants;
mod standoff;
#[cfg(test)]
mod tests;
mod xml;

use std::fmt;

use jiff::civil::Date;

use crate::language::Languages;
use crate::model::{Aligned, Lang};

use super::WriteError;

pub use corpus::{BriefingSummary, write_corpus};
pub use meta::{Availability, Change, Meta, MetaError, Responsible, Setting};
pub use participants::{Participant, participant_id};

pub(super) use edition::spaced;
pub(crate) use xml::is_xml;

/// The namespace of TEI.
pub(crate) const TEI: &str = "http://www.tei-c.org/ns/1.0";
/// The namespace of XInclude.
pub(crate) const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";

/// Gives the English name of a language; `None` where it is not known.
pub type LanguageNames<'a> = &'a dyn Fn(Lang) -> Option<String>;

/// What headers say beyond the alignment itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeiOptions {
    /// The day of generation; without it a briefing's own date stands, and
    /// without that no date. Never the clock: the same input gives the same bytes.
    pub generated: Option<Date>,
    /// The edition that the others were translated from, where it is known.
    /// In briefings that have it the others point to it with `@corresp`.
    pub source: Option<Lang>,
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

/// Writes a briefing: its own file and one file an edition.
///
/// # Errors
///
/// When identifiers are not fit for XML or stand twice, a link points nowhere,
/// or there is no edition.
pub fn write_briefing(
    aligned: &Aligned,
    names: LanguageNames,
    options: &TeiOptions,
) -> Result<TeiFiles, WriteError> {
    let index = ids::Index::new(aligned)?;
    let context = Context {
        aligned,
        names,
        options,
        index: &index,
    };
    let mut out = TeiFiles::default();
    out.add(context.path(""), standoff::briefing(&context)?);
    for (&lang, edition) in &aligned.editions {
        let document = edition::document(&context, lang, edition)?;
        out.add(context.path(&format!(".{lang}")), document);
    }
    Ok(out)
}

/// Writes a whole corpus: the shared files and every briefing, with the
/// options of the environment.
///
/// # Errors
///
/// Those of [`write_briefing`] and [`write_corpus`].
pub fn corpus(aligned: &[Aligned], languages: &Languages) -> Result<TeiFiles, WriteError> {
    let options = TeiOptions::from_environment();
    let names = |lang: Lang| languages.get(lang).map(|l| l.pack().name.clone());
    let summaries: Vec<_> = aligned.iter().map(BriefingSummary::new).collect();
    let mut out = write_corpus(&summaries, &names, &options)?;
    for briefing in aligned {
        let files = write_briefing(briefing, &names, &options)?;
        out.files.extend(files.files);
        out.warnings.extend(files.warnings);
    }
    Ok(out)
}

impl TeiFiles {
    fn add(&mut self, path: String, (text, replaced): (String, Vec<Replaced>)) {
        self.files.push((path, text));
        self.warnings.extend(replaced);
    }
}

/// What every part of a briefing needs.
struct Context<'a> {
    aligned: &'a Aligned,
    names: LanguageNames<'a>,
    options: &'a TeiOptions,
    index: &'a ids::Index<'a>,
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
        (self.names)(lang).unwrap_or_else(|| lang.to_string())
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
