//! What is wrong with a termbase, before anyone relies on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::compile::{Terms, tokens};
use super::rows::{Row, Rows};
use crate::evidence::Analyser;
use crate::language::Languages;
use crate::model::Lang;

/// Something wrong in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which table, by its place among those given.
    pub table: usize,
    /// The line in it, from 1.
    pub line: usize,
    /// The concept.
    pub id: String,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.id, self.message)
    }
}

/// Looks for duplicates, missing cells, strange scripts and variants that match nothing;
/// findings come in the order of the tables and lines.
#[must_use]
pub fn lint(tables: &[Rows], languages: &Languages) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ids: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut heads: BTreeMap<Vec<(Lang, String)>, &str> = BTreeMap::new();
    let terms = Terms::compile(tables, languages);
    let analyser = |lang| {
        let language = languages.get(lang)?;
        Some((lang, Analyser::new(language.pack(), language.values())))
    };
    let analysers: BTreeMap<Lang, Analyser<'_>> = languages.codes().filter_map(analyser).collect();
    let mut concept = 0u32;
    for (table, rows) in tables.iter().enumerate() {
        for row in &rows.rows {
            let mut say = |message: String| {
                findings.push(Finding {
                    table,
                    line: row.line,
                    id: row.id.clone(),
                    message,
                });
            };
            if let Some((_, line)) = ids.insert(&row.id, (table, row.line)) {
                say(format!(
                    "the id stands twice, in line {line} too: give each concept its own"
                ));
            }
            let head = heads_of(row);
            if head.len() > 2
                && let Some(other) = heads.insert(head, &row.id)
            {
                say(format!(
                    "the same first variants in every language as `{other}`: join the rows"
                ));
            }
            for &lang in &rows.langs {
                match row.cells.get(&lang) {
                    None => say(format!("no `{lang}` cell: fill it, or put the code into `doubt`")),
                    Some(variants) => cell(lang, variants, languages, &mut say),
                }
                unmatched((row, concept), lang, &analysers, &terms, &mut say);
            }
            concept += 1;
        }
    }
    findings
}

fn heads_of(row: &Row) -> Vec<(Lang, String)> {
    let cells = row.cells.iter();
    cells
        .map(|(&lang, variants)| (lang, variants[0].to_lowercase()))
        .collect()
}

fn cell(lang: Lang, variants: &[String], languages: &Languages, say: &mut impl FnMut(String)) {
    let mut known = BTreeSet::new();
    for variant in variants {
        if !known.insert(variant) {
            say(format!("`{variant}` stands twice in the `{lang}` cell"));
        }
        let Some(language) = languages.get(lang) else {
            continue;
        };
        let own = script_of(&language.pack().script);
        let scripts: BTreeSet<Script> = variant.chars().filter_map(script).collect();
        let acronym = variant
            .chars()
            .filter(|c| c.is_uppercase() || c.is_ascii_digit())
            .count()
            > 1;
        if !scripts.is_empty() && !scripts.contains(&own) && !acronym {
            say(format!(
                "`{variant}` in the `{lang}` cell is not in the script of the language"
            ));
        }
        if let Some(word) = variant.split([' ', '-']).find(|word| is_mixed(word)) {
            say(format!(
                "`{word}` in the `{lang}` cell mixes Latin and Cyrillic letters"
            ));
        }
    }
}

/// Variants that are not found in a text that is the variant itself.
fn unmatched(
    (row, concept): (&Row, u32),
    lang: Lang,
    analysers: &BTreeMap<Lang, Analyser<'_>>,
    terms: &Terms<'_>,
    say: &mut impl FnMut(String),
) {
    let Some(analyser) = analysers.get(&lang) else {
        return;
    };
    for variant in row.variants(lang) {
        let tokens = tokens(analyser, &format!("x {variant}."));
        if !terms.finds(lang, concept, &tokens) {
            say(format!(
                "`{variant}` in the `{lang}` cell matches nothing, not even itself"
            ));
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
}

fn script_of(code: &str) -> Script {
    match code {
        "Cyrl" => Script::Cyrillic,
        "Arab" => Script::Arabic,
        "Hans" | "Hant" | "Hani" => Script::Han,
        _ => Script::Latin,
    }
}

fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' if c.is_alphabetic() => Script::Latin,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{600}'..='\u{6FF}' if c.is_alphabetic() => Script::Arabic,
        '\u{3400}'..='\u{9FFF}' => Script::Han,
        _ => return None,
    })
}

fn is_mixed(word: &str) -> bool {
    let scripts: BTreeSet<Script> = word.chars().filter_map(script).collect();
    scripts.contains(&Script::Latin) && scripts.contains(&Script::Cyrillic)
}
