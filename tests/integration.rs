//! The one integration binary; each module tests one promise end to end.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests say what they measured and what is absent"
)]

mod bad_input;
mod command;
mod corpus;
mod corrections;
mod diff;
mod differences;
mod export;
mod grouping;
mod headers;
mod interfaces;
mod knowledge;
mod lexicon;
mod long;
mod manual;
mod parallel;
mod real;
mod report;
mod samples;
mod schemas;
mod score;
mod seventh;
mod whole;
