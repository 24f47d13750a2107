//! What is known before: the options that all commands that align share.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::error::CliError;
use crate::align::AlignOptions;
use crate::evidence::Token;
use crate::language::Languages;
use crate::lexicon::{self, Lexicon};
use crate::model::Lang;
use crate::termbase::{self, Rows, Terms};

/// Options of what is known before.
#[derive(Debug, Clone, Args)]
pub(super) struct LexiconArgs {
    /// Reads what words mean from a lexicon of `learn` or a dictionary; can be given several times.
    ///
    /// Dictionaries are FreeDict's TEI, two columns with a tab between them, or hunalign's.
    /// Where a file does not name its languages, put them before its name, such as
    /// en-zh=FILE: that of the first column, then the other. For hunalign's they stand as on
    /// its command line: hu-en=FILE for lines such as `dog @ kutya`.
    #[arg(long = "lexicon", value_name = "[XX-YY=]FILE", value_parser = lexicon_file)]
    lexicons: Vec<LexiconFile>,
    /// Adds a glossary of your own: a table as of `corpora/terms`, TBX or TMX; can be given several times.
    #[arg(long = "termbase", value_name = "FILE")]
    termbases: Vec<PathBuf>,
    /// Leaves out the built-in termbase and lexicon.
    #[arg(long)]
    no_builtin: bool,
}

/// What is known before.
pub(super) struct Knowledge {
    lexicon: Option<Lexicon>,
    termbases: Vec<Terms<'static>>,
    builtin: bool,
}

/// A file, and the languages that were named for it.
#[derive(Debug, Clone, PartialEq)]
struct LexiconFile {
    langs: Option<(Lang, Lang)>,
    path: PathBuf,
}

impl LexiconArgs {
    /// Reads all files.
    pub(super) fn load(&self, languages: &Languages) -> Result<Knowledge, CliError> {
        let mut lexicons = Vec::new();
        for file in &self.lexicons {
            lexicons.push(Lexicon::open(&file.path, file.langs, languages)?);
        }
        let mut termbases = Vec::new();
        for path in &self.termbases {
            termbases.push(Terms::compile(&[Rows::open(path)?], languages));
        }
        Ok(Knowledge {
            lexicon: match lexicons.len() {
                0 => None,
                1 => lexicons.pop(),
                _ => Some(Lexicon::merged(&lexicons)),
            },
            termbases,
            builtin: !self.no_builtin,
        })
    }
}

impl Knowledge {
    /// Returns the options of the aligner.
    pub(super) fn options(&self, no_learn: bool) -> AlignOptions<'_> {
        let defaults = AlignOptions::default();
        AlignOptions {
            rounds: if no_learn { 0 } else { defaults.rounds },
            lexicon: self.lexicon.as_ref(),
            termbases: &self.termbases,
            builtin: self.builtin,
            ..defaults
        }
    }

    /// Returns the termbases, the built-in one last.
    pub(super) fn termbases(&self) -> Vec<&Terms<'static>> {
        let builtin = self.builtin.then(termbase::builtin);
        self.termbases.iter().chain(builtin).collect()
    }

    /// Returns the words of a language that a lexicon links to another language's.
    pub(super) fn linked(&self, lang: Lang) -> BTreeSet<Token> {
        let mut linked = self
            .lexicon
            .as_ref()
            .map(|own| own.linked(lang))
            .unwrap_or_default();
        if self.builtin {
            linked.extend(lexicon::builtin().linked(lang));
        }
        linked
    }
}

/// Parses `FILE` or `en-zh=FILE`; a file's name can hold an equals sign itself.
#[expect(clippy::unnecessary_wraps, reason = "clap expects a result")]
fn lexicon_file(text: &str) -> Result<LexiconFile, String> {
    let named = text.split_once('=').and_then(|(langs, file)| {
        let (a, b) = langs.split_once('-')?;
        Some((a.parse().ok()?, b.parse().ok()?, file))
    });
    Ok(match named {
        Some((a, b, file)) => LexiconFile {
            langs: Some((a, b)),
            path: PathBuf::from(file),
        },
        None => LexiconFile {
            langs: None,
            path: PathBuf::from(text),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_stand_before_the_name() {
        let file = |langs, path: &str| LexiconFile {
            langs,
            path: PathBuf::from(path),
        };
        let both = Some((Lang::ZH, Lang::EN));
        for (text, expected) in [
            ("zh-en=a=b.tsv", file(both, "a=b.tsv")),
            ("a=b.tsv", file(None, "a=b.tsv")),
            ("x-1=b.tsv", file(None, "x-1=b.tsv")),
            ("plain.dic", file(None, "plain.dic")),
        ] {
            assert_eq!(lexicon_file(text), Ok(expected), "{text}");
        }
    }
}
