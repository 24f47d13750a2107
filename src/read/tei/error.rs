//! What can keep a TEI corpus from being read.

use std::io;
use std::path::{Path, PathBuf};

/// A corpus that is not ours, or no longer holds together.
#[derive(Debug, thiserror::Error)]
pub enum TeiError {
    /// A file or folder that cannot be read.
    #[error("{}: cannot read: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A folder without a corpus.
    #[error(
        "{}: no TEI corpus: expected corpus.xml in it, or a briefing's file of the folder's name, such as {expected}",
        path.display()
    )]
    NoCorpus {
        /// The folder.
        path: PathBuf,
        /// The file of a briefing that was looked for.
        expected: String,
    },
    /// Something wrong at a place in a file.
    #[error("{}:{line}:{column}: {fault}", path.display())]
    At {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u32,
        /// The column in characters, from 1.
        column: u32,
        /// What is wrong.
        fault: Fault,
    },
}

impl TeiError {
    /// Makes an error of a file that cannot be read.
    pub(crate) fn io(path: &Path, error: io::Error) -> TeiError {
        TeiError::Io {
            path: path.to_owned(),
            error,
        }
    }
}

/// What is wrong with a file, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes are no UTF-8.
    #[error("no UTF-8: save the file in UTF-8")]
    Encoding,
    /// The file is too large for one briefing.
    #[error("the file has more than {0} MB: a corpus has one file an edition; build it again")]
    Size(u64),
    /// The file ends too early.
    #[error("the file ends before its elements do, it seems to have been cut short: copy it again")]
    CutShort,
    /// No well-formed XML.
    #[error("no well-formed XML: {0}: mend it, or build the corpus again")]
    Malformed(String),
    /// An inclusion that is none of a corpus.
    #[error("an xi:include where a corpus has none: other programs would open what it names: remove it")]
    Include,
    /// A document type declaration.
    #[error("a doctype is not read, for it may name other files and expand without end: remove it")]
    Doctype,
    /// Another root element.
    #[error("the root is `{found}`: expected {expected}: name the folder of a corpus, or its corpus.xml")]
    Root {
        /// Its name.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// A TEI name in another namespace.
    #[error("`{element}` is in the namespace `{found}`: expected http://www.tei-c.org/ns/1.0")]
    Namespace {
        /// The element.
        element: String,
        /// Its namespace.
        found: String,
    },
    /// A file that another program wrote.
    #[error(
        "not written by hexapla: its header has no application with ident=\"hexapla\": \
         only corpora that `hexapla build` wrote are read"
    )]
    OtherProject,
    /// An edition where a briefing was expected.
    #[error("this is one edition: name its briefing's file, {0}, or the folder")]
    LoneEdition(String),
    /// A reference out of the corpus.
    #[error("xi:include of `{0}`: expected a relative path inside the corpus, without `..` out of it")]
    Outside(String),
    /// A reference to a file that cannot be read.
    #[error("xi:include of `{href}`: cannot read it: {reason}: put the file there, or remove the line")]
    Missing {
        /// The reference.
        href: String,
        /// Why.
        reason: String,
    },
    /// A document that includes nothing.
    #[error("it includes no {0}: expected lines such as <xi:include href=\"…\"/>")]
    Nothing(&'static str),
    /// A text without the page that it was read from.
    #[error(
        "no bibl with corresp=\"#{0}\" for the page of this text: put it back, or build the corpus again"
    )]
    NoPage(String),
    /// The same file twice.
    #[error("xi:include of `{0}` stands twice: remove one")]
    IncludedTwice(String),
    /// An element that has to be there.
    #[error("`{parent}` has no `{child}`: put it back, or build the corpus again")]
    Lacks {
        /// Where.
        parent: String,
        /// What.
        child: &'static str,
    },
    /// An element without an attribute that it needs.
    #[error("`{element}` has no {attribute}: expected {expected}")]
    NoAttribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
        /// What it should be.
        expected: String,
    },
    /// A value that is not what it should be.
    #[error("{attribute}=\"{found}\": expected {expected}")]
    Value {
        /// The attribute.
        attribute: &'static str,
        /// Its value.
        found: String,
        /// What it should be.
        expected: String,
    },
    /// An identifier that stands twice.
    #[error("the identifier `{id}` stands twice, first in {first}: give one of the two another one")]
    Duplicate {
        /// The identifier.
        id: String,
        /// File and line of the first.
        first: String,
    },
    /// Text where none is kept.
    #[error(
        "text outside of s and note: `{0}`: put it into an s of a seg where somebody says it, \
         else into a note with type=\"other\""
    )]
    StrayText(String),
    /// An element that is not known at its place.
    #[error("`{child}` in `{parent}`: {expected}")]
    Misplaced {
        /// The element.
        child: String,
        /// Its parent.
        parent: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// A label of nobody.
    #[error("a note with type=\"speaker\" without u behind it: put it before the u of its speaker")]
    LoneLabel,
    /// An exchange that is none.
    #[error("{0}: an exchange (div with type=\"debateSection\") is one question, first, and what answers it")]
    Exchange(&'static str),
    /// A pointer to what is not there.
    #[error("`{0}` points to nothing: no {1} has this identifier: correct it, or remove the link")]
    Dangling(String, &'static str),
    /// A pointer out of a document that holds everything.
    #[error("`{0}`: expected `#` and an identifier, for everything stands in this document")]
    Local(String),
    /// A pointer with a prefix that is not known.
    #[error("`{pointer}`: expected the language of an edition as prefix ({known}) and an identifier")]
    Prefix {
        /// The pointer.
        pointer: String,
        /// What is known.
        known: String,
    },
}
