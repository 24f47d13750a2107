//! Folders of files, from the titles and turns that they hold.

use std::sync::LazyLock;

use super::*;
use crate::language::Languages;

static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::builtin);
static NAMES: LazyLock<Names<'static>> =
    LazyLock::new(|| Names::new(LANGUAGES.codes(), &LANGUAGES, &[crate::termbase::builtin()]));

/// A file: its language, title, day, and who speaks, such as `q AFP` or `a 汪文斌`.
fn file(name: &str, lang: &str, title: &str, date: Option<&str>, speakers: &[(&str, &str)]) -> Loaded {
    let outlets = Outlets::embedded();
    let languages = crate::language::Languages::builtin();
    let lang: Lang = lang.parse().expect("a language");
    // Read a page made of the labels, so that speakers get their identifiers as always.
    let mut page = format!("{title}\n\n");
    for (label, text) in speakers {
        page += &format!("{label}: {text}\n\n");
    }
    let mut edition = crate::edition(name, page.as_bytes(), lang, &languages, &outlets).expect("an edition");
    edition.date = date.map(|date| date.parse().expect("a date"));
    Loaded {
        path: PathBuf::from(name),
        lang,
        edition,
    }
}

/// A briefing of the Chinese foreign ministry in a language, with its askers.
fn briefing(name: &str, lang: &str, person: usize, date: Option<&str>, askers: &[&str]) -> Loaded {
    let names = [
        ("Wang Wenbin", "汪文斌", "Ван Вэньбинь", "وانغ ون بين"),
        ("Zhao Lijian", "赵立坚", "Чжао Лицзянь", "تشاو لي جيان"),
    ][person];
    let (title, answerer, question, answer) = match lang {
        "zh" => (
            format!("外交部发言人{}主持例行记者会", names.1),
            names.1,
            "请问有何评论？",
            "我们注意到有关情况。",
        ),
        "ru" => (
            format!(
                "Очередная пресс-конференция официального представителя МИД КНР {}",
                names.2
            ),
            names.2,
            "Каков ваш комментарий?",
            "Мы это отметили.",
        ),
        "ar" => (
            format!(
                "المتحدث باسم وزارة الخارجية {} يعقد مؤتمرا صحفيا اعتياديا",
                names.3
            ),
            names.3,
            "ما تعليقكم على ذلك؟",
            "لقد لاحظنا ذلك.",
        ),
        _ => (
            format!(
                "Foreign Ministry Spokesperson {}’s Regular Press Conference",
                names.0
            ),
            names.0,
            "What is your comment?",
            "We have noted it.",
        ),
    };
    let mut speakers = Vec::new();
    for asker in askers {
        speakers.push((*asker, question));
        speakers.push((answerer, answer));
    }
    file(name, lang, &title, date, &speakers)
}

/// The briefings as lists of files, and the messages by file.
fn grouped(files: Vec<Loaded>) -> (Vec<Vec<String>>, BTreeMap<String, String>) {
    let (inputs, problems) = group(vec![("folder".to_owned(), files)], &Outlets::embedded(), &|| {
        &NAMES
    });
    let sources = |input: &Input| input.editions.values().map(|e| e.source.clone()).collect();
    let message = |problem: &Problem| (problem.path.display().to_string(), problem.message.clone());
    (
        inputs.iter().map(sources).collect(),
        problems.iter().map(message).collect(),
    )
}

const DAY: Option<&str> = Some("2022-09-28");
const ASKERS: [&str; 4] = ["CCTV", "Reuters", "AFP", "TASS"];
const OTHERS: [&str; 4] = ["Kyodo News", "EFE", "Xinhua", "BBC"];

#[test]
fn two_briefings_of_a_day_are_told_apart_by_who_answers() {
    let mut files = Vec::new();
    for lang in ["ar", "en", "ru", "zh"] {
        for person in 0..2 {
            files.push(briefing(&format!("{lang}{person}"), lang, person, DAY, &ASKERS));
        }
    }
    let (found, problems) = grouped(files);
    assert_eq!(problems, BTreeMap::new());
    assert_eq!(
        found,
        [["ar0", "en0", "ru0", "zh0"], ["ar1", "en1", "ru1", "zh1"]]
    );
}

#[test]
fn two_briefings_of_a_day_and_a_person_are_told_apart_by_who_asks() {
    let (found, problems) = grouped(vec![
        briefing("en0", "en", 0, DAY, &ASKERS),
        briefing("en1", "en", 0, DAY, &OTHERS),
        briefing("zh0", "zh", 0, DAY, &ASKERS),
        briefing("zh1", "zh", 0, DAY, &OTHERS),
    ]);
    assert_eq!(problems, BTreeMap::new());
    assert_eq!(found, [["en0", "zh0"], ["en1", "zh1"]]);
}

#[test]
fn a_page_saved_twice_is_reported_and_the_others_are_joined() {
    let (found, problems) = grouped(vec![
        briefing("en0", "en", 0, DAY, &ASKERS),
        briefing("en1", "en", 0, DAY, &ASKERS),
        briefing("ru0", "ru", 0, DAY, &ASKERS),
        briefing("zh0", "zh", 0, DAY, &ASKERS),
    ]);
    assert_eq!(found, [["ru0", "zh0"]]);
    assert_eq!(problems.len(), 2);
    assert!(problems["en0"].contains("the other is en1"), "{problems:?}");
}

#[test]
fn two_offices_of_a_day_are_not_one_briefing() {
    let files = vec![
        file(
            "en0",
            "en",
            "Foreign Ministry Press Conference",
            DAY,
            &[("Q", "Why?"), ("A", "So.")],
        ),
        file(
            "zh0",
            "zh",
            "商务部例行新闻发布会",
            DAY,
            &[("问", "为什么？"), ("答", "因为。")],
        ),
        file(
            "zh1",
            "zh",
            "外交部例行记者会",
            Some("2022-09-27"),
            &[("问", "为什么？"), ("答", "因为。")],
        ),
    ];
    let (found, problems) = grouped(files);
    assert!(found.is_empty());
    assert!(problems["en0"].contains("another office"), "{problems:?}");
}

#[test]
fn undated_files_are_not_joined_because_neither_has_a_date() {
    let plain = |name: &str, lang: &str, q: &str, a: &str| file(name, lang, "", None, &[("Q", q), ("A", a)]);
    let (found, problems) = grouped(vec![
        briefing("en0", "en", 0, DAY, &ASKERS),
        briefing("en1", "en", 0, Some("2022-09-29"), &ASKERS),
        plain("x", "fr", "Quand ouvrira le pont ?", "Vendredi prochain, à midi."),
        plain("y", "ru", "Когда откроется мост?", "В пятницу, в полдень."),
    ]);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(problems.len(), 4);
    for name in ["x", "y"] {
        assert!(problems[name].contains("no date in its title"), "{problems:?}");
        assert!(problems[name].contains("a folder of their own"), "{problems:?}");
    }
}

#[test]
fn an_undated_file_joins_where_person_askers_and_questions_agree() {
    let (found, problems) = grouped(vec![
        briefing("en0", "en", 0, DAY, &ASKERS),
        briefing("en1", "en", 0, Some("2022-09-29"), &OTHERS),
        briefing("zh0", "zh", 0, None, &ASKERS),
        briefing("ru0", "ru", 1, None, &ASKERS),
    ]);
    assert_eq!(found, [["en0", "zh0"]]);
    assert!(problems["ru0"].contains("no date in its title"), "{problems:?}");
    assert!(problems["en1"].contains("the only edition"), "{problems:?}");
}

#[test]
fn a_folder_of_one_file_a_language_may_differ_by_days_but_not_by_weeks() {
    let of = |second: &str| {
        grouped(vec![
            briefing("en0", "en", 0, DAY, &ASKERS),
            briefing("zh0", "zh", 0, Some(second), &ASKERS),
        ])
    };
    assert_eq!(of("2022-10-01").0, [["en0", "zh0"]]);
    let (found, problems) = of("2022-11-09");
    assert!(found.is_empty());
    assert!(
        problems["en0"].contains("its title says 2022-09-28, that of zh0 2022-11-09"),
        "{problems:?}"
    );
    let (found, problems) = grouped(vec![
        briefing("en0", "en", 0, DAY, &ASKERS),
        briefing("ru0", "ru", 0, Some("2022-09-29"), &ASKERS),
        briefing("zh0", "zh", 0, Some("2022-11-09"), &ASKERS),
    ]);
    assert_eq!(found, [["en0", "ru0"]]);
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let files = vec![
        briefing("en0", "en", 0, DAY, &ASKERS),
        briefing("en1", "en", 1, DAY, &ASKERS),
        briefing("zh0", "zh", 0, DAY, &ASKERS),
        briefing("zh1", "zh", 1, None, &ASKERS),
    ];
    let mut turned = files.clone();
    turned.reverse();
    assert_eq!(grouped(files), grouped(turned));
}

/// Two foreign ministries on one day, told apart by the country in their titles.
#[test]
fn titles_that_name_two_countries_are_two_briefings() {
    let page = |name: &str, lang: &str, title: &str| {
        let texts = [
            ("Reuters", "What is your comment?"),
            ("Spokesperson", "We have noted that."),
        ];
        file(name, lang, title, Some("2025-03-10"), &texts)
    };
    let files = vec![
        page(
            "a.txt",
            "en",
            "Briefing by the Foreign Ministry of Russia, March 10, 2025",
        ),
        page(
            "b.txt",
            "en",
            "Briefing by the Foreign Ministry of Japan, March 10, 2025",
        ),
        page(
            "c.txt",
            "fr",
            "Point de presse du ministère des Affaires étrangères du Japon, 10 mars 2025",
        ),
        page(
            "d.txt",
            "fr",
            "Point de presse du ministère des Affaires étrangères de Russie, 10 mars 2025",
        ),
    ];
    let (briefings, problems) = grouped(files);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(briefings, [["a.txt", "d.txt"], ["b.txt", "c.txt"]]);
}
