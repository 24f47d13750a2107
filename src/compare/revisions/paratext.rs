//! What changed around the turns: title, date, timestamps and other paratext.

use similar::{Algorithm, capture_diff_slices};

use super::data::{Change, ChangeKind, ChangeLevel};
use super::tokens::key;
use super::words::changed_words;
use crate::model::{Edition, ParatextKind};

const OTHER: [ParatextKind; 8] = [
    ParatextKind::Navigation,
    ParatextKind::Breadcrumb,
    ParatextKind::Heading,
    ParatextKind::Sidebar,
    ParatextKind::Caption,
    ParatextKind::Divider,
    ParatextKind::Footer,
    ParatextKind::Other,
];

/// Returns the changes of title, date and timestamps, and of all other
/// paratext where that is asked for; and how many of those others there are.
pub(super) fn changes(old: &Edition, new: &Edition, all: bool) -> (Vec<Change>, usize) {
    let title = |e: &Edition| e.title.clone().unwrap_or_default();
    let date = |e: &Edition| e.date.map_or(String::new(), |date| date.to_string());
    let mut out = of_kind(old, new, ParatextKind::Title, ChangeLevel::Title);
    if out.is_empty() {
        out.extend(changed(&title(old), &title(new), ChangeLevel::Title));
    }
    out.extend(changed(&date(old), &date(new), ChangeLevel::Date));
    out.extend(of_kind(old, new, ParatextKind::Timestamp, ChangeLevel::Timestamp));
    let others: Vec<Change> = (OTHER.into_iter())
        .flat_map(|kind| of_kind(old, new, kind, ChangeLevel::Paratext))
        .collect();
    let count = others.len();
    if all {
        out.extend(others);
    }
    (out, count)
}

/// Compares the pieces of one kind, in their order.
fn of_kind(old: &Edition, new: &Edition, kind: ParatextKind, level: ChangeLevel) -> Vec<Change> {
    let texts = |edition: &Edition| -> Vec<String> {
        let pieces = edition.paratext.iter().filter(|p| p.kind == kind);
        pieces.map(|p| p.text.clone()).collect()
    };
    let (mut old, mut new) = (texts(old), texts(new));
    let turned = old > new;
    if turned {
        std::mem::swap(&mut old, &mut new);
    }
    let keys = |texts: &[String]| texts.iter().map(|t| key(t)).collect::<Vec<_>>();
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new)) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        for k in 0..old.len().max(new.len()) {
            let text = |texts: &[String]| texts.get(k).cloned().unwrap_or_default();
            let (a, b) = if turned {
                (text(new), text(old))
            } else {
                (text(old), text(new))
            };
            out.extend(changed(&a, &b, level).map(|change| Change {
                paratext: (level == ChangeLevel::Paratext).then_some(kind),
                ..change
            }));
        }
    }
    out
}

fn changed(old: &str, new: &str, level: ChangeLevel) -> Option<Change> {
    let kind = match (key(old), key(new)) {
        (a, b) if a == b => return None,
        (a, _) if a.is_empty() => ChangeKind::Inserted,
        (_, b) if b.is_empty() => ChangeKind::Deleted,
        _ => ChangeKind::Changed,
    };
    Some(Change {
        kind,
        level,
        old: Vec::new(),
        new: Vec::new(),
        turn: None,
        label: String::new(),
        paratext: None,
        segments: changed_words(old, new),
    })
}
