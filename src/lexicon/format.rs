//! Our own file of a lexicon: text, lines of columns parted by tabs.
//!
//! ```text
//! hexapla lexicon 1
//! language  en  2  61234
//! w  dam  52
//! n  helene  3
//! language  zh  1  80411
//! w  大坝  49
//! pair  en  zh  1
//! 0  0  930  810
//! ```
//!
//! - `language`: its code, how many words follow, how many tokens were counted
//!   in all (rare words without a link are not listed).
//! - A word: its kind (`w` word, `n` name, `v` value, `m` mark), its key, how
//!   often it occurred. In a key `\t`, `\n`, `\r` and `\\` stand for tab, line
//!   feed, carriage return and backslash.
//! - `pair`: two codes in alphabetical order, how many links follow.
//! - A link: the position of its word in the list of the first language, from 0,
//!   the same for the second, then the probability that the second renders the
//!   first and that the first renders the second, in thousandths.
//!
//! Words and links are sorted, so one lexicon has one file. Why text: it can be
//! read, compared and edited. Why positions: a link in words would be several
//! times as long, and a word of six languages stands in hundreds of links. JSON
//! was rejected: it repeats its keys in every line and says no more.

use std::fmt::Write as _;
use std::str::Split;

use super::data::{Lexicon, Link, ONE};
use super::draft::Draft;
use super::error::Fault;
use crate::evidence::{Kind, Token};
use crate::model::{Lang, Pair};

/// How a file of ours begins.
const MAGIC: &str = "hexapla lexicon";
/// The version that is written and read.
const VERSION: &str = "1";

/// Returns whether the content of a file is a lexicon of ours, of any version.
#[must_use]
pub fn is_ours(content: &[u8]) -> bool {
    content.starts_with(MAGIC.as_bytes())
}

/// Returns the file of a lexicon.
#[must_use]
pub fn write(lexicon: &Lexicon) -> String {
    let mut out = format!("{MAGIC} {VERSION}\n");
    let mut line = |text: std::fmt::Arguments<'_>| {
        out.write_fmt(text).expect("a string takes all");
        out.push('\n');
    };
    for (lang, list) in lexicon.languages() {
        line(format_args!(
            "language\t{lang}\t{}\t{}",
            list.words.len(),
            list.total
        ));
        for (token, times) in &list.words {
            line(format_args!(
                "{}\t{}\t{times}",
                token.kind.letter(),
                escaped(&token.key)
            ));
        }
    }
    for (pair, links) in lexicon.pairs() {
        line(format_args!(
            "pair\t{}\t{}\t{}",
            pair.first(),
            pair.second(),
            links.len()
        ));
        for link in links {
            line(format_args!(
                "{}\t{}\t{}\t{}",
                link.first, link.second, link.forward, link.backward
            ));
        }
    }
    out
}

/// Reads the file of a lexicon.
///
/// # Errors
///
/// When the text is of another version, cut short, or a line is not as it must be.
pub fn read(text: &str) -> Result<Lexicon, Fault> {
    let mut reader = Reader {
        lines: text.split('\n'),
        at: 0,
        draft: Draft::default(),
        lists: Vec::new(),
    };
    reader.version()?;
    while let Some(line) = reader.next() {
        let mut columns = line.split('\t');
        match columns.next() {
            Some("language") => reader.language(columns)?,
            Some("pair") => reader.pair(columns)?,
            _ if line.is_empty() && reader.lines.clone().next().is_none() => break,
            _ => {
                return Err(reader.fault(format!(
                    "expected a line that begins with `language` or `pair`, found `{}`; is the number of lines \
                     of the block before right?",
                    shortened(line)
                )));
            }
        }
    }
    Ok(reader.draft.finish(0))
}

struct Reader<'a> {
    lines: Split<'a, char>,
    /// The line that was read last, from 1.
    at: usize,
    draft: Draft,
    /// For each language the numbers of its words in the draft.
    lists: Vec<(Lang, Vec<u32>)>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let line = self.lines.next()?;
        self.at += 1;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::at(self.at, message)
    }

    fn version(&mut self) -> Result<(), Fault> {
        let line = self.next().unwrap_or_default();
        let version = line.strip_prefix(MAGIC).map(str::trim);
        if version == Some(VERSION) {
            return Ok(());
        }
        Err(self.fault(format!(
            "expected `{MAGIC} {VERSION}`, found `{}`: this program reads version {VERSION} only; \
             learn the lexicon anew with `hexapla learn`",
            shortened(line)
        )))
    }

    fn language(&mut self, mut columns: Split<'a, char>) -> Result<(), Fault> {
        let wanted = "`language`, a code, the number of words, the number of tokens";
        let lang: Lang = self.column(&mut columns, wanted)?;
        let words: usize = self.column(&mut columns, wanted)?;
        let total: u64 = self.column(&mut columns, wanted)?;
        self.end(&mut columns, wanted)?;
        if self.list(lang).is_some() {
            return Err(self.fault(format!(
                "a second list of words for `{lang}`: each language has one"
            )));
        }
        self.draft.total(lang, total);
        let mut numbers = Vec::new();
        for _ in 0..words {
            let line = self.inside("words")?;
            let (token, times) = self.word(line)?;
            numbers.push(self.draft.word(lang, &token, times));
        }
        self.lists.push((lang, numbers));
        Ok(())
    }

    fn word(&self, line: &str) -> Result<(Token, u64), Fault> {
        let wanted = "a word: `w`, `n`, `v` or `m`, its key, its count";
        let mut columns = line.split('\t');
        let kind = columns.next().and_then(kind);
        let key = columns.next().and_then(unescaped);
        let (Some(kind), Some(key)) = (kind, key) else {
            return Err(self.fault(format!("expected {wanted}; found `{}`", shortened(line))));
        };
        let times = self.column(&mut columns, wanted)?;
        self.end(&mut columns, wanted)?;
        Ok((Token { kind, key }, times))
    }

    fn pair(&mut self, mut columns: Split<'a, char>) -> Result<(), Fault> {
        let wanted = "`pair`, two codes in alphabetical order, the number of links";
        let first: Lang = self.column(&mut columns, wanted)?;
        let second: Lang = self.column(&mut columns, wanted)?;
        let links: usize = self.column(&mut columns, wanted)?;
        self.end(&mut columns, wanted)?;
        if first >= second {
            return Err(self.fault(format!("`{first}` and `{second}`: expected {wanted}")));
        }
        let sizes = [first, second].map(|lang| self.list(lang).map(<[u32]>::len));
        let [Some(firsts), Some(seconds)] = sizes else {
            return Err(self.fault(format!(
                "the words of `{first}` and `{second}` must stand above their links"
            )));
        };
        for _ in 0..links {
            let line = self.inside("links")?;
            let link = self.link(line, firsts, seconds)?;
            let number = |lang, k: u32| self.list(lang).map_or(0, |list| list[k as usize]);
            let (a, b) = (number(first, link.first), number(second, link.second));
            self.draft.link(
                Pair::new(first, second),
                Link {
                    first: a,
                    second: b,
                    ..link
                },
            );
        }
        Ok(())
    }

    fn link(&self, line: &str, firsts: usize, seconds: usize) -> Result<Link, Fault> {
        let wanted = "a link: two positions and two probabilities in thousandths";
        let mut columns = line.split('\t');
        let link = Link {
            first: self.column(&mut columns, wanted)?,
            second: self.column(&mut columns, wanted)?,
            forward: self.column(&mut columns, wanted)?,
            backward: self.column(&mut columns, wanted)?,
        };
        self.end(&mut columns, wanted)?;
        if link.first as usize >= firsts || link.second as usize >= seconds {
            return Err(self.fault(format!(
                "positions {} and {}: the lists have {firsts} and {seconds} words, counted from 0",
                link.first, link.second
            )));
        }
        if link.forward.max(link.backward) > ONE {
            return Err(self.fault("a probability over 1000 thousandths"));
        }
        Ok(link)
    }

    /// The next line of a block.
    fn inside(&mut self, what: &str) -> Result<&'a str, Fault> {
        match self.next() {
            Some(line) if !line.is_empty() => Ok(line),
            _ => Err(self.fault(format!(
                "the list of {what} is shorter than its first line says: the file may be cut short; \
                 copy or learn it anew"
            ))),
        }
    }

    fn column<T: std::str::FromStr>(&self, columns: &mut Split<'_, char>, wanted: &str) -> Result<T, Fault> {
        let column = columns.next().unwrap_or_default();
        let bad = || self.fault(format!("expected {wanted}; found `{}`", shortened(column)));
        column.parse().map_err(|_| bad())
    }

    fn end(&self, columns: &mut Split<'_, char>, wanted: &str) -> Result<(), Fault> {
        match columns.next() {
            None => Ok(()),
            Some(more) => Err(self.fault(format!(
                "expected {wanted}; found one column more, `{}`",
                shortened(more)
            ))),
        }
    }

    fn list(&self, lang: Lang) -> Option<&[u32]> {
        let found = self.lists.iter().find(|(code, _)| *code == lang);
        found.map(|(_, numbers)| numbers.as_slice())
    }
}

fn kind(letter: &str) -> Option<Kind> {
    let mut letters = letter.chars();
    let kind = letters.next().and_then(Kind::of_letter);
    kind.filter(|_| letters.as_str().is_empty())
}

fn escaped(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

/// The first forty characters of a line.
pub(super) fn shortened(line: &str) -> String {
    match line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
