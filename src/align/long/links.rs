//! Which tokens speak for two segments being counterparts, at a glance.
//!
//! The route through a long document is found from the informative half of the
//! translation table: a link counts by what its token gains in the exact score
//! of a sentence of usual length, and links that gain little, such as those of
//! function words, are left out.

use super::super::model::Models;

/// What a unit of probability adds to the odds in a sentence of twenty tokens.
const ODDS: f64 = 0.05;
/// The most a token can gain.
const MOST: f64 = 7.0;
/// The least gain that is kept.
const LEAST: f64 = 1.0;

/// The informative links from the tokens of one language to another's.
pub(super) struct Links {
    starts: Vec<usize>,
    links: Vec<Link>,
}

/// A counterpart of a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) target: u32,
    /// What the target gains by it, in nats.
    pub(super) gain: f32,
    /// The probability of the translation.
    pub(super) sure: f32,
}

impl Links {
    /// Takes the informative links of a table.
    pub(super) fn new(models: &Models, a: usize, b: usize) -> Links {
        let (table, target) = (models.table(a, b), models.vocabulary(b));
        let mut links = Links {
            starts: vec![0],
            links: Vec::new(),
        };
        for source in 0..models.vocabulary(a).len() {
            let row = table.row(u32::try_from(source).expect("numbered by u32"));
            links.links.extend(row.iter().filter_map(|&(target_id, sure)| {
                let odds = ODDS * f64::from(sure) / target.background(target_id);
                let gain = libm::log1p(odds).min(MOST);
                (gain >= LEAST).then_some(Link {
                    target: target_id,
                    gain: gain as f32,
                    sure,
                })
            }));
            links.starts.push(links.links.len());
        }
        links
    }

    /// Returns the links of a source token.
    pub(super) fn row(&self, source: u32) -> &[Link] {
        let at = source as usize;
        &self.links[self.starts[at]..self.starts[at + 1]]
    }
}
