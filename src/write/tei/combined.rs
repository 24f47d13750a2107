//! A briefing in one document: `BRIEFING.combined.xml`.
//!
//! Viewers in a browser (CETEIcean, EVT) show one file and follow no XInclude. This one holds
//! the categories, the participants, the alignment and all editions, the pointers are
//! local (`#ID`), and the identifiers are those of the other files, so what is found here
//! is found there. It stands beside them and `corpus.xml` does not include it: a corpus
//! would have every text twice. Rejected: combined documents instead of the others; six
//! languages in one file is what editors and version control take worst.

use crate::model::Lang;
use crate::write::WriteError;

use super::xml::{Document, Xml};
use super::{Context, TEI, Tags, add, corpus, edition, editorial, header, participants, standoff};

/// Returns the document.
pub(super) fn document(context: &Context) -> Result<Document, WriteError> {
    let path = context.path(".combined");
    let mut alignment = Xml::fragment(&path, 1).local();
    standoff::write_standoff(&mut alignment, context)?;
    let mut text = Xml::fragment(&path, 1).local();
    text.open("text", &[]);
    text.open("group", &[]);
    for &lang in context.aligned.editions.keys() {
        let id = format!("{}.{lang}", context.id());
        let status = edition::status(context, lang);
        let ana = ["hx:briefing"].into_iter().chain(status).collect::<Vec<_>>();
        let attrs = [
            ("xml:id", id.as_str()),
            ("xml:lang", lang.as_str()),
            ("ana", &ana.join(" ")),
        ];
        edition::write_text(&mut text, context, lang, &attrs)?;
    }
    text.close();
    text.close();
    let mut tags = alignment.counts().clone();
    add(&mut tags, text.counts());

    let mut xml = Xml::document(&path).local();
    // The briefing's own identifier, for differences that concern all of it.
    xml.open(
        "TEI",
        &[("xmlns", TEI), ("xml:id", context.id()), ("xml:lang", "en")],
    );
    write_header(&mut xml, context, &tags);
    xml.append(alignment);
    xml.append(text);
    xml.close();
    Ok(xml.finish())
}

fn write_header(xml: &mut Xml, context: &Context, tags: &Tags) {
    let aligned = context.aligned;
    let summary = &context.summary;
    let meta = &context.options.meta;
    let langs: Vec<Lang> = aligned.editions.keys().copied().collect();
    let (day, generated) = (context.day(), context.generated());
    let file = header::File {
        titles: &[(&header::briefing_title(aligned), "en")],
        series: Some(&meta.title),
        day: &day,
        extent: &standoff::extent(context),
        words: &summary.words,
        generated: &generated,
        version: &aligned.hexapla,
        meta,
    };
    xml.open("teiHeader", &[]);
    header::file_desc(xml, &file, |xml| {
        for &lang in &langs {
            edition::source(xml, context, lang, &format!("{lang}:{}.{lang}", context.id()));
        }
    });
    xml.open("encodingDesc", &[]);
    header::project(
        xml,
        "The language editions of one press briefing, aligned by exchange, turn and sentence, in one document.",
        meta,
    );
    editorial::write(xml, &standoff::legend(&langs));
    header::tags(xml, tags);
    corpus::write_taxonomy(xml, &[]);
    header::application(xml, &aligned.hexapla);
    xml.close();
    xml.open("profileDesc", &[]);
    header::languages(xml, context.knowledge, &summary.words);
    header::text_class(xml, None);
    let scope = participants::Scope {
        outlets: context.knowledge.outlets,
        langs: &langs,
        attr: "xml:id",
    };
    participants::describe(xml, &summary.participants, &[], &scope);
    header::setting(xml, &day, meta);
    xml.close();
    header::revision(xml, &generated, meta);
    xml.close();
}
