use super::*;
use crate::language::Language;

const TEXTS: [(&str, &str); 6] = [
    (
        "ar",
        "عقد المتحدث باسم الوزارة مؤتمرا صحفيا يوم الثلاثاء في جنيف، وأجاب عن أسئلة الصحفيين حول زيارة الوفد. وقال إن الجانبين اتفقا على مواصلة الحوار، وإن البيان المشترك سيصدر بعد انتهاء الاجتماع.",
    ),
    (
        "en",
        "The spokesperson held a press conference on Tuesday and took questions about the visit of the delegation. She said that both sides had agreed to go on with the dialogue and that a statement would follow.",
    ),
    (
        "es",
        "La portavoz ofreció el martes una rueda de prensa y respondió a las preguntas sobre la visita de la delegación. Dijo que ambas partes habían acordado continuar el diálogo y que se publicará un comunicado.",
    ),
    (
        "fr",
        "La porte-parole a tenu mardi une conférence de presse et répondu aux questions sur la visite de la délégation. Elle a dit que les deux parties étaient convenues de poursuivre le dialogue et qu'un communiqué suivrait.",
    ),
    (
        "ru",
        "Во вторник официальный представитель провела брифинг и ответила на вопросы о визите делегации. Она сказала, что стороны договорились продолжить диалог и что после встречи будет опубликовано заявление.",
    ),
    (
        "zh",
        "发言人星期二举行记者会，就代表团来访回答了提问。她说，双方同意继续对话，会后将发表声明。",
    ),
];

const OTHERS: [(&str, &str); 14] = [
    (
        "German (deu)",
        "Die Sprecherin hielt am Dienstag eine Pressekonferenz ab und beantwortete Fragen zum Besuch der Delegation. Sie sagte, beide Seiten hätten vereinbart, den Dialog fortzusetzen, und eine Erklärung werde folgen.",
    ),
    (
        "Portuguese (por)",
        "A porta-voz deu na terça-feira uma entrevista coletiva e respondeu às perguntas sobre a visita da delegação. Disse que as duas partes concordaram em continuar o diálogo e que um comunicado será publicado.",
    ),
    (
        "Italian (ita)",
        "La portavoce ha tenuto martedì una conferenza stampa e ha risposto alle domande sulla visita della delegazione. Ha detto che le due parti hanno deciso di proseguire il dialogo e che seguirà un comunicato.",
    ),
    (
        "Catalan (cat)",
        "La portaveu va fer dimarts una roda de premsa i va respondre a les preguntes sobre la visita de la delegació. Va dir que les dues parts havien acordat continuar el diàleg i que es publicarà un comunicat.",
    ),
    (
        "Dutch (nld)",
        "De woordvoerster hield dinsdag een persconferentie en beantwoordde vragen over het bezoek van de delegatie. Zij zei dat beide partijen de dialoog willen voortzetten en dat er een verklaring zal volgen.",
    ),
    (
        "Latvian (lav)",
        "Otrdien preses sekretāre sarīkoja preses konferenci un atbildēja uz jautājumiem par delegācijas vizīti. Viņa teica, ka abas puses vienojušās turpināt dialogu un ka tiks publicēts paziņojums.",
    ),
    (
        "Ukrainian (ukr)",
        "У вівторок речниця провела брифінг і відповіла на запитання про візит делегації. Вона сказала, що сторони домовилися продовжити діалог і що після зустрічі буде опубліковано заяву.",
    ),
    (
        "Bulgarian (bul)",
        "Във вторник говорителят даде пресконференция и отговори на въпроси за посещението на делегацията. Тя каза, че страните са се договорили да продължат диалога и че ще бъде публикувано изявление.",
    ),
    (
        "Serbian (srp)",
        "Портпаролка је у уторак одржала конференцију за новинаре и одговорила на питања о посети делегације. Рекла је да су се стране договориле да наставе дијалог и да ће бити објављено саопштење.",
    ),
    (
        "Persian (pes)",
        "سخنگو روز سه‌شنبه نشست خبری برگزار کرد و به پرسش‌ها درباره سفر هیئت پاسخ داد. او گفت که دو طرف توافق کرده‌اند گفت‌وگو را ادامه دهند و بیانیه‌ای منتشر خواهد شد.",
    ),
    (
        "Urdu (urd)",
        "ترجمان نے منگل کو پریس کانفرنس کی اور وفد کے دورے کے بارے میں سوالات کے جواب دیے۔ انہوں نے کہا کہ دونوں فریق بات چیت جاری رکھنے پر متفق ہیں۔",
    ),
    (
        "Japanese (jpn)",
        "報道官は火曜日に記者会見を開き、代表団の訪問について質問に答えた。双方は対話を続けることで合意したと述べた。",
    ),
    (
        "Korean (kor)",
        "대변인은 화요일 기자회견을 열고 대표단의 방문에 관한 질문에 답했다.",
    ),
    (
        "Greek (ell)",
        "Η εκπρόσωπος έδωσε την Τρίτη συνέντευξη Τύπου και απάντησε σε ερωτήσεις για την επίσκεψη.",
    ),
];

fn lang(code: &str) -> Lang {
    code.parse().expect("a code")
}

fn known(text: &str) -> Option<String> {
    match detect(text, &Languages::builtin()) {
        Detection::Known(lang, _) => Some(lang.to_string()),
        _ => None,
    }
}

#[test]
fn the_six_languages_are_known() {
    for (code, text) in TEXTS {
        let found = detect(text, &Languages::builtin());
        assert!(
            matches!(found, Detection::Known(l, c) if l == lang(code) && c > 0.5),
            "{code}: {found:?}"
        );
    }
}

#[test]
fn other_languages_are_refused_by_name() {
    for (name, text) in OTHERS {
        let expected = Detection::Unknown {
            name: name.to_owned(),
        };
        assert_eq!(detect(text, &Languages::builtin()), expected, "{text}");
    }
}

#[test]
fn an_added_pack_makes_its_language_known() {
    let mut pack = Languages::builtin()
        .get(Lang::EN)
        .expect("embedded")
        .pack()
        .clone();
    pack.code = lang("de");
    pack.name = "German".to_owned();
    let stop = "der die das und zu zum am sie eine ist nicht mit auf für von";
    pack.words.stop = stop.split(' ').map(str::to_owned).collect();
    let mut languages = Languages::builtin();
    languages.add(Language::new(pack));
    let found = detect(OTHERS[0].1, &languages);
    assert!(
        matches!(found, Detection::Known(l, _) if l == lang("de")),
        "{found:?}"
    );
    assert!(matches!(
        detect(TEXTS[1].1, &languages),
        Detection::Known(Lang::EN, _)
    ));
}

#[test]
fn pages_with_other_scripts_keep_their_language() {
    let names = "Stéphane Dujarric说联合国对此表示关切。OpenAI和Microsoft宣布合作计划。路透社记者：Edith Lederer有什么评论？";
    assert_eq!(known(names).as_deref(), Some("zh"));
    let acronyms =
        "أعلن برنامج WFP و UNICEF و UNHCR عن خطة جديدة مع Microsoft و Google لدعم اللاجئين في المنطقة.";
    assert_eq!(known(acronyms).as_deref(), Some("ar"));
    let page = format!("首页 新闻 外交部 发言人 联系我们 {} 版权所有", TEXTS[1].1);
    assert_eq!(known(&page).as_deref(), Some("en"));
    let page = format!("English Français Español Русский {}", TEXTS[0].1);
    assert_eq!(known(&page).as_deref(), Some("ar"));
    let quoted = format!(
        "{} 她还提到日本电影《となりのトトロ》和歌曲《さくら》在中国很受欢迎，双方将继续开展人文交流，增进两国人民友好感情。代表团还将访问上海、广州等地，出席多场活动。",
        TEXTS[5].1
    );
    assert_eq!(known(&quoted).as_deref(), Some("zh"));
}

#[test]
fn too_little_text_decides_nothing() {
    for text in ["", "12.05.2022", "OK.", "Kaliningrad Wellington"] {
        assert_eq!(
            detect(text, &Languages::builtin()),
            Detection::Undecided,
            "{text}"
        );
    }
}

#[test]
fn short_turns_follow_the_page_unless_they_are_clear() {
    let languages = Languages::builtin();
    let cases = [
        ("Adelante, Edith.", "es", "es"),
        ("Perfecto.", "en", "en"),
        ("请讲，Edith。", "zh", "zh"),
        ("Да, Reuters.", "ru", "ru"),
        ("AFP, Reuters", "zh", "zh"),
        ("AFP：谢谢。", "zh", "zh"),
        ("2022-09-28", "fr", "fr"),
        (
            "What is your comment on the report that was published?",
            "zh",
            "en",
        ),
        (
            "Quelle est votre réaction aux propos de la porte-parole ?",
            "en",
            "fr",
        ),
        ("谢谢你的提问。", "en", "zh"),
        ("شكرا جزيلا", "fr", "ar"),
        ("No.", "es", "es"),
    ];
    for (text, prior, expected) in cases {
        assert_eq!(
            detect_short(text, lang(prior), &languages),
            lang(expected),
            "{text}"
        );
    }
}
