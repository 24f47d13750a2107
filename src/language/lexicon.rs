//! Tokens of a folded text and the words of a pack among them.
//!
//! Tens of thousands of sentences a second pass here, most of them with few
//! values. One pass cuts words, digit runs and signs; each word costs one look
//! into a hash table whose entries list the phrases that begin with it. Regular
//! expressions over all phrases were rejected: they cost more a byte and know
//! no Arabic prefixes.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::digits::fold;
use super::pack::Pack;
use super::quantity::Quantity;
use super::script::is_han;
use super::values::ValueError;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A run of ASCII digits.
    Digits,
    /// A run of letters.
    Word,
    /// One Chinese character.
    Han,
    /// Any other single character.
    Sign,
}

/// A piece of a folded text; white space stands between tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
}

/// Cuts a folded text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 4);
    for (start, c) in text.char_indices() {
        if c == ' ' {
            continue;
        }
        let class = class(c);
        let end = start + c.len_utf8();
        match found.last_mut() {
            Some(last)
                if last.end == start
                    && last.class == class
                    && matches!(class, Class::Digits | Class::Word) =>
            {
                last.end = end;
            }
            _ => found.push(Token { start, end, class }),
        }
    }
    found
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digits,
        'a'..='z' => Class::Word,
        _ if c.is_ascii() => Class::Sign,
        _ if is_han(c) => Class::Han,
        '\u{300}'..='\u{36F}' => Class::Word,
        // The ordinal signs are letters to Unicode, but never part of a word.
        'º' | 'ª' => Class::Sign,
        _ if c.is_alphabetic() => Class::Word,
        _ => Class::Sign,
    }
}

/// Returns the spans of web and mail addresses.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return Vec::new();
    }
    let is_part = |c: char| !c.is_whitespace() && (c.is_ascii() || c.is_alphabetic()) && !is_han(c);
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_part(c) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            let word: &str = &text[start..at];
            if word.contains("://") || word.contains("www.") || word.contains('@') {
                spans.push(start..at);
            }
        }
    }
    spans
}

/// What a phrase can mean.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Roles {
    pub(super) cardinal: Option<u64>,
    pub(super) scale: Option<Quantity>,
    pub(super) ordinal: Option<u64>,
    pub(super) fraction: Option<(u32, u32)>,
    pub(super) percent: bool,
    pub(super) weekday: Option<u8>,
    pub(super) month: Option<u8>,
}

#[derive(Debug)]
struct Phrase {
    rest: Vec<String>,
    roles: Roles,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// The byte where it starts, behind an Arabic prefix.
    pub(super) start: usize,
    /// The token behind it.
    pub(super) next: usize,
    /// Whether a prefix of it means "and".
    pub(super) joined: bool,
    pub(super) roles: Roles,
}

/// The words of a pack that make values.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: FxHashMap<String, Vec<Phrase>>,
    clitics: Vec<String>,
}

impl Lexicon {
    /// Collects the words of a pack.
    pub(super) fn new(pack: &Pack) -> Result<Lexicon, ValueError> {
        let mut clitics: Vec<String> = pack.words.clitics.iter().map(|c| fold(c)).collect();
        clitics.retain(|clitic| !clitic.is_empty());
        clitics.sort_by_key(|clitic| (clitic.chars().count(), clitic.clone()));
        let mut lexicon = Lexicon {
            phrases: FxHashMap::default(),
            clitics,
        };
        lexicon.add_numbers(pack)?;
        for (names, number) in pack.dates.weekdays.iter().zip(1..) {
            for name in names {
                lexicon.add(name, |roles| roles.weekday = Some(number));
            }
        }
        for (names, number) in pack.dates.months.iter().zip(1..) {
            for name in names {
                lexicon.add(name, |roles| roles.month = Some(number));
            }
        }
        Ok(lexicon)
    }

    fn add_numbers(&mut self, pack: &Pack) -> Result<(), ValueError> {
        let numbers = &pack.numbers;
        let whole = |key: &str, word: &str, value: f64| {
            Quantity::from_f64(value)
                .and_then(Quantity::whole)
                .ok_or_else(|| ValueError::value(pack, key, word, &value.to_string()))
        };
        for (word, &value) in &numbers.cardinals {
            let value = whole("numbers.cardinals", word, value)?;
            // Chinese numerals have a grammar of their own.
            if !is_han_sign(word) {
                self.add(word, |roles| roles.cardinal = Some(value));
            }
        }
        for (word, &value) in &numbers.scales {
            let scale = Quantity::from_f64(value)
                .filter(|&scale| scale > Quantity::from(1))
                .ok_or_else(|| ValueError::value(pack, "numbers.scales", word, &value.to_string()))?;
            self.add(word, |roles| roles.scale = Some(scale));
        }
        for (word, &value) in &numbers.ordinals {
            let value = whole("numbers.ordinals", word, value)?;
            self.add(word, |roles| roles.ordinal = Some(value));
        }
        for (word, value) in &numbers.fractions {
            let fraction = value.split_once('/').and_then(|(above, below)| {
                Some((
                    above.trim().parse().ok()?,
                    below.trim().parse().ok().filter(|&below| below > 0)?,
                ))
            });
            let fraction =
                fraction.ok_or_else(|| ValueError::value(pack, "numbers.fractions", word, value))?;
            self.add(word, |roles| roles.fraction = Some(fraction));
        }
        for word in &numbers.percent {
            self.add(word, |roles| roles.percent = true);
        }
        Ok(())
    }

    fn add(&mut self, phrase: &str, set: impl FnOnce(&mut Roles)) {
        let text = fold(phrase);
        let mut words = tokens(&text)
            .into_iter()
            .map(|token| text[token.start..token.end].to_owned());
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let phrases = self.phrases.entry(first).or_default();
        if let Some(known) = phrases.iter_mut().find(|known| known.rest == rest) {
            return set(&mut known.roles);
        }
        let mut roles = Roles::default();
        set(&mut roles);
        phrases.push(Phrase { rest, roles });
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }

    /// Returns the longest phrase that starts at each token.
    pub(super) fn hits(&self, text: &str, tokens: &[Token]) -> Hits {
        let mut hits = Hits {
            found: Vec::new(),
            at: vec![u32::MAX; tokens.len()],
        };
        for (k, token) in tokens.iter().enumerate() {
            if token.class == Class::Digits {
                continue;
            }
            let word = &text[token.start..token.end];
            let found = self
                .longest(word, text, &tokens[k + 1..])
                .map(|found| (found, ""));
            let found = found.or_else(|| match token.class {
                Class::Word => self.behind_clitic(word, text, &tokens[k + 1..]),
                _ => None,
            });
            if let Some((phrase, clitic)) = found {
                hits.at[k] = u32::try_from(hits.found.len()).unwrap_or(u32::MAX);
                hits.found.push(Hit {
                    start: token.start + clitic.len(),
                    next: k + 1 + phrase.rest.len(),
                    joined: clitic.starts_with('و'),
                    roles: phrase.roles,
                });
            }
        }
        hits
    }

    /// Returns whether a phrase may begin with a word, bare or behind a prefix.
    pub(super) fn may_begin(&self, word: &str, class: Class) -> bool {
        let begins = |word: &str| self.phrases.contains_key(word);
        let stem = |clitic: &String| word.strip_prefix(clitic.as_str()).is_some_and(begins);
        begins(word) || class == Class::Word && self.clitics.iter().any(stem)
    }

    fn longest(&self, word: &str, text: &str, rest: &[Token]) -> Option<&Phrase> {
        let phrases = self.phrases.get(word)?;
        phrases.iter().find(|phrase| {
            let same = |(word, token): (&String, &Token)| *word == text[token.start..token.end];
            phrase.rest.len() <= rest.len() && phrase.rest.iter().zip(rest).all(same)
        })
    }

    /// Looks a word up without its Arabic prefix, the shortest prefix first:
    /// what is left of `والأحد` (and on Sunday) shall be the day, not `one`.
    fn behind_clitic<'a>(&'a self, word: &str, text: &str, rest: &[Token]) -> Option<(&'a Phrase, &'a str)> {
        self.clitics.iter().find_map(|clitic| {
            let stem = word.strip_prefix(clitic.as_str())?;
            // Two letters are too few: `لست` (I am not) is not `ل` and `ست` (six).
            if stem.len() < 6 && clitic != "و" {
                return None;
            }
            self.longest(stem, text, rest)
                .map(|phrase| (phrase, clitic.as_str()))
        })
    }
}

/// Tells whether a word is a single Chinese numeral.
pub(super) fn is_han_sign(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(|c| is_han(c) || c == '○');
    first && chars.next().is_none()
}

/// The phrases found in a text, by token.
#[derive(Debug)]
pub(super) struct Hits {
    found: Vec<Hit>,
    at: Vec<u32>,
}

impl Hits {
    /// Returns the phrase that starts at a token.
    pub(super) fn at(&self, token: usize) -> Option<&Hit> {
        self.found.get(*self.at.get(token)? as usize)
    }

    /// Returns all phrases in text order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Hit> {
        self.found.iter()
    }
}
