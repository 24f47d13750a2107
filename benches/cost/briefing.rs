//! What aligning one briefing costs when its words are known.
//!
//! Each sample briefing is aligned again and again with a lexicon learnt from the
//! other two, on one thread, its pages read before.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use hexapla::align::{AlignOptions, Input, align, learn};
use hexapla::language::{Languages, Outlets};
use hexapla::lexicon;
use hexapla::model::Aligned;
use hexapla::termbase;

/// How often each is aligned.
const TIMES: usize = 30;

/// Prints a row for each sample: the median and the shortest time in milliseconds.
pub(crate) fn measure() -> Result<(), Box<dyn Error>> {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let start = Instant::now();
    let (terms, lexicon) = (termbase::builtin(), lexicon::builtin());
    let loading = start.elapsed().as_secs_f64() * 1e3;
    println!(
        "Loading the built-in termbase ({} kB) and lexicon ({} kB): {loading:.2} ms\n",
        terms.bytes().len() / 1000,
        lexicon.bytes().len() / 1000,
    );
    let briefings = briefings()?;
    println!("| briefing | editions | sentences, longest edition | turns | median ms | least ms |");
    println!("|---|---|---|---|---|---|");
    for (k, briefing) in briefings.iter().enumerate() {
        let mut others = briefings.clone();
        others.remove(k);
        let lexicon = learn(&others, &languages, &outlets, AlignOptions::default());
        let options = AlignOptions {
            rounds: 0,
            lexicon: Some(&lexicon),
            ..AlignOptions::default()
        };
        let inputs = [briefing.clone()];
        let mut times: Vec<f64> = (0..TIMES)
            .map(|_| {
                let start = Instant::now();
                let found = align(&inputs, &languages, &outlets, options);
                let time = start.elapsed().as_secs_f64() * 1e3;
                assert_eq!(found.len(), 1, "one briefing in, one out");
                time
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let editions = &briefing.editions;
        let sentences = editions.values().map(|e| e.sentences().count()).max();
        println!(
            "| {} | {} | {} | {} | {:.1} | {:.1} |",
            briefing.info.id,
            editions.len(),
            sentences.unwrap_or(0),
            editions.values().map(|e| e.turns.len()).max().unwrap_or(0),
            times[TIMES / 2],
            times[0],
        );
    }
    Ok(())
}

/// The sample briefings, in the order of their names.
fn briefings() -> Result<Vec<Input>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/briefings");
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path().join("gold.json");
        if path.is_file() {
            let gold: Aligned = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
            let input = Input {
                info: gold.briefing,
                editions: gold.editions,
                earlier: None,
            };
            found.insert(path, input);
        }
    }
    Ok(found.into_values().collect())
}
