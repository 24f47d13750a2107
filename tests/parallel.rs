//! Long parallel text, invented: words of two made-up languages that translate
//! each other, with figures and names, omissions and merges.
//!
//! Real text repeated would not do: what is rare in it would not be. The words
//! are as unequally frequent as those of prose (the k-th has a share of 1/k),
//! and every forty sentences have names and words of their own.

use std::fmt::Write as _;

/// Two editions, a sentence a line, with the beads that are right.
pub(crate) struct Parallel {
    pub(crate) first: Vec<String>,
    pub(crate) second: Vec<String>,
    pub(crate) beads: Vec<(Vec<usize>, Vec<usize>)>,
}

/// How many words a language has.
const WORDS: u64 = 40_000;
/// How many sentences share a topic.
const TOPIC: usize = 40;

/// Makes editions of so many sentences; of each, one in twenty is left out and
/// one in ten merged with the next.
pub(crate) fn parallel(sentences: usize, seed: u64) -> Parallel {
    let mut random = Random(seed);
    let mut topic = Topic::new(&mut random);
    let mut sides: [Side; 2] = Default::default();
    for k in 0..sentences {
        if k % TOPIC == 0 {
            topic = Topic::new(&mut random);
        }
        let ideas: Vec<Idea> = (0..random.between(8, 30))
            .map(|_| topic.idea(&mut random))
            .collect();
        for (language, side) in sides.iter_mut().enumerate() {
            side.add(k, &sentence(&ideas, language, &mut random), &mut random);
        }
    }
    let [first, second] = sides;
    let beads = beads(&first.origins, &second.origins);
    Parallel {
        first: first.lines,
        second: second.lines,
        beads,
    }
}

/// A word, figure or name, which both languages say in their way.
#[derive(Clone, Copy)]
enum Idea {
    Word(u64),
    Figure(u64),
    Name(u64),
}

struct Topic {
    names: Vec<u64>,
    words: Vec<u64>,
}

impl Topic {
    fn new(random: &mut Random) -> Topic {
        Topic {
            names: (0..4).map(|_| random.below(1 << 40)).collect(),
            words: (0..12).map(|_| random.below(WORDS)).collect(),
        }
    }

    fn idea(&self, random: &mut Random) -> Idea {
        match random.below(100) {
            0 => Idea::Figure(random.below(3_000)),
            1..3 => Idea::Name(self.names[random.below(4) as usize]),
            3..10 => Idea::Word(self.words[random.below(12) as usize]),
            _ => Idea::Word(random.unequal(WORDS)),
        }
    }
}

/// Says ideas in a language: some words stay out, neighbours change places.
fn sentence(ideas: &[Idea], language: usize, random: &mut Random) -> String {
    let mut said: Vec<Idea> = ideas.iter().copied().filter(|_| random.below(10) > 0).collect();
    for k in 1..said.len() {
        if random.below(3) == 0 {
            said.swap(k - 1, k);
        }
    }
    let mut text = String::new();
    for idea in said {
        if !text.is_empty() {
            text.push(' ');
        }
        match idea {
            Idea::Word(k) => text.push_str(&word(k, language)),
            Idea::Figure(n) => write!(text, "{n}").expect("a string takes all"),
            Idea::Name(k) => text.push_str(&name(k)),
        }
    }
    text.push('.');
    text
}

const SYLLABLES: [[&str; 16]; 2] = [
    [
        "ba", "ke", "lor", "mi", "sto", "ran", "ve", "du", "plo", "shi", "gan", "wer", "tho", "nu", "cra",
        "fel",
    ],
    [
        "ou", "sar", "tié", "mon", "jal", "quel", "bri", "voi", "che", "dun", "pré", "gno", "lam", "fir",
        "ceu", "zo",
    ],
];

/// A word of two to four syllables; frequent ones are short. The languages
/// number them differently, so that counterparts are not alike.
fn word(k: u64, language: usize) -> String {
    let mut rest = if language == 0 { k } else { k ^ 0x5 } + 1;
    let mut text = String::new();
    while rest > 0 {
        text.push_str(SYLLABLES[language][(rest % 16) as usize]);
        rest /= 16;
    }
    text
}

/// A name, spelt alike.
fn name(k: u64) -> String {
    let mut rest = k % 65_536 + 4096;
    let mut text = String::new();
    while rest > 0 {
        text.push_str(SYLLABLES[0][(rest % 16) as usize]);
        rest /= 16;
    }
    text[..1].to_uppercase() + &text[1..]
}

/// An edition being written.
#[derive(Default)]
struct Side {
    lines: Vec<String>,
    origins: Vec<Vec<usize>>,
    merging: bool,
}

impl Side {
    fn add(&mut self, sentence: usize, text: &str, random: &mut Random) {
        if random.below(20) == 0 {
            return;
        }
        match (self.lines.last_mut(), self.origins.last_mut()) {
            (Some(line), Some(origins)) if self.merging => {
                line.push(' ');
                line.push_str(text);
                origins.push(sentence);
                self.merging = false;
            }
            _ => {
                self.lines.push(text.to_owned());
                self.origins.push(vec![sentence]);
                self.merging = random.below(10) == 0;
            }
        }
    }
}

/// The beads: lines that share a sentence, as far as that leads.
fn beads(first: &[Vec<usize>], second: &[Vec<usize>]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < first.len() && j < second.len() {
        let (from_i, from_j) = (i, j);
        let last = |lines: &[Vec<usize>], k: usize| lines[k - 1][lines[k - 1].len() - 1];
        let begins =
            |lines: &[Vec<usize>], k: usize, end: usize| lines.get(k).is_some_and(|line| line[0] <= end);
        if first[i][0] <= second[j][0] {
            i += 1;
        } else {
            j += 1;
        }
        loop {
            let end =
                if i > from_i { last(first, i) } else { 0 }.max(if j > from_j { last(second, j) } else { 0 });
            if begins(first, i, end) {
                i += 1;
            } else if begins(second, j, end) {
                j += 1;
            } else {
                break;
            }
        }
        // What has no sentence in common stands between two others.
        let shared = |a: &[usize]| second[from_j..j].iter().flatten().any(|s| a.contains(s));
        if first[from_i..i].iter().any(|line| shared(line)) {
            let linked =
                |line: &[usize], others: &[Vec<usize>]| others.iter().flatten().any(|s| line.contains(s));
            out.push((
                (from_i..i)
                    .filter(|&k| linked(&first[k], &second[from_j..j]))
                    .collect(),
                (from_j..j)
                    .filter(|&k| linked(&second[k], &first[from_i..i]))
                    .collect(),
            ));
        }
    }
    out
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to - from)
    }

    /// A number below n, k about as often as 1/(k + 1): halves as often, each
    /// power of two alike.
    fn unequal(&mut self, n: u64) -> u64 {
        let powers = u64::from(64 - n.leading_zeros());
        let high = 1 << self.below(powers);
        (high - 1 + self.below(high)).min(n - 1)
    }
}
