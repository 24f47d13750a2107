//! Opens a file of any format.

use std::path::Path;

use super::data::Lexicon;
use super::error::{Fault, LexiconError};
use super::{format, phrases, table, tei};
use crate::language::Languages;
use crate::model::Lang;

impl Lexicon {
    /// Reads a lexicon or a dictionary. Its format is told by what it holds; `langs`
    /// names the languages of dictionaries that do not: that of the first
    /// column or of the headwords, then the other. For hunalign's that is the order of
    /// hunalign's command line, the reverse of the order in its lines.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not UTF-8, of no known format, does not
    /// name its languages where `langs` does not either, or a line is faulty.
    pub fn open(
        path: &Path,
        langs: Option<(Lang, Lang)>,
        languages: &Languages,
    ) -> Result<Lexicon, LexiconError> {
        let bytes = std::fs::read(path).map_err(|source| LexiconError::Io {
            path: path.to_owned(),
            source,
        })?;
        let named_dic = path
            .extension()
            .is_some_and(|ext| ext.eq_ignore_ascii_case("dic"));
        parse(&bytes, named_dic, langs, languages).map_err(|fault| fault.of(path))
    }
}

pub(super) fn parse(
    bytes: &[u8],
    named_dic: bool,
    langs: Option<(Lang, Lang)>,
    languages: &Languages,
) -> Result<Lexicon, Fault> {
    let text = utf8(bytes)?;
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    if format::is_ours(first.as_bytes()) {
        return match langs {
            None => format::read(text),
            Some((a, b)) => Err(Fault::whole(format!(
                "a lexicon names its languages itself: leave `{a}-{b}=` out"
            ))),
        };
    }
    if first.trim_start().starts_with('<') {
        let dictionary = tei::read(text)?;
        let named = match dictionary.langs {
            [Some(a), Some(b)] if a != b => Some((a, b)),
            _ => None,
        };
        return phrases::lexicon(&dictionary.entries, known(langs.or(named))?, languages);
    }
    let entries = if named_dic || (first.contains(table::AT) && !first.contains('\t')) {
        table::hunalign(text)?
    } else if first.contains('\t') {
        table::columns(text)?
    } else {
        return Err(Fault::whole(
            "no lexicon: expected a file that `hexapla learn` wrote, a FreeDict TEI dictionary, hunalign's \
             dictionary (`dog @ kutya` a line) or two columns with a tab between them",
        ));
    };
    if entries.is_empty() {
        return Err(Fault::whole(
            "the file is empty, expected a lexicon or a dictionary",
        ));
    }
    phrases::lexicon(&entries, known(langs)?, languages)
}

fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
        Fault::at(line, "not UTF-8: save the file as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

fn known(langs: Option<(Lang, Lang)>) -> Result<(Lang, Lang), Fault> {
    langs.ok_or_else(|| {
        Fault::whole(
            "the dictionary does not name its two languages: put them before its name, such as en-zh=FILE",
        )
    })
}
