//! How much a text looks like Russian or Arabic.
//!
//! Problem: every byte is a letter in some single-byte encoding, so `Ответ`
//! in KOI8-R reads as `нРБЕР` in windows-1251, and Arabic in ISO-8859-6 shares
//! half of its letters with windows-1256.
//!
//! Choice: letters that are frequent in the language count for a reading,
//! rare ones, capitals inside words and words of two scripts against it. Rejected: tables of letter
//! pairs, which the general detector has; this check is for the few words on
//! which that one fails.

/// The most frequent letters of Russian, about 85 % of a text.
const RUSSIAN: &str = "оеаинтслрвкмдпуяызьб";
/// The most frequent letters of Arabic, about 85 % of a text.
const ARABIC: &str = "اليمنوترعبدسفهكقأةحج";

/// What French and Spanish write outside ASCII, in any Latin encoding.
const WESTERN: &str = "áéíóúüñàâæçèêëîïôœùûÿ¡¿ªº°«»‘’“”–—…€·\u{A0}\u{AD}";

/// Whether a text has no other characters than French and Spanish have, and
/// few accents. Encodings of Central Europe share most of these letters, so
/// the detector wavers on a sentence of Spanish.
pub(super) fn is_western(text: &str) -> bool {
    let mut others = text.chars().filter(|c| !c.is_ascii());
    let known = others.all(|c| c.to_lowercase().all(|c| WESTERN.contains(c)));
    let accents = text
        .chars()
        .filter(|c| !c.is_ascii() && c.is_alphabetic())
        .count();
    known && accents * 5 <= text.chars().filter(|c| c.is_alphabetic()).count()
}

/// The mean weight (-1 to 1) of the letters outside ASCII; `None` without any
/// in Cyrillic or Arabic script.
pub(super) fn likelihood(text: &str) -> Option<f64> {
    let (mut sum, mut count, mut known) = (0.0, 0u32, false);
    let mut before = ' ';
    for c in text.chars() {
        known |= is_cyrillic_or_arabic(c);
        if let Some(weight) = weight(before, c) {
            sum += weight;
            count += 1;
        }
        before = c;
    }
    (known && count > 0).then(|| sum / f64::from(count))
}

fn is_cyrillic_or_arabic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{6FF}')
}

/// Whether a word goes from Latin to another script: `dйclaration`.
fn mixes(before: char, c: char) -> bool {
    let mixed = |a: char, b: char| a.is_ascii_alphabetic() && is_cyrillic_or_arabic(b) && b.is_alphabetic();
    mixed(before, c) || mixed(c, before)
}

/// The weight of a character after another one; `None` for punctuation that
/// any text may have.
fn weight(before: char, c: char) -> Option<f64> {
    let inside = before.is_alphabetic();
    match c {
        _ if mixes(before, c) => Some(-2.0),
        '\0'..='\u{7F}' => None,
        'А'..='Я' | 'Ё' if inside && before.is_lowercase() => Some(-1.0),
        'А'..='Я' | 'Ё' if inside && c.to_lowercase().all(|c| RUSSIAN.contains(c)) => Some(0.3),
        'А'..='Я' | 'Ё' if inside => Some(-0.5),
        'А'..='Я' | 'Ё' => Some(0.3),
        'а'..='я' | 'ё' if RUSSIAN.contains(c) => Some(1.0),
        'а'..='я' | 'ё' => Some(0.0),
        '\u{400}'..='\u{4FF}' => Some(-0.5),
        // A ة ends a word; ء and the marks are rare.
        'ة' if !inside => Some(-1.0),
        '\u{620}'..='\u{64A}' if before == 'ة' => Some(-1.0),
        '\u{620}'..='\u{64A}' if ARABIC.contains(c) => Some(1.0),
        '\u{620}'..='\u{64A}' => Some(0.0),
        '،' | '؛' | '؟' => Some(0.5),
        '\u{660}'..='\u{669}' => None,
        '\u{600}'..='\u{6FF}' => Some(-0.7),
        // A letter with accent inside of an Arabic word is a wrong reading.
        '\u{C0}'..='\u{24F}' if matches!(before, '\u{620}'..='\u{64A}') => Some(-2.0),
        '«' | '»' | '\u{A0}' | '№' | '\u{2010}'..='\u{2026}' => None,
        _ => Some(-1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_told_apart() {
        let good = likelihood("Вопрос: Как вы это оцениваете?").expect("letters");
        let bad = likelihood("бНОПНЯ: йЮЙ БШ ЩРН НЖЕМХБЮЕРЕ?").expect("letters");
        assert!(good > 0.8 && bad < 0.1, "{good} {bad}");
        assert!(likelihood("Quel est le dйtail de la dйclaration ?").expect("letters") < 0.0);
        assert_eq!(likelihood("plain, déjà vu"), None);
    }
}
