//! Hexapla aligns the language editions of a press briefing.
#![warn(missing_docs)]

pub mod language;
pub mod model;
pub mod read;
pub mod segment;
