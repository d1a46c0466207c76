//! `x-null-is-absent`: functions that take out of a body the `null` of optional properties.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Server;
use crate::model::{
    AdditionalProperties, Api, NamedSchema, ObjectRules, Property, Schema, SchemaKind,
};

impl Server<'_> {
    /// The function of a named schema, if there is anything to take out of it.
    pub(super) fn named_normalize(&self, named: &NamedSchema) -> Option<TokenStream> {
        if !self.normalizes_name(&named.name) {
            return None;
        }
        let name = self.normalize_name(&named.name);
        let doc = format!(
            " Takes absent members out of `{}`.",
            super::docs::one_line(&named.name)
        );
        let body = self.normalize(&named.schema);
        Some(quote! {
            #[doc = #doc]
            pub(in super::super) fn #name(value: &mut Node<'_>) {
                #body
            }
        })
    }

    fn normalize_name(&self, schema: &str) -> Ident {
        format_ident!("normalize_{}", self.names.check(schema))
    }

    fn normalize_path(&self, schema: &str) -> TokenStream {
        let module = format_ident!("{}", self.api.schemas[schema].module);
        let name = self.normalize_name(schema);
        quote!(checks::#module::#name)
    }

    /// `Some(function)` or `None`, for a body of this schema; and what must be declared for it.
    pub(super) fn normalize_of(&self, schema: &Schema, name: &str) -> (TokenStream, TokenStream) {
        if !self.normalizes(schema) {
            return (TokenStream::new(), quote!(None));
        }
        if let SchemaKind::Ref(target) = &schema.kind {
            let path = self.normalize_path(target);
            return (TokenStream::new(), quote!(Some(#path)));
        }
        let name = format_ident!("{name}");
        let body = self.normalize(schema);
        let declared = quote! {
            #[allow(unused_imports)]
            fn #name(value: &mut rt::check::Node<'_>) {
                use crate::runtime::check::{self, At, Issues, Node};
                #body
            }
        };
        (declared, quote!(Some(#name)))
    }

    /// Statements that take absent members out of `value`.
    fn normalize(&self, schema: &Schema) -> TokenStream {
        if !self.normalizes(schema) {
            return TokenStream::new();
        }
        match &schema.kind {
            SchemaKind::Ref(name) => {
                let path = self.normalize_path(name);
                quote!(#path(value);)
            }
            SchemaKind::Array(rules) => {
                let inner = self.normalize(&rules.items);
                quote! {
                    if let Node::Array(items) = value {
                        for value in items { #inner }
                    }
                }
            }
            SchemaKind::Object(rules) => self.normalize_object(rules),
            SchemaKind::AllOf(parts) => {
                let parts = parts.iter().map(|part| self.normalize(part));
                quote!(#(#parts)*)
            }
            SchemaKind::OneOf(branches, _) | SchemaKind::AnyOf(branches, _) => {
                self.normalize_choice(branches)
            }
            _ => TokenStream::new(),
        }
    }

    fn normalize_object(&self, rules: &ObjectRules) -> TokenStream {
        let optional: Vec<&String> = optional(rules).collect();
        let absent = (!optional.is_empty())
            .then(|| quote!(check::absent_if_null(members, &[#(#optional),*]);));
        let inner = rules
            .properties
            .iter()
            .filter(|(_, property)| self.normalizes(&property.schema));
        let inner = inner.map(|(name, property)| {
            let body = self.normalize(&property.schema);
            quote!(if let Some(value) = Node::get_mut(members, #name) { #body })
        });
        let other = match &rules.additional {
            AdditionalProperties::Schema(schema) if self.normalizes(schema) => {
                let names = rules.properties.keys();
                let body = self.normalize(schema);
                quote! {
                    let known: &[&str] = &[#(#names),*];
                    for (name, value) in members.iter_mut() {
                        if !known.contains(&&**name) { #body }
                    }
                }
            }
            _ => TokenStream::new(),
        };
        quote! {
            if let Node::Object(members) = value {
                #absent #(#inner)* #other
            }
        }
    }

    /// Which branch it is shows only when what means absence is out of the way, so each branch
    /// gets a copy, and the first that accepts its copy is taken.
    fn normalize_choice(&self, branches: &[Schema]) -> TokenStream {
        let branches = branches.iter().map(|branch| {
            let normalize = self.normalize(branch);
            let check = self.check(branch);
            quote!((
                |value: &mut Node<'_>| { #normalize },
                |value: &Node<'_>, at: &At<'_>, issues: &mut Issues| { #check },
            ))
        });
        quote!(check::normalize_choice(value, &[#(#branches),*]);)
    }

    fn normalizes(&self, schema: &Schema) -> bool {
        let mut references = Vec::new();
        self.api.null_is_absent
            && (has_optional(schema, &mut references)
                || references
                    .iter()
                    .any(|name| self.normalizing.contains(*name)))
    }

    fn normalizes_name(&self, name: &str) -> bool {
        self.normalizing.contains(name)
    }
}

/// The named schemas from which an optional property that cannot be null is in reach.
pub(super) fn normalizing(api: &Api) -> HashSet<String> {
    let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut found = HashSet::new();
    let mut open = Vec::new();
    for named in api.schemas.values().filter(|_| api.null_is_absent) {
        let mut references = Vec::new();
        if has_optional(&named.schema, &mut references) {
            open.push(named.name.as_str());
        }
        for name in references {
            users.entry(name).or_default().push(&named.name);
        }
    }
    while let Some(name) = open.pop() {
        if found.insert(name.to_owned()) {
            open.extend(users.get(name).into_iter().flatten());
        }
    }
    found
}

/// Whether there is an optional property that cannot be null, short of the named schemas that
/// are referred to: those are collected.
fn has_optional<'s>(schema: &'s Schema, references: &mut Vec<&'s str>) -> bool {
    let mut each = |schemas: &mut dyn Iterator<Item = &'s Schema>| {
        // No short cut: the references of all are wanted.
        schemas.fold(false, |found, schema| {
            has_optional(schema, references) | found
        })
    };
    match &schema.kind {
        SchemaKind::Ref(name) => {
            references.push(name);
            false
        }
        SchemaKind::Array(rules) => each(&mut std::iter::once(&rules.items)),
        SchemaKind::Object(rules) => {
            let values = match &rules.additional {
                AdditionalProperties::Schema(values) => Some(&**values),
                _ => None,
            };
            let properties = rules.properties.values().map(|property| &property.schema);
            each(&mut properties.chain(values)) | optional(rules).next().is_some()
        }
        SchemaKind::AllOf(parts) | SchemaKind::OneOf(parts, _) | SchemaKind::AnyOf(parts, _) => {
            each(&mut parts.iter())
        }
        _ => false,
    }
}

/// The properties whose `null` means absence.
fn optional(rules: &ObjectRules) -> impl Iterator<Item = &String> {
    let takes_null = |property: &Property| {
        property.schema.nullable || matches!(property.schema.kind, SchemaKind::Any)
    };
    rules
        .properties
        .iter()
        .filter(move |(_, property)| !property.required && !takes_null(property))
        .map(|(name, _)| name)
}
