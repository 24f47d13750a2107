//! How the editions of a briefing differ.

mod omissions;

pub use omissions::omissions;
