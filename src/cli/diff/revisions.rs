//! What changed between two revisions, for people, in a terminal: `[-old-]{+new+}`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use owo_colors::OwoColorize as _;

use super::paper::{Look, Span, clean, isolated, lines, shortened, terminal_width};
use crate::cli::load::plural;
use crate::compare::revisions::{Change, ChangeKind, ChangeLevel, Revision, Segment, SegmentOp};
use crate::language::{Direction, Languages};

/// What moved is shown up to so many columns.
const GLANCE: usize = 160;

/// Returns the text.
pub(super) fn text(revision: &Revision, languages: &Languages) -> String {
    let language = languages.get(revision.lang);
    let page = Page {
        rtl: language.is_some_and(|l| l.pack().direction == Direction::Rtl),
        width: terminal_width(),
    };
    let mut out = format!(
        "{} → {}  {}\n",
        clean(&revision.old.source).bold(),
        clean(&revision.new.source).bold(),
        revision.lang.cyan()
    );
    let mut last = String::new();
    for change in &revision.changes {
        let title = page.title(change);
        if title != last {
            let _ = writeln!(out, "\n{title}");
            last = title;
        }
        page.change(change, &mut out);
    }
    let _ = writeln!(out, "\n{}", summary(revision).bold());
    out
}

struct Page {
    rtl: bool,
    width: usize,
}

impl Page {
    /// What a change is listed under: its turn, or the page as a whole.
    fn title(&self, change: &Change) -> String {
        let number = |id: &str| id.rsplit_once(".u").map_or("", |(_, n)| n).to_owned();
        let name = match (&change.turn, change.old.first()) {
            (Some(turn), _) => format!("turn {}", clean(&number(&turn.0))),
            (None, Some(old)) => format!("turn {} of the old page", clean(&number(old))),
            (None, None) => return "page".bold().to_string(),
        };
        if change.label.is_empty() {
            return name.bold().to_string();
        }
        let room = self.width.saturating_sub(name.len() + 3);
        let label = isolated(&shortened(&clean(&change.label), room), self.rtl);
        format!("{} · {label}", name.bold())
    }

    fn change(&self, change: &Change, out: &mut String) {
        let sign = match change.kind {
            ChangeKind::Inserted => "+",
            ChangeKind::Deleted => "-",
            ChangeKind::Moved | ChangeKind::MovedAndChanged => "↕",
            ChangeKind::Changed | ChangeKind::Split | ChangeKind::Merged => "~",
        };
        let kind = format!("{sign} {}", change.kind.as_str().replace('-', " "));
        let _ = writeln!(out, "  {} {}", kind.yellow().bold(), what(change));
        let whole = change.level == ChangeLevel::Turn;
        let spans = match change.kind {
            ChangeKind::Inserted | ChangeKind::Deleted => spans(&change.segments),
            // What changed in a turn is told by its sentences.
            _ if whole => glance(&change.segments),
            _ => spans(&change.segments),
        };
        for line in lines(&spans, self.width.saturating_sub(6), self.rtl) {
            let _ = writeln!(out, "      {line}");
        }
    }
}

/// The numbers of the turns in identifiers, each once.
fn turns(ids: &[String]) -> Vec<String> {
    let number = |id: &String| Some(id.split('.').nth(1)?.strip_prefix('u')?.to_owned());
    let mut out: Vec<String> = ids.iter().filter_map(number).collect();
    out.dedup();
    out
}

/// What a change is about: `sentence 2`, `sentences 2, 3`, `turn 4 → 5`.
fn what(change: &Change) -> String {
    let level = change.level.as_str();
    match change.level {
        ChangeLevel::Turn => numbered("turn", &turns(&change.old), &turns(&change.new)),
        ChangeLevel::Sentence => {
            let (from, to) = (turns(&change.old), turns(&change.new));
            let numbers = |ids: &[String]| -> Vec<String> {
                let number = |id: &String| id.rsplit_once(".s").map(|(_, n)| n.to_owned());
                ids.iter().filter_map(number).collect()
            };
            let elsewhere =
                matches!(change.kind, ChangeKind::Moved | ChangeKind::MovedAndChanged) && from != to;
            let text = numbered("sentence", &numbers(&change.old), &numbers(&change.new));
            match from.first().filter(|_| elsewhere) {
                Some(turn) => format!("{text} (from turn {turn} of the old page)"),
                None => text,
            }
        }
        ChangeLevel::Paratext => change.paratext.map_or(level, |kind| kind.as_str()).to_owned(),
        _ => level.to_owned(),
    }
}

fn numbered(word: &str, old: &[String], new: &[String]) -> String {
    let list = |numbers: &[String]| match numbers {
        [first, _, .., last] => format!("{first}–{last}"),
        _ => numbers.join(", "),
    };
    let (a, b) = (list(old), list(new));
    let several = if old.len() > 1 || new.len() > 1 { "s" } else { "" };
    match (a.is_empty(), b.is_empty()) {
        (true, _) => format!("{word}{several} {b}"),
        (_, true) => format!("{word}{several} {a}"),
        _ if a == b => format!("{word}{several} {a}"),
        _ => format!("{word}{several} {a} → {b}"),
    }
}

/// Segments as spans; white space stands outside of signs, and where only it
/// differs there are none.
fn spans(segments: &[Segment]) -> Vec<Span> {
    let unseen = |text: &str| crate::compare::revisions::same_but_space(text, "");
    let mut out = Vec::new();
    for (k, segment) in segments.iter().enumerate() {
        let text = segment.text.as_str();
        let look = match segment.op {
            SegmentOp::Equal => Look::Plain,
            SegmentOp::Delete => Look::Deleted,
            SegmentOp::Insert => Look::Inserted,
        };
        let twin = |at: Option<usize>, op: SegmentOp| {
            let other = at.and_then(|at| segments.get(at)).filter(|other| other.op == op);
            other.is_some_and(|other| crate::compare::revisions::same_but_space(text, &other.text))
        };
        let same = match segment.op {
            SegmentOp::Equal => true,
            SegmentOp::Delete => unseen(text) || twin(Some(k + 1), SegmentOp::Insert),
            SegmentOp::Insert => unseen(text) || twin(k.checked_sub(1), SegmentOp::Delete),
        };
        if same {
            if segment.op != SegmentOp::Delete {
                out.push(Span::plain(text));
            }
            continue;
        }
        let inner = text.trim();
        let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
        if before > 0 {
            out.push(Span::plain(" "));
        }
        out.push(Span::new(inner, look));
        if after < text.len() {
            out.push(Span::plain(" "));
        }
    }
    out
}

/// The beginning of what stayed the same.
fn glance(segments: &[Segment]) -> Vec<Span> {
    let kept = segments.iter().filter(|s| s.op != SegmentOp::Delete);
    let text: String = kept.map(|s| s.text.as_str()).collect();
    vec![Span::plain(&shortened(&clean(&text), GLANCE))]
}

/// `3 changes: 1 changed, 2 inserted`
fn summary(revision: &Revision) -> String {
    let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
    for change in revision
        .changes
        .iter()
        .filter(|c| c.level != ChangeLevel::Paratext)
    {
        *counts.entry(change.kind).or_default() += 1;
    }
    let parts: Vec<String> = counts
        .iter()
        .map(|(kind, n)| format!("{n} {}", kind.as_str().replace('-', " ")))
        .collect();
    let total: usize = counts.values().sum();
    let mut out = match total {
        0 => "no changes".to_owned(),
        _ => format!("{}: {}", plural(total, "change"), parts.join(", ")),
    };
    if revision.other_paratext > 0 {
        let _ = write!(
            out,
            "; {} around the briefing",
            plural(revision.other_paratext, "change")
        );
        if !revision.changes.iter().any(|c| c.level == ChangeLevel::Paratext) {
            out += " not shown: --paratext";
        }
    }
    out
}
