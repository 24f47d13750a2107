//! InterText: the editor in which people correct alignments of two editions.
//!
//! ```text
//! b-1.en-00.xml                    <doc …><p id="1"><s id="1:1">Good morning.</s></p></doc>
//! b-1.en-00.zh-00.alignment.xml    <linkGrp toDoc='b-1.zh-00.xml' fromDoc='b-1.en-00.xml'>
//!                                  <link type='1-2' xtargets='1:1;1:1 1:2' status='auto'/></linkGrp>
//! ```
//!
//! InterText opens a pair of one document, so each briefing and pair is a file. Type
//! and targets name the other edition first. It shows what links name, and nothing
//! else: a sentence whose link a filter leaves out stands alone here. Identifiers
//! may have two numbers at most, paragraph and sentence.

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::model::{Lang, Pair};

use super::whole::{BriefingWriter, Outputs, Text, Whole, complete};

/// The version in the names of files: InterText keeps several of one language apart.
const VERSION: &str = "00";

/// Writes the files of InterText.
pub struct InterText<O: Outputs> {
    outputs: O,
    replaced: usize,
}

impl<O: Outputs> InterText<O> {
    /// Makes a writer.
    pub fn new(outputs: O) -> InterText<O> {
        InterText { outputs, replaced: 0 }
    }

    fn document(&mut self, briefing: &Whole, lang: Lang, text: &Text) -> io::Result<()> {
        let mut out = self.outputs.create(&document(briefing.id, lang))?;
        let date = briefing
            .date
            .map_or(String::new(), |date| format!(" date=\"{date}\""));
        let id = escape(briefing.id);
        writeln!(out, r#"<?xml version="1.0" encoding="utf-8"?>"#)?;
        writeln!(
            out,
            "<doc id=\"{id}\" language=\"{lang}\" version=\"{VERSION}\"{date}>"
        )?;
        self.replaced += text.write_xml(&mut out, ':', |_| String::new())?;
        writeln!(out, "</doc>")?;
        out.flush()
    }

    fn links(&mut self, briefing: &Whole, pair: Pair) -> io::Result<()> {
        let (from, to) = (pair.first(), pair.second());
        let id = briefing.id;
        let name = format!("{id}.{from}-{VERSION}.{to}-{VERSION}.alignment.xml");
        let mut out = self.outputs.create(&name)?;
        let (to_doc, from_doc) = (document(id, to), document(id, from));
        writeln!(out, "<?xml version='1.0' encoding='utf-8'?>")?;
        writeln!(out, "<linkGrp toDoc='{to_doc}' fromDoc='{from_doc}'>")?;
        let names = [from, to].map(|lang| briefing.editions[&lang].numbers(':'));
        let lens = [from, to].map(|lang| briefing.len(lang));
        for link in complete(briefing.of(pair), lens) {
            let side = |k: usize| link.names(k, &names[k]);
            let [first, second] = link.sides.each_ref().map(Vec::len);
            let status = if link.manual { "man" } else { "auto" };
            writeln!(
                out,
                "<link type='{second}-{first}' xtargets='{};{}' status='{status}'/>",
                side(1),
                side(0)
            )?;
        }
        writeln!(out, "</linkGrp>")?;
        out.flush()
    }
}

fn document(briefing: &str, lang: Lang) -> String {
    format!("{briefing}.{lang}-{VERSION}.xml")
}

impl<O: Outputs> BriefingWriter for InterText<O> {
    fn briefing(&mut self, briefing: &Whole) -> io::Result<()> {
        for (&lang, text) in &briefing.editions {
            self.document(briefing, lang, text)?;
        }
        briefing
            .links
            .keys()
            .try_for_each(|&pair| self.links(briefing, pair))
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn replaced(&self) -> usize {
        self.replaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::tmx::tests::texts;
    use crate::write::units::Filter;
    use crate::write::units::tests::HARD;
    use crate::write::whole::tests::{Memory, crossed, english};

    #[test]
    fn every_sentence_stands_in_one_link() {
        let mut files = Memory::default();
        let aligned = crossed();
        let pair = Pair::new(Lang::EN, Lang::ZH);
        let mut whole = Whole::new(&aligned, &[Lang::EN, Lang::ZH], &[pair]).expect("a briefing");
        let mut intertext = InterText::new(files.clone());
        intertext.briefing(&whole).expect("written");
        let name = "b-1.en-00.zh-00.alignment.xml";
        assert_eq!(files.names(), ["b-1.en-00.xml", name, "b-1.zh-00.xml"]);
        insta::assert_snapshot!(files.take(name));
        let documents = ["b-1.en-00.xml", "b-1.zh-00.xml"].map(|name| files.take(name));
        assert!(documents[1].contains("<p id=\"2\">\n<s id=\"2:1\">四。</s>"));
        whole.filter(&Filter {
            min_confidence: 0.85,
            one_to_one: false,
        });
        intertext.briefing(&whole).expect("written");
        insta::assert_snapshot!(files.take(name), @r"
        <?xml version='1.0' encoding='utf-8'?>
        <linkGrp toDoc='b-1.zh-00.xml' fromDoc='b-1.en-00.xml'>
        <link type='2-1' xtargets='1:1 1:2;1:1' status='auto'/>
        <link type='0-1' xtargets=';1:2' status='auto'/>
        <link type='1-1' xtargets='2:1;2:1' status='man'/>
        <link type='1-0' xtargets='2:2;' status='auto'/>
        <link type='1-0' xtargets='2:3;' status='auto'/>
        <link type='0-1' xtargets=';2:2' status='auto'/>
        </linkGrp>
        ");
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let mut files = Memory::default();
        let aligned = english(&HARD);
        let whole = Whole::new(&aligned, &[Lang::EN], &[]).expect("a briefing");
        InterText::new(files.clone()).briefing(&whole).expect("written");
        assert_eq!(texts(&files.take("b-1.en-00.xml"), "s"), HARD);
    }
}
