//! Brackets and quotation marks of a paragraph, paired.
//!
//! No sentence ends inside brackets, and a closing mark belongs to the sentence
//! before it; both need to know which marks belong together. Marks without a
//! partner are left out, so that one forgotten bracket does not swallow the
//! rest of the paragraph; so are brackets around more than 300 characters.

/// The longest text, in characters, that brackets keep in one piece.
const LONGEST: usize = 300;

/// What a pair of marks encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Quoted speech.
    Quote,
    /// Text in brackets.
    Bracket,
    /// A title in `《》`: part of its sentence whatever marks it holds.
    Title,
}

/// Two marks that belong together; positions are the first bytes of the marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) open: usize,
    pub(super) close: usize,
    pub(super) kind: Kind,
}

/// The pairs of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// All pairs, by closing position.
    all: Vec<Pair>,
    /// The outermost brackets that keep their text in one piece, by position.
    outer: Vec<Pair>,
}

/// An opening mark that waits for its partner.
struct Open {
    at: usize,
    nth: usize,
    closer: char,
    kind: Kind,
}

impl Pairs {
    /// Pairs the marks of `text`.
    pub(super) fn new(text: &str) -> Pairs {
        let mut pairs = Pairs::default();
        let (mut brackets, mut quotes): (Vec<Open>, Vec<Open>) = (Vec::new(), Vec::new());
        let mut kept: Vec<Pair> = Vec::new();
        for (nth, (at, c)) in text.char_indices().enumerate() {
            if c.is_alphanumeric() || c == ' ' {
                continue;
            }
            // After white space a straight quote can only open.
            if c == '"' && text[..at].chars().next_back().is_none_or(char::is_whitespace) {
                quotes.retain(|open| open.closer != '"');
            }
            if let Some(open) = close(&mut brackets, c) {
                let pair = Pair {
                    open: open.at,
                    close: at,
                    kind: open.kind,
                };
                pairs.all.push(pair);
                if nth - open.nth <= LONGEST {
                    kept.push(pair);
                }
            } else if let Some(open) = close(&mut quotes, c) {
                pairs.all.push(Pair {
                    open: open.at,
                    close: at,
                    kind: open.kind,
                });
            } else if let Some((closer, kind)) = opener(c) {
                let stack = if kind == Kind::Quote {
                    &mut quotes
                } else {
                    &mut brackets
                };
                stack.push(Open {
                    at,
                    nth,
                    closer,
                    kind,
                });
            }
        }
        kept.sort_unstable_by_key(|pair| pair.open);
        for pair in kept {
            if pairs.outer.last().is_none_or(|last| last.close < pair.open) {
                pairs.outer.push(pair);
            }
        }
        pairs
    }

    /// Returns the pair that closes at the byte `at`.
    pub(super) fn closing(&self, at: usize) -> Option<Pair> {
        let found = self.all.binary_search_by_key(&at, |pair| pair.close).ok()?;
        Some(self.all[found])
    }

    /// Returns the outermost brackets around the byte `at`.
    pub(super) fn around(&self, at: usize) -> Option<Pair> {
        let after = self.outer.partition_point(|pair| pair.open < at);
        let pair = *self.outer.get(after.checked_sub(1)?)?;
        (at < pair.close).then_some(pair)
    }
}

/// Takes the newest opening mark that `c` closes, with all opened after it.
fn close(stack: &mut Vec<Open>, c: char) -> Option<Open> {
    let found = stack.iter().rposition(|open| open.closer == c)?;
    stack.truncate(found + 1);
    stack.pop()
}

/// Returns the closing partner of an opening mark. Single quotes have none:
/// they cannot be told from apostrophes.
fn opener(c: char) -> Option<(char, Kind)> {
    Some(match c {
        '(' => (')', Kind::Bracket),
        '[' => (']', Kind::Bracket),
        '（' => ('）', Kind::Bracket),
        '［' => ('］', Kind::Bracket),
        '【' => ('】', Kind::Bracket),
        '〔' => ('〕', Kind::Bracket),
        '《' => ('》', Kind::Title),
        '〈' => ('〉', Kind::Title),
        '“' => ('”', Kind::Quote),
        '„' => ('“', Kind::Quote),
        '«' => ('»', Kind::Quote),
        '「' => ('」', Kind::Quote),
        '『' => ('』', Kind::Quote),
        '"' => ('"', Kind::Quote),
        _ => return None,
    })
}
