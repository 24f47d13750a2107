//! Progress on a terminal, nothing elsewhere.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error; invisible where that is no terminal.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn new() -> Progress {
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress(bar)
    }

    /// Shows nothing at all.
    pub(super) fn hidden() -> Progress {
        Progress(ProgressBar::hidden())
    }

    /// Begins a stage of so many steps, such as `reading` of files.
    pub(super) fn stage(&self, doing: &str, steps: usize, of: &str) {
        self.style("{spinner} {msg} {pos}/{len} [{bar:30}] {elapsed}");
        self.0.set_length(steps as u64);
        self.0.set_position(0);
        self.0.set_message(format!("{doing} {of}"));
    }

    /// Begins a stage that cannot be counted.
    pub(super) fn spin(&self, doing: String) {
        self.style("{spinner} {msg} {elapsed}");
        self.0.set_message(doing);
    }

    /// One step of the stage is done.
    pub(super) fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away, so that messages can be printed.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }

    fn style(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.0.set_style(style.progress_chars("━━─"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
