//! Recognition by style, on the samples, and on real pages.

#![expect(clippy::single_range_in_vec_init, reason = "bold runs are lists of ranges")]

mod real;
mod samples;
mod styles;
mod titles;
mod traps;
mod whole;

use std::ops::Range;

use jiff::civil::Date;

use super::*;
use crate::language::fold::fold;
use crate::model::Role;
use crate::read::{Block, Region};

/// Stand-ins: sentences end at terminators before white space, dates are the
/// first three numbers that make one or a day beside an English month.
struct Tools;

impl TurnTools for Tools {
    fn sentences(&self, paragraph: &str) -> Vec<Range<usize>> {
        let mut cuts = vec![0];
        cuts.extend(boundaries(paragraph));
        cuts.push(paragraph.len());
        cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
    }

    fn first_full_date(&self, text: &str) -> Option<Date> {
        let months = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
        ];
        let text = fold(text);
        let month = months.iter().position(|month| text.contains(month));
        let digits: Vec<i16> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        let year = digits.iter().copied().find(|&n| n > 1900)?;
        let small: Vec<i8> = digits
            .iter()
            .filter(|&&n| n < 32)
            .filter_map(|&n| i8::try_from(n).ok())
            .collect();
        let month = month.and_then(|m| i8::try_from(m + 1).ok());
        let (month, day) = month.map_or_else(
            || Some((*small.first()?, *small.get(1)?)),
            |m| Some((m, *small.first()?)),
        )?;
        Date::new(year, month, day).ok()
    }
}

fn pack(code: &str) -> Pack {
    let path = format!("{}/src/language/packs/{code}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the pack is there");
    toml::from_str(&text).expect("the pack is sound")
}

/// A text file's page: a block a line.
fn page(text: &str) -> Page {
    let blocks = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let block = |(k, line): (usize, &str)| Block {
        text: line.trim().to_owned(),
        line: k + 1,
        ..Block::default()
    };
    Page {
        source: "page.txt".to_owned(),
        blocks: blocks.map(block).collect(),
        ..Page::default()
    }
}

fn run(code: &str, page: &Page) -> Reading {
    let lang: Lang = code.parse().expect("a code");
    let reading = recognise(page, lang, &pack(code), &Outlets::embedded(), &Tools);
    assert!(
        nothing_lost(page, &reading.edition),
        "lost text: {}",
        show(&reading)
    );
    reading
}

/// The turns as `q AFP` and the paratext as `-navigation`, in order.
fn outline(reading: &Reading) -> Vec<String> {
    let edition = &reading.edition;
    let mut lines = Vec::new();
    for count in 0..=edition.turns.len() {
        lines.extend(
            edition
                .paratext
                .iter()
                .filter(|piece| piece.after == count)
                .map(|piece| format!("-{}", piece.kind.as_str())),
        );
        lines.extend(
            edition
                .turns
                .get(count)
                .map(|turn| format!("{} {}", &turn.role.as_str()[..1], turn.label)),
        );
    }
    lines
}

fn turns(reading: &Reading) -> Vec<String> {
    outline(reading)
        .into_iter()
        .filter(|line| !line.starts_with('-'))
        .collect()
}

fn show(reading: &Reading) -> String {
    let line = |decision: &Decision| {
        let text: String = decision.text.chars().take(60).collect();
        format!(
            "{:3} {} [{}] {text}\n",
            decision.line, decision.verdict, decision.why
        )
    };
    reading.trace.iter().map(line).collect()
}

#[track_caller]
fn expect(code: &str, text: &str, wanted: &[&str]) -> Reading {
    let reading = run(code, &page(text));
    assert_eq!(outline(&reading), wanted, "\n{}", show(&reading));
    reading
}
