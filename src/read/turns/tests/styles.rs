//! Every style of label, language by language, with its traps.

use super::*;

#[test]
fn english_names_and_outlets() {
    let reading = expect(
        "en",
        "Foreign Ministry Spokesperson Wang Wenbin's Regular Press Conference on September 26, 2022\n\
         Updated: June 03, 2026 20:09\n\
         Category: News\n\
         Good afternoon, and welcome to the press conference.\n\
         R euters: Do you have a comment?\n\
         Wang Wenbin: We have. First, it is clear: nobody disagrees.\n\
         First, the valve: it is closed.\n\
         The Philippine side needs to ask themselves: if they agree, why not now?\n\
         People’s Daily: Will you attend?\n\
         Wang Wenbin: Yes.\n\
         International Market News Agency (IMNA) Reporter: Any details?\n\
         Wang Wenbin:No.\n\
         The Harbour Post: Is the port open?\n\
         Wang Wenbin: It is.\n\
         * * *\n\
         The following question was raised after the press conference:\n\
         Kyodo News: When will it open?\n\
         Wang Wenbin: Soon.\n\
         Suggest to a friend\n\
         Print",
        &[
            "-title",
            "-timestamp",
            "-other",
            "s ",
            "q R euters",
            "a Wang Wenbin",
            "q People’s Daily",
            "a Wang Wenbin",
            "q International Market News Agency (IMNA) Reporter",
            "a Wang Wenbin",
            "q The Harbour Post",
            "a Wang Wenbin",
            "-divider",
            "-heading",
            "q Kyodo News",
            "a Wang Wenbin",
            "-footer",
            "-footer",
        ],
    );
    let speakers: Vec<&str> = reading
        .edition
        .turns
        .iter()
        .filter_map(|turn| turn.speaker.as_deref())
        .collect();
    assert_eq!(
        speakers[..4],
        [
            "person.wang-wenbin",
            "org.reuters",
            "person.wang-wenbin",
            "org.people-daily"
        ]
    );
    assert_eq!(speakers[7], "org.harbour-post");
    assert_eq!(reading.edition.date, Some(jiff::civil::date(2022, 9, 26)));
    assert_eq!(reading.edition.turns[2].sentences[2].paragraph, 1);
    assert_eq!(reading.edition.turns[1].printed, "R euters:");
}

#[test]
fn generic_labels_of_every_language() {
    let pages = [
        (
            "en",
            "Regular Press Conference of May 3, 2018",
            "Q: Do you agree?\nA: Yes.\nQ: Really?\nA: Yes, really.",
            ["Q", "A", "Q", "A"],
        ),
        (
            "en",
            "Press Briefing",
            "**Q**: Do you agree?\n**A**: Yes.\n**Q:** Really?\n**A:** Yes, really.",
            ["Q", "A", "Q", "A"],
        ),
        (
            "zh",
            "外交部发言人陆慷主持例行记者会",
            "问：是否同意？\n答：同意。\n追问：真的吗？\n答：真的。",
            ["问", "答", "追问", "答"],
        ),
        (
            "zh",
            "例行記者會",
            "記者：是否同意？\n發言人：同意。\n追問：真的嗎？\n發言人：真的。",
            ["記者", "發言人", "追問", "發言人"],
        ),
        (
            "es",
            "Conferencia de Prensa Habitual",
            "Pregunta: ¿Está de acuerdo?\nRespuesta: Sí.\nP: ¿De veras?\nR: De veras.",
            ["Pregunta", "Respuesta", "P", "R"],
        ),
        (
            "fr",
            "Conférence de presse du 3 mai 2018",
            "Q\u{a0}: Êtes-vous d’accord\u{a0}?\nR\u{a0}: Oui.\nQuestion\u{202f}: Vraiment ?\nRéponse : Oui.",
            ["Q", "R", "Question", "Réponse"],
        ),
        (
            "ru",
            "Очередная пресс-конференция",
            "Вопрос: Согласны ли вы?\nОтвет: Да.\nВопрос: Правда?\nОтвет: Да.",
            ["Вопрос", "Ответ", "Вопрос", "Ответ"],
        ),
        (
            "ar",
            "المؤتمر الصحفي الاعتيادي",
            "س: هل توافقون؟\nج: نعم.\nاستطرد سائلا: حقا؟\nج: نعم.",
            ["س", "ج", "استطرد سائلا", "ج"],
        ),
        (
            "ar",
            "المؤتمر الصحفي الاعتيادي",
            "\u{200f}سؤال: هل توافقون؟\nجواب: نعم.\nالصحفي: حقا؟\nجواب: نعم.",
            ["سؤال", "جواب", "الصحفي", "جواب"],
        ),
    ];
    for (code, title, body, labels) in pages {
        let reading = run(code, &page(&format!("{title}\n{body}")));
        let found: Vec<(Role, String)> = reading
            .edition
            .turns
            .iter()
            .map(|turn| (turn.role, plain(&turn.label)))
            .collect();
        let wanted = [
            (Role::Question, labels[0]),
            (Role::Answer, labels[1]),
            (Role::Question, labels[2]),
            (Role::Answer, labels[3]),
        ];
        assert_eq!(
            found,
            wanted.map(|(role, label)| (role, label.to_owned())),
            "{code} {labels:?}\n{}",
            show(&reading)
        );
    }
}

#[test]
fn capitals_alone_on_a_line() {
    expect(
        "en",
        "Department Press Briefing – March 3, 2021\n\
         MODERATOR:\n\
         Thank you all for joining us today. We begin with a few words.\n\
         MR PRICE:\n\
         Good afternoon. I have one announcement.\n\
         QUESTION:\n\
         Can you tell us more?\n\
         MR PRICE:\n\
         I can.\n\
         There is a second paragraph here.\n\
         QUESTION:\n\
         When?\n\
         MR PRICE:\n\
         Tomorrow.\n\
         PRESIDENT ARÉVALO:\n\
         And I agree with that.\n\
         QUESTION: Thank you. Who else?\n\
         PRESIDENT ARÉVALO: Everybody.",
        &[
            "-title",
            "s MODERATOR",
            "s MR PRICE",
            "q QUESTION",
            "a MR PRICE",
            "q QUESTION",
            "a MR PRICE",
            "a PRESIDENT ARÉVALO",
            "q QUESTION",
            "a PRESIDENT ARÉVALO",
        ],
    );
}

#[test]
fn chinese_labels_and_traps() {
    let reading = expect(
        "zh",
        "2022年8月19日外交部发言人汪文斌主持例行记者会\n\
         （2022-08-19）\n\
         \u{3000}\u{3000}法新社记者：中方有何评论？\n\
         \u{3000}\u{3000}汪文斌：我们注意到有关报道。\n\
         \u{3000}\u{3000}中方立场很明确：反对。\n\
         \u{3000}\u{3000}第一，坚持原则：不变。\n\
         \u{3000}\u{3000}《环球时报》 记者：有何评论？\n\
         \u{3000}\u{3000}汪文斌: 没有。\n\
         \u{3000}\u{3000}巴西《圣保罗页报》记者：有何评论？\n\
         \u{3000}\u{3000}汪文斌：没有。\n\
         \u{3000}\u{3000}会后有记者问及：\n\
         \u{3000}\u{3000}有何评论？\n\
         \u{3000}\u{3000}汪文斌：中方支持和平。 中国政府网 全国人民代表大会 中国人民政治协商会议 您即将离开外交部门户网站 是否继续 继续访问 放弃\n\
         推荐给朋友\n\
         [字体：大 中 小]",
        &[
            "-title",
            "-timestamp",
            "q 法新社记者",
            "a 汪文斌",
            "q 《环球时报》 记者",
            "a 汪文斌",
            "q 巴西《圣保罗页报》记者",
            "a 汪文斌",
            "-heading",
            "q ",
            "a 汪文斌",
            "-footer",
            "-footer",
            "-footer",
        ],
    );
    assert_eq!(reading.edition.turns[0].speaker.as_deref(), Some("org.afp"));
    assert_eq!(
        reading.edition.turns[2].speaker.as_deref(),
        Some("org.global-times")
    );
    let last = reading.edition.turns.last().expect("turns");
    assert_eq!(last.sentences.last().expect("a sentence").text, "中方支持和平。");
}

#[test]
fn bracketed_chinese_labels() {
    let reading = expect(
        "zh",
        "商务部召开例行新闻发布会（2024年5月9日）\n\
         【主持人】：现在开始。\n\
         【何亚东】：各位下午好。\n\
         【路透社】：有何评论？\n\
         【何亚东】：没有。\n\
         【凤凰卫视】：有何评论？\n\
         【何亚东】：没有。",
        &[
            "-title",
            "s 主持人",
            "s 何亚东",
            "q 路透社",
            "a 何亚东",
            "q 凤凰卫视",
            "a 何亚东",
        ],
    );
    assert_eq!(reading.edition.turns[1].printed, "【何亚东】：");
}

#[test]
fn russian_declined_name_and_bold_colon() {
    let mut page = page(
        "Очередная пресс-конференция 3 апреля 2023 г. у официального представителя МИД КНР Ван Вэньбиня\n\
         ИА Синьхуа: Каков ваш комментарий?\n\
         Ван Вэньбинь:\u{a0}Мы согласны.\n\
         Во-первых, клапан: он закрыт.\n\
         People's Daily: Каковы планы?\n\
         Ван Вэньбинь: Планы ясны.",
    );
    page.blocks[2].bold = vec![0.."Ван Вэньбинь:".len()];
    let reading = run("ru", &page);
    assert_eq!(
        turns(&reading),
        [
            "q ИА Синьхуа",
            "a Ван Вэньбинь",
            "q People's Daily",
            "a Ван Вэньбинь"
        ],
        "{}",
        show(&reading)
    );
    assert_eq!(
        reading.edition.turns[1].speaker.as_deref(),
        Some("person.van-venbin")
    );
}

#[test]
fn arabic_names_in_two_spellings() {
    let reading = expect(
        "ar",
        "المتحدثة باسم وزارة الخارجية ماو نينغ تعقد مؤتمرا صحفيا اعتياديا يوم 22 فبراير عام 2023\n\
         CCTV: ما تعليقكم؟\n\
         ماو نينغ: ليس لدي تعليق.\n\
         وموقفنا واضح: لا تغيير.\n\
         وكالة فرانس برس: هل من تفاصيل؟\n\
         ماو نينج: لا.\n\
         رويترز: متى؟\n\
         ماو نينغ: غدا.",
        &[
            "-title",
            "q CCTV",
            "a ماو نينغ",
            "q وكالة فرانس برس",
            "a ماو نينج",
            "q رويترز",
            "a ماو نينغ",
        ],
    );
    assert_eq!(reading.edition.turns[1].speaker, reading.edition.turns[3].speaker);
}

/// Pages keep the letters of an English model, whatever their language: the
/// accuracy benchmark found Arabic and French editions read with half their turns.
#[test]
fn q_and_a_are_labels_in_every_language() {
    for (code, asked, said) in [
        ("ar", "يفتح الميناء أبوابه يوم الاثنين.", "سيفتح في الصباح."),
        ("en", "The port opens on Monday.", "It opens in the morning."),
        ("es", "El puerto abre el lunes.", "Abre por la mañana."),
        ("fr", "Le port ouvre lundi.", "Il ouvre le matin."),
        ("ru", "Порт открывается в понедельник.", "Он откроется утром."),
        ("zh", "港口星期一开放。", "早上开放。"),
    ] {
        let text = format!("Q: {asked}\n\nA: {said}\n\nQ: {said}\n\nA: {asked}\n");
        expect(code, &text, &["q Q", "a A", "q Q", "a A"]);
    }
}
