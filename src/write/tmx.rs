//! TMX 1.4b: translation memories, for translators.
//!
//! ```xml
//! <tu tuid="b-2025-05-14.en.u3.s2"><prop type="x-confidence">0.91</prop>…
//!   <tuv xml:lang="en"><prop type="x-ids">…</prop><seg>…</seg></tuv>
//!   <tuv xml:lang="zh"><prop type="x-ids">…</prop><seg>…</seg></tuv></tu>
//! ```
//!
//! One unit holds all languages (`srclang="*all*"`: any may be the source), so
//! six editions are one memory instead of fifteen. The document type names the
//! DTD, which tools have themselves. Characters that XML does not allow are
//! written as U+FFFD and counted.

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::model::Lang;

use super::units::{Unit, UnitLevel};
use super::{UnitWriter, xml_text};

/// Writes TMX.
pub struct Tmx<W: Write> {
    out: W,
    langs: Vec<Lang>,
    replaced: usize,
}

impl<W: Write> Tmx<W> {
    /// Writes the header; the languages of a unit are in this order.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn new(mut out: W, langs: &[Lang], level: UnitLevel) -> io::Result<Tmx<W>> {
        let segtype = match level {
            UnitLevel::Turn => "block",
            UnitLevel::Sentence => "sentence",
        };
        write!(
            out,
            r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="hexapla" creationtoolversion="{}" segtype="{segtype}" o-tmf="hexapla" adminlang="en" srclang="*all*" datatype="plaintext"/>
<body>
"#,
            env!("CARGO_PKG_VERSION")
        )?;
        Ok(Tmx {
            out,
            langs: langs.to_vec(),
            replaced: 0,
        })
    }

    fn prop(&mut self, name: &str, value: &str) -> io::Result<()> {
        let value = self.clean(value);
        writeln!(self.out, "<prop type=\"x-{name}\">{value}</prop>")
    }

    /// Replaces what XML does not allow and escapes the rest.
    fn clean(&mut self, text: &str) -> String {
        let (text, replaced) = xml_text(text);
        self.replaced += replaced;
        text
    }
}

impl<W: Write> UnitWriter for Tmx<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        writeln!(self.out, "<tu tuid=\"{}\">", escape(&unit.id))?;
        self.prop("briefing", unit.briefing)?;
        if let Some(date) = unit.date {
            self.prop("date", &date.to_string())?;
        }
        self.prop("confidence", &unit.confidence.to_string())?;
        if let Some(speaker) = unit.speaker {
            self.prop("speaker", speaker)?;
        }
        self.prop("role", unit.role.as_str())?;
        for lang in self.langs.clone() {
            let Some(side) = unit.sides.get(&lang) else {
                continue;
            };
            writeln!(self.out, "<tuv xml:lang=\"{lang}\">")?;
            self.prop("ids", &side.ids.join(" "))?;
            let text = self.clean(&side.text());
            writeln!(self.out, "<seg>{text}</seg>\n</tuv>")?;
        }
        self.out.write_all(b"</tu>\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"</body>\n</tmx>\n")?;
        self.out.flush()
    }

    fn replaced(&self) -> usize {
        self.replaced
    }
}

#[cfg(test)]
pub(super) mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;
    use crate::write::units::tests::{FORBIDDEN, HARD, Sample, hard_units, sample};

    fn written(langs: &[Lang], sample: &Sample) -> (String, usize) {
        let mut out = Vec::new();
        let mut tmx = Tmx::new(&mut out, langs, UnitLevel::Sentence).expect("the header");
        sample.each(|unit| tmx.unit(unit).expect("a unit"));
        tmx.finish().expect("the end");
        let replaced = tmx.replaced();
        (String::from_utf8(out).expect("UTF-8"), replaced)
    }

    /// The texts of all elements of a name, read by an XML parser.
    pub(in crate::write) fn texts(xml: &str, element: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let (mut found, mut inside) = (Vec::new(), false);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) => {
                    inside = start.name().as_ref() == element;
                    if inside {
                        found.push(String::new());
                    }
                }
                Event::End(_) => inside = false,
                Event::Text(text) if inside => {
                    let last = found.last_mut().expect("a segment");
                    last.push_str(&text);
                }
                Event::GeneralRef(name) if inside => {
                    let entity = format!("&{};", &*name);
                    let text = quick_xml::escape::unescape(&entity).expect("a known entity");
                    found.last_mut().expect("a segment").push_str(&text);
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let (langs, sample) = hard_units();
        let (xml, replaced) = written(&langs, &sample);
        assert_eq!(replaced, 0);
        let texts = texts(&xml, "seg");
        let english: Vec<_> = texts.iter().step_by(2).collect();
        assert_eq!(english, HARD.iter().collect::<Vec<_>>());
    }

    #[test]
    fn what_xml_forbids_is_replaced_and_counted() {
        let (langs, sample) = sample(&[FORBIDDEN, "a\rb"]);
        let (xml, replaced) = written(&langs, &sample);
        assert_eq!(replaced, 5);
        let texts = texts(&xml, "seg");
        assert_eq!(
            texts[0],
            "bell\u{fffd} null\u{fffd} escape\u{fffd}[0m \u{fffd}\u{fffd}."
        );
        assert_eq!(texts[2], "a\rb");
    }

    #[test]
    fn a_memory_as_a_whole() {
        let (langs, sample) = sample(&["Good morning."]);
        insta::assert_snapshot!(written(&langs, &sample).0, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE tmx SYSTEM "tmx14.dtd">
        <tmx version="1.4">
        <header creationtool="hexapla" creationtoolversion="0.1.0" segtype="sentence" o-tmf="hexapla" adminlang="en" srclang="*all*" datatype="plaintext"/>
        <body>
        <tu tuid="b-1.en.u1.s1">
        <prop type="x-briefing">b-1</prop>
        <prop type="x-date">2025-05-14</prop>
        <prop type="x-confidence">0.5</prop>
        <prop type="x-speaker">person.keller</prop>
        <prop type="x-role">answer</prop>
        <tuv xml:lang="en">
        <prop type="x-ids">b-1.en.u1.s1</prop>
        <seg>Good morning.</seg>
        </tuv>
        <tuv xml:lang="zh">
        <prop type="x-ids">b-1.zh.u1.s1 b-1.zh.u1.s2</prop>
        <seg>一。二。</seg>
        </tuv>
        </tu>
        </body>
        </tmx>
        "#);
    }
}
