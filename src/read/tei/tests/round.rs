//! What is read and written again is the same, byte for byte.

use crate::model::{Bead, Edition, Group, Level, Pair};
use crate::write::tei::Meta;

use super::generated::{generated, options};
use super::*;

/// Asserts that two lists of files are the same; the first difference is shown.
fn assert_same(written: &[(String, String)], again: &[(String, String)]) {
    let names = |files: &[(String, String)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(written), names(again));
    for ((name, a), (_, b)) in written.iter().zip(again) {
        for (k, (a, b)) in a.lines().zip(b.lines()).enumerate() {
            assert_eq!(a, b, "{name}:{}", k + 1);
        }
        assert_eq!(a.len(), b.len(), "{name}");
    }
}

fn check(aligned: &[Aligned], options: &TeiOptions) {
    let folder = tempfile::tempdir().expect("a folder");
    let written = files(aligned, options);
    put(folder.path(), &written);
    let sorted = |mut files: Vec<(String, String)>| {
        files.sort();
        files
    };
    assert_same(&sorted(written), &sorted(again(folder.path())));
    let corpus = Corpus::open(folder.path()).expect("a corpus");
    for (k, entry) in corpus.briefings().iter().enumerate() {
        let before = aligned.iter().find(|a| a.briefing.id == entry.id);
        let before = before.expect("its briefing");
        let after = corpus.read(k).expect("a briefing");
        assert_eq!(after, read_back(before.clone(), &after), "{}", entry.id);
        let langs = corpus.languages(k).expect("languages");
        assert!(langs.iter().eq(before.editions.keys()));
        if options.combined {
            let file = entry.path.with_file_name(format!("{}.combined.xml", entry.id));
            let one = Corpus::open(&file).expect("a corpus");
            assert_eq!(one.read(0).expect("a briefing"), after);
            assert_eq!(one.languages(0).expect("languages"), langs);
            let whole = corpus.briefing(k).expect("a briefing").options;
            assert_eq!(one.briefing(0).expect("a briefing").options, whole);
        }
    }
}

/// What is to come back of an alignment, by the documentation of the module. The order of
/// links is taken from `after` where it may differ: of those alone among the others.
fn read_back(mut aligned: Aligned, after: &Aligned) -> Aligned {
    let langs: Vec<Lang> = aligned.editions.keys().copied().collect();
    text(&mut aligned.hexapla);
    for edition in aligned.editions.values_mut() {
        edition_back(edition);
    }
    let (alignment, found) = (&mut aligned.alignment, &after.alignment);
    level_back(&mut alignment.exchanges, &langs, &found.exchanges);
    level_back(&mut alignment.turns, &langs, &found.turns);
    level_back(&mut alignment.sentences, &langs, &found.sentences);
    for difference in &mut aligned.differences {
        difference.at.retain(|_, ids| !ids.is_empty());
        difference.marks.retain(|_, marks| !marks.is_empty());
        difference.values.values_mut().for_each(text);
        difference.confidence = four(difference.confidence);
    }
    aligned
}

fn edition_back(edition: &mut Edition) {
    text(&mut edition.source);
    text(&mut edition.encoding);
    edition.title.iter_mut().for_each(text);
    edition.title = edition.title.take().filter(|title| !title.is_empty());
    let provenance = &mut edition.provenance;
    let texts = [
        &mut provenance.publisher,
        &mut provenance.url,
        &mut provenance.licence,
    ];
    texts.into_iter().flatten().for_each(text);
    if provenance.licence_url.is_some() {
        provenance.licence = provenance.licence.take().filter(|terms| !terms.is_empty());
    }
    for turn in &mut edition.turns {
        text(&mut turn.label);
        text(&mut turn.printed);
        turn.speaker = turn.speaker.take().map(|who| tei::participant_id(&who));
        let paragraphs: Vec<usize> = turn.sentences.iter().map(|s| s.paragraph).collect();
        let mut number = 0;
        for (k, sentence) in turn.sentences.iter_mut().enumerate() {
            number += usize::from(k > 0 && paragraphs[k] != paragraphs[k - 1]);
            sentence.paragraph = number;
            sentence.line = 0;
            text(&mut sentence.text);
        }
    }
    for piece in &mut edition.paratext {
        text(&mut piece.text);
        piece.line = 0;
        piece.after = piece.after.min(edition.turns.len());
    }
}

fn text(text: &mut String) {
    let allowed = |c| {
        if tei::is_xml(c) {
            c
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    *text = document::collapsed(text.chars().map(allowed));
}

fn four(confidence: f64) -> f64 {
    let written = format!("{:.4}", confidence.clamp(0.0, 1.0));
    written.parse().expect("a number")
}

fn level_back<T: Clone + PartialEq>(level: &mut Level<T>, langs: &[Lang], found: &Level<T>) {
    level
        .groups
        .retain(|group| group.members.values().any(|m| !m.is_empty()));
    for group in &mut level.groups {
        group.confidence = four(group.confidence);
        for &lang in langs {
            group.members.entry(lang).or_default();
        }
    }
    let alone = |group: &Group<T>| group.members.values().filter(|m| !m.is_empty()).count() < 2;
    level.groups = interleaved(&level.groups, &found.groups, alone);
    for (pair, beads) in &mut level.pairs {
        beads.retain(|bead| !(bead.first.is_empty() && bead.second.is_empty()));
        for bead in beads.iter_mut() {
            bead.confidence = four(bead.confidence);
        }
        let alone = |bead: &Bead<T>| bead.first.is_empty() || bead.second.is_empty();
        if let Some(found) = found.pairs.get(pair) {
            *beads = interleaved(beads, found, alone);
        }
    }
    level.pairs.retain(|_: &Pair, beads| !beads.is_empty());
}

/// Puts links into the places that `found` has for those alone and for the others; each of
/// both kinds keeps its order.
fn interleaved<L: Clone>(links: &[L], found: &[L], alone: impl Fn(&L) -> bool) -> Vec<L> {
    let of = |kind: bool| {
        links
            .iter()
            .filter(|l| alone(l) == kind)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut both = [of(false).into_iter(), of(true).into_iter()];
    let next = found.iter().filter_map(|l| both[usize::from(alone(l))].next());
    let mut out: Vec<L> = next.collect();
    out.extend(both.into_iter().flatten());
    out
}

#[test]
fn the_example_comes_back() {
    let options = TeiOptions {
        source: Some(Lang::ZH),
        combined: true,
        meta: Meta {
            licence_url: Some("https://example.org/licence".to_owned()),
            ..Meta::default()
        },
        ..TeiOptions::default()
    };
    check(&[example()], &options);
    check(&[example()], &TeiOptions::default());
}

#[test]
fn the_samples_come_back() {
    let gold = |sample: &str| -> Aligned {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/briefings");
        let json = fs::read_to_string(root.join(sample).join("gold.json")).expect("the gold");
        serde_json::from_str(&json).expect("an alignment")
    };
    let samples = ["health-council", "launch-review", "river-commission"].map(gold);
    for source in [None, Some(Lang::FR)] {
        let generated = Some(jiff::civil::date(2026, 1, 31));
        let options = TeiOptions {
            source,
            generated: generated.filter(|_| source.is_some()),
            ..TeiOptions::default()
        };
        check(&samples, &options);
    }
}

#[test]
fn any_briefing_comes_back() {
    // The same briefings on every run, of growing size.
    for k in 1..=150_u64 {
        let seed = (k.wrapping_mul(0x9E37_79B9) << 32) | (k * 20);
        arbtest::arbtest(random_briefing).seed(seed).run();
    }
}

fn random_briefing(u: &mut arbitrary::Unstructured) -> arbitrary::Result<()> {
    let mut all = vec![generated(u, "b-2025-05-14")?];
    if u.ratio(1, 4)? {
        all.push(generated(u, "b-x")?);
    }
    check(&all, &options(u)?);
    Ok(())
}
