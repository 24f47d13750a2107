//! The page as a whole: nothing lost, nothing twice, nothing that runs.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};

use super::*;
use crate::model::{Bead, Difference, DifferenceKind, DifferenceLevel, Lang, Mark, Pair, SentenceId};

const EXAMPLE: &str = include_str!("../../../tests/data/alignment.json");
const RIVER: &str = include_str!("../../../corpora/briefings/river-commission/gold.json");
const HOSTILE: &str = "<script>alert('x')</script> \"q\" ]]> --> <!-- &lt; \u{202e}edih\u{2066} </p></style>";

fn briefing(json: &str) -> Aligned {
    serde_json::from_str(json).expect("an alignment")
}

fn page(briefings: &[Aligned]) -> String {
    let mut out = Vec::new();
    write_report(briefings, &Languages::builtin(), &mut out).expect("a report");
    String::from_utf8(out).expect("UTF-8")
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector"))
        .collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect()
}

/// The sentences on the page by identifier.
fn sentences(html: &Html) -> Vec<(String, String)> {
    let of = |p: ElementRef| (p.attr("id").unwrap_or_default().to_owned(), text(p));
    let mut out: Vec<_> = all(html, ".text .c > p").into_iter().map(of).collect();
    out.sort();
    out
}

fn expected(aligned: &Aligned) -> Vec<(String, String)> {
    let id = &aligned.briefing.id;
    let sentences = aligned.editions.values().flat_map(|e| e.sentences());
    let mut out: Vec<_> = sentences
        .map(|s| (format!("{id}.{}", s.id), s.text.clone()))
        .collect();
    out.sort();
    out
}

/// A difference of each kind in one place.
fn with_differences(aligned: &mut Aligned) {
    let at: BTreeMap<Lang, Vec<String>> = [
        (Lang::EN, vec!["en.u3.s1".to_owned()]),
        (Lang::ZH, vec!["zh.u2.s1".to_owned()]),
    ]
    .into();
    let mark = |sentence: &str, start, end| Mark {
        sentence: SentenceId(sentence.to_owned()),
        start,
        end,
    };
    aligned.differences = DifferenceKind::ALL
        .into_iter()
        .map(|kind| Difference {
            kind,
            level: DifferenceLevel::Sentence,
            odd: vec![Lang::ZH],
            at: at.clone(),
            values: [(Lang::EN, "<80>".to_owned()), (Lang::ZH, "18".to_owned())].into(),
            marks: [
                (Lang::EN, vec![mark("en.u3.s1", 12, 13)]),
                (Lang::ZH, vec![mark("zh.u2.s1", 15, 20)]),
            ]
            .into(),
            confidence: 0.62,
        })
        .collect();
}

#[test]
fn every_sentence_stands_once_in_its_column() {
    let river = briefing(RIVER);
    let html = Html::parse_document(&page(std::slice::from_ref(&river)));
    assert_eq!(sentences(&html), expected(&river));
    let cells = all(&html, ".text .c");
    assert_eq!(cells.len(), 6 * all(&html, ".text .r").len());
    for cell in cells {
        let lang = cell.attr("lang").unwrap_or_default();
        let dir = if lang == "ar" { "rtl" } else { "ltr" };
        assert_eq!(cell.attr("dir"), Some(dir), "{lang}");
        for p in cell.child_elements().filter(|e| e.value().name() == "p") {
            let id = p.attr("id").unwrap_or_default();
            assert!(
                id.starts_with(&format!("b-2025-05-14.{lang}.u")),
                "{id} in {lang}"
            );
        }
    }
}

#[test]
fn every_difference_stands_once_and_is_linked() {
    let river = briefing(RIVER);
    let html = Html::parse_document(&page(std::slice::from_ref(&river)));
    let mut ids: Vec<_> = all(&html, ".d.stop")
        .iter()
        .filter_map(|d| d.attr("id"))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), river.differences.len());
    let targets = |selector: &str| {
        let links = all(&html, selector);
        let mut out: Vec<_> = links
            .iter()
            .filter_map(|a| a.attr("href")?.strip_prefix('#'))
            .collect();
        out.sort_unstable();
        out.dedup();
        out.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(targets(".card a"), ids);
    assert_eq!(targets(".matrix a.chip"), ids);
    // Whatever is linked to is there.
    for target in targets("a[href^='#']") {
        assert_eq!(all(&html, &format!("[id='{target}']")).len(), 1, "{target}");
    }
}

#[test]
fn each_of_several_odd_editions_is_led_to_its_own_column() {
    let mut aligned = briefing(EXAMPLE);
    with_differences(&mut aligned);
    aligned.differences.truncate(1);
    aligned.differences[0].odd = vec![Lang::EN, Lang::ZH];
    let html = Html::parse_document(&page(&[aligned]));
    for (lang, id) in [("en", "b-2024-03-05.d1"), ("zh", "b-2024-03-05.d1.zh")] {
        let link = all(&html, &format!(".card[data-lang={lang}] a"))[0].attr("href");
        assert_eq!(link, Some(format!("#{id}").as_str()));
        assert_eq!(all(&html, &format!(".c[lang={lang}] > [id='{id}']")).len(), 1);
    }
    assert_eq!(all(&html, ".d.stop").len(), 1);
}

#[test]
fn an_edition_that_lacks_something_says_so() {
    let html = Html::parse_document(&page(&[briefing(RIVER)]));
    let card = |lang: &str| text(all(&html, &format!(".card[data-lang={lang}]"))[0]);
    assert!(
        card("ar").contains("Leaves out− 3 sentences in the answer of exchange 2: Our hydrologists"),
        "{}",
        card("ar")
    );
    assert!(
        card("ar").contains("− exchange 5: Velda Valley Herald My question"),
        "{}",
        card("ar")
    );
    assert!(
        card("ar").contains("# number 72 here, 27 in en, es, fr, ru, zh"),
        "{}",
        card("ar")
    );
    assert!(card("en").contains("Leaves out nothing."));
    assert!(card("es").contains("Moves↕ exchange 6"), "{}", card("es"));
    let block = text(all(&html, "[id='b-2025-05-14.x6']")[0]);
    assert!(
        block.contains("moved: stands after exchange 2 here, after exchange 5 elsewhere 100 % sure"),
        "{block}"
    );
    let missing = all(&html, "[id='b-2025-05-14.x5'] .c[lang=ar]");
    assert!(
        missing
            .iter()
            .all(|cell| text(*cell).contains("not in this edition") || text(*cell).contains("left out here"))
    );
}

#[test]
fn hostile_text_is_shown_as_text() {
    let mut aligned = briefing(EXAMPLE);
    let en = aligned.editions.get_mut(&Lang::EN).expect("English");
    en.title = Some(HOSTILE.to_owned());
    en.source = HOSTILE.to_owned();
    en.turns[1].label = HOSTILE.to_owned();
    en.turns[1].sentences[0].text = HOSTILE.to_owned();
    with_differences(&mut aligned);
    for difference in &mut aligned.differences {
        difference.values.insert(Lang::EN, HOSTILE.to_owned());
    }
    let written = page(std::slice::from_ref(&aligned));
    let html = Html::parse_document(&written);
    assert_eq!(sentences(&html), expected(&aligned));
    assert_eq!(all(&html, "script").len(), 2, "one with the links, one that runs");
    assert_eq!(all(&html, "style").len(), 1);
    assert_eq!(text(all(&html, "h1")[0]), HOSTILE);
    assert!(!written.contains("<script>alert"));
    // No attribute that a policy would have to forbid.
    for element in all(&html, "*") {
        let bad = |name: &str| name.starts_with("on") || matches!(name, "style" | "src");
        assert!(
            !element.value().attrs().any(|(name, _)| bad(name)),
            "{}",
            element.html()
        );
    }
}

#[test]
fn values_are_marked_and_unsure_ones_say_so() {
    let mut aligned = briefing(EXAMPLE);
    with_differences(&mut aligned);
    let html = Html::parse_document(&page(&[aligned]));
    let badges = all(&html, ".d")
        .into_iter()
        .map(text)
        .collect::<Vec<_>>()
        .join("\n");
    insta::assert_snapshot!(badges, @r"
    − left out here: 1 sentence unsure, 62 %
    + only here: 1 sentence unsure, 62 %
    ↕ moved: 1 sentence in another place here unsure, 62 %
    # number: 18 here, <80> in en unsure, 62 %
    ◷ date: 18 here, <80> in en unsure, 62 %
    @ name: 18 here, <80> in en unsure, 62 %
    ¶ paragraphs are cut differently here unsure, 62 %
    ");
    assert_eq!(text(all(&html, "mark.odd")[0]), "1800万");
    assert_eq!(all(&html, "mark:not(.odd)").len(), 1);
}

#[test]
fn the_policy_allows_this_style_and_script_only() {
    let written = page(&[briefing(EXAMPLE)]);
    let html = Html::parse_document(&written);
    let policy = all(&html, "meta[http-equiv]")[0]
        .attr("content")
        .unwrap_or_default();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert_eq!(policy.matches("sha256-").count(), 2);
}

#[test]
fn links_are_those_of_the_pairs() {
    let mut aligned = briefing(EXAMPLE);
    let bead = |first: &[&str], second: &[&str], confidence| Bead {
        first: first.iter().map(|id| SentenceId((*id).to_owned())).collect(),
        second: second.iter().map(|id| SentenceId((*id).to_owned())).collect(),
        confidence,
        manual: false,
    };
    let beads = vec![
        bead(&["en.u1.s1"], &[], 0.9),
        bead(&["en.u2.s1"], &["zh.u1.s1"], 0.97),
        bead(&["en.u3.s1", "en.u3.s2"], &["zh.u2.s1"], 0.5),
    ];
    aligned.alignment.sentences.pairs = [(Pair::new(Lang::EN, Lang::ZH), beads)].into();
    let html = Html::parse_document(&page(std::slice::from_ref(&aligned)));
    let numbered: Vec<_> = all(&html, ".c > p")
        .into_iter()
        .map(|p| p.attr("id").unwrap_or_default())
        .collect();
    let number = |id: &str| numbered.iter().position(|n| n.ends_with(id)).expect(id);
    let links = format!(
        "[[{},{}],[[{},{}],{},50]]",
        number("en.u2.s1"),
        number("zh.u1.s1"),
        number("en.u3.s1"),
        number("en.u3.s2"),
        number("zh.u2.s1")
    );
    assert_eq!(text(all(&html, "script.links")[0]), links);
}

/// Alignments from files may have holes; the page shows all text all the same.
#[test]
fn what_no_group_has_is_shown_alone() {
    let mut aligned = briefing(RIVER);
    aligned.alignment.exchanges.groups.drain(2..4);
    aligned.alignment.turns.groups.drain(5..9);
    aligned.alignment.sentences.groups.truncate(20);
    let twice = aligned.alignment.sentences.groups[3].clone();
    aligned.alignment.sentences.groups.push(twice);
    aligned.differences[0].at.clear();
    let html = Html::parse_document(&page(std::slice::from_ref(&aligned)));
    assert_eq!(sentences(&html), expected(&aligned));
    assert_eq!(all(&html, ".d.stop").len(), aligned.differences.len());
}

#[test]
fn alignments_that_do_not_hold_together_are_refused() {
    let refused = |briefings: &[Aligned]| {
        let mut out = Vec::new();
        let error = write_report(briefings, &Languages::builtin(), &mut out).expect_err("a fault");
        assert!(out.is_empty());
        error.to_string()
    };
    let mut bad = briefing(EXAMPLE);
    bad.editions.get_mut(&Lang::ZH).expect("Chinese").turns[0].sentences[0].id =
        SentenceId("\" onclick=\"".into());
    assert!(refused(&[bad]).contains("is no identifier"));
    assert!(refused(&[briefing(EXAMPLE), briefing(EXAMPLE)]).contains("stands twice"));
}

#[test]
fn several_briefings_have_contents_and_pages() {
    let both = [briefing(EXAMPLE), briefing(RIVER)];
    let html = Html::parse_document(&page(&both));
    assert_eq!(all(&html, "article").len(), 2);
    assert_eq!(all(&html, ".contents tbody tr").len(), 2);
    let files = reports(&both, &Languages::builtin()).expect("pages");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "report/index.html",
            "report/b-2024-03-05.html",
            "report/b-2025-05-14.html"
        ]
    );
    let index = Html::parse_document(&files[0].1);
    let links: Vec<_> = all(&index, ".contents a")
        .iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(links, ["b-2024-03-05.html", "b-2025-05-14.html"]);
    let one = reports(&both[..1], &Languages::builtin()).expect("a page");
    assert_eq!(one[0].0, "report.html");
}

#[test]
fn a_briefing_of_six_editions_stays_small() {
    let size = page(&[briefing(RIVER)]).len();
    assert!(size < 400_000, "{size} bytes");
}

#[test]
fn kinds_have_a_style_of_their_own() {
    let html = page(&[briefing(EXAMPLE)]);
    for kind in DifferenceKind::ALL.map(DifferenceKind::as_str) {
        assert!(
            html.contains(&format!(".k-{kind} {{ --k: var(--{kind}); }}")),
            "{kind}"
        );
    }
}
