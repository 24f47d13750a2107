//! What long inputs cost: `cargo bench --bench cost`, on Linux.
//!
//! Runs the program on invented parallel text of growing length and prints a
//! Markdown table of its processor time and its peak memory. The numbers are
//! the kernel's, as `/proc` gives them: of the children waited for, and of the
//! child while it runs.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../../tests/parallel.rs"]
mod parallel;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Ticks of processor time in a second, the same on all Linux of today.
const TICKS: f64 = 100.0;

fn main() -> Result<(), Box<dyn Error>> {
    let sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![5_000, 20_000, 80_000, 200_000]
    } else {
        sizes
    };
    println!("| lines, first + second | CPU s | CPU µs a line | wall s | peak MB | strict F1 |");
    println!("|---|---|---|---|---|---|");
    let folder = tempfile::tempdir()?;
    for lines in sizes {
        // A twentieth is left out and a tenth merged.
        let text = parallel::parallel(lines * 116 / 100, 1);
        let mut args = vec!["lines".to_owned(), "--format".to_owned(), "indices".to_owned()];
        for (lang, side) in [("en", &text.first), ("fr", &text.second)] {
            let path = folder.path().join(format!("{lang}.txt"));
            fs::write(&path, side.join("\n"))?;
            args.push(format!("{lang}={}", path.display()));
        }
        let out = folder.path().join("out.txt");
        let (before, start) = (children_seconds()?, Instant::now());
        let peak = run(&args, &out)?;
        let (cpu, wall) = (children_seconds()? - before, start.elapsed().as_secs_f64());
        let (n, m) = (text.first.len(), text.second.len());
        println!(
            "| {n} + {m} | {cpu:.2} | {:.1} | {wall:.2} | {peak:.0} | {:.4} |",
            cpu * 1e6 / n.max(m) as f64,
            strict(&fs::read_to_string(&out)?, &text)
        );
    }
    Ok(())
}

/// Runs the program; returns its peak memory in megabytes.
fn run(args: &[String], out: &Path) -> Result<f64, Box<dyn Error>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hexapla"))
        .args(args)
        .stdout(fs::File::create(out)?)
        .stderr(Stdio::inherit())
        .spawn()?;
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
    if done.success() {
        Ok(peak)
    } else {
        Err(format!("the program ended with {done}").into())
    }
}

/// The processor time of all children waited for.
fn children_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').ok_or("no fields")?;
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS)
}

/// The strict F1 of lines such as `[0]:[0,1]`.
fn strict(found: &str, text: &parallel::Parallel) -> f64 {
    let list = |side: &[usize]| side.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let right: std::collections::BTreeSet<String> = text
        .beads
        .iter()
        .map(|(a, b)| format!("[{}]:[{}]", list(a), list(b)))
        .collect();
    let linked: Vec<&str> = found.lines().filter(|line| !line.contains("[]")).collect();
    let hits = linked.iter().filter(|&&line| right.contains(line)).count();
    2.0 * hits as f64 / (linked.len() + right.len()) as f64
}
