//! An alignment for people, in a terminal.
//!
//! Two editions stand side by side where the terminal is wide enough; more
//! stand under each other, a group of sentences a block. Right-to-left text is
//! put into isolates (UAX #9), so that it does not disturb its line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use owo_colors::OwoColorize as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::language::{Direction, Languages};
use crate::model::{Aligned, Group, Lang, SentenceId};

const NARROWEST_COLUMN: usize = 36;

/// Prints one briefing.
pub(super) fn briefing(aligned: &Aligned, languages: &Languages, out: &mut impl Write) -> io::Result<()> {
    let view = View::new(aligned, languages);
    writeln!(out, "{}", aligned.briefing.id.bold())?;
    for (lang, edition) in &aligned.editions {
        let title = edition.title.as_deref().unwrap_or("(no title)");
        writeln!(out, "  {}  {}", lang.bold(), view.isolated(*lang, title))?;
    }
    for (k, group) in aligned.alignment.turns.groups.iter().enumerate() {
        view.turn(k, group, out)?;
    }
    writeln!(out)
}

struct View<'a> {
    aligned: &'a Aligned,
    texts: BTreeMap<&'a SentenceId, &'a str>,
    /// The turn group of each sentence.
    homes: BTreeMap<&'a SentenceId, usize>,
    right_to_left: Vec<Lang>,
    width: usize,
}

impl<'a> View<'a> {
    fn new(aligned: &'a Aligned, languages: &Languages) -> View<'a> {
        let mut homes = BTreeMap::new();
        for (k, group) in aligned.alignment.turns.groups.iter().enumerate() {
            for (lang, turns) in &group.members {
                for &turn in turns {
                    homes.extend(
                        aligned.editions[lang].turns[turn]
                            .sentences
                            .iter()
                            .map(|s| (&s.id, k)),
                    );
                }
            }
        }
        let rtl = |lang: &Lang| {
            languages
                .get(*lang)
                .is_some_and(|l| l.pack().direction == Direction::Rtl)
        };
        View {
            aligned,
            texts: aligned
                .editions
                .values()
                .flat_map(|e| e.sentences())
                .map(|s| (&s.id, s.text.as_str()))
                .collect(),
            homes,
            right_to_left: aligned.editions.keys().copied().filter(rtl).collect(),
            width: terminal_width(),
        }
    }

    fn isolated(&self, lang: Lang, text: &str) -> String {
        if self.right_to_left.contains(&lang) {
            format!("\u{2067}{text}\u{2069}")
        } else {
            text.to_owned()
        }
    }

    fn turn(&self, k: usize, group: &Group<usize>, out: &mut impl Write) -> io::Result<()> {
        writeln!(out)?;
        let mut heads = Vec::new();
        for (lang, turns) in &group.members {
            for &t in turns {
                let turn = &self.aligned.editions[lang].turns[t];
                let label = if turn.label.is_empty() {
                    turn.role.as_str()
                } else {
                    &turn.label
                };
                heads.push(format!("{} {}", lang, self.isolated(*lang, label)));
            }
        }
        writeln!(out, "{}", format!("── {}", heads.join(" · ")).bold())?;
        for sentences in &self.aligned.alignment.sentences.groups {
            let first = sentences.members.values().flatten().next();
            if first.and_then(|id| self.homes.get(id)) == Some(&k) {
                self.sentences(sentences, group, out)?;
            }
        }
        Ok(())
    }

    fn sentences(
        &self,
        group: &Group<SentenceId>,
        turn: &Group<usize>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let langs: Vec<Lang> = turn
            .members
            .iter()
            .filter(|(_, t)| !t.is_empty())
            .map(|(&lang, _)| lang)
            .collect();
        let text = |lang: &Lang| -> String {
            group.members[lang]
                .iter()
                .map(|id| self.texts[id])
                .collect::<Vec<_>>()
                .join(" ")
        };
        let column = (self.width.saturating_sub(3)) / 2;
        if langs.len() == 2 && column >= NARROWEST_COLUMN {
            let cells: Vec<Vec<String>> = langs.iter().map(|lang| wrapped(&text(lang), column)).collect();
            return self.side_by_side(&langs, &cells, column, out);
        }
        writeln!(out, "{}", format!("   {:.2}", group.confidence).dimmed())?;
        for lang in &langs {
            let text = text(lang);
            let text = if text.is_empty() { "–".to_owned() } else { text };
            for (n, line) in wrapped(&text, self.width.saturating_sub(6)).iter().enumerate() {
                let head = if n == 0 { lang.to_string() } else { String::new() };
                writeln!(out, "  {:<2}  {}", head.cyan(), self.isolated(*lang, line))?;
            }
        }
        Ok(())
    }

    fn side_by_side(
        &self,
        langs: &[Lang],
        cells: &[Vec<String>],
        column: usize,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let rows = cells.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..rows {
            let left = cells[0].get(row).map_or("", String::as_str);
            let right = cells[1].get(row).map_or("", String::as_str);
            let gap = " ".repeat(column.saturating_sub(left.width()));
            writeln!(
                out,
                "{}{gap} │ {}",
                self.isolated(langs[0], left),
                self.isolated(langs[1], right)
            )?;
        }
        writeln!(out, "{}", "┄".repeat(column * 2 + 3).dimmed())
    }
}

/// The width of the terminal, from `COLUMNS`; 100 elsewhere.
fn terminal_width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(100)
        .max(40)
}

/// Breaks a text into lines of at most `width` columns: at spaces, inside a
/// word only where it has none or is Chinese.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut space = None;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w > width {
            let rest = match space {
                Some(at) if at > 0 => line.split_off(at).trim_start().to_owned(),
                _ => String::new(),
            };
            lines.push(std::mem::replace(&mut line, rest));
            used = line.width();
            space = None;
        }
        if c == ' ' {
            space = Some(line.len());
        }
        line.push(c);
        used += w;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_at_spaces_and_inside_chinese() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("水库水位将比平时低", 8), ["水库水位", "将比平时", "低"]);
        assert!(wrapped("", 8).is_empty());
    }
}
