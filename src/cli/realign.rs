//! `hexapla realign`: a corpus that people corrected, aligned anew around their corrections.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::aligner::AlignerArgs;
use super::error::{CliError, note};
use super::load::plural;
use super::progress::Progress;
use super::rewrite::{Place, open};
use crate::align::{Input, contradictions};
use crate::model::{Aligned, Level};
use crate::read::tei::{Briefing, Corpus};
use crate::write::tei::Knowledge;

/// Options of `realign`.
#[derive(Debug, Args)]
pub(super) struct RealignArgs {
    /// The folder of a corpus that `build` wrote, or its corpus.xml.
    corpus: PathBuf,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    aligner: AlignerArgs,
}

/// How many contradictions are listed.
const LISTED: usize = 5;

/// Runs `realign`.
pub(super) fn run(args: &RealignArgs) -> Result<Outcome, CliError> {
    let corpus = open(&args.corpus)?;
    args.place.check(&corpus)?;
    let loader = args.aligner.loader()?;
    let known = args.aligner.knowledge(&loader)?;
    let progress = Progress::new();
    let before = read(&corpus, &progress)?;
    let inputs: Vec<Input> = before.iter().map(input).collect();
    check(&inputs)?;
    progress.spin(format!("aligning {}", plural(inputs.len(), "briefing")));
    let aligned = args.aligner.align(inputs, &loader, &known);
    let manual: usize = aligned.iter().map(links).sum();
    let briefings: Vec<Briefing> = before
        .iter()
        .zip(aligned)
        .map(|(before, aligned)| Briefing {
            aligned,
            options: before.options.clone(),
        })
        .collect();
    let knowledge = Knowledge {
        languages: &loader.languages,
        outlets: &loader.outlets,
    };
    let (mut files, mut summaries, mut changed) = (Vec::new(), Vec::new(), 0);
    for (before, after) in before.iter().zip(&briefings) {
        let (written, summary) = after.write(knowledge)?;
        changed += usize::from(before.write(knowledge)?.0.files != written.files);
        for warning in &written.warnings {
            note(&format!("hexapla: {warning}"));
        }
        files.extend(written.files);
        summaries.push(summary);
    }
    files.extend(corpus.write_shared(&summaries, knowledge)?.files);
    args.place.write(&corpus, &files, &progress)?;
    progress.clear();
    let mut stdout = anstream::stdout().lock();
    writeln!(
        stdout,
        "{} aligned anew, {} kept; {} changed: open {}",
        plural(briefings.len(), "briefing"),
        plural(manual, "manual link"),
        plural(changed, "briefing"),
        args.place.folder(&corpus).join("corpus.xml").display()
    )?;
    Ok(Outcome::Clean)
}

fn read(corpus: &Corpus, progress: &Progress) -> Result<Vec<Briefing>, CliError> {
    progress.stage("reading", corpus.briefings().len(), "briefings");
    let read = |k| {
        let briefing = corpus.edited(k)?;
        progress.step();
        Ok(briefing)
    };
    (0..corpus.briefings().len()).map(read).collect()
}

fn input(briefing: &Briefing) -> Input {
    let aligned = &briefing.aligned;
    Input {
        info: aligned.briefing.clone(),
        editions: aligned.editions.clone(),
        earlier: Some(aligned.alignment.clone()),
    }
}

/// Refuses links that cannot both stand.
fn check(inputs: &[Input]) -> Result<(), CliError> {
    let found = contradictions(inputs);
    let mut lines: Vec<String> = found.iter().take(LISTED).map(ToString::to_string).collect();
    if found.len() > LISTED {
        lines.push(format!("and {} more", found.len() - LISTED));
    }
    if lines.is_empty() {
        Ok(())
    } else {
        Err(CliError::new(lines.join("\n")))
    }
}

/// Counts the links that a person set.
fn links(aligned: &Aligned) -> usize {
    let alignment = &aligned.alignment;
    set(&alignment.exchanges) + set(&alignment.turns) + set(&alignment.sentences)
}

fn set<T>(level: &Level<T>) -> usize {
    let groups = level.groups.iter().filter(|group| group.manual).count();
    let beads = level.pairs.values().flatten();
    groups + beads.filter(|bead| bead.manual).count()
}
