//! Verticals of NoSketch Engine and the Corpus Workbench, with their alignments.
//!
//! ```text
//! corpus.en.vert        a token a line between structures: doc, u, p, s
//! corpus.en-zh.align    sentences of en against those of zh, by their numbers: "3<TAB>3,4"
//! corpus.zh-en.align    the same seen from zh
//! corpus.en-zh.beads    the same by identifiers, for cwb-align-import
//! registry/corpus_en    what NoSketch Engine must know of the corpus
//! ```
//!
//! Tokens are words and marks ([`segment::tokens`]), in Chinese single characters. A reader
//! puts a text together again with a space between tokens, but nothing where `<g/>`
//! stands, and what `<sp c="U+00A0"/>` says where that stands: so every text survives,
//! and no token is white space. Leaving such spaces out was rejected, for they
//! cannot be found again; tokens of white space, for tools would count them.

mod registry;
mod tables;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::language::Languages;
use crate::model::{Lang, Pair};
use crate::segment;

use super::whole::{BriefingWriter, Outputs, Text, Whole};
use super::{xml_attribute, xml_text};

use tables::Tables;

/// Writes verticals, alignments and registry files.
pub struct Vertical<O: Outputs> {
    verticals: BTreeMap<Lang, O::File>,
    tables: Tables<O::File>,
    languages: Languages,
    replaced: usize,
}

impl<O: Outputs> Vertical<O> {
    /// Makes the files; `languages` says how words are cut and what languages are called.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn new(
        mut outputs: O,
        langs: &[Lang],
        pairs: &[Pair],
        languages: &Languages,
    ) -> io::Result<Vertical<O>> {
        let mut verticals = BTreeMap::new();
        for &lang in langs {
            let vertical = outputs.create(&vertical(lang))?;
            verticals.insert(lang, vertical);
            let mut file = outputs.create(&format!("registry/{}", corpus(lang)))?;
            let name = languages.get(lang).map(|language| language.pack().name.as_str());
            registry::write(&mut file, lang, name, pairs)?;
        }
        let tables = Tables::new(&mut outputs, langs, pairs)?;
        Ok(Vertical {
            verticals,
            tables,
            languages: languages.clone(),
            replaced: 0,
        })
    }
}

/// The name of the corpus of a language, which its registry file has.
fn corpus(lang: Lang) -> String {
    format!("corpus_{lang}")
}

fn vertical(lang: Lang) -> String {
    format!("corpus.{lang}.vert")
}

/// The name of the table of a language against another.
fn table(from: Lang, to: Lang) -> String {
    format!("corpus.{from}-{to}.align")
}

impl<O: Outputs> BriefingWriter for Vertical<O> {
    fn briefing(&mut self, briefing: &Whole) -> io::Result<()> {
        for (lang, text) in briefing.editions.iter().filter(|(_, text)| !text.is_empty()) {
            let language = self.languages.get(*lang);
            let mut document = Document {
                briefing: briefing.id,
                segmenter: language.map(crate::language::Language::segmenter),
                lines: Vec::new(),
                replaced: 0,
            };
            let date = briefing.date.map_or(String::new(), |date| date.to_string());
            document.structure(
                "doc",
                &[("id", briefing.id), ("lang", lang.as_str()), ("date", &date)],
            );
            document.turns(text);
            document.end("doc");
            self.replaced += document.replaced;
            if let Some(out) = self.verticals.get_mut(lang) {
                out.write_all(&document.lines)?;
            }
        }
        self.tables.briefing(briefing)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.verticals.values_mut().try_for_each(Write::flush)?;
        self.tables.finish()
    }

    fn replaced(&self) -> usize {
        self.replaced
    }
}

/// The lines of one edition.
struct Document<'a> {
    briefing: &'a str,
    segmenter: Option<&'a segment::Segmenter>,
    lines: Vec<u8>,
    replaced: usize,
}

impl Document<'_> {
    fn turns(&mut self, text: &Text) {
        for turn in text.paragraphs.chunk_by(|a, b| std::ptr::eq(a.turn, b.turn)) {
            let about = turn[0].turn;
            let who = about.speaker.as_deref().unwrap_or_default();
            let id = format!("{}.{}", self.briefing, about.id);
            self.structure("u", &[("id", &id), ("who", who), ("role", about.role.as_str())]);
            for paragraph in turn {
                self.structure("p", &[]);
                for sentence in &paragraph.sentences {
                    let id = format!("{}.{}", self.briefing, sentence.id);
                    self.structure("s", &[("id", &id)]);
                    self.tokens(&sentence.text);
                    self.end("s");
                }
                self.end("p");
            }
            self.end("u");
        }
    }

    /// Writes the tokens of a text and what stands between them.
    fn tokens(&mut self, text: &str) {
        let tokens = segment::tokens(self.segmenter, text);
        let mut end = None;
        for token in tokens {
            self.between(&text[end.unwrap_or(0)..token.start], end.is_none());
            let (written, replaced) = xml_text(&text[token.clone()]);
            self.replaced += replaced;
            self.line(&written);
            end = Some(token.end);
        }
        self.between(&text[end.unwrap_or(0)..], true);
    }

    /// Writes what stands between two tokens, unless readers take it so anyway: a space,
    /// and nothing at the edges of a sentence.
    fn between(&mut self, space: &str, edge: bool) {
        match (space, edge) {
            (" ", false) | ("", true) => {}
            ("", false) => self.line("<g/>"),
            (space, _) => {
                let codes: Vec<String> = space.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
                self.line(&format!("<sp c=\"{}\"/>", codes.join(" ")));
            }
        }
    }

    fn structure(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let mut line = format!("<{name}");
        for (key, value) in attributes {
            let (value, replaced) = xml_attribute(value);
            self.replaced += replaced;
            line += &format!(" {key}=\"{value}\"");
        }
        self.line(&(line + ">"));
    }

    fn end(&mut self, name: &str) {
        self.line(&format!("</{name}>"));
    }

    fn line(&mut self, line: &str) {
        self.lines.extend_from_slice(line.as_bytes());
        self.lines.push(b'\n');
    }
}

#[cfg(test)]
mod tests;
