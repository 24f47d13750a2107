//! Text to numbered tokens, fast: every distinct word is analysed once.
//!
//! *Problem.* Long inputs bring tens of thousands of sentences a second, and
//! folding, word boundaries and stemming cost a microsecond a word. *Choice.*
//! Words repeat, so a text is cut at spaces and around Han characters, where a
//! word boundary is certain, and each piece is looked up among those seen
//! before; only a new one is analysed. Numbers and dates are searched for only
//! where some piece can begin one:
//!
//! ```text
//! "The dam, built in 1968,"  →  The | dam, | built | in | 1968,
//!                               seen, seen, seen, seen, new: has a digit
//! ```
//!
//! The tokens, their order and their numbers are those of [`Analyser`], which
//! says in few lines what is meant; a test holds the two together. *Rejected.*
//! Keeping the tokens of all sentences as text and numbering them at the end:
//! it took a kilobyte a sentence.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::{Segment, length};
use super::tokens::{Kind, Token, Words};
use super::vocabulary::Vocabulary;
use super::{marks, values};
use crate::language::script::is_han;
use crate::language::{Pack, Values};

/// How many pieces are remembered.
const REMEMBERED: usize = 1 << 18;
/// The longest piece that is remembered, in bytes.
const LONGEST: usize = 48;
/// The token of a word that gives none.
const NONE: u32 = u32::MAX;
/// The token of a word that was not asked for.
const UNASKED: u32 = u32::MAX - 1;

/// Reads the texts of one language, numbering its tokens.
pub struct Reader<'a> {
    words: Words,
    values: &'a Values,
    vocabulary: Vocabulary,
    pieces: FxHashMap<Box<str>, Piece>,
    /// The words of all pieces: their byte in the piece, and what they are.
    inside: Vec<(u32, u32)>,
    /// The forms of words by their text.
    forms: FxHashMap<Box<str>, u32>,
    /// The text of each form, and its tokens elsewhere and at a beginning.
    known: Vec<(Box<str>, [u32; 2])>,
    /// The tokens of Han characters and bigrams.
    han: FxHashMap<(char, char), u32>,
    /// The tokens of marks, by their first byte.
    marks: [u32; 128],
    found: Vec<(u32, Found)>,
}

/// What stands between spaces and Han characters.
#[derive(Clone)]
struct Piece {
    words: Range<u32>,
    may_hold_value: bool,
}

/// What stands at a place of a text.
#[derive(Clone, Copy)]
enum Found {
    Form {
        form: u32,
        first: bool,
    },
    Han(char),
    Bigram(char, char),
    Value(u32),
    /// A mark by its byte.
    Mark(u8),
}

/// A stretch of a text.
enum Stretch {
    Piece(Range<usize>),
    Han(usize, char),
    /// Anything else ends a run of Han characters.
    Gap,
}

impl<'a> Reader<'a> {
    /// Prepares the reading of a language.
    #[must_use]
    pub fn new(pack: &Pack, values: &'a Values) -> Reader<'a> {
        Reader {
            words: Words::new(pack),
            values,
            vocabulary: Vocabulary::default(),
            pieces: FxHashMap::default(),
            inside: Vec::new(),
            forms: FxHashMap::default(),
            known: Vec::new(),
            han: FxHashMap::default(),
            marks: [UNASKED; 128],
            found: Vec::new(),
        }
    }

    /// Returns the tokens of a text, in its order, and its length.
    pub fn read(&mut self, text: &str) -> Segment {
        self.found.clear();
        let mut tokens: Vec<Token> = Vec::new();
        if !self.part(text, 0..text.len()) {
            let values = self.values.find(text);
            if !values.is_empty() {
                self.found.clear();
                let mut at = 0;
                for value in values {
                    self.part(text, at..value.span.start);
                    let from = tokens.len();
                    values::tokens(&value.kind, &mut tokens);
                    let start = narrow(value.span.start);
                    let numbers = (from..tokens.len()).map(|k| (start, Found::Value(narrow(k))));
                    self.found.extend(numbers);
                    at = value.span.end;
                }
                self.part(text, at..text.len());
            }
        }
        marks::find(text, |at, mark| {
            self.found.push((narrow(at), Found::Mark(mark.as_bytes()[0])));
        });
        if !self.found.is_sorted_by_key(|&(at, _)| at) {
            self.found.sort_by_key(|&(at, _)| at);
        }
        let found = std::mem::take(&mut self.found);
        let mut numbers = Vec::with_capacity(found.len());
        numbers.extend(found.iter().filter_map(|&(_, found)| self.number(found, &tokens)));
        let segment = Segment {
            tokens: numbers,
            length: length(text),
        };
        self.found = found;
        segment
    }

    /// Returns the tokens with their counts.
    #[must_use]
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// Finds the words of a part of a text without values; returns whether the
    /// part is certainly without any.
    fn part(&mut self, text: &str, part: Range<usize>) -> bool {
        let mut first = true;
        let mut before = None;
        let mut plain = true;
        let mut stretches = Stretches {
            text,
            at: part.start,
            end: part.end,
        };
        while let Some(stretch) = stretches.next() {
            match stretch {
                Stretch::Gap => before = None,
                Stretch::Piece(range) => {
                    before = None;
                    let piece = self.piece(&text[range.clone()]);
                    plain &= !piece.may_hold_value;
                    for k in piece.words {
                        let (at, form) = self.inside[k as usize];
                        self.found
                            .push((narrow(range.start) + at, Found::Form { form, first }));
                        first = false;
                    }
                }
                Stretch::Han(at, c) => {
                    first &= !c.is_alphanumeric();
                    plain = plain && !self.values.may_hold(c.encode_utf8(&mut [0; 4]));
                    self.found.push((narrow(at), Found::Han(c)));
                    if let Some(b) = before {
                        self.found.push((narrow(at), Found::Bigram(b, c)));
                    }
                    before = Some(c);
                }
            }
        }
        plain
    }

    fn piece(&mut self, text: &str) -> Piece {
        if let Some(piece) = self.pieces.get(text) {
            return piece.clone();
        }
        let start = narrow(self.inside.len());
        for (at, word) in self.words.cut(text) {
            let form = form(&mut self.forms, &mut self.known, word);
            self.inside.push((narrow(at), form));
        }
        let piece = Piece {
            words: start..narrow(self.inside.len()),
            may_hold_value: self.values.may_hold(text),
        };
        if text.len() <= LONGEST && self.pieces.len() < REMEMBERED {
            self.pieces.insert(text.into(), piece.clone());
        }
        piece
    }

    /// Counts a token and returns its number.
    fn number(&mut self, found: Found, values: &[Token]) -> Option<u32> {
        let vocabulary = &mut self.vocabulary;
        let mut han = |key: (char, char), text: &dyn Fn() -> String| {
            let id = *self.han.entry(key).or_insert_with(|| {
                vocabulary.number(Token {
                    kind: Kind::Word,
                    key: text(),
                })
            });
            vocabulary.tally(id);
            Some(id)
        };
        match found {
            Found::Han(c) => han(('\0', c), &|| c.to_string()),
            Found::Bigram(b, c) => han((b, c), &|| [b, c].iter().collect()),
            Found::Value(k) => Some(vocabulary.add(values[k as usize].clone())),
            Found::Mark(mark) => {
                let id = &mut self.marks[usize::from(mark)];
                if *id == UNASKED {
                    *id = vocabulary.number(Token {
                        kind: Kind::Mark,
                        key: char::from(mark).to_string(),
                    });
                }
                vocabulary.tally(*id);
                Some(*id)
            }
            Found::Form { form, first } => {
                let (word, ids) = &mut self.known[form as usize];
                let id = &mut ids[usize::from(first)];
                if *id == UNASKED {
                    let token = self.words.token(word, first);
                    *id = token.map_or(NONE, |token| vocabulary.number(token));
                }
                if *id == NONE {
                    return None;
                }
                vocabulary.tally(*id);
                Some(*id)
            }
        }
    }
}

/// Returns the number of a word's form; a new one gets one.
fn form(forms: &mut FxHashMap<Box<str>, u32>, known: &mut Vec<(Box<str>, [u32; 2])>, word: &str) -> u32 {
    if let Some(&form) = forms.get(word) {
        return form;
    }
    let form = narrow(known.len());
    known.push((word.into(), [UNASKED; 2]));
    forms.insert(word.into(), form);
    form
}

/// Cuts a text at spaces and around Han characters.
struct Stretches<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Stretches<'_> {
    fn next(&mut self) -> Option<Stretch> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if start == self.end {
            return None;
        }
        if bytes[start] == b' ' {
            self.at += 1;
            return Some(Stretch::Gap);
        }
        while self.at < self.end && bytes[self.at] != b' ' {
            if let Some(c) = self.han() {
                if self.at > start {
                    break;
                }
                self.at += c.len_utf8();
                return Some(Stretch::Han(start, c));
            }
            self.at += 1;
        }
        Some(Stretch::Piece(start..self.at))
    }

    /// The Han character here; their first byte is E3 or more.
    fn han(&self) -> Option<char> {
        (self.text.as_bytes()[self.at] >= 0xE3)
            .then(|| self.text[self.at..].chars().next())
            .flatten()
            .filter(|&c| is_han(c))
    }
}

/// Positions in a text of less than four gigabytes.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("texts below four gigabytes")
}

#[cfg(test)]
mod tests {
    use super::super::features::Analyser;
    use super::*;
    use crate::language::Languages;

    /// Words, signs and spaces that meet in texts, and some that should not.
    const PARTS: [&str; 40] = [
        " ",
        " ",
        " ",
        " ",
        "\u{a0}",
        "The",
        "l’ONU",
        "d'un",
        "aujourd'hui",
        "May",
        "1,250",
        "3.5%",
        "two",
        "thirds",
        "Monday",
        "(",
        "\"",
        "?",
        "习近平",
        "二〇二二年",
        "三",
        "“",
        "》",
        "，",
        "ежегодно",
        "Ёлка",
        "в",
        "двадцать",
        "والثلاثاء",
        "الثمانينات",
        "مُؤْتَمَر",
        "؟",
        "años",
        "quatre-vingt-dix",
        "années",
        "a:b",
        "\u{200f}",
        "\u{301}",
        "e.g.",
        "x@y.org",
    ];

    #[test]
    fn reads_what_the_analyser_says() {
        let languages = Languages::builtin();
        arbtest::arbtest(|u| {
            for lang in languages.codes() {
                let language = languages.get(lang).expect("known");
                let analyser = Analyser::new(language.pack(), language.values());
                let mut reader = Reader::new(language.pack(), language.values());
                let mut vocabulary = Vocabulary::default();
                for _ in 0..3 {
                    let mut text = String::new();
                    for _ in 0..u.int_in_range(0..=24)? {
                        text.push_str(u.choose(&PARTS)?);
                    }
                    let expected: Vec<u32> = analyser
                        .tokens(&text)
                        .into_iter()
                        .map(|t| vocabulary.add(t))
                        .collect();
                    assert_eq!(reader.read(&text).tokens, expected, "{lang} {text:?}");
                }
            }
            Ok(())
        })
        .budget_ms(1_000);
    }
}
