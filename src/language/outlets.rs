//! News outlets by the names they are printed under.
//!
//! CCTV asks as `CCTV`, `总台央视` or `تلفزيون الصين المركزي`; a page of one
//! language often keeps the form of another. So one table maps every form of
//! every language to one identifier, and a label is looked up in all of them.
//! The rejected alternative, one table a language, would miss `AFP` in Russian.

use std::collections::BTreeMap;

use super::Pack;
use super::fold::{fold, key};
use super::script::is_han;
use crate::model::Lang;

/// The embedded table: `id`, `kind`, then forms a language, separated by `|`.
const TABLE: &str = include_str!("outlets.tsv");

/// A look-up from printed names of outlets to their identifiers.
#[derive(Debug, Clone, Default)]
pub struct Outlets {
    ids: BTreeMap<String, String>,
    known: BTreeMap<String, Outlet>,
}

/// What the table says of an outlet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outlet {
    /// What it is: `agency`, `broadcaster`, `paper`, `magazine` or `online`.
    pub kind: String,
    /// How it is called in each language that the table knows of.
    pub names: BTreeMap<Lang, String>,
}

impl Outlets {
    /// Reads the embedded table.
    #[must_use]
    pub fn embedded() -> Outlets {
        Outlets::from_table(TABLE)
    }

    /// Reads a table: lines `id<TAB>kind<TAB>form|form<TAB>…`, `#` comments
    /// and a header line that begins with `id` and names the language of each
    /// column. The first id of a form wins.
    #[must_use]
    pub fn from_table(table: &str) -> Outlets {
        let mut ids = BTreeMap::new();
        let mut known: BTreeMap<String, Outlet> = BTreeMap::new();
        let mut columns: Vec<Option<Lang>> = Vec::new();
        for line in table.lines() {
            let mut cells = line.split('\t');
            let id = cells.next().unwrap_or_default();
            if id == "id" {
                // `other` has forms of too many languages to be one.
                let lang = |name: &str| name.parse().ok().filter(|_| name.len() == 2);
                columns = cells.skip(1).map(lang).collect();
                continue;
            }
            if !id.starts_with("org.") {
                continue;
            }
            let kind = cells.next().unwrap_or_default();
            let outlet = known.entry(id.to_owned()).or_default();
            kind.clone_into(&mut outlet.kind);
            for (k, cell) in cells.enumerate() {
                let forms = || cell.split('|').filter(|form| !form.is_empty());
                if let (Some(lang), Some(name)) = (columns.get(k).copied().flatten(), forms().next()) {
                    outlet.names.entry(lang).or_insert_with(|| name.to_owned());
                }
                for form in forms().map(key).filter(|form| !form.is_empty()) {
                    ids.entry(form).or_insert_with(|| id.to_owned());
                }
            }
        }
        Outlets { ids, known }
    }

    /// Returns whether an identifier is an outlet's of the table.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    /// Returns what the table says of an outlet.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Outlet> {
        self.known.get(id)
    }

    /// Returns the identifier of the outlet that a label names, if the table
    /// has it: `法新社记者`, `AFP`, `R euters`, `корреспондент ТАСС`.
    #[must_use]
    pub fn find(&self, label: &str, pack: &Pack) -> Option<&str> {
        let reporter: Vec<String> = pack.labels.reporter.iter().map(|word| fold(word)).collect();
        let folded = fold(label);
        self.find_folded(&folded, &reporter)
            .or_else(|| self.find_inside(&folded, &reporter))
    }

    /// As [`Outlets::find`], for a folded label and folded reporter words.
    pub(crate) fn find_folded(&self, label: &str, reporter: &[String]) -> Option<&str> {
        let bare = without_parentheses(label);
        let forms = [label, bare.as_str()];
        forms
            .into_iter()
            .find_map(|form| self.find_stripped(form, reporter, 2))
    }

    /// The outlet in parentheses or title marks inside a longer folded label:
    /// `巴西《圣保罗页报》记者`, `news agency (afp)`.
    pub(crate) fn find_inside(&self, label: &str, reporter: &[String]) -> Option<&str> {
        let inside = between(label, '(', ')').or_else(|| between(label, '《', '》'))?;
        self.find_stripped(inside, reporter, 2)
    }

    fn find_stripped(&self, form: &str, reporter: &[String], depth: usize) -> Option<&str> {
        if let Some(id) = self.ids.get(&key(form)) {
            return Some(id);
        }
        let rests = reporter
            .iter()
            .filter(|_| depth > 0)
            .filter_map(|word| strip_word(form, word));
        rests
            .into_iter()
            .find_map(|rest| self.find_stripped(rest, reporter, depth - 1))
    }
}

/// Takes a word off the start or the end of a folded text; words of scripts
/// with spaces only where a space stands.
pub(crate) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let spaced = !word.chars().any(is_han);
    let fits = |rest: &&str, edge: Option<char>| !rest.trim().is_empty() && (!spaced || edge == Some(' '));
    let end = text
        .strip_suffix(word)
        .filter(|rest| fits(rest, rest.chars().last()));
    let start = || {
        text.strip_prefix(word)
            .filter(|rest| fits(rest, rest.chars().next()))
    };
    end.or_else(start).map(str::trim)
}

/// Returns a folded text without its parts in parentheses.
pub(crate) fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|&c| {
        depth += usize::from(c == '(');
        let keep = depth == 0;
        depth = depth.saturating_sub(usize::from(c == ')'));
        keep
    });
    kept.collect::<String>().trim().to_owned()
}

fn between(text: &str, open: char, close: char) -> Option<&str> {
    let (_, rest) = text.split_once(open)?;
    Some(rest.split_once(close)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(code: &str) -> Pack {
        let path = format!("{}/src/language/packs/{code}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the pack is there");
        toml::from_str(&text).expect("the pack is sound")
    }

    #[test]
    fn an_outlet_has_its_name_in_every_language() {
        let outlets = Outlets::embedded();
        let afp = outlets.get("org.afp").expect("an outlet");
        assert_eq!(afp.kind, "agency");
        let names: Vec<_> = afp
            .names
            .iter()
            .map(|(lang, name)| (lang.as_str(), name.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                ("ar", "وكالة فرانس برس"),
                ("en", "AFP"),
                ("es", "AFP"),
                ("fr", "AFP"),
                ("ru", "AFP"),
                ("zh", "法新社")
            ]
        );
    }

    #[test]
    fn forms_of_every_language_meet() {
        let outlets = Outlets::embedded();
        let cases = [
            ("zh", "法新社记者", "org.afp"),
            ("zh", "《环球时报》 记者", "org.global-times"),
            ("zh", "總台央視記者", ""),
            ("en", "R euters", "org.reuters"),
            ("en", "People’s Daily", "org.people-daily"),
            ("en", "AFP reporter", "org.afp"),
            ("ru", "Корреспондент ТАСС", "org.tass"),
            ("ar", "وكالة فرانس برس", "org.afp"),
            ("ar", "مراسل رويترز", "org.reuters"),
            ("fr", "Agence de Presse Xinhua", "org.xinhua"),
            ("es", "Wang Wenbin", ""),
        ];
        for (code, label, id) in cases {
            assert_eq!(
                outlets.find(label, &pack(code)).unwrap_or_default(),
                id,
                "{label}"
            );
        }
    }
}
