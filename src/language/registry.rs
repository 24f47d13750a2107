//! The languages that are known: six embedded, more from files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::Pack;
use super::check::{self, Fault};
use super::detect::Detector;
use super::values::{ValueError, Values};
use crate::model::Lang;
use crate::segment::Segmenter;

/// The embedded packs.
const PACKS: [&str; 6] = [
    include_str!("packs/ar.toml"),
    include_str!("packs/en.toml"),
    include_str!("packs/es.toml"),
    include_str!("packs/fr.toml"),
    include_str!("packs/ru.toml"),
    include_str!("packs/zh.toml"),
];

/// A language: its pack and what is made from it when first needed.
#[derive(Debug)]
pub struct Language {
    pack: Pack,
    segmenter: OnceLock<Segmenter>,
    values: OnceLock<Values>,
}

impl Language {
    /// Makes a language of its pack.
    #[must_use]
    pub fn new(pack: Pack) -> Language {
        Language {
            pack,
            segmenter: OnceLock::new(),
            values: OnceLock::new(),
        }
    }

    /// Returns what the data file says.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Returns the code of the language.
    #[must_use]
    pub fn code(&self) -> Lang {
        self.pack.code
    }

    /// Returns what finds numbers and dates; the first call builds it.
    pub fn values(&self) -> &Values {
        self.values
            .get_or_init(|| Values::unchecked(&self.pack).expect("checked when the pack was read"))
    }

    /// Returns the segmenter of the language; the first call builds it.
    pub fn segmenter(&self) -> &Segmenter {
        self.segmenter.get_or_init(|| Segmenter::new(&self.pack))
    }
}

/// The languages that are known, by code. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Languages {
    by_code: BTreeMap<Lang, Arc<Language>>,
    /// What [`super::detect`] prepares; made anew when a language is added.
    detector: OnceLock<Arc<Detector>>,
}

impl Languages {
    /// Returns the six embedded languages. They are read once a process.
    #[must_use]
    pub fn builtin() -> Languages {
        static BUILTIN: OnceLock<Languages> = OnceLock::new();
        BUILTIN.get_or_init(Languages::embedded).clone()
    }

    fn embedded() -> Languages {
        let read = |text: &&str| {
            let pack: Pack = toml::from_str(text).expect("embedded packs are tested");
            (pack.code, Arc::new(Language::new(pack)))
        };
        Languages {
            by_code: PACKS.iter().map(read).collect(),
            detector: OnceLock::new(),
        }
    }

    /// Adds the language of a pack file, or replaces the one with its code.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is no TOML, lacks a key, has one too many, or
    /// holds a value that cannot be used, such as a bad regular expression.
    pub fn add_pack(&mut self, path: &Path) -> Result<Lang, PackError> {
        let text = std::fs::read_to_string(path).map_err(|source| PackError::Read {
            path: path.to_owned(),
            source,
        })?;
        let pack = check::read(&text).map_err(|fault| PackError::from_fault(path, fault))?;
        let code = pack.code;
        let language = Language::new(pack);
        let values = Values::new(language.pack()).map_err(|source| PackError::Values {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        language.values.set(values).expect("just made");
        self.add(language);
        Ok(code)
    }

    /// Adds a language, or replaces the one with its code.
    pub fn add(&mut self, language: Language) {
        self.by_code.insert(language.code(), Arc::new(language));
        self.detector = OnceLock::new();
    }

    /// Returns what tells these languages apart.
    pub(super) fn detector(&self) -> &Detector {
        self.detector.get_or_init(|| Arc::new(Detector::new(self)))
    }

    /// Returns the language with a code.
    #[must_use]
    pub fn get(&self, code: Lang) -> Option<&Language> {
        self.by_code.get(&code).map(Arc::as_ref)
    }

    /// Returns the codes of all languages, in alphabetical order.
    pub fn codes(&self) -> impl Iterator<Item = Lang> {
        self.by_code.keys().copied()
    }

    /// Returns all languages, in alphabetical order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.by_code.values().map(Arc::as_ref)
    }
}

/// Why a language pack cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The file cannot be read.
    #[error("{}: cannot read the language pack: {source}; --language-pack takes a TOML file", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// A number or a pattern means nothing.
    #[error("{}: {source}", path.display())]
    Values {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<ValueError>,
    },
    /// A value is missing, superfluous or of no use.
    #[error("{}:{line}: {key}: {message}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// The key with its table, such as `dates.months`; `pack` where none is meant.
        key: String,
        /// What is wrong with it.
        message: String,
    },
}

impl PackError {
    fn from_fault(path: &Path, fault: Fault) -> PackError {
        PackError::Content {
            path: path.to_owned(),
            line: fault.line,
            key: fault.key,
            message: fault.message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds an English pack after a change, and returns what happens.
    fn add(from: &str, to: &str) -> Result<Lang, String> {
        assert!(PACKS[1].contains(from), "{from}");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("own.toml");
        std::fs::write(&path, PACKS[1].replacen(from, to, 1)).expect("written");
        let result = Languages::builtin().add_pack(&path);
        result.map_err(|error| {
            error
                .to_string()
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
    }

    #[test]
    fn six_languages_are_embedded_and_sound() {
        let languages = Languages::builtin();
        assert_eq!(
            languages.codes().map(|c| c.to_string()).collect::<Vec<_>>(),
            ["ar", "en", "es", "fr", "ru", "zh"]
        );
        for text in PACKS {
            if let Err(fault) = check::read(text) {
                panic!(
                    "{}: {}: {}: {}",
                    &text[..40],
                    fault.line,
                    fault.key,
                    fault.message
                );
            }
        }
    }

    #[test]
    fn a_pack_file_adds_a_language() {
        assert_eq!(
            add("code = \"en\"", "code = \"de\""),
            Ok("de".parse().expect("a code"))
        );
    }

    #[test]
    fn errors_name_file_line_and_key() {
        let cases = [
            ("code = \"en\"", "code = \"e1\"", "code"),
            ("direction = \"ltr\"", "direction = \"up\"", "direction"),
            ("decimal = ", "decimals = ", "numbers.decimals"),
            ("today = ", "today = 1\ntomorow = ", "dates.today"),
            ("months = [", "months = [[\"Undecimber\"], ", "dates.months"),
            ("patterns = [", "patterns = ['({d}', ", "dates.patterns"),
            ("name = [", "name = ['(.+)', ", "title.name"),
        ];
        for (from, to, key) in cases {
            let error = add(from, to).expect_err(key);
            let line: usize = error
                .split(':')
                .nth(1)
                .and_then(|n| n.parse().ok())
                .expect("a line");
            assert!(error.starts_with("own.toml:") && line > 1, "{error}");
            assert!(error.contains(&format!(": {key}: ")), "{error}");
        }
    }
}
