//! What the sentences of a briefing say in figures: values with their places.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::script::is_han;
use crate::language::{Languages, ValueKind};
use crate::model::{Difference, DifferenceKind, DifferenceLevel, Edition, Lang, Mark, SentenceId};

/// A value that a sentence names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub(super) lang: Lang,
    /// The position of the sentence in its edition.
    pub(super) sentence: usize,
    /// The bytes of the sentence that name it.
    pub(super) span: Range<usize>,
    pub(super) kind: ValueKind,
    /// Whether digits are among them.
    pub(super) figures: bool,
    /// Whether anything stands between its digits.
    pub(super) separated: bool,
}

/// What an edition says in a difference, and where.
pub(super) struct Said<'a> {
    pub(super) lang: Lang,
    pub(super) sentence: usize,
    pub(super) span: &'a Range<usize>,
    pub(super) value: String,
}

/// Rounds a confidence, so that it does not hang on the last bit.
pub(super) fn round(confidence: f64) -> f64 {
    (confidence * 1e4).round() / 1e4
}

/// All sentences of a briefing with their values.
pub(super) struct Facts<'a> {
    sentences: BTreeMap<Lang, Vec<(&'a SentenceId, &'a str)>>,
    positions: BTreeMap<&'a SentenceId, usize>,
    facts: BTreeMap<Lang, Vec<Vec<Fact>>>,
}

impl<'a> Facts<'a> {
    /// Reads all values; a language without a pack has none.
    pub(super) fn read(editions: &'a BTreeMap<Lang, Edition>, languages: &Languages) -> Facts<'a> {
        let mut all = Facts {
            sentences: BTreeMap::new(),
            positions: BTreeMap::new(),
            facts: BTreeMap::new(),
        };
        for (&lang, edition) in editions {
            let sentences: Vec<_> = edition.sentences().map(|s| (&s.id, s.text.as_str())).collect();
            let values = languages.get(lang).map(crate::language::Language::values);
            let facts = sentences.iter().enumerate().map(|(sentence, (_, text))| {
                let found = values.map(|values| values.find(text)).unwrap_or_default();
                let fact = |value: crate::language::Value| Fact {
                    lang,
                    sentence,
                    figures: text[value.span.clone()]
                        .chars()
                        .any(|c| c.is_numeric() && !is_han(c)),
                    separated: separated(&text[value.span.clone()]),
                    span: value.span,
                    kind: value.kind,
                };
                found.into_iter().map(fact).collect()
            });
            all.facts.insert(lang, facts.collect());
            all.positions
                .extend(sentences.iter().enumerate().map(|(k, (id, _))| (*id, k)));
            all.sentences.insert(lang, sentences);
        }
        all
    }

    /// Returns the values of a sentence, in the order of its text.
    pub(super) fn of(&self, lang: Lang, sentence: usize) -> &[Fact] {
        &self.facts[&lang][sentence]
    }

    /// Returns the position of a sentence in its edition.
    pub(super) fn position(&self, id: &SentenceId) -> usize {
        self.positions[id]
    }

    /// Returns the identifier of a sentence.
    pub(super) fn id(&self, lang: Lang, sentence: usize) -> &'a SentenceId {
        self.sentences[&lang][sentence].0
    }

    /// Returns the texts of all sentences, by language.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Lang, Vec<&'a str>)> + '_ {
        let texts = |list: &[(&SentenceId, &'a str)]| list.iter().map(|(_, text)| *text).collect();
        self.sentences
            .iter()
            .map(move |(&lang, list)| (lang, texts(list)))
    }

    /// Returns the text of a sentence.
    pub(super) fn text(&self, lang: Lang, sentence: usize) -> &'a str {
        self.sentences[&lang][sentence].1
    }

    /// Makes the difference that some editions say another thing than others.
    pub(super) fn difference(
        &self,
        kind: DifferenceKind,
        mut odd: Vec<Lang>,
        said: &[Said<'_>],
        confidence: f64,
    ) -> Difference {
        odd.sort_unstable();
        odd.dedup();
        let id = |s: &Said<'_>| self.id(s.lang, s.sentence).0.clone();
        let mark = |s: &Said<'_>| self.mark(s.lang, s.sentence, s.span);
        Difference {
            kind,
            level: DifferenceLevel::Sentence,
            odd,
            at: said.iter().map(|s| (s.lang, vec![id(s)])).collect(),
            values: said.iter().map(|s| (s.lang, s.value.clone())).collect(),
            marks: said.iter().map(|s| (s.lang, vec![mark(s)])).collect(),
            confidence: round(confidence),
        }
    }

    /// Returns the place of a stretch of a sentence, given in bytes.
    fn mark(&self, lang: Lang, sentence: usize, span: &Range<usize>) -> Mark {
        let (id, text) = self.sentences[&lang][sentence];
        let start = text[..span.start].chars().count();
        Mark {
            sentence: id.clone(),
            start,
            end: start + text[span.clone()].chars().count(),
        }
    }
}

/// Whether anything stands between the digits of a text.
fn separated(text: &str) -> bool {
    text.trim_matches(|c: char| !c.is_numeric() || is_han(c))
        .chars()
        .any(|c| !c.is_numeric())
}
