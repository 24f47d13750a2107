//! The headers: what researchers expect to find, and no more.

use std::collections::BTreeMap;

use crate::model::{Aligned, Lang};

use super::xml::Xml;
use super::{Context, TEI, TeiOptions};

/// What the `fileDesc` of a file says.
pub(super) struct File<'a> {
    /// The title with its language.
    pub(super) title: (&'a str, &'a str),
    /// The day of the briefing, empty where there is none.
    pub(super) day: &'a str,
    /// Units and their numbers.
    pub(super) extent: &'a [(&'a str, usize)],
    /// The day of generation, empty where nothing is known.
    pub(super) generated: &'a str,
    /// The version of the program.
    pub(super) version: &'a str,
    /// Publisher and licence.
    pub(super) options: &'a TeiOptions,
}

/// Writes `fileDesc`; `source` writes the content of `sourceDesc`.
pub(super) fn file_desc(xml: &mut Xml, file: &File, source: impl FnOnce(&mut Xml)) {
    xml.open("fileDesc", &[]);
    title_stmt(xml, file);
    xml.open("editionStmt", &[]);
    xml.line("edition", &[], "1.0");
    xml.close();
    xml.open("extent", &[]);
    for (unit, n) in file.extent {
        let n = n.to_string();
        let text = format!("{n} {unit}");
        xml.line(
            "measure",
            &[("unit", &unit.replace(' ', "-")), ("quantity", &n)],
            &text,
        );
    }
    xml.close();
    publication_stmt(xml, file);
    xml.open("sourceDesc", &[]);
    source(xml);
    xml.close();
    xml.close();
}

fn title_stmt(xml: &mut Xml, file: &File) {
    let (title, lang) = file.title;
    xml.open("titleStmt", &[]);
    xml.line("title", &[("type", "main"), ("xml:lang", lang)], title);
    if !file.day.is_empty() {
        let attrs = [("ana", "hx:briefing"), ("n", file.day)];
        xml.line("meeting", &attrs, file.day);
    }
    xml.open("respStmt", &[]);
    xml.line("name", &[], &format!("hexapla {}", file.version));
    xml.line("resp", &[], "Conversion to TEI and automatic alignment");
    xml.close();
    xml.close();
}

fn publication_stmt(xml: &mut Xml, file: &File) {
    let options = file.options;
    let url = options.licence_url.as_deref().unwrap_or_default();
    let status = if url.is_empty() { "unknown" } else { "free" };
    xml.open("publicationStmt", &[]);
    xml.line("publisher", &[], &options.publisher);
    xml.open("availability", &[("status", status)]);
    xml.line("licence", &[("target", url)], &options.licence);
    xml.close();
    if !file.generated.is_empty() {
        xml.line("date", &[("when", file.generated)], file.generated);
    }
    xml.close();
}

/// Writes `projectDesc`.
pub(super) fn project(xml: &mut Xml, text: &str) {
    xml.open("projectDesc", &[]);
    xml.line("p", &[], text);
    xml.close();
}

/// Writes `editorialDecl`: what was done to the text and what the elements mean.
pub(super) fn editorial(xml: &mut Xml, links: &str) {
    xml.open("editorialDecl", &[]);
    xml.open("normalization", &[]);
    xml.line(
        "p",
        &[],
        "A run of space, tab, carriage return and line feed is one space. Every other character is that of the source, except characters that XML does not allow, which are U+FFFD.",
    );
    xml.close();
    xml.open("segmentation", &[]);
    xml.line(
        "p",
        &[],
        "div is an exchange (a question with its answers), u a turn, seg a paragraph, s a sentence. Two sentences of a paragraph are divided by one space, by none where fullwidth characters meet. A note keeps what is no speech, at its place: the printed label of a speaker and the paratext of the page.",
    );
    if !links.is_empty() {
        xml.line("p", &[], links);
    }
    xml.close();
    xml.close();
}

/// Writes `tagsDecl` for the elements counted.
pub(super) fn tags(xml: &mut Xml, counts: &BTreeMap<String, usize>) {
    xml.open("tagsDecl", &[]);
    xml.open("namespace", &[("name", TEI)]);
    for (name, n) in counts {
        let n = n.to_string();
        xml.empty("tagUsage", &[("gi", name), ("occurs", &n)]);
    }
    xml.close();
    xml.close();
}

/// Opens `listPrefixDef` with the prefix of the shared files, which stand in `folder`.
pub(super) fn open_prefixes(xml: &mut Xml, folder: &str) {
    xml.open("listPrefixDef", &[]);
    prefix(
        xml,
        [
            "hx",
            r"([^.]+\..+)",
            &format!("{folder}participants.xml#$1"),
        ],
        "Participants; their identifiers have a dot.",
    );
    prefix(
        xml,
        ["hx", "([a-z]+)", &format!("{folder}taxonomy.xml#$1")],
        "Categories; their identifiers have none.",
    );
}

/// Writes the prefix of an edition.
pub(super) fn edition_prefix(xml: &mut Xml, context: &Context, lang: Lang) {
    let id = context.id();
    let pattern = format!(r"({}\.{lang}(\..+)?)", id.replace('.', r"\."));
    let replacement = format!("{id}.{lang}.xml#$1");
    let text = format!("The {} edition.", context.language(lang));
    prefix(xml, [lang.as_str(), &pattern, &replacement], &text);
}

fn prefix(xml: &mut Xml, [ident, pattern, replacement]: [&str; 3], text: &str) {
    let attrs = [
        ("ident", ident),
        ("matchPattern", pattern),
        ("replacementPattern", replacement),
    ];
    xml.open("prefixDef", &attrs);
    xml.line("p", &[], text);
    xml.close();
}

/// Writes `appInfo`.
pub(super) fn application(xml: &mut Xml, version: &str) {
    xml.open("appInfo", &[]);
    xml.open(
        "application",
        &[("ident", "hexapla"), ("version", &numeric(version))],
    );
    xml.line("label", &[], &format!("hexapla {version}"));
    xml.close();
    xml.close();
}

/// Returns the numbers a version begins with, at most three: TEI takes no `-beta`.
fn numeric(version: &str) -> String {
    let numbers = version.split('.').map(|part| {
        let end = part.find(|c: char| !c.is_ascii_digit());
        (&part[..end.unwrap_or(part.len())], end.is_none())
    });
    let mut kept = Vec::new();
    for (number, whole) in numbers.take(3) {
        if !number.is_empty() {
            kept.push(number);
        }
        if !whole {
            break;
        }
    }
    if kept.is_empty() {
        "0".to_owned()
    } else {
        kept.join(".")
    }
}

/// Writes `langUsage`.
pub(super) fn languages(xml: &mut Xml, languages: &[(Lang, String)]) {
    xml.open("langUsage", &[]);
    for (lang, name) in languages {
        xml.line("language", &[("ident", lang.as_str())], name);
    }
    xml.close();
}

/// Writes `textClass`: every text is a briefing.
pub(super) fn text_class(xml: &mut Xml) {
    xml.open("textClass", &[]);
    xml.empty(
        "catRef",
        &[("scheme", "hx:texts"), ("target", "hx:briefing")],
    );
    xml.close();
}

/// Writes `settingDesc` when the day is known.
pub(super) fn setting(xml: &mut Xml, day: &str) {
    if day.is_empty() {
        return;
    }
    xml.open("settingDesc", &[]);
    xml.open("setting", &[]);
    xml.line("date", &[("when", day)], day);
    xml.close();
    xml.close();
}

/// Writes `revisionDesc`.
pub(super) fn revision(xml: &mut Xml, generated: &str) {
    xml.open("revisionDesc", &[]);
    xml.line("change", &[("when", generated)], "Generated by hexapla.");
    xml.close();
}

/// Returns the title of a briefing as a whole.
pub(super) fn briefing_title(aligned: &Aligned) -> String {
    let codes: Vec<&str> = aligned.editions.keys().map(Lang::as_str).collect();
    let codes = codes.join(", ");
    match aligned.briefing.date {
        Some(date) => format!("Press briefing of {date}: parallel corpus ({codes})"),
        None => format!(
            "Press briefing {}: parallel corpus ({codes})",
            aligned.briefing.id
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_cut_to_what_tei_takes() {
        assert_eq!(numeric("0.1.0"), "0.1.0");
        assert_eq!(numeric("1.2.0-beta.3"), "1.2.0");
        assert_eq!(numeric(""), "0");
    }
}
