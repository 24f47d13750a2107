//! Hexapla aligns the language editions of a press briefing.
//!
//! A ministry publishes one briefing in Arabic, Spanish, Russian, French,
//! Chinese and English. Hexapla reads the pages, recognises who asks and who
//! answers, aligns exchanges, turns and sentences over all editions at once,
//! finds what differs, and writes TEI. The rooms are the pipeline; data flows
//! from left to right:
//!
//! ```text
//! bytes ─read→ Edition ─segment→ sentences ─evidence→ tokens ─align→ Alignment ─compare→ Differences ─write→ TEI
//!                                files ─group→ briefings
//! ```
//!
//! # Example
//!
//! ```
//! use hexapla::align::AlignOptions;
//! use hexapla::language::{Languages, Outlets};
//! use hexapla::model::Lang;
//! use hexapla::{align_briefings, edition};
//!
//! let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
//! let en = edition("en.txt", "Q: When does it open?\n\nA: On 3 May.".as_bytes(), Lang::EN, &languages, &outlets)?;
//! let fr = edition("fr.txt", "Q : Quand ouvre-t-il ?\n\nR : Le 3 mai.".as_bytes(), Lang::FR, &languages, &outlets)?;
//! let briefing = hexapla::align::Input {
//!     info: hexapla::model::BriefingInfo { id: "b-opening".into(), date: None },
//!     editions: [(Lang::EN, en), (Lang::FR, fr)].into(),
//!     earlier: None,
//! };
//! let aligned = align_briefings(vec![briefing], &languages, &outlets, AlignOptions::default());
//! assert_eq!(aligned[0].alignment.turns.groups.len(), 2);
//! # Ok::<(), hexapla::read::ReadError>(())
//! ```

pub mod align;
#[doc(hidden)]
pub mod cli;
pub mod compare;
pub mod corrections;
pub mod evidence;
pub mod group;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod read;
pub mod score;
pub mod segment;
pub mod termbase;
pub mod validate;
pub mod write;

use std::collections::BTreeSet;

use language::{Languages, Outlets};
use model::{Aligned, Edition, Lang};

/// Reads one edition from bytes.
///
/// # Errors
///
/// When the bytes are empty, binary, of a broken encoding, or HTML without text.
///
/// # Panics
///
/// When `languages` does not know `lang`.
pub fn edition(
    source: &str,
    bytes: &[u8],
    lang: Lang,
    languages: &Languages,
    outlets: &Outlets,
) -> Result<Edition, read::ReadError> {
    let language = languages.get(lang).expect("a known language");
    let page = read::read_page(source, bytes)?;
    Ok(read::recognise(&page, lang, language.pack(), outlets, language).edition)
}

/// Aligns briefings and finds their differences; unless the options say
/// otherwise, word pairs are learnt over all of them first.
#[must_use]
pub fn align_briefings(
    mut briefings: Vec<align::Input>,
    languages: &Languages,
    outlets: &Outlets,
    options: align::AlignOptions<'_>,
) -> Vec<Aligned> {
    let langs: BTreeSet<Lang> = briefings
        .iter()
        .flat_map(|b| b.editions.keys().copied())
        .collect();
    let comparison = compare::Comparison::new(langs, languages, &options.all_termbases());
    let alignments = align::align(&briefings, languages, outlets, options);
    let mut out = Vec::with_capacity(briefings.len());
    for (input, alignment) in briefings.drain(..).zip(alignments) {
        let mut editions = input.editions;
        // In an aligned corpus speakers are the same already, and people may have corrected them.
        if input.earlier.is_none() {
            align::unify(&mut editions, &alignment, outlets);
        }
        out.push(Aligned {
            hexapla: env!("CARGO_PKG_VERSION").to_owned(),
            differences: comparison.differences(&editions, &alignment, input.info.date),
            briefing: input.info,
            editions,
            alignment,
        });
    }
    out
}
