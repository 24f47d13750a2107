//! The scanner: every run of terminators is a candidate, judged in one pass.

use std::ops::Range;

use super::Segmenter;
use super::abbreviations::{Verdict, is_cjk};
use super::pairs::{Kind, Pair, Pairs};

/// Without a space after it, quoted speech in the middle of a sentence ends it
/// when it is longer than this many characters: `他说：“好。”然后离开。` is one.
const SHORT_QUOTE: usize = 8;

/// What a run of terminators means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// One full stop `.`, which is also the mark of abbreviations.
    Stop,
    /// A mark that has no other use: `。`, `۔`.
    Full,
    /// `?`, `!` and their kin, alone or with others.
    Question,
    /// `…`, `...`: an end or a pause.
    Ellipsis,
}

/// A run of terminators with the closing marks after it; byte positions.
#[derive(Debug, Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    closed: usize,
    mark: Mark,
    /// The outermost quotation that closes here.
    quote: Option<Pair>,
}

/// The state of one paragraph.
struct Scan<'a> {
    rules: &'a Segmenter,
    text: &'a str,
    pairs: Pairs,
    start: usize,
    /// The number of the list item that began last.
    item: Option<u32>,
    out: Vec<Range<usize>>,
}

/// Returns the sentences of a paragraph; see [`Segmenter::sentences`].
pub(super) fn sentences(rules: &Segmenter, text: &str) -> Vec<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let pairs = Pairs::new(text);
    let mut scan = Scan {
        rules,
        text,
        pairs,
        start,
        item: None,
        out: Vec::new(),
    };
    let mut at = start;
    while let Some(run) = scan.next_run(at) {
        if scan.ends(&run) {
            scan.cut(run.closed);
        }
        at = run.closed;
    }
    scan.finish()
}

impl Scan<'_> {
    /// Finds the next run of terminators at or after the byte `at`.
    fn next_run(&self, at: usize) -> Option<Run> {
        let is_mark = |c: char| self.rules.is_mark(c);
        let from = at + self.text[at..].find(is_mark)?;
        let rest = &self.text[from..];
        let length = rest.find(|c: char| !is_mark(c)).unwrap_or(rest.len());
        let to = from + length;
        let mut run = Run {
            from,
            to,
            closed: to,
            mark: mark_of(&rest[..length]),
            quote: None,
        };
        self.close(&mut run);
        Some(run)
    }

    /// Extends a run over the closing marks that belong to it.
    fn close(&self, run: &mut Run) {
        loop {
            let rest = &self.text[run.closed..];
            let spaced = rest.trim_start();
            let at = self.text.len() - spaced.len();
            let Some(c) = spaced.chars().next() else { return };
            let pair = self.pairs.closing(at);
            let near = at == run.closed;
            let belongs = match c {
                '»' | '”' | '›' => near || pair.is_some(),
                '"' => near && (pair.is_some() || spaced[1..].starts_with(char::is_whitespace)),
                '“' => near && pair.is_some(),
                ')' | ']' | '）' | '］' | '】' | '〕' | '》' | '〉' | '」' | '』' | '’' => near,
                '\'' => near && !spaced[1..].starts_with(char::is_alphanumeric),
                c => near && is_invisible(c),
            };
            if belongs {
                run.closed = at + c.len_utf8();
                run.quote = pair.filter(|p| p.kind == Kind::Quote).or(run.quote);
            } else if near && let Some(note) = note_length(rest) {
                run.closed += note;
            } else {
                return;
            }
        }
    }

    /// Decides whether a sentence ends with `run`.
    fn ends(&mut self, run: &Run) -> bool {
        let rest = &self.text[run.closed..];
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let gap = rest.starts_with(char::is_whitespace);
        let Some(first) = next.chars().next() else {
            return false;
        };
        if is_joining(first) || (self.rules.is_mark(first) && first != '¿') {
            return false;
        }
        let said = &self.text[self.start..run.from];
        if !said.contains(char::is_alphanumeric) {
            return false;
        }
        let lead = lead(next);
        self.brackets_allow(run, lead) && !self.goes_on(run, lead, next) && self.decide(run, gap, next)
    }

    /// Applies the rule of each kind of mark.
    fn decide(&mut self, run: &Run, gap: bool, next: &str) -> bool {
        match run.mark {
            Mark::Stop => self.stop_ends(run, gap, next),
            Mark::Ellipsis if run.quote.is_none() => gap,
            Mark::Full if run.quote.is_none() => true,
            Mark::Question if run.quote.is_none() => self.question_ends(run, gap, next),
            _ => self.quote_ends(run, gap, next),
        }
    }

    /// Applies the rule of brackets: no end inside; one after them only where
    /// they hold whole sentences.
    fn brackets_allow(&self, run: &Run, lead: Option<char>) -> bool {
        let Some(outer) = self.pairs.around(run.from) else {
            return true;
        };
        if run.closed <= outer.close || outer.kind == Kind::Title {
            return false;
        }
        let before = &self.text[self.start..outer.open.max(self.start)];
        let whole = !before.contains(char::is_alphanumeric);
        whole || (run.mark == Mark::Stop && lead.is_some_and(char::is_uppercase))
    }

    /// Tells whether the text goes on in lower case, other than with `b)`.
    fn goes_on(&self, run: &Run, lead: Option<char>, next: &str) -> bool {
        let lower = lead.is_some_and(char::is_lowercase);
        let last = self.text[..run.from].chars().rev().find(|c| c.is_alphanumeric());
        let cased = last.is_some_and(|c| c.is_lowercase() || c.is_uppercase())
            || (self.rules.cased && last.is_some_and(|c| c.is_numeric() || run.quote.is_some()));
        let mut item = next.chars().skip(1);
        // A name such as mRNA or iPhone says nothing.
        let word = next
            .split(|c: char| !c.is_alphanumeric())
            .find(|word| !word.is_empty());
        let name = word.is_some_and(|word| word.contains(char::is_uppercase));
        lower
            && cased
            && !name
            && !next.starts_with(['¿', '¡'])
            && !(item.next() == Some(')') && item.next() == Some(' '))
    }

    /// Judges `?` and `!` without quotation marks.
    fn question_ends(&self, run: &Run, gap: bool, next: &str) -> bool {
        let wide = self.text[run.from..run.to].chars().all(|c| !c.is_ascii());
        let Some(lead) = lead(next) else {
            return gap || wide;
        };
        if gap || wide || (!lead.is_uppercase() && !lead.is_lowercase() && !lead.is_numeric()) {
            return true;
        }
        lead.is_uppercase() && self.after_lower(run) && !self.in_address(run)
    }

    /// Judges a mark with quotation marks after it where the quotation may go on.
    fn quote_ends(&self, run: &Run, gap: bool, next: &str) -> bool {
        let Some(quote) = run.quote else { return gap };
        let first = next.chars().next().unwrap_or(' ');
        let cased = lead(next).is_some_and(|c| c.is_uppercase() || c.is_lowercase());
        if cased && (gap || run.mark != Mark::Full) {
            return gap || !first.is_alphanumeric();
        }
        if is_opening(first) {
            return true;
        }
        let before = self.text[..quote.open].trim_end();
        let introduced = before.ends_with([':', '：']);
        let opens = before
            .chars()
            .next_back()
            .is_none_or(|c| self.rules.is_mark(c) || is_closing(c));
        if gap {
            return is_cjk(first) || run.mark != Mark::Question || introduced || opens;
        }
        let several = quote.open < self.start;
        let long = self.text[quote.open..run.from].chars().count() > SHORT_QUOTE;
        let says = several || (long && (introduced || run.mark == Mark::Full));
        says && !opens && first != '的'
    }

    /// Judges a single full stop.
    fn stop_ends(&mut self, run: &Run, gap: bool, next: &str) -> bool {
        if next.starts_with('.') {
            return false;
        }
        let verdict = self.rules.abbreviations.judge(self.text, self.start, run.to);
        let lead = lead(next);
        let capital = lead.is_some_and(char::is_uppercase);
        if !self.rules.stop {
            return gap && capital && verdict == Verdict::Word && self.after_lower(run);
        }
        if !gap {
            return verdict == Verdict::Word && self.space_missing(run, lead, next);
        }
        if self.is_item(run) {
            return false;
        }
        match verdict {
            Verdict::Word => true,
            Verdict::Capital => capital || next.starts_with(['¿', '¡']),
            Verdict::Starter => self.starts_clearly(next),
            Verdict::Never => false,
        }
    }

    /// Tells whether a space was forgotten after a full stop: `end.Start`.
    fn space_missing(&self, run: &Run, lead: Option<char>, next: &str) -> bool {
        let Some(lead) = lead else { return false };
        if run.closed > run.to {
            return lead.is_uppercase();
        }
        if self.in_address(run) || !next.starts_with(char::is_alphabetic) {
            return false;
        }
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(next);
        let tail = next[word.len()..].strip_prefix('.').unwrap_or_default();
        if tail.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return false;
        }
        if lead.is_uppercase() {
            let mut letters = word.chars().skip(1);
            let plain = letters.all(char::is_lowercase) && !is_suffix(word);
            return plain && self.after_lower(run);
        }
        let letters = self.text[self.start..run.from].chars().rev();
        let uncased = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
        uncased(lead) && letters.take(3).filter(|&c| uncased(c)).count() == 3
    }

    /// Tells whether two lower-case letters stand before the mark.
    fn after_lower(&self, run: &Run) -> bool {
        let mut letters = self.text[self.start..run.from].chars().rev();
        letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// Tells whether the mark stands inside a web or mail address or a path.
    fn in_address(&self, run: &Run) -> bool {
        let before = &self.text[self.start..run.from];
        let head = before.split(char::is_whitespace).next_back().unwrap_or(before);
        let tail = self.text[run.to..]
            .split(char::is_whitespace)
            .next()
            .unwrap_or("");
        let sign = |part: &str| part.contains(['@', '/', '\\', '_', '=']) || part.contains("www.");
        sign(head) || sign(tail)
    }

    /// Tells whether the full stop belongs to the number of a list item.
    fn is_item(&mut self, run: &Run) -> bool {
        let label = self.text[self.start..run.from].trim_start();
        let opening = self.out.is_empty();
        if opening && label.len() > 1 && label.bytes().all(|b| b"IVX".contains(&b)) {
            return true;
        }
        let parts = label.split('.').all(|part| number(part).is_some());
        if !parts || label.chars().count() > 9 {
            return false;
        }
        let value = label.split('.').next_back().and_then(number);
        let known = opening || (value.is_some() && value == self.item.map(|item| item + 1));
        if known {
            self.item = value;
        }
        known
    }

    /// Tells whether `next` begins with a capitalised function word, `¿` or `¡`.
    fn starts_clearly(&self, next: &str) -> bool {
        let word = next.trim_start_matches(|c: char| !c.is_alphanumeric());
        let skipped = &next[..next.len() - word.len()];
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        skipped.contains(['¿', '¡'])
            || (word.starts_with(char::is_uppercase)
                && !after.starts_with('.')
                && !(word.len() > 1 && word.chars().all(char::is_uppercase))
                && self.rules.abbreviations.is_stop(word))
    }

    /// Ends the current sentence at the byte `end`.
    fn cut(&mut self, end: usize) {
        self.out.push(self.start..end);
        let rest = &self.text[end..];
        self.start = end + rest.len() - rest.trim_start().len();
    }

    /// Adds the rest; marks without any letter or digit join the sentence before.
    fn finish(mut self) -> Vec<Range<usize>> {
        let end = self.start + self.text[self.start..].trim_end().len();
        if end > self.start {
            let bare = !self.text[self.start..end].contains(char::is_alphanumeric);
            match self.out.last_mut() {
                Some(last) if bare => last.end = end,
                _ => self.out.push(self.start..end),
            }
        }
        self.out
    }
}

impl Segmenter {
    /// Tells whether a character may end a sentence.
    fn is_mark(&self, c: char) -> bool {
        if c.is_ascii() {
            return c == '.' || (matches!(c, '!' | '?') && self.marks.contains(&c));
        }
        self.marks.contains(&c)
    }
}

/// Returns what a run of terminators means.
fn mark_of(run: &str) -> Mark {
    if run.contains(['?', '!', '？', '！', '؟']) {
        Mark::Question
    } else if run == "." {
        Mark::Stop
    } else if run.contains('…') && !run.contains('。') || run.starts_with("..") {
        Mark::Ellipsis
    } else {
        Mark::Full
    }
}

/// Returns the first letter or digit of what follows, past quotes and the like.
fn lead(next: &str) -> Option<char> {
    next.chars().find(|c| c.is_alphanumeric())
}

/// Reads a number of at most three digits of any script.
fn number(digits: &str) -> Option<u32> {
    let value = |c: char| match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    };
    let few = (1..=3).contains(&digits.chars().count());
    few.then(|| digits.chars().try_fold(0, |sum, c| Some(sum * 10 + value(c)?)))?
}

/// Returns the length of a footnote mark such as `[12]` at the start of `rest`.
fn note_length(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let length = inner.find(']')?;
    let digits = length > 0 && length <= 3 && inner[..length].bytes().all(|b| b.is_ascii_digit());
    digits.then_some(length + 2)
}

/// Tells whether a mark ties what stands before it to what follows.
fn is_joining(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '，' | '；' | '：' | '、' | '،' | '؛' | ')' | '）' | '%'
    )
}

/// Tells whether a mark opens quoted speech.
fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '「' | '『' | '"' | '„')
}

/// Tells whether a mark closes quoted speech or brackets.
fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '」' | '』' | ')' | '）')
}

/// Tells whether a character is a direction mark or another that is not seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Tells whether a word after a point is the end of a site's or file's name.
fn is_suffix(word: &str) -> bool {
    let known = [
        "com", "org", "net", "gov", "int", "edu", "html", "htm", "pdf", "doc", "docx", "txt", "js",
    ];
    known.iter().any(|suffix| word.eq_ignore_ascii_case(suffix))
}
