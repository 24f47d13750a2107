//! The words that changed inside a text.

use arbtest::arbtest;

use super::{marked, side, swapped_op, text};
use crate::compare::revisions::{Segment, SegmentOp, changed_words};

fn words(old: &str, new: &str) -> String {
    marked(&changed_words(old, new))
}

#[test]
fn words_that_changed() {
    let cases = [
        ("The dam is safe.", "The dam is safe.", "The dam is safe."),
        (
            "It was carried out by 27 engineers.",
            "It was carried out by 72 experts.",
            "It was carried out by [-27 engineers-]{+72 experts+}.",
        ),
        (
            "It costs 4.6 million euros.",
            "It costs 4.8 million euros.",
            "It costs [-4.6-]{+4.8+} million euros.",
        ),
        (
            "A big house.",
            "A very big old house.",
            "A {+very +}big {+old +}house.",
        ),
        (
            "It opens in July.",
            "It opens in June and in July.",
            "It opens {+in June and +}in July.",
        ),
        ("Yes, of course.", "Of course.", "[-Yes, of-]{+Of+} course."),
        ("One more time.", "One more time!", "One more time[-.-]{+!+}"),
        (
            "two of the old gates close slowly",
            "three of the new seals leak slowly",
            "[-two-]{+three+} of the [-old gates close-]{+new seals leak+} slowly",
        ),
        // Chinese by characters, without islands of one.
        (
            "检查历时12天，由27名工程师进行。",
            "检查历时13天，由27名工程师进行。",
            "检查历时[-12-]{+13+}天，由27名工程师进行。",
        ),
        ("北京大学的学生", "南京中学的学生", "[-北京大-]{+南京中+}学的学生"),
        ("大坝是安全的。", "大坝目前是安全的。", "大坝{+目前+}是安全的。"),
        // Arabic by words, with their prefixes.
        (
            "شارك فيها 27 مهندسا.",
            "شارك فيها 72 مهندسا.",
            "شارك فيها [-27-]{+72+} مهندسا.",
        ),
        (
            "السد آمن.",
            "والسد آمن تماما.",
            "[-السد-]{+والسد+} آمن{+ تماما+}.",
        ),
        ("One.", "One. Two, one.", "One.{+ Two, one.+}"),
        ("", "New.", "{+New.+}"),
        ("Gone.", "", "[-Gone.-]"),
    ];
    for (old, new, expected) in cases {
        assert_eq!(words(old, new), expected, "{old} → {new}");
    }
}

#[test]
fn segments_give_both_texts_and_swap_with_them() {
    arbtest(|u| {
        let (old, new) = (text(u)?, text(u)?);
        let segments = changed_words(&old, &new);
        assert_eq!(side(&segments, SegmentOp::Insert), old);
        assert_eq!(side(&segments, SegmentOp::Delete), new);
        assert!(segments.iter().all(|s| !s.text.is_empty()));
        assert!(segments.windows(2).all(|w| w[0].op != w[1].op), "{segments:?}");
        let mut back = changed_words(&new, &old);
        for segment in &mut back {
            segment.op = swapped_op(segment.op);
        }
        assert_eq!(marked_sorted(&back), marked_sorted(&segments));
        assert!(changed_words(&old, &old).iter().all(|s| s.op == SegmentOp::Equal));
        Ok(())
    });
}

/// Segments with what is deleted before what is inserted in its place.
fn marked_sorted(segments: &[Segment]) -> String {
    let mut segments = segments.to_vec();
    for k in 1..segments.len() {
        if segments[k - 1].op == SegmentOp::Insert && segments[k].op == SegmentOp::Delete {
            segments.swap(k - 1, k);
        }
    }
    marked(&segments)
}
