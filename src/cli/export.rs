//! `hexapla export`: aligned briefings to the formats of other programs.
//!
//! Saved alignments are read twice: first for their languages, which headers
//! name, then briefing after briefing. Only pages are in memory all at once,
//! for they are aligned together.

mod files;
mod input;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::files::Files;
use self::input::Corpus;
use super::Outcome;
use super::error::CliError;
use super::lexicon::LexiconArgs;
use super::load::{ReadArgs, plural, report};
use super::progress::Progress;
use crate::model::{Lang, Pair};
use crate::write::UnitWriter;
use crate::write::units::{self, Filter, Seen, UnitLevel};

/// Options of `export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Pages, folders with pages, or alignments as `align --format json` prints them (.json, .jsonl).
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The formats, such as `tmx,tsv`.
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    format: Vec<Format>,
    /// The folder for the files: corpus.tsv, corpus.en-zh.ladder; files of these names are replaced.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Only these languages, in the order of the columns, such as `en,zh,fr`.
    #[arg(long = "langs", value_name = "LANGS", value_delimiter = ',')]
    languages: Vec<Lang>,
    /// Only links of this pair of languages, such as `en-zh`; can be repeated.
    #[arg(long = "pair", value_name = "PAIR", value_delimiter = ',', value_parser = pair)]
    pairs: Vec<Pair>,
    /// What stands in a row.
    #[arg(long, value_enum, default_value_t = LevelArg::Sentence)]
    level: LevelArg,
    /// Leaves out what is less sure, 0 to 1.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0, value_parser = share)]
    min_confidence: f64,
    /// Leaves out links of another shape.
    #[arg(long, value_enum)]
    only: Option<Shape>,
    /// Leaves out what says the same as something before, but for case and white space.
    #[arg(long)]
    dedup: bool,
    /// Does not learn word pairs from the briefings of this run.
    #[arg(long)]
    no_learn: bool,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// Formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Format {
    /// A table of all languages, parted by tabs.
    Tsv,
    /// A table of all languages, parted by commas.
    Csv,
    /// JSON lines in the translation layout of Hugging Face.
    Jsonl,
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
}

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelArg {
    /// A turn of each language.
    Turn,
    /// A sentence of each language, or those that belong together.
    Sentence,
}

/// Shapes of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// One member in each language.
    #[value(name = "1-1")]
    OneToOne,
}

/// Parses `en-zh`, in any order.
fn pair(text: &str) -> Result<Pair, String> {
    let (a, b) = text
        .split_once('-')
        .ok_or("expected two languages, such as en-zh")?;
    let lang = |code: &str| code.parse::<Lang>().map_err(|error| error.to_string());
    let (a, b) = (lang(a)?, lang(b)?);
    if a == b {
        return Err("expected two different languages, such as en-zh".to_owned());
    }
    Ok(Pair::new(a, b))
}

fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

/// Runs `export`.
pub(super) fn run(args: &ExportArgs) -> Result<Outcome, CliError> {
    if args.out.is_file() {
        return Err(CliError::new(format!(
            "{}: a file, expected a folder: name one with --out",
            args.out.display()
        )));
    }
    let progress = Progress::new();
    let corpus = Corpus::new(args, &progress)?;
    let chosen = Chosen::new(args, &corpus.langs)?;
    let mut files = Files::new(&args.out)?;
    let mut streams = streams(args, &chosen, &mut files)?;
    progress.stage("exporting", corpus.briefings, "briefings");
    corpus.each(|aligned| {
        units::check(aligned).map_err(|error| CliError::new(error.to_string()))?;
        for stream in &mut streams {
            stream.briefing(aligned)?;
        }
        progress.step();
        Ok(())
    })?;
    let mut replaced = 0;
    for stream in &mut streams {
        replaced += stream.finish().map_err(|error| files.failed(&error))?;
    }
    let written = streams.iter().map(|stream| stream.written).max().unwrap_or(0);
    drop(streams);
    let names = files.put_in_place()?;
    progress.clear();
    report(&corpus.problems);
    summary(args, &names, written, replaced)?;
    Ok(if corpus.problems.is_empty() && written > 0 {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn summary(args: &ExportArgs, names: &[String], written: usize, replaced: usize) -> Result<(), CliError> {
    use std::io::Write as _;
    if replaced > 0 {
        super::error::note(&format!(
            "hexapla: {} that XML does not allow, written as U+FFFD",
            plural(replaced, "character")
        ));
    }
    if written == 0 {
        super::error::note("hexapla: nothing is left: no links between these languages pass the filters");
    }
    let mut stdout = anstream::stdout().lock();
    let out = args.out.display();
    writeln!(
        stdout,
        "{} written into {out}: {}",
        plural(names.len(), "file"),
        names.join(", ")
    )?;
    Ok(())
}

/// The languages and pairs that are exported.
struct Chosen {
    langs: Vec<Lang>,
    pairs: Vec<Pair>,
}

impl Chosen {
    /// Checks what was asked for against what there is.
    fn new(args: &ExportArgs, there: &[Lang]) -> Result<Chosen, CliError> {
        let known: Vec<String> = there.iter().map(Lang::to_string).collect();
        let check = |option: &str, lang: Lang| {
            if there.contains(&lang) {
                return Ok(());
            }
            Err(CliError::new(format!(
                "{option}: no briefing has an edition in `{lang}`; there are {}",
                known.join(", ")
            )))
        };
        let mut langs: Vec<Lang> = Vec::new();
        for &lang in &args.languages {
            check("--langs", lang)?;
            if !langs.contains(&lang) {
                langs.push(lang);
            }
        }
        if langs.len() == 1 {
            return Err(CliError::new(format!(
                "--langs {}: expected two languages or more, such as --langs en,zh",
                langs[0]
            )));
        }
        for pair in &args.pairs {
            for lang in [pair.first(), pair.second()] {
                check(&format!("--pair {pair}"), lang)?;
                if !args.languages.is_empty() && !langs.contains(&lang) {
                    return Err(CliError::new(format!(
                        "--pair {pair}: `{lang}` is not among --langs: add it there or leave --langs out"
                    )));
                }
            }
        }
        let mut pairs = args.pairs.clone();
        pairs.sort();
        pairs.dedup();
        if langs.is_empty() {
            let wanted = |lang: &&Lang| {
                pairs.is_empty() || pairs.iter().any(|p| [p.first(), p.second()].contains(lang))
            };
            langs = there.iter().filter(wanted).copied().collect();
        }
        if pairs.is_empty() {
            pairs = units::all_pairs(&langs);
        }
        Ok(Chosen { langs, pairs })
    }
}

/// Units over some pairs, and what is written of them.
struct Stream {
    pairs: Vec<Pair>,
    level: UnitLevel,
    filter: Filter,
    seen: Option<Seen>,
    written: usize,
    writers: Vec<Box<dyn UnitWriter>>,
}

impl Stream {
    fn briefing(&mut self, aligned: &crate::model::Aligned) -> Result<(), CliError> {
        let units = units::units(aligned, &self.pairs, self.level)
            .map_err(|error| CliError::new(error.to_string()))?;
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

    /// Ends the documents; returns how many characters were replaced.
    fn finish(&mut self) -> std::io::Result<usize> {
        let mut replaced = 0;
        for writer in &mut self.writers {
            writer.finish()?;
            replaced += writer.replaced();
        }
        Ok(replaced)
    }
}

/// One stream over all chosen pairs, and one for each pair where a format wants pairs.
fn streams(args: &ExportArgs, chosen: &Chosen, files: &mut Files) -> Result<Vec<Stream>, CliError> {
    let level = match args.level {
        LevelArg::Turn => UnitLevel::Turn,
        LevelArg::Sentence => UnitLevel::Sentence,
    };
    let stream = |pairs: &[Pair], writers| Stream {
        pairs: pairs.to_vec(),
        level,
        filter: Filter {
            min_confidence: args.min_confidence,
            one_to_one: args.only.is_some(),
        },
        seen: args.dedup.then(Seen::default),
        written: 0,
        writers,
    };
    let mut formats = args.format.clone();
    formats.sort();
    formats.dedup();
    let mut streams = Vec::new();
    let mut writers = Vec::new();
    for &format in &formats {
        writers.extend(files.all(format, &chosen.langs, level)?);
    }
    if !writers.is_empty() {
        streams.push(stream(&chosen.pairs, writers));
    }
    for pair in &chosen.pairs {
        let mut writers = Vec::new();
        for &format in &formats {
            writers.extend(files.of_pair(format, *pair)?);
        }
        if !writers.is_empty() {
            streams.push(stream(&[*pair], writers));
        }
    }
    Ok(streams)
}
