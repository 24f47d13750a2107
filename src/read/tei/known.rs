//! What the editions of a briefing have, for pointers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use roxmltree::Node;

use super::document::{Tree, XmlFile, id};
use super::error::{Fault, TeiError};
use crate::model::Lang;

/// What a pointer can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Exchange,
    Turn,
    Sentence,
}

impl What {
    /// Returns the name for people, and as `@subtype` gives it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            What::Exchange => "exchange",
            What::Turn => "turn",
            What::Sentence => "sentence",
        }
    }
}

/// A member of an edition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) what: What,
    pub(super) lang: Lang,
    /// The 0-based position among those of its kind in the edition.
    pub(super) position: usize,
}

/// The identifiers of a briefing.
#[derive(Debug, Default)]
pub(super) struct Known {
    briefing: String,
    /// Whether people edited the texts, so that links of the program may point to what is gone.
    edited: bool,
    /// Whether pointers have no prefix but `#`: all stands in one document.
    local: bool,
    langs: BTreeSet<Lang>,
    members: BTreeMap<String, Member>,
    /// The texts of sentences, by identifier without that of the briefing.
    texts: BTreeMap<String, String>,
    /// Where each identifier stands: the number of its file and the byte.
    ids: BTreeMap<String, (usize, usize)>,
    files: Vec<PathBuf>,
}

impl Known {
    /// Makes it for a briefing.
    pub(super) fn new(briefing: &str, local: bool) -> Known {
        Known {
            briefing: briefing.to_owned(),
            local,
            ..Known::default()
        }
    }

    /// Notes all identifiers of a file; each must be new.
    pub(super) fn file(&mut self, tree: &Tree) -> Result<(), TeiError> {
        let number = self.files.len();
        self.files.push(tree.path().to_owned());
        for node in tree.root().descendants() {
            let Some(id) = id(node) else { continue };
            let here = (number, node.range().start);
            if let Some(&(file, byte)) = self.ids.get(id) {
                let fault = Fault::Duplicate {
                    id: id.to_owned(),
                    first: first(&self.files[file], byte),
                };
                return Err(tree.fault_in(node, "xml:id", fault));
            }
            self.ids.insert(id.to_owned(), here);
        }
        Ok(())
    }

    /// Notes an edition.
    pub(super) fn edition(&mut self, lang: Lang) {
        self.langs.insert(lang);
    }

    /// Notes a member of an edition; returns its identifier without that of the briefing.
    pub(super) fn member(&mut self, tree: &Tree, node: Node, member: Member) -> Result<String, TeiError> {
        let start = format!("{}.{}.", self.briefing, member.lang);
        let expected = format!("one that begins with `{start}`, the identifier of the edition");
        let id = tree.attribute(node, "xml:id", expected.as_str())?;
        if !id.starts_with(&start) {
            let fault = Fault::Value {
                attribute: "xml:id",
                found: id.to_owned(),
                expected,
            };
            return Err(tree.fault_in(node, "xml:id", fault));
        }
        self.members.insert(id.to_owned(), member);
        Ok(id[self.briefing.len() + 1..].to_owned())
    }

    /// Notes the text of a sentence.
    pub(super) fn say(&mut self, id: &str, text: &str) {
        self.texts.insert(id.to_owned(), text.to_owned());
    }

    /// Returns the text of a sentence.
    pub(super) fn sentence(&self, id: &str) -> &str {
        self.texts.get(id).map_or("", String::as_str)
    }

    /// Resolves a pointer such as `en:b-2025-05-14.en.u1` to a member of one of these kinds;
    /// returns it with its identifier without that of the briefing.
    pub(super) fn resolve(&self, pointer: &str, kinds: &[What]) -> Result<(Member, String), Fault> {
        let (lang, id) = self.part(pointer)?;
        match self.members.get(id) {
            Some(&member) if lang.is_none_or(|lang| member.lang == lang) && kinds.contains(&member.what) => {
                Ok((member, id[self.briefing.len() + 1..].to_owned()))
            }
            _ => Err(Fault::Dangling(
                pointer.to_owned(),
                kinds.last().map_or("element", |what| what.as_str()),
            )),
        }
    }

    /// Parts a pointer into the language that it names, and the identifier.
    fn part<'p>(&self, pointer: &'p str) -> Result<(Option<Lang>, &'p str), Fault> {
        if self.local {
            let id = pointer.strip_prefix('#');
            return id
                .map(|id| (None, id))
                .ok_or_else(|| Fault::Local(pointer.to_owned()));
        }
        let known = pointer.split_once(':').and_then(|(prefix, id)| {
            let lang: Lang = prefix.parse().ok()?;
            (lang.as_str() == prefix && self.langs.contains(&lang)).then_some((Some(lang), id))
        });
        known.ok_or_else(|| {
            let all: Vec<&str> = self.langs.iter().map(Lang::as_str).collect();
            Fault::Prefix {
                pointer: pointer.to_owned(),
                known: all.join(", "),
            }
        })
    }

    /// Lets links of the program point to what is gone, for people edited the texts.
    pub(super) fn edited(mut self) -> Known {
        self.edited = true;
        self
    }

    /// Returns whether links of the program may point to what is gone.
    pub(super) fn is_edited(&self) -> bool {
        self.edited
    }

    /// Returns the languages of the editions.
    pub(super) fn langs(&self) -> &BTreeSet<Lang> {
        &self.langs
    }

    /// Returns the identifier of the briefing.
    pub(super) fn briefing(&self) -> &str {
        &self.briefing
    }
}

/// Says where an identifier stood first; the file is read again for its line.
fn first(path: &Path, byte: usize) -> String {
    match XmlFile::load(path) {
        Ok(file) => format!("{}:{}", path.display(), file.position(byte).0),
        Err(_) => path.display().to_string(),
    }
}
