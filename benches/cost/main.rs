//! What aligning costs: `cargo bench --bench cost`, on Linux; one briefing, and
//! long inputs of given numbers of lines.
//!
//! Runs the program on invented parallel text of growing length and prints a
//! Markdown table of its processor time and its peak memory. The numbers are
//! the kernel's, as `/proc` gives them: of the children waited for, and of the
//! child while it runs.
//!
//! Where `HUNALIGN` names a binary of hunalign, it aligns the same files in the
//! same run, without a dictionary, plain and with `-realign`. `--keep FOLDER`
//! leaves the files there.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod briefing;
#[path = "../../tests/parallel.rs"]
mod parallel;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The program's own allocator, so that a briefing costs here what it costs there.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Ticks of processor time in a second, the same on all Linux of today.
const TICKS: f64 = 100.0;

/// What a command cost.
struct Cost {
    cpu: f64,
    wall: f64,
    megabytes: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    // Rows of one thread; the program itself takes as many as it likes.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    briefing::measure()?;
    println!();
    let mut sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![5_000, 20_000, 80_000, 200_000];
    }
    let keep = std::env::args().skip_while(|arg| arg != "--keep").nth(1);
    let folder = tempfile::tempdir()?;
    let folder = keep.map_or_else(|| folder.path().to_owned(), PathBuf::from);
    println!("| aligner | lines, first + second | CPU s | CPU µs a line | wall s | peak MB | strict F1 |");
    println!("|---|---|---|---|---|---|---|");
    for lines in sizes {
        measure(lines, &folder)?;
    }
    Ok(())
}

/// Aligns invented text of about so many lines a side and prints a row for each aligner.
fn measure(lines: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    // A twentieth is left out and a tenth merged.
    let text = parallel::parallel(lines * 116 / 100, 1);
    let files = [folder.join("en.txt"), folder.join("fr.txt")];
    fs::write(&files[0], text.first.join("\n"))?;
    fs::write(&files[1], text.second.join("\n"))?;
    let (n, m) = (text.first.len(), text.second.len());
    let row = |name: &str, cost: &Cost, f1: f64| {
        println!(
            "| {name} | {n} + {m} | {:.2} | {:.1} | {:.2} | {:.0} | {f1:.4} |",
            cost.cpu,
            cost.cpu * 1e6 / n.max(m) as f64,
            cost.wall,
            cost.megabytes,
        );
    };
    let out = folder.join("out.txt");
    let mut own = Command::new(env!("CARGO_BIN_EXE_hexapla"));
    own.args(["lines", "--no-builtin", "--format", "indices"]);
    own.args([
        format!("en={}", files[0].display()),
        format!("fr={}", files[1].display()),
    ]);
    let cost = run(&mut own, &out)?;
    row(
        "hexapla",
        &cost,
        strict(&indices(&fs::read_to_string(&out)?), &text),
    );
    let Some(hunalign) = std::env::var_os("HUNALIGN") else {
        return Ok(());
    };
    let dictionary = folder.join("empty.dic");
    fs::write(&dictionary, "")?;
    for realign in [false, true] {
        let mut peer = Command::new(&hunalign);
        peer.args(realign.then_some("-realign"))
            .arg(&dictionary)
            .args(&files)
            // It leaves a file behind where it runs.
            .current_dir(folder)
            .stderr(Stdio::null());
        let peer_cost = run(&mut peer, &out)?;
        let name = if realign { "hunalign -realign" } else { "hunalign" };
        row(
            name,
            &peer_cost,
            strict(&ladder(&fs::read_to_string(&out)?), &text),
        );
        println!("hexapla took 1/{:.0} of its CPU time", peer_cost.cpu / cost.cpu);
    }
    Ok(())
}

/// Runs a command with its output into a file.
fn run(command: &mut Command, out: &Path) -> Result<Cost, Box<dyn Error>> {
    let (before, start) = (children_seconds()?, Instant::now());
    let mut child = command.stdout(fs::File::create(out)?).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0f64;
    let done = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0.0) / 1024.0);
        if let Some(done) = child.try_wait()? {
            break done;
        }
        sleep(Duration::from_millis(2));
    };
    if !done.success() {
        return Err(format!("{} ended with {done}", command.get_program().display()).into());
    }
    Ok(Cost {
        cpu: children_seconds()? - before,
        wall: start.elapsed().as_secs_f64(),
        megabytes: peak,
    })
}

/// The processor time of all children waited for.
fn children_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').ok_or("no fields")?;
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS)
}

/// The lines such as `[0]:[0,1]` that link something.
fn indices(found: &str) -> Vec<String> {
    let linked = found.lines().filter(|line| !line.contains("[]"));
    linked.map(str::to_owned).collect()
}

/// The same from a ladder, whose lines give where beads begin.
fn ladder(found: &str) -> Vec<String> {
    let rungs: Vec<(usize, usize)> = found
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t').map(str::parse);
            Some((fields.next()?.ok()?, fields.next()?.ok()?))
        })
        .collect();
    let full = |w: &&[(usize, usize)]| w[0].0 < w[1].0 && w[0].1 < w[1].1;
    let bead = |w: &[(usize, usize)]| written(w[0].0..w[1].0, w[0].1..w[1].1);
    rungs.windows(2).filter(full).map(bead).collect()
}

fn written(first: impl Iterator<Item = usize>, second: impl Iterator<Item = usize>) -> String {
    let list = |side: Vec<String>| format!("[{}]", side.join(","));
    let first = list(first.map(|i| i.to_string()).collect());
    format!("{first}:{}", list(second.map(|j| j.to_string()).collect()))
}

/// The strict F1 of links against the beads that are right.
fn strict(found: &[String], text: &parallel::Parallel) -> f64 {
    let gold = text.beads.iter();
    let right: std::collections::BTreeSet<String> = gold
        .map(|(a, b)| written(a.iter().copied(), b.iter().copied()))
        .collect();
    let hits = found.iter().filter(|line| right.contains(*line)).count();
    2.0 * hits as f64 / (found.len() + right.len()) as f64
}
