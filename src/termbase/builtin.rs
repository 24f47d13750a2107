//! The project's own termbase, compiled into the program.

use std::sync::OnceLock;

use super::compile::Terms;

/// What `hexapla terms compile` made of `corpora/terms`.
static BYTES: &[u8] = include_bytes!("../../corpora/compiled/terms.bin");

/// Returns the built-in termbase.
pub fn builtin() -> &'static Terms<'static> {
    static TERMS: OnceLock<Terms<'static>> = OnceLock::new();
    TERMS.get_or_init(|| Terms::load(BYTES).expect("a test loads the built-in termbase"))
}
