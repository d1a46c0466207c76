//! Validators, compiled when they are first needed.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use jsonschema::{Draft, ValidationError, Validator, error::ValidationErrorKind};
use serde_json::{Map, Value};

use super::{
    Document, Problem,
    convert::{Convert, Side},
};

/// The converted schemas of a document.
pub(super) struct Schemas {
    request: Definitions,
    response: Definitions,
    compiled: Mutex<HashMap<(Side, String), Arc<Validator>>>,
}

struct Definitions {
    convert: Convert,
    named: Map<String, Value>,
}

impl Schemas {
    pub(super) fn new(document: &Document) -> Self {
        Self {
            request: Definitions::new(document, Side::Request),
            response: Definitions::new(document, Side::Response),
            compiled: Mutex::default(),
        }
    }

    /// What is wrong with `value` by `schema`, which is written as in the document. Fields are
    /// pointers that start with `at`.
    pub(super) fn judge(
        &self,
        side: Side,
        schema: &Value,
        value: &Value,
        at: &str,
    ) -> Vec<Problem> {
        let validator = self.validator(side, schema);
        let found = validator.iter_errors(value);
        found.flat_map(|error| problems(&error, at)).collect()
    }

    fn validator(&self, side: Side, schema: &Value) -> Arc<Validator> {
        let key = (side, schema.to_string());
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let made = compiled.entry(key).or_insert_with(|| {
            let definitions = match side {
                Side::Request => &self.request,
                Side::Response => &self.response,
            };
            Arc::new(definitions.compile(schema))
        });
        made.clone()
    }
}

impl Definitions {
    fn new(document: &Document, side: Side) -> Self {
        let null_is_absent = document.root()["x-null-is-absent"] == true;
        let convert = Convert {
            side,
            null_is_absent,
        };
        let components = document.root()["components"]["schemas"]
            .as_object()
            .into_iter()
            .flatten();
        let named = components
            .map(|(name, schema)| (name.clone(), convert.schema(schema)))
            .collect();
        Self { convert, named }
    }

    fn compile(&self, schema: &Value) -> Validator {
        let mut root = self.convert.schema(schema);
        let mut needed = BTreeSet::new();
        self.references(&root, &mut needed);
        let definitions = needed
            .iter()
            .filter_map(|name| Some((name.clone(), self.named.get(name)?.clone())));
        let definitions: Map<String, Value> = definitions.collect();
        if let Some(members) = root.as_object_mut() {
            members.insert("$defs".to_owned(), Value::Object(definitions));
        }
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&root)
            .unwrap_or_else(|error| {
                panic!("a schema of the published document is no schema: {error}")
            })
    }

    /// The names that a converted schema refers to, at any depth.
    fn references(&self, schema: &Value, names: &mut BTreeSet<String>) {
        match schema {
            Value::Object(members) => {
                let reference = members.get("$ref").and_then(Value::as_str);
                if let Some(name) = reference.and_then(|text| text.strip_prefix("#/$defs/"))
                    && names.insert(name.to_owned())
                    && let Some(target) = self.named.get(name)
                {
                    self.references(target, names);
                }
                members
                    .values()
                    .for_each(|value| self.references(value, names));
            }
            Value::Array(items) => items.iter().for_each(|item| self.references(item, names)),
            _ => {}
        }
    }
}

fn problems(error: &ValidationError<'_>, at: &str) -> Vec<Problem> {
    let place = format!("{at}{}", error.instance_path().as_str());
    let rule = error.kind().keyword();
    let member = |name: &str| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
    let message = error.masked().to_string();
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            vec![Problem::new(member(name), rule, message)]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| Problem::new(member(name), rule, message.clone()))
            .collect(),
        _ => vec![Problem::new(place, rule, message)],
    }
}
