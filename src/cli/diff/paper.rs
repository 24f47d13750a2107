//! Text for a terminal: cleaned, wrapped, isolated, styled.
//!
//! What comes from a page may hold anything: control characters become visible
//! signs, and characters that override the direction of text are left out, for
//! a page could reorder the whole line with them. Right-to-left text stands in
//! isolates (UAX #9), each line, and in it each changed piece.

use owo_colors::OwoColorize as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

const ISOLATE: char = '\u{2067}';
const POP: char = '\u{2069}';

/// How a piece looks. What matters is said by signs as well, never by looks alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// As it is.
    Plain,
    /// A value that differs.
    Value,
    /// Only in the old page.
    Deleted,
    /// Only in the new page.
    Inserted,
}

/// A piece of text, clean already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
}

impl Span {
    /// Text as it is.
    pub(super) fn plain(text: &str) -> Span {
        Span::new(text, Look::Plain)
    }

    /// Words of ours, which run from left to right in any text and stay in one line.
    pub(super) fn note(text: &str) -> Span {
        let text = text.replace(' ', "\u{A0}");
        Span {
            text: format!("\u{2066}{text}{POP}"),
            look: Look::Plain,
        }
    }

    /// Text that looks like something; signs of its look are added.
    pub(super) fn new(text: &str, look: Look) -> Span {
        let text = clean(text);
        let text = match look {
            Look::Plain => text,
            Look::Value => format!("[{text}]"),
            Look::Deleted => format!("[-{text}-]"),
            Look::Inserted => format!("{{+{text}+}}"),
        };
        Span { text, look }
    }
}

/// Makes text harmless for a terminal.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .map(|c| match u32::from(c) {
            code @ 0..=0x1F => char::from_u32(0x2400 + code).unwrap_or(' '),
            0x7F => '\u{2421}',
            0x80..=0x9F | 0x2028 | 0x2029 => '\u{FFFD}',
            _ => c,
        })
        .collect()
}

/// Cleans text and isolates it where it runs from right to left.
pub(super) fn isolated(text: &str, rtl: bool) -> String {
    let text = clean(text);
    if rtl {
        format!("{ISOLATE}{text}{POP}")
    } else {
        text
    }
}

/// The width of the terminal; `COLUMNS` overrules it, elsewhere it is 100.
pub(super) fn terminal_width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let size = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(size).unwrap_or(100).clamp(40, 160)
}

/// Cuts text to a width, with an ellipsis where something is left out.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let cut: String = text.chars().take_while(fits).collect();
    let words = cut.rfind(' ').filter(|&at| at * 2 > cut.len());
    format!("{}…", cut[..words.unwrap_or(cut.len())].trim_end())
}

/// Breaks spans into lines of at most `width` columns: at spaces, inside a word
/// only where it has none or is Chinese.
pub(super) fn lines(spans: &[Span], width: usize, rtl: bool) -> Vec<String> {
    let chars: Vec<(usize, char)> = (spans.iter().enumerate())
        .flat_map(|(k, span)| span.text.chars().map(move |c| (k, c)))
        .collect();
    let mut out = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let end = line_end(&chars, start, width);
        out.push(rendered(spans, &chars[start..end], rtl));
        start = end + chars[end..].iter().take_while(|(_, c)| *c == ' ').count();
    }
    out
}

/// Where the line that begins at `start` ends.
fn line_end(chars: &[(usize, char)], start: usize, width: usize) -> usize {
    let mut used = 0;
    let mut space = None;
    for (k, &(_, c)) in chars.iter().enumerate().skip(start) {
        let w = c.width().unwrap_or(0);
        if c == ' ' || (w == 2 && k > start && !closes(c)) {
            space = Some(k);
        }
        if used + w > width {
            return match space {
                Some(at) if at > start => at,
                _ => k.max(start + 1),
            };
        }
        used += w;
    }
    chars.len()
}

/// Whether a wide mark must not begin a line.
fn closes(c: char) -> bool {
    "，。、；：？！」』）》〉】”’…％".contains(c)
}

fn rendered(spans: &[Span], line: &[(usize, char)], rtl: bool) -> String {
    let mut out = String::new();
    for piece in line.chunk_by(|a, b| a.0 == b.0) {
        let text: String = piece.iter().map(|&(_, c)| c).collect();
        let look = spans[piece[0].0].look;
        let text = if rtl && look != Look::Plain {
            format!("{ISOLATE}{text}{POP}")
        } else {
            text
        };
        out += &styled(&text, look);
    }
    let out = out.trim_end().to_owned();
    if rtl { format!("{ISOLATE}{out}{POP}") } else { out }
}

fn styled(text: &str, look: Look) -> String {
    match look {
        Look::Plain => text.to_owned(),
        Look::Value => text.bold().underline().to_string(),
        Look::Deleted => text.red().strikethrough().to_string(),
        Look::Inserted => text.green().underline().to_string(),
    }
}
