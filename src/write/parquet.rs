//! Parquet: the columns of [`super::jsonl`] in a file that programs read by columns.
//!
//! ```text
//! required id, briefing, confidence, role; optional date, speaker
//! required ids { required en (LIST of strings) … }   required translation { optional en … }
//! ```
//!
//! Rows are gathered and written as a row group when there are 10,000 of them or 8 MB of text,
//! so memory does not grow with the corpus. The columns are written with their levels
//! directly; record batches of Arrow were rejected, which take
//! four times as long to build and bring nothing to a table of texts.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;

use crate::model::Lang;

use super::UnitWriter;
use super::units::{Side, Unit};

/// How many rows a row group has at most.
const ROWS: usize = 10_000;
/// How many bytes of text a row group has at most, but for its last row.
const BYTES: usize = 8 << 20;

/// Writes Parquet.
pub struct Parquet<W: Write + Send> {
    out: SerializedFileWriter<W>,
    langs: Vec<Lang>,
    group: Group,
}

/// The rows of a row group, by columns.
#[derive(Default)]
struct Group {
    rows: usize,
    bytes: usize,
    id: Texts,
    briefing: Texts,
    date: Texts,
    confidence: Vec<f64>,
    speaker: Texts,
    role: Texts,
    ids: Vec<Texts>,
    translation: Vec<Texts>,
}

/// A column of texts with the levels that say where there are none, and where lists begin.
#[derive(Default)]
struct Texts {
    values: Vec<ByteArray>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.values.push(ByteArray::from(text.as_bytes().to_vec()));
        self.defined.push(1);
        self.repeated.push(0);
    }

    fn push_some(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.push(text),
            None => {
                self.defined.push(0);
                self.repeated.push(0);
            }
        }
    }

    fn push_list(&mut self, texts: &[String]) {
        if texts.is_empty() {
            self.push_some(None);
        }
        for (k, text) in texts.iter().enumerate() {
            self.push(text);
            if k > 0
                && let Some(last) = self.repeated.last_mut()
            {
                *last = 1;
            }
        }
    }
}

/// Whether a column may lack values or hold lists.
#[derive(Clone, Copy, PartialEq)]
enum Levels {
    Required,
    Optional,
    List,
}

fn schema(langs: &[Lang]) -> String {
    let list = |lang: &Lang| {
        format!(
            "REQUIRED GROUP {lang} (LIST) {{ REPEATED GROUP list {{ REQUIRED BYTE_ARRAY element (STRING); }} }} "
        )
    };
    let text = |lang: &Lang| format!("OPTIONAL BYTE_ARRAY {lang} (STRING); ");
    let ids: String = langs.iter().map(list).collect();
    let translation: String = langs.iter().map(text).collect();
    format!(
        "message hexapla {{ REQUIRED BYTE_ARRAY id (STRING); REQUIRED BYTE_ARRAY briefing (STRING); \
         OPTIONAL BYTE_ARRAY date (STRING); REQUIRED DOUBLE confidence; OPTIONAL BYTE_ARRAY speaker (STRING); \
         REQUIRED BYTE_ARRAY role (STRING); REQUIRED GROUP ids {{ {ids} }} \
         REQUIRED GROUP translation {{ {translation} }} }}"
    )
}

impl<W: Write + Send> Parquet<W> {
    /// Begins the file, with columns for the languages in this order.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn new(out: W, langs: &[Lang]) -> io::Result<Parquet<W>> {
        let schema = parse_message_type(&schema(langs)).map_err(io::Error::other)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("hexapla version ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
            .map_err(io::Error::other)?;
        Ok(Parquet {
            out,
            langs: langs.to_vec(),
            group: Group::new(langs.len()),
        })
    }

    fn end_group(&mut self) -> io::Result<()> {
        let group = std::mem::replace(&mut self.group, Group::new(self.langs.len()));
        if group.rows == 0 {
            return Ok(());
        }
        let mut out = self.out.next_row_group().map_err(io::Error::other)?;
        group.write(&mut out).map_err(io::Error::other)?;
        out.close().map_err(io::Error::other)?;
        Ok(())
    }
}

impl Group {
    fn new(langs: usize) -> Group {
        let columns = || (0..langs).map(|_| Texts::default()).collect();
        Group {
            ids: columns(),
            translation: columns(),
            ..Group::default()
        }
    }

    fn push(&mut self, unit: &Unit, langs: &[Lang]) {
        self.rows += 1;
        self.id.push(&unit.id);
        self.briefing.push(unit.briefing);
        self.date
            .push_some(unit.date.map(|date| date.to_string()).as_deref());
        self.confidence.push(unit.confidence);
        self.speaker.push_some(unit.speaker);
        self.role.push(unit.role.as_str());
        for (k, lang) in langs.iter().enumerate() {
            let side = unit.sides.get(lang);
            let text = side.map(Side::text);
            self.bytes += text.as_ref().map_or(0, String::len);
            self.ids[k].push_list(side.map_or(&[], |side| &side.ids));
            self.translation[k].push_some(text.as_deref());
        }
    }

    /// Writes the columns in the order of the schema.
    fn write<W: Write + Send>(&self, out: &mut SerializedRowGroupWriter<W>) -> Result<(), ParquetError> {
        texts(out, &self.id, Levels::Required)?;
        texts(out, &self.briefing, Levels::Required)?;
        texts(out, &self.date, Levels::Optional)?;
        if let Some(mut column) = out.next_column()? {
            column
                .typed::<DoubleType>()
                .write_batch(&self.confidence, None, None)?;
            column.close()?;
        }
        texts(out, &self.speaker, Levels::Optional)?;
        texts(out, &self.role, Levels::Required)?;
        self.ids
            .iter()
            .try_for_each(|column| texts(out, column, Levels::List))?;
        self.translation
            .iter()
            .try_for_each(|column| texts(out, column, Levels::Optional))
    }
}

fn texts<W: Write + Send>(
    out: &mut SerializedRowGroupWriter<W>,
    texts: &Texts,
    levels: Levels,
) -> Result<(), ParquetError> {
    let defined = (levels != Levels::Required).then_some(texts.defined.as_slice());
    let repeated = (levels == Levels::List).then_some(texts.repeated.as_slice());
    if let Some(mut column) = out.next_column()? {
        column
            .typed::<ByteArrayType>()
            .write_batch(&texts.values, defined, repeated)?;
        column.close()?;
    }
    Ok(())
}

impl<W: Write + Send> UnitWriter for Parquet<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        self.group.push(unit, &self.langs);
        if self.group.rows >= ROWS || self.group.bytes >= BYTES {
            self.end_group()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.end_group()?;
        self.out.finish().map_err(io::Error::other)?;
        self.out.inner_mut().flush()
    }
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader as _, SerializedFileReader};

    use super::*;
    use crate::write::units::tests::{HARD, hard_units};

    #[test]
    fn texts_come_back_and_row_groups_are_bounded() {
        let (mut langs, sample) = hard_units();
        langs.push(Lang::FR);
        let path = tempfile::NamedTempFile::new().expect("a file");
        let mut parquet = Parquet::new(path.reopen().expect("open"), &langs).expect("the begin");
        let rounds = ROWS / HARD.len() + 1;
        for _ in 0..rounds {
            sample.each(|unit| parquet.unit(unit).expect("a row"));
        }
        parquet.finish().expect("the end");
        let reader = SerializedFileReader::new(path.reopen().expect("open")).expect("Parquet");
        assert_eq!(reader.num_row_groups(), 2);
        let rows: Vec<serde_json::Value> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| {
                use ::parquet::record::RowAccessor as _;
                let row = row.expect("a row");
                let ids = row.get_group(6).expect("ids");
                let texts = row.get_group(7).expect("texts");
                serde_json::json!([
                    row.get_string(0).expect("id"),
                    row.get_double(3).expect("confidence"),
                    ids.get_list(1).expect("a list").len(),
                    ids.get_list(2).expect("a list").len(),
                    texts.get_string(0).expect("English"),
                    texts.get_string(2).is_err(),
                ])
            })
            .collect();
        assert_eq!(rows.len(), rounds * HARD.len());
        for (k, row) in rows.iter().enumerate() {
            let n = k % HARD.len();
            let id = format!("b-1.en.u1.s{}", n + 1);
            assert_eq!(*row, serde_json::json!([id, 0.5, 2, 0, HARD[n], true]));
        }
    }
}
