//! What is known of a run's words before it is read: counterparts, and how
//! common each word is.
//!
//! Counterparts come from the run itself ([`prior`]: equal values, words spelt
//! alike, names that sound alike) and from a lexicon; where both know a pair, the
//! greater probability stays. The lexicon's frequencies are added to the run's
//! counts as if up to [`MOST_TOKENS`] tokens of other text had been read: enough
//! to tell common words from rare ones in a lone document, too little to
//! overrule a batch about what is common in it.

use crate::evidence::{Vocabulary, prior};
use crate::lexicon::{Lexicon, probability};
use crate::model::{Lang, Pair};

/// How many tokens of a lexicon's text count in the background.
fn most_tokens() -> f64 {
    std::env::var("MT")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(20_000.0)
}
/// The pseudo-count of a token's prior counterparts.
const PRIOR: f32 = 2.0;
fn lexp() -> f32 {
    std::env::var("LP")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(2.0)
}

/// Which tokens of one language are counterparts of those of another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Prior {
    /// For each source token its counterparts with their probabilities, in order.
    pub(crate) rows: Vec<Vec<(u32, f64)>>,
    /// For each source token the pseudo-count that its row stands for in learning.
    pub(crate) strength: Vec<f32>,
}

/// A lexicon, seen from the vocabularies of a run.
pub(crate) struct Known<'a> {
    lexicon: Option<&'a Lexicon>,
    /// For each language the run's numbers of the lexicon's words.
    ids: Vec<(Lang, Vec<Option<u32>>)>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(lexicon: Option<&'a Lexicon>) -> Known<'a> {
        Known {
            lexicon,
            ids: Vec::new(),
        }
    }

    /// Finds the lexicon's words in a vocabulary, and adds their frequencies to it.
    pub(crate) fn language(&mut self, lang: Lang, vocabulary: &mut Vocabulary) {
        let Some(list) = self.lexicon.and_then(|lexicon| lexicon.words(lang)) else {
            return;
        };
        let total = list.total() as f64;
        let share = (most_tokens() / total.max(1.0)).min(1.0);
        let words = list.words().iter();
        let ids: Vec<Option<u32>> = words.clone().map(|(token, _)| vocabulary.id(token)).collect();
        let counts = ids
            .iter()
            .zip(words)
            .filter_map(|(id, (_, times))| id.map(|id| (id, share * *times as f64)));
        vocabulary.know(counts, share * total);
        self.ids.push((lang, ids));
    }

    /// Returns what is known of the tokens of a source and a target language.
    pub(crate) fn prior(&self, source: (Lang, &Vocabulary), target: (Lang, &Vocabulary)) -> Prior {
        let rows = prior(source.1, target.1);
        let mut prior = Prior {
            strength: vec![PRIOR; rows.len()],
            rows,
        };
        self.add(source.0, target.0, &mut prior);
        prior
    }

    fn add(&self, source: Lang, target: Lang, prior: &mut Prior) {
        let (Some(lexicon), Some(sources), Some(targets)) =
            (self.lexicon, self.ids(source), self.ids(target))
        else {
            return;
        };
        let mut changed = vec![false; prior.rows.len()];
        for link in lexicon.links(Pair::new(source, target)) {
            let (s, t, p) = if source < target {
                (link.first, link.second, link.forward)
            } else {
                (link.second, link.first, link.backward)
            };
            if let (Some(s), Some(t)) = (sources[s as usize], targets[t as usize])
                && p > 0
            {
                prior.rows[s as usize].push((t, probability(p)));
                changed[s as usize] = true;
            }
        }
        for ((row, strength), _) in prior
            .rows
            .iter_mut()
            .zip(&mut prior.strength)
            .zip(changed)
            .filter(|(_, changed)| *changed)
        {
            row.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            row.dedup_by_key(|&mut (t, _)| t);
            *strength = lexp();
        }
    }

    fn ids(&self, lang: Lang) -> Option<&[Option<u32>]> {
        let found = self.ids.iter().find(|(code, _)| *code == lang);
        found.map(|(_, ids)| ids.as_slice())
    }
}
