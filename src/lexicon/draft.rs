//! A lexicon in the making: words in any order, links in any order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::data::{Lexicon, Link, WordList};
use crate::evidence::Token;
use crate::model::{Lang, Pair};

/// Words seen at most so often are left out where no link needs them: half of
/// all words occur once, and a word seen once is hardly told from one never seen.
const RARE: u64 = 1;

/// Words numbered in order of their coming, and links between them.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    lists: BTreeMap<Lang, DraftList>,
    pairs: BTreeMap<Pair, Vec<Link>>,
}

#[derive(Debug, Default)]
struct DraftList {
    words: Vec<(Token, u64)>,
    index: FxHashMap<Token, u32>,
    total: u64,
}

impl Draft {
    /// Counts a word so many times more; returns its number.
    pub(crate) fn word(&mut self, lang: Lang, token: &Token, times: u64) -> u32 {
        let list = self.lists.entry(lang).or_default();
        if let Some(&id) = list.index.get(token) {
            let count = &mut list.words[id as usize].1;
            *count = count.saturating_add(times);
            return id;
        }
        let id = u32::try_from(list.words.len()).expect("fewer than 2^32 words");
        list.words.push((token.clone(), times));
        list.index.insert(token.clone(), id);
        id
    }

    /// Adds to the number of all tokens of a language.
    pub(crate) fn total(&mut self, lang: Lang, tokens: u64) {
        let list = self.lists.entry(lang).or_default();
        list.total = list.total.saturating_add(tokens);
    }

    /// Adds a link between numbered words.
    pub(crate) fn link(&mut self, pair: Pair, link: Link) {
        self.pairs.entry(pair).or_default().push(link);
    }

    /// Adds all that a lexicon knows.
    pub(crate) fn add(&mut self, lexicon: &Lexicon) {
        let mut ids: BTreeMap<Lang, Vec<u32>> = BTreeMap::new();
        for (lang, list) in lexicon.languages() {
            self.total(lang, list.total);
            let words = list.words.iter();
            ids.insert(
                lang,
                words
                    .map(|(token, times)| self.word(lang, token, *times))
                    .collect(),
            );
        }
        for (pair, links) in lexicon.pairs() {
            let (first, second) = (&ids[&pair.first()], &ids[&pair.second()]);
            for link in links {
                let link = Link {
                    first: first[link.first as usize],
                    second: second[link.second as usize],
                    ..*link
                };
                self.link(pair, link);
            }
        }
    }

    /// Sorts and numbers everything anew. Probabilities below `least` thousandths
    /// become 0; links of two zeros are left out, and rare words without a link.
    pub(crate) fn finish(mut self, least: u16) -> Lexicon {
        for links in self.pairs.values_mut() {
            for p in links.iter_mut().flat_map(|l| [&mut l.forward, &mut l.backward]) {
                if *p < least {
                    *p = 0;
                }
            }
            links.retain(|link| link.forward.max(link.backward) > 0);
            *links = unique(std::mem::take(links));
        }
        self.pairs.retain(|_, links| !links.is_empty());
        let needed = self.needed();
        let mut lexicon = Lexicon::default();
        let mut numbers: BTreeMap<Lang, Vec<u32>> = BTreeMap::new();
        for (lang, list) in self.lists {
            let (list, places) = list.sorted(&needed[&lang]);
            numbers.insert(lang, places);
            lexicon.lists.insert(lang, list);
        }
        for (pair, mut links) in self.pairs {
            let (first, second) = (&numbers[&pair.first()], &numbers[&pair.second()]);
            for link in &mut links {
                link.first = first[link.first as usize];
                link.second = second[link.second as usize];
            }
            links.sort_unstable();
            lexicon.pairs.insert(pair, links);
        }
        lexicon
    }

    /// Which words of each language a link needs.
    fn needed(&self) -> BTreeMap<Lang, Vec<bool>> {
        let lists = self.lists.iter();
        let mut needed: BTreeMap<Lang, Vec<bool>> = lists
            .map(|(&lang, list)| (lang, vec![false; list.words.len()]))
            .collect();
        for (pair, links) in &self.pairs {
            for (lang, of) in [
                (pair.first(), (|l| l.first) as fn(&Link) -> u32),
                (pair.second(), |l| l.second),
            ] {
                if let Some(list) = needed.get_mut(&lang) {
                    for link in links {
                        list[of(link) as usize] = true;
                    }
                }
            }
        }
        needed
    }
}

impl DraftList {
    /// Returns the list in order of its words, and the new place of each; a
    /// word left out has none that any link asks for.
    fn sorted(self, needed: &[bool]) -> (WordList, Vec<u32>) {
        let mut places = vec![u32::MAX; self.words.len()];
        let mut words: Vec<(usize, (Token, u64))> = self.words.into_iter().enumerate().collect();
        words.retain(|&(k, (_, times))| needed[k] || times > RARE);
        words.sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
        for (place, &(k, _)) in (0u32..).zip(&words) {
            places[k] = place;
        }
        let words = words.into_iter().map(|(_, word)| word).collect();
        (
            WordList {
                words,
                total: self.total,
            },
            places,
        )
    }
}

/// Makes one link of several between the same words: the greatest of each direction.
fn unique(mut links: Vec<Link>) -> Vec<Link> {
    links.sort_unstable();
    let mut out: Vec<Link> = Vec::with_capacity(links.len());
    for link in links {
        match out.last_mut() {
            Some(last) if (last.first, last.second) == (link.first, link.second) => {
                last.forward = last.forward.max(link.forward);
                last.backward = last.backward.max(link.backward);
            }
            _ => out.push(link),
        }
    }
    out
}
