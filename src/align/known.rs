//! What is known of a run's words before it is read: counterparts, and how
//! common each word is.
//!
//! Counterparts come from the run itself ([`prior`]: equal values, words spelt
//! alike, names that sound alike), from lexicons and from termbases; where several
//! know a pair, the greater probability stays. Words that the run does not have
//! are not entered.
//!
//! The lexicon's frequencies are added to the run's counts as if up to
//! [`MOST_TOKENS`] tokens of its text had been read: enough to tell common words
//! from rare ones in a lone document, too little to overrule a batch about what
//! is common in it. Measured on documents aligned alone with a lexicon of others
//! (strict F1, three dev sets): no frequencies .923, 1,000 tokens .926, 2,000 and
//! 5,000 .928, 20,000 and more fall again. All counts as they are were rejected for that.

use std::borrow::Cow;

use crate::evidence::{Vocabulary, prior};
use crate::lexicon::{self, Lexicon, Link, probability};
use crate::model::{Lang, Pair};
use crate::termbase::{Seen, Terms};

use super::options::AlignOptions;

/// How many tokens of a lexicon's text count in the background.
const MOST_TOKENS: f64 = 5_000.0;

/// For each token of a source language its counterparts with their probabilities, in order.
pub(crate) type Rows = Vec<Vec<(u32, f64)>>;

/// Lexicons and termbases, seen from the vocabularies of a run.
pub(crate) struct Known<'a> {
    lexicon: Option<Cow<'a, Lexicon>>,
    /// For each language the run's numbers of the lexicon's words.
    ids: Vec<(Lang, Vec<Option<u32>>)>,
    termbases: Vec<&'a Terms<'a>>,
    /// For each language what each termbase has of it.
    seen: Vec<(Lang, Vec<Seen>)>,
}

impl<'a> Known<'a> {
    /// What the options name, and what is built in where they say so.
    pub(crate) fn new(options: AlignOptions<'a>, vocabularies: &[(Lang, &Vocabulary)]) -> Known<'a> {
        let builtin = options.builtin.then(|| lexicon::builtin().select(vocabularies));
        let lexicon = match (options.lexicon, builtin) {
            (None, None) => None,
            (Some(own), None) => Some(Cow::Borrowed(own)),
            (None, Some(builtin)) => Some(Cow::Owned(builtin)),
            (Some(own), Some(builtin)) => Some(Cow::Owned(Lexicon::merged(&[own.clone(), builtin]))),
        };
        Known {
            lexicon,
            ids: Vec::new(),
            termbases: options.all_termbases(),
            seen: Vec::new(),
        }
    }

    /// Finds the lexicon's words in a vocabulary, and adds their frequencies to it.
    pub(crate) fn language(&mut self, lang: Lang, vocabulary: &mut Vocabulary) {
        let seen = self.termbases.iter().map(|terms| terms.seen(lang, vocabulary));
        self.seen.push((lang, seen.collect()));
        let Some(list) = self.lexicon.as_ref().and_then(|lexicon| lexicon.words(lang)) else {
            return;
        };
        let total = list.total() as f64;
        let share = (MOST_TOKENS / total.max(1.0)).min(1.0);
        let words = list.words().iter();
        let ids: Vec<Option<u32>> = words.clone().map(|(token, _)| vocabulary.id(token)).collect();
        let counts = ids
            .iter()
            .zip(words)
            .filter_map(|(id, (_, times))| id.map(|id| (id, share * *times as f64)));
        vocabulary.know(counts, share * total);
        self.ids.push((lang, ids));
    }

    /// Returns the prior counterparts of the tokens of a source language in a target language.
    pub(crate) fn prior(&self, source: (Lang, &Vocabulary), target: (Lang, &Vocabulary)) -> Rows {
        let mut rows = prior(source.1, target.1);
        for (s, link) in self.links(source.0, target.0) {
            rows[s as usize].push(link);
        }
        for (s, t, p) in self.terms(source.0, target.0) {
            rows[s as usize].push((t, p));
        }
        for row in &mut rows {
            row.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            row.dedup_by_key(|&mut (t, _)| t);
        }
        rows
    }

    /// The links of the lexicon whose words both occur in the run.
    fn links(&self, source: Lang, target: Lang) -> Vec<(u32, (u32, f64))> {
        let (Some(lexicon), Some(sources), Some(targets)) =
            (&self.lexicon, self.ids(source), self.ids(target))
        else {
            return Vec::new();
        };
        let link = |link: &Link| {
            let (s, t, p) = if source < target {
                (link.first, link.second, link.forward)
            } else {
                (link.second, link.first, link.backward)
            };
            let (s, t) = (sources[s as usize]?, targets[t as usize]?);
            (p > 0).then_some((s, (t, probability(p))))
        };
        let links = lexicon.links(Pair::new(source, target)).iter();
        links.filter_map(link).collect()
    }

    /// The counterparts that termbases name.
    fn terms(&self, source: Lang, target: Lang) -> Vec<(u32, u32, f64)> {
        let of = |lang: Lang| {
            let found = self.seen.iter().find(|(code, _)| *code == lang);
            found.map_or(&[] as &[Seen], |(_, seen)| seen)
        };
        let both = of(source).iter().zip(of(target));
        both.flat_map(|(source, target)| source.links(target)).collect()
    }

    fn ids(&self, lang: Lang) -> Option<&[Option<u32>]> {
        let found = self.ids.iter().find(|(code, _)| *code == lang);
        found.map(|(_, ids)| ids.as_slice())
    }
}
