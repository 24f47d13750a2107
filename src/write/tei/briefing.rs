//! The header of a briefing as a whole, in its own file and in the combined document.

use crate::model::{Lang, Level};

use super::xml::Xml;
use super::{Context, Tags, editorial, header, participants};

/// What is not the same in both.
pub(super) struct Parts<'p> {
    /// What the document is.
    pub(super) project: &'p str,
    /// Writes the content of `sourceDesc`.
    pub(super) source: &'p dyn Fn(&mut Xml),
    /// Writes what pointers need: prefixes, or what they point to.
    pub(super) pointers: &'p dyn Fn(&mut Xml),
    /// How participants are named: `xml:id` where they are described, `sameAs` elsewhere.
    pub(super) participants: &'p str,
}

/// Writes the header.
pub(super) fn write_header(xml: &mut Xml, context: &Context, tags: &Tags, parts: &Parts) {
    let aligned = context.aligned;
    let summary = &context.summary;
    let meta = &context.options.meta;
    let langs: Vec<Lang> = aligned.editions.keys().copied().collect();
    let (day, generated) = (context.day(), context.generated());
    let file = header::File {
        titles: &[(&header::briefing_title(aligned), "en")],
        series: Some(&meta.title),
        day: &day,
        extent: &extent(context),
        words: &summary.words,
        generated: &generated,
        version: &aligned.hexapla,
        meta,
    };
    xml.open("teiHeader", &[]);
    header::file_desc(xml, &file, parts.source);
    xml.open("encodingDesc", &[]);
    header::project(xml, parts.project, meta);
    editorial::write(xml, &legend(&langs));
    header::tags(xml, tags);
    (parts.pointers)(xml);
    header::application(xml, &aligned.hexapla);
    xml.close();
    xml.open("profileDesc", &[]);
    header::languages(xml, context.knowledge, &summary.words);
    header::text_class(xml, None);
    let scope = participants::Scope {
        outlets: context.knowledge.outlets,
        langs: &langs,
        attr: parts.participants,
    };
    participants::describe(xml, &summary.participants, &[], &scope);
    header::setting(xml, &day, meta);
    xml.close();
    header::revision(xml, &generated, meta);
    xml.close();
}

/// Says how much there is.
fn extent(context: &Context) -> [(&'static str, usize); 7] {
    let alignment = &context.aligned.alignment;
    let summary = &context.summary;
    [
        ("editions", context.aligned.editions.len()),
        ("exchanges", summary.exchanges),
        ("turns", summary.turns),
        ("sentences", summary.sentences),
        ("exchange groups", written(&alignment.exchanges)),
        ("turn groups", written(&alignment.turns)),
        ("sentence groups", written(&alignment.sentences)),
    ]
}

/// Counts the groups of a level that are written: those with members.
fn written<T>(level: &Level<T>) -> usize {
    let groups = level.groups.iter();
    let members = groups.filter(|group| group.members.values().any(|list| !list.is_empty()));
    members.count()
}

/// Says how to read `@n` of a link.
fn legend(langs: &[Lang]) -> String {
    format!(
        "link/@n gives the number of members in each edition in the order {}, or in the order of linkGrp/@n; link/@cert is the confidence, 0 to 1.",
        langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(":")
    )
}
