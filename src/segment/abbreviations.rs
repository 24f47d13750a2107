//! What the token before a full stop says about it.
//!
//! `Dr.` never ends a sentence, `etc.` does before a capital, `U.S.` and
//! `2019 г.` only before a clear start: capitals follow them within sentences
//! too (`U.S. Government`, `2022 г. Китай`), so only a function word with a
//! capital (`They`, `Это`) is taken as the beginning of a new sentence.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::Pack;

/// What a full stop needs in order to end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing: the token is an ordinary word.
    Word,
    /// A capital after it.
    Capital,
    /// A function word with a capital after it.
    Starter,
    /// It never does.
    Never,
}

/// The abbreviations and function words of a language.
#[derive(Debug, Clone, Default)]
pub(super) struct Abbreviations {
    plain: FxHashSet<String>,
    months: FxHashSet<String>,
    before_number: FxHashSet<String>,
    after_number: FxHashSet<String>,
    may_end: FxHashSet<String>,
    scales: FxHashSet<String>,
    stop: FxHashSet<String>,
    /// By the piece at a full stop: the text up to it and the text after it.
    multiword: FxHashMap<String, Vec<(String, String)>>,
}

impl Abbreviations {
    /// Collects the lists of a pack.
    pub(super) fn new(pack: &Pack) -> Abbreviations {
        let set = |list: &[String]| list.iter().cloned().collect::<FxHashSet<_>>();
        let lists = &pack.sentences;
        let months = pack.dates.months.iter().flatten();
        Abbreviations {
            plain: set(&lists.abbreviations),
            months: months.map(|m| format!("{}.", m.trim_end_matches('.'))).collect(),
            before_number: set(&lists.before_number),
            after_number: set(&lists.after_number),
            may_end: set(&lists.may_end),
            scales: pack.numbers.scales.keys().cloned().collect(),
            stop: pack.words.stop.iter().map(|word| word.to_lowercase()).collect(),
            multiword: multiword(&lists.multiword),
        }
    }

    /// Tells whether a word, in any case, is a function word.
    pub(super) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(&word.to_lowercase())
    }

    /// Judges the single full stop that ends at the byte `end` of `text`;
    /// `start` is where the current sentence begins.
    pub(super) fn judge(&self, text: &str, start: usize, end: usize) -> Verdict {
        let from = token_start(text, start, end);
        let token = &text[from..end];
        if let Some(verdict) = self.multiword_at(text, end, token) {
            return verdict;
        }
        for variant in variants(token) {
            let at = end - variant.len();
            if let Some(verdict) = self.listed(text, at, end, variant) {
                return verdict;
            }
        }
        self.unlisted(&text[start..from], token)
    }

    /// Judges a token that is in one of the lists.
    fn listed(&self, text: &str, from: usize, end: usize, token: &str) -> Option<Verdict> {
        let word = &token[..token.len() - 1];
        if self.before_number.contains(token) && number_follows(&text[end..]) {
            return Some(Verdict::Never);
        }
        if self.after_number.contains(token) && self.number_precedes(&text[..from]) {
            let number = number_follows(&text[end..]);
            return Some(if number { Verdict::Never } else { Verdict::Starter });
        }
        if self.plain.contains(token) {
            let word_too = self.months.contains(token) || self.is_stop(word);
            return Some(if word_too {
                Verdict::Starter
            } else {
                Verdict::Never
            });
        }
        self.may_end.contains(token).then(|| ending(token))
    }

    /// Judges a token that no list holds: initials and single letters.
    fn unlisted(&self, before: &str, token: &str) -> Verdict {
        let word = &token[..token.len() - 1];
        let mut letters = word.chars();
        let single = letters.next().filter(|_| letters.next().is_none());
        match single {
            Some(_) if before.ends_with('°') => Verdict::Word,
            Some(c) if c.is_uppercase() => {
                let name = before.split_whitespace().next_back();
                let after_word = name.is_some_and(|w| w.chars().all(char::is_lowercase));
                if after_word {
                    Verdict::Starter
                } else {
                    Verdict::Never
                }
            }
            Some(c) if c.is_lowercase() => {
                if self.is_stop(word) {
                    Verdict::Starter
                } else {
                    Verdict::Never
                }
            }
            _ if is_initials(word) => Verdict::Starter,
            _ => Verdict::Word,
        }
    }

    /// Tells whether the text before an abbreviation ends in a number.
    fn number_precedes(&self, before: &str) -> bool {
        let Some(token) = before.split_whitespace().next_back() else {
            return false;
        };
        token.ends_with(|c: char| c.is_numeric() || c == '%')
            || is_roman(token)
            || self.scales.contains(token)
            || self.after_number.contains(token)
    }

    /// Judges a full stop inside or at the end of an abbreviation with spaces.
    fn multiword_at(&self, text: &str, end: usize, token: &str) -> Option<Verdict> {
        let mut best: Option<(usize, Verdict)> = None;
        for variant in variants(token) {
            for (head, tail) in self.multiword.get(variant).into_iter().flatten() {
                let fits = ends_with(&text[..end], head) && starts_with(&text[end..], tail);
                let longer = best.is_none_or(|(length, _)| length < head.len() + tail.len());
                if fits && longer {
                    let verdict = if tail.is_empty() {
                        self.multiword_end(head)
                    } else {
                        Verdict::Never
                    };
                    best = Some((head.len() + tail.len(), verdict));
                }
            }
        }
        best.map(|(_, verdict)| verdict)
    }

    /// Judges the last full stop of an abbreviation with spaces.
    fn multiword_end(&self, whole: &str) -> Verdict {
        let compact: String = whole.split(' ').collect();
        let last = whole.rsplit(' ').next().unwrap_or(whole);
        let cased = last.starts_with(|c: char| c.is_lowercase() || c.is_uppercase());
        if !cased && self.plain.contains(last) {
            Verdict::Never
        } else if self.may_end.contains(&compact) {
            ending(&compact)
        } else if self.may_end.contains(whole) || self.may_end.contains(last) {
            ending(last)
        } else if self.plain.contains(last) && last.chars().count() > 2 {
            Verdict::Never
        } else {
            Verdict::Starter
        }
    }
}

/// What an abbreviation that may end a sentence needs after it: names such as
/// `U.S.` stand before capitals within sentences, `etc.` does not, and scripts
/// without capitals give no sign at all.
fn ending(token: &str) -> Verdict {
    match token.chars().next() {
        Some(c) if c.is_uppercase() => Verdict::Starter,
        Some(c) if c.is_lowercase() => Verdict::Capital,
        _ => Verdict::Word,
    }
}

/// Maps the piece at every full stop of every abbreviation to what stands around it.
fn multiword(list: &[String]) -> FxHashMap<String, Vec<(String, String)>> {
    let mut map: FxHashMap<String, Vec<(String, String)>> = FxHashMap::default();
    for whole in list {
        for (at, _) in whole.match_indices('.') {
            let (head, tail) = whole.split_at(at + 1);
            let piece = head.rsplit([' ', ',']).next().unwrap_or(head);
            map.entry(piece.to_owned())
                .or_default()
                .push((head.to_owned(), tail.to_owned()));
        }
    }
    map
}

/// Returns where the token that ends at `end` begins, not before `start`.
fn token_start(text: &str, start: usize, end: usize) -> usize {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’' | '/' | '&');
    let mut from = end;
    for (at, c) in text[start..end].char_indices().rev() {
        if !part(c) || is_cjk(c) {
            break;
        }
        from = start + at;
    }
    from
}

/// Returns the token and its parts after an apostrophe, hyphen, slash or digits.
fn variants(token: &str) -> impl Iterator<Item = &str> {
    let cut = |marks: &[char]| token.rfind(marks).map(|at| &token[at..]);
    let tail = cut(&['\'', '’', '-', '/']).map(|tail| tail.trim_start_matches(['\'', '’', '-', '/']));
    let unit = token.trim_start_matches(|c: char| c.is_numeric());
    let unit = (unit.len() < token.len() && unit.len() > 1).then_some(unit);
    std::iter::once(token)
        .chain(tail)
        .chain(unit)
        .filter(|part| part.len() > 1)
}

/// Tells whether a word without its last point is made of capitals and points.
fn is_initials(word: &str) -> bool {
    let dotted = word.contains('.');
    dotted
        && word.split(['.', '-']).all(|piece| {
            let mut letters = piece.chars();
            let capital = letters.next().is_none_or(char::is_uppercase);
            capital && letters.all(char::is_lowercase) && piece.chars().count() <= 2
        })
}

/// Tells whether a Roman or other number comes next.
fn number_follows(rest: &str) -> bool {
    let rest = rest.trim_start();
    let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..word_end];
    rest.starts_with(char::is_numeric) || (word != "I" && is_roman(word))
}

/// Tells whether a token is a Roman number in capitals.
fn is_roman(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b"IVXLC".contains(&b))
}

/// Tells whether `text` ends with `head` at a word boundary, white space alike.
fn ends_with(text: &str, head: &str) -> bool {
    let (mut have, mut want) = (text.chars().rev(), head.chars().rev());
    loop {
        match want.next() {
            None => return have.next().is_none_or(|c| !c.is_alphanumeric() && c != '.'),
            Some(c) if !have.next().is_some_and(|h| same(h, c)) => return false,
            Some(_) => {}
        }
    }
}

/// Tells whether `text` starts with `tail` at a word boundary, white space alike.
fn starts_with(text: &str, tail: &str) -> bool {
    let mut have = text.chars();
    let fits = tail.chars().all(|c| have.next().is_some_and(|h| same(h, c)));
    fits && (tail.is_empty() || tail.ends_with('.') || have.next().is_none_or(|c| !c.is_alphanumeric()))
}

/// Tells whether two characters are the same or both white space.
fn same(have: char, want: char) -> bool {
    have == want || (want == ' ' && have.is_whitespace())
}

/// Tells whether a character is written without spaces around words.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
