//! Names in titles: made-up persons in the forms that ministries use.

use super::*;
use crate::read::title::persons;

const TITLES: &[(&str, &[(&str, &str)])] = &[
    (
        "en",
        &[
            (
                "Foreign Ministry Spokesperson Lan Wei’s Regular Press Conference on May 6, 2024",
                "Lan Wei",
            ),
            (
                "Spokesperson Ingrid Solano and Mission Director Daniel Okafor’s Press Briefing on 11 June 2025",
                "Ingrid Solano; Daniel Okafor",
            ),
            (
                "Regular Press Conference of the Ministry of National Defense by Spokesperson Zhao Ming on May 30",
                "Zhao Ming",
            ),
            (
                "Daily Press Briefing by Élodie Marchand, Deputy Spokesperson for the Secretary-General",
                "Élodie Marchand",
            ),
            (
                "Press Briefing by Press Secretary Rosa Jean-Baptiste, March 3, 2023",
                "Rosa Jean-Baptiste",
            ),
            ("Minister Tomas Lind at a Press Availability", "Tomas Lind"),
            (
                "Anna Berg, Spokeswoman for the Council, holds a news briefing",
                "Anna Berg",
            ),
            (
                "Ministry Spokesperson Mr. Pedro Álvarez on the flood in the lower valley",
                "Pedro Álvarez",
            ),
            ("Noon Briefing by the Spokesperson for the Secretary-General", ""),
            ("Department Press Briefing – March 12, 2024", ""),
        ],
    ),
    (
        "fr",
        &[
            (
                "Conférence de presse du 31 août 2021 tenue par le porte-parole du Ministère des Affaires étrangères Lan Wei",
                "Lan Wei",
            ),
            (
                "Point de presse de la porte-parole Anne Leduc du 12 mars 2024",
                "Anne Leduc",
            ),
            (
                "Conférence de presse du 16 mai 2024 tenue par la porte-parole du Conseil régional de la santé Mariam Solano",
                "Mariam Solano",
            ),
            (
                "Conférence de presse du 11 juin 2025 tenue par la porte-parole Ingrid Solano et le directeur de mission Daniel Okafor",
                "Ingrid Solano; Daniel Okafor",
            ),
            (
                "Point de presse du porte-parole du ministère de l’Europe et des Affaires étrangères Hervé Dumont le 4 avril 2023",
                "Hervé Dumont",
            ),
            (
                "Mme Claire Vasseur, porte-parole du Gouvernement, répond aux questions de la presse",
                "Claire Vasseur",
            ),
            (
                "Conférence de presse de M. Paul Hérault le 3 mai 2022",
                "Paul Hérault",
            ),
            (
                "Point de presse quotidien de la porte-parole de la Commission de la Velda Nadia Keller |",
                "Nadia Keller",
            ),
            (
                "Conférence de presse du porte-parole du Ministère des Affaires étrangères",
                "",
            ),
            (
                "Conférence de presse du ministre des Affaires étrangères Lan Wei (7 mars 2024)",
                "Lan Wei",
            ),
        ],
    ),
    (
        "es",
        &[
            (
                "Conferencia de Prensa Habitual Ofrecida el 3 de Noviembre de 2022 por Lan Wei, Portavoz del Ministerio de Relaciones Exteriores",
                "Lan Wei",
            ),
            (
                "Rueda de prensa del 11 de junio de 2025 ofrecida por la portavoz Ingrid Solano y el director de la misión Daniel Okafor",
                "Ingrid Solano; Daniel Okafor",
            ),
            (
                "Conferencia de prensa de la portavoz del Ministerio de Relaciones Exteriores Ana Ruiz Prado el 3 de abril de 2023",
                "Ana Ruiz Prado",
            ),
            (
                "Rueda de prensa del portavoz del Consejo Regional de Salud Marcos Peña",
                "Marcos Peña",
            ),
            (
                "Conferencia de prensa del vocero presidencial Julio Ortega y Gasset el 2 de mayo",
                "Julio Ortega y Gasset",
            ),
            (
                "Elena Marín, portavoz del Gobierno, ofrece una rueda de prensa",
                "Elena Marín",
            ),
            (
                "Rueda de prensa de la vocera de la Cancillería de Bolivia María Quispe, 4 de mayo de 2021",
                "María Quispe",
            ),
            (
                "Conferencia de prensa del ministro de Relaciones Exteriores Lan Wei",
                "Lan Wei",
            ),
            (
                "Conferencia de prensa del portavoz del Ministerio de Relaciones Exteriores",
                "",
            ),
        ],
    ),
    (
        "ru",
        &[
            (
                "Очередная пресс-конференция 3 апреля 2023 г. у официального представителя МИД КНР Лань Вэй",
                "Лань Вэй",
            ),
            (
                "Брифинг официального представителя МИД России А.Б.Ивановой, Москва, 4 мая 2022 года",
                "А.Б.Ивановой",
            ),
            (
                "Пресс-брифинг официального представителя Ингрид Солано и руководителя миссии Даниэля Окафора 11 июня 2025 г.",
                "Ингрид Солано; Даниэля Окафора",
            ),
            (
                "Очередная пресс-конференция официального представителя Регионального совета здравоохранения Мариам Солано 16 мая 2024 г.",
                "Мариам Солано",
            ),
            (
                "Брифинг официального представителя Министерства обороны Игоря Сомова",
                "Игоря Сомова",
            ),
            (
                "Брифинг пресс-секретаря Госдепартамента Эрика Прайса 5 мая",
                "Эрика Прайса",
            ),
            (
                "Брифинг официального представителя ООН Марка Дюваля",
                "Марка Дюваля",
            ),
            (
                "Лань Вэй, официальный представитель МИД КНР, проводит пресс-конференцию",
                "Лань Вэй",
            ),
            ("Пресс-конференция министра иностранных дел КНР Лань И", "Лань И"),
            (
                "Очередная пресс-конференция официального представителя МИД КНР",
                "",
            ),
        ],
    ),
    (
        "ar",
        &[
            (
                "المتحدث باسم وزارة الخارجية لان وي يعقد مؤتمرا صحفيا اعتياديا يوم 22 فبراير عام 2018",
                "لان وي",
            ),
            (
                "المتحدث باسم وزارة الخارجية وانغ ون بين يعقد مؤتمرا صحفيا اعتياديا",
                "وانغ ون بين",
            ),
            (
                "المتحدثة باسم المجلس الإقليمي للصحة مريم سولانو تعقد مؤتمرا صحفيا اعتياديا يوم 16 مايو عام 2024",
                "مريم سولانو",
            ),
            (
                "المتحدثة باسم الوكالة إنغريد سولانو ومدير المهمة دانيال أوكافور يعقدان مؤتمرا صحفيا يوم 11 يونيو عام 2025",
                "إنغريد سولانو; دانيال أوكافور",
            ),
            (
                "المؤتمر الصحفي للمتحدث باسم الحكومة سامر حداد يوم 3 مايو 2022",
                "سامر حداد",
            ),
            (
                "الإحاطة اليومية للمتحدث باسم الأمين العام للأمم المتحدة مارك دوفال",
                "مارك دوفال",
            ),
            (
                "إحاطة صحفية عقدتها المتحدثة باسم منظمة الصحة العالمية هدى منصور في جنيف",
                "هدى منصور",
            ),
            ("مؤتمر صحفي للناطقة الرسمية ليلى كرم، 5 يونيو 2023", "ليلى كرم"),
            ("المؤتمر الصحفي الاعتيادي للمتحدثة باسم وزارة الخارجية", ""),
        ],
    ),
    (
        "zh",
        &[
            ("2022年8月19日外交部发言人兰伟主持例行记者会", "兰伟"),
            (
                "2025年6月11日发言人英格丽德·索拉诺、任务总指挥丹尼尔·奥卡福举行新闻发布会",
                "英格丽德·索拉诺; 丹尼尔·奥卡福",
            ),
            (
                "2024年5月16日奥尔瓦内地区卫生委员会发言人玛丽亚姆·索拉诺主持例行记者会",
                "玛丽亚姆·索拉诺",
            ),
            ("外交部发言人兰和平主持例行记者会（2026-07-28）", "兰和平"),
            ("国防部新闻发言人张大山大校答记者问", "张大山"),
            ("2024年3月7日外交部部长兰毅答中外记者问", "兰毅"),
            ("國務院發言人陳小華答記者問", "陳小華"),
            ("商务部新闻发言人何小东出席例行新闻发布会", "何小东"),
            ("商务部召开例行新闻发布会（2024年6月6日）", ""),
            ("外交部发言人办公室主持记者会", ""),
        ],
    ),
];

#[test]
fn titles_name_their_persons() {
    let outlets = Outlets::embedded();
    let mut faults = Vec::new();
    for (code, titles) in TITLES {
        let pack = pack(code);
        let lists = Words::new(&pack, &outlets);
        assert_eq!(
            lists.names.len(),
            pack.title.name.len(),
            "{code}: a pattern is unsound"
        );
        for (title, wanted) in *titles {
            let found = persons(title, &lists).join("; ");
            if found != *wanted {
                faults.push(format!("{title}\n  found {found:?}, wanted {wanted:?}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}
