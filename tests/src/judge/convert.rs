//! From OpenAPI 3.0 schemas to JSON Schema 2020-12.

use serde_json::{Map, Value, json};

/// Which side of the contract a schema is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// `null` counts as absent where the document says so.
    Request,
    /// Objects are closed: an answer has nothing in it that is not documented.
    Response,
}

/// Keywords that say nothing of what is valid.
const QUIET: [&str; 12] = [
    "description",
    "title",
    "example",
    "examples",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "nullable",
    "discriminator",
];

/// A conversion.
#[derive(Clone, Copy)]
pub(super) struct Convert {
    /// The side.
    pub side: Side,
    /// `x-null-is-absent`.
    pub null_is_absent: bool,
}

impl Convert {
    /// The JSON Schema of an OpenAPI 3.0 schema.
    pub(super) fn schema(self, schema: &Value) -> Value {
        let Some(members) = schema.as_object() else {
            return schema.clone();
        };
        if let Some(name) = reference(schema) {
            return json!({"$ref": format!("#/$defs/{name}")});
        }
        let mut converted = Map::new();
        for (key, value) in members {
            if QUIET.contains(&key.as_str()) || key.starts_with("x-") {
                continue;
            }
            self.keyword(key, value, schema, &mut converted);
        }
        self.bounds(schema, &mut converted);
        self.close(schema, &mut converted);
        if schema["nullable"] == true
            && let Some(kind) = converted.get_mut("type")
        {
            *kind = json!([kind, "null"]);
        }
        Value::Object(converted)
    }

    fn keyword(self, key: &str, value: &Value, schema: &Value, into: &mut Map<String, Value>) {
        let all = |value: &Value| -> Vec<Value> {
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(|part| self.schema(part))
                .collect()
        };
        match key {
            "properties" => {
                into.insert(key.to_owned(), self.properties(value, schema));
            }
            "items" | "additionalProperties" | "not" => {
                into.insert(key.to_owned(), self.schema(value));
            }
            "oneOf" => match nullable_reference(value) {
                // Written so, what is wrong inside is told at its own place.
                Some(target) => {
                    into.insert("if".to_owned(), json!({"type": "null"}));
                    into.insert("then".to_owned(), json!(true));
                    into.insert("else".to_owned(), self.schema(target));
                }
                None => {
                    into.insert(key.to_owned(), json!(all(value)));
                }
            },
            "anyOf" | "allOf" => {
                into.insert(key.to_owned(), json!(all(value)));
            }
            // In 3.0 these say of minimum and maximum that they are excluded themselves.
            "minimum" if schema["exclusiveMinimum"] == true => {
                into.insert("exclusiveMinimum".to_owned(), value.clone());
            }
            "maximum" if schema["exclusiveMaximum"] == true => {
                into.insert("exclusiveMaximum".to_owned(), value.clone());
            }
            "exclusiveMinimum" | "exclusiveMaximum" => {}
            _ => {
                into.insert(key.to_owned(), value.clone());
            }
        }
    }

    fn properties(self, properties: &Value, schema: &Value) -> Value {
        let required = |name: &String| {
            schema["required"]
                .as_array()
                .is_some_and(|all| all.contains(&json!(name)))
        };
        let mut converted = Map::new();
        for (name, property) in properties.as_object().into_iter().flatten() {
            let own = self.schema(property);
            let may_be_null = self.side == Side::Request && self.null_is_absent && !required(name);
            converted.insert(
                name.clone(),
                match may_be_null {
                    true => json!({"if": {"type": "null"}, "then": true, "else": own}),
                    false => own,
                },
            );
        }
        Value::Object(converted)
    }

    /// The integer formats are bounds.
    fn bounds(self, schema: &Value, into: &mut Map<String, Value>) {
        let (least, most) = match schema["format"].as_str() {
            Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
            Some("int64") => (json!(i64::MIN), json!(i64::MAX)),
            _ => return,
        };
        into.remove("format");
        let has = |key: &str, other: &str| schema.get(key).is_some() || schema.get(other).is_some();
        if !has("minimum", "exclusiveMinimum") {
            into.insert("minimum".to_owned(), least);
        }
        if !has("maximum", "exclusiveMaximum") {
            into.insert("maximum".to_owned(), most);
        }
    }

    fn close(self, schema: &Value, into: &mut Map<String, Value>) {
        let named =
            schema.get("properties").is_some() && schema.get("additionalProperties").is_none();
        if self.side == Side::Response && named {
            into.insert("additionalProperties".to_owned(), json!(false));
        }
    }
}

/// The component's name, where a schema is a reference to one.
pub(super) fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"]
        .as_str()?
        .strip_prefix("#/components/schemas/")
}

/// The other branch of a `oneOf` of two, one of which is only `null`.
pub(super) fn nullable_reference(branches: &Value) -> Option<&Value> {
    let [one, other] = branches.as_array()?.as_slice() else {
        return None;
    };
    let null = |branch: &Value| branch["enum"] == json!([null]);
    match (null(one), null(other)) {
        (false, true) => Some(one),
        (true, false) => Some(other),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(side: Side, schema: Value) -> Value {
        Convert {
            side,
            null_is_absent: true,
        }
        .schema(&schema)
    }

    #[test]
    fn what_three_zero_says_otherwise_is_turned_round() {
        let number = json!({"type": "integer", "format": "int32", "minimum": 1, "exclusiveMinimum": true, "nullable": true});
        let expected =
            json!({"type": ["integer", "null"], "exclusiveMinimum": 1, "maximum": i32::MAX});
        assert_eq!(convert(Side::Request, number), expected);
    }

    #[test]
    fn requests_and_answers_are_read_differently() {
        let object = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        let request = convert(Side::Request, object.clone());
        assert_eq!(
            request["properties"]["a"]["else"],
            json!({"type": "string"})
        );
        assert_eq!(
            convert(Side::Response, object)["additionalProperties"],
            json!(false)
        );
    }
}
