//! Anchors: places of two long editions that belong together for sure.
//!
//! *Problem.* The search near the diagonal loses the path where an edition
//! lacks a passage. *Choice.* Tokens that are rare on both sides and may render
//! each other (a figure, a name, a learnt pair) vote for the two segments they
//! stand in; the heaviest chain of votes that rises in both editions is taken
//! (a longest increasing subsequence with weights), and a vote that neither the
//! votes before nor those behind agree with is dropped:
//!
//! ```text
//! votes   (3,2) (9,8) (12,400) (15,13) (21,20)
//! chain   (3,2) (9,8)          (15,13) (21,20)
//! ```
//!
//! The longer a text, the less in it is rare. Where anchors are far apart the
//! same is done again with what is rare between them.
//!
//! *Rejected.* Only tokens that occur once on both sides: in a long text few
//! figures do, and between languages that share no spelling nothing is left.

use std::ops::Range;

use crate::evidence::Segment;

use super::links::Links;

/// The most occurrences of a rare token.
const RARE: usize = 4;
/// The most counterparts of a token that vote.
const COUNTERPARTS: usize = 6;
/// The least weight of an anchor: one value that occurs once on both sides has
/// six; a name merely alike has less than two, and too many of those agree.
const LEAST: f32 = 2.0;
/// How many neighbours in the chain are asked, on either side, and how many of
/// one side must agree.
const ASKED: usize = 3;
const AGREE: usize = 2;

/// Two segments that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchor {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) weight: f32,
}

/// Stretches without anchor longer than this are searched again.
const FAR: usize = 200;

/// An edition in which anchors are looked for.
pub(super) struct Side<'a> {
    segments: &'a [Segment],
    tokens: usize,
    rare: Rare,
}

impl<'a> Side<'a> {
    /// Takes an edition of a language with so many tokens.
    pub(super) fn new(segments: &'a [Segment], tokens: usize) -> Side<'a> {
        let rare = Rare::new(segments, tokens);
        Side {
            segments,
            tokens,
            rare,
        }
    }
}

/// Where the rare tokens of an edition stand.
struct Rare {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Rare {
    fn new(segments: &[Segment], tokens: usize) -> Rare {
        let all = || {
            (0u32..)
                .zip(segments)
                .flat_map(|(i, s)| s.tokens.iter().map(move |&t| (i, t as usize)))
        };
        let mut counts = vec![0u32; tokens];
        for (_, token) in all() {
            counts[token] += 1;
        }
        let mut starts = vec![0u32];
        for count in &mut counts {
            if *count as usize > RARE {
                *count = 0;
            }
            starts.push(starts[starts.len() - 1] + *count);
        }
        let mut places = vec![0; starts[tokens] as usize];
        for (i, token) in all() {
            if counts[token] > 0 {
                places[(starts[token + 1] - counts[token]) as usize] = i;
                counts[token] -= 1;
            }
        }
        Rare { starts, places }
    }

    fn places(&self, token: usize) -> &[u32] {
        &self.places[self.starts[token] as usize..self.starts[token + 1] as usize]
    }
}

/// Returns the anchors of two editions, rising in both.
pub(super) fn anchors(first: &Side<'_>, second: &Side<'_>, links: &Links) -> Vec<Anchor> {
    let chain = supported(&heaviest(&votes(&first.rare, &second.rare, links)));
    let (n, m) = (first.segments.len(), second.segments.len());
    let mut out = Vec::with_capacity(chain.len());
    let (mut i, mut j) = (0, 0);
    for anchor in chain.iter().map(Some).chain([None]) {
        let (a, b) = anchor.map_or((n, m), |anchor| (anchor.first, anchor.second));
        let (rows, columns) = (i..a, j..b);
        // Without any anchor it would be the same search again.
        if rows.len().min(columns.len()) > FAR && !chain.is_empty() {
            let side =
                |side: &Side<'_>, range: &Range<usize>| Rare::new(&side.segments[range.clone()], side.tokens);
            let votes = votes(&side(first, &rows), &side(second, &columns), links);
            out.extend(supported(&heaviest(&votes)).into_iter().map(|anchor| Anchor {
                first: anchor.first + i,
                second: anchor.second + j,
                weight: anchor.weight,
            }));
        }
        out.extend(anchor);
        (i, j) = (a + 1, b + 1);
    }
    out
}

/// The votes for pairs of segments, in order, each pair once.
fn votes(first: &Rare, second: &Rare, links: &Links) -> Vec<Anchor> {
    let mut votes: Vec<(u32, u32, f32)> = Vec::new();
    for token in 0..first.starts.len() - 1 {
        let mine = first.places(token);
        if mine.is_empty() {
            continue;
        }
        let row = links.row(u32::try_from(token).expect("numbered by u32"));
        let known = row
            .iter()
            .filter(|link| !second.places(link.target as usize).is_empty());
        for link in known.take(COUNTERPARTS) {
            let theirs = second.places(link.target as usize);
            let weight = link.gain * link.sure / (mine.len() * theirs.len()) as f32;
            for &i in mine {
                votes.extend(theirs.iter().map(|&j| (i, j, weight)));
            }
        }
    }
    votes.sort_by_key(|&(i, j, _)| (i, j));
    let mut out: Vec<Anchor> = Vec::new();
    for (i, j, weight) in votes {
        let (i, j) = (i as usize, j as usize);
        match out.last_mut() {
            Some(last) if (last.first, last.second) == (i, j) => last.weight += weight,
            _ => out.push(Anchor {
                first: i,
                second: j,
                weight,
            }),
        }
    }
    out.retain(|vote| vote.weight >= LEAST);
    out
}

/// The heaviest chain of votes that rises in both editions; votes are in order.
fn heaviest(votes: &[Anchor]) -> Vec<Anchor> {
    let width = votes.iter().map(|vote| vote.second + 1).max().unwrap_or(0);
    // A Fenwick tree: the heaviest chain that ends at or before a column.
    let mut tree: Vec<(f32, u32)> = vec![(0.0, u32::MAX); width + 1];
    let mut before: Vec<u32> = vec![u32::MAX; votes.len()];
    let mut best = (0.0, u32::MAX);
    let mut k = 0;
    while k < votes.len() {
        let row = k..k + votes[k..]
            .iter()
            .take_while(|v| v.first == votes[k].first)
            .count();
        // All of a row are asked before any is put in place: a chain takes one.
        let ends: Vec<(f32, u32)> = row.clone().map(|v| ask(&tree, votes[v].second)).collect();
        for (v, (weight, from)) in row.clone().zip(ends) {
            before[v] = from;
            let mine = (
                weight + votes[v].weight,
                u32::try_from(v).expect("fewer than 2^32 votes"),
            );
            put(&mut tree, votes[v].second + 1, mine);
            if mine.0 > best.0 {
                best = mine;
            }
        }
        k = row.end;
    }
    let mut chain = Vec::new();
    let mut at = best.1;
    while let Some(&vote) = votes.get(at as usize) {
        chain.push(vote);
        at = before[at as usize];
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends in the first `columns` columns.
fn ask(tree: &[(f32, u32)], columns: usize) -> (f32, u32) {
    let mut best = (0.0, u32::MAX);
    let mut at = columns;
    while at > 0 {
        if tree[at].0 > best.0 {
            best = tree[at];
        }
        at &= at - 1;
    }
    best
}

fn put(tree: &mut [(f32, u32)], column: usize, chain: (f32, u32)) {
    let mut at = column;
    while at < tree.len() {
        if chain.0 > tree[at].0 {
            tree[at] = chain;
        }
        at += at & at.wrapping_neg();
    }
}

/// Drops what neither side of the chain agrees with.
fn supported(chain: &[Anchor]) -> Vec<Anchor> {
    let agrees = |a: &Anchor, b: &Anchor| {
        let (i, j) = (a.first.abs_diff(b.first), a.second.abs_diff(b.second));
        j <= 2 * i + 8 && i <= 2 * j + 8
    };
    let kept = |&k: &usize| {
        let side = |others: &[Anchor]| others.iter().filter(|other| agrees(&chain[k], other)).count();
        let before = &chain[k.saturating_sub(ASKED)..k];
        let behind = &chain[k + 1..chain.len().min(k + 1 + ASKED)];
        side(before) >= AGREE || side(behind) >= AGREE
    };
    (0..chain.len()).filter(kept).map(|k| chain[k]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn votes(list: &[(usize, usize, f32)]) -> Vec<Anchor> {
        let vote = |&(first, second, weight): &(usize, usize, f32)| Anchor {
            first,
            second,
            weight,
        };
        list.iter().map(vote).collect()
    }

    fn places(chain: &[Anchor]) -> Vec<(usize, usize)> {
        chain.iter().map(|a| (a.first, a.second)).collect()
    }

    #[test]
    fn the_heaviest_chain_rises_in_both_editions() {
        let chain = heaviest(&votes(&[
            (0, 0, 1.0),
            (1, 5, 1.5),
            (2, 1, 1.0),
            (2, 6, 0.1),
            (3, 2, 1.0),
        ]));
        assert_eq!(places(&chain), [(0, 0), (2, 1), (3, 2)]);
        assert!(heaviest(&[]).is_empty());
    }

    #[test]
    fn a_row_gives_a_chain_one_anchor() {
        let chain = heaviest(&votes(&[(4, 1, 1.0), (4, 2, 1.0), (4, 3, 1.2)]));
        assert_eq!(places(&chain), [(4, 3)]);
    }

    #[test]
    fn a_lone_vote_far_off_is_dropped_and_a_missing_passage_is_not() {
        let mut list: Vec<(usize, usize, f32)> = (0..10).map(|k| (10 * k, 10 * k, 1.0)).collect();
        list.push((95, 700, 1.0));
        list.extend((10..20).map(|k| (10 * k, 10 * k + 1000, 1.0)));
        let kept = supported(&votes(&list));
        assert_eq!(kept.len(), 20);
        assert!(!places(&kept).contains(&(95, 700)));
    }
}
