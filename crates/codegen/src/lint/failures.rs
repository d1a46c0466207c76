//! Rules about failures: each operation lists exactly those that it can have.

use std::collections::BTreeSet;

use super::{
    Findings,
    spec::{Operation, Response, Spec, children, content_schemas},
};
use crate::load::Node;

/// Statuses that every operation lists.
const ALWAYS: [&str; 6] = ["400", "401", "403", "429", "500", "503"];

/// Failures of every operation.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    let codes: BTreeSet<&str> = {
        let schema = spec
            .components("schemas")
            .find(|(name, _)| *name == "ErrorCode");
        let values = schema.and_then(|(_, node)| node.get("enum"));
        values
            .into_iter()
            .flat_map(Node::items)
            .filter_map(Node::as_str)
            .collect()
    };
    for operation in &spec.operations {
        missing(spec, operation, found);
        unjustified(spec, operation, found);
        for response in operation
            .responses
            .iter()
            .filter(|response| response.is_failure())
        {
            error_codes(response, &codes, found);
            inline(response, found);
        }
    }
}

fn missing(spec: &Spec<'_>, operation: &Operation<'_>, found: &mut Findings) {
    let mut wanted = ALWAYS.to_vec();
    if operation.body.is_some() {
        wanted.extend(["413", "415"]);
    }
    if has_path_parameter(operation) || takes_id(spec, operation) {
        wanted.push("404");
    }
    if operation.node.flag("x-idempotent") {
        wanted.push("409");
    }
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|status| operation.response(status).is_none())
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "`{}` does not list {}",
            operation.name(),
            missing.join(", ")
        );
        let help = "refer to them in shared/responses.yaml";
        found.add("error-pairs-missing", operation.node, message, help);
    }
    if operation.node.flag("x-idempotent")
        && let Some(conflict) = operation.response("409")
        && !refers_to(conflict, "ConflictOrKeyReuse")
    {
        let message = format!(
            "the 409 of `{}` lacks IDEMPOTENCY_KEY_REUSED",
            operation.name()
        );
        let help = "refer to ConflictOrKeyReuse";
        found.add("error-pairs-missing", conflict.written, message, help);
    }
}

fn unjustified(spec: &Spec<'_>, operation: &Operation<'_>, found: &mut Findings) {
    let name = operation.name();
    let mut add = |response: &Response<'_>, why: &str| {
        let message = format!("`{name}` lists {}, and {why}", response.status);
        found.add(
            "error-pairs-unjustified",
            response.written,
            message,
            "leave it out",
        );
    };
    for status in ["413", "415"] {
        if let Some(response) = operation
            .response(status)
            .filter(|_| operation.body.is_none())
        {
            add(response, "takes no body");
        }
    }
    if let Some(response) = operation.response("404")
        && !has_path_parameter(operation)
        && !names_something(spec, operation)
    {
        add(response, "takes nothing that could be missing");
    }
    if let Some(response) = operation.response("409")
        && refers_to(response, "ConflictOrKeyReuse")
        && !operation.takes("header", "Idempotency-Key")
    {
        add(
            response,
            "takes no Idempotency-Key; `Conflict` is the one without",
        );
    }
}

fn has_path_parameter(operation: &Operation<'_>) -> bool {
    operation
        .params
        .iter()
        .any(|param| param.str("in") == Some("path"))
}

/// Whether query or body hold the id of something.
fn takes_id(spec: &Spec<'_>, operation: &Operation<'_>) -> bool {
    let is_id = |name: &str| name.ends_with("Id") || name.ends_with("Ids");
    taken_names(spec, operation).into_iter().any(is_id)
}

/// Whether query or body name something that may not be there, by id or otherwise.
fn names_something(spec: &Spec<'_>, operation: &Operation<'_>) -> bool {
    let words = [
        "domain",
        "domains",
        "clientName",
        "from",
        "to",
        "username",
        "registrar",
    ];
    let names = |name: &str| name.ends_with("Id") || name.ends_with("Ids") || words.contains(&name);
    taken_names(spec, operation).into_iter().any(names)
}

/// Query parameters and the properties of the body, at any depth.
fn taken_names<'d>(spec: &Spec<'d>, operation: &Operation<'d>) -> BTreeSet<&'d str> {
    let query = operation
        .params
        .iter()
        .filter(|param| param.str("in") == Some("query"));
    let mut names: BTreeSet<&str> = query.filter_map(|param| param.str("name")).collect();
    let mut pending: Vec<&Node> = operation
        .body
        .into_iter()
        .flat_map(content_schemas)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = pending.pop() {
        let node = spec.resolve(node);
        if !seen.insert(std::ptr::from_ref(node)) {
            continue;
        }
        names.extend(
            node.get("properties")
                .into_iter()
                .flat_map(Node::members)
                .map(|(key, _)| key),
        );
        pending.extend(children(node));
    }
    names
}

fn refers_to(response: &Response<'_>, name: &str) -> bool {
    response
        .written
        .str("$ref")
        .and_then(|text| text.rsplit('/').next())
        == Some(name)
}

fn error_codes(response: &Response<'_>, known: &BTreeSet<&str>, found: &mut Findings) {
    let written = response.node.get("x-error-codes");
    let codes: Vec<_> = written.into_iter().flat_map(Node::items).collect();
    if codes.is_empty() {
        let message = format!("the {} response has no x-error-codes", response.status);
        let help = "list the codes that can come with it";
        found.add("error-codes-missing", response.node, message, help);
    }
    for code in codes {
        let text = code.as_str().unwrap_or_default();
        if !known.contains(text) {
            let message = format!("ErrorCode does not have `{text}`");
            found.add(
                "error-codes-missing",
                code,
                message,
                "add it there, or mend the code",
            );
        }
    }
}

fn inline(response: &Response<'_>, found: &mut Findings) {
    let shared = response.node.place.file.ends_with("shared/responses.yaml");
    if response.written.get("$ref").is_none() || !shared {
        let message = format!(
            "the {} response is not one of shared/responses.yaml",
            response.status
        );
        let help = "put it there and refer to it";
        found.add("error-inline", response.written, message, help);
    }
}
