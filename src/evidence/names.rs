//! Names that meet across scripts, by their consonants.
//!
//! *Problem.* `Harris`, `Харрис`, `哈里斯` and `هاريس` are one name, and no two
//! of them share a letter. *Choice.* Each is folded to Latin letters, the
//! letters to classes of consonants that transliteration confuses (b/p, f/v/w,
//! d/t, g/k/q, s/z/j/sh/ch, l/r, m/n), vowels and h are dropped, repeats
//! collapsed:
//!
//! ```text
//! Guterres  → K T L S      古特雷斯 gu te lei si → K T L S
//! Гутерриш  → K T L S      غوتيريش ghwtyrysh     → K T L S
//! ```
//!
//! *Rejected.* Transliteration rules for each pair of scripts: exact for names
//! that follow the rules, and press names rarely do.

use any_ascii::any_ascii;

use crate::language::script::is_han;

/// The least number of consonant classes that make a skeleton trustworthy.
pub const MIN_CLASSES: usize = 3;

/// Returns the consonant skeleton of a word: a string over `PFTKSLN`.
///
/// Han characters are read as pinyin, where q, x, zh and c are sibilants.
#[must_use]
pub fn skeleton(word: &str) -> String {
    let han = word.chars().any(is_han);
    classes(&any_ascii(word).to_ascii_lowercase(), han)
}

/// Returns the second reading of an Arabic word, in which و is a vowel;
/// `None` where that changes nothing.
#[must_use]
pub fn vowel_reading(word: &str) -> Option<String> {
    if !word.contains('و') {
        return None;
    }
    let without: String = word.chars().filter(|&c| c != 'و').collect();
    Some(skeleton(&without))
}

fn classes(latin: &str, pinyin: bool) -> String {
    let letters: Vec<u8> = latin.bytes().filter(u8::is_ascii_lowercase).collect();
    let mut out = String::new();
    let mut k = 0;
    while k < letters.len() {
        let next = letters.get(k + 1).copied().unwrap_or(0);
        let (class, width) = class(letters[k], next, pinyin);
        if let Some(class) = class
            && !out.ends_with(class)
        {
            out.push(class);
        }
        k += width;
    }
    out
}

/// The class of a letter, seen with the next one, and how many letters it takes.
fn class(letter: u8, next: u8, pinyin: bool) -> (Option<char>, usize) {
    match (letter, next) {
        (b'c' | b's' | b'z', b'h') => (Some('S'), 2),
        (b'k' | b'g', b'h') if !pinyin => (Some('K'), 2),
        (b'p', b'h') => (Some('F'), 2),
        (b't', b's') => (Some('S'), 2),
        (b'n', b'g') => (Some('N'), 2),
        (b'c' | b'q' | b'x', _) if pinyin => (Some('S'), 1),
        (b'c', b'e' | b'i') => (Some('S'), 1),
        (b'b' | b'p', _) => (Some('P'), 1),
        (b'f' | b'v' | b'w', _) => (Some('F'), 1),
        (b'd' | b't', _) => (Some('T'), 1),
        (b'g' | b'k' | b'q' | b'c' | b'x', _) => (Some('K'), 1),
        (b's' | b'z' | b'j', _) => (Some('S'), 1),
        (b'l' | b'r', _) => (Some('L'), 1),
        (b'm' | b'n', _) => (Some('N'), 1),
        _ => (None, 1),
    }
}

/// Returns how alike two skeletons are: 1 when equal, 0 when unlike, from the
/// edit distance over the longer length.
#[must_use]
pub fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    1.0 - edit_distance(a, b) as f64 / longer as f64
}

fn edit_distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (diagonal + usize::from(x != y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_across_four_scripts() {
        for forms in [
            ["Guterres", "Гутеррес", "古特雷斯", "غوتيريس"],
            ["Martinez", "Мартинес", "马丁内斯", "مارتينيز"],
        ] {
            let first = skeleton(forms[0]);
            for form in forms {
                let like = similarity(&first, &skeleton(form));
                let other = vowel_reading(form).map_or(0.0, |s| similarity(&first, &s));
                assert!(like.max(other) >= 0.75, "{form}: {}", skeleton(form));
            }
        }
    }

    #[test]
    fn pinyin_sibilants_are_no_gutturals() {
        assert_eq!(skeleton("习"), "S");
        assert_eq!(skeleton("秦"), "SN");
        assert_eq!(skeleton("Wenbin"), skeleton("文斌"));
    }

    #[test]
    fn unlike_names_stay_apart() {
        assert!(similarity(&skeleton("Keller"), &skeleton("Brandt")) < 0.5);
    }
}
