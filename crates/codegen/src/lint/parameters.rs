//! Rules about parameters and response headers.

use super::{Findings, spec::Spec, text::is_camel};
use crate::load::Node;

/// Parameters of operations, and headers of responses.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for operation in &spec.operations {
        for param in &operation.params {
            parameter(param, found);
        }
        for response in &operation.responses {
            for (name, header) in response
                .node
                .get("headers")
                .into_iter()
                .flat_map(Node::members)
            {
                let header = spec.resolve(header);
                if header.str("description").is_none_or(str::is_empty) {
                    let message = format!("the header `{name}` has no description");
                    let help = "say what it holds, with unit and limits";
                    found.add("header-description", header, message, help);
                }
            }
        }
    }
}

fn parameter(param: &Node, found: &mut Findings) {
    let name = param.str("name").unwrap_or_default();
    if param.str("in") == Some("query") && !is_camel(name) {
        let message = format!("the query parameter `{name}` is not camelCase");
        found.add("parameter-case", param, message, "write it in camelCase");
    }
    if param.str("description").is_none_or(str::is_empty) {
        let message = format!("the parameter `{name}` has no description");
        let help = "say what it does, its unit and limits, and what its absence means";
        found.add("parameter-description", param, message, help);
    }
    if param.get("example").is_none() && param.get("examples").is_none() {
        let message = format!("the parameter `{name}` has no example");
        found.add(
            "parameter-example",
            param,
            message,
            "add `example`, from the story",
        );
    }
}
