//! The formats of `export` and their writers.

use std::io;

use clap::ValueEnum;

use super::files::Place;
use crate::language::Languages;
use crate::model::{Lang, Pair};
use crate::write::units::UnitLevel;
use crate::write::whole::{BriefingWriter, Outputs as _};
use crate::write::{
    UnitWriter, bitext, csv, intertext, jsonl, ladder, moses, tmx, tsv, vertical, xces, xliff,
};

/// Formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(in crate::cli) enum Format {
    /// A table of all languages, parted by tabs.
    Tsv,
    /// A table of all languages, parted by commas.
    Csv,
    /// JSON lines in the translation layout of Hugging Face.
    Jsonl,
    /// The columns of JSON lines as Parquet; not in every build of the program.
    Parquet,
    /// A translation memory of all languages, TMX 1.4b.
    Tmx,
    /// Plain text of each pair, with identifiers and confidences.
    Moses,
    /// Hunalign's ladder of each pair, with its two files of sentences.
    Ladder,
    /// Two columns of each pair.
    Bitext,
    /// XLIFF 2.1 of each pair.
    Xliff,
    /// Whole editions with links of each pair, as OPUS has them.
    Xces,
    /// Whole editions with links of each pair, for InterText.
    Intertext,
    /// Verticals of whole editions with alignment tables, for NoSketch Engine and the Corpus Workbench.
    Vertical,
}

impl Format {
    /// Returns its name on the command line.
    pub(in crate::cli) fn name(self) -> String {
        self.to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_owned())
    }

    /// Returns whether it holds whole editions.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Format::Xces | Format::Intertext | Format::Vertical)
    }

    /// Returns whether a row can lack languages, all but one.
    pub(super) fn has_empty_cells(self) -> bool {
        matches!(self, Format::Tsv | Format::Csv | Format::Jsonl | Format::Parquet)
    }

    /// Returns whether each sentence must stand in a link, be it to nothing.
    pub(super) fn links_all(self) -> bool {
        matches!(self, Format::Intertext | Format::Vertical)
    }

    /// Makes the writer of a format that takes all languages; none for the others.
    pub(super) fn all(
        self,
        place: &mut Place,
        langs: &[Lang],
        level: UnitLevel,
    ) -> io::Result<Option<Box<dyn UnitWriter>>> {
        let mut open = |ending: &str| place.create(&format!("corpus.{ending}"));
        Ok(Some(match self {
            Format::Tsv => Box::new(tsv::Tsv::new(open("tsv")?, langs)?),
            Format::Csv => Box::new(csv::Csv::new(open("csv")?, langs)?),
            Format::Jsonl => Box::new(jsonl::Jsonl::new(open("jsonl")?, langs)),
            #[cfg(feature = "parquet")]
            Format::Parquet => Box::new(crate::write::parquet::Parquet::new(open("parquet")?, langs)?),
            Format::Tmx => Box::new(tmx::Tmx::new(open("tmx")?, langs, level)?),
            _ => return Ok(None),
        }))
    }

    /// Makes the writer of a format that takes units of a pair; none for the others.
    pub(super) fn of_pair(self, place: &mut Place, pair: Pair) -> io::Result<Option<Box<dyn UnitWriter>>> {
        let [first, second] = [pair.first(), pair.second()];
        let mut open = |ending: &str| place.create(&format!("corpus.{pair}.{ending}"));
        Ok(Some(match self {
            Format::Moses => {
                let texts = [open(first.as_str())?, open(second.as_str())?];
                Box::new(moses::Moses::new(pair, texts, open("ids")?, open("scores")?))
            }
            Format::Ladder => {
                let texts = [
                    open(&format!("ladder.{first}"))?,
                    open(&format!("ladder.{second}"))?,
                ];
                Box::new(ladder::Ladder::new(pair, open("ladder")?, texts))
            }
            Format::Bitext => Box::new(bitext::Bitext::new(pair, open("txt")?)),
            Format::Xliff => Box::new(xliff::Xliff::new(pair, open("xlf")?)?),
            _ => return Ok(None),
        }))
    }

    /// Makes the writer of a format of whole editions; none for the others.
    pub(super) fn whole(
        self,
        place: &Place,
        langs: &[Lang],
        pairs: &[Pair],
        languages: &Languages,
    ) -> io::Result<Option<Box<dyn BriefingWriter>>> {
        let place = place.clone();
        Ok(Some(match self {
            Format::Xces => Box::new(xces::Xces::new(place, pairs)?),
            Format::Intertext => Box::new(intertext::InterText::new(place)),
            Format::Vertical => Box::new(vertical::Vertical::new(place, langs, pairs, languages)?),
            _ => return Ok(None),
        }))
    }
}
