//! The headers: what researchers expect to find, and no more.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::{Aligned, Lang};

use super::meta::{Availability, Meta, contact_target};
use super::xml::Xml;
use super::xml::as_written;
use super::{Context, Knowledge, TEI, Tags};

/// What the `fileDesc` of a file says.
pub(super) struct File<'a> {
    /// The titles with their languages.
    pub(super) titles: &'a [(&'a str, &'a str)],
    /// The corpus that the file is a part of; `None` for the corpus itself.
    pub(super) series: Option<&'a str>,
    /// The day of the briefing, empty where there is none.
    pub(super) day: &'a str,
    /// Units and their numbers.
    pub(super) extent: &'a [(&'a str, usize)],
    /// The number of words in each language.
    pub(super) words: &'a BTreeMap<Lang, usize>,
    /// The day of generation, empty where nothing is known.
    pub(super) generated: &'a str,
    /// The version of the program.
    pub(super) version: &'a str,
    /// What else is to be said.
    pub(super) meta: &'a Meta,
}

/// Writes `fileDesc`; `source` writes the content of `sourceDesc`.
pub(super) fn file_desc(xml: &mut Xml, file: &File, source: impl FnOnce(&mut Xml)) {
    xml.open("fileDesc", &[]);
    title_stmt(xml, file);
    xml.open("editionStmt", &[]);
    xml.line("edition", &[], &file.meta.edition);
    xml.close();
    extent(xml, file);
    publication_stmt(xml, file);
    if let Some(title) = file.series {
        xml.open("seriesStmt", &[]);
        xml.line("title", &[("type", "main"), ("xml:lang", "en")], title);
        xml.close();
    }
    xml.open("sourceDesc", &[]);
    source(xml);
    xml.close();
    xml.close();
}

/// Writes `extent`: how much there is; words of each language too, where there are several.
fn extent(xml: &mut Xml, file: &File) {
    xml.open("extent", &[]);
    let mut measure = |unit: &str, n: usize, lang: &str, of: &str| {
        let n = n.to_string();
        let attrs = [
            ("unit", unit.replace(' ', "-")),
            ("quantity", n.clone()),
            ("n", lang.to_owned()),
        ];
        xml.line(
            "measure",
            &attrs.each_ref().map(|(k, v)| (*k, v.as_str())),
            &format!("{n} {unit}{of}"),
        );
    };
    for (unit, n) in file.extent {
        measure(unit, *n, "", "");
    }
    measure("words", file.words.values().sum(), "", "");
    for (lang, n) in file.words.iter().filter(|_| file.words.len() > 1) {
        measure("words", *n, lang.as_str(), &format!(" ({lang})"));
    }
    xml.close();
}

fn title_stmt(xml: &mut Xml, file: &File) {
    xml.open("titleStmt", &[]);
    for (title, lang) in file.titles {
        xml.line("title", &[("type", "main"), ("xml:lang", lang)], title);
    }
    if !file.day.is_empty() {
        let attrs = [("ana", "hx:briefing"), ("n", file.day)];
        xml.line("meeting", &attrs, file.day);
    }
    for funder in &file.meta.funders {
        xml.line("funder", &[], funder);
    }
    for person in &file.meta.responsible {
        let address = person.url.as_deref().map(address).unwrap_or_default();
        xml.open("respStmt", &[]);
        xml.line("persName", &[("ref", &address)], &person.name);
        xml.line("resp", &[], &person.did);
        xml.close();
    }
    xml.open("respStmt", &[]);
    xml.line("name", &[], &format!("hexapla {}", file.version));
    xml.line("resp", &[], "Conversion to TEI and automatic alignment");
    xml.close();
    xml.close();
}

fn publication_stmt(xml: &mut Xml, file: &File) {
    let meta = file.meta;
    xml.open("publicationStmt", &[]);
    xml.line("publisher", &[], &meta.publisher);
    if let Some(contact) = meta.contact.as_ref().filter(|contact| !contact.is_empty()) {
        let contact = &as_written(contact);
        let target = contact_target(contact).unwrap_or_else(|| address(contact));
        xml.line("ref", &[("type", "contact"), ("target", &target)], contact);
    }
    for identifier in &meta.identifiers {
        xml.line("idno", &[("type", "corpus")], identifier);
    }
    availability(xml, meta.status(), &meta.licence, meta.licence_url.as_deref());
    if !file.generated.is_empty() {
        xml.line("date", &[("when", file.generated)], file.generated);
    }
    xml.close();
}

/// Writes `availability`: how free something is, under which licence.
pub(super) fn availability(xml: &mut Xml, status: Availability, licence: &str, url: Option<&str>) {
    let target = url.map(address).unwrap_or_default();
    xml.open("availability", &[("status", status.as_str())]);
    xml.line("licence", &[("target", &target)], licence);
    xml.close();
}

/// Returns an address as it may stand in a pointer: what an address cannot have is escaped.
/// What is no address on the web becomes a relative one, for its colon begins no scheme.
pub(super) fn address(text: &str) -> String {
    let schemes = ["https://", "http://", "mailto:"];
    let web = schemes
        .iter()
        .any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    let mut out = String::new();
    let mut fragment = false;
    for (at, c) in text.char_indices() {
        let hex = |n: usize| text.as_bytes().get(at + n).is_some_and(u8::is_ascii_hexdigit);
        let fit = match c {
            '%' => hex(1) && hex(2),
            ':' => web,
            '#' => web && !std::mem::replace(&mut fragment, true),
            c => !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`[]".contains(c),
        };
        if fit {
            out.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Writes `projectDesc`: what the file is, and what the corpus was made for.
pub(super) fn project(xml: &mut Xml, text: &str, meta: &Meta) {
    xml.open("projectDesc", &[]);
    xml.line("p", &[], text);
    if let Some(project) = &meta.project {
        xml.line("p", &[], project);
    }
    xml.close();
}

/// Writes `tagsDecl` for the elements counted.
pub(super) fn tags(xml: &mut Xml, counts: &Tags) {
    if counts.is_empty() {
        return;
    }
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
        ["hx", r"([^.]+\..+)", &format!("{folder}participants.xml#$1")],
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

/// Writes `langUsage`: the languages with their shares of the words, in percent.
pub(super) fn languages(xml: &mut Xml, knowledge: Knowledge, words: &BTreeMap<Lang, usize>) {
    let all: usize = words.values().sum();
    xml.open("langUsage", &[]);
    for (&lang, n) in words {
        let share = (n * 200 + all).checked_div(2 * all);
        let share = share.map_or(String::new(), |share| share.to_string());
        let attrs = [("ident", lang.as_str()), ("usage", &share)];
        xml.line("language", &attrs, &knowledge.language(lang));
    }
    xml.close();
}

/// Writes `textClass`: every text is a briefing; `status` says what an edition is to the others.
pub(super) fn text_class(xml: &mut Xml, status: Option<&str>) {
    xml.open("textClass", &[]);
    xml.empty("catRef", &[("scheme", "hx:texts"), ("target", "hx:briefing")]);
    if let Some(status) = status {
        xml.empty("catRef", &[("scheme", "hx:editions"), ("target", status)]);
    }
    xml.close();
}

/// Writes `settingDesc` when anything is known of where and when.
pub(super) fn setting(xml: &mut Xml, day: &str, meta: &Meta) {
    let setting = &meta.setting;
    let names = [
        ("institution", &setting.institution),
        ("city", &setting.city),
        ("country", &setting.country),
    ];
    if day.is_empty() && names.iter().all(|(_, name)| name.is_none()) {
        return;
    }
    xml.open("settingDesc", &[]);
    xml.open("setting", &[]);
    for (kind, name) in names {
        if let Some(name) = name {
            xml.line("name", &[("type", kind)], name);
        }
    }
    if !day.is_empty() {
        xml.line("date", &[("when", day)], day);
    }
    xml.close();
    xml.close();
}

/// Writes `revisionDesc`: what people changed, then the making of the file.
pub(super) fn revision(xml: &mut Xml, generated: &str, meta: &Meta) {
    xml.open("revisionDesc", &[]);
    for change in &meta.changes {
        let when = change.when.map_or(String::new(), |when| when.to_string());
        xml.line("change", &[("when", &when)], &change.what);
    }
    xml.line(
        "change",
        &[("when", generated), ("type", "generated")],
        "Generated by hexapla.",
    );
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
    fn addresses_are_such_as_pointers_take() {
        let cases = [
            (
                "https://example.org/a?b=1&c=%20#d",
                "https://example.org/a?b=1&c=%20#d",
            ),
            (
                "https://example.org/a b#c#d%",
                "https://example.org/a%20b#c%23d%25",
            ),
            ("CC BY: 4", "CC%20BY%3A%204"),
            ("http://", "http%3A//"),
        ];
        for (text, expected) in cases {
            assert_eq!(address(text), expected);
        }
    }

    #[test]
    fn versions_are_cut_to_what_tei_takes() {
        assert_eq!(numeric("0.1.0"), "0.1.0");
        assert_eq!(numeric("1.2.0-beta.3"), "1.2.0");
        assert_eq!(numeric(""), "0");
    }
}
