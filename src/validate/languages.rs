//! Languages are what files, headers and the text itself say.

use super::finding::Finding;
use super::scan::{Scan, Text};
use crate::language::{Detection, Languages, detect};
use crate::model::Lang;

/// Checks the language of an edition; `lang` is the one in the name of its file.
pub(super) fn edition(scan: &Scan, text: &Text, lang: Lang, languages: &Languages, out: &mut Vec<Finding>) {
    let code = scan.lang.as_deref().unwrap_or_default();
    if code != lang.as_str() {
        let what = format!("xml:lang=\"{code}\" in the file of the {lang} edition");
        out.push(Finding::new(&scan.path, scan.root, "language", what));
    }
    let said = said(scan);
    if said != [lang.as_str()] {
        let what = format!("langUsage of the {lang} edition names `{}`", said.join(", "));
        out.push(Finding::new(&scan.path, scan.root, "language", what));
    }
    let Some(language) = languages.get(lang) else {
        let what = format!("no language pack for `{lang}`");
        out.push(Finding::new(&scan.path, scan.root, "pack", what));
        return;
    };
    let name = &language.pack().name;
    let found = match detect(&text.sample, languages) {
        Detection::Known(found, _) if found != lang => languages
            .get(found)
            .map_or(found.to_string(), |l| l.pack().name.clone()),
        Detection::Unknown { name } => name,
        Detection::Known(..) | Detection::Undecided => return,
    };
    let what = format!("the text of the {name} edition seems to be {found}");
    out.push(Finding::new(&scan.path, scan.root, "foreign", what));
}

/// Returns the languages that a header names, sorted.
fn said(scan: &Scan) -> Vec<&str> {
    let mut said: Vec<&str> = scan.languages.iter().map(|said| said.of.as_str()).collect();
    said.sort_unstable();
    said
}

/// Checks that the header of a briefing or corpus names the languages of its editions, and
/// speaks one itself.
pub(super) fn several(scan: &Scan, there: impl Iterator<Item = Lang>, out: &mut Vec<Finding>) {
    if scan.lang.as_deref().is_none_or(str::is_empty) {
        out.push(Finding::new(
            &scan.path,
            scan.root,
            "language",
            "the root has no xml:lang",
        ));
    }
    let said = said(scan);
    let mut there: Vec<String> = there.map(|lang| lang.to_string()).collect();
    there.sort();
    if said != there {
        let what = format!(
            "langUsage names `{}`, the editions are in `{}`",
            said.join(", "),
            there.join(", ")
        );
        out.push(Finding::new(&scan.path, scan.root, "language", what));
    }
}
