//! The rules of a schema that its Rust type does not tell, as JSON for the runtime's `schema`.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Number, Value, json};

use super::rust::{Format, string_format};
use crate::model::{
    AdditionalProperties, ArrayRules, Bounds, NumberRules, Schema, SchemaKind, StringRules,
};

/// `; { … }` with the rules, or nothing when there are none.
pub(super) fn behind(rules: &Map<String, Value>) -> TokenStream {
    match rules.is_empty() {
        true => TokenStream::new(),
        false => {
            let rules = tokens(&Value::Object(rules.clone()));
            quote!(; #rules)
        }
    }
}

/// JSON as `json!` reads it.
fn tokens(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(null),
        Value::Bool(value) => quote!(#value),
        Value::String(text) => quote!(#text),
        Value::Number(number) => number_tokens(number),
        Value::Array(items) => {
            let items = items.iter().map(tokens);
            quote!([#(#items),*])
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = tokens(value);
                quote!(#name: #value)
            });
            quote!({ #(#members),* })
        }
    }
}

fn number_tokens(number: &Number) -> TokenStream {
    // What is too large for `i32` must say its type; else the text is a literal.
    match (number.as_i64(), number.as_u64()) {
        (Some(value), _) if i32::try_from(value).is_err() => return quote!(#value),
        (None, Some(value)) => return quote!(#value),
        _ => {}
    }
    number.to_string().parse().unwrap_or_else(|_| quote!(null))
}

/// The same for a named schema, which can have a default of its own.
pub(super) fn named(schema: &Schema) -> Map<String, Value> {
    let mut rules = of(schema);
    if let Some(default) = &schema.default {
        rules.insert("default".to_owned(), default.clone());
    }
    rules
}

/// What is to be added to, or (`null`) taken from, the schema of the Rust type.
pub(super) fn of(schema: &Schema) -> Map<String, Value> {
    let mut rules = Map::new();
    match &schema.kind {
        SchemaKind::String(string) => text(&mut rules, string),
        SchemaKind::Integer(number) => integer(&mut rules, number),
        SchemaKind::Number(number) => float(&mut rules, number),
        SchemaKind::Boolean(values) if !values.is_empty() => {
            rules.insert("enum".to_owned(), json!(values));
        }
        SchemaKind::Array(array) => items(&mut rules, array),
        SchemaKind::Object(object) => {
            count(&mut rules, "minProperties", object.min_properties);
            count(&mut rules, "maxProperties", object.max_properties);
            if let AdditionalProperties::Schema(values) = &object.additional {
                nested(&mut rules, "additionalProperties", values);
            }
        }
        _ => {}
    }
    rules
}

fn text(rules: &mut Map<String, Value>, string: &StringRules) {
    count(rules, "minLength", string.min_length);
    count(rules, "maxLength", string.max_length);
    if let Some(pattern) = &string.pattern {
        rules.insert("pattern".to_owned(), json!(pattern));
    }
    if !string.values.is_empty() {
        rules.insert("enum".to_owned(), json!(string.values));
    }
    match (&string.format, string_format(string)) {
        // Their types say it themselves.
        (
            Some(_),
            Some(
                Format::DateTime
                | Format::Date
                | Format::Uuid
                | Format::Ipv4
                | Format::Ipv6
                | Format::Ip,
            ),
        ) => {}
        (Some(format), None) => {
            rules.insert("format".to_owned(), json!(format));
        }
        (None, _) => {}
    }
}

fn items(rules: &mut Map<String, Value>, array: &ArrayRules) {
    count(rules, "minItems", array.min_items);
    count(rules, "maxItems", array.max_items);
    if array.unique {
        rules.insert("uniqueItems".to_owned(), json!(true));
    }
    nested(rules, "items", &array.items);
}

fn nested(rules: &mut Map<String, Value>, key: &str, schema: &Schema) {
    let inner = of(schema);
    if !inner.is_empty() {
        rules.insert(key.to_owned(), Value::Object(inner));
    }
}

fn count(rules: &mut Map<String, Value>, key: &str, count: Option<usize>) {
    if let Some(count) = count {
        rules.insert(key.to_owned(), json!(count));
    }
}

fn integer(rules: &mut Map<String, Value>, number: &NumberRules<i128>) {
    let whole = |value: i128| {
        i64::try_from(value)
            .map(Value::from)
            .or_else(|_| u64::try_from(value).map(Value::from))
            .ok()
    };
    let unsigned = number
        .format
        .as_deref()
        .is_some_and(|format| format.starts_with("uint"))
        || (number.format.is_none() && number.min.is_some_and(|min| min.value >= 0));
    bounds(rules, number, whole);
    if unsigned && number.min.is_none() {
        rules.insert("minimum".to_owned(), Value::Null);
    }
    // `i64` calls itself int64.
    rules.insert(
        "format".to_owned(),
        number
            .format
            .as_ref()
            .map_or(Value::Null, |format| json!(format)),
    );
    if number
        .format
        .as_deref()
        .is_some_and(|format| ["int32", "int64", "uint32", "uint64"].contains(&format))
    {
        rules.remove("format");
    }
}

fn float(rules: &mut Map<String, Value>, number: &NumberRules<f64>) {
    bounds(rules, number, json_number);
    if !matches!(number.format.as_deref(), Some("float" | "double")) {
        rules.insert(
            "format".to_owned(),
            number
                .format
                .as_ref()
                .map_or(Value::Null, |format| json!(format)),
        );
    }
}

/// A whole number as documents write it: without a point.
#[allow(clippy::cast_possible_truncation)]
fn json_number(value: f64) -> Option<Value> {
    match value.fract() == 0.0 && value.abs() < 2_f64.powi(53) {
        true => Some(Value::from(value as i64)),
        false => Number::from_f64(value).map(Value::Number),
    }
}

fn bounds<T: Copy>(
    rules: &mut Map<String, Value>,
    number: &NumberRules<T>,
    value: impl Fn(T) -> Option<Value>,
) {
    let mut bound = |key: &str, exclusive_key: &str, bound: Option<Bounds<T>>| {
        let Some(bound) = bound else { return };
        let Some(limit) = value(bound.value) else {
            return;
        };
        rules.insert(key.to_owned(), limit);
        if bound.exclusive {
            rules.insert(exclusive_key.to_owned(), json!(true));
        }
    };
    bound("minimum", "exclusiveMinimum", number.min);
    bound("maximum", "exclusiveMaximum", number.max);
    if let Some(multiple) = number.multiple_of.and_then(&value) {
        rules.insert("multipleOf".to_owned(), multiple);
    }
    let values: Vec<_> = number.values.iter().copied().filter_map(value).collect();
    if !values.is_empty() {
        rules.insert("enum".to_owned(), json!(values));
    }
}
