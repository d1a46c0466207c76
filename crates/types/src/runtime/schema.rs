//! JSON Schemas of the types, derived from their Rust shape.
//!
//! Names, required fields, types and formats come from the structs and their fields' types. What
//! Rust can't say (lengths, bounds, patterns) stands beside the field in the generated code and
//! is merged in here.

use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, transform::RecursiveTransform,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The schema of an object while its fields are added.
pub struct ObjectSchema<'g> {
    generator: &'g mut SchemaGenerator,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    additional: Option<Value>,
}

impl<'g> ObjectSchema<'g> {
    /// No fields yet.
    pub fn new(generator: &'g mut SchemaGenerator) -> Self {
        Self {
            generator,
            properties: Map::new(),
            required: Vec::new(),
            additional: None,
        }
    }

    fn add<T: JsonSchema>(&mut self, name: &'static str, rules: Value, default: Option<Value>) {
        let mut schema = refined(self.generator.subschema_for::<T>(), rules).to_value();
        if let (Some(default), Some(schema)) = (default, schema.as_object_mut())
            // Nothing may stand beside a reference; what it leads to says its default itself.
            && !schema.contains_key("$ref")
        {
            schema.insert("default".to_owned(), default);
        }
        self.properties.insert(name.to_owned(), schema);
    }

    /// A field that is always there.
    pub fn required<S, T: JsonSchema>(
        &mut self,
        name: &'static str,
        _: fn(&S) -> &T,
        rules: Value,
        _: Option<Value>,
    ) {
        self.required.push(name);
        self.add::<T>(name, rules, None);
    }

    /// A field that can be left out.
    pub fn optional<S, T: JsonSchema>(
        &mut self,
        name: &'static str,
        _: fn(&S) -> &Option<T>,
        rules: Value,
        _: Option<Value>,
    ) {
        self.add::<T>(name, rules, None);
    }

    /// A field that can be left out and can be `null`.
    pub fn optional_nullable<S, T: JsonSchema>(
        &mut self,
        name: &'static str,
        _: fn(&S) -> &Option<T>,
        rules: Value,
        _: Option<Value>,
    ) {
        self.add::<T>(name, rules, None);
    }

    /// A field with a default.
    pub fn default<S, T: JsonSchema>(
        &mut self,
        name: &'static str,
        _: fn(&S) -> &T,
        rules: Value,
        default: Option<Value>,
    ) {
        self.add::<T>(name, rules, default);
    }

    /// A field with a default that can be `null`.
    pub fn default_nullable<S, T: JsonSchema>(
        &mut self,
        name: &'static str,
        field: fn(&S) -> &T,
        rules: Value,
        default: Option<Value>,
    ) {
        self.default(name, field, rules, default);
    }

    /// The fields that the schema does not name.
    pub fn extra<S, E: ExtraSchema>(&mut self, _: fn(&S) -> &E) {
        self.additional = E::additional(self.generator);
    }

    /// The schema.
    pub fn finish(self, closed: bool, rules: Value) -> Schema {
        let mut object = Map::new();
        object.insert("type".to_owned(), json!("object"));
        if !self.properties.is_empty() {
            object.insert("properties".to_owned(), Value::Object(self.properties));
        }
        if !self.required.is_empty() {
            object.insert("required".to_owned(), json!(self.required));
        }
        if closed {
            object.insert("additionalProperties".to_owned(), Value::Bool(false));
        } else if let Some(additional) = self.additional {
            object.insert("additionalProperties".to_owned(), additional);
        }
        refined(Schema::from(object), rules)
    }
}

/// What `additionalProperties` says of the fields that are kept.
pub trait ExtraSchema {
    /// The schema of each; none: anything goes.
    fn additional(generator: &mut SchemaGenerator) -> Option<Value>;
}

impl ExtraSchema for super::Extra {
    fn additional(_: &mut SchemaGenerator) -> Option<Value> {
        None
    }
}

impl<V: JsonSchema> ExtraSchema for std::collections::BTreeMap<String, V> {
    fn additional(generator: &mut SchemaGenerator) -> Option<Value> {
        Some(generator.subschema_for::<V>().to_value())
    }
}

/// The schema of a string with these values.
pub fn choice(values: &[&str], rules: Value) -> Schema {
    refined(
        schemars::json_schema!({ "type": "string", "enum": values }),
        rules,
    )
}

/// The schema of a type that wraps a `T`.
pub fn wrapped<T: JsonSchema>(generator: &mut SchemaGenerator, rules: Value) -> Schema {
    refined(generator.subschema_for::<T>(), rules)
}

/// The schema of a string with these rules.
pub fn string(rules: Value) -> Schema {
    refined(schemars::json_schema!({ "type": "string" }), rules)
}

/// The schema of a branch.
pub fn branch<T: JsonSchema>(generator: &mut SchemaGenerator, rules: Value) -> Schema {
    refined(generator.subschema_for::<T>(), rules)
}

/// The schema of one of several.
pub fn union(keyword: &str, branches: Vec<Schema>, rules: Value) -> Schema {
    let mut object = Map::new();
    object.insert(keyword.to_owned(), json!(branches));
    refined(Schema::from(object), rules)
}

/// A default as JSON.
pub fn default_value(value: impl Serialize) -> Option<Value> {
    serde_json::to_value(value).ok()
}

/// Merges `rules` into `schema`. A rule that is `null` takes away what the Rust type says.
fn refined(mut schema: Schema, rules: Value) -> Schema {
    if let (Value::Object(rules), Some(object)) = (rules, schema.as_object_mut()) {
        merge(object, rules);
    }
    schema
}

fn merge(into: &mut Map<String, Value>, rules: Map<String, Value>) {
    for (name, rule) in rules {
        match (into.get_mut(&name), rule) {
            (_, Value::Null) => {
                into.remove(&name);
            }
            (Some(Value::Object(into)), Value::Object(rule)) => merge(into, rule),
            (_, rule) => {
                into.insert(name, rule);
            }
        }
    }
}

/// Writes a reference that may be null as OpenAPI 3.0 documents do: schemars has it as a choice
/// between the reference and null.
fn nullable(schema: &mut Schema) {
    let Some([reference, null]) = schema
        .get("anyOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    else {
        return;
    };
    if reference.get("$ref").is_some() && null.get("enum") == Some(&json!([null])) {
        let all_of = json!([reference]);
        schema.remove("anyOf");
        schema.insert("nullable".to_owned(), Value::Bool(true));
        schema.insert("allOf".to_owned(), all_of);
    }
}

/// The schemas of a whole document, by name.
pub struct Schemas {
    generator: SchemaGenerator,
    names: Vec<&'static str>,
    inline: Map<String, Value>,
}

impl Default for Schemas {
    /// None yet. References will be those of an OpenAPI 3.0 document.
    fn default() -> Self {
        let settings = SchemaSettings::openapi3();
        let generator = settings
            .with_transform(RecursiveTransform(nullable))
            .into_generator();
        Self {
            generator,
            names: Vec::new(),
            inline: Map::new(),
        }
    }
}

impl Schemas {
    /// Adds `T`, which the document calls `name`.
    pub fn add<T: JsonSchema>(&mut self, name: &'static str) {
        self.names.push(name);
        // A type of the runtime stands for several schemas and has no name of its own.
        let schema = self.generator.subschema_for::<T>();
        if T::inline_schema() {
            self.inline.insert(name.to_owned(), schema.to_value());
        }
    }

    /// All of them, in the order in which they were added.
    pub fn finish(mut self) -> Vec<(&'static str, Schema)> {
        let mut definitions = self.generator.take_definitions(true);
        definitions.append(&mut self.inline);
        let names = self.names.into_iter();
        names
            .filter_map(|name| Some((name, Schema::try_from(definitions.remove(name)?).ok()?)))
            .collect()
    }
}

/// The rules of a field or a type.
macro_rules! rules {
    () => {
        $crate::runtime::Value::Null
    };
    ($rules:tt) => {
        $crate::runtime::serde_json::json!($rules)
    };
}

/// A default, if there is one.
macro_rules! default {
    () => {
        ::std::option::Option::None
    };
    ($default:expr) => {
        $crate::runtime::schema::default_value($default)
    };
}

/// Whether a style is closed.
macro_rules! style {
    (open) => {
        false
    };
    (closed) => {
        true
    };
}

pub(crate) use {default, rules, style};
