//! Which stretch of a segment goes with which of several others.
//!
//! *Problem.* Whether a sentence stands merged in another or has no counterpart
//! at all: it shares the topic's words with its neighbour's translation either
//! way. *Choice.* Merged sentences keep their order, so each has a stretch of its own in
//! the whole, about as long as its share of the length:
//!
//! ```text
//! parts    [i: Tests went well.] [i+1: The launch is on Friday.]
//! whole    [试验顺利，            |      发射定于周五。           ]
//! ```
//!
//! [`cut`] explains a whole by parts: the best cuts, each with the probability of
//! its place under a normal distribution around the place that the lengths suggest.
//! [`part`] explains a part by the whole: only words whose counterpart stands in
//! its stretch count, and they count as if the stretch were the whole.
//!
//! *Rejected.* One bag of words for all parts, as in IBM Model 1: half of its
//! errors were sentences without counterpart, absorbed by their neighbours.

use super::beads::LONGEST;

/// The variance of a cut's place, as a share of the whole, in long segments.
const CUT_VARIANCE: f32 = 0.005;
/// What one token more or less adds to it in short ones.
const CUT_SHORT: f32 = 0.1;
/// How far outside of its stretch a counterpart fades to nothing.
const FADE: f32 = 0.15;
/// What one token more or less adds to that.
const FADE_SHORT: f32 = 1.0;
/// Half the logarithm of 2π.
const HALF_LN_TAU: f32 = 0.918_938_5;

/// The most parts whose stretches are told apart.
pub(crate) const MOST_PARTS: usize = 3;

/// What the tokens of a whole gain at most by p parts that each explain a stretch
/// of it. `lengths` are those of the parts; `gains[p][k]` is what token k gains by part p.
pub(crate) fn cut(lengths: &[f32], gains: &[&[f32]]) -> f32 {
    let cuts = gains.len() - 1;
    let tokens = gains[0].len();
    if cuts == 0 {
        return gains[0].iter().sum();
    }
    let variance = CUT_VARIANCE + CUT_SHORT / (tokens + 1) as f32;
    let mut places = [0.0f32; LONGEST];
    let total: f32 = lengths.iter().sum();
    let mut before = 0.0;
    for (place, length) in places.iter_mut().zip(lengths) {
        before += length;
        *place = before / total;
    }
    let step = 1.0 / tokens.max(1) as f32;
    let mut best = [f32::NEG_INFINITY; LONGEST];
    best[0] = 0.0;
    for k in 0..=tokens {
        for q in 1..=cuts {
            let off = k as f32 * step - places[q - 1];
            best[q] = best[q].max(best[q - 1] - off * off / (2.0 * variance));
        }
        if k < tokens {
            for (slot, part) in best.iter_mut().zip(gains) {
                *slot += part[k];
            }
        }
    }
    best[cuts] - cuts as f32 * cut_cost(tokens)
}

/// What a cut of so many tokens costs even in the likeliest place.
pub(crate) fn cut_cost(tokens: usize) -> f32 {
    let variance = CUT_VARIANCE + CUT_SHORT / (tokens + 1) as f32;
    libm::logf((tokens + 1) as f32) + HALF_LN_TAU + 0.5 * libm::logf(variance)
}

/// A part's share of a whole: from where to where, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) from: f32,
    pub(crate) to: f32,
}

impl Stretch {
    /// The stretch of part k of so many parts, by their lengths.
    pub(crate) fn new(lengths: &[f32], k: usize) -> Stretch {
        let total: f32 = lengths.iter().sum();
        let before: f32 = lengths[..k].iter().sum();
        Stretch {
            from: before / total,
            to: (before + lengths[k]) / total,
        }
    }
}

/// What the tokens of a part gain by its stretch of a whole of `words` tokens.
/// `gains[k]` is what token k gains by the whole, `places[k]` where in the whole its
/// counterpart stands.
pub(crate) fn part(stretch: Stretch, words: usize, gains: &[f32], places: &[f32]) -> f32 {
    let fade = fade(words);
    let share = (words + 1) as f32 / ((stretch.to - stretch.from) * words as f32 + 1.0);
    let fewer = libm::logf(share);
    let weigh = |(&gain, &place): (&f32, &f32)| {
        if gain == 0.0 {
            return 0.0;
        }
        let away = (stretch.from - place).max(place - stretch.to).max(0.0);
        (1.0 - away / fade).max(0.0) * (gain + fewer)
    };
    gains.iter().zip(places).map(weigh).sum()
}

fn fade(words: usize) -> f32 {
    FADE + FADE_SHORT / words.max(1) as f32
}

/// How many pieces a whole is cut into to see roughly where gains come from.
pub(crate) const PIECES: usize = 4;

/// The piece of a whole in which a place is.
pub(crate) fn piece(place: f32) -> usize {
    ((place * PIECES as f32) as usize).min(PIECES - 1)
}

/// More than [`part`] can be: `gains[k]` is what tokens gain by piece k of the whole,
/// `hits[k]` how many tokens do, `fewer` at least the logarithm of by how much the whole is
/// larger than the stretch.
pub(crate) fn part_bound(
    stretch: Stretch,
    words: usize,
    fewer: f32,
    gains: &[f32; PIECES],
    hits: &[f32; PIECES],
) -> f32 {
    let fade = fade(words);
    let mut sum = 0.0;
    for k in 0..PIECES {
        let (from, to) = (k as f32 / PIECES as f32, (k + 1) as f32 / PIECES as f32);
        let away = (stretch.from - to).max(from - stretch.to).max(0.0);
        sum += (1.0 - away / fade).max(0.0) * (gains[k] + hits[k] * fewer);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_part_gains_and_an_absorbed_one_does_not() {
        let (first, second) = ([3.0, 3.0, 0.0, 0.0], [0.0, 0.0, 3.0, 3.0]);
        let lengths = [20.0, 20.0];
        let merged = cut(&lengths, &[&first, &second]);
        // A neighbour whose words meet those that the first explains already.
        let absorbed = cut(&lengths, &[&first, &first]);
        assert!(merged > absorbed + 4.0, "{merged} {absorbed}");
    }

    #[test]
    fn a_cut_far_from_where_the_lengths_put_it_costs() {
        let (first, second) = ([3.0, 0.0, 0.0, 0.0], [0.0, 3.0, 3.0, 3.0]);
        let right = cut(&[10.0, 30.0], &[&first, &second]);
        let wrong = cut(&[30.0, 10.0], &[&first, &second]);
        assert!(right > wrong, "{right} {wrong}");
    }

    #[test]
    fn one_part_gains_the_sum() {
        assert!((cut(&[5.0], &[&[1.0, 2.0]]) - 3.0).abs() < 1e-6);
    }

    #[test]
    fn counterparts_outside_of_the_stretch_do_not_count() {
        let stretch = Stretch::new(&[10.0, 10.0], 0);
        assert_eq!(stretch, Stretch { from: 0.0, to: 0.5 });
        let inside = part(stretch, 100, &[2.0], &[0.3]);
        let outside = part(stretch, 100, &[2.0], &[0.9]);
        assert!(inside > 2.0 && outside == 0.0);
    }
}
