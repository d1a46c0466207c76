//! The house rules of this repository's own spec, as `spec/README.md` lists them.
//!
//! Each finding names the rule, the place and the way out. What cannot be generated at all is
//! found by the loader, the check and the model, and told here as well.

mod bounds;
mod components;
mod constraints;
mod envelopes;
mod examples;
mod failures;
mod fields;
mod headers;
mod names;
mod operations;
mod parameters;
mod pattern;
mod schemas;
mod sides;
mod spec;
mod text;
mod validate;

use std::path::Path;

use crate::{
    check,
    diagnostic::Diagnostic,
    load::{Document, Node, load},
    model,
};
use spec::Spec;

/// Everything in the spec at `path` that a rule refuses, sorted by place.
#[must_use]
pub fn lint(path: &Path) -> Vec<Diagnostic> {
    match load(path) {
        Ok(document) => lint_document(&document),
        Err(found) => found,
    }
}

/// Everything in a loaded spec that a rule refuses, sorted by place.
#[must_use]
pub fn lint_document(document: &Document) -> Vec<Diagnostic> {
    let checked = check::check(document);
    let mut found = Findings(checked.notes);
    if !checked.errors.is_empty() {
        // The rules read the document by its shape: without it there is nothing to read.
        found.0.extend(checked.errors);
        return found.sorted();
    }
    if let Err(errors) = model::build(document) {
        found.0.extend(errors);
    }
    let spec = Spec::new(document);
    for rules in RULES {
        rules(&spec, &mut found);
    }
    found.sorted()
}

type Rules = fn(&Spec<'_>, &mut Findings);

const RULES: [Rules; 15] = [
    bounds::check,
    components::check,
    constraints::check,
    envelopes::check,
    examples::check,
    failures::check,
    fields::check,
    headers::check,
    names::check,
    operations::check,
    parameters::check,
    schemas::check,
    sides::check,
    text::check,
    operations::ambiguous,
];

/// What the rules found so far.
#[derive(Default)]
struct Findings(Vec<Diagnostic>);

impl Findings {
    fn add(
        &mut self,
        rule: &'static str,
        node: &Node,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.0
            .push(Diagnostic::new(rule, &node.place, message, help));
    }

    /// A shared part is met once for each operation that uses it, and told once.
    fn sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort();
        self.0.dedup();
        self.0
    }
}
