//! What Rust type each named schema becomes.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    combine, names,
    rust::{self, RustTypes},
    union,
};
use crate::{
    diagnostic::Diagnostic,
    model::{AdditionalProperties, Api, NamedSchema, ObjectRules, Schema, SchemaKind, StringRules},
};

/// A named schema and its shape.
pub(super) struct Shaped<'a> {
    pub named: &'a NamedSchema,
    pub shape: Shape,
}

/// What a named schema becomes.
pub(super) enum Shape {
    /// A struct with fields.
    Object(Object),
    /// A newtype over text.
    Text(StringRules),
    /// The runtime's `Timestamp` under another name.
    Moment,
    /// A newtype over a number, a boolean, a date, …
    Scalar(Scalar),
    /// An enum of strings.
    Choice(Choice),
    /// A newtype over an array, a map, another named type or anything.
    Wrapper(Schema),
    /// An enum with a value in each variant.
    Union(Union),
}

/// A struct with fields.
pub(super) struct Object {
    pub fields: Vec<Field>,
    /// How unknown fields are kept; none: they are refused.
    pub extra: Option<Extra>,
    pub min_properties: Option<usize>,
    pub max_properties: Option<usize>,
}

/// A field for a property.
pub(super) struct Field {
    pub wire: String,
    pub name: String,
    pub schema: Schema,
    pub mode: Mode,
    /// For the modes with one.
    pub default: Option<Value>,
}

/// In which way a field can be there; the names are those of the runtime's functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Required,
    Optional,
    OptionalNullable,
    Default,
    DefaultNullable,
}

/// The field for what the schema does not name.
pub(super) struct Extra {
    pub name: String,
    /// The schema of each, where the document gives one.
    pub values: Option<Schema>,
}

/// A newtype over a scalar.
pub(super) struct Scalar {
    pub schema: Schema,
    /// The values that are allowed, as JSON; empty: all.
    pub values: Vec<Value>,
    /// Whether other values are refused when they are read.
    pub checked: bool,
    /// Whether it can be compared for equality, ordered and hashed.
    pub ordered: bool,
}

/// An enum of strings.
pub(super) struct Choice {
    pub values: Vec<ChoiceValue>,
    /// Whether unknown values are kept.
    pub open: bool,
}

/// A value of an enum of strings.
pub(super) struct ChoiceValue {
    pub wire: String,
    pub variant: String,
    pub description: Option<String>,
}

/// An enum with a value in each variant.
pub(super) struct Union {
    pub keyword: &'static str,
    /// The field that tells the branch.
    pub tag: Option<String>,
    /// Whether the document names that field (`discriminator`).
    pub discriminated: bool,
    pub branches: Vec<Branch>,
    /// Whether what fits no branch is kept.
    pub open: bool,
}

/// A branch of a union.
pub(super) struct Branch {
    pub variant: String,
    pub schema: Schema,
    /// Its value of the tag.
    pub value: String,
    /// The fields that it knows.
    pub known: Vec<String>,
}

/// Finds the shape of every named schema.
pub(super) fn shapes<'a>(
    api: &'a Api,
    types: &RustTypes<'_>,
) -> Result<Vec<Shaped<'a>>, Vec<Diagnostic>> {
    let strict = branch_enums(api);
    let mut refused = Vec::new();
    let mut shaped = Vec::new();
    for named in api.schemas.values() {
        match shape(api, types, named, &strict) {
            Ok(shape) => shaped.push(Shaped { named, shape }),
            Err(diagnostic) => refused.push(*diagnostic),
        }
    }
    if refused.is_empty() {
        Ok(shaped)
    } else {
        Err(refused)
    }
}

/// String enums that are branches of a union: kept closed, or they would take every text and no
/// later branch would have its turn.
fn branch_enums(api: &Api) -> HashSet<&str> {
    let mut names = HashSet::new();
    for named in api.schemas.values() {
        if let SchemaKind::OneOf(branches, _) | SchemaKind::AnyOf(branches, _) = &named.schema.kind
        {
            names.extend(branches.iter().filter_map(|branch| match &branch.kind {
                SchemaKind::Ref(name) => Some(name.as_str()),
                _ => None,
            }));
        }
    }
    names
}

fn shape(
    api: &Api,
    types: &RustTypes<'_>,
    named: &NamedSchema,
    strict: &HashSet<&str>,
) -> Result<Shape, Box<Diagnostic>> {
    let schema = &named.schema;
    let response = named.usage.response;
    Ok(match &schema.kind {
        SchemaKind::String(rules) => text(
            schema,
            rules,
            response && !strict.contains(named.name.as_str()),
        ),
        SchemaKind::Integer(rules) => Shape::Scalar(Scalar {
            schema: schema.clone(),
            values: rules
                .values
                .iter()
                .map(|value| integer_value(*value))
                .collect(),
            checked: !rules.values.is_empty() && !response,
            ordered: true,
        }),
        SchemaKind::Number(rules) => Shape::Scalar(Scalar {
            schema: schema.clone(),
            values: rules
                .values
                .iter()
                .map(|value| Value::from(*value))
                .collect(),
            checked: !rules.values.is_empty() && !response,
            ordered: false,
        }),
        SchemaKind::Boolean(values) => Shape::Scalar(Scalar {
            schema: schema.clone(),
            values: values.iter().map(|value| Value::from(*value)).collect(),
            checked: !values.is_empty(),
            ordered: true,
        }),
        SchemaKind::Object(rules) => object(types, named, rules),
        SchemaKind::AllOf(parts) => match combine::all_of(api, schema, parts)? {
            combine::Combined::Object(rules) => object(types, named, &rules),
            combine::Combined::Kind(kind) => {
                let schema = Schema {
                    kind,
                    ..schema.clone()
                };
                shape(
                    api,
                    types,
                    &NamedSchema {
                        schema,
                        ..named.clone()
                    },
                    strict,
                )?
            }
        },
        SchemaKind::OneOf(branches, discriminator) | SchemaKind::AnyOf(branches, discriminator) => {
            union::refuse_endless(api, named)?;
            match union::choice(api, branches) {
                Some(values) => Shape::Choice(choice(values, response)),
                None => {
                    let one_of = matches!(schema.kind, SchemaKind::OneOf(..));
                    let keyword = if one_of { "oneOf" } else { "anyOf" };
                    let discriminator = discriminator.as_ref();
                    Shape::Union(union::union(
                        api,
                        named,
                        keyword,
                        branches,
                        discriminator,
                        response,
                    ))
                }
            }
        }
        SchemaKind::Ref(_)
        | SchemaKind::Any
        | SchemaKind::Null
        | SchemaKind::Array(_)
        | SchemaKind::Not(_) => Shape::Wrapper(schema.clone()),
    })
}

fn text(schema: &Schema, rules: &StringRules, open: bool) -> Shape {
    let secret = rust::is_secret(schema);
    if !rules.values.is_empty() && !secret {
        let values = names::distinct(&rules.values)
            .into_iter()
            .map(|value| (value.clone(), None));
        return Shape::Choice(choice(values.collect(), open));
    }
    match rust::string_format(rules) {
        Some(rust::Format::DateTime) if !secret => Shape::Moment,
        Some(_) => Shape::Scalar(Scalar {
            schema: schema.clone(),
            values: Vec::new(),
            checked: false,
            ordered: true,
        }),
        None => Shape::Text(rules.clone()),
    }
}

fn choice(values: Vec<(String, Option<String>)>, open: bool) -> Choice {
    let variants = names::variants(values.iter().map(|(value, _)| value.as_str()));
    let value = |((wire, description), variant)| ChoiceValue {
        wire,
        variant,
        description,
    };
    Choice {
        values: values.into_iter().zip(variants).map(value).collect(),
        open,
    }
}

fn object(types: &RustTypes<'_>, named: &NamedSchema, rules: &ObjectRules) -> Shape {
    let closed = matches!(rules.additional, AdditionalProperties::Closed);
    if rules.properties.is_empty() && !closed {
        let kind = SchemaKind::Object(Box::new(rules.clone()));
        return Shape::Wrapper(Schema {
            kind,
            ..named.schema.clone()
        });
    }
    let field_names = names::fields(rules.properties.keys().map(String::as_str));
    let extra = match &rules.additional {
        AdditionalProperties::Closed => None,
        AdditionalProperties::Any => Some(None),
        AdditionalProperties::Schema(values) => Some(Some((**values).clone())),
    };
    let extra = extra.map(|values| Extra {
        name: names::beside(&field_names, "extra"),
        values,
    });
    let fields = rules
        .properties
        .iter()
        .zip(field_names)
        .map(|((wire, property), name)| {
            let schema = &property.schema;
            // What is only for the other direction need not be there in this one.
            let one_way = (schema.read_only && named.usage.request)
                || (schema.write_only && named.usage.response);
            let default = types.default_of(schema).cloned();
            let nullable = schema.nullable || types.takes_null(schema);
            let mode = match (property.required && !one_way, default.is_some(), nullable) {
                (true, _, _) => Mode::Required,
                (false, true, false) => Mode::Default,
                (false, true, true) => Mode::DefaultNullable,
                (false, false, false) => Mode::Optional,
                (false, false, true) => Mode::OptionalNullable,
            };
            Field {
                wire: wire.clone(),
                name,
                schema: schema.clone(),
                mode,
                default,
            }
        })
        .collect();
    Shape::Object(Object {
        fields,
        extra,
        min_properties: rules.min_properties,
        max_properties: rules.max_properties,
    })
}

fn integer_value(value: i128) -> Value {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => Value::from(value),
        (_, Ok(value)) => Value::from(value),
        // Too large for JSON numbers as serde_json has them: such a value can never be met.
        _ => Value::Null,
    }
}
