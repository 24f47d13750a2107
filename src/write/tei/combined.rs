//! A briefing in one document: `BRIEFING.combined.xml`.
//!
//! Viewers in a browser (CETEIcean, EVT) show one file and follow no XInclude. This one holds
//! the categories, the participants, the alignment and all editions, the pointers are
//! local (`#ID`), and the identifiers are those of the other files, so what is found here
//! is found there. It stands beside them and `corpus.xml` does not include it: a corpus
//! would have every text twice. Rejected: combined documents instead of the others; six
//! languages in one file is what editors and version control take worst.

use crate::write::WriteError;

use super::briefing::{self, Parts};
use super::xml::{Document, Xml};
use super::{Context, TEI, add, corpus, edition, standoff};

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
    let parts = Parts {
        project: "The language editions of one press briefing, aligned by exchange, turn and sentence, in one document.",
        source: &|xml| {
            for &lang in context.aligned.editions.keys() {
                edition::source(xml, context, lang, &format!("{lang}:{}.{lang}", context.id()));
            }
        },
        pointers: &|xml| corpus::write_taxonomy(xml, &[]),
        participants: "xml:id",
    };
    briefing::write_header(&mut xml, context, &tags, &parts);
    xml.append(alignment);
    xml.append(text);
    xml.close();
    Ok(xml.finish())
}
