//! Briefings into all formats at the same time.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::choice::Choice;
use super::files::Files;
use crate::cli::error::CliError;
use crate::language::Languages;
use crate::model::{Aligned, Pair};
use crate::write::units::{self, Filter, Seen, UnitLevel};
use crate::write::whole::{BriefingWriter, Whole};
use crate::write::{UnitWriter, WriteError};

/// An export in the making: without [`Export::finish`] nothing remains of it.
pub(in crate::cli) struct Export {
    files: Files,
    units: Vec<Units>,
    whole: Option<Editions>,
}

/// What an export wrote.
pub(in crate::cli) struct Written {
    /// The names of the files, in order.
    pub(in crate::cli) names: Vec<String>,
    /// How many rows or links a file has at most.
    pub(in crate::cli) rows: usize,
    /// How many characters a format does not allow and were replaced.
    pub(in crate::cli) replaced: usize,
}

impl Export {
    /// Makes the folder and the files of what was chosen.
    pub(in crate::cli) fn new(
        out: &Path,
        choice: &Choice,
        languages: &Languages,
    ) -> Result<Export, CliError> {
        let files = Files::new(out)?;
        let made = |error| files.failed(&error);
        let units = units_of(choice, &files).map_err(made)?;
        let whole = Editions::new(choice, &files, languages).map_err(made)?;
        Ok(Export { files, units, whole })
    }

    /// Writes a briefing.
    pub(in crate::cli) fn briefing(&mut self, aligned: &Aligned) -> Result<(), CliError> {
        let bad = |error: WriteError| CliError::new(error.to_string());
        units::check(aligned).map_err(bad)?;
        for stream in &mut self.units {
            let of = if stream.unaligned {
                units::units_and_unaligned
            } else {
                units::units
            };
            let units = of(aligned, &stream.pairs, stream.level).map_err(bad)?;
            stream.take(&units).map_err(|error| self.files.failed(&error))?;
        }
        if let Some(whole) = &mut self.whole {
            let briefing = whole.choose(aligned).map_err(bad)?;
            whole.take(&briefing).map_err(|error| self.files.failed(&error))?;
        }
        Ok(())
    }

    /// Ends the files and puts them in their places.
    pub(in crate::cli) fn finish(mut self) -> Result<Written, CliError> {
        let replaced = self.end().map_err(|error| self.files.failed(&error))?;
        let units = self.units.iter().map(|stream| stream.written);
        let rows = units.chain(self.whole.iter().map(|whole| whole.written)).max();
        Ok(Written {
            names: self.files.put_in_place()?,
            rows: rows.unwrap_or(0),
            replaced,
        })
    }

    fn end(&mut self) -> io::Result<usize> {
        let mut replaced = 0;
        for writer in self.units.iter_mut().flat_map(|stream| &mut stream.writers) {
            writer.finish()?;
            replaced += writer.replaced();
        }
        for writer in self.whole.iter_mut().flat_map(|whole| &mut whole.writers) {
            writer.finish()?;
            replaced += writer.replaced();
        }
        Ok(replaced)
    }
}

/// Units over some pairs, and what writes them.
struct Units {
    pairs: Vec<Pair>,
    level: UnitLevel,
    unaligned: bool,
    filter: Filter,
    seen: Option<Seen>,
    written: usize,
    writers: Vec<Box<dyn UnitWriter>>,
}

impl Units {
    fn take(&mut self, units: &[units::Unit]) -> io::Result<()> {
        for unit in units.iter().filter(|unit| self.filter.keeps(unit)) {
            if self.seen.as_mut().is_some_and(|seen| !seen.is_new(unit)) {
                continue;
            }
            self.written += 1;
            for writer in &mut self.writers {
                writer.unit(unit)?;
            }
        }
        Ok(())
    }
}

/// One stream over all chosen pairs, and one for each pair where a format wants pairs.
fn units_of(choice: &Choice, files: &Files) -> io::Result<Vec<Units>> {
    let mut place = files.place();
    let stream = |pairs: &[Pair], writers| Units {
        pairs: pairs.to_vec(),
        level: choice.level,
        unaligned: choice.unaligned,
        filter: choice.filter,
        seen: choice.dedup.then(Seen::default),
        written: 0,
        writers,
    };
    let mut streams = Vec::new();
    let mut writers = Vec::new();
    for &format in &choice.formats {
        writers.extend(format.all(&mut place, &choice.langs, choice.level)?);
    }
    if !writers.is_empty() {
        streams.push(stream(&choice.pairs, writers));
    }
    for pair in &choice.pairs {
        let mut writers = Vec::new();
        for &format in &choice.formats {
            writers.extend(format.of_pair(&mut place, *pair)?);
        }
        if !writers.is_empty() {
            streams.push(stream(&[*pair], writers));
        }
    }
    Ok(streams)
}

/// Whole editions, and what writes them.
struct Editions {
    choice: Choice,
    seen: BTreeMap<Pair, Seen>,
    /// How many links of both sides there were.
    written: usize,
    writers: Vec<Box<dyn BriefingWriter>>,
}

impl Editions {
    /// Makes the writers; none where no format of whole editions is chosen.
    fn new(choice: &Choice, files: &Files, languages: &Languages) -> io::Result<Option<Editions>> {
        let mut writers = Vec::new();
        for format in &choice.formats {
            writers.extend(format.whole(&files.place(), &choice.langs, &choice.pairs, languages)?);
        }
        let editions = Editions {
            choice: choice.clone(),
            seen: BTreeMap::new(),
            written: 0,
            writers,
        };
        Ok((!editions.writers.is_empty()).then_some(editions))
    }

    /// Takes what was chosen of a briefing.
    fn choose<'a>(&mut self, aligned: &'a Aligned) -> Result<Whole<'a>, WriteError> {
        let mut briefing = Whole::new(aligned, &self.choice.langs, &self.choice.pairs)?;
        briefing.filter(&self.choice.filter);
        if self.choice.dedup {
            for &pair in &self.choice.pairs {
                briefing.leave_out_repetitions(pair, self.seen.entry(pair).or_default());
            }
        }
        Ok(briefing)
    }

    fn take(&mut self, briefing: &Whole) -> io::Result<()> {
        self.written += briefing.linked();
        self.writers
            .iter_mut()
            .try_for_each(|writer| writer.briefing(briefing))
    }
}
