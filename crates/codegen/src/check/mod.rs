//! Refuses what cannot be generated, before anything is built.

mod operations;
mod servers;
mod shape;

pub(crate) use servers::{base_path, server_url};

use crate::{diagnostic::Diagnostic, load::Document};

/// What a check found.
#[derive(Debug, Default)]
pub struct Findings {
    /// What cannot be generated.
    pub errors: Vec<Diagnostic>,
    /// What is passed over, because it changes nothing on the wire.
    pub notes: Vec<Diagnostic>,
}

/// Everything in `document` that is not OpenAPI 3.0 or that no emitter can write.
#[must_use]
pub fn check(document: &Document) -> Findings {
    let mut found = Findings {
        notes: document.notes.clone(),
        ..Findings::default()
    };
    shape::check(&document.root, &mut found);
    if found.errors.is_empty() {
        operations::check(&document.root, &mut found);
    }
    for list in [&mut found.errors, &mut found.notes] {
        list.sort();
        list.dedup();
    }
    found
}
