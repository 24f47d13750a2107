//! Reading a table of links.

use std::collections::BTreeMap;

use crate::model::Lang;

use super::TableError;

/// Links as a table gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTable {
    /// The languages that the table has columns for, in its order.
    pub langs: Vec<Lang>,
    /// The rows, in order.
    pub rows: Vec<LinkRow>,
}

/// One link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// The 1-based line where it stands.
    pub line: usize,
    /// The briefing.
    pub briefing: String,
    /// Turn or sentence identifiers without the briefing's (`en.u1.s1`) by language;
    /// languages without any are absent.
    pub members: BTreeMap<Lang, Vec<String>>,
}

/// What the name of a column of identifiers ends with.
const IDS: &str = ".ids";

impl LinkTable {
    /// Reads a table with a header, its cells parted by tabs (`separator` `\t`, no quotes) or
    /// as CSV. Columns named `LANG.ids` hold identifiers with spaces between them; all others
    /// are passed over.
    ///
    /// # Errors
    ///
    /// When there is no such column, a row has another number of cells, an identifier does
    /// not belong to its column, two briefings stand in a row, or an identifier stands twice.
    pub fn read(text: &str, separator: char) -> Result<LinkTable, TableError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // Of lines that end in two characters the reader counts one too few.
        let text = text.replace("\r\n", "\n");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(u8::try_from(separator).unwrap_or(b'\t'))
            .quoting(separator != '\t')
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let broken = |error: csv::Error| TableError {
            line: error.position().map_or(1, |p| line(p.line())),
            what: format!("the table cannot be read: {error}"),
        };
        let header = records.next().transpose().map_err(broken)?.unwrap_or_default();
        let columns = columns(&header)?;
        let mut seen = BTreeMap::new();
        let mut rows = Vec::new();
        for record in records {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, |p| line(p.line()));
            if record.len() != header.len() {
                return Err(TableError {
                    line,
                    what: format!(
                        "{} cells, the header has {}: keep all columns, and no tabs in a cell",
                        record.len(),
                        header.len()
                    ),
                });
            }
            let row = row(&record, line, &columns, &mut seen)?;
            rows.extend(row);
        }
        Ok(LinkTable {
            langs: columns.into_iter().map(|(lang, _)| lang).collect(),
            rows,
        })
    }
}

fn line(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

/// Finds the columns of identifiers.
fn columns(header: &csv::StringRecord) -> Result<Vec<(Lang, usize)>, TableError> {
    let fault = |what: String| TableError { line: 1, what };
    let mut columns: Vec<(Lang, usize)> = Vec::new();
    for (k, name) in header.iter().enumerate() {
        let Some(lang) = name.trim().strip_suffix(IDS) else {
            continue;
        };
        let lang: Lang = lang
            .parse()
            .map_err(|error| fault(format!("column `{name}`: {error}")))?;
        if columns.iter().any(|&(known, _)| known == lang) {
            return Err(fault(format!(
                "two columns are named `{name}`: leave one of them out"
            )));
        }
        columns.push((lang, k));
    }
    if columns.len() < 2 {
        return Err(fault(
            "expected a header with two columns of identifiers or more, such as `en.ids` and `zh.ids`: \
             `hexapla export --format tsv` writes such a table"
                .to_owned(),
        ));
    }
    Ok(columns)
}

/// Where each identifier was seen.
type Seen = BTreeMap<String, usize>;

/// Reads a row; none where it has no identifier at all.
fn row(
    record: &csv::StringRecord,
    line: usize,
    columns: &[(Lang, usize)],
    seen: &mut Seen,
) -> Result<Option<LinkRow>, TableError> {
    let fault = |what: String| TableError { line, what };
    let mut briefing: Option<String> = None;
    let mut members: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
    for &(lang, k) in columns {
        for id in record[k].split_whitespace() {
            let (of, id) = parts(id, lang).ok_or_else(|| {
                fault(format!(
                    "`{id}` in column `{lang}{IDS}`: expected identifiers of that edition such as \
                     `b-2025-05-14.{lang}.u3.s2`, with spaces between them"
                ))
            })?;
            if briefing.as_deref().is_some_and(|known| known != of) {
                let known = briefing.unwrap_or_default();
                return Err(fault(format!(
                    "identifiers of two briefings, {known} and {of}: a link stays inside one briefing"
                )));
            }
            if let Some(before) = seen.insert(format!("{of}.{id}"), line) {
                return Err(fault(format!(
                    "`{of}.{id}` stands in line {before} as well: each stands in one link only"
                )));
            }
            briefing = Some(of.to_owned());
            members.entry(lang).or_default().push(id.to_owned());
        }
    }
    Ok(briefing.map(|briefing| LinkRow {
        line,
        briefing,
        members,
    }))
}

/// Parts `b-1.en.u3.s2` into the briefing and `en.u3.s2`.
fn parts(id: &str, lang: Lang) -> Option<(&str, &str)> {
    let at = id.rfind(&format!(".{lang}."))?;
    let (briefing, own) = (&id[..at], &id[at + 1..]);
    (!briefing.is_empty() && own.len() > lang.as_str().len() + 1).then_some((briefing, own))
}
