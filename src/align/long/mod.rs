//! Documents of any length, at a cost that grows with the number of segments.
//!
//! *Problem.* The exact search looks at every pair of positions near the
//! diagonal; in a document of a hundred thousand segments nothing is near the
//! diagonal any more. *Choice.* From coarse to fine:
//!
//! ```text
//! anchors   rare tokens, the heaviest rising chain          (anchors.rs)
//! route     the path that collects most shared tokens       (route.rs)
//! blocks    a hundred segments, cut where the route is straight
//!           in all editions, overlapping                    (blocks.rs)
//! exact     each block, a few segments on both sides of the route
//! ```
//!
//! The cuts go along the routes from one edition, the hub, to the others, so
//! that they agree over all editions; inside a block every pair has its own
//! route, and the joint alignment knows no hub. Where the best path touches the
//! edge of its band the block is aligned again in one three times as wide there.
//!
//! Learning takes blocks that stand evenly over the document, a bounded number:
//! a sample teaches what the whole does about all but rare words, and those are
//! anchors anyway. *Rejected.* Aligning block by block from the beginning to the
//! end (Moore 2002 narrows, others slide): one slip is carried along, and
//! nothing can be done in parallel.

mod anchors;
mod blocks;
mod links;
mod route;

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use crate::evidence::Segment;

use super::band::Band;
use super::joint::{Joint, Part, joint_in, pairs};
use super::learn::BeadWords;
use super::levels::Beads;
use super::model::Models;
use super::units::Unit;
use anchors::{Anchor, Side, anchors};
use blocks::{Block, Border, Joined, Ranges, Seam, seam};
use links::Links;
use route::{Area, Gains, Route};

/// Documents with an edition longer than this are aligned as long ones.
pub(super) const LONG: usize = 600;
/// The segments of the hub in a block.
const BLOCK: usize = 192;
/// The segments of the hub in a stretch that is learnt from.
const STRETCH: usize = 128;
/// By how many segments of the hub a block overlaps the next, on either side of the cut.
const MARGIN: usize = 12;
/// How far a cut may move to a better place.
const SHIFT: usize = 20;
/// The half-width of the band around the route in the end; and how it grows.
const RADIUS: usize = 2;
const WIDER: usize = 3;
/// How often a block is aligned again in a wider band.
const RETRIES: usize = 3;
/// How far around a touched edge, in half-widths, a band is made wider.
const AROUND: usize = 4;
/// How much of the hub a round of learning looks at, and the half-width of the
/// band then: the first round knows no words, so its routes are less sure; it
/// needs fewer segments, for all it teaches is taught again.
const UNLEARNT: Round = Round {
    sample: 1_000,
    radius: 7,
};
const LEARNT: Round = Round {
    sample: 2_000,
    radius: 4,
};

/// What a round of learning looks at.
struct Round {
    sample: usize,
    radius: usize,
}

/// A long document.
pub(super) struct Long<'a> {
    langs: &'a [usize],
    segments: &'a [Vec<Segment>],
    models: &'a Models,
    /// The links and anchors of the pairs a < b.
    links: Vec<Links>,
    anchors: Vec<Vec<Anchor>>,
    hub: usize,
}

/// The alignment of a long document.
pub(super) struct Found {
    pub(super) units: Vec<Unit>,
    pub(super) beads: Vec<Beads>,
    /// In how many blocks the best path touched the edge of the widest band.
    pub(super) narrow: usize,
}

impl<'a> Long<'a> {
    /// Anchors a document with what is known now.
    pub(super) fn new(langs: &'a [usize], segments: &'a [Vec<Segment>], models: &'a Models) -> Long<'a> {
        let side = |x: usize| Side::new(&segments[x], models.vocabulary(langs[x]).len());
        let sides: Vec<Side<'_>> = (0..langs.len()).into_par_iter().map(side).collect();
        let list: Vec<(usize, usize)> = pairs(langs.len()).collect();
        let (links, anchors): (Vec<Links>, Vec<Vec<Anchor>>) = list
            .par_iter()
            .map(|&(a, b)| {
                let links = Links::new(models, langs[a], langs[b]);
                let anchors = anchors(&sides[a], &sides[b], &links);
                (links, anchors)
            })
            .unzip();
        let weight = |x: usize| -> usize {
            let mine = list.iter().zip(&anchors).filter(|((a, b), _)| *a == x || *b == x);
            mine.map(|(_, anchors)| anchors.len()).sum()
        };
        // The first of those with the most anchors.
        let hub = (0..langs.len()).rev().max_by_key(|&x| weight(x)).unwrap_or(0);
        Long {
            langs,
            segments,
            models,
            links,
            anchors,
            hub,
        }
    }

    /// What a sample of the document teaches about each pair a < b; `learnt`
    /// says that words were learnt before.
    pub(super) fn teach(&self, learnt: bool) -> Vec<Vec<BeadWords>> {
        let round = if learnt { LEARNT } else { UNLEARNT };
        let empty = || -> Vec<Vec<BeadWords>> { pairs(self.langs.len()).map(|_| Vec::new()).collect() };
        let taught: Vec<Vec<Vec<BeadWords>>> = self
            .sample(round.sample)
            .into_par_iter()
            .map(|ranges| {
                let segments = self.cut(&ranges);
                let part = self.part(&segments);
                let mut lists = empty();
                self.joint(&part, &ranges, None, round.radius)
                    .0
                    .teach(&part, &mut lists);
                lists
            })
            .collect();
        let mut lists = empty();
        for (list, beads) in taught.into_iter().flat_map(|some| some.into_iter().enumerate()) {
            lists[list].extend(beads);
        }
        lists
    }

    /// Stretches evenly over the document that have about so many of the hub's
    /// segments together; all of it where it is shorter.
    fn sample(&self, segments: usize) -> Vec<Ranges> {
        let lines = self.segments[self.hub].len();
        let all = lines / STRETCH;
        let count = segments.div_ceil(STRETCH).min(all);
        (0..count)
            .map(|k| {
                let start = (2 * k + 1) * lines / (2 * count) - STRETCH / 2;
                self.around(start..start + STRETCH)
            })
            .collect()
    }

    /// The segments of all editions that go with some of the hub, found without
    /// the routes through the whole document.
    fn around(&self, hub: Range<usize>) -> Ranges {
        let wide = hub.start.saturating_sub(SHIFT)..(hub.end + SHIFT).min(self.segments[self.hub].len());
        (0..self.langs.len())
            .map(|x| {
                if x == self.hub {
                    return hub.clone();
                }
                let near = self.place(x, wide.start).saturating_sub(SHIFT)
                    ..(self.place(x, wide.end) + SHIFT).min(self.segments[x].len());
                let route = self.route(self.hub, x, &wide, &near);
                near.start + route.column(hub.start - wide.start)
                    ..near.start + route.column(hub.end - 1 - wide.start) + 1
            })
            .collect()
    }

    /// Where a segment of the hub belongs in an edition, between the anchors.
    fn place(&self, x: usize, at: usize) -> usize {
        let (n, m) = (self.segments[self.hub].len(), self.segments[x].len());
        let anchors = &self.anchors[self.pair(self.hub, x)];
        let sides = |a: &Anchor| {
            if self.hub < x {
                (a.first, a.second)
            } else {
                (a.second, a.first)
            }
        };
        let k = anchors.partition_point(|a| sides(a).0 < at);
        let before = k.checked_sub(1).map_or((0, 0), |k| sides(&anchors[k]));
        let behind = anchors.get(k).map_or((n, m), sides);
        let rows = (behind.0 - before.0).max(1);
        before.1 + (at - before.0) * (behind.1 - before.1) / rows
    }

    /// The position of a pair of editions among all.
    fn pair(&self, a: usize, b: usize) -> usize {
        let (a, b) = (a.min(b), a.max(b));
        pairs(self.langs.len())
            .position(|pair| pair == (a, b))
            .unwrap_or(0)
    }

    /// The route from some segments of an edition through some of another's.
    fn route(&self, a: usize, b: usize, rows: &Range<usize>, columns: &Range<usize>) -> Route {
        let k = self.pair(a, b);
        if a > b {
            return self.route(b, a, columns, rows).turned(rows.len());
        }
        let inside: Vec<Anchor> = self.anchors[k]
            [self.anchors[k].partition_point(|anchor| anchor.first < rows.start)..]
            .iter()
            .take_while(|anchor| anchor.first < rows.end)
            .filter(|anchor| columns.contains(&anchor.second))
            .map(|anchor| Anchor {
                first: anchor.first - rows.start,
                second: anchor.second - columns.start,
                weight: anchor.weight,
            })
            .collect();
        let area = Area {
            first: &self.segments[a][rows.clone()],
            second: &self.segments[b][columns.clone()],
            anchors: &inside,
            lengths: self.models.lengths(self.langs[a], self.langs[b]),
        };
        let mut gains = Gains::new(self.models.vocabulary(self.langs[b]).len());
        Route::find(&area, &self.links[k], &mut gains)
    }

    /// Aligns the document.
    pub(super) fn align(&self) -> Found {
        let sizes: Vec<usize> = self.segments.iter().map(Vec::len).collect();
        let routes: Vec<Option<Route>> = (0..sizes.len())
            .into_par_iter()
            .map(|x| (x != self.hub).then(|| self.route(self.hub, x, &(0..sizes[self.hub]), &(0..sizes[x]))))
            .collect();
        let cuts = self.cuts(&routes);
        let blocks: Vec<Block> = (0..cuts.len() - 1)
            .into_par_iter()
            .map(|k| {
                let from = cuts[k].saturating_sub(if k > 0 { MARGIN } else { 0 });
                let to = (cuts[k + 1] + if k + 2 < cuts.len() { MARGIN } else { 0 }).min(sizes[self.hub]);
                self.block(self.ranges(&routes, from..to), Some(&routes), RADIUS)
            })
            .collect();
        self.join(&blocks, &cuts, &sizes)
    }

    /// Where the hub is cut: about every `BLOCK` segments, where the routes to
    /// all other editions are straight.
    fn cuts(&self, routes: &[Option<Route>]) -> Vec<usize> {
        let lines = self.segments[self.hub].len();
        let straight = |at: usize| {
            let near = at - 2..=at + 2;
            near.flat_map(|row| routes.iter().flatten().map(move |route| route.is_straight(row)))
                .filter(|&straight| straight)
                .count()
        };
        let blocks = (lines / BLOCK).max(1);
        let mut cuts = vec![0];
        for k in 1..blocks {
            let middle = k * lines / blocks;
            let best = (middle - SHIFT..=middle + SHIFT)
                .max_by_key(|&at| (straight(at), std::cmp::Reverse(at.abs_diff(middle)), at));
            cuts.push(best.unwrap_or(middle));
        }
        cuts.push(lines);
        cuts
    }

    /// The segments of all editions along the routes from some of the hub.
    fn ranges(&self, routes: &[Option<Route>], hub: Range<usize>) -> Ranges {
        let end = self.segments[self.hub].len();
        let along = |(x, route): (usize, &Option<Route>)| {
            let Some(route) = route else { return hub.clone() };
            let size = self.segments[x].len();
            let at = |row: usize| match row {
                0 => 0,
                _ if row == end => size,
                _ => route.column(row),
            };
            at(hub.start)..at(hub.end)
        };
        routes.iter().enumerate().map(along).collect()
    }

    /// Aligns some segments of all editions; the routes from the hub may be known.
    fn block(&self, ranges: Ranges, routes: Option<&[Option<Route>]>, radius: usize) -> Block {
        let segments = self.cut(&ranges);
        let (joint, narrow) = self.joint(&self.part(&segments), &ranges, routes, radius);
        Block::new(ranges, joint, narrow)
    }

    fn part<'b>(&'b self, segments: &'b [Cow<'b, [Segment]>]) -> Part<'b> {
        Part {
            langs: self.langs,
            segments,
        }
    }

    /// Aligns a part in bands of a half-width, wider around where the path touches
    /// their edges; returns whether it touched the widest.
    fn joint(
        &self,
        part: &Part<'_>,
        ranges: &Ranges,
        routes: Option<&[Option<Route>]>,
        mut radius: usize,
    ) -> (Joint, bool) {
        let inside: Vec<Route> = pairs(self.langs.len())
            .map(|(a, b)| {
                let known = routes.and_then(|routes| if a == self.hub { routes[b].as_ref() } else { None });
                match known {
                    Some(route) => route.part(ranges[a].clone(), &ranges[b]),
                    None => self.route(a, b, &ranges[a], &ranges[b]),
                }
            })
            .collect();
        let mut radii: Vec<Vec<usize>> = inside.iter().map(|route| route.radii(radius)).collect();
        let mut retries = 0;
        loop {
            let band = |a: usize, b: usize| {
                let k = self.pair(a, b);
                Band::along(inside[k].rows(ranges[b].len(), &radii[k]))
            };
            let joint = joint_in(part, self.models, band);
            let mut touched = false;
            radius *= WIDER;
            for (radii, (a, b)) in radii.iter_mut().zip(pairs(self.langs.len())) {
                for at in joint.at_edge(a, b) {
                    touched = true;
                    let end = radii.len().min(at + AROUND * radius);
                    radii[at.saturating_sub(AROUND * radius)..end].fill(radius);
                }
            }
            if !touched || retries == RETRIES {
                return (joint, touched);
            }
            retries += 1;
        }
    }

    fn cut(&self, ranges: &Ranges) -> Vec<Cow<'_, [Segment]>> {
        let lists = self.segments.iter().zip(ranges);
        lists
            .map(|(list, range)| Cow::from(&list[range.clone()]))
            .collect()
    }

    /// Joins the blocks at their seams.
    fn join(&self, blocks: &[Block], cuts: &[usize], sizes: &[usize]) -> Found {
        let mut joined = Joined::new(sizes.len());
        let mut from: Border = vec![0; sizes.len()];
        for (k, block) in blocks.iter().enumerate() {
            let Some(next) = blocks.get(k + 1) else {
                joined.take(block, &from, &sizes.to_vec());
                break;
            };
            match seam(block, next, &from, (self.hub, cuts[k + 1])) {
                Seam::At(border) => {
                    joined.take(block, &from, &border);
                    from = border;
                }
                Seam::Anew(end, start) => {
                    joined.take(block, &from, &end);
                    let between = end.iter().zip(&start).map(|(&a, &b)| a..b).collect();
                    joined.take(&self.block(between, None, RADIUS * WIDER), &end, &start);
                    from = start;
                }
            }
        }
        Found {
            units: joined.units,
            beads: joined.beads,
            narrow: blocks.iter().filter(|block| block.narrow).count(),
        }
    }
}
