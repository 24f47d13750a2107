//! The files of an export: written beside their places, moved there together at the end.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::Format;
use crate::cli::error::CliError;
use crate::cli::load::{make_folder, stage};
use crate::model::{Lang, Pair};
use crate::write::units::UnitLevel;
use crate::write::{UnitWriter, bitext, csv, jsonl, ladder, moses, tmx, tsv, xliff};

type Out = BufWriter<File>;
type Writer = Box<dyn UnitWriter>;

/// The files in the making; without [`Files::put_in_place`] nothing remains of them.
pub(super) struct Files {
    folder: PathBuf,
    staged: Vec<(String, TempPath)>,
    /// Whether the folder was made for them.
    made: bool,
}

impl Files {
    /// Makes the folder.
    pub(super) fn new(folder: &Path) -> Result<Files, CliError> {
        let made = !folder.exists();
        make_folder(folder)?;
        Ok(Files {
            folder: folder.to_owned(),
            staged: Vec::new(),
            made,
        })
    }

    /// Makes the writer of a format that takes all languages; none for the others.
    pub(super) fn all(
        &mut self,
        format: Format,
        langs: &[Lang],
        level: UnitLevel,
    ) -> Result<Option<Writer>, CliError> {
        let writer: io::Result<Writer> = match format {
            Format::Tsv => tsv::Tsv::new(self.open("tsv")?, langs).map(boxed),
            Format::Csv => csv::Csv::new(self.open("csv")?, langs).map(boxed),
            Format::Jsonl => Ok(boxed(jsonl::Jsonl::new(self.open("jsonl")?, langs))),
            Format::Tmx => tmx::Tmx::new(self.open("tmx")?, langs, level).map(boxed),
            Format::Moses | Format::Ladder | Format::Bitext | Format::Xliff => return Ok(None),
        };
        writer.map(Some).map_err(|error| self.failed(&error))
    }

    /// Makes the writer of a format that takes a pair; none for the others.
    pub(super) fn of_pair(&mut self, format: Format, pair: Pair) -> Result<Option<Writer>, CliError> {
        let sides = [pair.first(), pair.second()];
        Ok(match format {
            Format::Moses => {
                let [first, second] = sides.map(|lang| self.open(&format!("{pair}.{lang}")));
                let (ids, scores) = (
                    self.open(&format!("{pair}.ids"))?,
                    self.open(&format!("{pair}.scores"))?,
                );
                Some(boxed(moses::Moses::new(pair, [first?, second?], ids, scores)))
            }
            Format::Ladder => {
                let [first, second] = sides.map(|lang| self.open(&format!("{pair}.ladder.{lang}")));
                let rungs = self.open(&format!("{pair}.ladder"))?;
                Some(boxed(ladder::Ladder::new(pair, rungs, [first?, second?])))
            }
            Format::Bitext => Some(boxed(bitext::Bitext::new(
                pair,
                self.open(&format!("{pair}.txt"))?,
            ))),
            Format::Xliff => {
                let writer = xliff::Xliff::new(pair, self.open(&format!("{pair}.xlf"))?);
                Some(boxed(writer.map_err(|error| self.failed(&error))?))
            }
            Format::Tsv | Format::Csv | Format::Jsonl | Format::Tmx => None,
        })
    }

    /// Opens `corpus.ENDING`.
    fn open(&mut self, ending: &str) -> Result<Out, CliError> {
        let name = format!("corpus.{ending}");
        let target = self.folder.join(&name);
        if target.is_dir() {
            return Err(CliError::new(format!(
                "{}: a folder, expected a file or nothing: name another folder with --out",
                target.display()
            )));
        }
        let (file, path) = stage(&target)?.into_parts();
        self.staged.push((name, path));
        Ok(BufWriter::new(file))
    }

    /// Words the error of a file that cannot be written.
    pub(super) fn failed(&self, error: &io::Error) -> CliError {
        CliError::file(&self.folder, "write into the folder", error)
    }

    /// Moves the files to their places; returns their names in order.
    pub(super) fn put_in_place(mut self) -> Result<Vec<String>, CliError> {
        let mut names = Vec::new();
        for (name, path) in std::mem::take(&mut self.staged) {
            path.persist(self.folder.join(&name))
                .map_err(|error| self.failed(&error.error))?;
            names.push(name);
        }
        self.made = false;
        names.sort();
        Ok(names)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.staged.clear();
        if self.made {
            // It goes only if it is empty.
            let _ = std::fs::remove_dir(&self.folder);
        }
    }
}

fn boxed(writer: impl UnitWriter + 'static) -> Writer {
    Box::new(writer)
}
