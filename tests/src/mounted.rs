//! Which operations of the spec the service has, and what the spec says of their requests.
//!
//! Tests that go through these find a new operation by themselves.

use std::sync::OnceLock;

use reqwest::Method;
use serde_json::Value;
use simpleinboxes_server::{OPERATIONS, runtime::OperationMeta};

use crate::api::Api;

/// The published spec.
///
/// # Panics
/// When it is no JSON.
pub fn spec() -> &'static Value {
    static SPEC: OnceLock<Value> = OnceLock::new();
    SPEC.get_or_init(|| {
        serde_json::from_str(include_str!("../../spec/published/openapi.json")).expect("JSON")
    })
}

/// The operations that the service answers: without a key it asks for one, and does not say that
/// there is nothing here.
///
/// # Panics
/// When one answers otherwise, or there is none.
pub async fn mounted(api: &Api) -> Vec<&'static OperationMeta> {
    let api = api.without_key();
    let mut mounted = Vec::new();
    for operation in OPERATIONS {
        let path = fill(operation.path, |_| "x".to_owned());
        let answer = api.request(operation.method.clone(), &path).await;
        match answer.status {
            401 => mounted.push(*operation),
            404 => drop(answer.refused(404, "NOT_FOUND")),
            405 => drop(answer.refused(405, "METHOD_NOT_ALLOWED")),
            _ => panic!("{}: {} {}", operation.id, answer.status, answer.text()),
        }
    }
    assert!(!mounted.is_empty());
    mounted
}

/// A path template with its parameters filled in.
///
/// # Panics
/// When the template has a brace too many.
pub fn fill(template: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a closing brace");
        path.push_str(before);
        path.push_str(&value(name));
        rest = after;
    }
    path + rest
}

/// What the spec says of an operation.
///
/// # Panics
/// When it says nothing.
#[must_use]
pub fn described(operation: &OperationMeta) -> &'static Value {
    &spec()["paths"][operation.path][method_key(&operation.method)]
}

/// All parameters of an operation, those of its path included, references followed.
#[must_use]
pub fn parameters(operation: &OperationMeta) -> Vec<&'static Value> {
    let of = |value: &'static Value| value["parameters"].as_array().into_iter().flatten();
    let path = &spec()["paths"][operation.path];
    of(path)
        .chain(of(described(operation)))
        .map(followed)
        .collect()
}

/// The first example of an operation's body that `fits`; nothing where there is no body.
pub fn example(operation: &OperationMeta, fits: impl Fn(&Value) -> bool) -> Option<Value> {
    let content = &described(operation)["requestBody"]["content"]["application/json"];
    let one = content.get("example");
    let several = content["examples"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, named)| &named["value"]);
    one.into_iter()
        .chain(several)
        .find(|example| fits(example))
        .cloned()
}

/// The schema of an operation's body; null where there is none.
#[must_use]
pub fn body_schema(operation: &OperationMeta) -> &'static Value {
    followed(&described(operation)["requestBody"]["content"]["application/json"]["schema"])
}

/// What a reference leads to; anything else as it is.
#[must_use]
pub fn followed(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => followed(
            spec()
                .pointer(&reference[1..])
                .expect("a reference leads somewhere"),
        ),
        None => value,
    }
}

/// The name of the component that a schema refers to.
#[must_use]
pub fn component(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

fn method_key(method: &Method) -> String {
    method.as_str().to_ascii_lowercase()
}
