//! The report in Markdown.

use hexapla::align::AlignOptions;
use hexapla::model::{Lang, Pair};
use hexapla::termbase;

use crate::ablation::STEPS;
use crate::perturb::Rates;
use crate::run::{Bench, Measured, Mode, PLAIN};
use crate::table::{Half, Table};

/// Says what was measured on.
pub(crate) fn head(half: Half, table: &Table, seeds: &[u64]) {
    let half = match half {
        Half::Dev => "dev half",
        Half::Test => "test half",
        Half::All => "whole table",
    };
    let sentences: usize = table.documents.iter().map(|document| document.rows.len()).sum();
    let seeds: Vec<String> = seeds.iter().map(u64::to_string).collect();
    println!(
        "hexapla {}, {half}: {} documents, {sentences} sentences, {} editions, seeds {}\n",
        env!("CARGO_PKG_VERSION"),
        table.documents.len(),
        table.langs.len(),
        seeds.join(", ")
    );
    let ids: Vec<&str> = table
        .documents
        .iter()
        .map(|document| document.id.as_str())
        .collect();
    println!("Documents: {}\n", ids.join(", "));
}

/// Lines of all editions, at every rate.
pub(crate) fn lines(bench: &Bench<'_>, rates: &[Rates], alone: bool) {
    columns("sentences");
    for &rate in rates {
        for (name, mode) in [("in one run", Mode::Batch), ("each alone", Mode::Alone)] {
            if mode == Mode::Batch || alone {
                let measured = bench.lines(rate, &bench.table.langs, mode, PLAIN);
                row(&format!("{name}, {}", wording(rate)), &measured);
                // The termbase was written by people; the built-in lexicon has seen such tables.
                let termbases = [termbase::builtin().clone()];
                let options = AlignOptions {
                    termbases: &termbases,
                    ..PLAIN
                };
                let measured = bench.lines(rate, &bench.table.langs, mode, options);
                row(
                    &format!("{name}, {}, with the termbase", wording(rate)),
                    &measured,
                );
            }
        }
    }
    println!();
}

/// Turns and exchanges of pages, at every rate.
pub(crate) fn turns(bench: &Bench<'_>, rates: &[Rates]) {
    columns("pages with turns");
    for &rate in rates {
        let [turns, exchanges] = bench.pages(rate);
        row(&format!("turns, {}", wording(rate)), &turns);
        row(&format!("exchanges, {}", wording(rate)), &exchanges);
    }
    println!();
}

/// Fixed pairs with more and more editions beside them.
///
/// The figures of a row are those of the same pairs: the mean over all pairs of
/// an edition set would change with the pairs that it has.
pub(crate) fn editions(bench: &Bench<'_>, rate: Rates) {
    let pairs = [(Lang::AR, Lang::ZH), (Lang::EN, Lang::RU), (Lang::ES, Lang::FR)];
    let pairs: Vec<(Lang, Lang)> = pairs
        .into_iter()
        .filter(|(a, b)| bench.table.langs.contains(a) && bench.table.langs.contains(b))
        .collect();
    if pairs.is_empty() {
        println!("Editions: not measured, the table lacks the languages of the fixed pairs.\n");
        return;
    }
    let heads: Vec<String> = pairs.iter().map(|&(a, b)| Pair::new(a, b).to_string()).collect();
    println!("| editions, strict F1 | {} | mean |", heads.join(" | "));
    println!("|---|{}---|", "---|".repeat(heads.len()));
    for count in 2..=bench.table.langs.len() {
        let figures: Vec<f64> = pairs
            .iter()
            .map(|&(a, b)| {
                let others = bench.table.langs.iter().filter(|l| **l != a && **l != b);
                let langs: Vec<Lang> = [a, b].into_iter().chain(others.copied()).take(count).collect();
                let measured = bench.lines(rate, &langs, Mode::Batch, PLAIN);
                measured.all.pairs[&Pair::new(a, b)].summary().strict.f1
            })
            .collect();
        let mean = figures.iter().sum::<f64>() / figures.len() as f64;
        let cells: Vec<String> = figures.iter().map(|f1| format!("{f1:.3}")).collect();
        println!("| {count} | {} | {mean:.3} |", cells.join(" | "));
    }
    println!();
}

/// One kind of evidence and one stage after the other.
pub(crate) fn ablation(bench: &Bench<'_>, rate: Rates) {
    columns(&format!("ablation, {}", wording(rate)));
    let measured = STEPS.map(|step| {
        let measured = bench.lines(rate, &bench.table.langs, Mode::Batch, step.options());
        row(step.name, &measured);
        measured
    });
    println!();
    let [.., alone, consistent, joint] = &measured;
    by_pair(alone, consistent, joint);
}

/// What the ways of bringing editions together give for each pair.
fn by_pair(alone: &Measured, consistent: &Measured, joint: &Measured) {
    println!("| strict F1 of each pair | alone | consistent | joint |");
    println!("|---|---|---|---|");
    let f1 = |measured: &Measured, pair: &Pair| measured.all.pairs[pair].summary().strict.f1;
    let mut behind = Vec::new();
    for pair in joint.all.pairs.keys() {
        let [a, c, j] = [alone, consistent, joint].map(|measured| f1(measured, pair));
        println!("| {pair} | {a:.3} | {c:.3} | {j:.3} |");
        if j <= a.max(c) {
            behind.push(pair.to_string());
        }
    }
    println!();
    match behind[..] {
        [] => println!("Joint is ahead on every pair.\n"),
        _ => println!("Joint is NOT ahead on {}.\n", behind.join(", ")),
    }
}

fn columns(what: &str) {
    println!("| {what} | strict F1 | by seed | worst pair | lax F1 | calibration error |");
    println!("|---|---|---|---|---|---|");
}

fn row(name: &str, measured: &Measured) {
    let mean = measured.all.mean();
    let worst = measured.all.worst().map_or_else(String::new, |(pair, summary)| {
        format!("{:.3} {pair}", summary.strict.f1)
    });
    let error = measured
        .all
        .calibration
        .errors()
        .map_or_else(String::new, |[strict, _]| format!("{strict:.3}"));
    let least = measured.by_seed.iter().copied().fold(f64::INFINITY, f64::min);
    let most = measured.by_seed.iter().copied().fold(0.0, f64::max);
    println!(
        "| {name} | {:.3} | {least:.3} to {most:.3} | {worst} | {:.3} | {error} |",
        mean.strict.f1, mean.lax.f1
    );
}

fn wording(rates: Rates) -> String {
    let percent = |share: f64| (100.0 * share * 10.0).round() / 10.0;
    format!(
        "{} % merged, {} % dropped",
        percent(rates.merge),
        percent(rates.drop)
    )
}
