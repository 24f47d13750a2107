//! Whole files through decoding, recognition and the real rules of sentences.

use super::*;
use crate::language::Languages;
use crate::read::read_page;

fn open(code: &str, name: &str, bytes: &[u8]) -> (Page, Reading) {
    let languages = Languages::builtin();
    let lang: Lang = code.parse().expect("a code");
    let language = languages.get(lang).expect("an embedded language");
    let page = read_page(name, bytes).expect("a page");
    let reading = recognise(&page, lang, language.pack(), &Outlets::embedded(), language);
    assert!(
        nothing_lost(&page, &reading.edition),
        "lost text: {}",
        show(&reading)
    );
    (page, reading)
}

#[track_caller]
fn file(code: &str, bytes: &[u8], wanted: &[&str]) -> Reading {
    let (_, reading) = open(code, "page", bytes);
    assert_eq!(outline(&reading), wanted, "\n{}", show(&reading));
    reading
}

/// The text of a turn, counted from 0, by sentences.
fn said(reading: &Reading, turn: usize) -> Vec<&str> {
    reading.edition.turns[turn]
        .sentences
        .iter()
        .map(|s| s.text.as_str())
        .collect()
}

/// The sample pages come out as their gold: turns with sentences, and all
/// paratext but the kind of share links, which is a matter of taste.
#[test]
fn sample_pages_come_out_as_gold() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/briefings");
    let mut pages = 0;
    let mut faults = Vec::new();
    for briefing in ["health-council", "launch-review", "river-commission"] {
        let gold = std::fs::read_to_string(root.join(briefing).join("gold.json")).expect("gold");
        let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
        for (code, wanted) in gold["editions"].as_object().expect("editions") {
            let name = wanted["source"].as_str().expect("a source");
            let bytes = std::fs::read(root.join(briefing).join("pages").join(name)).expect("a page");
            let (_, reading) = open(code, name, &bytes);
            faults.extend(
                differences(&reading.edition, wanted)
                    .into_iter()
                    .map(|f| format!("{briefing} {code}: {f}")),
            );
            pages += 1;
        }
    }
    assert_eq!(pages, 18);
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn differences(edition: &Edition, gold: &serde_json::Value) -> Vec<String> {
    let list = |key: &str| gold[key].as_array().expect("a list");
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let mut wanted: Vec<String> = Vec::new();
    for turn in list("turns") {
        wanted.push(format!("{} {}", text(turn, "role"), text(turn, "label")));
        for sentence in turn["sentences"].as_array().expect("sentences") {
            wanted.push(format!("{} {}", sentence["paragraph"], text(sentence, "text")));
        }
    }
    let mut found: Vec<String> = Vec::new();
    for turn in &edition.turns {
        found.push(format!("{} {}", turn.role.as_str(), turn.label));
        found.extend(
            turn.sentences
                .iter()
                .map(|s| format!("{} {}", s.paragraph, s.text)),
        );
    }
    let shared = |text: &str| {
        [
            "Share",
            "Copy",
            "Compartir",
            "Partager",
            "Поделиться",
            "مشاركة",
            "分享",
        ]
        .iter()
        .any(|s| text.starts_with(s))
    };
    wanted.extend(
        list("paratext")
            .iter()
            .map(|p| (text(p, "kind"), text(p, "text")))
            .filter(|p| !shared(&p.1))
            .map(|p| format!("{} {}", p.0, p.1)),
    );
    let paratext = edition.paratext.iter().filter(|p| !shared(&p.text));
    found.extend(paratext.map(|p| format!("{} {}", p.kind.as_str(), p.text)));
    let lines = found.iter().zip(&wanted).filter(|(a, b)| a != b);
    let mut faults: Vec<String> = lines
        .take(3)
        .map(|(a, b)| format!("found {a:?}, wanted {b:?}"))
        .collect();
    if found.len() != wanted.len() {
        faults.push(format!("{} lines, wanted {}", found.len(), wanted.len()));
    }
    faults
}

#[test]
fn flattened_embassy_page() {
    let text = "Conférence de presse du 31 août 2021 tenue par le porte-parole du Ministère des Affaires étrangères Lan Wei |\n\
        2021-09-01 21:40 |\n\
        Agence de Presse Xinhua\u{a0}: La crue a-t-elle touché le barrage\u{a0}? Quelles sont les pertes\u{a0}? Lan Wei\u{a0}: Non. \
        M. Leduc l’a dit à AFP\u{a0}: «\u{a0}Rien n’a cédé.\u{a0}» Notre position est claire\u{a0}: nous aidons. CCTV\u{202f}: Et demain\u{202f}? \
        Lan Wei\u{202f}: Nous verrons. |";
    let reading = file(
        "fr",
        text.as_bytes(),
        &[
            "-title",
            "-timestamp",
            "q Agence de Presse Xinhua",
            "a Lan Wei",
            "q CCTV",
            "a Lan Wei",
        ],
    );
    assert_eq!(said(&reading, 0).len(), 2);
    assert_eq!(said(&reading, 1).len(), 3, "{:?}", said(&reading, 1));
}

#[test]
fn interleaved_bilingual_page() {
    let text = "2024年5月6日外交部发言人兰伟主持例行记者会\nForeign Ministry Spokesperson Lan Wei’s Regular Press Conference on May 6, 2024\n\
        法新社记者：昨天下游河谷发生洪水，中方对此有何评论？\nAFP: There was a flood in the lower valley yesterday. What is your comment?\n\
        兰伟：我们注意到有关报道，并向受灾群众表示慰问。\nLan Wei: We have noted the reports and send our sympathy to the people.\n\
        路透社记者：中方是否会派出救援队？有没有时间表？请介绍。\nReuters: Will China send a rescue team? Is there a timetable for it?\n\
        兰伟：我们愿意提供帮助，有关部门正在保持沟通。\nLan Wei: We are willing to help, and the departments are in contact.\n";
    let zh = open("zh", "page.txt", text.as_bytes()).1;
    let turns = |reading: &Reading| {
        outline(reading)
            .into_iter()
            .filter(|l| !l.starts_with('-'))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        turns(&zh),
        ["q 法新社记者", "a 兰伟", "q 路透社记者", "a 兰伟"],
        "\n{}",
        show(&zh)
    );
    let en = open("en", "page.txt", text.as_bytes()).1;
    assert_eq!(
        turns(&en),
        ["q AFP", "a Lan Wei", "q Reuters", "a Lan Wei"],
        "\n{}",
        show(&en)
    );
}

#[test]
fn bracketed_labels_in_gb18030() {
    let text = "<html><head><meta charset=gb2312></head><body><div class=\"TRS_Editor\"><p>商务部召开例行新闻发布会（2024年6月6日）</p>\
        <p>　　【何亚东】：各位记者朋友，大家下午好！欢迎参加例行新闻发布会。</p><p>　　【央视记者】：请问发言人，出口情况如何？</p>\
        <p>　　【何亚东】：谢谢你的提问。总体向好。</p><p>　　【路透社记者】：有没有新的措施？</p><p>　　【何亚东】：没有更多信息。</p></div></body></html>";
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    file(
        "zh",
        &bytes,
        &[
            "-title",
            "s 何亚东",
            "q 央视记者",
            "a 何亚东",
            "q 路透社记者",
            "a 何亚东",
        ],
    );
}

#[test]
fn names_alone_on_their_lines() {
    let text = "Department Press Briefing – March 12, 2024\nNED LARK, DEPARTMENT SPOKESPERSON\n1:18 p.m. EDT\n\n\
        MR LARK:\nGood afternoon, everybody. I have one announcement.\n\nQUESTION:\nThanks. What did the minister say about the flood?\n\n\
        MR LARK:\nHe said that help is on its way. It will arrive tomorrow.\n\nMODERATOR:\nThe last question, please.\n\n\
        QUESTION:\nIs the U.S. sending boats?\n\nMR LARK:\nYes, twelve.\n";
    let (_, reading) = open("en", "page.txt", text.as_bytes());
    let turns: Vec<String> = outline(&reading)
        .into_iter()
        .filter(|l| !l.starts_with('-'))
        .collect();
    assert_eq!(
        turns,
        [
            "s MR LARK",
            "q QUESTION",
            "a MR LARK",
            "s MODERATOR",
            "q QUESTION",
            "a MR LARK"
        ],
        "\n{}",
        show(&reading)
    );
    assert_eq!(said(&reading, 4), ["Is the U.S. sending boats?"]);
}

#[test]
fn starred_labels() {
    let text = "Press Briefing, 4 May 2023\n\n**Q**: When does the bridge open?\n\n**A**: On 6 May. It is ready.\n\n**Q** And the second one?\n\n**A:** Next year.\n";
    let reading = file("en", text.as_bytes(), &["-title", "q Q", "a A", "q Q", "a A"]);
    assert_eq!(said(&reading, 1), ["On 6 May.", "It is ready."]);
    assert_eq!(said(&reading, 3), ["Next year."]);
}

#[test]
fn russian_page_with_bold_colons() {
    let text = "<html><head><title>Пресс-конференция</title></head><body><h1>Пресс-конференция 4 мая 2022 г.</h1>\
        <div><p><b>В.Лисин:</b>&nbsp;Добрый день. Начнём, т.\u{a0}е. сразу к вопросам.</p><p><b>Вопрос:</b>&nbsp;Каков ваш комментарий к словам И.\u{a0}И. Петрова?</p>\
        <p><b>В.Лисин:</b>&nbsp;Мы встречались 3 апреля 2022 г. Каждый высказал своё мнение.</p><p>В 2021 г. Китай поступил так же.</p>\
        <p><b>Вопрос:</b>&nbsp;Будет ли визит?</p><p><b>В.Лисин:</b>&nbsp;Да.</p></div></body></html>";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    let reading = file(
        "ru",
        &bytes,
        &[
            "-title",
            "s В.Лисин",
            "q Вопрос",
            "a В.Лисин",
            "q Вопрос",
            "a В.Лисин",
        ],
    );
    assert_eq!(said(&reading, 2).len(), 3, "{:?}", said(&reading, 2));
    assert_eq!(said(&reading, 1).len(), 1);
}

#[test]
fn arabic_page_with_a_follow_up() {
    let text = "\u{200f}المتحدثة باسم وزارة الخارجية هدى منصور تعقد مؤتمرا صحفيا اعتياديا يوم 22 فبراير عام 2018\n\
        س: ما تعليقكم على الفيضان في ٣ قرى؟\nج: تابعنا التقارير. ونقدم التعازي.\n\
        استطرد سائلا: هل سترسلون المساعدة؟\nج: نعم، غدا.\nالصحفي: ومن سيصل أولا؟\nج: فريق الإنقاذ.\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(text);
    let reading = file(
        "ar",
        &bytes,
        &["-title", "q س", "a ج", "q استطرد سائلا", "a ج", "q الصحفي", "a ج"],
    );
    assert!(reading.edition.turns[1].speaker.is_some(), "{}", show(&reading));
    assert_eq!(said(&reading, 1).len(), 2);
}

#[test]
fn breaks_instead_of_paragraphs() {
    let text = "<div id=\"News_Body_Txt_A\">Foreign Ministry Spokesperson Lan Wei's Regular Press Conference on May 6, 2020<br><br>\
        At the invitation of the minister, a guest will visit the valley from May 8 to 10.<br><br>\
        <strong>Q: Will the guest see the dam?</strong><br><br>A: Yes. It is on the way.<br><br><strong>Q: When?</strong><br><br>A: On May 9.\
        <br><br>Suggest to a friend<br>Print</div>";
    let reading = file(
        "en",
        text.as_bytes(),
        &["-title", "s ", "q Q", "a A", "q Q", "a A", "-footer"],
    );
    assert_eq!(reading.edition.turns[1].speaker, None);
    assert_eq!(
        reading.edition.turns[2].speaker.as_deref(),
        Some("person.lan-wei")
    );
}

#[test]
fn last_answer_with_the_foot_of_the_site() {
    let text = "2026年6月3日外交部发言人兰伟主持例行记者会\n更新时间：2026-06-04 20:15\n[字体：大 中 小]\n\
        《环球时报》 记者：请介绍有关情况。会有新的安排吗？\n兰伟：会的。\n会后有记者问及：有报道称会谈延期，请证实。\n\
        兰伟：会谈将如期举行。 中国政府网 全国人民代表大会 您即将离开外交部门户网站 继续访问 放弃\n";
    let (_, reading) = open("zh", "page.txt", text.as_bytes());
    let last = reading.edition.turns.last().expect("a turn");
    assert_eq!(last.sentences.len(), 1, "{}", show(&reading));
    assert_eq!(last.sentences[0].text, "会谈将如期举行。");
    let labels: Vec<&str> = reading.edition.turns.iter().map(|t| t.label.as_str()).collect();
    assert_eq!(labels[..2], ["《环球时报》 记者", "兰伟"], "{}", show(&reading));
}

#[test]
fn accented_capitals_and_two_presidents() {
    let text = "Conferencia de prensa conjunta, 3 de mayo de 2024\nMODERADOR: Iniciamos la conferencia.\n\
        PRESIDENTE ARÉVALO: Buenos días. Gracias, EE. UU., por la visita.\nPREGUNTA: ¿Qué acordaron? ¿Y cuándo?\n\
        PRESIDENTE ARÉVALO: Mucho. La 34.ª reunión será en junio.\nPREGUNTA: ¿Habrá fondos?\nPRESIDENTA LUNA: Sí.\n";
    let (_, reading) = open("es", "page.txt", text.as_bytes());
    let turns: Vec<String> = outline(&reading)
        .into_iter()
        .filter(|l| !l.starts_with('-'))
        .collect();
    assert_eq!(
        turns,
        [
            "s MODERADOR",
            "s PRESIDENTE ARÉVALO",
            "q PREGUNTA",
            "a PRESIDENTE ARÉVALO",
            "q PREGUNTA",
            "a PRESIDENTA LUNA"
        ],
        "\n{}",
        show(&reading)
    );
    assert_eq!(said(&reading, 3), ["Mucho.", "La 34.ª reunión será en junio."]);
}

#[test]
fn boxes_captions_and_faq_in_the_article() {
    let text = "<html lang=\"fr\"><body><nav class=\"fil-ariane\">Accueil / Presse / Points</nav><article>\
        <h1>Point de presse de la porte-parole Anne Leduc du 12 mars 2024</h1>\
        <p><b>AFP :</b> Le pont est-il ouvert ?</p><p><b>Anne Leduc :</b> Oui, depuis hier.</p>\
        <figure><img src=\"a.jpg\"><span>Ci-contre : le pont</span></figure>\
        <div class=\"encadré\"><p><b>Question :</b> Où est le pont ?</p><p>Réponse : à Quill.</p></div>\
        <p class=\"legende\">Le pont, vu de la rive</p><p>Le second ouvrira en mai.</p>\
        <p><b>CCTV :</b> Merci. Et la route ?</p><p><b>Anne Leduc :</b> Aussi.</p></article>\
        <div><h3>À lire aussi</h3><p>Question : qui paie ?</p><p>Réponse : la ville.</p></div></body></html>";
    file(
        "fr",
        text.as_bytes(),
        &[
            "-breadcrumb",
            "-title",
            "q AFP",
            "a Anne Leduc",
            "-caption",
            "-sidebar",
            "-sidebar",
            "-caption",
            "q CCTV",
            "a Anne Leduc",
            "-sidebar",
            "-sidebar",
            "-sidebar",
        ],
    );
}
