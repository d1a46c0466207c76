//! Operations in one form.

use serde_json::{Map, Value, json};

use super::{Root, schemas::schema};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "patch", "options", "head", "trace",
];

/// Every operation, by method and path.
pub(super) fn operations(root: Root<'_>) -> Map<String, Value> {
    let mut found = Map::new();
    for (path, item) in root.0["paths"].as_object().into_iter().flatten() {
        for (method, node) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                let name = format!("{} {path}", method.to_uppercase());
                found.insert(name, operation(root, item, node));
            }
        }
    }
    found
}

fn operation<'d>(root: Root<'d>, item: &'d Value, node: &'d Value) -> Value {
    json!({
        "operationId": node["operationId"],
        "tags": node["tags"],
        "deprecated": node["deprecated"] == true,
        "parameters": params(root, item, node),
        "requestBody": body(root, &node["requestBody"]),
        "responses": responses(root, &node["responses"]),
        "security": security(root, node),
    })
}

/// Parameters by place and name: the path item's, with the operation's own laid over them.
fn params<'d>(root: Root<'d>, item: &'d Value, node: &'d Value) -> Map<String, Value> {
    let mut found = Map::new();
    for param in [item, node]
        .into_iter()
        .flat_map(|level| level["parameters"].as_array().into_iter().flatten())
    {
        let param = root.resolve(param);
        let place = param["in"].as_str().unwrap_or_default();
        let name = param["name"].as_str().unwrap_or_default();
        let usual = if matches!(place, "query" | "cookie") {
            "form"
        } else {
            "simple"
        };
        let style = param["style"].as_str().unwrap_or(usual);
        let explode = param["explode"].as_bool().unwrap_or(style == "form");
        let is_list = root.resolve(&param["schema"])["type"] == "array";
        found.insert(
            format!("{place}.{name}"),
            json!({
                "required": param["required"] == true,
                "style": style,
                // Only lists are written differently for it.
                "explode": is_list && explode,
                "schema": schema(&param["schema"]),
            }),
        );
    }
    found
}

fn body<'d>(root: Root<'d>, node: &'d Value) -> Value {
    let node = root.resolve(node);
    match node.is_null() {
        true => Value::Null,
        false => {
            json!({"required": node["required"] == true, "content": content(&node["content"])})
        }
    }
}

fn content(node: &Value) -> Map<String, Value> {
    let media = node.as_object().into_iter().flatten();
    media
        .map(|(name, media)| (name.clone(), schema(&media["schema"])))
        .collect()
}

fn responses<'d>(root: Root<'d>, node: &'d Value) -> Map<String, Value> {
    let mut found = Map::new();
    for (status, response) in node.as_object().into_iter().flatten() {
        let response = root.resolve(response);
        let headers = response["headers"].as_object().into_iter().flatten();
        let headers: Map<String, Value> = headers
            .map(|(name, header)| (name.to_lowercase(), schema(&root.resolve(header)["schema"])))
            .collect();
        found.insert(
            status.clone(),
            json!({"headers": headers, "content": content(&response["content"])}),
        );
    }
    found
}

/// The alternatives of the operation, or of the document where it names none.
fn security(root: Root<'_>, node: &Value) -> Value {
    let written = node.get("security").unwrap_or(&root.0["security"]);
    let mut alternatives: Vec<String> = written
        .as_array()
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    alternatives.sort();
    json!(alternatives)
}
