//! What is exported: the options checked against what there is.

use super::formats::Format;
use super::{ExportArgs, LevelArg};
use crate::cli::error::CliError;
use crate::model::{Lang, Pair};
use crate::write::units::{self, Filter, UnitLevel};

/// What is exported.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Choice {
    /// The formats, each once.
    pub(super) formats: Vec<Format>,
    /// The languages, in the order of columns.
    pub(super) langs: Vec<Lang>,
    /// The pairs, in alphabetical order.
    pub(super) pairs: Vec<Pair>,
    /// What stands in a row.
    pub(super) level: UnitLevel,
    /// Which units and links are wanted.
    pub(super) filter: Filter,
    /// Whether repetitions are left out.
    pub(super) dedup: bool,
    /// Whether what has no counterpart stands in rows of its own.
    pub(super) unaligned: bool,
}

impl Choice {
    /// Chooses everything of some languages, in some formats.
    pub(in crate::cli) fn everything(formats: &[Format], langs: Vec<Lang>) -> Choice {
        Choice {
            formats: once(formats),
            pairs: units::all_pairs(&langs),
            langs,
            level: UnitLevel::Sentence,
            filter: Filter::default(),
            dedup: false,
            unaligned: false,
        }
    }

    /// Checks what was asked for against the languages that there are.
    pub(super) fn new(args: &ExportArgs, there: &[Lang]) -> Result<Choice, CliError> {
        let langs = languages(args, there)?;
        let pairs = pairs(args, &langs, there)?;
        let mut choice = Choice::everything(&args.format, langs);
        if choice.langs.is_empty() {
            let wanted = |lang: &&Lang| {
                pairs.is_empty() || pairs.iter().any(|p| [p.first(), p.second()].contains(lang))
            };
            choice.langs = there.iter().filter(wanted).copied().collect();
        }
        choice.pairs = if pairs.is_empty() {
            units::all_pairs(&choice.langs)
        } else {
            pairs
        };
        choice.level = match args.level {
            LevelArg::Turn => UnitLevel::Turn,
            LevelArg::Sentence => UnitLevel::Sentence,
        };
        choice.filter = Filter {
            min_confidence: args.min_confidence,
            one_to_one: args.only.is_some(),
        };
        choice.dedup = args.dedup;
        choice.unaligned = args.unaligned;
        Ok(choice)
    }
}

/// Refuses what cannot be, before time is spent on it.
pub(in crate::cli) fn check_formats(formats: &[Format]) -> Result<(), CliError> {
    if cfg!(not(feature = "parquet")) && formats.contains(&Format::Parquet) {
        return Err(CliError::new(
            "--format parquet: this program was built without it: build it with \
             `cargo build --release --features parquet`, or take jsonl, which has the same columns",
        ));
    }
    Ok(())
}

/// Refuses filters that a format cannot honour.
pub(super) fn check_filters(args: &ExportArgs) -> Result<(), CliError> {
    let first = |of: fn(Format) -> bool| once(&args.format).into_iter().find(|&format| of(format));
    if args.level == LevelArg::Turn
        && let Some(format) = first(Format::is_whole)
    {
        return Err(CliError::new(format!(
            "--level turn: {} links sentences; export it without --level",
            format.name()
        )));
    }
    if args.unaligned
        && let Some(format) = first(|format| !format.has_empty_cells())
    {
        return Err(CliError::new(format!(
            "--unaligned: {} has no rows of one language; export it without --unaligned",
            format.name()
        )));
    }
    if args.dedup
        && let Some(format) = first(Format::links_all)
    {
        return Err(CliError::new(format!(
            "--dedup: {} has a row for every sentence, repeated or not; export it without --dedup",
            format.name()
        )));
    }
    Ok(())
}

fn once(formats: &[Format]) -> Vec<Format> {
    let mut formats = formats.to_vec();
    formats.sort();
    formats.dedup();
    formats
}

fn check(option: &str, lang: Lang, there: &[Lang]) -> Result<(), CliError> {
    if there.contains(&lang) {
        return Ok(());
    }
    let known: Vec<String> = there.iter().map(Lang::to_string).collect();
    Err(CliError::new(format!(
        "{option}: no briefing has an edition in `{lang}`; there are {}",
        known.join(", ")
    )))
}

/// The languages that were asked for, each once; none where nothing was said.
fn languages(args: &ExportArgs, there: &[Lang]) -> Result<Vec<Lang>, CliError> {
    let mut langs: Vec<Lang> = Vec::new();
    for &lang in &args.languages {
        check("--langs", lang, there)?;
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
    Ok(langs)
}

/// The pairs that were asked for, each once; none where nothing was said.
fn pairs(args: &ExportArgs, langs: &[Lang], there: &[Lang]) -> Result<Vec<Pair>, CliError> {
    for pair in &args.pairs {
        for lang in [pair.first(), pair.second()] {
            check(&format!("--pair {pair}"), lang, there)?;
            if !langs.is_empty() && !langs.contains(&lang) {
                return Err(CliError::new(format!(
                    "--pair {pair}: `{lang}` is not among --langs: add it there or leave --langs out"
                )));
            }
        }
    }
    let mut pairs = args.pairs.clone();
    pairs.sort();
    pairs.dedup();
    Ok(pairs)
}
