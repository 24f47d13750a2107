//! `FreeDict`'s TEI dictionaries.
//!
//! ```xml
//! <entry><form><orth>dam</orth></form>
//!   <sense><cit type="trans"><quote>barrage</quote></cit></sense></entry>
//! ```
//!
//! Every form of an entry is paired with every translation of it. Translations
//! inside examples are sentences, so they are left out. Languages come from the
//! command line; without that from the nearest `xml:lang` around `orth` and
//! `quote`; without that from the two languages that the header's `langUsage`
//! names in this order; three-letter codes are known for common languages.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::Fault;
use super::phrases::Entry;
use crate::model::Lang;

/// What a dictionary says.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// Its languages, where the file names them.
    pub(super) langs: [Option<Lang>; 2],
    pub(super) entries: Vec<Entry>,
}

/// Reads a dictionary.
pub(super) fn read(text: &str) -> Result<Dictionary, Fault> {
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
            Event::Start(tag) => state
                .open(&tag)
                .map_err(|message| Fault::at(line(text, at), message))?,
            Event::End(_) => state.close(),
            Event::Text(text) => state.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => state.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => state.text.push(c),
                _ => state.text.push_str(
                    quick_xml::escape::resolve_predefined_entity(
                        &reference.xml_content(XmlVersion::Implicit1_0),
                    )
                    .unwrap_or(" "),
                ),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if let Some(open) = state.path.last() {
        return Err(Fault::whole(format!(
            "not well-formed XML: the file ends inside `{}`; it may be cut short",
            open.name
        )));
    }
    state.finish()
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    1 + before.iter().filter(|&&b| b == b'\n').count()
}

/// An open element.
struct Open {
    name: String,
    lang: Option<Lang>,
    /// Stands in a translation, outside examples.
    translation: bool,
    example: bool,
}

#[derive(Default)]
struct State {
    path: Vec<Open>,
    text: String,
    forms: Vec<String>,
    translations: Vec<String>,
    /// The languages of `langUsage`.
    header: Vec<Lang>,
    out: Dictionary,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let name = tag.local_name().as_ref().to_owned();
        let mut open = match self.path.last() {
            Some(outer) => Open { name, ..*outer },
            None => Open {
                name,
                lang: None,
                translation: false,
                example: false,
            },
        };
        let attribute = |key: &str| -> Result<Option<String>, String> {
            let found = tag.try_get_attribute(key).map_err(|error| error.to_string())?;
            let Some(found) = found else { return Ok(None) };
            let value = found.normalized_value(XmlVersion::Implicit1_0);
            value
                .map(|v| Some(v.into_owned()))
                .map_err(|error| error.to_string())
        };
        if let Some(code) = attribute("xml:lang")? {
            open.lang = lang(&code);
        }
        match open.name.as_str() {
            "cit" => match attribute("type")?.as_deref() {
                Some("trans" | "translation" | "translationEquivalent") => open.translation = !open.example,
                _ => open.example = true,
            },
            "language" => self.header.extend(attribute("ident")?.as_deref().and_then(lang)),
            "entry" => {
                self.forms.clear();
                self.translations.clear();
            }
            _ => {}
        }
        if matches!(open.name.as_str(), "orth" | "quote") {
            self.text.clear();
        }
        self.path.push(open);
        Ok(())
    }

    fn close(&mut self) {
        let Some(open) = self.path.pop() else { return };
        match open.name.as_str() {
            "orth" if !open.example && !open.translation => {
                self.forms.push(spaced(&self.text));
                self.out.langs[0] = self.out.langs[0].or(open.lang);
            }
            "quote" if open.translation && !open.example => {
                self.translations.push(spaced(&self.text));
                self.out.langs[1] = self.out.langs[1].or(open.lang);
            }
            "entry" => self.entry(),
            _ => {}
        }
    }

    fn entry(&mut self) {
        for form in &self.forms {
            for translation in &self.translations {
                if !form.is_empty() && !translation.is_empty() {
                    self.out.entries.push((form.clone(), translation.clone()));
                }
            }
        }
        self.forms.clear();
        self.translations.clear();
    }

    fn finish(mut self) -> Result<Dictionary, Fault> {
        if self.out.entries.is_empty() {
            return Err(Fault::whole(
                "no entry with a form and a translation: expected `entry` with `form`/`orth` and \
                 `cit type=\"trans\"`/`quote`, as FreeDict writes them",
            ));
        }
        if let [first, second] = self.header[..] {
            // An `xml:lang` that is the same on both sides is inherited from above both.
            if self.out.langs[0] == self.out.langs[1] {
                self.out.langs = [None, None];
            }
            self.out.langs[0] = self.out.langs[0].or(Some(first));
            self.out.langs[1] = self.out.langs[1].or(Some(second));
        }
        Ok(self.out)
    }
}

/// Makes each run of white space one space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a language code of two or three letters, with whatever follows it.
fn lang(code: &str) -> Option<Lang> {
    let primary = code.split(['-', '_']).next().unwrap_or_default();
    let short = match primary.to_ascii_lowercase().as_str() {
        "ara" => "ar",
        "deu" | "ger" => "de",
        "eng" => "en",
        "fra" | "fre" => "fr",
        "ita" => "it",
        "nld" | "dut" => "nl",
        "por" => "pt",
        "rus" => "ru",
        "spa" => "es",
        "tur" => "tr",
        "zho" | "chi" | "cmn" => "zh",
        _ => primary,
    };
    short.parse().ok()
}
