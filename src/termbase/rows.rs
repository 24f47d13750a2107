//! The table as people write it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::exchange;
use crate::lexicon::{Fault, LexiconError};
use crate::model::Lang;

/// A concept with its renderings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its name in the table: ASCII, unique.
    pub id: String,
    /// What it belongs to.
    pub theme: String,
    /// The variants in each language, the usual one first.
    pub cells: BTreeMap<Lang, Vec<String>>,
    /// Languages whose cell is doubtful; it is not used.
    pub doubt: BTreeSet<Lang>,
    /// The line of the file, from 1.
    pub line: usize,
}

impl Row {
    /// Returns the variants of a language that may be used.
    #[must_use]
    pub fn variants(&self, lang: Lang) -> &[String] {
        match self.cells.get(&lang) {
            Some(cell) if !self.doubt.contains(&lang) => cell,
            _ => &[],
        }
    }
}

/// The concepts of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// The languages that have a column.
    pub langs: Vec<Lang>,
    /// The concepts, in the order of the file.
    pub rows: Vec<Row>,
}

impl Rows {
    /// Reads a glossary: our TSV, TBX (2 and 3) or TMX, told apart by how the file begins.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not UTF-8 or not of one of these formats, or a
    /// line is faulty.
    pub fn open(path: &Path) -> Result<Rows, LexiconError> {
        let bytes = std::fs::read(path).map_err(|source| LexiconError::Io {
            path: path.to_owned(),
            source,
        })?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
            Fault::at(line, "not UTF-8: save the file as UTF-8").of(path)
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let read = if text.trim_start().starts_with('<') {
            exchange::read(text)
        } else {
            Rows::read(text)
        };
        read.map_err(|fault| fault.of(path))
    }

    /// Reads our table: a header with `id`, language codes and, where there are such,
    /// `theme` and `doubt`; lines that begin with `#` are comments.
    ///
    /// # Errors
    ///
    /// When the header names fewer than two languages, or a line has too many columns.
    pub fn read(text: &str) -> Result<Rows, Fault> {
        let lines = (1..).zip(text.lines());
        let mut lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let (at, header) = lines.next().ok_or_else(|| {
            Fault::whole("the file is empty, expected a header such as `id`, `en`, `fr`, tabs between them")
        })?;
        let columns: Vec<Column> = header.split('\t').map(|name| column(name.trim())).collect();
        let langs: Vec<Lang> = columns
            .iter()
            .filter_map(|c| {
                if let Column::Lang(lang) = c {
                    Some(*lang)
                } else {
                    None
                }
            })
            .collect();
        if langs.len() < 2 {
            return Err(Fault::at(
                at,
                "no glossary: expected a header that names two languages or more by their codes, \
                 such as `id`, `en`, `fr`, tabs between them",
            ));
        }
        let mut rows = Vec::new();
        for (line, text) in lines {
            let cells: Vec<&str> = text.split('\t').collect();
            if cells.len() > columns.len() {
                return Err(Fault::at(
                    line,
                    format!("{} columns, but the header has {}", cells.len(), columns.len()),
                ));
            }
            rows.push(row(&columns, &cells, line));
        }
        Ok(Rows { langs, rows })
    }
}

/// What a column holds.
enum Column {
    Id,
    Theme,
    Doubt,
    Lang(Lang),
    Other,
}

fn column(name: &str) -> Column {
    match name {
        "id" => Column::Id,
        "theme" => Column::Theme,
        "doubt" => Column::Doubt,
        // Longer names are remarks, though codes may have eight letters.
        _ if name.len() > 3 => Column::Other,
        _ => name.parse().map_or(Column::Other, Column::Lang),
    }
}

fn row(columns: &[Column], cells: &[&str], line: usize) -> Row {
    let mut row = Row {
        line,
        ..Row::default()
    };
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell.trim();
        match column {
            Column::Id => row.id = cell.to_owned(),
            Column::Theme => row.theme = cell.to_owned(),
            Column::Doubt => {
                row.doubt = cell
                    .split(',')
                    .filter_map(|code| code.trim().parse().ok())
                    .collect();
            }
            Column::Lang(lang) => {
                let variants = cell.split('|').map(str::trim).filter(|v| !v.is_empty());
                let variants: Vec<String> = variants.map(str::to_owned).collect();
                if !variants.is_empty() {
                    row.cells.insert(*lang, variants);
                }
            }
            Column::Other => {}
        }
    }
    if row.id.is_empty() {
        row.id = format!("line-{line}");
    }
    row
}
