//! The registry file of a corpus, which NoSketch Engine compiles it by.
//!
//! Paths are those inside the output folder: where it will stand is not known here.

use std::io::{self, Write};

use crate::model::{Lang, Pair};

use super::{corpus, table, vertical};

/// Writes the registry file of a language; `name` is what it is called in English.
pub(super) fn write(out: &mut impl Write, lang: Lang, name: Option<&str>, pairs: &[Pair]) -> io::Result<()> {
    let corpus_name = corpus(lang);
    let name = name.map_or_else(|| lang.to_string(), str::to_owned);
    write!(
        out,
        r#"NAME "Press briefings: {name}"
PATH "compiled/{corpus_name}"
VERTICAL "{}"
ENCODING "UTF-8"
LANGUAGE "{name}"
DOCSTRUCTURE "doc"
FULLREF "doc.id,doc.date,u.who"

ATTRIBUTE word

STRUCTURE doc {{
  ATTRIBUTE id
  ATTRIBUTE lang
  ATTRIBUTE date
}}
STRUCTURE u {{
  ATTRIBUTE id
  ATTRIBUTE who
  ATTRIBUTE role
}}
STRUCTURE p
STRUCTURE s {{
  ATTRIBUTE id
}}
STRUCTURE g {{
  DISPLAYTAG 0
  DISPLAYBEGIN "_EMPTY_"
}}
STRUCTURE sp {{
  DISPLAYTAG 0
  ATTRIBUTE c
}}
"#,
        vertical(lang)
    )?;
    let others: Vec<Lang> = pairs.iter().filter_map(|pair| other(*pair, lang)).collect();
    if !others.is_empty() {
        let list =
            |name: &dyn Fn(Lang) -> String| others.iter().map(|&o| name(o)).collect::<Vec<_>>().join(",");
        writeln!(out, "\nALIGNSTRUCT \"s\"")?;
        writeln!(out, "ALIGNED \"{}\"", list(&corpus))?;
        writeln!(out, "ALIGNDEF \"{}\"", list(&|other| table(lang, other)))?;
    }
    out.flush()
}

fn other(pair: Pair, lang: Lang) -> Option<Lang> {
    match (pair.first() == lang, pair.second() == lang) {
        (true, _) => Some(pair.second()),
        (_, true) => Some(pair.first()),
        _ => None,
    }
}
