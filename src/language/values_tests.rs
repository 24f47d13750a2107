//! Tables of the six languages and properties of the readers.

use super::*;

const CODES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

fn pack(code: &str) -> Pack {
    let path = format!("{}/src/language/packs/{code}.toml", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn values(code: &str) -> Values {
    Values::new(&pack(code)).unwrap()
}

fn notation(values: &Values, text: &str) -> String {
    let found: Vec<String> = values
        .find(text)
        .iter()
        .map(|value| value.kind.to_string())
        .collect();
    if found.is_empty() {
        "-".to_owned()
    } else {
        found.join("|")
    }
}

#[test]
fn tables_of_all_languages() {
    let mut failures = String::new();
    for code in CODES {
        let path = format!("{}/tests/data/evidence/{code}.tsv", env!("CARGO_MANIFEST_DIR"));
        let values = values(code);
        for (number, line) in std::fs::read_to_string(path).unwrap().lines().enumerate() {
            let Some((text, expected)) = line.split_once('\t') else {
                continue;
            };
            let found = notation(&values, text);
            if !line.starts_with('#') && found != expected {
                failures += &format!(
                    "\n{code}:{} {text}\n    expected {expected}, found {found}",
                    number + 1
                );
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn further_cases() {
    let cases = [
        ("en", "COVID-19, the G20, H1N1, the C919 and 5G", "-"),
        (
            "en",
            "See https://example.org/2022/09/28?p=15 and mail a2@example.org",
            "-",
        ),
        ("en", "in 2022 and on 1 May", "2022|--05-01"),
        ("en", "This may be so; they march on", "-"),
        ("en", "July 26-28, 2022", "2022-07-26|2022-07-28"),
        (
            "en",
            "3-5 May 2021 and 26 to 28 July",
            "2021-05-03|2021-05-05|--07-26|--07-28",
        ),
        (
            "en",
            "half a million people, a million more, two dozen ships",
            "500000|1000000|24",
        ),
        ("en", "one percent, a hundred, hundreds of millions", "1%|100"),
        ("en", "the first half and two-thirds", "#1|2/3"),
        (
            "en",
            "1,234,567.89 and 1.25 and 1,250 and 12,5",
            "1234567.89|1.25|1250|12|5",
        ),
        (
            "en",
            "$5-$7 billion; five to seven million",
            "5000000000|7000000000|5000000|7000000",
        ),
        ("en", "nineteen hundred and five", "1905"),
        ("en", "On 31 February 2022", "31|2022-02"),
        ("en", "RMB500 million by mid-2030", "500000000|2030"),
        (
            "es",
            "mil doscientos millones y 1.234.567,5",
            "1200000000|1234567.5",
        ),
        ("es", "del 5 al 7 de septiembre de 2022", "2022-09-05|2022-09-07"),
        ("es", "la covid-19 y 1.250 casos", "1250"),
        ("fr", "quatre-vingt-dix-huit, deux cent mille", "98|200000"),
        ("fr", "du 1er au 3 mai 2020", "2020-05-01|2020-05-03"),
        ("ru", "1 млрд 200 млн и 18,5 млн", "1200000000|18500000"),
        ("ru", "двадцать пять и с 5 по 7 сентября", "25|--09-05|--09-07"),
        ("ru", "1.250 и Ту-154", "1250"),
        ("ru", "5 млн–7 млн", "5000000|7000000"),
        ("ar", "خمسة وعشرون و١٬٢٥٠٫٥", "25|1250.5"),
        ("ar", "لست متأكدا والأحد القادم", "D7"),
        (
            "zh",
            "3.2亿、1亿2000万和一亿两千万",
            "320000000|120000000|120000000",
        ),
        ("zh", "百分之三十三，三点五亿", "33%|350000000"),
        ("zh", "2030年议程和二〇三〇年", "2030|2030"),
        ("zh", "万一四川十分千方百计数十个", "-"),
        ("zh", "第一、第二十一届，廿五", "#1|#21|25"),
        ("zh", "三万五千零二十，两千五，一万亿", "35020|2500|1000000000000"),
        ("zh", "“十四五”规划、二十三分之七", "7/23"),
    ];
    let mut failures = String::new();
    for code in CODES {
        let values = values(code);
        for (_, text, expected) in cases.iter().filter(|case| case.0 == code) {
            let found = notation(&values, text);
            if found != *expected {
                failures += &format!("\n{code}: {text}\n    expected {expected}, found {found}");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn a_full_date_exists_in_the_calendar() {
    let values = values("en");
    let date = values.first_full_date("In May, on 31 February 2021 and on September 28, 2022");
    assert_eq!(date, Some(jiff::civil::date(2022, 9, 28)));
    assert_eq!(values.first_full_date("September 2022"), None);
}

#[test]
fn a_bad_pattern_names_its_key() {
    let mut pack = pack("en");
    pack.dates.clock.push("{h}:(".to_owned());
    let error = Values::new(&pack).unwrap_err().to_string();
    assert!(
        error.contains("`en`") && error.contains("`dates.clock`") && error.contains("`{h}:(`"),
        "{error}"
    );
    let mut pack = self::pack("en");
    pack.numbers.fractions.insert("none".to_owned(), "1/0".to_owned());
    let error = Values::new(&pack).unwrap_err().to_string();
    assert!(error.contains("numbers.fractions"), "{error}");
}

/// Pieces that meet in odd ways.
const PIECES: [&str; 60] = [
    " ",
    "-",
    "–",
    "1",
    "250",
    "５",
    "٣",
    "٫",
    "٬",
    ",",
    ".",
    "،",
    "/",
    ":",
    "%",
    "٪",
    "€",
    "st",
    "-й",
    ".º",
    "e",
    "第",
    "月",
    "日",
    "年",
    "一",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "点",
    "三",
    "百分之",
    "分之",
    "两",
    "million",
    " mil ",
    "милл",
    "миллиона",
    "twenty",
    "third",
    "ثلاثة",
    "و",
    "ال",
    "وعشرون",
    "مليون",
    "May",
    " 2022",
    "сентября",
    "İ",
    "\u{64B}",
    "\u{200F}",
    "\u{A0}",
    "http://",
    "@",
    "🦀",
    "half",
    "until ",
    "十四五",
];

#[test]
fn any_text_gives_disjoint_spans() {
    let all: Vec<Values> = CODES.iter().map(|code| values(code)).collect();
    arbtest::arbtest(|u| {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=24)? {
            if u.ratio(1, 8)? {
                text.push(u.arbitrary()?);
            } else {
                text.push_str(u.choose(&PIECES)?);
            }
        }
        for values in &all {
            let mut end = 0;
            for value in values.find(&text) {
                assert!(text.get(value.span.clone()).is_some(), "{value:?} in {text:?}");
                assert!(
                    value.span.start >= end && value.span.start < value.span.end,
                    "{value:?} in {text:?}"
                );
                end = value.span.end;
            }
            let _ = values.first_full_date(&text);
        }
        Ok(())
    })
    .budget_ms(4_000);
}

/// Writes a number with group and decimal marks.
fn written(whole: u64, cents: u64, group: &str, decimal: &str) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    if cents > 0 {
        format!("{text}{decimal}{cents:02}")
    } else {
        text
    }
}

#[test]
fn written_numbers_are_read_back() {
    let styles = [
        ("en", "There are ", ",", "."),
        ("es", "Hay ", ".", ","),
        ("es", "Hay ", "\u{A0}", ","),
        ("fr", "Il y a ", "\u{202F}", ","),
        ("ru", "Там ", "\u{A0}", ","),
        ("zh", "共有", ",", "."),
        ("ar", "هناك ", ",", "."),
        ("ar", "هناك ", "٬", "٫"),
    ];
    let readers: Vec<Values> = styles.iter().map(|style| values(style.0)).collect();
    arbtest::arbtest(|u| {
        let length = u.int_in_range(1..=12)?;
        let whole = u.int_in_range(0..=10_u64.pow(length))?;
        let cents = u.int_in_range(0..=99)?;
        for ((code, start, group, decimal), values) in styles.iter().zip(&readers) {
            let text = format!("{start}{}", written(whole, cents, group, decimal));
            let expected = Quantity::from_digits(&whole.to_string(), &format!("{cents:02}")).unwrap();
            assert_eq!(notation(values, &text), expected.to_string(), "{code}: {text}");
        }
        Ok(())
    })
    .budget_ms(2_000);
}

#[test]
#[ignore = "a measurement, not a check"]
fn speed() {
    let mut report = String::new();
    for code in CODES {
        let folder = format!("{}/corpora/briefings", env!("CARGO_MANIFEST_DIR"));
        let text: String = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| {
                std::fs::read_to_string(entry.ok()?.path().join(format!("master/{code}.txt"))).ok()
            })
            .collect();
        let lines: Vec<&str> = text.lines().collect();
        let values = values(code);
        let (mut bytes, mut found) = (0, 0);
        let start = std::time::Instant::now();
        while start.elapsed().as_millis() < 1_000 {
            for line in &lines {
                bytes += line.len();
                found += values.find(line).len();
            }
        }
        let speed = bytes as f64 / start.elapsed().as_secs_f64() / 1e6;
        report += &format!("{code}: {speed:.1} MB/s, {found} values\n");
    }
    panic!("{report}");
}
