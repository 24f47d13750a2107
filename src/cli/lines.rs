//! `hexapla lines`: aligns files that hold one sentence a line.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::error::{CliError, reason};
use super::lexicon::LexiconArgs;
use super::load::{
    lang_file, make_folder, name, plural, report, subfolders, unknown_language, use_threads, write_json,
};
use crate::align::{AlignOptions, LinesAlignment, align_lines};
use crate::group::Problem;
use crate::language::Languages;
use crate::model::{Bead, Lang, Pair};

/// Options of `lines`.
#[derive(Debug, Args)]
pub(super) struct LinesArgs {
    /// Files such as en=a.txt zh=b.txt; with --out, one folder that holds a folder for each
    /// document with LANG.txt files in it.
    #[arg(required = true, value_name = "LANG=FILE")]
    inputs: Vec<String>,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Writes one JSON file a document, named after its folder, into this folder.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Does not learn word pairs from the input.
    #[arg(long)]
    no_learn: bool,
    #[command(flatten)]
    lexicon: LexiconArgs,
    /// Adds a language by its data file.
    #[arg(long = "language-pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
    /// How many threads work; 0 takes one a core. The output is the same.
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

/// Formats of `lines`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Groups over all files and beads of each pair, with confidences.
    Json,
    /// The ladder of hunalign, for two files: rungs of line numbers with a score.
    Ladder,
    /// Lines such as `[0]:[0,1]`, for two files.
    Indices,
    /// Text and confidence, a bead a line, for two files.
    Tsv,
}

type Document = BTreeMap<Lang, Vec<String>>;

/// Runs `lines`.
pub(super) fn run(args: &LinesArgs) -> Result<Outcome, CliError> {
    use_threads(args.jobs)?;
    let mut languages = Languages::builtin();
    for pack in &args.packs {
        languages.add_pack(pack)?;
    }
    let lexicon = args.lexicon.load(&languages)?;
    let options = lexicon.options(args.no_learn);
    if let Some(out) = &args.out {
        return set(args, out, &languages, options);
    }
    let mut document = Document::new();
    for input in &args.inputs {
        let (lang, path) = lang_file(input).map_err(|why| {
            CliError::new(format!("{input}: {why}; for a folder of documents add --out DIR"))
        })?;
        if languages.get(lang).is_none() {
            return Err(CliError::new(unknown_language(lang, &languages)));
        }
        if document.insert(lang, lines(&path)?).is_some() {
            return Err(CliError::new(format!(
                "{input}: a second file for `{lang}`: each language can have one"
            )));
        }
    }
    if document.len() < 2 {
        return Err(CliError::new(format!(
            "{}: one file only: an alignment needs two or more, each with its language, such as `{} zh=FILE`",
            args.inputs[0], args.inputs[0]
        )));
    }
    if args.format != Format::Json && document.len() != 2 {
        return Err(CliError::new(
            "this format is for two files: use --format json for more",
        ));
    }
    let documents = [document];
    let aligned = align_lines(&documents, &languages, options);
    warn(&aligned);
    print(args.format, &documents[0], &aligned[0])?;
    Ok(Outcome::Clean)
}

/// Says once where the search may have been too narrow.
fn warn(aligned: &[LinesAlignment]) {
    let narrow: usize = aligned.iter().map(|document| document.narrow).sum();
    if narrow > 0 {
        super::error::note(&format!(
            "hexapla: in {} of about a hundred lines each the best alignment stands at the edge of what was \
             searched; it may be wrong there: are the files about the same, in the same order?",
            plural(narrow, "block")
        ));
    }
}

fn lines(path: &Path) -> Result<Vec<String>, CliError> {
    let bytes = std::fs::read(path).map_err(|error| {
        CliError::new(format!(
            "{}: cannot read: {}; expected a text file with one sentence a line",
            path.display(),
            reason(&error)
        ))
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&b| b == b'\n')
            .count();
        CliError::new(format!(
            "{}: line {line} is not UTF-8: files of lines must be; save it as UTF-8",
            path.display()
        ))
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.iter().all(|line| line.trim().is_empty()) {
        return Err(CliError::new(format!(
            "{}: the file is empty, expected one sentence a line",
            path.display()
        )));
    }
    Ok(lines)
}

/// Aligns a folder of documents, learning over all of them.
fn set(
    args: &LinesArgs,
    out: &Path,
    languages: &Languages,
    options: AlignOptions<'_>,
) -> Result<Outcome, CliError> {
    let inputs: Vec<PathBuf> = args.inputs.iter().map(PathBuf::from).collect();
    let Documents {
        names,
        documents,
        problems,
    } = documents(&inputs, languages)?;
    report(&problems);
    make_folder(out)?;
    let aligned = align_lines(&documents, languages, options);
    write_json(out, names.into_iter().zip(aligned.iter().map(Json::new)))?;
    Ok(if problems.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The documents of folders that hold a folder for each.
pub(super) struct Documents {
    pub(super) names: Vec<String>,
    pub(super) documents: Vec<Document>,
    /// Folders that were left out.
    pub(super) problems: Vec<Problem>,
}

/// Reads all documents; one at least.
pub(super) fn documents(inputs: &[PathBuf], languages: &Languages) -> Result<Documents, CliError> {
    let mut found = Documents {
        names: Vec::new(),
        documents: Vec::new(),
        problems: Vec::new(),
    };
    for input in inputs {
        for folder in subfolders(input)? {
            let document = document(&folder, languages)?;
            if document.len() > 1 {
                found.names.push(name(&folder));
                found.documents.push(document);
            } else {
                found.problems.push(Problem {
                    message: format!(
                        "{} in this folder, left out: an alignment needs two or more, named after their \
                         languages such as en.txt and zh.txt",
                        if document.is_empty() {
                            "no file of lines"
                        } else {
                            "one file of lines only"
                        }
                    ),
                    path: folder,
                });
            }
        }
    }
    if found.documents.is_empty() {
        report(&found.problems);
        return Err(CliError::new(
            "no document: expected a folder that holds a folder for each, with LANG.txt files",
        ));
    }
    Ok(found)
}

fn document(folder: &Path, languages: &Languages) -> Result<Document, CliError> {
    let mut document = Document::new();
    for lang in languages.codes() {
        let path = folder.join(format!("{lang}.txt"));
        if path.is_file() {
            document.insert(lang, lines(&path)?);
        }
    }
    Ok(document)
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Json<'a> {
    groups: Vec<&'a BTreeMap<Lang, Vec<usize>>>,
    pairs: &'a BTreeMap<Pair, Vec<Bead<usize>>>,
}

impl<'a> Json<'a> {
    fn new(aligned: &'a LinesAlignment) -> Json<'a> {
        Json {
            groups: aligned.level.groups.iter().map(|group| &group.members).collect(),
            pairs: &aligned.level.pairs,
        }
    }
}

fn print(format: Format, document: &Document, aligned: &LinesAlignment) -> Result<(), CliError> {
    let mut stdout = std::io::stdout().lock();
    if format == Format::Json {
        writeln!(stdout, "{}", serde_json::to_string(&Json::new(aligned))?)?;
        return Ok(());
    }
    let beads = aligned
        .level
        .pairs
        .values()
        .next()
        .expect("two files make a pair");
    let sides: Vec<&Vec<String>> = document.values().collect();
    match format {
        Format::Ladder => ladder(beads, sides[0].len(), sides[1].len(), &mut stdout),
        Format::Indices => indices(beads, &mut stdout),
        Format::Json | Format::Tsv => tsv(beads, sides[0], sides[1], &mut stdout),
    }
    .map_err(CliError::from)
}

fn ladder(beads: &[Bead<usize>], n: usize, m: usize, out: &mut impl Write) -> std::io::Result<()> {
    let (mut i, mut j) = (0, 0);
    for bead in beads {
        writeln!(out, "{i}\t{j}\t{}", bead.confidence)?;
        i = bead.first.last().map_or(i, |last| last + 1);
        j = bead.second.last().map_or(j, |last| last + 1);
    }
    writeln!(out, "{n}\t{m}\t0")
}

fn indices(beads: &[Bead<usize>], out: &mut impl Write) -> std::io::Result<()> {
    let list = |side: &[usize]| side.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    for bead in beads {
        writeln!(out, "[{}]:[{}]", list(&bead.first), list(&bead.second))?;
    }
    Ok(())
}

fn tsv(
    beads: &[Bead<usize>],
    first: &[String],
    second: &[String],
    out: &mut impl Write,
) -> std::io::Result<()> {
    let text = |side: &[usize], lines: &[String]| {
        side.iter()
            .map(|&k| lines[k].trim().replace('\t', " "))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for bead in beads {
        writeln!(
            out,
            "{}\t{}\t{}",
            text(&bead.first, first),
            text(&bead.second, second),
            bead.confidence
        )?;
    }
    Ok(())
}
