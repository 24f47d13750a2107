//! Measures how often the aligner is right, on text that it makes hard itself.
//!
//! ```sh
//! cargo bench --bench accuracy -- --table FILE --docs test --seeds 1,2,3 --everything
//! ```
//!
//! # The problem
//!
//! A figure in a README can lie in four ways: the constants were chosen on the
//! text it is measured on; one lucky seed was picked; a mean hides the pair that
//! fails; the scorer is kinder than others. Hence: constants are chosen on one
//! half of the documents and figures come from the other (`table.rs`), several
//! seeds and rates make the sets (`perturb.rs`), every row names its worst pair
//! (`report.rs`), and the scorer is the one of `hexapla score`.
//!
//! # The choice
//!
//! The table is parallel line by line, so the gold is known by construction:
//! neighbouring sentences are merged, sentences dropped, exchanges left out and
//! swapped, in each edition on its own. Everything happens in memory and through
//! the library, as any program would use it.
//!
//! # Rejected
//!
//! Sets on disk: they go stale, and a run that reads the wrong ones still prints
//! a figure.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the report goes to standard output, what is amiss to standard error"
)]

mod ablation;
mod perturb;
mod random;
mod report;
mod run;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use perturb::Rates;
use table::{Half, Table};

/// What is measured.
#[derive(Debug, Parser)]
#[command(name = "accuracy", about = "Measures how often the aligner is right")]
struct Args {
    /// A table with a header `id  en  ar …`, columns parted by tabs, identifiers `document:number`.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// Seeds; the sets of all are counted together.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 2, 3])]
    seeds: Vec<u64>,
    /// How often neighbouring sentences are merged; several rates make several rows.
    #[arg(long, value_delimiter = ',', default_values_t = [0.15])]
    merge: Vec<f64>,
    /// How often a sentence is dropped, one for each rate of --merge.
    #[arg(long, value_delimiter = ',', default_values_t = [0.08])]
    drop: Vec<f64>,
    /// Which documents: constants are chosen on dev, figures reported on test.
    #[arg(long, value_enum, default_value_t = Half::Test)]
    docs: Half,
    /// Takes only the first N of them, for a quick look.
    #[arg(long, value_name = "N")]
    first: Option<usize>,
    /// Aligns each document alone too.
    #[arg(long)]
    alone: bool,
    /// Aligns turns of pages too.
    #[arg(long)]
    turns: bool,
    /// Adds one edition after the other to fixed pairs.
    #[arg(long)]
    editions: bool,
    /// Adds one kind of evidence and one stage after the other.
    #[arg(long)]
    ablation: bool,
    /// All of these.
    #[arg(long)]
    everything: bool,
    /// Cargo says this to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let Some(path) = args.table.clone().or_else(development_table) else {
        eprintln!("NOT MEASURED: name a table with --table FILE");
        return ExitCode::SUCCESS;
    };
    let measured = Table::read(&path).and_then(|table| {
        let rates = rates(&args)?;
        measure(&args, &table.half(args.docs, args.first), &rates);
        Ok(())
    });
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("accuracy: {message}");
            ExitCode::from(2)
        }
    }
}

/// The table of the development data, where present.
fn development_table() -> Option<PathBuf> {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let base = std::env::var_os("HEXAPLA_SHARED").map_or_else(|| project.join("../shared"), PathBuf::from);
    let path = base.join("data/tico19/tico19_6way.tsv");
    path.is_file().then_some(path)
}

fn rates(args: &Args) -> Result<Vec<Rates>, String> {
    if args.merge.len() != args.drop.len() {
        return Err("--merge and --drop need the same number of rates".to_owned());
    }
    let rates = args.merge.iter().zip(&args.drop);
    rates
        .map(|(&merge, &drop)| {
            let good = merge >= 0.0 && drop >= 0.0 && merge + drop <= 1.0;
            good.then_some(Rates { merge, drop }).ok_or_else(|| {
                format!("rates {merge} and {drop}: neither may be negative, nor their sum above 1")
            })
        })
        .collect()
}

fn measure(args: &Args, table: &Table, rates: &[Rates]) {
    let on = |flag: bool| flag || args.everything;
    let bench = run::Bench::new(table, &args.seeds);
    report::head(args.docs, table, &args.seeds);
    report::lines(&bench, rates, on(args.alone));
    if on(args.turns) {
        report::turns(&bench, rates);
    }
    let Some(&first) = rates.first() else { return };
    if on(args.editions) {
        report::editions(&bench, first);
    }
    if on(args.ablation) {
        report::ablation(&bench, first);
    }
}
