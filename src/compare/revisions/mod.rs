//! What changed between two revisions of one edition: turns, sentences, words.
//!
//! **Problem.** Pages are edited after publication: a figure corrected, a
//! sentence taken out, an answer moved up. A diff of lines shows a paragraph
//! with one new word as a paragraph gone and another come, and a moved answer
//! as both.
//!
//! ```text
//! old  u1 CCTV: …   u2 Keller: s1 s2 s3         changes: s2 of u2 changed, two → three;
//! new  u1 CCTV: …   u2 Keller: s1 s3 s2′ s4     it moved behind s3; s4 inserted
//! ```
//!
//! **Choice.** Sentences that both pages have vote for which turns are the same
//! (`turns.rs`); inside these, sentences are aligned (`sentences.rs`), and what
//! is left over is looked for in the rest of the page; inside a sentence,
//! `similar` gives the words, made fit for reading (`words.rs`, `tidy.rs`). All
//! this is done with the pages in one order, whichever is the older, so that
//! swapping them swaps insertions and deletions and nothing else. Only white
//! space that changed is no change, nor are paragraphs.
//!
//! **Rejected.** The aligner for languages: it knows no words that stay the
//! same, and its sentences never move. A diff of the words of whole pages:
//! moved turns come out as gone and come, and shared words hold together
//! what does not belong together.

mod data;
mod near;
mod page;
mod paratext;
mod report;
mod sentences;
#[cfg(test)]
mod tests;
mod tidy;
mod tokens;
mod turns;
mod words;

pub use data::{Change, ChangeKind, ChangeLevel, RevisedPage, Revision, Segment, SegmentOp};
pub use tokens::same_but_space;
pub use words::changed_words;

use near::rising;
use page::{Numbers, Page};
use sentences::Bead;
use turns::Cluster;

use crate::model::{Edition, Lang};

/// Compares two revisions of one edition.
///
/// `all_paratext` lists what changed around the briefing too (navigation,
/// footers and the like); otherwise it is only counted.
#[must_use]
pub fn revisions(old: &Edition, new: &Edition, lang: Lang, all_paratext: bool) -> Revision {
    let (paratext, other_paratext) = paratext::changes(old, new, all_paratext);
    let (head, tail): (Vec<_>, Vec<_>) =
        (paratext.into_iter()).partition(|change| change.level != ChangeLevel::Paratext);
    let mut changes = head;
    let mut numbers = Numbers::default();
    let (old_page, new_page) = (Page::new(old, &mut numbers), Page::new(new, &mut numbers));
    let matched = matched(&old_page, &new_page);
    changes.extend(report::changes(&old_page, &new_page, &matched));
    changes.extend(tail);
    Revision {
        old: about(old),
        new: about(new),
        lang,
        kept: matched.beads.len(),
        changes,
        other_paratext,
    }
}

impl Revision {
    /// Returns whether both pages share a tenth of the shorter one: with less
    /// they are hardly revisions of one page.
    #[must_use]
    pub fn is_related(&self) -> bool {
        self.kept * 10 >= self.old.sentences.min(self.new.sentences)
    }
}

fn about(edition: &Edition) -> RevisedPage {
    RevisedPage {
        source: edition.source.clone(),
        title: edition.title.clone(),
        date: edition.date,
        turns: edition.turns.len(),
        sentences: edition.sentences().count(),
    }
}

/// What belongs together.
struct Matched {
    /// Turns: in the order of one of the pages.
    clusters: Vec<Cluster>,
    /// Which of the clusters stand elsewhere.
    moved: Vec<bool>,
    /// Sentences.
    beads: Vec<Bead>,
}

/// Matches the pages in one order, whichever is the older.
fn matched(old: &Page, new: &Page) -> Matched {
    let texts = |page: &Page| -> Vec<String> {
        let turn = |turn: &crate::model::Turn| {
            let sentences: Vec<&str> = turn.sentences.iter().map(|s| s.text.as_str()).collect();
            format!("{}\n{}\n{}", turn.label, turn.role.as_str(), sentences.join("\n"))
        };
        page.edition.turns.iter().map(turn).collect()
    };
    if texts(old) <= texts(new) {
        return in_order(old, new);
    }
    let mut matched = in_order(new, old);
    for cluster in &mut matched.clusters {
        std::mem::swap(&mut cluster.old, &mut cluster.new);
    }
    for bead in &mut matched.beads {
        std::mem::swap(&mut bead.old, &mut bead.new);
    }
    matched
}

fn in_order(old: &Page, new: &Page) -> Matched {
    let clusters = turns::clusters(old, new);
    let both = |cluster: &&Cluster| !cluster.old.is_empty() && !cluster.new.is_empty();
    let weight = |c: &Cluster| c.old.iter().map(|&i| old.weight(i)).sum::<usize>().max(1);
    let items: Vec<_> = (clusters.iter().filter(both))
        .map(|c| (c.old[0], weight(c)))
        .collect();
    let mut stays = rising(&items).into_iter();
    let moved = clusters
        .iter()
        .map(|c| both(&c) && !stays.next().unwrap_or(true))
        .collect();
    let beads = sentences::beads(old, new, &clusters);
    Matched {
        clusters,
        moved,
        beads,
    }
}
