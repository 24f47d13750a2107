//! Glossaries in XML: TBX (ISO 30042, versions 2 and 3) and TMX 1.4b.
//!
//! ```xml
//! <termEntry id="c1"><langSet xml:lang="en"><tig><term>dam</term></tig></langSet>…</termEntry>
//! <tu tuid="c1"><tuv xml:lang="en"><seg>dam</seg></tuv>…</tu>
//! ```
//!
//! Both hold entries, languages in them, and terms in those; all else is passed over.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::rows::{Row, Rows};
use crate::lexicon::Fault;
use crate::model::Lang;

/// Reads a glossary.
pub(super) fn read(text: &str) -> Result<Rows, Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut state = State::default();
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            Fault::at(
                line(text, at),
                format!("not well-formed XML: {error}; check the file with an XML tool"),
            )
        })?;
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Event::Start(tag) => state.open(&tag, line(text, at)),
            Event::End(tag) => state.close(tag.local_name().as_ref()),
            Event::Text(text) => state.add(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => state.add(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    state.add(c.encode_utf8(&mut [0; 4]));
                } else if let Some(text) = quick_xml::escape::resolve_predefined_entity(
                    &reference.xml_content(XmlVersion::Implicit1_0),
                ) {
                    state.add(text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if state.rows.is_empty() {
        return Err(Fault::whole(
            "no glossary: expected TBX (`termEntry` or `conceptEntry`) or TMX (`tu`) with terms in two languages",
        ));
    }
    let mut langs: Vec<Lang> = state
        .rows
        .iter()
        .flat_map(|row| row.cells.keys().copied())
        .collect();
    langs.sort_unstable();
    langs.dedup();
    Ok(Rows {
        langs,
        rows: state.rows,
    })
}

#[derive(Default)]
struct State {
    rows: Vec<Row>,
    row: Option<Row>,
    lang: Option<Lang>,
    /// The text of the term at hand.
    term: Option<String>,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>, line: usize) {
        match tag.local_name().as_ref() {
            "termEntry" | "conceptEntry" | "tu" => {
                let id = attribute(tag, &["id", "xml:id", "tuid"]);
                self.row = Some(Row {
                    id: id.unwrap_or_else(|| format!("line-{line}")),
                    line,
                    ..Row::default()
                });
            }
            "langSet" | "langSec" | "tuv" => {
                let code = attribute(tag, &["xml:lang", "lang"]);
                // `en-US` is English.
                let code = code.as_deref().and_then(|code| code.split(['-', '_']).next());
                self.lang = code.and_then(|code| code.to_ascii_lowercase().parse().ok());
            }
            "term" | "seg" => self.term = Some(String::new()),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(term) = &mut self.term {
            term.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "term" | "seg" => {
                let term = self.term.take().unwrap_or_default();
                let term = term.split_whitespace().collect::<Vec<_>>().join(" ");
                if let (Some(row), Some(lang), false) = (&mut self.row, self.lang, term.is_empty()) {
                    row.cells.entry(lang).or_default().push(term);
                }
            }
            "langSet" | "langSec" | "tuv" => self.lang = None,
            "termEntry" | "conceptEntry" | "tu" => {
                self.rows
                    .extend(self.row.take().filter(|row| row.cells.len() > 1));
            }
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    let found = names
        .iter()
        .find_map(|name| tag.try_get_attribute(name).ok().flatten())?;
    found
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

fn line(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    1 + before.iter().filter(|&&b| b == b'\n').count()
}
