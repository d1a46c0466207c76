//! Values of a schema: from the document's own examples where one has it, else made up.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::scalar::{Numbered, different, integer, number, text};
use crate::model::{AdditionalProperties, Api, ArrayRules, ObjectRules, Schema, SchemaKind};

/// How deep a made-up value may be: recursive schemas end here.
const DEEPEST: usize = 24;

/// Where values come from.
pub(super) struct Samples<'a> {
    api: &'a Api,
    /// A value of a named schema, from an example.
    seen: HashMap<&'a str, &'a Value>,
}

impl<'a> Samples<'a> {
    /// Goes through the examples of `api`.
    pub(super) fn new(api: &'a Api) -> Self {
        let mut samples = Self {
            api,
            seen: HashMap::new(),
        };
        for operation in &api.operations {
            for param in &operation.params {
                samples.gather(&param.schema, param.example.as_ref());
            }
            let bodies = operation.body.iter().flat_map(|body| &body.contents);
            let answers = operation
                .responses
                .iter()
                .flat_map(|response| &response.contents);
            for content in bodies.chain(answers) {
                for example in content.examples.values() {
                    samples.gather(&content.schema, Some(example));
                }
            }
        }
        samples
    }

    fn gather(&mut self, schema: &'a Schema, value: Option<&'a Value>) {
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return;
        };
        match &schema.kind {
            SchemaKind::Ref(name) => {
                self.seen.entry(name).or_insert(value);
                if let Some(named) = self.api.schemas.get(name) {
                    self.gather(&named.schema, Some(value));
                }
            }
            SchemaKind::Array(rules) => {
                value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|item| self.gather(&rules.items, Some(item)));
            }
            SchemaKind::Object(rules) => {
                for (name, property) in &rules.properties {
                    self.gather(&property.schema, value.get(name));
                }
            }
            _ => {}
        }
    }

    /// The schema that references lead to.
    pub(super) fn target(&self, schema: &'a Schema) -> &'a Schema {
        let mut schema = schema;
        // Aliases lead on; the bound only guards against a circle of them.
        for _ in 0..DEEPEST {
            match &schema.kind {
                SchemaKind::Ref(name) => match self.api.schemas.get(name) {
                    Some(named) => schema = &named.schema,
                    None => break,
                },
                _ => break,
            }
        }
        schema
    }

    /// A value of `schema`.
    pub(super) fn value(&self, schema: &'a Schema) -> Option<Value> {
        self.made(schema, DEEPEST)
    }

    /// `value` with every optional part of its schema that it lacks.
    pub(super) fn whole(&self, schema: &'a Schema, value: &Value) -> Value {
        self.filled(schema, value, DEEPEST)
    }

    fn filled(&self, schema: &'a Schema, value: &Value, depth: usize) -> Value {
        let schema = self.target(schema);
        match (&schema.kind, value) {
            (_, _) if depth == 0 => value.clone(),
            (SchemaKind::Object(rules), Value::Object(members)) => {
                let mut members = members.clone();
                for (name, property) in &rules.properties {
                    let present = members.get(name).filter(|value| !value.is_null());
                    let value = match present {
                        Some(value) => Some(self.filled(&property.schema, value, depth - 1)),
                        None => self
                            .made(&property.schema, depth - 1)
                            .map(|value| self.filled(&property.schema, &value, depth - 1)),
                    };
                    if let Some(value) = value {
                        members.insert(name.clone(), value);
                    }
                }
                Value::Object(members)
            }
            (SchemaKind::Array(rules), Value::Array(items)) => {
                let mut items = items.clone();
                if items.is_empty() && rules.max_items != Some(0) {
                    items.extend(self.made(&rules.items, depth - 1));
                }
                if rules.unique {
                    // So few that another value in the first place repeats none.
                    items.truncate(rules.min_items.unwrap_or_default().max(1));
                }
                if let Some(first) = items.first_mut() {
                    *first = self.filled(&rules.items, first, depth - 1);
                }
                Value::Array(items)
            }
            _ => value.clone(),
        }
    }

    fn made(&self, schema: &'a Schema, depth: usize) -> Option<Value> {
        if let Some(example) = &schema.example {
            return Some(example.clone());
        }
        let depth = depth.checked_sub(1)?;
        match &schema.kind {
            SchemaKind::Ref(name) => match self.seen.get(name.as_str()) {
                Some(value) => Some((*value).clone()),
                None => self.made(&self.api.schemas.get(name)?.schema, depth),
            },
            SchemaKind::Any => Some(json!({})),
            SchemaKind::Null => Some(Value::Null),
            SchemaKind::String(rules) => text(rules).map(Value::String),
            SchemaKind::Integer(rules) => integer(rules),
            SchemaKind::Number(rules) => number(rules),
            SchemaKind::Boolean(values) => Some(json!(values.first().copied().unwrap_or(true))),
            SchemaKind::Array(rules) => self.array(rules, depth),
            SchemaKind::Object(rules) => self.object(rules, depth),
            SchemaKind::OneOf(branches, _) | SchemaKind::AnyOf(branches, _) => {
                branches.iter().find_map(|branch| self.made(branch, depth))
            }
            SchemaKind::AllOf(_) | SchemaKind::Not(_) => None,
        }
    }

    fn array(&self, rules: &'a ArrayRules, depth: usize) -> Option<Value> {
        let count = rules
            .min_items
            .unwrap_or_default()
            .max(usize::from(rules.max_items != Some(0)));
        let item = self.made(&rules.items, depth)?;
        if count == 1 || !rules.unique {
            return Some(Value::Array(vec![item; count]));
        }
        match &self.target(&rules.items).kind {
            SchemaKind::String(rules) if rules.values.is_empty() => {
                let Numbered {
                    before,
                    width,
                    after,
                } = different(rules, item.as_str()?, count)?;
                Some(
                    (0..count)
                        .map(|number| format!("{before}{number:0width$}{after}"))
                        .collect(),
                )
            }
            SchemaKind::String(rules) => {
                let values: Vec<_> = rules
                    .values
                    .iter()
                    .take(count)
                    .map(|value| json!(value))
                    .collect();
                (values.len() == count).then_some(Value::Array(values))
            }
            _ => None,
        }
    }

    fn object(&self, rules: &'a ObjectRules, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        for (name, property) in rules
            .properties
            .iter()
            .filter(|(_, property)| property.required)
        {
            members.insert(name.clone(), self.made(&property.schema, depth)?);
        }
        if let (AdditionalProperties::Schema(schema), true) =
            (&rules.additional, members.is_empty())
        {
            members.insert("key".to_owned(), self.made(schema, depth)?);
        }
        Some(Value::Object(members))
    }
}
