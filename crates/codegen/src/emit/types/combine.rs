//! `allOf`.

use std::collections::HashSet;

use crate::{
    diagnostic::Diagnostic,
    model::{
        AdditionalProperties, Api, NumberRules, ObjectRules, Property, Schema, SchemaKind,
        StringRules,
    },
};

/// What the members of an `allOf` make together.
pub(super) enum Combined {
    /// One object.
    Object(ObjectRules),
    /// Something that needs no combining.
    Kind(SchemaKind),
}

/// Combines the members of an `allOf`.
pub(super) fn all_of(
    api: &Api,
    whole: &Schema,
    parts: &[Schema],
) -> Result<Combined, Box<Diagnostic>> {
    let mut flat = Vec::new();
    flatten(api, parts, &mut flat, &mut HashSet::new());
    let named: HashSet<&str> = flat.iter().flat_map(|part| property_names(part)).collect();
    // A member that only narrows what others shape says nothing about the Rust type.
    let shapes: Vec<&Schema> = flat
        .iter()
        .copied()
        .filter(|part| !only_narrows(api, part, &named))
        .collect();
    match shapes.as_slice() {
        [] => Ok(Combined::Kind(SchemaKind::Any)),
        [only] if !matches!(only.kind, SchemaKind::Object(_)) => Ok(Combined::Kind(only.kind.clone())),
        all if all.iter().all(|part| matches!(part.kind, SchemaKind::Object(_))) => {
            objects(whole, all).map(Combined::Object)
        }
        all => scalars(all).map(Combined::Kind).ok_or_else(|| {
            refusal(
                whole,
                "the members of this `allOf` make no Rust type together: objects can be combined with objects, strings with strings, numbers with numbers",
                "write the combination out as one schema; for variants of a common object, write a `oneOf` whose branches each have an `allOf` with that object",
            )
        }),
    }
}

/// What all members come down to, references followed. One that comes up again says no more.
fn flatten<'a>(
    api: &'a Api,
    parts: &'a [Schema],
    flat: &mut Vec<&'a Schema>,
    seen: &mut HashSet<&'a str>,
) {
    for part in parts {
        match &part.kind {
            SchemaKind::Ref(name) => {
                if let Some(named) = api.schemas.get(name).filter(|_| seen.insert(name)) {
                    flatten(api, std::slice::from_ref(&named.schema), flat, seen);
                }
            }
            SchemaKind::AllOf(parts) => flatten(api, parts, flat, seen),
            _ => flat.push(part),
        }
    }
}

/// [`flatten`] of one schema.
pub(super) fn flat<'a>(api: &'a Api, schema: &'a Schema) -> Vec<&'a Schema> {
    let mut flat = Vec::new();
    flatten(
        api,
        std::slice::from_ref(schema),
        &mut flat,
        &mut HashSet::new(),
    );
    flat
}

fn property_names(schema: &Schema) -> impl Iterator<Item = &str> {
    let rules = match &schema.kind {
        SchemaKind::Object(rules) => Some(rules),
        _ => None,
    };
    rules
        .into_iter()
        .flat_map(|rules| rules.properties.keys().map(String::as_str))
}

/// Whether a schema has no shape of its own: `not`, anything, or a choice whose branches speak
/// only of the properties that others name.
fn only_narrows(api: &Api, schema: &Schema, named: &HashSet<&str>) -> bool {
    match &schema.kind {
        SchemaKind::Any | SchemaKind::Not(_) => true,
        SchemaKind::OneOf(branches, None) | SchemaKind::AnyOf(branches, None) => {
            branches.iter().all(|branch| {
                flat(api, branch).iter().all(|part| match &part.kind {
                    SchemaKind::Object(rules) => {
                        let closed = matches!(rules.additional, AdditionalProperties::Closed);
                        let known = |(name, property): (&String, &Property)| {
                            named.contains(name.as_str())
                                || matches!(property.schema.kind, SchemaKind::Any)
                        };
                        !closed && rules.properties.iter().all(known)
                    }
                    SchemaKind::Any | SchemaKind::Not(_) => true,
                    _ => false,
                })
            })
        }
        _ => false,
    }
}

pub(super) fn objects(whole: &Schema, parts: &[&Schema]) -> Result<ObjectRules, Box<Diagnostic>> {
    let mut all = ObjectRules {
        properties: indexmap::IndexMap::new(),
        additional: AdditionalProperties::Any,
        min_properties: None,
        max_properties: None,
    };
    for part in parts {
        let SchemaKind::Object(rules) = &part.kind else {
            continue;
        };
        for (name, property) in &rules.properties {
            let merged = match all.properties.get(name) {
                Some(before) => merge_property(whole, name, before, property)?,
                None => property.clone(),
            };
            all.properties.insert(name.clone(), merged);
        }
        all.min_properties = all.min_properties.max(rules.min_properties);
        all.max_properties = match (all.max_properties, rules.max_properties) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (&all.additional, &rules.additional) {
            (_, AdditionalProperties::Any) | (AdditionalProperties::Closed, _) => {}
            (_, more) => all.additional = more.clone(),
        }
    }
    refuse_impossible(whole, &all, parts)?;
    Ok(all)
}

fn merge_property(
    whole: &Schema,
    name: &str,
    before: &Property,
    after: &Property,
) -> Result<Property, Box<Diagnostic>> {
    let required = before.required || after.required;
    let keep = |property: &Property| Property {
        required,
        ..property.clone()
    };
    match (&before.schema.kind, &after.schema.kind) {
        (_, SchemaKind::Any) => Ok(keep(before)),
        (SchemaKind::Any, _) => Ok(keep(after)),
        (SchemaKind::Ref(a), SchemaKind::Ref(b)) if a == b => Ok(keep(after)),
        _ => match scalars(&[&before.schema, &after.schema]) {
            Some(kind) => {
                let nullable = before.schema.nullable && after.schema.nullable;
                let schema = Schema {
                    kind,
                    nullable,
                    ..after.schema.clone()
                };
                Ok(Property { required, schema })
            }
            None => Err(refusal(
                whole,
                &format!("two members of this `allOf` give the property `{name}` different types"),
                "give it one type in one of them",
            )),
        },
    }
}

/// A closed member forbids what only others name.
fn refuse_impossible(
    whole: &Schema,
    all: &ObjectRules,
    parts: &[&Schema],
) -> Result<(), Box<Diagnostic>> {
    for part in parts {
        let SchemaKind::Object(rules) = &part.kind else {
            continue;
        };
        if !matches!(rules.additional, AdditionalProperties::Closed) {
            continue;
        }
        if let Some(name) = all
            .properties
            .keys()
            .find(|name| !rules.properties.contains_key(*name))
        {
            return Err(refusal(
                whole,
                &format!(
                    "a member of this `allOf` has `additionalProperties: false` and so forbids `{name}`, which another member names"
                ),
                "leave `additionalProperties: false` out of the members",
            ));
        }
    }
    Ok(())
}

/// Combines scalars of one type.
fn scalars(parts: &[&Schema]) -> Option<SchemaKind> {
    let mut kinds = parts.iter().map(|part| part.kind.clone());
    let first = kinds.next()?;
    kinds.try_fold(first, |a, b| match (a, b) {
        (SchemaKind::String(a), SchemaKind::String(b)) => strings(a, b).map(SchemaKind::String),
        (SchemaKind::Integer(a), SchemaKind::Integer(b)) => {
            Some(SchemaKind::Integer(numbers(a, b)))
        }
        (SchemaKind::Number(a), SchemaKind::Number(b)) => Some(SchemaKind::Number(numbers(a, b))),
        (SchemaKind::Boolean(a), SchemaKind::Boolean(b)) => Some(SchemaKind::Boolean(common(a, b))),
        _ => None,
    })
}

fn strings(a: StringRules, b: StringRules) -> Option<StringRules> {
    let pattern = match (a.pattern, b.pattern) {
        (Some(a), Some(b)) if a != b => return None,
        (a, b) => a.or(b),
    };
    Some(StringRules {
        min_length: a.min_length.max(b.min_length),
        max_length: a.max_length.into_iter().chain(b.max_length).min(),
        pattern,
        format: a.format.or(b.format),
        values: common(a.values, b.values),
    })
}

fn numbers<T: Copy + PartialOrd>(a: NumberRules<T>, b: NumberRules<T>) -> NumberRules<T> {
    let min = match (a.min, b.min) {
        (Some(a), Some(b)) => Some(if b.value > a.value { b } else { a }),
        (a, b) => a.or(b),
    };
    let max = match (a.max, b.max) {
        (Some(a), Some(b)) => Some(if b.value < a.value { b } else { a }),
        (a, b) => a.or(b),
    };
    NumberRules {
        min,
        max,
        multiple_of: a.multiple_of.or(b.multiple_of),
        format: a.format.or(b.format),
        values: common(a.values, b.values),
    }
}

/// The values in both lists; an empty list allows all.
fn common<T: PartialEq>(a: Vec<T>, b: Vec<T>) -> Vec<T> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b,
        (_, true) => a,
        _ => a.into_iter().filter(|value| b.contains(value)).collect(),
    }
}

fn refusal(whole: &Schema, message: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new("types-all-of", &whole.place, message, help))
}
