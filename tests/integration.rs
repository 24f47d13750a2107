//! The one integration binary; each module tests one promise end to end.

mod bad_input;
mod command;
mod interfaces;
mod real;
mod samples;
mod schemas;
