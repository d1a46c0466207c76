//! `oneOf` and `anyOf`.

use std::collections::HashSet;

use super::{
    combine::{flat, objects},
    names,
    shape::{Branch, Union},
};
use crate::{
    diagnostic::Diagnostic,
    model::{Api, Discriminator, NamedSchema, ObjectRules, Property, Schema, SchemaKind},
};

/// Refuses a union that is one of its own branches: reading it would never come to an end.
pub(super) fn refuse_endless(api: &Api, named: &NamedSchema) -> Result<(), Box<Diagnostic>> {
    let mut pending = vec![&named.schema];
    let mut seen = HashSet::new();
    while let Some(schema) = pending.pop() {
        match &schema.kind {
            SchemaKind::Ref(name) if *name == named.name => {
                return Err(Box::new(Diagnostic::new(
                    "types-endless-union",
                    &named.schema.place,
                    format!("`{name}` is one of its own branches"),
                    "take that branch out: it adds nothing",
                )));
            }
            SchemaKind::Ref(name) if seen.insert(name.as_str()) => {
                pending.extend(api.schemas.get(name).map(|named| &named.schema));
            }
            SchemaKind::OneOf(branches, _)
            | SchemaKind::AnyOf(branches, _)
            | SchemaKind::AllOf(branches) => {
                pending.extend(branches);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The values of a choice between string enums, which make one enum together.
pub(super) fn choice(api: &Api, branches: &[Schema]) -> Option<Vec<(String, Option<String>)>> {
    let mut values: Vec<(String, Option<String>)> = Vec::new();
    for branch in branches {
        let flat = flat(api, branch);
        let [
            Schema {
                kind: SchemaKind::String(rules),
                sensitive: false,
                description,
                ..
            },
        ] = flat.as_slice()
        else {
            return None;
        };
        if rules.values.is_empty() {
            return None;
        }
        for value in &rules.values {
            // What is said of a branch is said of its value only if it has but one.
            let text = description.clone().filter(|_| rules.values.len() == 1);
            if !values.iter().any(|(known, _)| known == value) {
                values.push((value.clone(), text));
            }
        }
    }
    Some(values)
}

/// A union of `branches`.
pub(super) fn union(
    api: &Api,
    whole: &NamedSchema,
    keyword: &'static str,
    branches: &[Schema],
    discriminator: Option<&Discriminator>,
    open: bool,
) -> Union {
    let rules: Vec<Option<ObjectRules>> = branches
        .iter()
        .map(|branch| object_of(api, branch))
        .collect();
    let (tag, values) = match discriminator {
        Some(told) => {
            let value = |branch: &Schema| match &branch.kind {
                SchemaKind::Ref(name) => told.mapping.get(name).unwrap_or(name).clone(),
                _ => String::new(),
            };
            (
                Some(told.property.clone()),
                branches.iter().map(value).collect(),
            )
        }
        None => match implied_tag(api, &rules) {
            Some((tag, values)) => (Some(tag), values),
            None => (None, vec![String::new(); branches.len()]),
        },
    };
    let titles: Vec<String> = match (&tag, discriminator) {
        (Some(_), None) => values.clone(),
        _ => branches
            .iter()
            .map(|branch| title(api, whole, branch))
            .collect(),
    };
    let variants = names::variants(titles.iter().map(String::as_str));
    let branches = branches
        .iter()
        .zip(variants)
        .zip(values)
        .zip(rules)
        .map(|(((schema, variant), value), rules)| Branch {
            variant,
            schema: schema.clone(),
            value,
            known: rules
                .map(|rules| rules.properties.into_keys().collect())
                .unwrap_or_default(),
        })
        .collect();
    Union {
        keyword,
        tag,
        discriminated: discriminator.is_some(),
        branches,
        open,
    }
}

fn title(api: &Api, whole: &NamedSchema, branch: &Schema) -> String {
    let name = match &branch.kind {
        SchemaKind::Ref(name) => {
            let name = api.schemas.get(name).map_or(name, |named| &named.type_name);
            // A branch that was written inside the union is called after it.
            return match name.strip_prefix(&whole.type_name) {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_uppercase()) => rest.to_owned(),
                _ => name.clone(),
            };
        }
        SchemaKind::String(_) => "string",
        SchemaKind::Integer(_) => "integer",
        SchemaKind::Number(_) => "number",
        SchemaKind::Boolean(_) => "boolean",
        SchemaKind::Array(_) => "array",
        SchemaKind::Object(_) => "map",
        SchemaKind::Null => "null",
        _ => "any",
    };
    name.to_owned()
}

/// The object that a branch is, with what its `allOf` brings.
fn object_of(api: &Api, branch: &Schema) -> Option<ObjectRules> {
    let flat = flat(api, branch);
    let all_objects = flat
        .iter()
        .all(|part| matches!(part.kind, SchemaKind::Object(_)));
    if !all_objects {
        return None;
    }
    objects(branch, &flat).ok()
}

/// A field that is required in every branch and has one value in each, no two alike: it tells
/// the branch as well as a discriminator does.
fn implied_tag(api: &Api, rules: &[Option<ObjectRules>]) -> Option<(String, Vec<String>)> {
    let first = rules.first()?.as_ref()?;
    for name in first.properties.keys() {
        let values: Option<Vec<String>> = rules
            .iter()
            .map(|rules| sole_value(api, rules.as_ref()?.properties.get(name)?))
            .collect();
        let Some(values) = values else { continue };
        let different: HashSet<&String> = values.iter().collect();
        if different.len() == values.len() {
            return Some((name.clone(), values));
        }
    }
    None
}

fn sole_value(api: &Api, property: &Property) -> Option<String> {
    let mut kind = &property.schema.kind;
    for _ in 0..64 {
        match kind {
            SchemaKind::Ref(name) => kind = &api.schemas.get(name)?.schema.kind,
            SchemaKind::String(rules) if property.required => {
                return match rules.values.as_slice() {
                    [only] => Some(only.clone()),
                    _ => None,
                };
            }
            _ => return None,
        }
    }
    None
}
