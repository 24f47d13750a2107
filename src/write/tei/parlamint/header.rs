//! The headers of ParlaMint: of its components, and of the root that includes them.

use std::collections::BTreeMap;

use crate::model::Lang;

use crate::write::tei::corpus::{self, BriefingSummary};
use crate::write::tei::meta::{Meta, is_address, one_line};
use crate::write::tei::participants::{self, Participant};
use crate::write::tei::xml::{Document, Xml};
use crate::write::tei::{Context, Knowledge, TEI, Tags, TeiOptions, XINCLUDE, editorial, header};

/// The one licence of the schema.
pub(in crate::write::tei) const LICENCE: &str = "http://creativecommons.org/licenses/by/4.0/";

/// Returns the address of a corpus: the first of its identifiers that is one.
pub(in crate::write::tei) fn address(meta: &Meta) -> Option<&str> {
    let mut all = meta.identifiers.iter().map(String::as_str);
    all.find(|identifier| is_address(identifier))
}

/// What `fileDesc` says.
struct File<'a> {
    titles: Vec<(String, &'a str)>,
    day: &'a str,
    speeches: usize,
    words: usize,
    generated: &'a str,
    version: &'a str,
    meta: &'a Meta,
}

/// Writes the header of a component.
pub(in crate::write::tei) fn component(xml: &mut Xml, context: &Context, lang: Lang, tags: &Tags) {
    let meta = &context.options.meta;
    let edition = &context.aligned.editions[&lang];
    let language = context.language(lang);
    let title = edition
        .title
        .as_deref()
        .map(one_line)
        .filter(|title| !title.is_empty());
    let title = title.map_or((format!("{}: {language} edition", context.id()), "en"), |title| {
        (title, lang.as_str())
    });
    let (day, generated) = (context.day(), context.generated());
    let file = File {
        titles: vec![title.clone()],
        day: &day,
        speeches: tags.get("u").copied().unwrap_or_default(),
        words: context.summary.words[&lang],
        generated: &generated,
        version: &context.aligned.hexapla,
        meta,
    };
    let provenance = &edition.provenance;
    xml.open("teiHeader", &[("xml:lang", "en")]);
    file_desc(xml, &file, |xml| {
        xml.line("title", &[("type", "main"), ("xml:lang", title.1)], &title.0);
        xml.line("edition", &[], &format!("{language} edition"));
        let publisher = provenance.publisher.as_deref().map(one_line).unwrap_or_default();
        if !publisher.is_empty() {
            xml.line("publisher", &[], &publisher);
        }
        xml.line(
            "idno",
            &[("type", "URI")],
            provenance.url.as_deref().unwrap_or_default(),
        );
        xml.line("date", &[("when", &day)], &day);
    });
    xml.open("encodingDesc", &[]);
    header::project(xml, "One language edition of a press briefing.", meta);
    header::tags(xml, tags);
    xml.close();
    xml.open("profileDesc", &[]);
    setting(xml, &day, meta);
    xml.close();
    revision(xml, &generated, meta);
    xml.close();
}

/// Returns the root: what holds for all components, and the components by XInclude.
pub(in crate::write::tei) fn root(
    briefings: &[&BriefingSummary],
    all: &BTreeMap<String, Participant>,
    knowledge: Knowledge,
    options: &TeiOptions,
) -> Document {
    let mut xml = Xml::document("corpus.xml").local();
    let attrs = [
        ("xmlns", TEI),
        ("xmlns:xi", XINCLUDE),
        ("xml:id", corpus::CORPUS),
        ("xml:lang", "en"),
    ];
    xml.open("teiCorpus", &attrs);
    write_root(&mut xml, briefings, all, knowledge, options);
    for briefing in briefings {
        for lang in &briefing.languages {
            let file = format!("{0}/{0}.{lang}.xml", briefing.id);
            xml.empty("xi:include", &[("href", &file)]);
        }
    }
    xml.close();
    xml.finish()
}

fn write_root(
    xml: &mut Xml,
    briefings: &[&BriefingSummary],
    all: &BTreeMap<String, Participant>,
    knowledge: Knowledge,
    options: &TeiOptions,
) {
    let meta = &options.meta;
    let (words, tags) = (corpus::languages(briefings), corpus::tags(briefings));
    let (generated, version) = (corpus::generated(briefings, options), corpus::version(briefings));
    let mut titles = vec![(meta.title.clone(), "en")];
    titles.extend(
        meta.titles
            .iter()
            .map(|(lang, title)| (title.clone(), lang.as_str())),
    );
    let file = File {
        titles,
        day: "",
        speeches: tags.get("u").copied().unwrap_or_default(),
        words: words.values().sum(),
        generated: &generated,
        version,
        meta,
    };
    xml.open("teiHeader", &[]);
    file_desc(xml, &file, |xml| {
        xml.line("title", &[("type", "main"), ("xml:lang", "en")], &meta.title);
        xml.line("idno", &[("type", "URI")], address(meta).unwrap_or_default());
    });
    xml.open("encodingDesc", &[]);
    header::project(
        xml,
        "Press briefings in several language editions, after ParlaMint.",
        meta,
    );
    editorial::of_parlamint(xml);
    header::tags(xml, &tags);
    corpus::write_taxonomy(xml, &[]);
    header::application(xml, version);
    xml.close();
    xml.open("profileDesc", &[]);
    header::languages(xml, knowledge, &words);
    header::text_class(xml, None);
    let langs: Vec<Lang> = words.keys().copied().collect();
    let scope = participants::Scope {
        outlets: knowledge.outlets,
        langs: &langs,
        attr: "xml:id",
    };
    participants::describe(xml, all, &[], &scope);
    header::setting(xml, "", meta);
    xml.close();
    revision(xml, &generated, meta);
    xml.close();
}

fn file_desc(xml: &mut Xml, file: &File, source: impl FnOnce(&mut Xml)) {
    let meta = file.meta;
    xml.open("fileDesc", &[]);
    title_stmt(xml, file);
    xml.open("editionStmt", &[]);
    xml.line("edition", &[], &meta.edition);
    xml.close();
    xml.open("extent", &[]);
    for (unit, n) in [("speeches", file.speeches), ("words", file.words)] {
        let n = n.to_string();
        xml.line(
            "measure",
            &[("unit", unit), ("quantity", &n)],
            &format!("{n} {unit}"),
        );
    }
    xml.close();
    xml.open("publicationStmt", &[]);
    xml.open("publisher", &[]);
    xml.line("orgName", &[], &meta.publisher);
    xml.close();
    xml.line("idno", &[("type", "URI")], address(meta).unwrap_or_default());
    xml.open("availability", &[("status", "free")]);
    xml.line("licence", &[], LICENCE);
    xml.line("p", &[], &meta.licence);
    xml.close();
    xml.line("date", &[("when", file.generated)], file.generated);
    xml.close();
    xml.open("sourceDesc", &[]);
    xml.open("bibl", &[]);
    source(xml);
    xml.close();
    xml.close();
    xml.close();
}

fn title_stmt(xml: &mut Xml, file: &File) {
    let meta = file.meta;
    xml.open("titleStmt", &[]);
    for (title, lang) in &file.titles {
        xml.line("title", &[("type", "main"), ("xml:lang", lang)], title);
    }
    if !file.day.is_empty() {
        xml.line("meeting", &[("ana", "hx:briefing"), ("n", file.day)], file.day);
    }
    let program = (
        one_line(&format!("hexapla {}", file.version)),
        "Conversion to TEI",
    );
    let persons = meta.responsible.iter().map(|person| {
        let address = person.url.as_deref().map(header::address).unwrap_or_default();
        (person.name.clone(), person.did.as_str(), address)
    });
    for (name, did, address) in persons.chain([(program.0, program.1, String::new())]) {
        xml.open("respStmt", &[]);
        xml.line("persName", &[("ref", &address)], &name);
        xml.line("resp", &[], did);
        xml.close();
    }
    for funder in &meta.funders {
        xml.open("funder", &[]);
        xml.line("orgName", &[], funder);
        xml.close();
    }
    xml.close();
}

/// Writes `settingDesc`; the schema wants a name, so the kind of event stands where no place is given.
fn setting(xml: &mut Xml, day: &str, meta: &Meta) {
    let setting = &meta.setting;
    let names = [
        ("org", &setting.institution),
        ("city", &setting.city),
        ("country", &setting.country),
    ];
    xml.open("settingDesc", &[]);
    xml.open("setting", &[]);
    let mut given = false;
    for (kind, name) in names {
        if let Some(name) = name {
            xml.line("name", &[("type", kind)], name);
            given = true;
        }
    }
    if !given {
        xml.line("name", &[("type", "event")], "Press briefing");
    }
    xml.line("date", &[("when", day)], day);
    xml.close();
    xml.close();
}

/// Writes `revisionDesc`; changes without a day, which the schema wants, have that of generation.
fn revision(xml: &mut Xml, generated: &str, meta: &Meta) {
    xml.open("revisionDesc", &[]);
    for change in &meta.changes {
        let when = change.when.map_or(generated.to_owned(), |when| when.to_string());
        xml.line("change", &[("when", &when)], &change.what);
    }
    xml.line("change", &[("when", generated)], "Generated by hexapla.");
    xml.close();
}
