//! References: where they lead, and what may stand beside one.

use super::Bundler;
use crate::{
    diagnostic::Diagnostic,
    load::{
        grammar::Kind,
        node::Node,
        source::{Target, at},
    },
    model::Place,
};

impl Bundler {
    /// Follows references to what is not one itself, or is a component of the root.
    pub(super) fn follow(
        &mut self,
        file: usize,
        reference: &str,
        place: &Place,
        kind: Kind,
    ) -> Result<Target, Diagnostic> {
        let mut target = self.sources.resolve(file, reference, place)?;
        let mut seen = vec![target.clone()];
        loop {
            let source = self.sources.file(target.file);
            let Some(node) = at(&source.root, &target.pointer) else {
                return Ok(target);
            };
            let Some(next) = node.str("$ref") else {
                return Ok(target);
            };
            let here = node.place.clone();
            let next = self.sources.resolve(target.file, next, &here)?;
            if seen.contains(&next) {
                return Err(Diagnostic::new(
                    "reference-cycle",
                    place,
                    format!("`{reference}` leads back to itself, by way of {here}"),
                    "let one of them be the thing itself",
                ));
            }
            let root_alias = kind.section().is_some_and(|section| {
                target.file == 0 && self.names.contains_key(&(section, target.clone()))
            });
            if root_alias && next.file == 0 && next.pointer.starts_with("/components/") {
                self.follow_for_cycle(next, &mut seen, place, reference)?;
                return Ok(target);
            }
            seen.push(next.clone());
            target = next;
        }
    }

    /// An alias of the root is kept as one, but a circle of aliases is still refused.
    fn follow_for_cycle(
        &mut self,
        mut target: Target,
        seen: &mut Vec<Target>,
        place: &Place,
        reference: &str,
    ) -> Result<(), Diagnostic> {
        loop {
            if seen.contains(&target) {
                return Err(Diagnostic::new(
                    "reference-cycle",
                    place,
                    format!("`{reference}` leads back to itself"),
                    "let one of them be the thing itself",
                ));
            }
            seen.push(target.clone());
            let source = self.sources.file(target.file);
            let next = at(&source.root, &target.pointer).and_then(|node| node.str("$ref"));
            let Some(next) = next else { return Ok(()) };
            target = self.sources.resolve(target.file, next, place)?;
        }
    }

    /// OpenAPI 3.0 ignores what stands beside a `$ref`. Words may be lost so, which is noted;
    /// rules and marks may not.
    pub(super) fn refuse_siblings(&mut self, node: &Node, kind: Kind) {
        for (key, sibling) in node.members().filter(|(key, _)| *key != "$ref") {
            let help = match kind {
                Kind::Schema => "write `allOf: [{$ref: …}]` and the rest beside it",
                _ => "write it into what is referred to",
            };
            let message = format!("`{key}` stands beside a $ref, where OpenAPI 3.0 ignores it");
            let found = Diagnostic::new("ref-siblings", &sibling.place, message, help);
            let words = matches!(key, "description" | "summary");
            match words || (key.starts_with("x-") && !MARKS.contains(&key)) {
                true => self.notes.push(found),
                false => self.errors.push(found),
            }
        }
    }
}

/// Extensions that change what is generated.
const MARKS: [&str; 6] = [
    "x-error-codes",
    "x-idempotent",
    "x-max-body-bytes",
    "x-null-is-absent",
    "x-required-scope",
    "x-sensitive",
];
