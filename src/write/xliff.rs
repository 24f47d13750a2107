//! XLIFF 2.1: a pair as a document for translation tools, a `file` a briefing.
//!
//! ```xml
//! <file id="b-2025-05-14">
//! <unit id="b-2025-05-14.en.u3.s2"><notes>…</notes>
//! <segment state="translated"><source>…</source><target>…</target></segment></unit></file>
//! ```
//!
//! The source is the language that comes first in the alphabet: which edition
//! was translated from which is not known. What XML does not allow becomes
//! U+FFFD and is counted, as in TMX; the element `cp` that XLIFF has for it
//! was rejected, since tools drop it without a word.

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::model::Pair;

use super::units::Unit;
use super::{UnitWriter, xml_text};

/// Writes XLIFF.
pub struct Xliff<W: Write> {
    pair: Pair,
    out: W,
    /// The briefing whose `file` is open; empty before the first.
    open: String,
    replaced: usize,
}

impl<W: Write> Xliff<W> {
    /// Writes the begin of the document.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn new(pair: Pair, mut out: W) -> io::Result<Xliff<W>> {
        let (source, target) = (pair.first(), pair.second());
        write!(
            out,
            r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="{source}" trgLang="{target}">
"#
        )?;
        Ok(Xliff {
            pair,
            out,
            open: String::new(),
            replaced: 0,
        })
    }

    /// Opens the `file` of a briefing unless it is open.
    fn file(&mut self, briefing: &str) -> io::Result<()> {
        if self.open == briefing {
            return Ok(());
        }
        if !self.open.is_empty() {
            self.out.write_all(b"</file>\n")?;
        }
        briefing.clone_into(&mut self.open);
        writeln!(self.out, "<file id=\"{}\">", escape(briefing))
    }

    fn element(&mut self, start: &str, name: &str, text: &str) -> io::Result<()> {
        let (text, replaced) = xml_text(text);
        self.replaced += replaced;
        writeln!(self.out, "<{start}>{text}</{name}>")
    }
}

impl<W: Write> UnitWriter for Xliff<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let Some((source, target)) = unit.pair(self.pair) else {
            return Ok(());
        };
        self.file(unit.briefing)?;
        writeln!(self.out, "<unit id=\"{}\">\n<notes>", escape(&unit.id))?;
        let notes = [
            ("date", unit.date.map_or(String::new(), |date| date.to_string())),
            ("confidence", unit.confidence.to_string()),
            ("speaker", unit.speaker.unwrap_or_default().to_owned()),
            ("role", unit.role.as_str().to_owned()),
            ("source-ids", source.ids.join(" ")),
            ("target-ids", target.ids.join(" ")),
        ];
        for (category, text) in notes.iter().filter(|(_, text)| !text.is_empty()) {
            self.element(&format!("note category=\"{category}\""), "note", text)?;
        }
        self.out
            .write_all(b"</notes>\n<segment state=\"translated\">\n")?;
        self.element("source xml:space=\"preserve\"", "source", &source.text())?;
        self.element("target xml:space=\"preserve\"", "target", &target.text())?;
        self.out.write_all(b"</segment>\n</unit>\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.open.is_empty() {
            // A document has a file, and a file has something.
            self.out
                .write_all(b"<file id=\"none\">\n<group id=\"none\"/>\n")?;
        }
        self.out.write_all(b"</file>\n</xliff>\n")?;
        self.out.flush()
    }

    fn replaced(&self) -> usize {
        self.replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::write::tmx::tests::texts;
    use crate::write::units::tests::{FORBIDDEN, HARD, Sample, hard_units, sample};

    fn written(sample: &Sample) -> (String, usize) {
        let mut out = Vec::new();
        let mut xliff = Xliff::new(Pair::new(Lang::EN, Lang::ZH), &mut out).expect("the begin");
        sample.each(|unit| xliff.unit(unit).expect("a unit"));
        xliff.finish().expect("the end");
        let replaced = xliff.replaced();
        (String::from_utf8(out).expect("UTF-8"), replaced)
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let (xml, replaced) = written(&hard_units().1);
        assert_eq!(replaced, 0);
        assert_eq!(texts(&xml, "source"), HARD);
        assert_eq!(texts(&xml, "target"), ["一。二。"; 8]);
    }

    #[test]
    fn what_xml_forbids_is_replaced_and_nothing_is_a_document_too() {
        let (xml, replaced) = written(&sample(&[FORBIDDEN]).1);
        assert_eq!(replaced, 5);
        assert!(texts(&xml, "source")[0].starts_with("bell\u{fffd} null\u{fffd}"));
        let (xml, _) = written(&sample(&[]).1);
        assert!(xml.ends_with("<file id=\"none\">\n<group id=\"none\"/>\n</file>\n</xliff>\n"));
    }
}
