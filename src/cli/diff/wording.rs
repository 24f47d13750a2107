//! Differences in plain words.

use super::paper::clean;
use crate::cli::load::plural;
use crate::model::{Difference, DifferenceKind, DifferenceLevel, Lang};

/// Says a difference: `ar says 18, the others 80`, `2 sentences left out in fr`.
///
/// `place` gives for an edition where it has what moved, counted from 1.
pub(super) fn said(difference: &Difference, place: impl Fn(Lang) -> Option<usize>) -> String {
    let odd = codes(&difference.odd);
    match difference.kind {
        DifferenceKind::Omission => format!("{} left out in {odd}", what(difference)),
        DifferenceKind::Addition => format!("{} only in {odd}", what(difference)),
        DifferenceKind::Order => format!(
            "{} elsewhere in {odd}{}",
            what(difference),
            places(difference, place)
        ),
        DifferenceKind::Number | DifferenceKind::Date | DifferenceKind::Name => values(difference),
        DifferenceKind::Segmentation => format!("paragraphs end elsewhere in {odd}"),
    }
}

/// What is concerned: `exchange`, `turn`, `2 sentences`.
fn what(difference: &Difference) -> String {
    match difference.level {
        DifferenceLevel::Exchange => "whole exchange".to_owned(),
        DifferenceLevel::Turn => "whole turn".to_owned(),
        DifferenceLevel::Sentence => {
            // Editions cut the same text into more or fewer sentences.
            let most = difference.at.values().map(Vec::len).max().unwrap_or(1).max(1);
            if most == 1 {
                "sentence".to_owned()
            } else {
                plural(most, "sentence")
            }
        }
    }
}

/// Where moved things stand: ` (there exchange 3, in the others 7)`.
fn places(difference: &Difference, place: impl Fn(Lang) -> Option<usize>) -> String {
    let level = difference.level.as_str();
    let others = difference.at.keys().filter(|lang| !difference.odd.contains(lang));
    let others: Vec<usize> = others.filter_map(|&lang| place(lang)).collect();
    let (Some(least), Some(most)) = (others.iter().min(), others.iter().max()) else {
        return String::new();
    };
    let there: Vec<String> = difference
        .odd
        .iter()
        .filter_map(|&lang| place(lang))
        .map(|n| n.to_string())
        .collect();
    if there.is_empty() {
        return String::new();
    }
    let others = if least == most {
        least.to_string()
    } else {
        format!("{least} to {most}")
    };
    format!(" (there {level} {}, in the others {others})", there.join(", "))
}

/// Who says what: the odd editions one by one, the others together where they
/// agree, at last those that say nothing.
fn values(difference: &Difference) -> String {
    let value = |lang: &Lang| difference.values.get(lang).map(String::as_str);
    let mut said: Vec<(&str, Vec<Lang>)> = Vec::new();
    let mut add = |lang: Lang, text: &'_ str| match said.iter_mut().find(|(v, _)| *v == text) {
        Some((_, langs)) => langs.push(lang),
        None => said.push((difference.values[&lang].as_str(), vec![lang])),
    };
    for lang in &difference.odd {
        if let Some(text) = value(lang) {
            add(*lang, text);
        }
    }
    let others = difference
        .values
        .keys()
        .filter(|lang| !difference.odd.contains(lang));
    let others: Vec<Lang> = others.copied().collect();
    let mut parts: Vec<String> = said
        .iter()
        .map(|(text, langs)| tell(&codes(langs), langs.len(), text))
        .collect();
    let mut agreed: Vec<&str> = others.iter().filter_map(value).collect();
    agreed.dedup();
    // A name is written otherwise in every script.
    let one = agreed.len() == 1 || difference.kind == DifferenceKind::Name;
    if others.len() > 1 && one {
        let english = value(&Lang::EN).filter(|_| others.contains(&Lang::EN));
        parts.extend(
            english
                .or(agreed.first().copied())
                .map(|text| tell("the others", 2, text)),
        );
    } else {
        parts.extend(
            others
                .iter()
                .map(|lang| tell(lang.as_str(), 1, value(lang).unwrap_or_default())),
        );
    }
    // One verb is enough.
    for part in parts.iter_mut().skip(1) {
        *part = part.replacen(" says ", " ", 1).replacen(" say ", " ", 1);
    }
    let silent: Vec<Lang> = difference
        .odd
        .iter()
        .copied()
        .filter(|lang| value(lang).is_none())
        .collect();
    let mut out = parts.join(", ");
    if !silent.is_empty() {
        let verb = if silent.len() == 1 { "gives" } else { "give" };
        let parted = if out.is_empty() { "" } else { "; " };
        out += &format!("{parted}{} {verb} none", codes(&silent));
    }
    out
}

fn tell(who: &str, several: usize, value: &str) -> String {
    let verb = if several > 1 { "say" } else { "says" };
    format!("{who} {verb} {}", clean(value))
}

/// Language codes in a row.
pub(super) fn codes(langs: &[Lang]) -> String {
    langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(", ")
}
