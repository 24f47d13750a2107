//! Glued, interleaved and boxed pages, and lines that only look like labels.

use super::*;

#[test]
fn flattened_french_page() {
    let reading = expect(
        "fr",
        "Conférence de presse du 31 août 2021 tenue par le porte-parole du Ministère des Affaires étrangères Wang Wenbin |\n\
         2021/08/31 |\n\
         Agence de Presse Xinhua : Avez-vous un commentaire ? Wang Wenbin : Oui. La position est claire : rien ne change. \
         CCTV : Quand ? Wang Wenbin : Demain. Radio Quill : Avec qui ? Wang Wenbin : Avec M. Quill. Il a dit à Reuters : « Oui. »",
        &[
            "-title",
            "-timestamp",
            "q Agence de Presse Xinhua",
            "a Wang Wenbin",
            "q CCTV",
            "a Wang Wenbin",
            "q Radio Quill",
            "a Wang Wenbin",
        ],
    );
    let title = reading.edition.title.as_deref().expect("a title");
    assert!(title.ends_with("Wang Wenbin"), "{title}");
}

#[test]
fn flattened_page_in_one_block() {
    expect(
        "ru",
        "Очередная пресс-конференция 3 апреля 2023 г. у официального представителя МИД КНР Мао Нин | 2023-04-04 | \
         CCTV: Каков ваш комментарий? Мао Нин: Мы согласны. Вопрос решён. EFE: Когда? Мао Нин: Завтра.",
        &[
            "-title",
            "-timestamp",
            "q CCTV",
            "a Мао Нин",
            "q EFE",
            "a Мао Нин",
        ],
    );
}

#[test]
fn time_and_announcement_in_one_line() {
    expect(
        "en",
        "Foreign Ministry Spokesperson Mao Ning’s Regular Press Conference on June 3, 2026\n\
         Updated: June 03, 2026 20:09 At the invitation of the Minister, a guest will visit from June 4 to 6. CCTV: What are your expectations?\n\
         Mao Ning: High ones.\n\
         AFP: Anything else?\n\
         Mao Ning: No.",
        &[
            "-title",
            "-timestamp",
            "s ",
            "q CCTV",
            "a Mao Ning",
            "q AFP",
            "a Mao Ning",
        ],
    );
}

#[test]
fn interleaved_translation_is_set_aside() {
    let text = "外交部发言人毛宁主持例行记者会\n\
         Foreign Ministry Spokesperson Mao Ning’s Regular Press Conference on June 3, 2026\n\
         法新社记者：外交部对有关国家近期的表态和相关进展有何评论？\n\
         AFP: What is the comment of the foreign ministry on the recent remarks of some countries?\n\
         毛宁：我们注意到有关报道，希望各方保持克制，通过对话解决问题。\n\
         Mao Ning: We have noted the reports and hope that all sides keep calm and solve this by dialogue.\n\
         路透社记者：中方是否会派代表出席下个月在日内瓦举行的有关会议？\n\
         Reuters: Will China send a representative to the meeting next month in Geneva?\n\
         毛宁：有关消息我们会及时发布，请大家继续保持关注，谢谢。\n\
         Mao Ning: We will release the information in due course, so please stay tuned for that.";
    let page = page(text);
    assert_eq!(
        turns(&run("en", &page)),
        ["q AFP", "a Mao Ning", "q Reuters", "a Mao Ning"]
    );
    assert_eq!(
        turns(&run("zh", &page)),
        ["q 法新社记者", "a 毛宁", "q 路透社记者", "a 毛宁"]
    );
}

#[test]
fn bold_labels_without_known_names() {
    let mut page = page(
        "Meeting with reporters\n\
         Ann Quill: What is the plan?\n\
         Bo Reed: We build a bridge.\n\
         Step Two: we paint it.\n\
         Cy Moss: When?\n\
         Bo Reed: In May.",
    );
    for (block, label) in
        page.blocks
            .iter_mut()
            .zip(["", "Ann Quill:", "Bo Reed:", "", "Cy Moss:", "Bo Reed:"])
    {
        block.bold = if label.is_empty() {
            Vec::new()
        } else {
            vec![0..label.len()]
        };
    }
    let reading = run("en", &page);
    assert_eq!(
        turns(&reading),
        ["q Ann Quill", "a Bo Reed", "q Cy Moss", "a Bo Reed"],
        "{}",
        show(&reading)
    );
}

#[test]
fn sidebars_and_other_regions_are_no_turns() {
    let mut with_box = page(
        "Regular Press Briefing on May 3, 2022\n\
         Q: Do you agree?\n\
         A: Yes.\n\
         Question of the day: can you hear a rocket?\n\
         How a window is calculated\n\
         Q: Really?\n\
         A: Yes, really.\n\
         Q: Is this a box? Then it is none.",
    );
    with_box.blocks[7].region = Region::Sidebar;
    let reading = run("en", &with_box);
    let wanted = [
        "-title", "q Q", "a A", "-sidebar", "-sidebar", "q Q", "a A", "-sidebar",
    ];
    assert_eq!(outline(&reading), wanted, "{}", show(&reading));
    for block in &mut with_box.blocks {
        block.region = Region::Other;
    }
    assert!(!run("en", &with_box).edition.turns.is_empty());
}

#[test]
fn generic_pages_keep_names_in_the_text() {
    let reading = run(
        "en",
        &page(
            "Press Briefing\nQ: Who comes?\nA: Several people.\nJohn Smith: he is the chair.\nQ: And then?\nA: We end.\nKey Point: it is early.",
        ),
    );
    assert_eq!(
        turns(&reading),
        ["q Q", "a A", "q Q", "a A"],
        "{}",
        show(&reading)
    );
}

#[test]
fn a_page_without_labels_has_no_turns() {
    let reading = run(
        "en",
        &page("A walk by the river\nThe water was high. Nobody spoke.\nNote: bring boots."),
    );
    assert!(reading.edition.turns.is_empty());
    assert_eq!(reading.edition.paratext.len(), 3);
}

#[test]
fn a_second_official_answers() {
    expect(
        "en",
        "Spokesperson Ingrid Solano’s Press Briefing on 11 June 2025\n\
         AFP: How heavy is it?\n\
         Daniel Okafor: It weighs two tonnes.\n\
         Reuters: And how tall?\n\
         Ingrid Solano: Ten metres.\n\
         EFE: Who built it?\n\
         EFE: And when?\n\
         Ingrid Solano: We did.",
        &[
            "-title",
            "q AFP",
            "a Daniel Okafor",
            "q Reuters",
            "a Ingrid Solano",
            "q EFE",
            "q EFE",
            "a Ingrid Solano",
        ],
    );
}

#[test]
fn navigation_lines_at_the_top() {
    let reading = run(
        "es",
        &page(
            "عربي English Русский Français 简体中文\nInicio > Sala de prensa > Ruedas de prensa\n\
             Conferencia de Prensa Habitual Ofrecida el 3 de Noviembre de 2022 por Zhao Lijian, Portavoz del Ministerio de Relaciones Exteriores\n\
             2022-11-04 10:08\nCCTV: ¿Algún comentario?\nZhao Lijian: Ninguno. La 34.ª sesión sigue.\n\
             Agencia de Noticias Xinhua: ¿Y hoy?\nZhao Lijian: Tampoco.\nRecomendar a un amigo\nAviso legal | Accesibilidad | Contacto",
        ),
    );
    let kinds: Vec<&str> = reading
        .edition
        .paratext
        .iter()
        .map(|piece| piece.kind.as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "navigation",
            "breadcrumb",
            "title",
            "timestamp",
            "footer",
            "footer"
        ],
        "{}",
        show(&reading)
    );
    assert_eq!(
        turns(&reading),
        [
            "q CCTV",
            "a Zhao Lijian",
            "q Agencia de Noticias Xinhua",
            "a Zhao Lijian"
        ]
    );
}

#[test]
fn quotations_and_enumerations_are_no_labels() {
    expect(
        "en",
        "Foreign Ministry Spokesperson Mao Ning’s Regular Press Conference on June 3, 2026\n\
         AFP: The minister told CNN: “We agree.” Is that so?\n\
         Mao Ning: He said this. To quote Reuters: “It rained.” Then, I have two points: one and two.\n\
         One, the river: it is high.\n\
         In short: we wait.\n\
         My answer is: no.\n\
         China, France, Spain: all three agree.\n\
         “Look: it works.”\n\
         We meet at 20:30 today.\n\
         https://example.org: see there.\n\
         Note: the text is short.\n\
         Reuters: Do you know the time?\n\
         Mao Ning: It is 10:15.\n\
         © The Ministry. All rights reserved.\n\
         Tel: 000 Fax: 000",
        &[
            "-title",
            "q AFP",
            "a Mao Ning",
            "q Reuters",
            "a Mao Ning",
            "-footer",
            "-footer",
        ],
    );
}

#[test]
fn a_footer_glued_to_the_last_answer() {
    let reading = expect(
        "en",
        "Foreign Ministry Spokesperson Mao Ning’s Regular Press Conference on June 3, 2026\n\
         AFP: Do you agree?\n\
         Mao Ning: We share this view with others. Print it in your paper. Suggest to a friend Print",
        &["-title", "q AFP", "a Mao Ning", "-footer"],
    );
    assert_eq!(reading.edition.paratext[1].text, "Suggest to a friend Print");
}

#[test]
fn pages_of_one_briefing_joined() {
    expect(
        "en",
        "Regular Press Briefing on May 3, 2022\n\
         Q: Do you agree?\n\
         A: Yes.\n\
         1 2 3 Next page\n\
         It goes on here.\n\
         ***\n\
         Q: Really?\n\
         A: Yes, really.",
        &["-title", "q Q", "a A", "-navigation", "-divider", "q Q", "a A"],
    );
}

#[test]
fn honorifics_and_numbers_in_labels() {
    let reading = expect(
        "en",
        "Press Briefing by Press Secretary Ann Quill, May 3, 2022\n\
         MS. QUILL: Good morning, everybody.\n\
         Q1: Any news?\n\
         MS. QUILL: None.\n\
         Q (Reuters): And tomorrow?\n\
         Ms. Quill: None either.\n\
         Question 3: Why?\n\
         DIRECTOR MOSS: Because of the rain.",
        &[
            "-title",
            "s MS. QUILL",
            "q Q1",
            "a MS. QUILL",
            "q Q (Reuters)",
            "a Ms. Quill",
            "q Question 3",
            "a DIRECTOR MOSS",
        ],
    );
    assert_eq!(reading.edition.turns[3].speaker.as_deref(), Some("org.reuters"));
    assert_eq!(reading.edition.turns[0].speaker, reading.edition.turns[4].speaker);
}

#[test]
fn unknown_names_only() {
    expect(
        "en",
        "A talk with the engineers\n\
         Ann Quill: What is the plan?\n\
         Bo Reed: We build a bridge.\n\
         It will be long.\n\
         Cy Moss: When?\n\
         Bo Reed: In May.",
        &["-other", "q Ann Quill", "a Bo Reed", "q Cy Moss", "a Bo Reed"],
    );
}
