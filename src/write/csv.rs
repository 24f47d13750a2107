//! Comma-separated values as RFC 4180 has them, but for line feeds as line ends: the
//! columns of [`super::tsv`] for programs that want quotes. Every text survives, line
//! breaks included.

use std::io::{self, Write};

use crate::model::Lang;

use super::units::Unit;
use super::{UnitWriter, table};

/// Writes CSV.
pub struct Csv<W: Write> {
    out: ::csv::Writer<W>,
    langs: Vec<Lang>,
}

impl<W: Write> Csv<W> {
    /// Writes the header with columns for the languages in this order.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn new(out: W, langs: &[Lang]) -> io::Result<Csv<W>> {
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(table::header(langs))?;
        let langs = langs.to_vec();
        Ok(Csv { out, langs })
    }
}

impl<W: Write> UnitWriter for Csv<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        Ok(self.out.write_record(table::row(unit, &self.langs))?)
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
    fn texts_come_back_as_they_were() {
        let (langs, aligned) = hard_units();
        let mut out = Vec::new();
        let mut csv = Csv::new(&mut out, &langs).expect("the header");
        aligned.each(|unit| csv.unit(unit).expect("a record"));
        csv.finish().expect("the end");
        drop(csv);
        let mut reader = ::csv::Reader::from_reader(out.as_slice());
        let records: Vec<_> = reader.records().map(|r| r.expect("a record")).collect();
        let texts: Vec<&str> = records.iter().map(|record| &record[7]).collect();
        assert_eq!(texts, HARD);
        assert!(
            records
                .iter()
                .all(|record| &record[3] == "0.5" && &record[9] == "一。二。")
        );
    }
}
