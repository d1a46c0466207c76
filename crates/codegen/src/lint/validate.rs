//! Validates values against schemas, with the `jsonschema` crate: what our own generated code
//! says of an example is not asked.

use std::collections::HashMap;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use super::spec::Spec;
use crate::load::Node;

/// What the components are called to the validator.
const COMPONENTS: &str = "urn:components";

/// Validates values against the schemas of one document.
pub struct Validation<'r> {
    registry: &'r Registry<'r>,
    /// By schema: the same named ones come again and again.
    known: HashMap<String, Option<Validator>>,
}

/// The components of a document, for [`Validation::new`].
pub fn registry(spec: &Spec<'_>) -> Result<Registry<'static>, String> {
    let schemas = spec
        .components("schemas")
        .map(|(name, node)| (name.to_owned(), translate(node)));
    let document = json!({ "components": { "schemas": Map::from_iter(schemas) } });
    let resource = Draft::Draft202012.create_resource(document);
    let builder = Registry::new()
        .add(COMPONENTS, resource)
        .map_err(|error| error.to_string())?;
    builder.prepare().map_err(|error| error.to_string())
}

impl<'r> Validation<'r> {
    /// Validates against the components in `registry`.
    pub fn new(registry: &'r Registry<'r>) -> Self {
        Self {
            registry,
            known: HashMap::new(),
        }
    }

    /// What is wrong with `value`; nothing where the schema itself cannot be used, which other
    /// rules tell.
    pub fn faults(&mut self, schema: &Node, value: &Value) -> Vec<String> {
        self.faults_of(&translate(schema), value)
    }

    /// As [`Self::faults`], for a schema that is no longer in the document.
    pub fn faults_of(&mut self, schema: &Value, value: &Value) -> Vec<String> {
        let registry = self.registry;
        let validator = self.known.entry(schema.to_string()).or_insert_with(|| {
            let options = jsonschema::options().with_draft(Draft::Draft202012);
            options
                .with_registry(registry)
                .should_validate_formats(true)
                .build(schema)
                .ok()
        });
        let Some(validator) = validator else {
            return Vec::new();
        };
        let errors = validator.iter_errors(value);
        errors
            .map(|error| match error.instance_path().as_str() {
                "" => error.to_string(),
                path => format!("{path}: {error}"),
            })
            .collect()
    }
}

/// A schema of OpenAPI 3.0 as JSON Schema says the same. Objects that list their properties are
/// closed, so that a misspelt field in an example is found.
pub fn translate(schema: &Node) -> Value {
    let mut out = Map::new();
    for (key, node) in schema.members() {
        match key {
            "$ref" => {
                let reference = format!("{COMPONENTS}{}", node.as_str().unwrap_or_default());
                out.insert(key.to_owned(), reference.into());
            }
            "properties" => {
                let inner = node
                    .members()
                    .map(|(name, node)| (name.to_owned(), translate(node)));
                out.insert(key.to_owned(), Value::Object(inner.collect()));
            }
            "items" | "not" => {
                out.insert(key.to_owned(), translate(node));
            }
            "additionalProperties" => {
                let inner = node.as_bool().map_or_else(|| translate(node), Value::Bool);
                out.insert(key.to_owned(), inner);
            }
            "allOf" | "oneOf" | "anyOf" => {
                out.insert(key.to_owned(), node.items().map(translate).collect());
            }
            "enum" | "required" | "pattern" | "minLength" | "maxLength" | "minItems"
            | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" | "multipleOf" => {
                out.insert(key.to_owned(), node.to_value());
            }
            "format" if schema.str("type") == Some("string") => {
                out.insert(key.to_owned(), node.to_value());
            }
            _ => {}
        }
    }
    types_and_bounds(schema, &mut out);
    let listed = schema.get("properties").is_some();
    if listed && !out.contains_key("additionalProperties") && !out.contains_key("allOf") {
        out.insert("additionalProperties".to_owned(), false.into());
    }
    Value::Object(out)
}

fn types_and_bounds(schema: &Node, out: &mut Map<String, Value>) {
    if let Some(kind) = schema.str("type") {
        let kinds = match schema.flag("nullable") {
            true => json!([kind, "null"]),
            false => kind.into(),
        };
        out.insert("type".to_owned(), kinds);
    }
    for (key, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if let Some(bound) = schema.get(key) {
            let name = if schema.flag(exclusive) {
                exclusive
            } else {
                key
            };
            out.insert(name.to_owned(), bound.to_value());
        }
    }
}
