//! Every constraint that the document puts on requests, found by walking the raw document: what
//! the generated tables must have a row for.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Document, Operation, convert::nullable_reference};

/// A constraint on a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// The `operationId`.
    pub operation: String,
    /// What the answer's `details` names when it is broken.
    pub field: String,
    /// The keyword.
    pub rule: String,
    /// Whether it has an edge: a value that just passes.
    pub edge: bool,
}

/// Bounds, which have an edge on the good side.
const BOUNDS: [&str; 8] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// Every constraint on every operation's parameters and body.
#[must_use]
pub fn rules(document: &Document) -> BTreeSet<Rule> {
    let mut found = BTreeSet::new();
    for operation in Operation::all(document) {
        let mut walk = Walk {
            document,
            operation: operation.id,
            typed: false,
            found: &mut found,
        };
        for param in operation.params(document) {
            let text = |key: &str| param[key].as_str().unwrap_or_default();
            let field = format!("{}.{}", text("in"), text("name"));
            if param["required"] == true && text("in") != "path" {
                walk.add(&field, "required");
            }
            walk.schema(&param["schema"], &field, 0);
        }
        let body = document.resolve(&operation.node["requestBody"]);
        if body["required"] == true {
            walk.add("", "required");
        }
        for (media_type, media) in body["content"].as_object().into_iter().flatten() {
            walk.typed = media_type.ends_with("json");
            walk.schema(&media["schema"], "", 0);
        }
    }
    found
}

struct Walk<'d, 'f> {
    document: &'d Document,
    operation: &'d str,
    /// Whether values have types of their own, as in JSON.
    typed: bool,
    found: &'f mut BTreeSet<Rule>,
}

impl<'d> Walk<'d, '_> {
    fn add(&mut self, field: &str, rule: &str) {
        self.found.insert(Rule {
            operation: self.operation.to_owned(),
            field: field.to_owned(),
            rule: rule.to_owned(),
            edge: BOUNDS.contains(&rule),
        });
    }

    fn schema(&mut self, schema: &'d Value, field: &str, depth: usize) {
        // A recursive schema comes back to constraints that were found already.
        if depth > 12 {
            return;
        }
        let schema = self.document.resolve(schema);
        if let Some(target) = schema.get("oneOf").and_then(nullable_reference) {
            return self.schema(target, field, depth + 1);
        }
        for keyword in ["oneOf", "anyOf", "allOf", "not"] {
            if schema.get(keyword).is_some() {
                self.add(field, keyword);
            }
        }
        self.own(schema, field);
        let inside = |name: &str| format!("{field}/{}", name.replace('~', "~0").replace('/', "~1"));
        for name in schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            self.add(&inside(name), "required");
        }
        if schema["additionalProperties"] == false {
            self.add(&inside("unknownField"), "additionalProperties");
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            self.schema(property, &inside(name), depth + 1);
        }
        if let Some(items) = schema.get("items") {
            let item = if self.is_body(field) {
                format!("{field}/0")
            } else {
                field.to_owned()
            };
            self.schema(items, &item, depth + 1);
        }
    }

    /// What a schema says by itself.
    fn own(&mut self, schema: &Value, field: &str) {
        let kind = schema["type"].as_str().unwrap_or_default();
        let is_text = !self.is_body(field) || !self.typed;
        if matches!(kind, "integer" | "number" | "boolean") || (!kind.is_empty() && !is_text) {
            self.add(field, "type");
        }
        for keyword in ["pattern", "enum", "multipleOf"] {
            if schema.get(keyword).is_some() {
                self.add(field, keyword);
            }
        }
        for bound in BOUNDS {
            // At least nothing is no constraint.
            let at_least_nothing =
                bound.starts_with("min") && bound != "minimum" && schema[bound] == 0;
            if schema.get(bound).is_some() && !at_least_nothing {
                let excluded = match bound {
                    "minimum" => schema["exclusiveMinimum"] == true,
                    "maximum" => schema["exclusiveMaximum"] == true,
                    _ => false,
                };
                let name = if excluded {
                    format!("exclusive{}{}", bound[..1].to_uppercase(), &bound[1..])
                } else {
                    bound.to_owned()
                };
                self.add(field, &name);
            }
        }
        if schema["uniqueItems"] == true {
            let second = if self.is_body(field) {
                format!("{field}/1")
            } else {
                field.to_owned()
            };
            self.add(&second, "uniqueItems");
        }
        self.format(schema, field);
    }

    fn format(&mut self, schema: &Value, field: &str) {
        let bounded = schema.get("minimum").is_some() && schema.get("maximum").is_some();
        match schema["format"].as_str() {
            None | Some("binary" | "byte" | "double" | "float" | "password") => {}
            // Bounds inside of it leave a format of integers nothing to say.
            Some("int32" | "int64") if bounded => {}
            Some(_) => self.add(field, "format"),
        }
    }

    fn is_body(&self, field: &str) -> bool {
        field.is_empty() || field.starts_with('/')
    }
}
