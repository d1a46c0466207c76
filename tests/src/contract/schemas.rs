//! Schemas in one form, whichever of OpenAPI 3.0, 3.1 and JSON Schema they are written in.

use serde_json::{Map, Value, json};

/// Keywords that say nothing of what is valid, or are brought into another form.
const QUIET: [&str; 13] = [
    "$schema",
    "description",
    "title",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "nullable",
    "discriminator",
    "$comment",
];

/// A schema in one form: references by name, `null` as a flag, bounds as numbers, names in order.
#[must_use]
pub fn schema(written: &Value) -> Value {
    let Some(members) = written.as_object() else {
        return written.clone();
    };
    if let Some(flattened) = sole_branch(written) {
        return flattened;
    }
    let mut normal = Map::new();
    for (key, value) in members {
        if !QUIET.contains(&key.as_str()) && !key.starts_with("x-") {
            keyword(key, value, written, &mut normal);
        }
    }
    if written["nullable"] == true {
        normal.insert("null".to_owned(), json!(true));
    }
    Value::Object(normal)
}

/// Schemas by name in one form. A default stands with the schema that a property refers to; where
/// the property repeats it, because its Rust field fills it in, it says nothing new.
#[must_use]
pub fn named<'a>(written: impl IntoIterator<Item = (&'a str, &'a Value)>) -> Map<String, Value> {
    let mut all: Map<String, Value> = written
        .into_iter()
        .map(|(name, written)| (name.to_owned(), schema(written)))
        .collect();
    let defaults: Map<String, Value> = all
        .iter()
        .filter_map(|(name, schema)| Some((name.clone(), schema.get("default")?.clone())))
        .collect();
    let properties = all
        .values_mut()
        .filter_map(|schema| schema.get_mut("properties")?.as_object_mut());
    for property in properties.flat_map(|properties| properties.values_mut()) {
        let of_target = property["$ref"]
            .as_str()
            .and_then(|name| defaults.get(name));
        if of_target.is_some()
            && of_target == property.get("default")
            && let Some(members) = property.as_object_mut()
        {
            members.remove("default");
        }
    }
    all
}

fn keyword(key: &str, value: &Value, written: &Value, into: &mut Map<String, Value>) {
    let normal = match key {
        "$ref" => json!(value.as_str().and_then(|text| text.rsplit('/').next())),
        "type" => return kinds(value, into),
        "properties" => {
            let properties = value.as_object().into_iter().flatten();
            Value::Object(
                properties
                    .map(|(name, property)| (name.clone(), schema(property)))
                    .collect(),
            )
        }
        "items" | "additionalProperties" | "not" => schema(value),
        "allOf" | "oneOf" | "anyOf" => value.as_array().into_iter().flatten().map(schema).collect(),
        "required" | "enum" => sorted(value),
        "const" => return drop(into.insert("enum".to_owned(), json!([value]))),
        // 3.0 says with a flag what 3.1 says with the bound itself.
        "minimum" if written["exclusiveMinimum"] == true => {
            return drop(into.insert("exclusiveMinimum".to_owned(), number(value)));
        }
        "maximum" if written["exclusiveMaximum"] == true => {
            return drop(into.insert("exclusiveMaximum".to_owned(), number(value)));
        }
        "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => return,
        _ => number(value),
    };
    into.insert(key.to_owned(), normal);
}

/// One type, with `null` taken out.
fn kinds(value: &Value, into: &mut Map<String, Value>) {
    let Some(all) = value.as_array() else {
        into.insert("type".to_owned(), value.clone());
        return;
    };
    let kinds: Vec<_> = all.iter().filter(|kind| *kind != "null").cloned().collect();
    if kinds.len() < all.len() {
        into.insert("null".to_owned(), json!(true));
    }
    let kind = if kinds.len() == 1 {
        kinds[0].clone()
    } else {
        json!(kinds)
    };
    into.insert("type".to_owned(), kind);
}

/// `allOf`, `oneOf` or `anyOf` with one branch beside which only `null` is said, or a branch that
/// is only `null`: the branch itself, which may be null.
fn sole_branch(written: &Value) -> Option<Value> {
    let key = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .find(|key| written.get(key).is_some())?;
    let says_more = written.as_object()?.keys().any(|other| {
        other != key
            && other != "type"
            && other != "default"
            && !QUIET.contains(&other.as_str())
            && !other.starts_with("x-")
    });
    let branches = written[key].as_array()?;
    let (nulls, others): (Vec<_>, Vec<_>) = branches.iter().partition(|branch| is_null(branch));
    let ([only], false) = (others.as_slice(), says_more) else {
        return None;
    };
    let mut normal = schema(only);
    let members = normal.as_object_mut()?;
    let has_null_type = written["type"]
        .as_array()
        .is_some_and(|kinds| kinds.contains(&json!("null")));
    if !nulls.is_empty() || written["nullable"] == true || has_null_type {
        members.insert("null".to_owned(), json!(true));
    }
    if let Some(default) = written.get("default") {
        members.insert("default".to_owned(), default.clone());
    }
    Some(normal)
}

fn is_null(branch: &Value) -> bool {
    branch["type"] == "null" || branch["enum"] == json!([null])
}

/// Lists whose order means nothing.
fn sorted(value: &Value) -> Value {
    let mut items: Vec<Value> = value.as_array().cloned().unwrap_or_default();
    items.sort_by_key(ToString::to_string);
    Value::Array(items)
}

/// A whole number is the same with and without a fraction of nothing.
fn number(value: &Value) -> Value {
    match value.as_f64() {
        Some(float) if float.fract() == 0.0 && float.abs() < 9e15 => json!(float as i64),
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ways_of_saying_null_are_one() {
        let expected = json!({"$ref": "Name", "null": true});
        for written in [
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/Name"}]}),
            json!({"oneOf": [{"$ref": "#/components/schemas/Name"}, {"type": "string", "nullable": true, "enum": [null]}]}),
            json!({"anyOf": [{"$ref": "#/components/schemas/Name"}, {"type": "null"}]}),
        ] {
            assert_eq!(schema(&written), expected);
        }
        assert_eq!(
            schema(&json!({"type": ["string", "null"]})),
            schema(&json!({"type": "string", "nullable": true}))
        );
    }

    #[test]
    fn what_is_different_stays_different() {
        assert_ne!(
            schema(&json!({"maxLength": 3})),
            schema(&json!({"maxLength": 4}))
        );
        assert_ne!(
            schema(&json!({"minimum": 1, "exclusiveMinimum": true})),
            schema(&json!({"minimum": 1}))
        );
        assert_ne!(
            schema(&json!({"type": "string", "nullable": true})),
            schema(&json!({"type": "string"}))
        );
    }
}
