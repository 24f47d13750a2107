//! Small words between values, from `joiners.txt`.

use std::sync::LazyLock;

use super::digits::fold;

/// The words of the data file, folded.
#[derive(Debug)]
pub(super) struct Joiners {
    range: Vec<String>,
    join: Vec<String>,
    article: Vec<String>,
    measure: String,
}

/// The words of all languages, read once.
pub(super) static JOINERS: LazyLock<Joiners> = LazyLock::new(|| {
    let mut joiners = Joiners {
        range: Vec::new(),
        join: Vec::new(),
        article: Vec::new(),
        measure: String::new(),
    };
    for line in include_str!("joiners.txt").lines() {
        let (key, words) = line.split_once(' ').unwrap_or((line, ""));
        let words = words.split(' ').map(fold);
        match key {
            "range" => joiners.range.extend(words),
            "join" => joiners.join.extend(words),
            "article" => joiners.article.extend(words),
            "han_measure" => joiners.measure.extend(words),
            _ => {}
        }
    }
    joiners
});

impl Joiners {
    /// Tells whether the text between two values makes them a range.
    pub(super) fn is_range(&self, between: &str) -> bool {
        has(&self.range, between)
    }

    /// Tells whether a word holds one number together.
    pub(super) fn is_join(&self, word: &str) -> bool {
        has(&self.join, word)
    }

    /// Tells whether a word may stand between a fraction and a scale.
    pub(super) fn is_article(&self, word: &str) -> bool {
        has(&self.article, word)
    }

    /// Tells whether a Chinese character counts things.
    pub(super) fn is_measure(&self, c: char) -> bool {
        self.measure.contains(c)
    }
}

fn has(words: &[String], word: &str) -> bool {
    let word = word.trim();
    !word.is_empty() && words.iter().any(|known| known == word)
}
