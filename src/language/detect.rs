//! Which language a text is in, or that it is in none with a pack.
//!
//! **Problem.** A page in Portuguese must not be read as Spanish, nor one in
//! Ukrainian as Russian; a Chinese page full of Latin names is Chinese; a turn
//! of two words (`Buenos días`) says little by itself.
//!
//! **Choice.** First the script, weighted against Latin names. Within a script
//! the languages with a pack compete with some two dozen others of
//! `marks.tsv` for the text's function words and distinctive letters: each word
//! or letter gives one point, shared among the languages that have it, so that
//! `que` says little and `não` much. The trigrams of whatlang, run over all its
//! languages on letters of the main script only, add one voice; it breaks ties,
//! and names languages that the table does not hold.
//!
//! **Rejected.** whatlang alone: on raw text it takes Chinese with Latin names
//! for Javanese, its reliability flag is set on such errors, and an allow list
//! makes Portuguese reliable Spanish.

use rustc_hash::FxHashMap;

use super::registry::Languages;
use super::script::{Letters, Script};
use crate::model::Lang;

/// The table of languages with their marks.
const MARKS: &str = include_str!("marks.tsv");
/// Fewer weighted letters than this decide nothing.
const LEAST_LETTERS: usize = 16;
/// The points a word that a language must reach.
const LEAST_SCORE: f64 = 0.06;
/// What whatlang's voice is worth, in points a word, at full confidence.
const VOICE: f64 = 0.12;
/// The least voice, and the least weighted letters heard, that name a language
/// outside the table.
const STRANGER: (f64, usize) = (0.8 * VOICE, 40);
/// How many characters of the main script whatlang is given.
const SAMPLE: usize = 20_000;

/// The language that a text seems to be in.
#[derive(Debug, Clone, PartialEq)]
pub enum Detection {
    /// A language with a pack, and the confidence in it from 0 to 1.
    Known(Lang, f64),
    /// A language without a pack.
    Unknown {
        /// Its English name and code, such as `German (deu)`.
        name: String,
    },
    /// There is too little text to tell.
    Undecided,
}

/// Returns the language of an edition, from its whole text.
#[must_use]
pub fn detect(text: &str, languages: &Languages) -> Detection {
    let detector = languages.detector();
    let letters = Letters::count(text);
    let Some((script, share)) = letters.main() else {
        return Detection::Undecided;
    };
    if letters.weighted(script) < LEAST_LETTERS && script != Script::Kana {
        return Detection::Undecided;
    }
    let rivals: Vec<usize> = detector.of_script(script).collect();
    if let [only] = rivals[..] {
        return detector.rivals[only].detection(share);
    }
    let mut tally = detector.tally(text, script);
    let voice = tally.add_voice(detector, text, script);
    let Some((best, second)) = tally.best_two(&rivals) else {
        return voice.map_or(Detection::Undecided, |(lang, _)| unlisted(lang));
    };
    let heard = letters.weighted(script) >= STRANGER.1;
    let stranger = voice.filter(|&(lang, worth)| {
        heard && detector.of_iso(lang).is_none() && worth > tally.scores[best].max(STRANGER.0)
    });
    if let Some((lang, _)) = stranger {
        return unlisted(lang);
    }
    if tally.scores[best] < LEAST_SCORE {
        return Detection::Undecided;
    }
    let (first, next) = (tally.scores[best], tally.scores[second]);
    detector.rivals[best].detection(share * first / (first + next))
}

/// Returns the language of a short text, such as one turn, in a page whose
/// language is `prior`: that one unless the text clearly speaks against it.
#[must_use]
pub fn detect_short(text: &str, prior: Lang, languages: &Languages) -> Lang {
    let detector = languages.detector();
    let letters = Letters::count(text);
    let own = languages
        .get(prior)
        .map(|language| Script::of_code(&language.pack().script));
    let Some((script, share)) = letters.main() else {
        return prior;
    };
    let some_own = own.is_some_and(|own| own != Script::Latin && letters.of(own) * 6 > letters.of(script));
    if own != Some(script) && (some_own || share < 0.6) {
        return prior;
    }
    let known: Vec<usize> = detector
        .of_script(script)
        .filter(|&n| detector.rivals[n].pack.is_some())
        .collect();
    let tally = detector.tally(text, script);
    let Some((best, _)) = tally.best_two(&known) else {
        return prior;
    };
    let before = known.iter().find(|&&n| detector.rivals[n].pack == Some(prior));
    let lead = tally.scores[best] - before.map_or(0.0, |&n| tally.scores[n]);
    // Latin letters without function words are names, in a page of any language.
    let by_script = own != Some(script) && script != Script::Latin;
    let clear = lead >= 0.25 && lead * tally.words >= 1.5;
    if by_script || clear {
        detector.rivals[best].pack.unwrap_or(prior)
    } else {
        prior
    }
}

/// A language that a text may be in.
#[derive(Debug)]
struct Rival {
    pack: Option<Lang>,
    iso: String,
    name: String,
    script: Script,
}

impl Rival {
    fn detection(&self, confidence: f64) -> Detection {
        match self.pack {
            Some(lang) => Detection::Known(lang, confidence),
            None => Detection::Unknown {
                name: format!("{} ({})", self.name, self.iso),
            },
        }
    }
}

/// The rivals, and what speaks for each.
#[derive(Debug, Default)]
pub(super) struct Detector {
    rivals: Vec<Rival>,
    words: FxHashMap<String, Vec<usize>>,
    letters: FxHashMap<char, Vec<usize>>,
}

impl Detector {
    /// Prepares the competition of the table's languages and those with a pack.
    pub(super) fn new(languages: &Languages) -> Detector {
        let mut detector = Detector::default();
        for line in MARKS.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t').map(str::to_owned);
            let mut field = || fields.next().unwrap_or_default();
            let (code, iso, name, script) = (field(), field(), field(), field());
            let pack = code.parse().ok().filter(|&code| languages.get(code).is_some());
            let rival = detector.add(Rival {
                pack,
                iso,
                name,
                script: Script::of_code(&script),
            });
            for letter in field().chars() {
                detector.letters.entry(letter).or_default().push(rival);
            }
            for word in field().split_whitespace().filter(|_| pack.is_none()) {
                detector.words.entry(word.to_owned()).or_default().push(rival);
            }
        }
        for language in languages.iter() {
            detector.add_pack(language.pack());
        }
        detector
    }

    fn add(&mut self, rival: Rival) -> usize {
        self.rivals.push(rival);
        self.rivals.len() - 1
    }

    fn add_pack(&mut self, pack: &super::Pack) {
        let listed = self.rivals.iter().position(|rival| rival.pack == Some(pack.code));
        let rival = listed.unwrap_or_else(|| {
            let iso = whatlang::Lang::all()
                .iter()
                .find(|lang| lang.eng_name() == pack.name);
            let iso = iso.map_or(pack.code.as_str(), |lang| lang.code()).to_owned();
            let script = Script::of_code(&pack.script);
            self.add(Rival {
                pack: Some(pack.code),
                iso,
                name: pack.name.clone(),
                script,
            })
        });
        for word in &pack.words.stop {
            let rivals = self.words.entry(word.to_lowercase()).or_default();
            if !rivals.contains(&rival) {
                rivals.push(rival);
            }
        }
    }

    fn of_script(&self, script: Script) -> impl Iterator<Item = usize> {
        (0..self.rivals.len()).filter(move |&n| self.rivals[n].script == script)
    }

    fn of_iso(&self, lang: whatlang::Lang) -> Option<usize> {
        self.rivals.iter().position(|rival| rival.iso == lang.code())
    }

    /// Counts the points of every rival in the words of one script.
    fn tally(&self, text: &str, script: Script) -> Tally {
        let mut tally = Tally {
            scores: vec![0.0; self.rivals.len()],
            words: 0.0,
        };
        let lower = text.to_lowercase();
        for word in lower.split(|c: char| !c.is_alphabetic()) {
            if word.chars().next().and_then(Script::of) != Some(script) {
                continue;
            }
            tally.words += 1.0;
            tally.share(self.words.get(word));
            for c in word.chars() {
                tally.share(self.letters.get(&c));
            }
        }
        for sign in lower.chars().filter(|c| matches!(c, '¿' | '¡')) {
            tally.share(self.letters.get(&sign));
        }
        tally
            .scores
            .iter_mut()
            .for_each(|score| *score /= tally.words.max(1.0));
        tally
    }
}

/// The points a word that the rivals have.
struct Tally {
    scores: Vec<f64>,
    words: f64,
}

impl Tally {
    /// Shares one point among rivals.
    fn share(&mut self, rivals: Option<&Vec<usize>>) {
        let Some(rivals) = rivals else { return };
        #[expect(clippy::cast_precision_loss, reason = "there are some dozens of rivals")]
        let point = 1.0 / rivals.len() as f64;
        for &rival in rivals {
            self.scores[rival] += point;
        }
    }

    /// Adds whatlang's voice; returns its language and what the voice is worth.
    fn add_voice(
        &mut self,
        detector: &Detector,
        text: &str,
        script: Script,
    ) -> Option<(whatlang::Lang, f64)> {
        let keep = |c: char| {
            if Script::of(c).is_none_or(|s| s == script) {
                c
            } else {
                ' '
            }
        };
        let sample: String = text.chars().map(keep).take(SAMPLE).collect();
        let info = whatlang::detect(&sample)?;
        let worth = VOICE * info.confidence();
        if let Some(rival) = detector.of_iso(info.lang()) {
            self.scores[rival] += worth;
        }
        Some((info.lang(), worth))
    }

    /// Returns the best rival and the next one, earlier ones first where equal.
    fn best_two(&self, rivals: &[usize]) -> Option<(usize, usize)> {
        let mut order = rivals.to_vec();
        order.sort_by(|&a, &b| self.scores[b].total_cmp(&self.scores[a]));
        Some((*order.first()?, *order.get(1).or(order.first())?))
    }
}

fn unlisted(lang: whatlang::Lang) -> Detection {
    Detection::Unknown {
        name: format!("{} ({})", lang.eng_name(), lang.code()),
    }
}

#[cfg(test)]
#[path = "detect_tests.rs"]
mod tests;
