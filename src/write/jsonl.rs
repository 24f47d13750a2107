//! JSON lines in the layout of translation data sets of Hugging Face: an object a
//! unit, the texts under `translation`.
//!
//! ```json
//! {"id": "…", "briefing": "…", "date": "2025-05-14", "confidence": 0.91, "speaker": "org.cctv",
//!  "role": "answer", "ids": {"en": ["…"], "zh": ["…"]}, "translation": {"en": "…", "zh": "…"}}
//! ```
//!
//! Every object has the same keys, for loaders infer the columns from the first
//! ones: where an edition has nothing stands `null`, in `ids` an empty list.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::model::Lang;

use super::UnitWriter;
use super::units::{Side, Unit};

/// Writes JSON lines.
pub struct Jsonl<W: Write> {
    out: W,
    langs: Vec<Lang>,
}

impl<W: Write> Jsonl<W> {
    /// Makes a writer of these languages.
    pub fn new(out: W, langs: &[Lang]) -> Jsonl<W> {
        let langs = langs.to_vec();
        Jsonl { out, langs }
    }
}

#[derive(Serialize)]
struct Line<'a, I: Serialize, T: Serialize> {
    id: &'a str,
    briefing: &'a str,
    date: Option<jiff::civil::Date>,
    confidence: f64,
    speaker: Option<&'a str>,
    role: &'a str,
    ids: I,
    translation: T,
}

/// An object with a value for each language, in the order of the languages.
struct ByLang<'a, F>(&'a [Lang], F);

impl<V: Serialize, F: Fn(Lang) -> V> Serialize for ByLang<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|&lang| (lang, self.1(lang))))
    }
}

impl<W: Write> UnitWriter for Jsonl<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let line = Line {
            id: &unit.id,
            briefing: unit.briefing,
            date: unit.date,
            confidence: unit.confidence,
            speaker: unit.speaker,
            role: unit.role.as_str(),
            ids: ByLang(&self.langs, |lang| {
                unit.sides.get(&lang).map_or(&[][..], |side| &side.ids)
            }),
            translation: ByLang(&self.langs, |lang| unit.sides.get(&lang).map(Side::text)),
        };
        serde_json::to_writer(&mut self.out, &line)?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::units::tests::{HARD, hard_units};

    #[test]
    fn texts_come_back_and_a_missing_edition_is_null() {
        let (mut langs, aligned) = hard_units();
        langs.push(Lang::FR);
        let mut out = Vec::new();
        let mut jsonl = Jsonl::new(&mut out, &langs);
        aligned.each(|unit| jsonl.unit(unit).expect("a line"));
        jsonl.finish().expect("the end");
        let out = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<serde_json::Value> = out
            .split_terminator('\n')
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let texts: Vec<&str> = lines
            .iter()
            .filter_map(|l| l["translation"]["en"].as_str())
            .collect();
        assert_eq!(texts, HARD);
        assert!(out.starts_with(
            r#"{"id":"b-1.en.u1.s1","briefing":"b-1","date":"2025-05-14","confidence":0.5,"speaker":"person.keller","role":"answer","ids":{"en":["b-1.en.u1.s1"],"zh":["b-1.zh.u1.s1","b-1.zh.u1.s2"],"fr":[]},"translation":{"en":"a < b && \"c\" > 'd' ]]> &amp; <seg>","zh":"一。二。","fr":null}}
"#
        ));
    }
}
