//! Which scripts the letters of a text belong to.

/// Whether a character is a Chinese one: an ideograph, or the zero `〇`.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// A group of languages that share their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Arabic letters.
    Arabic,
    /// Chinese characters.
    Han,
    /// Hiragana and katakana.
    Kana,
    /// Korean syllables.
    Hangul,
    /// Greek letters.
    Greek,
    /// Hebrew letters.
    Hebrew,
    /// Devanagari letters.
    Devanagari,
    /// Thai letters.
    Thai,
    /// Any other letters.
    Other,
}

/// All scripts, in a fixed order.
const ALL: [Script; 11] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Han,
    Script::Kana,
    Script::Hangul,
    Script::Greek,
    Script::Hebrew,
    Script::Devanagari,
    Script::Thai,
    Script::Other,
];

impl Script {
    /// Returns the script of a letter; digits and marks have none.
    pub(super) fn of(c: char) -> Option<Script> {
        let script = match c {
            'a'..='z' | 'A'..='Z' => Script::Latin,
            c if !c.is_alphabetic() => return None,
            '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
            '\u{400}'..='\u{52F}' => Script::Cyrillic,
            '\u{590}'..='\u{5FF}' => Script::Hebrew,
            '\u{600}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FEFC}' => Script::Arabic,
            '\u{900}'..='\u{97F}' => Script::Devanagari,
            '\u{E00}'..='\u{E7F}' => Script::Thai,
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => Script::Hangul,
            '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' => Script::Kana,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Script::Han,
            _ => Script::Other,
        };
        Some(script)
    }

    /// Returns the script with an ISO 15924 code.
    pub(super) fn of_code(code: &str) -> Script {
        match code {
            "Latn" => Script::Latin,
            "Cyrl" => Script::Cyrillic,
            "Arab" => Script::Arabic,
            "Hani" | "Hans" | "Hant" => Script::Han,
            "Kana" | "Jpan" => Script::Kana,
            "Hang" | "Kore" => Script::Hangul,
            "Grek" => Script::Greek,
            "Hebr" => Script::Hebrew,
            "Deva" => Script::Devanagari,
            "Thai" => Script::Thai,
            _ => Script::Other,
        }
    }

    /// Returns how much a letter counts. Pages in other scripts quote names and
    /// acronyms in Latin letters, which must not outweigh the text; a Chinese
    /// character says as much as three letters.
    fn weight(self) -> usize {
        match self {
            Script::Latin => 1,
            Script::Han | Script::Kana => 3,
            _ => 2,
        }
    }
}

/// How many letters of each script a text has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters([usize; ALL.len()]);

impl Letters {
    /// Counts the letters of `text`.
    pub(super) fn count(text: &str) -> Letters {
        let mut letters = Letters::default();
        for script in text.chars().filter_map(Script::of) {
            letters.0[script as usize] += 1;
        }
        letters
    }

    /// Returns the number of letters of a script.
    pub(super) fn of(&self, script: Script) -> usize {
        self.0[script as usize]
    }

    /// Returns the number of letters of a script times their weight.
    pub(super) fn weighted(&self, script: Script) -> usize {
        self.of(script) * script.weight()
    }

    /// Returns the script with the largest weighted share, and that share.
    /// Chinese characters are Japanese where there is a kana to five of them.
    pub(super) fn main(&self) -> Option<(Script, f64)> {
        let mut folded = *self;
        let (han, kana) = (self.of(Script::Han), self.of(Script::Kana));
        let (main, none) = if kana * 5 >= han {
            (Script::Kana, Script::Han)
        } else {
            (Script::Han, Script::Kana)
        };
        folded.0[main as usize] = han + kana;
        folded.0[none as usize] = 0;
        let total: usize = ALL.into_iter().map(|script| folded.weighted(script)).sum();
        let best = ALL
            .into_iter()
            .rev()
            .max_by_key(|&script| folded.weighted(script))?;
        #[expect(clippy::cast_precision_loss, reason = "counts of letters are far below 2^52")]
        let share = folded.weighted(best) as f64 / total.max(1) as f64;
        (total > 0).then_some((best, share))
    }
}
