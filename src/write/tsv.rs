//! Tab-separated values: a unit a line, for spreadsheets and scripts.
//!
//! ```text
//! id                     briefing      date        confidence  speaker        role    en.ids  en  …
//! b-2025-05-14.en.u3.s2  b-2025-05-14  2025-05-14  0.91        person.keller  answer  …
//! ```
//!
//! Nothing is quoted, so a quotation mark is one: readers must not take quotes
//! for syntax (Python: `csv.QUOTE_NONE`). A tab, line break or backslash in a
//! text, which pages do not have, is written `\t`, `\n`, `\r` or `\\`. Quotes as
//! in CSV were rejected: then no line could be cut at its tabs.

use std::io::{self, Write};

use crate::model::Lang;

use super::units::Unit;
use super::{UnitWriter, table};

/// Writes TSV.
pub struct Tsv<W: Write> {
    out: W,
    langs: Vec<Lang>,
}

impl<W: Write> Tsv<W> {
    /// Writes the header with columns for the languages in this order.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn new(out: W, langs: &[Lang]) -> io::Result<Tsv<W>> {
        let langs = langs.to_vec();
        let mut tsv = Tsv { out, langs };
        let header = table::header(&tsv.langs);
        tsv.line(&header)?;
        Ok(tsv)
    }

    fn line(&mut self, cells: &[String]) -> io::Result<()> {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        writeln!(self.out, "{}", cells.join("\t"))
    }
}

impl<W: Write> UnitWriter for Tsv<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let row = table::row(unit, &self.langs);
        self.line(&row)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::units::tests::{HARD, hard_units};

    /// Reads the escapes back.
    fn plain(cell: &str) -> String {
        let (mut out, mut chars) = (String::new(), cell.chars());
        while let Some(c) = chars.next() {
            out.push(match (c, chars.clone().next()) {
                ('\\', Some(mark)) => {
                    chars.next();
                    match mark {
                        't' => '\t',
                        'n' => '\n',
                        other => other,
                    }
                }
                (c, _) => c,
            });
        }
        out
    }

    #[test]
    fn a_line_a_unit_and_nothing_else_changed() {
        let (langs, aligned) = hard_units();
        let mut out = Vec::new();
        let mut tsv = Tsv::new(&mut out, &langs).expect("the header");
        aligned.each(|unit| tsv.unit(unit).expect("a line"));
        tsv.finish().expect("the end");
        let out = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<&str> = out.split_terminator('\n').collect();
        assert_eq!(lines.len(), HARD.len() + 1);
        assert_eq!(
            lines[0],
            "id\tbriefing\tdate\tconfidence\tspeaker\trole\ten.ids\ten\tzh.ids\tzh"
        );
        for (line, text) in lines[1..].iter().zip(HARD) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 10, "{line}");
            assert_eq!(plain(cells[7]), text);
        }
    }
}
