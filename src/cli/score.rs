//! `hexapla score`: measures alignments against a gold standard.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::error::{CliError, note};
use crate::model::{Lang, Pair};
use crate::score::{BINS, Counting, Counts, Deletions, Links, Reader, Scale, Scores, Summary, join, pair_of};

/// Options of `score`.
#[derive(Debug, Args)]
#[command(
    after_help = "Files: JSON of `align` or `lines`, gold.json of the samples, a gold with the origins of \
its sentences, hunalign's ladders, index files. In a folder, NAME.json and NAME/gold.json are documents; \
gold and hypothesis belong together by name, else by the id of the briefing."
)]
pub(super) struct ScoreArgs {
    /// Gold files or folders, and last the file or folder to be measured.
    #[arg(required = true, num_args = 2.., value_names = ["GOLD", "HYP"])]
    inputs: Vec<PathBuf>,
    /// What is compared.
    #[arg(long, value_enum, default_value_t = Level::Sentence)]
    level: Level,
    /// What has a row of figures.
    #[arg(long, value_enum, default_value_t = By::Pair)]
    by: By,
    /// Scores this language pair only; names the columns of ladders and index files.
    #[arg(long, value_name = "LANG-LANG", value_parser = pair_of)]
    pair: Option<(Lang, Lang)>,
    /// Counts unaligned sentences in precision, as Vecalign's scorer does.
    #[arg(long)]
    deletions: bool,
    /// Prints how far the confidences can be trusted.
    #[arg(long)]
    calibration: bool,
    /// How the figures are printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Levels of an alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Questions with their answers.
    Exchange,
    /// What a speaker says under a label.
    Turn,
    /// Sentences, or lines.
    Sentence,
}

/// Rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum By {
    /// Language pairs.
    Pair,
    /// Types of beads: those of the gold for recall, those of the hypothesis for precision.
    Shape,
}

/// Formats of `score`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table.
    Text,
    /// One JSON object.
    Json,
}

/// Runs `score`.
pub(super) fn run(args: &ScoreArgs) -> Result<Outcome, CliError> {
    let (hyp, gold) = args.inputs.split_last().expect("two paths or more");
    let reader = Reader {
        scale: match args.level {
            Level::Exchange => Scale::Exchange,
            Level::Turn => Scale::Turn,
            Level::Sentence => Scale::Sentence,
        },
        columns: args.pair,
    };
    let documents = join(gold, hyp, &reader)?;
    let nothing = Links::default();
    let mut missing = Vec::new();
    for document in documents.iter().filter(|document| document.hyp.is_none()) {
        note(&format!(
            "hexapla: {}: no hypothesis for `{}`: its beads count as missed",
            hyp.display(),
            document.name
        ));
        missing.push(document.name.clone());
    }
    let counting = Counting {
        deletions: if args.deletions {
            Deletions::InPrecision
        } else {
            Deletions::Ignored
        },
        only: args.pair.map(|(a, b)| Pair::new(a, b)),
    };
    let sides = documents
        .iter()
        .map(|document| (&document.gold, document.hyp.as_ref().unwrap_or(&nothing)));
    let scores = Scores::new(sides, counting);
    if scores.pairs.is_empty() {
        let what = counting
            .only
            .map_or("language pairs".to_owned(), |pair| format!("pair {pair}"));
        return Err(CliError::new(format!(
            "{}: the gold has no {what}: nothing to score",
            gold[0].display()
        )));
    }
    if args.calibration && scores.calibration.count() == 0 {
        return Err(CliError::new(format!(
            "{}: its beads have no confidences, so there is no calibration to measure",
            hyp.display()
        )));
    }
    let mut stdout = anstream::stdout().lock();
    match args.format {
        Format::Text => text(args, &scores, &mut stdout)?,
        Format::Json => {
            let json = Json::new(args, reader.scale, documents.len(), missing, &scores);
            writeln!(stdout, "{}", serde_json::to_string(&json)?)?;
        }
    }
    Ok(Outcome::Clean)
}

/// The rows of the table, named.
fn rows(by: By, scores: &Scores) -> Vec<(String, Counts)> {
    match by {
        By::Pair => scores.pairs.iter().map(|(p, c)| (p.to_string(), *c)).collect(),
        By::Shape => scores
            .shapes
            .iter()
            .map(|(s, c)| (s.as_str().to_owned(), *c))
            .collect(),
    }
}

fn text(args: &ScoreArgs, scores: &Scores, out: &mut impl Write) -> io::Result<()> {
    let head = ["strict P", "R", "F1", "lax P", "R", "F1", "hyp", "gold"];
    let mut table = vec![cells(if args.by == By::Pair { "pair" } else { "type" }, head)];
    for (name, counts) in rows(args.by, scores) {
        table.push(row(&name, &counts.summary(), Some(&counts)));
    }
    if args.by == By::Pair && scores.pairs.len() > 1 {
        let mean = format!("mean of {} pairs", scores.pairs.len());
        table.push(row(&mean, &scores.mean(), None));
        if let Some((pair, worst)) = scores.worst() {
            table.push(row(&format!("worst: {pair}"), &worst, None));
        }
    }
    print(&table, out)?;
    if args.calibration {
        writeln!(out)?;
        calibration(scores, out)?;
    }
    Ok(())
}

fn cells<const N: usize>(name: &str, rest: [&str; N]) -> Vec<String> {
    std::iter::once(name).chain(rest).map(str::to_owned).collect()
}

fn row(name: &str, summary: &Summary, counts: Option<&Counts>) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    // A type of beads that one side never has gives no figure, not a bad one.
    let (hyp, gold) = counts.map_or((true, true), |c| (c.hyp > 0, c.gold > 0));
    for figures in [summary.strict, summary.lax] {
        let known = [hyp, gold, hyp && gold];
        let figures = [figures.precision, figures.recall, figures.f1];
        cells.extend(known.into_iter().zip(figures).map(|(known, x)| {
            if known { format!("{x:.4}") } else { "-".to_owned() }
        }));
    }
    cells.extend(
        counts
            .into_iter()
            .flat_map(|c| [c.hyp.to_string(), c.gold.to_string()]),
    );
    cells
}

fn calibration(scores: &Scores, out: &mut impl Write) -> io::Result<()> {
    let mut table = vec![cells(
        "confidence",
        ["beads", "mean", "strictly right", "laxly right"],
    )];
    for (k, bin) in scores.calibration.bins.iter().enumerate() {
        let (low, high) = edges(k);
        let mut cells = vec![format!("{low:.1} to {high:.1}"), bin.count.to_string()];
        match bin.shares() {
            Some(shares) => cells.extend(shares.map(|x| format!("{x:.4}"))),
            None => cells.extend(["-"; 3].map(str::to_owned)),
        }
        table.push(cells);
    }
    if let Some([strict, lax]) = scores.calibration.errors() {
        let count = scores.calibration.count().to_string();
        let (strict, lax) = (format!("{strict:.4}"), format!("{lax:.4}"));
        table.push(cells("calibration error", [&count, "", &strict, &lax]));
    }
    print(&table, out)
}

fn edges(bin: usize) -> (f64, f64) {
    let edge = |k: usize| k as f64 / BINS as f64;
    (edge(bin), edge(bin + 1))
}

/// Prints columns, the first to the left, the others to the right.
fn print(table: &[Vec<String>], out: &mut impl Write) -> io::Result<()> {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let width = |k: usize| table.iter().filter_map(|row| row.get(k)).map(String::len).max();
    let widths: Vec<usize> = (0..columns).filter_map(width).collect();
    for row in table {
        let mut line = format!("{:<1$}", row[0], widths[0]);
        for (cell, width) in row.iter().zip(&widths).skip(1) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Json {
    level: &'static str,
    deletions: bool,
    documents: usize,
    /// Documents without a hypothesis.
    missing: Vec<String>,
    by: By,
    rows: Vec<JsonRow>,
    /// The mean over the language pairs.
    mean: Summary,
    worst: Option<JsonWorst>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<JsonCalibration>,
}

#[derive(Serialize)]
struct JsonRow {
    name: String,
    counts: Counts,
    #[serde(flatten)]
    summary: Summary,
}

#[derive(Serialize)]
struct JsonWorst {
    pair: Pair,
    #[serde(flatten)]
    summary: Summary,
}

#[derive(Serialize)]
struct JsonCalibration {
    beads: usize,
    strict_error: f64,
    lax_error: f64,
    bins: Vec<JsonBin>,
}

/// Means and shares are null where the bin is empty.
#[derive(Serialize)]
struct JsonBin {
    from: f64,
    to: f64,
    beads: usize,
    confidence: Option<f64>,
    strict: Option<f64>,
    lax: Option<f64>,
}

impl Json {
    fn new(args: &ScoreArgs, scale: Scale, documents: usize, missing: Vec<String>, scores: &Scores) -> Json {
        let row = |(name, counts): (String, Counts)| JsonRow {
            name,
            summary: counts.summary(),
            counts,
        };
        let calibration = scores.calibration.errors().filter(|_| args.calibration);
        Json {
            level: scale.as_str(),
            deletions: args.deletions,
            documents,
            missing,
            by: args.by,
            rows: rows(args.by, scores).into_iter().map(row).collect(),
            mean: scores.mean(),
            worst: scores.worst().map(|(pair, summary)| JsonWorst { pair, summary }),
            calibration: calibration.map(|[strict_error, lax_error]| JsonCalibration {
                beads: scores.calibration.count(),
                strict_error,
                lax_error,
                bins: bins(scores),
            }),
        }
    }
}

fn bins(scores: &Scores) -> Vec<JsonBin> {
    let bin = |(k, bin): (usize, &crate::score::Bin)| {
        let ((from, to), shares) = (edges(k), bin.shares());
        JsonBin {
            from,
            to,
            beads: bin.count,
            confidence: shares.map(|s| s[0]),
            strict: shares.map(|s| s[1]),
            lax: shares.map(|s| s[2]),
        }
    };
    scores.calibration.bins.iter().enumerate().map(bin).collect()
}
