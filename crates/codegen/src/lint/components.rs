//! Rules about components: one name each, and none for nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use super::{Findings, spec::Spec};
use crate::{
    diagnostic::Diagnostic,
    load::{Node, SourceFile, Target, child_pointer},
    model::Place,
};

/// Names and uses of components.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    found.0.extend(spec.document.renamed.iter().cloned());
    let files: Vec<_> = spec.document.files.iter().enumerate().skip(1).collect();
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for (index, file) in &files {
        for (name, node) in file.root.members() {
            unused(spec, *index, name, node, found);
            if !holds_components(file) {
                continue;
            }
            match first.get(name) {
                Some(other) if other.file != node.place.file => {
                    let message = format!("`{name}` is also defined at {other}");
                    found.add(
                        "component-name-duplicate",
                        node,
                        message,
                        "give each its own name",
                    );
                }
                _ => {
                    first.entry(name).or_insert(&node.place);
                }
            }
        }
    }
    unread_files(spec, found);
    unused_root_components(spec, found);
}

/// Path items are no components: they are written into the document.
fn holds_components(file: &SourceFile) -> bool {
    !file.name.contains("/paths/")
}

fn unused(spec: &Spec<'_>, file: usize, name: &str, node: &Node, found: &mut Findings) {
    let target = Target {
        file,
        pointer: child_pointer("", name),
    };
    // Something inside it may be what is referred to.
    let inner = format!("{}/", target.pointer);
    let reached = spec
        .document
        .used
        .range(target.clone()..)
        .take_while(|used| used.file == file && used.pointer.starts_with(&target.pointer))
        .any(|used| used.pointer == target.pointer || used.pointer.starts_with(&inner));
    if !reached {
        let message = format!("nothing refers to `{name}`");
        found.add(
            "component-unused",
            node,
            message,
            "refer to it, or remove it",
        );
    }
}

/// Files of the spec that no reference leads to.
fn unread_files(spec: &Spec<'_>, found: &mut Findings) {
    let read: BTreeSet<&str> = spec.document.files.iter().map(|file| &*file.name).collect();
    let Some(root) = spec.document.files.first() else {
        return;
    };
    let Some(folder) = Path::new(&*root.name).parent() else {
        return;
    };
    for section in ["paths", "schemas", "shared"] {
        let entries = fs::read_dir(folder.join(section))
            .into_iter()
            .flatten()
            .flatten();
        for entry in entries {
            let name = entry.path().to_string_lossy().replace('\\', "/");
            if name.ends_with(".yaml") && !read.contains(name.as_str()) {
                let place = Place {
                    file: Arc::from(name),
                    line: 1,
                    pointer: String::new(),
                };
                let message = "nothing refers into this file";
                let help = "refer to what is in it, or remove it";
                found
                    .0
                    .push(Diagnostic::new("component-unused", &place, message, help));
            }
        }
    }
}

fn unused_root_components(spec: &Spec<'_>, found: &mut Findings) {
    let mut required = BTreeSet::new();
    let own = spec
        .operations
        .iter()
        .filter_map(|operation| operation.node.get("security"));
    for security in own.chain(spec.root().get("security")) {
        required.extend(
            security
                .items()
                .flat_map(Node::members)
                .map(|(name, _)| name),
        );
    }
    let Some(root) = spec.document.files.first() else {
        return;
    };
    for (section, components) in root
        .root
        .get("components")
        .into_iter()
        .flat_map(Node::members)
    {
        for (name, node) in components.members() {
            let pointer = child_pointer(&child_pointer("/components", section), name);
            let used = match section {
                "securitySchemes" => required.contains(name),
                _ => spec.document.used.contains(&Target { file: 0, pointer }),
            };
            if !used {
                let message = format!("nothing refers to `{name}`");
                found.add(
                    "component-unused",
                    node,
                    message,
                    "refer to it, or remove it",
                );
            }
        }
    }
}
