//! The headers that answers must list.

use std::collections::BTreeSet;

use super::{
    Findings,
    spec::{Operation, Response, Spec, children, content_schemas},
};
use crate::load::Node;

const ALWAYS: [&str; 4] = [
    "X-Request-Id",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
];

/// Headers of every response.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for operation in &spec.operations {
        for response in &operation.responses {
            let headers = response
                .node
                .get("headers")
                .into_iter()
                .flat_map(Node::members);
            let listed: BTreeSet<String> = headers.map(|(name, _)| name.to_lowercase()).collect();
            let wanted = wanted(spec, operation, response);
            let missing: Vec<_> = wanted
                .into_iter()
                .filter(|name| !listed.contains(&name.to_lowercase()))
                .collect();
            if !missing.is_empty() {
                let names = missing.join(", ");
                let message = format!("the {} response does not list {names}", response.status);
                let help = "refer to them in shared/headers.yaml";
                found.add("headers-missing", response.node, message, help);
            }
        }
    }
}

fn wanted<'d>(
    spec: &Spec<'d>,
    operation: &Operation<'d>,
    response: &Response<'d>,
) -> Vec<&'static str> {
    let mut wanted = ALWAYS.to_vec();
    if ["429", "503"].contains(&response.status) {
        wanted.push("Retry-After");
    }
    if response.is_success() && operation.node.flag("x-idempotent") {
        wanted.push("Idempotent-Replayed");
    }
    if has_secret(spec, response.node) {
        wanted.push("Cache-Control");
    }
    wanted
}

fn has_secret<'d>(spec: &Spec<'d>, response: &'d Node) -> bool {
    let mut pending: Vec<&Node> = content_schemas(response).collect();
    let mut seen = BTreeSet::new();
    while let Some(node) = pending.pop() {
        let node = spec.resolve(node);
        if node.flag("x-sensitive") {
            return true;
        }
        if seen.insert(std::ptr::from_ref(node)) {
            pending.extend(children(node));
        }
    }
    false
}
