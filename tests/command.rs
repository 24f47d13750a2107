//! Runs the program.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run printed and how it ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the program with arguments.
pub(crate) fn hexapla<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_hexapla"))
        .args(args)
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let run = Run {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Development data beside the project; says so when it is not there.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let base = std::env::var_os("HEXAPLA_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = base.join("data").join(name);
    if !path.exists() {
        eprintln!("NOT CHECKED: ../shared/data/{name} is absent");
        return None;
    }
    Some(path)
}

/// The sample briefings by name.
pub(crate) const SAMPLES: [&str; 3] = ["health-council", "launch-review", "river-commission"];

/// The pages of a sample.
pub(crate) fn pages(sample: &str) -> PathBuf {
    root().join("corpora/briefings").join(sample).join("pages")
}
