//! Defaults as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::{
    names,
    rust::{self, RustTypes, string_format},
    shape::Field,
};
use crate::{
    diagnostic::Diagnostic,
    model::{Api, Schema, SchemaKind},
};

/// The expression for the default of `field`.
pub(super) fn expression(
    api: &Api,
    types: &RustTypes<'_>,
    field: &Field,
    value: &Value,
) -> Result<TokenStream, Diagnostic> {
    let schema = &field.schema;
    if !fits(api, types, schema, value, 0) {
        return Err(Diagnostic::new(
            "types-default",
            &schema.place,
            format!("the default of `{}` does not fit its schema", field.wire),
            "mend the default or the schema",
        ));
    }
    let written = literal(types, schema, value).or_else(|| named(api, types, schema, value));
    Ok(written.unwrap_or_else(|| {
        let json = value.to_string();
        let of = types.of(schema);
        quote!(crate::runtime::default_of_json::<#of>(#json))
    }))
}

/// A value of a named type that can be written down: a variant, a number, a boolean.
fn named(api: &Api, types: &RustTypes<'_>, schema: &Schema, value: &Value) -> Option<TokenStream> {
    let SchemaKind::Ref(name) = &schema.kind else {
        return None;
    };
    let target = &api.schemas.get(name)?.schema;
    if schema.nullable || rust::is_secret(schema) || rust::is_secret(target) {
        return None;
    }
    let of = types.value(schema);
    let listed = match &target.kind {
        SchemaKind::String(rules) => {
            let values = names::distinct(&rules.values);
            let index = values
                .iter()
                .position(|known| Some(known.as_str()) == value.as_str())?;
            let variants = names::variants(values.into_iter().map(String::as_str));
            let variant = format_ident!("{}", variants[index]);
            return Some(quote!(#of::#variant));
        }
        SchemaKind::Integer(rules) => !rules.values.is_empty(),
        SchemaKind::Number(rules) => !rules.values.is_empty(),
        SchemaKind::Boolean(values) => !values.is_empty(),
        _ => true,
    };
    let literal = literal(types, target, value).filter(|_| !listed)?;
    Some(quote!(#of(#literal)))
}

/// A literal, for the types that have one.
fn literal(types: &RustTypes<'_>, schema: &Schema, value: &Value) -> Option<TokenStream> {
    if schema.nullable || rust::is_secret(schema) {
        return None;
    }
    match (&schema.kind, value) {
        (SchemaKind::Boolean(_), Value::Bool(value)) => Some(quote!(#value)),
        (SchemaKind::Integer(_), Value::Number(number)) => {
            // What is too large for `i32` must say its type.
            let suffix = match number
                .as_i64()
                .is_some_and(|value| i32::try_from(value).is_ok())
            {
                true => String::new(),
                false => types.plain(&schema.kind).to_string(),
            };
            format!("{number}{suffix}").parse().ok()
        }
        (SchemaKind::Number(rules), Value::Number(number))
            if rules.format.as_deref() != Some("float") =>
        {
            let value = Literal::f64_unsuffixed(number.as_f64()?);
            Some(quote!(#value))
        }
        (SchemaKind::String(rules), Value::String(text)) if string_format(rules).is_none() => {
            Some(quote!(::std::string::String::from(#text)))
        }
        _ => None,
    }
}

/// Whether a value is one of a schema, as far as its Rust type asks.
fn fits(api: &Api, types: &RustTypes<'_>, schema: &Schema, value: &Value, depth: usize) -> bool {
    if value.is_null() {
        return schema.nullable || types.takes_null(schema);
    }
    let inner =
        |schema: &Schema, value: &Value| depth < 64 && fits(api, types, schema, value, depth + 1);
    match &schema.kind {
        SchemaKind::Ref(name) => api
            .schemas
            .get(name)
            .is_some_and(|named| inner(&named.schema, value)),
        SchemaKind::Any | SchemaKind::Not(_) => true,
        SchemaKind::Null => value.is_null(),
        SchemaKind::String(rules) => value.as_str().is_some_and(|text| {
            let length = text.chars().count();
            let pattern = rules
                .pattern
                .as_deref()
                .and_then(|source| regress::Regex::new(source).ok());
            rules.min_length.is_none_or(|min| length >= min)
                && rules.max_length.is_none_or(|max| length <= max)
                && (rules.values.is_empty() || rules.values.iter().any(|value| value == text))
                && pattern.is_none_or(|pattern| pattern.find(text).is_some())
                && string_format(rules).is_none_or(|format| format.reads(text))
        }),
        SchemaKind::Integer(rules) => {
            let number = value
                .as_i64()
                .map(i128::from)
                .or_else(|| value.as_u64().map(i128::from));
            number.is_some_and(|number| {
                rules.min.is_none_or(|min| number >= min.value)
                    && rules.max.is_none_or(|max| number <= max.value)
                    && (rules.values.is_empty() || rules.values.contains(&number))
            })
        }
        SchemaKind::Number(_) => value.is_number(),
        SchemaKind::Boolean(values) => value
            .as_bool()
            .is_some_and(|flag| values.is_empty() || values.contains(&flag)),
        SchemaKind::Array(rules) => value
            .as_array()
            .is_some_and(|items| items.iter().all(|item| inner(&rules.items, item))),
        SchemaKind::Object(rules) => value.as_object().is_some_and(|members| {
            let known = members.iter().all(|(name, value)| {
                rules
                    .properties
                    .get(name)
                    .is_none_or(|property| inner(&property.schema, value))
            });
            let complete = rules
                .properties
                .iter()
                .all(|(name, property)| !property.required || members.contains_key(name));
            known && complete
        }),
        SchemaKind::AllOf(parts) => parts.iter().all(|part| inner(part, value)),
        SchemaKind::OneOf(branches, _) | SchemaKind::AnyOf(branches, _) => {
            branches.iter().any(|branch| inner(branch, value))
        }
    }
}
