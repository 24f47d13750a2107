//! The whole corpus: `corpus.xml` and the files that all briefings share.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{Aligned, Lang};
use crate::write::WriteError;

use super::participants::{self, Participant};
use super::xml::Xml;
use super::{LanguageNames, TEI, TeiFiles, TeiOptions, XINCLUDE, header};

/// The categories: identifier and English name, a taxonomy a heading.
const CATEGORIES: &str = include_str!("categories.tsv");

/// What the corpus file says of a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingSummary {
    /// The briefing's identifier, which is also its folder.
    pub id: String,
    /// Its day.
    pub date: Option<Date>,
    /// The languages of its editions.
    pub languages: BTreeSet<Lang>,
    /// The number of sentences of all editions.
    pub sentences: usize,
    /// Who speaks, by identifier.
    pub participants: BTreeMap<String, Participant>,
    /// The version of the program that aligned it.
    pub version: String,
}

impl BriefingSummary {
    /// Makes the summary of a briefing.
    #[must_use]
    pub fn new(aligned: &Aligned) -> BriefingSummary {
        BriefingSummary {
            id: aligned.briefing.id.clone(),
            date: aligned.briefing.date,
            languages: aligned.editions.keys().copied().collect(),
            sentences: aligned.editions.values().map(|e| e.sentences().count()).sum(),
            participants: participants::collect(aligned),
            version: aligned.hexapla.clone(),
        }
    }
}

/// Writes `corpus.xml`, `taxonomy.xml` and `participants.xml`.
///
/// Briefings stand in the order of their dates, then of their identifiers,
/// whatever the order given.
///
/// # Errors
///
/// When there is no briefing, or two with the same identifier.
pub fn write_corpus(
    briefings: &[BriefingSummary],
    names: LanguageNames,
    options: &TeiOptions,
) -> Result<TeiFiles, WriteError> {
    let mut briefings: Vec<&BriefingSummary> = briefings.iter().collect();
    briefings.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    check(&briefings)?;
    let mut all: BTreeMap<String, Participant> = BTreeMap::new();
    for (id, participant) in briefings.iter().flat_map(|b| &b.participants) {
        all.entry(id.clone()).or_default().merge(participant);
    }
    let mut out = TeiFiles::default();
    out.add("corpus.xml".to_owned(), root(&briefings, names, options));
    out.add("taxonomy.xml".to_owned(), taxonomy());
    let mut xml = Xml::document("participants.xml");
    let attrs = [("xmlns", TEI), ("xml:lang", "en")];
    participants::describe(&mut xml, &all, &attrs, "xml:id");
    out.add("participants.xml".to_owned(), xml.finish());
    Ok(out)
}

fn check(briefings: &[&BriefingSummary]) -> Result<(), WriteError> {
    if briefings.is_empty() {
        let briefing = "corpus".to_owned();
        return Err(WriteError::Empty { briefing });
    }
    let mut seen = BTreeSet::new();
    match briefings.iter().find(|b| !seen.insert(&b.id)) {
        Some(twice) => Err(WriteError::Duplicate {
            briefing: twice.id.clone(),
            id: twice.id.clone(),
        }),
        None => Ok(()),
    }
}

type Document = (String, Vec<super::Replaced>);

fn root(briefings: &[&BriefingSummary], names: LanguageNames, options: &TeiOptions) -> Document {
    let mut xml = Xml::document("corpus.xml");
    let attrs = [
        ("xmlns", TEI),
        ("xmlns:xi", XINCLUDE),
        ("xml:id", "corpus"),
        ("xml:lang", "en"),
    ];
    xml.open("teiCorpus", &attrs);
    write_header(&mut xml, briefings, names, options);
    for briefing in briefings {
        let file = format!("{0}/{0}.xml", briefing.id);
        xml.empty("xi:include", &[("href", &file)]);
    }
    xml.close();
    xml.finish()
}

fn write_header(xml: &mut Xml, briefings: &[&BriefingSummary], names: LanguageNames, options: &TeiOptions) {
    let last = briefings.iter().filter_map(|b| b.date).max();
    let generated = options.generated.or(last);
    let generated = generated.map_or(String::new(), |date| date.to_string());
    let version = briefings
        .iter()
        .map(|b| b.version.as_str())
        .max()
        .unwrap_or_default();
    let extent = [
        ("briefings", briefings.len()),
        ("editions", briefings.iter().map(|b| b.languages.len()).sum()),
        ("sentences", briefings.iter().map(|b| b.sentences).sum()),
    ];
    let meta = &options.meta;
    let mut titles = vec![(meta.title.as_str(), "en")];
    titles.extend(
        meta.titles
            .iter()
            .map(|(lang, title)| (title.as_str(), lang.as_str())),
    );
    let file = header::File {
        titles: &titles,
        series: None,
        day: "",
        extent: &extent,
        generated: &generated,
        version,
        meta,
    };
    xml.open("teiHeader", &[]);
    header::file_desc(xml, &file, |xml| {
        xml.line(
            "p",
            &[],
            "Language editions of press briefings; see the header of each text.",
        );
    });
    xml.open("encodingDesc", &[]);
    header::project(
        xml,
        "Press briefings in several language editions, aligned by exchange, turn and sentence.",
        meta,
    );
    xml.empty("xi:include", &[("href", "taxonomy.xml")]);
    header::open_prefixes(xml, "");
    xml.close();
    header::application(xml, version);
    xml.close();
    xml.open("profileDesc", &[]);
    let langs: BTreeSet<Lang> = briefings.iter().flat_map(|b| &b.languages).copied().collect();
    let named = |lang: Lang| (lang, names(lang).unwrap_or_else(|| lang.to_string()));
    header::languages(xml, &langs.into_iter().map(named).collect::<Vec<_>>());
    header::text_class(xml);
    xml.empty("xi:include", &[("href", "participants.xml")]);
    header::setting(xml, "", meta);
    xml.close();
    header::revision(xml, &generated, meta);
    xml.close();
}

/// Writes `classDecl` from the table of categories.
fn taxonomy() -> Document {
    let mut xml = Xml::document("taxonomy.xml");
    xml.open("classDecl", &[("xmlns", TEI), ("xml:lang", "en")]);
    let mut open = false;
    for (scheme, id, text) in categories() {
        if id.is_empty() {
            if open {
                xml.close();
            }
            open = true;
            xml.open("taxonomy", &[("xml:id", scheme)]);
            xml.line("desc", &[], text);
            continue;
        }
        xml.open("category", &[("xml:id", id)]);
        xml.line("catDesc", &[], text);
        xml.close();
    }
    if open {
        xml.close();
    }
    xml.close();
    xml.finish()
}

/// Returns the lines of the table: taxonomy, category (empty in its heading), meaning.
pub(super) fn categories() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = CATEGORIES.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (scheme, rest) = line.split_once('\t')?;
        let (id, text) = rest.split_once('\t')?;
        Some((scheme, id, text))
    })
}
