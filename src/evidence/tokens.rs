//! Words of six languages, prepared so that equal things become equal keys.
//!
//! *Preparation.* Text is folded (compatibility forms, lower case, Arabic
//! letter forms, ё), cut into words at Unicode word boundaries, French elisions
//! split off, Arabic prefixes taken off, stemmed by Snowball. Chinese gives
//! characters and bigrams: measured against a dictionary segmenter, bigrams
//! with characters align at least as well and need no dictionary.
//!
//! ```text
//! "l’attaque"      → l, attaqu        "洪峰"  → 洪, 峰, 洪峰
//! "والمتحدثون"      → متحدث            "ещё"   → ещ
//! ```
//!
//! *Names* keep their endings, so that `Mali` is no `mal` and `Harris` no
//! `harri`; stemmed in English, French and Spanish they aligned a little worse.
//! Where they are declined (`Россия`, `России`) they are stemmed nevertheless:
//! otherwise no table of names meets them. They stay apart from words in any
//! case, `Газа` from `газ`.

use std::ops::Range;

use rustc_hash::FxHashSet;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
use unicode_segmentation::UnicodeSegmentation;

use crate::language::Pack;
use crate::language::script::is_han;
use crate::model::Lang;

/// What a token is, for the choice of its prior counterparts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A stem, a Chinese character or bigram.
    Word,
    /// A word that may be a name.
    Name,
    /// A part of a number or date, normalised.
    Value,
    /// A mark that translators keep.
    Mark,
}

impl Kind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = 4;

    /// Returns the letter that stands for the kind in files.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Kind::Word => 'w',
            Kind::Name => 'n',
            Kind::Value => 'v',
            Kind::Mark => 'm',
        }
    }

    /// Returns the kind that a letter stands for.
    #[must_use]
    pub fn of_letter(letter: char) -> Option<Kind> {
        let all = [Kind::Word, Kind::Name, Kind::Value, Kind::Mark];
        all.into_iter().find(|kind| kind.letter() == letter)
    }
}

/// One token of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// What makes it equal to another: a stem, a folded name, a value, a mark.
    pub key: String,
}

/// Cuts text of one language into word and name tokens.
pub struct Words {
    stemmer: Option<Stemmer>,
    arabic: bool,
    cased: bool,
    declined: bool,
    elisions: FxHashSet<String>,
    possessives: Vec<String>,
    stop: FxHashSet<String>,
}

impl Words {
    /// Prepares the words of a language.
    #[must_use]
    pub fn new(pack: &Pack) -> Words {
        Words {
            stemmer: algorithm(pack.code).map(Stemmer::create),
            arabic: pack.script == "Arab",
            cased: pack.is_cased(),
            declined: pack.words.declined_names,
            elisions: pack.words.elisions.iter().map(|word| fold(word)).collect(),
            possessives: pack.words.possessives.iter().map(|ending| fold(ending)).collect(),
            stop: pack.words.stop.iter().map(|word| fold(word)).collect(),
        }
    }

    /// Appends the tokens of a part of `text` that is without numbers and
    /// dates, each with the byte at which its word begins.
    pub fn tokens(&self, text: &str, part: Range<usize>, out: &mut Vec<(usize, Token)>) {
        let mut first = true;
        for (at, word) in self.cut(&text[part.clone()]) {
            out.extend(self.token(word, first).map(|token| (part.start + at, token)));
            first = false;
        }
        han_tokens(text, part, out);
    }

    /// Cuts a text into words, elisions apart; each with the byte at which it
    /// begins, or at which the word begins that it was a part of.
    pub(super) fn cut<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        text.unicode_word_indices()
            .flat_map(|(at, word)| self.parts(word).map(move |part| (at, part)))
    }

    /// Splits an elision off: `l'attaque` is two words.
    fn parts<'a>(&self, word: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
        let cut = word.char_indices().find(|(_, c)| matches!(c, '\'' | '’'));
        let (head, tail) = match cut {
            Some((at, c)) if self.elisions.contains(&fold(&word[..at])) => {
                (&word[..at], Some(&word[at + c.len_utf8()..]))
            }
            _ => (word, None),
        };
        std::iter::once(head).chain(tail)
    }

    /// Returns the token of a word, if it gives any; `first` says that nothing
    /// stands before it.
    pub(super) fn token(&self, word: &str, first: bool) -> Option<Token> {
        if word.chars().any(is_han) || !word.chars().any(char::is_alphabetic) {
            return None;
        }
        let folded = fold(word);
        let kind = self.kind(word, &folded, first);
        let key = match kind {
            Kind::Name if self.cased && !self.declined => self.owner(&folded).to_owned(),
            _ => self.stem(&folded),
        };
        (!key.is_empty()).then_some(Token { kind, key })
    }

    /// Takes the ending of a possessor off a name: stemmers do so for words.
    fn owner<'a>(&self, name: &'a str) -> &'a str {
        let ending = self
            .possessives
            .iter()
            .find_map(|ending| name.strip_suffix(&**ending));
        ending.unwrap_or(name)
    }

    /// Capitalised words may be names, where a sentence begins only those that
    /// are no function words, except in capitals throughout (`US`, `WHO`); in
    /// scripts without capitals, every word that is long enough and no function
    /// word, and every Latin word.
    fn kind(&self, word: &str, folded: &str, first: bool) -> Kind {
        let latin = folded.bytes().any(|b| b.is_ascii_lowercase());
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let name = if self.cased || latin {
            capital && !(first && self.stop.contains(folded) && !is_acronym(word))
        } else {
            folded.chars().count() >= 4 && !self.stop.contains(folded)
        };
        if name { Kind::Name } else { Kind::Word }
    }

    fn stem(&self, folded: &str) -> String {
        let word = if self.arabic {
            strip_prefixes(folded)
        } else {
            folded
        };
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(word).into_owned(),
            None => word.to_owned(),
        }
    }
}

/// Says whether a word is two or more letters, all of them capitals.
fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

fn algorithm(lang: Lang) -> Option<Algorithm> {
    Some(match lang.as_str() {
        "ar" => Algorithm::Arabic,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fr" => Algorithm::French,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ru" => Algorithm::Russian,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// Folds what differs in writing but not in meaning: compatibility forms,
/// case, Arabic letter forms and vowel signs, ё.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    if is_nfkc_quick(word.chars()) == IsNormalized::Yes {
        return folded(word.chars());
    }
    folded(word.nfkc())
}

fn folded(letters: impl Iterator<Item = char>) -> String {
    letters
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' => None,
            '\u{200B}'..='\u{200F}' | '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}' => None,
            'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
            'ى' => Some('ي'),
            'ؤ' => Some('و'),
            'ئ' => Some('ي'),
            'ё' => Some('е'),
            '’' => Some('\''),
            _ => Some(c),
        })
        .collect()
}

/// Takes Arabic conjunctions, prepositions and the article off, as long as
/// three letters remain.
fn strip_prefixes(word: &str) -> &str {
    const PREFIXES: [&str; 10] = ["وال", "فال", "بال", "كال", "ولل", "لل", "ال", "وب", "ول", "و"];
    for prefix in PREFIXES {
        if let Some(rest) = word.strip_prefix(prefix)
            && rest.chars().count() >= 3
        {
            return rest;
        }
    }
    word
}

/// Appends the characters and bigrams of each run of Han characters.
fn han_tokens(text: &str, part: Range<usize>, out: &mut Vec<(usize, Token)>) {
    let word = |key: String| Token {
        kind: Kind::Word,
        key,
    };
    let mut before = None;
    for (at, c) in text[part.clone()].char_indices() {
        if !is_han(c) {
            before = None;
            continue;
        }
        let at = part.start + at;
        out.push((at, word(c.to_string())));
        if let Some(b) = before {
            out.push((at, word([b, c].iter().collect())));
        }
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    /// The keys of a text's names, in their order.
    fn names(code: &str, text: &str) -> Vec<String> {
        let languages = Languages::builtin();
        let lang = code.parse().expect("a code");
        let words = Words::new(languages.get(lang).expect("a language").pack());
        let mut found = Vec::new();
        words.tokens(text, 0..text.len(), &mut found);
        let names = found.into_iter().filter(|(_, token)| token.kind == Kind::Name);
        names.map(|(_, token)| token.key).collect()
    }

    #[test]
    fn names_that_own_something_are_the_same_names() {
        for text in ["Beijing and Tehran", "Beijing's and Tehran’s"] {
            assert_eq!(names("en", text), ["beijing", "tehran"], "{text}");
        }
    }

    #[test]
    fn declined_names_are_one_name_and_no_word() {
        assert_eq!(names("ru", "Россия"), names("ru", "России"));
        assert_eq!(names("ru", "Саудовской Аравии"), names("ru", "Саудовская Аравия"));
        assert_eq!(names("ru", "в газ"), Vec::<String>::new());
    }

    #[test]
    fn acronyms_are_names_where_a_sentence_begins_and_pronouns_are_not() {
        assert_eq!(names("en", "US"), ["us"]);
        assert_eq!(names("en", "Us"), Vec::<String>::new());
        assert_eq!(names("en", "WHO told us"), ["who"]);
        assert_eq!(names("en", "I said"), Vec::<String>::new());
    }
}
