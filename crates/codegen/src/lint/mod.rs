//! The house rules of this repository's own spec (`spec/README.md`).
use crate::diagnostic::Diagnostic;
use std::path::Path;
/// Everything in the spec at `path` that a house rule refuses.
#[must_use]
pub fn lint(path: &Path) -> Vec<Diagnostic> {
    match crate::load::load(path) {
        Ok(_) => Vec::new(),
        Err(found) => found,
    }
}
