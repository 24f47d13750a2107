//! What can keep an alignment from being written.

/// An alignment that does not hold together, so that nothing is written.
///
/// The program's own alignments never give one; alignments read from a file
/// that somebody edited can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// An identifier that XML does not take.
    #[error(
        "briefing {briefing}: `{id}` is no identifier: expected ASCII letters, digits, `.`, `-`, `_`, a letter first"
    )]
    BadId {
        /// The briefing.
        briefing: String,
        /// The identifier.
        id: String,
    },
    /// An identifier that stands twice.
    #[error("briefing {briefing}: the identifier `{id}` stands twice; each must be unique")]
    Duplicate {
        /// The briefing.
        briefing: String,
        /// The identifier.
        id: String,
    },
    /// A link to something that the edition does not have.
    #[error("briefing {briefing}: a link points to `{id}`, which the `{lang}` edition does not have")]
    Dangling {
        /// The briefing.
        briefing: String,
        /// The edition's language code.
        lang: String,
        /// Where the link points.
        id: String,
    },
    /// A corpus that lacks what the profile demands.
    #[error("the profile parlamint cannot be written: {lacking}")]
    Profile {
        /// What the profile demands, as far as it is not met.
        lacking: String,
    },
    /// A briefing without editions.
    #[error("briefing {briefing} has no edition; nothing to write")]
    Empty {
        /// The briefing.
        briefing: String,
    },
}
