//! Revisions of pages.

mod words;

use super::*;
use crate::language::{Languages, Outlets};
use crate::model::{Role, Sentence, SentenceId, Turn, TurnId};
use arbtest::arbitrary::Unstructured;
use arbtest::arbtest;

/// Deleted and inserted words as a person writes them.
fn marked(segments: &[Segment]) -> String {
    let mark = |segment: &Segment| match segment.op {
        SegmentOp::Equal => segment.text.clone(),
        SegmentOp::Delete => format!("[-{}-]", segment.text),
        SegmentOp::Insert => format!("{{+{}+}}", segment.text),
    };
    segments.iter().map(mark).collect()
}

/// A text of a few words, marks and characters that repeat a lot.
fn text(u: &mut Unstructured) -> arbtest::arbitrary::Result<String> {
    const PIECES: [&str; 22] = [
        "the",
        "dam",
        "big",
        "safe",
        "27",
        "4.6",
        "水",
        "库",
        "位",
        "السد",
        "آمن",
        "l’eau",
        " ",
        " ",
        " ",
        "\u{A0}",
        ", ",
        ".",
        "“",
        "\u{200F}",
        "é",
        "\u{1F600}",
    ];
    let n = u.int_in_range(0..=24)?;
    (0..n).map(|_| Ok(*u.choose(&PIECES)?)).collect()
}

fn side(segments: &[Segment], without: SegmentOp) -> String {
    let kept = segments.iter().filter(|s| s.op != without);
    kept.map(|s| s.text.as_str()).collect()
}

fn swapped_op(op: SegmentOp) -> SegmentOp {
    match op {
        SegmentOp::Equal => SegmentOp::Equal,
        SegmentOp::Delete => SegmentOp::Insert,
        SegmentOp::Insert => SegmentOp::Delete,
    }
}

/// An edition of turns: label, role by whether it is the spokesperson, sentences.
fn edition(turns: &[(&str, Vec<String>)]) -> Edition {
    let turn = |(k, (label, sentences)): (usize, &(&str, Vec<String>))| Turn {
        id: TurnId(format!("en.u{}", k + 1)),
        role: if *label == "Keller" {
            Role::Answer
        } else {
            Role::Question
        },
        label: (*label).to_owned(),
        printed: format!("{label}:"),
        speaker: None,
        sentences: (sentences.iter().enumerate())
            .map(|(n, text)| Sentence {
                id: SentenceId(format!("en.u{}.s{}", k + 1, n + 1)),
                text: text.clone(),
                paragraph: 0,
                line: 0,
            })
            .collect(),
    };
    Edition {
        turns: turns.iter().enumerate().map(turn).collect(),
        ..Edition::default()
    }
}

/// Parses `LABEL: sentence | sentence`, one turn a line.
fn page(text: &str) -> Edition {
    let turn = |line: &'static str| {
        let (label, rest) = line.trim().split_once(": ").expect("a label");
        (label, rest.split(" | ").map(str::to_owned).collect())
    };
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    edition(
        &text
            .lines()
            .filter(|l| !l.trim().is_empty())
            .map(turn)
            .collect::<Vec<_>>(),
    )
}

const PAGE: &str = "\
    Reuters: The Commission completed its inspection of the dam last week. | What did the experts find?
    Keller: The inspection lasted 12 days and was carried out by 27 engineers. | They took readings from 340 sensors. | The dam is safe.
    EFE: Snowmelt came early this year in the upper basin. | Have the towns been warned?
    Keller: The average temperature in April was 2.8 degrees above normal. | Eleven municipalities have been notified. | Thank you.
    TASS: Shipping companies complain about long waits at the Torvik lock. | When will it reopen?
    Keller: The second chamber has been closed since February. | Divers are now preparing the sill. | Thank you.";

/// Changes in one line each: kind, level, from, to, words.
fn told(old: &str, new: &str) -> Vec<String> {
    let revision = revisions(&page(old), &page(new), Lang::EN, true);
    lines(&revision)
}

fn lines(revision: &Revision) -> Vec<String> {
    let line = |c: &Change| {
        format!(
            "{} {} {}>{} {}",
            c.kind.as_str(),
            c.level.as_str(),
            c.old.join(","),
            c.new.join(","),
            marked(&c.segments)
        )
        .replace("en.", "")
    };
    revision.changes.iter().map(line).collect()
}

/// Applies replacements, each of which must be possible.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(PAGE.to_owned(), |page, (from, to)| {
        assert!(page.contains(from), "{from}");
        page.replacen(from, to, 1)
    })
}

#[test]
fn nothing_changed() {
    assert!(told(PAGE, PAGE).is_empty());
    let spaced = edited(&[
        ("12 days", "12\u{A0}days"),
        (" in April", " in\u{200E} April"),
        ("experts find?", "experts find ?"),
    ]);
    assert!(told(PAGE, &spaced).is_empty());
}

#[test]
fn sentences_changed_inserted_deleted() {
    let new = edited(&[
        ("27 engineers", "72 engineers"),
        (" | They took readings from 340 sensors.", ""),
        (
            "Eleven municipalities",
            "Nobody had asked before. | It was a surprise to all. | Eleven municipalities",
        ),
    ]);
    assert_eq!(
        told(PAGE, &new),
        [
            "changed sentence u2.s1>u2.s1 The inspection lasted 12 days and was carried out by [-27-]{+72+} engineers.",
            "deleted sentence u2.s2> [-They took readings from 340 sensors.-]",
            "inserted sentence >u4.s2,u4.s3 {+Nobody had asked before. It was a surprise to all.+}",
        ]
    );
}

#[test]
fn sentences_split_merged_moved() {
    let new = edited(&[
        ("12 days and was", "12 days. | It was"),
        (
            "Eleven municipalities have been notified. | Thank you.",
            "Thank you. | Eleven municipalities have been notified.",
        ),
        (
            "The second chamber has been closed since February. | Divers are now",
            "The second chamber has been closed since February, and divers are now",
        ),
    ]);
    assert_eq!(
        told(PAGE, &new),
        [
            "split sentence u2.s1>u2.s1,u2.s2 The inspection lasted 12 days[- and-]{+. It+} was carried out by 27 engineers.",
            "moved sentence u4.s3>u4.s2 Thank you.",
            "merged sentence u6.s1,u6.s2>u6.s1 The second chamber has been closed since February[-. Divers-]{+, and divers+} are now preparing the sill.",
        ]
    );
}

#[test]
fn a_sentence_moves_to_another_turn() {
    let new = edited(&[
        (" | They took readings from 340 sensors.", ""),
        ("Divers are", "They took readings from 350 sensors. | Divers are"),
    ]);
    assert_eq!(
        told(PAGE, &new),
        ["moved-and-changed sentence u2.s2>u6.s2 They took readings from [-340-]{+350+} sensors.",]
    );
}

/// Puts turns in another order.
fn ordered(order: &[usize]) -> String {
    let turns: Vec<&str> = PAGE.lines().collect();
    order.iter().map(|&k| turns[k]).collect::<Vec<_>>().join("\n")
}

#[test]
fn turns_moved_deleted_inserted() {
    let moved = told(PAGE, &ordered(&[2, 3, 0, 1, 4, 5]));
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert!(
        moved[0].starts_with("moved turn u1,u2>u3,u4 ") || moved[0].starts_with("moved turn u3,u4>u1,u2 ")
    );
    let gone = told(PAGE, &ordered(&[0, 1, 4, 5]));
    let starts: Vec<&str> = gone.iter().map(|l| &l[..20]).collect();
    assert_eq!(starts, ["deleted turn u3> [-S", "deleted turn u4> [-T"]);
    let come = told(&ordered(&[0, 1, 4, 5]), PAGE);
    let starts: Vec<&str> = come.iter().map(|l| &l[..20]).collect();
    assert_eq!(starts, ["inserted turn >u3 {+", "inserted turn >u4 {+"]);
    let both = told(PAGE, &ordered(&[2, 3, 0, 1, 4, 5]).replace("Eleven", "Twelve"));
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(
        both.iter()
            .any(|l| l.contains("[-Eleven-]{+Twelve+}") && l.starts_with("changed sentence u4.s2>u2.s2"))
    );
}

#[test]
fn turns_split_and_labels_changed() {
    let new = edited(&[
        ("EFE: Snow", "El País: Snow"),
        (" | The dam is safe.", "\n    Volkov: The dam is safe."),
    ]);
    let found = told(PAGE, &new);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("split turn u2>u2,u3 "));
    assert_eq!(found[1], "changed label u3>u4 [-EFE-]{+El País+}");
    let back: Vec<String> = told(&new, PAGE);
    assert!(back[0].starts_with("merged turn u2,u3>u2 "), "{back:?}");
}

#[test]
fn a_rewritten_answer_stays_the_answer_to_its_question() {
    let new = edited(&[(
        "The second chamber has been closed since February. | Divers are now preparing the sill. | Thank you.",
        "No comment today.",
    )]);
    let found = told(PAGE, &new);
    assert!(found.iter().all(|l| l.contains(" sentence ")), "{found:?}");
}

/// Swaps everything that swapping the pages swaps.
fn swapped(revision: &Revision) -> Vec<String> {
    let mut revision = revision.clone();
    for change in &mut revision.changes {
        change.kind = change.kind.swapped();
        std::mem::swap(&mut change.old, &mut change.new);
        for segment in &mut change.segments {
            segment.op = swapped_op(segment.op);
        }
        change.label.clear();
    }
    shape(&revision)
}

/// Changes without their order.
fn shape(revision: &Revision) -> Vec<String> {
    let mut revision = revision.clone();
    for change in &mut revision.changes {
        for k in 1..change.segments.len() {
            if change.segments[k - 1].op == SegmentOp::Insert && change.segments[k].op == SegmentOp::Delete {
                change.segments.swap(k - 1, k);
            }
        }
    }
    let mut out = lines(&revision);
    out.sort();
    out
}

/// A page of sentences that repeat a lot, edited in a row of steps.
fn pages(u: &mut Unstructured) -> arbtest::arbitrary::Result<(Edition, Edition)> {
    let mut turns: Vec<(&str, Vec<String>)> = Vec::new();
    for k in 0..u.int_in_range(0..=5)? {
        let label = if k % 2 == 0 {
            *u.choose(&["CCTV", "AFP", ""])?
        } else {
            "Keller"
        };
        let n = u.int_in_range(0..=4)?;
        turns.push((label, (0..n).map(|_| text(u)).collect::<Result<_, _>>()?));
    }
    let old = edition(&turns);
    for _ in 0..u.int_in_range(0..=4)? {
        if turns.is_empty() {
            break;
        }
        let (a, b) = (u.choose_index(turns.len())?, u.choose_index(turns.len())?);
        match u.int_in_range(0..=3)? {
            0 => turns.swap(a, b),
            1 => drop(turns.remove(a)),
            2 => turns[a].1.push(text(u)?),
            _ => {
                let half = turns[a].1.len() / 2;
                let tail = turns[a].1.split_off(half);
                turns[b].1.extend(tail);
            }
        }
    }
    Ok((old, edition(&turns)))
}

#[test]
fn revisions_of_any_page() {
    arbtest(|u| {
        let (old, new) = pages(u)?;
        let found = revisions(&old, &new, Lang::EN, true);
        assert_eq!(found, revisions(&old, &new, Lang::EN, true));
        assert!(revisions(&old, &old, Lang::EN, true).changes.is_empty());
        assert_eq!(swapped(&found), shape(&revisions(&new, &old, Lang::EN, true)));
        for change in &found.changes {
            let of = |edition: &Edition, ids: &[String]| -> Vec<String> {
                let sentences = edition.sentences().filter(|s| ids.contains(&s.id.0));
                sentences.map(|s| s.text.clone()).collect()
            };
            if change.level == ChangeLevel::Sentence {
                assert_eq!(
                    side(&change.segments, SegmentOp::Insert),
                    tokens::joined(of(&old, &change.old).iter().map(String::as_str))
                );
                assert_eq!(
                    side(&change.segments, SegmentOp::Delete),
                    tokens::joined(of(&new, &change.new).iter().map(String::as_str))
                );
            }
        }
        Ok(())
    });
}

#[test]
fn title_date_timestamp_and_other_paratext() {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let read = |text: &str| {
        crate::edition("en.txt", text.as_bytes(), Lang::EN, &languages, &outlets).expect("a page")
    };
    let page = "Home > News\n\nPress Conference on May 14, 2025\nUpdated: May 15, 2025 17:42\n\n\
                Q: When does the bridge open?\n\nA: It opens on Friday.\n\nPrint\n";
    let new = page
        .replace("May 14", "May 16")
        .replace("17:42", "18:05")
        .replace("Home > News", "Home > Press");
    let found = revisions(&read(page), &read(&new), Lang::EN, false);
    assert_eq!(
        lines(&found),
        [
            "changed title > Press Conference on May [-14-]{+16+}, 2025",
            "changed date > 2025-05-[-14-]{+16+}",
            "changed timestamp > Updated: May 15, 2025 [-17:42-]{+18:05+}",
        ]
    );
    assert_eq!(found.other_paratext, 1);
    let all = revisions(&read(page), &read(&new), Lang::EN, true);
    assert_eq!(lines(&all)[3], "changed paratext > Home > [-News-]{+Press+}");
    assert!(found.is_related());
}

/// A long page: sentences of a small vocabulary, so that many are alike.
fn long(n: usize, per_turn: usize) -> Vec<(&'static str, Vec<String>)> {
    let word = |k: usize| format!("w{}", (k * 7919 + k / 13 * 104_729) % 1500);
    let sentence = |k: usize| (0..14).map(|w| word(k * 14 + w)).collect::<Vec<_>>().join(" ") + ".";
    (0..n / per_turn)
        .map(|t| {
            let label = if t % 2 == 0 { "CCTV" } else { "Keller" };
            (label, (0..per_turn).map(|s| sentence(t * per_turn + s)).collect())
        })
        .collect()
}

/// 5,000 sentences take well under a second in a release build; the limit here
/// leaves room for a debug build on a busy machine, not for quadratic work.
#[test]
fn long_pages_take_no_quadratic_time() {
    for per_turn in [10, 2500] {
        let turns = long(5000, per_turn);
        let old = edition(&turns);
        let mut changed = turns.clone();
        for (t, (_, sentences)) in changed.iter_mut().enumerate() {
            for (s, sentence) in sentences.iter_mut().enumerate() {
                if (t + s) % 3 == 0 {
                    *sentence = sentence.replacen('w', "new ", 1);
                }
            }
        }
        let start = std::time::Instant::now();
        let found = revisions(&old, &edition(&changed), Lang::EN, false);
        let took = start.elapsed();
        assert!(took.as_secs() < 20, "{took:?}");
        let changed = found
            .changes
            .iter()
            .filter(|c| c.kind == ChangeKind::Changed)
            .count();
        assert!(changed * 100 >= 1666 * 97, "{changed}");
    }
}
