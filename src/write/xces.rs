//! XCES as OPUS lays it out: a folder of sentences a language, a file of links a pair.
//!
//! ```text
//! xml/en/b-1.xml    <text><p id="1"><s id="1.1">Good morning.</s></p></text>
//! xml/en-zh.xml     <linkGrp targType="s" fromDoc="en/b-1.xml" toDoc="zh/b-1.xml">
//!                   <link id="SL1" xtargets="1.1 1.2;1.1" certainty="0.97"/>
//!                   <link id="SL2" xtargets=";1.3" certainty="0.9"/></linkGrp>
//! ```
//!
//! The documents are named as members of an archive of the folder would be, so
//! `opus_read` takes both the folder and archives of it. Sentences are text, not
//! words: cut into words as OPUS has them besides, they could not be put
//! together again. `id` of a sentence is its paragraph and its place there, from 1.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::model::{Lang, Pair};

use super::whole::{BriefingWriter, Link, Outputs, Text, Whole};
use super::xml_attribute;

/// Writes XCES.
pub struct Xces<O: Outputs> {
    outputs: O,
    links: BTreeMap<Pair, (O::File, usize)>,
    replaced: usize,
}

impl<O: Outputs> Xces<O> {
    /// Makes the files of links.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn new(mut outputs: O, pairs: &[Pair]) -> io::Result<Xces<O>> {
        let mut links = BTreeMap::new();
        for &pair in pairs {
            let mut file = outputs.create(&format!("xml/{pair}.xml"))?;
            write!(
                file,
                r#"<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
<cesAlign version="1.0">
"#
            )?;
            links.insert(pair, (file, 0));
        }
        Ok(Xces {
            outputs,
            links,
            replaced: 0,
        })
    }

    fn document(&mut self, briefing: &Whole, lang: Lang, text: &Text) -> io::Result<()> {
        let id = briefing.id;
        let mut out = self.outputs.create(&format!("xml/{lang}/{id}.xml"))?;
        let date = briefing
            .date
            .map_or(String::new(), |date| format!(" date=\"{date}\""));
        writeln!(out, r#"<?xml version="1.0" encoding="utf-8"?>"#)?;
        writeln!(out, "<text id=\"{}\" lang=\"{lang}\"{date}>", escape(id))?;
        let mut unfit = 0;
        self.replaced += text.write_xml(&mut out, '.', |turn| {
            let who = turn.speaker.as_deref().map_or(String::new(), |who| {
                let (who, replaced) = xml_attribute(who);
                unfit += replaced;
                format!(" who=\"{who}\"")
            });
            format!("{who} role=\"{}\"", turn.role.as_str())
        })?;
        self.replaced += unfit;
        writeln!(out, "</text>")?;
        out.flush()
    }
}

/// Writes the group of links of a briefing; `n` counts the links of the file.
fn group(
    out: &mut impl Write,
    n: &mut usize,
    (briefing, pair): (&str, Pair),
    names: [&[String]; 2],
    links: &[Link],
) -> io::Result<()> {
    let [first, second] = [pair.first(), pair.second()].map(|lang| format!("{lang}/{briefing}.xml"));
    writeln!(
        out,
        "<linkGrp targType=\"s\" fromDoc=\"{first}\" toDoc=\"{second}\">"
    )?;
    for link in links {
        *n += 1;
        let side = |k: usize| link.names(k, names[k]);
        writeln!(
            out,
            "<link id=\"SL{n}\" xtargets=\"{};{}\" certainty=\"{}\"/>",
            side(0),
            side(1),
            link.confidence
        )?;
    }
    writeln!(out, "</linkGrp>")
}

impl<O: Outputs> BriefingWriter for Xces<O> {
    fn briefing(&mut self, briefing: &Whole) -> io::Result<()> {
        let mut names = BTreeMap::new();
        for (&lang, text) in &briefing.editions {
            self.document(briefing, lang, text)?;
            names.insert(lang, text.numbers('.'));
        }
        for (&pair, links) in briefing.links.iter().filter(|(_, links)| !links.is_empty()) {
            let sides = [pair.first(), pair.second()].map(|lang| names[&lang].as_slice());
            if let Some((out, n)) = self.links.get_mut(&pair) {
                group(out, n, (briefing.id, pair), sides, links)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        for (out, _) in self.links.values_mut() {
            writeln!(out, "</cesAlign>")?;
            out.flush()?;
        }
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
    use crate::write::units::tests::{FORBIDDEN, HARD};
    use crate::write::whole::tests::{Memory, crossed, english};

    #[test]
    fn folders_and_links() {
        let mut files = Memory::default();
        let aligned = crossed();
        let pair = Pair::new(Lang::EN, Lang::ZH);
        let mut xces = Xces::new(files.clone(), &[pair]).expect("files");
        let whole = Whole::new(&aligned, &[Lang::EN, Lang::ZH], &[pair]).expect("a briefing");
        xces.briefing(&whole).expect("written");
        xces.finish().expect("the end");
        assert_eq!(
            files.names(),
            ["xml/en-zh.xml", "xml/en/b-1.xml", "xml/zh/b-1.xml"]
        );
        insta::assert_snapshot!(files.take("xml/en-zh.xml"));
        insta::assert_snapshot!(files.take("xml/en/b-1.xml"));
    }

    #[test]
    fn texts_come_back_as_they_were() {
        let mut files = Memory::default();
        let aligned = english(&[&HARD[..], &[FORBIDDEN]].concat());
        let mut xces = Xces::new(files.clone(), &[]).expect("files");
        let whole = Whole::new(&aligned, &[Lang::EN], &[]).expect("a briefing");
        xces.briefing(&whole).expect("written");
        assert_eq!(xces.replaced(), 5);
        let texts = texts(&files.take("xml/en/b-1.xml"), "s");
        assert_eq!(texts[..HARD.len()], HARD);
        assert!(texts[HARD.len()].starts_with("bell\u{fffd} null\u{fffd}"));
    }
}
