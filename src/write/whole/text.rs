//! An edition as paragraphs of sentences, all that has text.

use std::io::{self, Write};

use crate::model::{Edition, Sentence, Turn};
use crate::write::xml_text;

/// An edition: its sentences in document order. Sentences without text, which
/// pages do not have, are left out, for most tools drop what is empty and count on.
#[derive(Debug)]
pub struct Text<'a> {
    /// The paragraphs, each with a sentence or more.
    pub paragraphs: Vec<Paragraph<'a>>,
}

/// A paragraph of a turn.
#[derive(Debug)]
pub struct Paragraph<'a> {
    /// The turn that it stands in.
    pub turn: &'a Turn,
    /// Its sentences, all with text.
    pub sentences: Vec<&'a Sentence>,
}

impl<'a> Text<'a> {
    /// Takes an edition apart.
    #[must_use]
    pub fn new(edition: &'a Edition) -> Text<'a> {
        let mut paragraphs = Vec::new();
        for turn in &edition.turns {
            for chunk in turn.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
                let some = |sentence: &&Sentence| !sentence.text.trim().is_empty();
                let sentences: Vec<&Sentence> = chunk.iter().filter(some).collect();
                if !sentences.is_empty() {
                    paragraphs.push(Paragraph { turn, sentences });
                }
            }
        }
        Text { paragraphs }
    }

    /// Returns the sentences; their position in this list is what links name.
    pub fn sentences(&self) -> impl Iterator<Item = &'a Sentence> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| paragraph.sentences.iter().copied())
    }

    /// Returns how many sentences there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paragraphs
            .iter()
            .map(|paragraph| paragraph.sentences.len())
            .sum()
    }

    /// Returns whether there is no sentence.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Writes the paragraphs as `p` and `s` with their [numbers](Text::numbers), a sentence a
    /// line, and what `attributes` says of a paragraph's turn. Returns how many characters XML
    /// does not allow.
    pub(in crate::write) fn write_xml(
        &self,
        out: &mut impl Write,
        between: char,
        mut attributes: impl FnMut(&Turn) -> String,
    ) -> io::Result<usize> {
        let mut replaced = 0;
        let mut names = self.numbers(between).into_iter();
        for (p, paragraph) in self.paragraphs.iter().enumerate() {
            writeln!(out, "<p id=\"{}\"{}>", p + 1, attributes(paragraph.turn))?;
            for (sentence, name) in paragraph.sentences.iter().zip(names.by_ref()) {
                let (text, unfit) = xml_text(&sentence.text);
                replaced += unfit;
                writeln!(out, "<s id=\"{name}\">{text}</s>")?;
            }
            writeln!(out, "</p>")?;
        }
        Ok(replaced)
    }

    /// Returns a name for each sentence: the number of its paragraph in the edition and
    /// its own in the paragraph, from 1, parted by `between`.
    #[must_use]
    pub fn numbers(&self, between: char) -> Vec<String> {
        let mut names = Vec::with_capacity(self.len());
        for (p, paragraph) in self.paragraphs.iter().enumerate() {
            names.extend((1..=paragraph.sentences.len()).map(|s| format!("{}{between}{s}", p + 1)));
        }
        names
    }
}
