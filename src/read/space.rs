//! White space, joining of lines, and what a paragraph's start and end look like.

/// Whether a character is folded into one space: C0 controls count as white
/// space, for they mean nothing and XML forbids them.
pub(super) fn is_folded(c: char) -> bool {
    c == ' ' || c.is_ascii_control()
}

/// Whether a character is dropped at the ends of a block.
pub(super) fn is_trimmed(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_control() || c == '\u{FEFF}'
}

/// Whether a character leaves ink; a block without any is no block.
pub(super) fn is_visible(c: char) -> bool {
    let invisible =
        matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}');
    !is_trimmed(c) && !invisible
}

/// Whether a character belongs to a script without spaces between words.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// The width of a text in columns: wide characters take two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Trims and folds one line.
pub(super) fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.trim_matches(is_trimmed).chars() {
        if !is_folded(c) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Whether a line break between two characters stands for nothing, not for a space.
pub(super) fn breaks_without_space(before: char, after: char) -> bool {
    is_wide(before) && is_wide(after)
}

/// Whether a line ends as a paragraph ends.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closers = [
        '"', '\'', '”', '’', '»', ')', '）', '】', '』', '」', '*', '\u{200E}', '\u{200F}',
    ];
    let line = line.trim_end_matches(|c| is_trimmed(c) || closers.contains(&c));
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔'])
}

/// Whether a line starts with something like `Name:`, of at most 60 characters.
pub(super) fn starts_like_label(line: &str) -> bool {
    for (i, c) in line.trim_start_matches(is_trimmed).chars().take(61).enumerate() {
        match c {
            ':' | '：' => return i > 0,
            ',' | '，' | '。' | '?' | '？' | '؟' | ';' => return false,
            _ => {}
        }
    }
    false
}

/// Whether the lines look cut at a fixed width: at least 70 % of those that
/// another line follows are 60 to 100 columns wide, and at most a third of
/// these end a sentence, as they would by chance.
pub(super) fn is_hard_wrapped<'a>(followed: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut fitting, mut whole) = (0, 0, 0);
    for line in followed {
        all += 1;
        if (60..=100).contains(&columns(line)) {
            fitting += 1;
            whole += usize::from(ends_sentence(line));
        }
    }
    fitting >= 2 && fitting * 10 >= all * 7 && whole * 3 <= fitting
}

/// Whether a line of hard-wrapped text starts a paragraph, although no blank
/// line stands before it.
pub(super) fn starts_anew(before: &str, line: &str) -> bool {
    ends_sentence(before) && starts_like_label(line)
}

/// The column that hard-wrapped lines run to.
pub(super) fn wrap_column(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0)
}

/// Whether a line is so short that the next one is a new paragraph.
pub(super) fn is_short(width: usize, column: usize) -> bool {
    width * 4 < column * 3
}
