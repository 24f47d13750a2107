//! Tests of the choice of encoding.

use super::*;
use encoding_rs::{BIG5, WINDOWS_1251};

const RUSSIAN: &str = "Вопрос: Как вы прокомментируете заявление министра? Ответ: Мы приняли это к сведению и будем внимательно следить за развитием событий.";
const ARABIC: &str = "سؤال: ما تعليقكم على تصريحات الوزير بشأن المفاوضات؟ جواب: لقد أخذنا علما بذلك وسنواصل متابعة التطورات عن كثب في المنطقة.";
const CHINESE: &str = "记者：你对部长的讲话有何评论？发言人：我们注意到有关报道，将继续密切关注事态发展。";
const FRENCH: &str = "Question : Quel est votre commentaire sur la déclaration du ministre ? Réponse : Nous en avons pris note, à côté d’autres réactions déjà publiées.";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, used, lost) = encoding.encode(text);
    assert_eq!((used, lost), (encoding, false), "{text}");
    bytes.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[track_caller]
fn check(bytes: &[u8], name: &str, text: &str) {
    let decoded = decode(bytes);
    assert_eq!((decoded.encoding.name(), decoded.text.as_str()), (name, text));
    assert_eq!(decoded.defects, 0);
}

#[test]
fn marks_win() {
    check("\u{FEFF}Да".as_bytes(), "UTF-8", "Да");
    let text = format!("\u{FEFF}{CHINESE}");
    check(&utf16(&text, u16::to_le_bytes), "UTF-16LE", CHINESE);
    check(&utf16(&text, u16::to_be_bytes), "UTF-16BE", CHINESE);
}

#[test]
fn utf16_without_mark() {
    let spaced = format!("\u{3000}\u{3000}{CHINESE}一一\n2026");
    for text in [RUSSIAN, ARABIC, FRENCH, &spaced, "Q: Yes?\nA: No."] {
        check(&utf16(text, u16::to_le_bytes), "UTF-16LE", text);
        check(&utf16(text, u16::to_be_bytes), "UTF-16BE", text);
    }
}

#[test]
fn undeclared_text_of_two_sentences() {
    for text in [RUSSIAN, ARABIC, CHINESE, FRENCH] {
        check(text.as_bytes(), "UTF-8", text);
    }
    check(&encoded(RUSSIAN, WINDOWS_1251), "windows-1251", RUSSIAN);
    check(&encoded(RUSSIAN, KOI8_R), "KOI8-R", RUSSIAN);
    check(&encoded(ARABIC, WINDOWS_1256), "windows-1256", ARABIC);
    check(&encoded(ARABIC, ISO_8859_6), "ISO-8859-6", ARABIC);
    check(&encoded(CHINESE, GB18030), "gb18030", CHINESE);
    check(
        &encoded("發言人：我們注意到有關報導，將繼續密切關注事態發展。", BIG5),
        "Big5",
        "發言人：我們注意到有關報導，將繼續密切關注事態發展。",
    );
    check(&encoded(FRENCH, WINDOWS_1252), "windows-1252", FRENCH);
}

#[test]
fn short_lines() {
    for text in ["Вопрос: Что вы можете сказать?", "Ответ: Да, это так."]
    {
        check(&encoded(text, WINDOWS_1251), "windows-1251", text);
        check(&encoded(text, KOI8_R), "KOI8-R", text);
    }
    for text in ["سؤال: ما تعليقكم على ذلك؟", "جواب: نعم، هذا صحيح."] {
        check(&encoded(text, WINDOWS_1256), "windows-1256", text);
        check(&encoded(text, ISO_8859_6), "ISO-8859-6", text);
    }
}

#[test]
fn a_sentence_of_spanish_or_french_is_western() {
    for text in [
        "¿Podrá el público ver las imágenes de esas cámaras?",
        "L’île a pris le relais, et pas une seule trame n’a été perdue.",
        "Quel est le détail de la déclaration ?",
    ] {
        check(&encoded(text, WINDOWS_1252), "windows-1252", text);
    }
}

fn page(charset: &str, text: &str) -> String {
    format!("<html><head><meta charset=\"{charset}\"></head><body><p>{text}</p></body></html>")
}

#[test]
fn true_declarations() {
    let wide = format!("{CHINESE}镕㐀𠀀");
    let html = page("gb2312", &wide);
    check(&encoded(&html, GB18030), "gb18030", &html);
    let html = page("koi8-r", RUSSIAN);
    check(&encoded(&html, KOI8_R), "KOI8-R", &html);
    let html = page("iso-8859-6", ARABIC);
    check(&encoded(&html, ISO_8859_6), "ISO-8859-6", &html);
    let html = page("iso-8859-1", FRENCH);
    check(&encoded(&html, WINDOWS_1252), "windows-1252", &html);
    let html = page("windows-1251", "Да.");
    check(&encoded(&html, WINDOWS_1251), "windows-1251", &html);
    let html = format!("<?xml version='1.0' encoding='Big5'?><html><body>發言人{}", "");
    check(&encoded(&html, BIG5), "Big5", &html);
    let html = page("", "").replace(
        "<meta charset=\"\">",
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=GBK'>",
    ) + CHINESE;
    check(&encoded(&html, GB18030), "gb18030", &html);
}

#[test]
fn lying_declarations() {
    for charset in ["gb2312", "iso-8859-1", "windows-1251", "big5", "nonsense"] {
        for text in [RUSSIAN, ARABIC, CHINESE, FRENCH] {
            let html = page(charset, text);
            check(html.as_bytes(), "UTF-8", &html);
        }
    }
    for charset in ["utf-8", "iso-8859-1", "koi8-r"] {
        let html = page(charset, RUSSIAN);
        check(&encoded(&html, WINDOWS_1251), "windows-1251", &html);
        let html = page(charset, ARABIC);
        check(&encoded(&html, WINDOWS_1256), "windows-1256", &html);
        let html = page(charset, CHINESE);
        check(&encoded(&html, GB18030), "gb18030", &html);
    }
    let html = page("windows-1251", RUSSIAN);
    check(&encoded(&html, KOI8_R), "KOI8-R", &html);
    let html = page("windows-1256", ARABIC);
    check(&encoded(&html, ISO_8859_6), "ISO-8859-6", &html);
    let html = "<!-- <meta charset=big5> --><meta charset=gbk>".to_owned() + CHINESE;
    check(&encoded(&html, GB18030), "gb18030", &html);
}

#[test]
fn a_broken_byte_does_not_unsettle_utf8() {
    let mut bytes = CHINESE.repeat(30).into_bytes();
    bytes.insert(300, 0xFF);
    let decoded = decode(&bytes);
    assert_eq!(decoded.encoding, UTF_8);
    assert!(decoded.defects > 0 && !decoded.is_broken());
}
