//! What is compared: the beads of every language pair of a document.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::model::{Lang, Level, Pair, SentenceId};

/// A member of a bead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(untagged, expecting = "expected a position from 0 or an identifier")]
pub enum Member {
    /// A 0-based position: a line, a turn, an exchange.
    Position(usize),
    /// An identifier, such as `en.u1.s1`.
    Id(String),
}

impl From<usize> for Member {
    fn from(position: usize) -> Member {
        Member::Position(position)
    }
}

impl From<SentenceId> for Member {
    fn from(id: SentenceId) -> Member {
        Member::Id(id.0)
    }
}

/// A bead whose members stand in order, each once: two beads with the same
/// members are the same bead.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    first: Vec<Member>,
    second: Vec<Member>,
    confidence: Option<f64>,
}

impl Link {
    /// Makes a bead; the first side belongs to the language whose code comes first.
    #[must_use]
    pub fn new(mut first: Vec<Member>, mut second: Vec<Member>, confidence: Option<f64>) -> Link {
        for side in [&mut first, &mut second] {
            side.sort();
            side.dedup();
        }
        Link {
            first,
            second,
            confidence,
        }
    }

    /// Returns the members on the side of the code that comes first.
    #[must_use]
    pub fn first(&self) -> &[Member] {
        &self.first
    }

    /// Returns the members of the other side.
    #[must_use]
    pub fn second(&self) -> &[Member] {
        &self.second
    }

    /// Returns how sure the program was, 0 to 1, where it said so.
    #[must_use]
    pub fn confidence(&self) -> Option<f64> {
        self.confidence
    }

    /// Returns whether both sides have members.
    #[must_use]
    pub fn is_two_sided(&self) -> bool {
        !self.first.is_empty() && !self.second.is_empty()
    }
}

/// The members of a group by language.
pub type Members = BTreeMap<Lang, Vec<Member>>;

/// The beads of a document by language pair.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Links {
    /// A pair without beads is a pair that is scored; an absent one is not.
    pub pairs: BTreeMap<Pair, Vec<Link>>,
}

impl Links {
    /// Takes the pairs of a level that the aligner made.
    #[must_use]
    pub fn from_level<T: Clone + Into<Member>>(level: &Level<T>) -> Links {
        let members = |side: &[T]| side.iter().cloned().map(Into::into).collect();
        let pairs = level.pairs.iter().map(|(&pair, beads)| {
            let link = |b: &crate::model::Bead<T>| {
                Link::new(members(&b.first), members(&b.second), Some(b.confidence))
            };
            (pair, beads.iter().map(link).collect())
        });
        Links {
            pairs: pairs.collect(),
        }
    }

    /// Takes every group as one bead of each language pair.
    #[must_use]
    pub fn from_groups(groups: &[(Members, Option<f64>)]) -> Links {
        let langs: BTreeSet<Lang> = groups
            .iter()
            .flat_map(|(members, _)| members.keys().copied())
            .collect();
        let side = |members: &Members, lang: Lang| members.get(&lang).cloned().unwrap_or_default();
        let beads = |pair: Pair| {
            groups
                .iter()
                .map(|(m, confidence)| Link::new(side(m, pair.first()), side(m, pair.second()), *confidence))
                .filter(|link| !link.first.is_empty() || !link.second.is_empty())
                .collect()
        };
        Links {
            pairs: pairs_of(&langs).map(|pair| (pair, beads(pair))).collect(),
        }
    }

    /// Makes a gold standard: segments that share an origin belong together.
    ///
    /// `editions` holds, for every segment of every edition in order, the
    /// numbers of the originals it renders. The beads of a pair are the
    /// connected components over its two editions alone, so that a merge in a
    /// third edition changes nothing.
    #[must_use]
    pub fn from_origins(editions: &BTreeMap<Lang, Vec<Vec<usize>>>) -> Links {
        let langs: BTreeSet<Lang> = editions.keys().copied().collect();
        let beads = |pair: Pair| components(&editions[&pair.first()], &editions[&pair.second()]);
        Links {
            pairs: pairs_of(&langs).map(|pair| (pair, beads(pair))).collect(),
        }
    }

    /// Returns whether members are positions; nothing where there are none.
    pub(super) fn has_positions(&self) -> Option<bool> {
        self.pairs
            .values()
            .flatten()
            .find_map(|link| link.first.first().or(link.second.first()))
            .map(|member| matches!(member, Member::Position(_)))
    }
}

/// All pairs of a set of languages.
fn pairs_of(langs: &BTreeSet<Lang>) -> impl Iterator<Item = Pair> {
    langs
        .iter()
        .flat_map(move |&a| langs.range(a..).skip(1).map(move |&b| Pair::new(a, b)))
}

/// The connected components of the segments of two editions that share an origin.
fn components(a: &[Vec<usize>], b: &[Vec<usize>]) -> Vec<Link> {
    let mut parents: Vec<usize> = (0..a.len() + b.len()).collect();
    let mut owners: FxHashMap<usize, usize> = FxHashMap::default();
    for (node, origins) in a.iter().chain(b).enumerate() {
        for &origin in origins {
            let owner = *owners.entry(origin).or_insert(node);
            let (x, y) = (root(&mut parents, node), root(&mut parents, owner));
            // The smaller number is the root, so that beads come in order.
            parents[x.max(y)] = x.min(y);
        }
    }
    let mut sides: BTreeMap<usize, (Vec<Member>, Vec<Member>)> = BTreeMap::new();
    for node in 0..a.len() + b.len() {
        let (first, second) = sides.entry(root(&mut parents, node)).or_default();
        match node.checked_sub(a.len()) {
            None => first.push(node.into()),
            Some(j) => second.push(j.into()),
        }
    }
    sides
        .into_values()
        .map(|(first, second)| Link::new(first, second, None))
        .collect()
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}
