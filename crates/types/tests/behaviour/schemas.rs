//! The schemas derived from the types are those of the document.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

const DOCUMENT: &str = include_str!("../fixtures/library/schemas.json");

#[test]
fn they_are_the_documents() {
    let document: BTreeMap<String, Value> = serde_json::from_str(DOCUMENT).expect("JSON");
    let derived: BTreeMap<&str, Value> = crate::json_schemas()
        .into_iter()
        .map(|(name, schema)| (name, schema.to_value()))
        .collect();
    for (name, wanted) in &document {
        let found = derived
            .get(name.as_str())
            .unwrap_or_else(|| panic!("no schema {name}"));
        assert_eq!(plain(found, &document), plain(wanted, &document), "{name}");
    }
}

/// What a schema demands: without annotations, with `allOf` written out, scalars in the place of
/// references to them, and lists that are sets sorted.
fn plain(schema: &Value, document: &BTreeMap<String, Value>) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    if let Some(target) = target(schema, document) {
        return if is_scalar(target) {
            plain(target, document)
        } else {
            schema.clone()
        };
    }
    if members
        .get("oneOf")
        .is_some_and(|branches| branches[0].get("enum").is_some())
    {
        let branches = members["oneOf"].as_array().expect("branches").iter();
        let values: Vec<_> = branches
            .flat_map(|branch| branch["enum"].as_array().expect("values"))
            .collect();
        return json!({ "type": "string", "enum": values });
    }
    let mut out = Map::new();
    for (key, value) in members {
        match key.as_str() {
            "description" | "title" | "default" | "example" => {}
            key if key.starts_with("x-") => {}
            "allOf" => merge(
                &mut out,
                all_of(value.as_array().expect("a list"), document),
            ),
            "properties" => merge(&mut out, json!({ "properties": each(value, document) })),
            "items" | "additionalProperties" => {
                out.insert(key.clone(), plain(value, document));
            }
            "oneOf" | "anyOf" => {
                let branches = value.as_array().expect("branches").iter();
                out.insert(
                    key.clone(),
                    branches.map(|branch| plain(branch, document)).collect(),
                );
            }
            _ => merge(&mut out, json!({ key: value })),
        }
    }
    if let Some(Value::Array(required)) = out.get_mut("required") {
        required.sort_by_key(Value::to_string);
    }
    Value::Object(out)
}

fn target<'a>(schema: &Value, document: &'a BTreeMap<String, Value>) -> Option<&'a Value> {
    document.get(
        schema
            .get("$ref")?
            .as_str()?
            .strip_prefix("#/components/schemas/")?,
    )
}

fn is_scalar(schema: &Value) -> bool {
    let composed = ["oneOf", "anyOf", "allOf"]
        .iter()
        .any(|key| schema.get(key).is_some());
    schema["type"] != "object" && !composed
}

/// The members as one schema. A lone reference to an object stays one: it stands beside
/// `nullable`.
fn all_of(parts: &[Value], document: &BTreeMap<String, Value>) -> Value {
    let mut out = Map::new();
    for part in parts {
        match target(part, document) {
            Some(target) if parts.len() > 1 || is_scalar(target) => {
                merge(&mut out, plain(target, document))
            }
            Some(_) => merge(&mut out, json!({ "allOf": parts })),
            None => merge(&mut out, plain(part, document)),
        }
    }
    Value::Object(out)
}

fn each(properties: &Value, document: &BTreeMap<String, Value>) -> Value {
    let members = properties.as_object().expect("properties").iter();
    members
        .map(|(name, schema)| (name.clone(), plain(schema, document)))
        .collect()
}

fn merge(into: &mut Map<String, Value>, from: Value) {
    let Value::Object(from) = from else { return };
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Object(into)), Value::Object(from)) => merge(into, Value::Object(from)),
            (Some(Value::Array(into)), Value::Array(from)) => into.extend(from),
            (_, value) => {
                into.insert(key, value);
            }
        }
    }
}
