//! Operations and their paths: one of each id, one of each path, every template variable given.

use std::collections::{BTreeSet, HashMap};

use super::{Findings, servers};
use crate::{
    diagnostic::Diagnostic,
    load::{Node, at, grammar::METHODS},
    model::Place,
};

/// Checks paths and operations of a document whose shape is right.
pub fn check(root: &Node, found: &mut Findings) {
    let Some(paths) = root.get("paths") else {
        return;
    };
    let mut ids: HashMap<&str, &Place> = HashMap::new();
    let mut templates: HashMap<String, &Place> = HashMap::new();
    for (path, item) in paths.members().filter(|(path, _)| !path.starts_with("x-")) {
        let Some(variables) = variables(path, item, found) else {
            continue;
        };
        same_path(path, item, &mut templates, found);
        servers::check(root, item, found);
        for (_, operation) in item.members().filter(|(key, _)| METHODS.contains(key)) {
            if let Some(id) = operation.get("operationId") {
                unique_id(id, &mut ids, found);
            }
            path_parameters(root, path, &variables, item, operation, found);
            servers::check(root, operation, found);
        }
    }
}

fn unique_id<'d>(id: &'d Node, ids: &mut HashMap<&'d str, &'d Place>, found: &mut Findings) {
    let text = id.as_str().unwrap_or_default();
    match ids.get(text) {
        None => {
            ids.insert(text, &id.place);
        }
        Some(first) => found.errors.push(Diagnostic::new(
            "operation-id-duplicate",
            &id.place,
            format!("the operationId `{text}` is already used at {first}"),
            "give every operation its own id",
        )),
    }
}

/// The variables of a path template.
fn variables<'p>(path: &'p str, item: &Node, found: &mut Findings) -> Option<BTreeSet<&'p str>> {
    let mut refuse = |message: String, help: &str| {
        found
            .errors
            .push(Diagnostic::new("path", &item.place, message, help));
        None
    };
    if !path.starts_with('/') {
        return refuse(
            format!("the path `{path}` does not start with a slash"),
            "add the slash",
        );
    }
    let mut names = BTreeSet::new();
    let mut rest = path;
    while let Some(start) = rest.find(['{', '}']) {
        let end = rest[start..].find('}').map(|at| start + at);
        let (Some(end), true) = (end, rest[start..].starts_with('{')) else {
            return refuse(
                format!("the braces in `{path}` do not match"),
                "mend the braces",
            );
        };
        let name = &rest[start + 1..end];
        if name.is_empty() || name.contains(['{', '/']) || !names.insert(name) {
            let message =
                format!("the variable `{{{name}}}` in `{path}` is empty, odd or there twice");
            return refuse(message, "give every variable its own name");
        }
        rest = &rest[end + 1..];
    }
    Some(names)
}

/// Two paths that differ only in the names of their variables are one path.
fn same_path<'d>(
    path: &str,
    item: &'d Node,
    templates: &mut HashMap<String, &'d Place>,
    found: &mut Findings,
) {
    let mut shape = String::new();
    let mut inside = false;
    for c in path.chars() {
        inside = (inside || c == '{') && c != '}';
        if !inside || c == '{' {
            shape.push(c);
        }
    }
    if let Some(first) = templates.insert(shape, &item.place) {
        found.errors.push(Diagnostic::new(
            "path-ambiguous",
            &item.place,
            format!("the path `{path}` is the one at {first} by other names"),
            "put the operations of both under one path",
        ));
    }
}

fn path_parameters(
    root: &Node,
    path: &str,
    variables: &BTreeSet<&str>,
    item: &Node,
    operation: &Node,
    found: &mut Findings,
) {
    let levels = [item.get("parameters"), operation.get("parameters")];
    let params = levels
        .into_iter()
        .flatten()
        .flat_map(Node::items)
        .map(|param| resolve(root, param));
    let mut given = BTreeSet::new();
    for param in params.filter(|param| param.str("in") == Some("path")) {
        let name = param.str("name").unwrap_or_default();
        given.insert(name);
        if !variables.contains(name) {
            found.errors.push(Diagnostic::new(
                "path-parameter-mismatch",
                &param.place,
                format!("there is no `{{{name}}}` in the path `{path}`"),
                "mend the name, or the path",
            ));
        }
    }
    for name in variables.difference(&given) {
        found.errors.push(Diagnostic::new(
            "path-parameter-mismatch",
            &operation.place,
            format!("`{{{name}}}` in the path `{path}` is described by no parameter"),
            format!("add a parameter `{name}` with `in: path` and `required: true`"),
        ));
    }
}

fn resolve<'d>(root: &'d Node, node: &'d Node) -> &'d Node {
    let mut node = node;
    for _ in 0..64 {
        let pointer = node.str("$ref").and_then(|text| text.strip_prefix('#'));
        match pointer.and_then(|pointer| at(root, pointer)) {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}
