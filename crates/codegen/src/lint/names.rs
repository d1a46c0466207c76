//! Rules about names of schemas, properties and values, and about what must have a name.

use super::{
    Findings,
    spec::{Position, Spec, Visit, content_schemas, is_null},
    text::{is_camel, is_capitals, is_pascal, is_snake},
};
use crate::load::Node;

/// Names, and their absence.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for (name, node) in spec.components("schemas") {
        if !is_pascal(name) {
            let message = format!("the schema's name `{name}` is not PascalCase");
            found.add(
                "schema-name-case",
                node,
                message,
                "rename it, as in `OrderStatus`",
            );
        }
    }
    for visit in &spec.schemas {
        schema(visit, found);
    }
    for operation in &spec.operations {
        let answers = operation.responses.iter().map(|response| response.node);
        for body in operation.body.into_iter().chain(answers) {
            self::body(body, found);
        }
    }
}

fn body(body: &Node, found: &mut Findings) {
    for schema in content_schemas(body).filter(|schema| schema.get("$ref").is_none()) {
        let help = "put the schema into schemas/<tag>.yaml and refer to it";
        found.add(
            "body-unnamed",
            schema,
            "the body's schema has no name",
            help,
        );
    }
    if body.str("description").is_none_or(str::is_empty) {
        let help = "say what it holds and when it comes";
        found.add(
            "body-description",
            body,
            "the body or response has no description",
            help,
        );
    }
}

fn schema(visit: &Visit<'_>, found: &mut Findings) {
    let node = visit.node;
    let is_object = node.str("type") == Some("object") || node.get("properties").is_some();
    let needs_name = (is_object || node.get("enum").is_some()) && !is_null(node);
    if visit.position != Position::Root && needs_name {
        let kind = if is_object { "object" } else { "enumeration" };
        let message = format!("the {kind} stands inline, and becomes a type without a name");
        let help = "put it into schemas/<tag>.yaml and refer to it";
        found.add("schema-unnamed", node, message, help);
    }
    if let Position::Property(name) = visit.position
        && !is_camel(name)
    {
        let message = format!("the property `{name}` is not camelCase");
        found.add(
            "property-case",
            node,
            message,
            "rename it, as in `createdAt`",
        );
    }
    for value in node.get("enum").into_iter().flat_map(Node::items) {
        let Some(text) = value.as_str() else { continue };
        if !is_snake(text) && !is_capitals(text) && text != "no-store" {
            let message = format!("the value `{text}` is neither snake_case nor all capitals");
            found.add("enum-case", value, message, "write it in snake_case");
        }
    }
}
