//! The parallel text: a table with a line for each sentence and a column for each language.

use std::path::Path;

use clap::ValueEnum;
use hexapla::model::Lang;

/// Which documents of a table are taken.
///
/// Every second document in the order of the table, from the first, is for
/// choosing constants; the others are for reporting. The halves depend on
/// nothing but the table, so nobody can choose a lucky one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Half {
    /// The first, third, fifth …: constants are chosen here.
    Dev,
    /// The second, fourth, sixth …: figures are reported from here.
    Test,
    /// Both.
    All,
}

/// Documents in several languages, sentence by sentence.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The languages in the order of the columns.
    pub(crate) langs: Vec<Lang>,
    /// The documents in the order of the table.
    pub(crate) documents: Vec<Document>,
}

/// A document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The identifier: what stands before the colon.
    pub(crate) id: String,
    /// Its position in the whole table.
    pub(crate) number: usize,
    /// For each sentence its text in each language.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a table; the error is a message.
    pub(crate) fn read(path: &Path) -> Result<Table, String> {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: cannot read: {error}"))?;
        let mut lines = text.lines().enumerate();
        let head = lines.next().map(|(_, line)| line).unwrap_or_default();
        let langs: Result<Vec<Lang>, _> = head.split('\t').skip(1).map(str::parse).collect();
        let langs = langs.map_err(|error| format!("{name}: line 1: {error}"))?;
        if langs.len() < 2 {
            return Err(format!(
                "{name}: line 1: expected a header `id  en  ar …` with tabs between"
            ));
        }
        let mut table = Table {
            langs,
            documents: Vec::new(),
        };
        for (k, line) in lines {
            table
                .add(line)
                .map_err(|message| format!("{name}: line {}: {message}", k + 1))?;
        }
        Ok(table)
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let mut cells = line.split('\t');
        let id = cells.next().unwrap_or_default();
        let (document, _) = id
            .rsplit_once(':')
            .ok_or_else(|| format!("`{id}` is no identifier: expected `document:number`"))?;
        let row: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        if row.len() != self.langs.len() || row.iter().any(String::is_empty) {
            return Err(format!("expected {} texts, none of them empty", self.langs.len()));
        }
        match self.documents.last_mut() {
            Some(last) if last.id == document => last.rows.push(row),
            _ => self.documents.push(Document {
                id: document.to_owned(),
                number: self.documents.len(),
                rows: vec![row],
            }),
        }
        Ok(())
    }

    /// Returns the documents of a half, or the first few of them.
    pub(crate) fn half(&self, half: Half, first: Option<usize>) -> Table {
        let taken = |document: &&Document| match half {
            Half::Dev => document.number.is_multiple_of(2),
            Half::Test => !document.number.is_multiple_of(2),
            Half::All => true,
        };
        let documents = self.documents.iter().filter(taken);
        Table {
            langs: self.langs.clone(),
            documents: documents.take(first.unwrap_or(usize::MAX)).cloned().collect(),
        }
    }
}
