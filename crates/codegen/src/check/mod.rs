//! Refuses what cannot be generated, before anything is built.

mod operations;
mod shape;

use crate::{diagnostic::Diagnostic, load::Document};

/// Everything in `document` that is not OpenAPI 3.0 or that no emitter can write.
#[must_use]
pub fn check(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    shape::check(&document.root, &mut found);
    if found.is_empty() {
        operations::check(&document.root, &mut found);
    }
    found.sort();
    found.dedup();
    found
}
