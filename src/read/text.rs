//! Text files to blocks.
//!
//! Problem: a saved page has one paragraph a line, whether or not blank lines
//! stand between; a text from a mail or a terminal cuts paragraphs at a fixed
//! width and ends them with a blank line.
//!
//! ```text
//! CCTV: What is …        (one long line)      CCTV: What is the ministry's
//! Wang Wenbin: We …                           comment on the statement?
//! ```
//!
//! Choice: one block a line, unless most lines that another one follows are
//! 60 to 100 columns wide and stop within a sentence; then the lines of a
//! paragraph are joined, except after a line that is too short to have been
//! cut, or where a label follows the end of a sentence. Rejected: a decision for
//! each paragraph alone, for two lines can be of similar width by chance.

use std::ops::Range;

use super::space::{
    breaks_without_space, columns, fold, is_hard_wrapped, is_short, is_visible, starts_anew, wrap_column,
};
use super::{Block, Page};

/// Reads a text file's content.
pub(super) fn read(content: &str) -> Page {
    let lines = lines(content);
    let joins = joins(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut joined = false;
    for (i, line) in lines.iter().enumerate() {
        if !line.chars().any(is_visible) {
            joined = false;
            continue;
        }
        let continues = |block: &&mut Block| joined && !starts_anew(&block.text, line);
        match blocks.last_mut().filter(continues) {
            Some(block) => append(&mut block.text, line),
            None => blocks.push(Block {
                text: line.clone(),
                line: i + 1,
                ..Block::default()
            }),
        }
        joined = joins.as_ref().is_some_and(|j| j.cut(columns(line)));
    }
    for block in &mut blocks {
        block.bold = starred(&block.text);
    }
    Page {
        blocks,
        ..Page::default()
    }
}

/// The lines of a file, folded; CR LF, LF and CR end one.
fn lines(content: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in content.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        lines.extend(line.split('\r').map(fold));
    }
    lines
}

/// How a hard-wrapped file joins lines.
struct Joins {
    column: usize,
}

impl Joins {
    /// Whether a line of this width was cut, so that the next continues it.
    fn cut(&self, width: usize) -> bool {
        !is_short(width, self.column)
    }
}

/// Tells whether the file is hard-wrapped.
fn joins(lines: &[String]) -> Option<Joins> {
    let followed = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let followed: Vec<&str> = followed.map(|pair| pair[0].as_str()).collect();
    let widths: Vec<usize> = followed.iter().map(|line| columns(line)).collect();
    is_hard_wrapped(followed.into_iter()).then(|| Joins {
        column: wrap_column(&widths),
    })
}

/// Appends a line to a paragraph, with a space where the script has spaces.
fn append(text: &mut String, line: &str) {
    let ends = text.chars().next_back().zip(line.chars().next());
    if !ends.is_some_and(|(before, after)| breaks_without_space(before, after)) {
        text.push(' ');
    }
    text.push_str(line);
}

/// The ranges of `**bold**` text; the asterisks stay in the text and in the range.
fn starred(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices("**").map(|(i, _)| i).collect();
    let mut ranges = Vec::new();
    let mut rest = marks.as_slice();
    while let [start, end, after @ ..] = rest {
        let inner = text.get(start + 2..*end).unwrap_or_default();
        // `* * *` and `****` are dividers.
        if inner.trim() == inner && inner.chars().any(char::is_alphanumeric) {
            ranges.push(*start..end + 2);
            rest = after;
        } else {
            rest = &rest[1..];
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(content: &str) -> Vec<String> {
        read(content).blocks.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn a_line_is_a_block() {
        let page = read("Title\r\n\r\n\u{3000}\u{3000}问：\u{A0}好\t 吗？\rAFP:  Yes.\n");
        let found: Vec<_> = page.blocks.iter().map(|b| (b.line, b.text.as_str())).collect();
        assert_eq!(found, [(1, "Title"), (3, "问：\u{A0}好 吗？"), (4, "AFP: Yes.")]);
    }

    #[test]
    fn hard_wrapped_paragraphs_are_joined() {
        let content = "QUESTION: The river commission has published a report on the state\n\
            of the lower valley, and several members were not content with the\nwording. Why?\n\
            MR PRICE: We have seen the report and we shall answer it in due time\nand in full.\n\n* * *\n";
        let found = texts(content);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].ends_with("with the wording. Why?"));
        assert!(found[1].ends_with("time and in full."));
    }

    #[test]
    fn wrapped_han_gets_no_spaces() {
        let line = "委员会今天发布了关于下游流域状况的年度报告并且回答了记者的提问";
        let found = texts(&format!("{line}\n{line}\n{line}\n完。\n"));
        assert_eq!(found, [format!("{line}{line}{line}完。")]);
    }

    #[test]
    fn long_lines_are_not_joined() {
        let long = "word ".repeat(60);
        assert_eq!(texts(&format!("{long}\n{long}\nshort\n")).len(), 3);
    }

    #[test]
    fn short_paragraphs_are_not_taken_for_cut_lines() {
        let content = "CCTV: What is your comment on the statement of the minister of today?\n\
            Wang Wenbin: We have noted it, and we shall answer it in due time.\n\
            That is all that I can say about this matter at the present moment.\n\
            AFP: Is there anything new about the talks of the two ministers?\n";
        assert_eq!(texts(content).len(), 4);
    }

    #[test]
    fn starred_labels_are_bold_with_their_stars() {
        let block = &read("**Q**: a **b** c").blocks[0];
        assert_eq!(block.text, "**Q**: a **b** c");
        assert_eq!(block.bold, [0..5, 9..14]);
        for divider in ["***", "* * *", "****", "** **"] {
            assert!(read(divider).blocks[0].bold.is_empty());
        }
    }

    #[test]
    fn no_character_is_lost() {
        arbtest::arbtest(|u| {
            let content: String = u.arbitrary()?;
            let seen = |s: &str| s.chars().filter(|&c| is_visible(c)).collect::<String>();
            let page = read(&content);
            let kept: String = page.blocks.iter().map(|b| seen(&b.text)).collect();
            assert_eq!(seen(&content), kept);
            for block in &page.blocks {
                assert!(!block.text.is_empty() && block.text == fold(&block.text));
                assert!(block.bold.iter().all(|r| block.text.get(r.clone()).is_some()));
            }
            Ok(())
        })
        .budget_ms(300);
    }
}
