//! Rules about requests and answers: closed here, open there, and nothing on both sides.

use super::{
    Findings,
    spec::{Spec, nullable_reference},
};
use crate::load::Node;

/// Every named object by the sides that it stands on.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for (name, node) in spec.components("schemas") {
        let is_object = node.str("type") == Some("object") || node.get("properties").is_some();
        if !is_object {
            continue;
        }
        let (requested, answered) = (spec.requested.contains(name), spec.answered.contains(name));
        if requested && answered {
            let message = format!("`{name}` stands in requests and in answers");
            let help = "make one of each: a closed one for requests, an open one for answers";
            found.add("object-both-sides", node, message, help);
            continue;
        }
        if requested {
            request(name, node, found);
        }
        if answered {
            answer(name, node, found);
        }
    }
}

fn request(name: &str, node: &Node, found: &mut Findings) {
    let closed = node.get("additionalProperties").and_then(Node::as_bool) == Some(false);
    if !closed {
        let message = format!("`{name}` takes fields that it does not know");
        let help = "add `additionalProperties: false`: a misspelt field must be an error";
        found.add("request-object-open", node, message, help);
    }
    if !name.ends_with("Request") && !name.ends_with("Input") {
        let message = format!("`{name}` stands in requests, and its name does not say so");
        found.add(
            "request-object-name",
            node,
            message,
            "call it …Request, or …Input inside one",
        );
    }
    for (property, schema) in node.get("properties").into_iter().flat_map(Node::members) {
        let nullable = schema.flag("nullable") || nullable_reference(schema).is_some();
        let told = schema
            .str("description")
            .is_some_and(|text| text.to_lowercase().contains("null"));
        if nullable && !told {
            let message = format!("what null means for `{property}` is not said");
            let help = "say it in the description, or leave `nullable` out: null counts as absent";
            found.add("request-nullable-meaning", schema, message, help);
        }
    }
}

fn answer(name: &str, node: &Node, found: &mut Findings) {
    if let Some(written) = node.get("additionalProperties")
        && written.as_bool() == Some(false)
    {
        let message = format!("`{name}` is closed, and an old client would break on a new field");
        let help = "leave `additionalProperties` out";
        found.add("response-object-closed", written, message, help);
    }
    let required: Vec<_> = node
        .get("required")
        .into_iter()
        .flat_map(Node::items)
        .filter_map(Node::as_str)
        .collect();
    for (property, schema) in node.get("properties").into_iter().flat_map(Node::members) {
        let excepted = name == "ErrorInfo" && property == "details";
        if !required.contains(&property) && !excepted {
            let message = format!("`{name}.{property}` may be absent from an answer");
            let help = "put it into `required`, and make it nullable if it can have no value";
            found.add("response-property-optional", schema, message, help);
        }
    }
}
