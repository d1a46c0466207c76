//! The shape of the document: members that exist, hold what they should, and are all there.

use super::Findings;
use crate::{
    diagnostic::Diagnostic,
    load::{
        Data, Node,
        grammar::{Kind, Shape},
    },
};

/// Checks the whole document.
pub fn check(root: &Node, found: &mut Findings) {
    if let Err(refusal) = version(root) {
        found.errors.push(*refusal);
        return;
    }
    object(root, Kind::Root, found);
}

fn version(root: &Node) -> Result<(), Box<Diagnostic>> {
    let refuse = |node: &Node, message: String, help: &str| {
        Err(Box::new(Diagnostic::new(
            "openapi-version",
            &node.place,
            message,
            help,
        )))
    };
    if let Some(swagger) = root.get("swagger") {
        let help = "convert it to OpenAPI 3.0 first";
        return refuse(swagger, "the document is Swagger 2.0".to_owned(), help);
    }
    let Some(openapi) = root.get("openapi") else {
        let help = "give the root file of an OpenAPI 3.0 document";
        return refuse(root, "there is no `openapi` version".to_owned(), help);
    };
    match openapi.as_str() {
        Some(text) if text == "3.0" || text.starts_with("3.0.") => Ok(()),
        Some(text) => {
            let help = "write OpenAPI 3.0.x; 3.1 changes what schemas mean";
            refuse(openapi, format!("`{text}` is not OpenAPI 3.0"), help)
        }
        None => refuse(
            openapi,
            "`openapi` is not a text".to_owned(),
            "quote it: `openapi: \"3.0.3\"`",
        ),
    }
}

fn object(node: &Node, kind: Kind, found: &mut Findings) {
    let Data::Object(members) = &node.data else {
        wrong(node, &format!("{kind:?}"), "an object", found);
        return;
    };
    if members.contains_key("$ref") && kind.section().is_some() {
        return;
    }
    if let Some(reference) = members.get("$ref") {
        found.errors.push(no_reference(reference, kind));
        return;
    }
    for key in kind
        .required()
        .iter()
        .filter(|key| !members.contains_key(**key))
    {
        let message = format!("`{key}` is missing");
        found.errors.push(Diagnostic::new(
            "missing-member",
            &node.place,
            message,
            format!("add `{key}`"),
        ));
    }
    for (key, child) in members {
        match kind.member(key) {
            Some(shape) => check_shape(child, key, shape, found),
            None if kind == Kind::Schema && HARMLESS.contains(&key.as_str()) => {}
            // A schema's unknown member may be a rule of a later version; elsewhere the
            // specification gives an unknown member no meaning.
            None if kind == Kind::Schema => found.errors.push(unknown(child, key, kind)),
            None => found.notes.push(unknown(child, key, kind)),
        }
    }
}

/// Members that a schema of OpenAPI 3.0 does not have and that change nothing.
const HARMLESS: [&str; 4] = ["$comment", "$id", "$schema", "examples"];

fn unknown(node: &Node, key: &str, kind: Kind) -> Diagnostic {
    let later = [
        "const",
        "if",
        "then",
        "else",
        "prefixItems",
        "patternProperties",
        "contains",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "unevaluatedProperties",
        "$defs",
        "contentEncoding",
        "contentMediaType",
        "webhooks",
        "jsonSchemaDialect",
    ];
    let help = match later.contains(&key) {
        true => "it comes from OpenAPI 3.1 or JSON Schema; say it in terms of 3.0".to_owned(),
        false => "mend the name, or call it `x-…` if it is an extension".to_owned(),
    };
    let message = format!("{kind:?} objects have no member `{key}`");
    Diagnostic::new("unknown-member", &node.place, message, help)
}

fn wrong(node: &Node, name: &str, wanted: &str, found: &mut Findings) {
    let message = format!("`{name}` is {}, not {wanted}", node.type_name());
    found.errors.push(Diagnostic::new(
        "wrong-type",
        &node.place,
        message,
        format!("make it {wanted}"),
    ));
}

/// Some tools resolve a `$ref` anywhere. What it stands for must not get lost here.
fn no_reference(node: &Node, kind: Kind) -> Diagnostic {
    let help = match kind {
        Kind::Operation => "write it out here, or let the whole path item be a `$ref`",
        _ => "write it out here, or bundle the document first",
    };
    let message = format!("OpenAPI 3.0 has no `$ref` in the place of {kind:?} objects");
    Diagnostic::new("ref-misplaced", &node.place, message, help)
}

fn check_shape(node: &Node, key: &str, shape: Shape, found: &mut Findings) {
    match (shape, &node.data) {
        (Shape::Any, _)
        | (Shape::Text, Data::String(_))
        | (Shape::Bool | Shape::BoolOr(_), Data::Bool(_))
        | (Shape::Number, Data::Number(_))
        | (Shape::List, Data::Array(_)) => {}
        (Shape::Count, Data::Number(number)) if is_count(number) => {}
        (Shape::Texts, Data::Array(items)) => texts(items, key, found),
        (Shape::One(kind) | Shape::BoolOr(kind), Data::Object(_)) => object(node, kind, found),
        (Shape::Many(kind), Data::Array(items)) => {
            items.iter().for_each(|item| object(item, kind, found));
        }
        (Shape::Map(kind), Data::Object(members)) => {
            let members = members.iter().filter(|(key, _)| !is_extension(key, kind));
            members.for_each(|(_, member)| object(member, kind, found));
        }
        (Shape::TextMap, Data::Object(members)) => {
            let not_text = members.values().filter(|member| member.as_str().is_none());
            not_text.for_each(|member| wrong(member, key, "a text", found));
        }
        (Shape::Security, Data::Array(items)) => security(items, key, found),
        _ => wrong(node, key, wanted(shape), found),
    }
}

/// Paths and responses may have extensions beside their entries; other maps are names throughout.
fn is_extension(key: &str, kind: Kind) -> bool {
    key.starts_with("x-") && matches!(kind, Kind::PathItem | Kind::Response)
}

fn is_count(number: &serde_json::Number) -> bool {
    let float = number.as_f64().unwrap_or(-1.0);
    number.is_u64() || (float >= 0.0 && float.fract() == 0.0)
}

fn texts(items: &[Node], key: &str, found: &mut Findings) {
    let not_text = items.iter().filter(|item| item.as_str().is_none());
    not_text.for_each(|item| wrong(item, key, "a text", found));
}

fn security(items: &[Node], key: &str, found: &mut Findings) {
    for item in items {
        match &item.data {
            Data::Object(schemes) => {
                let not_list = schemes
                    .values()
                    .filter(|s| !matches!(s.data, Data::Array(_)));
                not_list.for_each(|scopes| wrong(scopes, key, "a list of scopes", found));
            }
            _ => wrong(item, key, "an object", found),
        }
    }
}

fn wanted(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a text",
        Shape::Bool => "true or false",
        Shape::Number => "a number",
        Shape::Count => "a whole number from 0",
        Shape::Texts | Shape::List | Shape::Many(_) | Shape::Security => "a list",
        Shape::Any => "anything",
        Shape::One(_) | Shape::Map(_) | Shape::TextMap => "an object",
        Shape::BoolOr(_) => "true, false or an object",
    }
}
