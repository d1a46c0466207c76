//! Schemas with their constraints.

use indexmap::IndexMap;
use serde_json::Value;

use super::Place;

/// A schema that has a name, and so a Rust type.
#[derive(Clone, Debug)]
pub struct NamedSchema {
    /// The component's name as written.
    pub name: String,
    /// The Rust type's name; unique.
    pub type_name: String,
    /// The module it belongs to: the tag's that alone uses it, else `shared`.
    pub module: String,
    /// Whether requests, responses or both reach it.
    pub usage: Usage,
    /// The schema itself.
    pub schema: Schema,
}

/// From which sides a named schema can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// From a parameter or a request body.
    pub request: bool,
    /// From a response body or a response header.
    pub response: bool,
}

/// A schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// What it is.
    pub kind: SchemaKind,
    /// `nullable`.
    pub nullable: bool,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Value>,
    /// `example`.
    pub example: Option<Value>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `x-sensitive`: prints as `[redacted]`.
    pub sensitive: bool,
    /// Where it was written.
    pub place: Place,
}

/// What a schema is.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// Another named schema, by its component name (a key of [`super::Api::schemas`]).
    Ref(String),
    /// Any JSON value.
    Any,
    /// `null` and nothing else (`enum: [null]`).
    Null,
    /// `string`.
    String(StringRules),
    /// `integer`.
    Integer(NumberRules<i128>),
    /// `number`.
    Number(NumberRules<f64>),
    /// `boolean`; the values allowed, where `enum` limits them.
    Boolean(Vec<bool>),
    /// `array`.
    Array(Box<ArrayRules>),
    /// `object`.
    Object(Box<ObjectRules>),
    /// `allOf` of more than one, or of one with siblings that add rules.
    AllOf(Vec<Schema>),
    /// `oneOf`.
    OneOf(Vec<Schema>, Option<Discriminator>),
    /// `anyOf`.
    AnyOf(Vec<Schema>, Option<Discriminator>),
    /// `not`.
    Not(Box<Schema>),
}

/// Rules of a string.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringRules {
    /// `minLength`, in Unicode scalar values.
    pub min_length: Option<usize>,
    /// `maxLength`, in Unicode scalar values.
    pub max_length: Option<usize>,
    /// `pattern` (ECMA 262).
    pub pattern: Option<String>,
    /// `format`.
    pub format: Option<String>,
    /// `enum`; empty: no limit. `null` members become `nullable`.
    pub values: Vec<String>,
}

/// A bound, and whether the value itself is outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds<T> {
    /// The bound.
    pub value: T,
    /// `exclusiveMinimum`, `exclusiveMaximum`.
    pub exclusive: bool,
}

/// Rules of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberRules<T> {
    /// `minimum`.
    pub min: Option<Bounds<T>>,
    /// `maximum`.
    pub max: Option<Bounds<T>>,
    /// `multipleOf`.
    pub multiple_of: Option<T>,
    /// `format`.
    pub format: Option<String>,
    /// `enum`; empty: no limit.
    pub values: Vec<T>,
}

impl<T> Default for NumberRules<T> {
    fn default() -> Self {
        Self {
            min: None,
            max: None,
            multiple_of: None,
            format: None,
            values: Vec::new(),
        }
    }
}

/// Rules of an array.
#[derive(Clone, Debug)]
pub struct ArrayRules {
    /// `items`.
    pub items: Schema,
    /// `minItems`.
    pub min_items: Option<usize>,
    /// `maxItems`.
    pub max_items: Option<usize>,
    /// `uniqueItems`.
    pub unique: bool,
}

/// Rules of an object.
#[derive(Clone, Debug)]
pub struct ObjectRules {
    /// `properties`.
    pub properties: IndexMap<String, Property>,
    /// `additionalProperties`.
    pub additional: AdditionalProperties,
    /// `minProperties`.
    pub min_properties: Option<usize>,
    /// `maxProperties`.
    pub max_properties: Option<usize>,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Property {
    /// Whether it must be there.
    pub required: bool,
    /// Its schema.
    pub schema: Schema,
}

/// What an object says of other properties.
#[derive(Clone, Debug)]
pub enum AdditionalProperties {
    /// Not said, or `true`.
    Any,
    /// `false`.
    Closed,
    /// A schema for each.
    Schema(Box<Schema>),
}

/// `discriminator`.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The property that tells.
    pub property: String,
    /// Its value by named schema.
    pub mapping: IndexMap<String, String>,
}

impl NamedSchema {
    /// A schema whose module and usage are not known yet.
    pub(super) fn new(name: &str, type_name: &str, schema: Schema) -> Self {
        Self {
            name: name.to_owned(),
            type_name: type_name.to_owned(),
            module: "shared".to_owned(),
            usage: Usage::default(),
            schema,
        }
    }
}

impl Schema {
    /// A reference to the named schema `name`, written at `place`.
    pub(super) fn reference(name: &str, place: &Place) -> Self {
        Self {
            kind: SchemaKind::Ref(name.to_owned()),
            nullable: false,
            title: None,
            description: None,
            default: None,
            example: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            sensitive: false,
            place: place.clone(),
        }
    }

    /// The schemas directly inside this one.
    pub fn children(&self) -> Vec<&Schema> {
        match &self.kind {
            SchemaKind::Array(array) => vec![&array.items],
            SchemaKind::Object(object) => {
                let mut inner: Vec<_> = object.properties.values().map(|p| &p.schema).collect();
                if let AdditionalProperties::Schema(schema) = &object.additional {
                    inner.push(schema);
                }
                inner
            }
            SchemaKind::AllOf(all) | SchemaKind::OneOf(all, _) | SchemaKind::AnyOf(all, _) => {
                all.iter().collect()
            }
            SchemaKind::Not(schema) => vec![schema],
            _ => Vec::new(),
        }
    }

    /// The schemas directly inside this one, to change.
    pub fn children_mut(&mut self) -> Vec<&mut Schema> {
        match &mut self.kind {
            SchemaKind::Array(array) => vec![&mut array.items],
            SchemaKind::Object(object) => {
                let properties = object.properties.values_mut();
                let mut inner: Vec<_> = properties.map(|p| &mut p.schema).collect();
                if let AdditionalProperties::Schema(schema) = &mut object.additional {
                    inner.push(schema);
                }
                inner
            }
            SchemaKind::AllOf(all) | SchemaKind::OneOf(all, _) | SchemaKind::AnyOf(all, _) => {
                all.iter_mut().collect()
            }
            SchemaKind::Not(schema) => vec![schema],
            _ => Vec::new(),
        }
    }
}
