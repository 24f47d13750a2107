//! Tests of the HTML reader.

use super::*;
use crate::read::space::is_visible;

fn texts(html: &str) -> Vec<String> {
    read(html).blocks.into_iter().map(|b| b.text).collect()
}

fn regions(html: &str) -> Vec<(Region, String)> {
    read(html)
        .blocks
        .into_iter()
        .map(|b| (b.region, b.text))
        .collect()
}

/// The bold parts of the block of a number, from 1.
fn bold(html: &str, number: usize) -> Vec<String> {
    let block = read(html).blocks.swap_remove(number - 1);
    block
        .bold
        .iter()
        .map(|range| block.text[range.clone()].to_owned())
        .collect()
}

fn main_texts(html: &str) -> Vec<String> {
    let all = regions(html).into_iter();
    all.filter(|(region, _)| *region == Region::Main)
        .map(|(_, text)| text)
        .collect()
}

#[track_caller]
fn check(html: &str, expected: &[(Region, &str)]) {
    let found = regions(html);
    let found: Vec<_> = found.iter().map(|(r, t)| (*r, t.as_str())).collect();
    assert_eq!(found, expected);
}

const ANSWER: &str =
    "The commission has taken note of the report and will answer it in full at its next meeting.";

/// A page of an article between the usual other parts.
fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang='en-GB' dir=ltr><head><title> Regular briefing of 3 May - Site</title>\
         <style>p {{}}</style></head><body class='has-sidebar nav-open'>\
         <header><a href=/>Home</a><h1>River Commission</h1></header>\
         <nav><ul><li><a href=/fr>Français</a></li><li><a href=/ru>Русский</a></li></ul></nav>\
         <div class='crumbs'><a href=/>Home</a> &gt; Regular briefing of 3 May</div>\
         <div class=wrap><h2>Regular briefing of 3 May</h2><p><span>2026-05-03 18:02</span></p>{body}</div>\
         <div class=right><h3>Most read</h3><ul><li><a href=1>A talk on the river</a></li><li><a href=2>Water</a></li></ul></div>\
         <footer>Copyright 2026 <a href=/c>Contact us</a></footer><script>var x = 'no';</script></body></html>"
    )
}

#[test]
fn the_parts_of_a_page() {
    use Region::*;
    let body = format!(
        "<div id=News_Body_Txt_A><p><strong>CCTV:</strong> What now?</p><p>{ANSWER}</p>\
         <figure><img><figcaption>The river</figcaption></figure>\
         <div class=share-box>Share</div><p style='display: none'>Secret</p></div><p>Suggest to a friend</p>"
    );
    check(
        &page(&body),
        &[
            (Navigation, "Home"),
            (Navigation, "River Commission"),
            (Navigation, "Français"),
            (Navigation, "Русский"),
            (Breadcrumb, "Home > Regular briefing of 3 May"),
            (Main, "Regular briefing of 3 May"),
            (Timestamp, "2026-05-03 18:02"),
            (Main, "CCTV: What now?"),
            (Main, ANSWER),
            (Caption, "The river"),
            (Navigation, "Share"),
            (Other, "Secret"),
            (Other, "Suggest to a friend"),
            (Other, "Most read"),
            (Other, "A talk on the river"),
            (Other, "Water"),
            (Footer, "Copyright 2026 Contact us"),
        ],
    );
    let html = page(&body);
    let page = read(&html);
    assert_eq!(page.declared_lang.as_deref(), Some("en-GB"));
    assert_eq!(
        page.head_title.as_deref(),
        Some("Regular briefing of 3 May - Site")
    );
    assert_eq!(page.blocks[5].heading, Some(2));
    assert_eq!(page.blocks[7].line, 8);
    assert_eq!(bold(&html, 8), ["CCTV:"]);
}

#[test]
fn without_marker_the_dense_container_wins() {
    let paragraphs: String = (1..6)
        .map(|i| format!("<p>Q: Why, {i}?</p><p>A: {ANSWER}</p>"))
        .collect();
    for (open, close) in [
        ("<div dir=rtl>", "</div>"),
        ("<article>", "</article>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<form>", "</form>"),
        ("<div class='hot page-content'>", "</div>"),
        ("", ""),
    ] {
        let found = main_texts(&page(&format!("{open}{paragraphs}{close}")));
        let (head, turns) = found.split_at(found.len() - 10);
        assert_eq!(turns[9], format!("A: {ANSWER}"), "{open}");
        assert!(
            head.iter().any(|t| t == "Regular briefing of 3 May"),
            "{open} {head:?}"
        );
        assert!(head.len() <= 2, "{open} {head:?}");
    }
}

#[test]
fn sections_of_one_kind_stay_together() {
    let section = |c: &str| {
        format!(
            "<div class=qa><p>Q: Why?</p><p>A: {}</p></div>",
            ANSWER.repeat(c.len())
        )
    };
    let html = format!("<div>{}{}</div>", section("xxxx"), section("x"));
    assert_eq!(main_texts(&html).len(), 4);
    let html = format!(
        "<div class=TRS_Editor><p>Q: {ANSWER}</p></div><div class=TRS_Editor><p>A: {ANSWER}</p></div><p>End</p>"
    );
    assert_eq!(main_texts(&html).len(), 2);
}

#[test]
fn words_of_classes_on_the_paragraphs_themselves_do_not_count() {
    let turn = format!("<p class=lang-zh>问：为什么？</p><p class=lang-en>Q: {ANSWER}</p>");
    let html = format!(
        "<body>{}<div class=lang-menu>Language</div></body>",
        turn.repeat(4)
    );
    let found = regions(&html);
    assert!(
        found
            .iter()
            .filter(|(_, t)| t.starts_with('Q'))
            .all(|(r, _)| *r == Region::Main)
    );
    assert_eq!(found[8].0, Region::Navigation);
    let html = format!("<section><header>Q: Why?</header><p>{ANSWER}</p></section>");
    assert_eq!(main_texts(&html).len(), 2);
}

#[test]
fn a_menu_of_adjacent_links_keeps_its_words_apart() {
    let html =
        format!("<div><a href=1>عربي</a><a href=2>Español</a><a href=3>English</a></div><p>{ANSWER}</p>");
    check(
        &html,
        &[
            (Region::Navigation, "عربي Español English"),
            (Region::Main, ANSWER),
        ],
    );
    assert_eq!(
        texts("<p><a href=1>R</a><a href=1>euters</a>: <a href=2>x</a> is a word.</p>"),
        ["Reuters: x is a word."]
    );
}

#[test]
fn links_inside_of_the_text() {
    use Region::*;
    let html = format!(
        "<div class=TRS_Editor><p><a href=a>عربي</a> <a href=s>Español</a> <a href=r>Русский</a></p>\
         <p>A: {ANSWER} <a href=x>Report</a></p><h4>Related</h4><ul>\
         <li><a href=1>A rather long line on how the river was measured in the past year</a></li>\
         <li><a href=2>A rather long line on how the river will be measured in the next</a></li></ul></div>"
    );
    let found: Vec<Region> = regions(&html).into_iter().map(|(r, _)| r).collect();
    assert_eq!(found, [Navigation, Main, Sidebar, Sidebar, Sidebar]);
}

#[test]
fn breaks() {
    assert_eq!(
        texts("<p>Q: Why?<br><br>A: Because.<br/>\n<br>End"),
        ["Q: Why?", "A: Because.", "End"]
    );
    assert_eq!(
        texts("<h1>Title of<br>two lines</h1><p>one<br>two</p>"),
        ["Title of two lines", "one two"]
    );
    assert_eq!(
        texts("<p>问：为什么？<br>答：因为。<br>　　再说</p>"),
        ["问：为什么？", "答：因为。", "再说"]
    );
    assert_eq!(texts("<p>对<br>话\n很好 a\nb</p>"), ["对话很好 a b"]);
    let poem = "<div>Title<br>A first line without label, that is long.<br>A second.<br>A third.<br>Fourth.<br>Fifth.</div>";
    assert_eq!(texts(poem).len(), 6);
    assert_eq!(texts("<pre>Q: a\n\nA: b</pre>"), ["Q: a", "A: b"]);
}

#[test]
fn inline_tags_add_no_spaces() {
    let html = "<p>R<b>eut</b><b>er</b> <strong>s:</strong><span style='font-weight:700'>\u{A0}x</span>&nbsp; y<em>z</em></p>";
    let block = &read(html).blocks[0];
    assert_eq!(block.text, "Reuter s:\u{A0}x\u{A0} yz");
    assert_eq!(bold(html, 1), ["euter s:\u{A0}x"]);
    assert_eq!(
        bold("<b>a <span style='font-weight: normal'>b</span></b>", 1),
        ["a"]
    );
}

#[test]
fn hidden_text_does_not_run_into_a_sentence() {
    check(
        "<p>We have <span hidden>(c) Site</span>noted it.</p>",
        &[(Region::Main, "We have noted it."), (Region::Other, "(c) Site")],
    );
}

#[test]
fn every_cell_is_a_block() {
    assert_eq!(
        texts("<table><tr><td>a<td><p>b</p>c<tr><th>d</table>"),
        ["a", "b", "c", "d"]
    );
}

#[test]
fn a_flattened_page_stays_one_block() {
    let text = format!("CCTV : Pourquoi ? Wang Wenbin : {}", ANSWER.repeat(20));
    let html = format!("<body><h1>Conférence de presse |</h1><div><p>{text}</p></div></body>");
    assert_eq!(main_texts(&html), ["Conférence de presse |", text.as_str()]);
}

#[test]
fn deep_nesting_is_survived() {
    let html = "<div>".repeat(10_000) + "<p>deep</p>";
    assert_eq!(texts(&html), ["deep"]);
}

#[test]
fn html_is_told_from_text() {
    for html in [
        "<!DOCTYPE HTML>",
        "\u{FEFF}\n<HTML>",
        "<p>a</p>",
        "a<br>b<br>c",
        "<?xml version='1.0'?><html>",
    ] {
        assert!(looks_like_html(html), "{html}");
    }
    for text in ["Q: a < b and b > c?", "<AFP>: Why?", "问：好吗？", ""] {
        assert!(!looks_like_html(text), "{text}");
    }
}

#[test]
fn no_character_is_lost_between_tags() {
    const TAGS: &[&str] = &[
        "div",
        "p",
        "span",
        "b",
        "br",
        "li",
        "ul",
        "h2",
        "section",
        "a href=x",
        "em",
        "font",
        "nav",
        "blockquote",
        "center",
        "dl",
        "dd",
        "article",
        "div class=related",
        "p class=TRS_Editor",
    ];
    const WORDS: &[&str] = &[
        "Q: ",
        "Why? ",
        "问：",
        "因为。",
        "\u{A0}",
        "\u{3000}",
        " \n",
        "нет",
        "ج:",
    ];
    arbtest::arbtest(|u| {
        let (mut html, mut expected) = (String::from("<body>"), String::new());
        while !u.is_empty() && html.len() < 20_000 {
            let tag = u.choose(TAGS)?;
            match u.int_in_range(0..=3)? {
                0 => html += &format!("<{tag}>"),
                1 => html += &format!("</{}>", tag.split(' ').next().expect("a name")),
                _ => {
                    let word = u.choose(WORDS)?;
                    html += word;
                    expected.extend(word.chars().filter(|&c| is_visible(c)));
                }
            }
        }
        let page = read(&html);
        let kept: String = page.blocks.iter().map(|b| b.text.as_str()).collect();
        let kept: String = kept.chars().filter(|&c| is_visible(c)).collect();
        assert_eq!(kept, expected, "{html}");
        for block in &page.blocks {
            assert!(!block.text.is_empty());
            assert!(block.bold.iter().all(|r| block.text.get(r.clone()).is_some()));
        }
        Ok(())
    })
    .budget_ms(1_000);
}
