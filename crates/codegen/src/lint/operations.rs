//! Rules about operations and paths.

use std::collections::BTreeSet;

use heck::ToKebabCase as _;

use super::{
    Findings,
    spec::{Operation, Spec},
    text::{is_camel, is_kebab},
};
use crate::load::Node;

const SCOPES: [&str; 4] = ["read", "write", "billing", "keys"];

/// Everything about single operations.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    let tags: BTreeSet<&str> = {
        let tags = spec.root().get("tags").into_iter().flat_map(Node::items);
        tags.filter_map(|tag| tag.str("name")).collect()
    };
    for operation in &spec.operations {
        id(operation, found);
        tag(operation, &tags, found);
        words(operation, found);
        path(operation, found);
        scope(operation, found);
        body_limit(operation, found);
        idempotency(operation, found);
        security(spec, operation, found);
    }
}

fn id(operation: &Operation<'_>, found: &mut Findings) {
    match operation.node.get("operationId") {
        None => {
            let message = format!("{} has no operationId", operation.name());
            let help = "add one: camelCase, beginning with a verb";
            found.add("operation-id-missing", operation.node, message, help);
        }
        Some(id) if !id.as_str().is_some_and(is_camel) => {
            let message = format!("the operationId `{}` is not camelCase", operation.name());
            found.add(
                "operation-id-case",
                id,
                message,
                "begin with a verb, as in `listOrders`",
            );
        }
        Some(_) => {}
    }
}

fn tag(operation: &Operation<'_>, declared: &BTreeSet<&str>, found: &mut Findings) {
    let mut add = |node: &Node, message: String, help: &str| {
        found.add("operation-tag", node, message, help);
    };
    let tags: Vec<_> = operation
        .node
        .get("tags")
        .into_iter()
        .flat_map(Node::items)
        .collect();
    let [node] = tags.as_slice() else {
        let message = format!("`{}` has {} tags", operation.name(), tags.len());
        return add(operation.node, message, "give it exactly one");
    };
    let name = node.as_str().unwrap_or_default();
    if !declared.contains(name) {
        return add(
            node,
            format!("the root declares no tag `{name}`"),
            "declare it, or mend the name",
        );
    }
    let file = &operation.node.place.file;
    let wanted = format!("{}.yaml", name.to_kebab_case());
    if file.rsplit('/').next() != Some(&wanted) {
        let message = format!(
            "`{}` has the tag `{name}`, and stands in {file}",
            operation.name()
        );
        add(node, message, &format!("move it to paths/{wanted}"));
    }
}

fn words(operation: &Operation<'_>, found: &mut Findings) {
    let name = operation.name();
    let summary = operation.node.str("summary").unwrap_or_default();
    let length = summary.chars().count();
    let fault = match length {
        0 => Some(format!("`{name}` has no summary")),
        61.. => Some(format!("the summary of `{name}` has {length} characters")),
        _ if summary.ends_with('.') => Some(format!("the summary of `{name}` ends in a full stop")),
        _ => None,
    };
    if let Some(message) = fault {
        let node = operation.node.get("summary").unwrap_or(operation.node);
        let help = "say in at most 60 characters, without a full stop, what it does";
        found.add("operation-summary", node, message, help);
    }
    let description = operation.node.str("description").unwrap_or_default();
    if description.chars().count() <= length {
        let node = operation.node.get("description").unwrap_or(operation.node);
        let message = format!("`{name}` is described by no more than its summary");
        let help = "say what it does, who may call it, what it answers and when it fails";
        found.add("operation-description", node, message, help);
    }
}

fn path(operation: &Operation<'_>, found: &mut Findings) {
    for segment in operation.path.split('/').skip(1) {
        let (fits, wanted) = match segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) {
            Some(name) => (is_camel(name), "camelCase"),
            None => (is_kebab(segment), "kebab-case"),
        };
        if !fits {
            let message = format!("`{segment}` in `{}` is not {wanted}", operation.path);
            found.add(
                "path-case",
                operation.node,
                message,
                format!("write it in {wanted}"),
            );
        }
    }
}

fn scope(operation: &Operation<'_>, found: &mut Findings) {
    let scope = operation.node.str("x-required-scope");
    if !scope.is_some_and(|scope| SCOPES.contains(&scope)) {
        let node = operation
            .node
            .get("x-required-scope")
            .unwrap_or(operation.node);
        let message = match scope {
            Some(scope) => format!("`{scope}` is no scope"),
            None => format!("`{}` has no x-required-scope", operation.name()),
        };
        let help = format!("set it to one of {}", SCOPES.join(", "));
        found.add("scope-missing", node, message, help);
    }
}

fn body_limit(operation: &Operation<'_>, found: &mut Findings) {
    let Some(limit) = operation.node.get("x-max-body-bytes") else {
        return;
    };
    if operation.body.is_none() {
        let message = format!("`{}` has no body to limit", operation.name());
        found.add("body-limit", limit, message, "leave x-max-body-bytes out");
        return;
    }
    let bytes = limit.as_number().and_then(serde_json::Number::as_u64);
    if !bytes.is_some_and(|bytes| (1_024..=16_777_216).contains(&bytes)) {
        let message = "x-max-body-bytes is not between 1,024 and 16,777,216";
        found.add(
            "body-limit",
            limit,
            message,
            "set the largest body in bytes",
        );
    }
}

fn idempotency(operation: &Operation<'_>, found: &mut Findings) {
    let marked = operation.node.flag("x-idempotent");
    let takes_key = operation.takes("header", "Idempotency-Key");
    let name = operation.name();
    let fault = match (marked, takes_key) {
        (true, false) => Some((
            format!("`{name}` is x-idempotent and takes no Idempotency-Key"),
            "add the parameter IdempotencyKey of shared/parameters.yaml",
        )),
        (false, true) => Some((
            format!("`{name}` takes an Idempotency-Key and is not x-idempotent"),
            "add `x-idempotent: true`",
        )),
        (true, true) if operation.method != "post" => Some((
            format!("`{name}` takes an Idempotency-Key and is no POST"),
            "leave it out: the method is idempotent by itself",
        )),
        _ => None,
    };
    if let Some((message, help)) = fault {
        found.add("idempotency-mismatch", operation.node, message, help);
    }
}

fn security(spec: &Spec<'_>, operation: &Operation<'_>, found: &mut Findings) {
    let written = operation
        .node
        .get("security")
        .or_else(|| spec.root().get("security"));
    let requirements: Vec<_> = written.into_iter().flat_map(Node::items).collect();
    let name = operation.name();
    let open = |requirement: &&Node| requirement.members().next().is_none();
    if requirements.is_empty() || requirements.iter().any(open) {
        let node = operation.node.get("security").unwrap_or(operation.node);
        let message = format!("`{name}` can be called without authentication");
        found.add(
            "security-missing",
            node,
            message,
            "name the schemes that it takes",
        );
    }
    let declared: BTreeSet<&str> = spec
        .components("securitySchemes")
        .map(|(name, _)| name)
        .collect();
    for (scheme, node) in requirements
        .iter()
        .flat_map(|requirement| requirement.members())
    {
        if !declared.contains(scheme) {
            let message = format!("there is no security scheme `{scheme}`");
            found.add(
                "security-missing",
                node,
                message,
                "declare it in the root, or mend the name",
            );
        }
    }
}

/// Paths with a common method that one request could match.
pub fn ambiguous(spec: &Spec<'_>, found: &mut Findings) {
    for (index, first) in spec.operations.iter().enumerate() {
        for second in &spec.operations[index + 1..] {
            let same_method = first.method == second.method && first.path != second.path;
            if same_method && is_ambiguous(first.path, second.path) {
                let message = format!(
                    "a request can match both `{}` and `{}`",
                    first.path, second.path
                );
                found.add(
                    "path-ambiguous",
                    second.node,
                    message,
                    "tell them apart by a fixed segment",
                );
            }
        }
    }
}

/// Whether two templates match a common path and neither has a fixed segment where, read from
/// the left, they first differ.
fn is_ambiguous(first: &str, second: &str) -> bool {
    let variable = |segment: &str| segment.contains('{');
    let (first, second) = (first.split('/'), second.split('/'));
    if first.clone().count() != second.clone().count() {
        return false;
    }
    let mut decided = false;
    for (a, b) in first.zip(second) {
        if !variable(a) && !variable(b) && a != b {
            return false;
        }
        decided |= variable(a) != variable(b);
    }
    !decided
}
