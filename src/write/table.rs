//! The columns that tables share.

use crate::model::Lang;

use super::units::Unit;

/// What stands before the languages.
const COMMON: [&str; 6] = ["id", "briefing", "date", "confidence", "speaker", "role"];

/// Returns the names of the columns: after the common ones `en.ids` and `en` for each language.
pub(super) fn header(langs: &[Lang]) -> Vec<String> {
    let common = COMMON.iter().map(|&name| name.to_owned());
    common
        .chain(
            langs
                .iter()
                .flat_map(|lang| [format!("{lang}.ids"), lang.to_string()]),
        )
        .collect()
}

/// Returns the cells of a unit; empty ones where a language has nothing.
pub(super) fn row(unit: &Unit, langs: &[Lang]) -> Vec<String> {
    let mut cells = vec![
        unit.id.clone(),
        unit.briefing.to_owned(),
        unit.date.map_or(String::new(), |date| date.to_string()),
        unit.confidence.to_string(),
        unit.speaker.unwrap_or_default().to_owned(),
        unit.role.as_str().to_owned(),
    ];
    for lang in langs {
        let side = unit.sides.get(lang);
        cells.push(side.map_or(String::new(), |side| side.ids.join(" ")));
        cells.push(side.map_or(String::new(), |side| side.text()));
    }
    cells
}
