//! The whole corpus: `corpus.xml` and the files that all briefings share.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{Aligned, Lang};
use crate::write::WriteError;

use super::participants::{self, Participant};
use super::xml::{Document, Xml};
use super::{Knowledge, TEI, Tags, TeiFiles, TeiOptions, XINCLUDE, add, editorial, header};

/// The categories: identifier and English name, a taxonomy a heading.
const CATEGORIES: &str = include_str!("categories.tsv");

/// The identifier of the corpus.
pub(super) const CORPUS: &str = "corpus";

/// What the corpus file says of a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefingSummary {
    /// The briefing's identifier, which is also its folder.
    pub id: String,
    /// Its day.
    pub date: Option<Date>,
    /// The languages of its editions.
    pub languages: BTreeSet<Lang>,
    /// The number of exchanges of all editions.
    pub exchanges: usize,
    /// The number of their turns.
    pub turns: usize,
    /// The number of their sentences.
    pub sentences: usize,
    /// The number of words in each edition.
    pub words: BTreeMap<Lang, usize>,
    /// How often each element stands in the texts and the alignment; empty until they are written.
    pub tags: BTreeMap<String, usize>,
    /// Who speaks, by identifier.
    pub participants: BTreeMap<String, Participant>,
    /// The version of the program that aligned it.
    pub version: String,
}

impl BriefingSummary {
    /// Makes the summary of a briefing, without tags.
    pub(super) fn new(aligned: &Aligned, knowledge: Knowledge) -> BriefingSummary {
        let editions = || aligned.editions.values();
        let words = |(&lang, edition)| (lang, knowledge.words(lang, edition));
        BriefingSummary {
            id: aligned.briefing.id.clone(),
            date: aligned.briefing.date,
            languages: aligned.editions.keys().copied().collect(),
            exchanges: editions().map(|e| e.exchanges().len()).sum(),
            turns: editions().map(|e| e.turns.len()).sum(),
            sentences: editions().map(|e| e.sentences().count()).sum(),
            words: aligned.editions.iter().map(words).collect(),
            tags: BTreeMap::new(),
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
    knowledge: Knowledge,
    options: &TeiOptions,
) -> Result<TeiFiles, WriteError> {
    let (briefings, all) = sorted(briefings)?;
    let mut out = TeiFiles::default();
    out.add("corpus.xml".to_owned(), root(&briefings, knowledge, options));
    out.add("taxonomy.xml".to_owned(), taxonomy());
    let mut xml = Xml::document("participants.xml");
    let attrs = [("xmlns", TEI), ("xml:lang", "en")];
    let langs = languages(&briefings);
    let scope = participants::Scope {
        outlets: knowledge.outlets,
        langs: &langs.keys().copied().collect::<Vec<_>>(),
        attr: "xml:id",
    };
    participants::describe(&mut xml, &all, &attrs, &scope);
    out.add("participants.xml".to_owned(), xml.finish());
    Ok(out)
}

/// Returns briefings in the order of the corpus, with all their participants.
pub(super) fn sorted(
    briefings: &[BriefingSummary],
) -> Result<(Vec<&BriefingSummary>, BTreeMap<String, Participant>), WriteError> {
    let mut briefings: Vec<&BriefingSummary> = briefings.iter().collect();
    briefings.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let mut all: BTreeMap<String, Participant> = BTreeMap::new();
    for (id, participant) in briefings.iter().flat_map(|b| &b.participants) {
        all.entry(id.clone()).or_default().merge(participant);
    }
    check(&briefings, &all)?;
    Ok((briefings, all))
}

fn check(
    briefings: &[&BriefingSummary],
    participants: &BTreeMap<String, Participant>,
) -> Result<(), WriteError> {
    if briefings.is_empty() {
        let briefing = "corpus".to_owned();
        return Err(WriteError::Empty { briefing });
    }
    // All of these stand in one document once XInclude has expanded the corpus.
    let editions = |b: &&BriefingSummary| {
        b.languages
            .iter()
            .map(|l| format!("{}.{l}", b.id))
            .collect::<Vec<_>>()
    };
    let mut seen: BTreeSet<String> = participants.keys().cloned().collect();
    seen.extend(briefings.iter().flat_map(editions));
    let twice = briefings
        .iter()
        .find(|b| is_reserved(&b.id) || !seen.insert(b.id.clone()));
    match twice {
        Some(twice) => Err(WriteError::Duplicate {
            briefing: twice.id.clone(),
            id: twice.id.clone(),
        }),
        None => Ok(()),
    }
}

/// Tells whether an identifier is one that every corpus has: that of the corpus itself, a
/// taxonomy or a category. A briefing cannot have it.
#[must_use]
pub fn is_reserved(id: &str) -> bool {
    id == CORPUS || categories().any(|(scheme, category, _)| id == scheme || id == category)
}

/// Returns the day of generation of a corpus, empty where nothing is known.
pub(super) fn generated(briefings: &[&BriefingSummary], options: &TeiOptions) -> String {
    let last = briefings.iter().filter_map(|b| b.date).max();
    let day = options.generated.or(last);
    day.map_or(String::new(), |date| date.to_string())
}

/// Returns the version of the program that made a corpus, the last of several.
pub(super) fn version<'a>(briefings: &[&'a BriefingSummary]) -> &'a str {
    let versions = briefings.iter().map(|b| b.version.as_str());
    versions.max().unwrap_or_default()
}

/// Counts the elements of all briefings.
pub(super) fn tags(briefings: &[&BriefingSummary]) -> Tags {
    let mut all = Tags::new();
    for briefing in briefings {
        add(&mut all, &briefing.tags);
    }
    all
}

/// Counts the words in each language.
pub(super) fn languages(briefings: &[&BriefingSummary]) -> BTreeMap<Lang, usize> {
    let mut all = BTreeMap::new();
    for (&lang, n) in briefings.iter().flat_map(|b| &b.words) {
        *all.entry(lang).or_default() += n;
    }
    all
}

fn root(briefings: &[&BriefingSummary], knowledge: Knowledge, options: &TeiOptions) -> Document {
    let mut xml = Xml::document("corpus.xml");
    let attrs = [
        ("xmlns", TEI),
        ("xmlns:xi", XINCLUDE),
        ("xml:id", CORPUS),
        ("xml:lang", "en"),
    ];
    xml.open("teiCorpus", &attrs);
    write_header(&mut xml, briefings, knowledge, options);
    for briefing in briefings {
        let file = format!("{0}/{0}.xml", briefing.id);
        xml.empty("xi:include", &[("href", &file)]);
    }
    xml.close();
    xml.finish()
}

fn write_header(xml: &mut Xml, briefings: &[&BriefingSummary], knowledge: Knowledge, options: &TeiOptions) {
    let generated = generated(briefings, options);
    let version = version(briefings);
    let langs = languages(briefings);
    let extent = [
        ("briefings", briefings.len()),
        ("editions", briefings.iter().map(|b| b.languages.len()).sum()),
        ("exchanges", briefings.iter().map(|b| b.exchanges).sum()),
        ("turns", briefings.iter().map(|b| b.turns).sum()),
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
        words: &langs,
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
    editorial::write(xml, "");
    header::tags(xml, &tags(briefings));
    xml.empty("xi:include", &[("href", "taxonomy.xml")]);
    header::open_prefixes(xml, "");
    xml.close();
    header::application(xml, version);
    xml.close();
    xml.open("profileDesc", &[]);
    header::languages(xml, knowledge, &langs);
    header::text_class(xml, None);
    xml.empty("xi:include", &[("href", "participants.xml")]);
    header::setting(xml, "", meta);
    xml.close();
    header::revision(xml, &generated, meta);
    xml.close();
}

fn taxonomy() -> Document {
    let mut xml = Xml::document("taxonomy.xml");
    write_taxonomy(&mut xml, &[("xmlns", TEI), ("xml:lang", "en")]);
    xml.finish()
}

/// Writes `classDecl` from the table of categories.
pub(super) fn write_taxonomy(xml: &mut Xml, attrs: &[(&str, &str)]) {
    xml.open("classDecl", attrs);
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
